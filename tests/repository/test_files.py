"""Reading with a bound, and writing whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dmccb.repository.files import NotAFileError, TooLargeError, read_bounded, replace


def test_reading(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert read_bounded(file, 5) == b"12345"
    with pytest.raises(TooLargeError) as error:
        read_bounded(file, 4)
    assert error.value.size == 5
    (tmp_path / "link").symlink_to(file)
    with pytest.raises(NotAFileError, match="a symbolic link"):
        read_bounded(tmp_path / "link", 5)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotAFileError, match="a pipe or a device"):
        read_bounded(tmp_path / "pipe", 5)
    with pytest.raises(NotAFileError, match="a pipe or a device"):
        read_bounded(Path("/dev/zero"), 5)
    with pytest.raises(NotAFileError, match="a folder"):
        read_bounded(tmp_path, 5)
    with pytest.raises(FileNotFoundError):
        read_bounded(tmp_path / "nothing", 5)


def test_a_file_that_says_it_is_empty_and_is_not(tmp_path: Path) -> None:
    endless = Path("/proc/self/environ")
    if not endless.exists():
        pytest.skip("this system has no /proc")
    with pytest.raises(TooLargeError):
        read_bounded(endless, 1)


def test_writing(tmp_path: Path) -> None:
    replace(tmp_path / "new" / "file", b"1")
    assert (tmp_path / "new" / "file").read_bytes() == b"1"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["file"]

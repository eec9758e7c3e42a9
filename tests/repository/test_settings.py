"""``dmccb.toml``: what it may say, and that reading it is bounded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dmccb.checks.rules import FIXED
from dmccb.errors import DmccbError
from dmccb.repository.folder import Folder
from dmccb.repository.refused import RefusedFileError
from dmccb.repository.settings import Settings, SettingsError, changed_settings, parse_settings, read_settings
from tests.cli.conftest import Repo
from tests.repository.build import revision


@pytest.mark.parametrize("rule", sorted(FIXED))
def test_what_cannot_be_read_has_no_severity(rule: str) -> None:
    with pytest.raises(
        SettingsError, match=f"check.severity.{rule}: the severity of this rule cannot be set"
    ):
        parse_settings(f'[check.severity]\n{rule} = "off"\n'.encode())


@pytest.mark.parametrize("rule", ["syntax", "duplicate-id", "not-utf-8", "symlink", "baseline-rewritten"])
def test_reading_errors_are_among_them(rule: str) -> None:
    assert rule in FIXED


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" + ".a" * 4_000 + " = 1", id="dotted-without-end"),
        pytest.param("a = " + "[" * 4_000 + "]" * 4_000, id="nested-lists"),
        pytest.param("a = " + "{b=" * 2_000 + "1" + "}" * 2_000, id="nested-tables"),
        pytest.param("check = " + "1" * 8_000, id="a-number-of-many-digits"),
        pytest.param("[check.severity]\nschema-range = 'off'\nschema-range = 'note'", id="a-key-twice"),
        pytest.param("#" * 100_000, id="large"),
        pytest.param("check = [[1]]", id="no-table"),
        pytest.param(f"[check.severity]\n{'x' * 8_000} = 'off'", id="a-long-key"),
    ],
)
def test_hostile_settings_are_refused_in_few_words(text: str) -> None:
    with pytest.raises(SettingsError) as error:
        parse_settings(text.encode())
    assert len(error.value.message) < 300


def test_settings_of_a_commit_and_of_a_folder(repo: Repo) -> None:
    repo.write("dmccb.toml", '[check.severity]\nschema-range = "off"\n')
    repo.commit()
    repo.write("dmccb.toml", '[check.severity]\nschema-range = "note"\n')
    with revision(repo.root) as head:
        assert read_settings(head) == Settings(severity={"schema-range": None})
    assert read_settings(Folder(repo.root, "x")) == Settings(severity={"schema-range": "note"})
    (repo.root / "dmccb.toml").unlink()
    assert read_settings(Folder(repo.root, "x")) == Settings()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def _folder(path: Path) -> None:
    path.mkdir()


ODD = [
    pytest.param(_pipe, id="pipe"),
    pytest.param(_device, id="link-to-a-device"),
    pytest.param(_large, id="50-mb"),
    pytest.param(_folder, id="folder"),
]


@pytest.mark.parametrize("make", ODD)
@pytest.mark.parametrize("name", ["dmccb.toml", "schemas/x.json"])
def test_what_is_no_plain_file_is_not_read(repo: Repo, name: str, make: object) -> None:
    assert callable(make)
    (repo.root / "schemas").mkdir()
    make(repo.root / name)
    folder = Folder(repo.root, "x")
    with pytest.raises(RefusedFileError, match=name):
        folder.settings() if name == "dmccb.toml" else folder.schemas()


@pytest.mark.parametrize("name", ["dmccb.toml", "schemas/x.json"])
def test_a_link_in_a_commit_is_not_read(repo: Repo, name: str) -> None:
    (repo.root / "schemas").mkdir()
    (repo.root / name).symlink_to("/dev/zero")
    repo.commit()
    with revision(repo.root) as head, pytest.raises(DmccbError, match=f"{name}: a symbolic link is not read"):
        head.settings() if name == "dmccb.toml" else head.schemas()


def test_a_change_of_settings_is_told() -> None:
    old = Settings(severity={"schema-range": "note", "unknown-wbs": None})
    new = Settings(severity={"schema-range": "note", "unknown-wbs": "error", "not-canonical": None})
    assert changed_settings(old, old) == []
    (found,) = changed_settings(old, new)
    assert (found.rule, found.path) == ("settings-changed", "dmccb.toml")
    assert "not-canonical, unknown-wbs" in found.message

"""The day of a commit, in the time zone of who made it."""

from __future__ import annotations

import pytest

from dmccb.repository.commit_date import commit_date
from tests.cli.conftest import Repo


def commit(committer: str, text: str = "Message") -> bytes:
    return f"tree 0\nauthor A <a@b> 0 +0000\n{committer}\n\n{text}\n".encode()


@pytest.mark.parametrize(
    ("committer", "day"),
    [
        pytest.param("committer A <a@b> 1577836800 +0000", "2020-01-01", id="utc"),
        pytest.param("committer A <a@b> 1577836800 -0700", "2019-12-31", id="west-it-is-the-day-before"),
        pytest.param("committer A <a@b> 1577836799 +0530", "2020-01-01", id="east-it-is-the-day-after"),
        pytest.param("committer A <a@b> 0 -0100", "1969-12-31", id="before-the-epoch"),
        pytest.param("committer 1577836800 +0000 <a@b> 1577836800 +0000", "2020-01-01", id="an-odd-name"),
        pytest.param("committer A <a@b> 99999999999999 +0000", "", id="beyond-the-calendar"),
        pytest.param(f"committer A <a@b> {'9' * 400} +0000", "", id="a-very-large-number"),
        pytest.param("committer A <a@b>", "", id="no-date"),
    ],
)
def test_the_day(committer: str, day: str) -> None:
    assert commit_date(commit(committer)) == day


def test_a_message_is_no_header() -> None:
    assert commit_date(commit("nobody", "committer A <a@b> 1577836800 +0000")) == ""


def test_it_is_what_git_says(repo: Repo) -> None:
    repo.write("a", "b")
    name = repo.commit()
    data = repo.git("cat-file", "commit", name).encode()
    assert commit_date(data + b"\n") == repo.git("log", "-1", "--format=%cs", name)

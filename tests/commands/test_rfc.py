"""The requests for comments, with the names of the people."""

from __future__ import annotations

import pytest

from dmccb.commands.find import RecordNotFoundError
from dmccb.commands.rfc import list_rfcs, show_rfc
from dmccb.errors import NO, RecordFileError
from tests.cli import plan
from tests.cli.conftest import Repo

PEOPLE = "ada:\n  name: Ada Lovelace\n\nben:\n  name: Ben Franklin\n"


def write(repo: Repo, number: int, more: str = "") -> None:
    text = f"RFC-{number}:\n  title: N{number}\n  requestor: ada\n  assignee: eve\n{more}"
    repo.write(f"rfcs/RFC-{number}.yaml", text)


@pytest.fixture
def asked(repo: Repo) -> Repo:
    """Make a plan, two persons, and three requests, of which the last is not committed."""
    plan.write(repo, [plan.milestone("M-1"), plan.milestone("R-1")], [plan.release("R-1", ["M-1"])])
    repo.records("organization/persons.yaml", "person", PEOPLE)
    write(repo, 9)
    write(repo, 10)
    repo.commit()
    write(repo, 11, "  release:\n    id: R-1\n  affected:\n    - M-1\n    - M-9\n")
    return repo


def test_the_newest_first(asked: Repo) -> None:
    found = list_rfcs(asked.root, None)
    assert [one.record.id for one in found] == ["RFC-11", "RFC-10", "RFC-9"]
    assert [one.text("requestor") for one in found] == ["Ada Lovelace"] * 3
    assert found[0].text("assignee") == "eve"
    assert [one.record.id for one in list_rfcs(asked.root, "HEAD")] == ["RFC-10", "RFC-9"]


def test_there_need_be_none(repo: Repo) -> None:
    assert list_rfcs(repo.root, None) == []


def test_one_with_what_it_names(asked: Repo) -> None:
    found = show_rfc(asked.root, "RFC-11", None)
    assert [(one.field, one.item, one.title) for one in found.names] == [
        ("requestor", ("persons", "ada"), "Ada Lovelace"),
        ("assignee", ("", "eve"), ""),
        ("affected", ("milestones", "M-1"), "Title of M-1"),
        ("affected", ("", "M-9"), ""),
        ("release", ("releases", "R-1"), "Title of R-1"),
    ]
    assert "missing field 'class'" in " ".join(found.shown.invalid)


def test_a_release_has_the_title_of_its_milestone_where_nothing_else_is_read(asked: Repo) -> None:
    write(asked, 12, "  release:\n    id: R-1\n")
    assert show_rfc(asked.root, "RFC-12", None).text("release") == "Title of R-1"


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        pytest.param("rfc-9", "did you mean RFC-9 or RFC-10?", id="case"),
        pytest.param("9", "did you mean RFC-9?", id="a-number-alone"),
        pytest.param("#10", "did you mean RFC-10?", id="as-a-ticket"),
        pytest.param("M-1", "dmccb rfc list", id="none-is-near"),
    ],
)
def test_an_unknown_number(key: str, hint: str, asked: Repo) -> None:
    with pytest.raises(RecordNotFoundError) as caught:
        show_rfc(asked.root, key, "HEAD")
    error = caught.value
    assert (error.message, error.exit_code) == (f"no RFC has the number {key!r} at HEAD", NO)
    assert hint in error.hint


def test_no_number_is_known_where_there_is_none(repo: Repo) -> None:
    with pytest.raises(RecordNotFoundError, match="there is none on record"):
        show_rfc(repo.root, "RFC-1", None)


def test_what_cannot_be_read_is_not_left_out(asked: Repo) -> None:
    asked.write("rfcs/RFC-12.yml", "RFC-12:\n  title: N12\n")
    for call in (lambda: list_rfcs(asked.root, None), lambda: show_rfc(asked.root, "RFC-9", None)):
        with pytest.raises(RecordFileError, match=r"rfcs/RFC-12\.yml"):
            call()

"""``dmccb rfc``: a list of the requests for comments, and one of them."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Dmccb, Repo, Result

RECORD = """\
RFC-{}:
  title: Move the freeze
  requestor: ada
  assignee: ben
  class: major
  component: DM
  proposal: Freeze it later.
  implementation: Change one date.
  planned_end: 2020-03-10
"""
SHORT = "RFC-2:\n  title: Two\n  requestor: ada\n  assignee: ada\n  class: ordinary\n"


@pytest.fixture
def asked(repo: Repo) -> Repo:
    people = "ada:\n  name: Ada Lovelace\n\nben:\n  name: Ben Franklin\n"
    repo.records("organization/persons.yaml", "person", people)
    repo.write("rfcs/RFC-2.yaml", SHORT)
    repo.commit()
    repo.write("rfcs/RFC-10.yaml", RECORD.format(10))
    return repo


def test_the_list(asked: Repo, dmccb: Dmccb) -> None:
    assert dmccb("rfc", "list") == Result(
        0,
        "RFC     Title            Class     Requestor     Assignee      Planned end\n"
        "RFC-10  Move the freeze  major     Ada Lovelace  Ben Franklin  2020-03-10\n"
        "RFC-2   Two              ordinary  Ada Lovelace  Ada Lovelace\n",
        "",
    )
    assert "RFC-10" not in dmccb("rfc", "list", "--at", "HEAD").out


def test_the_list_as_json(asked: Repo, dmccb: Dmccb) -> None:
    first, second = json.loads(dmccb("rfc", "list", "--json").out)
    assert first == {
        "id": "RFC-10",
        "title": "Move the freeze",
        "class": "major",
        "requestor": {"id": "ada", "name": "Ada Lovelace"},
        "assignee": {"id": "ben", "name": "Ben Franklin"},
        "planned_end": "2020-03-10",
        "path": "rfcs/RFC-10.yaml",
        "line": 1,
    }
    assert second["planned_end"] is None


def test_one(asked: Repo, dmccb: Dmccb) -> None:
    assert dmccb("rfc", "show", "RFC-10") == Result(
        0,
        f"# rfc, rfcs/RFC-10.yaml:1\n{RECORD.format(10)}"
        "# requestor ada: Ada Lovelace\n# assignee ben: Ben Franklin\n",
        "",
    )


def test_what_is_shown_is_a_record_file(asked: Repo, dmccb: Dmccb) -> None:
    asked.write("rfcs/RFC-10.yaml", dmccb("rfc", "show", "RFC-10").out)
    assert dmccb("rfc", "show", "RFC-10").code == 0


def test_one_as_json(asked: Repo, dmccb: Dmccb) -> None:
    found = json.loads(dmccb("rfc", "show", "RFC-2", "--at", "HEAD", "--json").out)
    assert (found["collection"], found["id"], found["fields"]["title"]) == ("rfcs", "RFC-2", "Two")
    person = {"collection": "persons", "id": "ada", "title": "Ada Lovelace"}
    assert found["named"] == [{"field": "requestor", **person}, {"field": "assignee", **person}]
    assert found["computed"]["invalid"]


def test_an_unknown_one_is_a_no(asked: Repo, dmccb: Dmccb) -> None:
    said = "dmccb: no RFC has the number 'RFC-3'\nhint: did you mean RFC-2 or RFC-10?\n"
    assert dmccb("rfc", "show", "RFC-3") == Result(1, "", said)


@pytest.mark.parametrize("color", [[], ["--color", "always"]])
def test_that_there_is_none_is_said(color: list[str], repo: Repo, dmccb: Dmccb) -> None:
    assert dmccb("rfc", "list", *color) == Result(0, "no RFC on record\n", "")
    assert json.loads(dmccb("rfc", "list", "--json").out) == []
    assert dmccb("rfc", "show", "RFC-1").code == 1


def test_a_file_that_is_no_rfc_is_no_answer(asked: Repo, dmccb: Dmccb) -> None:
    asked.write("rfcs/notes.txt", "x")
    result = dmccb("rfc", "list")
    assert (result.code, result.out) == (3, "")
    assert "rfcs/notes.txt: a file of this name is not read as a record file" in result.err


@pytest.mark.parametrize(
    "args",
    [
        pytest.param([], id="no-subcommand"),
        pytest.param(["show"], id="no-number"),
        pytest.param(["list", "--at", ""], id="an-empty-name"),
    ],
)
def test_usage(args: list[str], asked: Repo, dmccb: Dmccb) -> None:
    assert dmccb("rfc", *args).code == 2

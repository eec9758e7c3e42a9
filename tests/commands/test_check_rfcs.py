"""``check``: the requests for comments are judged with the records that they refer to."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import pytest

from dmccb.baseline.baseline import Baseline
from dmccb.commands.check import check
from dmccb.repository.folder import Folder
from dmccb.repository.read import read_baseline
from dmccb.repository.schemas import load_kinds, schemas
from tests.cli import plan
from tests.cli.conftest import MODELINE, Dmccb, Repo

AS_OF = date(2020, 1, 1)
HEAD = MODELINE.format(up="../", kind="rfc")


def rfc(number: int = 1, fields: Mapping[str, str] = MappingProxyType({})) -> str:
    """Write one request in canonical form."""
    told = {
        "title": "One",
        "requestor": "ada",
        "assignee": "ben",
        "class": "ordinary",
        "component": "DM",
        "proposal": "Do it.",
        "implementation": "By hand.",
        **fields,
    }
    return f"RFC-{number}:\n" + "".join(f"  {name}: {value}\n" for name, value in told.items() if value)


def write(repo: Repo, number: int = 1, **fields: str) -> None:
    written(repo, number, fields)


def written(repo: Repo, number: int, fields: Mapping[str, str]) -> None:
    repo.write(f"rfcs/RFC-{number}.yaml", HEAD + rfc(number, fields))


@pytest.fixture
def staffed(repo: Repo) -> Repo:
    """Make a repository with two persons and a request, committed."""
    people = "ada:\n  name: Ada Lovelace\n\nben:\n  name: Ben Franklin\n"
    repo.records("organization/persons.yaml", "person", people)
    write(repo)
    repo.commit()
    return repo


def told(repo: Repo, since: str | None = None, ref: str | None = None) -> list[tuple[str, str]]:
    found = check(repo.root, since=since, ref=ref, as_of=AS_OF)
    return [(one.rule, one.place) for one in found.problems]


@pytest.mark.parametrize("ref", [None, "HEAD"])
def test_a_request_in_order(ref: str | None, staffed: Repo) -> None:
    found = check(staffed.root, since=None, ref=ref, as_of=AS_OF)
    assert (found.problems, found.records) == ([], 3)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"requestor": "eve"}, ("unknown-reference", "rfcs/RFC-1.yaml:5:14"), id="nobody"),
        pytest.param({"class": "small"}, ("schema-enum", "rfcs/RFC-1.yaml:7:10"), id="schema"),
        pytest.param({"state": "ADOPTED"}, ("unknown-field", "rfcs/RFC-1.yaml:11:3"), id="a-state-by-hand"),
        pytest.param({"title": "'One'"}, ("not-canonical", "rfcs/RFC-1.yaml:4"), id="form"),
        pytest.param({"proposal": ""}, ("missing-field", "rfcs/RFC-1.yaml:3:1"), id="missing"),
    ],
)
@pytest.mark.parametrize("since", [None, "HEAD"])
def test_what_is_wrong_with_one(
    fields: dict[str, str], expected: tuple[str, str], since: str | None, staffed: Repo
) -> None:
    written(staffed, 1, fields)
    assert told(staffed, since) == [expected]


def test_what_was_wrong_before_is_not_told_again(staffed: Repo) -> None:
    write(staffed, requestor="eve")
    staffed.commit()
    write(staffed, 2, assignee="eve")
    assert told(staffed, "HEAD") == [("unknown-reference", "rfcs/RFC-2.yaml:6:13")]
    written(staffed, 3, {"class": "small"})
    expected = [("schema-enum", "rfcs/RFC-3.yaml:7:10"), ("unknown-reference", "rfcs/RFC-2.yaml:6:13")]
    assert told(staffed, "HEAD") == expected


def test_who_leaves_is_still_asked_for(staffed: Repo) -> None:
    staffed.records("organization/persons.yaml", "person", "ada:\n  name: Ada Lovelace\n")
    assert told(staffed, "HEAD") == [("unknown-reference", "rfcs/RFC-1.yaml:6:13")]


@pytest.mark.parametrize("since", [None, "HEAD"])
@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        pytest.param("rfcs/RFC-2.yml", rfc(2), ("not-a-record-file", "rfcs/RFC-2.yml"), id="suffix"),
        pytest.param("rfcs/RFC-3.yaml", HEAD + rfc(2), ("rfc-file", "rfcs/RFC-3.yaml:3:1"), id="other-name"),
        pytest.param(
            "baselines/rfcs/RFC-2.yaml",
            rfc(2),
            ("unknown-collection", "baselines/rfcs/RFC-2.yaml"),
            id="below-the-baselines",
        ),
    ],
)
def test_a_file_out_of_place(
    path: str, text: str, expected: tuple[str, str], since: str | None, staffed: Repo
) -> None:
    staffed.write(path, text)
    assert told(staffed, since) == [expected]


def test_where_records_may_be_names_no_folder_beside_the_baselines(staffed: Repo) -> None:
    staffed.write("baselines/rfcs.yaml", rfc())
    (found,) = check(staffed.root, since=None, ref=None, as_of=AS_OF).problems
    assert re.search(r"\breleases\b", found.hint)
    assert "rfcs" not in found.hint


def test_a_request_is_in_no_baseline(staffed: Repo, dmccb: Dmccb) -> None:
    plan.write(staffed, [plan.milestone("M-1")], [])
    (staffed.root / "baselines/releases/PLAN-1.yaml").unlink()

    def content() -> Baseline:
        return read_baseline(Folder(staffed.root, "x"), load_kinds())

    before = content().digest
    plan.baseline(staffed, dmccb, "v1.0", tag="v1.0")
    write(staffed, 2)
    assert (content().digest, "rfcs" in content().collections) == (before, False)
    assert told(staffed) == []
    staffed.commit()
    assert dmccb("diff", "v1.0", "HEAD", "--all", "--exit-code").code == 0


def test_a_schema_of_its_own_judges_and_its_change_is_told(staffed: Repo) -> None:
    schema = json.loads(dict(schemas())["rfc.schema.json"])
    schema["definitions"]["rfc"]["properties"]["class"]["enum"].append("small")
    staffed.write("schemas/rfc.schema.json", json.dumps(schema))
    written(staffed, 1, {"class": "small"})
    assert told(staffed) == []
    assert told(staffed, "HEAD") == [
        ("schema-enum", "rfcs/RFC-1.yaml:7:10"),
        ("schema-changed", "schemas/rfc.schema.json"),
    ]

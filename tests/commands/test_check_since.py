"""``check --since``: what a change does to what it is judged by."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo, Result
from tests.repository.build import ONE

REGISTER = "baselines/register.yaml"


def rules(result: Result) -> list[str]:
    return [one["rule"] for one in json.loads(result.out)["problems"]]


def test_a_change_does_not_set_what_judges_it(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", ONE)
    repo.commit()
    repo.records("milestones.yaml", "milestone", f"{ONE}  level: 9\n")
    repo.write("dmccb.toml", '[check.severity]\nschema-range = "off"\nsettings-chang = "off"\n')
    assert dmccb("check", "--since", "HEAD").code == 3
    repo.write("dmccb.toml", '[check.severity]\nschema-range = "off"\n')
    result = dmccb("check", "--since", "HEAD", "--json")
    assert (result.code, rules(result)) == (1, ["schema-range", "settings-changed"])
    assert rules(dmccb("check", "--json")) == []


def test_a_change_of_settings_is_told_where_nothing_else_is(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", ONE)
    repo.write("dmccb.toml", '[check.severity]\nschema-range = "note"\n')
    repo.commit()
    repo.write("dmccb.toml", '[check.severity]\nschema-range = "note"  # why\n')
    assert rules(dmccb("check", "--since", "HEAD", "--json")) == []
    (repo.root / "dmccb.toml").unlink()
    result = dmccb("check", "--since", "HEAD", "--json")
    assert (result.code, rules(result)) == (0, ["settings-changed"])


def _slip_and_record_again(repo: Repo, dmccb: Dmccb) -> None:
    text = repo.read(REGISTER)
    old = text.partition("v1.1:")
    repo.write(
        "baselines/milestones.yaml",
        repo.read("baselines/milestones.yaml").replace("2020-01-31", "2029-01-31"),
    )
    repo.write(REGISTER, old[0])
    assert dmccb("baselines", "record", "v1.1", "--document", "PLAN-1", "--date", "2020-01-02").code == 0


def _delete_entry(repo: Repo, dmccb: Dmccb) -> None:
    repo.write(REGISTER, repo.read(REGISTER).partition("v1.1:")[0].rstrip("\n") + "\n")


def _delete_register(repo: Repo, dmccb: Dmccb) -> None:
    (repo.root / REGISTER).unlink()


def _change_note(repo: Repo, dmccb: Dmccb) -> None:
    repo.write(REGISTER, repo.read(REGISTER) + "  note: Not what it was.\n")


def _rename_entry(repo: Repo, dmccb: Dmccb) -> None:
    repo.write(REGISTER, repo.read(REGISTER).replace("v1.1:", "v1.2:"))


def _own_kind(repo: Repo, dmccb: Dmccb) -> None:
    """Give the register another folder, where its kind is chosen by the change."""
    kind = json.loads((plan_schema()).read_text(encoding="utf-8"))
    repo.write("schemas/register.schema.json", json.dumps(kind | {"x-collection": "elsewhere/register"}))
    text = repo.read(REGISTER)
    (repo.root / REGISTER).unlink()
    repo.write("baselines/elsewhere/register.yaml", text.replace("2020-01-02", "2020-01-03"))


def plan_schema() -> Path:
    from dmccb.repository.schemas import folder

    return folder() / "register.schema.json"


CHANGES = [_slip_and_record_again, _delete_entry, _delete_register, _change_note, _rename_entry, _own_kind]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_").replace("_", "-"))
def test_a_registered_baseline_cannot_be_rewritten_unseen(
    change: Callable[[Repo, Dmccb], None], repo: Repo, dmccb: Dmccb
) -> None:
    plan.two_baselines(repo, dmccb)
    change(repo, dmccb)
    result = dmccb("check", "--since", "HEAD", "--json")
    assert result.code == 1
    told = [one for one in json.loads(result.out)["problems"] if one["rule"] == "baseline-rewritten"]
    assert {one["id"] for one in told} >= {"v1.1"}
    assert all(one["severity"] == "error" and one["hint"] for one in told)


def test_a_new_entry_is_no_rewriting(repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    assert dmccb("baselines", "record", "v1.2", "--document", "PLAN-1").code == 0
    repo.write(REGISTER, "# Why.\n" + repo.read(REGISTER))
    assert "baseline-rewritten" not in rules(dmccb("check", "--since", "HEAD", "--json"))


@pytest.mark.parametrize("change", [_slip_and_record_again, _delete_entry], ids=["rewritten", "deleted"])
def test_diff_shows_it_whatever_the_scope(
    change: Callable[[Repo, Dmccb], None], repo: Repo, dmccb: Dmccb
) -> None:
    plan.two_baselines(repo, dmccb)
    change(repo, dmccb)
    repo.commit()
    narrow = ("--document", "PLAN-1", "--json")
    found = json.loads(dmccb("diff", "v1.0", "HEAD", *narrow).out)["changes"]
    assert "register" not in {one["collection"] for one in found}  # v1.1 is new since v1.0
    for options in (narrow, ("--json",), ("--id", "M-1", "--json")):
        found = json.loads(dmccb("diff", "HEAD~1", "HEAD", *options).out)["changes"]
        assert ("register", "v1.1") in {(one["collection"], one["id"]) for one in found}
    repo.git("tag", "v1.1", "HEAD~1")
    shown = dmccb("diff", "refs/tags/v1.1", "HEAD").out
    assert "v1.1" in shown


# -------------------------------------------------------------------- names


@pytest.mark.parametrize(
    "name", ["x.lock", "v1..v2", "HEAD", "main", "PLAN-1/main", "PLAN-1/HEAD", "../heads/main", "-x"]
)
def test_check_and_record_refuse_a_name(name: str, repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    result = dmccb("baselines", "record", "--document", "PLAN-1", "--", name)
    assert (result.code, "cannot be the name of a baseline" in result.err) == (2, True)
    repo.write(REGISTER, repo.read(REGISTER).replace("v1.1:", f'"{name}":'))
    assert "register-name" in rules(dmccb("check", "--json"))


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--note", "a\x1b[31mb"),
        ("--note", "a\u202eb"),
        ("--source", "a\x00b"),
        ("--source", "a\nb"),
        ("--source", "a\udcffb"),
        ("--rfc", "RFC-1\x07"),
        ("--rfc", "781"),
    ],
)
def test_record_refuses_what_the_reader_would(option: str, value: str, repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    before = repo.read(REGISTER)
    result = dmccb("baselines", "record", "v1.2", "--document", "PLAN-1", option, value)
    assert (result.code, result.out) == (2, "")
    assert repo.read(REGISTER) == before


def test_record_writes_nothing_outside(repo: Repo, dmccb: Dmccb) -> None:
    plan.two_baselines(repo, dmccb)
    kind = json.loads(plan_schema().read_text(encoding="utf-8")) | {"x-collection": "../../../register"}
    repo.write("schemas/register.schema.json", json.dumps(kind))
    result = dmccb("baselines", "record", "v1.2", "--document", "PLAN-1")
    assert result.code == 3
    assert "is not a folder below baselines/" in result.err


# ------------------------------------------------------------------ schemas


def test_a_change_does_not_make_light_of_itself(repo: Repo, dmccb: Dmccb) -> None:
    """``due`` becomes a note and slips by nine years, in one commit."""
    plan.two_baselines(repo, dmccb)
    schema = (plan_schema().parent / "milestone.schema.json").read_text(encoding="utf-8")
    kind = json.loads(schema)
    kind["definitions"]["milestone"]["properties"]["due"]["x-control"] = "note"
    repo.write("schemas/milestone.schema.json", json.dumps(kind))
    text = repo.read("baselines/milestones.yaml")
    repo.write("baselines/milestones.yaml", text.replace("2020-01-31", "2029-01-31"))
    found = json.loads(dmccb("diff", "HEAD", "--all", "--control", "controlled", "--json").out)
    assert [(one["id"], one["control"]) for one in found["changes"]] == [
        ("M-1", "controlled"),
        ("milestone", "controlled"),
    ]


def test_a_kind_that_is_removed_with_its_records(repo: Repo, dmccb: Dmccb) -> None:
    record = {"type": "object", "properties": {"size": {"type": "string"}}}
    kind = {"title": "box", "x-collection": "boxes", "additionalProperties": record}
    repo.write("schemas/box.schema.json", json.dumps(kind))
    repo.write("baselines/boxes.yaml", "B-1:\n  size: large\n")
    repo.records("milestones.yaml", "milestone", ONE)
    repo.commit()
    (repo.root / "schemas/box.schema.json").unlink()
    (repo.root / "baselines/boxes.yaml").unlink()
    found = json.loads(dmccb("diff", "HEAD", "--json").out)
    assert [(one["id"], one["change"]) for one in found["changes"]] == [
        ("B-1", "removed"),
        ("box", "removed"),
    ]

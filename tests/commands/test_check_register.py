"""Entries of the register that git does not bear out, and entries that a change rewrote."""

from __future__ import annotations

import pytest

from dmccb.commands.check_register import changes_of_judge, name_findings, register_findings, rewritten
from dmccb.records.record import Record
from dmccb.repository.empty_snapshot import EmptySnapshot
from dmccb.repository.folder import Folder
from dmccb.repository.registered import read_register
from dmccb.repository.settings import read_settings
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo
from tests.repository.build import finding, revision

ZERO = f"sha256:{'0' * 64}"


def entry(name: str = "v1.0", line: int = 4, **fields: str) -> Record:
    return Record(id=name, fields={"document": "D-1", **fields}, path="baselines/register.yaml", line=line)


@pytest.mark.parametrize(
    ("one", "refs", "at"),
    [
        pytest.param(entry(), [], None, id="a-free-name"),
        pytest.param(entry(), ["refs/tags/v1.0"], None, id="its-own-tag"),
        pytest.param(entry("D-1/v1.0"), ["refs/heads/v1.0"], (), id="a-branch-has-its-short-name"),
        pytest.param(entry("v1..0"), [], (), id="no-tag-can-have-the-name"),
        pytest.param(entry(tag="x.lock"), [], ("tag",), id="its-tag-cannot-be-one"),
        pytest.param(entry(tag="other"), ["refs/tags/v1.0"], ("tag",), id="another-tag-has-its-name"),
    ],
)
def test_names(one: Record, refs: list[str], at: tuple[str, ...] | None) -> None:
    found = list(name_findings([one], refs))
    assert [each.at for each in found] == ([] if at is None else [at])
    assert all((each.rule, each.record) == ("register-name", one) for each in found)
    assert all(each.hint for each in found)


BEFORE = {"v1.0": entry(digest=ZERO, note="First.")}


@pytest.mark.parametrize(
    ("after", "said", "place"),
    [
        pytest.param(BEFORE, None, None, id="the-same"),
        pytest.param({"v1.0": entry(line=9, digest=ZERO, note="First.")}, None, None, id="moved-down"),
        pytest.param({**BEFORE, "v1.1": entry("v1.1")}, None, None, id="a-new-one"),
        pytest.param(
            {"v1.0": entry(line=9, digest=ZERO, note="Other.")},
            "was changed: note",
            "baselines/register.yaml:9:1",
            id="another-note",
        ),
        pytest.param(
            {"v1.0": entry(tag="x")}, "was changed: digest, note, tag", None, id="each-field-is-named"
        ),
        pytest.param({}, "was removed", "baselines/register.yaml", id="removed"),
        pytest.param({"v2.0": BEFORE["v1.0"]}, "was removed", None, id="renamed"),
    ],
)
def test_an_entry_that_a_change_rewrote(
    after: dict[str, Record], said: str | None, place: str | None
) -> None:
    found = rewritten(BEFORE, after)
    assert [one.id for one in found] == ([] if said is None else ["v1.0"])
    for one in found:
        assert (one.rule, one.severity) == ("baseline-rewritten", "error")
        assert one.message.endswith(str(said))
        assert place in (None, one.place)


@pytest.fixture
def two(repo: Repo, dmccb: Dmccb) -> Repo:
    plan.two_baselines(repo, dmccb)
    return repo


@pytest.mark.parametrize(
    ("digest", "here", "told"),
    [
        pytest.param("", ZERO, False, id="as-git-has-it"),
        pytest.param(ZERO, ZERO, False, id="not-committed-yet-and-the-records-beside-it"),
        pytest.param(ZERO, f"sha256:{'1' * 64}", True, id="neither-committed-nor-beside-it"),
        pytest.param("sha256:short", ZERO, False, id="no-digest-is-for-the-schema-to-say"),
    ],
)
def test_the_content_of_an_entry(digest: str, here: str, two: Repo, *, told: bool) -> None:
    registered = read_register(Folder(two.root, "x"))["v1.0"]
    one = Record(id="v1.0", fields={**registered.fields, **({"digest": digest} if digest else {})})
    with finding(two.root) as finder:
        found = list(register_findings([one], finder, lambda: here))
    assert [(each.rule, each.at) for each in found] == [("register-digest", ("digest",))] * told


def test_a_tag_on_other_content_is_told_whatever_is_beside_it(two: Repo) -> None:
    two.git("tag", "v1.0", "HEAD")
    one = read_register(Folder(two.root, "x"))["v1.0"]
    with finding(two.root) as finder:
        (found,) = register_findings([one], finder, lambda: str(one.fields["digest"]))
    assert found.rule == "register-digest"
    assert found.message.startswith("digest: ")


def test_what_a_change_did_to_its_judge(two: Repo) -> None:
    two.write("baselines/register.yaml", two.read("baselines/register.yaml") + "  note: Later.\n")
    two.write("dmccb.toml", '[check.severity]\nschema-range = "off"\n')
    with revision(two.root) as head:
        found = changes_of_judge(head, Folder(two.root, "x"), read_settings(head))
    assert sorted(one.rule for one in found) == ["baseline-rewritten", "settings-changed"]


def test_a_register_that_cannot_be_read_any_more_does_not_hide_the_settings(two: Repo) -> None:
    """That it cannot be read is a finding already."""
    two.write("baselines/register.yaml", "v1.0:\n  note: [\n")
    two.write("dmccb.toml", '[check.severity]\nschema-range = "off"\n')
    with revision(two.root) as head:
        found = changes_of_judge(head, Folder(two.root, "x"), read_settings(head))
    assert [one.rule for one in found] == ["settings-changed"]


def test_where_nothing_was_registered_nothing_is_rewritten(two: Repo) -> None:
    nothing = EmptySnapshot()
    assert changes_of_judge(nothing, Folder(two.root, "x"), read_settings(nothing)) == []

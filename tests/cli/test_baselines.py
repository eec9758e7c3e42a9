"""``dmccb baselines``: list, restore, record; and the digests that all of it rests on."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo, Result

FILE = "baselines/milestones.yaml"
REGISTER = "baselines/register.yaml"


def states(dmccb: Dmccb, cwd: Path | None = None) -> dict[str, str]:
    """Return name -> state, from the JSON of the list."""
    body: list[dict[str, Any]] = json.loads(dmccb("baselines", "--json", cwd=cwd).out)
    return {one["name"]: one["state"] for one in body}


def tags(repo: Repo) -> dict[str, str]:
    """Return the tags of a repository, each with its commit."""
    names = repo.git("tag", "--list").split()
    return {name: repo.git("rev-parse", f"refs/tags/{name}^{{commit}}") for name in names}


def digest(repo: Repo, name: str) -> str:
    """Return the digest that the register records for a baseline."""
    block = repo.read(REGISTER).partition(f"{name}:\n")[2]
    return block.partition("digest: ")[2].split()[0]


@pytest.fixture
def two(repo: Repo, dmccb: Dmccb) -> tuple[str, str]:
    """Make v1.0 and v1.1 without tags, and return their commits."""
    return plan.two_baselines(repo, dmccb)


# --------------------------------------------------------------------- list


def test_list(repo: Repo, two: tuple[str, str], dmccb: Dmccb) -> None:
    result = dmccb("baselines")
    assert (result.code, result.err) == (0, "")
    rows = [row.split() for row in result.out.splitlines()]
    assert [(row[0], row[1], row[2], row[5]) for row in rows] == [
        ("v1.0", "PLAN-1", "2020-01-01", two[0][:10]),
        ("v1.1", "PLAN-1", "2020-01-02", two[1][:10]),
    ]
    assert result.out.count("no tag (dmccb baselines restore)") == 2


def test_list_as_json(repo: Repo, two: tuple[str, str], dmccb: Dmccb) -> None:
    body = json.loads(dmccb("baselines", "--json").out)
    assert body[0] == {
        "name": "v1.0",
        "document": "PLAN-1",
        "date": "2020-01-01",
        "digest": digest(repo, "v1.0"),
        "tag": "v1.0",
        "state": "untagged",
        "commit": two[0],
        "message": "",
    }


def test_no_baseline_is_registered(repo: Repo, dmccb: Dmccb) -> None:
    repo.commit()
    assert dmccb("baselines") == Result(0, "no baseline is registered\n", "")
    assert dmccb("baselines", "--json") == Result(0, "[]\n", "")
    assert dmccb("baselines", "restore") == Result(0, "no baseline is registered\n", "")


def test_a_note_cannot_write_to_the_terminal(repo: Repo, dmccb: Dmccb) -> None:
    repo.commit()
    entry = 'v1:\n  document: PLAN-1\n  date: 2020-01-01\n  digest: "sha256:0"\n  note: "a\\u202eb"\n'
    repo.records("register.yaml", "register", entry)
    assert "\u202e" not in dmccb("baselines").out


# ------------------------------------------------------------------ restore


def test_restore_makes_missing_tags_at_the_right_commits(
    repo: Repo, two: tuple[str, str], dmccb: Dmccb
) -> None:
    repo.write(FILE, repo.read(FILE).replace("2020-01-31", "2020-02-15"))
    repo.commit()
    result = dmccb("baselines", "restore")
    assert result == Result(0, f"v1.0  {two[0][:10]}  restored\nv1.1  {two[1][:10]}  restored\n", "")
    assert tags(repo) == {"v1.0": two[0], "v1.1": two[1]}
    assert states(dmccb) == {"v1.0": "tagged", "v1.1": "tagged"}


def test_a_restored_tag_tells_what_it_is(repo: Repo, two: tuple[str, str], dmccb: Dmccb) -> None:
    assert dmccb("baselines", "restore", "v1.1").code == 0
    assert repo.git("cat-file", "-t", "v1.1") == "tag"
    told = repo.git("tag", "--list", "--format=%(contents)", "v1.1")
    assert told.startswith("Baseline v1.1\n")
    assert digest(repo, "v1.1") in told


def test_restore_twice_changes_nothing(repo: Repo, two: tuple[str, str], dmccb: Dmccb) -> None:
    assert dmccb("baselines", "restore").code == 0
    before = repo.git("for-each-ref")
    result = dmccb("baselines", "restore")
    assert (result.code, result.err, result.out.count("already there")) == (0, "", 2)
    assert repo.git("for-each-ref") == before


def test_restore_only_what_is_named(repo: Repo, two: tuple[str, str], dmccb: Dmccb) -> None:
    assert dmccb("baselines", "restore", "v1.0").out == f"v1.0  {two[0][:10]}  restored\n"
    assert tags(repo) == {"v1.0": two[0]}


def test_restore_what_no_one_registered(repo: Repo, two: tuple[str, str], dmccb: Dmccb) -> None:
    result = dmccb("baselines", "restore", "v1.0", "v7")
    assert (result.code, result.out) == (2, "")
    assert "no baseline 'v7' in the register" in result.err
    assert "v1.0, v1.1" in result.err
    assert tags(repo) == {}


def test_restore_uses_the_tag_that_the_register_names(repo: Repo, dmccb: Dmccb) -> None:
    plan.write(repo, [plan.milestone("R-1")], [plan.release("R-1", [])])
    assert dmccb("baselines", "record", "PLAN-1/v1", "--document", "PLAN-1", "--date", "2020-01-01").code == 0
    repo.write(REGISTER, repo.read(REGISTER).replace("  digest:", "  tag: plan-1-v1\n  digest:"))
    commit = repo.commit()
    assert dmccb("baselines", "restore").code == 0
    assert tags(repo) == {"plan-1-v1": commit}
    assert dmccb("diff", "PLAN-1/v1", "--exit-code").code == 0


def test_a_moved_tag_is_an_error_and_is_not_touched(repo: Repo, two: tuple[str, str], dmccb: Dmccb) -> None:
    repo.git("tag", "v1.0", two[1])
    for command in (["baselines"], ["baselines", "restore"], ["baselines", "restore", "v1.0"]):
        result = dmccb(*command)
        assert result.code == 1
        assert "the tag 'v1.0' is not the baseline v1.0" in result.err
        assert f"the register records {digest(repo, 'v1.0')}" in result.err
        assert f"the tag's content has {digest(repo, 'v1.1')}" in result.err
        assert "git tag -d v1.0" in result.err
        assert tags(repo)["v1.0"] == two[1]
    assert states(dmccb)["v1.0"] == "moved"
    assert "TAG MOVED" in dmccb("baselines").out


def test_a_moved_tag_is_not_compared(repo: Repo, two: tuple[str, str], dmccb: Dmccb) -> None:
    repo.git("tag", "v1.0", two[1])
    for command in (["diff", "v1.0", "v1.1"], ["show", "M-1", "--at", "v1.0"], ["impact", "v1.0", "v1.1"]):
        result = dmccb(*command)
        assert (result.code, result.out) == (3, "")
        assert digest(repo, "v1.0") in result.err
        assert digest(repo, "v1.1") in result.err
    assert dmccb("diff", "refs/tags/v1.0", "v1.1", "--exit-code").code == 0


def test_a_tag_of_what_is_no_commit_is_not_the_baseline(
    repo: Repo, two: tuple[str, str], dmccb: Dmccb
) -> None:
    repo.git("tag", "v1.0", f"{two[0]}^{{tree}}")
    result = dmccb("baselines", "restore", "v1.0")
    assert result.code != 0
    assert "Traceback" not in result.err
    assert repo.git("cat-file", "-t", "v1.0") == "tree"


def test_a_tag_elsewhere_with_the_same_meaning_is_right(
    repo: Repo, two: tuple[str, str], dmccb: Dmccb
) -> None:
    repo.write(FILE, "# Only a comment.\n" + repo.read(FILE))
    commit = repo.commit()
    repo.git("tag", "v1.1", commit)
    assert states(dmccb)["v1.1"] == "tagged"
    assert dmccb("diff", "v1.1", "--exit-code").code == 0


def test_a_lost_baseline(repo: Repo, two: tuple[str, str], dmccb: Dmccb) -> None:
    recorded = digest(repo, "v1.1")
    wrong = f"sha256:{'0' * 64}"
    repo.write(REGISTER, repo.read(REGISTER).replace(recorded, wrong))
    repo.commit()
    for command in (["baselines"], ["baselines", "restore"]):
        result = dmccb(*command)
        assert result.code == 1
        assert f"no commit has the content of baseline v1.1 ({wrong})" in result.err
        assert "hint: " in result.err
    assert states(dmccb)["v1.1"] == "lost"
    assert "v1.1" not in tags(repo)
    assert dmccb("diff", "v1.1").code == 3


def test_a_baseline_on_a_branch_that_was_merged(repo: Repo, two: tuple[str, str], dmccb: Dmccb) -> None:
    """The commit is found on the side of a merge as well."""
    repo.git("checkout", "--quiet", "-b", "topic")
    repo.write(FILE, repo.read(FILE).replace("2020-01-31", "2020-02-15"))
    side = plan.baseline(repo, dmccb, "v1.2")
    repo.git("checkout", "--quiet", "main")
    repo.write("notes", "another change")
    repo.commit()
    repo.git("merge", "--quiet", "--no-ff", "--message=Merge", "topic")
    assert dmccb("baselines", "restore", "v1.2").code == 0
    assert tags(repo)["v1.2"] == side


def test_a_shallow_clone_says_so(repo: Repo, two: tuple[str, str], dmccb: Dmccb, tmp_path: Path) -> None:
    repo.write(FILE, repo.read(FILE).replace("2020-01-31", "2020-02-15"))
    repo.commit()
    shallow = tmp_path / "shallow"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", f"file://{repo.root}", str(shallow)],
        check=True,
        capture_output=True,
    )
    for command in (["baselines"], ["baselines", "restore"]):
        result = dmccb(*command, cwd=shallow)
        assert result.code == 1
        assert result.err.count("this clone is shallow") == 2
    assert set(states(dmccb, shallow).values()) == {"lost"}


# ------------------------------------------------------------------- record


def record(dmccb: Dmccb, name: str, *options: str) -> Result:
    return dmccb("baselines", "record", name, "--document", "PLAN-1", "--date", "2020-02-01", *options)


def test_record_writes_an_entry_in_the_canonical_form(repo: Repo, dmccb: Dmccb) -> None:
    plan.write(repo, [plan.milestone("R-1")], [plan.release("R-1", [])])
    result = record(dmccb, "v1", "--rfc", "RFC-7", "--source", "A text", "--note", "Seen: all.")
    assert result.code == 0
    assert (
        result.err
        == "next: commit the register together with the records, then run dmccb baselines restore\n"
    )
    assert result.out == f"v1  {digest(repo, 'v1')}\n"
    assert repo.read(REGISTER) == (
        "# yaml-language-server: $schema=../schemas/register.schema.json\n\nv1:\n  document: PLAN-1\n"
        f"  date: 2020-02-01\n  rfc: RFC-7\n  digest: {digest(repo, 'v1')}\n"
        '  source: A text\n  note: "Seen: all."\n'
    )
    assert dmccb("fmt", "--check", "baselines/register.yaml").code == 0


def test_record_keeps_the_other_entries_and_their_comments(
    repo: Repo, two: tuple[str, str], dmccb: Dmccb
) -> None:
    repo.write(REGISTER, repo.read(REGISTER).replace("v1.0:\n", "# The first.\nv1.0:\n"))
    before = repo.read(REGISTER)
    repo.write(FILE, repo.read(FILE).replace("2020-01-31", "2020-02-15"))
    assert record(dmccb, "v1.2").code == 0
    assert repo.read(REGISTER).startswith(before)
    assert "# The first.\nv1.0:\n" in repo.read(REGISTER)


def test_record_again_with_the_same_content(repo: Repo, two: tuple[str, str], dmccb: Dmccb) -> None:
    before = repo.read(REGISTER)
    again = dmccb("baselines", "record", "v1.1", "--document", "PLAN-1")
    assert (again.code, again.out) == (0, "")
    assert "v1.1 is already registered" in again.err
    assert repo.read(REGISTER) == before


@pytest.mark.parametrize(
    ("options", "what"),
    [
        pytest.param(("--date", "2020-02-01"), "date", id="date"),
        pytest.param(("--rfc", "RFC-9"), "rfc", id="approval"),
        pytest.param(("--source", "elsewhere"), "source", id="source"),
    ],
)
def test_what_is_said_of_a_baseline_does_not_change(
    repo: Repo, two: tuple[str, str], dmccb: Dmccb, options: tuple[str, str], what: str
) -> None:
    before = repo.read(REGISTER)
    result = dmccb("baselines", "record", "v1.1", "--document", "PLAN-1", *options)
    assert (result.code, result.out) == (2, "")
    assert f"registered with a different {what}" in result.err
    assert repo.read(REGISTER) == before


def test_record_refuses_other_content_under_a_known_name(
    repo: Repo, two: tuple[str, str], dmccb: Dmccb
) -> None:
    before = repo.read(REGISTER)
    result = record(dmccb, "v1.0")
    assert (result.code, result.out) == (2, "")
    assert (
        f"baseline v1.0 is already registered with a different content ({digest(repo, 'v1.0')})" in result.err
    )
    assert "choose another name" in result.err
    assert repo.read(REGISTER) == before


def test_record_refuses_an_unknown_document(repo: Repo, two: tuple[str, str], dmccb: Dmccb) -> None:
    before = repo.read(REGISTER)
    result = dmccb("baselines", "record", "v2", "--document", "PLAN-2")
    assert (result.code, result.out) == (2, "")
    assert "no document 'PLAN-2' on record" in result.err
    assert repo.read(REGISTER) == before


@pytest.mark.parametrize("name", ["", "v 1", "../v1", "v1\nv2", "-v1", "v1:", "#v1"])
def test_record_refuses_what_is_no_name(name: str, repo: Repo, two: tuple[str, str], dmccb: Dmccb) -> None:
    before = repo.read(REGISTER)
    result = dmccb("baselines", "record", "--document", "PLAN-1", "--", name)
    assert (result.code, result.out) == (2, "")
    assert repo.read(REGISTER) == before


def test_record_refuses_what_cannot_be_read(repo: Repo, two: tuple[str, str], dmccb: Dmccb) -> None:
    before = repo.read(REGISTER)
    repo.write(FILE, "M-1: [\n")
    assert record(dmccb, "v2").code == 3
    assert repo.read(REGISTER) == before


def test_record_without_a_date_takes_today(repo: Repo, dmccb: Dmccb, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    monkeypatch.setattr("dmccb.cli.baselines.today", lambda: date(2021, 2, 3))
    plan.write(repo, [plan.milestone("R-1")], [plan.release("R-1", [])])
    assert dmccb("baselines", "record", "v1", "--document", "PLAN-1").code == 0
    assert "  date: 2021-02-03\n" in repo.read(REGISTER)


def test_record_works_outside_of_git(tmp_path: Path, dmccb: Dmccb) -> None:
    folder = tmp_path / "plain" / "baselines"
    folder.mkdir(parents=True)
    (folder / "documents.yaml").write_text("PLAN-1:\n  title: Plan\n", encoding="utf-8")
    assert dmccb("baselines", "record", "v1", "--document", "PLAN-1", cwd=tmp_path / "plain").code == 0
    assert (folder / "register.yaml").is_file()


def test_formatting_keeps_the_digest(repo: Repo, two: tuple[str, str], dmccb: Dmccb) -> None:
    text = repo.read(FILE).replace("title: Title of M-1", "title: 'Title of M-1' # why")
    repo.write(FILE, text)
    repo.commit()
    assert dmccb("baselines", "record", "v1.2", "--document", "PLAN-1").code == 0
    assert digest(repo, "v1.2") == digest(repo, "v1.1")


def test_a_split_over_other_files_keeps_the_digest(repo: Repo, two: tuple[str, str], dmccb: Dmccb) -> None:
    text = repo.read(FILE)
    (repo.root / FILE).unlink()
    repo.write("baselines/milestones/all.yaml", text)
    assert dmccb("baselines", "record", "v1.2", "--document", "PLAN-1").code == 0
    assert digest(repo, "v1.2") == digest(repo, "v1.1")


def test_the_digest_of_a_commit_counts_its_own_schemas(repo: Repo, dmccb: Dmccb) -> None:
    """A schema that types a value otherwise makes another baseline of the same bytes."""
    plan.write(repo, [plan.milestone("R-1")], [plan.release("R-1", [])])
    parts = {"type": "array", "items": {"type": "string"}, "x-order": "list"}
    kind = {
        "title": "box",
        "x-collection": "boxes",
        "additionalProperties": {"type": "object", "properties": {"parts": parts}},
    }
    repo.write("schemas/box.schema.json", json.dumps(kind))
    repo.write("baselines/boxes.yaml", "B-1:\n  parts:\n    - nut\n    - bolt\n")
    plan.baseline(repo, dmccb, "v1")
    repo.write("schemas/box.schema.json", json.dumps(kind).replace('"list"', '"set"'))
    plan.baseline(repo, dmccb, "v2")
    assert digest(repo, "v1") != digest(repo, "v2")
    assert states(dmccb) == {"v1": "untagged", "v2": "untagged"}
    assert dmccb("baselines", "restore").code == 0
    assert tags(repo) == {"v1": repo.git("rev-parse", "HEAD~1"), "v2": repo.git("rev-parse", "HEAD")}

"""``dmccb diff``: what can be compared, what is shown, and how odd repositories are met."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from dmccb.records.guard import MAX_BYTES
from dmccb.render import RENDERERS
from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo, Result

FORMATS = list(RENDERERS["ChangeRecord"])

JAN_31 = "M-1: due 2020-01-01 -> 2020-01-31"


def changes(result: Result) -> dict[str, str]:
    """Return ID -> what happened, from the JSON of a comparison."""
    assert result.code == 0, result.err
    body: dict[str, Any] = json.loads(result.out)
    return {change["id"]: change["change"] for change in body["changes"]}


def refused(result: Result, code: int = 3) -> str:
    """Return what is said where there is no answer."""
    assert (result.code, result.out) == (code, "")
    assert "Traceback" not in result.err
    return result.err


def clone(repo: Repo, target: Path, *options: str) -> Path:
    subprocess.run(
        ["git", "clone", "--quiet", *options, f"file://{repo.root}", str(target)],
        check=True,
        capture_output=True,
    )
    return target


# ---------------------------------------------------- what can be compared


@pytest.fixture
def two(repo: Repo, dmccb: Dmccb, tmp_path: Path) -> Repo:
    """Make a repository with v1.0 and v1.1, a tag, a branch, and both states in folders beside it."""
    first, second = plan.two_baselines(repo, dmccb)
    repo.git("tag", "old-one", first)
    repo.git("tag", "--annotate", "--message=Told", "told-one", first)
    repo.git("branch", "topic", first)
    for name, commit in (("before", first), ("after", second)):
        repo.git("worktree", "add", "--quiet", "--detach", str(tmp_path / name), commit)
    return repo


OLD = ("old-one", "told-one", "topic", "HEAD~1", "HEAD^", "main~1", "../before", "../before/baselines", "@~")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *[(old, "v1.1") for old in ("v1.0", *OLD, "refs/heads/topic")],
        *[("v1.0", new) for new in ("HEAD", "main", "../after")],
    ],
)
def test_sides(old: str, new: str, two: Repo, dmccb: Dmccb) -> None:
    found = changes(dmccb("diff", old, new, "--all", "--json", "--collection", "milestones"))
    assert found == {"M-1": "changed", "M-9": "changed", "R-1": "changed"}


def test_a_short_hash(two: Repo, dmccb: Dmccb) -> None:
    short = two.git("rev-parse", "--short", "HEAD~1")
    assert "M-9" in changes(dmccb("diff", short, "HEAD", "--json"))


def test_one_side_is_compared_with_the_work_tree(two: Repo, dmccb: Dmccb) -> None:
    two.records("milestones.yaml", "milestone", plan.milestone("M-1", due="2020-02-15"))
    found = json.loads(dmccb("diff", "HEAD", "--json").out)
    assert (found["new"]["name"], found["new"]["commit"]) == ("working tree", None)
    assert {change["id"]: change["change"] for change in found["changes"]} == {
        "M-1": "changed", "M-2": "removed", "M-9": "removed", "R-1": "removed"
    }  # fmt: skip


def test_no_side_is_the_last_baseline_and_the_work_tree(two: Repo, dmccb: Dmccb) -> None:
    text = two.read("baselines/milestones.yaml")
    two.write("baselines/milestones.yaml", text.replace("2020-01-31", "2020-02-15"))
    found = json.loads(dmccb("diff", "--json").out)
    assert (found["old"]["name"], found["new"]["name"]) == ("v1.1", "working tree")
    assert [(field["field"], field["days"]) for field in found["changes"][0]["fields"]] == [("due", 15)]


def test_no_side_without_a_register(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1"))
    repo.commit()
    said = refused(dmccb("diff"), code=2)
    assert "the register names no baseline" in said
    assert "hint: " in said


def test_a_baseline_name_wins_over_a_folder(two: Repo, dmccb: Dmccb) -> None:
    (two.root / "v1.0").mkdir()
    assert json.loads(dmccb("diff", "v1.0", "v1.1", "--json").out)["old"]["digest"].startswith("sha256:")


def test_a_baseline_and_a_branch_of_one_name_are_ambiguous(two: Repo, dmccb: Dmccb) -> None:
    two.git("branch", "v1.0", "main")
    said = refused(dmccb("diff", "v1.0", "v1.1"))
    assert "'v1.0' is the name of different commits: baseline v1.0 (" in said
    assert "hint: say which: refs/heads/v1.0 or refs/tags/v1.0" in said


@pytest.mark.parametrize("name", ["./v1.0", "./v1.0/"])
def test_a_dot_means_a_folder(name: str, two: Repo, dmccb: Dmccb) -> None:
    shutil.copytree(two.root / "baselines", two.root / "v1.0" / "baselines")
    two.git("checkout", "--quiet", "topic")
    found = json.loads(dmccb("diff", name, "topic", "--json").out)
    assert (found["old"]["name"], found["old"]["commit"]) == (name, None)
    assert found["summary"]["milestones"]["changed"] == 3


def test_two_folders_outside_of_git(tmp_path: Path, dmccb: Dmccb) -> None:
    for name, due in (("a", "2020-01-01"), ("b", "2020-01-31")):
        file = tmp_path / name / "baselines" / "milestones.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(plan.milestone("M-1", due=due), encoding="utf-8")
    assert changes(dmccb("diff", "a", "b", "--json", cwd=tmp_path)) == {"M-1": "changed"}
    assert changes(dmccb("diff", "a/baselines", tmp_path / "b", "--json", cwd=tmp_path)) == {"M-1": "changed"}
    assert "not in a git repository" in refused(dmccb("diff", "a", "c", cwd=tmp_path))


def test_a_detached_head(two: Repo, dmccb: Dmccb) -> None:
    two.git("checkout", "--quiet", "--detach", "HEAD~1")
    assert changes(dmccb("diff", "HEAD", "main", "--json", "--id", "M-9")) == {"M-9": "changed"}


# ------------------------------------------------------- names with no meaning


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("--foo", id="like-an-option"),
        pytest.param("-", id="a-dash"),
        pytest.param("a b", id="space"),
        pytest.param("HEAD\nHEAD", id="line-break"),
        pytest.param("HEAD^{tree}", id="a-tree"),
        pytest.param("HEAD:baselines", id="a-tree-by-path"),
        pytest.param("HEAD:baselines/milestones.yaml", id="a-blob"),
        pytest.param("HEAD~99", id="before-the-first-commit"),
        pytest.param("^HEAD", id="an-exclusion"),
        pytest.param("0" * 40, id="no-object"),
        pytest.param("f" * 7, id="no-short-hash"),
        pytest.param("baselines/milestones.yaml", id="a-file"),
        pytest.param("$(touch hacked)", id="a-shell-would-run-it"),
        pytest.param("*", id="pattern"),
        pytest.param("é", id="not-ascii"),
        pytest.param("x" * 200, id="long"),
    ],
)
def test_a_name_that_means_nothing(name: str, two: Repo, dmccb: Dmccb) -> None:
    said = refused(dmccb("diff", "--", name, "HEAD"))
    assert "no baseline, revision or folder of that name" in said
    assert "v1.0, v1.1" in said
    assert not (two.root / "hacked").exists()


@pytest.mark.parametrize("line", [["", "HEAD"], ["HEAD", ""], [""]])
def test_an_empty_name_is_a_mistake(line: list[str], two: Repo, dmccb: Dmccb) -> None:
    """An unset variable of a script must not compare the work tree with itself."""
    assert "empty" in refused(dmccb("diff", "--exit-code", *line), code=2)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        pytest.param("1.1", "v1.1", id="letter-missing"),
        pytest.param("v1,0", "v1.0", id="comma"),
        pytest.param("old-on", "old-one", id="tag"),
        pytest.param("topci", "topic", id="branch"),
    ],
)
def test_the_nearest_names_are_offered(name: str, near: str, two: Repo, dmccb: Dmccb) -> None:
    hint = refused(dmccb("diff", name)).partition("hint: ")[2]
    assert hint.startswith("did you mean ")
    assert near in hint.partition("?")[0]


def test_two_dots_are_two_sides(two: Repo, dmccb: Dmccb) -> None:
    assert dmccb("diff", "v1.0..v1.1") == dmccb("diff", "v1.0", "v1.1")
    assert dmccb("diff", "v1.0..v1.1", "--json") == dmccb("diff", "v1.0", "v1.1", "--json")


@pytest.mark.parametrize(
    ("word", "names"),
    [
        pytest.param("v1.0..", ("v1.0", "HEAD"), id="without-the-new-side"),
        pytest.param("..v1.0", ("HEAD", "v1.0"), id="without-the-old-side"),
    ],
)
def test_a_side_left_out_beside_the_dots_is_head(
    word: str, names: tuple[str, str], two: Repo, dmccb: Dmccb
) -> None:
    two.records("milestones.yaml", "milestone", plan.milestone("M-7"))  # not committed
    assert dmccb("diff", word, "--json") == dmccb("diff", *names, "--json")


def test_a_folder_keeps_its_dots(two: Repo, dmccb: Dmccb) -> None:
    for name in ("../other", "v1.0..v1.1"):
        shutil.copytree(two.root / "baselines", two.root / name / "baselines")
        assert json.loads(dmccb("diff", "HEAD", name, "--json").out)["new"]["name"] == name
    assert json.loads(dmccb("diff", "../other..HEAD", "--json").out)["old"]["name"] == "../other"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["v1.0...v1.1"], "merge base", id="three-dots"),
        pytest.param(["v1.0..v1.1..HEAD"], "where one side ends", id="three-names"),
        pytest.param(["v1.0..v1.1", "HEAD"], "two sides, not 3", id="a-third-side"),
    ],
)
def test_dots_that_name_no_two_sides(words: list[str], said: str, two: Repo, dmccb: Dmccb) -> None:
    assert said in refused(dmccb("diff", *words), code=2)


@pytest.mark.parametrize("line", ["show M-1 --at v1.0..v1.1", "check --since v1.0..v1.1"])
def test_elsewhere_the_hint_names_the_command_for_two_sides(line: str, two: Repo, dmccb: Dmccb) -> None:
    assert "to compare the two: dmccb diff v1.0..v1.1" in refused(dmccb(*line.split()))


def test_an_ambiguous_name_lists_the_baselines(repo: Repo, dmccb: Dmccb) -> None:
    for document in ("PLAN-1", "PLAN-2"):
        (repo.root / "baselines/releases/PLAN-1.yaml").unlink(missing_ok=True)
        plan.write(repo, [plan.milestone("R-1")], [plan.release("R-1", [], document)], document)
        plan.baseline(repo, dmccb, f"{document}/v1.4", document)
    said = refused(dmccb("diff", "v1.4"))
    assert "'v1.4' is the name of several baselines: PLAN-1/v1.4, PLAN-2/v1.4" in said
    assert dmccb("diff", "PLAN-1/v1.4", "PLAN-2/v1.4").code == 0


def test_a_short_name_works_while_it_is_alone(repo: Repo, dmccb: Dmccb) -> None:
    plan.write(repo, [plan.milestone("R-1")], [plan.release("R-1", [])])
    plan.baseline(repo, dmccb, "PLAN-1/v1.4")
    assert json.loads(dmccb("diff", "v1.4", "--json").out)["old"]["name"] == "PLAN-1/v1.4"


@pytest.mark.parametrize("name", ["v1.0", "HEAD~1"])
def test_a_shallow_clone_says_so(name: str, two: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    shallow = clone(two, tmp_path / "shallow", "--depth", "1")
    assert "git fetch --unshallow --tags" in refused(dmccb("diff", name, cwd=shallow))


# -------------------------------------------------------------- what is shown


ONLY = "Only PLAN-1: 2 changed records not shown, outside of it"


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_document_is_asked_for_and_the_rest_is_counted(fmt: str, two: Repo, dmccb: Dmccb) -> None:
    result = dmccb("diff", "v1.0", "v1.1", "--document", "PLAN-1", "--format", fmt)
    assert (result.code, result.err) == (0, f"{ONLY}\n" if fmt == "csv" else "")
    assert "M-1" in result.out
    assert "M-9" not in result.out
    said = {"csv": "", "json": '"not_shown": {\n    "milestones": 1,\n    "register": 1\n  }'}
    plainly = {"rst": result.out.replace("\\", ""), "latex": re.sub(r"\\mbox\{([^}]*)\}", r"\1", result.out)}
    assert said.get(fmt, ONLY) in plainly.get(fmt, result.out)


@pytest.mark.parametrize("fmt", FORMATS)
def test_what_is_outside_the_document_is_counted_at_least(fmt: str, two: Repo, dmccb: Dmccb) -> None:
    result = dmccb("diff", "v1.0", "v1.1", "--format", fmt)
    assert (result.code, result.err) == (0, "")
    assert "M-1" in result.out
    assert "M-9" in result.out or "2 records, 1 slip" in result.out


@pytest.mark.parametrize("fmt", FORMATS)
def test_all_shows_what_is_outside_in_full(fmt: str, two: Repo, dmccb: Dmccb) -> None:
    result = dmccb("diff", "v1.0", "v1.1", "--all", "--format", fmt)
    assert (result.code, result.err) == (0, "")
    assert "M-9" in result.out


def test_two_revisions_have_no_scope(two: Repo, dmccb: Dmccb) -> None:
    assert "M-9" in changes(dmccb("diff", "HEAD~1", "HEAD", "--json"))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param([], ["M-1", "M-9", "R-1", "R-1", "v1.1"], id="everything"),
        pytest.param(["--collection", "releases"], ["R-1"], id="collection"),
        pytest.param(["--collection", "milestones"], ["M-1", "M-9", "R-1"], id="collection-in-full"),
        pytest.param(["--document", "PLAN-1"], ["M-1", "R-1", "R-1"], id="document"),
        pytest.param(["--release", "R-1"], ["M-1", "R-1", "R-1"], id="release"),
        pytest.param(["--min-slip", "30"], ["M-1"], id="slip"),
        pytest.param(["--open"], ["M-1", "M-9", "R-1", "R-1"], id="open"),
        pytest.param(
            ["--collection", "releases", "--collection", "documents"], ["R-1"], id="two-collections"
        ),
        pytest.param(["--id", "M-*"], ["M-1", "M-9"], id="pattern"),
        pytest.param(["--id", "m-*"], [], id="pattern-in-another-case"),
        pytest.param(["--id", "M-1", "--id", "M-9"], ["M-1", "M-9"], id="two-patterns"),
        pytest.param(["--id", "M-?", "--collection", "releases"], [], id="both-must-hold"),
        pytest.param(["--control", "controlled"], ["M-1", "M-9", "R-1", "v1.1"], id="controlled"),
        pytest.param(["--control", "status"], ["M-1"], id="status"),
        pytest.param(["--control", "note"], ["R-1"], id="note"),
    ],
)
def test_selection(options: list[str], expected: list[str], two: Repo, dmccb: Dmccb) -> None:
    body = json.loads(dmccb("diff", "v1.0", "v1.1", "--json", *options).out)
    assert sorted(change["id"] for change in body["changes"]) == expected


def test_control_leaves_the_other_fields_out(two: Repo, dmccb: Dmccb) -> None:
    body = json.loads(dmccb("diff", "v1.0", "v1.1", "--json", "--control", "status").out)
    assert [field["field"] for change in body["changes"] for field in change["fields"]] == ["forecast"]


def test_stat(two: Repo, dmccb: Dmccb) -> None:
    result = dmccb("diff", "v1.0", "v1.1", "--stat")
    first = "milestones  2 changed, 1 gained fields\n"
    assert result == Result(0, f"{first}register    1 added\nreleases    1 changed\n", "")
    assert dmccb("diff", "v1.0", "v1.1", "--stat", "--document", "PLAN-1").out.endswith(f"{ONLY}\n")


def test_stat_is_no_format_of_data(two: Repo, dmccb: Dmccb) -> None:
    assert "--stat" in refused(dmccb("diff", "v1.0", "v1.1", "--stat", "--json"), code=2)


@pytest.mark.parametrize("fmt", FORMATS)
def test_nothing_differs(fmt: str, two: Repo, dmccb: Dmccb) -> None:
    result = dmccb("diff", "v1.1", "v1.1", "--format", fmt, "--exit-code")
    assert (result.code, result.err) == (0, "")
    assert "M-1" not in result.out


@pytest.mark.parametrize(
    ("options", "code"),
    [
        pytest.param([], 1, id="something-differs"),
        pytest.param(["--id", "M-9"], 1, id="what-is-asked-for-differs"),
        pytest.param(["--id", "M-2"], 0, id="what-is-asked-for-is-equal"),
        pytest.param(["--stat"], 1, id="counts"),
        pytest.param(["--json"], 1, id="data"),
        pytest.param(["-o", "answer"], 1, id="into-a-file"),
    ],
)
def test_exit_code(
    options: list[str], code: int, two: Repo, dmccb: Dmccb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(two.root)
    assert dmccb("diff", "v1.0", "v1.1", "--exit-code", *options).code == code


def test_a_milestone_that_no_release_names_slips_and_it_is_told(two: Repo, dmccb: Dmccb) -> None:
    text = two.read("baselines/milestones.yaml").replace("due: 2020-09-02", "due: 2020-11-16")
    two.write("baselines/milestones.yaml", text)
    told = dmccb("diff", "--exit-code")
    assert told.code == 1
    assert "outside PLAN-1: 1 record, 1 slip" in told.out
    assert "due 2020-09-02 → 2020-11-16 (+75 d)" in told.out


@pytest.mark.parametrize("document", [[], ["--document", "PLAN-1"]], ids=["whole", "narrowed"])
def test_the_exit_code_answers_for_everything_that_was_compared(
    document: list[str], two: Repo, dmccb: Dmccb
) -> None:
    text = two.read("baselines/milestones.yaml").replace("due: 2020-09-02", "due: 2020-11-16")
    two.write("baselines/milestones.yaml", text)
    assert dmccb("diff", "--exit-code", *document).code == 1


def test_an_invalid_record_gives_no_answer_unless_that_is_allowed(two: Repo, dmccb: Dmccb) -> None:
    text = two.read("baselines/milestones.yaml").replace("due: 2020-09-02", "due: 2020-02-31")
    two.write("baselines/milestones.yaml", text)
    told = dmccb("diff", "--format", "text")
    assert (told.code, told.err.splitlines()[0]) == (3, "dmccb: 1 changed record is invalid")
    assert "1 changed record is invalid" in told.out
    assert "'2020-02-31' is not a day of the calendar" in told.out
    assert dmccb("diff", "--allow-invalid").code == 0
    assert json.loads(dmccb("diff", "--json", "--allow-invalid").out)["invalid"] == 1


@pytest.mark.parametrize(
    ("option", "value"),
    [
        pytest.param("--release", "", id="unset-variable"),
        pytest.param("--min-slip", "soon", id="no-number"),
        pytest.param("--min-slip", "0", id="no-slip"),
        pytest.param("--document", "PLAN-9", id="unknown-document"),
    ],
)
def test_a_filter_that_means_nothing_is_a_mistake(option: str, value: str, two: Repo, dmccb: Dmccb) -> None:
    assert option.strip("-").split("-")[0] in refused(dmccb("diff", "v1.0", "v1.1", option, value), code=2)


@pytest.mark.parametrize("fmt", [fmt for fmt in FORMATS if fmt not in ("csv", "json")])
def test_a_filtered_record_says_that_it_is(fmt: str, two: Repo, dmccb: Dmccb) -> None:
    page = dmccb("diff", "v1.0", "v1.1", "--id", "M-1", "--format", fmt).out
    plainly = page.replace("\\", "").replace("{}", "")
    assert "Filtered by" in plainly
    assert "4 changed records not shown" in " ".join(plainly.split())
    assert "sha256" not in page, "a digest could pass for the whole one's"


def test_a_long_list_is_folded_unless_it_is_wanted(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", "\n".join(plan.milestone(f"M-{n:02}") for n in range(40)))
    repo.commit()
    repo.records("milestones.yaml", "milestone", plan.milestone("Z-1"))
    short, full = (dmccb("diff", "HEAD", *options).out for options in ([], ["--full"]))
    assert "--full" in short
    assert (short.count("\n  M-"), full.count("\n  M-")) < (40, 40)
    assert full.count("\n  M-") == 40


@pytest.mark.parametrize("fmt", FORMATS)
def test_each_format(fmt: str, two: Repo, dmccb: Dmccb) -> None:
    said = dmccb("diff", "v1.0", "v1.1", "--format", fmt).out
    assert said.endswith("\n")
    assert not said.endswith("\n\n")
    assert str(two.root) not in said
    heads = {"html": "<!doctype html>", "json": "{", "csv": "collection,"}
    assert said.lower().startswith(heads.get(fmt, ""))


def test_csv_and_json_hold_the_same(two: Repo, dmccb: Dmccb) -> None:
    rows = list(csv.DictReader(dmccb("diff", "v1.0", "v1.1", "--format", "csv").out.splitlines()))
    body = json.loads(dmccb("diff", "v1.0", "v1.1", "--json").out)
    assert {row["id"] for row in rows} == {change["id"] for change in body["changes"]}


# --------------------------------------------------------------- into a file


def test_output_appears_whole(two: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    file = tmp_path / "answer.md"
    result = dmccb("diff", "v1.0", "v1.1", "--format", "markdown", "-o", file)
    assert (result.code, result.out) == (0, "")
    assert file.read_text(encoding="utf-8") == dmccb("diff", "v1.0", "v1.1", "--format", "markdown").out
    assert [path.name for path in tmp_path.iterdir() if "answer" in path.name] == ["answer.md"]


def test_output_takes_the_place_of_a_file_and_keeps_its_mode(two: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    file = tmp_path / "answer.md"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o600)
    assert dmccb("diff", "v1.0", "v1.1", "-o", file).code == 0
    assert "M-1" in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o777 == 0o600


def test_output_is_kept_where_there_is_no_answer(two: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    file = tmp_path / "answer.md"
    file.write_text("old", encoding="utf-8")
    two.records("milestones.yaml", "milestone", "M-1: [\n")
    refused(dmccb("diff", "v1.0", "-o", file))
    refused(dmccb("diff", "nowhere", "-o", file))
    assert file.read_text(encoding="utf-8") == "old"


def test_output_into_a_folder_that_is_not_there(two: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "answer.md"
    said = refused(dmccb("diff", "v1.0", "v1.1", "-o", file), code=2)
    assert f"cannot write {file}: no such folder" in said
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("name", "fmt"),
    [
        pytest.param("answer.md", "markdown", id="markdown"),
        pytest.param("answer.tex", "latex", id="latex"),
        pytest.param("answer.htm", "html", id="html"),
        pytest.param("answer.rst", "rst", id="rst"),
        pytest.param("answer.json", "json", id="json"),
        pytest.param("answer.csv", "csv", id="csv"),
        pytest.param("answer.txt", "text", id="text"),
    ],
)
def test_the_suffix_says_the_format(name: str, fmt: str, two: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    assert dmccb("diff", "v1.0", "v1.1", "-o", tmp_path / name).code == 0
    written = (tmp_path / name).read_bytes().decode()
    assert written == dmccb("diff", "v1.0", "v1.1", "--format", fmt).out


def test_a_suffix_without_a_format_is_refused_and_nothing_written(
    two: Repo, dmccb: Dmccb, tmp_path: Path
) -> None:
    file = tmp_path / "answer.docx"
    said = refused(dmccb("diff", "v1.0", "v1.1", "-o", file), code=2)
    assert "'answer.docx' (want .csv, .htm, .html, .json, .markdown, .md, .rst, .tex, .txt)" in said
    assert not file.exists()
    assert dmccb("diff", "v1.0", "v1.1", "-o", file, "--format", "html").code == 0
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_counts_have_no_document(two: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    said = refused(dmccb("diff", "v1.0", "v1.1", "--stat", "-o", tmp_path / "answer.md"), code=2)
    assert "--stat cannot be written as markdown" in said
    assert dmccb("diff", "v1.0", "v1.1", "--stat", "-o", tmp_path / "answer.txt").code == 0


@pytest.mark.parametrize("options", [[], ["--json"], ["--format", "markdown"]])
def test_a_dash_is_standard_output(options: list[str], two: Repo, dmccb: Dmccb) -> None:
    assert dmccb("diff", "v1.0", "v1.1", "-o", "-", *options) == dmccb("diff", "v1.0", "v1.1", *options)
    assert not (two.root / "-").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_output_into_a_pipe_or_a_device_leaves_it_there(two: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    """No file takes the place of ``/dev/null``."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert dmccb("diff", "v1.0", "v1.1", "--stat", "-o", pipe).code == 0
    assert os.read(reader, 65536).startswith(b"milestones  2 changed, 1 gained fields\n")
    os.close(reader)
    assert pipe.is_fifo()


# ---------------------------------------------------------------- what it means


def test_a_slip_has_a_sign(two: Repo, dmccb: Dmccb) -> None:
    forth, back = (
        json.loads(dmccb("diff", *sides, "--json", "--id", "M-1").out)["changes"][0]["fields"][0]
        for sides in (("v1.0", "v1.1"), ("v1.1", "v1.0"))
    )
    assert (forth["days"], back["days"]) == (30, -30)
    assert "due 2020-01-01 → 2020-01-31 (+30 d)" in dmccb("diff", "v1.0", "v1.1").out


def test_renumbering_end_to_end(repo: Repo, dmccb: Dmccb) -> None:
    plan.write(
        repo,
        [plan.milestone("R-8b", "One", due="2020-01-01"), plan.milestone("OLD-1", "Two", due="2020-01-01")],
        [plan.release("R-8b", ["OLD-1"])],
    )
    plan.baseline(repo, dmccb, "v1")
    plan.write(
        repo,
        [
            plan.milestone("R-08b", "One", due="2020-01-11"),
            plan.milestone("NEW-1", "Three", due="2020-01-01", aka=["OLD-1"]),
        ],
        [plan.release("R-08b", ["NEW-1"])],
    )
    plan.baseline(repo, dmccb, "v2")
    body = json.loads(dmccb("diff", "v1", "v2", "--json").out)
    found = [one for one in body["changes"] if one["in_scope"]]
    assert [(one["collection"], one["change"], one["old_id"], one["id"]) for one in found] == [
        ("milestones", "renumbered", "OLD-1", "NEW-1"),
        ("milestones", "renumbered", "R-8b", "R-08b"),
        ("releases", "renumbered", "R-8b", "R-08b"),
    ]
    assert [one["evidence"] for one in found] == [
        "aka",
        "equal title, IDs equal but for leading zeros",
        "named for the milestone R-8b, which is now R-08b",
    ]
    assert "R-8b" in dmccb("diff", "v1", "v2").out


def test_a_feature_that_moved(repo: Repo, dmccb: Dmccb) -> None:
    both = [plan.milestone("F-1"), plan.milestone("R-1"), plan.milestone("R-2")]
    plan.write(repo, both, [plan.release("R-1", ["F-1"]), plan.release("R-2", [])])
    plan.baseline(repo, dmccb, "v1")
    plan.write(repo, both, [plan.release("R-1", []), plan.release("R-2", ["F-1"])])
    plan.baseline(repo, dmccb, "v2")
    body = json.loads(dmccb("diff", "v1", "v2", "--json").out)
    assert body["moves"] == [{"feature": "F-1", "from": ["R-1"], "to": ["R-2"]}]
    assert "F-1: R-1 → R-2" in dmccb("diff", "v1", "v2").out


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# Why.\nM-1:\n  title: One\n  due: 2020-01-01\n", id="comment"),
        pytest.param("M-1:\n  due: 2020-01-01\n  title: One\n", id="order-of-fields"),
        pytest.param("M-1:\n    title: 'One'\n    due: '2020-01-01'\n", id="indent-and-quotes"),
        pytest.param("M-1: {title: One, due: 2020-01-01}\n", id="flow-style"),
    ],
)
def test_formatting_is_no_change(text: str, repo: Repo, dmccb: Dmccb) -> None:
    repo.write("baselines/milestones.yaml", "M-1:\n  title: One\n  due: 2020-01-01\n")
    repo.commit()
    repo.write("baselines/milestones.yaml", text)
    assert changes(dmccb("diff", "HEAD", "--json")) == {}
    repo.commit()
    assert changes(dmccb("diff", "HEAD~1", "HEAD", "--json")) == {}


def test_a_record_that_moved_to_another_file_is_no_change(repo: Repo, dmccb: Dmccb) -> None:
    repo.write("baselines/milestones/a.yaml", plan.milestone("M-1") + plan.milestone("M-2"))
    repo.commit()
    repo.write("baselines/milestones/a.yaml", plan.milestone("M-1"))
    repo.write("baselines/milestones/b.yaml", plan.milestone("M-2"))
    assert changes(dmccb("diff", "HEAD", "--json")) == {}
    repo.commit()
    assert changes(dmccb("diff", "HEAD~1", "HEAD", "--json")) == {}


SCHEMA = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "interface",
    "x-collection": "interfaces",
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": {"title": {"type": "string"}, "frozen": {"type": "string", "format": "date"}},
    },
}


def test_a_kind_of_its_own_at_one_side(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1"))
    repo.commit()
    repo.write("schemas/interface.schema.json", json.dumps(SCHEMA))
    repo.write("baselines/interfaces.yaml", "ICD-1:\n  title: Camera\n  frozen: 2020-01-01\n")
    assert changes(dmccb("diff", "HEAD", "--json")) == {"ICD-1": "added", "interface": "added"}
    repo.commit()
    repo.write("baselines/interfaces.yaml", "ICD-1:\n  title: Camera\n  frozen: 2020-01-31\n")
    repo.commit()
    assert changes(dmccb("diff", "HEAD~2", "HEAD", "--json")) == {"ICD-1": "added", "interface": "added"}
    assert "+30 d" in dmccb("diff", "HEAD~1", "HEAD").out
    removed = {"ICD-1": "removed", "interface": "removed"}
    assert changes(dmccb("diff", "HEAD", "HEAD~2", "--json")) == removed


ROOT = Path(__file__).resolve().parents[2]


def test_no_change_takes_itself_out_of_control(repo: Repo, dmccb: Dmccb) -> None:
    """A date becomes a note and slips by nine years in one commit: both are told, and in the digest."""
    schema = json.loads((ROOT / "schemas" / "milestone.schema.json").read_text(encoding="utf-8"))
    repo.write("schemas/milestone.schema.json", json.dumps(schema))
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1", due="2020-01-01"))
    repo.commit()
    due = schema["definitions"]["milestone"]["properties"]["due"]
    due["x-control"] = "note"
    repo.write("schemas/milestone.schema.json", json.dumps(schema))
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1", due="2029-01-01"))
    repo.commit()
    for sides in (("HEAD~1", "HEAD"), ("HEAD", "HEAD~1")):
        answer = json.loads(dmccb("diff", *sides, "--control", "controlled", "--json").out)
        assert {change["id"] for change in answer["changes"]} == {"M-1", "milestone"}
        empty = json.loads(dmccb("diff", "HEAD", "HEAD", "--json").out)
        assert answer["digest"] != empty["digest"]
    for fmt in ("text", "markdown", "latex", "rst", "html", "csv"):
        page = dmccb("diff", "HEAD~1", "HEAD", "--format", fmt).out
        assert "2029-01-01" in page
        assert "x-control" in page


@pytest.mark.parametrize("text", [pytest.param("{", id="not-json"), pytest.param("[]", id="no-object")])
def test_a_broken_schema_is_named(text: str, repo: Repo, dmccb: Dmccb) -> None:
    repo.write("schemas/interface.schema.json", text)
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1"))
    repo.commit()
    assert "schemas/interface.schema.json: " in refused(dmccb("diff", "HEAD"))
    assert "schemas/interface.schema.json: " in refused(dmccb("diff", "HEAD", "HEAD"))


# --------------------------------------------------------- what cannot be read


def test_a_record_file_that_is_broken_on_one_side(repo: Repo, dmccb: Dmccb) -> None:
    repo.write("baselines/milestones/a.yaml", plan.milestone("M-1"))
    repo.commit()
    repo.write("baselines/milestones/a.yaml", "M-1:\n  title: One\n  title: Two\n")
    repo.write("baselines/milestones/b.yaml", "M-2:\n  title: &one One\n")
    repo.write("baselines/frobs/c.yaml", "M-3:\n  title: One\n")
    repo.commit()
    for sides in (["HEAD~1"], ["HEAD~1", "HEAD"], ["HEAD", "HEAD~1"]):
        said = refused(dmccb("diff", *sides))
        assert "baselines/milestones/a.yaml:3:3: " in said
        assert "baselines/milestones/b.yaml:2:10: " in said
        assert "baselines/frobs/c.yaml: no schema describes what this file holds" in said
        assert said.splitlines()[:-1] == sorted(
            said.splitlines()[:-1], key=lambda row: row.removeprefix("dmccb: ")
        )


def test_what_is_broken_on_both_sides_alike_is_no_difference(repo: Repo, dmccb: Dmccb) -> None:
    repo.write("baselines/milestones/a.yaml", "M-1: [\n")
    repo.write("baselines/milestones/b.yaml", plan.milestone("M-2"))
    repo.commit()
    repo.write("baselines/milestones/b.yaml", plan.milestone("M-2", "Two"))
    repo.commit()
    assert changes(dmccb("diff", "HEAD~1", "HEAD", "--json")) == {"M-2": "changed"}


def test_a_file_of_more_than_16_mib_on_one_side(repo: Repo, dmccb: Dmccb) -> None:
    repo.write("baselines/milestones/a.yaml", plan.milestone("M-1"))
    repo.commit()
    file = repo.write("baselines/milestones/b.yaml", plan.milestone("M-2").encode() + b"#" * MAX_BYTES)
    repo.commit()
    size = file.stat().st_size
    wanted = f"baselines/milestones/b.yaml: the file has {size} bytes; at most {MAX_BYTES} are read"
    for sides in (["HEAD~1"], ["HEAD~1", "HEAD"], ["HEAD", "HEAD~1"]):
        assert wanted in refused(dmccb("diff", *sides))


def test_a_symlinked_file(repo: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(plan.milestone("M-666"), encoding="utf-8")
    repo.write("baselines/milestones/a.yaml", plan.milestone("M-1"))
    repo.commit()
    (repo.root / "baselines/milestones/b.yaml").symlink_to(tmp_path / "secret.yaml")
    assert "baselines/milestones/b.yaml: a symbolic link" in refused(dmccb("diff", "HEAD"))
    repo.commit()
    assert "baselines/milestones/b.yaml: a symbolic link" in refused(dmccb("diff", "HEAD~1", "HEAD"))


def test_a_symlinked_collection(repo: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.yaml").write_text("X: secret\n", encoding="utf-8")
    repo.write("baselines/milestones/a.yaml", plan.milestone("M-1"))
    repo.commit()
    (repo.root / "baselines/products").symlink_to(outside)
    for sides in (["HEAD"], ["HEAD~1", "HEAD"]):
        said = refused(dmccb("diff", *sides))
        assert "baselines/products: a symbolic link" in said
        assert "secret" not in said
        repo.commit()


def test_symlinked_baselines(repo: Repo, dmccb: Dmccb) -> None:
    repo.write("baselines/milestones/a.yaml", plan.milestone("M-1"))
    repo.commit()
    (repo.root / "baselines").rename(repo.root / "real")
    (repo.root / "baselines").symlink_to("real")
    for sides in (["HEAD"], ["HEAD~1", "HEAD"]):
        assert "baselines: a symbolic link" in refused(dmccb("diff", *sides))
        repo.commit()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_does_not_hang(repo: Repo, dmccb: Dmccb) -> None:
    repo.write("baselines/milestones/a.yaml", plan.milestone("M-1"))
    repo.commit()
    os.mkfifo(repo.root / "baselines/milestones/b.yaml")
    assert "baselines/milestones/b.yaml: " in refused(dmccb("diff", "HEAD"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may read everything")
@pytest.mark.parametrize("path", ["baselines/milestones/b.yaml", "baselines/milestones"])
def test_what_may_not_be_read(path: str, repo: Repo, dmccb: Dmccb) -> None:
    repo.write("baselines/milestones/a.yaml", plan.milestone("M-1"))
    repo.write("baselines/milestones/b.yaml", plan.milestone("M-2"))
    repo.commit()
    (repo.root / path).chmod(0)
    try:
        assert f"{path}: Permission denied" in refused(dmccb("diff", "HEAD"))
    finally:
        (repo.root / path).chmod(0o755)


def test_a_folder_named_like_a_file(repo: Repo, dmccb: Dmccb) -> None:
    repo.write("baselines/milestones/a.yaml/b.yaml", plan.milestone("M-1"))
    repo.commit()
    assert changes(dmccb("diff", "HEAD", "--json")) == {}


@pytest.mark.parametrize("name", ["é ü", "日本", "a\tb", "-f", "a'b\"c"])
def test_odd_file_names(name: str, repo: Repo, dmccb: Dmccb) -> None:
    file = f"baselines/milestones/{name}.yaml"
    repo.write(file, plan.milestone("M-1", due="2020-01-01"))
    repo.commit()
    repo.write(file, plan.milestone("M-1", due="2020-01-02"))
    repo.commit()
    assert changes(dmccb("diff", "HEAD~1", "HEAD", "--json")) == {"M-1": "changed"}
    assert changes(dmccb("diff", "HEAD~1", "--json")) == {"M-1": "changed"}


def test_a_file_name_that_is_not_utf_8(repo: Repo, dmccb: Dmccb) -> None:
    try:
        repo.write("baselines/milestones/\udcff.yaml", plan.milestone("M-1"))
    except OSError:
        pytest.skip("this file system wants UTF-8")
    repo.commit()
    repo.write("baselines/milestones/\udcff.yaml", "M-1: [\n")
    repo.commit()
    assert "milestones/" in refused(dmccb("diff", "HEAD~1", "HEAD"))
    assert "milestones/" in refused(dmccb("diff", "HEAD~1"))


def test_a_file_name_cannot_write_a_line_of_its_own(repo: Repo, dmccb: Dmccb) -> None:
    repo.commit()
    repo.write("baselines/milestones/a\n\x1b[31mdmccb: all is well.yaml", "M-1: [\n")
    said = refused(dmccb("diff", "HEAD"))
    assert "\x1b" not in said
    assert len(said.splitlines()) == 2


# ------------------------------------------------------------ odd repositories


def test_a_repository_without_commits(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1"))
    assert "no commit yet" in refused(dmccb("diff", "HEAD"))
    assert "the register names no baseline" in refused(dmccb("diff"), code=2)


def test_a_repository_without_baselines(repo: Repo, dmccb: Dmccb) -> None:
    repo.write("README", "nothing here")
    repo.commit()
    repo.write("milestones/a.yaml", plan.milestone("M-1"))
    for sides in (["HEAD"], ["HEAD", "HEAD"]):
        assert "HEAD has no folder 'baselines'" in refused(dmccb("diff", *sides))
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1"))
    repo.commit()
    (repo.root / "baselines/milestones.yaml").unlink()
    (repo.root / "baselines").rmdir()
    assert "no folder 'baselines' in " in refused(dmccb("diff", "HEAD"))


def test_a_folder_that_holds_no_records_is_no_side(two: Repo, dmccb: Dmccb) -> None:
    (two.root / "elsewhere" / "deep").mkdir(parents=True)
    two.write("elsewhere/deep/other.yaml", "a: 1\n")
    assert "elsewhere: no folder 'baselines' and no records in it" in refused(dmccb("diff", "./elsewhere"))


def test_a_bare_repository(two: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    bare = clone(two, tmp_path / "bare.git", "--bare")
    expected = dmccb("diff", "v1.0", "v1.1")
    assert dmccb("diff", "v1.0", "v1.1", cwd=bare) == expected
    assert dmccb("diff", "v1.0", "v1.1", cwd=bare / "refs") == expected
    assert "M-9" in changes(dmccb("diff", "HEAD~1", "HEAD", "--json", cwd=bare))
    for command in (["diff", "v1.0"], ["diff"], ["show", "M-1"]):
        assert "a bare repository has no working tree" in refused(dmccb(*command, cwd=bare), code=2)
    assert dmccb("show", "M-1", "--at", "v1.0", cwd=bare).code == 0
    assert dmccb("history", "M-1", cwd=bare) == dmccb("history", "M-1")


def test_a_linked_work_tree(two: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    linked = tmp_path / "before"
    assert (linked / ".git").is_file()
    assert changes(dmccb("diff", "HEAD", "--json", cwd=linked)) == {}
    assert "M-9" in changes(dmccb("diff", "main", "--json", cwd=linked))
    assert dmccb("diff", "v1.0", "main", "--stat", cwd=linked).code == 0


def test_a_git_folder_elsewhere(tmp_path: Path, repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", plan.milestone("M-1"))
    repo.git("init", "--quiet", f"--separate-git-dir={tmp_path / 'elsewhere.git'}")
    repo.commit()
    assert (repo.root / ".git").is_file()
    assert changes(dmccb("diff", "HEAD", "--json")) == {}


def test_a_submodule(two: Repo, repo: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    outer = Repo(tmp_path / "outer")
    outer.root.mkdir()
    outer.git("init", "--quiet", "--initial-branch=main")
    outer.records("milestones.yaml", "milestone", plan.milestone("O-1"))
    outer.commit()
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(two.root), "inner")
    outer.commit()
    assert changes(dmccb("diff", "HEAD~1", "HEAD", "--json", cwd=outer.root)) == {}
    inner = dmccb("diff", "v1.0", "v1.1", cwd=outer.root / "inner")
    assert inner == dmccb("diff", "v1.0", "v1.1")


def test_a_submodule_among_the_records(two: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    """Its content is another repository's: neither a commit nor the work tree has it."""
    outer = Repo(tmp_path / "outer")
    outer.root.mkdir()
    outer.git("init", "--quiet", "--initial-branch=main")
    outer.records("milestones/a.yaml", "milestone", plan.milestone("O-1"))
    outer.commit()
    outer.git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        str(two.root),
        "baselines/milestones/inner",
    )
    outer.commit()
    for sides in (["HEAD"], ["HEAD~1", "HEAD"]):
        said = refused(dmccb("diff", *sides, cwd=outer.root))
        assert "baselines/milestones/inner: a submodule is not read as a record file" in said


def test_a_sha_256_repository(tmp_path: Path, dmccb: Dmccb) -> None:
    repo = Repo(tmp_path / "repo")
    (repo.root / "baselines").mkdir(parents=True)
    repo.git("init", "--quiet", "--object-format=sha256")
    first, second = plan.two_baselines(repo, dmccb)
    assert (len(first), len(second)) == (64, 64)
    assert changes(dmccb("diff", "HEAD", "--json")) == {}
    assert "M-9" in changes(dmccb("diff", "v1.0", "--json", "--all"))
    assert dmccb("diff", "v1.0", "v1.1").code == 0


@pytest.mark.parametrize("content", ["gitdir: nowhere\n", "rubbish\n", None])
def test_a_broken_git_folder(content: str | None, tmp_path: Path, dmccb: Dmccb) -> None:
    """Git's own words are told: it may be a broken folder, or one of another owner."""
    if content is None:
        (tmp_path / ".git").mkdir()
    else:
        (tmp_path / ".git").write_text(content, encoding="utf-8")
    (tmp_path / "baselines").mkdir()
    said = refused(dmccb("diff", "HEAD", cwd=tmp_path))
    assert "not a git repository" in said or "invalid gitfile" in said


def test_a_repository_of_another_owner(two: Repo, dmccb: Dmccb, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a container meets it: git refuses, and says what to do."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    said = refused(dmccb("diff", "HEAD~1", "HEAD"))
    assert "dubious ownership" in said
    assert "hint: git config --global --add safe.directory " in said


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"])
def test_what_the_hook_of_another_repository_leaves_behind(
    variable: str, two: Repo, dmccb: Dmccb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder in which the program runs says which repository is meant."""
    expected = dmccb("diff", "v1.0", "v1.1")
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    assert dmccb("diff", "v1.0", "v1.1") == expected


def test_in_a_hook_before_a_commit(two: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    _hook(two, "pre-commit", "diff HEAD --stat --exit-code")
    text = two.read("baselines/milestones.yaml")
    two.write("baselines/milestones.yaml", text.replace("2020-01-31", "2020-02-15"))
    two.git("add", "--all")
    done = _git(two.root, "commit", "--message=change")
    assert done.returncode == 1
    assert "milestones  1 changed" in done.stderr.decode()


def test_in_a_hook_that_judges_a_push(two: Repo, tmp_path: Path) -> None:
    """The commits that are pushed are in quarantine then."""
    bare = Repo(clone(two, tmp_path / "bare.git", "--bare"))
    _hook(bare, "update", 'diff "$2" "$3" --stat --exit-code', folder="hooks")
    text = two.read("baselines/milestones.yaml")
    two.write("baselines/milestones.yaml", text.replace("2020-01-31", "2020-02-15"))
    two.commit()
    done = _git(two.root, "push", str(bare.root), "HEAD:main")
    assert "milestones  1 changed" in done.stderr.decode()
    assert done.returncode == 1


def _hook(repo: Repo, name: str, line: str, folder: str = ".git/hooks") -> None:
    import sys

    root = Path(__file__).resolve().parents[2]
    program = f"'{sys.executable}' -c 'from dmccb.cli.start import main; main()'"
    file = repo.write(f"{folder}/{name}", f"#!/bin/sh\nPYTHONPATH='{root}' exec {program} {line}\n")
    file.chmod(0o755)


def _git(folder: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    known = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    known |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(["git", "-C", str(folder), *args], env=known, capture_output=True, check=False)

"""``git diff`` with the two lines of configuration that make it show meaning."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import plan
from tests.cli.conftest import Dmccb, Repo

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = (
    f"PYTHONPATH='{ROOT}' '{sys.executable}' -c 'from dmccb.cli.start import main; main()' diff --driver"
)
SAME = "no change of meaning (formatting, comments or order only)\n"


@pytest.fixture
def driven(repo: Repo) -> Repo:
    """Make a repository in which git knows the driver, with one file of milestones."""
    repo.git("config", "diff.dmccb.command", PROGRAM)
    repo.write(".gitattributes", "baselines/**/*.yaml diff=dmccb\nbaselines/*.yaml diff=dmccb\n")
    repo.records("milestones/a.yaml", "milestone", plan.milestone("M-1", "One", due="2020-01-01"))
    repo.write("notes.yaml", "a: 1\n")
    repo.commit()
    return repo


def diff(repo: Repo, *options: str, folder: str = "") -> subprocess.CompletedProcess[str]:
    known = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    known |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
    return subprocess.run(
        ["git", "-C", str(repo.root / folder), "diff", *options],
        env=known,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def shown(repo: Repo, *options: str, folder: str = "") -> str:
    """Return what ``git diff`` shows where all is well."""
    done = diff(repo, *options, folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def head(path: str) -> str:
    return f"dmccb diff a/{path} b/{path}\n"


def test_a_changed_record(driven: Repo) -> None:
    driven.records("milestones/a.yaml", "milestone", plan.milestone("M-1", "One", due="2020-01-31"))
    said = shown(driven)
    assert said.startswith(head("baselines/milestones/a.yaml"))
    assert "due 2020-01-01 → 2020-01-31 (+30 d)" in said
    assert shown(driven, "HEAD") == said
    driven.git("add", "--all")
    assert shown(driven, "--cached") == said
    assert shown(driven) == ""


def test_in_a_folder_below_the_top(driven: Repo) -> None:
    driven.records("milestones/a.yaml", "milestone", plan.milestone("M-1", "One", due="2020-01-31"))
    assert shown(driven, folder="baselines/milestones") == shown(driven)


def test_between_two_commits_and_in_the_log(driven: Repo) -> None:
    driven.records("milestones/a.yaml", "milestone", plan.milestone("M-1", "One", due="2020-01-31"))
    driven.commit()
    assert "(+30 d)" in shown(driven, "HEAD~1", "HEAD")
    assert "(-30 d)" in shown(driven, "HEAD", "HEAD~1")
    assert "(+30 d)" in driven.git("log", "-1", "--patch", "--ext-diff")
    assert "(+30 d)" not in driven.git("log", "-1", "--patch")


def test_an_added_file(driven: Repo) -> None:
    driven.records("milestones/b.yaml", "milestone", plan.milestone("M-2", "Two"))
    driven.git("add", "--all")
    said = shown(driven, "--cached")
    assert said.startswith(head("baselines/milestones/b.yaml"))
    assert "1 milestone new" in said
    assert "  M-2  Two" in said


def test_a_deleted_file(driven: Repo) -> None:
    (driven.root / "baselines/milestones/a.yaml").unlink()
    said = shown(driven)
    assert said.startswith(head("baselines/milestones/a.yaml"))
    assert "  M-1  One" in said


def test_a_renamed_file(driven: Repo) -> None:
    long = [plan.milestone(f"M-{n}", f"Title {n}") for n in range(1, 9)]
    driven.records("milestones/a.yaml", "milestone", "\n".join(long))
    driven.commit()
    driven.git("mv", "baselines/milestones/a.yaml", "baselines/milestones/b.yaml")
    driven.records("milestones/b.yaml", "milestone", "\n".join([*long, plan.milestone("M-9", "Title 9")]))
    driven.git("add", "--all")
    said = shown(driven, "--cached", "--find-renames")
    assert said.startswith("dmccb diff a/baselines/milestones/a.yaml b/baselines/milestones/b.yaml\n")
    assert "  M-9  Title 9" in said
    assert "M-8" not in said


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# Why.\nM-1:\n  title: One\n  due: 2020-01-01\n", id="comment"),
        pytest.param("M-1:\n  due: 2020-01-01\n  title: One\n", id="order"),
        pytest.param("M-1:\n    title: 'One'\n    due: 2020-01-01\n", id="layout"),
    ],
)
def test_formatting_only(text: str, driven: Repo) -> None:
    driven.write("baselines/milestones/a.yaml", text)
    assert shown(driven) == head("baselines/milestones/a.yaml") + SAME


def test_a_broken_file_says_where_and_shows_the_lines(driven: Repo) -> None:
    driven.write("baselines/milestones/a.yaml", "M-1:\n  title: One\n  title: Two\n")
    said = shown(driven)
    assert "baselines/milestones/a.yaml:3:3: " in said
    assert "\n+  title: Two\n" in said


def test_a_file_that_is_no_utf_8(driven: Repo) -> None:
    driven.write("baselines/milestones/a.yaml", b"M-1:\n  title: \xff\n")
    assert "baselines/milestones/a.yaml:2" in shown(driven)


def test_a_file_of_no_kind_shows_its_lines(driven: Repo) -> None:
    driven.write("baselines/frobs/a.yaml", "a: 1\n")
    driven.commit()
    driven.write("baselines/frobs/a.yaml", "a: 2\n")
    said = shown(driven)
    assert said.startswith(head("baselines/frobs/a.yaml"))
    assert "\n-a: 1\n+a: 2\n" in said


def test_a_file_without_a_last_line_end_shows_its_lines(driven: Repo) -> None:
    driven.write("baselines/frobs/a.yaml", "a: 1")
    driven.commit()
    driven.write("baselines/frobs/a.yaml", "a: 2")
    assert shown(driven).endswith(
        "-a: 1\n\\ No newline at end of file\n+a: 2\n\\ No newline at end of file\n"
    )


def test_other_files_are_gits(driven: Repo) -> None:
    driven.write("notes.yaml", "a: 2\n")
    assert shown(driven).startswith("diff --git a/notes.yaml b/notes.yaml\n")


def test_several_files_begin_on_lines_of_their_own(driven: Repo) -> None:
    for name in "bcd":
        driven.records(f"milestones/{name}.yaml", "milestone", plan.milestone(f"M-{name}", "One"))
    driven.commit()
    for name in "abcd":
        driven.write(f"baselines/milestones/{name}.yaml", plan.milestone(f"M-{name}", "Two"))
    heads = [row for row in shown(driven).splitlines() if row.startswith("dmccb diff ")]
    assert heads == [head(f"baselines/milestones/{name}.yaml").rstrip() for name in "abcd"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("M-1:\n  title: Two\n", id="meaning"),
        pytest.param("# Why.\nM-1:\n  title: One\n  due: 2020-01-01\n", id="formatting"),
        pytest.param("M-1: [\n", id="broken"),
    ],
)
def test_the_exit_code_of_git_stays_right(change: str, driven: Repo) -> None:
    assert diff(driven, "--exit-code").returncode == 0
    driven.write("baselines/milestones/a.yaml", change)
    assert diff(driven).returncode == 0
    assert diff(driven, "--exit-code").returncode == 1
    assert diff(driven, "--quiet").returncode == 1


def test_an_unmerged_file(driven: Repo, dmccb: Dmccb) -> None:
    driven.git("checkout", "--quiet", "-b", "other")
    driven.records("milestones/a.yaml", "milestone", plan.milestone("M-1", "Theirs"))
    driven.commit()
    driven.git("checkout", "--quiet", "main")
    driven.records("milestones/a.yaml", "milestone", plan.milestone("M-1", "Ours"))
    driven.commit()
    merge = subprocess.run(
        [
            "git",
            "-C",
            str(driven.root),
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.org",
            "merge",
            "other",
        ],
        capture_output=True,
        check=False,
    )
    assert merge.returncode == 1
    assert shown(driven, "--cached") == "* Unmerged path baselines/milestones/a.yaml\n"
    assert dmccb("diff", "--driver", "baselines/milestones/a.yaml").out == shown(driven, "--cached")


def test_a_reader_who_has_seen_enough_is_no_error(driven: Repo) -> None:
    """A pager that is left early must not end in ``fatal: external diff died``."""
    driven.write("baselines/milestones/a.yaml", plan.milestone("M-1", "Two"))
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        ["git", "-C", str(driven.root), "diff"], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert b"external diff died" not in done.stderr


@pytest.mark.parametrize("count", [0, 2, 6, 8, 10])
def test_by_hand_it_says_whom_it_is_for(count: int, driven: Repo, dmccb: Dmccb) -> None:
    result = dmccb("diff", "--driver", *["x"] * count)
    assert (result.code, result.out) == (2, "")
    assert "--driver is for git" in result.err
    assert "diff.dmccb.command" in result.err

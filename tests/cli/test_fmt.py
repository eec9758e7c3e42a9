"""``dmccb fmt``: what it writes, what it leaves, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Dmccb, Repo

FILE = "baselines/milestones.yaml"
MODELINE = "# yaml-language-server: $schema=../schemas/milestone.schema.json\n\n"
UNTIDY = "# head\n\nB:\n    level: 1 # beside\n    title: 'B'\n# above\nA:\n  title: A\n"


@pytest.fixture
def untidy(repo: Repo) -> Repo:
    repo.write(FILE, MODELINE + UNTIDY)
    repo.records("products.yaml", "product", "p:\n  title: P\n")
    return repo


def test_a_file_is_written_in_canonical_form_with_its_comments(untidy: Repo, dmccb: Dmccb) -> None:
    result = dmccb("fmt")
    assert (result.code, result.out, result.err) == (0, "", "1 file changed, 1 unchanged\n")
    text = untidy.read(FILE)
    assert [line for line in text.splitlines() if "#" in line] == [
        MODELINE.strip(),
        "# head",
        "# above",
        "  level: 1  # beside",
    ]
    assert text.index("A:") < text.index("B:")
    assert dmccb("fmt").err == "0 files changed, 2 unchanged\n"


def test_check_lists_and_writes_nothing(untidy: Repo, dmccb: Dmccb) -> None:
    before = untidy.read(FILE)
    result = dmccb("fmt", "--check")
    assert (result.code, result.out, result.err) == (1, f"{FILE}\n", "1 file would change, 1 unchanged\n")
    assert untidy.read(FILE) == before
    dmccb("fmt")
    assert dmccb("fmt", "--check").code == 0


def test_diff_shows_and_writes_nothing(repo: Repo, dmccb: Dmccb) -> None:
    repo.write(FILE, MODELINE + "A:\n  level: 1\n  title: A")
    result = dmccb("fmt", "--diff")
    assert result.code == 1
    assert result.out == (
        f"--- a/{FILE}\n+++ b/{FILE}\n@@ -1,5 +1,5 @@\n"
        f" {MODELINE.rstrip()}\n \n A:\n+  title: A\n   level: 1\n-  title: A\n\\ No newline at end of file\n"
    )
    assert repo.read(FILE).endswith("level: 1\n  title: A")


def test_a_file_with_a_problem_is_left_and_the_others_are_written(untidy: Repo, dmccb: Dmccb) -> None:
    broken = "p:\n  title: P\n  title: Q\n"
    untidy.write("baselines/products.yaml", broken)
    result = dmccb("fmt")
    assert result.code == 1
    assert result.err == (
        "baselines/products.yaml:3:3: error: duplicate-key: p: 'title' is used twice in one record\n"
        "  keep one of the two\n"
        "1 file changed, 0 unchanged, 1 with problems\n"
    )
    assert untidy.read("baselines/products.yaml") == broken
    assert untidy.read(FILE) != MODELINE + UNTIDY


def test_what_the_schema_forbids_is_written_all_the_same(repo: Repo, dmccb: Dmccb) -> None:
    repo.write(FILE, MODELINE + "A:\n  dew: soon\n  title: 1.10\n")
    assert dmccb("fmt").code == 0
    assert repo.read(FILE) == MODELINE + 'A:\n  title: "1.10"\n  dew: soon\n'


@pytest.mark.parametrize(
    "paths",
    [
        pytest.param([FILE], id="a-file"),
        pytest.param(["baselines"], id="a-folder"),
        pytest.param(["baselines/"], id="a-folder-with-a-slash"),
        pytest.param([FILE, FILE], id="twice"),
        pytest.param(["baselines/../" + FILE], id="roundabout"),
    ],
)
def test_paths(untidy: Repo, dmccb: Dmccb, paths: list[str]) -> None:
    assert dmccb("fmt", "--check", *paths).out == f"{FILE}\n"


def test_other_paths_are_left(untidy: Repo, dmccb: Dmccb) -> None:
    assert dmccb("fmt", "baselines/products.yaml").err == "0 files changed, 1 unchanged\n"
    assert untidy.read(FILE) == MODELINE + UNTIDY


def test_paths_begin_where_the_command_does(untidy: Repo, dmccb: Dmccb) -> None:
    assert dmccb("fmt", "--check", "milestones.yaml", cwd=untidy.root / "baselines").out == f"{FILE}\n"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        pytest.param("README.md", "'README.md' is not below baselines/", id="outside"),
        pytest.param("baselines/other.yaml", "no schema describes what this file holds", id="of-no-kind"),
        pytest.param("baselines/gone.yaml", "'gone.yaml': no such file or folder", id="missing"),
        pytest.param("baselines/notes.txt", "'notes.txt' is not a record file", id="no-yaml"),
    ],
)
def test_wrong_paths(repo: Repo, dmccb: Dmccb, path: str, said: str) -> None:
    repo.write("README.md", "")
    repo.write("baselines/notes.txt", "")
    repo.write("baselines/other.yaml", "A:\n  title: A\n")
    result = dmccb("fmt", path)
    assert result.code == 2
    assert said in result.err


def test_a_link_is_reported_and_stays(repo: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("A:\n  level: 1\n  title: A\n", encoding="utf-8")
    (repo.root / FILE).symlink_to(outside)
    result = dmccb("fmt")
    assert result.code == 1
    assert f"{FILE}: error: symlink: " in result.err
    assert outside.read_text(encoding="utf-8").startswith("A:\n  level")


def test_no_baselines(tmp_path: Path, dmccb: Dmccb) -> None:
    assert dmccb("fmt", cwd=tmp_path).code == 3

"""Paths of record files -> their canonical content."""

from __future__ import annotations

from pathlib import Path

import pytest

from dmccb.commands.fmt import Formatted, fmt
from dmccb.commands.session import NO_BASELINES
from dmccb.errors import RepositoryError, UsageError
from tests.cli.conftest import MODELINE, Repo

TIDY = MODELINE.format(up="../../", kind="milestone") + "A:\n  title: A\n"
UNTIDY = TIDY.replace("  title: A", "    title: 'A'")
FILES = ["baselines/milestones/a.yaml", "baselines/milestones/b.yaml", "baselines/products.yaml"]


@pytest.fixture
def three(repo: Repo) -> Repo:
    """Make three record files, of which the second is in canonical form and the third is broken."""
    repo.write(FILES[0], UNTIDY)
    repo.write(FILES[1], TIDY.replace("A", "B"))
    repo.write(FILES[2], "p:\n  title: [\n")
    return repo


def called(repo: Repo, *paths: str, write: bool = False) -> list[Formatted]:
    return fmt(repo.root, tuple(Path(path) for path in paths), write=write)


def test_each_file_with_its_content_before_and_after(three: Repo) -> None:
    first, second, third = called(three)
    assert (first.path, first.old, first.new) == (FILES[0], UNTIDY.encode(), TIDY.encode())
    assert second.old == second.new
    assert (third.path, [one.path for one in third.problems]) == (FILES[2], [FILES[2]])
    assert third.old == third.new


@pytest.mark.parametrize("write", [True, False])
def test_only_what_differs_is_written_and_only_where_wanted(three: Repo, *, write: bool) -> None:
    before = {path: (three.root / path).stat().st_mtime_ns for path in FILES}
    called(three, write=write)
    changed = [path for path in FILES if (three.root / path).stat().st_mtime_ns != before[path]]
    assert changed == ([FILES[0]] if write else [])
    assert three.read(FILES[0]) == (TIDY if write else UNTIDY)


@pytest.mark.parametrize(
    ("paths", "meant"),
    [
        pytest.param([], FILES, id="all"),
        pytest.param(["baselines"], FILES, id="the-folder-itself"),
        pytest.param(["baselines/milestones"], FILES[:2], id="a-folder"),
        pytest.param(["baselines/milestones/../products.yaml"], FILES[2:], id="by-way-of-another"),
        pytest.param([FILES[2], FILES[0]], [FILES[0], FILES[2]], id="files-in-the-order-of-their-names"),
        pytest.param([FILES[0], "baselines/milestones"], FILES[:2], id="a-file-named-twice-is-told-once"),
    ],
)
def test_which_files_are_meant(paths: list[str], meant: list[str], three: Repo) -> None:
    assert [one.path for one in called(three, *paths)] == meant


def test_paths_begin_at_the_folder_of_the_caller(three: Repo) -> None:
    (found,) = fmt(three.root / "baselines/milestones", (Path("a.yaml"),), write=False)
    assert found.path == FILES[0]


def test_a_folder_that_is_reached_by_a_link(three: Repo, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(three.root)
    (found,) = fmt(three.root, (tmp_path / "link" / FILES[0],), write=False)
    assert found.path == FILES[0]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        pytest.param("baselines/none.yaml", "'none.yaml': no such file or folder", id="missing"),
        pytest.param("README", "'README' is not below baselines/", id="outside"),
        pytest.param("baselines/NOTES.md", "'NOTES.md' is not a record file", id="prose"),
        pytest.param("baselines/frobs.yaml", "baselines/frobs.yaml: no schema describes", id="of-no-kind"),
    ],
)
def test_a_path_that_is_not_a_record_file_is_refused_and_nothing_written(
    path: str, said: str, three: Repo
) -> None:
    three.write("README", "x")
    three.write("baselines/NOTES.md", "x")
    three.write("baselines/frobs.yaml", "F-1:\n  a: b\n")
    with pytest.raises(UsageError) as error:
        called(three, FILES[0], path, write=True)
    assert error.value.message.startswith(said)
    assert three.read(FILES[0]) == UNTIDY


def test_a_file_of_no_kind_that_was_not_named_is_told(three: Repo) -> None:
    three.write("baselines/frobs.yaml", "F-1:\n  a: b\n")
    (problem,) = next(one.problems for one in called(three) if one.path == "baselines/frobs.yaml")
    assert problem.rule == "unknown-collection"


def test_what_is_not_read_is_told_where_its_folder_is_meant(three: Repo) -> None:
    three.write("baselines/milestones/c.json", "{}")
    assert next(one.path for one in called(three, "baselines/milestones")) == "baselines/milestones/c.json"
    assert [one.path for one in called(three, FILES[2])] == [FILES[2]]


def test_without_a_folder_of_baselines_there_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(RepositoryError, match="no folder 'baselines'") as error:
        fmt(tmp_path, (), write=False)
    assert error.value.hint == NO_BASELINES


RFC = "RFC-1:\n  component: DM\n  title: One\n"
TIDY_RFC = MODELINE.format(up="../", kind="rfc") + "RFC-1:\n  title: One\n  component: DM\n"


@pytest.mark.parametrize(
    ("paths", "meant"),
    [
        pytest.param([], True, id="everything"),
        pytest.param(["rfcs"], True, id="their-folder"),
        pytest.param(["rfcs/RFC-1.yaml"], True, id="the-file"),
        pytest.param(["baselines"], False, id="the-baselines"),
        pytest.param(["baselines/milestones", "rfcs/RFC-1.yaml"], True, id="both"),
    ],
)
def test_an_rfc_is_formatted_too(paths: list[str], *, meant: bool, three: Repo) -> None:
    three.write("rfcs/RFC-1.yaml", RFC)
    found = {one.path: one for one in called(three, *paths, write=True)}
    assert ("rfcs/RFC-1.yaml" in found) is meant
    assert three.read("rfcs/RFC-1.yaml") == (TIDY_RFC if meant else RFC)
    assert not any(one.problems for path, one in found.items() if path.startswith("rfcs"))


def test_what_is_no_rfc_is_left_alone_and_told(three: Repo) -> None:
    three.write("rfcs/RFC-1.yml", RFC)
    three.write("rfcs/RFC-2.yaml", "RFC-2:\n  title: [\n")
    found = called(three, "rfcs", write=True)
    assert [(one.path, len(one.problems)) for one in found] == [("rfcs/RFC-1.yml", 1), ("rfcs/RFC-2.yaml", 1)]
    assert three.read("rfcs/RFC-1.yml") == RFC

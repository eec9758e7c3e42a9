"""The records of a snapshot, and those in which two snapshots differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from dmccb.problems import UnreadableRecordsError
from dmccb.records.record import Collections
from dmccb.repository.folder import Folder
from dmccb.repository.git import Repository
from dmccb.repository.read import MANY, read_baseline, read_changed, read_records
from dmccb.repository.schemas import load_kinds
from dmccb.repository.snapshot import Revision
from tests.cli.conftest import Repo
from tests.repository.build import reading, revision

KINDS = load_kinds()
Files = Mapping[str, str]

FIRST: Files = {
    "documents.yaml": "D-1:\n  title: Plan\n",
    "milestones/a.yaml": "M-1:\n  title: One\n\nM-2:\n  title: Two\n",
    "milestones/b.yaml": "M-3:\n  title: Three\n",
}


def commit(repo: Repo, files: Files, tag: str) -> None:
    """Commit these record files, and no others."""
    for path in (repo.root / "baselines").rglob("*.yaml"):
        path.unlink()
    for name, text in files.items():
        repo.write(f"baselines/{name}", text)
    repo.commit(tag, tag)


def changed(repo: Repo, only: Iterable[str] = ()) -> tuple[Collections, Collections]:
    with reading(repo.root) as objects:
        repository = Repository(repo.root)
        old, new = (
            Revision(repository, objects, name, repository.commit(name, objects)) for name in ("v1", "v2")
        )
        return read_changed(old, new, KINDS, only)


def ids(collections: Collections) -> dict[str, list[str]]:
    return {name: sorted(records) for name, records in collections.items() if records}


def rules(error: pytest.ExceptionInfo[UnreadableRecordsError]) -> list[str]:
    return sorted(f"{one.rule} {one.path}" for one in error.value.problems)


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        pytest.param([], {"documents": ["D-1"], "milestones": ["M-1", "M-2", "M-3"]}, id="all"),
        pytest.param(["milestones"], {"milestones": ["M-1", "M-2", "M-3"]}, id="one-collection"),
        pytest.param(["releases"], {}, id="a-collection-without-files"),
    ],
)
def test_read_baseline(only: list[str], expected: dict[str, list[str]], repo: Repo) -> None:
    commit(repo, FIRST, "v1")
    with revision(repo.root) as snapshot:
        found = read_baseline(snapshot, KINDS, only)
        assert read_records(snapshot, KINDS, only) == found.collections
    assert (ids(found.collections), found.problems) == (expected, ())


def test_the_folder_and_the_commit_of_it_read_alike(repo: Repo) -> None:
    commit(repo, FIRST, "v1")
    with revision(repo.root) as snapshot:
        assert read_baseline(snapshot, KINDS) == read_baseline(Folder(repo.root, "x"), KINDS)


def test_every_problem_is_named_not_only_the_first(repo: Repo) -> None:
    commit(
        repo,
        {
            "milestones/a.yaml": "M-1:\n  title: [\n",
            "milestones/b.yaml": "M-2:\n  title: Two\n\nM-2:\n  title: Two\n",
            "frobs.yaml": "F-1:\n  a: b\n",
        },
        "v1",
    )
    repo.write("baselines/milestones/c.json", "{}")
    repo.commit()
    with revision(repo.root) as snapshot, pytest.raises(UnreadableRecordsError) as error:
        read_records(snapshot, KINDS)
    assert {one.path.removeprefix("baselines/") for one in error.value.problems} == {
        "frobs.yaml",
        "milestones/a.yaml",
        "milestones/b.yaml",
        "milestones/c.json",
    }
    assert all(one.path in error.value.message for one in error.value.problems)
    assert "dmccb check" in error.value.hint


def test_what_is_broken_elsewhere_does_not_forbid_a_collection(repo: Repo) -> None:
    commit(repo, {**FIRST, "documents.yaml": "D-1:\n  title: [\n"}, "v1")
    with revision(repo.root) as snapshot:
        assert list(read_records(snapshot, KINDS, ["milestones"])) == ["milestones"]
        with pytest.raises(UnreadableRecordsError, match=r"documents\.yaml"):
            read_records(snapshot, KINDS, ["documents"])


MANY_FILES: Files = {f"milestones/{n:02}.yaml": f"M-{n}:\n  title: T {n}\n" for n in range(2 * MANY + 1)}

CHANGES = [
    pytest.param(FIRST, FIRST, id="nothing"),
    pytest.param({}, FIRST, id="everything-added"),
    pytest.param(FIRST, {}, id="everything-removed"),
    pytest.param(FIRST, {**FIRST, "documents.yaml": "D-1:\n  title: A plan\n"}, id="a-field"),
    pytest.param(
        FIRST,
        {**FIRST, "milestones/b.yaml": "M-2:\n  title: Two\n\nM-3:\n  title: Three\n"}
        | {"milestones/a.yaml": "M-1:\n  title: One\n"},
        id="a-record-in-another-file",
    ),
    pytest.param(FIRST, {**FIRST, "milestones/a.yaml": "# why\n" + FIRST["milestones/a.yaml"]}, id="comment"),
    pytest.param(
        MANY_FILES,
        {path: text.replace("T ", "U ") for path, text in MANY_FILES.items()},
        id="so-many-that-two-gits-take-turns",
    ),
    pytest.param(
        MANY_FILES,
        {path: text.replace("T ", "U ") for path, text in list(MANY_FILES.items())[::2]},
        id="many-of-which-half-are-removed",
    ),
]


@pytest.mark.parametrize(("first", "second"), CHANGES)
def test_what_differs_is_told_as_by_reading_all(first: Files, second: Files, repo: Repo) -> None:
    repo.write("README", "so that a state without records can be committed\n")
    commit(repo, first, "v1")
    commit(repo, second, "v2")
    wholes = []
    for name in ("v1", "v2"):
        with revision(repo.root, name) as snapshot:
            wholes.append(read_records(snapshot, KINDS))
    for side, whole, other in zip(changed(repo), wholes, wholes[::-1], strict=True):
        for collection, records in whole.items():
            differing = {
                key: record for key, record in records.items() if record != other.get(collection, {}).get(key)
            }
            told = side.get(collection, {})
            assert {key: told[key] for key in differing} == differing
            assert all(records[key] == record for key, record in told.items())


def test_nothing_but_what_differs_is_read(repo: Repo) -> None:
    commit(repo, FIRST, "v1")
    commit(repo, {**FIRST, "milestones/a.yaml": "M-1:\n  title: Uno\n\nM-2:\n  title: Two\n"}, "v2")
    old, new = changed(repo)
    assert (ids(old), ids(new)) == ({"milestones": ["M-1"]}, {"milestones": ["M-1"]})


def test_what_is_broken_and_did_not_change_is_not_read(repo: Repo) -> None:
    broken = {**FIRST, "documents.yaml": "D-1:\n  title: [\n"}
    commit(repo, broken, "v1")
    commit(repo, {**broken, "milestones/b.yaml": "M-3:\n  title: Drei\n"}, "v2")
    assert ids(changed(repo)[1]) == {"milestones": ["M-3"]}


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        pytest.param([], {"documents": ["D-1"], "milestones": ["M-3"]}, id="all"),
        pytest.param(["documents"], {"documents": ["D-1"]}, id="one"),
        pytest.param(["releases"], {}, id="one-that-did-not-change"),
    ],
)
def test_only_these_collections(only: list[str], expected: dict[str, list[str]], repo: Repo) -> None:
    commit(repo, FIRST, "v1")
    second = {**FIRST, "documents.yaml": "D-1:\n  title: A\n", "milestones/b.yaml": "M-3:\n  title: B\n"}
    commit(repo, second, "v2")
    assert ids(changed(repo, only)[1]) == expected


@pytest.mark.parametrize(
    ("second", "where"),
    [
        pytest.param(
            {"milestones/b.yaml": "M-1:\n  title: Again\n"},
            ["duplicate-id v2:baselines/milestones/b.yaml"],
            id="an-id-of-a-file-that-did-not-change",
        ),
        pytest.param(
            {"milestones/c.yaml": "M-1:\n  title: Again\n"},
            ["duplicate-id v2:baselines/milestones/c.yaml"],
            id="an-id-used-again-in-a-new-file",
        ),
        pytest.param(
            {"frobs.yaml": "F-1:\n  a: b\n"},
            ["unknown-collection baselines/frobs.yaml"],
            id="a-file-of-no-kind",
        ),
        pytest.param(
            {"documents.yaml": "D-1:\n  title: [\n", "milestones/b.yaml": "M-3:\n  title: ]\n"},
            ["syntax v2:baselines/documents.yaml", "syntax v2:baselines/milestones/b.yaml"],
            id="each-problem-with-its-commit",
        ),
    ],
)
def test_a_change_that_cannot_be_read_is_refused(second: Files, where: list[str], repo: Repo) -> None:
    commit(repo, FIRST, "v1")
    commit(repo, {**FIRST, **second}, "v2")
    with pytest.raises(UnreadableRecordsError) as error:
        changed(repo)
    assert rules(error) == where

"""What an import found × the records that are there -> the files to write."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dmccb.commands.write_records import Wanted, place, plan, wanted
from dmccb.importers.importresult import ImportResult, Records
from dmccb.problems import UnreadableRecordsError
from dmccb.records.record import Fields
from dmccb.repository.schemas import load_kinds
from tests.cli.conftest import Repo

KINDS = load_kinds()


def result(records: Records, removals: Mapping[str, tuple[str, ...]] | None = None) -> ImportResult:
    return ImportResult(
        document="D-1", edition="2020-01-01", records=records, removals=removals or {}, remarks=(), counts={}
    )


@pytest.mark.parametrize(
    ("found", "without", "expected"),
    [
        pytest.param(
            result({"milestones": {"M-1": {"title": "A", "due": "2020-01-01"}}}),
            ("due",),
            {"milestones": {"M-1": {"title": "A"}}},
            id="a-field-is-left-out",
        ),
        pytest.param(
            result({"persons": {"jo": {"name": "Jo", "github": {"login": "jo", "id": 1}}}}),
            ("login",),
            {"persons": {"jo": {"name": "Jo", "github": {"id": 1}}}},
            id="at-any-depth",
        ),
        pytest.param(
            result({"milestones": {"M-1": {"predecessors": ["M-3", "M-2"]}}}),
            (),
            {"milestones": {"M-1": {"predecessors": ["M-2", "M-3"]}}},
            id="a-set-is-sorted",
        ),
        pytest.param(
            result({"organization/wbs": {"1": {"title": "All"}}}),
            (),
            {"wbs": {"1": {"title": "All"}}},
            id="a-collection-named-by-its-folder",
        ),
        pytest.param(
            result({"milestones": {"M-1": {"title": "A"}}}, {"milestones": ("M-2",)}),
            (),
            {"milestones": {"M-1": {"title": "A"}, "M-2": None}},
            id="a-record-that-should-go",
        ),
    ],
)
def test_wanted(found: ImportResult, without: tuple[str, ...], expected: Wanted) -> None:
    assert wanted(found, KINDS, without) == expected


@pytest.mark.parametrize(
    ("collection", "key", "fields", "path"),
    [
        pytest.param("milestones", "M-1", {"wbs": "02C.03"}, "milestones/02C.03.yaml", id="by-its-element"),
        pytest.param("milestones", "M-1", {"wbs": "02C.03.01"}, "milestones/02C.03.yaml", id="of-two-parts"),
        pytest.param("milestones", "M-1", {}, "milestones/no-wbs.yaml", id="without-an-element"),
        pytest.param("releases", "R-1", {"document": "D-1"}, "releases/D-1.yaml", id="by-its-document"),
        pytest.param("documents", "LDM-564", {}, "documents/LDM.yaml", id="by-the-series-of-its-id"),
        pytest.param("documents", "LDM", {}, "documents/LDM.yaml", id="an-id-without-a-number"),
        pytest.param("register", "v1.0", {}, "register.yaml", id="in-one-file"),
    ],
)
def test_the_file_of_a_new_record(collection: str, key: str, fields: Fields, path: str) -> None:
    assert place(KINDS[collection], key, fields) == path


MODELINE = "# yaml-language-server: $schema=../../schemas/milestone.schema.json\n\n"
OLD = f"{MODELINE}M-1:\n  title: One\n"
COUNTS = {"added": 0, "changed": 0, "removed": 0, "same": 0}


@pytest.mark.parametrize(
    ("records", "counts", "files", "emptied"),
    [
        pytest.param({"M-1": {"title": "One"}}, {"same": 1}, {}, [], id="the-same"),
        pytest.param(
            {"M-1": {"title": "Uno"}},
            {"changed": 1},
            {"02C.yaml": f"{MODELINE}M-1:\n  title: Uno\n"},
            [],
            id="changed-where-it-is",
        ),
        pytest.param({"M-1": None}, {"removed": 1}, {}, ["02C.yaml"], id="the-last-of-its-file"),
        pytest.param({"M-9": None}, {}, {}, [], id="gone-already"),
        pytest.param(
            {"M-2": {"title": "Two", "wbs": "02C"}},
            {"added": 1},
            {"02C.yaml": f"{OLD}\nM-2:\n  title: Two\n  wbs: 02C\n"},
            [],
            id="added-beside-another",
        ),
        pytest.param(
            {"M-1": {"title": "One", "wbs": "06C"}},
            {"changed": 1},
            {"02C.yaml": f"{OLD}  wbs: 06C\n"},
            [],
            id="a-record-keeps-its-file",
        ),
    ],
)
def test_what_is_to_be_done(
    records: Mapping[str, Fields | None],
    counts: Mapping[str, int],
    files: Mapping[str, str],
    emptied: list[str],
    repo: Repo,
) -> None:
    repo.write("baselines/milestones/02C.yaml", OLD)
    folder = repo.root / "baselines/milestones"
    found = plan(repo.root, KINDS, {"milestones": records})
    assert found.summary == {"milestones": {**COUNTS, **counts}}
    assert found.files == {folder / name: text.encode() for name, text in files.items()}
    assert found.emptied == tuple(folder / name for name in emptied)
    assert repo.read("baselines/milestones/02C.yaml") == OLD  # nothing is written yet


def test_a_record_that_had_no_element_is_filed_when_it_gets_one(repo: Repo) -> None:
    repo.write("baselines/milestones/no-wbs.yaml", OLD)
    folder = repo.root / "baselines/milestones"
    found = plan(repo.root, KINDS, {"milestones": {"M-1": {"title": "One", "wbs": "02C.03.01"}}})
    assert list(found.files) == [folder / "02C.03.yaml"]
    assert found.emptied == (folder / "no-wbs.yaml",)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        pytest.param("milestones/x.yaml", "M-1:\n  title: [\n", id="broken"),
        pytest.param("milestones/x.json", "{}", id="not-read"),
    ],
)
def test_nothing_is_planned_over_what_cannot_be_read(path: str, content: str, repo: Repo) -> None:
    repo.write(f"baselines/{path}", content)
    with pytest.raises(UnreadableRecordsError, match=path):
        plan(repo.root, KINDS, {"milestones": {"M-2": {"title": "Two"}}})

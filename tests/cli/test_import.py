"""``dmccb import``: published texts become records, and nothing else is touched."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Dmccb, Repo

ROOT = Path(__file__).resolve().parents[2]
RELEASES = "baselines/releases/LDM-564.yaml"
MILESTONES = "baselines/milestones/no-wbs.yaml"
DOCUMENTS = "baselines/documents/LDM.yaml"

STEPS = {
    "v1.1": (("ldm-294", "ldm-294-2017-06-28.txt"), ("ldm-564", "ldm-564-2018-04-13.txt")),
    "v1.4": (("ldm-564", "ldm-564-2019-12-09.txt"),),
    "v1.5": (("dmtn-158", "dmtn-158-2021-05-10.txt"),),
    "tip": (("ldm-564", "ldm-564-2023-04-24.txt"),),
}
"""Baseline -> the documents that it was made of, in this order: what LDM-294 cites comes first."""


def plan(due: str = "2018-01-31", feature: str = "DM-A-1", status: str = "currently incomplete") -> str:
    """Write a small LDM-564 in the shape of the published ones."""
    return f"""
Plan of Releases

Ada Vega

LDM-564

Latest Revision: 2018-04-13

Draft Revision NOT YET Approved - words

Change Record

Version\tDate\tDescription\tOwner name
1.0\t2017-08-18\tFirst. Approved in RFC-1.\tA. Vega

Document source location: <https://example.org/LDM-564>

Contents

1 Introduction\t1
3 Functionality in DM releases\t3
3.1 One: LDM-503-01\t4
4 References\t9

1 Introduction

Words.

3 Functionality in DM releases

Words before the first release.

3.1 One: LDM-503-01

Due: {due}; currently incomplete.

- {feature}: Alpha (*Due: 2017-05-01; {status}*)

4 References

- [1] **[LDM-1]**, Vega, A., 2017, *Design*, LDM-1, URL <https://example.org/LDM-1>

5 Acronyms

Acronym\tDescription
X\tY
"""


@pytest.fixture
def text(repo: Repo) -> Path:
    return repo.write("../ldm-564.txt", plan())


def contents(root: Path) -> dict[str, bytes]:
    """Return path -> content of every record file."""
    return {
        str(file.relative_to(root)): file.read_bytes() for file in sorted(root.rglob("baselines/**/*.yaml"))
    }


# ---------------------------------------------------------------- small texts


def test_what_was_read_is_written_in_the_canonical_form(repo: Repo, text: Path, dmccb: Dmccb) -> None:
    result = dmccb("import", "ldm-564", text)
    assert (result.code, result.err) == (0, "")
    assert sorted(contents(repo.root)) == [DOCUMENTS, MILESTONES, RELEASES]
    assert repo.read(RELEASES) == (
        "# yaml-language-server: $schema=../../schemas/release.schema.json\n\nLDM-503-01:\n"
        "  document: LDM-564\n  milestone: LDM-503-01\n  features:\n    - DM-A-1\n"
    )
    assert "DM-A-1:\n  title: Alpha\n  due: 2017-05-01\n" in repo.read(MILESTONES)
    assert dmccb("fmt", "--check").code == 0


def test_the_report_says_what_was_read_and_written(repo: Repo, text: Path, dmccb: Dmccb) -> None:
    said = dmccb("import", "ldm-564", text).out
    assert said.startswith("LDM-564 (2018-04-13)\n\nread:\n      1  releases\n")
    assert "\nwritten:\n" in said
    assert "  releases: 1 added\n" in said
    assert str(repo.root) not in said


def test_a_second_import_changes_no_file(repo: Repo, text: Path, dmccb: Dmccb) -> None:
    assert dmccb("import", "ldm-564", text).code == 0
    before = {path: (repo.root / path).stat().st_mtime_ns for path in contents(repo.root)}
    again = dmccb("import", "ldm-564", text)
    assert again.code == 0
    assert "added" not in again.out
    assert "changed" not in again.out
    assert {path: (repo.root / path).stat().st_mtime_ns for path in contents(repo.root)} == before


def test_a_newer_text_changes_what_it_says(repo: Repo, text: Path, dmccb: Dmccb) -> None:
    assert dmccb("import", "ldm-564", text).code == 0
    repo.commit()
    text.write_text(plan(due="2018-03-02"), encoding="utf-8")
    assert "  milestones: 1 changed, 1 same\n" in dmccb("import", "ldm-564", text).out
    assert "due 2018-01-31 → 2018-03-02 (+30 d)" in dmccb("diff", "HEAD").out


def test_comments_and_fields_made_by_hand_survive(repo: Repo, text: Path, dmccb: Dmccb) -> None:
    assert dmccb("import", "ldm-564", text).code == 0
    written = repo.read(MILESTONES)
    mine = (
        written.replace("DM-A-1:\n", "# Watch this one.\nDM-A-1:\n").replace(
            "  due: 2017-05-01\n", "  due: 2017-05-01  # as agreed\n  jira: DM-1\n  comment: By hand.\n"
        )
        + "\nOTHER-1:\n  title: By hand\n"
    )
    repo.write(MILESTONES, mine)
    assert dmccb("fmt", "--check").code == 0
    text.write_text(plan(due="2018-03-02"), encoding="utf-8")
    assert dmccb("import", "ldm-564", text).code == 0
    assert repo.read(MILESTONES) == mine.replace("2018-01-31", "2018-03-02")


def test_a_dry_run_writes_nothing_and_says_so(repo: Repo, text: Path, dmccb: Dmccb) -> None:
    result = dmccb("import", "ldm-564", text, "--dry-run")
    assert result.code == 0
    assert "\nwould be written:\n" in result.out
    assert contents(repo.root) == {}
    wet = dmccb("import", "ldm-564", text)
    assert wet.out == result.out.replace("would be written:", "written:")


def test_a_field_can_be_left_out_at_any_depth(repo: Repo, text: Path, dmccb: Dmccb) -> None:
    assert dmccb("import", "ldm-564", text).code == 0
    assert "description: First." in repo.read(DOCUMENTS)
    assert dmccb("import", "ldm-564", text, "--without", "description", "--without", "owner").code == 0
    assert "description" not in repo.read(DOCUMENTS)
    assert "owner" not in repo.read(DOCUMENTS)
    assert 'version: "1.0"' in repo.read(DOCUMENTS)


def test_a_field_that_no_record_has_is_a_slip(repo: Repo, text: Path, dmccb: Dmccb) -> None:
    result = dmccb("import", "ldm-564", text, "--without", "descripton")
    assert (result.code, result.out) == (2, "")
    assert "no record has a field 'descripton'" in result.err
    assert "did you mean 'description'?" in result.err
    assert contents(repo.root) == {}


def test_the_report_as_json(repo: Repo, text: Path, dmccb: Dmccb) -> None:
    body = json.loads(dmccb("import", "ldm-564", text, "--json", "--dry-run").out)
    assert (body["document"], body["edition"], body["dry_run"]) == ("LDM-564", "2018-04-13", True)
    assert body["written"]["releases"] == {"added": 1, "changed": 0, "removed": 0, "same": 0}
    assert sorted(body) == ["counts", "document", "dry_run", "edition", "remarks", "written"]


def test_the_report_into_a_file(repo: Repo, text: Path, dmccb: Dmccb, tmp_path: Path) -> None:
    expected = dmccb("import", "ldm-564", text, "--dry-run").out
    file = tmp_path / "report.txt"
    result = dmccb("import", "ldm-564", text, "--dry-run", "-o", file)
    assert (result.code, result.out, file.read_text(encoding="utf-8")) == (0, "", expected)


def test_the_report_into_a_folder_that_is_not_there_stops_before_the_import(
    repo: Repo, text: Path, dmccb: Dmccb, tmp_path: Path
) -> None:
    assert dmccb("import", "ldm-564", text, "-o", tmp_path / "nowhere" / "report.txt").code == 2
    assert contents(repo.root) == {}


def test_a_file_that_cannot_be_read_stops_before_anything_is_written(
    repo: Repo, text: Path, dmccb: Dmccb
) -> None:
    repo.write(MILESTONES, "OTHER-1: [\n")
    before = contents(repo.root)
    result = dmccb("import", "ldm-564", text)
    assert (result.code, result.out) == (3, "")
    assert f"{MILESTONES}:2:1" in result.err or f"{MILESTONES}:1:" in result.err
    assert contents(repo.root) == before


def test_the_text_is_named_from_where_the_program_runs(repo: Repo, dmccb: Dmccb) -> None:
    repo.write("texts/ldm-564.txt", plan())
    assert dmccb("import", "ldm-564", "ldm-564.txt", cwd=repo.root / "texts").code == 0
    assert sorted(contents(repo.root)) == [DOCUMENTS, MILESTONES, RELEASES]


OTHER = {
    "ldm-564": plan(),
    "ldm-294": "LDM-294\n\nLatest Revision 2017-06-28\n\n1 Introduction\n\nWords.\n",
    "dmtn-158": "DMTN-158: Milestones\n\n  • Ada\n\nLatest Revision: 2021-05-10\n\nProvenance\n\nWords.\n",
}


@pytest.mark.parametrize("wanted", sorted(OTHER))
@pytest.mark.parametrize(
    "given",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\n\n \n", id="blank"),
        pytest.param(b"Lorem ipsum\n" * 500, id="another-text"),
        pytest.param(b"%PDF-1.5\n%text\n", id="the-pdf-itself"),
        pytest.param(b"\x00" * 100, id="zeros"),
        *[pytest.param(OTHER[name].encode(), id=name) for name in sorted(OTHER)],
    ],
)
def test_a_text_that_is_not_the_document(
    wanted: str, given: bytes, repo: Repo, dmccb: Dmccb, tmp_path: Path
) -> None:
    if (wanted, given) == ("ldm-564", plan().encode()):
        given = given.replace(b"LDM-564", b"LDM-565")
    file = tmp_path / "given.txt"
    file.write_bytes(given)
    result = dmccb("import", wanted, file)
    assert (result.code, result.out) == (3, "")
    assert f"{file}: " in result.err
    assert wanted.upper() in result.err
    assert contents(repo.root) == {}


@pytest.mark.parametrize("title", ["Al\x1bpha", "Al\u202epha", "Al\u2028pha"], ids=ascii)
def test_a_title_with_a_character_that_no_record_may_hold_is_refused(
    title: str, repo: Repo, dmccb: Dmccb, tmp_path: Path
) -> None:
    file = tmp_path / "given.txt"
    file.write_text(plan().replace("Alpha", title), encoding="utf-8")
    line = plan()[: plan().index("Alpha")].count("\n") + 1
    result = dmccb("import", "ldm-564", file)
    assert (result.code, result.out) == (3, "")
    assert f"{file}: cannot read the text of LDM-564: line {line} holds U+{ord(title[2]):04X}" in result.err
    assert contents(repo.root) == {}


@pytest.mark.parametrize("wanted", sorted(OTHER))
def test_not_utf_8(wanted: str, repo: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    file = tmp_path / "given.txt"
    file.write_bytes(b"Juri\xe6\n")
    result = dmccb("import", wanted, file)
    assert (result.code, result.out) == (3, "")
    assert f"{file}: byte 4 is not UTF-8" in result.err
    assert contents(repo.root) == {}


@pytest.mark.parametrize("name", ["nowhere.txt", "."])
def test_no_file(name: str, repo: Repo, dmccb: Dmccb) -> None:
    result = dmccb("import", "ldm-564", repo.root / name)
    assert (result.code, result.out) == (2, "")


def test_a_crlf_text_is_the_same_text(repo: Repo, text: Path, dmccb: Dmccb) -> None:
    assert dmccb("import", "ldm-564", text).code == 0
    before = contents(repo.root)
    text.write_bytes(plan().replace("\n", "\r\n").encode())
    assert dmccb("import", "ldm-564", text).code == 0
    assert contents(repo.root) == before


# --------------------------------------------------------- the published texts


@pytest.fixture
def published(seed: Callable[[str], str], tmp_path: Path) -> Callable[[str], Path]:
    """Give a published text as a file, or skip where it is not beside the repository."""

    def file(name: str) -> Path:
        path = tmp_path / name
        path.write_text(seed(name), encoding="utf-8")
        return path

    return file


def test_the_shipped_baselines_are_what_the_importers_make(
    published: Callable[[str], Path], repo: Repo, dmccb: Dmccb
) -> None:
    register = (ROOT / "baselines/register.yaml").read_text(encoding="utf-8")
    recorded = dict(re.findall(r"^(v[0-9.]+):\n(?:  .*\n)*?  digest: (\S+)$", register, re.MULTILINE))
    made = {}
    for name, sources in STEPS.items():
        for document, source in sources:
            assert dmccb("import", document, published(source), "--without", "description").code == 0
        made[name] = dmccb("baselines", "record", name, "--document", "LDM-564").out.split()[1]
        (repo.root / "baselines/register.yaml").unlink()
    tip = made.pop("tip")
    assert made == recorded
    shipped = {path: data for path, data in contents(ROOT).items() if path.startswith("baselines/")}
    shipped.pop("baselines/register.yaml")
    shipped = {path: data for path, data in shipped.items() if not path.startswith("baselines/policy/")}
    assert sorted(contents(repo.root)) == sorted(shipped)
    assert contents(repo.root) == shipped
    assert tip not in made.values()


def test_importing_the_newest_text_again_changes_nothing(
    published: Callable[[str], Path], repo: Repo, dmccb: Dmccb
) -> None:
    for sources in STEPS.values():
        for document, source in sources:
            file = published(source)
            for _ in range(2):
                assert dmccb("import", document, file).code == 0
                before = contents(repo.root)
            assert dmccb("import", document, file).code == 0
            assert contents(repo.root) == before


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        (wanted, given)
        for wanted in ("ldm-294", "ldm-564", "dmtn-158")
        for given in ("ldm-294-2017-06-28.txt", "ldm-564-2019-12-09.txt", "dmtn-158-2021-05-10.txt")
        if not given.startswith(wanted)
    ],
)
def test_the_wrong_document_is_refused(
    wanted: str, given: str, published: Callable[[str], Path], repo: Repo, dmccb: Dmccb
) -> None:
    result = dmccb("import", wanted, published(given))
    assert (result.code, result.out) == (3, "")
    assert f"not the text of {wanted.upper()}" in result.err
    assert contents(repo.root) == {}

"""One record file -> its records, and what is wrong with each by itself."""

from __future__ import annotations

import pytest

from dmccb.checks.record_file import MAX_FINDINGS, FileRead
from tests.checks.plan import KINDS, READERS

PATH = "baselines/milestones.yaml"
MODELINE = "# yaml-language-server: $schema=../schemas/milestone.schema.json\n\n"
GOOD = "M-1:\n  title: One\n"


def read(text: str) -> FileRead:
    return READERS["milestone"].read(PATH, text.encode())


def rules(file: FileRead) -> list[str]:
    return [*(one.rule for one in file.problems), *(one.rule for one in file.findings)]


@pytest.mark.parametrize(
    ("text", "canonical", "told"),
    [
        pytest.param(MODELINE + GOOD, True, [], id="as-fmt-writes-it"),
        pytest.param(f"{MODELINE}{GOOD}\nM-2:\n  title: Two\n", True, [], id="two-records"),
        pytest.param(MODELINE + GOOD.replace("One", "'One'"), False, ["not-canonical"], id="quoted"),
        pytest.param(f"{MODELINE}{GOOD}M-2:\n  title: Two\n", False, ["not-canonical"], id="no-empty-line"),
        pytest.param(MODELINE + GOOD + "  level: 9\n", True, ["schema-range"], id="against-its-schema"),
        pytest.param(MODELINE + "M-1:\n  title: no\n", False, ["ambiguous-value"], id="misread"),
        pytest.param(MODELINE + "M-1:\n  title: [\n", False, ["syntax"], id="broken"),
        pytest.param(f"{MODELINE}{GOOD}\n{GOOD}", False, ["duplicate-id"], id="an-id-twice"),
    ],
)
def test_what_is_wrong_with_a_file(text: str, told: list[str], *, canonical: bool) -> None:
    file = read(text)
    assert file.canonical is canonical
    assert rules(file) == told


def test_a_record_that_cannot_be_read_is_alive_and_does_not_hide_the_others() -> None:
    file = read(f"{MODELINE}M-0:\n  title: ]\n\n{GOOD}  level: 9\n")
    assert (sorted(file.records), sorted(file.alive)) == (["M-1"], ["M-0", "M-1"])
    assert rules(file) == ["syntax", "schema-range"]
    assert file.problems[0].line == 4


def test_a_finding_knows_its_record_and_its_value() -> None:
    (finding,) = read(MODELINE + GOOD + "  level: 9\n").findings
    assert (finding.record.id, finding.record.line, finding.at) == ("M-1", 3, ("level",))


@pytest.mark.parametrize(
    ("count", "rest"),
    [
        pytest.param(MAX_FINDINGS, [], id="as-many-as-are-judged"),
        pytest.param(MAX_FINDINGS + 1, ["too-many-findings"], id="one-more"),
        pytest.param(MAX_FINDINGS + 99, ["too-many-findings"], id="many-more"),
    ],
)
def test_findings_of_one_file_have_an_end(count: int, rest: list[str]) -> None:
    records = "\n".join(f"M-{number}:\n  title: x\n  level: 9\n" for number in range(count))
    file = read(MODELINE + records)
    assert len(file.findings) == MAX_FINDINGS
    assert [one.rule for one in file.problems if one.rule == "too-many-findings"] == rest
    assert len(file.records) == count


@pytest.mark.parametrize(
    ("body", "title"),
    [
        pytest.param(GOOD, "One", id="sound"),
        pytest.param("M-1:\n  title: One\n  level: 9\n", "One", id="against-its-schema-is-not-judged"),
        pytest.param("M-1:\n  title: [\n", None, id="broken"),
    ],
)
def test_one_record_without_its_file(body: str, title: str | None) -> None:
    record = READERS["milestone"].record(PATH, body.encode(), "M-1")
    assert (record.fields["title"] if record else None) == title


def test_the_kind_and_the_bytes_stay_with_the_file() -> None:
    file = read(GOOD)
    assert (file.kind, file.path, file.data) == (KINDS["milestones"], PATH, GOOD.encode())

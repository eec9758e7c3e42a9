"""What was compared, and the change summed up."""

from __future__ import annotations

import pytest

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.changerecord.filters import Filters
from dmccb.changerecord.head import Head, VersionRow
from dmccb.compare.changeset import Side
from dmccb.render.changerecord.headline import (
    about,
    counts,
    history_text,
    left_out,
    outside_title,
    sources,
    states,
    subject,
)
from dmccb.render.changerecord.phrases import plain
from tests.changerecord.plans import PLAN, day, state, told
from tests.render.changerecord import cases

OLD, NEW = state({"A": {"due": day(0)}, "B": {}}), state({"A": {"due": day(1)}, "B": {"level": 1}})


def said(record: ChangeRecord) -> list[str]:
    return [plain(phrase) for phrase in counts(record)]


# ---------------------------------------------------------------- what was compared


@pytest.mark.parametrize(
    ("old", "new", "document", "expected"),
    [
        pytest.param("LDM-1/v1.4", "LDM-1/v1.5", "LDM-1", "LDM-1 v1.4 → v1.5", id="two-baselines"),
        pytest.param("main", "work", "LDM-1", "LDM-1 main → work", id="a-name-of-its-own-stays"),
        pytest.param("v1.4", "v1.5", "", "v1.4 → v1.5", id="of-no-document"),
        pytest.param("LDM-1/v1", "LDM-2/v1", "", "LDM-1/v1 → LDM-2/v1", id="of-two-documents"),
        pytest.param(
            "/plans/old", "/plans/new", "", "/plans/old → /plans/new", id="a-folder-keeps-its-slash"
        ),
        pytest.param("a.yaml", "a.yaml", "", "a.yaml", id="two-versions-of-one-file"),
        pytest.param("a\x1bb", "c", "", "a<U+001B>b → c", id="what-a-terminal-would-obey-is-spelled-out"),
    ],
)
def test_subject(old: str, new: str, document: str, expected: str) -> None:
    record = told(OLD, NEW, head=Head(document=document), sides=(Side(name=old), Side(name=new)))
    assert subject(record) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            Side(name="a", commit="0123456789", digest="sha256:0", date="2020-01-01"),
            Side(name="b", commit="abcdef0123", digest="sha256:1", date="2021-01-01"),
            "2020-01-01 (0123456) → 2021-01-01 (abcdef0)",
            id="dates-and-commits",
        ),
        pytest.param(
            Side(name="a", commit="0123456789", digest="sha256:0", date="2020-01-01"),
            Side(name="main", commit="abcdef0123", date="2021-01-01"),
            "2020-01-01 (0123456) → commit of 2021-01-01 (abcdef0)",
            id="a-commit-that-is-no-baseline",
        ),
        pytest.param(
            Side(name="a", date="2020-01-01"), Side(name="b"), "2020-01-01 → no date", id="a-folder-has-none"
        ),
        pytest.param(Side(name="a"), Side(name="b"), "", id="nothing-known"),
    ],
)
def test_states(old: Side, new: Side, expected: str) -> None:
    record = told(OLD, NEW, sides=(old, new))
    digest = f"{record.changeset.digest[: len('sha256:') + 12]}…"
    assert states(record) == " · ".join(filter(None, (expected, digest)))


def test_a_part_shows_no_digest() -> None:
    record = told(OLD, NEW, filters=Filters(open_only=True))
    assert "sha256" not in states(record)
    assert states(record) == "2020-01-01 → 2021-01-01"


def test_two_versions_of_one_file_have_no_states() -> None:
    assert states(told(OLD, NEW, sides=(Side(name="a.yaml"), Side(name="a.yaml")))) == ""


# ------------------------------------------------------------------- what is said


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(
            VersionRow(date="2021-06-03", rfc="RFC-781", owner="Ada", description="Update."),
            "1.5 (2021-06-03), RFC-781, Ada: Update.",
            id="all-of-it",
        ),
        pytest.param(VersionRow(rfc="RFC-781"), "1.5, RFC-781", id="approval-alone"),
        pytest.param(VersionRow(description="a\nb"), "1.5: a b", id="on-one-line"),
    ],
)
def test_what_is_said_of_the_version(row: VersionRow, expected: str) -> None:
    record = told(OLD, NEW, head=Head(document=PLAN, version="1.5", row=row))
    assert about(record) == (f"{PLAN}'s change record: {expected}",)


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(Head(document=PLAN, version="1.5"), id="nothing-known"),
        pytest.param(
            Head(document=PLAN, version="1.5", row=VersionRow(date="2021-06-03")), id="a-date-is-no-news"
        ),
        pytest.param(Head(version="1.5", row=VersionRow(owner="Ada")), id="of-no-document"),
    ],
)
def test_nothing_is_said_of_the_version(head: Head) -> None:
    assert about(told(OLD, NEW, head=head)) == ()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param(
            Filters(elements=("02C", "02D"), open_only=True),
            "Filtered by --wbs 02C --wbs 02D --open: 2 changed records not shown",
            id="two-values",
        ),
        pytest.param(
            Filters(min_slip=1),
            "Filtered by --min-slip 1: 1 changed record not shown",
            id="an-option-of-two-words",
        ),
        pytest.param(
            Filters(patterns=("*",)),
            "Filtered by --id *: 0 changed records not shown",
            id="that-hides-nothing",
        ),
    ],
)
def test_a_filtered_record_says_by_what_and_how_much_is_not_shown(filters: Filters, expected: str) -> None:
    record = told(OLD, NEW, filters=filters)
    assert left_out(record) == [expected]
    assert about(record) == (expected,)


def test_what_is_narrowed_to_a_document_says_so() -> None:
    record = told(OLD, NEW, head=Head(document=PLAN), narrow=True)
    assert left_out(record) == [f"Only {PLAN}: 2 changed records not shown, outside of it"]


def test_where_all_is_shown_nothing_is_said_of_it() -> None:
    assert left_out(told(OLD, NEW)) == []


def test_sources() -> None:
    assert sources(told(OLD, NEW, head=Head(notes=(("v1", "a\ndraft"),)))) == ("v1: a draft",)
    assert sources(told(OLD, NEW)) == ()


# --------------------------------------------------------------------- the counts


def test_counts_of_a_change() -> None:
    dates, came, others, first, outside = said(cases.realistic())
    assert dates == (
        "5 milestones later (3 open: median +247 to +276 d, worst LDM-503-13 +730 d; 1 known by month only), "
        "1 earlier, 4 completed (1 reported late by the source), 1 without a date now"
    )
    assert came == (
        "1 release and 3 milestones new · 1 milestone dropped · 1 release and 1 milestone renumbered · "
        "1 feature moved to another release · 1 feature now in no release, 1 of them open"
    )
    assert others == "9 other fields changed (features 3, forecast 1, level 1, milestone 1, …)"
    assert first == "3 fields first recorded (aka 1, deliverable 1, level 1)"
    assert outside == "outside LDM-564: 2 records, 1 slip"


def test_counts_of_no_change() -> None:
    assert said(cases.empty()) == ["no change"]
    assert subject(cases.empty()) == "LDM-564 v1.4 → v1.5"
    assert history_text(cases.empty()) == "No change."


def test_no_change_in_a_part_is_not_called_no_change() -> None:
    record = told(OLD, NEW, filters=Filters(levels=(4,)))
    assert said(record) == ["no change in what is shown"]


@pytest.mark.parametrize(
    ("invalid", "expected"),
    [
        pytest.param({"A": ("x",)}, "1 changed record is invalid", id="one"),
        pytest.param({"A": ("x",), "B": ("y",)}, "2 changed records are invalid", id="two"),
    ],
)
def test_invalid_records_are_counted_first(invalid: dict[str, tuple[str, ...]], expected: str) -> None:
    assert said(told(OLD, NEW, invalid=invalid))[0] == expected


def test_what_is_outside_is_counted_in_one_line() -> None:
    record = told(OLD, NEW, head=Head(document=PLAN))
    assert outside_title(record) == f"outside {PLAN}: 2 records, 1 slip"
    assert said(record) == [f"outside {PLAN}: 2 records, 1 slip"]


# ------------------------------------------------------------ a row of the document


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(
            VersionRow(description="update schedule.", rfc="RFC-781"),
            "Update schedule. Approved in RFC-781.",
            id="as-the-document-says-it",
        ),
        pytest.param(
            VersionRow(rfc="RFC-781"),
            "1 milestone later (open: A +1 d); 1 field first recorded (level 1). Approved in RFC-781.",
            id="else-the-counts",
        ),
        pytest.param(VersionRow(description="Why"), "Why.", id="not-approved"),
    ],
)
def test_the_row_of_the_version(row: VersionRow, expected: str) -> None:
    assert history_text(told(OLD, NEW, head=Head(row=row))) == expected


def test_the_row_tells_of_the_document_alone() -> None:
    assert history_text(told(OLD, NEW, head=Head(document=PLAN))) == "No change."

"""What is said about a change."""

from __future__ import annotations

import subprocess
import sys

import pytest

from dmccb.changerecord.slips import Completion
from dmccb.compare.change import Change, FieldChange
from dmccb.records.dates import Difference
from dmccb.render.changerecord.phrases import (
    Span,
    Tone,
    change_phrases,
    excerpts,
    facts,
    field_phrase,
    lateness_phrase,
    plain,
    slip_phrase,
    typeset,
)
from tests.render.changerecord import cases


@pytest.mark.parametrize(
    ("field", "said"),
    [
        pytest.param(
            cases.due("2019-11-01", "2020-03-27"), "due 2019-11-01 → 2020-03-27 (+147 d)", id="later"
        ),
        pytest.param(
            cases.due("2020-03-01", "2020-02-02"), "due 2020-03-01 → 2020-02-02 (-28 d)", id="earlier"
        ),
        pytest.param(
            cases.due("2019-02-28", "2020-11"),
            "due 2019-02-28 → 2020-11 (+612 to +641 d, later)",
            id="to-a-month",
        ),
        pytest.param(
            cases.due("2020-11", "2020-11-30"), "due 2020-11 → 2020-11-30 (more precise)", id="refined"
        ),
        pytest.param(
            cases.due("2020-11-30", "2020-11"), "due 2020-11-30 → 2020-11 (less precise)", id="blurred"
        ),
        pytest.param(cases.fresh("due", "2020-11-30"), "due set to 2020-11-30", id="first-date"),
        pytest.param(cases.due("spring", "autumn"), "due spring → autumn", id="no-dates-have-no-days"),
        pytest.param(cases.done("[..2021-05-10]"), "completed [..2021-05-10]", id="or-an-earlier-day"),
        pytest.param(
            cases.slip("date", "2019-12-09", "2021-06-03"), "date 2019-12-09 → 2021-06-03", id="issue-date"
        ),
        pytest.param(cases.done("2020-02-28"), "completed 2020-02-28", id="completed"),
        pytest.param(
            FieldChange(
                field="completed",
                control="status",
                spec=cases.spec_of("completed"),
                old="2020-02-28",
            ),
            "no longer completed (was 2020-02-28)",
            id="completion-withdrawn",
        ),
        pytest.param(
            cases.members("features", ["A", "B"], ["B", "C"]), "features gained C; lost A", id="members"
        ),
        pytest.param(
            FieldChange(
                field="authors",
                control="controlled",
                spec=cases.spec_of("authors"),
                old=["A", "B"],
                new=["B", "A"],
            ),
            "authors in another order: B, A",
            id="order",
        ),
        pytest.param(
            FieldChange(field="level", control="controlled", old=2, new=3), "level 2 → 3", id="scalar"
        ),
        pytest.param(
            FieldChange(field="level", control="controlled", old=2), "level dropped (was 2)", id="field-gone"
        ),
        pytest.param(
            cases.fresh("test_spec", "LDM-639 §4", control="note"),
            "test spec set to “LDM-639 §4”",
            id="field-new",
        ),
        pytest.param(
            FieldChange(field="supersedes", control="controlled", old="", new="LDM-1"),
            "supersedes  → LDM-1",
            id="empty-text",
        ),
    ],
)
def test_field_phrase(field: FieldChange, said: str) -> None:
    assert plain(field_phrase(field)) == said


def test_a_slip_has_a_tone() -> None:
    assert [span.tone for span in field_phrase(cases.due("2020-01-01", "2020-01-02"))] == [
        "plain",
        "later",
        "plain",
    ]
    assert typeset(field_phrase(cases.due("2020-01-02", "2020-01-01")))[1].text == "−1\u00a0d"


def test_long_text_shows_what_differs() -> None:
    words = " ".join(f"w{number}" for number in range(40))
    old, new = excerpts(words, words.replace("w20", "other words"))
    assert old == "… w17 w18 w19 w20 w21 w22 w23 …"
    assert new == "… w17 w18 w19 other words w21 w22 w23 …"


@pytest.mark.parametrize("pair", [("a " * 20, "a " * 20 + "b"), ("x " * 30, ""), ("", "y " * 30)])
def test_excerpts_of_texts_that_grow_or_go(pair: tuple[str, str]) -> None:
    old, new = excerpts(*pair)
    assert old != new


def test_renumbering_names_its_evidence() -> None:
    change = Change(
        collection="releases",
        id="B",
        old_id="A",
        title="",
        change="renumbered",
        control="controlled",
        evidence="same",
    )
    assert [plain(phrase) for phrase in change_phrases(change)] == ["renumbered from A (same)"]


@pytest.mark.parametrize(
    ("apart", "text", "tone"),
    [
        pytest.param(Difference(5, 5), "+5 d", "later", id="later"),
        pytest.param(Difference(-5, -5), "-5 d", "earlier", id="earlier"),
        pytest.param(Difference(612, 641), "+612 to +641 d", "later", id="a-range-without-its-direction"),
        pytest.param(Difference(-1, 5), "-1 to +5 d", "plain", id="unclear"),
    ],
)
def test_slip_phrase(apart: Difference, text: str, tone: Tone) -> None:
    assert slip_phrase(apart) == (Span(text=text, tone=tone),)


@pytest.mark.parametrize(
    ("late", "reported", "said", "tone"),
    [
        pytest.param(295, False, "295 days after its date, 2020-01-01", "later", id="late"),
        pytest.param(-1, False, "1 day before its date, 2020-01-01", "earlier", id="early"),
        pytest.param(0, False, "on its date, 2020-01-01", "plain", id="on-its-date"),
        pytest.param(
            -9,
            True,
            "9 days before its date, 2020-01-01; reported late by the source",
            "earlier",
            id="told-late",
        ),
    ],
)
def test_how_late_something_was_completed(late: int, reported: bool, said: str, tone: Tone) -> None:
    change = cases.milestone("M", "", cases.done("2020-06-30"))
    one = Completion(change=change, due="2020-01-01", done="2020-06-30", late=late, reported_late=reported)
    phrase = lateness_phrase(one)
    assert (plain(phrase), phrase[0].tone) == (said, tone)
    assert lateness_phrase(one._replace(late=None)) == ()


def test_an_invalid_record_says_so_first() -> None:
    change = cases.milestone("M", "", cases.due("2020-01-01", "2020-01-02"))._replace(invalid=("why",))
    first, _ = change_phrases(change)
    assert first == (Span(text="invalid", tone="later"),)


def test_a_change_of_no_field_says_what_it_is() -> None:
    assert [plain(one) for one in change_phrases(cases.milestone("M", "")._replace(change="added"))] == [
        "added"
    ]


def test_facts_leave_out_notes_and_what_goes_without_saying() -> None:
    fields = (
        cases.fresh("title", "One"),
        cases.fresh("document", "LDM-564"),
        cases.fresh("milestone", "M"),
        cases.fresh("comment", "a note", control="note"),
        cases.fresh("features", ["A", "B", "C", "D"], "set"),
    )
    change = cases.milestone("M", "One", *fields)._replace(change="added")
    assert [plain(one) for one in facts(change, ["LDM-564"], 2)] == ["features A, B … and 2 more"]
    assert [plain(one) for one in facts(change, [], None)] == ["document LDM-564", "features A, B, C, D"]


def test_naming_the_formats_imports_no_library() -> None:
    code = "import dmccb.render, sys; print(sorted({'jinja2', 'rich', 'csv'} & sys.modules.keys()))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"

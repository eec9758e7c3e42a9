"""What is said about a change, and what it comes to in counts."""

from __future__ import annotations

import subprocess
import sys

import pytest

from dmccb.compare.changeset import Change, FieldChange, Side
from dmccb.compare.groups import Group
from dmccb.render.changerecord.headline import headline, history_text, noun
from dmccb.render.changerecord.phrases import (
    change_phrases,
    excerpts,
    field_phrase,
    move_phrases,
    plain,
    typeset,
)
from dmccb.render.display import display, members_text, value_text
from tests.render.changerecord import cases
from tests.strategies import KINDS


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


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param(
            {"version": "1.5", "description": "One, two"}, "version 1.5, description “One, two”", id="row"
        ),
        pytest.param([{"a": 1}, {"b": True}], "a 1; b yes", id="list-of-objects"),
        pytest.param({"a": {"b": ["c", "d"]}}, "a (b (c, d))", id="deep"),
        pytest.param([], "", id="empty-list"),
        pytest.param("a\r\n\n  b\tc", "a b c", id="one-line"),
        pytest.param("a\u202eb\u200bc\x07", "a<U+202E>b<U+200B>c<U+0007>", id="hidden-is-shown"),
        pytest.param("\u06cc\u200c\u062e", "\u06cc\u200c\u062e", id="joiners-stay"),
    ],
)
def test_value_text(value: object, said: str) -> None:
    assert value_text(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param({"milestone": "DM-AP-7"}, "DM-AP-7", id="plain"),
        pytest.param({"milestone": "A", "type": "SS", "lag": -8}, "A (SS, -8 h)", id="with-lead"),
        pytest.param(
            {"milestone": "A", "why": "x"}, "milestone A, why x", id="with-more-than-the-schema-has"
        ),
    ],
)
def test_a_relation_is_read_as_its_schema_says(value: object, said: str) -> None:
    assert value_text([value], cases.spec_of("predecessors")) == said


def test_lone_surrogate_can_be_written() -> None:
    assert display("a\ud800").encode() == b"a<U+D800>"


def test_members_are_folded_with_a_count() -> None:
    assert members_text(["A", "B", "C", "D"], fold=2) == "A, B … and 2 more"
    assert members_text(["A", "B", "C"], fold=2) == "A, B, C"


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


def test_move_names_every_release() -> None:
    move = cases.move("F", ("B", "A"), ("C", "D", "E"))
    assert move_phrases([move]) == ["F moved from A and B to C, D and E"]


def test_features_that_went_the_same_way_share_a_phrase() -> None:
    moves = [cases.move(name, ("A",), ("B",)) for name in ("F", "G", "H")]
    other = cases.move("I", ("B",), ("A",))
    assert move_phrases([*moves, other]) == ["F, G and H moved from A to B", "I moved from B to A"]


def test_headline() -> None:
    assert str(headline(cases.realistic())) == (
        "LDM-564 v1.4 → v1.5: 1 release added, 1 renumbered, 2 changed; "
        "1 milestone added, 1 removed, 4 slipped (median +134 d, worst +730 d LDM-503-13), "
        "1 came forward, 3 completed, 1 otherwise changed; "
        "1 document changed; 1 feature moved to another release"
    )


def test_headline_of_no_change() -> None:
    assert str(headline(cases.empty())) == "LDM-564 v1.4 → v1.5: no change"
    assert history_text(cases.empty()) == "No change."


def test_forecasts_and_issue_dates_are_no_slips() -> None:
    forecast = cases.milestone("M", "", cases.slip("forecast", "2020-01-01", "2020-02-01", "status"))
    issued = Change(
        collection="documents",
        id="LDM-1",
        title="",
        change="changed",
        control="controlled",
        fields=(cases.slip("date", "2020-01-01", "2020-02-01"),),
    )
    group = Group(id="R", title="", changes=(forecast, issued))
    assert headline(cases.assembled((group,))).clauses == ("1 milestone changed", "1 document changed")


def test_history_ends_with_the_approval() -> None:
    assert history_text(cases.realistic()).endswith(" to another release. Approved in RFC-781.")


def test_old_side_keeps_a_name_of_its_own() -> None:
    record = cases.assembled((), old="main", new="work", document="LDM-564")
    assert record.changeset.old == Side(name="main", commit="0" * 39 + "1")
    assert headline(record).subject == "LDM-564 main → work"


@pytest.mark.parametrize(
    ("collection", "one", "many"),
    [
        ("releases", "release", "releases"),
        ("wbs", "WBS element", "WBS elements"),
        pytest.param("policies", "policy", "policies", id="collection-without-a-schema"),
    ],
)
def test_noun(collection: str, one: str, many: str) -> None:
    assert (noun(collection, 1, KINDS), noun(collection, 2, KINDS)) == (one, many)


def test_naming_the_formats_imports_no_library() -> None:
    code = "import dmccb.render, sys; print(sorted({'jinja2', 'rich', 'csv'} & sys.modules.keys()))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"

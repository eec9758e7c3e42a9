"""What is said about a change."""

from __future__ import annotations

import subprocess
import sys

import pytest

from dmccb.compare.change import Change, FieldChange
from dmccb.render.changerecord.phrases import (
    change_phrases,
    excerpts,
    field_phrase,
    move_phrases,
    plain,
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


def test_move_names_every_release() -> None:
    move = cases.move("F", ("B", "A"), ("C", "D", "E"))
    assert move_phrases([move]) == ["F moved from A and B to C, D and E"]


def test_features_that_went_the_same_way_share_a_phrase() -> None:
    moves = [cases.move(name, ("A",), ("B",)) for name in ("F", "G", "H")]
    other = cases.move("I", ("B",), ("A",))
    assert move_phrases([*moves, other]) == ["F, G and H moved from A to B", "I moved from B to A"]


def test_naming_the_formats_imports_no_library() -> None:
    code = "import dmccb.render, sys; print(sorted({'jinja2', 'rich', 'csv'} & sys.modules.keys()))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"

"""A verdict, as people read it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from dmccb.policy.judged import Judged
from dmccb.render.decision import as_json, markdown, outline, replayed_json, replayed_text, rows, text
from dmccb.render.view import WHOLE, View
from tests.render.decisions import judged, named, replayed

GOLDEN = Path(__file__).parent / "golden" / "decision"


def test_text(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "expected.text", text(judged(), WHOLE))


def test_markdown(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "expected.markdown", markdown(judged()))


def test_json(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "expected.json", as_json(judged()))


def test_the_parts_in_their_order() -> None:
    assert [part.title for part in outline(judged()).parts] == [
        "Missing",
        "The least that would have to happen (urgent decisions aside)",
        "What would pass sooner",
        "Owed afterwards",
        "Not counted",
        "Nobody can speak for",
        "Every requirement",
    ]


def test_a_summary_ends_before_what_is_settled() -> None:
    view = View(summary=True)
    assert [part.title for part in outline(judged(), view).parts][-1] == "Nobody can speak for"
    assert rows(judged(), view) < rows(judged(), WHOLE)
    assert "Every requirement" not in markdown(judged(), view)


def test_no_line_is_wider_than_a_screen() -> None:
    assert max(map(len, text(judged(), WHOLE).splitlines())) <= 100


def test_where_no_act_helps() -> None:
    told = text(judged()._replace(plans=()), WHOLE)
    assert "Nobody can say anything that leads to PASS" in told


def test_no_plan_where_nobody_asked() -> None:
    assert "The least" not in text(judged()._replace(plans=None), WHOLE)


def test_mentions_in_a_record_mention_nobody() -> None:
    hostile = named("@everyone #17 <!-- x --> `y`")["Judged"]
    assert isinstance(hostile, Judged)
    written = markdown(hostile)
    assert "@everyone" not in written
    assert "#17" not in written


def test_a_replay() -> None:
    assert replayed_text(replayed()._replace(same=True)) == "the same, byte for byte: WAIT\n"
    assert replayed_text(replayed()) == "PASS as stored, WAIT now\n  event comment-0\n"
    nothing = replayed_text(replayed()._replace(differs=()))
    assert "rules, seats and facts are the same" in nothing
    assert json.loads(replayed_json(replayed())) == {
        "verdict": "WAIT",
        "stored": "PASS",
        "same": False,
        "differs": ["event comment-0"],
    }


def test_a_stored_verdict_says_nothing_else() -> None:
    """It is read from a file, and must not look like an answer of its own."""
    forged = replayed()._replace(stored="PASS\nthe same, byte for byte: PASS")
    assert len(replayed_text(forged).splitlines()) == 2

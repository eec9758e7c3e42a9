"""Requests for comments as lists and pages."""

from __future__ import annotations

import json
from dataclasses import replace

from dmccb.impact.named import Named
from dmccb.render.rfc import NONE, list_json, list_rows, list_text, names_lines, one_json, one_rows, one_text
from dmccb.render.view import View
from tests.render.values import TITLE, rfc


def test_columns_are_as_wide_as_they_must_be() -> None:
    head, first, second = list_text([rfc(10), rfc(2)], View()).splitlines()
    assert head.split()[:2] == ["RFC", "Title"]
    assert first.index(TITLE) == second.index(TITLE) == head.index("Title")
    assert first.endswith("  major  Ada Lovelace  Ben Franklin  2020-03-10")


def test_that_there_is_none_is_said() -> None:
    assert (list_text([], View()), json.loads(list_json([]))) == (NONE, [])


def test_a_person_without_a_record_is_an_id() -> None:
    nameless = replace(rfc(), names=())
    assert list_text([nameless], View()).split()[-3:] == ["ada", "ben", "2020-03-10"]
    (found,) = json.loads(list_json([nameless]))
    assert found["requestor"] == {"id": "ada", "name": "ada"}


def test_a_line_for_each_thing_that_is_named() -> None:
    more = (
        Named(field="affected", item=("", "X-0")),
        Named(field="release", item=("releases", "R-1"), noun="release"),
    )
    one = rfc()
    assert names_lines(replace(one, names=(*one.names, *more))) == [
        "requestor ada: Ada Lovelace",
        "assignee ben: Ben Franklin",
        f"affected milestone M-1: {TITLE}",
        "affected X-0: not in these records",
        "release R-1",
    ]


def test_what_is_named_is_beside_the_record() -> None:
    lines = one_text(rfc(), View()).splitlines()
    assert lines[0] == "# rfc, rfcs/x.yaml:3"
    assert lines[-3] == "# requestor ada: Ada Lovelace"
    assert len(json.loads(one_json(rfc()))["named"]) == 3


def test_rows_are_counted() -> None:
    assert (list_rows([rfc(), rfc(2)], View()), one_rows(rfc(names=4), View())) == (2, 5 + 7)

"""A value -> str: what each value can be written as, in one table.

Pure.  After ``compare``, ``impact`` and ``checks``; before ``cli``.  The
module of a format is imported when the format is first used, so that naming
the formats costs nothing.  No page holds what a terminal would obey, but for
the colours of ``terminal``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Protocol

from dmccb.render.view import WHOLE, View

MOST_ROWS = 300
"""Rows of a table beyond which a terminal gets plain text: rich needs 0.3 s for a thousand."""


class Renderer(Protocol):
    """Writes a value in one format."""

    def __call__(self, value: object, view: View = WHOLE) -> str:
        """Return the page."""


def _function(name: str) -> Callable[..., Any]:  # Any: what a function of a name returns
    """Import ``module:function`` of this package."""
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"dmccb.render.{module}"), function)
    return found


def _document(name: str, *, viewed: bool = False) -> Renderer:
    """Return the renderer of a document, which is mostly the same for every reader."""

    def render(value: object, view: View = WHOLE) -> str:
        from dmccb.render.inert import uncontrolled

        return uncontrolled(_function(name)(value, view) if viewed else _function(name)(value))

    return render


def _viewed(name: str) -> Renderer:
    """Return the renderer of a document that says more to a reader who wants all."""

    def render(value: object, view: View = WHOLE) -> str:
        from dmccb.render.inert import uncontrolled

        return uncontrolled(_function(name)(value, view))

    return render


def _text(name: str) -> Renderer:
    """Return the renderer of plain text, as much of it as the reader wants to see."""

    def render(value: object, view: View = WHOLE) -> str:
        from dmccb.render.inert import inert

        return inert(_function(name)(value, view))

    return render


def _plain_text(name: str) -> Renderer:
    """Return the renderer of plain text that is the same for every reader."""

    def render(value: object, view: View = WHOLE) -> str:  # noqa: ARG001 - the protocol's
        from dmccb.render.inert import inert

        return inert(_function(name)(value))

    return render


def _screen(drawn: str, *, text: str, rows: str) -> Renderer:
    """Return the renderer for a terminal: drawn by rich, or plain text where that would take long."""

    def render(value: object, view: View = WHOLE) -> str:
        if _function(rows)(value, view) > MOST_ROWS:
            return _text(text)(value, view)
        return str(_function(drawn)(value, view))

    return render


RENDERERS: Mapping[str, Mapping[str, Renderer]] = MappingProxyType(
    {
        "ChangeRecord": {
            "terminal": _screen(
                "terminal.changerecord:render",
                text="changerecord.plain_text:render",
                rows="changerecord.plain_text:rows",
            ),
            "text": _text("changerecord.plain_text:render"),
            "markdown": _document("changerecord.markdown:render"),
            "latex": _viewed("changerecord.latex:render"),
            "rst": _document("changerecord.rst:render"),
            "html": _document("changerecord.html_page:render"),
            "json": _document("changerecord.json_text:render"),
            "csv": _document("changerecord.csv_table:render"),
        },
        "ChangeCounts": {
            "terminal": _text("changerecord.stat:render_stat"),
            "text": _text("changerecord.stat:render_stat"),
        },
        "Problems": {
            "terminal": _screen("terminal.problems:render", text="problems:text", rows="problems:rows"),
            "text": _text("problems:text"),
            "json": _document("problems:as_json"),
            "sarif": _document("sarif:sarif"),
            "github": _document("problems:github", viewed=True),
        },
        "Rules": {
            "terminal": _screen("terminal.rules:render", text="rules:text", rows="rules:rows"),
            "text": _text("rules:text"),
            "json": _document("rules:as_json"),
        },
        "Impact": {
            "terminal": _screen(
                "terminal.impact:render", text="impact.of_item:text", rows="impact.of_item:rows"
            ),
            "text": _text("impact.of_item:text"),
            "json": _document("impact.of_item:as_json"),
        },
        "ImpactOfChange": {
            "terminal": _screen(
                "terminal.impact:render_change", text="impact.of_change:text", rows="impact.of_change:rows"
            ),
            "text": _text("impact.of_change:text"),
            "json": _document("impact.of_change:as_json"),
        },
        "History": {
            "terminal": _screen("terminal.history:render", text="history:history_text", rows="history:rows"),
            "text": _text("history:history_text"),
            "json": _document("history:history_json"),
        },
        "Records": {
            "terminal": _screen("terminal.record:render", text="record:record_text", rows="record:rows"),
            "text": _text("record:record_text"),
            "json": _document("record:record_json"),
        },
        "Baselines": {
            "terminal": _screen("terminal.baselines:render", text="baselines:text", rows="baselines:rows"),
            "text": _text("baselines:text"),
            "json": _document("baselines:as_json"),
        },
        "RoutedChange": {
            "terminal": _screen("terminal.route:render", text="route:text", rows="route:rows"),
            "text": _text("route:text"),
            "markdown": _document("route:markdown"),
            "json": _document("route:as_json"),
        },
        "Rfcs": {
            "terminal": _screen("terminal.rfc:render_list", text="rfc:list_text", rows="rfc:list_rows"),
            "text": _text("rfc:list_text"),
            "json": _document("rfc:list_json"),
        },
        "Rfc": {
            "terminal": _screen("terminal.rfc:render_one", text="rfc:one_text", rows="rfc:one_rows"),
            "text": _text("rfc:one_text"),
            "json": _document("rfc:one_json"),
        },
        "Judged": {
            "terminal": _screen("terminal.decision:render", text="decision:text", rows="decision:rows"),
            "text": _text("decision:text"),
            "markdown": _viewed("decision:markdown"),
            "json": _document("decision:as_json"),
        },
        "Replayed": {
            "terminal": _plain_text("decision:replayed_text"),
            "text": _plain_text("decision:replayed_text"),
            "json": _document("decision:replayed_json"),
        },
        "Policy": {
            "terminal": _screen("terminal.policy:render", text="policy:text", rows="policy:rows"),
            "text": _text("policy:text"),
            "json": _document("policy:as_json"),
        },
        "PolicyRule": {
            "terminal": _screen(
                "terminal.policy:render_rule", text="policy:rule_text", rows="policy:rule_rows"
            ),
            "text": _text("policy:rule_text"),
            "json": _document("policy:explained_json"),
        },
        "PolicyTests": {
            "terminal": _screen(
                "terminal.policy:render_tests", text="policy_tests:text", rows="policy_tests:rows"
            ),
            "text": _text("policy_tests:text"),
            "json": _document("policy_tests:as_json"),
        },
        "ImportReport": {
            "terminal": _text("import_report:report_text"),
            "text": _text("import_report:report_text"),
            "json": _document("import_report:report_json"),
        },
    }
)
"""What is written -> name of a format -> the function that writes it.

``terminal`` is for a person at a terminal, ``text`` the same without colour
and tables; the others are documents, or for programs.
"""

FOR_PEOPLE = ("terminal", "text")
"""Formats that a person reads as they come."""

UNGROUPED = ("json",)
"""Formats that list changes without saying to which release each belongs."""

"""RoutedChange -> text, Markdown or JSON: the route of the whole, why, whom it affects, and who must agree.

Pure.  Text, Markdown and terminal write one page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dmccb.impact.item_facts import ItemFacts
from dmccb.impact.route import ItemRoute, Route, RoutingRule
from dmccb.impact.routed import Agreement, HeldParty, RoutedChange
from dmccb.render.changerecord.layout import shown_rows
from dmccb.render.changerecord.markdown import page_markdown
from dmccb.render.changerecord.page import Column, Page, Section, Table
from dmccb.render.changerecord.phrases import Phrase, Span, Tone
from dmccb.render.changerecord.plain_text import page_text
from dmccb.render.difference import range_text
from dmccb.render.display import display, members_text
from dmccb.render.json_text import json_text
from dmccb.render.plural import counted, plural
from dmccb.render.view import WHOLE, View, more, shown_within

FEW = 5
"""Items of a rule that are shown, unless the reader asks for all."""

_ELSEWHERE = "All of it comes from dmccb route --full."

_RULES = (Column("route", "id"), Column("items", "number"), Column("rule"), Column("such as", "id", 12))

_AGREE = (Column("must agree"), Column("able", "number"), Column("today"))

_ABLE = 3
"""Names that are told of those who could agree, at most."""

_COLUMNS = (
    Column("who"),
    Column("held by"),
    Column("through"),
    Column("items", "number"),
)


def as_json(found: RoutedChange) -> str:
    """Return the route as a JSON object."""
    return json_text(found.as_json())


def text(found: RoutedChange, view: View) -> str:
    """Return the route as plain text."""
    return page_text(page_of(found, view), view._replace(fold=None))


def markdown(found: RoutedChange) -> str:
    """Return the route as Markdown, as GitHub shows it."""
    return page_markdown(page_of(found, WHOLE), "route", _ELSEWHERE)


def rows(found: RoutedChange, view: View) -> int:
    """Return how many lines the lists of the answer have."""
    return sum(shown_rows(section, None) for section in page_of(found, view).sections)


def page_of(found: RoutedChange, view: View) -> Page:
    """Return the page that every format writes; of long lists, as much as the reader wants to see."""
    few = None if view.fold is None else FEW
    return Page(
        subject=_summary(found),
        states=f"as of {found.as_of.isoformat()}",
        about=(),
        sources=(),
        counts=tuple(_remarks(found)),
        first=(*_by_rule(found), *_agreement(found)),
        sections=(*_routes(found, few), *_affected(found, few)),
    )


def _summary(found: RoutedChange) -> str:
    """Return ``Route of v1.4 → v1.5: board; 158 items: 40 board, 118 team``."""
    sides = f"Route of {display(found.old)} → {display(found.new)}: {found.routing.route}"
    if not found.routing.items:
        return f"{sides}; nothing changed"
    told = ", ".join(f"{number:,} {route}" for route, number in found.counts.items())
    return f"{sides}; {counted(len(found.routing.items), 'item')}: {told}"


def _remarks(found: RoutedChange) -> Iterator[Phrase]:
    if found.rfc_class:
        yield _plain(f"The request would be {'major' if found.rfc_class == 'major' else 'ordinary'}")
    number = len(found.affected)
    if not number:
        yield _plain("Nobody on record is affected")
    else:
        empty = sum(not one.holders for one in found.affected)
        nobody = f"; for {empty:,} of them nobody is on record" if empty else ""
        yield _plain(f"{counted(number, 'role or person is', 'roles and persons are')} affected{nobody}")
    if found.unmanaged:
        codes = members_text(found.unmanaged)
        yield _plain(f"Nobody on record manages the WBS {plural(len(found.unmanaged), 'element')} {codes}")
    if uncovered := len(found.uncovered):
        yield _plain(f"{counted(uncovered, 'item is', 'items are')} meant by no rule of the policy", "later")
    if found.invalid:
        records = counted(found.invalid, "changed record is", "changed records are")
        yield _plain(
            f"{records} invalid (dmccb check says why); made valid, it may take another route", "later"
        )


def _routes(found: RoutedChange, few: int | None) -> Iterator[Section]:
    """Yield what takes each route, by rule, the strictest first."""
    by_rule = found.by_rule
    for route, number in found.counts.items():
        rules = [_rule(rule, items, few) for of, rule, items in by_rule if of == route]
        yield Section(f"{route}: {counted(number, 'item')}", records=number, parts=tuple(rules))


def _rule(rule: RoutingRule | None, items: Sequence[ItemRoute], few: int | None) -> Section:
    shown = [_item(one.item) for one in items[: shown_within(len(items), few)]]
    if hidden := len(items) - len(shown):
        shown.append(_plain(more(hidden)))
    title, why = _why(rule, items[0].route)
    return Section(
        title,
        lead=_plain(f"{counted(len(items), 'item')}: {why}"),
        items=tuple(shown),
        is_open=few is not None or len(items) <= FEW,
        records=len(items),
    )


def _why(rule: RoutingRule | None, route: Route) -> tuple[str, str]:
    """Return the title of a rule, and where and why it says what it says."""
    if rule is None and route == "none":
        return "Notes", "only what is not under control changed, and no rule asks for more"
    if rule is None:
        return (
            "No rule",
            "no rule of the policy means what is listed here, so the strictest route counts",
        )
    choice = " (our choice)" if rule.choice else ""
    reason = f". {display(rule.reason)}" if rule.reason else ""
    return display(rule.title), f"{display(str(rule.citation))}{choice}{reason}"


def _item(item: ItemFacts) -> Phrase:
    title = f"  {display(item.title)}" if item.title else ""
    said = ", ".join(_facts(item))
    return _plain(f"{display(item.handle)}{title}" + (f" ({said})" if said else ""))


def _facts(item: ItemFacts) -> Iterator[str]:
    """Yield what happened to an item, in the words that rules ask for."""
    if item.change != "changed":
        yield item.change
    if item.control != "controlled":
        yield f"{item.control} only"
    if item.due_dropped:
        yield "the due date is gone, or is no date"
    elif item.days_min is not None and item.days_max is not None:
        yield f"due {range_text(item.days_min, item.days_max)}"
    if item.change in ("changed", "renumbered"):
        yield from (
            f"{verb} {members_text(members, FEW)}"
            for verb, members in (("gained", item.gained), ("lost", item.lost))
            if members
        )
    if item.becomes:
        yield f"becomes {display(item.becomes)}"
    if item.missing:
        yield f"lacks {members_text(item.missing)}"


def _affected(found: RoutedChange, few: int | None) -> Iterator[Section]:
    if found.affected:
        table = Table(_COLUMNS, tuple(_party(one, few) for one in found.affected))
        yield Section("Who is affected", records=len(found.affected), table=table)


def _party(one: HeldParty, few: int | None) -> tuple[tuple[Phrase, ...], ...]:
    party = one.party
    through = [_plain(members_text(party.elements, few))] if party.elements else []
    if party.releases:
        through.append(_plain(f"features of {members_text(party.releases, few)}"))
    vacant = "vacant" if party.role else "nobody on record"
    held = _plain(", ".join(map(display, one.holders)) or vacant, "plain" if one.holders else "later")
    return ((_plain(display(party.name)),), (held,), tuple(through), (_plain(f"{len(party.items):,}"),))


def _by_rule(found: RoutedChange) -> Iterator[Section]:
    """Yield how many items each rule sends where, the strictest route first."""
    rows = [_rule_row(route, rule, items) for route, rule, items in found.by_rule]
    if rows:
        yield Section("Routes", table=Table(_RULES, tuple(rows)), records=len(rows))


def _rule_row(
    route: Route, rule: RoutingRule | None, items: Sequence[ItemRoute]
) -> tuple[tuple[Phrase, ...], ...]:
    title, _ = _why(rule, route)
    choice = " (our choice)" if rule is not None and rule.choice else ""
    example = items[0].item.handle if len(items) == 1 else f"{items[0].item.handle} …"
    said = (route, f"{len(items):,}", f"{title}{choice}", display(example))
    return tuple((_plain(one),) for one in said)


def _agreement(found: RoutedChange) -> Iterator[Section]:
    """Yield who must agree, and how many of them nobody can speak for."""
    rows = [_agreement_row(one) for one in found.agree]
    if rows:
        yield Section("Who must agree", table=Table(_AGREE, tuple(rows)), records=len(rows))


def _agreement_row(one: Agreement) -> tuple[tuple[Phrase, ...], ...]:
    vacant = f"out of reach: {display(one.vacant[0])}" if one.vacant else ""
    if len(one.vacant) > 1:
        vacant += f" and {len(one.vacant) - 1} more"
    able = display(", ".join(one.able[:_ABLE]))
    if len(one.able) > _ABLE:
        able += f" and {len(one.able) - _ABLE} more"
    who = [_plain(able)] if able else []
    who += [_plain(vacant, "later")] if vacant else []
    asked = [_plain(display(one.asks))] if one.asks else []
    able_now = _plain(f"{len(one.able)}" if one.able or one.vacant else "")
    return ((_plain(display(one.title)),), (able_now,), tuple(who or asked))


def _plain(said: str, tone: Tone = "plain") -> Phrase:
    return (Span(text=said, tone=tone),)

"""Changed items × routing rules -> Routing: who controls each of them, and the strictest for the whole.

Pure.  The rules are data of the policy; this module knows only the order of
the routes and the questions that a rule may ask of an item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct
from msgspec.structs import replace

from dmccb.impact.item_facts import ItemFacts

Route = Literal["project", "board", "team", "wbs", "author", "status", "none"]

ROUTES: tuple[Route, ...] = get_args(Route)
"""The strictest first."""

CONTROLLED = ("controlled",)


class Citation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where a rule is written."""

    document: Annotated[str, Meta(description="Handle of the document.")]
    date: Annotated[str, Meta(description="Date of its edition, ISO 8601.")] = ""
    version: Annotated[str, Meta(description="Version of its edition, where it is known by that.")] = ""
    section: Annotated[str, Meta(description="Number of the section in that edition.")] = ""
    title: Annotated[str, Meta(description="Title of the section, which outlives its number.")] = ""

    def __str__(self) -> str:
        edition = self.version or self.date
        where = f"{self.document} ({edition})" if edition else self.document
        section = f" §{self.section}" if self.section else ""
        return f'{where}{section} "{self.title}"' if self.title else f"{where}{section}"


class ItemPredicate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Questions that a rule asks of a changed item; it is meant where the answer to each is yes.

    A question that is not asked has no say, but for ``control``: without it,
    only controlled changes are meant.
    """

    collections: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    planned_by: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    control: tuple[str, ...] = CONTROLLED
    changes: tuple[str, ...] = ()
    moved_more_than: int | None = None
    members: tuple[str, ...] = ()
    becomes: tuple[str, ...] = ()
    release_classes: tuple[str, ...] = ()

    def means(self, item: ItemFacts) -> bool:
        """Tell whether an item is meant."""
        planning = {_series(handle) for handle in item.documents}
        asked = (
            (self.collections, {item.collection}),
            (self.series, set(item.series)),
            (self.planned_by, planning),
            (self.levels, set(item.levels)),
            (self.control, {item.control}),
            (self.changes, {item.change}),
            (self.becomes, {item.becomes}),
            (self.release_classes, {item.release_class}),
        )
        return all(not wanted or not found.isdisjoint(wanted) for wanted, found in asked) and (
            self._moved(item) and self._members(item)
        )

    def _moved(self, item: ItemFacts) -> bool:
        """Tell whether the due date moved far enough, or may have: the stricter end of a range counts."""
        if self.moved_more_than is None:
            return True
        return item.due_dropped or (item.farthest is not None and item.farthest > self.moved_more_than)

    def _members(self, item: ItemFacts) -> bool:
        found = {"gained": item.gained, "lost": item.lost}
        return not self.members or any(found.get(name) for name in self.members)


class RoutingRule(Struct, frozen=True, kw_only=True):
    """Which route a changed item takes, by which rule.

    Attributes
    ----------
    id, title, reason, citation
        The rule.
    choice
        Whether the rule is the project's own, and not the cited document's.
    when
        Which items it means.
    otherwise
        Whether it means an item only where no rule without this does.
    route
        The route.
    """

    id: str
    title: str
    reason: str = ""
    citation: Citation
    choice: bool = False
    when: ItemPredicate
    otherwise: bool = False
    route: Route


class ItemRoute(Struct, frozen=True, kw_only=True):
    """The route of one item.

    Attributes
    ----------
    item
        The item.
    route
        The strictest route that a rule gives it.
    rule
        The rule that gives it; None where none means the item, which is
        then under control of nobody, and never fine.
    """

    item: ItemFacts
    route: Route
    rule: RoutingRule | None


class Routing(Struct, frozen=True, kw_only=True):
    """The routes of all items of a change.

    Attributes
    ----------
    items
        The strictest first, then by collection and ID.
    route
        The strictest; ``none`` where nothing changed.
    """

    items: tuple[ItemRoute, ...] = ()
    route: Route = "none"

    @property
    def uncovered(self) -> tuple[ItemFacts, ...]:
        """The items that no rule means, though something other than a note changed."""
        return tuple(one.item for one in self.items if one.rule is None and one.item.control != "note")


def routing(items: Iterable[ItemFacts], rules: Sequence[RoutingRule]) -> Routing:
    """Return the route of each item, and of the whole.

    Parameters
    ----------
    items
        What changed.
    rules
        The routing rules of a policy, in any order.
    """
    found = sorted((_item_route(item, rules) for item in items), key=_order)
    return Routing(items=tuple(found), route=strictest(one.route for one in found))


def strictest(routes: Iterable[Route]) -> Route:
    """Return the strictest of some routes; ``none`` of none."""
    return min(routes, key=ROUTES.index, default="none")


def _item_route(item: ItemFacts, rules: Sequence[RoutingRule]) -> ItemRoute:
    meant = [rule for side in _sides(item) for rule in _meaning(side, rules)]
    if not meant:
        return ItemRoute(item=item, route="none" if item.control == "note" else ROUTES[0], rule=None)
    rule = min(meant, key=lambda one: (ROUTES.index(one.route), one.choice, one.id))
    return ItemRoute(item=item, route=rule.route, rule=rule)


def _meaning(item: ItemFacts, rules: Sequence[RoutingRule]) -> list[RoutingRule]:
    """Return the rules that mean an item; those for all else only where no other does."""
    meant = [rule for rule in rules if rule.when.means(item)]
    return [rule for rule in meant if not rule.otherwise] or meant


def _sides(item: ItemFacts) -> Iterator[ItemFacts]:
    """Yield an item as it is told, and under each of its levels and series alone.

    What is all else before the change is not meant by a rule for what it is
    after it, nor the other way round.
    """
    yield item
    if len(item.levels) > 1 or len(item.series) > 1:
        for level in item.levels or ("",):
            for series in item.series or ("",):
                yield replace(item, levels=(level,) if level else (), series=(series,) if series else ())


def _order(one: ItemRoute) -> tuple[int, str, str]:
    return (ROUTES.index(one.route), one.item.collection, one.item.id)


def _series(handle: str) -> str:
    """Return the series of a handle: ``LDM`` of ``LDM-564``."""
    return handle.rpartition("-")[0] or handle

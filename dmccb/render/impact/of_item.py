"""Impact -> text or JSON: what each item with an ID is connected with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dmccb.impact.impact import Impact, Link
from dmccb.render.display import display
from dmccb.render.impact.columns import link_branch
from dmccb.render.impact.page import ANY_WIDTH, Branch, filled, indented, plain_lines, role_lines
from dmccb.render.impact.words import apart_text, invalid_text, state_text
from dmccb.render.json_text import json_text
from dmccb.render.view import View, folded, more, shown_of

_ALONE = "no other record is connected with it"


def as_json(found: tuple[Impact, ...]) -> str:
    """Return impacts as a JSON list."""
    return json_text([one.as_json() for one in found])


def text(found: tuple[Impact, ...], view: View) -> str:
    """Return what each item is connected with.

    Where lists are folded, only direct neighbours are listed, and several
    that are further away are counted.
    """
    wide = view._replace(columns=ANY_WIDTH)
    return "\n".join(indented(head(one), branches(one, wide)) for one in found)


def rows(found: tuple[Impact, ...], view: View) -> int:
    """Return how many lines the answers for the items have."""
    return sum(len(branch.lines) for one in found for branch in branches(one, view))


def head(one: Impact) -> list[str]:
    """Return an item's ID, title and collection, then its date, state and margin where it has them."""
    named = f"{display(one.item[1])}  {display(one.title)}".rstrip() + f"  [{display(one.item[0])}]"
    return [named, *_when(one), *invalid_text(one.invalid_dates)]


def _when(one: Impact) -> Iterator[str]:
    now = one.timing
    if not now.state:
        return
    said = [f"due {display(now.due)}" if now.due else "no due date", _state(one)]
    if now.margin:
        said.append(f"margin {apart_text(now.margin.between)} after {display(now.margin.waits_for[1])}")
    yield ", ".join(said)


def _state(one: Impact) -> str:
    """Return how far the item has come; what is not completed is so as of a day."""
    said = state_text(one.timing)
    return said if one.timing.state == "completed" else f"{said} as of {one.as_of.isoformat()}"


def branches(one: Impact, view: View) -> list[Branch]:
    """Return what an item is connected with, by the kind of connection."""
    found = [
        *_groups(one.releases, view),
        Branch(heading="WBS elements, and who answers", lines=role_lines(one.responsible)),
        *_both("is needed by", "is referred to by", one, one.needed_by, view),
        *_both("depends on", "refers to", one, one.needs, view),
        Branch(heading="documents", lines=plain_lines(map(display, one.documents))),
        Branch(heading="tests", lines=plain_lines(folded([display(test) for test in one.tests], view))),
    ]
    return filled(found) or [Branch(heading=_ALONE)]


def _groups(links: Iterable[Link], view: View) -> Iterator[Branch]:
    """Yield the releases, and whatever else groups records, that are affected."""
    by_collection: dict[str, list[Link]] = {}
    for link in links:
        by_collection.setdefault(link.item[0], []).append(link)
    for name, found in sorted(by_collection.items()):
        yield link_branch(f"{display(name)} affected ({len(found)})", found, view)


def _both(own: str, other: str, one: Impact, links: Sequence[Link], view: View) -> Iterator[Branch]:
    """Yield the links to records of the same kind, then those to other kinds."""
    waiting = [link for link in links if _waits(one, link)]
    yield _near(f"{own} ({len(waiting)})", waiting, view)
    others = [link for link in links if not _waits(one, link)]
    yield _elsewhere(f"{other} ({len(others)})", others, view)


def _waits(one: Impact, link: Link) -> bool:
    """Tell whether a link is between records of one kind, or to an ID that no record has."""
    return link.item[0] in (one.item[0], "")


def _near(heading: str, links: Sequence[Link], view: View) -> Branch:
    """Return the direct neighbours, and what is further away where the reader wants all of it."""
    direct = [link for link in links if link.distance == 1]
    foldable = view.fold is not None and len(links) > len(direct) + 1  # a single one takes no more room
    if not foldable:
        return link_branch(heading, links, view)
    rest = len(links) - len(direct)
    return link_branch(heading, direct, view, f"… and {rest} more, further away (--full shows them)")


def _elsewhere(heading: str, links: Sequence[Link], view: View) -> Branch:
    """Return links to records of other kinds, each with its collection."""
    shown = links[: shown_of(len(links), view)]
    hidden = len(links) - len(shown)
    return link_branch(heading, shown, view, more(hidden) if hidden else "", collections=True)

"""Impact -> text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from dmccb.impact.graph import Item
from dmccb.impact.impact import Impact, Link
from dmccb.impact.responsible import Responsible
from dmccb.render.display import display

FOLD = 12
"""How many lines of a list are shown, unless all are asked for."""


def impact_json(found: tuple[Impact, ...]) -> str:
    """Return impacts as a JSON list."""
    return json.dumps([one.as_json() for one in found], indent=2, ensure_ascii=False) + "\n"


def impact_text(found: tuple[Impact, ...], *, full: bool) -> str:
    """Return what each item is connected with.

    Parameters
    ----------
    found
        The items.
    full
        Whether to list everything that can be reached, or direct neighbours
        and the number of the others.
    """
    return "\n".join("\n".join(_item(one, full=full)) + "\n" for one in found)


def _item(one: Impact, *, full: bool) -> Iterator[str]:
    yield f"{one.item[1]}  {display(one.title)}".rstrip() + f"  [{one.item[0]}]"
    lines = [
        *_both("waits for", "refers to", one, one.needs, full=full),
        *_both("is waited for by", "is referred to by", one, one.needed_by, full=full),
    ]
    for collection, named in _by_collection(one.releases):
        lines += _list(collection, named)
    lines += [
        *_list("documents", one.documents),
        *_list("tests", one.tests),
        *_list("responsible", [_role(role) for role in one.responsible]),
    ]
    yield from lines or ["  nothing on record is connected with it"]


def _both(own: str, other: str, one: Impact, links: tuple[Link, ...], *, full: bool) -> Iterator[str]:
    """Yield the links to records of the same kind, then those to other kinds."""
    yield from _links(own, tuple(link for link in links if _waits(one, link)), full=full)
    others = [f"{_named(link)}  [{link.item[0]}]" for link in links if not _waits(one, link)]
    yield from _list(f"{other} ({len(others)})", _some(others, None if full else FOLD))


def _waits(one: Impact, link: Link) -> bool:
    """Tell whether a link is between records of one kind, or to one outside the baseline."""
    return link.item[0] in (one.item[0], "")


def _links(heading: str, links: tuple[Link, ...], *, full: bool) -> Iterator[str]:
    near = [link for link in links if full or link.distance == 1]
    rest = len(links) - len(near)
    lines = [f"{_named(link)}{f'  ({link.distance} steps)' if link.distance > 1 else ''}" for link in near]
    if rest:
        lines.append(f"… and {rest} more, further away (--full shows them)")
    yield from _list(f"{heading} ({len(links)})", lines)


def _named(link: Link) -> str:
    outside = "  (outside the baseline)" if not link.item[0] else ""
    return f"{link.item[1]}  {display(link.title)}".rstrip() + outside


def _role(one: Responsible) -> str:
    who = one.role or "nobody is recorded as responsible"
    held = f" ({', '.join(one.holders)})" if one.holders else ""
    return display(f"{one.wbs}  {one.title}: {who}{held}".replace("  :", ":"))


def _list(heading: str, lines: Iterable[str]) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield f"  {heading}:"
        yield from (f"    {line}" for line in lines)


def summary_text(found: tuple[Impact, ...], *, full: bool) -> str:
    """Return what a change affects: first the whole, then item by item.

    Parameters
    ----------
    found
        The items with a controlled change.
    full
        Whether to list every item.
    """
    if not found:
        return "nothing under control changed\n"
    most = None if full else FOLD
    lines = [f"{len(found)} {'item' if len(found) == 1 else 'items'} under control changed"]
    groups = {link.item: link for one in found for link in one.releases}
    for collection, named in _by_collection(groups.values()):
        lines += _list(f"{collection} affected ({len(named)})", _some(named, most))
    later = _waiting(found)
    heading = f"unchanged, but waiting for what changed ({len(later)})"
    lines += _list(heading, _some(later, most))
    lines += _list("documents", sorted({handle for one in found for handle in one.documents}))
    tests = list(dict.fromkeys(test for one in found for test in one.tests))
    lines += _list(f"tests ({len(tests)})", _some(tests, most))
    lines += _list("WBS elements, and who answers for them", _answering(found))
    return "\n".join(lines) + "\n"


def _answering(found: tuple[Impact, ...]) -> list[str]:
    roles = {role.wbs: role for one in found for role in one.responsible}
    return [_role(roles[code]) for code in sorted(roles)]


def _by_collection(links: Iterable[Link]) -> list[tuple[str, list[str]]]:
    """Return the links as lines, by the collection that they are to."""
    out: dict[str, list[str]] = {}
    for link in sorted(links, key=lambda link: link.item):
        out.setdefault(link.item[0], []).append(_named(link))
    return sorted(out.items())


def _waiting(found: tuple[Impact, ...]) -> list[str]:
    """Return what did not change, but waits for what did."""
    changed = {one.item for one in found}
    later: dict[Item, Link] = {}
    for one in found:
        links = [link for link in one.needed_by if link.item not in changed and _waits(one, link)]
        later.update((link.item, link) for link in links)
    return [_named(later[item]) for item in sorted(later)]


def _some(lines: list[str], most: int | None) -> list[str]:
    if most is None or len(lines) <= most:
        return lines
    return [*lines[:most], f"… and {len(lines) - most} more (--full shows them)"]

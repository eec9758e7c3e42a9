"""Impact, Affected -> text or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dmccb.impact.affected import Affected
from dmccb.impact.impact import Impact, Link
from dmccb.impact.responsible import Responsible
from dmccb.render.display import display
from dmccb.render.json_text import json_text
from dmccb.render.plural import counted
from dmccb.render.view import View, folded

NO_CHANGE = "no configuration item changed"

_ALONE = "no other record is connected with it"


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch:
    """What belongs under one heading."""

    heading: str
    lines: Sequence[str]


def impact_json(found: tuple[Impact, ...]) -> str:
    """Return impacts as a JSON list."""
    return json_text([one.as_json() for one in found])


def summary_json(found: Affected) -> str:
    """Return what a change affects as a JSON object."""
    return json_text(found.as_json())


def impact_text(found: tuple[Impact, ...], view: View) -> str:
    """Return what each item is connected with.

    Where lists are folded, only direct neighbours are listed, and several
    that are further away are counted.
    """
    return "\n".join(_indented(heading(one), branches(one, view)) for one in found)


def summary_text(found: Affected, view: View) -> str:
    """Return what a change affects as a whole."""
    if not found.changed:
        return f"{NO_CHANGE}\n"
    return _indented(summary_heading(found), summary_branches(found, view))


def rows(found: tuple[Impact, ...], view: View) -> int:
    """Return how many lines the trees of the items have."""
    return sum(len(branch.lines) for one in found for branch in branches(one, view))


def summary_rows(found: Affected, view: View) -> int:
    """Return how many lines the tree of the change has."""
    return sum(len(branch.lines) for branch in summary_branches(found, view))


def heading(one: Impact) -> str:
    """Return an item's ID, title and collection."""
    return f"{display(one.item[1])}  {display(one.title)}".rstrip() + f"  [{display(one.item[0])}]"


def summary_heading(found: Affected) -> str:
    """Return how much changed."""
    return f"{counted(len(found.changed), 'configuration item')} changed"


def branches(one: Impact, view: View) -> list[Branch]:
    """Return what an item is connected with, by the kind of connection."""
    found = [
        *_both("depends on", "refers to", one, one.needs, view),
        *_both("is needed by", "is referred to by", one, one.needed_by, view),
        *(Branch(heading=name, lines=lines) for name, lines in _by_collection(one.releases)),
        Branch(heading="documents", lines=[display(handle) for handle in one.documents]),
        Branch(heading="tests", lines=[display(test) for test in one.tests]),
        Branch(heading="responsible", lines=[_role(role) for role in one.responsible]),
    ]
    return _filled(found) or [Branch(heading=_ALONE, lines=())]


def _both(own: str, other: str, one: Impact, links: Sequence[Link], view: View) -> Iterator[Branch]:
    """Yield the links to records of the same kind, then those to other kinds."""
    waiting = [link for link in links if _waits(one, link)]
    yield Branch(heading=f"{own} ({len(waiting)})", lines=_links(waiting, view))
    others = [f"{_named(link)}  [{display(link.item[0])}]" for link in links if not _waits(one, link)]
    yield Branch(heading=f"{other} ({len(others)})", lines=folded(others, view))


def _waits(one: Impact, link: Link) -> bool:
    """Tell whether a link is between records of one kind, or to an ID that no record has."""
    return link.item[0] in (one.item[0], "")


def _links(links: list[Link], view: View) -> list[str]:
    direct = [link for link in links if link.distance == 1]
    foldable = view.fold is not None and len(links) > len(direct) + 1  # a single one takes no more room
    near = direct if foldable else links
    lines = [f"{_named(link)}{_steps(link)}" for link in near]
    rest = len(links) - len(near)
    return [*lines, f"… and {rest} more, further away (--full shows them)"] if rest else lines


def _steps(link: Link) -> str:
    return f"  ({link.distance} steps)" if link.distance > 1 else ""


def _named(link: Link) -> str:
    outside = "" if link.item[0] else "  (not in these records)"
    return f"{display(link.item[1])}  {display(link.title)}".rstrip() + outside


def _role(one: Responsible) -> str:
    named = f"{one.wbs}  {one.title}".rstrip()
    held = f" ({', '.join(one.holders)})" if one.holders else ""
    led = f", {one.institution}" if one.institution else ""
    return display(f"{named}: {one.role or 'no manager on record'}{held}{led}")


def summary_branches(found: Affected, view: View) -> list[Branch]:
    """Return what a change affects, by the kind of connection."""
    affected = [
        Branch(heading=f"{name} affected ({len(lines)})", lines=folded(lines, view))
        for name, lines in _by_collection(found.releases)
    ]
    later = [_named(link) for link in found.depending]
    depending = f"depending on what changed, and not listed as changed ({len(later)})"
    tests = list(dict.fromkeys(display(test) for test in found.tests))
    return _filled(
        [
            *affected,
            Branch(heading=depending, lines=folded(later, view)),
            Branch(heading="documents", lines=[display(handle) for handle in found.documents]),
            Branch(heading=f"tests ({len(tests)})", lines=folded(tests, view)),
            Branch(
                heading="WBS elements, and who is responsible",
                lines=[_role(role) for role in found.responsible],
            ),
        ]
    )


def _by_collection(links: Iterable[Link]) -> list[tuple[str, list[str]]]:
    """Return the links as lines, by the collection that they lead to."""
    out: dict[str, list[str]] = {}
    for link in sorted(links, key=lambda link: link.item):
        out.setdefault(display(link.item[0]), []).append(_named(link))
    return sorted(out.items())


def _filled(found: Iterable[Branch]) -> list[Branch]:
    return [branch for branch in found if branch.lines]


def _indented(head: str, below: Iterable[Branch]) -> str:
    lines = [head]
    for branch in below:
        lines.append(f"  {branch.heading}:" if branch.lines else f"  {branch.heading}")
        lines += [f"    {line}" for line in branch.lines]
    return "\n".join(lines) + "\n"

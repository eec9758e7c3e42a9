"""Milestones -> their predecessors, and successors outside DMTN-158.

Pure.  Cites DMTN-158 (2021-05-10) "Milestones by WBS".  Each link is printed
at both ends, so that where one end lost its attribute list the other still
has it.  A link that only one of two readable ends names is kept all the same
and reported as a contradiction: a dependency too many is noticed, one too few
is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dmccb.importers.dmtn158.reconcile import Milestone
from dmccb.importers.importresult import Remark, remark
from dmccb.importers.previous import codes
from dmccb.records.record import Fields


@dataclass(frozen=True, kw_only=True, slots=True)
class Links:
    """Code -> codes; ``external`` are the codes that the text only links to."""

    predecessors: Mapping[str, tuple[str, ...]]
    successors: Mapping[str, tuple[str, ...]]
    external: tuple[str, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Link:
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _End:
    """A link, as the attribute list of one of its ends names it."""

    code: str
    link: _Link


def links(milestones: Mapping[str, Milestone], previous: Mapping[str, Fields]) -> Links:
    """Join both ends of each link.

    Parameters
    ----------
    milestones
        The milestones of the text.
    previous
        The existing milestone records: where an attribute list is lost, the
        links on record stay, unless the other end's list is there and denies
        them.
    """
    printed = frozenset(_printed(milestones))
    found = {end.link for end in printed}
    remarks = list(_one_ended(milestones, printed))
    for code, milestone in milestones.items():
        if milestone.attributes:
            continue
        for link in _recorded(code, previous.get(code, {}), milestones):
            if _is_denied(link, milestones, printed):
                text = f"predecessor {link.before} dropped: its attribute list does not name {code}"
                remarks.append(remark("note", milestone.line, code, text))
            else:
                found.add(link)
    predecessors: dict[str, set[str]] = defaultdict(set)
    successors: dict[str, set[str]] = defaultdict(set)
    for link in found:
        if link.after in milestones:
            predecessors[link.after].add(link.before)
        else:
            successors[link.before].add(link.after)
    return Links(
        predecessors={code: tuple(sorted(predecessors[code])) for code in milestones},
        successors={code: tuple(sorted(successors[code])) for code in milestones},
        external=tuple(sorted(_named(printed) - milestones.keys())),
        remarks=tuple(remarks),
    )


def _printed(milestones: Mapping[str, Milestone]) -> Iterator[_End]:
    for code, milestone in milestones.items():
        if milestone.attributes:
            for other in milestone.attributes.predecessors:
                yield _End(code=code, link=_Link(before=other, after=code))
            for other in milestone.attributes.successors:
                yield _End(code=code, link=_Link(before=code, after=other))


def _named(printed: Iterable[_End]) -> set[str]:
    return {code for end in printed for code in (end.link.before, end.link.after)}


def _recorded(code: str, old: Fields, milestones: Mapping[str, Milestone]) -> Iterator[_Link]:
    """Yield the links on record, without successors whose own list or record has them."""
    for other in codes(old.get("predecessors")):
        yield _Link(before=other, after=code)
    for other in codes(old.get("successors")):
        if other not in milestones:
            yield _Link(before=code, after=other)


def _is_readable(code: str, milestones: Mapping[str, Milestone]) -> bool:
    return code in milestones and milestones[code].attributes is not None


def _is_denied(link: _Link, milestones: Mapping[str, Milestone], printed: Collection[_End]) -> bool:
    """Say whether the first end's attribute list is there and does not name the second."""
    return _is_readable(link.before, milestones) and _End(code=link.before, link=link) not in printed


def _one_ended(milestones: Mapping[str, Milestone], printed: Collection[_End]) -> Iterator[Remark]:
    """Report the links that only one of two readable ends names."""
    for end in printed:
        names_successor = end.code == end.link.before
        other = end.link.after if names_successor else end.link.before
        role, inverse = ("successor", "predecessor") if names_successor else ("predecessor", "successor")
        if other == end.code:
            text = "names itself as predecessor or successor"
            yield remark("contradiction", milestones[other].line, other, text)
        elif _is_readable(other, milestones) and _End(code=other, link=end.link) not in printed:
            text = f"names {role} {other}, whose list does not name it as {inverse}; the link is kept"
            yield remark("contradiction", milestones[end.code].line, end.code, text)

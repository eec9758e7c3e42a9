"""Found milestones -> their predecessors, and successors outside DMTN-158.

Pure.  Cites DMTN-158 (2021-05-10) "Milestones by WBS".  Each link is printed
at both ends, so that where one end lost its attribute list the other still
has it.  A link that one of two readable ends lacks is kept all the same and
told as a contradiction: a dependency too many is looked at, one too few is
not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dmccb.importers.dmtn158.reconcile import Found
from dmccb.importers.importresult import Remark
from dmccb.records.record import Fields, Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Links:
    """Code -> codes; ``external`` are the codes that the text only links to."""

    predecessors: Mapping[str, tuple[str, ...]]
    successors: Mapping[str, tuple[str, ...]]
    external: tuple[str, ...]
    remarks: tuple[Remark, ...]


def links(milestones: Mapping[str, Found], previous: Mapping[str, Fields]) -> Links:
    """Join both ends of each link.

    Parameters
    ----------
    milestones
        The milestones of the text.
    previous
        The milestone records as they stand: where a list is lost, what they
        say stays, unless the other end's list is there and denies it.
    """
    before: dict[str, set[str]] = {code: set() for code in milestones}
    after: dict[str, set[str]] = {code: set() for code in milestones}
    external: set[str] = set()
    remarks: list[Remark] = []
    for code, one in milestones.items():
        if one.attributes:
            before[code].update(one.attributes.predecessors)
            external.update({*one.attributes.predecessors, *one.attributes.successors} - set(milestones))
            for other in one.attributes.successors:
                (before[other] if other in before else after[code]).add(code if other in before else other)
        else:
            old = previous.get(code, {})
            after[code].update(other for other in named(old.get("successors")) if other not in milestones)
            kept, denied = _kept(code, old, milestones)
            before[code].update(kept)
            remarks.extend(denied)
    return Links(
        predecessors={code: tuple(sorted(codes)) for code, codes in before.items()},
        successors={code: tuple(sorted(codes)) for code, codes in after.items()},
        external=tuple(sorted(external)),
        remarks=(*remarks, *_one_ended(milestones)),
    )


def named(links_of: Value | None) -> list[str]:
    """Return the codes of a record's links, whether plain or with a type and lag."""
    if not isinstance(links_of, list):
        return []
    return [str(link.get("milestone", "")) if isinstance(link, dict) else str(link) for link in links_of]


def _kept(code: str, old: Fields, milestones: Mapping[str, Found]) -> tuple[list[str], list[Remark]]:
    kept: list[str] = []
    remarks: list[Remark] = []
    for other in named(old.get("predecessors")):
        end = milestones[other].attributes if other in milestones else None
        if end is None or code in end.successors:
            kept.append(other)
        else:
            text = f"predecessor {other} dropped: its own list is there and does not name {code}"
            remarks.append(Remark(kind="note", line=milestones[code].line, subject=code, text=text))
    return kept, remarks


def _one_ended(milestones: Mapping[str, Found]) -> Iterator[Remark]:
    """Tell the links that one of two readable ends lacks."""
    for code, one in milestones.items():
        own = one.attributes
        if own is None:
            continue
        for other in own.successors:
            end = milestones[other].attributes if other in milestones else None
            if end and code not in end.predecessors:
                text = f"names successor {other}, which does not name it as predecessor; the link is kept"
                yield Remark(kind="contradiction", line=one.line, subject=code, text=text)
        for other in own.predecessors:
            end = milestones[other].attributes if other in milestones else None
            if end and code not in end.successors:
                text = f"names predecessor {other}, which does not name it as successor; the link is kept"
                yield Remark(kind="contradiction", line=one.line, subject=code, text=text)

"""Manuscript -> roles, who holds them, and the board that decides on changes.

Pure.  Cites LDM-294 (2017-06-28) section 3 ("Data Management Organization
Structure": holders), section 6 ("Roles in Data Management") and section 7
("Data Management Groups/Bodies", of which 7.4, "DM Change Control Board").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dmccb.importers.importresult import Remark, remark
from dmccb.importers.ldm294.products import PERSON
from dmccb.importers.ldm294.text import Manuscript, Section, key, slug
from dmccb.importers.lines import Line
from dmccb.records.nearest import nearest
from dmccb.records.record import Value

_HELD = re.compile(rf"(?:DM )?(?P<role>(?:[A-Z]\w+ )+)\((?P<person>{PERSON.pattern})\)")
_PLACE = re.compile(r" \((?:Section |§)(?P<number>6(?:\.\d+)+)\)")
_NAME = re.compile(r"(?:the )?(?:DM )?(?P<role>[A-Z].*)")
_NOT_OF_NAMES = re.compile(r"[^\w/ -]")
_CHAIR = re.compile(r" *- Chaired by the (?P<role>.+)")
_MEMBERS = re.compile(r" *- Members include (?P<roles>.+)")
_PERIOD = re.compile(r"within (?P<number>one|two|three) weeks?\b")
_NUMBERS = {"one": 1, "two": 2, "three": 3}
_ALIKE = 0.95


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """A role; ``sections`` as their numbers, ``holder`` a name or empty, ``aliases`` other printed names."""

    id: str
    title: str
    sections: tuple[str, ...]
    line: int
    holder: str = ""
    aliases: tuple[str, ...] = ()

    def fields(self, text: Manuscript) -> dict[str, Value]:
        """Return the record's fields."""
        fields: dict[str, Value] = {"title": self.title, "section": text.cite(*self.sections)}
        if self.holder:
            fields["holders"] = [{"person": slug(self.holder)}]
        return fields


@dataclass(frozen=True, kw_only=True, slots=True)
class Holding:
    """Text that says who holds a role: the role as printed, the person, the line."""

    role: str
    person: str
    line: int


def role_name(title: str) -> str:
    """Return a role's name without ``DM`` and its abbreviation: ``DM Project Manager (DMPM)``."""
    return re.sub(r" \([^)]*\)$", "", title).removeprefix("DM ")


def roles(text: Manuscript) -> list[Role]:
    """Return the roles of section 6, in its order, without holders.

    The section whose title says "Positions" describes one position in each
    lead institution, and section 8 says which.
    """
    found: list[Role] = []
    cited = _cited(text)
    for section in text.within("6"):
        if section.number.count(".") == 1 and not section.title.endswith("Positions"):
            name = role_name(section.title)
            aliases = sorted(alias for alias in cited.get(section.number, ()) if key(alias) != key(name))
            found.append(
                Role(
                    id=slug(name.partition("/")[0]),
                    title=re.sub(r" \([^)]*\)$", "", section.title),
                    sections=(section.number,),
                    line=section.line,
                    aliases=tuple(aliases),
                )
            )
    return found


def _cited(text: Manuscript) -> dict[str, set[str]]:
    """Return how the text calls the roles that it says a section is about: number -> names."""
    found: dict[str, set[str]] = {}
    for line in text.lines():
        end = 0
        for place in _PLACE.finditer(line.text):
            before = _NOT_OF_NAMES.split(line.text[end : place.start()])[-1]
            end = place.end()
            if match := _NAME.search(before):
                found.setdefault(place["number"], set()).add(match["role"])
    return found


def holdings(text: Manuscript) -> list[Holding]:
    """Return where the text says ``the Role (Given Family)``."""
    prose = [line for line in text.lines() if "\t" not in line.text]
    return [_holding(match, line) for line in prose for match in _HELD.finditer(line.text)]


def _holding(match: re.Match[str], line: Line) -> Holding:
    printed = match["role"].strip().removeprefix("The ")
    return Holding(role=role_name(printed), person=match["person"], line=line.number)


def names_of(roles_found: Iterable[Role]) -> dict[str, str]:
    """Return the key of each name of each role, with the ID of the role."""
    return {key(name): role.id for role in roles_found for name in (role_name(role.title), *role.aliases)}


def held(role: Role, found: Iterable[Holding], names: Mapping[str, str]) -> tuple[str, list[Remark]]:
    """Return who holds a role, empty where nobody is certain, and remarks.

    Parameters
    ----------
    names
        Key of each name of a role -> ID of the role.
    """
    persons: dict[str, int] = {}
    remarks: list[Remark] = []
    for holding in found:
        near = nearest(key(holding.role), sorted(names), alike=_ALIKE)
        if not near or names[near[0]] != role.id:
            continue
        persons.setdefault(holding.person, holding.line)
        if key(holding.role) != key(role_name(role.title)):
            text = f"{holding.role!r} is read as {role.title!r}"
            remarks.append(remark("note", holding.line, role.id, text))
    if len(persons) > 1:
        text = f"held by {' and by '.join(sorted(persons))}; neither is recorded"
        return "", [*remarks, remark("contradiction", min(persons.values()), role.id, text)]
    if not persons:
        remarks.append(remark("missing", role.line, role.id, "the text names no holder"))
    return next(iter(persons), ""), remarks


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """A board's record, with its ID."""

    id: str
    fields: dict[str, Value]


def board(text: Manuscript, names: Mapping[str, str]) -> tuple[Board | None, list[Remark]]:
    """Read the body of section 7 that decides on changes; report the others."""
    found: Board | None = None
    remarks: list[Remark] = []
    for section in text.within("7"):
        if section.number.count(".") > 1:
            continue
        if section.title.endswith("Change Control Board"):
            found, more = _board(text, section, names)
            remarks.extend(more)
        else:
            body = f"{section.title!r} (§{section.number})"
            said = f"{body} is not said to decide on changes, so it makes no board"
            remarks.append(remark("note", section.line, "", said))
    return found, remarks


def _board(text: Manuscript, section: Section, names: Mapping[str, str]) -> tuple[Board, list[Remark]]:
    everything = "\n".join(line.text for line in text.lines())
    short = re.search(rf"{re.escape(section.title)} \((\w+)", everything)
    name = slug(short[1] if short else section.title)
    chairs, unknown_chairs = _known(_chairs(section), names)
    members, unknown_members = _known(_members(section), names)
    periods = [match["number"] for line in section.lines if (match := _PERIOD.search(line.text))]
    given: dict[str, Value] = {
        "chair": chairs[-1] if chairs else "",
        "members": [{"role": member} for member in sorted(set(members))],
        "decision_period": 7 * _NUMBERS[periods[-1]] if periods else 0,
    }
    missing = [
        remark("missing", section.line, name, f"the text gives no {wanted.replace('_', ' ')}")
        for wanted, value in given.items()
        if not value
    ]
    fields: dict[str, Value] = {"title": section.title, "section": text.cite(section.number)}
    fields.update({wanted: value for wanted, value in given.items() if value})
    return Board(id=name, fields=fields), [*unknown_chairs, *unknown_members, *missing]


def _chairs(section: Section) -> Iterator[tuple[str, int]]:
    for line in section.lines:
        if match := _CHAIR.fullmatch(line.text):
            yield match["role"], line.number


def _members(section: Section) -> Iterator[tuple[str, int]]:
    for line in section.lines:
        if match := _MEMBERS.fullmatch(line.text):
            for role in re.split(r", | and ", re.sub(r" \(§[\d.]+\)", "", match["roles"])):
                yield role, line.number


def _known(printed: Iterable[tuple[str, int]], names: Mapping[str, str]) -> tuple[list[str], list[Remark]]:
    """Return the IDs of roles as printed, each with its line, and remarks on names that no role has."""
    found: list[str] = []
    remarks: list[Remark] = []
    for name, line in printed:
        role = names.get(key(role_name(name.removeprefix("the "))))
        if role:
            found.append(role)
        else:
            remarks.append(remark("unread", line, "", f"no role is called {name!r}"))
    return found, remarks

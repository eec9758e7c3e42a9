"""Manuscript -> roles, who holds them, and the board that decides on changes.

Pure.  Cites LDM-294 (2017-06-28) section 3 ("Data Management Organization
Structure": holders), section 6 ("Roles in Data Management") and section 7
("Data Management Groups/Bodies", of which 7.4, "DM Change Control Board").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from dmccb.importers.importresult import Remark
from dmccb.importers.ldm294.products import PERSON
from dmccb.importers.ldm294.text import Manuscript, Section, key, remark, slug
from dmccb.records.record import Value

_HELD = re.compile(rf"(?:DM )?(?P<role>(?:[A-Z]\w+ )+)\((?P<person>{PERSON.pattern})\)")
_CITED = re.compile(r"(?:the )?(?:DM )?(?P<role>[A-Z][\w/ -]*?) \((?:Section |§)(?P<number>6(?:\.\d+)+)\)")
_CHAIR = re.compile(r" *- Chaired by the (?P<role>.+)")
_MEMBERS = re.compile(r" *- Members include (?P<roles>.+)")
_PERIOD = re.compile(r"within (?P<number>one|two|three) weeks?\b")
_NUMBERS = {"one": 1, "two": 2, "three": 3}
_ALIKE = 0.95


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """A role; ``section`` as its numbers, ``holder`` a name or empty, ``aliases`` other printed names."""

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


def plain(title: str) -> str:
    """Return a role's name without ``DM`` and abbreviation: ``DM Project Manager (DMPM)``."""
    return re.sub(r" \([^)]*\)$", "", title).removeprefix("DM ")


def roles(text: Manuscript) -> list[Role]:
    """Return the roles of section 6, in its order, without holders.

    The section whose title says "Positions" stands for one position in each
    lead institution, and section 8 tells which.
    """
    found = []
    for section in text.within("6"):
        if section.number.count(".") == 1 and not section.title.endswith("Positions"):
            name = plain(section.title)
            aliases = sorted({alias for alias in _names(text, section.number) if key(alias) != key(name)})
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


def _names(text: Manuscript, number: str) -> Iterator[str]:
    """Yield how the text calls the role that it says section 6.n is about."""
    for line in text.lines():
        if f"{number})" in line.text:
            yield from (match["role"] for match in _CITED.finditer(line.text) if match["number"] == number)


def holdings(text: Manuscript) -> list[Holding]:
    """Return where the text says ``the Role (Given Family)``."""
    return [
        Holding(
            role=plain(match["role"].strip().removeprefix("The ")),
            person=match["person"],
            line=line.number,
        )
        for line in text.lines()
        if "\t" not in line.text
        for match in _HELD.finditer(line.text)
    ]


def held(role: Role, found: list[Holding], remarks: list[Remark], all_names: Mapping[str, str]) -> str:
    """Return who holds a role, or nothing, with remarks.

    Parameters
    ----------
    all_names
        Key of each name of a role -> ID of the role.
    """
    persons: dict[str, int] = {}
    for holding in found:
        near = get_close_matches(key(holding.role), list(all_names), n=1, cutoff=_ALIKE)
        if near and all_names[near[0]] == role.id:
            persons.setdefault(holding.person, holding.line)
            if key(holding.role) != key(plain(role.title)):
                text = f"{holding.role!r} is read as {role.title!r}"
                remarks.append(remark("note", holding.line, role.id, text))
    if len(persons) > 1:
        text = "held by " + " and by ".join(sorted(persons)) + "; nobody is taken"
        remarks.append(remark("contradiction", min(persons.values()), role.id, text))
        return ""
    if not persons:
        remarks.append(remark("missing", role.line, role.id, "the text names no holder"))
    return next(iter(persons), "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """A board's record, with its ID."""

    id: str
    fields: dict[str, Value]


def board(text: Manuscript, all_names: Mapping[str, str], remarks: list[Remark]) -> Board | None:
    """Read the body of section 7 that decides on changes; say which others there are."""
    result = None
    for section in text.within("7"):
        if section.number.count(".") > 1:
            continue
        if section.title.endswith("Change Control Board"):
            result = _board(text, section, all_names, remarks)
        else:
            said = f"{section.title!r} (§{section.number}) is not said to decide on changes: no board"
            remarks.append(remark("note", section.line, "", said))
    return result


def _board(text: Manuscript, section: Section, all_names: Mapping[str, str], remarks: list[Remark]) -> Board:
    short = re.search(rf"{re.escape(section.title)} \((\w+)", "\n".join(line.text for line in text.lines()))
    name = slug(short[1] if short else section.title)
    fields: dict[str, Value] = {"title": section.title, "section": text.cite(section.number)}
    members: set[str] = set()
    for line in section.lines:
        if chair := _CHAIR.fullmatch(line.text):
            for role in _ids([chair["role"]], all_names, remarks, line.number):
                fields["chair"] = role
        elif listed := _MEMBERS.fullmatch(line.text):
            printed = re.split(r", | and ", re.sub(r" \(§[\d.]+\)", "", listed["roles"]))
            members |= set(_ids(printed, all_names, remarks, line.number))
        if period := _PERIOD.search(line.text):
            fields["decision_period"] = 7 * _NUMBERS[period["number"]]
    if members:
        fields["members"] = list[Value]({"role": member} for member in sorted(members))
    ordered = ("title", "section", "chair", "members", "decision_period")
    remarks.extend(
        remark("missing", section.line, name, f"the text gives no {wanted.replace('_', ' ')}")
        for wanted in ordered
        if wanted not in fields
    )
    return Board(id=name, fields={field: fields[field] for field in ordered if field in fields})


def _ids(printed: list[str], all_names: Mapping[str, str], remarks: list[Remark], line: int) -> Iterator[str]:
    for role in printed:
        found = all_names.get(key(plain(role.removeprefix("the "))))
        if found:
            yield found
        else:
            remarks.append(remark("unread", line, "", f"no role is called {role!r}"))

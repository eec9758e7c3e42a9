"""Section 8 -> the T/CAM and lead of each lead institution, and what they manage.

Pure.  Cites LDM-294 (2017-06-28) section 6.12 ("Lead Institution Senior
Positions": each lead institution has both) and section 8 ("Lead institutions
in DM").  An institution with one group has them for that group; in one with
several, only a position that the text names is known to belong to a group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dmccb.importers.importresult import Remark
from dmccb.importers.ldm294.organization import Role
from dmccb.importers.ldm294.text import Manuscript, Section, key, remark, slug
from dmccb.importers.ldm294.wbs import Element

_SHORT = r" ?\((\w+)\)"
_GROUP = re.compile(r"The (?P<title>(?:[A-Z]\w+ )*[A-Z]\w+) group has the following")
_MANAGED = re.compile(r"Management of the group is the responsibility of the (?P<name>[\w ]+) T/CAM")
_LED = re.compile(r"(?P<name>[A-Z]\w+) (?P<kind>Science|Engineering) Lead\b")
_HOSTS = re.compile(r".*\bhosts (?P<roles>.+)")
_T_CAM = "6.12.1"
_LEAD = "6.12.2"


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A group of section 8: heading, abbreviation or empty, and its institution's section."""

    section: Section
    title: str
    short: str
    institution: Section
    alone: bool

    @property
    def name(self) -> str:
        """Its abbreviation, or its title."""
        return self.short or self.title


@dataclass(frozen=True, kw_only=True, slots=True)
class Positions:
    """Roles of section 8, and the role that manages each WBS element, by ID."""

    roles: tuple[Role, ...]
    managers: Mapping[str, str]


def groups(text: Manuscript) -> list[Group]:
    """Return the groups, in the order of the text."""
    everything = "\n".join(line.text for section in text.within("8") for line in section.lines)
    found = []
    for institution in text.within("8"):
        if institution.number.count(".") > 1:
            continue
        below = text.within(institution.number) or _unheaded(institution)
        for section in below:
            short = re.search(re.escape(section.title) + _SHORT, everything)
            found.append(
                Group(
                    section=section,
                    title=section.title,
                    short=short[1] if short else "",
                    institution=institution,
                    alone=len(below) == 1,
                )
            )
    return found


def _unheaded(institution: Section) -> tuple[Section, ...]:
    """Return the group of an institution that has no heading of its own."""
    for line in institution.lines:
        if match := _GROUP.match(line.text):
            return (
                Section(
                    number=institution.number,
                    title=match["title"],
                    line=institution.line,
                    lines=institution.lines,
                ),
            )
    return ()


def positions(text: Manuscript, elements: Mapping[str, Element], remarks: list[Remark]) -> Positions:
    """Return the senior positions of section 8, and who of them manages which element."""
    found: list[Role] = []
    managers: dict[str, str] = {}
    all_groups = groups(text)
    for group in all_groups:
        manager = _manager(text, group)
        element = _element(group, elements)
        if manager:
            found.append(manager)
            if element:
                managers[element] = manager.id
        else:
            several = f"one of several groups of {group.institution.title!r}"
            said = f"no T/CAM is named for {group.title!r}, {several}"
            remarks.append(remark("missing", group.section.line, element, said))
        if not element:
            said = f"no WBS element is called like the group {group.title!r}"
            remarks.append(remark("missing", group.section.line, "", said))
    found.extend(_leads(all_groups))
    for code, top in elements.items():
        if top.institution and code not in managers and all(one.subject != code for one in remarks):
            said = f"section 8 does not say which T/CAM manages {top.title!r}"
            remarks.append(remark("missing", top.line, code, said))
    return Positions(roles=tuple(found), managers=managers)


def _manager(text: Manuscript, group: Group) -> Role | None:
    name, where = "", group.section
    for line in group.section.lines:
        if match := _MANAGED.search(line.text):
            name = match["name"]
    if not name and group.short:
        named = re.compile(rf"\b{re.escape(group.short)} T/CAM\b")
        where = next((s for s in text.sections if any(named.search(line.text) for line in s.lines)), where)
        name = group.short if where is not group.section else ""
    if not name and not group.alone:
        return None
    name = name or group.name
    numbers = sorted({group.section.number, where.number})
    return Role(
        id=f"tcam-{slug(name)}",
        title=f"{name} T/CAM",
        sections=(_T_CAM, *numbers),
        line=group.section.line,
    )


def _leads(all_groups: Sequence[Group]) -> Iterator[Role]:
    done: set[str] = set()
    for group in all_groups:
        place = group.section if group.alone else group.institution
        name = group.name if group.alone else place.title
        if place.number in done:
            continue
        done.add(place.number)
        kind = "Science/Engineering"
        for line in group.section.lines:
            for match in _LED.finditer(line.text):
                kind = match["kind"] if match["name"] == group.short else kind
        yield Role(
            id=f"lead-{slug(name)}",
            title=f"{name} {kind} Lead",
            sections=(_LEAD, place.number),
            line=place.line,
        )


def _element(group: Group, elements: Mapping[str, Element]) -> str:
    """Return the top-level element that a group is called after, or nothing."""
    titles = {key(group.title), key(group.title.removeprefix("LSST "))}
    found = {
        code
        for code, element in elements.items()
        if element.institution
        for name in (key(element.title), key(element.top_title))
        if name and any(f"{title} ".startswith(f"{name} ") for title in titles)
    }
    return found.pop() if len(found) == 1 else ""


def hosted(text: Manuscript, all_roles: Sequence[Role]) -> dict[str, str]:
    """Return the institution that the text says hosts a role, by the role's ID."""
    found: dict[str, str] = {}
    for institution in text.within("8"):
        for line in institution.lines:
            if institution.number.count(".") == 1 and (match := _HOSTS.match(line.text)):
                for role in all_roles:
                    if f"(Section {role.sections[0]})" in match["roles"]:
                        found[role.id] = institution.title
    return found

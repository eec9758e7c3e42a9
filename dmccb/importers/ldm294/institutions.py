"""Section 8 -> the T/CAM and lead of each lead institution, and what they manage.

Pure.  Cites LDM-294 (2017-06-28) section 6.12 ("Lead Institution Senior
Positions": each lead institution has both) and section 8 ("Lead institutions
in DM").  An institution with one group has them for that group; in one with
several, only a position that the text names is known to belong to a group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dmccb.importers.importresult import Remark, remark
from dmccb.importers.ldm294.organization import Role
from dmccb.importers.ldm294.text import Manuscript, Section, key, slug
from dmccb.importers.ldm294.wbs import Element

_SHORT = r" ?\((\w+)\)"
_GROUP = re.compile(r"The (?P<title>(?:[A-Z]\w+ )*[A-Z]\w+) group has the following")
_MANAGED = re.compile(r"Management of the group is the responsibility of the (?P<name>[\w ]+) T/CAM")
_NAMED = re.compile(r"\b(\w+) T/CAM\b")
_LED = re.compile(r"(?P<name>[A-Z]\w+) (?P<kind>Science|Engineering) Lead\b")
_HOSTS = re.compile(r".*\bhosts (?P<roles>.+)")
_SECTION = re.compile(r"\(Section ([\d.]+)\)")
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
    """Roles of section 8, the role that manages each WBS element by ID, and what is missing."""

    roles: tuple[Role, ...]
    managers: Mapping[str, str]
    remarks: tuple[Remark, ...]


def groups(text: Manuscript) -> list[Group]:
    """Return the groups, in the order of the text."""
    everything = "\n".join(line.text for section in text.within("8") for line in section.lines)
    found: list[Group] = []
    for institution in _institutions(text):
        below = text.within(institution.number) or _without_heading(institution)
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


def _institutions(text: Manuscript) -> list[Section]:
    return [section for section in text.within("8") if section.number.count(".") == 1]


def _without_heading(institution: Section) -> tuple[Section, ...]:
    """Return the group of an institution that has no heading of its own."""
    for line in institution.lines:
        if match := _GROUP.match(line.text):
            group = Section(
                number=institution.number,
                title=match["title"],
                line=institution.line,
                lines=institution.lines,
            )
            return (group,)
    return ()


def positions(text: Manuscript, elements: Mapping[str, Element]) -> Positions:
    """Return the senior positions of section 8, and who of them manages which element."""
    found: list[Role] = []
    managers: dict[str, str] = {}
    remarks: list[Remark] = []
    all_groups = groups(text)
    named = _naming(text)
    for group in all_groups:
        manager = _manager(group, named)
        element = _element(group, elements)
        remarks.extend(_lacks(group, manager, element))
        if manager:
            found.append(manager)
        if manager and element:
            managers[element] = manager.id
    reported = {one.subject for one in remarks} | managers.keys()
    remarks.extend(
        remark("missing", top.line, code, f"section 8 does not say which T/CAM manages {top.title!r}")
        for code, top in elements.items()
        if top.institution and code not in reported
    )
    return Positions(roles=(*found, *_leads(all_groups)), managers=managers, remarks=tuple(remarks))


def _lacks(group: Group, manager: Role | None, element: str) -> Iterator[Remark]:
    if not manager:
        several = f"one of several groups of {group.institution.title!r}"
        said = f"no T/CAM is named for {group.title!r}, {several}"
        yield remark("missing", group.section.line, element, said)
    if not element:
        said = f"no WBS element has the name of the group {group.title!r}"
        yield remark("missing", group.section.line, "", said)


def _manager(group: Group, named: Mapping[str, Section]) -> Role | None:
    """Return the T/CAM of a group, as its section calls it, or any other section does.

    Parameters
    ----------
    group
        The group.
    named
        Short name of a group -> section that names its T/CAM.
    """
    managed = [match["name"] for line in group.section.lines if (match := _MANAGED.search(line.text))]
    where = None if managed else named.get(group.short)
    if not managed and not where and not group.alone:
        return None
    name = managed[-1] if managed else group.name
    numbers = sorted({group.section.number, (where or group.section).number})
    return Role(
        id=f"tcam-{slug(name)}",
        title=f"{name} T/CAM",
        sections=(_T_CAM, *numbers),
        line=group.section.line,
    )


def _naming(text: Manuscript) -> dict[str, Section]:
    """Return the first section that names the T/CAM of a group, by the group's short name."""
    found: dict[str, Section] = {}
    for section in text.sections:
        for line in section.lines:
            for name in _NAMED.findall(line.text):
                found.setdefault(name, section)
    return found


def _leads(all_groups: Sequence[Group]) -> Iterator[Role]:
    done: set[str] = set()
    for group in all_groups:
        place = group.section if group.alone else group.institution
        name = group.name if group.alone else place.title
        if place.number in done:
            continue
        done.add(place.number)
        yield Role(
            id=f"lead-{slug(name)}",
            title=f"{name} {_kind(group)} Lead",
            sections=(_LEAD, place.number),
            line=place.line,
        )


def _kind(group: Group) -> str:
    """Return which lead a group has, as its section calls it last."""
    kind = "Science/Engineering"
    for line in group.section.lines:
        for match in _LED.finditer(line.text):
            if match["name"] == group.short:
                kind = match["kind"]
    return kind


def _element(group: Group, elements: Mapping[str, Element]) -> str:
    """Return the top-level element that has the name of a group, or nothing."""
    titles = {key(group.title), key(group.title.removeprefix("LSST "))}
    found = [
        code
        for code, element in elements.items()
        if element.institution and _is_named(titles, (element.title, element.top_title))
    ]
    return found[0] if len(found) == 1 else ""


def _is_named(titles: Iterable[str], names: Iterable[str]) -> bool:
    """Say whether one of the titles begins with the words of one of the names."""
    starts = tuple(f"{key(name)} " for name in names if key(name))
    return any(f"{title} ".startswith(starts) for title in titles)


def hosted(text: Manuscript, all_roles: Sequence[Role]) -> dict[str, str]:
    """Return the institution that the text says hosts a role, by the role's ID."""
    hosts: dict[str, str] = {}
    for institution in _institutions(text):
        for line in institution.lines:
            if match := _HOSTS.match(line.text):
                hosts.update(dict.fromkeys(_SECTION.findall(match["roles"]), institution.title))
    return {role.id: hosts[role.sections[0]] for role in all_roles if role.sections[0] in hosts}

"""``dmccb.toml`` -> how a repository wants to be checked.

What forbids to read a record file, and what a change does to the judge
itself, has no setting: no change may switch off what would stop it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from dmccb.changerecord.links import Addresses
from dmccb.checks.rules import FIXED, RULES
from dmccb.errors import DmccbError
from dmccb.problems import SEVERITIES, Problem, Severity
from dmccb.records.nearest import did_you_mean
from dmccb.repository.snapshot import SETTINGS as FILE
from dmccb.repository.snapshot import Snapshot

OFF = "off"

NOWHERE = Addresses()
"""Nobody said where documents and tickets are."""

_ADDRESS = re.compile(r"https?://[A-Za-z0-9./_~%?=&#:-]*\{\}[A-Za-z0-9./_~%?=&#-]*")
MAX_BYTES = 1 << 13
"""Largest file of settings that is parsed: one line for each rule takes less than 4 KiB."""


class SettingsError(DmccbError):
    """A setting that means nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What a repository has set.

    Attributes
    ----------
    severity
        ID of a rule -> its severity, or None where it is off.
    links
        Where documents and tickets are.
    """

    severity: Mapping[str, Severity | None] = field(default_factory=lambda: MappingProxyType({}))
    links: Addresses = NOWHERE

    def apply(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return the findings with the severities of the repository, without those that are off."""
        out = []
        for problem in problems:
            severity = self.severity.get(problem.rule, problem.severity)
            if severity == problem.severity:
                out.append(problem)
            elif severity is not None:
                out.append(replace(problem, severity=severity))
        return out


def read_settings(snapshot: Snapshot) -> Settings:
    """Return the settings of a snapshot; the defaults where it has none.

    Raises
    ------
    SettingsError
        If the file is not TOML, or names what does not exist or cannot be
        set.
    """
    data = snapshot.settings()
    return parse_settings(data) if data is not None else Settings()


def parse_settings(data: bytes) -> Settings:
    """Return what a file of settings says.

    Parameters
    ----------
    data
        Its content.

    Raises
    ------
    SettingsError
        As for ``read_settings``.
    """
    top = _table(_toml(data), "", ("check", "links"))
    check = top.get("check", {})
    severity = _table(check, "check", ("severity",)).get("severity", {})
    table = _table(severity, "check.severity", tuple(RULES))
    for rule in table:
        if rule in FIXED:
            raise SettingsError(
                f"{FILE}: check.severity.{rule}: the severity of this rule cannot be set",
                "remove the line: a file that cannot be read, or a judge that was changed, is always told",
            )
    return Settings(
        severity=MappingProxyType({rule: _severity(rule, value) for rule, value in table.items()}),
        links=_links(top.get("links", {})),
    )


def _links(value: object) -> Addresses:
    """Return where documents and tickets are; an address is of the web, so that no page runs it."""
    found = {}
    for name, address in _table(value, "links", Addresses._fields).items():
        if not isinstance(address, str) or not _ADDRESS.fullmatch(address):
            raise SettingsError(
                f"{FILE}: links.{name}: {_brief(address)} is not an address with a place for the name "
                "(want https://…/{})"
            )
        found[name] = address
    return Addresses(**found)


def changed_settings(old: Settings, new: Settings) -> list[Problem]:
    """Return the finding that a change touches the settings; it is judged by the old ones."""
    names = sorted(
        name
        for name in old.severity.keys() | new.severity.keys()
        if old.severity.get(name, "") != new.severity.get(name, "")
    )
    if not names:
        return []
    return [
        Problem(
            path=FILE,
            rule="settings-changed",
            severity=RULES["settings-changed"].severity,
            message=f"the change sets other severities: {', '.join(names)}",
            hint="the findings here have the severities from before the change",
        )
    ]


def _toml(data: bytes) -> object:
    if len(data) > MAX_BYTES:
        raise SettingsError(f"{FILE}: {len(data)} bytes (at most {MAX_BYTES})", "is it what its name says?")
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SettingsError(f"{FILE}: byte {error.start} is not UTF-8", "save the file as UTF-8") from None
    except RecursionError:
        raise SettingsError(f"{FILE}: nested too deep", "want [check.severity] and its lines") from None
    except ValueError as error:  # not TOML, or an integer of thousands of digits
        raise SettingsError(f"{FILE}: not TOML: {error}") from None


def _table(value: object, name: str, known: tuple[str, ...]) -> dict[str, object]:
    if not isinstance(value, dict):
        raise SettingsError(f"{FILE}: {name}: {_brief(value)} is not a table (want [{name}])")
    for key in value:
        if key not in known:
            full = f"{name}.{key}" if name else key
            what = "rule" if known == tuple(RULES) else "key"
            hint = did_you_mean(key, sorted(known)) or f"known: {', '.join(known)}"
            raise SettingsError(f"{FILE}: {full[:_LONGEST]}: no such {what}", hint)
    return value


_LONGEST = 100
"""Characters of a key that are shown."""


def _brief(value: object) -> str:
    """Return how a wrong value is shown; what holds others only by its type, since they may be nested."""
    return type(value).__name__ if isinstance(value, (dict, list)) else repr(value)[:_LONGEST]


def _severity(rule: str, value: object) -> Severity | None:
    if value == OFF:
        return None
    for severity in SEVERITIES:
        if value == severity:
            return severity
    raise SettingsError(
        f"{FILE}: check.severity.{rule}: {_brief(value)} is not a severity "
        f"(want {', '.join((*SEVERITIES, OFF))})"
    )

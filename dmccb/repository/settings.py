"""``dmccb.toml`` -> how a repository wants to be checked."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from dmccb.checks.rules import RULES
from dmccb.errors import DmccbError
from dmccb.problems import SEVERITIES, Problem, Severity

FILE = "dmccb.toml"
OFF = "off"


class SettingsError(DmccbError):
    """A setting that means nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What a repository has set.

    Attributes
    ----------
    severity
        ID of a rule -> its severity, or None where it is off.
    """

    severity: Mapping[str, Severity | None] = field(default_factory=lambda: MappingProxyType({}))

    def apply(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return the findings with the severities of the repository, without those that are off."""
        out = []
        for problem in problems:
            severity = self.severity.get(problem.rule, problem.severity)
            if severity is not None:
                out.append(replace(problem, severity=severity))
        return out


def read_settings(root: Path) -> Settings:
    """Return the settings of a repository; the defaults where it has none.

    Parameters
    ----------
    root
        Top of the work tree.

    Raises
    ------
    SettingsError
        If the file is no TOML, or names what does not exist.
    """
    try:
        data = tomllib.loads((root / FILE).read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError as error:
        raise SettingsError(f"{FILE}: byte {error.start} is not UTF-8", "save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{FILE}: not TOML: {error}") from None
    check = _table(data, "", ("check",)).get("check", {})
    severity = _table(check, "check", ("severity",)).get("severity", {})
    table = _table(severity, "check.severity", tuple(RULES))
    return Settings(
        severity=MappingProxyType({rule: _severity(rule, value) for rule, value in table.items()})
    )


def _table(value: object, name: str, known: tuple[str, ...]) -> dict[str, object]:
    if not isinstance(value, dict):
        raise SettingsError(f"{FILE}: {name}: {value!r} is not a table (want [{name}])")
    for key in value:
        if key not in known:
            full = f"{name}.{key}" if name else key
            near = difflib.get_close_matches(key, known, n=1)
            what = "rule" if known == tuple(RULES) else "key"
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
            raise SettingsError(f"{FILE}: {full}: no such {what}", hint)
    return value


def _severity(rule: str, value: object) -> Severity | None:
    if value == OFF:
        return None
    for severity in SEVERITIES:
        if value == severity:
            return severity
    raise SettingsError(
        f"{FILE}: check.severity.{rule}: {value!r} is not a severity (want {', '.join((*SEVERITIES, OFF))})"
    )

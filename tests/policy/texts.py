"""Files of a policy as text, read and loaded; a test says only what it is about."""

from __future__ import annotations

from datetime import date
from textwrap import indent

from dmccb.checks.record_file import FileRead, Reader
from dmccb.commands.policies import policy_problems
from dmccb.policy.load import load_policy
from dmccb.policy.rules import Policy
from dmccb.problems import by_importance
from dmccb.repository.schemas import load_kinds

AS_OF = date(2026, 3, 2)

PROFILE = "p:\n  title: A policy\n  version: 1\n  approved: somebody\n  board: ccb\n"
ROLES = """\
lead:
  title: Lead
  holders:
    - person: ada

member:
  title: Member
  holders:
    - person: ben
"""
PERSONS = "ada:\n  name: Ada\n\nben:\n  name: Ben\n"
BOARDS = "ccb:\n  title: CCB\n  chair: lead\n  members:\n    - role: member\n"


def rule(name: str, body: str) -> str:
    """Return a rule with a title, a reason and a citation; what it says begins on its third line."""
    said = indent(body.strip("\n"), "  ")
    return f"{name}:\n  title: {name}\n{said}\n  reason: so\n  citation:\n    document: D\n"


ROUTE = rule("all", "requirement: route\nwhen:\n  control:\n    - controlled\n  otherwise: true\nroute: team")
BOARD = rule("ldm", "requirement: route\nwhen:\n  series:\n    - LDM\nroute: board")
ASKED = rule("open", "requirement: open\nwhen:\n  routes:\n    - team")


def files(
    *rules: str, profile: str = PROFILE, roles: str = ROLES, persons: str = PERSONS, boards: str = BOARDS
) -> list[FileRead]:
    """Return the files of a policy, each read and judged by itself."""
    kinds = load_kinds()
    texts = {
        "rules": "\n".join(rules),
        "profiles": profile,
        "roles": roles,
        "persons": persons,
        "boards": boards,
    }
    return [
        Reader(kinds[name]).read(f"{name}.yaml", text.encode())
        for name, text in texts.items()
        if text.strip()
    ]


def found(*rules: str, **other: str) -> list[str]:
    """Return what is wrong with a policy, with places, errors first."""
    problems = by_importance(policy_problems(files(*rules, **other), AS_OF))
    return [f"{problem.rule} {problem.place}: {problem.message}" for problem in problems]


def policy(*rules: str, **other: str) -> Policy:
    """Return a policy that can be loaded."""
    records = {file.kind.collection: file.records for file in files(*rules, **other)}
    loaded = load_policy(records, AS_OF)
    assert loaded.policy is not None, loaded.findings
    return loaded.policy

"""What the generator did -> whether an answer says so."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from bench.records import Facts, Fields

Right = Callable[[str], bool]
"""Tells from standard output whether an answer is right."""


def says(word: str) -> Right:
    """Return the judge of an answer that has a word in it."""
    return lambda text: word in text


def changes(facts: Facts) -> Right:
    """Return the judge of ``dmccb diff --format json``."""
    return lambda text: facts_of(json.loads(text)) == facts


def counted(facts: Facts) -> Right:
    """Return the judge of a peer."""
    return lambda text: bool(json.loads(text.splitlines()[-1]) == counts(facts))


ON_TIME = frozenset({"due-before-predecessor", "overdue", "too-many-findings"})
"""Rules that the random dates of a generated schedule break, so often that not all is listed."""


def findings(expected: Mapping[str, int]) -> Right:
    """Return the judge of ``dmccb check --json``: rule -> how many findings; of no others but ``ON_TIME``."""

    def right(text: str) -> bool:
        found = json.loads(text)["rules"]
        return {rule: number for rule, number in found.items() if rule not in ON_TIME} == expected

    return right


def errors(number: int) -> Right:
    """Return the judge of ``dmccb check --json``: how many errors."""
    return lambda text: bool(json.loads(text)["counts"]["error"] == number)


def finds(rule: str) -> Right:
    """Return the judge of ``dmccb check --json`` where a rule is broken, whatever else is."""
    return lambda text: any(problem["rule"] == rule for problem in json.loads(text)["problems"])


def shows(key: str, path: str, fields: Fields) -> Right:
    """Return the judge of ``dmccb show --json``."""

    def right(text: str) -> bool:
        [found] = json.loads(text)
        return (found["id"], found["path"], found["fields"]) == (key, path, fields)

    return right


def moved(key: str, dues: Collection[tuple[str, str]]) -> Right:
    """Return the judge of ``dmccb history --json``: the slips, newest first, after the record was added."""

    def right(text: str) -> bool:
        [found] = json.loads(text)
        *slips, first = (event["change"] for event in found["events"])
        read = [(field["old"], field["new"]) for change in slips for field in change["fields"]]
        return (found["id"], first["change"], read) == (key, "added", list(dues))

    return right


def affects(facts: Facts, records: Mapping[str, Fields]) -> Right:
    """Return the judge of ``dmccb impact A B --json``.

    Parameters
    ----------
    facts
        What changed.
    records
        The new baseline.
    """

    def right(text: str) -> bool:
        found = json.loads(text)
        changed = {key for key, fact in facts.items() if _moves_others(fact)}
        if {one["id"] for one in found["changed"]} != changed:
            return False
        return {one["id"] for one in found["depending"]} == waiting(changed, records) - changed

    return right


def _moves_others(fact: Mapping[str, object]) -> bool:
    """Tell whether a record came, left or has a new ID, another date, or other links than it had."""
    fields = fact.get("fields")
    if fact["change"] != "changed" or not isinstance(fields, dict):
        return fact["change"] != "changed"
    links = fields.get("predecessors")
    return "due" in fields or (isinstance(links, list) and links[0] is not None)


def waiting(starts: Collection[str], records: Mapping[str, Fields]) -> set[str]:
    """Return what waits for some records, however far away, and the records themselves."""
    successors: dict[str, list[str]] = {}
    for key, fields in records.items():
        predecessors = fields.get("predecessors", [])
        for code in predecessors if isinstance(predecessors, list) else []:
            successors.setdefault(str(code), []).append(key)
    seen, edge = set(starts), list(starts)
    while edge:
        new = set(successors.get(edge.pop(), ())) - seen
        seen |= new
        edge += new
    return seen


def facts_of(changeset: dict[str, list[dict[str, Any]]]) -> Facts:
    """Return what a change set (``--format json``) says, in the shape of the generator's facts."""
    out: Facts = {}
    for change in changeset["changes"]:
        fact: dict[str, object] = {name: change[name] for name in ("change", "old_id") if name in change}
        if change["change"] in ("changed", "renumbered"):
            fact["fields"] = {
                field["field"]: [field["old"], field["new"], field.get("days"), *_members(field)]
                for field in change["fields"]
            }
        out[change["id"]] = fact
    return out


def _members(field: dict[str, object]) -> list[object]:
    """Return the members that came and went; what a text gained and lost is another matter."""
    if isinstance(field["old"], list) or isinstance(field["new"], list):
        return [field.get("added", []), field.get("removed", [])]
    return [[], []]


def counts(facts: Facts) -> dict[str, int]:
    """Return what a program that knows nothing of renumbering finds."""
    kinds = [fact["change"] for fact in facts.values()]
    renumbered = kinds.count("renumbered")
    return {
        "added": kinds.count("added") + renumbered,
        "removed": kinds.count("removed") + renumbered,
        "changed": kinds.count("changed"),
    }

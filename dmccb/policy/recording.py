"""Rules about what is on record × a Case -> Outcome: the record, the commits, the releases, the policy.

Pure.  Nothing here waits for an answer of a person: the requestor mends it.
"""

from __future__ import annotations

from dmccb.impact.item_facts import ItemFacts
from dmccb.policy.asking import Asking, listed, outcome
from dmccb.policy.case import Case
from dmccb.policy.decision import Evidence, Outcome, Status
from dmccb.policy.rules import Rule
from dmccb.rfc.request import Rfc

_NAMES = {"class": "rfc_class"}


def record(rule: Rule, asking: Asking) -> Outcome:
    """Return whether the request has its record, with the fields that are asked for."""
    rfc = asking.case.facts.rfc
    if rfc is None:
        sentence = "a controlled change carries a record, rfcs/RFC-n.yaml, and this has none"
        return outcome(rule, "blocked", "no-rfc", sentence)
    for question in (_missing, _unknown, _requestor, _affected):
        if found := question(rule, asking.case, rfc):
            code, sentence = found
            return outcome(rule, "blocked", code, f"{rfc.id} {sentence}")
    shown = (Evidence(what=f"{rfc.id}: {rfc.title}"),)
    return outcome(rule, "met", "recorded", f"{rfc.id} is complete", evidence=shown)


def _missing(rule: Rule, _: Case, rfc: Rfc) -> tuple[str, str] | None:
    missing = [name.replace("_", " ") for name in rule.fields if not _has(rfc, name)]
    return ("record-incomplete", f"does not say: {listed(missing)}") if missing else None


def _unknown(_: Rule, case: Case, rfc: Rfc) -> tuple[str, str] | None:
    known = case.facts.organization.persons
    unknown = [name for name in (rfc.requestor, rfc.assignee) if name and name not in known]
    return ("unknown-person", f"names nobody on record: {listed(unknown)}") if unknown else None


def _requestor(_: Rule, case: Case, rfc: Rfc) -> tuple[str, str] | None:
    """Return what is wrong where the record names another requestor than whoever opened the request.

    The requestor's own seat is not asked, so nobody may choose whose seat that is.
    """
    account = case.facts.request.author
    author = case.person(account)
    if not rfc.requestor or rfc.requestor == author:
        return None
    names = case.facts.organization
    opened_by = f"@{account.login}" if account else "an account that is gone"
    opened_by = names.name(author) if author in names.persons else opened_by
    return (
        "requestor-differs",
        f"names {names.name(rfc.requestor)} as its requestor, and {opened_by} opened it",
    )


def _affected(rule: Rule, case: Case, rfc: Rfc) -> tuple[str, str] | None:
    """Return what is wrong where the record names other items than the change has."""
    asked = rule.fields
    if "affected" not in asked:
        return None
    ids = {item.id for item in case.facts.change.items if item.control != "note"}
    differing = sorted(ids.symmetric_difference(rfc.affected or ()))
    if not differing:
        return None
    more = len(differing) - _MOST_NAMED
    named = [*differing[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    return "affected-differs", f"names other items than the change has: {listed(named)}"


_MOST_NAMED = 5


def _has(rfc: Rfc, name: str) -> bool:
    """Tell whether a record has a field; ``release.date`` is one of its release."""
    outer, _, inner = name.partition(".")
    value = getattr(rfc, _NAMES.get(outer, outer), None)
    if inner:
        value = getattr(value, inner, None) if value is not None else None
    return value is not None and value not in ("", (), False)


def contributors(rule: Rule, asking: Asking) -> Outcome:
    """Return whether each commit is by somebody whose account is known."""
    case = asking.case
    if not case.facts.contributors:
        return outcome(rule, "error", "no-contributors", "who made the commits is not known")
    if not case.unknown_commits:
        names = listed(dict.fromkeys(case.facts.organization.name(one) for one in sorted(case.contributors)))
        shown = (Evidence(what=f"commits by {names}"),)
        return outcome(rule, "met", "contributors-known", names, evidence=shown)
    unknown = [one for one in case.facts.contributors if one.account is None]
    people = listed(dict.fromkeys(f"{one.name} <{one.email}>".strip() for one in unknown))
    commits = listed(commit[:10] for commit in case.unknown_commits)
    sentence = f"nobody knows whose commits these are: {commits} by {people}"
    status: Status = "blocked" if case.policy.unknown_contributors == "block" else "waiting"
    return outcome(rule, status, "unknown-contributor", sentence)


def identification(rule: Rule, asking: Asking) -> Outcome:
    """Return whether what is released is identified."""
    meant = _meant(rule, asking)
    lacking = [item for item in meant if item.missing]
    if lacking:
        sentence = "; ".join(f"{item.handle} lacks {listed(item.missing)}" for item in lacking)
        return outcome(rule, "blocked", "not-identified", sentence)
    shown = tuple(Evidence(what=f"{item.handle} is identified") for item in meant)
    return outcome(
        rule, "met", "identified", f"identified: {listed(item.handle for item in meant)}", evidence=shown
    )


def lines(rule: Rule, asking: Asking) -> Outcome:
    """Return whether the record names the fix on as many other lines of development as it must."""
    rfc = asking.case.facts.rfc
    named = sorted(rfc.fixes) if rfc else []
    patches = listed(item.handle for item in _meant(rule, asking))
    if len(named) < rule.count:
        sentence = f"{patches}: the record names {len(named)} of {rule.count} fixes on other lines (fixes)"
        return outcome(rule, "blocked", "lines-missing", sentence)
    shown = (Evidence(what=f"{patches}: {listed(named)}"),)
    return outcome(rule, "met", "lines-named", f"the same fix: {listed(named)}", evidence=shown)


def newer_policy(rule: Rule, asking: Asking) -> Outcome:
    """Return whether a changed policy can be loaded and is newer than the one that judges it."""
    case = asking.case
    change, version = case.facts.change.policy, case.policy.version
    if change is None:
        return outcome(rule, "error", "policy-unknown", "the policy changes, and nobody says to what")
    if change.fault or change.version is None:
        return outcome(
            rule,
            "blocked",
            "policy-invalid",
            f"the changed policy cannot be loaded: {change.fault or 'it is gone'}",
        )
    if change.version <= version:
        sentence = f"the changed policy has version {change.version}, and must have more than {version}"
        return outcome(rule, "blocked", "policy-older", sentence)
    shown = (Evidence(what=f"version {version} → {change.version}"),)
    return outcome(rule, "met", "policy-newer", f"version {version} → {change.version}", evidence=shown)


def _meant(rule: Rule, asking: Asking) -> tuple[ItemFacts, ...]:
    of_items = rule.when.of_items if rule.when else None
    items = asking.case.facts.change.items
    return asking.case.meant(of_items) if of_items else items

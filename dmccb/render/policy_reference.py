"""The vocabulary of policies -> its reference, in Markdown, as ``docs/policy-reference.md`` has it.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dmccb.policy.vocabulary import GROUPS, OF_ITEMS, PREDICATES, REQUIREMENTS, SETTINGS, STARTS, WAYS
from dmccb.rfc.verbs import SPOKEN, VERBS

_INTRODUCTION = """\
# The words of a policy

A policy is `baselines/policy/rules.yaml`, with `baselines/policy/profiles.yaml` beside it. Its rules have
these words and no others; a word that is not here is an error, with its line. `dmccb policy reference`
prints this page; `dmccb policy` says what the rules of a repository say.
"""

_ASKED = "Asked by itself where it has `when`; without, it is asked where another rule names it."


def reference() -> str:
    """Return the reference."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _INTRODUCTION
    yield from ("## Requirements", "", f"What a rule asks (`requirement`). {_ASKED}", "")
    yield from _table(("requirement", "it is met", "needs", "may have"), map(_requirement, REQUIREMENTS))
    ways = ", ".join(f"`{name}`" for name in sorted(WAYS))
    yield from ("", f"Only {ways} can be ways: what `any_of` and `settled_by` name.", "")
    yield from ("## When a rule applies", "", "Each question of `when` must have the answer yes.", "")
    of_request = {name: text for name, text in PREDICATES.items() if name not in OF_ITEMS}
    yield from _words("of the request", of_request)
    yield from ("", "The questions about an item must all be true of one and the same item.", "")
    yield from _words("of an item", {name: PREDICATES[name] for name in PREDICATES if name in OF_ITEMS})
    yield from (
        "",
        "## Who",
        "",
        "`roles` are those of the organization; `groups` follow from the request.",
        "",
    )
    yield from _words("group", GROUPS)
    yield from ("", "## Since when", "", "A period begins with the latest of its `starts`.", "")
    yield from _words("start", STARTS)
    yield from ("", "## Settings", "", "Fields of the profile.", "")
    yield from _words("setting", SETTINGS)
    yield from ("", "## Commands", "", "At the start of a line of a comment, a review, or the request.", "")
    rows = (
        (f"`/rfc {' '.join(filter(None, [name, VERBS[name].usage]))}`", VERBS[name].meaning)
        for name in SPOKEN
    )
    yield from _table(("command", "it says"), rows)


def _requirement(name: str) -> tuple[str, str, str, str]:
    kind = REQUIREMENTS[name]
    return f"`{name}`", kind.meaning, _names(kind.needs), _names(kind.takes)


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`".replace("|", "` or `") for name in names)


def _words(heading: str, meanings: Mapping[str, str]) -> Iterator[str]:
    return _table((heading, "meaning"), ((f"`{name}`", text) for name, text in meanings.items()))


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _row(heads)
    yield _row(["---"] * len(heads))
    yield from map(_row, rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"

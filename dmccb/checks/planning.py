"""Releases, their milestones, their features -> dates that do not agree.

Pure.  Each rule is about the shipped kinds ``release`` and ``milestone``, and
says nothing where a repository has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dmccb.checks.finding import Finding
from dmccb.checks.index import RecordIndex, members, text
from dmccb.checks.schema import quoted
from dmccb.records.record import Record


def releases(world: RecordIndex) -> Iterator[Finding]:
    """Yield features that do not fit their release's milestone."""
    milestones = world.of("milestone")
    for release in world.of("release").values():
        milestone = milestones.get(text(release, "milestone"))
        if milestone is None:
            continue
        for index, code in members(release, "features"):
            feature = milestones.get(code)
            if feature is not None:
                yield from _feature(release, milestone, index, feature)


def _feature(release: Record, milestone: Record, index: int, feature: Record) -> Iterator[Finding]:
    at = ("features", index)
    if text(milestone, "completed"):
        if not text(feature, "completed"):
            yield Finding(
                rule="open-feature",
                record=release,
                at=at,
                message=f"features: {quoted(feature.id)} is not completed, but the release was on "
                f"{text(milestone, 'completed')}",
                hint="complete the feature, or move it to a later release",
            )
    elif not text(feature, "completed") and (days := _days(text(milestone, "due"), text(feature, "due"))) > 0:
        yield Finding(
            rule="feature-after-release",
            record=release,
            at=at,
            message=f"features: {quoted(feature.id)} is due {text(feature, 'due')}, "
            f"{days} {'day' if days == 1 else 'days'} after the release ({text(milestone, 'due')})",
            hint="move one of the two dates, or move the feature to a later release",
        )


def _days(first: str, second: str) -> int:
    """Return by how many days the second date is later; 0 where one of them is none."""
    try:
        return (date.fromisoformat(second) - date.fromisoformat(first)).days
    except ValueError:
        return 0


def completions(world: RecordIndex) -> Iterator[Finding]:
    """Yield what was completed after the day of the question."""
    for kind in world.kinds.values():
        if "completed" not in kind.fields or not kind.fields["completed"].date:
            continue
        for record in world.of(kind.name).values():
            done = text(record, "completed")
            if done and _days(world.as_of.isoformat(), done) > 0:
                yield Finding(
                    rule="future-completion",
                    record=record,
                    at=("completed",),
                    message=f"completed: {quoted(done)} is in the future (want a date up to {world.as_of})",
                    hint="what is expected is a 'forecast', if the kind has one",
                )

"""Seed × size -> the records of two baselines, and what lies between them.

The records look like a schedule's: about twelve lines each, one file for each
WBS element.  What changes is known before anything is compared, so that every
answer can be checked.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dmccb.records.record import Value

START = date(2015, 1, 5)
ANCHOR = 10
"""Every tenth record stays under its ID, so that others can refer to it."""

Fields = dict[str, Value]
Files = dict[str, dict[str, Fields]]
"""Path relative to the repository -> ID -> fields."""

Facts = dict[str, dict[str, object]]
"""ID -> what happened to it: change, earlier ID, and each field with its values."""

_DEEDS = ("Begin", "Demonstrate", "Integrate", "Verify", "Accept", "Review", "Deliver", "Commission")
_WORDS = """
    alert archive's bandwidth butler calibration camera catalog control coordinate dome's detector epoch
    exposure field filter flat focus frame guider hexapod image index ingest interface kernel latency lens
    mirror mount network notebook observatory operator's photometry pipeline platform pointing prompt query
    readout rehearsal sensor shutter simulator sky software spectrograph stack stand star storage stream
    summit survey telescope template test tile transient tuning vacuum vendor's visit wavefront workflow
""".split()  # noqa: SIM905 - words are easier to read than seventy quotes
_NOTES = (
    'Needs the "{}" {} and the {} first: see the minutes of the {} {}',
    "Depends on the {} {}, which the {} {} delivers with its {}.",
    "Re-planned after the review of the {} {} {}: the {} comes two months earlier.",
    "Covers the {} {}, the {} {} and its {}, the {}, and the training of those who run the {} {} by night.",
)
# Of a hundred changes, how many are of which kind.
_MIX = (
    ("slip", 58),
    ("complete", 12),
    ("members", 9),
    ("text", 8),
    ("add", 5),
    ("remove", 4),
    ("aka", 2),
    ("renumber", 2),
)
_KINDS = [kind for kind, share in _MIX for _ in range(share)]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to generate.

    Attributes
    ----------
    size
        Number of records.
    files
        Over how many files they are spread.
    share
        Part of the records that changes, from 0 to 1.
    together
        Whether all changes are in one file.
    seed
        Equal seeds give equal repositories.
    """

    size: int
    files: int
    share: float = 0.01
    together: bool = False
    seed: int = 1


def before(plan: Plan) -> Files:
    """Return the records of the old tag."""
    rng = random.Random(plan.seed)
    out: Files = {}
    for index in range(plan.size):
        file = index * plan.files // plan.size
        records = out.setdefault(f"baselines/milestones/{element(file)}.yaml", {})
        records[_key(index)] = _record(rng, index, element(file))
    return out


def after(plan: Plan, old: Files) -> tuple[Files, Facts]:
    """Return the records of the new tag, and what changed."""
    rng = random.Random(plan.seed + 1)
    new: Files = dict(old)
    facts: Facts = {}
    total = round(plan.size * plan.share)
    paths = list(old)[:1] if plan.together else list(old)
    for number, path in enumerate(paths):
        count = total // len(paths) + (number < total % len(paths))
        keys = list(old[path])
        records = dict(old[path])
        for key in sorted(rng.sample(keys, min(count, len(keys)))):
            _edit(rng, rng.choice(_KINDS), key, records, facts)
        new[path] = records
    return new, facts


def _edit(rng: random.Random, kind: str, key: str, records: dict[str, Fields], facts: Facts) -> None:
    old = records[key]
    if kind in ("remove", "aka", "renumber") and int(key[-6:]) % ANCHOR == 0:
        kind = "slip"
    if kind == "add":
        records[f"{key}A"] = old | {"title": f"{old['title']}, again"}
        facts[f"{key}A"] = {"change": "added"}
    elif kind == "remove":
        del records[key]
        facts[key] = {"change": "removed"}
    elif kind in ("aka", "renumber"):
        new = old | ({"aka": [key], "title": f"{old['title']}, renamed"} if kind == "aka" else {})
        records[f"{key}B"] = new
        del records[key]
        facts[f"{key}B"] = {"change": "renumbered", "old_id": key, "fields": differences(old, new)}
    else:
        new = _changed(rng, kind, int(key[-6:]), old)
        records[key] = new
        facts[key] = {"change": "changed", "fields": differences(old, new)}


def _changed(rng: random.Random, kind: str, index: int, old: Fields) -> Fields:
    """Return a record with one edit, as people make them."""
    if kind == "complete" and "completed" not in old:
        return old | {"completed": _later(old["due"], rng.randrange(-20, 20))}
    if kind == "members":
        members = old.get("predecessors", [])
        assert isinstance(members, list)
        if len(members) > 1 and rng.random() < 0.5:
            return old | {"predecessors": members[1:]}
        added = _key(ANCHOR * (index // ANCHOR // 2)) + ("" if index >= ANCHOR else "X")
        if added not in members:
            joined: list[Value] = [*sorted([*map(str, members), added])]
            return old | {"predecessors": joined}
    if kind == "text":
        field = rng.choice(("title", "comment"))
        return old | {field: f"{old.get(field, 'New.')} As agreed."}
    days = rng.choice((-14, 7, 28, 30, 91, 182))
    out = old | {"due": _later(old["due"], days)}
    return out | {"forecast": _later(old["forecast"], days)} if rng.random() < 0.5 else out


def differences(old: Mapping[str, Value], new: Mapping[str, Value]) -> dict[str, object]:
    """Return field -> old value, new value, days, members added and members removed."""
    out: dict[str, object] = {}
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name), new.get(name)
        if was == now:
            continue
        days = None
        if name in ("due", "forecast", "completed") and was and now:
            days = (date.fromisoformat(str(now)) - date.fromisoformat(str(was))).days
        mine, theirs = (value if isinstance(value, list) else [] for value in (now, was))
        added, removed = [m for m in mine if m not in theirs], [m for m in theirs if m not in mine]
        out[name] = [was, now, days, added, removed]
    return out


def _record(rng: random.Random, index: int, wbs: str) -> Fields:
    due = START + timedelta(days=rng.randrange(3000))
    out: Fields = {
        "title": _title(rng, index),
        "wbs": wbs,
        "level": rng.randrange(2, 5),
        "due": due.isoformat(),
        "forecast": (due + timedelta(days=rng.randrange(-30, 60))).isoformat(),
    }
    if rng.random() < 0.4:
        out["completed"] = (due + timedelta(days=rng.randrange(-30, 60))).isoformat()
    nearest = index - index % ANCHOR - ANCHOR
    earlier = range(max(0, nearest - 20 * ANCHOR), nearest + 1, ANCHOR)
    if earlier:
        count = min(len(earlier), rng.randrange(2, 4))
        out["predecessors"] = [_key(each) for each in sorted(rng.sample(earlier, count))]
    out["test_spec"] = f"LDM-{rng.randrange(500, 700)} §{rng.randrange(1, 9)}.{rng.randrange(1, 30)}"
    out["jira"] = f"DM-{rng.randrange(1000, 40000)}"
    note = rng.choice(_NOTES)
    out["comment"] = note.format(*rng.choices(_WORDS, k=note.count("{}")))
    return out


def _title(rng: random.Random, index: int) -> str:
    deed, (one, two, three) = rng.choice(_DEEDS), rng.choices(_WORDS, k=3)
    forms = (
        f"{deed} the {one} {two} {three}, step {index}",
        f"{deed} the {one} {two}: {three}, step {index}",
        f'{deed} the "{one} {two}" of the {three}, step {index}',
    )
    return rng.choices(forms, (8, 1, 1))[0]


def _key(index: int) -> str:
    return f"LDM-503-{index:06d}"


def element(file: int) -> str:
    return f"02C.{file // 20 + 1:02d}.{file % 20:02d}"


def _later(day: Value, days: int) -> str:
    return (date.fromisoformat(str(day)) + timedelta(days=days)).isoformat()

"""Seed × size -> the records of two baselines, and what lies between them.

The records look like a schedule's: about twelve lines each, one file for each
WBS element, two or three predecessors for each milestone, so that chains run
through all of it.  What changes is known before anything is compared, so that
every answer can be checked.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dmccb.records.record import Value

START = date(2015, 1, 5)
LEAF = 10
"""Every tenth record is one that no other waits for, so that it can be removed or renumbered."""

REACH = 40
"""How far back the predecessors of a record are, at most."""

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
# Of a hundred changes, how many are of which kind; ten of them are changes of leaves.
_MIX = {"slip": 56, "complete": 12, "members": 9, "text": 8, "add": 5}
_MIX_OF_LEAVES = {"remove": 4, "aka": 2, "renumber": 2, "slip": 2}


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
        wbs = element(index * plan.files // plan.size)
        out.setdefault(path_of(wbs), {})[key_of(index)] = _record(rng, index, wbs)
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
            mix = _MIX_OF_LEAVES if _is_leaf(int(key[-6:])) else _MIX
            kind = rng.choices(list(mix), list(mix.values()))[0]
            _edit(rng, kind, key, records, facts)
        new[path] = records
    return new, facts


def _edit(rng: random.Random, kind: str, key: str, records: dict[str, Fields], facts: Facts) -> None:
    old = records[key]
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
    if kind == "members" and index > 1:
        members = old.get("predecessors", [])
        assert isinstance(members, list)
        if len(members) > 1 and rng.random() < 0.5:
            return old | {"predecessors": members[1:]}
        added = key_of(index // 2 | 1)  # earlier, so that there is no cycle, and no leaf
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
    earlier = [each for each in range(max(0, index - REACH), index) if not _is_leaf(each)]
    if earlier:
        count = min(len(earlier), rng.randrange(2, 4))
        out["predecessors"] = [key_of(each) for each in sorted(rng.sample(earlier, count))]
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


def key_of(index: int) -> str:
    """Return the ID of a record."""
    return f"LDM-503-{index:06d}"


def _is_leaf(index: int) -> bool:
    return index % LEAF == 0


def path_of(wbs: Value) -> str:
    """Return the file that has the milestones of a WBS element."""
    return f"baselines/milestones/{wbs}.yaml"


def element(file: int) -> str:
    """Return the code of the WBS element whose records are in a file."""
    return f"02C.{file // 20 + 1:02d}.{file % 20:02d}"


def _later(day: Value, days: int) -> str:
    return (date.fromisoformat(str(day)) + timedelta(days=days)).isoformat()

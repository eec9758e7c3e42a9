"""Change records to render: a realistic one, a hostile one, an empty one, a large one."""

from __future__ import annotations

from datetime import date, timedelta

from dmccb.compare.change import Change, FieldChange
from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.compare.changeset import ChangeSet, Move, Side
from dmccb.changerecord.groups import Group
from dmccb.records.field import Control, Field
from dmccb.records.record import Value
from tests.strategies import KINDS

ISR = "Basic instrument signature removal (ISR) capability."


SPECS = {
    name: spec
    for collection in ("documents", "releases", "milestones")
    for name, spec in KINDS[collection].fields.items()
}
"""What the shipped schemas say of a field; where several have it, the milestone's."""


def spec_of(name: str, compare: str = "") -> Field:
    """Return what the schemas say of a field, or that it compares like this."""
    return SPECS.get(name, Field(name=name, compare=compare))


def slip(name: str, old: str, new: str, control: Control = "controlled") -> FieldChange:
    """Build a date that moved."""
    return FieldChange(field=name, control=control, spec=spec_of(name), old=old, new=new)


def due(old: str, new: str) -> FieldChange:
    """Build a due date that moved."""
    return slip("due", old, new)


def done(day: str) -> FieldChange:
    """Build a completion."""
    return FieldChange(field="completed", control="status", spec=spec_of("completed"), new=day)


def members(name: str, old: list[Value], new: list[Value]) -> FieldChange:
    """Build a set that gained and lost members."""
    return FieldChange(
        field=name,
        control="controlled",
        spec=spec_of(name, "set"),
        old=old,
        new=new,
        added=tuple(value for value in new if value not in old),
        removed=tuple(value for value in old if value not in new),
    )


def fresh(name: str, value: Value, compare: str = "", control: Control = "controlled") -> FieldChange:
    """Build a field of a record that is new."""
    return FieldChange(field=name, control=control, spec=spec_of(name, compare), new=value)


def unknown(name: str, value: Value) -> FieldChange:
    """Build a field that is new, and of which no schema says anything."""
    return FieldChange(field=name, control="controlled", new=value)


def milestone(code: str, title: str, *fields: FieldChange) -> Change:
    """Build a milestone that changed."""
    control: Control = "controlled" if any(f.control == "controlled" for f in fields) else "status"
    return Change(
        collection="milestones", id=code, title=title, change="changed", control=control, fields=fields
    )


def release(code: str, *fields: FieldChange) -> Change:
    """Build a release that changed; releases have no title of their own."""
    return Change(
        collection="releases", id=code, title="", change="changed", control="controlled", fields=fields
    )


def move(feature: str, sources: tuple[str, ...], targets: tuple[str, ...]) -> Move:
    """Build the move of a feature to other releases."""
    return Move(collection="releases", members="features", feature=feature, sources=sources, targets=targets)


def assembled(
    groups: tuple[Group, ...], moves: tuple[Move, ...] = (), outside: int = 0, **words: str
) -> ChangeRecord:
    """Build the change record that has these groups."""
    changes = sorted(
        (change for group in groups for change in group.changes),
        key=lambda change: (change.collection, change.id),
    )
    changeset = ChangeSet(
        old=Side(name=words.pop("old", "LDM-564/v1.4"), commit="0" * 39 + "1"),
        new=Side(name=words.pop("new", "LDM-564/v1.5"), commit="0" * 39 + "2"),
        changes=tuple(changes),
        moves=moves,
    )
    return ChangeRecord(changeset=changeset, groups=groups, kinds=KINDS, outside=outside, **words)


def realistic() -> ChangeRecord:
    """Build a change such as LDM-564 v1.4 -> v1.5 (dates partly invented)."""
    return assembled(
        (_small_scale(), _comcam(), _pipelines(), _rehearsal(), _dp0(), _documents()),
        (move("DM-AP-7", ("LDM-503-06",), ("LDM-503-09a",)),),
        document="LDM-564",
        document_title="Data Management Releases for Verification/Integration",
        version="1.5",
        date="2021-06-03",
        rfc="RFC-781",
        owner="W. O'Mullane",
    )


def _small_scale() -> Group:
    renumbered = Change(
        collection="releases",
        id="LDM-503-08b",
        old_id="LDM-503-8b",
        title="",
        change="renumbered",
        control="controlled",
        evidence="named in aka of LDM-503-08b",
        fields=(FieldChange(field="milestone", control="controlled", old="LDM-503-8b", new="LDM-503-08b"),),
    )
    return Group(
        id="LDM-503-08b",
        title="Small Scale CCOB Data Access",
        due_old="2019-09-24",
        due_new="2019-08-27",
        changes=(
            renumbered,
            milestone("LDM-503-08b", "Small Scale CCOB Data Access", due("2019-09-24", "2019-08-27")),
        ),
    )


def _comcam() -> Group:
    code, title = "LDM-503-06", "DM ComCam interface verification readiness"
    return Group(
        id=code,
        title=title,
        due_old="2019-08-30",
        due_new="2020-01-24",
        changes=(
            release(code, members("features", ["DM-AP-7", "DM-NCSA-10", "DM-NCSA-11"], ["DM-NCSA-10"])),
            milestone(code, title, due("2019-08-30", "2020-01-24"), done("2020-02-28")),
            milestone(
                "DM-NCSA-11",
                "Verified acquisition of raw and crosstalk-corrected exposures at raft scale, incl. correct "
                "metadata",
                due("2019-08-30", "2019-12-27"),
                slip("forecast", "2019-12-20", "2020-01-10", "status"),
                done("2020-01-31"),
            ),
        ),
    )


def _pipelines() -> Group:
    code, title = "LDM-503-09a", "Pipelines Release Fall 2018"
    relation: list[Value] = ["DM-DRP-11", {"milestone": "DM-DAX-8", "type": "SS", "lag": 40}]
    return Group(
        id=code,
        title=title,
        due_old="2018-11-30",
        due_new="2018-11-30",
        changes=(
            release(code, members("features", ["DM-DRP-11"], ["DM-AP-7", "DM-DRP-11"])),
            milestone(
                code,
                title,
                members("predecessors", ["DM-DRP-11"], relation),
                FieldChange(field="level", control="controlled", old=2, new=3),
            ),
            milestone(
                "DM-AP-7",
                ISR,
                FieldChange(
                    field="title",
                    control="controlled",
                    spec=spec_of("title"),
                    old="Basic ISR capability.",
                    new=ISR,
                ),
                done("2018-06-29"),
            ),
        ),
    )


def _rehearsal() -> Group:
    code = "LDM-503-13"
    title = "Ops rehearsal for data release processing #1 (ComCam data)"
    lost = Change(
        collection="milestones",
        id="DM-STAFF",
        title="Staffing Checkpoint",
        change="removed",
        control="controlled",
        fields=(FieldChange(field="due", control="controlled", spec=spec_of("due"), old="2019-11-27"),),
    )
    long = (
        "All varieties of coadd required for object detection and characterization are now produced during "
        "normal pipeline operation (although not necessarily at the ultimately required level of fidelity)."
    )
    return Group(
        id=code,
        title=title,
        due_old="2021-04-23",
        due_new="2023-04-23",
        changes=(
            milestone(code, title, due("2021-04-23", "2023-04-23")),
            milestone("DM-DRP-15", long, due("2020-11-30", "2021-03-30")),
            lost,
        ),
    )


def _dp0() -> Group:
    code, title = "LDM-503-EFDa", "Replication of Summit EFD to USDF"
    features: list[Value] = ["DM-SQRE-6", "DM-SQRE-7"]
    return Group(
        id=code,
        title=title,
        due_new="2023-05-26",
        changes=(
            Change(
                collection="releases",
                id=code,
                title="",
                change="added",
                control="controlled",
                fields=(
                    fresh("document", "LDM-564"),
                    fresh("milestone", code),
                    fresh("features", features, "set"),
                ),
            ),
            Change(
                collection="milestones",
                id=code,
                title=title,
                change="added",
                control="controlled",
                fields=(fresh("title", title, "text"), fresh("level", 2), fresh("due", "2023-05-26", "date")),
            ),
        ),
    )


def _documents() -> Group:
    row: dict[str, Value] = {
        "version": "1.5",
        "date": "2021-06-03",
        "description": "Update schedule for 2021 reviews, approved in RFC-781",
        "owner": "W. O'Mullane",
    }
    changed = Change(
        collection="documents",
        id="LDM-564",
        title="Data Management Releases for Verification/Integration",
        change="changed",
        control="controlled",
        fields=(
            FieldChange(field="version", control="controlled", spec=spec_of("version"), old="1.4", new="1.5"),
            slip("date", "2019-12-09", "2021-06-03"),
            FieldChange(
                field="change_record",
                control="controlled",
                spec=spec_of("change_record"),
                old=[],
                new=[row],
                added=(row,),
            ),
        ),
    )
    return Group(id="", title="documents", changes=(changed,))


SPECIALS = (
    r"""# $ % & ~ _ ^ \ { } < > | " ' ` * [x](y) ![i](j) -- --- '' ,, ?` !` {{ x }} {% y %} \input{z} $x^2$"""
)
LINKS = (
    "@lsst/dm-ccb ping@example.org #123 GH-1 lsst/dm#4 :smile: https://example.org www.example.org "
    "0123456789abcdef0123456789abcdef01234567 </td></details></script><script>alert(1)</script> "
    "&amp; &#64; <!-- x"
)
SCRIPTS = (
    "é – ’ → ≤ ° µ × Jurić Żeljko Ωλ "
    "שלום (2021) \u202egnp.exe\u202c zero\u200bwidth 日本 👩‍🚀 \x1b[31mred a\u00a0b"
)


def hostile() -> ChangeRecord:
    """Build a change with every special character of every target."""
    comment = FieldChange(
        field="comment",
        control="note",
        spec=spec_of("comment"),
        old="1. one\n2. two\r\n\r\n- three\n=====\n",
        new='=HYPERLINK("https://example.org")\n.. raw:: html\n\n   <b>x</b>\n',
    )
    group = Group(
        id="R._-1",
        title=SPECIALS,
        due_old="2021-01-01",
        due_new="2020-12-04",
        changes=(
            milestone("R._-1", SPECIALS, due("2021-01-01", "2020-12-04")),
            milestone("1.", LINKS, members("predecessors", ["-x", "a|b"], ["a|b", "@x", "_y_"])),
            milestone("a__b__", SCRIPTS, comment),
            milestone(
                "x--y",
                "- =1+1",
                unknown("test_spec", "`code` ``more`` |sub| target_ __anon__ [1]_ :role:`x`"),
            ),
            milestone("z.", "  +cmd|' /C calc'!A0", fresh("wbs", "\t=1")),
        ),
    )
    moves = (move("x_y_", ("a*b*",), ("c`d`", "e|f")),)
    return assembled(
        (group, Group(id="", title="<odd>|kind_s", changes=(_odd(),))),
        moves,
        document="A_B&C-1",
        document_title=SPECIALS,
        version="50%_{",
        rfc="RFC-#1",
        owner="O'Mullane, @womullan & Jurić",
        old="feature/x_y#1",
        new="*new*",
    )


def _odd() -> Change:
    value: Value = {"name": "a, b", "note": ["<i>", {"deep": "&"}], "flag": True}
    return Change(
        collection="<odd>|kind_s",
        id="..",
        title="::",
        change="added",
        control="controlled",
        fields=(fresh("weird.field_name", value),),
    )


def empty() -> ChangeRecord:
    """Build the change record of no change."""
    return assembled((), document="LDM-564", version="1.5")


def large(count: int = 800) -> ChangeRecord:
    """Build a change record of many changes in 20 releases."""
    start = date(2021, 1, 1)
    groups = []
    for index in range(20):
        code = f"LDM-503-{index:02d}"
        changes = [
            milestone(
                f"DM-{index:02d}-{number:03d}",
                f"Milestone {number} of release {index}, with a title of an ordinary length",
                due(start.isoformat(), (start + timedelta(days=number - 10 or 1)).isoformat()),
            )
            for number in range(count // 20)
        ]
        groups.append(Group(id=code, title=f"Release {index}", changes=tuple(changes), due_new="2021-06-01"))
    return assembled(tuple(groups), document="LDM-564", version="1.5")


CASES = {"realistic": realistic, "hostile": hostile, "empty": empty}
"""The cases that have golden files."""

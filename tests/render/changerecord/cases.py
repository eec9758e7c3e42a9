"""Change records to render: a realistic one, a hostile one, an empty one, a large one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.changerecord.filters import Filters
from dmccb.changerecord.head import Head, VersionRow
from dmccb.compare.change import Change, FieldChange
from dmccb.compare.changeset import Move, Side
from dmccb.impact.responsible import Responsible
from dmccb.records.field import Control, Field
from dmccb.records.kinds import Kind
from dmccb.records.record import Fields, Value
from dmccb.records.roles import Role
from tests.changerecord.plans import State, day, state, told
from tests.strategies import KINDS

ISR = "Basic instrument signature removal (ISR) capability."


SPECS = {
    name: spec
    for collection in ("documents", "releases", "milestones")
    for name, spec in KINDS[collection].fields.items()
}
"""What the shipped schemas say of a field; where several have it, the milestone's."""

OLD = Side(name="LDM-564/v1.4", commit="0" * 39 + "1", digest=f"sha256:{'a' * 64}", date="2019-12-09")
NEW = Side(name="LDM-564/v1.5", commit="0" * 39 + "2", digest=f"sha256:{'b' * 64}", date="2021-05-10")
SIDES = OLD, NEW
AS_OF = date(2021, 5, 10)
"""The day of the newer side."""

# ------------------------------------------------------------- parts of a change


def spec_of(name: str, compare: str = "") -> Field:
    """Return what the schemas say of a field, or that it compares like this."""
    return SPECS.get(name, Field(name=name, compare=compare))


def slip(name: str, old: str, new: str, control: Control = "controlled") -> FieldChange:
    """Build a date that moved."""
    return FieldChange(field=name, control=control, spec=spec_of(name), old=old, new=new)


def due(old: str, new: str) -> FieldChange:
    """Build a due date that moved."""
    return slip("due", old, new)


def done(on: str) -> FieldChange:
    """Build a completion."""
    return FieldChange(field="completed", control="status", spec=spec_of("completed"), new=on)


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


def move(feature: str, sources: tuple[str, ...], targets: tuple[str, ...]) -> Move:
    """Build the move of a feature to other releases."""
    return Move(collection="releases", members="features", feature=feature, sources=sources, targets=targets)


# ---------------------------------------------------------------- change records

TITLES: Mapping[str, str] = {
    "LDM-503-06": "DM ComCam interface verification readiness",
    "LDM-503-08": "Spectrograph data acquisition",
    "LDM-503-09a": "Pipelines Release Fall 2018",
    "LDM-503-13": "Ops rehearsal for data release processing #1 (ComCam data)",
    "LDM-503-EFDa": "Replication of Summit EFD to USDF",
    "DM-NCSA-10": "Verified acquisition at raft scale",
    "DM-NCSA-11": "Verified acquisition of raw and crosstalk-corrected exposures at raft scale, incl. "
    "correct metadata",
    "DM-NCSA-12": "Archiving of what was acquired",
    "DM-DRP-11": "Basic coaddition",
    "DM-DRP-15": "All varieties of coadd required for object detection and characterization are now "
    "produced during normal pipeline operation (although not necessarily at the ultimately required level)",
    "DM-AP-7": ISR,
    "DM-SQRE-6": "EFD at the summit",
    "DM-SQRE-7": "EFD at the USDF",
    "DM-STAFF": "Staffing Checkpoint",
    "LSST-1": "Commissioning camera on the summit",
    "LSST-2": "Mirror coated",
}

WHO = {
    "02C.03": Responsible(
        wbs="02C.03",
        title="Alert Production",
        institution="University of Washington",
        role="Alert Production T/CAM",
        holders=("E. Bellm",),
    ),
    "02C.04": Responsible(
        wbs="02C.04",
        title="Data Release Production",
        institution="Princeton University",
        role="Science Pipelines T/CAM",
        holders=("Y. AlSayyad",),
    ),
    "02C.07": Responsible(wbs="02C.07", title="LSST Data Facility", institution="NCSA", role="LDF T/CAM"),
}

VERSION = (
    "LDM-564's change record: 1.5 (2021-06-03), RFC-781, W. O'Mullane: Update schedule for 2021 reviews."
)
"""What the document says of its version."""

HEAD = Head(
    document="LDM-564",
    title="Data Management Releases for Verification/Integration",
    version="1.5",
    row=VersionRow(
        date="2021-06-03",
        rfc="RFC-781",
        owner="W. O'Mullane",
        description="Update schedule for 2021 reviews.",
    ),
    notes=(
        ("LDM-564/v1.4", "The draft on the way from 1.3 to 1.4, not the released PDF."),
        ("LDM-564/v1.5", "The state from which 1.5 was written."),
    ),
)


def plan(milestones: Mapping[str, Fields], releases: Mapping[str, list[str]], version: str) -> State:
    """Build a state of LDM-564: its releases with their features, and all milestones."""
    titled = {
        key: {"title": TITLES.get(key, f"Title of {key}"), **fields} for key, fields in milestones.items()
    }
    held: dict[str, Fields] = {
        key: {"document": "LDM-564", **({"features": list(features)} if features else {})}
        for key, features in releases.items()
    }
    document: Fields = {"title": HEAD.title, "version": version}
    return state(titled, held, documents={"LDM-564": document})


def realistic() -> ChangeRecord:
    """Return the record of a change such as LDM-564 v1.4 -> v1.5 (dates partly invented)."""
    return told(*_realistic(), head=HEAD, who=WHO, sides=SIDES, as_of=AS_OF)


def _realistic() -> tuple[State, State]:
    ncsa, drp, ap = ({"wbs": code} for code in ("02C.07", "02C.04", "02C.03"))
    old = plan(
        {
            "LDM-503-8b": {"title": "Small Scale CCOB Data Access", "due": "2019-09-24", "level": 2},
            "LDM-503-06": {**ncsa, "due": "2019-08-30", "level": 2},
            "LDM-503-08": {"due": "2019-10-31", "level": 2},
            "LDM-503-09a": {"due": "2018-11-30", "level": 2, "predecessors": ["DM-DRP-11"]},
            "LDM-503-13": {"due": "2021-04-23", "level": 2, **drp},
            "DM-NCSA-10": {**ncsa, "due": "2019-07-30"},
            "DM-NCSA-11": {**ncsa, "due": "2019-08-30", "forecast": "2019-12-20"},
            "DM-NCSA-12": {**ncsa, "due": "2020-02-28"},
            "DM-DRP-11": {**drp, "due": "2018-10-31", "completed": "2018-10-30"},
            "DM-DRP-15": {**drp, "due": "2020-11-30"},
            "DM-AP-7": {**ap, "title": "Basic ISR capability.", "due": "2018-11-30"},
            "DM-STAFF": {"due": "2019-11-27"},
            "LSST-1": {"due": "2019-11-01"},
            "LSST-2": {},
        },
        {
            "LDM-503-8b": [],
            "LDM-503-06": ["DM-AP-7", "DM-NCSA-10", "DM-NCSA-11", "DM-NCSA-12"],
            "LDM-503-08": [],
            "LDM-503-09a": ["DM-DRP-11"],
            "LDM-503-13": ["DM-DRP-15", "DM-STAFF"],
        },
        "1.4",
    )
    relation: Value = {"milestone": "DM-DAX-8", "type": "SS", "lag": 40}
    new = plan(
        {
            "LDM-503-08b": {
                "title": "Small Scale CCOB Data Access",
                "due": "2019-08-27",
                "level": 2,
                "aka": ["LDM-503-8b"],
            },
            "LDM-503-06": {**ncsa, "due": "2020-01-24", "level": 2, "completed": "2020-02-28"},
            "LDM-503-08": {"level": 2},
            "LDM-503-09a": {"due": "2018-11-30", "level": 3, "predecessors": ["DM-DRP-11", relation]},
            "LDM-503-13": {"due": "2023-04-23", "level": 2, **drp},
            "LDM-503-EFDa": {"due": "2023-05-26", "level": 2},
            "DM-NCSA-10": {**ncsa, "due": "2019-07-30", "completed": "[..2021-05-10]"},
            "DM-NCSA-11": {
                **ncsa,
                "due": "2019-12-27",
                "forecast": "2020-01-10",
                "completed": "2020-01-31",
            },
            "DM-NCSA-12": {**ncsa, "due": "2020-11"},
            "DM-DRP-11": {
                **drp,
                "due": "2018-10-31",
                "completed": "2018-10-30",
                "deliverable": "Test report",
            },
            "DM-DRP-15": {**drp, "due": "2021-03-30", "level": 3},
            "DM-AP-7": {**ap, "due": "2018-11-30", "completed": "2018-06-29"},
            "DM-SQRE-6": {"due": "2023-01-31"},
            "DM-SQRE-7": {"due": "2023-02"},
            "LSST-1": {"due": "2020-05-01"},
            "LSST-2": {"due": "2022-02"},
        },
        {
            "LDM-503-08b": [],
            "LDM-503-06": ["DM-NCSA-10", "DM-NCSA-11"],
            "LDM-503-08": [],
            "LDM-503-09a": ["DM-AP-7", "DM-DRP-11"],
            "LDM-503-13": ["DM-DRP-15"],
            "LDM-503-EFDa": ["DM-SQRE-6", "DM-SQRE-7"],
        },
        "1.5",
    )
    return old, new


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
ODD = "<odd>|kind_s"


def hostile() -> ChangeRecord:
    """Return the record of a change with every special character of every target."""
    released: Fields = {"document": "A_B&C-1"}
    weird: Value = {"name": "a, b", "note": ["<i>", {"deep": "&"}], "flag": True}
    features: list[Value] = ["1.", "a__b__", "x--y", "z."]
    old = state(
        {
            "R._-1": {"title": SPECIALS, "due": "2021-01-01", "wbs": LINKS},
            "1.": {"title": LINKS, "predecessors": ["-x", "a|b"]},
            "a__b__": {"title": SCRIPTS, "comment": "1. one\n2. two\r\n\r\n- three\n=====\n"},
            "x--y": {"title": "- =1+1"},
            "z.": {"title": "  +cmd|' /C calc'!A0", "due": "2021-01-01", "wbs": "|_"},
            "x_y_": {},
        },
        {
            "R._-1": {**released, "features": features},
            "a*b*": {**released, "features": ["x_y_"]},
            "c`d`": released,
            "e|f": released,
        },
    )
    new = state(
        {
            "R._-1": {"title": SPECIALS, "due": "2020-12-04", "wbs": LINKS},
            "1.": {"title": LINKS, "predecessors": ["@x", "_y_", "a|b"]},
            "a__b__": {
                "title": SCRIPTS,
                "comment": '=HYPERLINK("https://example.org")\n.. raw:: html\n\n   <b>x</b>\n',
            },
            "x--y": {
                "title": "- =1+1",
                "test_spec": "`code` ``more`` |sub| target_ __anon__ [1]_ :role:`x`",
            },
            "z.": {"title": "  +cmd|' /C calc'!A0", "due": "2021-02-01", "wbs": "\t=1"},
            "x_y_": {},
        },
        {
            "R._-1": {**released, "features": features},
            "a*b*": released,
            "c`d`": {**released, "features": ["x_y_"]},
            "e|f": {**released, "features": ["x_y_"]},
        },
        **{ODD: {"..": {"weird.field_name": weird}}},
    )
    kinds = dict(
        sorted(
            {
                **KINDS,
                ODD: Kind(name="<odd>|kind", noun="<odd>|kind", folder=ODD, fields={}, schema={}),
            }.items()
        )
    )
    row = VersionRow(rfc="RFC-#1", owner="O'Mullane, @womullan & Jurić", description=LINKS)
    head = Head(
        document="A_B&C-1",
        title=SPECIALS,
        version="50%_{",
        row=row,
        notes=((SPECIALS, LINKS), ("*", SCRIPTS)),
    )
    boss = Responsible(wbs="\t=1", title=SPECIALS, institution=LINKS, role="<b>", holders=("- =1",))
    return told(
        old,
        new,
        head=head,
        who={"\t=1": boss},
        kinds=kinds,
        sides=(OLD._replace(name="feature/x_y#1", digest=""), Side(name="*new*")),
        invalid={"1.": (f"*new*: {SPECIALS}", LINKS), "x--y": (SCRIPTS,)},
    )


def empty() -> ChangeRecord:
    """Return the record of no change."""
    old = plan({"LDM-503-06": {}}, {"LDM-503-06": []}, "1.5")
    return told(old, old, head=Head(document="LDM-564", version="1.5"), sides=SIDES)


def large(count: int = 800) -> ChangeRecord:
    """Return the record of many changes in 20 releases; some dates are as they were."""
    milestones: dict[str, Fields] = {}
    moved: dict[str, Fields] = {}
    releases: dict[str, list[str]] = {}
    for index in range(20):
        code = f"LDM-503-{index:02d}"
        titles = {
            f"DM-{index:02d}-{number:03d}": f"Milestone {number} of release {index}, with an ordinary title"
            for number in range(count // 20)
        }
        releases[code] = list(titles)
        milestones[code] = moved[code] = {"due": day(500)}
        for number, (key, title) in enumerate(titles.items()):
            milestones[key] = {"title": title, "due": day(366)}
            moved[key] = {"title": title, "due": day(366 + (number - 10 or 1))}
    return told(
        plan(milestones, releases, "1.5"),
        plan(moved, releases, "1.5"),
        head=Head(document="LDM-564", version="1.5"),
        sides=SIDES,
    )


def of(old: State, new: State, *, document: str = "", sides: tuple[Side, Side] = SIDES) -> ChangeRecord:
    """Return the change record between two states."""
    return told(old, new, head=Head(document=document), sides=sides)


def named(text: str) -> ChangeRecord:
    """Return a change record whose every name, title and value is the given text."""
    kind = Kind(
        name=text,
        folder=text,
        fields={text: Field(name=text), "name": Field(name="name", roles=(Role.TITLE,))},
        schema={},
        noun=text,
        roles={Role.TITLE: (Field(name="name", roles=(Role.TITLE,)),)},
    )
    due: Fields = {"title": text, "due": "2020-01-01", "wbs": text}
    old = state(
        {text: due, "M": due, "F": {"title": text}},
        {text: {"document": text, "features": ["F"]}},
        **{text: {text: {text: "", "name": text}, "-": {"name": text}}},
    )
    new = state(
        {text: {**due, "due": "2020-02-01"}, "N": {**due, text: [text, {text: text}], "comment": text}},
        {text: {"document": text}},
        **{text: {text: {text: text, "name": text}, "+": {"name": text, text: text}}},
    )
    row = VersionRow(date=text, rfc=text, owner=text, description=text)
    who = Responsible(wbs=text, title=text, institution=text, role=text, holders=(text,))
    return told(
        old,
        new,
        head=Head(document=text, title=text, version=text, row=row, notes=((text, text),)),
        filters=Filters(institutions=(text,), patterns=("*",), open_only=False),
        who={text: who},
        kinds={**KINDS, text: kind},
        sides=(Side(name=text, commit=text, date=text), Side(name=f"{text}!", commit=text, date=text)),
        invalid={text: (text,)},
    )


def titled(text: str) -> ChangeRecord:
    """Return the change record of one milestone with a title, that slipped by a day to the earlier side."""
    old = state({"M": {"title": text, "due": "2020-01-02"}})
    return of(old, state({"M": {"title": text, "due": "2020-01-01"}}))


CASES = {"realistic": realistic, "hostile": hostile, "empty": empty}
"""The cases that have golden files."""

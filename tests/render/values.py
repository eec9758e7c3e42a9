"""A value of each kind that can be written, small or with many rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from dmccb.baseline.status import RegisteredStatus, State
from dmccb.checks.rules import Rule, RuleInForce
from dmccb.compare.change import Change
from dmccb.compare.event import Event, History, RecordHistory, Registered
from dmccb.impact.affected import Affected
from dmccb.impact.effect import ChangedItem, Effect
from dmccb.impact.impact import Impact, Link
from dmccb.impact.named import Named, ShownWithNames
from dmccb.impact.responsible import Responsible
from dmccb.impact.standing import Part, Shown, Standing
from dmccb.impact.timing import UNDATED, Margin, Timing
from dmccb.importers.importresult import ImportResult, Remark
from dmccb.problems import Problem, Severity
from dmccb.records.dates import Difference, difference
from dmccb.records.field import Field
from dmccb.records.kinds import Kind
from dmccb.records.record import Fields, Record
from dmccb.render.import_report import ImportReport
from tests.render import decisions, policies, routes
from tests.render.changerecord import cases

TITLE = "Verified acquisition of raw and crosstalk-corrected exposures at raft scale, incl. correct metadata"

KIND = Kind(
    name="milestone",
    folder="milestones",
    schema={},
    fields={
        "title": Field(name="title", type="string"),
        "due": Field(name="due", type="string", date=True),
        "predecessors": Field(name="predecessors", type="array"),
    },
)


def problem(number: int = 1, **changes: str) -> Problem:
    found = Problem(
        path="baselines/milestones/02C.03.yaml", line=number, column=8, rule="tab", id="M-1", message=TITLE
    )
    return replace(found, **changes)  # type: ignore[arg-type]  # texts, of fields that are texts


def rule(
    name: str, severity: Severity | Literal["off"] = "warning", citation: str = "LDM-5 §1"
) -> RuleInForce:
    described = Rule(id=name, severity="warning", description=f"{TITLE}.", citation=citation)
    return RuleInForce(rule=described, severity=severity)


def record(number: int = 1) -> Shown:
    fields: Fields = {"predecessors": ["M-2", "M-3"], "due": "2020-01-31", "title": TITLE}
    found = Record(id=f"M-{number}", fields=fields, path="baselines/milestones.yaml", line=number)
    return Shown(kind=KIND, record=found)


def part(number: int, one: Timing, collection: str = "milestones") -> Part:
    """Return a feature of a release."""
    spec = Field(name="features", label="features")
    noun = "milestone" if collection else ""
    return Part(item=(collection, f"M-{number}"), title=TITLE, noun=noun, field=spec, timing=one)


def standing() -> Standing:
    """Return where a release stands, with a feature in each state."""
    return Standing(
        item=("releases", "R-1"),
        as_of=date(2020, 6, 30),
        timing=Timing(
            dated_by=("milestones", "R-1"),
            due="2020-12",
            state="open",
            margin=Margin(waits_for=("milestones", "M-3"), due="2020-11-30", between=Difference(1, 31)),
        ),
        carrier="milestone R-1",
        members=(
            part(1, Timing(due="2020-01-31", completed="2020-01-30", state="completed")),
            part(2, Timing(due="2020-05", state="overdue", overdue_days=30)),
            part(3, Timing(due="2020-11-30", state="open")),
            part(4, Timing(state="open")),
            part(5, Timing(), ""),
        ),
    )


def planned(number: int = 2) -> Shown:
    """Return a release with its features."""
    shown = record(number)
    return Shown(kind=shown.kind, record=shown.record, standing=standing())


def timing(due: str, needed: str = "", completed: str = "") -> Timing:
    """Return what is known of a milestone that is to be done by a day, after P-1."""
    between = difference(needed, due)
    return Timing(
        dated_by=("milestones", "T-1"),
        due=due,
        completed=completed,
        state="completed" if completed else "open",
        margin=Margin(waits_for=("milestones", "P-1"), due=needed, between=between) if between else None,
    )


WHEN = timing("2020-03-01")


def link(code: str, collection: str = "milestones", distance: int = 1, when: Timing = WHEN) -> Link:
    return Link(
        item=(collection, code),
        title=TITLE if collection else "",
        field="predecessors",
        distance=distance,
        timing=when if collection in ("milestones", "releases") else UNDATED,
    )


def effect(
    code: str,
    collection: str = "milestones",
    distance: int = 1,
    sides: tuple[Timing | None, Timing | None] = (WHEN, WHEN),
) -> Effect:
    """Return what a change means for an item."""
    return Effect(
        item=(collection, code),
        title=TITLE if collection else "",
        distance=distance,
        before=sides[0] if collection else UNDATED,
        after=sides[1] if collection else UNDATED,
    )


def impact(links: int = 1) -> Impact:
    return Impact(
        item=("milestones", "M-1"),
        title=TITLE,
        as_of=date(2020, 2, 1),
        timing=timing("2020-02-28", needed="2020-02-18"),
        needs=(link("P-1", when=timing("2020-02-18")), link("02C.03", "wbs")),
        needed_by=(
            *(link(f"M-{number + 2}", when=timing("2020-03-01", "2020-02-28")) for number in range(links)),
            link("FAR-1", distance=2, when=timing("2020-04", completed="[..2020-01-31]")),
            link("X-9", "", 3),
        ),
        releases=(link("R-1", "releases", when=timing("2020-02-27", "2020-02-28")),),
        documents=("LDM-5", "PLAN-1"),
        tests=("R-1: LDM-5 §3",),
        responsible=(
            Responsible(wbs="1.2", title="Part", institution="SLAC", role="The boss", holders=("Ada", "Bo")),
            Responsible(wbs="1.3", title=""),
        ),
    )


def affected(links: int = 0) -> Affected:
    """Return what a change of M-1 and M-2 affects."""
    one = impact()
    slipped = (timing("2020-02-28", "2020-02-18"), timing("2020-04-28", "2020-02-18"))
    hit = (timing("2020-05-01", "2020-02-28"), timing("2020-05-01", "2020-04-28"))
    test = (timing("2020-04-29", "2020-02-28"), timing("2020-04-27", "2020-04-28"))
    return Affected(
        old="v1.0",
        new="v1.1",
        as_of=date(2020, 2, 1),
        others=3,
        changed=(
            ChangedItem(effect=effect("M-1", distance=0, sides=slipped), change="changed", fields=("due",)),
            ChangedItem(effect=effect("M-2", distance=0, sides=(None, timing("2020-03"))), change="added"),
        ),
        releases=(effect("R-1", "releases", 2, test), effect("R-0", "releases", 1, (test[0], None))),
        depending=(
            effect("HIT-1", sides=hit),
            effect("X-9", "", 3),
            *(effect(f"M-{number + 3}") for number in range(links)),
        ),
        documents=one.documents,
        tests=one.tests,
        responsible=one.responsible,
    )


def event(number: int = 1) -> Event:
    change = cases.milestone(
        "DM-NCSA-11",
        TITLE,
        cases.due("2019-08-30", "2019-12-27"),
        cases.slip("forecast", "2019-12-20", "2020-01-10", "status"),
        cases.done("2020-01-31"),
    )
    return Event(
        commit=f"{number:040x}",
        date="2020-01-31",
        author="A. Author",
        subject=f"Change {number}",
        change=change,
    )


def history(events: int = 2) -> History:
    found = [event(number) for number in range(events, 0, -1)]
    made = Registered("v1.0", "2020-01-31", "RFC-1", "N. Owner", note="A draft in hand.")
    found[-1] = replace(found[-1], baselines=(made,))
    return History(
        key="DM-NCSA-11",
        records=[
            RecordHistory(collection="milestones", id="DM-NCSA-11", events=found),
            RecordHistory(collection="releases", id="DM-NCSA-11", events=[]),
        ],
        shallow=False,
    )


def status(number: int = 0, **changes: str) -> RegisteredStatus:
    states: tuple[State, ...] = ("tagged", "untagged", "moved", "changed", "unclear", "lost")
    fields = {
        "document": "PLAN-1",
        "date": "2020-01-31",
        "digest": "sha256:" + "0123456789abcdef" * 4,
        "source": "Draft of 2020-01-31, in hand and not the released PDF, with its change record",
        "note": "a note",
    }
    entry = Record(id=f"v1.{number}", fields={**fields, **changes}, path="baselines/register.yaml", line=1)
    state = states[number % len(states)]
    return RegisteredStatus(
        entry=entry, tag=entry.id, state=state, commit="" if state == "lost" else f"{number:040x}"
    )


def rfc(number: int = 1, names: int = 0) -> ShownWithNames:
    """Return a request for comments that names people, and as many affected items as is asked for."""
    fields: Fields = {
        "title": TITLE,
        "requestor": "ada",
        "assignee": "ben",
        "class": "major",
        "planned_end": "2020-03-10",
    }
    kind = Kind(name="rfc", folder="rfcs", schema={}, fields={}, noun="RFC", beside=True)
    people = {"requestor": ("ada", "Ada Lovelace"), "assignee": ("ben", "Ben Franklin")}
    return ShownWithNames(
        shown=Shown(kind=kind, record=Record(id=f"RFC-{number}", fields=fields, path="rfcs/x.yaml", line=3)),
        names=(
            *(
                Named(field=field, item=("persons", key), noun="person", title=name)
                for field, (key, name) in people.items()
            ),
            Named(field="affected", item=("milestones", "M-1"), noun="milestone", title=TITLE),
            *(Named(field="affected", item=("", f"X-{each}")) for each in range(names)),
        ),
    )


def report(remarks: int = 2) -> ImportReport:
    said = [
        Remark(kind="missing", line=number, subject=f"M-{number}", text=f"no date {number}")
        for number in range(remarks)
    ]
    result = ImportResult(
        document="LDM-564",
        edition="2019-12-09",
        records={},
        removals={},
        remarks=(*said, Remark(kind="note", line=0, subject="", text="a note")),
        counts={"releases": 28, "features": 131},
    )
    return ImportReport(
        result=result,
        written={"milestones": {"added": 3, "changed": 0}, "releases": {"added": 0}},
        dry_run=True,
    )


VALUES: Mapping[str, Callable[[], object]] = {
    "ChangeRecord": cases.realistic,
    "ChangeCounts": cases.realistic,
    "Problems": lambda: [problem(1, hint="indent with spaces"), problem(2, severity="warning"), problem(3)],
    "Rules": lambda: [rule("r-1"), rule("r-2", "off")],
    "Impact": lambda: (impact(),),
    "ImpactOfChange": affected,
    "History": history,
    "Records": lambda: [record(1), planned(2)],
    "Baselines": lambda: [status(number) for number in range(6)],
    "RoutedChange": routes.routed,
    "Rfcs": lambda: [rfc(2), rfc(1)],
    "Rfc": rfc,
    "Policy": policies.shown,
    "PolicyRule": policies.explained,
    "PolicyTests": policies.ran,
    "Judged": decisions.judged,
    "Replayed": decisions.replayed,
    "ImportReport": report,
}


def many(kind: str, rows: int) -> object:
    """Return a value whose table has at least that many rows."""
    made: Mapping[str, Callable[[], object]] = {
        "ChangeRecord": cases.large,
        "ChangeCounts": cases.large,
        "Problems": lambda: [problem(number + 1, rule=f"r-{number}") for number in range(rows)],
        "Rules": lambda: [rule(f"r-{number}") for number in range(rows)],
        "Impact": lambda: (impact(rows),),
        "ImpactOfChange": lambda: affected(rows),
        "History": lambda: history(rows),
        "Records": lambda: [record(number + 1) for number in range(rows)],
        "Baselines": lambda: [status(number) for number in range(rows)],
        "RoutedChange": lambda: routes.routed(rows),
        "Rfcs": lambda: [rfc(number + 1) for number in range(rows)],
        "Rfc": lambda: rfc(names=rows),
        "Policy": lambda: policies.shown(rows),
        "PolicyRule": lambda: policies.explained(rows),
        "PolicyTests": lambda: policies.ran(rows),
        "Judged": lambda: decisions.judged(rows),
        "Replayed": lambda: decisions.replayed(rows),
        "ImportReport": lambda: report(rows),
    }
    return made[kind]()


def renamed(text: str) -> Mapping[str, object]:
    """Return a value of each kind whose every text is the given one."""
    change = Change(collection=text, id=text, title=text, change="removed", control="controlled")
    made = Registered(name=text, date=text, rfc=text, owner=text, reason=text, note=text)
    hostile = replace(event(), author=text, subject=text, change=change, baselines=(made,))
    kind = KIND._replace(name=text, folder=text)
    fields: Fields = {text: text, "title": [text, {text: text}]}
    entry = Record(
        id=text,
        fields=dict.fromkeys(("document", "date", "rfc", "digest", "source", "note"), text),
        path=text,
        line=1,
    )
    dated = Timing(
        dated_by=(text, text),
        due=text,
        completed=text,
        state="open",
        margin=Margin(waits_for=(text, text), due=text, between=Difference(least=1, most=2)),
    )
    done = replace(dated, state="completed")
    far = Link(item=(text, text), title=text, field=text, timing=dated)
    reached = Effect(item=(text, text), title=text, field=text, before=dated, after=done)
    whole = Impact(
        item=(text, text),
        title=text,
        timing=dated,
        needs=(far,),
        needed_by=(replace(far, item=("", text)),),
        releases=(far,),
        documents=(text,),
        tests=(text,),
        responsible=(Responsible(wbs=text, title=text, institution=text, role=text, holders=(text,)),),
    )
    changed = ChangedItem(
        effect=reached,
        change="renumbered",
        old_id=text,
        fields=(text,),
        references=(((text, text), text),),
        referenced_by=((("", text), text),),
    )
    dated = Timing(
        due=text,
        completed=text,
        state="completed",
        margin=Margin(waits_for=(text, text), due=text, between=Difference(None, None)),
    )
    other = Part(item=(text, text), title=text, noun=text, field=Field(name=text), timing=dated)
    odd = Standing(
        item=(text, text),
        as_of=date(2020, 1, 31),
        timing=dated,
        carrier=text,
        members=(other,),
        groups=(other,),
    )
    record = cases.named(text)
    asked = ShownWithNames(
        shown=Shown(
            kind=kind,
            record=Record(
                id=text,
                fields=dict.fromkeys((*rfc().record.fields, text), text),
                path=text,
                line=1,
            ),
            invalid=(text,),
        ),
        names=(
            Named(field="requestor", item=(text, text), title=text),
            Named(field=text, item=(text, text), noun=text, title=text),
            Named(field=text, item=("", text)),
        ),
    )
    return {
        "ChangeRecord": record,
        "ChangeCounts": record,
        "Problems": [problem(path=text, id=text, message=text, hint=text)],
        "Rules": [rule(text, citation=text)],
        "Impact": (whole,),
        "ImpactOfChange": Affected(
            old=text,
            new=text,
            document=text,
            not_shown={text: 1},
            changed=(changed,),
            releases=(replace(reached, distance=1, after=dated),),
            depending=(replace(reached, item=("", text)), replace(reached, item=("", text), after=None)),
            documents=(text,),
            tests=(text,),
            responsible=whole.responsible,
        ),
        "History": History(
            key=text,
            records=[
                RecordHistory(collection=text, id=text, events=[hostile], former=(text,)),
                RecordHistory(collection=text, id=text, events=[]),
            ],
            shallow=False,
        ),
        "Records": [Shown(kind=kind, record=Record(id=text, fields=fields, path=text, line=1), standing=odd)],
        "Baselines": [RegisteredStatus(entry=entry, tag=text, state="moved", commit="0" * 40)],
        "RoutedChange": routes.named(text),
        **policies.named(text),
        **decisions.named(text),
        "Rfcs": [asked],
        "Rfc": asked,
        "ImportReport": ImportReport(
            result=ImportResult(
                document=text,
                edition=text,
                records={},
                removals={},
                remarks=(Remark(kind="note", line=1, subject=text, text=text),),
                counts={text: 1},
            ),
            written={text: {"added": 1}},
            dry_run=False,
        ),
    }

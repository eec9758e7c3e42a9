"""Each rule: one baseline that breaks it, one that does not; and the short cuts that must be exact."""

from __future__ import annotations

import re
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.checks.check import run_checks
from dmccb.checks.record_file import FileRead, Reader
from dmccb.checks.rules import RULES
from dmccb.checks.since.introduced import introduced
from dmccb.checks.since.lazy_index import IndexedFile, LazyIndex, NeedsFullCheckError
from dmccb.checks.since.narrow import findings_of_change
from dmccb.problems import Problem
from dmccb.records.format import formatted
from dmccb.records.kinds import Kind
from dmccb.records.record import Fields
from dmccb.records.write import modeline, write_file
from dmccb.repository.schemas import load_kinds

ROOT = Path(__file__).resolve().parents[2]
KINDS = load_kinds()
AS_OF = date(2020, 1, 1)

Records = dict[str, dict[str, Fields]]


def check(records: Records) -> list[Problem]:
    """Judge records that are written in canonical form, one file for each collection."""
    files = []
    for name, held in records.items():
        kind = KINDS[name]
        path = f"baselines/{kind.folder}.yaml"
        files.append(Reader(kind).read(path, write_file(kind, path, held).encode()))
    return run_checks(files, KINDS, AS_OF)


def milestone(**fields: object) -> Fields:
    return {"title": "A", **fields}  # type: ignore[dict-item] # what a case is about may be anything


def release(**fields: object) -> Fields:
    return {"document": "LDM-564", "milestone": "R-1", **fields}  # type: ignore[dict-item] # as above


DOCUMENTS: dict[str, Fields] = {"LDM-564": {"title": "Releases"}}


def planned(r1: Fields, m1: Fields) -> Records:
    """A release R-1 with the feature M-1."""
    return {
        "documents": DOCUMENTS,
        "milestones": {"R-1": r1, "M-1": m1},
        "releases": {"R-1": release(features=["M-1"])},
    }


def product(**fields: object) -> Fields:
    return {"title": "A", "manager": "jo", "owner": "jo", **fields}  # type: ignore[dict-item] # as above


def products(**held: Fields) -> Records:
    return {"persons": {"jo": {"name": "Jo"}}, "products": held}


PAPERS = {"release_note": "LDM-1", "test_report": "LDM-2"}
MANUALS = {"user_manual": "LDM-3", "requirements": "LDM-4", "test_specification": "LDM-5"}


def released(**fields: object) -> Records:
    identified = {"status": "released", "class": "minor", "version": "1.10", "item": "p", "tag": "v1.10"}
    return {
        "documents": DOCUMENTS,
        "milestones": {"R-1": milestone()},
        "releases": {"R-1": release(**{**identified, "documentation": PAPERS, **fields})},
        **products(p=product()),
    }


def document(**fields: object) -> Records:
    row = {"version": "1.10", "date": "2019-01-01", "rfc": "RFC-1"}
    whole = {"title": "A", "series": "LDM", "status": "released", "version": "1.10", "change_record": [row]}
    kept = {name: value for name, value in {**whole, **fields}.items() if value is not None}
    return {"documents": {"LDM-1": kept}}  # type: ignore[dict-item] # as above


def cycle(field: str, *targets: str) -> Records:
    """A cycle's worth of milestones: each refers to the next."""
    names = [f"M-{number}" for number in range(len(targets))]
    return {"milestones": {name: milestone(**{field: [to]}) for name, to in zip(names, targets, strict=True)}}


GOOD = [
    pytest.param({"milestones": {"A": milestone(predecessors=["elsewhere"])}}, id="external-reference"),
    pytest.param({"milestones": {"A": milestone(), "B": milestone(predecessors=["A"])}}, id="a-chain"),
    pytest.param(
        {"milestones": {"A": milestone(successors=["B"]), "B": milestone(predecessors=["A"])}},
        id="both-directions-are-no-cycle",
    ),
    pytest.param({"milestones": {"A": milestone(aka=["A-old"])}}, id="aka-is-gone"),
    pytest.param({"milestones": {"A": milestone(completed="2020-01-01")}}, id="completed-today"),
    pytest.param(planned(milestone(due="2020-05-01"), milestone(due="2020-05-01")), id="due-the-same-day"),
    pytest.param(planned(milestone(due="2020-05-01"), milestone()), id="no-due-date"),
    pytest.param(
        planned(milestone(due="2019-05-01"), milestone(due="2019-05-02", completed="2019-04-01")),
        id="late-but-completed",
    ),
    pytest.param(
        planned(milestone(completed="2019-05-01"), milestone(completed="2019-06-01")), id="both-completed"
    ),
    pytest.param(
        products(a=product(), b={"title": "B", "parent": "a"}, c={"title": "C", "parent": "b"}),
        id="manager-and-owner-are-inherited",
    ),
    pytest.param(released(), id="minor-release"),
    pytest.param(released(**{"class": "major", "documentation": PAPERS | MANUALS}), id="major-release"),
    pytest.param(released(status="approved", documentation=MANUALS), id="approved-is-not-released"),
    pytest.param(document(), id="released-document"),
    pytest.param(document(status="draft", version=None, change_record=[{}]), id="draft-with-blank-row"),
]

BAD = [
    pytest.param(
        {"documents": DOCUMENTS, "releases": {"R-1": release()}},
        ["unknown-reference 5:14 R-1: milestone: 'R-1' is not a milestone of the baseline"],
        id="unknown-reference",
    ),
    pytest.param(
        {"milestones": {"A": milestone(wbs="02C.03")}},
        ["unknown-wbs 5:8 A: wbs: '02C.03' is not a WBS element of the baseline"],
        id="unknown-wbs",
    ),
    pytest.param(
        {"milestones": {"A": milestone(predecessors=["0", "A"])}},
        ["self-reference 7:7 A: predecessors: 'A' is the record itself"],
        id="self-reference",
    ),
    pytest.param(
        {"milestones": {"A": milestone(predecessors=[{"milestone": "A", "type": "SS"}])}},
        ["self-reference 6:18 A: predecessors.milestone: 'A' is the record itself"],
        id="self-reference-in-a-relation",
    ),
    pytest.param(
        cycle("predecessors", "M-2", "M-0", "M-1"),
        ["dependency-cycle 5:3 M-0: predecessors: M-0 -> M-2 -> M-1 -> M-0 is a cycle"],
        id="cycle-of-predecessors",
    ),
    pytest.param(
        {
            "documents": DOCUMENTS,
            "milestones": {"R-1": milestone()},
            "releases": {"R-1": release(patch_of="R-2"), "R-2": release(patch_of="R-1")},
        },
        ["dependency-cycle 6:13 R-1: patch_of: R-1 -> R-2 -> R-1 is a cycle"],
        id="cycle-of-patches",
    ),
    pytest.param(
        {
            "milestones": {
                "A": milestone(predecessors=["B"]),
                "B": milestone(predecessors=["C"]),
                "C": milestone(predecessors=["A", "B"]),
            }
        },
        [
            "dependency-cycle 5:3 A: predecessors: A -> B -> C -> A is a cycle",
        ],
        id="cycles-that-share-a-link-are-one-finding",
    ),
    pytest.param(
        {"milestones": {"A": milestone(aka=["X"]), "B": milestone(predecessors=["X", "Y"])}},
        ["former-id 11:7 B: predecessors: 'X' is an earlier ID of A"],
        id="predecessor-by-an-earlier-code",
    ),
    pytest.param(
        {"milestones": {"A": milestone(aka=["0", "B"]), "B": milestone()}},
        ["aka-alive 7:7 A: aka: 'B' is an ID that is in use"],
        id="aka-alive",
    ),
    pytest.param(
        {"milestones": {"A": milestone(aka=["X"]), "B": milestone(aka=["X", "Y"])}},
        ["aka-twice 11:7 B: aka: 'X' is an earlier ID of A too"],
        id="two-records-that-claim-one-earlier-id",
    ),
    pytest.param(
        planned(milestone(due="2020-05-01"), milestone(due="2020-05-02")),
        [
            (
                "feature-after-release 7:7 R-1: features: 'M-1' is due 2020-05-02, "
                "1 day after the release (2020-05-01)"
            )
        ],
        id="feature-after-release",
    ),
    pytest.param(
        planned(milestone(completed="2019-05-01"), milestone()),
        ["open-feature 7:7 R-1: features: 'M-1' is not completed, but the release was on 2019-05-01"],
        id="open-feature",
    ),
    pytest.param(
        {"milestones": {"A": milestone(completed="2020-01-02")}},
        ["future-completion 5:14 A: completed: '2020-01-02' is in the future (want a date up to 2020-01-01)"],
        id="future-completion",
    ),
    pytest.param(
        products(a={"title": "A", "manager": "jo"}, b={"title": "B", "parent": "a"}),
        ["unattended-product 3:1 a: no owner, neither its own nor one of a product above it"],
        id="owner-missing-is-said-once-for-all-below",
    ),
    pytest.param(
        products(a={"title": "A"}),
        [
            (
                "unattended-product 3:1 a: no manager and no owner, "
                "neither its own nor those of a product above it"
            )
        ],
        id="nobody",
    ),
    pytest.param(
        released(**{"class": "major"}),
        [
            (
                "incomplete-identification 6:11 R-1: status: released without documentation.user_manual, "
                "documentation.requirements, documentation.test_specification"
            )
        ],
        id="major-release-without-manuals",
    ),
    pytest.param(
        released(documentation={"release_note": "LDM-1"}),
        ["incomplete-identification 6:11 R-1: status: released without documentation.test_report"],
        id="minor-release-without-test-report",
    ),
    pytest.param(
        document(version=None),
        ["incomplete-change-record 6:11 LDM-1: status: released without a version"],
        id="released-without-version",
    ),
    pytest.param(
        document(change_record=None),
        ["incomplete-change-record 7:12 LDM-1: version: '1.10' has no row in the change record"],
        id="released-without-row",
    ),
    pytest.param(
        document(change_record=[{"version": "1.0"}, {"version": "1.10", "date": "2019-01-01"}]),
        [
            "incomplete-change-record 9:7 LDM-1: change_record: a row without date in a released document",
            "incomplete-change-record 10:7 LDM-1: change_record: a row without rfc in a released document",
        ],
        id="undated-row-and-no-rfc",
    ),
    pytest.param(
        document(series="LSE"),
        ["series-mismatch 5:11 LDM-1: series: 'LSE' is not that of the handle (want 'LDM')"],
        id="series-mismatch",
    ),
]


@pytest.mark.parametrize("records", GOOD)
def test_nothing_is_wrong(records: Records) -> None:
    assert check(records) == []


@pytest.mark.parametrize(("records", "expected"), BAD)
def test_what_is_wrong_is_found(records: Records, expected: list[str]) -> None:
    found = check(records)
    said = [f"{one.rule} {one.line}:{one.column} {one.id}: {one.message}" for one in found]
    assert said == expected
    assert all(one.severity == RULES[one.rule].severity for one in found)
    assert all(one.hint for one in found)


def test_every_rule_that_is_named_has_a_description() -> None:
    named = set()
    for path in (ROOT / "dmccb").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'rule="([a-z0-9-]+)"', text))
        named |= set(re.findall(r'_Refused\(\s*[^,]+?(?:\([^()]*\))?,\s*"([a-z0-9-]+)"', text))
    assert named - RULES.keys() == set()
    assert all(rule.description.endswith(".") and rule.citation for rule in RULES.values())


def test_an_id_in_two_files_is_named_with_the_other_place() -> None:
    reader = Reader(KINDS["milestones"])
    files = [
        reader.read(path, write_file(KINDS["milestones"], path, {"A": milestone()}).encode())
        for path in ("baselines/milestones/a.yaml", "baselines/milestones/b.yaml")
    ]
    (found,) = run_checks(files, KINDS, AS_OF)
    assert (found.place, found.rule) == ("baselines/milestones/b.yaml:3:1", "duplicate-id")
    assert found.message.endswith("also at baselines/milestones/a.yaml:3")


def test_a_broken_record_is_still_known_by_its_id() -> None:
    path = "baselines/milestones.yaml"
    text = write_file(KINDS["milestones"], path, {"A": milestone(aka=["B"]), "B": milestone()})
    read = Reader(KINDS["milestones"]).read(path, text.replace("\nB:\n", "\nB:\n  x: &a 1\n").encode())
    assert sorted(problem.rule for problem in run_checks([read], KINDS, AS_OF)) == ["aka-alive", "anchor"]


def test_a_reference_into_an_unread_file_is_not_judged() -> None:
    kind = KINDS["releases"]
    path = "baselines/releases.yaml"
    read = Reader(kind).read(path, write_file(kind, path, {"R-1": release()}).encode())
    found = run_checks([read], KINDS, AS_OF, unread=["milestone"])
    assert [problem.message for problem in found] == ["document: 'LDM-564' is not a document of the baseline"]


# ------------------------------------------------------------- short cuts

BLOCKS = st.sampled_from(
    [
        "A:\n  title: A\n\n",
        "B:\n  title: B\n  level: 1\n\n",
        "C:\n  level: 1\n  title: C\n\n",
        "D:\n  title: D  # beside\n\n",
        "E:\n  # above\n  title: E\n\n",
        "F:\n  title: F\n\n# above the next\n",
        "G:\n  title: G\n",
        "H:\n  title: H\n\n\n",
        "I:\n  title: 'I'\n\n",
        "J:\n  aka:\n    - b\n    - a\n\n",
        'K:\n  title: "1.10"\n\n',
    ]
)
PATH = "baselines/milestones.yaml"


@given(
    st.lists(BLOCKS, unique=True, max_size=6),
    st.sampled_from([modeline(PATH, KINDS["milestones"]) + "\n\n", "", "# c\n\n", "# c\n"]),
    st.booleans(),
    st.sampled_from(["", "\n"]),
)
def test_the_form_of_a_part_is_the_form_of_the_file(
    blocks: list[str], head: str, in_order: bool, end: str
) -> None:
    data = (head + "".join(sorted(blocks) if in_order else blocks).rstrip("\n") + end).encode()
    read = Reader(KINDS["milestones"]).read(PATH, data)
    canonical, _ = formatted(KINDS["milestones"], PATH, data)
    lines = zip_longest(data.splitlines(keepends=True), canonical.splitlines(keepends=True))
    first = [number for number, (old, new) in enumerate(lines, 1) if old != new][:1]
    assert [problem.line for problem in read.problems] == first


# ------------------------------------------------------------------ since


def finding(
    path: str = "baselines/milestones/a.yaml", line: int = 1, key: str = "A", text: str = "x"
) -> Problem:
    return Problem(path=path, line=line, rule="unknown-wbs", id=key, message=text)


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        pytest.param([finding()], [finding()], 0, id="the-same"),
        pytest.param([finding()], [finding(line=9)], 0, id="moved-down"),
        pytest.param([finding()], [finding("baselines/milestones/b.yaml")], 0, id="moved-to-another-file"),
        pytest.param([finding()], [finding("baselines/products.yaml")], 1, id="of-another-kind"),
        pytest.param([finding()], [finding(), finding(line=2)], 1, id="one-more-of-the-same"),
        pytest.param([finding()], [finding(text="y")], 1, id="another-sentence"),
        pytest.param([finding(text="at b.yaml:3")], [finding(text="at b.yaml:4")], 0, id="a-place"),
        pytest.param([finding(key="")], [finding("baselines/milestones/b.yaml", key="")], 1, id="of-a-file"),
        pytest.param([finding()], [], 0, id="corrected"),
    ],
)
def test_since(old: list[Problem], new: list[Problem], left: int) -> None:
    assert len(introduced(new, old, KINDS, "baselines")) == left


CODES = st.sampled_from(["M-1", "M-2", "M-3", "M-4", "R-1"])
DATES = st.sampled_from(["2019-01-01", "2020-02-01", "2019-13-01"])


def optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return records with a title and any of these fields."""
    return st.fixed_dictionaries({"title": st.sampled_from(["A", "B"])}, optional=fields)


MEMBERS = st.lists(CODES, min_size=1, max_size=2).map(sorted)
STATES = st.fixed_dictionaries(
    {
        "milestones": st.dictionaries(
            CODES, optional(due=DATES, completed=DATES, predecessors=MEMBERS, aka=MEMBERS, wbs=st.just("X"))
        ),
        "products": st.dictionaries(
            st.sampled_from(["a", "b", "c"]),
            optional(parent=st.sampled_from(["a", "b", "c"]), manager=st.just("jo"), owner=st.just("jo")),
        ),
        "releases": st.dictionaries(
            st.sampled_from(["R-1", "R-2"]),
            st.fixed_dictionaries(
                {"document": st.just("LDM-564"), "milestone": CODES, "features": MEMBERS},
                optional={"patch_of": st.sampled_from(["R-1", "R-2"]), "status": st.just("released")},
            ),
        ),
        "documents": st.dictionaries(st.just("LDM-564"), optional(series=st.sampled_from(["LDM", "LSE"]))),
    }
)


def written(state: Records) -> list[tuple[Kind, str, bytes]]:
    """Return kind, path and content of the files of a state: two for each collection."""
    out = []
    for name, held in state.items():
        for number in (0, 1):
            part = {key: held[key] for index, key in enumerate(sorted(held)) if index % 2 == number}
            path = f"baselines/{KINDS[name].folder}/{number}.yaml"
            if part:
                out.append((KINDS[name], path, write_file(KINDS[name], path, part).encode()))
    return out


READERS = {kind.name: Reader(kind) for kind in KINDS.values()}


def read(kind: Kind, path: str, data: bytes) -> FileRead:
    return READERS[kind.name].read(path, data)


@given(STATES, STATES, st.integers(min_value=0, max_value=15))
def test_what_a_change_brought_is_told_from_a_part(old: Records, new: Records, kept: int) -> None:
    new = {name: old[name] if kept >> index & 1 else new[name] for index, name in enumerate(new)}
    whole = [run_checks([read(*file) for file in written(state)], KINDS, AS_OF) for state in (old, new)]
    sides = [LazyIndex([IndexedFile(*file) for file in written(state)], READERS) for state in (old, new)]
    try:
        was, now = findings_of_change(sides[0], sides[1], KINDS, READERS, AS_OF)
    except NeedsFullCheckError:
        return
    assert introduced(now, was, KINDS, "baselines") == introduced(whole[1], whole[0], KINDS, "baselines")


def test_a_part_is_enough_for_a_common_change() -> None:
    old: Records = {"milestones": {f"M-{number}": milestone() for number in range(9)}}
    new: Records = {
        "milestones": {
            **old["milestones"],
            "M-5": milestone(level=9, predecessors=["M-4"]),
            "M-9": milestone(),
        }
    }
    sides = [LazyIndex([IndexedFile(*file) for file in written(state)], READERS) for state in (old, new)]
    was, now = findings_of_change(sides[0], sides[1], KINDS, READERS, AS_OF)
    assert (was, [problem.rule for problem in now]) == ([], ["schema-range"])

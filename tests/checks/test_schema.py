"""Each shipped kind takes what it should, and says by name and place what it does not take."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dmccb.checks.locate import Places
from dmccb.checks.record_file import Reader
from dmccb.checks.validator import Validator
from dmccb.problems import Problem
from dmccb.records.dates import period
from dmccb.records.format import formatted
from dmccb.records.record import Record
from dmccb.repository.schemas import load_every_kind
from tests.checks.plan import check, milestone

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "tests" / "schemas"
VALID = sorted(FILES.glob("*/valid/*.yaml"))
INVALID = sorted(FILES.glob("*/invalid/*.yaml"))
KINDS = {kind.name: kind for kind in load_every_kind().values()}
READERS = {name: Reader(kind) for name, kind in KINDS.items()}


def name(path: Path) -> str:
    return f"{path.parts[-3]}/{path.stem}"


def problems(path: Path) -> list[Problem]:
    kind = KINDS[path.parts[-3]]
    read = READERS[kind.name].read(path.relative_to(ROOT).as_posix(), path.read_bytes())
    return [*read.problems, *Places({read.path: (kind, read.data)}).problems(read.findings)]


@pytest.mark.parametrize("path", VALID, ids=name)
def test_valid(path: Path) -> None:
    kind = KINDS[path.parts[-3]]
    canonical, _ = formatted(kind, path.relative_to(ROOT).as_posix(), path.read_bytes())
    assert path.read_text(encoding="utf-8") == canonical.decode(), "want it as dmccb fmt would write it"
    assert problems(path) == []


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_invalid(path: Path) -> None:
    found = [problem for problem in problems(path) if problem.rule != "not-canonical"]
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    expected = re.fullmatch(r"# (\S+) at (\S+)", first)
    assert expected is not None, f"{name(path)} begins with {first!r} (want '# rule at line:column')"
    assert [(problem.rule, f"{problem.line}:{problem.column}") for problem in found] == [expected.groups()]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_both(kind: str) -> None:
    assert [path for path in VALID if path.parts[-3] == kind]
    assert [path for path in INVALID if path.parts[-3] == kind]


@pytest.mark.parametrize(
    ("due", "said"),
    [
        pytest.param("2027-06-31", "is not a day of the calendar (June 2027 has 30 days)", id="no-such-day"),
        pytest.param("June 2027", "is not a date (want YYYY-MM-DD or YYYY-MM)", id="another-form"),
    ],
)
def test_what_is_wrong_with_a_date_is_said(due: str, said: str) -> None:
    (found,) = check({"milestones": {"A": milestone(due=due)}})
    assert (found.rule, found.message) == ("schema-format", f"due: {due!r} {said}")


YEARS = st.sampled_from(["2020", "2021", "1900", "2000", "0999", "3000", "20"])
PARTS = st.sampled_from(["00", "01", "02", "04", "12", "13", "28", "29", "30", "31", "32", "1"])
NEARLY_DATES = st.one_of(
    st.tuples(YEARS, PARTS, PARTS).map("-".join),
    st.tuples(YEARS, PARTS).map("-".join),
    st.tuples(YEARS, PARTS, PARTS).map(lambda parts: f"[..{'-'.join(parts)}]"),
    st.text("[].0123456789-~/", max_size=14),
)
MILESTONE = Validator(KINDS["milestone"], shipped=True)


@given(text=NEARLY_DATES)
@example(text="2020-11\n")
@example(text="[..2020-11]")
def test_the_schema_takes_what_is_a_date_and_nothing_else(text: str) -> None:
    is_date = period(text) is not None
    for field in ("due", "forecast"):
        assert MILESTONE.allows(Record(id="A", fields=milestone(**{field: text}))) == (
            is_date and not text.startswith("[")
        )
    assert MILESTONE.allows(Record(id="A", fields=milestone(completed=text))) == is_date


@pytest.mark.parametrize(
    ("field", "text", "want"),
    [
        pytest.param("due", "[..2020-11-30]", "YYYY-MM-DD or YYYY-MM", id="only-what-is-done-has-no-start"),
        pytest.param(
            "completed", "before May", "YYYY-MM-DD, YYYY-MM or '[..YYYY-MM-DD]'", id="all-three-forms"
        ),
    ],
)
def test_the_forms_that_a_field_allows_are_said(field: str, text: str, want: str) -> None:
    (found,) = check({"milestones": {"A": milestone(**{field: text})}})
    assert (found.rule, found.message) == ("schema-format", f"{field}: {text!r} is not a date (want {want})")

"""What YAML can do to a reader, and that none of it gets through."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dmccb.baseline.baseline import assemble
from dmccb.problems import Problem
from dmccb.records.format import formatted
from dmccb.records.parse import MAX_RECORD_BYTES, parse
from dmccb.records.scalars import MAX_KEY, AmbiguousText
from dmccb.records.yaml_subset import MAX_BRACKETS
from tests.strategies import EXAMPLES, KINDS

ROOT = Path(__file__).resolve().parents[2]

Place = tuple[str, int, int]


def problems(text: str) -> tuple[Problem, ...]:
    return assemble([("milestones/a.yaml", text.encode("utf-8"))], KINDS).problems


def record(body: str) -> str:
    """Build a file whose second record has these lines; each finding is on line 4 or later."""
    return f"# é\n0a:\n  title: é\nA:\n{body}"


BOMB = "".join(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'lol'}]\n" for n in range(10))
BLOCKS = "".join(f"{' ' * depth}-\n" for depth in range(2, 39))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("  title: x\n  title: y\n", ("duplicate-key", 6, 3), id="field-twice"),
        pytest.param("  title: x\n  'title': y\n", ("duplicate-key", 6, 3), id="field-twice-once-in-quotes"),
        pytest.param(
            '  x: {é: 1, "\\u00e9": 2}\n', ("duplicate-key", 5, 13), id="field-twice-once-as-escape"
        ),
        pytest.param("  x:\n    - é: {a: 1, a: 2}\n", ("duplicate-key", 6, 17), id="field-twice-far-inside"),
        pytest.param("  title: &x é\n", ("anchor", 5, 10), id="anchor"),
        pytest.param("  é: 1\n  &x title: y\n", ("anchor", 6, 3), id="anchor-on-a-key"),
        pytest.param("  é: *x\n", ("alias", 5, 6), id="alias"),
        pytest.param("  é: *\n", ("syntax", 5, 7), id="star-alone"),
        pytest.param(BOMB, ("anchor", 5, 7), id="alias-bomb"),
        pytest.param("  <<: {title: x}\n", ("ambiguous-key", 5, 3), id="merge-key"),
        pytest.param("  x: {é: 1, <<: {title: x}}\n", ("ambiguous-key", 5, 13), id="merge-key-inside"),
        pytest.param("  é: !!str x\n", ("tag", 5, 6), id="tag"),
        pytest.param("  é: !!python/object/apply:os.system [x]\n", ("tag", 5, 6), id="tag-that-runs-code"),
        pytest.param("  é: ! x\n", ("tag", 5, 6), id="tag-that-means-no-tag"),
        pytest.param("  é: !<tag:x> y\n", ("tag", 5, 6), id="tag-in-full"),
        pytest.param("  !x é: 1\n", ("tag", 5, 3), id="tag-on-a-key"),
        pytest.param("  é: !e!x y\n", ("syntax", 5, 6), id="tag-with-an-unknown-handle"),
        pytest.param("  yes: x\n", ("ambiguous-key", 5, 3), id="key-that-is-a-boolean"),
        pytest.param("  x: {é: 1, on: y}\n", ("ambiguous-key", 5, 13), id="key-that-is-a-boolean-inside"),
        pytest.param("  1: x\n", ("ambiguous-key", 5, 3), id="key-that-is-a-number"),
        pytest.param("  1.10: x\n", ("ambiguous-key", 5, 3), id="key-that-is-a-version"),
        pytest.param("  0o17: x\n", ("ambiguous-key", 5, 3), id="key-that-is-octal"),
        pytest.param("  2019-01-01: x\n", ("ambiguous-key", 5, 3), id="key-that-is-a-date"),
        pytest.param("  ~: x\n", ("ambiguous-key", 5, 3), id="key-that-is-nothing"),
        pytest.param("  null: x\n", ("ambiguous-key", 5, 3), id="key-that-is-null"),
        pytest.param("  =: x\n", ("ambiguous-key", 5, 3), id="key-that-is-the-default-key"),
        pytest.param("  : x\n", ("syntax", 5, 3), id="key-that-is-empty"),
        pytest.param("  ? [é]\n  : x\n", ("not-a-key", 5, 5), id="list-for-a-key"),
        pytest.param("  ? {é: 1}\n  : x\n", ("not-a-key", 5, 5), id="mapping-for-a-key"),
        pytest.param("  ? |\n    x\n  : y\n", ("not-a-key", 5, 5), id="text-of-lines-for-a-key"),
        pytest.param(f"  ? {'é' * (MAX_KEY + 1)}\n  : y\n", ("not-a-key", 5, 5), id="key-without-end"),
        pytest.param(f"  {'k' * 1100}: y\n", ("syntax", 5, 1103), id="key-longer-than-yaml-allows"),
        pytest.param("", ("not-a-record", 4, 3), id="record-without-fields"),
        pytest.param("  - é\n", ("not-a-record", 5, 3), id="list-instead-of-fields"),
        pytest.param("  é\n", ("not-a-record", 5, 3), id="text-instead-of-fields"),
        pytest.param("  # é\n", ("not-a-record", 4, 3), id="comment-instead-of-fields"),
        pytest.param('  é: "x\n', ("syntax", 5, 6), id="quote-without-end"),
        pytest.param("  é: 'x\n  title: y\n", ("syntax", 5, 6), id="single-quote-without-end"),
        pytest.param("  é: [x\n", ("syntax", 5, 6), id="bracket-without-end"),
        pytest.param("  é: {x: y\n", ("syntax", 5, 6), id="brace-without-end"),
        pytest.param("  é: [\n\n", ("syntax", 5, 6), id="bracket-without-anything"),
        pytest.param("  é: [x,\n\n# z\n", ("syntax", 5, 6), id="bracket-after-a-comma"),
        pytest.param("  é: {x: [y], z: [\n", ("syntax", 5, 18), id="bracket-in-a-brace"),
        pytest.param("  é: x\n  z: ]\n", ("syntax", 6, 6), id="bracket-without-beginning"),
        pytest.param("  é: a: b\n", ("syntax", 5, 7), id="colon-in-plain-text"),
        pytest.param("  é: x\n   title: y\n", ("syntax", 6, 9), id="indented-too-far"),
        pytest.param("  é: x\n title: y\n", ("syntax", 6, 2), id="indented-not-far-enough"),
        pytest.param("  é: @x\n", ("syntax", 5, 6), id="reserved-character"),
        pytest.param("  é: `x`\n", ("syntax", 5, 6), id="reserved-backquote"),
        pytest.param("  é: %x\n", ("syntax", 5, 6), id="percent-sign"),
        pytest.param('  é: "\\q"\n', ("syntax", 5, 7), id="unknown-escape"),
        pytest.param('  é: "\\ud800"\n', ("syntax", 5, 9), id="escaped-surrogate"),
        pytest.param('  é: "\\0"\n', ("control-character", 5, 6), id="escaped-nul"),
        pytest.param('  é: "\\N"\n', ("control-character", 5, 6), id="escaped-next-line"),
        pytest.param('  é: "\\u202e"\n', ("control-character", 5, 6), id="escaped-bidi-override"),
        pytest.param('  é: "\\ufeff"\n', ("control-character", 5, 6), id="escaped-byte-order-mark"),
        pytest.param('  "é\\0": x\n', ("control-character", 5, 3), id="escaped-nul-in-a-key"),
        pytest.param("  é: " + "[" * 30 + "]" * 30, ("too-deep", 5, 24), id="deep-brackets"),
        pytest.param("  é: " + "{a: " * 30 + "}" * 30, ("too-deep", 5, 78), id="deep-braces"),
        pytest.param("  é: " + "[" * 100_000, ("too-deep", 5, 24), id="brackets-without-end"),
        pytest.param("  " + "- " * 30 + "x\n", ("too-deep", 5, 41), id="deep-dashes"),
        pytest.param("  " + "-  " * 30_000 + "x\n", ("too-deep", 5, 60), id="deep-dashes-far-apart"),
        pytest.param("  " + "? " * 30 + "x\n", ("too-deep", 5, 41), id="deep-question-marks"),
        pytest.param("  " + "?   " * 30_000 + "x\n", ("too-deep", 5, 79), id="deep-question-marks-far-apart"),
        pytest.param("  " + "- ? " * 15_000 + "x\n", ("too-deep", 5, 41), id="deep-dashes-and-questions"),
        pytest.param(BLOCKS, ("too-deep", 24, 22), id="deep-blocks"),
        pytest.param(f"  é: {'9' * 5000}\n", ("number-too-large", 5, 6), id="number-without-end"),
        pytest.param("  é: " + "x" * MAX_RECORD_BYTES, ("record-too-large", 4, 1), id="record-without-end"),
        pytest.param("  é: " + "[], " * 200_000, ("record-too-large", 4, 1), id="brackets-side-by-side"),
    ],
)
def test_what_a_record_cannot_be(body: str, expected: Place) -> None:
    found = problems(record(body))
    assert [(problem.rule, problem.line, problem.column) for problem in found] == [expected]
    assert found[0].hint
    assert found[0].id == "A"
    assert len(found[0].message) < 200


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        pytest.param("no:", [("ambiguous-key", 1, 1)], id="boolean"),
        pytest.param("1.10:", [("ambiguous-key", 1, 1)], id="version"),
        pytest.param("2019-01-01:", [("ambiguous-key", 1, 1)], id="date"),
        pytest.param("0x1F:", [("ambiguous-key", 1, 1)], id="hexadecimal"),
        pytest.param('"no":', [], id="boolean-in-quotes"),
        pytest.param("'1.10':", [], id="version-in-quotes"),
        pytest.param("1.10.1:", [], id="three-numbers-are-text"),
        pytest.param("02C.01:", [], id="wbs-code"),
    ],
)
def test_an_id_is_text(key: str, expected: list[Place]) -> None:
    found = problems(f"{key}\n  title: x\n")
    assert [(problem.rule, problem.line, problem.column) for problem in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "1.10", "1_000", "1:30", "0o17", "02E1", "1e3", ".5", "+.5e-3", "-0", "0b101", "0x1f", "017",
        "1,000", "190:20:30.5",
        "2019-11-08", "2019-1-8", "2019-11-08T10:00:00Z", "2019-11-08 10:00:00", "~", "null", "Null", "yes",
        "_", "+_",
        "No", "on",
        "OFF", "y", "N", "true", "FALSE", ".inf", "-.INF", ".NaN", "=", "<<", "",
    ],
)  # fmt: skip
def test_what_some_reader_takes_for_something_else_is_marked(text: str) -> None:
    body = f"A:\n  x: {text}\n  z: ['{text}']\n".encode()
    fields = parse(body, "A").fields
    assert fields == {"x": text, "z": [text]}
    assert isinstance(fields["x"], AmbiguousText)
    assert [type(member) for member in fields["z"]] == [str]


@pytest.mark.parametrize(
    "text", ["1.1.1", "v1.10", "02C.01", "yesterday", "nulls", "1-2", "e3", "a=b", "x", "12:61"]
)
def test_what_every_reader_takes_for_text_is_not_marked(text: str) -> None:
    assert not isinstance(parse(f"A:\n  x: {text}\n".encode(), "A").fields["x"], AmbiguousText)


@pytest.mark.parametrize(
    ("chunk", "message", "place"),
    [
        pytest.param(b"- x\n", "no record here", (7, 1), id="no-mapping"),
        pytest.param(b"\nB:\n  x: y\n", "not one record with the ID 'A'", (8, 1), id="another-record"),
        pytest.param(b"A: {x: y}\nB: {x: y}\n", "not one record with the ID 'A'", (7, 1), id="two-records"),
    ],
)
def test_a_chunk_is_the_record_that_was_split(chunk: bytes, message: str, place: tuple[int, int]) -> None:
    parsed = parse(chunk, "A", "a.yaml", 7)
    assert (parsed.id, parsed.fields, parsed.places) == ("A", {}, {})
    (problem,) = parsed.problems
    assert (problem.path, problem.rule, problem.id, problem.message) == (
        "a.yaml",
        "not-a-record",
        "A",
        message,
    )
    assert (problem.line, problem.column) == place
    assert problem.hint == "want 'ID:' in the first column, and the record's fields indented below it"


def test_places_are_lines_of_the_file_and_columns_in_characters() -> None:
    parsed = parse("A:\n  é: x\n  l:\n    - ü\n    - b: c\n".encode(), "A", "a.yaml", 7, places=True)
    assert parsed.places == {
        (): (7, 1),
        ("é",): (8, 6),
        ("l",): (9, 3),
        ("l", 0): (10, 7),
        ("l", 1): (11, 7),
        ("l", 1, "b"): (11, 10),
    }


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(BOMB, id="alias-bomb"),
        pytest.param("  x: " + "[" * 100_000, id="brackets"),
        pytest.param("  x: " + "{a: " * 50_000, id="braces"),
        pytest.param("  " + "-  " * 80_000, id="dashes"),
        pytest.param("  " + "?   " * 60_000, id="question-marks"),
    ],
)
def test_a_trick_is_refused_after_a_few_events(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = 0
    real = yaml.parse

    def counted(*args: Any, **kwargs: Any) -> Iterator[yaml.Event]:
        nonlocal seen
        for event in real(*args, **kwargs):
            seen += 1
            yield event

    monkeypatch.setattr(yaml, "parse", counted)
    assert parse(f"A:\n{body}\n".encode(), "A").problems
    assert 0 < seen < 100


READ = """
import sys
from pathlib import Path
from dmccb.baseline.baseline import assemble
from dmccb.records.format import formatted
from dmccb.records.kinds import load
kinds = load((path.name, path.read_text("utf-8")) for path in sorted(Path("schemas").glob("*.json")))
data = eval(sys.argv[1])
print(*(f"{p.line}:{p.column} {p.rule}" for p in assemble([("milestones/a.yaml", data)], kinds).problems))
print(*(p.rule for p in formatted(kinds["milestones"], "baselines/milestones/a.yaml", data)[1]))
"""


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (512 * 1024 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))


@pytest.mark.parametrize(
    ("made", "rule"),
    [
        pytest.param("b'A: '.ljust(16 * 2**20, b'[')", "record-too-large", id="brackets"),
        pytest.param("b'A:\\n  x: '.ljust(16 * 2**20, b'x')", "record-too-large", id="text"),
        pytest.param("b'A:\\n  ' + b'- ' * (8 * 2**20 - 9)", "record-too-large", id="dashes"),
        pytest.param("b'A:\\n  ' + b'[], ' * (4 * 2**20 - 9)", "record-too-large", id="empty-lists"),
        pytest.param("b' ' * 16 * 2**20 + b'x'", "file-too-large", id="one-byte-too-many"),
        pytest.param("b' ' * (16 * 2**20 - 1) + b'x'", "not-a-record", id="spaces"),
        pytest.param("b'---\\n' * (4 * 2**20)", "document-marker", id="markers"),
        pytest.param("b'\\xff' * (16 * 2**20)", "not-utf-8", id="no-utf-8"),
        pytest.param("b'#\\n' * (8 * 2**20)", "", id="comments"),
    ],
)
def test_the_largest_files_take_bounded_work(made: str, rule: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ, made],
        cwd=ROOT,
        preexec_fn=limited,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    assert rule in done.stdout


# ------------------------------------------------------------------- fuzz

VALID = [
    b"A:\n  title: x\n  due: 2019-01-01\n  predecessors:\n    - B\n    - milestone: C\n      lag: 3  # why\n",
    b'"A 1":\n  title: "x # y"  # z\n  description: >-\n    folded\n    text\n\n    # more\n  aka: [a, b]\n',
    "B:\n  title: 'é: ü'\n  comment: |+\n    kept\n\n# foot\n".encode(),
]
CUTS = st.tuples(
    st.integers(0, 200),
    st.integers(0, 6),
    st.binary(max_size=3) | st.sampled_from(list(b"[]{}:-?&*!|>'\"#%@` \n\t\r\0")),
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Draw valid files with a few bytes that are others."""
    data = b"\n".join(draw(st.lists(st.sampled_from(VALID), min_size=1, max_size=3)))
    for at, length, put in draw(st.lists(CUTS, max_size=5)):
        start = at % len(data) if data else 0
        data = data[:start] + (put if isinstance(put, bytes) else bytes([put])) + data[start + length :]
    return data


@settings(max_examples=20 * EXAMPLES)
@given(st.binary(max_size=80) | mutated())
@example(b"\xff\xfe-\x00 \x00-\x00")
@example(b"A:\n x: !\n")
def test_no_bytes_break_the_parser(data: bytes) -> None:
    parsed = parse(data, "A", "a.yaml", 3)
    assert bool(parsed.problems) == (not parsed.fields) or parsed.fields == {}
    assert all(problem.line >= 3 and problem.column >= 1 and problem.hint for problem in parsed.problems)


@settings(max_examples=20 * EXAMPLES)
@given(st.binary(max_size=80) | mutated())
def test_no_bytes_break_the_formatter(data: bytes) -> None:
    kind = KINDS["milestones"]
    out, found = formatted(kind, "baselines/milestones/a.yaml", data)
    assert out == data if found else formatted(kind, "baselines/milestones/a.yaml", out) == (out, ())


# ------------------------------------------------------------ at the limits


def test_a_record_of_the_largest_size_is_read() -> None:
    body = b"A:\n  title: ".ljust(MAX_RECORD_BYTES - 1, b"x") + b"\n"
    assert len(body) == MAX_RECORD_BYTES
    assert not parse(body, "A").problems
    assert [problem.rule for problem in parse(body + b"\n", "A").problems] == ["record-too-large"]


def test_as_many_brackets_as_allowed_are_read() -> None:
    def brackets(number: int) -> bytes:
        return b"A:\n  x: [" + b"[], " * (number - 1) + b"]\n"

    assert not parse(brackets(MAX_BRACKETS), "A").problems
    assert [problem.rule for problem in parse(brackets(MAX_BRACKETS + 1), "A").problems] != []

"""Bytes that no record file may hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dmccb.baseline.baseline import assemble
from dmccb.problems import Problem
from dmccb.records.guard import MAX_BYTES, MAX_FINDINGS, MAX_UNREADABLE, guard, plain
from dmccb.records.split import split
from tests.strategies import EXAMPLES, KINDS, RECORD_FILES

Place = tuple[str, int, int]


def problems(data: bytes) -> tuple[Problem, ...]:
    return assemble([("milestones/a.yaml", data)], KINDS).problems


def places(data: bytes) -> list[Place]:
    return [(problem.rule, problem.line, problem.column) for problem in problems(data)]


GOOD = "A:\n  title: Ärger über 1 µm\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A:\n\ttitle: x\n", [("tab", 2, 1)], id="tab-indents"),
        pytest.param("A:\n  title: é\tx\n", [("tab", 2, 11)], id="tab-in-text-after-an-accent"),
        pytest.param("\ufeffA:\n  title: x\n", [("byte-order-mark", 1, 1)], id="byte-order-mark-first"),
        pytest.param("A:\n  title: é\ufeffx\n", [("byte-order-mark", 2, 11)], id="byte-order-mark-inside"),
        pytest.param("A:\r\n  title: x\r\n", [("carriage-return", 1, 3)], id="crlf"),
        pytest.param("A:\n  title: x\r\n", [("carriage-return", 2, 11)], id="crlf-on-one-line"),
        pytest.param("A:\n  title: é\rB:\n", [("carriage-return", 2, 11)], id="lone-cr"),
        pytest.param("A:\n  title: é\x00x\n", [("nul", 2, 11)], id="nul"),
        pytest.param("A:\n  title: x\x07\n", [("control-character", 2, 11)], id="bell"),
        pytest.param("A:\n  title: x\x1b[2J\n", [("control-character", 2, 11)], id="escape-sequence"),
        pytest.param("A:\n  title: x\x7f\n", [("control-character", 2, 11)], id="delete"),
        pytest.param("A:\n  title: x\x85y\n", [("control-character", 2, 11)], id="next-line-u0085"),
        pytest.param("A:\n  title: x\u2028y\n", [("control-character", 2, 11)], id="line-separator-u2028"),
        pytest.param(
            "A:\n  title: x\u2029y\n", [("control-character", 2, 11)], id="paragraph-separator-u2029"
        ),
        pytest.param("A:\n  title: x\u202ey\n", [("control-character", 2, 11)], id="bidi-override"),
        pytest.param("A:\n  title: x\u2066y\n", [("control-character", 2, 11)], id="bidi-isolate"),
        pytest.param("A:\n  title: x\ufffey\n", [("control-character", 2, 11)], id="noncharacter"),
        pytest.param("# é\tx\n" + GOOD, [("tab", 1, 4)], id="tab-in-a-comment-above"),
        pytest.param(
            "A:\n  title: x\x00\ty\n", [("nul", 2, 11), ("tab", 2, 12)], id="each-kind-of-character-is-said"
        ),
        pytest.param("A:\n  title: x\ty\tz\n", [("tab", 2, 11)], id="and-said-once"),
        pytest.param("---\n" + GOOD, [("document-marker", 1, 1)], id="document-starts"),
        pytest.param("--- # é\n" + GOOD, [("document-marker", 1, 1)], id="document-starts-with-a-comment"),
        pytest.param(GOOD + "...\n", [("document-marker", 3, 1)], id="document-ends"),
        pytest.param(GOOD + "---\nB:\n  title: y\n", [("document-marker", 3, 1)], id="several-documents"),
        pytest.param("%YAML 1.2\n" + GOOD, [("directive", 1, 1)], id="yaml-directive"),
        pytest.param("%TAG ! tag:x,1:\n" + GOOD, [("directive", 1, 1)], id="tag-directive"),
        pytest.param("  title: x\n" + GOOD, [("not-a-record", 1, 3)], id="fields-of-no-record"),
        pytest.param(GOOD + "stray\n", [("not-a-record", 3, 1)], id="stray-line-at-the-end"),
        pytest.param("A:\n  title: x\nstray\n", [("not-a-record", 3, 1)], id="stray-line-in-ascii"),
        pytest.param("é:\n  title: x\n", [("not-a-record", 1, 1), ("not-a-record", 2, 3)], id="id-not-ascii"),
        pytest.param("A b:\n", [("not-a-record", 1, 1)], id="id-with-a-space-not-quoted"),
        pytest.param("A:x\n", [("not-a-record", 1, 1)], id="no-space-after-the-colon"),
        pytest.param('"A\\x31":\n', [("not-a-record", 1, 1)], id="id-with-an-escape"),
        pytest.param("- A\n- B\n", [("not-a-record", 1, 1), ("not-a-record", 2, 1)], id="list-of-records"),
        pytest.param("{A: {title: x}}\n", [("not-a-record", 1, 1)], id="file-in-flow-style"),
        pytest.param("A:\n- x\n", [("not-a-record", 2, 1)], id="list-in-the-first-column"),
        pytest.param(
            'A:\n  title: "x\ny"\n', [("not-a-record", 3, 1)], id="quote-goes-on-in-the-first-column"
        ),
        pytest.param("? A\n: title: x\n", [("not-a-record", 1, 1), ("not-a-record", 2, 1)], id="complex-id"),
        pytest.param(
            "&x A:\n  title: y\n", [("not-a-record", 1, 1), ("not-a-record", 2, 3)], id="anchored-id"
        ),
        pytest.param("<<: {title: x}\n", [("not-a-record", 1, 1)], id="merge-key-for-an-id"),
    ],
)
def test_what_no_record_file_may_hold(text: str, expected: list[Place]) -> None:
    assert places(text.encode("utf-8")) == expected
    assert all(problem.hint for problem in problems(text.encode("utf-8")))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"A:\n  title: \xff\n", [("not-utf-8", 2, 10)], id="invalid-byte"),
        pytest.param(b"A:\n  title: \xc3\xa9\xff\n", [("not-utf-8", 2, 11)], id="column-in-characters"),
        pytest.param(b"A:\n  title: \xc3\n", [("not-utf-8", 2, 10)], id="cut-character"),
        pytest.param(b"A:\n  title: \xed\xa0\x80\n", [("not-utf-8", 2, 10)], id="surrogate"),
        pytest.param(b"A:\n  title: \xc0\xaf\n", [("not-utf-8", 2, 10)], id="overlong"),
        pytest.param("A:\n  title: x\n".encode("utf-16"), [("not-utf-8", 1, 1)], id="utf-16"),
        pytest.param("A:\n  title: é\n".encode("latin-1"), [("not-utf-8", 2, 10)], id="latin-1"),
    ],
)
def test_what_is_not_utf_8(data: bytes, expected: list[Place]) -> None:
    assert places(data) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("\n\n   \n", id="blank-lines"),
        pytest.param("# a comment", id="a-comment-without-line-feed"),
        pytest.param("  # a comment further in\n" + GOOD, id="comment-further-in"),
        pytest.param(GOOD, id="characters-beyond-ascii"),
        pytest.param(GOOD + "# é: x\nB:\n  title: 🔭 e\u0301 \u200e\n", id="emoji-and-combining-characters"),
        pytest.param("A:\n  title: x", id="no-line-feed-at-the-end"),
        pytest.param("A:\n  description: |\n    ---\n    %x\n    B:\n", id="markers-as-text"),
        pytest.param('"A 1":\n  title: x\n\'A"2\':\n  title: y\n', id="quoted-ids"),
    ],
)
def test_what_may_stand_there(text: str) -> None:
    assert places(text.encode("utf-8")) == []


@given(RECORD_FILES)
def test_what_is_plain_has_nothing_to_find(data: bytes) -> None:
    for chunk in split(data):
        body = data[chunk.start : chunk.end]
        assert not plain(body) or guard(body, "a.yaml") == []


@given(RECORD_FILES)
def test_a_finding_is_on_a_line_of_the_file(data: bytes) -> None:
    for problem in guard(data, "a.yaml", 5):
        assert 5 <= problem.line <= 5 + data.count(b"\n")
        assert problem.column >= 1
        assert problem.hint


@pytest.mark.parametrize(
    "filler",
    [
        pytest.param(b"---\n", id="markers"),
        pytest.param(b"stray\n", id="stray-lines"),
        pytest.param(b"\x01\x02", id="control-characters"),
        pytest.param(b" x\n", id="indented-lines"),
    ],
)
def test_the_findings_of_a_hostile_file_are_bounded(filler: bytes) -> None:
    found = guard(filler * (1024 * 1024 // len(filler)), "a.yaml")
    assert 0 < len(found) <= MAX_FINDINGS


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Callable[..., object]] = []
    monkeypatch.setattr("dmccb.records.read.chunks", read.append)
    data = b"A:\n".ljust(MAX_BYTES + 1)
    assert [(problem.rule, problem.line) for problem in problems(data)] == [("file-too-large", 0)]
    assert read == []


def test_faults_of_two_sorts_share_one_bound() -> None:
    found = guard(b"%x\n" * 60 + b"?\n" * 60, "a.yaml")
    assert [problem.rule for problem in found] == ["directive"] * 60 + ["not-a-record"] * (MAX_FINDINGS - 60)


def test_a_file_of_nothing_but_faults_is_left_early() -> None:
    found = problems(b"a:\n" * 1_000_000)
    assert len(found) == MAX_UNREADABLE + 1
    assert (found[-1].rule, found[-1].line) == ("too-many-findings", MAX_UNREADABLE + 1)


@settings(max_examples=20 * EXAMPLES)
@given(st.binary(max_size=60))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    split(data)
    guard(data, "a.yaml")
    problems(data)


@pytest.mark.parametrize(
    ("text", "line", "quoted", "hint"),
    [
        pytest.param("A:\n  b: c\nstray\nB:\n", 3, "'stray'", "want 'ID:'", id="the-line-itself"),
        pytest.param("  indented\nA:\n  b: c\n", 1, "'  indented'", "want 'ID:'", id="above-the-first"),
        pytest.param(
            "LD\N{CYRILLIC CAPITAL LETTER EM}-1:\n  a: b\n",
            1,
            "'LD\N{CYRILLIC CAPITAL LETTER EM}-1:'",
            "cyrillic capital letter em",
            id="a-look-alike",
        ),
    ],
)
def test_a_stray_line_is_quoted(text: str, line: int, quoted: str, hint: str) -> None:
    found = min(guard(text.encode(), "a.yaml"))
    assert (found.rule, found.line) == ("not-a-record", line)
    assert found.message == f"{quoted} does not begin a record"
    assert hint in found.hint

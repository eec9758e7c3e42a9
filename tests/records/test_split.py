"""How a file falls into records, without YAML."""

from __future__ import annotations

import pytest
from hypothesis import given

from dmccb.records.split import KEY, Chunk, first_key, head_forms, heads, line_at, split
from tests.strategies import RECORD_FILES


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        pytest.param(b"", [], id="nothing"),
        pytest.param(b"# x\n", [], id="only-a-comment"),
        pytest.param(b"A:\nA1:\nA-1: {}\n", ["A", "A1", "A-1"], id="ids-that-begin-alike"),
        pytest.param(b"\"A\":\n'B':\n", ["A", "B"], id="quotes-are-no-part-of-an-id"),
        pytest.param(b"A:\n  x: |\n    B:\n  C:\n", ["A"], id="keys-further-in-are-no-ids"),
        pytest.param(b"A:", ["A"], id="file-ends-at-the-colon"),
        pytest.param(b"A:B:\nC:\n", ["C"], id="colon-without-space-is-no-key"),
        pytest.param("\u00e9:\nA:\n".encode(), ["A"], id="a-stray-line-is-no-record"),
    ],
)
def test_a_file_falls_into_its_records(data: bytes, ids: list[str]) -> None:
    assert [chunk.id for chunk in split(data)] == ids


@given(RECORD_FILES)
def test_chunks_are_the_file_after_its_head(data: bytes) -> None:
    chunks = split(data)
    assert b"".join(data[chunk.start : chunk.end] for chunk in chunks) == data[first_key(data) :]
    assert all(KEY.match(data, chunk.start) for chunk in chunks)
    assert [chunk.start for chunk in chunks[1:]] == [chunk.end for chunk in chunks[:-1]]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"A:\n  x: y\nB:\n", [Chunk("A", 0, 10), Chunk("B", 10, 13)], id="two"),
        pytest.param(b"# h\nA:\n  x: y\n", [Chunk("A", 4, 14)], id="after-a-head"),
        pytest.param(b"A:\n\n# c\nB:\n", [Chunk("A", 0, 8), Chunk("B", 8, 11)], id="comments-above-the-next"),
        pytest.param(b'"\xc3\xa9":\n', [Chunk("\u00e9", 0, 6)], id="more-than-ascii-in-quotes"),
        pytest.param(b'"\xff":\n', [Chunk("\ufffd", 0, 5)], id="no-utf-8-in-quotes"),
        pytest.param(b"'\xff':\n", [Chunk("\ufffd", 0, 5)], id="no-utf-8-in-single-quotes"),
    ],
)
def test_a_chunk_is_an_exact_stretch(data: bytes, expected: list[Chunk]) -> None:
    assert split(data) == expected


@pytest.mark.parametrize(
    ("data", "start", "expected"),
    [
        pytest.param(b"A:\nB:\n", 0, 0, id="at-the-start"),
        pytest.param(b"A:\nB:\n", 1, 3, id="not-the-one-that-it-stands-in"),
        pytest.param(b"A:\nB:\n", 3, 3, id="the-one-that-begins-there"),
        pytest.param(b"A:\nB:\n", 4, 6, id="no-more"),
        pytest.param(b"AB:\n", 1, 4, id="a-line-is-looked-at-from-its-start"),
        pytest.param(b"# h\nA:\n", 0, 4, id="after-a-head"),
        pytest.param(b"# h\n", 0, 4, id="none"),
        pytest.param(b"", 0, 0, id="nothing"),
    ],
)
def test_the_next_record_is_found(data: bytes, start: int, expected: int) -> None:
    assert first_key(data, start) == expected


@pytest.mark.parametrize(
    ("offset", "line"), [pytest.param(0, 1, id="first"), pytest.param(2, 1, id="its-line-feed"),
                         pytest.param(3, 2, id="second"), pytest.param(6, 3, id="end")]
)  # fmt: skip
def test_lines_are_counted_from_one(offset: int, line: int) -> None:
    assert line_at(b"A:\nB:\n", offset) == line


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"A:\n  x: y\nB: z\n", [b"A", b"B"], id="keys"),
        pytest.param(b"# h\nA:\n# c\n\nB:\n", [b"# h", b"A", b"B"], id="the-first-line-whatever-it-is"),
        pytest.param(b"\"A\":\n'B c':\n", [b'"A"', b"'B c'"], id="quotes-stay"),
        pytest.param(b"A:\nC:D:\n", [b"A", b"C"], id="up-to-the-first-colon"),
    ],
)
def test_heads_begin_the_lines_of_the_first_column(data: bytes, expected: list[bytes]) -> None:
    assert heads(data) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        pytest.param("A", {b"A", b'"A"', b"'A'"}, id="plain-or-in-quotes"),
        pytest.param("A: b", {b"A", b'"A', b"'A"}, id="up-to-the-colon"),
        pytest.param("\u00e9", {b"\xc3\xa9", b'"\xc3\xa9"', b"'\xc3\xa9'"}, id="in-utf-8"),
        pytest.param("\udcff", {b"\xff", b'"\xff"', b"'\xff'"}, id="bytes-that-are-no-text"),
    ],
)
def test_every_form_of_an_id_has_a_head(key: str, expected: set[bytes]) -> None:
    assert head_forms(key) == expected


@given(RECORD_FILES)
def test_the_head_of_each_record_is_a_form_of_its_id(data: bytes) -> None:
    found = heads(data)
    readable = [chunk.id for chunk in split(data) if "\ufffd" not in chunk.id]
    assert all(head_forms(key) & set(found) for key in readable)

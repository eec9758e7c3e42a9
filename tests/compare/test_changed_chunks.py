"""Which chunks of two versions of a file differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.compare import changed_chunks as module
from dmccb.compare.changed_chunks import changed_chunks
from dmccb.records.split import Chunk, split


def rec(key: str, title: str = "x") -> bytes:
    return f"{key}:\n  title: {title}\n".encode()


LONG = "\n".join(f"    line {number}" for number in range(5000))


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        pytest.param(rec("A"), rec("A"), "", "", id="nothing"),
        pytest.param(rec("A"), rec("A", "y1"), "A", "A", id="the-only-record"),
        pytest.param(b"", rec("A"), "", "A", id="file-created"),
        pytest.param(rec("A"), b"", "A", "", id="file-emptied"),
        pytest.param(b"# h\n\n" + rec("A"), b"# i\n\n" + rec("A"), "", "", id="only-the-head"),
        pytest.param(rec("A") + rec("B"), rec("A", "y1") + rec("B"), "A", "A", id="first-record"),
        pytest.param(rec("A") + rec("B"), rec("A") + rec("B", "y1"), "B", "B", id="last-record"),
        pytest.param(rec("A") + rec("B"), rec("A", "1") + rec("B", "1"), "A B", "A B", id="neighbours"),
        pytest.param(rec("B"), rec("A") + rec("B"), "", "A", id="added-first"),
        pytest.param(rec("A"), rec("A") + rec("B"), "A", "A B", id="added-last"),
        pytest.param(rec("A") + rec("C"), rec("A") + rec("B") + rec("C"), "", "B", id="added-between"),
        pytest.param(
            rec("A") + rec("A1") + rec("B"), rec("A") + rec("B"), "A1", "", id="prefix-of-its-neighbour"
        ),
        pytest.param(
            rec("A1") + rec("B"), rec("A") + rec("A1") + rec("B"), "", "A", id="neighbour-that-it-begins"
        ),
        pytest.param(rec("A"), rec("A1"), "A", "A1", id="renamed"),
        pytest.param(rec("A"), rec('"A"'), "A", "A", id="id-in-quotes"),
        pytest.param(rec("A") + rec("B"), rec("B") + rec("A"), "", "", id="other-order"),
        pytest.param(rec("A"), rec("A")[:-1], "A", "A", id="no-line-feed-at-the-end"),
        pytest.param(
            f"A:\n  title: |\n{LONG}\n    x\n".encode() + rec("B"),
            f"A:\n  title: |\n{LONG}\n    z\n".encode() + rec("B"),
            "A",
            "A",
            id="far-down-in-a-long-record",
        ),
    ],
)
def test_only_what_differs_is_touched(old: bytes, new: bytes, before: str, after: str) -> None:
    found = changed_chunks(old, new)
    assert [" ".join(sorted(chunk.id for chunk in side)) for side in found] == [before, after]


def test_a_chunk_is_the_exact_stretch_on_its_side() -> None:
    old, new = rec("A") + rec("B") + rec("C"), rec("A") + rec("B", "longer") + rec("C")
    start, end = len(rec("A")), len(rec("A") + rec("B"))
    assert changed_chunks(old, new) == ([Chunk("B", start, end)], [Chunk("B", start, end + len("onger"))])


@pytest.mark.parametrize("offset", [0, 1, 511, 512, 513, 1022, 1023, 1024, 2047, 5000])
def test_the_first_difference_is_found_wherever_it_is(offset: int) -> None:
    some = b"x" * 6000
    other = some[:offset] + b"y" + some[offset + 1 :]
    assert module._common(some, 0, other, 0) == offset
    assert module._common(b"--" + some, 2, other, 0) == offset
    assert module._first_difference(some, other) == offset


@pytest.mark.parametrize(
    ("old", "new", "common"),
    [
        pytest.param(b"", b"x", 0, id="nothing"),
        pytest.param(b"x" * 5000, b"x" * 5000, 5000, id="equal"),
        pytest.param(b"x" * 5000, b"x" * 4000, 4000, id="one-goes-on"),
        pytest.param(b"x" * 4000, b"x" * 5000, 4000, id="the-other-goes-on"),
    ],
)
def test_a_common_stretch_ends_with_the_shorter_file(old: bytes, new: bytes, common: int) -> None:
    assert module._common(old, 0, new, 0) == common


def many(*changed: int) -> bytes:
    return b"".join(rec(f"K{n:04d}", "other" if n in changed else "x") for n in range(1000))


def test_few_chunks_of_a_long_file_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work follows the change: the walk goes from one difference to the next."""
    seen: list[int] = []
    real = module._chunk

    def counted(data: bytes, start: int) -> Chunk:
        seen.append(start)
        return real(data, start)

    monkeypatch.setattr(module, "_chunk", counted)
    monkeypatch.setattr(module, "split", lambda data: pytest.fail("the file was split whole"))
    old, new = changed_chunks(many(), many(3, 500, 998))
    assert [chunk.id for chunk in old] == [chunk.id for chunk in new] == ["K0003", "K0500", "K0998"]
    assert len(seen) == 6


def test_ids_out_of_order_are_compared_by_id() -> None:
    old = rec("C") + rec("A") + rec("B")
    new = rec("B") + rec("A", "other") + rec("C")
    assert [[chunk.id for chunk in side] for side in changed_chunks(old, new)] == [["A"], ["A"]]


def test_an_id_used_twice_is_never_taken_for_unchanged() -> None:
    old = rec("B") + rec("A") + rec("C")
    new = rec("C") + rec("A") + rec("A") + rec("B")
    assert [[chunk.id for chunk in side] for side in changed_chunks(old, new)] == [["A"], ["A", "A"]]


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from("xy")), max_size=8), st.data())
def test_what_is_left_out_is_equal_on_both_sides(records: list[tuple[str, str]], data: st.DataObject) -> None:
    others = data.draw(st.permutations(records))
    cut = data.draw(st.integers(0, len(others)))
    sides = [b"".join(rec(*one) for one in some) for some in (records, [*others[:cut], *others[cut + 1 :]])]
    found = changed_chunks(*sides)
    rests = []
    for side, chunks in zip(sides, found, strict=True):
        assert set(chunks) <= set(split(side))
        rest = [side[chunk.start : chunk.end] for chunk in split(side) if chunk not in chunks]
        rests.append(sorted(rest))
    assert rests[0] == rests[1]

"""Comments stay with the value that they are about."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dmccb.baseline.baseline import assemble
from dmccb.records.comments import notes_of
from dmccb.records.format import formatted
from dmccb.records.kinds import Kind
from dmccb.records.record import Record
from dmccb.records.write import Note, Notes, write_file
from tests.strategies import EXAMPLES, KINDS, fields, ids

MILESTONE = KINDS["milestones"]
MODELINE = "# yaml-language-server: $schema=../schemas/milestone.schema.json\n"
PROFILE = settings(
    max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def path_of(kind: Kind) -> str:
    return f"baselines/{kind.folder}.yaml"


def read(kind: Kind, text: str) -> dict[str, Record]:
    baseline = assemble([(f"{kind.folder}.yaml", text.encode("utf-8"))], KINDS)
    assert baseline.problems == ()
    return dict(baseline.collections.get(kind.collection, {}))


def fmt(text: str) -> str:
    out, problems = formatted(MILESTONE, path_of(MILESTONE), text.encode("utf-8"))
    assert problems == ()
    again, problems = formatted(MILESTONE, path_of(MILESTONE), out)
    assert (again, problems) == (out, ())
    return out.decode("utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A:\n  # c\n  title: x\n", "A:\n  # c\n  title: x\n", id="above-a-field"),
        pytest.param(
            "A:\n  # c\n  # d\n  title: x\n", "A:\n  # c\n  # d\n  title: x\n", id="two-lines-above"
        ),
        pytest.param("A:\n  title: x # c\n", "A:\n  title: x  # c\n", id="beside-a-field"),
        pytest.param("A: # c\n  title: x\n", "A:  # c\n  title: x\n", id="beside-the-id"),
        pytest.param("# c\nA:\n  title: x\n", "# c\nA:\n  title: x\n", id="above-the-first-record"),
        pytest.param("# c\nA: # d\n  title: x\n", "# c\nA:  # d\n  title: x\n", id="above-and-beside-it"),
        pytest.param("# h\n\n# c\nA:\n  title: x\n", "# h\n\n# c\nA:\n  title: x\n", id="head-and-above"),
        pytest.param("# h\n\nA:\n  title: x\n", "# h\n\nA:\n  title: x\n", id="head"),
        pytest.param("   # h\n\nA:\n  title: x\n", "# h\n\nA:\n  title: x\n", id="head-further-in"),
        pytest.param("A:\n  title: x\n# c\n", "A:\n  title: x\n\n# c\n", id="foot"),
        pytest.param("A:\n  title: x\n# c", "A:\n  title: x\n\n# c\n", id="foot-without-line-feed"),
        pytest.param("# c", "\n# c\n", id="nothing-but-a-comment"),
        pytest.param("A:\n  title: x\n  # c\n", "A:\n  title: x\n  # c\n", id="below-the-last-field"),
        pytest.param(
            "B:\n  title: z\n# a\nA:\n  title: x\n# foot\n",
            "# a\nA:\n  title: x\n\nB:\n  title: z\n\n# foot\n",
            id="between-records-goes-with-the-next",
        ),
        pytest.param(
            "A:\n  wbs: w  # w\n  # t\n  title: x\n",
            "A:\n  # t\n  title: x\n  wbs: w  # w\n",
            id="goes-with-its-field",
        ),
        pytest.param(
            "A:\n  title: x\n  aka:  # l\n    # b\n    - B  # bb\n    # a\n    - A  # aa\n",
            "A:\n  title: x\n  aka:  # l\n    # a\n    - A  # aa\n    # b\n    - B  # bb\n",
            id="goes-with-its-member-of-a-set",
        ),
        pytest.param(
            "A:\n  title: x\n  aka: [B, # b\n    A, # a\n  ] # end\n",
            "A:\n  title: x\n  aka:\n    # end\n    - A  # a\n    - B  # b\n",
            id="in-brackets",
        ),
        pytest.param(
            "A:\n  aka: [B\n    # c\n  ]\n  title: x\n",
            "A:\n  title: x\n  aka:\n    # c\n    - B\n",
            id="at-the-end-of-brackets-stays-inside",
        ),
        pytest.param(
            "A:\n  title: x\n  predecessors:\n    - # c\n      milestone: B  # m\n      # t\n      lag: 3\n",
            "A:\n  title: x\n  predecessors:\n    # c\n    - milestone: B  # m\n      # t\n      lag: 3\n",
            id="beside-a-dash",
        ),
        pytest.param(
            "A:\n  title: x\n  predecessors:\n    - milestone: B  # 1\n      lag: 1\n"
            "    - milestone: B  # 2\n",
            "A:\n  title: x\n  predecessors:\n    - milestone: B  # 1\n      lag: 1\n"
            "    - milestone: B  # 2\n",
            id="members-that-begin-alike",
        ),
        pytest.param(
            "A:\n  title: x\n  predecessors:\n    - { # c\n        # d\n        milestone: B }\n",
            "A:\n  title: x\n  predecessors:\n    # d\n    # c\n    - milestone: B\n",
            id="in-braces",
        ),
        pytest.param(
            'A:\n  title: "a # b" # c\n', 'A:\n  title: "a # b"  # c\n', id="beside-text-with-a-hash"
        ),
        pytest.param("A:\n  title: a#b # c\n", "A:\n  title: a#b  # c\n", id="beside-a-word-with-a-hash"),
        pytest.param(
            'A:\n  title: "a\n    # b"  # c\n',
            'A:\n  title: "a # b"  # c\n',
            id="a-hash-on-a-line-of-quoted-text",
        ),
        pytest.param(
            "A:\n  title: x\n  description: |  # c\n    # text\n    more\n  # d\n  comment: z\n",
            "A:\n  title: x\n  description: |  # c\n    # text\n    more\n  # d\n  comment: z\n",
            id="a-hash-in-a-block-is-text",
        ),
        pytest.param("A:\n  title: # c\n    x\n", "A:\n  title: x  # c\n", id="between-a-key-and-its-value"),
        pytest.param("A:\n  title:\n    # c\n    x\n", "A:\n  # c\n  title: x\n", id="above-a-value"),
        pytest.param("A:\n  title: 'x'# c\n", "A:\n  title: x  # c\n", id="right-after-a-quote"),
        pytest.param(
            "A:\n\n  # c\n\n  # d\n\n  title: x\n", "A:\n  # c\n  # d\n  title: x\n", id="blank-lines-around"
        ),
        pytest.param(
            "A:\n# c\n  title: x\n", "A:\n  # c\n  title: x\n", id="in-the-first-column-above-a-field"
        ),
    ],
)
def test_a_comment_stays_where_it_belongs(text: str, expected: str) -> None:
    assert fmt(text) == f"{MODELINE}{'' if expected.startswith('# h') else chr(10)}{expected.lstrip(chr(10))}"


PLACES = st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["", "  ", "    ", "       "])), max_size=8)


@settings(PROFILE, max_examples=4 * EXAMPLES)
@given(data=st.data(), places=PLACES, beside=st.lists(st.integers(0, 60), max_size=5))
def test_no_comment_is_lost(data: st.DataObject, places: list[tuple[int, str]], beside: list[int]) -> None:
    """Comments between any two lines and beside any key line, in any style."""
    one = fields(MILESTONE)
    found = {
        key: data.draw(one)
        for key in data.draw(st.lists(st.sampled_from(ids(MILESTONE)), max_size=3, unique=True))
    }
    canonical = write_file(MILESTONE, path_of(MILESTONE), found)
    dumped = yaml.safe_dump(
        found, allow_unicode=True, sort_keys=data.draw(st.booleans()), default_flow_style=None
    )
    text = data.draw(st.sampled_from([canonical, dumped if found else ""]))
    kept = read_or_none(text)
    lines = text.split("\n")
    said: Counter[str] = Counter()
    for number, (at, indent) in enumerate(places):
        before = "\n".join(lines)
        trial = [*lines[: at % len(lines)], f"{indent}# said {number}", *lines[at % len(lines) :]]
        if kept is not None and read_or_none("\n".join(trial)) == kept and "\n".join(trial) != before:
            lines = trial
            said[f"# said {number}"] += 1
    for number, at in enumerate(beside):
        trial = [*lines]
        trial[at % len(lines)] += f"  # beside {number}"
        if (
            trial[at % len(lines)].count("#") == 1
            and kept is not None
            and read_or_none("\n".join(trial)) == kept
        ):
            lines = trial
            said[f"# beside {number}"] += 1
    if kept is None:
        return
    out = fmt("\n".join(lines))
    assert read(MILESTONE, out) == kept
    assert Counter(re.findall(r"# (?:said|beside) [0-9]+", out)) == said


def read_or_none(text: str) -> dict[str, Record] | None:
    baseline = assemble([(f"{MILESTONE.folder}.yaml", text.encode("utf-8"))], KINDS)
    return None if baseline.problems else dict(baseline.collections.get(MILESTONE.collection, {}))


@pytest.mark.parametrize(
    ("chunk", "notes", "following"),
    [
        pytest.param("A:\n  title: x\n", Notes(), (), id="none"),
        pytest.param("A: # a\n  title: x # t\n",
                     Notes(at={(): Note(beside="# a"), ("title",): Note(beside="# t")}), (), id="beside"),
        pytest.param("A:\n  # t  \n  title: x\n# f\n  # g\n",
                     Notes(at={("title",): Note(above=("# t",))}), ("# f", "# g"), id="above-and-following"),
        pytest.param("A:\n  title: x\n  # b\n# f\n",
                     Notes(below=("# b",)), ("# f",), id="below-and-following"),
        pytest.param("A:\n  title: 'x\n    y' # t\n",
                     Notes(at={("title",): Note(beside="# t")}), (), id="beside-the-end-of-a-text"),
        pytest.param("A:\n  aka: [b, # 1\n    a] # 2\n",
                     Notes(at={("aka", "b"): Note(beside="# 1"), ("aka", "a"): Note(beside="# 2")}), (),
                     id="members-of-a-set-by-name"),
        pytest.param("A:\n  xs:\n    - b # 1\n    - a # 2\n",
                     Notes(at={("xs", 0): Note(beside="# 1"), ("xs", 1): Note(beside="# 2")}), (),
                     id="members-of-a-list-by-index"),
        pytest.param("A: {title: x, # 1\n  # 2\n  comment: y} # 3\n",
                     Notes(at={("title",): Note(beside="# 1"),
                               ("comment",): Note(above=("# 2",), beside="# 3")}), (), id="in-braces"),
        pytest.param("A:\n  xs: [a # 1\n    # 2\n  ] # 3\n",
                     Notes(at={("xs", 0): Note(above=("# 2", "# 3"), beside="# 1")}), (),
                     id="a-line-holds-one"),
        pytest.param("# not a record\n", Notes(), (), id="nothing-but-a-comment"),
    ],
)  # fmt: skip
def test_each_comment_has_a_place(chunk: str, notes: Notes, following: tuple[str, ...]) -> None:
    assert notes_of(chunk, MILESTONE) == (notes, following)


def test_the_modeline_is_put_right() -> None:
    old = "# yaml-language-server: $schema=elsewhere.json\n# head\n\nA:\n  title: x\n"
    assert fmt(old) == f"{MODELINE}# head\n\nA:\n  title: x\n"

"""What is written means what was read, whoever reads it, and comments stay."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from io import StringIO
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from dmccb.baseline.baseline import assemble
from dmccb.records.format import formatted
from dmccb.records.kinds import Kind
from dmccb.records.quoting import WIDTH
from dmccb.records.record import Record
from dmccb.records.write import write_file
from tests.strategies import EXAMPLES, KINDS, fields, ids, records

MILESTONE = KINDS["milestones"]
PROFILE = settings(
    max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
EVERY_KIND = pytest.mark.parametrize("name", KINDS)


def path_of(kind: Kind) -> str:
    return f"baselines/{kind.folder}.yaml"


def write(kind: Kind, found: dict[str, Record]) -> str:
    return write_file(kind, path_of(kind), {key: one.fields for key, one in found.items()})


def read(kind: Kind, text: str) -> dict[str, Record]:
    baseline = assemble([(f"{kind.folder}.yaml", text.encode("utf-8"))], KINDS)
    assert baseline.problems == ()
    return dict(baseline.collections.get(kind.collection, {}))


def alike(value: object, other: object) -> bool:
    """Tell whether another reader's value is ours; a date may be one to it."""
    if isinstance(other, date):
        return value == other.isoformat()
    if isinstance(value, dict) and isinstance(other, dict):
        return list(value) == list(other) and all(alike(value[key], other[key]) for key in value)
    if isinstance(value, list) and isinstance(other, list):
        return len(value) == len(other) and all(map(alike, value, other))
    return type(value) is type(other) and value == other


def in_order(kind: Kind, found: dict[str, Record]) -> dict[str, Any]:
    return {key: {n: one.fields[n] for n in kind.fields if n in one.fields} for key, one in found.items()}


@EVERY_KIND
@PROFILE
@given(data=st.data())
def test_what_is_written_is_what_is_read(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    found = data.draw(records(kind))
    text = write(kind, found)
    assert read(kind, text) == found
    assert write(kind, read(kind, text)) == text
    assert formatted(kind, path_of(kind), text.encode("utf-8")) == (text.encode("utf-8"), ())


@EVERY_KIND
@PROFILE
@given(data=st.data())
def test_other_readers_of_yaml_agree(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    found = data.draw(records(kind))
    text = write(kind, found)
    expected = in_order(kind, found)
    assert alike(expected, yaml.safe_load(text) or {})
    assert alike(expected, YAML(typ="safe", pure=True).load(StringIO(text)) or {})


@EVERY_KIND
@PROFILE
@given(data=st.data())
def test_a_line_is_long_only_where_it_cannot_be_broken(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    for line in write(kind, data.draw(records(kind))).split("\n"):
        if len(line) > WIDTH:
            body = re.sub(r"^ *(?:- )*(?:[a-z_]+:(?: |$))?", "", line)
            assert body[:1] in "\"'" or not re.search(r"(?<=[^ ]) (?=[^ ])", body)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        pytest.param("2019-11-08", "2019-11-08", id="date"),
        pytest.param("2019-13-45", "2019-13-45", id="no-day-but-a-date-in-form"),
        pytest.param("-", '"-"', id="dash"),
        pytest.param("soon", "soon", id="word"),
        pytest.param("2019-11-08 ", '"2019-11-08 "', id="space-after-it"),
        pytest.param("no", '"no"', id="boolean"),
    ],
)
def test_a_date_is_plain(day: str, written: str) -> None:
    found = {"A": Record(id="A", fields={"title": "x", "due": day})}
    assert write(MILESTONE, found).endswith(f"  due: {written}\n")
    assert read(MILESTONE, write(MILESTONE, found)) == found


@pytest.mark.parametrize(
    ("key", "written"),
    [
        pytest.param("A b", '"A b"', id="space"),
        pytest.param("é", '"é"', id="not-ascii"),
        pytest.param("no", '"no"', id="boolean"),
        pytest.param("1.10", '"1.10"', id="number"),
        pytest.param('a"b', "'a\"b'", id="double-quote"),
        pytest.param("a\\b", "'a\\b'", id="backslash"),
        pytest.param("it's", '"it\'s"', id="apostrophe"),
        pytest.param("A: b", '"A: b"', id="colon"),
        pytest.param("LDM-564/v1.4", "LDM-564/v1.4", id="plain"),
    ],
)
def test_an_id_is_written_so_that_it_begins_a_record(key: str, written: str) -> None:
    found = {key: Record(id=key, fields={"title": "x"})}
    assert write(MILESTONE, found).split("\n")[2] == f"{written}:"
    assert read(MILESTONE, write(MILESTONE, found)) == found


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("a\nb", ["|-", "a", "b"], id="lines"),
        pytest.param("a\n", ["|", "a"], id="line-feed-at-the-end"),
        pytest.param("# a\nB:", ["|-", "# a", "B:"], id="what-looks-like-a-comment-and-a-key"),
        pytest.param("w " * 60 + "w", [">-", ("w " * 53)[:-1], ("w " * 8)[:-1]], id="long-line-is-folded"),
        pytest.param(
            "a\n\n" + "w " * 60 + "w", [">-", "a", "", "", ("w " * 53)[:-1], ("w " * 8)[:-1]], id="both"
        ),
    ],
)
def test_text_of_lines_stands_in_a_block(text: str, lines: list[str]) -> None:
    found = {"A": Record(id="A", fields={"title": "x", "description": text})}
    written = write(MILESTONE, found)
    assert written.split("  description: ")[1].replace("\n    ", "\n").removesuffix("\n").split("\n") == lines
    assert read(MILESTONE, written) == found


# --------------------------------------------------------------- comments

MODELINE = "# yaml-language-server: $schema=../schemas/milestone.schema.json\n"


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


def test_the_modeline_is_put_right() -> None:
    old = "# yaml-language-server: $schema=elsewhere.json\n# head\n\nA:\n  title: x\n"
    assert fmt(old) == f"{MODELINE}# head\n\nA:\n  title: x\n"


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

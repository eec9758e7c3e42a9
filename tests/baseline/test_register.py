"""Names that a baseline can have, and entries that stay what they are."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmccb.baseline.register import (
    by_date,
    entry_named,
    name_fault,
    name_taken,
    refuse_other_content,
    short_names,
    tag_fault,
    tag_of,
    text,
)
from dmccb.errors import AmbiguousNameError, UsageError
from dmccb.records.record import Record, Value

_PARTS = st.sampled_from(
    ["a", "B", "1", ".", "..", "/", "//", "-", "@", "@{", "{", "~", "^", ":", "?", "*", "[", "\\", " ", "\t",
     "\x7f", ".lock", "lock", "é", "HEAD", "\u2028"]
)  # fmt: skip


def git_allows(name: str) -> bool:
    done = subprocess.run(["git", "check-ref-format", f"refs/tags/{name}"], check=False)
    return done.returncode == 0


@given(st.lists(_PARTS, max_size=6).map("".join))
def test_the_rules_are_gits(name: str) -> None:
    assert (tag_fault(name) == "") == git_allows(name)


@pytest.mark.parametrize(
    "name", ["x.lock", "v1..v2", "../heads/main", "", "a/.b", "a.lock/b", "a b", "a~1", "a.", "/a", "a//b"]
)
def test_what_no_tag_can_be_called(name: str) -> None:
    assert tag_fault(name)
    assert not git_allows(name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("HEAD", "'HEAD' is a name of git's own", id="head"),
        pytest.param("LDM-1/HEAD", "'HEAD' is a name of git's own", id="head-by-its-short-name"),
        pytest.param("FETCH_HEAD", "'FETCH_HEAD' is a name of git's own", id="another-head"),
        pytest.param("@", "'@' is a name of git's own", id="at"),
        pytest.param("-x", "it begins with '-'", id="like-an-option"),
        pytest.param("refs/heads/main", "it begins with 'refs/'", id="like-a-ref"),
        pytest.param("v1..v2", "'..' is not allowed in the name of a tag", id="like-a-range"),
    ],
)
def test_what_no_baseline_can_be_called(name: str, said: str) -> None:
    assert name_fault(name) == said


REFS = ("refs/heads/main", "refs/remotes/origin/main", "refs/tags/v1.0")


@pytest.mark.parametrize(
    ("name", "tag", "said"),
    [
        pytest.param("v1.0", "", "", id="its-own-tag"),
        pytest.param("v1.0", "other", "the tag 'v1.0' is not its own, which is 'other'", id="anothers-tag"),
        pytest.param("LDM-1/v1.0", "", "", id="short-name-of-a-tag-is-told-at-use"),
        pytest.param("main", "", "refs/heads/main is a branch", id="a-branch"),
        pytest.param("LDM-1/main", "", "refs/heads/main is a branch", id="a-branch-by-its-short-name"),
        pytest.param("origin/main", "", "refs/remotes/origin/main is a branch", id="a-branch-elsewhere"),
        pytest.param("v2", "../heads/main", "its tag is '../heads/main': it begins", id="a-tag-that-is-none"),
        pytest.param("v2", "v1.0~1", "its tag is 'v1.0~1': '~' is not allowed", id="a-tag-that-is-a-walk"),
    ],
)
def test_names_that_are_taken(name: str, tag: str, said: str) -> None:
    found = name_taken(Record(id=name, fields={"tag": tag} if tag else {}), REFS)
    assert found.startswith(said) if said else found == ""


def test_short_names() -> None:
    assert short_names("a/b/c") == ["a/b/c", "b/c", "c"]


def entry(key: str, **fields: Value) -> Record:
    return Record(id=key, fields=fields)


REGISTER = {
    one.id: one
    for one in (
        entry("A-1/v1", date="2020-02-01"),
        entry("B-2/v1", date="2020-01-01"),
        entry("B-2/v2", date="2020-01-01"),
        entry("v2", date="2020-03-01"),
    )
}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param("B-2/v2", "B-2/v2", id="full-name"),
        pytest.param("v2", "v2", id="a-full-name-goes-before-a-short-one"),
        pytest.param("2/v2", None, id="not-a-part-of-the-name"),
        pytest.param("v3", None, id="unknown"),
    ],
)
def test_an_entry_is_found_by_its_name(name: str, found: str | None) -> None:
    assert entry_named(REGISTER, name) == (REGISTER[found] if found else None)


def test_a_short_name_is_enough_where_only_one_has_it() -> None:
    assert entry_named({"A-1/v1": REGISTER["A-1/v1"]}, "v1") == REGISTER["A-1/v1"]


def test_a_short_name_of_several_is_refused() -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        entry_named(REGISTER, "v1")
    assert caught.value.message == "'v1' is the name of several baselines: A-1/v1, B-2/v1"
    assert caught.value.hint == "give the full name, as in: dmccb diff A-1/v1"


def test_entries_of_one_day_are_in_the_order_of_their_names() -> None:
    backwards = dict(reversed(REGISTER.items()))
    assert [one.id for one in by_date(backwards)] == ["B-2/v1", "B-2/v2", "A-1/v1", "v2"]


@pytest.mark.parametrize(
    ("one", "tag"),
    [
        pytest.param(entry("v1"), "v1", id="of-its-own-name"),
        pytest.param(entry("v1", tag="t-1"), "t-1", id="of-another-name"),
    ],
)
def test_every_entry_has_the_name_of_a_tag(one: Record, tag: str) -> None:
    assert tag_of(one) == tag


@pytest.mark.parametrize(
    ("one", "found"),
    [
        pytest.param(entry("v1", date="2020-01-01"), "2020-01-01", id="given"),
        pytest.param(entry("v1"), "", id="not-given"),
        pytest.param(None, "", id="no-entry"),
    ],
)
def test_a_field_is_text_or_empty(one: Record | None, found: str) -> None:
    assert text(one, "date") == found


KNOWN = entry("v1", digest="sha256:1", date="2020-01-01")


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        pytest.param({"digest": "sha256:2", "date": "2020-01-01"}, "content (sha256:1)", id="content"),
        pytest.param({"digest": "sha256:1", "date": "2021-01-01"}, "date (2020-01-01)", id="another-field"),
        pytest.param(
            {"date": "2021-01-01", "digest": "sha256:2"},
            "content (sha256:1)",
            id="content-goes-before-the-rest",
        ),
        pytest.param({"note": "x", "date": "2021-01-01"}, "date (2020-01-01)", id="the-rest-by-name"),
        pytest.param({"note": "x"}, "note (none)", id="a-field-that-it-has-not"),
    ],
)
def test_a_baseline_is_not_registered_again_with_something_else(fields: dict[str, str], what: str) -> None:
    with pytest.raises(UsageError) as caught:
        refuse_other_content(KNOWN, fields)
    assert caught.value.message == f"baseline v1 is already registered with a different {what}"
    assert caught.value.hint == "a baseline does not change: choose another name"


def test_a_baseline_may_be_registered_again_as_it_is() -> None:
    refuse_other_content(KNOWN, {"digest": "sha256:1"})


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        pytest.param(".v1", ".", id="begins-with-a-dot"),
        pytest.param("/v1", "/", id="begins-with-a-slash"),
        pytest.param("v1.", ".", id="ends-with-a-dot"),
        pytest.param("v1/", "/", id="ends-with-a-slash"),
    ],
)
def test_which_sign_a_tag_may_not_begin_or_end_with(name: str, sign: str) -> None:
    assert tag_fault(name) == f"it begins or ends with {sign!r}"

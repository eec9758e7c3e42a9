"""What YAML is refused before anything is built from it."""

from __future__ import annotations

import pytest
import yaml

from dmccb.records.yaml_subset import MAX_DEPTH, UnsupportedYaml, harmless, refuse_unclear, short


@pytest.mark.parametrize(
    ("chunk", "place", "rule"),
    [
        pytest.param(b"A: \xff\n", (1, 1), "not-utf-8", id="first-line"),
        pytest.param(b"\nA: \xff\n", (2, 1), "not-utf-8", id="a-line-feed-first"),
        pytest.param(b"A:\n\n  x: \xff\n", (3, 1), "not-utf-8", id="line-of-the-byte"),
        pytest.param(b"A: *x\n", (1, 4), "alias", id="alias"),
        pytest.param(b"A: &x y\n", (1, 4), "anchor", id="anchor"),
        pytest.param(b"A: !x y\n", (1, 4), "tag", id="tag"),
        pytest.param(b"A: " + b"[" * (MAX_DEPTH + 1), (1, MAX_DEPTH + 3), "too-deep", id="brackets"),
        pytest.param(b"A: " + b"{x: " * (MAX_DEPTH + 1), (1, 80), "too-deep", id="braces"),
        pytest.param(b"A: " + b"[" * 15 + b"[]," + b"[" * 15, (1, 26), "too-deep", id="deeper-after-a-close"),
        pytest.param(b"- " * 30, (1, 41), "too-deep", id="dashes"),
        pytest.param(b"A:\n " + b"- " * 30, (2, 40), "too-deep", id="dashes-on-a-line"),
    ],
)
def test_a_trick_is_refused_where_it_begins(chunk: bytes, place: tuple[int, int], rule: str) -> None:
    with pytest.raises(UnsupportedYaml) as caught:
        harmless(chunk)
    assert (caught.value.place, caught.value.rule) == (place, rule)
    assert caught.value.message == str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("chunk", "expected"),
    [
        pytest.param(b"A: b\n", b"A: b\n", id="ascii-stays-bytes"),
        pytest.param("A: é\n".encode(), "A: é\n", id="anything-else-is-decoded"),
        pytest.param(b"A: 'R&D * !'\n", b"A: 'R&D * !'\n", id="signs-in-text"),
        pytest.param(b"A: " + b"[], " * 50 + b"\n", None, id="more-than-a-bracket-can-hold"),
        pytest.param(b"A: [" + b"[]," * 50 + b"]\n", b"A: [" + b"[]," * 50 + b"]\n", id="many-side-by-side"),
        pytest.param(b"A: " + b"[" * 19 + b"]" * 19, b"A: " + b"[" * 19 + b"]" * 19, id="as-deep-as-allowed"),
    ],
)
def test_what_is_harmless_is_handed_on(chunk: bytes, expected: bytes | str | None) -> None:
    if expected is None:
        with pytest.raises(yaml.YAMLError):
            harmless(chunk)
    else:
        assert harmless(chunk) == expected


@pytest.mark.parametrize(
    ("text", "length"), [pytest.param("x" * 60, 60, id="fits"), pytest.param("x" * 61, 61, id="is-cut")]
)
def test_a_message_holds_sixty_characters(text: str, length: int) -> None:
    assert len(short(text)) == length
    assert short(text).startswith("x" * 60)
    assert short(text).endswith("…") == (length > 60)


def refused(text: str) -> bool:
    node = yaml.compose(text, Loader=yaml.CBaseLoader)
    assert node is not None
    try:
        refuse_unclear(node, text)
    except UnsupportedYaml as error:
        return error.rule == "unclear-yaml"
    return False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: |\n  x\n", False, id="paragraph"),
        pytest.param("a: |-2  \n    x\n", False, id="paragraph-with-marks-and-blanks"),
        pytest.param("a: >+ # c\n  x\n", False, id="paragraph-with-a-comment"),
        pytest.param("a: |#c\n  x\n", True, id="a-comment-right-behind-the-mark"),
        pytest.param("a: |\n \n  x\n", True, id="a-line-of-blanks-first"),
        pytest.param("a: |\n\n  x\n", False, id="an-empty-line-first"),
        pytest.param("a: [b, c]\n", False, id="list-in-brackets"),
        pytest.param("a: [b: c]\n", True, id="a-pair-in-brackets"),
        pytest.param("a: {b: c, d: [e, {f: g}]}\n", False, id="braces"),
        pytest.param("a: {b: c, d: [e, {f}]}\n", True, id="a-name-without-a-value"),
        pytest.param("a: {'b' : c}\n", True, id="a-blank-before-the-colon"),
        pytest.param("a: ['b?', \"c:d\"]\n", False, id="signs-in-quotes"),
        pytest.param("a: [b?]\n", True, id="a-question-mark"),
        pytest.param("a: [b:c]\n", True, id="a-colon"),
        pytest.param("a: b?c:d\n", False, id="signs-outside-brackets"),
        pytest.param("a:\n  - [b]\n  - [c:d]\n", True, id="further-in"),
    ],
)
def test_what_readers_do_not_agree_on_is_refused(text: str, expected: bool) -> None:
    assert refused(text) is expected

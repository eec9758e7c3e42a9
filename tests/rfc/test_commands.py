"""A command is what a reader sees at the start of a line, and nothing that is only quoted or hidden."""

from __future__ import annotations

import pytest

from dmccb.rfc.commands import MAX_BODY, Command, commands, mentions

APPROVE = [("approve", "")]


def said(body: str) -> list[tuple[str, str]]:
    """Return verb and text of each command of a text."""
    return [(one.verb, one.text) for one in commands(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("/rfc approve", APPROVE, id="alone"),
        pytest.param("/rfc approve\n", APPROVE, id="with-a-line-end"),
        pytest.param("Fine.\n\n/rfc approve", APPROVE, id="a-paragraph-of-its-own"),
        pytest.param("/rfc approve\n\nThanks.", APPROVE, id="words-below-an-approval-are-not-its-own"),
        pytest.param("/rfc object\n\nToo late.", [("object", "Too late.")], id="words-below-are-its-text"),
        pytest.param("Fine with me:\n/rfc approve", APPROVE, id="a-line-of-a-paragraph"),
        pytest.param("   /rfc approve", APPROVE, id="three-spaces-before"),
        pytest.param("/RFC Approve", APPROVE, id="any-letter-case"),
        pytest.param("/rfc    approve   ", APPROVE, id="spaces-between-and-behind"),
        pytest.param("/rfc\tapprove", APPROVE, id="a-tab-between"),
        pytest.param("/rfc read\n/rfc approve", [("read", ""), *APPROVE], id="two-in-order"),
        pytest.param("/rfc read\r\n/rfc approve\r\n", [("read", ""), *APPROVE], id="crlf"),
        pytest.param("/rfc read\r/rfc approve\r", [("read", ""), *APPROVE], id="lone-cr"),
        pytest.param("/rfc object too late", [("object", "too late")], id="text-on-the-line"),
        pytest.param(
            "/rfc object\ntoo late\nfor us", [("object", "too late for us")], id="text-on-lines-below"
        ),
        pytest.param("/rfc object\n\ntoo late", [("object", "too late")], id="text-in-the-paragraph-below"),
        pytest.param("/rfc object late\nmore", [("object", "late")], id="text-on-the-line-is-enough"),
        pytest.param(
            "/rfc object\ntoo late\n/rfc read",
            [("object", "too late"), ("read", "")],
            id="text-ends-at-the-next",
        ),
        pytest.param("/rfc object\n> too late", [("object", "")], id="a-quote-below-is-no-text"),
        pytest.param("/rfc object A &amp; B", [("object", "A & B")], id="entity-in-the-text"),
        pytest.param("/rfc object the `due` date", [("object", "the due date")], id="code-in-the-text"),
        pytest.param("/rfc", [("", "")], id="nothing-follows"),
        pytest.param("/rfc frobnicate it", [("frobnicate", "it")], id="unknown-verbs-are-told-too"),
        pytest.param("", [], id="empty"),
        pytest.param("Nothing to say.", [], id="only-words"),
    ],
)
def test_what_is_said(body: str, expected: list[tuple[str, str]]) -> None:
    assert said(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("I say /rfc approve", id="mid-sentence"),
        pytest.param("//rfc approve", id="two-slashes"),
        pytest.param("/rfcs approve", id="another-word"),
        pytest.param("/rfc-approve", id="a-hyphen"),
        pytest.param("/rfc:approve", id="a-colon"),
        pytest.param("rfc approve", id="no-slash"),
        pytest.param("\N{ZERO WIDTH SPACE}/rfc approve", id="behind-a-zero-width-space"),
        pytest.param("\N{NO-BREAK SPACE}/rfc approve", id="behind-a-no-break-space"),
        pytest.param("x\N{LINE SEPARATOR}/rfc approve", id="a-line-separator-ends-no-line"),
        pytest.param("x\N{NEXT LINE}/rfc approve", id="a-next-line-ends-no-line"),
        pytest.param("x\x0c/rfc approve", id="a-form-feed-ends-no-line"),
        pytest.param("\N{FULLWIDTH SOLIDUS}rfc approve", id="a-wide-slash"),
        pytest.param("x" * MAX_BODY + "\n/rfc approve", id="behind-what-is-read"),
    ],
)
def test_not_at_the_start_of_a_line(body: str) -> None:
    assert said(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("> /rfc approve", [], id="quoted"),
        pytest.param(">/rfc approve", [], id="quoted-without-a-space"),
        pytest.param("   > /rfc approve", [], id="quoted-and-indented"),
        pytest.param("> > /rfc approve", [], id="quoted-twice"),
        pytest.param("> Shall we?\n/rfc approve", [], id="lazy-continuation"),
        pytest.param("> Shall\n> we?\nOr\n/rfc approve", [], id="lazy-continuation-two-lines-on"),
        pytest.param("> > Shall we?\n/rfc approve", [], id="lazy-continuation-of-an-inner-quote"),
        pytest.param("> - Shall we?\n/rfc approve", [], id="lazy-continuation-of-a-list-in-a-quote"),
        pytest.param("> Shall we?\r\n/rfc approve", [], id="lazy-continuation-with-crlf"),
        pytest.param("> Shall we?\n\n/rfc approve", APPROVE, id="a-blank-line-ends-the-quote"),
        pytest.param("> Shall we?\r\n\r\n/rfc approve", APPROVE, id="a-blank-line-with-crlf"),
        pytest.param(">\n/rfc approve", APPROVE, id="an-empty-quote-goes-on-in-nothing"),
        pytest.param("> # Shall we?\n/rfc approve", APPROVE, id="a-heading-goes-on-in-nothing"),
        pytest.param("> ```\n/rfc approve", APPROVE, id="code-in-a-quote-ends-with-it"),
        pytest.param("/rfc approve\n> /rfc object no", APPROVE, id="a-quote-after-it"),
        pytest.param("> [!NOTE]\n> /rfc approve", [], id="an-alert-is-a-quote"),
        pytest.param("<blockquote>\n/rfc approve\n</blockquote>", [], id="quoted-in-html"),
        pytest.param(
            "<blockquote>\n\n/rfc approve\n\n</blockquote>", [], id="quoted-in-html-with-blank-lines"
        ),
    ],
)
def test_quotes(body: str, expected: list[tuple[str, str]]) -> None:
    assert said(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("```\n/rfc approve\n```", [], id="fenced"),
        pytest.param("~~~\n/rfc approve\n~~~", [], id="fenced-with-tildes"),
        pytest.param("```text\n/rfc approve\n```", [], id="fenced-with-a-language"),
        pytest.param("```\r\n/rfc approve\r\n```\r\n", [], id="fenced-with-crlf"),
        pytest.param("   ```\n/rfc approve\n   ```", [], id="indented-fence"),
        pytest.param("```\n\n/rfc approve", [], id="never-closed"),
        pytest.param("````\n```\n/rfc approve\n````", [], id="a-shorter-fence-closes-nothing"),
        pytest.param("```\n~~~\n/rfc approve\n```", [], id="another-fence-closes-nothing"),
        pytest.param("```\n``` x\n/rfc approve", [], id="a-fence-with-words-closes-nothing"),
        pytest.param("```\ncode\n```\n/rfc approve", APPROVE, id="after-the-fence"),
        pytest.param("```\ncode\n`````\n/rfc approve", APPROVE, id="a-longer-fence-closes"),
        pytest.param("    /rfc approve", [], id="indented"),
        pytest.param("\t/rfc approve", [], id="indented-with-a-tab"),
        pytest.param("  \t/rfc approve", [], id="indented-with-spaces-and-a-tab"),
        pytest.param("Like this:\n\n    /rfc approve\n", [], id="indented-under-words"),
        pytest.param("    code\n/rfc approve", APPROVE, id="after-indented-code"),
        pytest.param("`/rfc approve`", [], id="inline"),
        pytest.param("`/rfc` approve", [], id="inline-the-word"),
        pytest.param("``/rfc approve``", [], id="inline-with-two-ticks"),
        pytest.param("Say `so\n/rfc approve\nor so`.", [], id="inline-over-lines"),
        pytest.param("Say ``so ` \n/rfc approve\nor so``.", [], id="inline-over-lines-with-a-tick-in-it"),
        pytest.param("A lone ` tick\n/rfc approve", APPROVE, id="a-lone-tick-opens-nothing"),
        pytest.param("A `tick\n\n/rfc approve", APPROVE, id="no-inline-code-over-paragraphs"),
        pytest.param("<pre>\n\n/rfc approve\n\n</pre>", [], id="preformatted-in-html"),
        pytest.param("See <code>so\n/rfc approve\nor so</code>.", [], id="inline-html-over-lines"),
    ],
)
def test_code(body: str, expected: list[tuple[str, str]]) -> None:
    assert said(body) == expected


@pytest.mark.parametrize(
    "name",
    [
        "blockquote",
        "q",
        "cite",
        "pre",
        "code",
        "kbd",
        "samp",
        "del",
        "s",
        "strike",
        "script",
        "style",
        "template",
    ],
)
def test_what_is_shown_as_quoted_or_struck_out_in_html(name: str) -> None:
    assert said(f"See <{name}>\n\n/rfc approve\n\n</{name}>") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<!-- /rfc approve -->", [], id="comment-on-one-line"),
        pytest.param("<!--\n/rfc approve\n-->", [], id="comment-over-lines"),
        pytest.param("<!--\n\n/rfc approve\n\n-->", [], id="comment-over-blank-lines"),
        pytest.param("<!--\n/rfc approve", [], id="open-comment"),
        pytest.param("<!--\n\n\n/rfc approve\n\nmore", [], id="open-comment-over-blank-lines"),
        pytest.param("Hello <!--\n/rfc approve\n--> you", [], id="comment-in-a-paragraph"),
        pytest.param("<!-- x --> /rfc approve", [], id="behind-a-comment"),
        pytest.param("Hello\n<!-- x -->/rfc approve", [], id="behind-a-comment-in-a-paragraph"),
        pytest.param("<!-- x -->\n/rfc approve", APPROVE, id="below-a-comment"),
        pytest.param("<!-- what to say -->\n\n/rfc approve\n\n<!-- more -->", APPROVE, id="between-comments"),
        pytest.param("<div>\n/rfc approve\n</div>", [], id="a-block"),
        pytest.param("<script>\n\n/rfc approve\n\n</script>", [], id="a-script"),
        pytest.param("<?\n\n/rfc approve\n\n?>", [], id="an-instruction"),
        pytest.param("<![CDATA[\n\n/rfc approve\n\n]]>", [], id="character-data"),
        pytest.param('<a title="\n/rfc approve\n">x</a>', [], id="an-attribute"),
        pytest.param('See <a title="\n/rfc approve\n">x</a>', [], id="an-attribute-in-a-paragraph"),
    ],
)
def test_html(body: str, expected: list[tuple[str, str]]) -> None:
    assert said(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(r"\/rfc approve", [], id="escaped"),
        pytest.param("&#47;rfc approve", [], id="entity"),
        pytest.param("&sol;rfc approve", [], id="named-entity"),
        pytest.param("\\/rfc approve\n\n/rfc read", [("read", "")], id="escaped-above-another"),
        pytest.param(
            "\\/rfc object this\n/rfc object that", [("object", "that")], id="escaped-beside-the-same"
        ),
        pytest.param(
            "&#47;rfc object this\n/rfc object that", [("object", "that")], id="entity-beside-the-same"
        ),
        pytest.param("**/rfc approve**", [], id="bold"),
        pytest.param("- /rfc approve", [], id="list"),
        pytest.param("* /rfc approve", [], id="list-with-a-star"),
        pytest.param("1. /rfc approve", [], id="numbered-list"),
        pytest.param("1) /rfc approve", [], id="numbered-list-with-a-bracket"),
        pytest.param("- [ ] /rfc approve", [], id="task-list"),
        pytest.param("- either\n/rfc approve", [], id="lazy-continuation-of-a-list"),
        pytest.param("- either\n\n  /rfc approve", [], id="second-paragraph-of-a-list"),
        pytest.param("- either\n\n/rfc approve", APPROVE, id="below-a-list"),
        pytest.param("# /rfc approve", [], id="heading"),
        pytest.param("/rfc approve\n===", [], id="heading-underlined"),
        pytest.param("/rfc approve\n---", [], id="heading-underlined-twice"),
        pytest.param("# Verdict\n/rfc approve", APPROVE, id="below-a-heading"),
        pytest.param("| /rfc approve |\n| --- |", [], id="table"),
        pytest.param("---\n/rfc approve", APPROVE, id="below-a-rule"),
        pytest.param("![seen\n/rfc approve\nso](plot.png)", [], id="text-of-an-image"),
        pytest.param('[seen](plot.png "as\n/rfc approve\nso")', [], id="title-of-a-link"),
        pytest.param('[seen]: plot.png "as\n/rfc approve\nso"', [], id="title-of-a-reference"),
        pytest.param("[seen]: plot.png\n/rfc approve", APPROVE, id="below-a-reference"),
    ],
)
def test_other_markup(body: str, expected: list[tuple[str, str]]) -> None:
    assert said(body) == expected


@pytest.mark.parametrize(
    ("text", "digest"),
    [
        pytest.param("1" * 12, "1" * 12, id="twelve-digits"),
        pytest.param("1" * 11, "", id="eleven-are-too-few"),
        pytest.param("1" * 64, "1" * 64, id="all"),
        pytest.param("1" * 65, "", id="too-many"),
        pytest.param("sha256:" + "a" * 12, "a" * 12, id="with-its-kind"),
        pytest.param("SHA256:" + "A" * 12, "a" * 12, id="capitals"),
        pytest.param("sha1:" + "a" * 12, "", id="another-kind"),
        pytest.param("`" + "a" * 12 + "`", "a" * 12, id="in-ticks"),
        pytest.param("a" * 12 + "…", "a" * 12, id="as-shown-shortened"),
        pytest.param("a" * 12 + "...", "a" * 12, id="shortened-with-dots"),
        pytest.param("a" * 12 + " agreed on Monday", "a" * 12, id="before-words"),
        pytest.param("agreed on " + "a" * 12, "", id="not-in-the-first-place"),
        pytest.param("g" * 12, "", id="no-hexadecimal-digits"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_digest(text: str, digest: str) -> None:
    assert Command("approve", text).digest == digest


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        pytest.param("abc agreed on Monday", "agreed on Monday", id="words"),
        pytest.param("abc   agreed", "agreed", id="several-spaces"),
        pytest.param("abc", "", id="one-word"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_after_the_first_word(text: str, rest: str) -> None:
    assert Command("adopt", text).after_first_word == rest


@pytest.mark.parametrize(
    ("text", "logins"),
    [
        pytest.param("@ada", ("ada",), id="alone"),
        pytest.param("Hello @ada, and @Bob.", ("ada", "bob"), id="two-in-small-letters"),
        pytest.param("(@ada) @bob's", ("ada", "bob"), id="before-punctuation"),
        pytest.param("@ada @ADA", ("ada",), id="each-once"),
        pytest.param("@a-b", ("a-b",), id="hyphen"),
        pytest.param("x\n@ada", ("ada",), id="at-the-start-of-a-line"),
        pytest.param("ada@bob.org", (), id="e-mail-address"),
        pytest.param("ada.l@bob.org", (), id="e-mail-address-with-a-dot"),
        pytest.param("ada-@bob.org", (), id="e-mail-address-with-a-hyphen"),
        pytest.param("@org/team", (), id="team"),
        pytest.param("x/@ada", (), id="in-a-path"),
        pytest.param("@@ada", (), id="twice-the-sign"),
        pytest.param("@-ada", (), id="no-login-begins-so"),
        pytest.param("@ada_lovelace", (), id="no-login-has-an-underscore"),
        pytest.param("@" + "a" * 39, ("a" * 39,), id="as-long-as-a-login-can-be"),
        pytest.param("@" + "a" * 40, (), id="longer-than-a-login-can-be"),
        pytest.param("<!-- @ada -->", (), id="nobody-is-told-by-an-html-comment"),
        pytest.param("`@ada`", (), id="nobody-is-told-by-inline-code"),
        pytest.param("```\n@ada\n```", (), id="nobody-is-told-by-a-code-block"),
        pytest.param("> @ada", ("ada",), id="a-quote-tells-too"),
        pytest.param("- @ada", ("ada",), id="a-list-tells-too"),
    ],
)
def test_mentions(text: str, logins: tuple[str, ...]) -> None:
    assert mentions(text) == logins


def test_a_command_has_the_mentions_of_its_text() -> None:
    (command,) = commands("@owner said so\n\n/rfc empanel @Expert-A @expert-b")
    assert command.mentions == ("expert-a", "expert-b")

"""Text of a comment -> Command …: what it says to the process, and nothing that it only quotes.

Pure.  A command stands at the start of a line of a paragraph: not in a quote,
a list, a heading, code or an HTML comment.  CommonMark says which is which, so
that a reader of the page and the gate see the same commands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_BODY = 1 << 17
"""Characters of a text that are read: the forge allows half as many."""

_COMMAND = re.compile(r" {0,3}/rfc(?!\S)[^\S\n]*(\S*)[^\S\n]*(.*)", re.IGNORECASE)
_MAY_HOLD = re.compile(r"^( {0,3})(?=/rfc(?!\S))", re.IGNORECASE | re.MULTILINE)
_MARKUP = re.compile(r"[`<~\\&\[\t\0]|^ {0,3}(?:[>#*+-]|\d{1,9}[.)]|=+ *$)|^ {4}", re.MULTILINE)
"""What may make a line that looks like a command something else, or a name no mention."""

_MARK = "\ue000"
"""Set before each line of a text that may be a command, so that it is known again after parsing."""

_MENTION = re.compile(r"(?<![\w/@.-])@([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))(?![\w/-])")
_DIGEST = re.compile(r"(?:sha256:)?([0-9a-f]{12,64})(?:…|\.\.\.)?", re.IGNORECASE)
_LIKE_A_DIGEST = re.compile(r"sha256:.*|(?=.*[0-9])[0-9a-f]{7,}(?:…|\.\.\.)?", re.IGNORECASE)

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^>]*>")
_QUOTING = frozenset(
    {
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
    }
)
"""HTML elements whose content is shown as somebody else's, as code, as struck out, or not at all."""


class Command(NamedTuple):
    """One command.

    Attributes
    ----------
    verb
        What is to be done, in small letters: ``approve``.
    text
        What follows on the line; where that is empty, the lines below it, up
        to the next command.
    """

    verb: str
    text: str = ""

    @property
    def digest(self) -> str:
        """The digest that the text begins with, without ``sha256:``; empty where it begins with none."""
        found = _DIGEST.fullmatch(self.first_word)
        return found[1].lower() if found else ""

    @property
    def means_a_digest(self) -> bool:
        """Whether the text begins with something that can be meant for nothing but a digest."""
        return _LIKE_A_DIGEST.fullmatch(self.first_word) is not None

    @property
    def first_word(self) -> str:
        """The first word of the text, without backticks."""
        words = self.text.split(maxsplit=1)
        return words[0].strip("`") if words else ""

    @property
    def after_first_word(self) -> str:
        """The text without its first word."""
        words = self.text.split(maxsplit=1)
        return words[1].strip() if len(words) > 1 else ""

    @property
    def mentions(self) -> tuple[str, ...]:
        """The logins that the text names with @, in small letters."""
        return mentions(self.text)


def commands(body: str) -> tuple[Command, ...]:
    """Return the commands of a text, in order.

    Parameters
    ----------
    body
        The text, as somebody wrote it.
    """
    body = _read(body)
    if not _MAY_HOLD.search(body):
        return ()
    if not _MARKUP.search(body):
        return tuple(_joined(body.split("\n"), mark=""))
    marked = _MAY_HOLD.sub(rf"\1{_MARK}", body)
    return tuple(_joined([line for line, top in _lines(marked) if top], mark=_MARK))


def mentions(body: str) -> tuple[str, ...]:
    """Return the logins that a text names with @ where a reader sees them, in small letters, each once."""
    body = _read(body)
    if "@" not in body:
        return ()
    lines = [line for line, _ in _lines(body)] if _MARKUP.search(body) else [body]
    return tuple(dict.fromkeys(found.lower() for line in lines for found in _MENTION.findall(line)))


def may_mention(body: str) -> tuple[str, ...]:
    """Return the logins that a text names with @, wherever they stand in it; ``mentions`` are among them."""
    return tuple(dict.fromkeys(found.lower() for found in _MENTION.findall(_read(body))))


def _read(body: str) -> str:
    return body[:MAX_BODY].replace(_MARK, "").replace("\r\n", "\n").replace("\r", "\n")


def _joined(lines: Sequence[str], mark: str) -> Iterator[Command]:
    """Yield the commands of some lines; one without a text takes it from the lines below.

    Parameters
    ----------
    lines
        The lines.
    mark
        What a line begins with that is a command.
    """
    waiting: Command | None = None
    below: list[str] = []
    for line in lines:
        found = _COMMAND.fullmatch(line.removeprefix(mark)) if line.startswith(mark) else None
        if found is None:
            below.append(line.strip())
            continue
        if waiting is not None:
            yield _completed(waiting, below)
        waiting, below = Command(found[1].lower(), found[2].strip()), []
    if waiting is not None:
        yield _completed(waiting, below)


def _completed(command: Command, below: Sequence[str]) -> Command:
    if command.text or command.verb in _OF_ONE_LINE:
        return command
    return command._replace(text=" ".join(filter(None, below)))


_OF_ONE_LINE = frozenset({"approve", "read", "withdraw"})
"""Commands that need no reason, so that what stands below them is not theirs."""


def _lines(body: str) -> Iterator[tuple[str, bool]]:
    """Yield the lines that a reader sees, and whether each stands in a paragraph and in nothing else."""
    within = 0
    paragraph = False
    for token in _parser().parse(body):
        if token.type == "html_block":
            within = max(0, within + _opened(token.content))
        elif token.type == "inline":
            for line, depth in _of_inline(token, within):
                yield line, paragraph and not depth
                within = depth
        paragraph = token.type == "paragraph_open" and token.level == 0


def _of_inline(token: Token, within: int) -> Iterator[tuple[str, int]]:
    """Yield the lines of a paragraph, without code and HTML, and how deep in HTML that quotes each is."""
    line, depth = "", within
    for part in token.children or ():
        if part.type in ("softbreak", "hardbreak"):
            yield line, depth
            line = ""
        elif part.type == "html_inline":
            depth = max(0, depth + _opened(part.content))
        elif part.type == "code_inline":
            line += _INERT.sub("", part.content)
        else:
            line += part.content
    yield line, depth


_INERT = re.compile(f"[{_MARK}@]")
"""What code must not bring into a line: it is no command, and mentions nobody."""


def _opened(html: str) -> int:
    """Return how many more elements that quote are opened than closed in some HTML."""
    found = ((closing, name.lower()) for closing, name in _TAG.findall(html))
    return sum(-1 if closing else 1 for closing, name in found if name in _QUOTING)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # takes 20 ms to load, and few comments need it

    return MarkdownIt("commonmark")

"""Appendix A -> Row: the product table as printed, and which rows are whole.

Pure.  Cites LDM-294 (2017-06-28) Appendix A ("DM Product List").  Its text is
damaged: cells run together, codes spill into the next column, and characters
are misread.  A word is certain when another line prints it too, or when it
abbreviates the title beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from dmccb.importers.ldm294.text import key
from dmccb.importers.lines import Line, plain

HEAD = "WBS\tProduct\tDescription\tManager\tOwner\tPackages"

CODE = re.compile(r"1\.02C(?:\.\d\d)+")
_NAME = re.compile(r"[A-Z][\w+/&. -]*")
_SPILL = re.compile(r"\d{1,2} ?(?=[A-Z])")
_BREAK = re.compile(r"(?<=[a-z])- (?=[a-z])")
_WORD = re.compile(r"[A-Za-z]+")
# the column holds 20 characters; more is two rows run together
_NAME_WIDTH = 24
_STEM = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row, its cells as printed; ``spill`` is the end of the WBS code, printed before the name."""

    line: int
    text: str
    wbs: str
    name: str
    title: str
    manager: str
    owner: str
    packages: str
    spill: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Which lines print a word, whatever its case.

    Attributes
    ----------
    only
        Word, sorted -> the one line that prints it; -1 where several do.
    order
        The words.
    changes
        For each word, how often ``only`` changed from word to word up to it:
        words that begin alike are a stretch, and are looked at together.
    """

    only: Mapping[str, int]
    order: Sequence[str]
    changes: Sequence[int]

    def printed(self, word: str, line: int) -> bool:
        """Say whether a line other than this one prints exactly this word."""
        return self.only.get(word.lower(), line) != line

    def known(self, word: str, line: int) -> bool:
        """Say whether a line other than this one prints the word, or a longer form of it."""
        if self.printed(word, line) or len(word) < _STEM:
            return self.printed(word, line)
        start = word.lower()
        first, end = bisect_left(self.order, start), bisect_left(self.order, start + _AFTER_Z)
        if first == end:
            return False
        alike = self.changes[first] == self.changes[end - 1]
        return not (alike and self.only[self.order[first]] == line)


_SEVERAL = -1
_AFTER_Z = chr(ord("z") + 1)


def words(lines: Iterable[Line]) -> Words:
    """Return the words of some lines."""
    found: dict[str, int] = {}
    for line in lines:
        for word in _WORD.findall(_BREAK.sub("", line.text)):
            if found.setdefault(word.lower(), line.number) != line.number:
                found[word.lower()] = _SEVERAL
    only = dict(sorted(found.items()))
    numbers = list(only.values())
    steps = [before != after for before, after in pairwise(numbers)]
    return Words(only=only, order=list(only), changes=list(accumulate(steps, initial=0)))


def rows(lines: Iterable[Line]) -> tuple[list[Row], list[Line]]:
    """Return the rows, wrapped titles joined, and the lines with another number of cells."""
    found: list[Row] = []
    other: list[Line] = []
    for line in lines:
        cells = [_clean(cell) for cell in line.text.split("\t")]
        if line.text == HEAD or not any(cells) or len(cells) == 1:
            # text without cells is prose
            continue
        if len(cells) != 6:
            other.append(line)
            continue
        wbs, name, title, manager, owner, packages = cells
        row = Row(
            line=line.number,
            text=line.text,
            wbs=wbs,
            name=name,
            title=title,
            manager=manager,
            owner=owner,
            packages=packages,
        )
        if found and found[-1].title and _continues(row):
            found[-1] = replace(found[-1], title=_joined(found[-1].title, title))
        else:
            found.append(_unspilled(row))
    return found, other


def _clean(cell: str) -> str:
    cell = _BREAK.sub("", plain(cell))
    return cell if re.search(r"\w", cell) else ""


def _continues(row: Row) -> bool:
    """Say whether a line only continues the title above it."""
    rest = f"{row.manager} {row.owner} {row.packages}"
    return bool(row.title and not row.wbs and not row.name and not re.search(r"[A-Za-z]{2}", rest))


def _joined(start: str, end: str) -> str:
    if start.endswith("-") and not start.endswith(" -"):
        return start.removesuffix("-") + end
    return f"{start} {end}"


def _unspilled(row: Row) -> Row:
    spill = _SPILL.match(row.name)
    if not spill:
        return row
    return replace(row, name=row.name[spill.end() :], spill=spill[0].strip())


def broken(row: Row) -> str:
    """Return why the cells of a row cannot be told apart, or nothing."""
    if not row.name:
        return "no short name"
    if not row.title:
        return "no title"
    if any(CODE.search(cell) for cell in (row.name, row.title, row.manager, row.owner)):
        return "a WBS code in another column"
    if len(row.name) > _NAME_WIDTH or len(CODE.findall(row.wbs)) > 1:
        return "several rows run together"
    if not _NAME.fullmatch(row.name):
        return f"short name {row.name!r} is damaged"
    return ""


def doubtful(row: Row, after: str, known: Words, listed: AbstractSet[str]) -> str:
    """Return why a whole row's name or title is not certain, or nothing.

    Parameters
    ----------
    after
        Title of the next row if that is broken.
    known
        Words of the text and of all whole rows.
    listed
        Keys of the titles that Appendix B lists: those are certain.
    """
    is_listed = key(row.title) in listed
    if row.title.endswith("-") or (after[:1].islower() and not is_listed):
        return "the title may continue in the damaged row after it"
    if row.spill and not is_listed:
        return f"short name begins with {row.spill!r}, and no other place confirms the title"
    word = "" if is_listed else _unknown(row.title, row.line, known)
    if word:
        return f"no other line prints {word!r} of the title"
    word = _unknown(row.name, row.line, known, title=row.title)
    return f"no other line prints {word!r} of the short name" if word else ""


def _unknown(text: str, line: int, known: Words, title: str = "") -> str:
    """Return the first word that neither another line prints nor a title confirms, or nothing."""
    words_of: list[str] = _WORD.findall(text)
    for word in words_of:
        is_certain = len(word) == 1 or known.known(word, line) or abbreviates(word, title)
        if not is_certain:
            return word
    return ""


def abbreviates(word: str, title: str) -> bool:
    """Say whether a word shortens one of the title's words, or is made of their initials."""
    others = _WORD.findall(title)
    initials = "".join(other[0] for other in others).lower()
    short = word.lower()
    return short in initials or any(
        _shortens(form, other.lower()) for other in others for form in (short, short.removesuffix("s"))
    )


def _shortens(short: str, word: str) -> bool:
    letters = iter(word)
    return short[:1] == word[:1] and all(letter in letters for letter in short)


def shared_names(found: Sequence[Row]) -> frozenset[str]:
    """Return the keys of the names that rows with different titles share."""
    titles: dict[str, set[str]] = defaultdict(set)
    for row in found:
        titles[key(row.name)].add(key(row.title))
    return frozenset(name for name, those in titles.items() if len(those) > 1)

"""Text without quotes -> whether some reader of YAML takes it for something else.

Pure.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

Text: TypeAlias = "str | list[Text] | dict[str, Text]"

MAX_KEY = 500
"""Longest key in characters; YAML itself ends at 1024."""

_WORDS = frozenset(
    form
    for word in ("null", "y", "n", "yes", "no", "true", "false", "on", "off")
    for form in (word, word.capitalize(), word.upper())
)
_BEGINNINGS = frozenset("~nNyYtTfFoO0123456789_+-.=<")


class AmbiguousText(str):
    """Text without quotes that some reader of YAML takes for something else."""

    __slots__ = ()


@lru_cache(maxsize=1)
def _forms() -> re.Pattern[str]:
    """Return what else than a word is ambiguous; compiled when first needed, since that takes 3 ms."""
    return re.compile(
        r"""~|[-+]?[0-9_][0-9_,]*|[-+]?0o[0-7_]+|[-+]?0b[01_]+|[-+]?0x[0-9a-fA-F_]+|
            [-+]?(?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?|
            [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|       # base 60
            [-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|
            [0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt\ ].*)?|          # dates and times
            =|<<""",
        re.VERBOSE,
    )


def ambiguous(text: str) -> bool:
    """Tell whether some reader of YAML takes this text, without quotes, for something else."""
    if not text:
        return True
    first = text[0]
    if first not in _BEGINNINGS:
        return False
    if first.isalpha():
        return text in _WORDS
    if first.isdigit():
        rest = text.lstrip("0123456789_,")
        if not rest or rest[0] not in "oxbeE.:-":
            return not rest
        if is_date(text):
            return True
    return _forms().fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Tell whether text has the shape of a date, ``2019-11-08``."""
    return (
        len(text) == 10
        and text[4] == "-" == text[7]
        and text.isascii()
        and (text[:4] + text[5:7] + text[8:]).isdigit()
    )

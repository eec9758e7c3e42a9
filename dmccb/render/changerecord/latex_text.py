r"""Text -> LaTeX that prints it, in ASCII.

Pure.  Works in the encodings OT1 and T1, with ``inputenc`` in utf8, utf8x or
not at all, without a package.  Accents become accent commands; a character
that LaTeX has no sure way to print becomes its code point, ``[U+5929]``, so
that a page never fails to compile and never loses a character unseen.
"""

from __future__ import annotations

import re
import unicodedata

_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "[": "{[}",
    "]": "{]}",
    '"': r"\char34{}",
    "`": r"\`{}",
    "\u00a0": "~",
    "–": "--",
    "—": "---",
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
    "−": r"\ensuremath{-}",
    "‘": r"\textquoteleft{}",
    "’": r"\textquoteright{}",
    "“": r"\textquotedblleft{}",
    "”": r"\textquotedblright{}",
    "…": r"\dots{}",
    "•": r"\textbullet{}",
    "·": r"\textperiodcentered{}",
    "§": r"\S{}",
    "¶": r"\P{}",
    "©": r"\textcopyright{}",
    "®": r"\textregistered{}",
    "™": r"\texttrademark{}",
    "£": r"\pounds{}",
    "¡": r"\textexclamdown{}",
    "¿": r"\textquestiondown{}",
    "†": r"\dag{}",
    "‡": r"\ddag{}",
    "ß": r"\ss{}",
    "æ": r"\ae{}",
    "Æ": r"\AE{}",
    "œ": r"\oe{}",
    "Œ": r"\OE{}",
    "ø": r"\o{}",
    "Ø": r"\O{}",
    "ł": r"\l{}",
    "Ł": r"\L{}",
    "\N{LATIN SMALL LETTER DOTLESS I}": r"\i{}",
    "å": r"\aa{}",
    "Å": r"\AA{}",
}
_MATH = {
    "→": r"\rightarrow",
    "←": r"\leftarrow",
    "↔": r"\leftrightarrow",
    "⇒": r"\Rightarrow",
    "↑": r"\uparrow",
    "↓": r"\downarrow",
    "≤": r"\leq",
    "≥": r"\geq",
    "≠": r"\neq",
    "≈": r"\approx",
    "≡": r"\equiv",
    "\N{TILDE OPERATOR}": r"\sim",
    "×": r"\times",
    "÷": r"\div",
    "±": r"\pm",
    "°": r"^{\circ}",
    "\N{PRIME}": r"^{\prime}",
    "\N{DOUBLE PRIME}": r"^{\prime\prime}",
    "¹": "^{1}",
    "²": "^{2}",
    "³": "^{3}",
    "√": r"\surd",
    "∞": r"\infty",
    "∑": r"\sum",
    "∈": r"\in",
    "¬": r"\neg",
    "⊙": r"\odot",
}
_GREEK = {
    "αβγδε": ("alpha", "beta", "gamma", "delta", "epsilon"),
    "ζηθικ": ("zeta", "eta", "theta", "iota", "kappa"),
    "λμνξπ": ("lambda", "mu", "nu", "xi", "pi"),
    "ρςστυ": ("rho", "varsigma", "sigma", "tau", "upsilon"),
    "φχψω": ("phi", "chi", "psi", "omega"),
    "ΓΔΘΛΞ": ("Gamma", "Delta", "Theta", "Lambda", "Xi"),
    "ΠΣΦΨΩ": ("Pi", "Sigma", "Phi", "Psi", "Omega"),
}
_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0331": "b",
}
_UNSAFE = re.compile(
    r"""(?P<code>(?<![\w&-])(?=[\w&-]*\d)[A-Za-z0-9&]+(?:-[A-Za-z0-9]+)+(?![\w-]))
    | (?P<run>[A-Za-z0-9]{31,})                # a digest
    | (?P<ligature>-(?=-)|,(?=,)|'(?='))
    | [^\ !(-+./0-9:;=?@A-Za-z]""",
    re.VERBOSE,
)
_UNBREAKABLE = 20
_STRETCH = 16
"""After how many letters a run without a blank, such as a digest, may be broken."""


def latex_text(text: str) -> str:
    """Return one line of text as LaTeX."""
    return _UNSAFE.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    """Return one character or code; parts the ligatures (``--``, ``,,``, ``''``)."""
    char = match[0]
    if match["code"]:
        return _code(char)
    if match["run"]:
        return r"\allowbreak{}".join(char[at : at + _STRETCH] for at in range(0, len(char), _STRETCH))
    if match["ligature"]:
        return f"{char}{{}}"
    return char if char in "-,'" else _TABLE.get(char) or _accented(char)


def _code(name: str) -> str:
    """Return an ID or a date, which TeX must not break at its hyphens."""
    name = name.replace("&", r"\&")
    return rf"\mbox{{{name}}}" if len(name) <= _UNBREAKABLE else name


def _accented(char: str) -> str:
    """Return an accented letter, or a code point."""
    base, *marks = list(unicodedata.normalize("NFD", char))
    if len(marks) != 1 or marks[0] not in _ACCENTS or not (base.isascii() and base.isalpha()):
        return rf"{{[}}U+{ord(char):04X}{{]}}\allowbreak{{}}"
    accent = _ACCENTS[marks[0]]
    letter = {"i": r"\i", "j": r"\j"}.get(base, base) if accent not in "dcb" else base
    return f"\\{accent}{{{letter}}}"


def _table() -> dict[str, str]:
    """Return the LaTeX command of every character that has one."""
    table = dict(_SIGNS)
    table |= {char: rf"\ensuremath{{{command}}}" for char, command in _MATH.items()}
    for letters, names in _GREEK.items():
        table |= {char: rf"\ensuremath{{\{name}}}" for char, name in zip(letters, names, strict=True)}
    table["\N{MICRO SIGN}"] = table["\N{GREEK SMALL LETTER MU}"]
    return table


_TABLE = _table()

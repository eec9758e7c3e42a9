"""Texts that a target could take for something else."""

from __future__ import annotations

from hypothesis import strategies as st

from dmccb.render.display import display

SNIPPETS = [
    "@user", "#12", "GH-1", "gh-1", ":+1:", ":smile:", "https://a.b", "www.a.b", "a@b.c", "abcdef0",
    "`", "``", "*", "**", "_", "__", "~~", "|", "\\", "\\|", "&amp;", "&#64;", "<b>", "<!--", "-->",
    "</td>", "[x](y)", "![", "]", "$x$", "- ", "+ ", "1. ", "1) ", "# ", "===", "---", "::", "..",
    ".. x::", "|a|", "x_", "`x`_", "[1]_", ":a:`b`", ">>> ", "a. ", "(i) ", "{{", "}}", "{%", "<<",
    ">>", "%", "^", "~", "\"", "'", "''", ",,", "--", "=1", "+1", "-1", "\u05d0", "\u00e9", " ",
    "\\input{x}",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text("ab1 ", max_size=2)), max_size=8).map("".join),
).map(display)


def squeezed(text: str) -> str:
    """Return the text as a page shows it: runs of white space are one space."""
    return " ".join(text.split())

"""Text -> LaTeX: what TeX would do to a character, a code or a ligature."""

from __future__ import annotations

import pytest

from dmccb.render.changerecord.latex_text import latex_text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("plain text, 12 of it.", "plain text, 12 of it.", id="as-it-is"),
        pytest.param("\\input{x}", r"\textbackslash{}input\{x\}", id="a-command-is-text"),
        pytest.param("50% & $5", r"50\% \& \$5", id="signs"),
        pytest.param("[x]", "{[}x{]}", id="no-optional-argument"),
        pytest.param("a -- b", "a -{}- b", id="hyphens-are-no-dash"),
        pytest.param("''a,,", "'{}'a,{},", id="nor-quotes"),
    ],
)
def test_signs(text: str, written: str) -> None:
    assert latex_text(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("LDM-503-01", r"\mbox{LDM-503-01}", id="an-id"),
        pytest.param("2020-01-01", r"\mbox{2020-01-01}", id="a-date"),
        pytest.param("I&T-1", r"\mbox{I\&T-1}", id="with-an-ampersand"),
        pytest.param("crosstalk-corrected", "crosstalk-corrected", id="a-word-may-be-broken"),
        pytest.param("DM-" + "1" * 18, "DM-" + "1" * 18, id="so-may-one-that-is-wider-than-its-column"),
        pytest.param("-1-", "-1-", id="no-code"),
    ],
)
def test_codes_are_not_broken(text: str, written: str) -> None:
    assert latex_text(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("é", r"\'{e}", id="accent"),
        pytest.param("ï", r"\"{\i}", id="the-dot-gives-way"),
        pytest.param("ç", r"\c{c}", id="an-accent-below"),
        pytest.param("ị", r"\d{i}", id="below-the-dot-stays"),
        pytest.param("µ", r"\ensuremath{\mu}", id="micro"),
        pytest.param("→", r"\ensuremath{\rightarrow}", id="arrow"),
        pytest.param("天", r"{[}U+5929{]}\allowbreak{}", id="never-lost-unseen"),
        pytest.param("ế", r"{[}U+1EBF{]}\allowbreak{}", id="two-accents"),
        pytest.param("\U0001f52d", r"{[}U+1F52D{]}\allowbreak{}", id="beyond-four-digits"),
    ],
)
def test_letters(text: str, written: str) -> None:
    assert latex_text(text) == written
    assert written.isascii()

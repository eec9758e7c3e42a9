"""No value reaches a page unescaped, whatever the template says."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from dmccb.render.changerecord.environment import environment


def shout(text: str) -> str:
    """Escape so that it is seen, and so that it is seen twice where it is done twice."""
    return f"!{text.upper()}!"


@pytest.mark.parametrize(
    ("template", "page"),
    [
        pytest.param("a {{ x }}", "a !<B>!", id="a-value"),
        pytest.param("{{ x ~ x }}", "!<B><B>!", id="joined"),
        pytest.param("{{ [x, 1] | join(',') }}", "!<B>,1!", id="of-a-list"),
        pytest.param("{% macro m(y) %}[{{ y }}]{% endmacro %}{{ m(x) }}", "[!<B>!]", id="once-in-a-macro"),
    ],
)
def test_a_value_is_escaped_once(template: str, page: str) -> None:
    assert environment(shout).from_string(template).render(x="<b>") == page


def test_html_is_escaped_by_default() -> None:
    env = environment()
    assert env.from_string("{{ x }}{{ y }}").render(x="<b>", y=Markup("<i>")) == "&lt;b&gt;<i>"


def test_latex_has_marks_of_its_own() -> None:
    env = environment(shout, latex=True)
    assert env.from_string("{{x}} <<x>> <% if x %>{%<% endif %><# no #>").render(x="a") == "{{x}} !A! {%"


@pytest.mark.parametrize("latex", [True, False])
def test_an_undefined_name_is_an_error(*, latex: bool) -> None:
    template = environment(shout, latex=latex).from_string("<< x >>" if latex else "{{ x }}")
    with pytest.raises(UndefinedError, match="'x' is undefined"):
        template.render()

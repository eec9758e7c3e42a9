"""Escape function -> jinja2 environment: every value is escaped as it enters.

Pure, but for reading the templates beside this module.  A template of any
target gets what HTML templates have: a value that is not marked as safe
cannot reach the page unescaped.  An undefined name is an error.
"""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


def environment(escape: Callable[[str], str] | None = None, *, latex: bool = False) -> Environment:
    """Return the environment for one target.

    Parameters
    ----------
    escape
        Writes text so that the target shows it as it is.  None is for HTML.
    latex
        Use ``<< >>`` and ``<% %>``, which mean nothing to LaTeX.
    """
    env = Environment(
        loader=PackageLoader("dmccb.render.changerecord"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalizer(escape) if escape else None,
    )
    if latex:
        env = env.overlay(
            block_start_string="<%",
            block_end_string="%>",
            variable_start_string="<<",
            variable_end_string=">>",
            comment_start_string="<#",
            comment_end_string="#>",
        )
    return env


def _finalizer(escape: Callable[[str], str]) -> Callable[[object], Markup]:
    """Return what jinja2 applies to each value before it reaches the page.

    What a macro returns is marked as safe already: its values went through
    here one by one.
    """

    def finalize(value: object) -> Markup:
        return value if isinstance(value, Markup) else Markup(escape(str(value)))  # noqa: S704

    return finalize

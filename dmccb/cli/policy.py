"""``dmccb policy``: the rules of change control, one of them, their tests, and the words they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dmccb.cli.clock import Day, today
from dmccb.cli.options import Command, answer_format, named
from dmccb.cli.output import answer, complain, tell_all
from dmccb.errors import NO, YES

if TYPE_CHECKING:
    from dmccb.problems import Problem


def _profile(command: Command) -> Command:
    return click.option(
        "--profile",
        metavar="NAME",
        callback=named,
        help="A policy that comes with dmccb instead: ldm-294, ldm-294-v3.16, or minimal.",
    )(command)


def _at(command: Command) -> Command:
    return click.option(
        "--at",
        metavar="REF",
        callback=named,
        help="The policy of this baseline or revision instead of the working tree.",
    )(command)


def _as_of(command: Command) -> Command:
    return click.option(
        "--as-of", type=Day(), help="Name those who hold roles on this day; today by default."
    )(command)


@click.group("policy", invoke_without_command=True)
@_at
@_profile
@_as_of
@answer_format("Policy")
@click.pass_context
def command(
    ctx: click.Context, *, at: str | None, profile: str | None, as_of: date | None, fmt: str
) -> int | None:
    """Show, explain or test the rules of change control.

    Without a command, lists the rules in plain words: who controls what, what
    makes a request major, what is asked, of whom, and for how long. Each has
    its source, and says what of it is the project's own choice. Then come the
    seats that nobody holds.

    \b
    Examples:
      dmccb policy
      dmccb policy --at v1.5 --json
      dmccb policy --profile minimal
      dmccb policy explain board

    Exits with 1 if something is wrong with the policy.
    """  # noqa: D301 - click reads this letter as: do not wrap
    if ctx.invoked_subcommand is not None:
        return None
    from dmccb.commands.policy import Source, show_policy

    shown = show_policy(ctx.obj, Source(at=at, profile=profile), as_of or today())
    answer("Policy", shown, fmt)
    _told(shown.errors)
    return NO if shown.errors else YES


@command.command("explain")
@click.argument("rule")
@_at
@_profile
@_as_of
@answer_format("PolicyRule")
@click.pass_obj
def explain(
    folder: Path, *, rule: str, at: str | None, profile: str | None, as_of: date | None, fmt: str
) -> int:
    """Explain RULE in full.

    What it asks and why, in words; when it applies; who holds the seats; where
    it is written, and what of it is the project's own choice. Exits with 1 if
    there is no such rule.

    \b
    Examples:
      dmccb policy explain window
      dmccb policy explain approvers --profile minimal
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.policy import Source, explain_rule

    answer("PolicyRule", explain_rule(folder, rule, Source(at=at, profile=profile), as_of or today()), fmt)
    return YES


@command.command("test")
@click.argument(
    "files", nargs=-1, metavar="[FILE]…", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@_at
@_profile
@click.option("--strict", is_flag=True, help="Exit with 1 also where a rule is not shown both ways.")
@answer_format("PolicyTests")
@click.pass_obj
def test(
    folder: Path, *, files: tuple[Path, ...], at: str | None, profile: str | None, strict: bool, fmt: str
) -> int:
    """Run the tests of a policy: those beside it, or those in the files.

    Tests are files baselines/policy/NAME.test.yaml. What all cases share comes
    first; a case adds facts and events to it, and says what it expects. The
    facts are those of dmccb/facts/1; a person of the organization may stand
    for their account, and events need no ID.

    \b
      facts:
        request: {number: 17, author: asker}
      cases:
        too-early:
          title: 72 hours have not passed
          events:
            - kind: opened
              at: 2026-03-02T10:00:00Z
              by: asker
          as_of: 2026-03-05T09:59:59Z
          expect:
            verdict: WAIT
            requirements: {window: waiting}

    Exits with 1 if a case fails, or cannot be read. Then come the rules that
    no case both meets and fails, or both has what they mean and what they do
    not mean.

    \b
    Examples:
      dmccb policy test
      dmccb policy test baselines/policy/board.test.yaml
      dmccb policy test --profile minimal --strict
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.policy import Source, run_tests

    found = run_tests(folder, files, Source(at=at, profile=profile))
    answer("PolicyTests", found.tested, fmt)
    _told(found.problems)
    wrong = found.problems or found.tested.failed or (strict and found.tested.uncovered)
    return NO if wrong else YES


@command.command("reference")
def reference() -> int:
    """Print the words that a policy can use, as Markdown.

    \b
    Example:
      dmccb policy reference > docs/policy-reference.md
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.render.policy_reference import reference as words

    tell_all(words())
    return YES


def _told(problems: Sequence[Problem]) -> None:
    """Say on standard error what is wrong, each with its place."""
    for problem in problems:
        complain(f"{problem.place}: {problem.message}", problem.hint)

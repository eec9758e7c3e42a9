"""``dmccb gate``: whether a request may be merged, and why; and what would have to happen."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from dmccb.cli.clock import Moment
from dmccb.cli.options import answer_format, named, output_file
from dmccb.cli.output import answer
from dmccb.errors import NO, UNKNOWN, YES, UsageError

EXIT_CODES = {"PASS": YES, "N/A": YES, "WAIT": NO, "BLOCK": NO, "ERROR": UNKNOWN}
"""Verdict -> exit code: what could not be evaluated is never a yes."""

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("gate")
@click.option(
    "--facts",
    type=_FILE,
    required=True,
    metavar="FILE",
    help="What the decision rests on (facts.schema.json).",
)
@click.option(
    "--as-of", type=Moment(), metavar="TIME", help="Judge as of this moment; else that of the facts."
)
@click.option(
    "--assume",
    "assumptions",
    multiple=True,
    metavar="WHAT",
    help="Judge as if: approve=LOGIN, object=LOGIN, withdraw=LOGIN, at=+72h; repeatable, in order.",
)
@click.option("--cheapest", is_flag=True, help="Say the least that would still have to happen for PASS.")
@click.option(
    "--replay", "stored", type=_FILE, metavar="FILE", help="Compare with a decision stored by --json."
)
@click.option("--at", metavar="REF", callback=named, help="Judge by the policy of this baseline or revision.")
@click.option("--profile", default="", metavar="NAME", help="Judge by a policy that ships with dmccb.")
@click.option("--summary", is_flag=True, help="Leave out the requirements that are met.")
@click.option("--full", is_flag=True, help="Show all of long lists.")
@answer_format("Judged")
@output_file
@click.pass_obj
def command(
    folder: Path,
    *,
    facts: Path,
    as_of: datetime | None,
    assumptions: tuple[str, ...],
    cheapest: bool,
    stored: Path | None,
    at: str | None,
    profile: str,
    summary: bool,
    full: bool,
    fmt: str,
    output: Path | None,
) -> int:
    """Say whether a request may be merged, what is missing and from whom.

    FILE holds all that the decision rests on: the change and its route, the
    record of the request, what was said and when, who holds which seat. The
    rules are those of the repository (baselines/policy) in its working tree;
    --at and --profile judge by others. Nothing is asked of anybody, and
    nothing is written.

    \b
    Examples:
      dmccb gate --facts request.json
      dmccb gate --facts request.json --assume withdraw=ada --assume at=+72h
      dmccb gate --facts request.json --cheapest
      dmccb gate --facts request.json --json -o decision.json
      dmccb gate --facts request.json --replay decision.json

    Exit codes: 0 PASS or not under control; 1 WAIT or BLOCK, or a replay that
    differs; 3 ERROR: it could not be evaluated.
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.gate import Question, judge, replay

    if at is not None and profile:
        raise UsageError("--at and --profile are two policies, and one judges", "leave out one of them")
    question = Question(at=at, profile=profile, as_of=as_of, assumptions=assumptions, cheapest=cheapest)
    judged = judge(folder, facts, question)
    if stored is not None:
        found = replay(judged, stored)
        answer("Replayed", found, "terminal" if fmt == "markdown" else fmt, output=output)
        return YES if found.same else NO
    answer("Judged", judged, fmt, full=full, summary=summary, output=output)
    return EXIT_CODES[judged.decision.verdict]

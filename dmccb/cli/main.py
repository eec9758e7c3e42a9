"""``dmccb``: the commands, imported when they are called, and the one place that says how a run ended."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from pathlib import Path

import click

from dmccb import __version__
from dmccb.cli.screen_options import colour_option, pager_option
from dmccb.errors import BUG, UNKNOWN, USAGE, YES, DmccbError, UsageError

COMMANDS = {
    "baselines": "List registered baselines; register one, restore tags.",
    "check": "Report what is wrong with the records.",
    "diff": "Show what changed between two baselines.",
    "fmt": "Rewrite record files in canonical form.",
    "gate": "Say whether a request may be merged, and why.",
    "history": "Show every change to a record.",
    "impact": "Show what depends on a record, or on a change.",
    "import": "Turn a published document into records.",
    "policy": "Show, explain or test the rules of change control.",
    "rfc": "List requests for comments, or show one.",
    "route": "Show who controls a change.",
    "show": "Show a record.",
}
"""Name -> its line in ``--help``; the module of that name is imported when the command is called."""

_MODULES = {"import": "import_"}


class Commands(click.Group):
    """A group that imports only the command that is called, so that it starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002, D102
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002, D102
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"dmccb.cli.{_MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002, D102
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))

    def resolve_command(  # noqa: D102
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from dmccb.records.nearest import did_you_mean

            hint = did_you_mean(args[0], sorted(COMMANDS)) or "dmccb --help"
            raise UsageError(f"no such command {args[0]!r}", hint)
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="dmccb %(version)s")
@click.option(
    "-C",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="Run as if started in this folder.",
)
@colour_option
@pager_option
@click.pass_context
def commands(ctx: click.Context, folder: Path) -> None:
    """Change control for engineering projects, native to git.

    Milestones, releases and documents are kept as YAML records in git. dmccb
    compares two baselines of them and says what the difference means.

    On a terminal, an answer longer than the screen is shown with the pager
    that PAGER names, else with less; PAGER=cat is none. Colours follow --color,
    else NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE.

    \b
    Examples:
      dmccb diff v1.4 v1.5
      dmccb --no-pager --color always diff v1.4 v1.5

    Exit codes: 0 yes; 1 the answer is no; 2 wrong usage; 3 no answer was
    possible; 70 a bug.
    """  # noqa: D301 - click reads this letter as: do not wrap
    ctx.with_resource(contextlib.chdir(folder))  # so that paths in options are relative to it
    ctx.obj = Path.cwd()


def run(args: list[str]) -> int:
    """Run one command and return its exit code."""
    try:
        code = commands.main(args=args, prog_name="dmccb", standalone_mode=False)
        if sys.stdout is not None:  # closed by the caller
            sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # the reader of a help page has seen enough; click exits then
        return YES
    except Exception as error:  # noqa: BLE001 - everything ends here
        return _ended_by(error)
    return code if isinstance(code, int) else YES


def _ended_by(error: Exception) -> int:
    """Report what ended a run, and return the exit code."""
    from dmccb.cli.output import complain, remark

    if isinstance(error, DmccbError):
        complain(error.message, error.hint)
        return error.exit_code
    if isinstance(error, click.ClickException):
        complain(*_misused(error))
        return USAGE
    if isinstance(error, click.Abort):
        complain("stopped")
        return UNKNOWN
    if isinstance(error, OSError):
        place = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        complain(f"{place}{error.strerror or error}")
        return UNKNOWN
    import traceback

    complain("this is a bug in dmccb; please report it with these lines:")
    remark("".join(traceback.format_exception(error)))
    return BUG


def _misused(error: click.ClickException) -> tuple[str, str]:
    """Return click's usage error as a message and a hint in our style."""
    said, _, near = error.format_message().partition(" Did you mean ")
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "dmccb"
    message = said[:1].lower() + said[1:].rstrip(".")
    return message, f"did you mean {near}" if near else f"{path} --help"

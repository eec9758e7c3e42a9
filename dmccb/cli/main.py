"""``dmccb``: the commands, loaded when they are called, and the one place that ends a run."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from dmccb import __version__
from dmccb.errors import BUG, UNKNOWN, USAGE, YES, DmccbError

COMMANDS = {
    "baselines": "List the baselines; record one, restore tags.",
    "check": "Find what is wrong with the baselines.",
    "diff": "Say what changed between two baselines.",
    "fmt": "Write record files in their canonical form.",
    "history": "Show every change of one record.",
    "impact": "Say what depends on a record or on a change.",
    "import": "Read a published document into records.",
    "show": "Show one record.",
}
"""Name -> what ``--help`` says of it; the module of the same name is loaded when it is called."""

_MODULES = {"import": "import_"}


class Commands(click.Group):
    """A group whose commands are imported one by one, so that starting costs little."""

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
            from dmccb.records.nearest import nearest

            near = nearest(args[0], sorted(COMMANDS))
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="dmccb %(version)s")
@click.option(
    "-C",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="Work as if started in this folder.",
)
@click.pass_context
def commands(ctx: click.Context, folder: Path) -> None:
    """Change control for engineering projects, native to git.

    Baselines of milestones, releases and documents live as YAML in git; dmccb
    says what a change means.

    \b
    Example:
      dmccb diff v1.4 v1.5

    Exit codes: 0 yes; 1 the answer is no; 2 wrong usage; 3 no answer was
    possible; 70 a bug.
    """  # noqa: D301 - click reads this letter as: do not wrap
    ctx.with_resource(contextlib.chdir(folder))  # also for files that an option names
    ctx.obj = Path.cwd()


def main() -> NoReturn:
    """Run the command line and exit.

    Notes
    -----
    A run is short and leaves no rings of objects behind: collecting them
    would take half of the time in which many records are read, and taking
    the interpreter apart at the end would take 10 ms.
    """
    gc.disable()
    code = run(sys.argv[1:])
    with contextlib.suppress(AttributeError, OSError, ValueError):  # closed: run() has dealt with it
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def run(args: list[str]) -> int:
    """Run one command and return its exit code."""
    try:
        code = commands.main(args=args, prog_name="dmccb", standalone_mode=False)
        if sys.stdout is not None:  # closed by whoever started us
            sys.stdout.flush()
    except DmccbError as error:
        return _failed(error)
    except click.ClickException as error:
        error.show()
        return USAGE
    except click.Abort:
        click.echo("dmccb: stopped", err=True)
        return UNKNOWN
    except (BrokenPipeError, SystemExit):  # the reader of our output has seen enough; click exits then
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return YES
    except OSError as error:
        click.echo(
            f"dmccb: {error.filename or ''}: {error.strerror or error}".replace(": : ", ": "), err=True
        )
        return UNKNOWN
    except Exception:  # noqa: BLE001 - a bug: say so, with what is needed to report it
        import traceback

        click.echo("dmccb: this is a bug in dmccb; please report it with these lines:", err=True)
        click.echo(traceback.format_exc(), err=True)
        return BUG
    return code if isinstance(code, int) else YES


def _failed(error: DmccbError) -> int:
    click.echo(f"dmccb: {error.message}", err=True)
    if error.hint:
        click.echo(f"hint: {error.hint}", err=True)
    return error.exit_code

"""``dmccb import``: the text of a published document -> records."""

from __future__ import annotations

from pathlib import Path

import click

from dmccb.cli.options import answer_format, output_file
from dmccb.cli.output import answer, refuse_missing_folder
from dmccb.cli.progress import on_terminal
from dmccb.errors import YES
from dmccb.importers import DOCUMENTS


@click.command("import")
@click.argument("document", type=click.Choice(sorted(DOCUMENTS)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--without", multiple=True, metavar="FIELD", help="Leave this field out of all records; may be repeated."
)
@click.option("--dry-run", is_flag=True, help="Print the report, but write no records.")
@answer_format("ImportReport")
@click.option("--full", is_flag=True, help="Show long lists in full.")
@output_file
@click.pass_obj
def command(
    folder: Path,
    *,
    document: str,
    file: Path,
    without: tuple[str, ...],
    dry_run: bool,
    fmt: str,
    full: bool,
    output: Path | None,
) -> int:
    """Read the text of a published DOCUMENT from FILE into baselines/.

    The report says what was read, what is missing from the text, where the
    text contradicts itself, and which lines were not understood. A date that
    the text gives by its month only is written as a month; a field that the
    text does not give keeps its value, and the report says so, or stays
    empty. Running it again changes nothing.

    \b
    Examples:
      dmccb import ldm-564 ldm-564.txt
      dmccb import dmtn-158 dmtn-158.txt --without description --full
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.import_ import import_document
    from dmccb.render.import_report import ImportReport

    refuse_missing_folder(output)
    found = import_document(folder, document, file, without, write=not dry_run, progress=on_terminal())
    report = ImportReport(result=found.result, written=found.plan.summary, dry_run=dry_run)
    answer("ImportReport", report, fmt, full=full, output=output)
    return YES

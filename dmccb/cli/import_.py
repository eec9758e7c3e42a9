"""``dmccb import``: a published document becomes records."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dmccb.cli.options import answer_format
from dmccb.cli.output import check, replace, write
from dmccb.errors import YES, SourceError, UsageError

if TYPE_CHECKING:
    from dmccb.commands.session import Session
    from dmccb.importers.importresult import ImportResult
    from dmccb.records.kinds import Field, Kinds
    from dmccb.records.record import Fields

DOCUMENTS = {"dmtn-158": "dmtn158", "ldm-294": "ldm294", "ldm-564": "ldm564"}
"""Name on the command line -> module of the importer."""


@click.command("import")
@click.argument("document", type=click.Choice(sorted(DOCUMENTS)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--without", multiple=True, metavar="FIELD", help="Leave this field out of every record; may be repeated."
)
@click.option("--dry-run", is_flag=True, help="Report, and write nothing.")
@answer_format
@click.option("--full", is_flag=True, help="List every remark.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to this file."
)
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

    The report says what was read, what the text lost, where it contradicts
    itself, and which lines were not understood. Nothing is guessed: what the
    text does not say keeps its value, or stays empty. A second run changes
    nothing.

    \b
    Examples:
      dmccb import ldm-564 ldm-564.txt
      dmccb import dmtn-158 dmtn-158.txt --without description --full
    """  # noqa: D301 - click reads this letter as: do not wrap
    from dmccb.commands.session import session
    from dmccb.commands.write_records import plan, wanted
    from dmccb.render.import_report import report_json, report_text

    check(output)
    with session(folder) as here:
        _known(without, here.kinds)
        extract = extracted(document, file, here)
        planned = plan(here.root, here.kinds, wanted(extract, here.kinds, without))
    if not dry_run:
        for path, data in planned.files.items():
            replace(path, data)
        for path in planned.emptied:
            path.unlink()
    render = report_json if fmt == "json" else report_text
    write(render(extract, planned.summary, full=full, dry_run=dry_run), output)
    return YES


def extracted(document: str, file: Path, here: Session) -> ImportResult:
    """Read the published text beside the records as they are.

    Raises
    ------
    SourceError
        If the file is not the text of that document.
    """
    from dmccb.repository.read import read_records

    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(f"{file}: byte {error.start} is not UTF-8", "save the text as UTF-8") from None
    previous: dict[str, dict[str, Fields]] = {}
    for collection, records in read_records(here.worktree, here.kinds).items():
        held = {key: record.fields for key, record in records.items()}
        previous[collection] = previous[here.kinds[collection].folder] = held
    importer = importlib.import_module(f"dmccb.importers.{DOCUMENTS[document]}.read")
    try:
        extract: ImportResult = importer.read(text, previous)
    except SourceError as error:
        raise SourceError(f"{file}: {error.message}", error.hint) from None
    return extract


def _known(names: tuple[str, ...], kinds: Kinds) -> None:
    """Refuse to leave out what no record has: it would be a slip of the pen."""
    known = {name for kind in kinds.values() for name in _names(kind.fields)}
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), n=1)
            raise UsageError(f"no record has a field {name!r}", f"did you mean {near[0]}?" if near else "")


def _names(fields: Mapping[str, Field]) -> Iterator[str]:
    for name, field in fields.items():
        yield name
        yield from _names(field.fields)
        yield from _names(field.items.fields if field.items else {})

"""Who answers for a product, and what identifies a release or a document.

Pure.  Which fields these are, the schemas say; a kind without such fields has
no findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dmccb.checks.finding import Finding
from dmccb.checks.index import RecordIndex
from dmccb.checks.schema import quoted
from dmccb.records.field import Field
from dmccb.records.identification import RELEASED, dotted, lacking
from dmccb.records.kinds import Kind
from dmccb.records.record import Record, Value
from dmccb.records.roles import Role
from dmccb.records.vocabulary import field_with, part_text, part_with, rows, text

_ANSWERING = (Role.MANAGER, Role.OWNER)


def products(index: RecordIndex) -> Iterator[Finding]:
    """Yield products with nobody to manage or own them, and none above them to inherit from."""
    for kind, _, product in index.with_role(Role.PARENT):
        known = index.of(kind.name)
        roles = [role for role in _ANSWERING if role in kind.roles]
        lacking = [role for role in roles if not _inherited(kind, known, product, role)]
        parent = known.get(text(kind, product, Role.PARENT))
        if not lacking or (parent and not any(_inherited(kind, known, parent, role) for role in lacking)):
            continue  # nothing is missing, or the finding is the parent's
        names = [kind.roles[role][0].label for role in lacking]
        own = "neither its own nor those" if len(names) > 1 else "neither its own nor one"
        yield Finding(
            rule="unattended-product",
            record=product,
            message=f"no {' and no '.join(names)}, {own} of a {kind.noun} above it",
            hint="name them here, or name a parent that has them",
            cause=f"{kind.plural} lack {_any_of(kind, roles)}, their own or inherited",
        )


def _any_of(kind: Kind, roles: Iterable[Role]) -> str:
    """Return ``a manager or an owner``, as the schema calls these fields."""
    return " or ".join(_with_article(kind.roles[role][0].label) for role in roles)


def _with_article(label: str) -> str:
    return f"an {label}" if label.startswith(tuple("aeiou")) else f"a {label}"


def _inherited(kind: Kind, known: Mapping[str, Record], product: Record, role: Role) -> str:
    """Return who manages or owns a product, its own or that of the nearest one above it."""
    seen: set[str] = set()
    while product.id not in seen:
        if found := text(kind, product, role):
            return found
        seen.add(product.id)
        product = known.get(text(kind, product, Role.PARENT), product)
    return ""


def released(index: RecordIndex) -> Iterator[Finding]:
    """Yield released releases that lack a part of their identification."""
    for kind, status, release in index.with_role(Role.STATUS):
        if text(kind, release, Role.STATUS) != RELEASED:
            continue
        missing = list(map(dotted, lacking(kind, release)))
        if missing:
            yield Finding(
                rule="incomplete-identification",
                record=release,
                at=(status.name,),
                message=f"{status.name}: is released but lacks {', '.join(missing)}",
                hint="add them, or set the status back",
            )


def documents(index: RecordIndex) -> Iterator[Finding]:
    """Yield documents whose handle or change record does not fit what they say of themselves."""
    for kind, spec, record in index.with_role(Role.SERIES):
        series, handle = text(kind, record, Role.SERIES), record.id.rpartition("-")[0]
        if series and series != handle:
            yield Finding(
                rule="series-mismatch",
                record=record,
                at=(spec.name,),
                message=f"{spec.name}: {quoted(series)} is not that of the handle (want {quoted(handle)})",
                hint="the handle names the series",
            )
    for kind, spec, document in index.with_role(Role.CHANGE_RECORD):
        if text(kind, document, Role.STATUS) == RELEASED:
            yield from _change_record(kind, spec, document)


def _change_record(kind: Kind, spec: Field, document: Record) -> Iterator[Finding]:
    """Yield what a released document's change record lacks."""
    version, of_version = text(kind, document, Role.VERSION), field_with(kind, Role.VERSION)
    if not version or of_version is None:
        status = field_with(kind, Role.STATUS)
        at = (status.name,) if status else ()
        yield _row(document, at, f"{'.'.join(at)}: is released but lacks a version", "add the version")
        return
    found = rows(kind, document, Role.CHANGE_RECORD)
    for number, row in found:
        if missing := _missing_in_row(spec, row, version):
            said = f"{spec.name}: a row without {' and '.join(missing)} in a released document"
            yield _row(document, (spec.name, number), said, "complete the row")
    if version not in [part_text(spec, row, Role.VERSION) for _, row in found]:
        said = f"{of_version.name}: {quoted(version)} has no row in the change record"
        yield _row(document, (of_version.name,), said, "add the row, with its date and RFC")


def _missing_in_row(spec: Field, row: Mapping[str, Value], version: str) -> list[str]:
    """Return what a row lacks; that of the version itself also needs its approval."""
    wanted = [Role.VERSION, Role.ISSUED]
    if part_text(spec, row, Role.VERSION) == version:
        wanted.append(Role.APPROVAL)
    parts = [part for role in wanted if (part := part_with(spec, role))]
    return [part.name for part in parts if not row.get(part.name)]


def _row(document: Record, at: tuple[str | int, ...], message: str, hint: str) -> Finding:
    return Finding(rule="incomplete-change-record", record=document, at=at, message=message, hint=hint)

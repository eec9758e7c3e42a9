"""Who answers for a product, and what identifies a release or a document.

Pure.  Each rule is about shipped kinds, and says nothing where a repository
has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dmccb.checks.finding import Finding
from dmccb.checks.index import RecordIndex, text
from dmccb.checks.schema import quoted
from dmccb.records.record import Record, Value

_ALWAYS = ("release_note", "test_report")
_MAJOR = ("user_manual", "requirements", "test_specification")


def products(world: RecordIndex) -> Iterator[Finding]:
    """Yield products with nobody to manage or own them, and none above them to inherit from."""
    known = world.of("product")
    for product in known.values():
        lacking = [name for name in ("manager", "owner") if not _somebody(known, product, name)]
        parent = text(product, "parent")
        if lacking and not (parent in known and _all_lack(known, known[parent], lacking)):
            yield Finding(
                rule="unattended-product",
                record=product,
                message=f"no {' and no '.join(lacking)}, {_OWN if len(lacking) == 1 else _NEITHER}",
                hint="name them here, or name a parent that has them",
            )


_OWN = "neither its own nor one of a product above it"
_NEITHER = "neither its own nor those of a product above it"


def _all_lack(known: Mapping[str, Record], product: Record, names: list[str]) -> bool:
    """Tell whether the finding is made for the parent: nobody can be inherited there."""
    return all(not _somebody(known, product, name) for name in names)


def _somebody(known: Mapping[str, Record], product: Record, name: str) -> bool:
    seen: set[str] = set()
    while product.id not in seen:
        if text(product, name):
            return True
        seen.add(product.id)
        product = known.get(text(product, "parent"), product)
    return False


def released(world: RecordIndex) -> Iterator[Finding]:
    """Yield released releases that lack a part of their identification."""
    for release in world.of("release").values():
        if text(release, "status") != "released":
            continue
        papers = release.fields.get("documentation")
        held: Mapping[str, Value] = papers if isinstance(papers, dict) else {}
        wanted = (*_ALWAYS, *(_MAJOR if text(release, "class") == "major" else ()))
        missing = [name for name in ("class", "version", "item", "tag") if not text(release, name)]
        missing += [f"documentation.{name}" for name in wanted if not held.get(name)]
        if missing:
            yield Finding(
                rule="incomplete-identification",
                record=release,
                at=("status",),
                message=f"status: released without {', '.join(missing)}",
                hint="add them, or set the status back to approved",
            )


def documents(world: RecordIndex) -> Iterator[Finding]:
    """Yield documents whose handle or change record does not fit what they say of themselves."""
    for document in world.of("document").values():
        series, handle = text(document, "series"), document.id.rpartition("-")[0]
        if series and series != handle:
            yield Finding(
                rule="series-mismatch",
                record=document,
                at=("series",),
                message=f"series: {quoted(series)} is not that of the handle (want {quoted(handle)})",
                hint="the handle names the series",
            )
        if text(document, "status") == "released":
            yield from _change_record(document)


def _change_record(document: Record) -> Iterator[Finding]:
    version = text(document, "version")
    if not version:
        yield _row(document, ("status",), "status: released without a version", "add the version")
        return
    value = document.fields.get("change_record")
    rows = [
        (index, row)
        for index, row in enumerate(value if isinstance(value, list) else [])
        if isinstance(row, dict)
    ]
    for index, row in enumerate(value if isinstance(value, list) else []):
        if not isinstance(row, dict):
            continue
        missing = [name for name in ("version", "date") if not row.get(name)]
        if row.get("version") == version and not row.get("rfc"):
            missing.append("rfc")
        if missing:
            said = f"change_record: a row without {' and '.join(missing)} in a released document"
            yield _row(document, ("change_record", index), said, "complete the row")
    if version not in [row.get("version") for _, row in rows]:
        said = f"version: {quoted(version)} has no row in the change record"
        yield _row(document, ("version",), said, "add the row, with its date and RFC")


def _row(document: Record, at: tuple[str | int, ...], message: str, hint: str) -> Finding:
    return Finding(rule="incomplete-change-record", record=document, at=at, message=message, hint=hint)

r"""ChangeRecord -> LaTeX, for a document of class ``lsstdoc`` or ``article``.

Pure.  The fragment is for ``\input`` in the body; it needs ``longtable`` and
nothing else.  It is plain ASCII, so that it does not matter which input
encoding the document has.  ``\addtohist`` is a row of a table: the fragment
sets it in one, and the line can be copied into ``\setDocChangeRecord``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.render.changerecord.environment import environment
from dmccb.render.changerecord.headline import history_text
from dmccb.render.changerecord.latex_tables import blocks
from dmccb.render.changerecord.latex_text import latex_text
from dmccb.render.changerecord.page import Section
from dmccb.render.changerecord.pages import page_of
from dmccb.render.changerecord.phrases import Phrase, plain, typeset
from dmccb.render.changerecord.whole_tables import with_whole_tables
from dmccb.render.display import display
from dmccb.render.view import WHOLE, View


def render(record: ChangeRecord, view: View = WHOLE) -> str:
    """Return the change record as a LaTeX fragment; the details follow if the reader wants all."""
    page = with_whole_tables(page_of(record))
    version, day, owner = record.head.version, record.head.row.date, record.head.row.owner
    known = {"version": display(version), "date": display(day), "owner": display(owner)}
    env = environment(latex_text, latex=True)
    env.filters["said"] = _said
    return env.get_template("changerecord.tex.j2").render(
        page=page,
        known=known,
        missing=[name for name, value in known.items() if not value],
        history=history_text(record),
        blocks=blocks([*page.first, *_news(page.sections)]),
        details=blocks(list(_details(page.sections))),
        full=view.full,
    )


def _news(sections: Sequence[Section]) -> Iterator[Section]:
    """Yield what a short document tells; of a section that is folded, its heading and its list."""
    for section in sections:
        if section.is_open and not section.is_detail:
            yield section._replace(parts=tuple(_news(section.parts)))
        elif not section.is_detail:
            yield section._replace(table=None, parts=())


def _details(sections: Sequence[Section]) -> Iterator[Section]:
    """Yield what a short document leaves out."""
    for section in sections:
        if section.is_detail or not section.is_open:
            yield section
        elif section.parts:
            yield section._replace(items=(), table=None, parts=tuple(_details(section.parts)))


def _said(phrase: Phrase) -> str:
    return plain(typeset(phrase))

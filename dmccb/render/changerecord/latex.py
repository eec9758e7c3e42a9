r"""ChangeRecord -> LaTeX, for a document of class ``lsstdoc`` or ``article``.

Pure.  The fragment is for ``\input`` in the body; it needs ``longtable`` and
nothing else.  It is plain ASCII, so that it does not matter which input
encoding the document has.  ``\addtohist`` is a row of a table: the fragment
sets it in one, and the line can be copied into ``\setDocChangeRecord``.
"""

from __future__ import annotations

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.render.changerecord.environment import environment
from dmccb.render.changerecord.headline import headline, history_text, particulars
from dmccb.render.changerecord.latex_text import latex_text
from dmccb.render.changerecord.phrases import Phrase, move_phrases, plain, typeset
from dmccb.render.changerecord.sections import sections


def render(record: ChangeRecord) -> str:
    """Return the change record as a LaTeX fragment."""
    env = environment(latex_text, latex=True)
    env.filters["said"] = _said
    known = dict(particulars(record))
    missing = [name.lower() for name in ("Version", "Date", "Owner") if name not in known]
    return env.get_template("changerecord.tex.j2").render(
        headline=headline(record),
        known=known,
        missing=missing,
        history=history_text(record),
        moves=move_phrases(record.changeset.moves),
        sections=sections(record),
    )


def _said(phrase: Phrase) -> str:
    return plain(typeset(phrase))

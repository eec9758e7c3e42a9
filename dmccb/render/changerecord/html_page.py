"""ChangeRecord -> one self-contained HTML page, light and dark.

Pure.  No script and nothing to fetch.  jinja2 escapes every value; each is in
a ``<bdi>``, where text in another direction cannot reorder its neighbours.
"""

from __future__ import annotations

from dmccb.changerecord.changerecord import ChangeRecord
from dmccb.render.changerecord.environment import environment
from dmccb.render.changerecord.headline import headline, particulars
from dmccb.render.changerecord.phrases import move_phrases, typeset
from dmccb.render.changerecord.sections import sections
from dmccb.render.plural import counted


def render(record: ChangeRecord) -> str:
    """Return the change record as an HTML page."""
    env = environment()
    env.filters["typeset"] = typeset
    env.filters["counted"] = counted
    return env.get_template("changerecord.html.j2").render(
        headline=headline(record),
        particulars=particulars(record),
        moves=move_phrases(record.changeset.moves),
        sections=sections(record),
    )

"""What a change set leaves out -> a sentence that says so.

Pure.  Every page that shows a part of a change says that it is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dmccb.render.display import display
from dmccb.render.plural import counted


def left_out_text(filtered: Mapping[str, Sequence[str]], not_shown: Mapping[str, int], document: str) -> str:
    """Return a sentence on what the reader does not see; empty where everything is shown.

    Parameters
    ----------
    filtered
        Name of each filter -> its values.
    not_shown
        Collection -> how many changed records were left out.
    document
        Handle of the document to which the comparison was narrowed; else
        empty.
    """
    number = sum(not_shown.values())
    if not number and not filtered:
        return ""
    hidden = f"{counted(number, 'changed record')} not shown"
    if filtered:
        options = " ".join(_option(name, values) for name, values in filtered.items())
        return f"Filtered by {options}: {hidden}"
    return f"Only {display(document)}: {hidden}, outside of it"


def _option(name: str, values: Sequence[str]) -> str:
    option = f"--{name.replace('_', '-')}"
    if name == "open":
        return option
    return " ".join(f"{option} {display(value)}" for value in values)

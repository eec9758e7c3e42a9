"""Text × the addresses of documents and tickets -> its pieces, each with the address that it links to.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_NAME = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z0-9]*-[0-9]+(?![\w-]|\.[\w])")


def linked(text: str, links: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text and their addresses; empty for what is no link.

    A name is one as a whole word only: ``LDM-503`` is not named by
    ``LDM-503-12``.
    """
    at = 0
    for match in _NAME.finditer(text) if links else ():
        if match[0] not in links:
            continue
        if match.start() > at:
            yield text[at : match.start()], ""
        yield match[0], links[match[0]]
        at = match.end()
    if at < len(text):
        yield text[at:], ""

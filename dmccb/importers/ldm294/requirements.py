"""Both traceability matrices -> requirements, their titles, and what they trace to.

Pure.  Cites LDM-294 (2017-06-28) Appendices D and E, which state the same
links from both ends.  Where they do not agree, the link is kept and
reported: a row that is read whole states its links, and the other matrix is
damaged or older; leaving it out would drop a link that somebody checked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dmccb.importers.importresult import Records, Remark, remark, unread
from dmccb.importers.ldm294.matrix import Matrix, Mention, joined, matrix
from dmccb.importers.ldm294.text import REQUIREMENTS, Manuscript, Part
from dmccb.importers.previous import existing, merged
from dmccb.records.record import Fields, Value


def requirements(text: Manuscript, previous: Records) -> Part:
    """Read Appendices D and E."""
    down, up = matrix(text.section("D")), matrix(text.section("E"))
    links_up = {(own, other): line for (other, own), line in up.links.items()}
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in (*down.mentions, *up.mentions):
        mentions[mention.code].append(mention)
    remarks = [*unread([*down.unread, *up.unread]), *_links(down, up, links_up)]
    traces: dict[str, set[str]] = defaultdict(set)
    for own, other in (*down.links, *links_up):
        traces[own].add(other)
    records: dict[str, Fields] = {}
    for code in sorted(mentions):
        title, more = _title(code, mentions[code])
        remarks.extend(more)
        fields: dict[str, Value] = {"title": title}
        if traces[code]:
            fields["traces_to"] = list[Value](sorted(traces[code]))
        records[code] = merged(existing(previous, REQUIREMENTS, code), fields)
    return Part(
        records={REQUIREMENTS: records},
        remarks=tuple(remarks),
        counts={
            **_series(records),
            "links in appendix D": len(down.links),
            "links in appendix E": len(up.links),
            "links in both": len(down.links.keys() & links_up.keys()),
        },
    )


def _series(records: Mapping[str, Fields]) -> dict[str, int]:
    series = Counter(code.partition("-")[0] for code in records)
    return {f"requirements {name}": number for name, number in sorted(series.items())}


def _links(down: Matrix, up: Matrix, links_up: Mapping[tuple[str, str], int]) -> Iterator[Remark]:
    for (own, other), line in down.links.items():
        if (own, other) not in links_up:
            text = f"traces to {other} in Appendix D, but not in Appendix E; the link is kept"
            if other in up.left:
                yield remark("contradiction", line, own, text)
            else:
                yield remark("missing", line, own, f"{text}, since no row of {other} was read there")
    for (own, other), line in links_up.items():
        if (own, other) not in down.links:
            text = f"traces to {other} in Appendix E, but not in Appendix D; the link is kept"
            yield remark("contradiction", line, own, text)


def _title(code: str, mentions: Sequence[Mention]) -> tuple[str, list[Remark]]:
    """Return the title, and a remark on each mention that prints another.

    A title that no line break split at a hyphen is as printed; the others
    agree with it when they have the same letters.
    """
    read = [(*joined(mention.pieces), mention) for mention in mentions]
    as_printed = [title for title, judged, _ in read if not judged] or [title for title, _, _ in read]
    numbers = Counter(as_printed)
    chosen = max(numbers, key=lambda title: (numbers[title], len(title)))
    remarks: list[Remark] = []
    for title, judged, mention in read:
        if title != chosen and not (judged and _letters(title) == _letters(chosen)):
            text = f"title {title!r} here, {chosen!r} is used"
            remarks.append(remark("contradiction", mention.line, code, text))
    return chosen, remarks


def _letters(title: str) -> str:
    return re.sub(r"[^a-z0-9]", "", title.lower())

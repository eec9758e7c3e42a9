"""Manuscript -> the work breakdown structure, and the products listed by it.

Pure.  Cites LDM-294 (2017-06-28) Table 3 ("DM top level Work Breakdown
Structure"), section 4.2 ("Work Breakdown Structure") and Appendix B
("Proposed FY2018 WBS: 1.02C: Data Management Construction").

The text has lost the heading of Appendix B, and digits of some codes in it.
A code is taken where its depth fits the form of its heading, and a code that
is printed twice goes to the heading that its own sub-elements follow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dmccb.importers.importresult import Remark, remark, unread
from dmccb.importers.ldm294.text import Manuscript, key
from dmccb.importers.lines import Line, split_at

_CODE = r"1\.02C(?:\.\d\d)+"
_TOP = re.compile(r"(1\.02C\.\d\d)\t([^\t]+)\t([^\t]+)")
_TOP_HEAD = "WBS\tDescription\tLead Institution"
_ROOT = re.compile(r'.*"(?P<code>\w+)" in the second component corresponds to (?P<title>[A-Z][\w ]+)\..*')
_HEAD = re.compile(rf"(?P<item>- )?(?P<bold>\*\*)?(?P<code>{_CODE}): (?P<rest>.+)")
_LIKE_HEAD = re.compile(r"(?:- )?(?:\*\*)?1\.[0O]\S*: ")
_SENTENCE = re.compile(r" (?:This|The|A|An) ")
_LISTED = re.compile(r".*products \(per Section 5\) are defined at this level of WBS:")
_NONE = re.compile(r"No products are defined at this level of the WBS\.")
_BULLET = re.compile(r"(?P<mark>[-•] )?(?P<title>[^\t]*[^\t.;:,])")
_FULL_DEPTH = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Element:
    """One element: ``code`` as printed; ``top_title`` and ``institution`` of Table 3, or empty."""

    code: str
    title: str
    line: int
    top_title: str = ""
    institution: str = ""

    @property
    def id(self) -> str:
        """The code without the leading ``1.``, as DMTN-158 writes it."""
        return self.code.removeprefix("1.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """A product title in Appendix B.

    ``element`` is empty where the code of its element is lost; ``certain``
    says that the text introduces the list as one of products.
    """

    title: str
    element: str
    line: int
    certain: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Breakdown:
    """The elements by ID, and the product titles that Appendix B lists."""

    elements: Mapping[str, Element]
    listings: tuple[Listing, ...]
    remarks: tuple[Remark, ...]
    start: int

    def find(self, printed: str) -> str:
        """Return the ID of a code as printed, or nothing."""
        wanted = printed.removeprefix("1.")
        return wanted if printed != wanted and wanted in self.elements else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Head:
    code: str
    title: str
    form: str
    line: int

    @property
    def depth(self) -> int:
        return self.code.count(".") - 1


def breakdown(text: Manuscript) -> Breakdown:
    """Read Table 3 and Appendix B."""
    body = _body(text.section("A").lines)
    start = body[0].number if body else 0
    good, lost_codes = _certain([head for line in body if (head := _head(line))])
    elements, lost_titles = _elements(text, good)
    remarks = [*lost_codes, *lost_titles, *unread([*_unread_rows(text), *_unread_heads(body)])]
    if start and all(section.number != "B" for section in text.sections):
        lost = "the heading of Appendix B is lost; it is read from its first code on"
        remarks.append(remark("missing", start, "", lost))
    return Breakdown(
        elements=dict(sorted(elements.items())),
        listings=tuple(_listings(body, {head.line: head for head in good if head.title})),
        remarks=tuple(remarks),
        start=start,
    )


def _body(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines from the first heading with a code on."""
    table, _ = split_at(lines, lambda line: bool(_HEAD.fullmatch(line.text)))
    return tuple(lines[len(table) :])


def _head(line: Line) -> _Head | None:
    match = _HEAD.fullmatch(line.text)
    if not match:
        return None
    title, form = match["rest"], "alone"
    if match["bold"]:
        title, form = title.partition("**")[0], "item"
    elif sentence := _SENTENCE.search(title):
        title, form = title[: sentence.start()], "item" if match["item"] else "run in"
    elif match["code"].count(".") - 1 > _FULL_DEPTH:
        # elements of this depth are always followed by text, so the title ends somewhere in this line
        title, form = "", "item"
    return _Head(code=match["code"], title=title.strip(), form=form, line=line.number)


def _certain(heads: Sequence[_Head]) -> tuple[list[_Head], list[Remark]]:
    """Return the headings whose code is certain, and remarks on the others."""
    deep = {"run in": _FULL_DEPTH, "item": _FULL_DEPTH + 1}
    fits = [head for head in heads if head.depth >= deep.get(head.form, 1)]
    codes = Counter(head.code for head in fits)
    following = {head.line: after.code for head, after in pairwise(fits)}
    good: list[_Head] = []
    remarks: list[Remark] = []
    for head in heads:
        follows = following.get(head.line, "")
        if head.depth < deep.get(head.form, 1):
            text = f"code {head.code} of {head.title!r} has lost digits: an element of this form is deeper"
            remarks.append(remark("missing", head.line, head.code.removeprefix("1."), text))
        elif codes[head.code] > 1 and not follows.startswith(f"{head.code}."):
            text = f"code {head.code} of {head.title!r} is also printed where its parts follow"
            remarks.append(remark("contradiction", head.line, head.code.removeprefix("1."), text))
        else:
            good.append(head)
    return good, remarks


def _elements(text: Manuscript, heads: Sequence[_Head]) -> tuple[dict[str, Element], list[Remark]]:
    elements = {element.id: element for element in _top(text)}
    remarks: list[Remark] = []
    for head in heads:
        name = head.code.removeprefix("1.")
        if not head.title:
            remarks.append(remark("missing", head.line, name, "the title runs into the text after it"))
            continue
        old = elements.get(name)
        if old and key(old.title) != key(head.title):
            # section 4.2 says that the new breakdown is described in Appendix B
            said = f"title {old.title!r} on line {old.line} (Table 3), {head.title!r} here, which is used"
            remarks.append(remark("contradiction", head.line, name, said))
        new = Element(code=head.code, title=head.title, line=head.line)
        elements[name] = replace(old, title=head.title, line=head.line) if old else new
    return elements, remarks


def _top(text: Manuscript) -> Iterator[Element]:
    for line in text.section("4.2").lines:
        if match := _ROOT.fullmatch(line.text):
            yield Element(code=f"1.{match['code']}", title=match["title"], line=line.number)
    for line in text.lines():
        if match := _TOP.fullmatch(line.text):
            code, title, institution = match.groups()
            yield Element(code=code, title=title, line=line.number, top_title=title, institution=institution)


def _listings(body: Sequence[Line], heads: Mapping[int, _Head]) -> Iterator[Listing]:
    """Yield the titles that may be products: of elements that do not say that they have none."""
    element, certain, found = "", False, list[Listing]()
    for line in body:
        head = _head(line)
        if head and head.form == "item":
            # an item of a list inside the element, which goes on after it
            continue
        if head:
            yield from found
            element = head.code.removeprefix("1.") if line.number in heads else ""
            certain, found = False, []
        elif _NONE.fullmatch(line.text):
            found = []
        elif _LISTED.fullmatch(line.text):
            certain, found = True, []
        elif (match := _BULLET.fullmatch(line.text.strip())) and (match["mark"] or certain):
            found.append(Listing(title=match["title"], element=element, line=line.number, certain=certain))
    yield from found


def _unread_rows(text: Manuscript) -> Iterator[Line]:
    """Yield the lines of Table 3 that are none of its rows."""
    inside = False
    for line in text.lines():
        inside = (inside or line.text == _TOP_HEAD) and not line.text.startswith("TABLE ")
        if inside and line.text != _TOP_HEAD and not _TOP.fullmatch(line.text):
            yield line


def _unread_heads(body: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines of Appendix B that begin like a heading, and are none."""
    for line in body:
        if _LIKE_HEAD.match(line.text) and not _HEAD.fullmatch(line.text):
            yield line

"""What each refusal of a record file says: message and hint, word by word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dmccb.records.guard import MAX_BYTES, MAX_UNREADABLE
from dmccb.records.parse import MAX_RECORD_BYTES
from dmccb.records.read import no_kind, read_file
from tests.strategies import KINDS

GOLDEN = Path(__file__).parent / "golden" / "refusals.txt"
LONG = "w" * 100

FILES: dict[str, bytes] = {
    "a file that is too large": b"A:\n".ljust(MAX_BYTES + 1),
    "a file of nothing but faults": b"a:\n" * (MAX_UNREADABLE + 1),
    "a byte that is not UTF-8": b"A:\n  title: \xff\n",
    "a tab": b"A:\n\ttitle: x\n",
    "a carriage return": b"A:\r\n",
    "a NUL byte": b"A:\n  title: \0\n",
    "a byte order mark": b"\xef\xbb\xbfA:\n  title: x\n",
    "a control character": b"A:\n  title: \x07\n",
    "a directive": b"%YAML 1.2\nA:\n  title: x\n",
    "the start of a document": b"--- # x\nA:\n  title: x\n",
    "the end of a document": b"A:\n  title: x\n...\n",
    "a stray line": b"stray\n",
    "a long stray line": LONG.encode() + b"\n",
    "a stray line with a character cut in two": b"x" * 239 + "é".encode() + b"\n",
    "fields of no record": b"  title: x\nA:\n  title: x\n",
    "an ID used twice": b"A:\n  title: x\nA:\n  title: y\n",
    "a record that is too large": b"A:\n  title: ".ljust(MAX_RECORD_BYTES + 1, b"x"),
    "a record without fields": b"A:\n",
    "two records in one": b"A: {title: x}\n? B\n: {title: y}\n",
    "a list instead of fields": b"A:\n  - x\n",
    "a field twice": b"A:\n  title: x\n  title: y\n",
    "a long field twice": f"A:\n  {LONG}: x\n  {LONG}: y\n".encode(),
    "a list for a key": b"A:\n  ? [x]\n  : y\n",
    "a key that is a number": b"A:\n  1: x\n",
    "a key that is nothing": b"A:\n  ? \n  : x\n",
    "a number without end": b"A:\n  x: " + b"9" * 100 + b"\n",
    "an escaped control character": b'A:\n  x: "\\a"\n',
    "an alias": b"A:\n  x: *y\n",
    "an anchor": b"A:\n  x: &y z\n",
    "a long anchor": f"A:\n  x: &{LONG} z\n".encode(),
    "a tag": b"A:\n  x: !!str z\n",
    "nesting": b"A:\n  x: " + b"[" * 30 + b"]" * 30 + b"\n",
    "nesting in blocks": b"A:\n" + b"".join(b" " * depth + b"-\n" for depth in range(2, 39)),
    "text behind the mark of a paragraph": b"A:\n  x: |-#y\n    z\n",
    "a paragraph that begins with blanks": b"A:\n  x: |\n  \n    z\n",
    "a pair in square brackets": b"A:\n  x: [k: z]\n",
    "a colon away from its name": b"A:\n  x: {'y' : z}\n",
    "a question mark in brackets": b"A:\n  x: [y?]\n",
    "a quote without end": b'A:\n  x: "y\n',
    "a bracket without end": b"A:\n  x: [y\n",
    "a brace without end": b"A:\n  x: {y: z\n",
    "a colon in plain text": b"A:\n  x: y: z\n",
    "a field that is not indented as the others": b"A:\n  x: y\n   z: w\n",
    "half a surrogate pair": b'A:\n  x: "\\ud800"\n',
}


def test_each_refusal_says_what_is_wrong_and_what_to_do(
    golden: Callable[[Path, str], None],
) -> None:
    lines = []
    for name, data in FILES.items():
        found = read_file(KINDS["milestones"], "a.yaml", data).problems
        assert found, name
        lines.append(f"# {name}")
        for problem in (*found[:1], *(found[-1:] if len(found) > 1 else ())):
            place = f"{problem.path}:{problem.line}:{problem.column}: {problem.id or '-'}"
            lines += [f"{place}: {problem.rule}: {problem.message}", f"    hint: {problem.hint}"]
    stranger = no_kind("things/a.yaml", {name: KINDS[name] for name in ("releases", "milestones")})
    lines += ["# a folder of no kind", f"{stranger.path}: {stranger.rule}: {stranger.message}"]
    lines.append(f"    hint: {stranger.hint}")
    golden(GOLDEN, "\n".join(lines) + "\n")

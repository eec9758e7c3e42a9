"""Python files -> what is denser than it needs to be: ``python -m tests.density FOLDER …``.

Ruff counts branches.  A reader also has to follow every boolean operator,
comprehension and conditional expression, so they count here as well, and a
comprehension or conditional expression has no other inside it.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

LIMIT = 12
"""Decisions that one function may ask its reader to follow."""

_DECISIONS = (
    ast.If,
    ast.IfExp,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.Assert,
    ast.match_case,
    ast.comprehension,
)
_Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def complexity(function: ast.AST) -> int:
    """Return one more than the decisions in a function, inner functions included."""
    return 1 + sum(_decisions(node) for node in ast.walk(function))


def _decisions(node: ast.AST) -> int:
    count = int(isinstance(node, _DECISIONS))
    if isinstance(node, ast.BoolOp):
        count += len(node.values) - 1
    if isinstance(node, ast.comprehension):
        count += len(node.ifs)
    return count


def findings(code: str) -> list[tuple[int, str]]:
    """Return line and complaint for everything that is too dense."""
    found: set[tuple[int, str]] = set()
    for node in ast.walk(ast.parse(code)):
        found.update(
            (node.lineno, text) for text in _complaints(node) if isinstance(node, ast.expr | ast.stmt)
        )
    return sorted(found)


def _complaints(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        count = complexity(node)
        if count > LIMIT:
            yield f"{node.name}: complexity {count} (at most {LIMIT}): give its steps names"
    elif isinstance(node, _COMPREHENSIONS):
        yield from _of_comprehension(node)
    elif isinstance(node, ast.IfExp) and _holds(node, (ast.IfExp,)):
        yield "a conditional expression inside another"


def _of_comprehension(node: _Comprehension) -> Iterator[str]:
    if len(node.generators) > 1 and any(part.ifs for part in node.generators):
        yield "a comprehension with two loops and a condition"
    if _holds(node, _COMPREHENSIONS):
        yield "a comprehension inside a comprehension"


def _holds(outer: ast.AST, kinds: tuple[type[ast.AST], ...]) -> bool:
    return any(isinstance(node, kinds) for node in ast.walk(outer) if node is not outer)


def main(paths: Sequence[str]) -> int:
    """Print what is too dense, and return 1 where anything is."""
    dense = 0
    folders = [Path(path) for path in paths]
    for path in sorted(file for folder in folders for file in folder.rglob("*.py")):
        for line, text in findings(path.read_text(encoding="utf-8")):
            print(f"{path}:{line}: {text}")  # noqa: T201 - this is a program
            dense += 1
    return int(dense > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

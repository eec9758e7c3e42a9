"""What counts as dense."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.density import LIMIT, complexity, findings, main


@pytest.mark.parametrize(
    ("body", "count"),
    [
        pytest.param("return 1", 1, id="nothing-to-follow"),
        pytest.param("if a:\n  pass\n elif b:\n  pass", 3, id="branches"),
        pytest.param("return a and b or c", 3, id="boolean-operators"),
        pytest.param("return [x for x in y if x if not x]", 4, id="comprehension-and-its-conditions"),
        pytest.param("return a if b else c", 2, id="conditional-expression"),
        pytest.param("try:\n  pass\n except A:\n  pass\n except B:\n  pass", 3, id="handlers"),
        pytest.param("while a:\n  assert b", 3, id="loop-and-assertion"),
    ],
)
def test_complexity(body: str, count: int) -> None:
    assert complexity(ast.parse(f"def f():\n {body}").body[0]) == count


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        pytest.param(
            "[a for b in c for a in b if a]", "two loops and a condition", id="two-loops-and-a-condition"
        ),
        pytest.param("[a for b in c for a in b]", "", id="two-loops"),
        pytest.param("[[a for a in b] for b in c]", "inside a comprehension", id="comprehension-in-another"),
        pytest.param("{a: b for a, b in sorted(c for c in d)}", "inside a comprehension", id="in-its-source"),
        pytest.param("a if b else (c if d else e)", "inside another", id="conditional-in-another"),
        pytest.param("(a if b else c) + (d if e else f)", "", id="two-conditionals"),
        pytest.param("def f():\n" + " if a: pass\n" * (LIMIT - 1), "", id="at-the-limit"),
        pytest.param("def f():\n" + " if a: pass\n" * LIMIT, f"complexity {LIMIT + 1}", id="over-the-limit"),
    ],
)
def test_findings(code: str, complaint: str) -> None:
    found = [text for _, text in findings(code)]
    assert len(found) == bool(complaint)
    assert all(complaint in text for text in found)


def test_it_is_a_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clear, dense = tmp_path / "clear", tmp_path / "dense"
    for folder in (clear, dense):
        folder.mkdir()
        (folder / "a.py").write_text("x = 1\n", encoding="utf-8")
    (dense / "b.py").write_text("x = 1\ny = a if b else (c if d else e)\n", encoding="utf-8")
    assert main([str(clear)]) == 0
    assert main([str(clear), str(dense)]) == 1
    assert capsys.readouterr().out == f"{dense}/b.py:2: a conditional expression inside another\n"

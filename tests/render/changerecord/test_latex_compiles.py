"""The LaTeX fragments compile: in a plain article, and as lsstdoc sets its pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from dmccb.render import RENDERERS
from tests.render.changerecord import cases
from tests.render.changerecord.compiled import ARTICLE, LIKE_LSSTDOC, pages


@pytest.mark.parametrize("preamble", [ARTICLE, LIKE_LSSTDOC], ids=["article", "like-lsstdoc"])
@pytest.mark.parametrize("case", sorted(cases.CASES))
def test_compiles(case: str, preamble: str, tmp_path: Path) -> None:
    assert pages(RENDERERS["ChangeRecord"]["latex"](cases.CASES[case]()), preamble, tmp_path) >= 1

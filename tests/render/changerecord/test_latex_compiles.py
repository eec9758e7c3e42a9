"""The LaTeX fragments compile: in a plain article, and as lsstdoc sets its pages."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from dmccb.render import RENDERERS
from tests.render.changerecord import cases

PDFLATEX = shutil.which("pdflatex")
ARTICLE = r"\documentclass{article}\usepackage[utf8]{inputenc}\usepackage{longtable}\usepackage{hyperref}"
# What lsstdoc does that could matter here: T1, array, babel, wide lines, and an \addtohist of its own.
LIKE_LSSTDOC = r"""\documentclass[11pt,letterpaper]{article}
\renewcommand{\baselinestretch}{1.25}
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}
\usepackage{array,longtable}\usepackage{hyperref}\usepackage[english]{babel}
\setlength{\parindent}{0cm}\setlength{\parskip}{\baselineskip}
\providecommand{\addtohist}[4]{
#1 & #2 & #3 & #4 \\\hline}"""


@pytest.mark.parametrize("preamble", [ARTICLE, LIKE_LSSTDOC], ids=["article", "like-lsstdoc"])
@pytest.mark.parametrize("case", sorted(cases.CASES))
def test_compiles(case: str, preamble: str, tmp_path: Path) -> None:
    if PDFLATEX is None:
        if "CI" in os.environ:
            pytest.fail("pdflatex is missing: install texlive-latex-recommended")
        pytest.skip("pdflatex is missing, so the LaTeX was not compiled")
    fragment = RENDERERS["ChangeRecord"]["latex"](cases.CASES[case]())
    (tmp_path / "fragment.tex").write_text(fragment, encoding="utf-8")
    body = "\\begin{document}\nBefore.\n\n\\input{fragment}\n\nAfter.\n\\end{document}\n"
    (tmp_path / "main.tex").write_text(f"{preamble}\n{body}", encoding="utf-8")
    command = [PDFLATEX, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "main.tex"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert run.returncode == 0, run.stdout.decode(errors="replace")[-2000:]
    assert (tmp_path / "main.pdf").stat().st_size > 1000

"""A LaTeX fragment -> how many pages it takes, in a plain article and as lsstdoc sets its pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

PDFLATEX = shutil.which("pdflatex")
ARTICLE = (
    r"\documentclass[11pt,a4paper]{article}\usepackage[utf8]{inputenc}\usepackage{longtable}"
    r"\usepackage{hyperref}"
)
# What lsstdoc does that could matter here: T1, array, babel, wide lines, and an \addtohist of its own.
LIKE_LSSTDOC = r"""\documentclass[11pt,letterpaper]{article}
\renewcommand{\baselinestretch}{1.25}
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}
\usepackage{array,longtable}\usepackage{hyperref}\usepackage[english]{babel}
\setlength{\parindent}{0cm}\setlength{\parskip}{\baselineskip}
\providecommand{\addtohist}[4]{
#1 & #2 & #3 & #4 \\\hline}"""


def pages(fragment: str, preamble: str, folder: Path) -> int:
    """Return the number of pages; fails where it does not compile, skips where nothing can compile it."""
    if PDFLATEX is None:
        if "CI" in os.environ:
            pytest.fail("pdflatex is missing: install texlive-latex-recommended")
        pytest.skip("pdflatex is missing, so the LaTeX was not compiled")
    (folder / "fragment.tex").write_text(fragment, encoding="utf-8")
    body = "\\begin{document}\nBefore.\n\n\\input{fragment}\n\nAfter.\n\\end{document}\n"
    (folder / "main.tex").write_text(f"{preamble}\n{body}", encoding="utf-8")
    command = [PDFLATEX, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "main.tex"]
    said = ""
    for _ in range(2):  # the widths of the columns are known in the second run
        run = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=60)
        said = run.stdout.decode(errors="replace")
        assert run.returncode == 0, said[-2000:]
    (number,) = re.findall(r"\((\d+) pages?,", said.replace("\n", ""))
    return int(number)

"""The format of a file: its suffix says it, or nobody guesses."""

from __future__ import annotations

from pathlib import Path

import pytest

from dmccb.cli.file_format import SUFFIXES, file_format
from dmccb.errors import UsageError
from dmccb.render import RENDERERS

WITHOUT_SUFFIX = {"terminal", "github"}
"""What is read where it is printed."""


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        pytest.param("record.md", "ChangeRecord", "markdown", id="md"),
        pytest.param("record.markdown", "ChangeRecord", "markdown", id="markdown"),
        pytest.param("record.tex", "ChangeRecord", "latex", id="tex"),
        pytest.param("record.rst", "ChangeRecord", "rst", id="rst"),
        pytest.param("record.html", "ChangeRecord", "html", id="html"),
        pytest.param("record.htm", "ChangeRecord", "html", id="htm"),
        pytest.param("record.json", "ChangeRecord", "json", id="json"),
        pytest.param("record.csv", "ChangeRecord", "csv", id="csv"),
        pytest.param("record.txt", "ChangeRecord", "text", id="txt"),
        pytest.param("found.sarif", "Problems", "sarif", id="sarif"),
        pytest.param("found.sarif.json", "Problems", "sarif", id="sarif-as-json"),
        pytest.param("found.json", "Problems", "json", id="json-beside-sarif"),
        pytest.param("RECORD.MD", "ChangeRecord", "markdown", id="capitals"),
        pytest.param("LDM-564-v1.5.tex", "ChangeRecord", "latex", id="the-last-suffix-counts"),
        pytest.param("folder.tex/record.md", "ChangeRecord", "markdown", id="not-the-folders"),
        pytest.param("record", "ChangeRecord", "text", id="no-suffix"),
        pytest.param("/dev/null", "ChangeRecord", "text", id="a-device"),
        pytest.param(".md", "ChangeRecord", "text", id="a-hidden-file-has-no-suffix"),
    ],
)
def test_file_format(name: str, kind: str, expected: str) -> None:
    assert file_format(Path(name), RENDERERS[kind]) == expected


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param("record.docx", "ChangeRecord", id="unknown"),
        pytest.param("v1.5", "ChangeRecord", id="a-version-is-no-suffix-of-ours"),
        pytest.param("found.tex", "Problems", id="of-another-answer"),
        pytest.param("record.xmd", "ChangeRecord", id="only-with-its-dot"),
    ],
)
def test_a_suffix_that_says_nothing_is_refused_with_those_that_do(name: str, kind: str) -> None:
    with pytest.raises(UsageError) as caught:
        file_format(Path("folder") / name, RENDERERS[kind])
    offered = [suffix for suffix, fmt in SUFFIXES.items() if fmt in RENDERERS[kind]]
    said = f"cannot tell the format from the suffix of {name!r} (want {', '.join(offered)})"
    assert caught.value.message == said
    assert "--format" in caught.value.hint


def test_every_format_for_a_file_has_a_suffix() -> None:
    formats = {fmt for each in RENDERERS.values() for fmt in each}
    assert set(SUFFIXES.values()) == formats - WITHOUT_SUFFIX

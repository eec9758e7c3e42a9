from __future__ import annotations

import pytest

from dmccb.importers.ldm294.matrix import joined


@pytest.mark.parametrize(
    ("pieces", "title"),
    [
        pytest.param(["Transient Distribu-", "tion"], "Transient Distribution", id="a-split-word"),
        pytest.param(["Archive Co-", "Location"], "Archive Co-Location", id="a-capital-keeps-the-hyphen"),
        pytest.param(["Threshold -", "Transients"], "Threshold - Transients", id="a-dash-stays"),
        pytest.param(["Source", "- Object Quality"], "Source - Object Quality", id="a-dash-on-the-next-line"),
        pytest.param(["Correction Ma- trix"], "Correction Matrix", id="a-break-inside-the-cell"),
        pytest.param(["Two", "words"], "Two words", id="no-hyphen"),
    ],
)
def test_joined(pieces: list[str], title: str) -> None:
    assert joined(pieces)[0] == title

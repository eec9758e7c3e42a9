from __future__ import annotations

import pytest

from dmccb.errors import SourceError
from dmccb.importers.ldm294.read import read
from dmccb.importers.ldm294.text import slug


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("LDM-564\nLatest Revision: 2001-02-03\n1 Start", id="another-document"),
        pytest.param("LDM-294\n1 Start", id="no-date"),
        pytest.param("LDM-294\nLatest Revision: 2001-02-03\nwords", id="no-sections"),
        pytest.param("LDM-294\nLatest Revision: 2001-02-03\n1 Start\nwords", id="no-appendices"),
    ],
)
def test_a_text_that_is_not_ldm_294_is_refused(text: str) -> None:
    with pytest.raises(SourceError):
        read(text, {})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("William O'Mullane", "william-omullane", id="apostrophe"),
        pytest.param("William O\u2019Mullane", "william-omullane", id="curly-apostrophe"),
        pytest.param("Mario Juri\u0107", "mario-juric", id="accent"),
        pytest.param("DAX VO+ Services", "dax-vo-services", id="other-characters"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected

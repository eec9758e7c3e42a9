from __future__ import annotations

import pytest

from dmccb.importers.dmtn158.provenance import provenance
from dmccb.importers.lines import numbered

MADE = "Made from the a-b/plan repository, version 5394eb22, dated 2021-05-10."
STATUS = "It has the status recorded in the system for March 2021."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            f"{MADE} {STATUS}",
            ["made from a-b/plan at 5394eb22 of 2021-05-10, status of March 2021"],
            id="both",
        ),
        pytest.param(MADE.replace(" ", "\n"), ["made from a-b/plan at 5394eb22 of 2021-05-10"], id="lines"),
        pytest.param(STATUS, ["status of March 2021"], id="status-alone"),
        pytest.param("Words.", [], id="neither"),
        pytest.param("", [], id="empty"),
    ],
)
def test_provenance(text: str, told: list[str]) -> None:
    found = list(provenance(numbered(text, "DMTN-158"), "DMTN-158"))
    assert [one.text for one in found] == [
        f"{what}: for the note of a baseline in the register" for what in told
    ]
    assert all((one.kind, one.line, one.subject) == ("note", 1, "DMTN-158") for one in found)

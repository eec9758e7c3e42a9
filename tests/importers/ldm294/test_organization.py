from __future__ import annotations

import pytest

from dmccb.importers.importresult import ImportResult
from dmccb.importers.ldm294.read import read
from tests.importers.ldm294.builder import small
from tests.importers.results import about


@pytest.fixture(scope="module")
def result() -> ImportResult:
    return read(small(), {})


def test_roles_have_the_holders_that_the_text_names(result: ImportResult) -> None:
    roles = result.records["organization/roles"]
    assert {name: fields.get("holders") for name, fields in roles.items()} == {
        "project-manager": [{"person": "ada-small"}],
        "deputy-project-manager": [{"person": "bo-olittle"}],
        "clerk": None,
        "tcam-too": None,
        "tcam-plumbing": None,
        "lead-too": None,
        "lead-pipes": None,
    }
    assert roles["project-manager"]["section"] == "LDM-294 (2001-02-03) §6.1"
    assert about(result, "clerk") == ["missing: the text names no holder"]
    assert about(result, "deputy-project-manager") == [
        "note: 'Deputy Project Manger' is read as 'DM Deputy Project Manager'"
    ]


def test_board(result: ImportResult) -> None:
    assert result.records["organization/boards"] == {
        "dmx": {
            "title": "DM Change Control Board",
            "section": "LDM-294 (2001-02-03) §7.4",
            "chair": "clerk",
            "members": [{"role": "project-manager"}, {"role": "tcam-too"}],
            "decision_period": 7,
        }
    }


def test_of_two_holders_neither_is_recorded() -> None:
    text = small(s3="3 Structure\nThe DM Project Manager (Ada Small). The DM Project Manager (Bo Small).")
    result = read(text, {})
    assert "holders" not in result.records["organization/roles"]["project-manager"]
    assert about(result, "project-manager") == [
        "contradiction: held by Ada Small and by Bo Small; neither is recorded"
    ]

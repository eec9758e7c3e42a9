from __future__ import annotations

import pytest

from dmccb.importers.importresult import ImportResult
from dmccb.importers.ldm294.read import read
from tests.importers.ldm294.builder import small
from tests.importers.results import about


@pytest.fixture(scope="module")
def result() -> ImportResult:
    return read(small(), {})


def test_a_person_has_the_institution_that_hosts_the_role(result: ImportResult) -> None:
    persons = result.records["organization/persons"]
    assert persons["ada-small"] == {"name": "Ada Small", "institution": "North"}
    assert persons["bo-olittle"] == {"name": "Bo O'Little"}
    assert persons["cy-able"] == {"name": "Cy Able"}


def test_wbs_managers_come_from_section_8(result: ImportResult) -> None:
    assert result.records["organization/wbs"] == {
        "02C": {"code": "1.02C", "title": "Data Building"},
        "02C.01": {"code": "1.02C.01", "title": "Tools", "institution": "North", "manager": "tcam-too"},
        "02C.02": {"code": "1.02C.02", "title": "Pipes", "institution": "South", "manager": "tcam-plumbing"},
    }


def test_several_groups_of_one_institution_need_a_named_manager() -> None:
    text = small(s8="8 Lead institutions\n8.1 North\n8.1.1 Tools\nwork\n8.1.2 Pipes\nwork")
    result = read(text, {})
    assert [name for name in result.records["organization/roles"] if name.startswith("tcam")] == []
    assert about(result, "02C.01") == [
        "missing: no T/CAM is named for 'Tools', one of several groups of 'North'"
    ]


def test_a_group_without_a_heading_is_named_by_its_text() -> None:
    section = "8 Lead institutions\n8.1 North\nThe Tools group has the following\nTools Science Lead"
    roles = read(small(s8=section), {}).records["organization/roles"]
    assert roles["tcam-tools"]["title"] == "Tools T/CAM"
    assert roles["lead-tools"]["section"] == "LDM-294 (2001-02-03) §6.12.2, §8.1"


def test_the_kind_of_lead_is_the_one_that_the_section_names() -> None:
    section = "8 Lead institutions\n8.1 North\n8.1.1 Tools\nThe Tools (TOO) group has a TOO Science Lead"
    roles = read(small(s8=section), {}).records["organization/roles"]
    assert roles["lead-too"]["title"] == "TOO Science Lead"


def test_a_group_that_no_element_is_named_after_is_reported() -> None:
    result = read(small(s8="8 Lead institutions\n8.1 North\n8.1.1 Kites\nwork"), {})
    assert "missing: no WBS element has the name of the group 'Kites'" in about(result, "")
    assert about(result, "02C.01") == ["missing: section 8 does not say which T/CAM manages 'Tools'"]


def test_an_institution_without_a_group_has_no_positions() -> None:
    roles = read(small(s8="8 Lead institutions\n8.1 North\nwork"), {}).records["organization/roles"]
    assert [name for name in roles if name.startswith(("tcam", "lead"))] == []

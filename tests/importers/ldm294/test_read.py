"""LDM-294 as a whole: small texts of its shape, and the published text where present."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from dmccb.errors import SourceError
from dmccb.importers.importresult import ImportResult
from dmccb.importers.ldm294.read import read

SEED = "ldm-294-2017-06-28.txt"
SCHEMAS = Path(__file__).parents[3] / "schemas"
SCHEMA_OF = {
    "organization/roles": "role",
    "organization/persons": "person",
    "organization/boards": "board",
    "organization/wbs": "wbs",
    "products": "product",
    "requirements": "requirement",
    "documents": "document",
}

FRONT = """
Large Synoptic Survey Telescope (LSST) A Small Plan

Ada Small, Bo Little and SOME
LDM-294
Latest Revision: 2001-02-03
Draft Revision NOT YET Approved - a draft

Version\tDate\tDescription\tOwner name
1\t2000-01-01\tFirst\tAS
\t\tof all\t
2\tsoon\tRFC-7 second\t

Contents
1\tStart\t1
"""
BODY = {
    "2.1": "2.1 External Interfaces\n- LSE-1 How to meet",
    "3": "3 Structure\nThe DM Project Manager (Ada Small) and the Deputy Project Manger (Bo O'Little) plan.",
    "4.1": "4.1 Schedule\nWBS\tDescription\tLead Institution\n1.02C.01\tTools\tNorth\n1.02C.02\tPipes\tSouth",
    "4.2": '4.2 Work\nThe "02C" in the second component corresponds to Data Building. And so on.',
    "6": "6 Roles\n6.1 DM Project Manager (DMPM)\nwork\n6.2 DM Deputy Project Manager (DDMPM)\n6.3 Clerk",
    "6.12": "6.12 Lead Institution Senior Positions\n6.12.1 Technical Manager (T/CAM)\n6.12.2 Lead",
    "7": (
        "7 Groups\n7.3 DM Tea Team\n7.4 DM Change Control Board\n - Chaired by the Clerk\n"
        "- Members include the DM Project Manager (§6.1) and TOO T/CAM (§6.12.1)\n"
        "- decides within one week, says the DM Change Control Board (DMX)"
    ),
    "8": (
        "8 Lead institutions\n8.1 North\nNorth hosts the DM Project Manager (Section 6.1).\n8.1.1 Tools\n"
        "The Tools (TOO) group works.\n8.2 South\n8.2.1 Pipes\n"
        "Management of the group is the responsibility of the Plumbing T/CAM"
    ),
    "A": (
        "A DM Product List\nWBS\tProduct\tDescription\tManager\tOwner\tPackages\n"
        "1.02C.01\tHammer\tHammer tools\tCy Able\tCy Able\t\n"
        "1.02C.02\tPipe Tools\tPipes and tools\tCy Able\t\t\n"
        "1.02C.01: Tools\n- Hammer tools"
    ),
    "D": "D Matrix down\nDMS\tOSS\nDMS-REQ-0001 Low\tOSS-REQ-0002 High",
    "E": "E Matrix up\nOSS\tDMS\nOSS-REQ-0002 High\tDMS-REQ-0001 Low",
    "F": "F References\n- [1] **[LSE-1]**, Small, A., 2000, *How we meet*, LSE-1, URL https://example.org/1",
}


def small(front: str = FRONT, **parts: str) -> str:
    """Return a text of the shape of LDM-294; a part can be replaced, ``s8`` for section 8."""
    body = {**BODY, **{name.removeprefix("s"): text for name, text in parts.items()}}
    return "\n\n".join([front, *body.values()])


def said(extract: ImportResult, subject: str) -> list[str]:
    return [f"{remark.kind}: {remark.text}" for remark in extract.remarks if remark.subject == subject]


@pytest.fixture(scope="module")
def extract() -> ImportResult:
    return read(small(), {})


def test_title_page_and_change_record(extract: ImportResult) -> None:
    assert extract.records["documents"]["LDM-294"] == {
        "title": "A Small Plan",
        "authors": ["Ada Small", "Bo Little", "SOME"],
        "series": "LDM",
        "status": "draft",
        "date": "2001-02-03",
        "change_record": [
            {"version": "1", "date": "2000-01-01", "description": "First of all", "owner": "AS"},
            {"version": "2", "description": "RFC-7 second", "rfc": "RFC-7"},
        ],
    }


def test_roles_have_the_holders_that_the_text_names(extract: ImportResult) -> None:
    roles = extract.records["organization/roles"]
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
    assert said(extract, "clerk") == ["missing: the text names no holder"]
    assert said(extract, "deputy-project-manager") == [
        "note: 'Deputy Project Manger' is read as 'DM Deputy Project Manager'"
    ]


def test_a_person_has_the_institution_that_hosts_the_role(extract: ImportResult) -> None:
    persons = extract.records["organization/persons"]
    assert persons["ada-small"] == {"name": "Ada Small", "institution": "North"}
    assert persons["bo-olittle"] == {"name": "Bo O'Little"}
    assert persons["cy-able"] == {"name": "Cy Able"}


def test_board(extract: ImportResult) -> None:
    assert extract.records["organization/boards"] == {
        "dmx": {
            "title": "DM Change Control Board",
            "section": "LDM-294 (2001-02-03) §7.4",
            "chair": "clerk",
            "members": [{"role": "project-manager"}, {"role": "tcam-too"}],
            "decision_period": 7,
        }
    }


def test_wbs_managers_come_from_section_8(extract: ImportResult) -> None:
    assert extract.records["organization/wbs"] == {
        "02C": {"code": "1.02C", "title": "Data Building"},
        "02C.01": {"code": "1.02C.01", "title": "Tools", "institution": "North", "manager": "tcam-too"},
        "02C.02": {"code": "1.02C.02", "title": "Pipes", "institution": "South", "manager": "tcam-plumbing"},
    }


def test_titles_that_differ_are_said(extract: ImportResult) -> None:
    assert said(extract, "LSE-1") == [
        "contradiction: title 'How to meet' in Table 2, 'How we meet' in the references"
    ]


def test_several_groups_of_one_institution_need_a_named_manager() -> None:
    text = small(s8="8 Lead institutions\n8.1 North\n8.1.1 Tools\nwork\n8.1.2 Pipes\nwork")
    extract = read(text, {})
    assert [name for name in extract.records["organization/roles"] if name.startswith("tcam")] == []
    assert said(extract, "02C.01") == [
        "missing: no T/CAM is named for 'Tools', one of several groups of 'North'"
    ]


def test_two_holders_are_none() -> None:
    text = small(s3="3 Structure\nThe DM Project Manager (Ada Small). The DM Project Manager (Bo Small).")
    extract = read(text, {})
    assert "holders" not in extract.records["organization/roles"]["project-manager"]
    assert said(extract, "project-manager") == [
        "contradiction: held by Ada Small and by Bo Small; nobody is taken"
    ]


def test_what_the_text_does_not_say_is_kept() -> None:
    previous = {
        "organization/persons": {"ada-small": {"name": "A. S.", "github": {"login": "ada", "id": 1}}},
        "organization/roles": {"clerk": {"title": "Clerk", "holders": [{"person": "ada-small"}]}},
        "documents": {"LSE-1": {"title": "Meeting"}},
    }
    records = read(small(), previous).records  # type: ignore[arg-type]  # plain dicts, as they are loaded
    assert records["organization/persons"]["ada-small"]["github"] == {"login": "ada", "id": 1}
    assert records["organization/persons"]["ada-small"]["name"] == "Ada Small"
    assert records["organization/roles"]["clerk"]["holders"] == [{"person": "ada-small"}]
    assert records["documents"]["LSE-1"]["title"] == "Meeting"
    assert records["documents"]["LSE-1"]["year"] == "2000"


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
def test_what_is_not_ldm_294_is_an_error(text: str) -> None:
    with pytest.raises(SourceError):
        read(text, {})


def after(extract: ImportResult) -> dict[str, dict[str, Any]]:
    return {name: dict(ids) for name, ids in extract.records.items()}


def check_schemas(records: Mapping[str, Mapping[str, Any]]) -> None:
    for name, schema in SCHEMA_OF.items():
        loaded = json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8"))
        validator = jsonschema_rs.Draft7Validator(loaded, validate_formats=True)
        errors = [
            f"{name} {list(error.instance_path)}: {error.message}"
            for error in validator.iter_errors(records[name])
        ]
        assert errors == []


def check_references(records: Mapping[str, Mapping[str, Any]]) -> None:
    roles, persons = records["organization/roles"], records["organization/persons"]
    wbs, requirements = records["organization/wbs"], records["requirements"]
    for board in records["organization/boards"].values():
        assert {board["chair"], *(seat["role"] for seat in board["members"])} <= set(roles)
    assert {holder["person"] for role in roles.values() for holder in role.get("holders", [])} <= set(persons)
    assert {element["manager"] for element in wbs.values() if "manager" in element} <= set(roles)
    for product in records["products"].values():
        assert product.get("wbs", "02C") in wbs
        assert {product[part] for part in ("manager", "owner") if part in product} <= set(persons)
    assert {code for one in requirements.values() for code in one.get("traces_to", [])} <= set(requirements)


def check_again(text: str, extract: ImportResult) -> None:
    first = after(extract)
    again = read(text, first)
    for name, ids in again.records.items():
        assert {**first[name], **ids} == first[name]
    assert again.removals == {}
    assert again.counts == extract.counts


def test_small_text_is_consistent(extract: ImportResult) -> None:
    records = json.loads(json.dumps(extract.records))
    check_schemas(records)
    check_references(records)
    check_again(small(), extract)


def test_the_published_text(seed: Callable[[str], str]) -> None:
    text = seed(SEED)
    extract = read(text, {})
    records = json.loads(json.dumps(extract.records))
    check_schemas(records)
    check_references(records)
    check_again(text, extract)
    assert list(extract.remarks) == sorted(
        extract.remarks, key=lambda remark: (remark.line, remark.subject, remark.text)
    )
    assert dict(extract.counts) == {
        "roles": 24,
        "roles with holders": 3,
        "persons": 13,
        "boards": 1,
        "wbs elements": 78,
        "product rows": 224,
        "product rows left out": 68,
        "products": 156,
        "products with wbs": 102,
        "products with manager": 125,
        "products with owner": 73,
        "requirements DMS": 181,
        "requirements LSR": 5,
        "requirements OSS": 78,
        "links in appendix D": 220,
        "links in appendix E": 220,
        "links in both": 220,
        "references": 34,
    }


def test_the_published_organization(seed: Callable[[str], str]) -> None:
    records = json.loads(json.dumps(read(seed(SEED), {}).records))
    holders = {
        name: [holder["person"] for holder in role["holders"]]
        for name, role in records["organization/roles"].items()
        if "holders" in role
    }
    assert holders == {
        "project-manager": ["william-omullane"],
        "deputy-project-manager": ["john-swinbank"],
        "subsystem-scientist": ["mario-juric"],
    }
    assert records["organization/boards"]["dmccb"] == {
        "title": "DM Change Control Board",
        "section": "LDM-294 (2017-06-28) §7.4",
        "chair": "systems-engineer",
        "members": [
            {"role": "interface-scientist"},
            {"role": "operations-architect"},
            {"role": "project-manager"},
            {"role": "software-architect"},
            {"role": "tcam-square"},
        ],
        "decision_period": 7,
    }
    managers = {
        code: element["manager"]
        for code, element in records["organization/wbs"].items()
        if "manager" in element
    }
    assert managers == {
        "02C.03": "tcam-alert-production",
        "02C.04": "tcam-science-pipelines",
        "02C.05": "tcam-suit",
        "02C.06": "tcam-dax",
        "02C.07": "tcam-ldf",
        "02C.10": "tcam-square",
    }


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        pytest.param(
            "alert-db",
            {
                "title": "Alert database",
                "wbs": "02C.03.03",
                "manager": "simon-krughoff",
                "owner": "eric-bellm",
            },
            id="an-undamaged-row",
        ),
        pytest.param(
            "daily-calibration",
            {
                "title": "OCS-Controlled batch daily calibration update payload",
                "wbs": "02C.04.02",
                "manager": "john-swinbank",
                "owner": "jim-bosch",
            },
            id="a-title-wrapped-at-a-hyphen",
        ),
        pytest.param(
            "packaging-distrib",
            {
                "title": "Packaging and distribution",
                "wbs": "02C.10.02.03",
                "manager": "frossie-economou",
                "packages": ["lsst"],
            },
            id="a-code-that-spills-into-the-name",
        ),
        pytest.param("data-backbone", {"title": "Data Backbone System"}, id="a-damaged-manager"),
        pytest.param("cotollite-envi", None, id="a-misread-name"),
        pytest.param("jupyter-lab-deploy", None, id="one-name-for-two-products"),
    ],
)
def test_the_published_products(seed: Callable[[str], str], name: str, fields: dict[str, Any] | None) -> None:
    assert read(seed(SEED), {}).records["products"].get(name) == fields

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from dmccb.importers.importresult import ImportResult
from dmccb.importers.ldm294.read import read
from tests.importers.ldm294.builder import small

SLICE = (Path(__file__).parent / "slices/2017-06-28.txt").read_text(encoding="utf-8")
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


@pytest.fixture(scope="module")
def result() -> ImportResult:
    return read(small(), {})


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


def after(result: ImportResult) -> dict[str, dict[str, Any]]:
    return {name: dict(ids) for name, ids in result.records.items()}


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


def check_again(text: str, result: ImportResult) -> None:
    first = after(result)
    again = read(text, first)
    for name, ids in again.records.items():
        assert {**first[name], **ids} == first[name]
    assert again.removals == {}
    assert again.counts == result.counts


def test_small_text_is_consistent(result: ImportResult) -> None:
    records = json.loads(json.dumps(result.records))
    check_schemas(records)
    check_references(records)
    check_again(small(), result)


def test_the_published_text(seed: Callable[[str], str]) -> None:
    text = seed(SEED)
    result = read(text, {})
    records = json.loads(json.dumps(result.records))
    check_schemas(records)
    check_references(records)
    check_again(text, result)
    assert list(result.remarks) == sorted(
        result.remarks, key=lambda remark: (remark.line, remark.subject, remark.text)
    )
    assert dict(result.counts) == {
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


def test_the_published_organization() -> None:
    records = json.loads(json.dumps(read(SLICE, {}).records))
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
            {"role": "project-manager"},
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
def test_published_product(name: str, fields: dict[str, Any] | None) -> None:
    assert read(SLICE, {}).records["products"].get(name) == fields

"""Who answers for a product, and what identifies a release or a document."""

from __future__ import annotations

import pytest

from tests.checks.plan import (
    MANUALS,
    PAPERS,
    Records,
    assert_found,
    check,
    document,
    product,
    products,
    released,
)

GOOD = [
    pytest.param(
        products(a=product(), b={"title": "B", "parent": "a"}, c={"title": "C", "parent": "b"}),
        id="manager-and-owner-are-inherited",
    ),
    pytest.param(released(), id="minor-release"),
    pytest.param(released(**{"class": "major", "documentation": PAPERS | MANUALS}), id="major-release"),
    pytest.param(released(status="approved", documentation=MANUALS), id="approved-is-not-released"),
    pytest.param(document(), id="released-document"),
    pytest.param(document(status="draft", version=None, change_record=[{}]), id="draft-with-blank-row"),
]

BAD = [
    pytest.param(
        products(a={"title": "A", "manager": "jo"}, b={"title": "B", "parent": "a"}),
        ["unattended-product 3:1 a: no owner, neither its own nor one of a product above it"],
        id="owner-missing-is-said-once-for-all-below",
    ),
    pytest.param(
        products(a={"title": "A"}),
        [
            (
                "unattended-product 3:1 a: no manager and no owner, "
                "neither its own nor those of a product above it"
            )
        ],
        id="nobody",
    ),
    pytest.param(
        released(**{"class": "major"}),
        [
            (
                "incomplete-identification 6:11 R-1: status: is released but lacks "
                "documentation.user_manual, documentation.requirements, documentation.test_specification"
            )
        ],
        id="major-release-without-manuals",
    ),
    pytest.param(
        released(documentation={"release_note": "LDM-1"}),
        ["incomplete-identification 6:11 R-1: status: is released but lacks documentation.test_report"],
        id="minor-release-without-test-report",
    ),
    pytest.param(
        document(version=None),
        ["incomplete-change-record 6:11 LDM-1: status: is released but lacks a version"],
        id="released-without-version",
    ),
    pytest.param(
        document(change_record=None),
        ["incomplete-change-record 7:12 LDM-1: version: '1.10' has no row in the change record"],
        id="released-without-row",
    ),
    pytest.param(
        document(change_record=[{"version": "1.0"}, {"version": "1.10", "date": "2019-01-01"}]),
        [
            "incomplete-change-record 9:7 LDM-1: change_record: a row without date in a released document",
            "incomplete-change-record 10:7 LDM-1: change_record: a row without rfc in a released document",
        ],
        id="undated-row-and-no-rfc",
    ),
    pytest.param(
        document(series="LSE"),
        ["series-mismatch 5:11 LDM-1: series: 'LSE' is not that of the handle (want 'LDM')"],
        id="series-mismatch",
    ),
]


@pytest.mark.parametrize("records", GOOD)
def test_nothing_is_wrong(records: Records) -> None:
    assert check(records) == []


@pytest.mark.parametrize(("records", "expected"), BAD)
def test_what_is_wrong_is_found(records: Records, expected: list[str]) -> None:
    assert_found(records, expected)

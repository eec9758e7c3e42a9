from __future__ import annotations

from typing import Any

import pytest

from dmccb.importers.ldm564.read import read
from tests.importers.ldm564.builder import CONTENTS, SECOND, SECTION, TWO, text
from tests.importers.results import said


@pytest.mark.parametrize(
    ("contents", "told"),
    [
        pytest.param("3.1 Two: LDM-503-01\t4", "section 3.1 is 'Two: LDM-503-01'", id="other-title"),
        pytest.param("3.1 One: LDM-503-02\t4", "section 3.1 is 'One: LDM-503-02'", id="other-code"),
        pytest.param(
            f"{CONTENTS}\n3.2 Two: LDM-503-02\t5", "is in the table of contents only", id="only-there"
        ),
        pytest.param("", "is not in the table of contents", id="not-there"),
    ],
)
def test_contents_against_sections(contents: str, told: str) -> None:
    (remark,) = said(read(text(contents=contents), {}), "contradiction")
    assert told in remark


@pytest.mark.parametrize(
    ("feature", "told"),
    [
        pytest.param("DM-A-1: Alpha (*Due: 2017-05-01; currently incomplete*)", [], id="equal"),
        pytest.param(
            "DM-A-1: Alpha (*Due: 2017-05-02; currently incomplete*)",
            ["DM-A-1: due 2017-05-02 here, 2017-05-01 on line {first}, which is used"],
            id="other-due",
        ),
        pytest.param(
            "DM-A-1: Beta (*Due: 2017-05-01; completed 2017-05-01*)",
            [
                "DM-A-1: completed 2017-05-01 here, none on line {first}, which is used",
                "DM-A-1: title Beta here, Alpha on line {first}, which is used",
            ],
            id="other-title-and-completion",
        ),
    ],
)
def test_a_milestone_listed_twice(feature: str, told: list[str]) -> None:
    whole = text(section=SECTION + SECOND.format(feature=feature), contents=TWO)
    first = whole[: whole.index("- DM-A-1: ")].count("\n") + 1
    result = read(whole, {})
    assert said(result, "contradiction") == [remark.format(first=first) for remark in told]
    assert result.records["milestones"]["DM-A-1"] == {"title": "Alpha", "due": "2017-05-01"}
    assert (result.counts["features"], result.counts["feature listings"]) == (1, 2)


@pytest.mark.parametrize(
    ("published", "kind", "told"),
    [
        pytest.param(
            text(section=f"{SECTION}\nNo new functionality is associated with this milestone.\n"),
            "contradiction",
            "LDM-503-01: says that no new functionality is associated, but lists features",
            id="features-denied-and-listed",
        ),
        pytest.param(
            text(section="3.1 One: LDM-503-01\n\nDue: 2018-01-31; currently incomplete.\n"),
            "note",
            "LDM-503-01: lists no features, but does not say that there are none",
            id="no-features-and-no-word-of-it",
        ),
        pytest.param(
            text().replace("Survey\nPlan of Releases\n", "Survey\nPlans\n"),
            "missing",
            "LDM-564: the title page and the heads of its pages do not agree on a title",
            id="two-titles",
        ),
    ],
)
def test_contradiction(published: str, kind: str, told: str) -> None:
    assert said(read(published, {}), kind) == [told]


def test_a_release_with_two_sections() -> None:
    whole = text(
        section=SECTION + SECTION.replace("3.1", "3.2"), contents=f"{CONTENTS}\n3.2 One: LDM-503-01\t5"
    )
    first = whole[: whole.index(SECTION)].count("\n") + 1
    assert said(read(whole, {}), "contradiction") == [
        f"LDM-503-01: second section for this release; the one on line {first} is used"
    ]


def test_a_version_with_another_date_than_on_record_is_noted() -> None:
    old: dict[str, Any] = {"title": "T", "change_record": [{"version": "1.0", "date": "2017-01-01"}]}
    result = read(text(), {"documents": {"LDM-564": old}})
    assert said(result, "note") == [
        "LDM-564: the change record dates version 1.0 2017-08-18, the existing record 2017-01-01"
    ]

"""Rules in plain words."""

from __future__ import annotations

import pytest

from dmccb.policy.rules import Who
from dmccb.policy.wording import asks_words, item_words, when_words, who_words
from dmccb.rfc.roster import Organization, Role
from tests.policy.texts import BOARD, ROUTE, policy, rule

TITLES = Organization(roles={"lead": Role(title="Project Lead"), "member": Role(title="Member")})


@pytest.mark.parametrize(
    ("who", "said"),
    [
        pytest.param(Who(roles=("lead",)), "Project Lead", id="a-role"),
        pytest.param(Who(roles=("lead", "member")), "Project Lead or Member", id="two"),
        pytest.param(Who(roles=("lead",), groups=("board",)), "Project Lead or the board", id="a-group-too"),
        pytest.param(Who(roles=("nobody",)), "nobody", id="a-role-without-a-record"),
        pytest.param(Who(), "", id="nobody"),
    ],
)
def test_whom_a_rule_names(who: Who, said: str) -> None:
    assert who_words(who, TITLES) == said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        pytest.param("routes:\n    - board\n    - team", "the route is board or team", id="routes"),
        pytest.param("items_on:\n    - board", "an item is on the route board", id="items-on"),
        pytest.param("classes:\n    - major", "the request is major", id="classes"),
        pytest.param("names:\n    - budget\n    - scope", "its record names budget or scope", id="names"),
        pytest.param("urgent: true", "an urgent release is asked for", id="urgent"),
        pytest.param("urgent: false", "no urgent release is asked for", id="not-urgent"),
        pytest.param("decided:\n    - way", "this has decided it: way", id="decided"),
        pytest.param(
            "routes:\n    - team\n  classes:\n    - major",
            "the route is team and the request is major",
            id="two-questions",
        ),
        pytest.param("collections:\n    - releases", "it changes releases", id="items"),
        pytest.param(
            "collections:\n    - milestones\n  levels:\n    - '1'\n    - '2'\n  moved_more_than: 30",
            "it changes milestones of level 1 or 2 that move by more than 30 days",
            id="levels-and-days",
        ),
        pytest.param(
            "collections:\n    - releases\n  members:\n    - gained\n    - lost",
            "it changes releases that gain or lose members",
            id="members",
        ),
        pytest.param(
            "collections:\n    - releases\n  becomes:\n    - released\n  release_classes:\n    - patch",
            "it changes releases of the class patch that become released",
            id="becomes",
        ),
        pytest.param(
            "planned_by:\n    - LDM\n  changes:\n    - added",
            "it changes anything that a document of the series LDM plans under control that are added",
            id="planned-by",
        ),
    ],
)
def test_when_a_rule_applies(when: str, said: str) -> None:
    way = rule("way", "requirement: decision\nby:\n  roles:\n    - lead")
    asked = rule("asked", "requirement: any\nwhen:\n  routes:\n    - team\nany_of:\n  - way")
    loaded = policy(ROUTE, BOARD, way, asked, rule("new", f"requirement: open\nwhen:\n  {when}"))
    assert when_words(loaded.rules["new"], loaded) == said
    assert when_words(loaded.rules["way"], loaded) == ""


def test_which_items_a_route_means() -> None:
    otherwise, ldm = policy(ROUTE, BOARD).routing
    assert item_words(ldm.when) == "anything of the series LDM under control"
    assert (
        item_words(otherwise.when, otherwise.otherwise) == "anything under control that no other rule means"
    )


APPROVAL = "requirement: approval\nwhen:\n  routes:\n    - team\n"
LEAD = "by:\n  roles:\n    - lead\n"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param(f"{APPROVAL}{LEAD}count: 1", "Project Lead", id="one-role"),
        pytest.param(
            f"{APPROVAL}by:\n  groups:\n    - board\ncount: 1", "one of the board", id="one-of-a-group"
        ),
        pytest.param(
            f"{APPROVAL}by:\n  groups:\n    - board\ncount: 2\nexcluding:\n  - requestor",
            "2 of the board; not counting the requestor",
            id="some",
        ),
        pytest.param(
            f"{APPROVAL}by:\n  groups:\n    - board\nshare: majority\n"
            "including:\n  groups:\n    - chair\nunanimous: true",
            "a majority of the board; among them the chair of the board; none of them objecting",
            id="majority",
        ),
        pytest.param(
            f"{APPROVAL}by:\n  groups:\n    - experts\nshare: all\nconvened_by:\n  groups:\n    - chair\n"
            "escalated: true",
            "all of the experts who were named; named by the chair of the board; once it was escalated",
            id="experts",
        ),
        pytest.param(
            f"{APPROVAL}{LEAD}count: 1\nauthorship: true\nmethods:\n  - command\n"
            "period: 7d\nurgent_period: 24h\nstarts:\n  - asked",
            "Project Lead; asking for it is agreement enough; by command; within 1 week (24 hours where it "
            "is urgent) since the board was asked",
            id="within",
        ),
        pytest.param(
            "requirement: window\nwhen:\n  routes:\n    - team\nperiod: 72h\nstarts:\n  - opened\n  - ready",
            "72 hours since the latest of these: the request was opened, it was last made ready for review",
            id="window",
        ),
        pytest.param(
            "requirement: record\nwhen:\n  routes:\n    - team\nfields:\n  - planned_end\n  - title",
            "with planned end and title",
            id="fields",
        ),
        pytest.param(
            "requirement: no-objection\nwhen:\n  routes:\n    - team\nby:\n  groups:\n    - anybody\n"
            "settled_by:\n  - way",
            "anybody can object; unless settled by way",
            id="objections",
        ),
        pytest.param(
            f"requirement: not-rejected\nwhen:\n  routes:\n    - team\n{LEAD}",
            "Project Lead can reject it",
            id="rejections",
        ),
        pytest.param(
            "requirement: told\nwhen:\n  routes:\n    - team\nby:\n  groups:\n    - managers\n    - owners\n"
            "instead:\n  roles:\n    - lead",
            "the managers of the elements and the owners of the products; "
            "Project Lead where the seat is vacant",
            id="told",
        ),
        pytest.param("requirement: open\nwhen:\n  routes:\n    - team", "", id="its-title-says-all"),
        pytest.param("requirement: lines\nwhen:\n  routes:\n    - team\ncount: 2", "at least 2", id="lines"),
    ],
)
def test_what_a_rule_asks(body: str, said: str) -> None:
    way = rule(
        "way",
        f"requirement: decision\n{LEAD}period: 7d\nstarts:\n  - asked\ninstead:\n  roles:\n    - member",
    )
    asked = rule("asked", "requirement: any\nwhen:\n  routes:\n    - team\nany_of:\n  - way")
    loaded = policy(ROUTE, way, asked, rule("new", body))
    assert asks_words(loaded.rules["new"], TITLES) == said
    assert asks_words(loaded.rules["asked"], TITLES) == "one of: way"
    assert asks_words(loaded.rules["way"], TITLES) == (
        "Project Lead; Member where the seat has a part in it; after 1 week since the board was asked"
    )

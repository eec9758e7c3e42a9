"""The members of a list or a set that came and that went."""

from __future__ import annotations

import pytest

from dmccb.compare.members import members_changed
from dmccb.records.field import Field
from dmccb.records.record import Value

FEATURES = Field(name="features", type="array", ref="milestone", ordered=False, compare="set")
LINKS = Field(
    name="links",
    type="array",
    compare="list",
    items=Field(name="", fields={"to": Field(name="to", ref="milestone")}),
)
NEW_IDS = {"milestone": {"M-1": "M-01"}}


@pytest.mark.parametrize(
    ("old", "new", "came", "went"),
    [
        pytest.param(["M-2"], ["M-2", "M-3"], ("M-3",), (), id="one-came"),
        pytest.param(["M-2", "M-3"], ["M-2"], (), ("M-3",), id="one-went"),
        pytest.param(None, ["M-2"], ("M-2",), (), id="the-field-is-new"),
        pytest.param(["M-2"], None, (), ("M-2",), id="the-field-is-gone"),
        pytest.param("M-2", ["M-2"], ("M-2",), (), id="text-has-no-members"),
        pytest.param(["A", "B"], ["B", "A"], (), (), id="order-is-no-member"),
        pytest.param(["A", "A"], ["A"], (), ("A",), id="a-second-copy-went"),
        pytest.param(["A"], ["A", "A"], ("A",), (), id="a-second-copy-came"),
        pytest.param(["A"], ["B", "A", "B"], ("B", "B"), (), id="two-copies-came"),
        pytest.param(["M-1"], ["M-01"], (), (), id="a-new-id-is-the-same-member"),
        pytest.param(["M-1"], ["M-1"], (), (), id="the-earlier-id-still-written"),
        pytest.param(["M-1"], ["M-01", "M-1"], ("M-1",), (), id="both-ids-on-the-new-side"),
        pytest.param(["M-1", "M-2"], ["M-2"], (), ("M-1",), id="renumbered-and-gone"),
        pytest.param([1, "1"], ["1"], (), (1,), id="a-number-is-not-its-text"),
    ],
)
def test_members(
    old: Value | None, new: Value | None, came: tuple[Value, ...], went: tuple[Value, ...]
) -> None:
    assert members_changed(FEATURES, old, new, NEW_IDS) == (came, went)


def test_an_object_follows_the_new_id_inside_it() -> None:
    old: list[Value] = [{"to": "M-1", "lag": 2}, {"to": "M-2"}]
    new: list[Value] = [{"to": "M-01", "lag": 2}, {"to": "M-3"}]
    assert members_changed(LINKS, old, new, NEW_IDS) == (({"to": "M-3"},), ({"to": "M-2"},))
    assert members_changed(LINKS, old, new, {}) == (tuple(new), tuple(old))

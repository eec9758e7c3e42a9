"""Routes of changes: small, with many items, and with one text everywhere."""

from __future__ import annotations

from datetime import date

from dmccb.impact.item_facts import FILES, ItemFacts
from dmccb.impact.parties import Party
from dmccb.impact.route import Citation, ItemPredicate, RoutingRule, routing
from dmccb.impact.routed import Agreement, HeldParty, RoutedChange

CITED = Citation(document="LDM-294", date="2017-06-28", section="7.4", title="DM Change Control Board")

RULES = (
    RoutingRule(
        id="board-releases",
        title="Releases",
        reason="A document lists them.",
        citation=CITED,
        when=ItemPredicate(collections=("releases",)),
        route="board",
    ),
    RoutingRule(
        id="board-files",
        title="What says how a change is judged",
        citation=CITED,
        choice=True,
        when=ItemPredicate(collections=(FILES,)),
        route="board",
    ),
    RoutingRule(
        id="team", title="Everything else", citation=CITED, when=ItemPredicate(), otherwise=True, route="team"
    ),
)

MANAGER = HeldParty(
    Party(kind="manager", name="Alert T/CAM", role="tcam-ap", elements=("1.2",), items=("M-1",)),
    ("Ada", "Bob"),
)
VACANT = HeldParty(Party(kind="lead", name="Alert lead", role="lead-ap", elements=("1.2",), items=("M-1",)))
UNOWNED = HeldParty(
    Party(kind="owner", name="owner of Database", elements=("1.2",), items=("R-1",), releases=("R-1",))
)

ITEMS = (
    ItemFacts(collection="documents", id="DMTN-1", title="A note", change="added", control="controlled"),
    ItemFacts(collection=FILES, id="dmccb.toml", change="changed", control="controlled"),
    ItemFacts(
        collection="milestones",
        id="M-1",
        old_id="M-0",
        title="First light",
        change="renumbered",
        control="controlled",
        days_min=31,
        days_max=31,
        elements=("1.2", "1.3"),
    ),
    ItemFacts(collection="milestones", id="M-2", change="changed", control="note"),
    ItemFacts(collection="milestones", id="M-3", change="changed", control="controlled", due_dropped=True),
    ItemFacts(collection="milestones", id="M-4", change="changed", control="status"),
    ItemFacts(
        collection="releases",
        id="R-1",
        title="Verification",
        change="changed",
        control="controlled",
        gained=("M-1",),
        lost=("M-8", "M-9"),
        becomes="released",
        missing=("tag", "test report"),
    ),
)


def routed(items: int = 0) -> RoutedChange:
    """Return the route of ``ITEMS``, and of as many others as are wanted."""
    more = [
        ItemFacts(
            collection="milestones",
            id=f"X-{number:04}",
            title="Another",
            change="added",
            control="controlled",
        )
        for number in range(items)
    ]
    return RoutedChange(
        old="v1.0",
        new="v1.1",
        as_of=date(2020, 6, 1),
        routing=routing((*ITEMS, *more), RULES),
        affected=(MANAGER, VACANT, UNOWNED),
        agree=(
            Agreement(
                title="The board agrees",
                asks="two of three",
                able=("Ada (Chair)",),
                vacant=("Lead (vacant)",),
            ),
            Agreement(title="The owner signs off", asks="all owners"),
        ),
        rfc_class="major",
        invalid=1,
    )


def named(text: str) -> RoutedChange:
    """Return a route whose every text is the given one."""
    cited = Citation(document=text, date=text, section=text, title=text)
    rule = RoutingRule(
        id=text, title=text, reason=text, citation=cited, choice=True, when=ItemPredicate(), route="board"
    )
    item = ItemFacts(
        collection=text,
        id=text,
        old_id=text,
        title=text,
        change="renumbered",
        control="controlled",
        gained=(text,),
        lost=(text,),
        becomes=text,
        missing=(text,),
        elements=(f"{text} 2",),
    )
    party = Party(kind="owner", name=text, role=text, elements=(text,), items=(text,), releases=(text,))
    return RoutedChange(
        old=text,
        new=text,
        as_of=date(2020, 6, 1),
        routing=routing([item], [rule]),
        affected=(HeldParty(party, (text,)),),
        agree=(
            Agreement(title=text, asks=text, able=(text,), vacant=(text, text)),
            Agreement(title=text, asks=text),
        ),
        rfc_class=text,
    )

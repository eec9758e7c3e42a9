from __future__ import annotations

import pytest

from dmccb.importers.titlepage import Row, TitlePage, names


def row(version: str = "1.0", date: str = "2017-08-18", said: str = "First.", owner: str = "A. Vega") -> Row:
    return Row(cells=(version, date, said, owner), line=3)


WHOLE = {"version": "1.0", "date": "2017-08-18", "description": "First.", "owner": "A. Vega"}


@pytest.mark.parametrize(
    ("one", "lost", "gaps"),
    [
        pytest.param(row(), (), [], id="whole"),
        pytest.param(row(version=""), ("version",), ["gives no version"], id="no-version"),
        pytest.param(row(version="TBD"), ("version",), ["gives no version, only 'TBD'"], id="placeholder"),
        pytest.param(row(date="2017-13"), ("date",), ["gives no date, only '2017-13'"], id="no-such-day"),
        pytest.param(row(owner=""), ("owner",), ["gives no owner"], id="no-owner"),
    ],
)
def test_row(one: Row, lost: tuple[str, ...], gaps: list[str]) -> None:
    assert one.fields() == {name: value for name, value in WHOLE.items() if name not in lost}
    assert [gap.removeprefix("the change record ") for gap in one.gaps()] == gaps


@pytest.mark.parametrize(
    ("description", "rfc", "gaps"),
    [
        pytest.param("Approved in RFC-1.", "RFC-1", 0, id="one"),
        pytest.param("RFC-1, as RFC-1 says.", "RFC-1", 0, id="one-named-twice"),
        pytest.param("RFC-1 and RFC-2.", None, 1, id="of-two-none-is-recorded"),
    ],
)
def test_rfc(description: str, rfc: str | None, gaps: int) -> None:
    one = row(said=description)
    assert one.fields().get("rfc") == rfc
    assert len(list(one.gaps())) == gaps


def test_a_title_page_gives_only_what_it_says() -> None:
    page = TitlePage(handle="LDM-1", title="", authors=(), date="2018-01-02")
    assert page.fields("Title on record") == {
        "title": "Title on record",
        "series": "LDM",
        "date": "2018-01-02",
    }


def test_a_whole_title_page() -> None:
    page = TitlePage(
        handle="LDM-1",
        title="Words",
        authors=("Ada Vega",),
        date="2018-01-02",
        draft=True,
        repository="https://example.org/LDM-1",
        rows=(row(),),
    )
    assert page.fields("Title on record") == {
        "title": "Words",
        "authors": ["Ada Vega"],
        "series": "LDM",
        "status": "draft",
        "date": "2018-01-02",
        "repository": "https://example.org/LDM-1",
        "change_record": [WHOLE],
    }


def test_names_are_separated_by_commas() -> None:
    assert names(" Ada Vega, Bob Lyra,") == ("Ada Vega", "Bob Lyra")

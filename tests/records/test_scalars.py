"""Text that some reader of YAML takes for something else, where it is not quoted."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dmccb.records.scalars import ambiguous, is_date
from tests.strategies import EXAMPLES

SLOW = re.compile(
    r"""~|null|Null|NULL|
        y|Y|n|N|yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|
        [-+]?[0-9_][0-9_,]*|[-+]?0o[0-7_]+|[-+]?0b[01_]+|[-+]?0x[0-9a-fA-F_]+|
        [-+]?(?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?|
        [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|
        [-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|
        [0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt\ ].*)?|
        =|<<""",
    re.VERBOSE,
)
TEXTS = st.lists(
    st.sampled_from(
        [*"abnyNTOé0179²-+.:,_=~<>", "0x", "0o", "0b", "1e", "null", "true", "2020-01-01", "T", "inf"]
    ),
    max_size=5,
).map("".join)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "~",
            "=",
            "<<",
            "null",
            "Null",
            "NULL",
            "y",
            "Y",
            "n",
            "N",
            "yes",
            "Yes",
            "YES",
            "no",
            "No",
            "NO",
        ),
        *("true", "True", "TRUE", "false", "False", "FALSE", "on", "On", "ON", "off", "Off", "OFF"),
        *(
            "0",
            "017",
            "1_000",
            "1,000",
            "-1",
            "+1",
            "0o17",
            "-0o17",
            "0b101",
            "+0b1",
            "0x1F",
            "-0xf",
            "_",
            "-_",
        ),
        *("1.5", ".5", "-.5", "1.", "1e3", "1E-3", "1.5e+3", "02E1", "1:30", "190:20:30", "-1:30", "1:30.5"),
        *(".inf", ".Inf", "-.INF", "+.inf", ".nan", ".NaN", ".NAN"),
        *(
            "2019-11-08",
            "2019-1-8",
            "2019-11-08T10:00:00Z",
            "2019-11-08 10:00",
            "2019-11-08t10",
            "0000-00-00",
        ),
    ],
)
def test_some_reader_takes_it_for_something_else(text: str) -> None:
    assert ambiguous(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "yesterday",
            "nulls",
            "nUll",
            "tRUE",
            "oN",
            "yEs",
            "x",
            "é",
            "a=b",
            "==",
            "<<<",
            "~~",
            "- 1",
            "--1",
        ),
        *(
            "1.1.1",
            "v1.10",
            "02C.01",
            "1-2",
            "e3",
            "12:61",
            "1:3a",
            "1e",
            "1e3x",
            "0o18",
            "0b12",
            "0xg",
            "1x",
        ),
        *(".inF", ".nAn", "-.nan", ".", "+", "-", "..5", "1..5", "²", "2019-11", "2019-11-08x", "19-11-08"),
        *("2019-11-081", "20191-1-8", "0x", "0o", "0b", "T2019-11-08", "2019-11-08 \n"),
    ],
)
def test_every_reader_takes_it_for_text(text: str) -> None:
    assert not ambiguous(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2019-11-08", True, id="date"),
        pytest.param("0000-99-99", True, id="a-date-in-form-only"),
        pytest.param("2019-1-008", False, id="hyphens-elsewhere"),
        pytest.param("2019-11_08", False, id="second-is-no-hyphen"),
        pytest.param("2019_11-08", False, id="first-is-no-hyphen"),
        pytest.param("2019-11-8", False, id="too-short"),
        pytest.param("2019-11-081", False, id="too-long"),
        pytest.param("201a-11-08", False, id="letter-in-the-year"),
        pytest.param("2019-a1-08", False, id="letter-in-the-month"),
        pytest.param("2019-11-0a", False, id="letter-in-the-day"),
        pytest.param("2019-11-a0", False, id="letter-first-in-the-day"),
        pytest.param("\u0662019-11-08", False, id="a-digit-that-is-not-ascii"),
    ],
)
def test_a_date_is_known_by_its_form(text: str, expected: bool) -> None:
    assert is_date(text) is expected


@given(st.one_of(TEXTS, st.from_regex(SLOW, fullmatch=True)))
@settings(max_examples=30 * EXAMPLES, deadline=None)
def test_ambiguous_text_is_what_the_whole_pattern_says(text: str) -> None:
    assert ambiguous(text) == (not text or SLOW.fullmatch(text) is not None)


def resolved(text: str) -> object:
    return yaml.safe_load(f"- {text}\n")[0]


NUMBERS = st.text("0123456789_.:+-eExobTZ, ", min_size=1, max_size=12).map(str.strip).filter(bool)


@settings(max_examples=30 * EXAMPLES)
@given(NUMBERS | st.from_regex(r"(?i)(y|n|yes|no|on|off|true|false|null|~|\.inf|\.nan)", fullmatch=True))
def test_whatever_the_old_reader_takes_for_a_value_is_ambiguous(text: str) -> None:
    try:
        value = resolved(text)
    except (yaml.YAMLError, ValueError):
        return
    if not isinstance(value, str | list | dict):
        assert ambiguous(text)

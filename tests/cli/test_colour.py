"""Whether there is colour: the option, then the environment, then the terminal."""

from __future__ import annotations

import pytest

from dmccb.cli.colour import coloured


@pytest.mark.parametrize(
    ("wanted", "environ", "terminal", "expected"),
    [
        pytest.param(None, {}, True, True, id="a-terminal"),
        pytest.param(None, {}, False, False, id="a-pipe"),
        pytest.param(True, {}, False, True, id="always"),
        pytest.param(False, {}, True, False, id="never"),
        pytest.param(None, {"NO_COLOR": "1"}, True, False, id="no-color"),
        pytest.param(None, {"NO_COLOR": "0"}, True, False, id="no-color-whatever-its-value"),
        pytest.param(None, {"NO_COLOR": ""}, True, True, id="an-empty-no-color-says-nothing"),
        pytest.param(None, {"FORCE_COLOR": "1"}, False, True, id="force-color"),
        pytest.param(None, {"FORCE_COLOR": "true"}, False, True, id="force-color-in-words"),
        pytest.param(None, {"FORCE_COLOR": ""}, False, False, id="an-empty-force-color-says-nothing"),
        pytest.param(None, {"FORCE_COLOR": "0"}, False, False, id="a-force-color-of-0-forces-nothing"),
        pytest.param(None, {"CLICOLOR_FORCE": "1"}, False, True, id="clicolor-force"),
        pytest.param(None, {"CLICOLOR_FORCE": "0"}, False, False, id="a-clicolor-force-of-0-forces-nothing"),
        pytest.param(None, {"FORCE_COLOR": "0"}, True, True, id="not-forced-is-not-forbidden"),
        pytest.param(None, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False, id="no-wins-over-force"),
        pytest.param(True, {"NO_COLOR": "1"}, False, True, id="always-wins-over-the-environment"),
        pytest.param(False, {"FORCE_COLOR": "1"}, True, False, id="never-wins-over-the-environment"),
    ],
)
def test_coloured(wanted: bool | None, environ: dict[str, str], terminal: bool, expected: bool) -> None:
    assert coloured(wanted, environ, terminal=terminal) is expected

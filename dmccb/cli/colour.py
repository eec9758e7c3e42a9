"""What was asked for, the environment and the terminal -> whether to use colour."""

from __future__ import annotations

from collections.abc import Mapping

FORCING = ("FORCE_COLOR", "CLICOLOR_FORCE")
"""Variables that ask for colour wherever the answer goes."""


def coloured(wanted: bool | None, environ: Mapping[str, str], *, terminal: bool) -> bool:
    """Tell whether to use colour.

    Parameters
    ----------
    wanted
        True for ``--color always``, False for ``never``, None for ``auto``.
    environ
        The environment, which counts only under ``auto``: a ``NO_COLOR`` that
        is not empty wins over the variables that ask for colour.
    terminal
        Whether the answer goes to a terminal that shows colour.
    """
    if wanted is not None:
        return wanted
    if environ.get("NO_COLOR"):
        return False
    forced = any(environ.get(name, "") not in ("", "0") for name in FORCING)
    return forced or terminal

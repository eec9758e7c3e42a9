"""Name of a policy that comes with dmccb -> the records of it, laid out as a folder of baselines.

They are profiles to start from: a repository copies one and makes it its own.
"""

from __future__ import annotations

from pathlib import Path

from dmccb.errors import RepositoryError, UsageError
from dmccb.records.nearest import did_you_mean
from dmccb.repository.folder import Folder
from dmccb.repository.refused import BASELINES

OWN = "ldm-294"
"""The policy that dmccb's own repository is under; in a checkout it is that of its baselines."""

_RULES = "policy/rules.yaml"


def profiles() -> dict[str, Path]:
    """Return name -> folder of each policy that comes with dmccb: in the wheel, or in a checkout.

    Raises
    ------
    RepositoryError
        If they are missing.
    """
    package = Path(__file__).resolve().parent.parent
    for place in (package / "policies", package.parent / "policies"):
        found = {path.name: path for path in sorted(place.glob("*")) if (path / _RULES).is_file()}
        if found:
            found.setdefault(OWN, place.parent / BASELINES)
            return dict(sorted(found.items()))
    raise RepositoryError("the policies that come with dmccb are missing", "install dmccb again")


def open_profile(name: str) -> Folder:
    """Return the records of a policy that comes with dmccb.

    Raises
    ------
    UsageError
        If none has the name.
    """
    known = profiles()
    if name not in known:
        hint = did_you_mean(name, list(known)) or f"there are {', '.join(known)}"
        raise UsageError(f"no policy {name!r} comes with dmccb", hint)
    return Folder(known[name], name, bare=True)

"""What was there before the first commit: a snapshot without anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dmccb.repository.beside import Beside
from dmccb.repository.refused import BASELINES
from dmccb.repository.snapshot import Listing, Snapshot


class EmptySnapshot:
    """What was there before the first commit."""

    name = "nothing"
    commit = ""
    in_repository = False
    date = ""
    has_baselines = False
    objects = None
    top = None

    def tree(self, folder: str = BASELINES) -> str:  # noqa: ARG002 - the protocol's
        """Return no name."""
        return ""

    def listing(
        self,
        other: Snapshot | None = None,  # noqa: ARG002 - the protocol's
        within: Sequence[str] = (),  # noqa: ARG002 - the protocol's
    ) -> Listing:
        """Return no files."""
        return Listing()

    def read(self, paths: Sequence[str], listing: Listing) -> Iterator[bytes]:  # noqa: ARG002 - the protocol's
        """Yield nothing."""
        return iter(())

    def schemas(self) -> list[tuple[str, str]]:
        """Return no schemas."""
        return []

    def settings(self) -> bytes | None:
        """Return no settings."""
        return None

    def policy_tests(self) -> Beside:
        """Return no files."""
        return Beside()

    def beside(self, folder: str) -> Beside:  # noqa: ARG002 - the protocol's
        """Return no files."""
        return Beside()

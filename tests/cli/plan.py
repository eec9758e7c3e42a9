"""A small release plan, in as many baselines as a test wants."""

from __future__ import annotations

from tests.cli.conftest import Dmccb, Repo

DOCUMENT = "PLAN-1"


def milestone(key: str, title: str = "", **fields: str | int | list[str]) -> str:
    """Write one milestone record."""
    return _record(key, {"title": title or f"Title of {key}", **fields})


def release(key: str, features: list[str], document: str = DOCUMENT) -> str:
    """Write one release record, tested by the milestone of the same ID."""
    return _record(key, {"document": document, "milestone": key, "features": features})


def _record(key: str, fields: dict[str, str | int | list[str]]) -> str:
    lines = [f"{key}:"]
    for name, value in fields.items():
        if isinstance(value, list):
            lines += [f"  {name}:", *(f"    - {member}" for member in value)] if value else []
        else:
            lines.append(f"  {name}: {value}")
    return "\n".join(lines) + "\n"


def write(repo: Repo, milestones: list[str], releases: list[str], document: str = DOCUMENT) -> None:
    """Write the record files of a plan, and of the document whose plan it is."""
    repo.git("config", "user.name", "A. Author")  # who makes a tag
    repo.git("config", "user.email", "author@example.org")
    repo.records("milestones.yaml", "milestone", "\n".join(milestones))
    repo.records(f"releases/{document}.yaml", "release", "\n".join(releases))
    repo.records(f"documents/{document}.yaml", "document", f"{document}:\n  title: Plan\n  series: PLAN\n")


def baseline(repo: Repo, dmccb: Dmccb, name: str, document: str = DOCUMENT, tag: str = "") -> str:
    """Register what the work tree holds as a baseline, commit it, and return the commit."""
    done = dmccb(
        "baselines", "record", name, "--document", document, "--date", f"2020-01-{repo.commits + 1:02}"
    )
    assert done.code == 0, done.err
    return repo.commit(f"Baseline {name}", tag)


def two_baselines(repo: Repo, dmccb: Dmccb) -> tuple[str, str]:
    """Make v1.0 and v1.1: a slip, a new feature, one record outside the plan; return the commits."""
    write(
        repo,
        [
            milestone("M-1", due="2020-01-01"),
            milestone("M-2", due="2020-02-01"),
            milestone("M-9", due="2020-09-01"),
            milestone("R-1", due="2020-03-01"),
        ],
        [release("R-1", ["M-1"])],
    )
    first = baseline(repo, dmccb, "v1.0")
    write(
        repo,
        [
            milestone("M-1", due="2020-01-31", forecast="2020-02-02"),
            milestone("M-2", due="2020-02-01"),
            milestone("M-9", due="2020-09-02"),
            milestone("R-1", due="2020-03-01", comment="Seen."),
        ],
        [release("R-1", ["M-1", "M-2"])],
    )
    return first, baseline(repo, dmccb, "v1.1")

"""What a repository is given: tags.  Written through GitPython, which is loaded for that alone."""

from __future__ import annotations

from pathlib import Path

from dmccb.baseline.register import name_fault
from dmccb.baseline.status import RegisteredStatus
from dmccb.errors import RepositoryError
from dmccb.repository.git import Repository


def make_tag(repository: Repository, one: RegisteredStatus) -> None:
    """Make the annotated tag of a baseline whose content was found.

    Raises
    ------
    RepositoryError
        If git refuses: the name is impossible, or nobody has told it who
        makes the tag.

    Notes
    -----
    GitPython reads no objects of a SHA-256 repository; making a tag reads
    none.  Variables that a hook leaves behind must not lead it elsewhere.
    """
    import git  # 43 ms

    if fault := name_fault(one.tag):
        raise RepositoryError(f"git allows no tag {one.tag!r}: {fault}", _OTHER_NAME)
    fields = [f"{name}: {value}" for name, value in one.entry.fields.items() if name != "tag"]
    message = f"Baseline {one.entry.id}\n\n" + "\n".join(fields)
    repo = git.Repo(repository.root)
    try:
        here = {"GIT_DIR": str(Path(repo.git_dir)), "GIT_COMMON_DIR": str(Path(repo.common_dir))}
        with repo.git.custom_environment(LC_ALL="C", GIT_TERMINAL_PROMPT="0", **here):
            repo.create_tag(one.tag, ref=one.commit, message=message)
    except git.GitCommandError as error:
        said = str(error.stderr).partition("stderr:")[2].strip(" \n'") or str(error.stderr)
        raise RepositoryError(f"git tag {one.tag}: {said.removeprefix('fatal: ')}", _OTHER_NAME) from None
    finally:
        repo.close()


_OTHER_NAME = "if it is the name: give the entry of the register another one with 'tag: NAME'"

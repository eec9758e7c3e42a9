"""What below ``baselines`` is told instead of read."""

from __future__ import annotations

import errno
import os

import pytest

from dmccb.problems import Problem
from dmccb.repository.refused import (
    RefusedFileError,
    is_policy_test,
    large,
    link,
    misnamed,
    not_a_folder,
    submodule,
    too_deep,
    unreadable_file,
    wanted,
)


@pytest.mark.parametrize(
    ("path", "suffix"),
    [
        pytest.param("baselines/a.json", ".json", id="json"),
        pytest.param("baselines/a.YAML", ".YAML", id="capitals"),
        pytest.param("baselines/a.Yml", ".Yml", id="one-capital"),
        pytest.param("baselines/a.yaml", None, id="a-record-file"),
        pytest.param("baselines/a.yml", None, id="the-short-suffix"),
        pytest.param("baselines/README.md", None, id="prose"),
        pytest.param("baselines/a.yaml.orig", None, id="a-leftover"),
        pytest.param("baselines/json", None, id="no-suffix"),
    ],
)
def test_a_file_that_could_hold_records_is_told(path: str, suffix: str | None) -> None:
    found = misnamed(path)
    assert (found is not None) is (suffix is not None)
    if found is not None:
        assert (found.path, found.rule) == (path, "not-a-record-file")
        assert f"a {suffix} file" in found.message
        assert found.hint


@pytest.mark.parametrize(
    ("problem", "rule"),
    [
        pytest.param(link("baselines/x"), "symlink", id="link"),
        pytest.param(submodule("baselines/x"), "not-a-record-file", id="submodule"),
        pytest.param(not_a_folder("baselines/x"), "not-a-record-file", id="not-a-folder"),
        pytest.param(too_deep("baselines/x"), "folder-too-deep", id="too-deep"),
        pytest.param(unreadable_file("baselines/x", OSError()), "unreadable-file", id="no-reason-given"),
    ],
)
def test_each_is_an_error_with_its_path_and_what_to_do(problem: Problem, rule: str) -> None:
    assert (problem.rule, problem.path, problem.severity) == (rule, "baselines/x", "error")
    assert problem.message
    assert problem.hint


def test_the_system_s_reason_is_told() -> None:
    error = OSError(errno.EACCES, os.strerror(errno.EACCES))
    assert unreadable_file("baselines/x", error).message == "Permission denied"


def test_a_file_that_is_too_large_is_told_with_its_size() -> None:
    error = RefusedFileError("dmccb.toml", *large(123456789))
    assert error.message.startswith("dmccb.toml: a file of 123456789 bytes (at most ")
    assert error.hint
    assert error.exit_code == 3


@pytest.mark.parametrize(
    ("path", "within", "expected"),
    [
        ("milestones/a.yaml", (), True),
        ("milestones/a.yaml", ("milestones",), True),
        ("milestones.yaml", ("milestones",), True),
        ("milestones2.yaml", ("milestones",), False),
        ("organization", ("organization/roles",), True),
        ("organization/wbs.yaml", ("organization/roles",), False),
    ],
)
def test_wanted(path: str, within: tuple[str, ...], *, expected: bool) -> None:
    assert wanted(path, within) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("policy/routes.test.yaml", True, id="beside-the-policy"),
        pytest.param("policy/rules.yaml", False, id="the-policy-itself"),
        pytest.param("policy/rules/x.test.yaml", False, id="deeper"),
        pytest.param("milestones/x.test.yaml", False, id="another-folder"),
        pytest.param("x.test.yaml", False, id="at-the-top"),
        pytest.param("policy/x.test.yml", False, id="another-suffix"),
        pytest.param("organization/policy/x.test.yaml", False, id="another-policy"),
    ],
)
def test_which_files_test_the_policy(path: str, *, expected: bool) -> None:
    assert is_policy_test(path) is expected

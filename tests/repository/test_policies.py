"""The policies that come with dmccb, found beside the package or in a checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from dmccb.errors import RepositoryError, UsageError
from dmccb.repository import policies
from dmccb.repository.policies import open_profile, profiles


def test_each_has_its_rules_in_a_folder_of_baselines() -> None:
    for name in profiles():
        assert "policy/rules.yaml" in open_profile(name).listing(None, ["policy/rules"]).files, name


def test_each_has_tests() -> None:
    assert all(open_profile(name).policy_tests().files for name in profiles())


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        pytest.param("minmal", "did you mean 'minimal'?", id="misspelt"),
        pytest.param("other", "there are ldm-294, ldm-294-v3.16, minimal", id="unknown"),
    ],
)
def test_a_name_that_none_has(name: str, hint: str) -> None:
    with pytest.raises(UsageError, match=f"no policy '{name}' comes with dmccb") as caught:
        open_profile(name)
    assert caught.value.hint == hint


def _installed(folder: Path, *names: str) -> Path:
    """Make a package with policies in it, and return the file that looks for them."""
    for name in names:
        rules = folder / "dmccb" / "policies" / name / "policy" / "rules.yaml"
        rules.parent.mkdir(parents=True)
        rules.touch()
    return folder / "dmccb" / "repository" / "policies.py"


def test_in_a_wheel_each_is_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policies, "__file__", str(_installed(tmp_path, "minimal", "ldm-294")))
    found = profiles()
    assert list(found) == ["ldm-294", "minimal"]
    assert found["ldm-294"] == tmp_path / "dmccb" / "policies" / "ldm-294"


def test_without_any_the_installation_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policies, "__file__", str(_installed(tmp_path)))
    with pytest.raises(RepositoryError, match="are missing"):
        profiles()

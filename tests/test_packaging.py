"""What a user installs works without the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import dmccb

ROOT = Path(__file__).resolve().parents[1]

OLD = """\
LDM-503-1:
  title: Science Platform with WISE data
  due: 2018-01-31
LDM-503-2:
  title: HSC reprocessing
  due: 2018-03-30
"""
NEW = """\
LDM-503-1:
  title: Science Platform with WISE data
  due: 2018-03-02
LDM-503-3:
  title: Alert generation
  due: 2018-11-30
"""


def run(*command: str | Path, cwd: Path) -> str:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist from the checkout, and the wheel from the sdist."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    return out


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (path,) = dist.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an empty environment, and return its programs' folder."""
    home = tmp_path_factory.mktemp("empty") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home.parent)
    python = home / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "-c", ROOT / "constraints.txt", wheel, cwd=home.parent)
    return home / "bin"


def test_the_sdist_has_what_a_packager_needs(dist: Path) -> None:
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    wanted = {
        "LICENSE",
        "Makefile",
        "README.md",
        "constraints.txt",
        "dmccb/__init__.py",
        "tests/conftest.py",
        f"tests/{Path(__file__).name}",
        *(f"schemas/{schema.name}" for schema in (ROOT / "schemas").glob("*.json")),
    }
    wanted |= {path.relative_to(ROOT).as_posix() for path in (ROOT / "policies").rglob("*.yaml")}
    assert wanted - names == set()
    assert [name for name in names if name.startswith((".git/", ".venv/", "build/"))] == []


def test_the_wheel_has_the_schemas_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    schemas = {f"dmccb/schemas/{schema.name}" for schema in (ROOT / "schemas").glob("*.json")}
    assert schemas
    assert schemas - names == set()
    assert "dmccb/py.typed" in names
    assert {name.split("/")[0] for name in names} == {"dmccb", f"dmccb-{dmccb.__version__}.dist-info"}


def test_the_wheel_has_the_policies(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    folders = {"": ROOT / "policies", "ldm-294/policy/": ROOT / "baselines" / "policy"}
    folders["ldm-294/organization/"] = ROOT / "baselines" / "organization"
    wanted = {
        f"dmccb/policies/{name}{path.relative_to(folder).as_posix()}"
        for name, folder in folders.items()
        for path in folder.rglob("*.yaml")
    }
    assert wanted - names == set()
    assert {name for name in names if name.startswith("dmccb/policies/")} - wanted == set()


@pytest.mark.parametrize("name", ["ldm-294", "ldm-294-v3.16", "minimal"])
def test_the_installed_program_has_the_policies(installed: Path, tmp_path: Path, name: str) -> None:
    assert f"({name}), version " in run(installed / "dmccb", "policy", "--profile", name, cwd=tmp_path)
    assert f"{name}: " in run(installed / "dmccb", "policy", "test", "--profile", name, cwd=tmp_path)


def test_the_wheel_is_what_is_imported(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import dmccb; print(dmccb.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)


def test_the_installed_program_says_its_version(installed: Path, tmp_path: Path) -> None:
    assert dmccb.__version__ in run(installed / "dmccb", "--version", cwd=tmp_path)


@pytest.mark.parametrize(
    "inside",
    [pytest.param("", id="folders-hold-baselines"), pytest.param("baselines", id="folders-are-baselines")],
)
def test_the_installed_program_compares_two_folders(installed: Path, tmp_path: Path, inside: str) -> None:
    for name, text in (("old", OLD), ("new", NEW)):
        folder = tmp_path / name / "baselines" / "milestones"
        folder.mkdir(parents=True)
        (folder / "all.yaml").write_text(text, encoding="utf-8")
    old, new = (tmp_path / name / inside for name in ("old", "new"))
    answer = json.loads(run(installed / "dmccb", "diff", old, new, "--format", "json", cwd=tmp_path))
    assert answer["schema"] == "dmccb/changeset/2"
    assert answer["summary"]["milestones"] == {
        "added": 1,
        "removed": 1,
        "changed": 1,
        "renumbered": 0,
        "first_recorded": 0,
    }
    changes = {change["id"]: change for change in answer["changes"]}
    assert {code: change["change"] for code, change in changes.items()} == {
        "LDM-503-1": "changed",
        "LDM-503-2": "removed",
        "LDM-503-3": "added",
    }
    (field,) = changes["LDM-503-1"]["fields"]
    assert (field["field"], field["old"], field["new"]) == ("due", "2018-01-31", "2018-03-02")
    assert field["days"] == 30

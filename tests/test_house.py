"""The house rules that no single check sees."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
SCHEMAS = sorted((ROOT / "schemas").glob("*.schema.json"))
MODULES = sorted((ROOT / "dmccb").rglob("*.py"))


def run(*command: str | Path, cwd: Path = ROOT, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """Return the files that are in the repository, or would be after `git add`."""
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    if listed.returncode != 0:
        assert "CI" not in os.environ, f"CI tests a git checkout: {listed.stderr}"
        pytest.skip("not a git checkout")
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return sorted(path for path in paths if path.is_file())


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_what_it_is(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


# Written in pieces, so that this file passes its own test.
HOSTS = [
    r"pypi\." + "org",
    r"pythonhosted\." + "org",
    r"npmjs\." + "(?:org|com)",
    r"(?:deb|ftp)\.debian\." + "org",
    r"archive\.ubuntu\." + "com",
]
MACHINE = r"(?<![\w.:/~*-])/(?:home|root|work|Users|opt|mnt|private)/\w"


@pytest.mark.parametrize(
    "pattern",
    [pytest.param("|".join(HOSTS), id="no-registry-host"), pytest.param(MACHINE, id="no-path-of-a-machine")],
)
def test_no_file_names_where_it_was_written(files: list[Path], pattern: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_bytes().decode(errors="replace").splitlines(), start=1)
        if re.search(pattern, line)
    ]
    assert found == []


CLOCKS = [
    pytest.param("import datetime\n\ndatetime.datetime.now(tz=datetime.UTC)\n", id="now"),
    pytest.param("from datetime import datetime\n\ndatetime.now().astimezone()\n", id="now-imported"),
    pytest.param("from datetime import datetime as dt\n\ndt.utcnow()\n", id="utcnow-renamed"),
    pytest.param("from datetime import datetime\n\ndatetime.today()\n", id="datetime-today"),
    pytest.param("from datetime import date\n\ndate.today()\n", id="date-today"),
    pytest.param("import time\n\ntime.time()\n", id="time"),
    pytest.param("from time import time_ns\n\ntime_ns()\n", id="time_ns"),
    pytest.param("import time\n\ntime.localtime()\n", id="localtime"),
    pytest.param("import time\n\ntime.gmtime()\n", id="gmtime"),
    pytest.param("import time\n\ntime.strftime('%Y')\n", id="strftime"),
]


def clock_findings(code: str, name: str) -> list[str]:
    checked = run(
        BIN / "ruff", "check", "--output-format=json", "--no-cache", "--stdin-filename", name, "-", stdin=code
    )
    return [finding["code"] for finding in json.loads(checked.stdout) if finding["code"] == "TID251"]


@pytest.mark.parametrize("code", CLOCKS)
@pytest.mark.parametrize("name", ["dmccb/compare/changeset.py", "dmccb/cli/diff.py", "tests/test_x.py"])
def test_reading_the_clock_is_refused(code: str, name: str) -> None:
    assert clock_findings(code, name)


@pytest.mark.parametrize("code", CLOCKS)
def test_the_clock_is_read_in_one_place(code: str) -> None:
    assert clock_findings(code, "dmccb/cli/clock.py") == []


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        pytest.param("errors.py", "import subprocess", "touch the world", id="a-pure-module-runs-a-program"),
        pytest.param("errors.py", "import git", "touch the world", id="a-pure-module-asks-git"),
        pytest.param("errors.py", "import time", "touch the world", id="a-pure-module-asks-the-time"),
        pytest.param("errors.py", "import dmccb.repository", "lower ones", id="a-low-layer-imports-a-higher"),
        pytest.param(
            "repository/__init__.py", "import click", "terminal", id="the-repository-talks-to-the-terminal"
        ),
        pytest.param("newcomer.py", "import json", "lower ones", id="a-module-has-no-layer"),
    ],
)
def test_the_layers_hold(tmp_path: Path, module: str, line: str, contract: str) -> None:
    shutil.copytree(ROOT / "dmccb", tmp_path / "dmccb", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "dmccb" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    checked = run(BIN / "lint-imports", "--no-cache", cwd=tmp_path)
    broken = [text for text in checked.stdout.splitlines() if contract in text and "BROKEN" in text]
    assert checked.returncode == 1
    assert broken, checked.stdout


ONE_SCHEMA = ("additionalProperties", "propertyNames", "contains", "items", "additionalItems")
NAMED_SCHEMAS = ("properties", "patternProperties", "definitions")
LISTS_OF_SCHEMAS = ("allOf", "anyOf", "oneOf", "items")


def properties(schema: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every declared property with its path; conditions declare none."""
    if not isinstance(schema, dict):
        return
    for keyword in NAMED_SCHEMAS:
        for name, inner in schema.get(keyword, {}).items():
            here = f"{path}/{keyword}/{name}"
            if keyword != "definitions":
                yield here, inner
            yield from properties(inner, here)
    for keyword in ONE_SCHEMA:
        yield from properties(schema.get(keyword), f"{path}/{keyword}")
    for keyword in LISTS_OF_SCHEMAS:
        if isinstance(schema.get(keyword), list):
            for number, inner in enumerate(schema[keyword]):
                yield from properties(inner, f"{path}/{keyword}/{number}")


def test_properties_are_found_at_any_depth() -> None:
    schema = {
        "properties": {
            "properties": {"items": {"properties": {"a": {}}}},
            "b": {"items": [{"patternProperties": {"^c$": True}}]},
        },
        "definitions": {"d": {"additionalProperties": {"allOf": [{"properties": {"e": {}}}]}}},
        "if": {"properties": {"b": {"const": 1}}},
    }
    assert [path.rsplit("/", 1)[-1] for path, _ in properties(schema)] == ["properties", "a", "b", "^c$", "e"]


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_an_editor_can_explain_every_property(path: Path) -> None:
    found = list(properties(json.loads(path.read_text(encoding="utf-8"))))
    silent = [name for name, schema in found if not str(schema.get("description", "")).strip()]
    assert found
    assert silent == []


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_requirement_is_pinned_and_nothing_says_where_from() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *(name for extra in project["project"]["optional-dependencies"].values() for name in extra),
    ]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[\w.-]+==[\w.+!]+", line)] == []
    pinned = {canonical(line.split("==")[0]) for line in pins}
    assert {canonical(re.split(r"[^\w.-]", name)[0]) for name in wanted} <= pinned


def _is_fields(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "fields"


def _names_a_field(node: ast.AST) -> bool:
    """Tell whether code asks a record or a kind for a field by a name that it spells out."""
    if isinstance(node, ast.Subscript):
        holder, key = node.value, node.slice
    elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
        holder, key = node.comparators[0], node.left
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        holder, key = node.func.value, node.args[0]
    else:
        return False
    return _is_fields(holder) and isinstance(key, ast.Constant) and isinstance(key.value, str)


@pytest.mark.parametrize(
    ("code", "named"),
    [
        pytest.param('record.fields.get("due")', True, id="get"),
        pytest.param('kind.fields["due"]', True, id="subscript"),
        pytest.param('"due" in kind.fields', True, id="in"),
        pytest.param("record.fields.get(spec.name)", False, id="by-its-role"),
        pytest.param('body.get("due")', False, id="json"),
    ],
)
def test_naming_a_field_is_seen(code: str, *, named: bool) -> None:
    assert any(map(_names_a_field, ast.walk(ast.parse(code)))) is named


OUR_RECORDS = [path for path in MODULES if "importers" not in path.relative_to(ROOT).parts]
"""All but the importers, which know what a foreign document calls a thing, and what we do."""


@pytest.mark.parametrize("module", OUR_RECORDS, ids=lambda path: str(path.relative_to(ROOT)))
def test_fields_are_known_by_their_roles(module: Path) -> None:
    """A module asks `records/vocabulary.py` for the field with a role, never for a name."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert [node.lineno for node in ast.walk(tree) if _names_a_field(node)] == []  # type: ignore[attr-defined]


_GOLDEN = "golden files hold its pages, and test_escaping.py attacks them"

TESTED_ELSEWHERE = {
    "checks/finding.py": "values without logic",
    "errors.py": "values without logic: each is tested where it is raised",
    "records/record.py": "values without logic",
    "render/changerecord/page.py": "values without logic",
    "render/terminal/": "golden files hold the pages; what a terminal would obey, screen.py spells out",
    "repository/progress.py": "a protocol: what keeps it is tested in cli/test_progress.py",
}
"""Module, or folder -> why it has no test file of its own, or some in it have none."""


def mirror(module: Path) -> Path:
    """Return the test file of a module: dmccb/a/b.py has tests/a/test_b.py."""
    inside = module.relative_to(ROOT / "dmccb")
    return ROOT / "tests" / inside.parent / f"test_{inside.stem.strip('_')}.py"


def inside(module: Path) -> str:
    return module.relative_to(ROOT / "dmccb").as_posix()


MIRRORED = [module for module in MODULES if module.name != "__init__.py"]


def excused(module: str, exception: str) -> bool:
    """Tell whether an exception is about a module: a folder's is about all in it."""
    return module.startswith(exception) if exception.endswith("/") else module == exception


@pytest.mark.parametrize(
    ("module", "exception", "expected"),
    [
        pytest.param("render/terminal/a.py", "render/terminal/", True, id="in-the-folder"),
        pytest.param("render/terminal.py", "render/terminal/", False, id="beside-the-folder"),
        pytest.param("a.py", "a.py", True, id="the-module"),
        pytest.param("a.pyx", "a.py", False, id="only-the-beginning"),
    ],
)
def test_what_an_exception_is_about(module: str, exception: str, *, expected: bool) -> None:
    assert excused(module, exception) is expected


@pytest.mark.parametrize("module", MIRRORED, ids=inside)
def test_a_module_has_a_test_file(module: Path) -> None:
    excuses = [each for each in TESTED_ELSEWHERE if excused(inside(module), each)]
    assert excuses or mirror(module).is_file()


@pytest.mark.parametrize("exception", TESTED_ELSEWHERE)
def test_the_exceptions_are_needed(exception: str) -> None:
    about = [module for module in MIRRORED if excused(inside(module), exception)]
    assert [module for module in about if not mirror(module).is_file()]


def test_each_mutant_that_is_called_equivalent_can_still_be_made() -> None:
    entries = tomllib.loads((ROOT / "tests/survivors.toml").read_text(encoding="utf-8"))["equivalent"]
    gone = []
    for entry in entries:
        source = (ROOT / f"{entry['module'].replace('.', '/')}.py").read_text(encoding="utf-8")
        if entry["was"].strip().splitlines()[0].strip() not in source:
            gone.append(f"{entry['module']}: {entry['was']}")
    assert entries
    assert not gone


def test_nobody_asks_what_kind_of_snapshot_it_is() -> None:
    asked = re.compile(r"isinstance\([^\n]*\b(?:Revision|WorkingTree|Folder|EmptySnapshot)\b")
    assert asked.search("if isinstance(one, Revision):")
    asking = [path.name for path in MODULES if asked.search(path.read_text(encoding="utf-8"))]
    assert asking == []

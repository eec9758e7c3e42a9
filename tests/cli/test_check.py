"""``dmccb check``: what it says of a repository, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from jsonschema_rs import Draft7Validator

from dmccb.records.guard import MAX_BYTES
from dmccb.repository.schemas import folder
from tests.cli.conftest import Dmccb, Repo, Result
from tests.cli.terminal import terminal

ROOT = Path(__file__).resolve().parents[2]
FOLDER = "baselines/milestones"
FILE = "baselines/milestones.yaml"
MODELINE = b"# yaml-language-server: $schema=../schemas/milestone.schema.json\n\n"
RECORD = b"A:\n  title: A\n"


def places(result: Result) -> list[str]:
    """Return ``rule line:column`` of each finding of ``--json``."""
    return [f"{one['rule']} {one['line']}:{one['column']}" for one in json.loads(result.out)["problems"]]


def test_a_healthy_repository(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", RECORD.decode())
    assert dmccb("check") == Result(0, "", "no findings in 1 record\n")


NOTHING = (
    "dmccb: working tree: no record below baselines/, so there is nothing to check\n"
    "hint: is this the right folder? --allow-empty accepts a repository that has no records yet\n"
)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({}, id="an-empty-folder"),
        pytest.param({FILE: MODELINE}, id="a-file-without-a-record"),
        pytest.param({"baselines/README.md": b"later"}, id="a-file-of-no-kind"),
    ],
)
def test_no_records_are_no_answer(repo: Repo, dmccb: Dmccb, content: dict[str, bytes]) -> None:
    for path, data in content.items():
        repo.write(path, data)
    assert dmccb("check", "--json") == Result(3, "", NOTHING)
    allowed = dmccb("check", "--allow-empty")
    assert (allowed.code, allowed.err.endswith("in 0 records\n")) == (0, True)


def test_records_that_were_all_removed_are_no_answer(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", RECORD.decode())
    repo.commit()
    repo.write(FILE, MODELINE)
    assert dmccb("check", "--since", "HEAD") == Result(3, "", NOTHING)


def test_what_keeps_records_from_being_read_is_the_answer(repo: Repo, dmccb: Dmccb) -> None:
    repo.write(FILE, MODELINE + b"A: [\n")
    result = dmccb("check")
    assert (result.code, ": error: " in result.out) == (1, True)


def test_a_folder_outside_of_git(tmp_path: Path, dmccb: Dmccb) -> None:
    (tmp_path / "baselines").mkdir()
    (tmp_path / FILE).write_bytes(MODELINE + b"A:\n  title: A\n  level: 7\n")
    assert dmccb("check", cwd=tmp_path).code == 1


def test_no_baselines_are_no_answer(tmp_path: Path, dmccb: Dmccb) -> None:
    result = dmccb("check", cwd=tmp_path)
    assert (result.code, result.out) == (3, "")
    assert "no folder 'baselines'" in result.err


HOSTILE = [
    pytest.param(b"A:\n  title: A\n  title: B\n", ["duplicate-key 5:3"], id="duplicate-field"),
    pytest.param(b"A:\n  title: A\nA:\n  title: B\n", ["duplicate-id 5:1"], id="duplicate-id"),
    pytest.param(b"A:\n  title: &a A\n", ["anchor 4:10"], id="anchor"),
    pytest.param(b"A:\n  title: *a\n", ["alias 4:10"], id="alias"),
    pytest.param(
        b"A:\n  title: A\n  aka: &a [x, x]\n  b: &b [*a, *a]\n  c: &c [*b, *b]\n",
        ["anchor 5:8"],
        id="alias-bomb",
    ),
    pytest.param(b"A:\n  title: !!python/object:os.system A\n", ["tag 4:10"], id="tag"),
    pytest.param(b"A:\n  title: A\n---\nB:\n  title: B\n", ["document-marker 5:1"], id="two-documents"),
    pytest.param(b"A:\n\ttitle: A\n", ["tab 4:1"], id="tab"),
    pytest.param(b"A:\r\n  title: A\r\n", ["carriage-return 3:3"], id="crlf"),
    pytest.param(b"A:\n  title: A\0\n", ["nul 4:11"], id="nul"),
    pytest.param(
        b"A:\n  title: A\n  aka: " + b"[" * 5000 + b"]" * 5000 + b"\n", ["too-deep 5:26"], id="deep"
    ),
    pytest.param(b"A:\n  title: \xff\n", ["not-utf-8 4:10"], id="invalid-utf-8"),
    pytest.param(b"A:\n  title: A\n  no: x\n", ["ambiguous-key 5:3"], id="key-that-is-a-boolean"),
    pytest.param(b"12:\n  title: A\n", ["ambiguous-key 3:1"], id="id-that-is-a-number"),
    pytest.param(b"A:\n  title: 1.10\n", ["ambiguous-value 4:10"], id="text-that-is-a-number"),
    pytest.param(
        b"A:\n  title: A\n  wbs: 1.10\n",
        ["ambiguous-value 5:8", "unknown-wbs 5:8"],
        id="reference-that-is-a-number",
    ),
    pytest.param(b"A:\n  title: no\n", ["ambiguous-value 4:10"], id="text-that-is-a-boolean"),
    pytest.param(b"A:\n  title: 2019-01-01\n", ["ambiguous-value 4:10"], id="text-that-is-a-date"),
    pytest.param(b"A:\n  title:\n", ["empty-value 4:9"], id="nothing"),
    pytest.param(b"A:\n  title: 'A\n", ["syntax 4:10"], id="open-quote"),
    pytest.param(b"A:\n  title: \x1b[31mA\n", ["control-character 4:10"], id="escape-sequence"),
    pytest.param("A:\n  title: \u202eA\n".encode(), ["control-character 4:10"], id="right-to-left"),
    pytest.param(b"- A\n- B\n", ["not-a-record 3:1", "not-a-record 4:1"], id="a-list"),
    pytest.param(b"A: text\n", ["not-a-record 3:4"], id="a-value-for-a-record"),
    pytest.param(b"A: {}\n", ["missing-field 3:1"], id="a-record-without-fields"),
]


@pytest.mark.parametrize(("content", "expected"), HOSTILE)
def test_a_hostile_file(repo: Repo, dmccb: Dmccb, content: bytes, expected: list[str]) -> None:
    repo.write(FILE, MODELINE + content)
    result = dmccb("check", "--json")
    assert places(result) == expected
    assert all(one["hint"] and one["path"] == FILE for one in json.loads(result.out)["problems"])
    assert result.code == 1


def test_a_byte_order_mark(repo: Repo, dmccb: Dmccb) -> None:
    repo.write(FILE, b"\xef\xbb\xbf" + MODELINE + RECORD)
    assert places(dmccb("check", "--json")) == ["byte-order-mark 1:1"]


def test_a_huge_file_is_not_read(repo: Repo, dmccb: Dmccb) -> None:
    with repo.write(FILE, b"").open("r+b") as file:
        file.truncate(100_000_000)
    dmccb("check")  # imports what it needs
    tracemalloc.start()
    result = dmccb("check", "--json")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert places(result) == ["file-too-large 0:0"]
    assert result.code == 1
    assert peak < MAX_BYTES


def test_a_huge_blob_is_not_read(repo: Repo, dmccb: Dmccb) -> None:
    repo.write(FILE, b"#" * (MAX_BYTES + 1))
    repo.commit()
    assert places(dmccb("check", "--ref", "HEAD", "--json")) == ["file-too-large 0:0"]


@pytest.mark.parametrize("ref", [[], ["--ref", "HEAD"]], ids=["working-tree", "commit"])
def test_a_symbolic_link(repo: Repo, dmccb: Dmccb, ref: list[str]) -> None:
    (repo.root / FILE).symlink_to("/etc/passwd")
    repo.commit()
    assert places(dmccb("check", "--json", *ref)) == ["symlink 0:0"]


def test_a_file_of_no_kind(repo: Repo, dmccb: Dmccb) -> None:
    repo.write("baselines/milestone/a.yaml", RECORD)
    assert places(dmccb("check", "--json")) == ["unknown-collection 0:0"]


def test_every_finding_is_reported_the_worst_first(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones/b.yaml", "milestone", "B:\n  title: A\n  level: 9\n  dew: x\n")
    repo.records("milestones/a.yaml", "milestone", "A:\n  title: A\n  wbs: 02C.03\n")
    result = dmccb("check")
    assert result.out.splitlines() == [
        f"{FOLDER}/b.yaml:5:10: error: schema-range: B: level: 9 is more than 4",
        f"{FOLDER}/b.yaml:6:3: error: unknown-field: B: unknown field 'dew' (did you mean 'due'?)",
        f"{FOLDER}/a.yaml:5:8: warning: unknown-wbs: A: wbs: no WBS element has the ID '02C.03'",
        "  add the element, or correct the code",
    ]
    assert (
        result.err == "2 errors (schema-range 1, unknown-field 1), 1 warning (unknown-wbs 1) in 2 records\n"
    )
    assert result.code == 1


LATE = "".join(f"M-{number}:\n  title: A\n  due: 2019-12-31\n\n" for number in range(1, 21))


def test_findings_of_one_cause_are_one_line_unless_all_are_asked_for(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", LATE)
    assert dmccb("fmt").code == 0
    check = ("check", "--as-of", "2020-01-01")
    assert dmccb(*check) == Result(
        0,
        f"{FILE}:5:8: note: overdue: 20 milestones are past their date and not completed: "
        "M-1, M-10, M-11 and 17 more\n",
        "20 notes (overdue 20) in 20 records; --full lists each finding\n",
    )
    assert len(dmccb(*check, "--format", "github").out.splitlines()) == 1
    full = dmccb(*check, "--full")
    assert full.err == "20 notes (overdue 20) in 20 records\n"
    assert full.out.count(": note: overdue: M-") == 20
    assert dmccb(*check, "--full", "--format", "github").out.count("::notice file=") == 20
    assert json.loads(dmccb(*check, "--json").out)["rules"] == {"overdue": 20}


def test_the_rules_are_listed_as_they_are_set(repo: Repo, dmccb: Dmccb) -> None:
    repo.write("dmccb.toml", '[check.severity]\noverdue = "off"\n')
    result = dmccb("check", "--list-rules")
    assert (result.code, result.err) == (0, "")
    assert "overdue: off (set in dmccb.toml; note by default)\n  What is past its date" in result.out
    found = json.loads(dmccb("check", "--list-rules", "--json").out)["rules"]
    assert [one["severity"] for one in found if one["id"] == "overdue"] == ["off"]


def test_rules_are_not_listed_as_findings(repo: Repo, dmccb: Dmccb) -> None:
    result = dmccb("check", "--list-rules", "--format", "sarif")
    assert result == Result(
        2,
        "",
        "dmccb: --list-rules cannot be written as sarif\n"
        "hint: leave out --format, or give one of terminal, text, json\n",
    )


def test_rules_are_listed_outside_of_any_repository(tmp_path: Path, dmccb: Dmccb) -> None:
    assert "\nunplanned: note\n" in dmccb("check", "--list-rules", cwd=tmp_path).out


def test_a_warning_alone_is_no_no(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", "A:\n  title: A\n  wbs: 02C.03\n")
    assert dmccb("check").code == 0


def test_the_day_is_asked_for(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", "A:\n  title: A\n  completed: 2019-12-31\n")
    assert dmccb("check", "--as-of", "2019-12-30").code == 1
    assert dmccb("check", "--as-of", "2019-12-31").code == 0
    assert dmccb("check").code == 0
    assert dmccb("check", "--as-of", "soon").code == 2


def test_another_revision(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", "A:\n  title: A\n  level: 9\n")
    repo.commit()
    repo.records("milestones.yaml", "milestone", RECORD.decode())
    repo.commit()
    assert dmccb("check", "--ref", "HEAD~1").code == 1
    assert dmccb("check", "--ref", "HEAD").code == 0
    assert dmccb("check", "--ref", "nowhere").code == 3


def test_a_folder(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", RECORD.decode())
    repo.write("elsewhere/baselines/milestones.yaml", MODELINE + b"A:\n  title: A\n  level: 9\n")
    assert dmccb("check").code == 0
    assert dmccb("check", "--ref", "elsewhere").code == 1


FORMATS = ["terminal", "text", "json", "sarif", "github"]


@pytest.mark.parametrize("fmt", FORMATS)
def test_formats_go_to_a_file_as_well(repo: Repo, dmccb: Dmccb, tmp_path: Path, fmt: str) -> None:
    repo.records("milestones.yaml", "milestone", "A:\n  title: A\n  level: 9\n")
    shown = dmccb("check", "--format", fmt)
    written = dmccb("check", "--format", fmt, "-o", tmp_path / "out")
    assert (written.code, written.out) == (1, "")
    assert (tmp_path / "out").read_text(encoding="utf-8") == shown.out


@pytest.mark.parametrize(
    ("name", "fmt"), [("found.sarif", "sarif"), ("found.sarif.json", "sarif"), ("found.json", "json")]
)
def test_the_suffix_says_the_format(name: str, fmt: str, repo: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    repo.records("milestones.yaml", "milestone", "A:\n  title: A\n  level: 9\n")
    assert dmccb("check", "-o", tmp_path / name).code == 1
    assert (tmp_path / name).read_text(encoding="utf-8") == dmccb("check", "--format", fmt).out


def test_json_obeys_its_schema(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", "A:\n  title: A\n  level: 9\n")
    schema = json.loads((folder() / "problems.schema.json").read_text(encoding="utf-8"))
    assert list(Draft7Validator(schema).iter_errors(json.loads(dmccb("check", "--json").out))) == []


# ------------------------------------------------------------------ settings


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        pytest.param("", 1, "1 error", id="empty"),
        pytest.param('[check.severity]\nschema-range = "warning"\n', 0, "1 warning", id="milder"),
        pytest.param('[check.severity]\nschema-range = "note"\n', 0, "1 note", id="mildest"),
        pytest.param('[check.severity]\nschema-range = "off"\n', 0, "no findings", id="off"),
        pytest.param("[check.severity\n", 3, "dmccb.toml: not TOML:", id="bad-toml"),
        pytest.param(
            '[check.severity]\nschema-rang = "off"\n',
            3,
            "dmccb.toml: check.severity.schema-rang: no such rule\nhint: did you mean 'schema-range'?",
            id="unknown-rule",
        ),
        pytest.param(
            '[check.severity]\nschema-range = "fatal"\n',
            3,
            "check.severity.schema-range: 'fatal' is not a severity (want error, warning, note, off)",
            id="unknown-severity",
        ),
        pytest.param("[check]\nseverities = 1\n", 3, "check.severities: no such key", id="unknown-key"),
        pytest.param("[chek]\n", 3, "chek: no such key\nhint: did you mean 'check'?", id="unknown-table"),
        pytest.param("check = 1\n", 3, "check: 1 is not a table (want [check])", id="no-table"),
    ],
)
def test_settings(repo: Repo, dmccb: Dmccb, text: str, code: int, said: str) -> None:
    repo.records("milestones.yaml", "milestone", "A:\n  title: A\n  level: 9\n")
    repo.write("dmccb.toml", text)
    result = dmccb("check")
    assert result.code == code
    assert said in result.err


def test_settings_can_be_stricter(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones.yaml", "milestone", "A:\n  title: 'A'\n")
    assert dmccb("check").code == 0
    repo.write("dmccb.toml", '[check.severity]\nnot-canonical = "error"\n')
    assert dmccb("check").code == 1


# ------------------------------------------------------------------ schemas


def interface(**changes: object) -> str:
    record = {
        "type": "object",
        "required": ["milestone"],
        "additionalProperties": False,
        "properties": {
            "milestone": {"type": "string", "x-ref": "milestone"},
            "comment": {"type": "string", "x-control": "note"},
        },
    }
    return json.dumps(
        {"title": "interface", "x-collection": "interfaces", "additionalProperties": {**record, **changes}}
    )


def test_a_kind_of_ones_own_needs_a_schema_alone(repo: Repo, dmccb: Dmccb) -> None:
    repo.write("schemas/interface.schema.json", interface())
    repo.records("milestones.yaml", "milestone", RECORD.decode())
    repo.records("interfaces.yaml", "interface", "I-1:\n  milestone: B\n")
    assert places(dmccb("check", "--json")) == ["unknown-reference 4:14"]
    repo.records("interfaces.yaml", "interface", "I-1:\n  milestone: A\n")
    assert dmccb("check").code == 0


def test_a_schema_without_a_collection_is_named_where_its_records_are(repo: Repo, dmccb: Dmccb) -> None:
    repo.write("schemas/interface.schema.json", interface().replace('"x-collection": "interfaces", ', ""))
    repo.records("interfaces.yaml", "interface", "I-1:\n  milestone: A\n")
    result = dmccb("check")
    assert result.code == 1
    assert "schemas/interface.schema.json has no x-collection" in result.out
    assert 'add "x-collection": "interfaces"' in result.out


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param(
            {"properties": {"m": {"type": "strng"}}},
            "dmccb: schemas/interface.schema.json: m: type 'strng' "
            "(want array, boolean, integer, null, number, object, string)\nhint: did you mean 'string'?\n",
            id="not-valid",
        ),
        pytest.param(
            {"properties": {"m": {"type": "string", "x-rolle": "due"}}},
            "dmccb: schemas/interface.schema.json: m: unknown annotation 'x-rolle'\n"
            "hint: did you mean 'x-role'?\n",
            id="a-misspelt-annotation",
        ),
        pytest.param({"allOf": [{"$ref": "https://example.org/x"}]}, "refers to", id="a-schema-elsewhere"),
        pytest.param(
            {"properties": {"m": {"type": "string", "x-ref": "mile"}}},
            "dmccb: schemas/interface.schema.json: m: x-ref 'mile' is not the name of a kind\n"
            "hint: did you mean 'milestone'?\n",
            id="a-reference-to-no-kind",
        ),
    ],
)
def test_an_invalid_schema_gives_no_answer(
    repo: Repo, dmccb: Dmccb, changes: dict[str, object], said: str
) -> None:
    repo.write("schemas/interface.schema.json", interface(**changes))
    result = dmccb("check")
    assert (result.code, result.out) == (3, "")
    assert said in result.err


# ------------------------------------------------------------------ since


def test_since_says_what_the_change_brought(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("milestones/a.yaml", "milestone", "A:\n  title: A\n  level: 9\n\nB:\n  title: 'B'\n")
    repo.records("milestones/c.yaml", "milestone", "C:\n  title: C\n")
    repo.commit()
    assert dmccb("check", "--since", "HEAD") == Result(0, "", "no findings in 3 records\n")
    repo.records("milestones/a.yaml", "milestone", "B:\n  title: 'B'\n")
    repo.records("milestones/c.yaml", "milestone", "A:\n  title: A\n  level: 9\n\nC:\n  title: C\n")
    assert dmccb("check", "--since", "HEAD").out == ""
    repo.records("milestones/c.yaml", "milestone", "A:\n  title: A\n  level: 9\n\nC:\n  titel: C\n")
    assert places(dmccb("check", "--since", "HEAD", "--json")) == ["missing-field 7:1", "unknown-field 8:3"]


def test_since_sees_what_a_removal_breaks(repo: Repo, dmccb: Dmccb) -> None:
    repo.records("documents.yaml", "document", "LDM-564:\n  title: A\n")
    repo.records("milestones.yaml", "milestone", RECORD.decode())
    repo.records("releases.yaml", "release", "A:\n  document: LDM-564\n  milestone: A\n")
    repo.commit()
    repo.write(FILE, MODELINE + b"B:\n  title: B\n")
    assert places(dmccb("check", "--since", "HEAD", "--json")) == ["unknown-reference 5:14", "unplanned 3:1"]


def test_since_a_schema_changed(repo: Repo, dmccb: Dmccb) -> None:
    repo.write("schemas/interface.schema.json", interface(required=[]))
    repo.records("interfaces.yaml", "interface", "I-1:\n  comment: A\n")
    repo.commit()
    repo.write("schemas/interface.schema.json", interface())
    assert places(dmccb("check", "--since", "HEAD", "--json")) == [
        "missing-field 3:1",
        "schema-changed 0:0",
    ]


def test_since_an_unknown_revision_is_no_answer(repo: Repo, dmccb: Dmccb) -> None:
    repo.commit()
    assert dmccb("check", "--since", "nowhere").code == 3


# ----------------------------------------------------------------- register


def registered(repo: Repo, dmccb: Dmccb, digest: str = "") -> str:
    """Write a register that names the records beside it, and return their digest."""
    from dmccb.repository.folder import Folder
    from dmccb.repository.read import read_baseline
    from dmccb.repository.schemas import load_kinds

    repo.records("documents.yaml", "document", "LDM-564:\n  title: A\n")
    found = digest or read_baseline(Folder(repo.root, "here"), load_kinds()).digest
    entry = f"v1.0:\n  document: LDM-564\n  date: 2020-01-01\n  digest: {found}\n"
    repo.records("register.yaml", "register", entry)
    return found


def test_an_entry_belongs_to_the_records_beside_it_before_it_is_committed(repo: Repo, dmccb: Dmccb) -> None:
    registered(repo, dmccb)
    assert dmccb("check").code == 0
    repo.commit()
    assert dmccb("check").code == 0
    repo.git("tag", "v1.0")
    assert dmccb("check").code == 0


def test_a_moved_tag_is_named_with_both_digests(repo: Repo, dmccb: Dmccb) -> None:
    recorded = registered(repo, dmccb)
    repo.commit()
    repo.records("documents.yaml", "document", "LDM-564:\n  title: B\n")
    repo.commit(tag="v1.0")
    result = dmccb("check")
    assert result.code == 1
    assert "baselines/register.yaml:6:11: error: register-digest: v1.0: " in result.out
    assert recorded in result.out
    assert result.out.count("sha256:") == 2


def test_a_lost_baseline(repo: Repo, dmccb: Dmccb) -> None:
    registered(repo, dmccb, "sha256:" + "0" * 64)
    assert "register-digest" in dmccb("check").out
    repo.commit()
    assert "no commit has the content of baseline v1.0" in dmccb("check").out


def test_a_shallow_clone_says_so(repo: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    registered(repo, dmccb)
    repo.commit()
    repo.records("documents.yaml", "document", "LDM-564:\n  title: B\n")
    repo.commit()
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", repo.root.as_uri(), str(tmp_path / "clone")], check=True
    )
    assert "this clone is shallow" in dmccb("check", cwd=tmp_path / "clone").out


def test_a_folder_has_no_tags(repo: Repo, dmccb: Dmccb, tmp_path: Path) -> None:
    registered(repo, dmccb, "sha256:" + "0" * 64)
    assert dmccb("check", "--ref", repo.root, cwd=tmp_path).code == 0


# ---------------------------------------------------------------- the rest


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom dmccb.cli.main import run\nrun(['check', '--help'])\nrun(['fmt', '--help'])\n"
        "print([name for name in ('git', 'jsonschema_rs', 'rich', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_shipped_baselines_pass_and_say_little(dmccb: Dmccb, tmp_path: Path) -> None:
    check = ("check", "--ref", ROOT, "--as-of", "2026-01-01")
    result = dmccb(*check, cwd=tmp_path)
    assert result.code == 0
    assert " error: " not in result.out
    assert len(result.out.splitlines()) <= 12
    annotations = dmccb(*check, "--format", "github", cwd=tmp_path).out.splitlines()
    assert len(annotations) <= 10


@pytest.mark.parametrize(
    ("aka", "rule"),
    [
        pytest.param("", "lost-reference", id="renumbered-in-silence"),
        pytest.param("  aka:\n    - B\n", "former-id", id="renumbered-and-said"),
    ],
)
@pytest.mark.parametrize("whole", [False, True], ids=["from-a-part", "from-the-whole"])
def test_a_predecessor_that_lost_its_record(
    repo: Repo, dmccb: Dmccb, aka: str, rule: str, *, whole: bool
) -> None:
    waiting = "A:\n  title: A\n  predecessors:\n    - B\n    - OUTSIDE-1\n"
    repo.records("milestones.yaml", "milestone", f"{waiting}\nB:\n  title: B\n")
    repo.commit("before")
    cycle = "  predecessors:\n    - D\n" if whole else ""  # a cycle is told from the whole only
    renamed = f"C:\n  title: B\n{cycle}{aka}"
    if whole:
        renamed += "\nD:\n  title: D\n  predecessors:\n    - C\n"
    repo.records("milestones.yaml", "milestone", f"{waiting}\n{renamed}")
    found = json.loads(dmccb("check", "--since", "HEAD", "--json").out)["problems"]
    about = [(one["rule"], one["id"], one["line"], one["column"]) for one in found]
    assert (rule, "A", 6, 7) in about
    assert {one[0] for one in about} == {rule} | ({"dependency-cycle"} if whole else set())


def test_the_summary_fits_a_terminal(repo: Repo) -> None:
    faulty = [f"M-{at}:\n  title: a\n  levl: 9\n  due: soon\n  wbs: X.{at}\n  level: 9\n" for at in range(3)]
    repo.records("milestones.yaml", "milestone", "\n".join(faulty))
    with terminal("check", "--full", cwd=repo.root, env={"PAGER": "cat"}, rows=500, errors=True) as screen:
        code, shown = screen.end()
    lines = shown.decode().splitlines()
    first = next(at for at, line in enumerate(lines) if " errors (" in line)
    assert code == 1
    assert len(lines[first:]) > 1
    assert max(map(len, lines[first:])) <= 80

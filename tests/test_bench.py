"""The bench itself: what it generates is known, dmccb's answers are that, and a wrong one is noticed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench import answers, load, peers
from bench.__main__ import Outcome, measure, scenarios, summary, verdicts
from bench.generate import generate
from bench.goals import MET, MISSED, STRETCH, UNKNOWN, WRONG, Goal, judge
from bench.histories import past
from bench.hostile import hostile
from bench.measure import Command, Measured, Run, WrongAnswerError, checked, in_turn, run
from bench.records import REACH, Facts, Fields, Plan, after, before
from bench.report import table
from bench.scenario import DIFF, GIT, LARGE, START, LeftOutError, Scenario, Workplace, diff_args
from dmccb.cli.main import commands
from dmccb.records.format import formatted
from dmccb.repository.schemas import load_kinds

SMALL = Plan(size=300, files=3, share=0.5)
SCENARIOS = scenarios([40])


def test_equal_seeds_give_equal_records() -> None:
    assert after(SMALL, before(SMALL)) == after(SMALL, before(SMALL))


def test_another_seed_gives_other_records() -> None:
    assert before(Plan(size=300, files=3, seed=2)) != before(SMALL)


def test_every_kind_of_change_is_generated() -> None:
    _, facts = after(SMALL, before(SMALL))
    assert {fact["change"] for fact in facts.values()} == {"added", "removed", "changed", "renumbered"}


def test_all_changes_together_are_in_one_file() -> None:
    plan = Plan(size=300, files=3, together=True)
    old = before(plan)
    new, _ = after(plan, old)
    assert [path for path in old if new[path] != old[path]] == list(old)[:1]


def _predecessors(plan: Plan) -> dict[str, list[str]]:
    records = {key: fields for inside in before(plan).values() for key, fields in inside.items()}
    found = {key: fields.get("predecessors", []) for key, fields in records.items()}
    return {key: [str(code) for code in codes] for key, codes in found.items() if isinstance(codes, list)}


def test_each_milestone_waits_for_two_or_three_others() -> None:
    assert {len(codes) for codes in list(_predecessors(SMALL).values())[4:]} == {2, 3}


def test_chains_are_as_deep_as_the_schedule_is_long() -> None:
    depth: dict[str, int] = {}
    for key, codes in _predecessors(SMALL).items():
        depth[key] = 1 + max((depth[code] for code in codes), default=0)
    assert max(depth.values()) > SMALL.size // REACH


def test_nothing_waits_for_what_is_removed() -> None:
    new, facts = after(SMALL, before(SMALL))
    waited = {code for inside in new.values() for fields in inside.values() for code in _codes(fields)}
    gone = {fact.get("old_id", key) for key, fact in facts.items() if fact["change"] != "changed"}
    assert not waited & (gone - {key for inside in new.values() for key in inside})


def _codes(fields: Fields) -> list[str]:
    found = fields.get("predecessors", [])
    return [str(code) for code in found] if isinstance(found, list) else []


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(SMALL, id="changes-over-all-files"),
        pytest.param(Plan(size=300, files=3, share=0.1, together=True), id="changes-in-one-file"),
        pytest.param(Plan(size=300, files=1, share=0.1), id="all-records-in-one-file"),
        pytest.param(Plan(size=40, files=2, share=0.0), id="nothing-changed"),
    ],
)
def test_dmccb_answers_what_was_generated(
    plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = generate(plan, tmp_path)
    args = ["-C", str(made.root), *diff_args("--all", "--format", "json")[1:]]
    commands.main(args=args, standalone_mode=False)
    assert answers.facts_of(json.loads(capsys.readouterr().out)) == made.facts
    old, new = (json.loads(path.read_text(encoding="utf-8")) for path in made.exported)
    assert peers.counts(old, new) == answers.counts(made.facts)


def test_a_peer_answers_what_was_generated(tmp_path: Path) -> None:
    made = generate(SMALL, tmp_path)
    command = peers.command("pyyaml", made.exported, ("v1.4", "v1.5"))
    done = subprocess.run(command, cwd=made.root, capture_output=True, check=True)
    assert json.loads(done.stdout) == answers.counts(made.facts)


def test_generated_files_are_canonical(tmp_path: Path) -> None:
    made = generate(SMALL, tmp_path)
    kind = load_kinds()["milestones"]
    for file in sorted((made.root / "baselines" / "milestones").iterdir()):
        data = file.read_bytes()
        path = file.relative_to(made.root).as_posix()
        assert formatted(kind, path, data) == (data, ())


def test_hostile_files_are_of_the_size_that_is_asked_for() -> None:
    assert {len(each.text) * 10 // (1 << 19) for each in hostile(1 << 19)} <= {8, 9, 10}
    assert max(len(each.text) for each in hostile(1 << 19)) <= 1 << 19


def test_a_generated_history_is_known(tmp_path: Path) -> None:
    found = past(500, tmp_path / "repository")
    git = ["git", "-C", str(found.root), "rev-list", "--count", "main"]
    assert subprocess.run(git, check=True, capture_output=True).stdout == b"500\n"
    assert sum(found.turns) == 499
    assert all(new > old for index in range(len(found.turns)) for old, new in found.slips(index))


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    return Workplace(folder=tmp_path_factory.mktemp("bench"))


@pytest.mark.parametrize(
    ("scenario", "goals"),
    [
        pytest.param(small, large.goals, id=small.name)
        for small, large in zip(SCENARIOS, scenarios([LARGE]), strict=True)
    ],
)
def test_every_answer_is_right(
    scenario: Scenario,
    goals: Sequence[Goal],
    workplace: Workplace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    try:
        found = scenario.prepare(workplace, tmp_path)
    except LeftOutError as error:
        pytest.skip(str(error))
    names = {command.name for command in found}
    assert {name for goal in goals for name in (goal.of, goal.to)} <= names | {"", *peers.PEERS}
    for command in found:
        checked(command, tmp_path / "answer")


def test_goals_of_a_size_belong_to_that_size() -> None:
    limited = [scenario.name for scenario in SCENARIOS if scenario.goals]
    assert limited == [
        "40 records, nothing changed",
        "one record changed, of 256 KiB",
        "the project's own baselines",
        "a request with 200 comments and 50 commits",
    ]


FACTS = after(SMALL, before(SMALL))[1]
FOUND = {"problems": [{"rule": "cycle"}], "rules": {"cycle": 1, "overdue": 9}, "counts": {"error": 1}}
SHOWN = [{"id": "A", "path": "a.yaml", "fields": {"title": "x"}}]
ADDED = {"change": {"change": "added"}}
MOVED = {"change": {"change": "changed", "fields": [{"old": "2019-01-01", "new": "2019-02-01"}]}}
PAST = [{"id": "A", "events": [MOVED, ADDED]}]
CHAIN: dict[str, Fields] = {
    "A": {"title": "x"},
    "B": {"predecessors": ["A"]},
    "C": {"predecessors": ["B"]},
}
SLIPPED: Facts = {"A": {"change": "changed", "fields": {"due": []}}}
LINKED: Facts = {"A": {"change": "changed", "fields": {"predecessors": [["D"], ["E"], None]}}}
FIRST_LINKED: Facts = {"A": {"change": "changed", "fields": {"predecessors": [None, ["E"], None]}}}
NOTED: Facts = {"A": {"change": "changed", "fields": {"comment": []}}}
AFFECTED = {"changed": [{"id": "A"}], "depending": [{"id": "B"}, {"id": "C"}]}


@pytest.mark.parametrize(
    ("right", "answer", "expected"),
    [
        pytest.param(answers.changes({}), {"changes": []}, True, id="nothing-changed"),
        pytest.param(answers.changes(FACTS), {"changes": []}, False, id="changes-overlooked"),
        pytest.param(answers.counted(FACTS), answers.counts(FACTS), True, id="peer"),
        pytest.param(answers.counted({}), answers.counts(FACTS), False, id="peer-miscounts"),
        pytest.param(answers.findings({"cycle": 1}), FOUND, True, id="finding"),
        pytest.param(answers.findings({}), FOUND, False, id="finding-too-many"),
        pytest.param(answers.findings({"cycle": 2}), FOUND, False, id="finding-overlooked"),
        pytest.param(answers.errors(1), FOUND, True, id="error"),
        pytest.param(answers.errors(0), FOUND, False, id="error-too-many"),
        pytest.param(answers.finds("cycle"), FOUND, True, id="rule"),
        pytest.param(answers.finds("other"), FOUND, False, id="rule-overlooked"),
        pytest.param(answers.shows("A", "a.yaml", {"title": "x"}), SHOWN, True, id="record"),
        pytest.param(answers.shows("A", "a.yaml", {"title": "y"}), SHOWN, False, id="another-record"),
        pytest.param(answers.moved("A", [("2019-01-01", "2019-02-01")]), PAST, True, id="past"),
        pytest.param(answers.moved("A", []), PAST, False, id="past-with-another-slip"),
        pytest.param(answers.affects(SLIPPED, CHAIN), AFFECTED, True, id="impact"),
        pytest.param(answers.affects(SLIPPED, {}), AFFECTED, False, id="impact-without-a-link"),
        pytest.param(answers.affects(LINKED, CHAIN), AFFECTED, True, id="impact-of-another-link"),
        pytest.param(answers.affects(FIRST_LINKED, CHAIN), AFFECTED, False, id="impact-of-a-first-link"),
        pytest.param(answers.affects(NOTED, CHAIN), AFFECTED, False, id="impact-of-a-note"),
    ],
)
def test_an_answer_is_judged(right: answers.Right, answer: object, *, expected: bool) -> None:
    assert right(json.dumps(answer)) is expected


def _python(code: str, folder: Path, *, right: answers.Right | None = None, cold: bool = False) -> Command:
    args = (sys.executable, "-c", code)
    return Command(name="python", args=args, folder=folder, right=right, cold=cold)


def test_a_process_is_measured(tmp_path: Path) -> None:
    found = run(_python("print('said')", tmp_path), str(tmp_path / "out"))
    assert found.wall > 0
    assert found.cpu > 0
    assert found.peak > 1 << 20
    assert (tmp_path / "out").read_text() == "said\n"


def test_processor_time_is_that_of_all_processes(tmp_path: Path) -> None:
    child = "import time; sum(range(10**6)); print(time.process_time())"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    found = run(_python(code, tmp_path), str(tmp_path / "out"))
    assert found.cpu > float((tmp_path / "out").read_text())


def test_a_failure_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="python: exit code 3"):
        run(_python("raise SystemExit(3)", tmp_path), str(tmp_path / "out"))


@pytest.mark.parametrize(
    "right",
    [
        pytest.param(answers.says("unsaid"), id="another"),
        pytest.param(answers.changes({}), id="not-json"),
        pytest.param(lambda text: json.loads(f'"{text.strip()}"')["changes"] == [], id="another-shape"),
        pytest.param(lambda text: {"unsaid": True}[text], id="a-part-is-missing"),
    ],
)
def test_a_wrong_answer_is_not_measured(right: answers.Right, tmp_path: Path) -> None:
    with pytest.raises(WrongAnswerError, match="python: the answer is not what was generated"):
        checked(_python("print('said')", tmp_path, right=right), tmp_path / "out")


def test_a_cold_run_has_an_empty_cache_folder(tmp_path: Path) -> None:
    code = "import os, pathlib; p = pathlib.Path(os.environ['XDG_CACHE_HOME']); print(p, *p.iterdir())"
    told = []
    for _ in range(2):
        run(_python(f"{code}; (p / 'kept').touch()", tmp_path, cold=True), str(tmp_path / "out"))
        told.append((tmp_path / "out").read_text().split())
    assert [len(words) for words in told] == [1, 1]
    assert told[0] != told[1]


@pytest.mark.parametrize(
    ("seconds", "runs"),
    [
        pytest.param(0.1, 4, id="fast-every-round"),
        pytest.param(4.0, 2, id="slow-fewer-rounds"),
        pytest.param(11.0, 1, id="very-slow-first-run-counts"),
    ],
)
def test_slow_commands_are_run_less_often(seconds: float, runs: int, tmp_path: Path) -> None:
    first = Run(wall=seconds, cpu=1, peak=1)
    found = in_turn([_python("pass", tmp_path)], [first], 4)["python"]
    assert len(found.runs) == runs
    assert (first in found.runs) is (runs == 1)


def _measured(*walls: float, cpu: float = 1, peak: int = 1) -> Measured:
    return Measured(runs=[Run(wall=wall, cpu=cpu, peak=peak << 20) for wall in walls])


RUNS = {DIFF: _measured(0.9, 1.0, 9.0, cpu=2, peak=30), GIT: _measured(1.0, peak=60)}


@pytest.mark.parametrize(
    ("goal", "measured", "verdict"),
    [
        pytest.param(Goal(of=DIFF, to=GIT, limit=2, stretch=0.5), "1.00 × git diff", MET, id="met"),
        pytest.param(Goal(of=DIFF, to=GIT, limit=2, stretch=1.5), "1.00 × git diff", STRETCH, id="stretch"),
        pytest.param(Goal(of=DIFF, to=GIT, limit=0.9), "1.00 × git diff", MISSED, id="missed"),
        pytest.param(Goal(of=DIFF, limit=1), "1 s", MET, id="seconds"),
        pytest.param(
            Goal(of=DIFF, to=GIT, limit=0.95, quantity="cpu"), "2.00 × git diff", MISSED, id="processors"
        ),
        pytest.param(Goal(of=DIFF, limit=20, quantity="peak"), "30 MiB", MISSED, id="memory"),
        pytest.param(
            Goal(of=DIFF, to=GIT, limit=0.5, quantity="peak"), "0.50 × git diff", MET, id="memory-ratio"
        ),
        pytest.param(
            Goal(of=DIFF, to=GIT, limit=0.1, extra=True), "0 s more than git diff", MET, id="extra-time"
        ),
        pytest.param(Goal(of=DIFF, to="deepdiff", limit=1 / 90), "", UNKNOWN, id="peer-not-installed"),
    ],
)
def test_a_goal_is_judged_by_medians(goal: Goal, measured: str, verdict: str) -> None:
    found = judge(goal, RUNS)
    assert (found.measured, found.verdict) == (measured, verdict)


def test_a_table_has_medians_and_least_times() -> None:
    line = f"| {DIFF} | 1.000 s | 0.900 s | 1.00 |  | 2.000 s | 2.00 | 30 MiB | 3 |"
    assert table(RUNS, "markdown").splitlines()[2] == line


def _scenario(code: str, folder: Path, right: answers.Right) -> Scenario:
    command = _python(code, folder, right=right)
    return Scenario(name="some", prepare=lambda *_: [command], goals=(Goal(of="python", limit=100),))


@pytest.mark.parametrize(
    ("code", "verdict", "fault"),
    [
        pytest.param("print(1)", MET, "", id="right"),
        pytest.param("print(2)", WRONG, "python: the answer is not", id="wrong"),
        pytest.param("raise SystemExit(3)", WRONG, "python: exit code 3", id="failed"),
    ],
)
def test_a_wrong_answer_meets_no_goal(code: str, verdict: str, fault: str, tmp_path: Path) -> None:
    scenario = _scenario(code, tmp_path, answers.says("1"))
    outcome = measure(scenario, Workplace(folder=tmp_path), 1)
    assert outcome.fault.startswith(fault)
    assert outcome.wrong is bool(fault)
    assert [row.verdict for row in verdicts(scenario, outcome)] == [verdict]
    assert not list(tmp_path.iterdir())


def test_the_summary_hides_nothing() -> None:
    goals = (Goal(of=DIFF, limit=2), Goal(of=DIFF, limit=0.1), Goal(of=START, limit=1))
    scenario = Scenario(name="some", prepare=lambda *_: [], goals=goals)
    good, bad = Outcome(measured=RUNS, others=0.5), Outcome(fault="python: exit code 3", wrong=True)
    rows = [row for outcome in (good, bad) for row in verdicts(scenario, outcome)]
    assert summary(rows, [good, bad]).splitlines() == [
        "6 goals: 1 met, 4 not met, 1 not measured",
        "1 scenarios with a wrong answer, or none",
        "not quiet in 1 of 2 scenarios: ratios of wall time are worse then",
    ]


QUIET = load.Moment(clock=10, all=100, own=50)


@pytest.mark.parametrize(
    ("end", "used", "said"),
    [
        pytest.param(load.Moment(clock=12, all=102, own=52), 0, "", id="all-of-it-is-our-own"),
        pytest.param(
            load.Moment(clock=12, all=104, own=52),
            1,
            "not quiet: other processes kept 1.0 processors busy",
            id="as-much-again",
        ),
        pytest.param(load.Moment(clock=12, all=101, own=52), 0, "", id="ticks-are-coarse"),
        pytest.param(None, None, "whether the machine was quiet is not known on this system", id="unknown"),
    ],
)
def test_what_others_use_is_told(end: load.Moment | None, used: float | None, said: str) -> None:
    assert load.others(QUIET, end) == used
    assert load.remark(load.others(QUIET, end)) == said

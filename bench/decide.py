"""``python -m bench.decide FACTS TIMES``: decide on some facts so many times, and say the verdict."""

from __future__ import annotations

import sys
from pathlib import Path

from dmccb.commands.policies import load_working_policy
from dmccb.policy.evaluate import decide
from dmccb.policy.facts import read_facts


def main() -> int:
    file, times = Path(sys.argv[1]), int(sys.argv[2])
    policy = load_working_policy(Path.cwd())
    facts = read_facts(file.read_text(encoding="utf-8"), file.name)
    found = [decide(policy, facts) for _ in range(times)]
    print(found[-1].verdict, len(found[-1].uncounted))
    return 0


if __name__ == "__main__":
    sys.exit(main())

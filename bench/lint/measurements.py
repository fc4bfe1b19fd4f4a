"""What is measured of ``lint``, as rows of tables."""

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from bench.clock import ROOT
from bench.files.programs import Call, best
from bench.lint.making import ROWS
from bench.page import Row

PROJECTS = (1_000, 3_000, 10_000)
ROUNDS = 2
PROCESSES = 10
MEGABYTE = 1024 * 1024

_RULES = """
import json, sys, time
from perftargets import lint
from bench.lint.making import document

whole = document(int(sys.argv[1]))
lint(document(1))
begin = time.process_time()
report = lint(whole)
print(json.dumps([time.process_time() - begin, len(report.findings)]))
"""


def growth() -> list[Row]:
    """Lint documents of ever more projects, each in a process of its own."""
    calls: dict[str, Call] = {
        str(count): (sys.executable, "-c", _RULES, str(count)) for count in PROJECTS
    }
    lines: list[Row] = []
    for name, one in best(calls, rounds=ROUNDS).items():
        projects = int(name)
        seconds, findings = json.loads(one.output)
        lines.append(
            (
                f"{projects:,}",
                f"{projects * ROWS:,}",
                f"{findings:,}",
                f"{seconds:.2f} s",
                f"{projects * ROWS / seconds:,.0f}",
                f"{1000 * seconds / projects:.2f} ms",
                f"{one.memory / MEGABYTE:.0f} MB",
            )
        )
    return lines


def linters(small: Mapping[str, Path]) -> dict[str, Call | None]:
    """Give the process of each linter on its small file; None where it is missing."""
    table, program = str(small["yaml"]), str(small["python"])
    wanted: dict[str, tuple[str, Call]] = {
        "`perftargets lint`": ("perftargets", ("lint", "--fail-on", "never", table)),
        "`ruff check`": ("ruff", ("check", "--isolated", "--no-cache", program)),
        "`yamllint`": ("yamllint", ("-d", "relaxed", table)),
        "`check-jsonschema`": (
            "check-jsonschema",
            ("--schemafile", str(small["schema"]), table),
        ),
    }
    folder = Path(sys.executable).parent
    return {
        name: (str(folder / tool), *call) if (folder / tool).exists() else None
        for name, (tool, call) in wanted.items()
    }


def whole_processes(
    calls: Mapping[str, Call | None], *, rounds: int = PROCESSES
) -> list[Row]:
    """Time each process from its start to its exit, in turn; all must end with 0."""
    found = {name: float("inf") for name, call in calls.items() if call is not None}
    for _ in range(rounds):
        for name, call in calls.items():
            if call is None:
                continue
            begin = time.perf_counter()
            subprocess.run(call, cwd=ROOT, check=True, capture_output=True)
            found[name] = min(found[name], time.perf_counter() - begin)
    own = next(iter(found.values()))
    return [
        (name, f"{1000 * found[name]:.0f} ms", f"{own / found[name]:.1f}")
        if name in found
        else (name, "not installed", "")
        for name in calls
    ]

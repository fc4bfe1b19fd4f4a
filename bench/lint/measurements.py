"""What is measured of ``lint``, as rows of tables."""

import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from bench import distinct
from bench.clock import ROOT
from bench.files.programs import Call, best
from bench.lint.making import ROWS
from bench.page import Row

PROJECTS = (300, 600, 1_200)
ROUNDS = 4
PROCESSES = 10
MEGABYTE = 1024 * 1024

_RULES = """
import json, sys, time
from perftargets import lint
from bench.distinct import document

whole = document(int(sys.argv[1]), actuals=True)
lint(document(20, actuals=True, seed=2))
begin = time.process_time()
report = lint(whole)
print(json.dumps([time.process_time() - begin, len(report.findings)]))
"""


BESIDE = 625
"""Projects of the table that each way and each peer goes through."""

_ONE = """
import json, sys, time
from pathlib import Path
import perftargets
from bench import distinct

what, folder = sys.argv[1], Path(sys.argv[2])
file, small = folder / "table.csv", folder / "small.csv"
whole, few = (
    distinct.document(count, actuals=what != "bare", seed=seed)
    for count, seed in ((BESIDE, 1), (20, 2))
)
distinct.write_csv(small, 20, seed=2)
works = {
    "bare": lambda document, _: perftargets.lint(document),
    "lint": lambda document, _: perftargets.lint(document),
    "check": lambda document, _: perftargets.check(document),
    "read": lambda _, path: perftargets.read(path),
}
works[what](few, small)
begin = time.process_time()
works[what](whole, file)
print(json.dumps(time.process_time() - begin))
""".replace("BESIDE", str(BESIDE))

_FRICTIONLESS = """
import json, sys, time
from pathlib import Path
from bench.distinct import TITLES
from frictionless import Resource, Schema, fields

kinds = {"序号": fields.IntegerField, "权重": fields.NumberField}
columns = [kinds.get(each, fields.StringField)(name=each) for each in TITLES]
schema = Schema(fields=columns)

def validate(path):
    return Resource(path=path, schema=schema, basepath=sys.argv[2]).validate()

validate("small.csv")
begin = time.process_time()
report = validate("table.csv")
taken = time.process_time() - begin
assert report.valid, report.flatten()[:3]
print(json.dumps(taken))
"""


_PANDERA = """
import json, sys, time
from pathlib import Path
import pandas, pandera.pandas
from bench.distinct import TITLES

folder = Path(sys.argv[2])
kinds = {"序号": int, "权重": float}
schema = pandera.pandas.DataFrameSchema(
    {each: pandera.pandas.Column(kinds.get(each, str)) for each in TITLES}
)
schema.validate(pandas.read_csv(folder / "small.csv"))
begin = time.process_time()
schema.validate(pandas.read_csv(folder / "table.csv"))
print(json.dumps(time.process_time() - begin))
"""


def beside(folder: Path) -> list[Row]:
    """Go through one table of distinct rows in each way, and as its peers do."""
    distinct.write_csv(folder / "table.csv", BESIDE)
    python, ways = sys.executable, ("bare", "lint", "check", "read")
    calls: dict[str, Call] = {
        each: (python, "-c", _ONE, each, str(folder)) for each in ways
    }
    for peer, program in (("frictionless", _FRICTIONLESS), ("pandera", _PANDERA)):
        if importlib.util.find_spec(peer) is not None:
            calls[peer] = (python, "-c", program, "", str(folder))
    rows = BESIDE * distinct.ROWS
    rates = {
        name: rows / json.loads(one.output)
        for name, one in best(calls, rounds=ROUNDS).items()
    }
    base = rates.get("frictionless")
    return [
        (
            _NAMES[name],
            f"{rate:,.0f}",
            "frictionless is not installed" if base is None else f"{rate / base:.3f}",
        )
        for name, rate in rates.items()
    ]


_NAMES = {
    "bare": "`lint`, no actuals",
    "lint": "`lint`, with actuals",
    "check": "`check`",
    "read": "`read` of the CSV",
    "frictionless": "frictionless, a schema held to the CSV",
    "pandera": "pandera, a schema held to the CSV that pandas reads",
}


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
    table, program, query = (str(small[each]) for each in ("yaml", "python", "sql"))
    wanted: dict[str, tuple[str, Call]] = {
        "`perftargets lint`": ("perftargets", ("lint", "--fail-on", "never", table)),
        "`ruff check`": ("ruff", ("check", "--isolated", "--no-cache", program)),
        "`yamllint`": ("yamllint", ("-d", "relaxed", table)),
        "`check-jsonschema`": (
            "check-jsonschema",
            ("--schemafile", str(small["schema"]), table),
        ),
        "`sqlfluff lint`": ("sqlfluff", ("lint", "--dialect", "ansi", query)),
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

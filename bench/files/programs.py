"""The processes that are measured, and what each of them costs."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import attrs

from bench.clock import ROOT

ROUNDS = 2

Call = Sequence[str]

_CSV = """
import csv, sys
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    print(sum(1 for row in csv.reader(file)) - 1)
"""
_XLSX = """
import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
print(sum(1 for sheet in book for row in sheet.iter_rows(values_only=True)) - 1)
"""
_PDF = """
import pdfplumber, sys
rows = 0
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        rows += sum(len(table) - 1 for table in page.extract_tables())
        page.close()
print(rows)
"""
_READ = """
import sys, perftargets
print(sum(1 for row in perftargets.read(sys.argv[1]).rows()))
"""
_BARE = {"csv": ("csv", _CSV), "xlsx": ("openpyxl", _XLSX), "pdf": ("pdfplumber", _PDF)}
BARE = MappingProxyType(_BARE)
"""For each format the library that reads it, and a program that counts its rows."""


@attrs.frozen
class Cost:
    """What a process took.

    Attributes:
        seconds: processor time, of the program and of the system for it.
        memory: the most memory it had at once, in bytes.
        output: what it printed.
    """

    seconds: float
    memory: int
    output: str


def cost(call: Call) -> Cost:
    """Run a process to its end.

    Raises:
        RuntimeError: it ended with anything but 0.
    """
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(call, cwd=ROOT, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            message = f"{call} ended with {process.returncode}"
            raise RuntimeError(message)
        output.seek(0)
        text = output.read().decode()
    # Kilobytes on Linux, bytes on macOS.
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit, text)


def best(calls: Mapping[str, Call], *, rounds: int = ROUNDS) -> dict[str, Cost]:
    """Give the cheapest of some runs of each process, which take turns."""
    found: dict[str, Cost] = {}
    for _ in range(rounds):
        for name, call in calls.items():
            one = cost(call)
            if name not in found or one.seconds < found[name].seconds:
                found[name] = one
    return found


def contenders(path: Path, goal: Path) -> dict[str, Call]:
    """Give the processes that read one file."""
    library, bare = BARE[path.suffix[1:]]
    return {
        f"{library}, rows counted": (sys.executable, "-c", bare, str(path)),
        "`perftargets.read`": (sys.executable, "-c", _READ, str(path)),
        "`perftargets convert` to JSON": convert(path, goal),
    }


def convert(path: Path, goal: Path) -> Call:
    """Give the process of the command on a file or a folder."""
    command = (sys.executable, "-m", "perftargets", "convert", str(path))
    return (*command, "--to", "json", "--force", "-o", str(goal))


def rows_of(found: Cost, goal: Path) -> int:
    """Say how many rows a process has found: what it printed, or what it wrote."""
    if found.output.strip():
        return int(found.output)
    document = json.loads(goal.read_text(encoding="utf-8"))
    return sum(len(project["indicators"]) for project in document["projects"])

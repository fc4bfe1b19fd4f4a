"""``make limits``: what a file may take that goes up to a limit, or over it.

Each limit has a file that reaches it, built here. The command runs on it in a process
of its own; its peak of memory and its seconds go into docs/reference/limits.md, between
the marks there, and nowhere by hand. ``--only rows`` measures a part.

A run takes long: 200,000 rows are read, checked and linted whole, in one project and in
many, as CSV and as JSON. A peak over 1 GiB ends the run with 1.
"""

import argparse
import csv
import io
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import attrs

from bench import distinct
from perftargets.reading.limits import LIMITS
from tools.stages import say

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "limits.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"

MEMORY = 1024**3
"""Bytes that no process may reach."""

_HEAD = "项目名称,一级指标,三级指标,指标值\n"
_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)
_SHEET = "xl/worksheets/sheet1.xml"
_ALONE = """
import re, sys, time
from pathlib import Path
from perftargets.cli import main
code = main(sys.argv[2:])
status = Path("/proc/self/status").read_text()
peak = int(re.search(r"VmHWM:\\s*(\\d+)", status)[1]) * 1024
Path(sys.argv[1]).write_text(f"{peak} {time.process_time():.1f}")
sys.exit(code)
"""
"""The peak of the program alone: what ``wait4`` tells begins with that of its maker."""

_PACKED = 200
"""Bytes that a zero packs to one of, and more."""


@attrs.frozen
class Case:
    """A file that reaches a limit, and the calls that are measured on it."""

    limit: str
    what: str
    ending: str
    content: Callable[[], bytes]
    calls: tuple[tuple[str, ...], ...] = (("convert",), ("lint",), ("check",))


@attrs.frozen
class Measured:
    """What one call took."""

    case: Case
    call: tuple[str, ...]
    peak: int
    seconds: float
    code: int


def rows(number: int, *, together: bool) -> Iterator[distinct.Line]:
    """Yield so many rows of which no two are the same, in one project or in many."""
    for line in islice(distinct.lines(-(-number // distinct.ROWS)), number):
        yield attrs.evolve(line, project="全部工作经费") if together else line


def csv_of(number: int, *, together: bool) -> bytes:
    """Return the rows as CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(distinct.TITLES)
    for line in rows(number, together=together):
        writer.writerow(map(str, attrs.astuple(line)))
    return text.getvalue().encode()


def json_of(number: int, *, together: bool) -> bytes:
    """Return the rows as perftargets/1."""
    projects: dict[str, list[object]] = {}
    for line in rows(number, together=together):
        tree = attrs.asdict(line)
        projects.setdefault(tree.pop("project"), []).append(tree)
    made = [{"name": name, "indicators": each} for name, each in projects.items()]
    tree = {"schema": "perftargets/1", "fiscal_year": 2022, "projects": made}
    return json.dumps(tree, ensure_ascii=False).encode()


def _zip(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return made.getvalue()


def _table(columns: int, lines: int) -> bytes:
    titles = ["项目名称", "一级指标", "三级指标", "指标值"]
    titles += [f"备注{number}" for number in range(columns - len(titles))]
    row = ["甲", "产出指标", "数", "≥5次"] + ["1"] * (columns - 4)
    return "\n".join(map(",".join, [titles, *[row] * lines])).encode()


def _pages(number: int) -> bytes:
    kids = " ".join(f"{each + 3} 0 R" for each in range(number))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {number}>>",
        *["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * number,
    ]
    made, offsets = "%PDF-1.7\n", []
    for index, each in enumerate(objects, start=1):
        offsets.append(len(made))
        made += f"{index} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{each:010} 00000 n \n" for each in offsets)
    size = len(objects) + 1
    return (
        f"{made}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer <</Root 1 0 R/Size {size}>>\nstartxref\n{len(made)}\n%%EOF\n"
    ).encode()


def _self_referring() -> bytes:
    objects = (
        "1 0 obj\n<</Pages 2 0 R>>\nendobj\n2 0 obj\n<</Kids 2 0 R/Count 9>>\nendobj"
    )
    text = f"%PDF-1.7\n{objects}\ntrailer <</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF\n"
    return text.ljust(195).encode()


def _keys(size: int) -> bytes:
    parts, length, number = [], 0, 0
    while length < size:
        parts.append(f'"k{number}":1')
        length += len(parts[-1]) + 1
        number += 1
    return f'{{"schema":"perftargets/1",{",".join(parts)}}}'.encode()


def _whole(number: int, *, together: bool) -> tuple[Case, ...]:
    where = "in one project" if together else f"in {number // distinct.ROWS:,} projects"
    more = ("--limit", "size=100_000_000")
    calls = (("lint", *more), ("check", *more))
    return (
        Case(
            "rows",
            f"{number:,} rows of CSV {where}",
            ".csv",
            lambda: csv_of(number, together=together),
            calls,
        ),
        Case(
            "rows",
            f"{number:,} rows of JSON {where}",
            ".json",
            lambda: json_of(number, together=together),
            calls,
        ),
    )


def _zeros(over: int) -> bytes:
    return _zip({"[Content_Types].xml": _TYPES, _SHEET: bytes(over)})


def _many_files() -> bytes:
    names = (f"xl/{number}.xml" for number in range(LIMITS.entries + 1))
    return _zip(dict.fromkeys(names, b""))


def _tables() -> bytes:
    one = "<table><tr><td>项目名称<td>三级指标<td>指标值<tr><td>甲<td>数<td>5次</table>"
    return (one * (LIMITS.tables + 1)).encode()


def _deep() -> bytes:
    depth = LIMITS.depth + 1
    text = b"<a>" * depth + b"</a>" * depth
    return _zip({"[Content_Types].xml": _TYPES, "word/document.xml": text})


def _hedged() -> bytes:
    number = 20_000
    lines = "".join(f"甲,产出指标,培训{each}次数,约5次\n" for each in range(number))
    return f"{_HEAD}{lines}".encode()


CASES = (
    Case(
        "size",
        "a file one byte over the limit",
        ".csv",
        lambda: _HEAD.encode().ljust(LIMITS.size + 1),
    ),
    Case(
        "size",
        "JSON of unknown keys up to the limit",
        ".json",
        lambda: _keys(LIMITS.size - 10 * 1024),
    ),
    *_whole(LIMITS.rows, together=True),
    *_whole(LIMITS.rows, together=False),
    Case(
        "columns",
        "one column over the limit, 2,000 rows",
        ".csv",
        lambda: _table(LIMITS.columns + 1, 2_000),
    ),
    Case(
        "cells",
        "CSV of 7,000,000 cells",
        ".csv",
        lambda: _table(350, 20_000),
    ),
    Case("tables", "one table of HTML over the limit", ".html", _tables),
    Case(
        "lines",
        "one line of text over the limit",
        ".txt",
        lambda: "指标值：不少于5次\n".encode() * (LIMITS.lines + 1),
    ),
    Case("entries", "one file in the ZIP over the limit", ".xlsx", _many_files),
    Case(
        "unpacked",
        "a sheet one byte over the limit, `--limit ratio=1000000`",
        ".xlsx",
        lambda: _zeros(LIMITS.unpacked + 1),
        (("lint", "--limit", "ratio=1000000"),),
    ),
    Case(
        "ratio",
        "a sheet of 200 MiB of zeros",
        ".xlsx",
        lambda: _zeros(_PACKED * 1024 * 1024),
    ),
    Case("depth", "XML one level over the limit", ".docx", _deep),
    Case("pages", "one page over the limit", ".pdf", lambda: _pages(LIMITS.pages + 1)),
    Case(
        "seconds", "195 bytes of PDF that refer to themselves", ".pdf", _self_referring
    ),
    Case(
        "office",
        "RTF, and a stand-in for LibreOffice that never ends, `--limit office=5`",
        ".rtf",
        lambda: b"{\\rtf1\\ansi 1}",
        tuple((name, "--limit", "office=5") for name in ("convert", "lint", "check")),
    ),
    Case("findings", "20,000 rows with a fault each", ".csv", _hedged),
)


def measured(case: Case, folder: Path) -> Iterator[Measured]:
    """Run the calls of a case, each in a process of its own."""
    path = folder / f"{case.limit}{case.ending}"
    path.write_bytes(case.content())
    environment = dict(os.environ)
    if case.limit == "office":
        program = folder / "soffice"
        program.write_text("#!/bin/sh\nexec sleep 600\n", encoding="utf-8")
        program.chmod(0o755)
        environment["PATH"] = f"{folder}{os.pathsep}{environment['PATH']}"
    for call in case.calls:
        command, *further = call
        out = ("-o", os.devnull, "--to", "json") if command == "convert" else ()
        answer = folder / "answer"
        arguments = [command, str(path), *further, *out]
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", _ALONE, str(answer), *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            check=False,
        )
        seconds = time.monotonic() - begun
        told = answer.read_text(encoding="utf-8") if answer.exists() else "0 0"
        answer.unlink(missing_ok=True)
        peak, cpu, code = int(told.split()[0]), float(told.split()[1]), done.returncode
        say(
            f"{case.limit}: {case.what}: {command}: {peak >> 20} MB, {cpu:.1f} s CPU, "
            f"{seconds:.1f} s, ended with {code}"
        )
        yield Measured(case, call, peak, cpu, code)
    path.unlink()


def page(found: Sequence[Measured], old: str) -> str:
    """Return the table; lines of limits that were not measured now stay as they are."""
    lines = {
        name: [line for line in old.splitlines() if line.startswith(f"| `{name}` |")]
        for name in dict.fromkeys(case.limit for case in CASES)
    }
    for name in {each.case.limit for each in found}:
        lines[name] = [_line(each) for each in found if each.case.limit == name]
    where = f"{platform.system()}, Python {platform.python_version()}"
    rows = "\n".join(line for each in lines.values() for line in each)
    return (
        f"\nMeasured on {where}:\n\n"
        "| limit | file | command | peak | CPU | exit code |\n"
        "|---|---|---|---|---|---|\n"
        f"{rows}\n\n"
    )


def _line(each: Measured) -> str:
    return (
        f"| `{each.case.limit}` | {each.case.what} | `{each.call[0]}` "
        f"| {each.peak >> 20} MB | {each.seconds:.1f} s | {each.code} |"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write the page, and return 1 where a process took too much."""
    parser = argparse.ArgumentParser(prog="python -m tools.limits")
    names = sorted({case.limit for case in CASES})
    parser.add_argument("--only", action="append", choices=names)
    asked = parser.parse_args(arguments)
    found: list[Measured] = []
    with tempfile.TemporaryDirectory() as place:
        for case in CASES:
            if not asked.only or case.limit in asked.only:
                found += measured(case, Path(place))
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    old, _, behind = rest.partition(END)
    text = f"{before}{BEGIN}{page(found, old)}{END}{behind}"
    PAGE.write_text(text, encoding="utf-8")
    too_much = [each for each in found if each.peak > MEMORY or each.code not in {0, 1}]
    for each in too_much:
        say(f"too much: {each.case.what}: {each.call[0]}")
    return 1 if too_much else 0


if __name__ == "__main__":
    sys.exit(main())

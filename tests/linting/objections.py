"""Faults that a reviewer objects to, planted one at a time in tables that are fine.

A file of ``objections/`` holds tables and faults. ``@`` begins a table: its name, unit,
department and money (budget; for a report also adjusted budget, spent, rate, points).
Lines ``goal``, ``done``, ``total`` and ``grade`` follow, then rows: level 2, name,
value, points and, in a report, actual, score and reason. A line ``!`` is a fault: what
is wrong, what to change, and behind ``=>`` the codes that it is to be reported under::

    ! the sum is off; set 丧属满意度 w=20 => WGT001

``set ROW field=text``, ``add ROW``, ``del NAME``, ``goal TEXT``, ``swap A>B`` (in the
goal), ``done``, ``total``, ``grade``, ``spent`` and ``rate`` are the changes.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from perftargets import lint
from perftargets.findings import Finding
from perftargets.model.project import Document
from perftargets.reading import read_bytes

FOLDER = Path(__file__).with_name("objections")
_LEVEL_1 = {
    **dict.fromkeys(("数量", "质量", "时效", "成本"), "产出指标"),
    **dict.fromkeys(("经济效益", "社会效益", "生态效益", "可持续影响"), "效益指标"),
    "满意度": "满意度指标",
    "社会成本": "成本指标",
}
_COLUMNS = ("sub", "name", "value", "w", "actual", "score", "reason")
_FUNDS = ("initial", "adjusted", "spent", "rate", "score")


@attrs.frozen(kw_only=True)
class Table:
    """A table that is fine: what stands over its rows, and the rows."""

    head: dict[str, str]
    rows: tuple[dict[str, str], ...]

    def document(self) -> Document:
        """Return the table as it would be read from a file."""
        import json

        tree = {
            "schema": "perftargets/1",
            "fiscal_year": 2025,
            "projects": [self._project()],
        }
        return read_bytes(json.dumps(tree, ensure_ascii=False).encode(), path="t.json")

    def _project(self) -> dict[str, Any]:
        head = self.head
        money: dict[str, Any] = {k: head[k] for k in _FUNDS[:4] if k in head}
        if "score" in head:
            money |= {"weight": 10, "score": float(head["score"])}
        fields: dict[str, Any] = {
            "name": head["name"],
            "agency": head["agency"],
            "department": head["department"],
            "goal": head["goal"],
            "funds": {"total": money},
        }
        if "done" in head:
            fields["goal_actual"] = head["done"]
        if "total" in head:
            fields["total"] = float(head["total"])
        if "grade" in head:
            fields["grade"] = head["grade"]
        return fields | {"indicators": [_indicator(row) for row in self.rows]}


@attrs.frozen(kw_only=True)
class Fault:
    """One fault: what is wrong, the table with it, and how it is to be reported."""

    said: str
    fine: Table
    table: Table
    codes: frozenset[str]

    def found(self) -> tuple[Finding, ...]:
        """Return what is reported of the table with the fault, and not without it."""
        before = {(each.code, each.message) for each in findings(self.fine)}
        return tuple(
            each
            for each in findings(self.table)
            if (each.code, each.message) not in before
        )


def findings(table: Table) -> tuple[Finding, ...]:
    """Return what is reported of a table by default."""
    return lint(table.document()).findings


def faults(path: Path) -> Iterator[Fault]:
    """Read the faults of a file."""
    for table, lines in _tables(path):
        for line in lines:
            change, _, codes = line.partition(" => ")
            said, *changes = change.split("; ")
            wrong = table
            for each in changes:
                wrong = _changed(wrong, each.strip())
            yield Fault(
                said=said, fine=table, table=wrong, codes=frozenset(codes.split())
            )


def tables(path: Path) -> Iterator[Table]:
    """Read the tables of a file, which are fine."""
    for table, _ in _tables(path):
        yield table


def planted_faults() -> Iterator[Table]:
    """Go through the tables of all files, each with its fault."""
    for path in sorted(FOLDER.glob("*.txt")):
        for fault in faults(path):
            yield fault.table


def _tables(path: Path) -> Iterator[tuple[Table, list[str]]]:
    for block in path.read_text(encoding="utf-8").split("\n@")[1:]:
        first, *lines = block.splitlines()
        names = ("name", "agency", "department", *_FUNDS)
        head = dict(zip(names, first.split("|"), strict=False))
        rows, wrong = [], []
        for line in lines:
            word, _, rest = line.partition(" ")
            if word == "!":
                wrong.append(rest)
            elif word in {"goal", "done", "total", "grade"}:
                head[word] = rest
            elif line.strip() and word != "#":
                rows.append(_row(line))
        yield Table(head=head, rows=tuple(rows)), wrong


def _row(line: str) -> dict[str, str]:
    return dict(zip(_COLUMNS, line.split("|"), strict=False))


def _changed(table: Table, change: str) -> Table:
    verb, _, rest = change.partition(" ")
    head, rows = dict(table.head), list(table.rows)
    match verb:
        case "set" | "del":
            name = max(
                (row["name"] for row in rows if rest.startswith(row["name"])), key=len
            )
            at = next(i for i, row in enumerate(rows) if row["name"] == name)
            if verb == "del":
                del rows[at]
            else:
                rows[at] = rows[at] | _fields(rest.removeprefix(name))
        case "add":
            row = _row(rest)
            level = _LEVEL_1[row["sub"]]
            same = [i for i, each in enumerate(rows) if _LEVEL_1[each["sub"]] == level]
            rows.insert(same[-1] + 1 if same else 0, row)
        case "swap":
            old, _, new = rest.partition(">")
            if old not in head["goal"]:
                raise ValueError(change)
            head["goal"] = head["goal"].replace(old, new)
        case "goal" | "done" | "total" | "grade" | "rate" | "spent" | "score":
            head[verb] = rest
        case _:
            raise ValueError(change)
    return Table(head=head, rows=tuple(rows))


def _fields(text: str) -> dict[str, str]:
    found = re.finditer(r"(\w+)=(.*?)(?= \w+=|$)", text)
    return {each[1]: each[2].strip() for each in found}


def _indicator(row: dict[str, str]) -> dict[str, Any]:
    under = {"满意度": "服务对象满意度"}.get(row["sub"], row["sub"])
    fields: dict[str, Any] = {
        "category": _LEVEL_1[row["sub"]],
        "subcategory": f"{under}指标",
        "name": row["name"],
        "target": row["value"],
        "weight": float(Decimal(row["w"])),
    }
    named = {"unit": "unit", "mid": "long_term_target", "actual": "actual"}
    fields |= {named[key]: row[key] for key in named if key in row}
    if "score" in row:
        fields["score"] = float(Decimal(row["score"]))
    if row.get("reason"):
        fields["reason"] = row["reason"]
    return fields

"""Tables on both sides of the conditions of each rule: ``conditions/*.txt``.

Under a head, ``# CODE …``, which names rules and what is tried, stand the fields of a
project (``goal: …``), its rows (``数量 | 培训人数 | ≥5人 | unit=人``), and further
projects, each from ``project: …`` on; under ``prior:`` last year's table. What the
rules find stands in ``written``, in a file of the same name, which
``python -m tests.linting.conditions`` writes anew after a change that is meant; what it
changes is to be looked at line by line.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from perftargets import lint
from perftargets.model.indicator import Indicator
from perftargets.model.project import Amounts, Document, Funds, Goal, Project
from tests.linting.corpora import HERE, SHORT
from tests.linting.grids.making import lines_of

FOLDER = HERE / "conditions"
_POINTS = {"weight", "score", "total"}
_AMOUNTS = {"initial", "adjusted", "spent", "rate", "expected", "points", "scored"}
_DOCUMENT = {"fiscal_year", "profile"}


@cache
def cases(name: str) -> dict[str, list[str]]:
    """Return the lines of each table of a file, under its head."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            assert line not in found, line
            lines = found[line] = []
        elif line:
            lines.append(line)
    return found


def names() -> list[str]:
    """Return the names of the files."""
    return sorted(path.stem for path in FOLDER.glob("*.txt"))


def pieces() -> list[tuple[str, str]]:
    """Return each file with each of the rules that its heads begin with."""
    return [
        (name, code)
        for name in names()
        for code in dict.fromkeys(head.split()[1] for head in cases(name))
    ]


def found(name: str, code: str) -> list[str]:
    """Lint the tables of one rule; return what is found of each, under its head."""
    lines: list[str] = []
    for head, table in cases(name).items():
        if head.split()[1] != code:
            continue
        codes = [each for each in head.split() if each[:3].isupper() and len(each) == 6]
        at = table.index("prior:") if "prior:" in table else len(table)
        then = table[at + 1 :]
        prior = _document(["fiscal_year: 2024", *then]) if then else None
        report = lint(_document(table[:at]), prior=prior, select=codes)
        lines += [head, *(f"fault {each}" for each in report.faults), *lines_of(report)]
    return lines


def written(name: str, code: str) -> list[str]:
    """Return what is written down of one rule."""
    lines: list[str] = []
    of_code = False
    path = HERE / "written" / f"conditions-{name}.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            of_code = line.split()[1] == code
        if of_code:
            lines.append(line)
    return lines


def _document(lines: list[str]) -> Document:
    fields: dict[str, Any] = {"fiscal_year": 2025, "path": "t.json"}
    tables: list[list[str]] = [[]]
    for line in lines:
        key, _, value = line.partition(": ")
        if key in _DOCUMENT:
            fields[key] = None if value == "none" else value
        elif key == "project" and tables[-1]:
            tables.append([line])
        else:
            tables[-1].append(line)
    return Document(projects=tuple(map(_project, tables)), **fields)


def _project(lines: list[str]) -> Project:
    fields: dict[str, Any] = {"name": "综合事务"}
    money: dict[str, dict[str, Any]] = {}
    rows: list[Indicator] = []
    for line in lines:
        if " | " in line:
            rows.append(_row(line))
            continue
        key, _, value = line.partition(": ")
        if key in {"goal", "done"}:
            fields["goal"] = (
                Goal(value)
                if key == "goal"
                else Goal(fields["goal"].text, actual=value)
            )
        elif key == "weights":
            pairs = (pair.split("=") for pair in value.split())
            fields[key] = tuple((one, Decimal(other)) for one, other in pairs)
        elif "." in key or key in _AMOUNTS:
            _add_money(money, key, value)
        elif key == "project":
            fields["name"] = value
        else:
            fields[key] = Decimal(value) if key in _POINTS else value
    if money:
        amounts: dict[str, Any] = {key: Amounts(**of) for key, of in money.items()}
        fields["funds"] = Funds(**amounts)
    return Project(indicators=rows, **fields)


def _add_money(money: dict[str, dict[str, Any]], key: str, value: str) -> None:
    of, _, field = key.rpartition(".")
    field = {"points": "weight", "scored": "score"}.get(field, field)
    held = Decimal(value) if field in _POINTS else value
    money.setdefault(of or "total", {})[field] = held


def _row(line: str) -> Indicator:
    level, name, target, *more = line.split(" | ")
    upper, _, lower = level.partition("/")
    category, subcategory = SHORT.get(level, (upper, lower or None))
    fields: dict[str, Any] = {"category": category, "subcategory": subcategory}
    for each in more:
        key, _, value = each.partition("=")
        fields[key] = Decimal(value) if key in _POINTS else value
    return Indicator(name=name.strip(), target=target.strip(), **fields)


def _all(name: str) -> Iterator[str]:
    for of, code in pieces():
        if of == name:
            yield from found(name, code)


if __name__ == "__main__":
    for each in names():
        text = "".join(f"{line}\n" for line in _all(each))
        path = HERE / "written" / f"conditions-{each}.txt"
        path.write_text(text, encoding="utf-8")

"""Verdicts of many targets on many actuals: ``verdicts/*.txt``, one row a line.

``python -m tests.judging.verdicts`` writes the files anew, after a change that is
meant; what it changes is to be looked at line by line. A line is target, actual and
what is known around them, and behind a tab the verdict with completion and deviation,
what else is decided, the reason, and what was assumed.

The rows are made of ``tables.toml``, each target with each actual. Those of
``various.txt`` stand in the file itself: of a great many, such that each line of the
package is run by at least twenty rows of these files. There reason and assumptions
stand in Chinese too, and behind them the same of each part.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from perftargets.judging.context import JudgingContext
from perftargets.judging.judge import judge
from perftargets.judging.verdict import Judgement
from perftargets.model.project import Amounts, Funds
from perftargets.phrase import parse

FOLDER = Path(__file__).parent / "verdicts"

TABLES: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
    (FOLDER / "tables.toml").read_text(encoding="utf-8")
)
"""Targets, actuals, and what is known around them."""

VARIOUS = "various"
"""The file whose rows stand in itself, and which tells of them in full."""


def rows(name: str) -> Iterator[tuple[str, str, str]]:
    """Make the rows of one table: each with each, in turn with what is known."""
    if name == VARIOUS:
        yield from (row for row, _ in written(name))
        return
    table = TABLES[name]
    around = table["around"]
    for first, target in enumerate(table["targets"]):
        for second, actual in enumerate(table["actuals"]):
            known = around[1 + (first + second) % (len(around) - 1)]
            yield from ((target, actual, each) for each in (around[0], known))


def written(name: str) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Yield the rows of one file, each with what is said of it."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        row, _, said = line.partition("\t")
        target, actual, around = row.split(" | ")
        yield (target, actual, around), said


def judgement(target: str, actual: str, around: str, *, in_full: bool = False) -> str:
    """Return all that is said of one row, on one line."""
    key, _, value = around.partition("=")
    known: dict[str, Any] = {key: value} if key else {}
    if key == "baseline":
        known = {"baseline": parse(value)}
    elif key == "budget":
        known = {"funds": Funds(total=Amounts(adjusted=value))}
    elif key == "year":
        known = {"fiscal_year": int(value)}
    judged = judge(target, actual, JudgingContext(**known))
    return _full(judged) if in_full else _line(judged)


def _full(judged: Judgement) -> str:
    """Return the line with Chinese and, in brackets, the lines of the parts."""
    said = judged.to_dict("zh")
    parts = [_line(judged), "".join((f"“{said['reason']}”", *said["assumptions"]))]
    parts += [f"[{part}: {_full(each)}]" for part, each in judged.parts]
    return " ".join(parts).replace("\n", r"\n")


def _line(judged: Judgement) -> str:
    said = judged.to_dict()
    parts = [said["verdict"], str(said["completion"]), str(said["deviation"])]
    parts += [flag for flag in ("is_binary", "by_actual") if getattr(judged, flag)]
    if not judged.applicable:
        parts.append("not applicable")
    if judged.share is not None:
        parts.append(f"share {judged.share}")
    for pair in (judged.comparison, judged.lower_bound):
        if pair is not None:
            parts.append(
                f"({pair.actual} {pair.operator.value} {pair.target} "
                f"{pair.unit or ''}/{pair.per or ''})"
            )
    parts.append(f"“{said['reason']}”")
    parts += [f"; {each}" for each in said["assumptions"]]
    return " ".join(parts).replace("\n", r"\n")


if __name__ == "__main__":
    for table in (*TABLES, VARIOUS):
        lines = [
            f"{' | '.join(row)}\t{judgement(*row, in_full=table == VARIOUS)}\n"
            for row in rows(table)
        ]
        (FOLDER / f"{table}.txt").write_text("".join(lines), encoding="utf-8")

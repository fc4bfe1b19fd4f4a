"""Made-up tables of any size, with the truth of what is planted in them.

Real tables repeat few phrases very often and have a long tail; so do these. Two figures
stand for that: ``COMMON`` rows that are drawn again and again, those first in the list
most, and ``FRESH`` of a hundred rows that are made anew. They are chosen, not measured.

The truth follows from how a row was made, with no help from the parser or the checker.
"""

import csv
import datetime as dt
import errno
import os
from bisect import bisect
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from perftargets._data import toml
from perftargets._escaping import csv_cell
from perftargets.errors import UsageError
from perftargets.frames.arrow import Arrow, arrow, parquet
from perftargets.frames.records import DIGITS, POINT_PLACES
from perftargets.writing.save import synced

COMMON = 5_000
"""Rows that are drawn again and again."""

FRESH = 5
"""How many of a hundred rows are made anew."""

BATCH = 50_000
"""Rows of one batch; each is made by itself."""

YEAR = 2022
"""The fiscal year of every row."""

_OF_PROJECT = 10
"""Rows of one project."""

_CENT = Decimal("0.01")
_CHANCES = {"met": 70, "not_met": 20, "not_reported": 7, "undetermined": 3}
"""How many of a hundred rows have which verdict."""

_HUNDRED = Decimal(100)


class Planted(NamedTuple):
    """One row without its project, and what is true of it.

    ``truth_points`` is null where only the verdict is planted.
    """

    category: str
    subcategory: str
    name: str
    target: str
    actual: str | None
    weight: str
    truth_verdict: str
    truth_points: Decimal | None


def synth(rows: int, *, seed: int = 0) -> Iterator[Arrow]:
    """Make a table of so many rows, batch by batch; each is a table of pyarrow.

    The same figures give the same rows, and a longer table begins as a shorter one.

    Raises:
        UsageError: ``rows`` is negative.
        MissingExtraError: the extra ``frames`` is not installed.
    """
    if rows < 0:
        raise UsageError(
            zh=f"行数不能为负：{rows}", en=f"there are no {rows} rows; give 0 or more"
        )
    return _batches(rows, seed)


def write(
    path: str | os.PathLike[str],
    rows: int,
    *,
    seed: int = 0,
    force: bool = False,
    progress: Callable[[int, int | None], None] | None = None,
) -> None:
    """Write a made-up table as Parquet or CSV, by the ending of the name.

    Raises:
        UsageError: ``rows`` is negative, or the ending is another.
        FileExistsError: the file is there already and ``force`` is not set.
        MissingExtraError: the extra ``frames`` is not installed.
    """
    goal = Path(path)
    form = goal.suffix.lower()
    if form not in {".parquet", ".csv"}:
        raise UsageError(
            zh=f"输出应为 .parquet 或 .csv 文件，不是“{goal.name}”",
            en=f"the output is a .parquet or .csv file, not “{goal.name}”",
        )
    if goal.exists() and not force:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(goal))
    tables = _told(synth(rows, seed=seed), rows, progress)
    draft = goal.with_name(f".{goal.name}.draft")
    try:
        if form == ".parquet":
            _write_parquet(draft, tables)
        else:
            _write_csv(draft, tables)
        draft.replace(goal)
    finally:
        draft.unlink(missing_ok=True)


def _told(
    tables: Iterator[Arrow],
    rows: int,
    progress: Callable[[int, int | None], None] | None,
) -> Iterator[Arrow]:
    done = 0
    for table in tables:
        yield table
        done += table.num_rows
        if progress is not None:
            progress(done, rows)


def _write_parquet(draft: Path, tables: Iterator[Arrow]) -> None:
    first = next(tables)
    with (
        synced(draft) as file,
        parquet().ParquetWriter(file, first.schema) as writer,
    ):
        writer.write_table(first)
        for table in tables:
            writer.write_table(table)


def _write_csv(draft: Path, tables: Iterator[Arrow]) -> None:
    with draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for number, table in enumerate(tables):
            if number == 0:
                writer.writerow(table.column_names)
            columns = (column.to_pylist() for column in table.columns)
            writer.writerows(
                [csv_cell(cell) if isinstance(cell, str) else cell for cell in row]
                for row in zip(*columns, strict=True)
            )


def _batches(rows: int, seed: int) -> Iterator[Arrow]:
    pool = _pool(seed)
    if rows == 0:
        yield _batch(pool, 0, seed).slice(0, 0)
    for start in range(0, rows, BATCH):
        # A batch is made whole and cut, so that what follows changes nothing in it.
        yield _batch(pool, start, seed).slice(0, min(BATCH, rows - start))


def _pool(seed: int) -> tuple[Arrow, list[int]]:
    """Make the common rows and how often each is drawn, as running sums."""
    random = Random(f"{seed}:common")  # noqa: S311 - nothing here is secret
    made = [_row(random, fresh=False) for _ in range(COMMON)]
    chances = accumulate(1_000_000 // (place + 5) for place in range(COMMON))
    return _table(made), list(chances)


def _batch(pool: tuple[Arrow, list[int]], start: int, seed: int) -> Arrow:
    pa = arrow()
    random = Random(f"{seed}:{start}")  # noqa: S311 - nothing here is secret
    common, chances = pool
    drawn = [bisect(chances, random.randrange(chances[-1])) for _ in range(BATCH)]
    fresh: list[Planted] = []
    for place in range(BATCH):
        if random.randrange(100) < FRESH:
            drawn[place] = COMMON + len(fresh)
            fresh.append(_row(random, fresh=True))
    table = pa.concat_tables([common, _table(fresh)]).combine_chunks()
    table = table.take(pa.array(drawn, pa.int64()))
    projects = [_project(random) for _ in range(BATCH // _OF_PROJECT)]
    whose = pa.array([place // _OF_PROJECT for place in range(BATCH)], pa.int64())
    departments = pa.array([each[0] for each in projects], pa.string()).take(whose)
    names = pa.array(
        [
            f"{name}{(start + place * _OF_PROJECT) // _OF_PROJECT + 1}"
            for place, (_, name) in enumerate(projects)
        ],
        pa.string(),
    ).take(whose)
    head = pa.table(
        {
            "row": pa.array(range(start, start + BATCH), pa.int64()),
            "department": departments,
            "project": names,
            "fiscal_year": pa.array([YEAR] * BATCH, pa.int32()),
        }
    )
    for column in table.column_names:
        head = head.append_column(column, table.column(column))
    return head


def _table(rows: list[Planted]) -> Arrow:
    pa = arrow()
    types = dict.fromkeys(Planted._fields, pa.string())
    types["truth_points"] = pa.decimal128(DIGITS, POINT_PLACES)
    columns = zip(*rows, strict=True) if rows else ((),) * len(types)
    return pa.table(
        [
            pa.array(column, kind)
            for column, kind in zip(columns, types.values(), strict=True)
        ],
        names=list(types),
    )


def _project(random: Random) -> tuple[str, str]:
    """Draw a department, the first ones far more often, and a kind of project."""
    data = toml("words", "synth.toml")
    count = len(data["places"]) * len(data["offices"])
    at = min(int(random.paretovariate(0.8)) - 1, count - 1)
    place, office = divmod(at, len(data["offices"]))
    return (
        f"{data['places'][place]}{data['offices'][office]}",
        str(random.choice(data["projects"])),
    )


def _row(random: Random, *, fresh: bool) -> Planted:
    data = toml("words", "synth.toml")
    shape = random.choice(data["shapes"])
    verdict = random.choices(list(_CHANCES), list(_CHANCES.values()))[0]
    weight = random.choice(data["weights"])
    target, actual, verdict, share = _MAKERS[shape["kind"]](
        random, shape, verdict, fresh
    )
    if verdict == "not_reported":
        actual, share = None, None
    points = None
    if share is not None:
        points = (Decimal(weight) * share).quantize(_CENT, ROUND_HALF_UP)
    return Planted(
        category=shape["category"],
        subcategory=shape["subcategory"],
        name=shape["name"],
        target=target,
        actual=actual,
        weight=weight,
        truth_verdict=verdict,
        truth_points=points,
    )


_Made = tuple[str, str | None, str, Decimal | None]
"""Target, actual, verdict, and the share of the points where it is planted."""

_Shape = dict[str, Any]


def _figure(random: Random, shape: _Shape, fresh: bool) -> int:  # noqa: FBT001 - how it is drawn
    low, high, step = shape["low"], shape["high"], shape["step"]
    return random.randint(low, high) if fresh else random.randrange(low, high + 1, step)


def _said(random: Random, shape: _Shape, figure: Decimal) -> str:
    text = format((figure * shape.get("scale", 1)).normalize(), "f")
    return str(random.choice(shape["actuals"]).format(text))


def _at_least(random: Random, shape: _Shape, verdict: str, fresh: bool) -> _Made:  # noqa: FBT001 - how it is drawn
    wanted = _figure(random, shape, fresh)
    target = random.choice(shape["targets"]).format(wanted)
    if verdict == "undetermined":
        return target, _words_for_a_figure(random), verdict, None
    if verdict == "met":
        done = Decimal(wanted + random.randint(0, wanted // 4))
        return target, _said(random, shape, done), verdict, Decimal(1)
    done = Decimal(random.randint(wanted // 2, wanted - 1))
    return target, _said(random, shape, done), verdict, done / wanted


def _rate(random: Random, shape: _Shape, verdict: str, fresh: bool) -> _Made:  # noqa: FBT001 - how it is drawn
    wanted = _figure(random, shape, fresh)
    target = random.choice(shape["targets"]).format(wanted)
    if verdict == "undetermined":
        return target, _words_for_a_figure(random), verdict, None
    if verdict == "met":
        done = Decimal(random.randint(wanted * 10, 1000)) / 10
        return target, _said(random, shape, done), verdict, Decimal(1)
    done = Decimal(random.randint(wanted * 5, wanted * 10 - 1)) / 10
    return target, _said(random, shape, done), verdict, done / wanted


def _at_most(random: Random, shape: _Shape, verdict: str, fresh: bool) -> _Made:  # noqa: FBT001 - how it is drawn
    wanted = _figure(random, shape, fresh)
    target = random.choice(shape["targets"]).format(wanted)
    if verdict == "undetermined":
        return target, _words_for_a_figure(random), verdict, None
    if verdict == "met":
        done = Decimal(random.randint((wanted + 1) // 2, wanted))
        return target, _said(random, shape, done), verdict, Decimal(1)
    done = Decimal(random.randint(wanted + 1, wanted * 2 + 1))
    return target, _said(random, shape, done), verdict, wanted / done


def _equal(random: Random, shape: _Shape, verdict: str, fresh: bool) -> _Made:  # noqa: FBT001 - how it is drawn
    wanted = _figure(random, shape, fresh)
    target = random.choice(shape["targets"]).format(wanted)
    if verdict == "undetermined":
        return target, _words_for_a_figure(random), verdict, None
    if verdict == "met":
        return target, _said(random, shape, Decimal(wanted)), verdict, Decimal(1)
    done = Decimal(random.randint(0, wanted - 1))
    return target, _said(random, shape, done), verdict, done / wanted


def _range(random: Random, shape: _Shape, verdict: str, fresh: bool) -> _Made:  # noqa: FBT001 - how it is drawn
    low = _figure(random, shape, fresh)
    high = low + shape["step"]
    target = random.choice(shape["targets"]).format(low, high)
    if verdict == "undetermined":
        return target, _words_for_a_figure(random), verdict, None
    if verdict == "met":
        done = random.randint(low, high)
        return target, _said(random, shape, Decimal(done)), verdict, Decimal(1)
    done = random.choice([low - 1, high + 1])
    return target, _said(random, shape, Decimal(done)), verdict, None


def _deadline(random: Random, shape: _Shape, verdict: str, fresh: bool) -> _Made:  # noqa: FBT001 - how it is drawn
    month = _figure(random, shape, fresh)
    target = random.choice(shape["targets"]).format(month)
    if verdict == "undetermined":
        verdict = "met"
    late = dt.date(YEAR + month // 12, month % 12 + 1, 1)
    days = random.randint(0, 40) if verdict == "not_met" else -random.randint(1, 40)
    day = late + dt.timedelta(days)
    actual = shape["actuals"][0].format(day.year, day.month, day.day)
    return target, actual, verdict, Decimal(verdict == "met")


def _in_words(random: Random, shape: _Shape, verdict: str, fresh: bool) -> _Made:  # noqa: FBT001 - as the others
    del fresh
    target = random.choice(shape["targets"])
    match verdict:
        case "met":
            return target, shape["actuals"][0], verdict, None
        case "not_met":
            return target, shape["actuals"][1], verdict, None
        case "not_reported":
            return target, None, verdict, None
        case _:
            return target, shape["actuals"][2], "partly_met", None


def _open(random: Random, shape: _Shape, verdict: str, fresh: bool) -> _Made:  # noqa: FBT001 - how it is drawn
    target = random.choice(shape["targets"])
    figure = Decimal(_figure(random, shape, fresh))
    if verdict != "not_reported":
        verdict = "undetermined"
    return target, _said(random, shape, figure), verdict, None


_MAKERS = {
    "at-least": _at_least,
    "rate": _rate,
    "at-most": _at_most,
    "equal": _equal,
    "range": _range,
    "deadline": _deadline,
    "words": _in_words,
    "open": _open,
}


def _words_for_a_figure(random: Random) -> str:
    return str(random.choice(toml("words", "synth.toml")["words_for_figures"]))

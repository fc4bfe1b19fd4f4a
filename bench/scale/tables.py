"""The page of figures: what stands in its tables."""

import itertools
from collections.abc import Iterator, Mapping

import attrs

from bench.page import Row, Table
from bench.scale import cluster
from bench.scale.measurements import (
    CHECKERS,
    NAMES,
    READERS,
    SAMPLE,
    WHOLE,
    Cost,
    Costs,
)

MEGABYTE = 1024 * 1024
TIMES = 10
"""How many times faster than the plain loop the columns are wanted."""

GROWTH = 1.2
"""What the time of a row may grow by, from one size to the next."""

MORE_MEMORY = 1.2
"""What the memory of ``scan`` may grow by when the table is the longest."""

ONE_CORE = ("arrow", "pandas", "polars", "duckdb", "spark1")

HEAD = f"""\
# Performance of columns, SQL and Spark

Written by `make bench-scale`; nothing on this page is typed by hand. A run that was
ended goes on with what it had measured. Compare ratios between machines, not times. The
tables are those of `perftargets synth --seed 1`. Each figure comes from a process of
its own, which is held to one core with all its threads and all processes below it;
Spark `local[2]` has two. Each ran once, so that small differences say nothing.

Time is processor time, of the process and of all below it (the virtual machine of Spark
and its workers of Python). The clock starts when the table, the libraries, the grammar
and a session are loaded; the workers of Spark start after it, which takes seconds and
weighs on the short tables. Memory is the most that each process had at once, from its
start, added up; the table in memory is part of it.

The plain loop takes a list of texts and reads each anew; of long tables, only the first
{SAMPLE:,} rows. It keeps no result, while all others give typed columns. The loop over
`parse` remembers phrases, as `parse` does by itself, and keeps no result either.
"""


@attrs.frozen(kw_only=True)
class Measured:
    """All that was measured.

    Attributes:
        sizes: the rows of the tables, smallest first.
        bytes_read: the bytes of each table.
        reading: the phrases of a column read.
        bare: the same phrases matched by a bare expression.
        checking: whole rows checked.
        compared: the rows of the table on which results were compared.
        agreement: columns given, and those that differ from the loop's.
    """

    sizes: tuple[int, ...]
    bytes_read: Mapping[int, int]
    reading: Costs
    bare: Costs
    checking: Costs
    compared: int
    agreement: Mapping[str, tuple[int, list[str]]]


def tables(found: Measured) -> list[Table]:
    """Give all tables of the page."""
    made = [
        Table(
            "What is wanted, and what was measured",
            "A bound that is missed says so.",
            ("what", "wanted", "measured", "met"),
            list(_wanted(found)),
        )
    ]
    made += [_reading(found, size) for size in found.sizes]
    made += [
        _growth("A row's time as tables grow: reading", found.reading, found.sizes),
        *(_checking(found, size) for size in found.sizes),
        _growth("A row's time as tables grow: checking", found.checking, found.sizes),
        Table(
            f"The same {found.compared:,} rows in every engine",
            "Every column of `check_columns` is hashed, the rows in the order of their "
            "numbers, and held to that of the plain loop, which reads and judges every "
            "row by itself.",
            ("engine", "columns", "columns that differ"),
            [
                (NAMES[name], f"{count}", ", ".join(differ) or "none")
                for name, (count, differ) in found.agreement.items()
            ],
        ),
    ]
    basis = _basis(found)
    if basis is not None:
        made.append(
            Table(
                f"What {cluster.ROWS:,} rows need on a cluster",
                "Computed from Spark's figures for checking above, and not measured. "
                "It takes for granted that the rows are like these made-up ones and "
                "spread evenly, that a core of the cluster is as fast as this one, and "
                "that nobody else is there. Spark's figures hold no writing of files; "
                "those of `scan` do. A task takes one file or a part of one, of "
                f"{cluster.TASK_ROWS:,} rows; cores that have none wait for others.",
                ("what", "from", "makes"),
                cluster.lines(basis),
            )
        )
    return made


def _wanted(found: Measured) -> Iterator[Row]:
    longest = found.sizes[-1]
    loop = found.reading["loop", longest]
    for name in ONE_CORE:
        times = loop.each / found.reading[name, longest].each
        yield (
            f"{NAMES[name]}, {longest:,} rows, in times of the plain loop's rate",
            f"at least {TIMES}",
            f"{times:.1f}",
            _met(times >= TIMES),
        )
    for kind, costs in (("reading", found.reading), ("checking", found.checking)):
        grown = {
            name: _grown(costs, name, found.sizes)
            for name in dict.fromkeys(name for name, _ in costs)
            if name not in {"loop", "cached"}
        }
        for name, growth in grown.items():
            if growth is not None:
                yield (
                    f"{kind}, {NAMES[name]}: a row's time, from one size to the next",
                    f"at most {GROWTH}",
                    f"{growth:.2f}",
                    _met(growth <= GROWTH),
                )
    if len(found.sizes) > 1:
        few, many = (found.checking["scan", size].memory for size in found.sizes[-2:])
        yield (
            f"memory of `scan` at {longest:,} rows, in times of {found.sizes[-2]:,}",
            f"at most {MORE_MEMORY}",
            f"{many / few:.2f}",
            _met(many <= MORE_MEMORY * few),
        )
    differ = [name for name, (_, columns) in found.agreement.items() if columns]
    yield (
        f"engines that differ from the loop on {found.compared:,} rows",
        "none",
        ", ".join(NAMES[name] for name in differ) or "none",
        _met(not differ),
    )


def _met(met: bool) -> str:  # noqa: FBT001 -- how the cell is written
    return "yes" if met else "NO"


def _grown(costs: Costs, name: str, sizes: tuple[int, ...]) -> float | None:
    """Give the most that the time of a row grew by from one size to the next."""
    each = [costs[name, size].each for size in sizes if (name, size) in costs]
    grown = [after / before for before, after in itertools.pairwise(each)]
    return max(grown, default=None)


def _reading(found: Measured, size: int) -> Table:
    rows = []
    loop = found.reading["loop", size]
    for name in READERS:
        one = found.reading[name, size]
        bare = found.bare.get((name, size))
        rows.append(
            (
                NAMES[name],
                *_cells(one, loop),
                f"{1 / bare.each:,.0f}" if bare else "as above",
                f"{bare.each / one.each:.2f}" if bare else "",
            )
        )
    return Table(
        f"Reading the targets of {size:,} rows",
        "The last columns: how many rows a second a bare expression for phrases of one "
        "figure matches in the same engine, and the rate of the library in times of "
        "it. It understands only part of the phrases and gives texts.",
        (
            *("engine", "time", "clock", "rows a second", "times the loop"),
            *("memory", "expression, rows a second", "of its rate"),
        ),
        rows,
    )


def _checking(found: Measured, size: int) -> Table:
    loop = found.checking["loop", size]
    return Table(
        f"Checking {size:,} rows",
        "Targets, actuals, names, categories, points and the year: all columns of "
        "`check_columns`. `scan` goes from file to file. "
        + (
            "Frames hold the result as a whole and are not asked for as many rows."
            if size > WHOLE
            else ""
        ),
        ("engine", "time", "clock", "rows a second", "times the loop", "memory"),
        [
            (NAMES[name], *_cells(found.checking[name, size], loop))
            for name in CHECKERS
            if (name, size) in found.checking
        ],
    )


def _cells(one: Cost, loop: Cost) -> Row:
    return (
        f"{one.processor:.2f} s",
        f"{one.wall:.2f} s",
        f"{1 / one.each:,.0f}",
        f"{loop.each / one.each:.1f}",
        f"{one.memory / MEGABYTE:,.0f} MB",
    )


def _growth(title: str, costs: Costs, sizes: tuple[int, ...]) -> Table:
    names = dict.fromkeys(name for name, _ in costs)
    return Table(
        title,
        "µs a row. What stays level, or falls, grows linearly; what falls has a part "
        "that does not grow.",
        ("engine", *(f"{size:,} rows" for size in sizes)),
        [
            (
                NAMES[name],
                *(
                    f"{costs[name, size].each * 1e6:.2f}"
                    if (name, size) in costs
                    else "not measured"
                    for size in sizes
                ),
            )
            for name in names
        ],
    )


def _basis(found: Measured) -> cluster.Basis | None:
    if len(found.sizes) < 2:
        return None
    small, large = found.sizes[-2:]
    return cluster.Basis(
        small=found.checking["spark1", small],
        large=found.checking["spark1", large],
        two=found.checking["spark2", large],
        read=found.bytes_read[large],
        written=found.checking["scan", large].written,
    )

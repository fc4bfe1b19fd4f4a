"""One engine at one piece of work, in a process of its own.

``python -m bench.scale.engines ENGINE WORK FILE [ROWS]`` prints what it took as
JSON. Reading the file, imports, the grammar and the start of Spark come before the
clock starts; the workers of Spark start within, and load the grammar.
"""

import itertools
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs

from bench.scale.digest import digest
from bench.scale.loop import EXPRESSION, FIELDS, Uncached, by_expression, checked
from bench.scale.usage import used
from perftargets import parse
from perftargets.frames import check_columns, parse_column, scan
from perftargets.frames.arrow import schema
from perftargets.frames.records import Outcome, Phrase

READ = ("row", "target")
CHECKED = ("row", *FIELDS, "fiscal_year")
WORKS = ("parse", "expression", "check", "digest")

Table = Any
"""Something of an engine; most have no types."""


def main(arguments: list[str]) -> int:
    """Do the work, and print what it took, or the hashes."""
    name, work, path = arguments[:3]
    rows = int(arguments[3]) if len(arguments) > 3 else None
    if name != "spark2":
        # One core for all threads, and for all processes that are started from here.
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    engine = ENGINES[name](Path(path), CHECKED if work in WORKS[2:] else READ, rows)
    if work == "digest":
        said: object = digest(engine.table())
    else:
        said = attrs.asdict(used(getattr(engine, work))) | {"written": engine.written}
    engine.close()
    sys.stdout.write(json.dumps(said))
    return 0


class _Engine:
    """An engine with its table, of which only some columns are taken."""

    written = 0
    """Bytes of the file that was written, where one was."""

    def __init__(self, path: Path, columns: tuple[str, ...], rows: int | None) -> None:
        self.path = path
        self.columns = columns
        self.rows = rows
        self.load()

    def load(self) -> None:
        """Take the table in."""

    def parse(self) -> None:
        """Read every phrase, and give the columns of ``Phrase``."""
        raise NotImplementedError

    def expression(self) -> None:
        """Match every phrase with the bare expression."""
        raise NotImplementedError

    def check(self) -> None:
        """Give the columns of ``Phrase`` and ``Outcome``."""
        raise NotImplementedError

    def table(self) -> Table:
        """Give those columns as a table of Arrow, with the number of the row."""
        raise NotImplementedError

    def close(self) -> None:
        """End what was started."""


class _Arrow(_Engine):
    def load(self) -> None:
        parse("1条")
        self.frame = self.own(self._read())

    def _read(self) -> Table:
        import pyarrow.parquet as pq

        table = pq.read_table(self.path, columns=list(self.columns))
        return table if self.rows is None else table.slice(0, self.rows)

    def own(self, table: Table) -> Table:
        """Give a table of Arrow as one of this engine."""
        return table

    def arrow(self, frame: Table) -> Table:
        """Give a table of this engine as one of Arrow."""
        return frame

    def parse(self) -> None:
        parse_column(self.frame, column="target")

    def expression(self) -> None:
        import pyarrow.compute as pc

        numbers = itertools.count(1)
        named = re.sub(r"\((?!\?)", lambda _: f"(?P<g{next(numbers)}>", EXPRESSION)
        pc.extract_regex(self.frame["target"], named)

    def check(self) -> None:
        check_columns(self.frame)

    def table(self) -> Table:
        return self.arrow(check_columns(self.frame))


class _Loop(_Arrow):
    """Every phrase and every row anew; the texts are a list already."""

    def load(self) -> None:
        table = self._read()
        self.texts = table["target"].to_pylist()
        self.dicts = table.to_pylist() if "actual" in self.columns else []
        self.read: Callable[[str], object] = Uncached()

    def parse(self) -> None:
        read = self.read
        for text in self.texts:
            read(text)

    def expression(self) -> None:
        by_expression(self.texts)

    def check(self) -> None:
        for _ in checked(self.dicts):
            pass

    def table(self) -> Table:
        import pyarrow as pa

        wanted = schema(Phrase, Outcome).insert(0, pa.field("row", pa.int64()))
        found = checked(self.dicts)
        parts = []
        while part := list(itertools.islice(found, 10_000)):
            columns = [list(column) for column in zip(*part, strict=True)]
            place = wanted.names.index("items")
            columns[place] = [
                items and [item._asdict() for item in items] for items in columns[place]
            ]
            arrays = [
                pa.array(column, field.type)
                for column, field in zip(columns, wanted, strict=True)
            ]
            parts.append(pa.table(arrays, schema=wanted))
        return pa.concat_tables(parts)


class _CachedLoop(_Loop):
    """The loop as it is written: ``parse`` remembers phrases by itself."""

    def load(self) -> None:
        super().load()
        parse("1条")
        self.read = parse


class _Polars(_Arrow):
    def own(self, table: Table) -> Table:
        os.environ["POLARS_MAX_THREADS"] = "1"
        import polars as pl

        return pl.from_arrow(table)

    def arrow(self, frame: Table) -> Table:
        return frame.to_arrow()

    def expression(self) -> None:
        self.frame["target"].str.extract_groups(EXPRESSION)


class _Pandas(_Arrow):
    def own(self, table: Table) -> Table:
        return table.to_pandas()

    def arrow(self, frame: Table) -> Table:
        import pyarrow as pa

        return pa.Table.from_pandas(frame, preserve_index=False)

    def expression(self) -> None:
        self.frame["target"].str.extract(EXPRESSION)


class _DuckDB(_Engine):
    def load(self) -> None:
        import duckdb

        from perftargets.duckdb import register

        parse("1条")
        self.connection = duckdb.connect(config={"threads": 1})
        register(self.connection)
        self.connection.execute(
            f"create table t as select {', '.join(self.columns)} "  # noqa: S608
            f"from read_parquet(?) {f'limit {self.rows}' if self.rows else ''}",
            [str(self.path)],
        )

    def _batches(self, query: str) -> Iterator[Table]:
        yield from self.connection.sql(query).to_arrow_reader(1 << 16)

    def _gone_through(self, query: str) -> None:
        for _ in self._batches(query):
            pass

    def parse(self) -> None:
        self._gone_through("select p.* from (select pt_parse(target) as p from t)")

    def expression(self) -> None:
        names = [f"g{number}" for number in range(1, 7)]
        self._gone_through(
            "select g.* from (select "  # noqa: S608 -- of our own words
            f"regexp_extract(target, '{EXPRESSION}', {names}) as g from t)"
        )

    _CHECK = (
        "select row, p.*, c.* from (select row, "  # noqa: S608 -- of our own words
        "pt_parse(target) as p, pt_check({"
        + ", ".join(f"'{name}': {name}" for name in CHECKED[1:])
        + "}) as c from t)"
    )

    def check(self) -> None:
        self._gone_through(self._CHECK)

    def table(self) -> Table:
        import pyarrow as pa

        return pa.Table.from_batches(self._batches(self._CHECK))


class _Spark(_Engine):
    cores = 1

    def load(self) -> None:
        from pyspark.sql import SparkSession

        os.environ["PYSPARK_PYTHON"] = sys.executable
        builder = SparkSession.builder.master(f"local[{self.cores}]")
        for name, value in {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            # So that small files too are cut into several tasks.
            "spark.sql.files.minPartitionNum": "8",
            "spark.sql.files.openCostInBytes": "65536",
            # As the job of perftargets has it.
            "spark.driver.extraJavaOptions": "-XX:+UseSerialGC",
        }.items():
            builder = builder.config(name, value)
        self.session: Any = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")
        frame = self.session.read.parquet(str(self.path)).select(*self.columns)
        self.frame = frame if self.rows is None else frame.limit(self.rows)

    def _write(self, frame: Table) -> None:
        # All is computed, and nothing is kept.
        frame.write.format("noop").mode("overwrite").save()

    def parse(self) -> None:
        from perftargets import spark

        self._write(spark.parse(self.frame))

    def expression(self) -> None:
        from pyspark.sql import functions

        groups = [
            functions.regexp_extract("target", EXPRESSION, number).alias(f"g{number}")
            for number in range(1, 7)
        ]
        self._write(self.frame.select(*groups))

    def check(self) -> None:
        from perftargets import spark

        self._write(spark.check(self.frame))

    def table(self) -> Table:
        import pyarrow.parquet as pq

        from perftargets import spark

        with tempfile.TemporaryDirectory() as name:
            goal = Path(name, "out")
            spark.check(self.frame).write.parquet(str(goal))
            return pq.read_table(goal)

    def close(self) -> None:
        self.session.stop()


class _Spark2(_Spark):
    cores = 2


class _Scan(_Engine):
    """From Parquet to Parquet, reading and writing with it."""

    def check(self) -> None:
        with tempfile.TemporaryDirectory(dir=self.path.parent) as name:
            goal = Path(name, "out.parquet")
            scan.scan(self.path, goal)
            self.written = goal.stat().st_size

    def table(self) -> Table:
        import pyarrow.parquet as pq

        with tempfile.TemporaryDirectory(dir=self.path.parent) as name:
            goal = Path(name, "out.parquet")
            scan.scan(self.path, goal, prefix="pt_")
            table = pq.read_table(goal)
        new = [each for each in table.column_names if each.startswith("pt_")]
        made = table.select(["row", *new])
        return made.rename_columns(["row", *(each[3:] for each in new)])


_ENGINES: dict[str, type[_Engine]] = {
    "loop": _Loop,
    "cached": _CachedLoop,
    "polars": _Polars,
    "pandas": _Pandas,
    "arrow": _Arrow,
    "duckdb": _DuckDB,
    "spark1": _Spark,
    "spark2": _Spark2,
    "scan": _Scan,
}
ENGINES = MappingProxyType(_ENGINES)
"""The engines by their names on the command line."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The job ``python -m perftargets.spark IN OUT``: Parquet in, checked Parquet out."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from perftargets.errors import DataError, PerftargetsError, UsageError
from perftargets.frames.fields import fields_of
from perftargets.spark.frames import check
from perftargets.spark.types import cause, failures, spark

FINE, UNREADABLE, USAGE = 0, 1, 2

_PARTS = "spark.sql.files.minPartitionNum"
_PARTS_OF_CORE = 4
"""Into so many parts for each core a table is split, so that no core waits long."""

_LOCAL = {
    # A session on one machine speaks to nobody else.
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
}

_JAVA = "spark.driver.extraJavaOptions"
_COLLECTOR = "-XX:+UseSerialGC"
"""With two cores Java takes a collector that works beside the program, on the cores
that the workers of Python need. On a busy machine 2,000,000 rows took 70 s of processor
time with it, and 58 and 67 s with this one."""

_OF_JAVA = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "SPARK_SUBMIT_OPTS")
"""Where a user may have named a collector; Java does not start with two of them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the job, and return its exit code.

    ``IN`` and ``OUT`` are Parquet, in any place that Spark knows. Columns are found as
    ``perftargets scan`` finds them; the new ones begin with ``pt_``. 0: done. 1: a file
    of ``IN`` cannot be read, or the work failed; ``OUT`` is not complete then, and has
    no ``_SUCCESS``. 2: a mistake in the call, and nothing was done.
    """
    given = _parser().parse_args(arguments)
    pairs = [each.partition("=") for each in given.column]
    if not all(sign for _, sign, _ in pairs):
        _parser().error("--column is FIELD=NAME")
    told = {field.strip(): name.strip() for field, _, name in pairs}
    try:
        session = _session(given.master)
    except UsageError as error:
        return _said(error, given.lang)
    try:
        return _work(session, given, told)
    except (PerftargetsError, OSError) as error:
        return _said(error, given.lang)
    except failures() as error:
        sys.stderr.write(f"perftargets.spark: {cause(error)}\n")
        return UNREADABLE
    finally:
        session.stop()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m perftargets.spark",
        description="Check a table of Parquet with Spark.",
    )
    parser.add_argument("input", metavar="IN", help="Parquet to read")
    parser.add_argument("output", metavar="OUT", help="folder of Parquet to write")
    parser.add_argument(
        "--column",
        metavar="FIELD=NAME",
        action="append",
        default=[],
        help="which column is what, as target=指标值; may be given several times",
    )
    parser.add_argument("--profile", metavar="NAME|FILE", help="default mof2020")
    parser.add_argument("--prefix", default="pt_", help="default pt_")
    parser.add_argument("--lang", choices=("zh", "en"), default="en", help="default en")
    parser.add_argument("--master", help="as local[2]; default: as submitted")
    parser.add_argument("--force", action="store_true", help="replace OUT")
    return parser


def _session(master: str | None) -> Any:
    builder = spark().sql.SparkSession.builder.appName("perftargets")
    if master:
        builder = builder.master(master)
        if master.startswith("local"):
            # Spark takes the first `python3` there is, which may lack the library.
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
            for name, value in local_settings(os.environ).items():
                builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except failures() as error:
        said = cause(error)
        raise UsageError(
            zh=f"Spark 无法启动（需要 Java 17）：{said}",
            en=f"Spark does not start (it needs Java 17): {said}",
        ) from None


def local_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the settings of a session on one machine."""
    named = "".join(environment.get(name, "") for name in _OF_JAVA)
    return _LOCAL if "-XX:+Use" in named else _LOCAL | {_JAVA: _COLLECTOR}


def spread(session: Any) -> None:
    """Let Spark split what it reads into several parts for each core.

    It splits by size alone, and a table of some megabytes comes in two unequal parts.
    What the session was given (``--conf`` of ``spark-submit``) stays.
    """
    if session.conf.get(_PARTS, None) is not None:
        return
    try:
        cores = session.sparkContext.defaultParallelism
    except failures():
        # A session of Spark Connect does not tell; the server has its own setting.
        return
    session.conf.set(_PARTS, str(_PARTS_OF_CORE * cores))


def _work(session: Any, given: argparse.Namespace, told: dict[str, str]) -> int:
    source, goal = _Found(session, given.input), _Found(session, given.output)
    if not source.there:
        raise UsageError(
            zh=f"没有文件“{given.input}”", en=f"there is no file “{given.input}”"
        )
    if goal.name == source.name or source.name.startswith(f"{goal.name}/"):
        raise UsageError(
            zh=f"输出“{given.output}”就是输入，或包含输入",
            en=f"the output “{given.output}” is the input, or holds it",
        )
    if goal.there and not goal.left_over and not given.force:
        raise UsageError(
            zh=f"“{given.output}”已存在；用 --force 覆盖",
            en=f"“{given.output}” is there already; --force replaces it",
        )
    spread(session)
    # Files may differ in their columns; without this, those of one file are taken.
    frame = session.read.option("mergeSchema", "true").parquet(given.input)
    result = check(
        frame,
        columns=fields_of(frame.columns, told, given.input),
        profile=given.profile,
        language=given.lang,
        prefix=given.prefix,
    )
    functions = spark().sql.functions
    seen = spark().sql.Observation()
    counted = result.observe(seen, functions.count(functions.lit(1)).alias("rows"))
    counted.write.mode("overwrite").parquet(given.output)
    rows = seen.get["rows"]
    sys.stdout.write(
        f"{given.output}：{rows:,}行\n"
        if given.lang == "zh"
        else f"{given.output}: {rows:,} rows\n"
    )
    return FINE


class _Found:
    """A place in any file system that Spark knows.

    Attributes:
        name: its full name, with the file system.
        there: whether it is there.
        left_over: whether it holds nothing but the drafts of a run that was ended.
    """

    def __init__(self, session: Any, path: str) -> None:
        hadoop = session._jvm.org.apache.hadoop.fs  # noqa: SLF001 - there is no other way
        where = hadoop.Path(path)
        system = where.getFileSystem(session._jsc.hadoopConfiguration())  # noqa: SLF001
        self.name = str(system.makeQualified(where).toString())
        found = system.globStatus(where)
        self.there = found is not None and len(found) > 0
        self.left_over = False
        if self.there and system.exists(where) and found[0].isDirectory():
            names = [each.getPath().getName() for each in system.listStatus(where)]
            self.left_over = set(names) <= {"_temporary"}


def _said(error: PerftargetsError | OSError, language: str) -> int:
    text = (
        (error.zh if language == "zh" else error.en)
        if isinstance(error, PerftargetsError)
        else str(error)
    )
    sys.stderr.write(f"perftargets.spark: {text}\n")
    return UNREADABLE if isinstance(error, DataError) else USAGE

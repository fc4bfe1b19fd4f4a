"""``perftargets scan`` and ``perftargets synth``: big flat tables."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

from perftargets.cli.failures import FAULT, FINDINGS, FINE, traced
from perftargets.cli.findings import report
from perftargets.cli.options import ScanOptions, SynthOptions
from perftargets.cli.terminal import put, restored
from perftargets.errors import UsageError
from perftargets.findings import Language
from perftargets.frames import scan, synth

Tell = Callable[[int, int | None], None]


def scanned(source: Path, options: ScanOptions, language: Language) -> int:
    """Check a big table; end with 1 where a part of it could not be read."""
    with _bar() as progress:
        done = scan.scan(
            source,
            options.output,
            columns=_columns(options.column),
            profile=options.profile,
            language=language,
            prefix=options.prefix,
            force=options.force,
            progress=progress,
        )
    grave = report(done.findings, language)
    broke_down = traced(done.findings)
    name = restored(str(options.output))
    if language == "zh":
        kept = f"，其中{done.kept:,}行是上次完成的" if done.kept else ""
        put(f"{name}：{done.rows:,}行{kept}")
    else:
        kept = f", {done.kept:,} of them from an earlier run" if done.kept else ""
        put(f"{name}: {done.rows:,} rows{kept}")
    if broke_down:
        return FAULT
    return FINDINGS if grave else FINE


def made_up(options: SynthOptions, language: Language) -> int:
    """Write a made-up table."""
    output, rows = options.output, options.rows
    with _bar() as progress:
        synth.write(
            output, rows, seed=options.seed, force=options.force, progress=progress
        )
    name = restored(str(output))
    put(f"{name}：{rows:,}行" if language == "zh" else f"{name}: {rows:,} rows")
    return FINE


def _columns(given: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in given:
        field, sign, name = each.partition("=")
        if not sign:
            raise UsageError(
                zh=f"--column 应写成 字段=列名，如 target=指标值，不是“{each}”",
                en=f"--column is FIELD=NAME, as target=指标值, not “{each}”",
            )
        found[field.strip()] = name.strip()
    return found


@contextmanager
def _bar() -> Iterator[Tell | None]:
    """Show on a terminal how many rows are done, and nowhere else."""
    if not sys.stderr.isatty():
        yield None
        return
    with Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    ) as bar:
        task = bar.add_task("", total=None)

        def progress(done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total)

        yield progress

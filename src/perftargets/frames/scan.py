"""Big flat tables, checked in a stream: bounded memory, and a run that can go on.

The rows of each file are worked on in parts. A part that is finished is kept in a
folder beside the output (``OUT.parts``), so that a run that was ended goes on after it
and gives the same file. The folder goes once the output is complete.
"""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import attrs

import perftargets
from perftargets.errors import PerftargetsError, UsageError
from perftargets.findings import Breakdown, Finding
from perftargets.frames import engine
from perftargets.frames.arrow import Arrow, arrow, parquet, schema
from perftargets.frames.columns import check_columns
from perftargets.frames.fields import fields_of
from perftargets.frames.inputs import BATCH, Input, batches, guessed_encoding, inputs
from perftargets.frames.records import Outcome, Phrase
from perftargets.profile import Profile
from perftargets.writing.save import synced

PART = 4 * BATCH
"""Rows of one part."""

Progress = Callable[[int, int | None], None]
"""Told how many rows are done, and how many there are where that is known."""


@attrs.frozen(kw_only=True)
class Scanned:
    """What a scan did.

    Attributes:
        rows: the rows written.
        kept: how many of them an earlier run had finished.
        findings: files and lines that could not be read.
    """

    rows: int
    kept: int
    findings: tuple[Finding, ...] = ()


@attrs.frozen(kw_only=True)
class _Job:
    """All that decides the output."""

    sources: tuple[Input, ...]
    columns: dict[str, dict[str, str]]
    """For each file the names of its columns by field."""
    schema: Arrow
    about: engine.Settings
    prefix: str
    source_column: str | None

    def fingerprint(self) -> str:
        """Return what tells this job from any other."""
        told = {
            "version": perftargets.__version__,
            "part": PART,
            "batch": BATCH,
            "sources": [
                (each.name, each.size, each.changed, each.encoding)
                for each in self.sources
            ],
            "columns": self.columns,
            "schema": str(self.schema),
            "profile": repr(self.about.profile),
            "language": self.about.language,
            "prefix": self.prefix,
        }
        written = json.dumps(told, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()


def scan(  # noqa: PLR0913 - one keyword for each setting
    source: str | os.PathLike[str],
    output: str | os.PathLike[str],
    *,
    columns: Mapping[str, str] | None = None,
    profile: Profile | str | None = None,
    language: str = "en",
    prefix: str = "pt_",
    force: bool = False,
    progress: Progress | None = None,
) -> Scanned:
    """Check every row of a big flat table, and write it with what was found.

    Parquet and CSV are read in batches; of a folder, the files in the order of their
    names. The output is one Parquet file: the columns of the input, then those of
    ``Phrase`` and ``Outcome``, null where the table has no actuals; of a folder the
    name of the file too. Memory does not grow with the number of rows.

    Args:
        source: a ``.parquet`` or ``.csv`` file, or a folder of such files.
        output: the ``.parquet`` file to write.
        columns: which column is what: ``{"target": "指标值"}``. The others are found by
            their names, or by the titles that forms use.
        profile: the settings, as for ``check``.
        language: ``en`` or ``zh``, the language of reasons.
        prefix: what the names of the new columns begin with.
        force: replace an output that is there, and forget parts of another run.
        progress: told of each batch.

    Raises:
        FileNotFoundError: there is no such file or folder.
        FileExistsError: the output is there already and ``force`` is not set.
        UsageError: the output is no ``.parquet``; no column holds targets; a name is
            taken; the parts of another run lie beside the output.
        MissingExtraError: the extra ``frames`` is not installed.
    """
    goal = Path(output)
    if goal.suffix.lower() != ".parquet":
        raise UsageError(
            zh=f"输出应为 .parquet 文件，不是“{goal.name}”",
            en=f"the output is a .parquet file, not “{goal.name}”",
        )
    if not goal.absolute().parent.is_dir():
        raise UsageError(
            zh=f"没有文件夹“{goal.parent}”", en=f"there is no folder “{goal.parent}”"
        )
    if goal.exists() and not force:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(goal))
    found = inputs(source, beside=goal)
    if any(goal.exists() and each.path.samefile(goal) for each in found):
        raise UsageError(
            zh=f"输出“{goal}”就是输入文件", en=f"the output “{goal}” is an input"
        )
    about = engine.settings(profile, language)
    job = _job(found, columns, about, prefix, folder=Path(source).is_dir())
    parts = _parts(goal, job, force=force)
    run = _Run(job, parts, progress)
    rows = run.work()
    _joined(sorted(parts.glob("*.parquet")), job.schema, goal)
    shutil.rmtree(parts)
    return Scanned(rows=rows, kept=run.kept, findings=tuple(run.findings))


def _job(
    found: tuple[Input, ...],
    columns: Mapping[str, str] | None,
    about: engine.Settings,
    prefix: str,
    *,
    folder: bool,
) -> _Job:
    named = {
        each.name: fields_of(each.schema.names, columns or {}, each.name)
        for each in found
        if each.problem is None
    }
    pa = arrow()
    own: dict[str, Arrow] = {}
    for each in found:
        if each.problem is not None:
            continue
        for field in each.schema:
            # Files may disagree about a type; as text a cell is the same in all.
            same = own.setdefault(field.name, field.type) == field.type
            own[field.name] = field.type if same else pa.string()
    new = schema(Phrase, Outcome)
    source_column = f"{prefix}source" if folder else None
    added = [pa.field(f"{prefix}{field.name}", field.type) for field in new]
    if source_column is not None:
        added.insert(0, pa.field(source_column, pa.string()))
    taken = [field.name for field in added if field.name in own]
    if taken:
        raise UsageError(
            zh=f"表中已有列：{'、'.join(taken)}；请用 prefix 换一个前缀",
            en=f"the table has {', '.join(taken)} already; choose another prefix",
        )
    return _Job(
        sources=found,
        columns=named,
        schema=pa.schema([*own.items(), *added]),
        about=about,
        prefix=prefix,
        source_column=source_column,
    )


def _parts(goal: Path, job: _Job, *, force: bool) -> Path:
    """Make the folder of parts, or find the one of a run that was ended."""
    folder = goal.with_name(f"{goal.name}.parts")
    mark = folder / "job.json"
    known = json.dumps({"job": job.fingerprint()})
    if folder.exists():
        if mark.is_file() and mark.read_text(encoding="utf-8") == known:
            for draft in folder.glob("*.draft"):
                draft.unlink()
            return folder
        if not force and any(folder.iterdir()):
            raise UsageError(
                zh=f"“{folder.name}”中是另一次运行的结果；请删去，或用 force 重新开始",
                en=f"“{folder.name}” holds the parts of another run; remove it, or "
                "begin anew with force",
            )
        shutil.rmtree(folder)
    folder.mkdir()
    mark.write_text(known, encoding="utf-8")
    return folder


class _StoppedError(Exception):
    """The caller's own function, told of the progress, raised: that ends the scan."""

    def __init__(self, reason: Exception) -> None:
        super().__init__(reason)
        self.reason = reason


class _Run:
    """One run over all files."""

    def __init__(self, job: _Job, parts: Path, progress: Progress | None) -> None:
        self._job = job
        self._parts = parts
        self._progress = progress
        self._rows = 0
        counts = [each.rows for each in job.sources if each.problem is None]
        known = [count for count in counts if count is not None]
        self._total = sum(known) if len(known) == len(counts) else None
        self.kept = 0
        self.findings: list[Finding] = []

    def work(self) -> int:
        """Finish every part that is not there yet; return the rows of all."""
        for number, source in enumerate(self._job.sources):
            if source.problem is not None:
                self.findings.append(source.problem)
                continue
            if source.encoding != "utf-8":
                self.findings.append(guessed_encoding(source))
            try:
                self._source(number, source)
            except _StoppedError as stopped:
                raise stopped.reason from None
            except (PerftargetsError, OSError):
                raise
            except Exception as error:  # noqa: BLE001 - told with the name of the file
                self.findings.append(Breakdown.of(error, source.name))
        return self._rows

    def _source(self, number: int, source: Input) -> None:
        """Finish the parts of one file; those before a fault in it stay."""
        stream = batches(source, self.findings.append)
        for index, part in enumerate(_cut(stream)):
            path = self._parts / f"{number:06d}-{index:06d}.parquet"
            rows = self._rows
            try:
                self._part(source, part, path)
            except BaseException:
                self._rows = rows
                raise

    def _part(self, source: Input, part: Iterator[Arrow], path: Path) -> None:
        if path.exists():
            for batch in part:
                self.kept += batch.num_rows
                self._done(batch.num_rows)
            return
        draft = path.with_suffix(".draft")
        with (
            synced(draft) as file,
            parquet().ParquetWriter(file, self._job.schema) as writer,
        ):
            for batch in part:
                writer.write_table(self._checked(source, batch))
                self._done(batch.num_rows)
        draft.replace(path)

    def _done(self, rows: int) -> None:
        self._rows += rows
        if self._progress is not None:
            try:
                self._progress(self._rows, self._total)
            except Exception as error:
                raise _StoppedError(error) from error

    def _checked(self, source: Input, batch: Arrow) -> Arrow:
        job, pa = self._job, arrow()
        names = job.columns[source.name]
        inner = batch.select([*dict.fromkeys(names.values())])
        found = check_columns(
            inner,
            columns=names,
            profile=job.about.profile,
            language=job.about.language,
            prefix=job.prefix,
        )
        made = []
        for field in job.schema:
            if field.name in batch.column_names:
                made.append(batch.column(field.name).cast(field.type))
            elif field.name in found.column_names:
                made.append(found.column(field.name))
            elif field.name == job.source_column:
                made.append(pa.repeat(pa.scalar(source.name), batch.num_rows))
            else:
                made.append(pa.nulls(batch.num_rows, field.type))
        return pa.table(made, schema=job.schema)


def _cut(stream: Iterator[Arrow]) -> Iterator[Iterator[Arrow]]:
    """Cut a stream into parts of as many batches; each must be gone through."""
    for first in stream:

        def part(batch: Arrow = first) -> Iterator[Arrow]:
            yield batch
            rows = batch.num_rows
            while rows < PART and (following := next(stream, None)) is not None:
                rows += following.num_rows
                yield following

        yield part()


def _joined(parts: list[Path], wanted: Arrow, goal: Path) -> None:
    """Put the parts after each other, batch by batch, and return the file its name."""
    draft = goal.with_name(f"{goal.name}.parts") / "whole.draft"
    # Open files, not names: pyarrow takes http:甲.parquet for an address.
    with synced(draft) as file, parquet().ParquetWriter(file, wanted) as writer:
        for part in parts:
            with part.open("rb") as opened, parquet().ParquetFile(opened) as read:
                for group in range(read.num_row_groups):
                    writer.write_table(read.read_row_group(group))
    draft.replace(goal)

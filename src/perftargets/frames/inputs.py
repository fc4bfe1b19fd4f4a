"""Big flat tables as streams of batches: Parquet, CSV, and folders of them."""

import codecs
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import attrs

from perftargets.errors import UsageError
from perftargets.findings import Code, Finding, codes
from perftargets.frames.arrow import Arrow, arrow, csv_of_arrow, parquet, replaced
from perftargets.text import Place

BATCH = 1 << 16
"""Rows that are worked on at once; memory grows with them and not with the table."""

_BLOCK = 4 << 20
"""Bytes of CSV that are read at once; a line must not be longer."""

GUARDED = "^'('*[=+\\-@\\t\\r\\n＝＋－＠])"
"""What ``files._guard`` puts an apostrophe before, as Arrow's expressions say it."""

_ENDINGS: dict[str, Literal["parquet", "csv"]] = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".csv": "csv",
}


@attrs.frozen(kw_only=True)
class Input:
    """One file of the table.

    Attributes:
        path: where it is.
        name: its path below the folder that was given, or its name.
        form: what it is.
        size: its bytes.
        changed: when it was changed, in nanoseconds.
        encoding: of CSV.
        schema: its columns; None where it cannot be read.
        rows: how many rows it has; None where only reading it tells.
        problem: why it cannot be read.
    """

    path: Path
    name: str
    form: Literal["parquet", "csv"]
    size: int
    changed: int
    encoding: str = "utf-8"
    schema: Arrow = attrs.field(default=None, eq=False)
    rows: int | None = None
    problem: Finding | None = None


def inputs(source: str | os.PathLike[str], *, beside: Path) -> tuple[Input, ...]:
    """Find the files of a table, in the order of their names.

    ``beside`` is the output, which is never read. Hidden files are left out, and links
    to folders are not followed.

    Raises:
        FileNotFoundError: there is no such file or folder.
        UsageError: it is none that can be read, or the folder holds none.
    """
    path = Path(source)
    if not path.is_dir():
        if path.suffix.lower() not in _ENDINGS:
            raise UsageError(
                zh=f"不能读取“{path.name}”：应为 .parquet 或 .csv 文件，或一个文件夹",
                en=f"“{path.name}” is no .parquet or .csv file, and no folder",
            )
        return (_look(path, path.name),)
    found = sorted(
        (each.relative_to(path).as_posix(), each) for each in _below(path, beside)
    )
    if not found:
        raise UsageError(
            zh=f"文件夹“{path}”中没有 .parquet 或 .csv 文件",
            en=f"the folder “{path}” holds no .parquet or .csv file",
        )
    return tuple(_look(each, name) for name, each in found)


def _below(folder: Path, beside: Path) -> Iterator[Path]:
    output = beside.resolve()
    for where, folders, names in os.walk(folder):
        folders[:] = [
            each
            for each in folders
            if not each.startswith((".", "_")) and not each.endswith(".parts")
        ]
        for name in names:
            path = Path(where, name)
            if (
                path.suffix.lower() in _ENDINGS
                and not name.startswith((".", "_"))
                and path.resolve() != output
            ):
                yield path


def _look(path: Path, name: str) -> Input:
    """Read the columns of one file, and nothing else of it."""
    state = path.stat()
    form = _ENDINGS[path.suffix.lower()]
    found = Input(
        path=path,
        name=name,
        form=form,
        size=state.st_size,
        changed=state.st_mtime_ns,
        encoding=_encoding(path) if form == "csv" else "utf-8",
    )
    pa = arrow()
    try:
        if form == "parquet":
            with path.open("rb") as opened, parquet().ParquetFile(opened) as file:
                schema = file.schema_arrow.remove_metadata()
                return attrs.evolve(found, schema=schema, rows=file.metadata.num_rows)
        with _csv(found, lambda _: "skip") as reader:
            schema = reader.schema
    except (pa.ArrowException, UnicodeError, OSError) as error:
        return attrs.evolve(found, problem=unreadable(name, error))
    names = schema.names
    if len(set(names)) != len(names):
        twice = sorted({each for each in names if names.count(each) > 1})
        return attrs.evolve(
            found,
            problem=_finding(
                codes.UNREADABLE_FILE,
                name,
                f"列名重复：{'、'.join(twice)}",
                f"columns of the same name: {', '.join(twice)}",
            ),
        )
    return attrs.evolve(found, schema=schema)


def batches(source: Input, tell: Callable[[Finding], None]) -> Iterator[Arrow]:
    """Return the rows of one file, at most ``BATCH`` of them at once.

    A fault in the middle ends the file and is told; so is every line of CSV that does
    not have as many cells as the first.
    """
    pa = arrow()
    try:
        if source.form == "parquet":
            # Without the buffer, a group of rows is not taken into memory as a whole.
            with (
                source.path.open("rb") as opened,
                parquet().ParquetFile(
                    opened, pre_buffer=False, buffer_size=1 << 20
                ) as file,
            ):
                for batch in file.iter_batches(batch_size=BATCH, use_threads=False):
                    yield pa.Table.from_batches([batch])
            return
        yield from _lines(source, tell)
    except (pa.ArrowException, UnicodeError, OSError) as error:
        tell(unreadable(source.name, error))


def _lines(source: Input, tell: Callable[[Finding], None]) -> Iterator[Arrow]:
    pa = arrow()
    left_out: list[int | None] = []

    def skip(row: Arrow) -> str:
        left_out.append(row.number)
        return "skip"

    with _csv(source, skip) as reader:
        waiting: list[Arrow] = []
        held = 0
        for batch in reader:
            waiting.append(batch)
            held += batch.num_rows
            # Blocks of bytes become batches of rows, whatever the length of a line.
            while held >= BATCH:
                table = pa.Table.from_batches(waiting)
                yield _unguarded(table.slice(0, BATCH))
                waiting = table.slice(BATCH).combine_chunks().to_batches()
                held -= BATCH
        if held:
            yield _unguarded(pa.Table.from_batches(waiting))
    if left_out:
        tell(
            _finding(
                codes.UNREADABLE_CELL,
                source.name,
                f"{len(left_out)}行的列数与表头不同，未读取",
                f"{len(left_out)} lines have more or fewer cells than the first; they "
                "are left out",
            )
        )


def _unguarded(table: Arrow) -> Arrow:
    """Remove the apostrophes that keep cells from being formulas."""
    for place, name in enumerate(table.column_names):
        column = replaced(table.column(place), GUARDED, r"\1")
        table = table.set_column(place, name, column)
    return table


def _csv(source: Input, skip: Callable[[Arrow], str]) -> Arrow:
    csv = csv_of_arrow()
    head = _first_line(source)
    text = arrow().string()
    return csv.open_csv(
        source.path,
        read_options=csv.ReadOptions(
            block_size=_BLOCK, use_threads=False, encoding=source.encoding
        ),
        parse_options=csv.ParseOptions(
            newlines_in_values=True, invalid_row_handler=skip
        ),
        # Every cell is text as written: 0.10 stays 0.10, and N/A is no null.
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(head, text),
            strings_can_be_null=False,
            check_utf8=True,
        ),
    )


def _first_line(source: Input) -> list[str]:
    """Return the titles of a CSV file."""
    import csv
    import io

    with source.path.open("rb") as file:
        start = file.read(1 << 16)
    text = start.decode(source.encoding, "replace").removeprefix("\ufeff")
    try:
        return next(csv.reader(io.StringIO(text, newline="")), [])
    except csv.Error:
        return []


def _encoding(path: Path) -> str:
    """Return whether a file is UTF-8 as a whole; if not, it is GB18030."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while data := file.read(1 << 20):
                decoder.decode(data)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "gb18030"
    except OSError:
        return "utf-8"
    return "utf-8"


def unreadable(name: str, error: BaseException) -> Finding:
    """Report that a file, or the rest of it, cannot be read."""
    said = (str(error).splitlines() or [""])[0][:200]
    return _finding(
        codes.UNREADABLE_FILE,
        name,
        f"文件或其余部分无法读取：{said}",
        f"the file, or the rest of it, cannot be read: {said}",
    )


def guessed_encoding(source: Input) -> Finding:
    """Return in which encoding a file is read that is no UTF-8."""
    name = source.encoding.upper()
    return _finding(
        codes.GUESSED_STRUCTURE,
        source.name,
        f"文件不是 UTF-8，按 {name} 读取",
        f"the file is no UTF-8; it is read as {name}",
    )


def _finding(code: Code, path: str, zh: str, en: str) -> Finding:
    return code.finding(zh=zh, en=en, place=Place(path=path))

"""What runs in the process apart: a program of its own that needs nothing of ours.

It is handed to an isolated interpreter as source, so it imports the standard library
and, where a job needs it, one reader. A program that is frozen runs it by its own name.
"""

import io
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

READY = b"perftargets-helper/1\n"
"""What the process writes first. Without it, it is not a helper that answers."""

MARK = "--perftargets-helper"
"""The first argument by which a frozen program is asked to be the helper."""

_ERROR = 5
_MOST_LINES = 100_000
"""How many hidden rows are named."""

_SHOWN = (1, 2, 3)
"""Kinds of cells of xlrd: an error; text, numbers and dates."""


def probe(data: bytes) -> bytes:
    """Read a workbook with python-calamine and forget what was read."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for each in book.sheets_metadata:
        if "WorkSheet" in str(each.typ):
            book.get_sheet_by_name(each.name).to_python(skip_empty_area=True)
    return b""


def xls_formats(data: bytes) -> bytes:
    """Return what xlrd tells of the cells of an XLS, as JSON.

    Number formats, errors, struck text and what is hidden, sheet by sheet.
    """
    import xlrd

    book = xlrd.open_workbook(
        file_contents=data,
        logfile=io.StringIO(),
        formatting_info=True,
        on_demand=True,
        ragged_rows=True,
    )
    looks = [book.format_map[each.format_key].format_str for each in book.xf_list]
    found: dict[str, Any] = {"looks": looks}
    tables = ("sheets", "errors", "struck", "hidden")
    found.update({table: {} for table in tables})
    for index, name in enumerate(book.sheet_names()):
        sheet = book.sheet_by_index(index)
        told = _Sheet(book, sheet, looks)
        told.cells()
        found["sheets"][name] = told.formats
        found["errors"][name] = told.errors
        found["struck"][name] = told.struck
        lines = [at + 1 for at, each in sheet.rowinfo_map.items() if each.hidden]
        across = [at + 1 for at, each in sheet.colinfo_map.items() if each.hidden]
        found["hidden"][name] = sorted(lines)[:_MOST_LINES], sorted(across)
        book.unload_sheet(index)
    return json.dumps(found).encode()


class _Sheet:
    """What is told of one sheet, by row and column from 1."""

    def __init__(self, book: Any, sheet: Any, looks: list[str]) -> None:
        self._book, self._sheet, self._looks = book, sheet, looks
        self._fonts = [bool(each.struck_out) for each in book.font_list]
        self._through = [self._fonts[each.font_index] for each in book.xf_list]
        self.formats: list[tuple[int, int, int]] = []
        self.errors: list[tuple[int, int, str]] = []
        self.struck: list[tuple[int, int, str | None]] = []

    def cells(self) -> None:
        """Go through the cells."""
        from xlrd import error_text_from_code as errors

        for row in range(self._sheet.nrows):
            for column, kind in enumerate(self._sheet.row_types(row)):
                if kind == _ERROR:
                    text = errors.get(self._sheet.cell_value(row, column))
                    self.errors.append((row + 1, column + 1, text or "#"))
                if kind in _SHOWN:
                    number = self._sheet.cell_xf_index(row, column)
                    part = self._struck_part(row, column, number)
                    if part != "":
                        self.struck.append((row + 1, column + 1, part))
                    if self._looks[number] not in {"General", "@"}:
                        self.formats.append((row + 1, column + 1, number))

    def _struck_part(self, row: int, column: int, number: int) -> str | None:
        """Return the struck part of a cell: empty for none, None for all of it."""
        runs = self._sheet.rich_text_runlist_map.get((row, column)) or []
        if not runs:
            return None if self._through[number] else ""
        text = str(self._sheet.cell_value(row, column))
        # Up to the first run the font of the cell holds.
        runs = [(0, self._book.xf_list[number].font_index), *runs]
        ends = [start for start, _ in runs[1:]] + [len(text)]
        part = "".join(
            text[start:end]
            for (start, font), end in zip(runs, ends, strict=True)
            if self._fonts[font]
        )
        return None if part == text else part


JOBS: dict[str, Callable[[bytes], bytes]] = {
    "probe": probe,
    "xls-formats": xls_formats,
}
"""What the helper can be asked for; each takes the file and gives an answer."""


def bound(memory: int) -> None:
    """Limit the process to that many bytes, where the system can."""
    try:
        import resource
    except ImportError:
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return


def main(arguments: Sequence[str]) -> int:
    """Do one job over standard input: its name, the memory, folders of libraries.

    The folders come last on the path, so that nothing in them can take the place of
    the standard library.
    """
    job, memory, *folders = arguments
    sys.path += [folder for folder in folders if folder not in sys.path]
    bound(int(memory))
    out = sys.stdout.buffer
    out.write(READY)
    out.flush()
    out.write(JOBS[job](sys.stdin.buffer.read()))
    out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

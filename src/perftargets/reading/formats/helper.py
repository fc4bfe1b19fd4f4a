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
_SHOWN = (1, 2, 3)
"""Kinds of cells of xlrd: an error; text, numbers and dates."""


def probe(data: bytes) -> bytes:
    """Read a workbook with python-calamine and forget what was read."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - what is probed

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for each in book.sheets_metadata:
        if "WorkSheet" in str(each.typ):
            book.get_sheet_by_name(each.name).to_python(skip_empty_area=True)
    return b""


def xls_formats(data: bytes) -> bytes:
    """Give number formats and errors of the cells of an XLS, as JSON, by xlrd."""
    import xlrd  # noqa: PLC0415 - on use

    book = xlrd.open_workbook(
        file_contents=data,
        logfile=io.StringIO(),
        formatting_info=True,
        on_demand=True,
        ragged_rows=True,
    )
    looks = [book.format_map[each.format_key].format_str for each in book.xf_list]
    sheets: dict[str, list[tuple[int, int, int]]] = {}
    errors: dict[str, list[tuple[int, int, str]]] = {}
    for index, name in enumerate(book.sheet_names()):
        sheet: Any = book.sheet_by_index(index)
        cells = sheets[name] = []
        for row in range(sheet.nrows):
            for column, kind in enumerate(sheet.row_types(row)):
                if kind == _ERROR:
                    text = xlrd.error_text_from_code.get(sheet.cell_value(row, column))
                    where = (row + 1, column + 1, text or "#")
                    errors.setdefault(name, []).append(where)
                if kind in _SHOWN:
                    number = sheet.cell_xf_index(row, column)
                    if looks[number] not in {"General", "@"}:
                        cells.append((row + 1, column + 1, number))
        book.unload_sheet(index)
    return json.dumps({"looks": looks, "sheets": sheets, "errors": errors}).encode()


JOBS: dict[str, Callable[[bytes], bytes]] = {
    "probe": probe,
    "xls-formats": xls_formats,
}
"""What the helper can be asked for; each takes the file and gives an answer."""


def bound(memory: int) -> None:
    """Hold the process to that many bytes, where the system can."""
    try:
        import resource  # noqa: PLC0415 - not on every system
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

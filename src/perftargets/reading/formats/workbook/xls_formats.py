"""Number formats, struck and hidden cells of XLS, by xlrd in a process of its own.

python-calamine gives the values of XLS without their formats. xlrd gives the formats;
it runs apart, with bounds on memory and time, since it holds a whole file in memory.
"""

import json
import subprocess
from collections.abc import Mapping
from typing import Any

import attrs

from perftargets.reading.formats import isolated

_MEMORY = 2 * 1024**3
"""How many bytes the process may take."""

_CODE = '''
import json, sys
import xlrd
book = xlrd.open_workbook(
    file_contents=sys.stdin.buffer.read(),
    logfile=sys.stderr,
    formatting_info=True,
    on_demand=True,
    ragged_rows=True,
)
looks = [book.format_map[each.format_key].format_str for each in book.xf_list]
fonts = [bool(each.struck_out) for each in book.font_list]
through = [bool(fonts[each.font_index]) for each in book.xf_list]
sheets, errors, struck, hidden = {}, {}, {}, {}

def struck_part(sheet, row, column, number):
    """Return the struck part of a cell: empty for none, None for all of it."""
    whole = through[number]
    runs = sheet.rich_text_runlist_map.get((row, column)) or []
    if not runs:
        return None if whole else ""
    text = str(sheet.cell_value(row, column))
    # Up to the first run the font of the cell holds.
    runs = [(0, book.xf_list[number].font_index), *runs]
    ends = [start for start, _ in runs[1:]] + [len(text)]
    part = "".join(
        text[start:end] for (start, font), end in zip(runs, ends) if fonts[font]
    )
    return None if part == text else part

for index, name in enumerate(book.sheet_names()):
    sheet = book.sheet_by_index(index)
    cells = sheets[name] = []
    lines = [at + 1 for at, each in sheet.rowinfo_map.items() if each.hidden]
    across = [at + 1 for at, each in sheet.colinfo_map.items() if each.hidden]
    hidden[name] = sorted(lines)[:100000], sorted(across)
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == 5:
                text = xlrd.error_text_from_code.get(sheet.cell_value(row, column))
                errors.setdefault(name, []).append((row + 1, column + 1, text or "#"))
            if kind in (1, 2, 3):
                number = sheet.cell_xf_index(row, column)
                part = struck_part(sheet, row, column, number)
                if part != "":
                    struck.setdefault(name, []).append((row + 1, column + 1, part))
                if looks[number] not in ("General", "@"):
                    cells.append((row + 1, column + 1, number))
    book.unload_sheet(index)
found = dict(looks=looks, sheets=sheets, errors=errors, struck=struck, hidden=hidden)
json.dump(found, sys.stdout)
'''


@attrs.frozen
class SheetFormats:
    """What xlrd tells of the cells of a sheet, by row and column from 1.

    Attributes:
        formats: number formats, General left out.
        errors: values that are errors, such as ``#N/A``.
        struck: cells with struck text: that part of it, or None for all of it.
        hidden_rows: numbers of rows that are not shown.
        hidden_columns: numbers of columns that are not shown.
    """

    formats: Mapping[tuple[int, int], str] = attrs.field(factory=dict)
    errors: Mapping[tuple[int, int], str] = attrs.field(factory=dict)
    struck: Mapping[tuple[int, int], str | None] = attrs.field(factory=dict)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


def xls_formats(data: bytes) -> Mapping[str, SheetFormats] | None:
    """Return what xlrd tells of each sheet, by its name.

    None where they are not to be had: xlrd is not installed, or does not read the file.
    """
    try:
        done = isolated.run(_CODE, data, memory=_MEMORY)
    except subprocess.TimeoutExpired:
        return None
    if done is None or done[0]:
        return None
    found: dict[str, Any] = json.loads(done[1])
    looks, errors = found["looks"], found["errors"]
    return {
        name: SheetFormats(
            {(row, column): looks[number] for row, column, number in cells},
            {(row, column): text for row, column, text in errors.get(name, ())},
            {
                (row, column): part
                for row, column, part in found["struck"].get(name, ())
            },
            *map(tuple, found["hidden"][name]),
        )
        for name, cells in found["sheets"].items()
    }

"""How far the cells of a workbook reach, before a library lays them out in memory.

python-calamine holds a sheet as one block from its first cell to its last one, so two
cells far apart are enough to ask for all memory. What is counted here is refused first.
"""

import re
import struct

from perftargets.reading.formats.zip import Container, UnusableError, check_prolog
from perftargets.reading.limits import Limits

_PART = 256 * 1024 * 1024
"""How many bytes a sheet may unpack to."""

_ROW = 0
_CELLS = range(1, 12)
"""Records of XLSB: a row, and the kinds of cells (MS-XLSB 2.3.2)."""

_ODS_TAG = re.compile(
    rb"<(/?)(table:table-row|table:table-cell|table:covered-table-cell|table:table)\b"
    rb"([^>]*)>"
)
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"'](\d{1,9})[\"']")
_VALUE_TYPE = re.compile(rb"value-type\s*=|formula\s*=")


def check_extent(container: Container, form: str, limits: Limits) -> None:
    """Refuse a workbook of which a sheet reaches too far.

    Args:
        container: the open workbook.
        form: ``xlsb`` or ``ods``.
        limits: how many rows, columns and cells a sheet may have.

    Raises:
        UnusableError: a sheet reaches over a limit, or is damaged.
    """
    if form == "ods":
        data = container.read("content.xml", most=_PART)
        check_prolog(data[: 64 * 1024], "content.xml")
        _check(*_ods(data), limits)
        return
    for name in sorted(container.names):
        if name.lower().startswith("xl/worksheets/") and name.lower().endswith(".bin"):
            _check(*_xlsb(container.read(name, most=_PART)), limits)


def _check(rows: int, columns: int, limits: Limits) -> None:
    fits = rows <= limits.rows and columns <= limits.columns
    if fits and rows * columns <= limits.cells:
        return
    raise UnusableError(
        zh=f"工作表有 {rows} 行、{columns} 列，超过上限（{limits.rows} 行、"
        f"{limits.columns} 列、{limits.cells} 格）；没有读取，请删去多余的行和列",
        en=f"a sheet has {rows} rows and {columns} columns, over the limits of "
        f"{limits.rows} rows, {limits.columns} columns and {limits.cells} cells; it "
        "was not read; delete the rows and columns that are not needed",
    )


def _ods(data: bytes) -> tuple[int, int]:
    """Find the last row and column with content in any sheet of an ODS."""
    most_rows = most_columns = 0
    row = column = 0
    for found in _ODS_TAG.finditer(data):
        closing, tag, rest = found[1], found[2], found[3]
        if tag == b"table:table":
            row = 0
            continue
        times = _REPEATED.search(rest)
        count = int(times[1]) if times else 1
        if tag == b"table:table-row":
            if not closing:
                column = 0
                row += count
            continue
        if closing:
            continue
        column += count
        if _VALUE_TYPE.search(rest):
            most_rows = max(most_rows, row)
            most_columns = max(most_columns, column)
    return most_rows, most_columns


def _xlsb(data: bytes) -> tuple[int, int]:
    """Find the last row and column of a sheet of XLSB, record by record."""
    most_rows = most_columns = 0
    at, end = 0, len(data)
    while at < end:
        kind, at = _varint(data, at, 2)
        size, at = _varint(data, at, 4)
        if at + 4 <= end and size >= 4:  # noqa: PLR2004 - the first field has four bytes
            if kind == _ROW:
                most_rows = max(most_rows, struct.unpack_from("<I", data, at)[0] + 1)
            elif kind in _CELLS:
                number = struct.unpack_from("<I", data, at)[0] + 1
                most_columns = max(most_columns, number)
        at += size
    return most_rows, most_columns


def _varint(data: bytes, at: int, most: int) -> tuple[int, int]:
    """Read a number of seven bits a byte; give it and where the next thing begins."""
    value = 0
    for index in range(most):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * index)
        if not byte & 0x80:
            break
    return value, at

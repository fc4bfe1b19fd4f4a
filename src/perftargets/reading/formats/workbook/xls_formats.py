"""Number formats, struck and hidden cells of XLS, by xlrd in a process of its own.

python-calamine gives the values of XLS without their formats. xlrd gives the formats;
it runs apart, with bounds on memory and time, since it holds a whole file in memory.
"""

import json
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

import attrs

from perftargets.reading.formats import isolated

_MEMORY = 2 * 1024**3
"""How many bytes the process may take."""


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
    if find_spec("xlrd") is None:
        return None
    try:
        done = isolated.run("xls-formats", "xlrd", data, memory=_MEMORY)
    except subprocess.TimeoutExpired:
        return None
    # Without a process apart, in this one; the reader says so.
    done = isolated.run_here("xls-formats", data) if done is None else done
    if done.code:
        return None
    found: dict[str, Any] = json.loads(done.data)
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

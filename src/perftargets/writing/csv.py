"""A flat table as CSV (RFC 4180): UTF-8, commas, every cell that needs it quoted."""

import csv
import io

from perftargets._convert import plain
from perftargets._escaping import csv_cell, csv_value, terminal
from perftargets.findings import Finding, codes
from perftargets.model.project import Document
from perftargets.writing.flat import Value, table
from perftargets.writing.written import Written

_MARK = "\ufeff"


def render(document: Document, *, byte_order_mark: bool = True) -> Written:
    """Write a document as a flat table, one row for each indicator.

    Args:
        document: what to write.
        byte_order_mark: begin with one: Excel in China takes UTF-8 for GBK without.
    """
    made = table(document)
    changed = [
        _changed(value)
        for row in made.rows
        for value in row
        if isinstance(value, str) and csv_value(csv_cell(value)) != value
    ]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(made.titles)
    writer.writerows([cell_text(value) for value in row] for row in made.rows)
    mark = _MARK if byte_order_mark else ""
    return Written((mark + text.getvalue()).encode("utf-8"), (*made.findings, *changed))


def _changed(text: str) -> Finding:
    """Report a text of which a sign had to be replaced (WRI002)."""
    shown = terminal(text)
    return codes.REPLACED_CHARACTER.finding(
        zh=f"CSV 中会被日志当作命令的符号已换成全角：“{shown}”",
        en="a sign that a log of CI would take for a command is full width in CSV: "
        f"“{shown}”",
    )


def cell_text(value: Value) -> str:
    """Return what stands in a cell; what looks like a formula is guarded."""
    match value:
        case None:
            return ""
        case str():
            return csv_cell(value)
        case int():
            return str(value)
        case _:
            # A number is no formula, and a guard would make it text.
            return plain(value)

"""Columns and data frames: many phrases at once, documents and reports as frames.

Needs the extra ``frames``. What an engine of its own does (DuckDB, Spark) goes through
the same functions, so results are equal row for row.
"""

from perftargets.frames.columns import check_columns, parse_column
from perftargets.frames.documents import from_frame
from perftargets.frames.records import Checked, Item, Outcome, Phrase
from perftargets.frames.whole import rows, to_arrow, to_pandas, to_polars

__all__ = [
    "Checked",
    "Item",
    "Outcome",
    "Phrase",
    "check_columns",
    "from_frame",
    "parse_column",
    "rows",
    "to_arrow",
    "to_pandas",
    "to_polars",
]

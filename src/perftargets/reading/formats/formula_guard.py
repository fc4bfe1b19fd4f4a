"""Cells of CSV that a spreadsheet would take for a formula."""

from perftargets import _escaping

guarded = _escaping.csv_cell
unguarded = _escaping.csv_value

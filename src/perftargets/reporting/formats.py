"""The names of the forms of a report, for types and for the help of the command."""

from typing import Literal

Format = Literal["text", "json", "html", "csv"]
"""The forms of a report of an evaluation."""

DifferencesFormat = Literal["text", "json", "html", "csv"]
"""The forms of an auditor's sheet, beside the workbook."""

"""Columns of binary floats: 15 significant digits count, as on a sheet."""

import pytest

from perftargets.frames import check_columns, parse_column
from perftargets.text import from_binary

pa = pytest.importorskip("pyarrow")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.1 * 3, "3.3"),
        (0.1 + 0.2, "0.3"),
        (0.57 - 0.28, "0.29"),
        (12345678901234567, "12345678901234567"),
        (100.0, "100"),
    ],
)
def test_a_binary_float_is_the_decimal_that_a_sheet_shows(
    value: float, text: str
) -> None:
    """Integers stay as they are."""
    assert text == format(from_binary(value), "f")


def test_noise_changes_no_verdict_of_a_column() -> None:
    """1.1 × 3 is not above 3.3."""
    found = check_columns(
        pa.table({"target": ["≤3.3元", "≤30元"], "actual": [1.1 * 3, 10.1 * 3]})
    )
    verdicts = pa.table(found).column("verdict").to_pylist()
    assert ["met", "not_met"] == verdicts


def test_a_column_of_floats_is_parsed_without_noise() -> None:
    """What is read is what a sheet shows."""
    found = pa.table(parse_column(pa.array([0.1 + 0.2, 2.5])))
    assert ["0.3", "2.5"] == [
        format(value.normalize(), "f") for value in found.column("value").to_pylist()
    ]

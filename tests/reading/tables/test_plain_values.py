"""What the reader of tables takes for a plain count is one to the phrase language."""

import pytest

from perftargets.phrase import parse
from perftargets.phrase.target import Comparison


@pytest.mark.parametrize("sign", ["", "≥", "≤", ">", "<", "="])
def test_a_figure_of_up_to_five_digits_is_no_date(sign: str) -> None:
    """Whole numbers, years among them: without 年 none of them is a day or a year."""
    figures = [*range(100), *range(1900, 2100), 20221, 99999, *range(100, 99999, 997)]
    found = {type(parse(f"{sign}{figure}").measure) for figure in figures}
    assert {Comparison} == found

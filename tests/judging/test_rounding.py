"""Points and percentages are rounded exactly, and as the profile says."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftargets.judging.figures import amount, percent, ratio_text, to_places

MODES = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN, "down": ROUND_DOWN}


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-999),
    st.integers(0, 3),
    st.sampled_from(sorted(MODES)),
)
def test_rounding_is_that_of_decimal(value: Decimal, places: int, mode: str) -> None:
    """For what ends after four decimals, a half among it, on either side of nought."""
    wide = Context(prec=99)
    expected = value.quantize(Decimal(1).scaleb(-places), MODES[mode], wide)
    found = to_places(value, places, mode)
    assert expected == found
    assert places == -int(found.as_tuple().exponent)
    assert not (found == 0 and found.is_signed())


@pytest.mark.parametrize(
    ("value", "half_up", "half_even", "down"),
    [
        ("0.125", "0.13", "0.12", "0.12"),
        ("0.135", "0.14", "0.14", "0.13"),
        ("-0.125", "-0.13", "-0.12", "-0.12"),
        ("0.005", "0.01", "0.00", "0.00"),
        ("-0.004", "0.00", "0.00", "0.00"),
        ("2/3", "0.67", "0.67", "0.66"),
        ("1/3", "0.33", "0.33", "0.33"),
        ("7", "7.00", "7.00", "7.00"),
        ("0.999", "1.00", "1.00", "0.99"),
    ],
)
def test_a_half_goes_where_the_profile_says(
    value: str, half_up: str, half_even: str, down: str
) -> None:
    """Away from zero, to the even neighbour, or towards zero; two thirds have none."""
    exact = Fraction(value)
    assert [half_up, half_even, down] == [
        str(to_places(exact, 2, each)) for each in MODES
    ]


@pytest.mark.parametrize(
    ("value", "as_amount", "as_percent", "as_ratio"),
    [
        ("0", "0", "0%", "0.0000"),
        ("1/2", "0.5", "50%", "0.5000"),
        ("19/18", "1.06", "105.56%", "1.0556"),
        ("1/3", "0.33", "33.33%", "0.3333"),
        ("-1/3", "-0.33", "-33.33%", "-0.3333"),
        ("-1/100000", "0.00", "0%", "0.0000"),
        ("100", "100", "10000%", "100.0000"),
        ("12.3456", "12.3456", "1234.56%", "12.3456"),
        ("12.34565", "12.35", "1234.57%", "12.3457"),
        ("1/16", "0.0625", "6.25%", "0.0625"),
        ("1/20000", "0.00", "0.01%", "0.0001"),
    ],
)
def test_figures_as_people_read_them(
    value: str, as_amount: str, as_percent: str, as_ratio: str
) -> None:
    """Whole where they are, as many decimals as they have, no nought with a minus."""
    exact = Fraction(value)
    assert (as_amount, as_percent, as_ratio) == (
        amount(exact),
        percent(exact),
        ratio_text(exact),
    )


def test_no_ratio_is_no_text() -> None:
    """Where there is none, none is written."""
    assert ratio_text(None) is None

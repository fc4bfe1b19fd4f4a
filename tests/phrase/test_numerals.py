"""Numerals, digit by digit: what each is worth, and which are none."""

from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest

from perftargets.phrase.engine import Engine
from perftargets.phrase.figure_text import Figures
from perftargets.phrase.numerals import (
    Numerals,
    negative,
    plus,
    reduced,
    shortest,
    times,
)
from perftargets.phrase.target import Number
from perftargets.units import default_units


@cache
def figures() -> Figures:
    """Give what reads figures."""
    return Engine.from_units(default_units()).builder.figures


def numerals() -> Numerals:
    """Give what reads numerals."""
    return figures().numerals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", "5"),
        ("05", "5"),
        ("0", "0"),
        ("1,234.50", "1234.5"),
        (".5", "0.5"),
        ("5.0", "5"),
        ("3万", "30000"),
        ("3万5千", "35000"),
        ("3万5", "35000"),
        ("3万50", "30050"),
        ("3千5", "3500"),
        ("3千5百", "3500"),
        ("3千5百2十", "3520"),
        ("3百5", "350"),
        ("3十5", "35"),
        ("3.5万", "35000"),
        ("1万亿", "1000000000000"),
        ("1亿2万", "100020000"),
        ("1亿2", "120000000"),
        ("5百万", "5000000"),
        ("5十万", "500000"),
        ("万", "10000"),
        ("百", "100"),
        ("3百千", "300000"),
        ("3万5万", None),
        ("3千5千", None),
        ("3百5千", None),
        ("2万3亿", "2000300000000"),
        ("3万6千万", None),
        ("3x", None),
        ("x", None),
        ("3十5十", None),
        ("3十5百", None),
    ],
)
def test_a_numeral_of_digits_and_scales_is_worth_so_much(
    text: str, expected: str | None
) -> None:
    """A scale that stands twice makes none of it."""
    value = None if expected is None else Decimal(expected)
    assert numerals().arabic(text) == value
    if text[0].isascii():
        assert numerals().read(text) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("零", "0"),
        ("五", "5"),
        ("十", "10"),
        ("十五", "15"),
        ("五十", "50"),
        ("五十五", "55"),
        ("二十", "20"),
        ("廿五", "25"),
        ("卅五", "35"),
        ("一百", "100"),
        ("一百二", "120"),
        ("一百零二", "102"),
        ("一百二十", "120"),
        ("一百一十五", "115"),
        ("一百十五", "115"),
        ("一千二", "1200"),
        ("一千零二", "1002"),
        ("一千零二十", "1020"),
        ("一千二百三十四", "1234"),
        ("三万", "30000"),
        ("三万五", "35000"),
        ("三万五千", "35000"),
        ("三万零五", "30005"),
        ("三万零五十", "30050"),
        ("一亿二", "120000000"),
        ("一亿二万", None),
        ("两万亿", "2000000000000"),
        ("七十点五", "70.5"),
        ("零点五", "0.5"),
        ("零点五零", "0.5"),
        ("二〇二二", "2022"),
        ("一二三", "123"),
        ("一二", None),
        ("一二十", None),
        ("百", None),
        ("千五", None),
        ("百五", None),
        ("五十百", None),
        ("一百一千", None),
        ("一百一百", None),
        ("十一百二十", None),
        ("万五", None),
        ("零万", None),
        ("五点", None),
        ("五点十", None),
        ("五十五五", None),
        ("一万一万", None),
        ("三万六千万", None),
        ("", "0"),
    ],
)
def test_a_chinese_numeral_is_worth_so_much(text: str, expected: str | None) -> None:
    """What may be two figures, or none, is none."""
    value = None if expected is None else Decimal(expected)
    assert numerals().chinese(text) == value
    if text and not text[0].isascii():
        assert numerals().read(text) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(1, 2), Decimal("0.5")),
        (Fraction(1, 4), Decimal("0.25")),
        (Fraction(1, 5), Decimal("0.2")),
        (Fraction(1, 10), Decimal("0.1")),
        (Fraction(3, 40), Decimal("0.075")),
        (Fraction(3, 250), Decimal("0.012")),
        (Fraction(7, 1), Decimal(7)),
        (Fraction(-7, 8), Decimal("-0.875")),
        (Fraction(1, 3), Fraction(1, 3)),
        (Fraction(1, 6), Fraction(1, 6)),
        (Fraction(1, 15), Fraction(1, 15)),
        (Fraction(0), Decimal(0)),
        (Fraction(1, 2**40), Decimal(2) ** -40),
    ],
)
def test_a_fraction_whose_decimals_end_is_a_decimal(
    value: Fraction, expected: Number
) -> None:
    """Another stays one, exact in either case."""
    found = shortest(value)
    assert type(found) is type(expected)
    assert Fraction(found) == value
    assert found == expected


def test_what_is_worked_out_is_exact_to_the_last_digit() -> None:
    """However many there are, and without zeros that say nothing."""
    long = Decimal("1" * 300)
    assert plus(long, Decimal(1)) == Decimal("1" * 299 + "2")
    assert times(long, Decimal(10)) == Decimal("1" * 300 + "0")
    for given, expected in (
        ("12345000.0", "12345000"),
        ("1E+3", "1000"),
        ("0.500", "0.5"),
        ("-0", "0"),
        ("-0.0", "0"),
    ):
        assert str(reduced(Decimal(given))) == expected
    assert str(negative(Decimal(0))) == "0"
    assert negative(Decimal("1.50")) == Decimal("-1.5")
    assert negative(Fraction(1, 3)) == Fraction(-1, 3)


@pytest.mark.parametrize(
    ("text", "value", "unit", "unit_at"),
    [
        ("5人", "5", "人", 1),
        ("0人", "0", "人", 1),
        ("05人", "5", "人", 2),
        ("5.0人", "5", "人", 3),
        ("5.50人", "5.5", "人", 4),
        ("1,200人", "1200", "人", 5),
        ("5万人", "50000", "人", 2),
        ("5.5万人", "55000", "人", 4),
        ("5万", "50000", None, None),
        ("5", "5", None, None),
        ("5%", "5", "%", 1),
        ("五人", "5", "人", 1),
        ("五万人", "50000", "人", 2),
        ("三元五角", "3.5", "元", 1),
        ("3元5角2分", "3.52", "元", 1),
        ("三成五", "35", "%", None),
        ("百分之五", "5", "%", None),
        ("-5人", "-5", "人", 2),
        ("负五人", "-5", "人", 2),
    ],
)
def test_a_figure_is_its_value_and_its_unit(
    text: str, value: str, unit: str | None, unit_at: int | None
) -> None:
    """With the place where the unit begins."""
    figure = figures().figure(text)
    assert figure is not None
    assert (figure.value, figure.unit) == (Decimal(value), unit)
    assert (figure.unit_at or None) == unit_at
    assert figure.known

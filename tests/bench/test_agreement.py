"""The bench of agreement tells agreement, an open reading and a wrong one apart."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from bench.agreement.__main__ import compare
from bench.agreement.cases import Case, recognizers
from perftargets import parse

pytestmark = pytest.mark.checkout


@pytest.mark.parametrize(
    ("phrase", "value", "unit", "outcome"),
    [
        ("三百米", 300, "米", "agree"),
        ("三百米", 301, "米", "otherwise"),
        ("三百米", 300, "厘米", "otherwise"),
        ("若干米", 300, "米", "open"),
        ("1千零1个", 1001, None, "open"),
    ],
)
def test_a_reading_is_held_to_a_case(
    phrase: str, value: int, unit: str | None, outcome: str
) -> None:
    """A reading with a diagnostic is open, whatever it says."""
    exact = Fraction(value)
    case = Case(source="x", phrase=phrase, low=exact, high=exact, unit=unit)

    assert outcome == compare(case, parse(phrase))


def test_cases_are_taken_where_their_counterpart_is_clear(tmp_path: Path) -> None:
    """Points are no share in our language, and two results are no one case."""
    result = {"Text": "五折", "Resolution": {"value": "50%"}}
    points = {"Text": "6个百分点", "Resolution": {"value": "6%"}}
    entries = [{"Results": [result]}, {"Results": [points]}, {"Results": [result] * 2}]
    for name in ("Percent", "Number", "NumberRange", "Currency", "Dimension", "Age"):
        written = json.dumps(entries if name == "Percent" else [])
        (tmp_path / f"{name}Model.json").write_text(written, encoding="utf-8")

    (case,) = recognizers(tmp_path)

    assert ("五折", Fraction(1, 2)) == (case.phrase, case.low)
    assert "agree" == compare(case, parse("五折"))

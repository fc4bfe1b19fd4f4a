"""Where figure and unit stand in a phrase that is one figure and its words."""

import pytest

from perftargets import parse
from perftargets.phrase.plan import place_alone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5人", "5人"),
        ("≥5人", "5人"),
        ("培训5人", "5人"),
        ("不少于1200万元", "1200万元"),
        ("目标值：5人", "5人"),
        ("年度指标值：不少于5人", "5人"),
        ("（1）≥5人", "5人"),
        ("约5人", "5人"),
        ("5人左右", "5人"),
        ("力争≥5人", None),
        ("5人/年", None),
        ("每年5人", None),
        ("5-6人", None),
        ("5人；6次", None),
        ("5（人）", None),
        ("有效提升", None),
        ("6月底前", None),
        ("", None),
    ],
)
def test_figure_and_unit_are_found_in_the_text_as_written(
    text: str, expected: str | None
) -> None:
    """Behind a label too; in phrases of another kind they are not."""
    place = place_alone(parse(text))
    assert (None if place is None else text[place[0] : place[1]]) == expected

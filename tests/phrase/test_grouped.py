"""A figure in groups of three, 1,003, is one figure wherever it stands, or is told."""

import pytest

from perftargets.judging.judge import judge
from perftargets.phrase import parse
from tests.phrase.readings import FIGURES

SHAPES = (
    *FIGURES,
    *("前{}名", "第{}名", "排名前{}", "不低于第{}位", "全省前{}强"),
    *("1:{}人", "{}±1,500人", "20±{}人", "由{}次提升至2000次", "每{}人1次"),
)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("unit", ["", "人", "万元"])
def test_a_figure_in_groups_is_one_figure_or_is_told(shape: str, unit: str) -> None:
    """前1,003名 says no place 1: what is not read as 1003 decides nothing."""
    grouped, plain = (
        parse(shape.replace("{}", figure + unit, 1).replace("{}", "2"))
        for figure in ("1,003", "1003")
    )

    assert grouped.kind == plain.kind or [
        each.span.of(grouped.text)
        for each in grouped.diagnostics
        if each.code == "unread-numeral"
    ]


@pytest.mark.parametrize(
    ("target", "actual"),
    [("前3名", "前1,003名"), ("第3名", "第1,003名"), ("1:2", "1:1,003人")],
)
def test_a_part_of_a_figure_in_groups_decides_nothing(target: str, actual: str) -> None:
    """The 1 of 前1,003名 is none of the first three."""
    assert "undetermined" == judge(target, actual).verdict

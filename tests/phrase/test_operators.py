"""The full table of operators, made from its words rather than listed."""

from decimal import Decimal
from itertools import product

import pytest

from perftargets.phrase import parse
from perftargets.phrase.target import Comparison, Operator

LESS = ("少于", "低于", "小于")
MORE = ("多于", "高于", "大于", "超过")
NEGATIONS = ("不", "不得", "不应")

TABLE = {
    **dict.fromkeys(LESS, Operator.LESS_THAN),
    **dict.fromkeys(MORE, Operator.MORE_THAN),
    **{no + word: Operator.AT_LEAST for no, word in product(NEGATIONS, LESS)},
    **{no + word: Operator.AT_MOST for no, word in product(NEGATIONS, MORE)},
}
"""Each word, and each with a negation: a word of its own that points the other way."""

FIGURES = {"90%": ("90", "%"), "7万宗": ("70000", "宗"), "1.5小时": ("1.5", "小时")}

PREFIXES = {
    Operator.AT_LEAST: (
        *("不少于", "不低于", "不小于", "不得少于", "不得低于", "不应低于"),
        *("至少", "最少", "大于等于", "大于或等于", "高于等于", "达", "达到"),
        *("≥", "≧", "⩾", ">=", "=>", "＞＝", "达到或优于", "达到或超过"),
    ),
    Operator.AT_MOST: (
        *("不超过", "不超", "不高于", "不大于", "不多于", "不得超过", "不应高于"),
        *("至多", "最多", "小于等于", "小于或等于", "低于等于", "控制在"),
        *("≤", "≦", "⩽", "<=", "＜＝"),
    ),
    Operator.MORE_THAN: ("超过", "大于", "高于", "多于", "优于", ">", "＞"),
    Operator.LESS_THAN: ("少于", "低于", "小于", "不足", "不满", "<", "＜"),
    Operator.EQUAL: ("等于", "=", "＝", "═", "﹦"),
    Operator.ABOUT: ("约", "大约", "大概", "约为", "近", "≈"),
    None: ("为", "是", "保持在", "稳定在"),
}
"""What stands before a figure, by the operator that it states."""

SUFFIXES = {
    Operator.AT_LEAST: ("以上", "及以上"),
    Operator.AT_MOST: ("以下", "及以下", "以内", "之内", "内"),
    Operator.MORE_THAN: ("以外",),
    Operator.ABOUT: ("左右", "上下"),
}
"""What stands behind a figure, by the operator that it states."""


def compared(operator: Operator | None, figure: str) -> Comparison:
    """Give the comparison that a figure and an operator state."""
    value, unit = FIGURES[figure]
    return Comparison(operator, value=Decimal(value), unit=unit)


@pytest.mark.parametrize(("word", "figure"), [*product(TABLE, FIGURES)])
def test_a_word_of_the_table_states_its_operator(word: str, figure: str) -> None:
    """少于 and its kin, bare and negated, before any figure."""
    target = parse(word + figure)

    assert compared(TABLE[word], figure) == target.measure
    assert [word] == [span.of(target.text) for span in target.spans.operator]


def test_the_table_has_four_forms_of_seven_words() -> None:
    """No form overwrites another."""
    assert 28 == len(TABLE)


@pytest.mark.parametrize(
    ("operator", "word"),
    [(operator, word) for operator, words in PREFIXES.items() for word in words],
)
def test_what_stands_before_a_figure_states_its_operator(
    operator: Operator | None, word: str
) -> None:
    """Words, signs and odd glyphs, alone and behind a subject."""
    for figure in FIGURES:
        measure = compared(operator, figure)
        assert measure == parse(word + figure).measure
        assert measure == parse(f"合格产品{word}{figure}").measure


@pytest.mark.parametrize(
    ("operator", "word"),
    [(operator, word) for operator, words in SUFFIXES.items() for word in words],
)
def test_what_stands_behind_a_figure_states_its_operator(
    operator: Operator, word: str
) -> None:
    """以上, 以下, 以内 and their kin."""
    for figure in FIGURES:
        assert compared(operator, figure) == parse(figure + word).measure


@pytest.mark.parametrize(
    ("before", "behind"),
    [*product(["超过", "高于", "不低于", "至少"], ["以上", "及以上"])],
)
def test_of_two_that_point_the_same_way_the_first_decides(
    before: str, behind: str
) -> None:
    """超过30%以上 leaves 30% out; 不低于60%以上 takes 60% in."""
    alone = parse(f"{before}90%").measure

    assert alone == parse(f"{before}90%{behind}").measure


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        *product(["超过", "高于", "不低于", "至少", "≥", ">"], ["以下", "以内"]),
        *product(["不超过", "低于", "不高于", "至多", "≤", "<"], ["以上", "及以上"]),
    ],
)
def test_two_that_point_opposite_ways_contradict_each_other(
    before: str, behind: str
) -> None:
    """No side is taken: the phrase is words, and says why."""
    target = parse(f"满意度{before}90%{behind}")

    assert "qualitative" == target.kind
    assert ["contradicting-operators"] == [found.code for found in target.diagnostics]


@pytest.mark.parametrize("word", ["达", "达到"])
@pytest.mark.parametrize("behind", SUFFIXES[Operator.AT_MOST])
def test_a_weak_word_gives_way_to_what_stands_behind(word: str, behind: str) -> None:
    """达到5%以下 is at most 5%."""
    assert compared(Operator.AT_MOST, "90%") == parse(f"{word}90%{behind}").measure

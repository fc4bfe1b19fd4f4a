"""Made-up phrases: pieces of the language in any order, and shapes that tables have."""

from functools import cache

from hypothesis import settings
from hypothesis import strategies as st

from tests.corpus.entries import cases
from tests.phrase.grammar import tokens

SUBJECTS = ["", "培训人次", "处置率", "群众满意度", "修缮面积", "办理事项", "报告编制"]
OPERATORS = [
    *("", "≥", "≤", ">", "<", "=", "不少于", "不低于", "不超过", "不高于"),
    *("至少", "至多", "超过", "低于", "达到", "控制在", "约", "等于"),
]
UNITS = ["%", "条", "人次", "万元", "平方米", "个工作日", "场次", "套", "‰", "公里"]
SUFFIXES = ["", "以上", "以下", "以内", "左右", "（含）"]
JOINS = ["-", "~", "至", "到", "—", "～"]

STEADY = settings(deadline=None, derandomize=True, database=None, max_examples=300)
"""The same examples at every run, and as long as each of them takes."""


@cache
def pieces() -> list[str]:
    """Give every token that the phrases of the corpus hold."""
    return sorted({token.text for case in cases() for token in tokens(case.phrase)})


def phrases() -> st.SearchStrategy[str]:
    """Give text of pieces of the language and of any characters."""
    return st.deferred(
        lambda: st.lists(
            st.one_of(
                st.sampled_from(pieces()),
                st.sampled_from(pieces()),
                st.text(max_size=3),
                st.text("0123456789.,-%(){}“”《》:;、一二三十百千万亿", max_size=4),
            ),
            max_size=8,
        ).map("".join)
    )


def figures() -> st.SearchStrategy[str]:
    """Give Arabic figures as tables write them."""
    return st.one_of(
        st.integers(0, 99_999).map(str),
        st.integers(1000, 9_999_999).map(lambda number: f"{number:,}"),
        st.decimals(0, 1000, places=2).map(str),
        st.integers(1, 999).map(lambda number: f"{number}万"),
    )


@st.composite
def unmarked(draw: st.DrawFn) -> str:
    """Give one figure with its subject, operator and unit."""
    subject, operator, unit = (
        draw(st.sampled_from(which)) for which in (SUBJECTS, OPERATORS, UNITS)
    )
    return f"{subject}{operator}{draw(figures())}{unit}"


@st.composite
def compared(draw: st.DrawFn) -> str:
    """Give the same with a word behind it, which may contradict the operator."""
    return draw(unmarked()) + draw(st.sampled_from(SUFFIXES))


@st.composite
def ranges(draw: st.DrawFn) -> str:
    """Give a lower and an upper figure of one unit."""
    low, high = sorted(draw(st.tuples(st.integers(0, 999), st.integers(0, 999))))
    subject, join, unit = (
        draw(st.sampled_from(which)) for which in (SUBJECTS, JOINS, UNITS)
    )
    return f"{subject}{low}{join}{high}{unit}"


@st.composite
def days(draw: st.DrawFn) -> str:
    """Give a day by which something is done."""
    day = draw(st.dates())
    year = draw(st.sampled_from(["", f"{2000 + day.year % 100}年"]))
    return f"{year}{day.month}月{min(day.day, 28)}日{draw(st.sampled_from(['', '前']))}"


@st.composite
def changes(draw: st.DrawFn) -> str:
    """Give a change by an amount against a base."""
    base = draw(st.sampled_from(["", "同比", "环比", "较上年", "比2021年"]))
    way = draw(st.sampled_from(["增长", "下降", "提高", "减少"]))
    operator = draw(st.sampled_from(["", "不低于", "超过", "≥"]))
    return f"{base}{way}{operator}{draw(figures())}%"


def usual() -> st.SearchStrategy[str]:
    """Give phrases of the shapes that tables have, alone or several."""
    one = st.one_of(compared(), ranges(), days(), changes())
    return st.one_of(one, st.lists(one, min_size=2, max_size=3).map("；".join))


@cache
def cut_phrases() -> list[list[str]]:
    """Give the phrases of the corpus as lists of their tokens."""
    return [[token.text for token in tokens(case.phrase)] for case in cases()]


@st.composite
def spliced(draw: st.DrawFn) -> str:
    """Give the beginning of one phrase of the corpus and the end of another."""
    first, second = (draw(st.sampled_from(cut_phrases())) for _ in range(2))
    head = draw(st.integers(0, len(first)))
    tail = draw(st.integers(0, len(second)))
    between = draw(st.sampled_from(["", "", "，", "、", "并", "或", "（", "的"]))
    return "".join([*first[:head], between, *second[tail:]])

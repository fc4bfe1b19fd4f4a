"""The work of a phrase grows no faster than its length, also for hostile input.

Work is counted, not timed: every call of a function, ours or Python's own, is one.
"""

from collections.abc import Iterable

import attrs
import pytest

from perftargets.phrase.engine import folded_text
from tests.phrase.grammar import engine
from tests.work import ALL, calls

pytestmark = pytest.mark.sampled

HOSTILE = [
    *("1", "9,", "1.", "0", "1,234,", "一", "十", "百万", "1万", "1:", "1/2"),
    *("≥", "不低于", "不", "约", "达到", "≥1", "≥1%", "1%以上", "以上", "控制在"),
    *("1-", "1~", "1至", "至", "1%-2%且", "且", "1、", "①", "1）", "（1）", "一是"),
    *("(", ")", "()", "（含", "“", "”", "“”", "《", "》", "《》", '"', "'"),
    *("每", "每人", "/", "/人", "人均", "1次/", "各", "的", "的5%"),
    *("2022年", "12月", "1月1日", "1日", "年底", "前", "次月", "1年", "半年", "Q"),
    *("无", "零", "无事故", "不发生", "应保", "应尽", "全覆盖", "全部", "应保尽保"),
    *("增长", "提高", "较上年", "与", "与上年", "相比", "同比增长5%", "提高到"),
    *(" ", "1 ", " 1", "\n", "，", "；", "。", "、", "：", "\u200b", "；1%"),
    *("a", "A1", "PM", "1A", "X", "*", "#", "-", "_", "…", "😀", "测", "率"),
    *("力争", "确保", "预算", "预算内", "24小时", "前3", "第", "排名", "三", "若干"),
]
"""Pieces that are repeated: signs, words and figures that begin in many ways."""

SHORT = 400
LONG = 2 * SHORT
ATTEMPTS = 5
MOST = 2.25
"""Times the work of a phrase twice as long: twice, and a little at its bounds."""


def work(text: str) -> int:
    """Count the calls that reading a phrase takes when nothing of it is remembered."""
    engine().plans.clear()
    engine().templates.forget()
    return calls(engine().parse, text, events=ALL)


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_length_is_twice_the_work(piece: str) -> None:
    """A piece repeated to 400 and to 800 characters, alone and before a figure."""
    for end in ("", "≥5%"):
        short, long = (
            (piece * (length // len(piece)))[:length] + end for length in (SHORT, LONG)
        )
        # Patterns are compiled once a text needs them, and whole once it pays: that is
        # no work of the phrase, and is not met again.
        counts = ((work(long), work(short)) for _ in range(ATTEMPTS))
        assert any(whole <= MOST * half for whole, half in counts)


def test_work_that_grows_faster_would_be_found() -> None:
    """A search for each character in all of them is over the bound."""

    def search(text: str) -> None:
        for one in text:
            for other in text:
                one.startswith(other)

    short, long = (calls(search, "1" * size, events=ALL) for size in (40, 80))
    assert long > MOST * short


@pytest.mark.parametrize("piece", ["1", "≥", "(", "每", "“"])
def test_a_phrase_beyond_the_bound_is_not_worked_on(piece: str) -> None:
    """10,000 characters cost no more than 2,001."""
    assert work(piece * 10_000) == work(piece * 2_001)


class Counting(frozenset[str]):
    """Characters that count how often a text is looked through for them."""

    looks = 0

    def isdisjoint(self, other: Iterable[object]) -> bool:
        """Look, and count it."""
        Counting.looks += 1
        return super().isdisjoint(other)


@pytest.mark.parametrize("text", ["（" * 900 + "）" * 900, "“" * 900 + "1", " 1" * 900])
def test_a_text_is_looked_through_once_for_labels(text: str) -> None:
    """Not once for each bracket: a look is one call, however long the text is."""
    noise = engine().noise
    counting = attrs.evolve(noise, needs=tuple(map(Counting, noise.needs)))
    folded = folded_text(text)
    Counting.looks = 0

    assert noise.cleaned(folded) == counting.cleaned(folded)

    assert 0 < Counting.looks <= 2 * len(noise.needs)

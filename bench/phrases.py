"""The phrases that are timed: easy ones, long ones, and ones made to hurt."""

import random
from collections.abc import Callable, Mapping
from types import MappingProxyType

SEED = 20220131

SUBJECTS = (
    "",
    "处置率",
    "培训",
    "发布预警信息",
    "设备验收合格率",
    "群众满意度",
    "补贴发放",
    "办理",
)
OPERATORS = ("", "", "", "不少于", "不低于", "不超过", "至少", "达", "≥", "≤")
SCALES = ("", "", "", "万")
UNITS = ("条", "份", "次", "人", "个", "家", "人次", "%")
SUFFIXES = ("", "", "", "以上")


def easy(count: int) -> tuple[str, ...]:
    """Give so many distinct phrases of one figure, the same on every call.

    A phrase has a subject, an operator before or behind, a figure and a unit, each of
    the first three in part of them only: 培训不少于120人次.
    """
    chance = random.Random(SEED)  # noqa: S311 -- phrases, not secrets
    found: dict[str, None] = {}
    while len(found) < count:
        operator = chance.choice(OPERATORS)
        # An operator behind the figure may contradict the one before it.
        suffix = "" if operator else chance.choice(SUFFIXES)
        found[
            chance.choice(SUBJECTS)
            + operator
            + str(chance.randint(1, 99999))
            + chance.choice(SCALES)
            + chance.choice(UNITS)
            + suffix
        ] = None
    return tuple(found)


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda length: (piece * (length // len(piece) + 1))[:length]


def _nested(length: int) -> str:
    return "（" * (length // 2) + "）" * (length // 2)


ORDINARY: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "a list of targets": _repeated(
            "1.培训网格员不少于60名；2.群众满意度达到90%以上，12月底前完成验收；"
        ),
        "words without a figure": _repeated(
            "进一步规范资金使用，切实提升公共服务水平，形成长效机制。"
        ),
        "figures and commas": _repeated("酒店10家，房间1000间，"),
    }
)
"""What a long cell looks like: for each kind the maker of one of a given length."""

HOSTILE: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "digits": _repeated("1"),
        "opening brackets": _repeated("（"),
        "nested brackets": _nested,
        "signs ≥": _repeated("≥"),
        "operators in words": _repeated("不少于"),
        "opening quotes": _repeated("“"),
        "opening book marks": _repeated("《"),
        "digits apart": _repeated("1 "),
        "a chain of ranges": _repeated("1-"),
        "figures listed": _repeated("1、"),
        "figures without a comma": _repeated("1条a"),
        "an operator, words, a figure": _repeated("≥a1条"),
        "thousands": _repeated("111,"),
        "fractions": _repeated("1/"),
        "numerals": _repeated("一"),
        "scales": _repeated("十万"),
        "years": _repeated("2022年"),
        "months": _repeated("1月"),
        "rates": _repeated("每人"),
        "zero in words": _repeated("无"),
        "changes": _repeated("提升"),
        "comparisons": _repeated("较上年"),
        "joining words": _repeated("与"),
        "letters and digits": _repeated("a1"),
        "all in words": _repeated("应尽"),
        "remarks": _repeated("，经"),
        "circled numbers": _repeated("①"),
    }
)
"""What would hurt a reader that goes back: for each kind the maker of one."""

NAMED: Mapping[str, str] = MappingProxyType(
    {
        "10,000 digits": "1" * 10_000,
        "500 nested brackets": _nested(1000),
        "1,000 operators in a row": "≥" * 1000,
    }
)
"""Three of them at one length each; the first is longer than what is read at all."""

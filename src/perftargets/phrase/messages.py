"""What a phrase can leave open or not be understood for, said in both languages."""

from collections.abc import Mapping
from types import MappingProxyType

from perftargets.findings import Diagnostic, Message
from perftargets.phrase.target import Compound, Qualitative, Target
from perftargets.text import Span

# Facts that no phrase writes but that follow from a convention, by their names.

INFERRED: Mapping[str, Message] = MappingProxyType(
    {
        "zero-in-words": Message("以文字表示为零", "the words mean none"),
        "all-in-words": Message("以文字表示为全部", "the words mean all"),
        "end-of-period": Message("取该时段的最后一天", "the last day of the period"),
        "operator-from-level": Message(
            "提高到、降至等词说明了方向", "the verb tells which way the level counts"
        ),
        "unit-from-other-end": Message(
            "一端的单位取自另一端", "one end takes its unit from the other"
        ),
        "scale-from-other-end": Message(
            "前一个数的万、亿取自后一个数",
            "the first figure takes its scale from the last",
        ),
    }
)
"""What each name in ``Target.inferred`` says."""


MESSAGES = MappingProxyType(
    {
        "too-long": Message(
            "超过2000个字，未作分析", "longer than 2,000 characters, so it was not read"
        ),
        "operator-without-figure": Message(
            "“{text}”之后没有可比的数字", "nothing to compare with follows “{text}”"
        ),
        "contradicting-operators": Message(
            "“{text}”前后的比较词互相矛盾",
            "the operators in “{text}” contradict each other",
        ),
        "suffix-without-figure": Message(
            "“{text}”之前没有数字", "no figure stands before “{text}”"
        ),
        "operator-beside-range": Message(
            "区间旁边又有“{text}”，只按区间读取",
            "“{text}” stands beside a range; only the range was read",
        ),
        "change-by-a-range": Message(
            "变化的幅度“{text}”不是一个数",
            "the amount of change, “{text}”, is not one figure",
        ),
        "reference-with-figure": Message(
            "“{text}”既有比较对象又有数字，含义不明",
            "“{text}” has both a referent and a figure; it is not clear which counts",
        ),
        "vague-figure": Message(
            "“{text}”不是确定的数", "“{text}” is no definite figure"
        ),
        "open-date": Message(
            "“{text}”没有说明是哪一年哪一月的哪一天",
            "“{text}” does not tell the day, month or year that is meant",
        ),
        "no-such-date": Message(
            "没有“{text}”这个日期", "there is no such date as “{text}”"
        ),
        "ambiguous-deadline": Message(
            "“{text}”是否包括这一时段本身，没有说明",
            "“{text}” leaves open whether the period itself counts",
        ),
        "not-a-numeral": Message(
            "“{text}”不是一个可以确定的数", "“{text}” is not a numeral that can be told"
        ),
        "unclear-figures": Message(
            "“{text}”里的几个数字是什么关系，无法判断",
            "how the figures in “{text}” belong together cannot be told",
        ),
        "unit-apart": Message(
            "“{text}”与其单位之间隔着括号", "brackets part “{text}” from its unit"
        ),
        "denied-measure": Message(
            "“{text}”说的是不允许的情况，不是要达到的值",
            "“{text}” says what must not be, not what to reach",
        ),
        "operator-apart": Message(
            "“{text}”与数字之间隔着别的词，没有当作比较词",
            "words stand between “{text}” and the figure; it was left alone",
        ),
        "sign-or-dash": Message(
            "“{text}”前的“-”是负号还是连接号，无法判断，按正数读取",
            "the “-” of “{text}” may be a minus or a dash; it was read as a dash",
        ),
        "signed-change": Message(
            "增减的幅度“{text}”带负号，是增是减无法判断",
            "the amount of change, “{text}”, is negative: which way it goes is not "
            "clear",
        ),
        "numeral-or-name": Message(
            "“{text}”也可能是名称的一部分", "“{text}” may be part of a name"
        ),
        "bound-of-a-noun": Message(
            "“{text}”也可能只限定其后的名称",
            "“{text}” may bound the noun behind it and be no target",
        ),
        "unknown-unit": Message(
            "没有“{text}”这个单位，照写保留",
            "“{text}” is no known unit; kept as written",
        ),
        "each-of-several": Message(
            "“{text}”是几项之中每一项的数，不是合计",
            "“{text}” is the figure of each of several, not of all",
        ),
        "empty-range": Message(
            "“{text}”的下限大于上限", "the lower end of “{text}” is above its upper end"
        ),
        "units-differ": Message(
            "“{text}”两端的单位不同", "the two ends of “{text}” have different units"
        ),
        "unread-operator": Message(
            "没有读出“{text}”限定的是什么", "what “{text}” bounds was not read"
        ),
        "unread-bound": Message(
            "没有读出“{text}”限定的是什么", "what “{text}” bounds was not read"
        ),
        "unread-figure": Message(
            "没有读出数字“{text}”说的是什么",
            "what the figure “{text}” states was not read",
        ),
        "unread-reference": Message(
            "“{text}”与数字并列，没有读出",
            "“{text}” stands beside a figure and was not read",
        ),
        "unread-numeral": Message(
            "“{text}”只是一个更长的数的一部分，没有读出整个数",
            "“{text}” is part of a longer numeral that was not read",
        ),
        "unread-sign": Message(
            "“{text}”是不是负号，无法判断",
            "whether “{text}” is a minus cannot be told",
        ),
        "unread-date": Message(
            "没有读出日期“{text}”说的是什么",
            "what the date “{text}” states was not read",
        ),
        "unread-severally": Message(
            "“{text}”里的“分别”没有对应的几个数",
            "“{text}” speaks of several figures, and one was found",
        ),
        "unread-bracket": Message(
            "“{text}”里可能另有目标，没有读出",
            "“{text}” may hold another target, not read",
        ),
    }
)


UNSETTLED = frozenset(
    {
        *(code for code in MESSAGES if code.startswith("unread-")),
        *("vague-figure", "open-date", "sign-or-dash", "operator-apart"),
        "each-of-several",
        "signed-change",
        *("operator-beside-range", "units-differ", "second-date"),
    }
)
"""Codes after which a measure that was read may not be the one that was meant."""


def unsettled(target: Target) -> Diagnostic | None:
    """Return what leaves open whether a measure is the one meant, or None.

    Words that state no measure are not meant: why they were not read is no doubt
    about them. Of several targets each is asked for itself.
    """
    if isinstance(target.measure, Qualitative | Compound):
        return None
    return next((one for one in target.diagnostics if one.code in UNSETTLED), None)


def diagnostic(code: str, text: str, span: Span) -> Diagnostic:
    """Make a diagnostic about the piece of ``text`` at ``span``."""
    message, piece = MESSAGES[code], span.of(text)
    return Diagnostic(
        code=code,
        message=Message(
            message.zh.replace("{text}", piece), message.en.replace("{text}", piece)
        ),
        span=span,
    )

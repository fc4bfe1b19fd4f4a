"""Did they do it: one actual against one target, whatever the target is."""

import os
from typing import Any

from perftargets._arguments import text_of, year_of
from perftargets._renamed import warn_renamed
from perftargets.findings import Message
from perftargets.judging.account import read_actual
from perftargets.judging.changes import judge_change, judge_reference
from perftargets.judging.comparison import judge_figure
from perftargets.judging.compounds import judge_compound
from perftargets.judging.context import JudgingContext
from perftargets.judging.dates import judge_deadline
from perftargets.judging.plain_figure import judge_plain
from perftargets.judging.qualitative import judge_words
from perftargets.judging.ratios import judge_ratio_or_ranking
from perftargets.judging.reported import Reported, unclear
from perftargets.judging.verdict import Judgement, Verdict, undetermined
from perftargets.judging.words import plain, verdict_words
from perftargets.phrase import parse
from perftargets.phrase.messages import unsettled
from perftargets.phrase.target import (
    Change,
    Comparison,
    Compound,
    Deadline,
    Missing,
    Qualitative,
    Range,
    Ranking,
    Ratio,
    Reference,
    Target,
)
from perftargets.profile import DEFAULT, Profile, asked_profile


def judge(  # noqa: PLR0913 - one keyword for each cell of the row
    target: Target | str,
    actual: Target | str | None,
    context: JudgingContext | None = None,
    *,
    name: str = "",
    category: str | None = None,
    subcategory: str | None = None,
    unit: str | None = None,
    direction: str | None = None,
    year: int | str | None = None,
    profile: Profile | str | os.PathLike[str] | None = None,
    about: JudgingContext | None = None,
) -> Judgement:
    """Report whether one actual meets one target, and why.

    Args:
        target: the value to reach (指标值), as written or parsed.
        actual: the value reached (实际完成值), as written or parsed; None where
            nothing was reported.
        context: all that is known around the row, in place of the keywords.
        name: the indicator's name, which gives a figure without an operator its
            direction: 办结率 is to be high, 投诉次数 low.
        category: level 1 (一级指标) as written.
        subcategory: level 2 (二级指标) as written.
        unit: the unit column (度量单位) as written: with ``%`` a bare 0.95 is no 95.
        direction: the 正向 or 反向 field as written.
        year: the fiscal year, in which dates without a year are.
        profile: the settings, by name, path or as loaded; ``mof2020`` without it.
        about: the name that ``context`` had before; deprecated.

    Raises:
        UsageError: an argument is of another kind, or the profile cannot be used.
        OSError: the file of the profile cannot be opened.
    """
    if about is not None:
        warn_renamed("judge(about=…)", "judge(context=…)")
        context = about
    if context is None:
        context = _context_of(
            asked_profile(DEFAULT if profile is None else profile),
            # A note names a profile that the caller chose.
            chosen=profile is not None,
            name=text_of("name", name),
            category=_optional("category", category),
            subcategory=_optional("subcategory", subcategory),
            unit=_optional("unit", unit),
            direction=_optional("direction", direction),
            fiscal_year=year_of("year", year),
        )
    if not isinstance(target, Target):
        target = parse(text_of("target", target))
    if actual is not None and not isinstance(actual, Target):
        actual = text_of("actual", actual)
        short = judge_plain(target, actual, context)
        if short is not None:
            return short
    if _set_aside(target, actual):
        return _not_applicable()
    if actual is None:
        return _not_reported()
    given = read_actual(actual, target, context)
    return _judge(target, given, context, target.text)


def _context_of(
    profile: Profile,
    *,
    chosen: bool,
    **known: Any,
) -> JudgingContext:
    return JudgingContext(
        tolerance=profile.verdict.tolerance,
        strict_equal=profile.verdict.equal == "strict",
        profile=profile.name if chosen else None,
        **known,
    )


def _optional(name: str, value: str | None) -> str | None:
    return None if value is None else text_of(name, value)


def _judge(
    target: Target, actual: Reported, context: JudgingContext, whole: str
) -> Judgement:
    if actual.nothing:
        return _nothing(target, actual)
    misread = _unsettled(target) or unclear(target, whole)
    if misread is not None:
        return undetermined(misread)
    return _by_kind(target, actual, context, whole)


def _by_kind(
    target: Target, actual: Reported, context: JudgingContext, whole: str
) -> Judgement:
    measure = target.measure
    match measure:
        case Missing():
            return _no_target(context)
        case Comparison() | Range():
            return judge_figure(target, measure, actual, context, whole=whole)
        case Deadline():
            return judge_deadline(target, measure, actual, context, whole=whole)
        case Change():
            return judge_change(target, measure, actual, context, whole=whole)
        case Reference():
            return judge_reference(target, measure, actual, context)
        case Ratio() | Ranking():
            return judge_ratio_or_ranking(target, measure, actual, context)
        case Qualitative():
            return judge_words(target, actual, context)
        case Compound():
            return judge_compound(
                measure,
                actual,
                context,
                lambda item, given: _judge(item, given, context, whole),
            )


def _unsettled(target: Target) -> Message | None:
    """Return what of a target was not read, so that no verdict rests on the rest."""
    doubt = unsettled(target)
    if doubt is None:
        return None
    return Message(
        zh=f"目标“{target.text}”没有读清：{doubt.message.zh}；请人工核对",
        en=f"the target “{target.text}” was not read for certain: {doubt.message.en}",
    )


def _nothing(target: Target, actual: Reported) -> Judgement:
    """Distinguish an empty cell from 无 beside a target of zero, which may mean 0."""
    measure = target.measure
    if (
        isinstance(measure, Comparison)
        and measure.value == 0
        and actual.words in verdict_words().nothing
    ):
        return undetermined(
            Message(
                zh=f"实际情况“{actual.quoted}”：是0还是没有填报，看不出来；为0请写0",
                en=f"the actual “{actual.quoted}” may mean 0 or nothing reported; "
                "write 0 for none",
            )
        )
    return _not_reported()


def _set_aside(target: Target, actual: Target | str | None) -> bool:
    """Return whether target or actual marks the row as not applicable."""
    words = verdict_words().not_applicable
    said = "" if actual is None else actual if isinstance(actual, str) else actual.text
    return plain(said) in words or plain(target.text) in words


def _not_applicable() -> Judgement:
    return Judgement(
        verdict=Verdict.NOT_REPORTED,
        reason=Message(
            zh="注明不适用，不参与评价",
            en="marked as not applicable; it counts for nothing",
        ),
        applicable=False,
    )


def _not_reported() -> Judgement:
    return Judgement(
        verdict=Verdict.NOT_REPORTED,
        reason=Message(zh="没有填报实际完成情况", en="no actual is reported"),
    )


def _no_target(context: JudgingContext) -> Judgement:
    named = parse(context.name)
    if isinstance(named.measure, Missing | Qualitative):
        reason = Message(zh="没有目标值，无法比较", en="the row states no target value")
    else:
        reason = Message(
            zh=f"没有目标值，无法比较；名称中写有“{context.name}”，请把目标值填入指标值",
            en=f"the row states no target value; the name says “{context.name}”: "
            "write the value where values stand",
        )
    return undetermined(reason)

"""Did they do it: one actual against one target, whatever the target is."""

from perftargets.findings import Message
from perftargets.judging.account import read_actual
from perftargets.judging.changes import judge_change, judge_reference
from perftargets.judging.comparison import judge_figure
from perftargets.judging.compounds import judge_compound
from perftargets.judging.context import Circumstances
from perftargets.judging.dates import judge_deadline
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


def judge(
    target: Target,
    actual: Target | str | None,
    about: Circumstances | None = None,
) -> Judgement:
    """Say whether ``actual`` meets ``target``, and why.

    ``actual`` is the cell as written, a phrase that is parsed already, or None where
    nothing was reported. ``about`` holds what is known around the row: the name, which
    gives a figure without operator its direction, the fiscal year, the money.
    """
    if about is None:
        about = Circumstances()
    if _set_aside(target, actual):
        return _not_applicable()
    if actual is None:
        return _not_reported()
    given = read_actual(actual, target, about)
    return _judge(target, given, about, target.text)


def _judge(
    target: Target, actual: Reported, about: Circumstances, whole: str
) -> Judgement:
    if actual.nothing:
        return _nothing(target, actual)
    misread = _unsettled(target) or unclear(target, whole)
    if misread is not None:
        return undetermined(misread)
    return _by_kind(target, actual, about, whole)


def _by_kind(
    target: Target, actual: Reported, about: Circumstances, whole: str
) -> Judgement:
    measure = target.measure
    match measure:
        case Missing():
            return _no_target(about)
        case Comparison() | Range():
            return judge_figure(target, measure, actual, about, whole=whole)
        case Deadline():
            return judge_deadline(target, measure, actual, about)
        case Change():
            return judge_change(target, measure, actual, about, whole=whole)
        case Reference():
            return judge_reference(target, measure, actual, about)
        case Ratio() | Ranking():
            return judge_ratio_or_ranking(target, measure, actual, about)
        case Qualitative():
            return judge_words(target, actual, about)
        case Compound():
            return judge_compound(
                measure,
                actual,
                about,
                lambda item, given: _judge(item, given, about, whole),
            )


def _unsettled(target: Target) -> Message | None:
    """Say what of a target was not read, so that no verdict rests on the rest."""
    doubt = unsettled(target)
    if doubt is None:
        return None
    return Message(
        zh=f"目标“{target.text}”没有读清：{doubt.message.zh}；请人工核对",
        en=f"the target “{target.text}” was not read for certain: {doubt.message.en}",
    )


def _nothing(target: Target, actual: Reported) -> Judgement:
    """Tell an empty cell from 无 beside a target of zero, which may mean none."""
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
    """Say whether target or actual marks the row as not applicable."""
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


def _no_target(about: Circumstances) -> Judgement:
    named = parse(about.name)
    if isinstance(named.measure, Missing | Qualitative):
        reason = Message(zh="没有目标值，无法比较", en="the row states no target value")
    else:
        reason = Message(
            zh=f"没有目标值，无法比较；名称中写有“{about.name}”，请把目标值填入指标值",
            en=f"the row states no target value; the name says “{about.name}”: "
            "write the value where values stand",
        )
    return undetermined(reason)

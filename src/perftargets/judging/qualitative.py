"""Targets in words: the actual's words decide a level, or a person must.

The levels are those of 财预〔2020〕10号: 达成, 部分达成, 未达成.
"""

from fractions import Fraction

from perftargets.findings import Message
from perftargets.judging.context import JudgingContext
from perftargets.judging.figures import exact
from perftargets.judging.reported import Reported, unsure
from perftargets.judging.verdict import Judgement, Verdict, undetermined
from perftargets.judging.words import plain, verdict_words
from perftargets.phrase.target import (
    Comparison,
    Measure,
    Number,
    Qualitative,
    Target,
)
from perftargets.units import UnitTable


def judge_words(target: Target, actual: Reported, context: JudgingContext) -> Judgement:
    """Judge words against words, by the table of words alone."""
    if target.diagnostics:
        problem = target.diagnostics[0].message
        return undetermined(
            Message(
                zh=f"目标“{target.text}”没有读懂：{problem.zh}",
                en=f"the target “{target.text}” was not understood: {problem.en}",
            )
        )
    found = (
        _yes_or_no(target, actual)
        or _level(actual, context.units)
        or _own_words(target, actual, context)
        or _person(target, actual)
    )
    if found.verdict is Verdict.MET and actual.doubtful:
        return undetermined(unsure(actual.quoted, actual.doubtful[0]))
    return found


def _yes_or_no(target: Target, actual: Reported) -> Judgement | None:
    words = verdict_words()
    if plain(target.text) not in words.yes:
        return None
    yes = actual.words in words.yes
    if not yes and actual.words not in words.no:
        return None
    return Judgement(
        verdict=Verdict.MET if yes else Verdict.NOT_MET,
        reason=Message(
            zh=f"目标为“{target.text}”，实际为“{actual.quoted}”",
            en=f"the target is “{target.text}”, the actual “{actual.quoted}”",
        ),
        is_binary=True,
    )


def _level(actual: Reported, units: UnitTable) -> Judgement | None:
    words = verdict_words()
    said, share = _share(actual, units)
    if said in words.reached:
        verdict, zh, en = Verdict.MET, "达成", "reached"
    elif said in words.partly:
        verdict, zh, en = Verdict.PARTLY_MET, "部分达成", "partly reached"
    elif said in words.not_reached or said in words.not_begun:
        verdict, zh, en = Verdict.NOT_MET, "未达成", "not reached"
    else:
        return None
    return Judgement(
        verdict=verdict,
        reason=Message(
            zh=f"实际情况“{actual.quoted}”表示{zh}",
            en=f"the actual “{actual.quoted}” says {en}",
        ),
        share=share,
    )


def _share(actual: Reported, units: UnitTable) -> tuple[str, Number | None]:
    """Return the words, and the share stated beside them: 部分达成（75%）."""
    words = [each for each in actual.items if isinstance(each.measure, Qualitative)]
    rest = [each for each in actual.items if each not in words]
    said = plain(words[0].text) if len(words) == 1 and len(rest) == 1 else actual.words
    beside = rest if said != actual.words else list(actual.remarks)
    found = [percentage(each.measure, units) for each in beside]
    shares = [share for share in found if share is not None]
    if said != actual.words and len(shares) != 1:
        return actual.words, None
    return said, shares[0] if len(shares) == 1 else None


def percentage(measure: Measure, units: UnitTable) -> Fraction | None:
    """Return the share that a figure in % or ‰ states; None for any other figure."""
    if not isinstance(measure, Comparison) or measure.operator is not None:
        return None
    unit = None if measure.unit is None else units.find(measure.unit)
    if unit is None or unit.dimension != "ratio" or unit.factor >= 1:
        return None
    return exact(measure.value) * unit.factor


def _own_words(
    target: Target, actual: Reported, context: JudgingContext
) -> Judgement | None:
    """Judge an actual that repeats the target, with or without 已 or 未 before it."""
    words = verdict_words()
    own = plain(target.text)
    if not actual.words.endswith(own):
        return None
    before = actual.words.removesuffix(own)
    name = plain(context.name)
    if name and not name.endswith(own):
        before = before.removeprefix(name)
    if before in words.negating:
        return Judgement(
            verdict=Verdict.NOT_MET,
            reason=Message(
                zh=f"实际情况“{actual.quoted}”否定了目标的原话",
                en=f"the actual “{actual.quoted}” denies the target's own words",
            ),
        )
    if before and before not in words.affirming:
        return None
    return Judgement(
        verdict=Verdict.MET,
        reason=Message(
            zh=f"实际情况重复了目标的原话“{target.text}”",
            en=f"the actual repeats the target's own words, “{target.text}”",
        ),
        assumptions=(
            Message(
                zh="重复目标原话按达成处理，没有其他依据",
                en="the target's own words count as reached; nothing else supports it",
            ),
        ),
    )


def _person(target: Target, actual: Reported) -> Judgement:
    return undetermined(
        Message(
            zh=f"目标“{target.text}”是文字，实际情况“{actual.quoted}”需人工判断",
            en=f"the target “{target.text}” is in words; whether the actual "
            f"“{actual.quoted}” meets it, a person must say",
        )
    )

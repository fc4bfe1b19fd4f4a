"""Targets in words: the actual's words decide a level, or a person must.

The levels are those of 财预〔2020〕10号: 达成, 部分达成, 未达成.
"""

from perftargets.diagnostics import Message
from perftargets.evaluation._words import plain, verdict_words
from perftargets.evaluation.actual import Reported
from perftargets.evaluation.circumstances import Circumstances
from perftargets.evaluation.verdict import Judgement, Verdict, undetermined
from perftargets.phrase.target import Target


def judge_words(target: Target, actual: Reported, about: Circumstances) -> Judgement:
    """Judge words against words, by the table of words alone."""
    if target.diagnostics:
        problem = target.diagnostics[0].message
        return undetermined(
            Message(
                zh=f"目标“{target.text}”没有读懂：{problem.zh}",
                en=f"the target “{target.text}” was not understood: {problem.en}",
            )
        )
    return (
        _level(actual) or _own_words(target, actual, about) or _person(target, actual)
    )


def _level(actual: Reported) -> Judgement | None:
    words = verdict_words()
    said = actual.words
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
    )


def _own_words(
    target: Target, actual: Reported, about: Circumstances
) -> Judgement | None:
    """Judge an actual that repeats the target, with or without 已 or 未 before it."""
    words = verdict_words()
    own = plain(target.text)
    if not actual.words.endswith(own):
        return None
    before = actual.words.removesuffix(own)
    name = plain(about.name)
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

"""One amount to another, and places in a row: 师生比不低于1:20, 排名前10.

A ratio compares as the exact fraction of its sides. 1:20 beside 17:1 is most likely the
same thing written the other way round, so that is not decided. Of places a lower one is
better.
"""

from fractions import Fraction

import attrs

from perftargets.findings import Message
from perftargets.judging.acceptance import accepted
from perftargets.judging.context import JudgingContext
from perftargets.judging.direction import Polarity, infer_direction
from perftargets.judging.figures import exact
from perftargets.judging.interval import Interval
from perftargets.judging.reported import Reported, unsure
from perftargets.judging.verdict import Compared, Judgement, Verdict, undetermined
from perftargets.phrase.messages import unsettled
from perftargets.phrase.target import Comparison, Operator, Ranking, Ratio, Target

_PLACES = frozenset({None, "名", "位"})
"""Units in which a bare figure of an actual may be a place."""


@attrs.frozen
class _Side:
    """One side of the comparison: its operator, its value, how it is written."""

    operator: Operator | None
    value: Fraction
    written: str


def judge_ratio_or_ranking(
    target: Target, measure: Ratio | Ranking, actual: Reported, context: JudgingContext
) -> Judgement:
    """Judge an actual against a ratio or a place."""
    if isinstance(measure, Ratio):
        return judge_ratio(target, measure, actual, context)
    return judge_ranking(measure, actual, context)


def judge_ratio(
    target: Target, measure: Ratio, actual: Reported, context: JudgingContext
) -> Judgement:
    """Judge an actual against a ratio, as exact fractions.

    Nothing is decided where the sides stand the other way round, or where no operator
    and no direction tells which way the target points.
    """
    given = _answer(actual, Ratio)
    if isinstance(given, Message):
        return undetermined(given)
    assert isinstance(given.measure, Ratio)  # noqa: S101 -- it was asked for
    wanted, reached = _ratio(measure), _ratio(given.measure)
    if (wanted.value - 1) * (reached.value - 1) < 0:
        return undetermined(
            Message(
                zh=f"目标{wanted.written}与实际{reached.written}的前后项可能写反，"
                "无法比较",
                en=f"the sides of the target {wanted.written} and of the actual "
                f"{reached.written} may stand the other way round",
            )
        )
    operator = wanted.operator
    notes: tuple[Message, ...] = ()
    if operator is None and wanted.value != reached.value:
        # 师生比 and 生师比 look alike and point opposite ways: only the form can tell.
        way = infer_direction(field=context.direction)
        if way == infer_direction() or way.polarity is None:
            return undetermined(
                Message(
                    zh=f"目标“{target.text}”没有写方向，无法判断大小哪个更好",
                    en=f"the target “{target.text}” states no operator, and which way "
                    "is better cannot be told",
                )
            )
        higher = way.polarity is Polarity.HIGHER
        operator = Operator.AT_LEAST if higher else Operator.AT_MOST
        notes = (way.reason,)
    return _compare(
        attrs.evolve(wanted, operator=operator or Operator.EQUAL),
        reached,
        notes,
        context,
    )


def judge_ranking(
    measure: Ranking, actual: Reported, context: JudgingContext
) -> Judgement:
    """Judge an actual against a place; without an operator it is that place or better.

    A bare figure, as 5, and one in 名 or 位 is a place too.
    """
    given = _answer(actual, Ranking)
    notes: tuple[Message, ...] = ()
    if isinstance(given, Message):
        given = _answer(actual, Comparison)
        if isinstance(given, Message):
            return undetermined(given)
        figure = given.measure
        assert isinstance(figure, Comparison)  # noqa: S101 -- it was asked for
        if figure.unit not in _PLACES or figure.per is not None:
            return undetermined(_no_answer(actual))
        reached = _Side(figure.operator, exact(figure.value), given.text)
        notes = (
            Message(
                zh=f"实际“{actual.quoted}”按名次理解",
                en=f"the actual “{actual.quoted}” is read as a place",
            ),
        )
    else:
        place = given.measure
        assert isinstance(place, Ranking)  # noqa: S101 -- it was asked for
        reached = _Side(place.operator, exact(place.place), given.text)
    if reached.value <= 0 or reached.value.denominator != 1:
        return undetermined(_no_answer(actual))
    operator = measure.operator or Operator.AT_MOST
    wanted = _Side(operator, exact(measure.place), f"第{measure.place}名")
    return _compare(wanted, reached, notes, context)


def _ratio(measure: Ratio) -> _Side:
    first, second = exact(measure.first), exact(measure.second)
    return _Side(measure.operator, first / second, f"{measure.first}:{measure.second}")


def _answer(
    actual: Reported, kind: type[Ratio | Ranking | Comparison]
) -> Target | Message:
    """Find the one item of an actual that is of a kind, and not in doubt."""
    found = [
        each
        for each in actual.statements
        if isinstance(each.item.measure, kind) and not each.remark
    ]
    if len(found) != 1:
        return _no_answer(actual)
    (stated,) = found
    if stated.doubt is None and (misread := unsettled(stated.item)) is not None:
        return Message(
            zh=f"实际情况“{actual.quoted}”没有读清：{misread.message.zh}",
            en=f"the actual “{actual.quoted}” was not read for certain: "
            f"{misread.message.en}",
        )
    if stated.doubt is None and actual.loose:
        return unsure(actual.quoted, actual.loose[0])
    return stated.doubt or stated.item


def _no_answer(actual: Reported) -> Message:
    return Message(
        zh=f"实际情况“{actual.quoted}”中没有可与目标比较的比例或名次",
        en=f"the actual “{actual.quoted}” holds no ratio or place to compare with "
        "the target",
    )


def _compare(
    wanted: _Side, reached: _Side, notes: tuple[Message, ...], context: JudgingContext
) -> Judgement:
    operator = wanted.operator or Operator.EQUAL
    accepts = accepted(operator, wanted.value, context)
    lies = Interval.point(reached.value)
    if reached.operator is not None:
        lies = accepted(reached.operator, reached.value, context)
    zh = f"实际{reached.written}，目标{operator.sign}{wanted.written}"
    en = f"actual {reached.written}, target {operator.sign}{wanted.written}"
    if accepts.holds(lies):
        return Judgement(
            verdict=Verdict.MET,
            reason=Message(zh=f"{zh}，达到", en=f"{en}: met"),
            assumptions=notes,
            comparison=_comparison(operator, wanted, lies),
        )
    strict = operator is not Operator.EQUAL or context.strict_equal
    if accepts.misses(lies) and strict:
        return Judgement(
            verdict=Verdict.NOT_MET,
            reason=Message(zh=f"{zh}，未达到", en=f"{en}: not met"),
            assumptions=notes,
            comparison=_comparison(operator, wanted, lies),
        )
    return undetermined(
        Message(
            zh=f"{zh}：看不出是否达到", en=f"{en}: whether it is met cannot be told"
        ),
        notes,
    )


def _comparison(operator: Operator, wanted: _Side, lies: Interval) -> Compared | None:
    if lies.single is None:
        return None
    return Compared(operator=operator, target=wanted.value, actual=lies.single)

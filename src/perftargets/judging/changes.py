"""Changes and references: 较上年增长3%, 不低于全市平均值, 预算内完成."""

from fractions import Fraction

import attrs

from perftargets.findings import Message
from perftargets.judging.account import read_actual
from perftargets.judging.comparison import judge_figure
from perftargets.judging.context import JudgingContext
from perftargets.judging.figures import exact
from perftargets.judging.levels import (
    between,
    find_levels,
    is_last_year,
    starting_level,
)
from perftargets.judging.reported import (
    Reported,
    Statement,
    no_figure,
    not_done,
    unsure,
)
from perftargets.judging.verdict import Judgement, Verdict, undetermined
from perftargets.judging.words import WordKind, change_head, plain, verdict_words
from perftargets.phrase import parse
from perftargets.phrase.target import (
    Change,
    Comparison,
    Direction,
    Operator,
    Reference,
    Target,
)

_UPWARD = (Operator.AT_LEAST, Operator.MORE_THAN, Operator.EQUAL)


@attrs.frozen
class _Moved:
    """A change that happened, counted in the direction the target wants."""

    amount: Fraction | None
    unit: str | None
    base: str | None
    operator: Operator | None
    item: Target
    notes: tuple[Message, ...] = ()
    against: bool = False


def judge_change(
    target: Target,
    measure: Change,
    actual: Reported,
    context: JudgingContext,
    *,
    whole: str,
) -> Judgement:
    """Judge an actual change against the change wanted."""
    moved = _moved(measure, target, actual, context)
    if isinstance(moved, Message):
        stated = not_done(actual)
        if stated is not None:
            return Judgement(verdict=Verdict.NOT_MET, reason=stated)
        return undetermined(moved)
    if moved.base and measure.base and not _same_base(moved.base, measure.base):
        return undetermined(
            Message(
                zh=f"目标与“{measure.base}”比，实际与“{moved.base}”比，基数不同",
                en=f"the target is against “{measure.base}”, the actual against "
                f"“{moved.base}”",
            )
        )
    if measure.value is None:
        return _by_direction(measure, moved)
    operator = measure.operator or Operator.AT_LEAST
    if moved.amount is None:
        if moved.against and operator in _UPWARD:
            return _by_direction(measure, moved)
        return undetermined(no_figure(actual))
    # The amounts compare as any figures do: a decrease of at least 2% is at least 2%.
    wanted = Comparison(operator, measure.value, measure.unit)
    item = attrs.evolve(
        moved.item, measure=Comparison(moved.operator, moved.amount, moved.unit)
    )
    given = attrs.evolve(
        actual,
        target=item,
        items=(item,),
        statements=(Statement(item, item.measure, actual.text, 0),),
    )
    judgement = judge_figure(
        target,
        wanted,
        given,
        attrs.evolve(context, unit=None),
        whole=whole,
        moved=measure.direction,
    )
    note = Message(
        zh=f"比较的是{_name(measure.direction).zh}的幅度",
        en=f"what is compared is the {_name(measure.direction).en}",
    )
    return attrs.evolve(
        judgement, assumptions=(note, *moved.notes, *judgement.assumptions)
    )


def judge_reference(
    target: Target, measure: Reference, actual: Reported, context: JudgingContext
) -> Judgement:
    """Judge an actual against something whose figure must be given with it."""
    referent = plain(measure.referent)
    if referent in verdict_words().budget:
        return _budget(target, measure, actual, context)
    gap = _gap(measure, actual)
    if gap is not None:
        return gap
    last_year = is_last_year(measure.referent)
    # 上年98% beside 不低于上年水平 is what it is held against, never what was reached.
    names = (referent, *(verdict_words().same_base[0] if last_year else ()))
    given = [
        each
        for each in actual.statements
        if isinstance(each.measure, Comparison)
        and any(name in plain(each.item.subject) for name in names)
    ]
    start = starting_level(context) if last_year else None
    if not given and start is not None:
        return _against(target, measure, start, actual, context)
    if len(given) != 1 or len(actual.statements) == 1:
        return undetermined(
            Message(
                zh=f"没有“{measure.referent}”的数值，无法比较；请与实际值一并填写",
                en=f"the figure of “{measure.referent}” is not known; "
                "write it with the actual",
            )
        )
    if given[0].unclear is not None:
        return undetermined(given[0].unclear)
    return _against(target, measure, given[0], actual.without(given[0].item), context)


def _against(
    target: Target,
    measure: Reference,
    stated: Statement,
    actual: Reported,
    context: JudgingContext,
) -> Judgement:
    referent, found = stated.item, stated.measure
    if not isinstance(found, Comparison):  # pragma: no cover - the caller filtered
        raise TypeError
    wanted = attrs.evolve(
        target, measure=attrs.evolve(found, operator=measure.operator)
    )
    note = Message(
        zh=f"“{measure.referent}”按“{referent.text}”计",
        en=f"“{measure.referent}” is taken from “{referent.text}”",
    )
    judgement = judge_figure(
        wanted,
        attrs.evolve(found, operator=measure.operator),
        actual,
        context,
        whole=referent.text,
    )
    return attrs.evolve(judgement, assumptions=(note, *judgement.assumptions))


def _gap(measure: Reference, actual: Reported) -> Judgement | None:
    """Judge an actual that says how far it is from the referent: 高于平均2个百分点."""
    for item in actual.items:
        change = item.measure
        if (
            isinstance(change, Change)
            and change.base
            and plain(change.base) == plain(measure.referent)
        ):
            return _by_gap(measure, change, item)
    return None


def _by_gap(measure: Reference, change: Change, item: Target) -> Judgement | None:
    if change.value is None or exact(change.value) <= 0:
        return None
    up = change.direction is Direction.INCREASE
    match measure.operator:
        case Operator.AT_LEAST | Operator.MORE_THAN:
            met = up
        case Operator.AT_MOST | Operator.LESS_THAN:
            met = not up
        case _:
            return None
    return Judgement(
        verdict=Verdict.MET if met else Verdict.NOT_MET,
        reason=Message(
            zh=f"实际写明“{item.text}”，{'达到' if met else '未达到'}",
            en=f"the actual says “{item.text}”: {'met' if met else 'not met'}",
        ),
    )


def _budget(
    target: Target, measure: Reference, actual: Reported, context: JudgingContext
) -> Judgement:
    total = context.funds.total if context.funds is not None else None
    written = (total.adjusted or total.initial) if total is not None else None
    budget = parse(written) if written else None
    if total is None or budget is None or not isinstance(budget.measure, Comparison):
        return undetermined(
            Message(
                zh="文件没有写该项目的预算数，无法比较",
                en="the file does not state the budget of the project",
            )
        )
    has_figure = any(isinstance(item.measure, Comparison) for item in actual.items)
    notes: tuple[Message, ...] = ()
    if not has_figure and total.spent:
        spent = parse(total.spent)
        actual = read_actual(spent, target, context)
        notes = (
            Message(
                zh=f"实际情况没有数字，取全年执行数“{total.spent}”",
                en=f"the actual has no figure; what was spent is “{total.spent}”",
            ),
        )
    stated = Statement(budget, budget.measure, budget.text, 0)
    judgement = _against(target, measure, stated, actual, context)
    return attrs.evolve(judgement, assumptions=(*notes, *judgement.assumptions))


def _moved(
    measure: Change, target: Target, actual: Reported, context: JudgingContext
) -> _Moved | Message:
    """Find the change that an actual reports."""
    if actual.loose:
        return unsure(actual.quoted, actual.loose[0])
    for each in actual.statements:
        if each.remark:
            continue
        stated = _doubted(each) or _stated(measure, each.item)
        if stated is not None:
            return stated
    figures = [
        each for each in actual.statements if isinstance(each.measure, Comparison)
    ]
    levels = find_levels(measure, figures, context)
    if levels is not None:
        worked = between(measure, *levels, context.units)
        if isinstance(worked, Message):
            return worked
        return _Moved(worked.amount, worked.unit, None, None, worked.item, worked.notes)
    if len(figures) != 1:
        return no_figure(actual)
    return _bare_change(measure, target, figures[0], context)


def _doubted(each: Statement) -> Message | None:
    """Return why a statement is no change that happened; last year is no doubt."""
    if each.mark is not None and each.mark.kind is WordKind.BEFORE:
        return None
    return each.doubt if isinstance(each.item.measure, Change | Comparison) else None


def _stated(measure: Change, item: Target) -> _Moved | None:
    match item.measure:
        case Change(direction, operator, value, unit, base):
            amount = None if value is None else exact(value)
            if direction is measure.direction:
                return _Moved(amount, unit, base, operator, item)
            if operator is None or amount is None:
                turned = None if amount is None else -amount
                return _Moved(turned, unit, base, None, item, against=True)
        case Reference(operator=Operator.EQUAL, referent=base):
            return _Moved(Fraction(0), measure.unit, base, None, item)
    return None


def _bare_change(
    measure: Change,
    target: Target,
    stated: Statement,
    context: JudgingContext,
) -> _Moved | Message:
    """Read a plain figure as a change only where the name says that it is one."""
    item, figure = stated.item, stated.measure
    names = [item.subject, target.subject, context.name]
    heads = [head for head in map(change_head, names) if head is not None]
    if not isinstance(figure, Comparison) or not heads:
        return Message(
            zh=f"目标是变化幅度，实际“{item.text}”看不出是变化幅度还是水平",
            en=f"the target is a change; the actual “{item.text}” may be the change "
            "or the level reached",
        )
    amount = exact(figure.value)
    if heads[0] is not measure.direction:
        amount = -amount
    note = Message(
        zh=f"名称以变化幅度为中心词，“{item.text}”按变化幅度理解",
        en=f"the name says that “{item.text}” is itself a change",
    )
    return _Moved(amount, figure.unit, None, figure.operator, item, (note,))


def _by_direction(measure: Change, moved: _Moved) -> Judgement:
    """Judge a change of which only the direction is wanted: 较上年增长."""
    met = not moved.against and (moved.amount is None or moved.amount > 0)
    wanted = _name(measure.direction)
    article = "an" if measure.direction is Direction.INCREASE else "a"
    return Judgement(
        verdict=Verdict.MET if met else Verdict.NOT_MET,
        reason=Message(
            zh=f"目标为{wanted.zh}，实际“{moved.item.text}”，"
            f"{'达到' if met else '未达到'}",
            en=f"target: {article} {wanted.en}, actual “{moved.item.text}”: "
            f"{'met' if met else 'not met'}",
        ),
        assumptions=moved.notes,
    )


def _name(direction: Direction) -> Message:
    if direction is Direction.INCREASE:
        return Message(zh="增长", en="increase")
    return Message(zh="下降", en="decrease")


def _same_base(first: str, second: str) -> bool:
    one, other = plain(first), plain(second)
    return one == other or any(
        one in group and other in group for group in verdict_words().same_base
    )

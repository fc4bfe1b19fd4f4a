"""VAL: how a target value is put, and whether anybody can check it so."""

from collections.abc import Iterator
from fractions import Fraction

from perftargets.diagnostics import Message, Severity
from perftargets.evaluation.direction import Better
from perftargets.model.indicator import Indicator
from perftargets.phrase.target import (
    Change,
    Comparison,
    Compound,
    Deadline,
    Measure,
    Operator,
    Qualitative,
    Range,
    Target,
)
from perftargets.rules._context import Context
from perftargets.rules._lists import contained, hedges, matched
from perftargets.rules._reading import (
    SIGNS,
    Part,
    figures,
    in_percent,
    parts,
    quoted,
    way,
)
from perftargets.rules._rule import Defect, rule
from perftargets.text import Span

_MEASURABLE = "财预〔2015〕88号：细化量化"

_WHOLE = Fraction(100)
_UNREAD = frozenset(
    {
        "operator-without-figure",
        "contradicting-operators",
        "suffix-without-figure",
        "no-such-date",
        "empty-range",
        "change-by-a-range",
        "not-a-numeral",
        "units-differ",
        "too-long",
    }
)
"""What the phrase language says of a measure that it could not understand."""


@rule("VAL001", Severity.WARNING, clause=_MEASURABLE)
def vague_value(indicator: Indicator, _: Context) -> Iterator[Defect]:
    """目标值只有“有效”“明显”一类的词。 | The value is a vague word."""
    stated = list(parts(indicator.target))
    if any(_states(part.measure) for part in stated):
        # A vague word beside a figure does no harm.
        return
    for part in stated:
        text = part.target.text
        match part.measure:
            case Qualitative():
                found = contained(text, "vague") or _vague_figure(part)
            case Change(value=None, base=None):
                found = contained(text, "vague")
            case _:
                continue
        if not found:
            continue
        yield Defect(
            zh=f"“{quoted(text)}”中的“{found}”没有标准，年底无法判断是否完成",
            en=f"“{found}” in “{quoted(text)}” sets no standard: nobody can say at "
            "year-end whether it was reached",
            hint=Message(
                zh="改为可核对的数值、时间或结果，如“≥90%”“较上年下降5%以上”“通过验收”",
                en="write a figure, a date or a result that can be checked, such as "
                "“≥90%”, “较上年下降5%以上” or “通过验收”",
            ),
            field="target",
            span=_find(indicator.target, found),
        )


@rule("VAL002", Severity.WARNING, clause=_MEASURABLE)
def deferring_value(indicator: Indicator, _: Context) -> Iterator[Defect]:
    """目标值只说按别的要求办，自己没有写明。 | The value defers to some other text."""
    for part in parts(indicator.target):
        if not isinstance(part.measure, Qualitative):
            continue
        text = part.target.text
        found = matched(text, "deferring")
        if not found:
            continue
        yield Defect(
            zh=f"“{quoted(text)}”没有写明要做到什么，“{found}”要到别处去找",
            en=f"“{quoted(text)}” does not say what is to be reached: “{found}” sends "
            "the reader elsewhere",
            hint=Message(
                zh="把所指的要求写成具体数值或结果，如“≤50元/人”“12月底前完成”",
                en="write out what is required, such as “≤50元/人” or “12月底前完成”",
            ),
            field="target",
            span=_find(indicator.target, found),
        )


@rule("VAL003", Severity.WARNING, clause=_MEASURABLE)
def hedged_number(indicator: Indicator, _: Context) -> Iterator[Defect]:
    """目标值的数字带有“约”“左右”一类的词。 | The target's figure is hedged."""
    for part in parts(indicator.target):
        signs = _signs_beside_a_hedge(part)
        if not signs:
            continue
        phrases = [f"“{part.signed(sign)}”" for sign in signs]
        yield Defect(
            zh=f"“{quoted(part.target.text)}”没有底线：完成多少算达成，无法判断",
            en=f"“{quoted(part.target.text)}” has no line to hold the actual to",
            hint=Message(
                zh=f"去掉“约”“左右”一类的词，写成{'或'.join(phrases)}",
                en=f"leave the hedge out and write {' or '.join(phrases)}",
            ),
            field="target",
            span=part.span,
        )


@rule("VAL005", Severity.INFO, clause=_MEASURABLE)
def unstated_operator(indicator: Indicator, _: Context) -> Iterator[Defect]:
    """数字没有写明是至少还是至多。 | A figure without an operator."""
    for part, measure in figures(indicator.target):
        if measure.operator is not None or part.target.worded:
            continue
        better = way(indicator, part).better
        signs = {Better.HIGHER: ("≥",), Better.LOWER: ("≤",), None: ("≥", "≤")}[better]
        if not measure.value or in_percent(measure) == _WHOLE:
            # Less than nothing and more than all cannot be asked for.
            signs = ("=",)
        phrases = [f"“{part.signed(sign)}”" for sign in signs]
        yield Defect(
            zh=f"“{quoted(part.target.text)}”没有写明是至少还是至多",
            en=f"“{quoted(part.target.text)}” does not say whether it is a floor or a "
            "ceiling",
            hint=Message(
                zh=f"写成{'或'.join(phrases)}", en=f"write {' or '.join(phrases)}"
            ),
            field="target",
            span=part.span,
        )


@rule("VAL011", Severity.WARNING, clause=_MEASURABLE)
def many_targets(indicator: Indicator, _: Context) -> Iterator[Defect]:
    """一格里写了几个目标。 | Several targets stand in one cell."""
    if not isinstance(indicator.target.measure, Compound):
        return
    stated = [
        part
        for part in parts(indicator.target)
        if not isinstance(part.measure, Qualitative)
    ]
    kinds = {part.measure.kind for part in stated}
    # A figure and the date it is due (6月底前完成50%) are one target.
    if len(stated) < 2 or (len(stated) == 2 and kinds == {"deadline", "comparison"}):  # noqa: PLR2004
        return
    listed = "、".join(f"“{quoted(part.target.text)}”" for part in stated)
    yield Defect(
        zh=f"一格里有{len(stated)}个目标：{listed}；只完成一部分时无法打分",
        en=f"the cell holds {len(stated)} targets: {listed}; when only some are met, "
        "no points can be given",
        hint=Message(
            zh=f"拆成{len(stated)}行，每行一个名称、一个目标值、一份分值",
            en=f"make {len(stated)} rows of it, each with a name, a value and points",
        ),
        field="target",
    )


@rule("VAL014", Severity.ERROR, clause=_MEASURABLE)
def unreadable_value(indicator: Indicator, _: Context) -> Iterator[Defect]:
    """目标值写得读不通。 | The value states a measure that makes no sense."""
    seen = set()
    for target in (
        indicator.target,
        *(part.target for part in parts(indicator.target)),
    ):
        for found in target.diagnostics:
            if found.code not in _UNREAD or (found.code, found.span) in seen:
                continue
            seen.add((found.code, found.span))
            yield Defect(
                zh=f"“{quoted(indicator.target.text)}”读不通：{found.message.zh}",
                en=f"“{quoted(indicator.target.text)}” makes no sense: "
                f"{found.message.en}",
                hint=_repair(found.code),
                field="target",
                span=found.span,
            )


@rule("VAL015", Severity.WARNING, clause=_MEASURABLE)
def ambiguous_deadline(indicator: Indicator, _: Context) -> Iterator[Defect]:
    """“11月前”含不含11月，没有写明。 | Does “before November” take November in?"""
    for part in parts(indicator.target):
        for found in part.target.diagnostics:
            if found.code != "ambiguous-deadline":
                continue
            date = "".join(mark.of(part.whole) for mark in part.target.spans.number)
            zh, en = "如“11月底前”", "such as “11月底前”"
            match part.measure:
                case Deadline(date=iso) if date:
                    before = _day_before(iso)
                    zh = f"含在内写“{date}底前”"
                    en = f"write “{date}底前” if it is taken in"
                    if before:
                        zh += f"，不含写“{before}底前”"
                        en += f", “{before}底前” if it is not"
            yield Defect(
                zh=f"“{quoted(part.target.text)}”没有写明含不含“{date}”本身，"
                "是否按时无法判断",
                en=f"“{quoted(part.target.text)}” leaves open whether “{date}” itself "
                "counts, and so who is late",
                hint=Message(zh=zh, en=en),
                field="target",
                span=part.span,
            )


def _states(measure: Measure) -> bool:
    match measure:
        case Qualitative() | Change(value=None):
            return False
    return True


def _repair(code: str) -> Message:
    match code:
        case "operator-without-figure" | "suffix-without-figure":
            return Message(
                zh="在比较词后面写上数字和单位，如“≥90%”“不少于5次”",
                en="put figure and unit after the operator: “≥90%”, “不少于5次”",
            )
        case "contradicting-operators":
            return Message(
                zh="只留一个比较词，如“≥10家”或“≤10家”",
                en="keep one operator: “≥10家” or “≤10家”",
            )
        case "no-such-date":
            return Message(
                zh="核对月份和日期，如“2月底前”",
                en="check month and day, or write “2月底前”",
            )
        case "empty-range" | "units-differ":
            return Message(
                zh="从小到大写，两端用同一单位，如“85%-90%”",
                en="write the lower end first and one unit for both: “85%-90%”",
            )
    return Message(
        zh="写成一个数值加单位，如“≥90%”；较长的说明放进备注",
        en="write one figure with its unit, such as “≥90%”; remarks go to the notes",
    )


def _signs_beside_a_hedge(part: Part) -> tuple[str, ...]:
    """Give the operators to choose from in place of a hedge; none where none is."""
    softened = bool(set(part.target.hedges) & hedges())
    match part.measure:
        case Comparison(operator=Operator.ABOUT) | Change(operator=Operator.ABOUT):
            return ("≥", "≤", "=")
        case Comparison(operator=operator) if softened and operator is not None:
            return (SIGNS[operator],)
        case Range() if softened:
            return ("",)
    return ()


def _vague_figure(part: Part) -> str:
    """Give what the phrase language found to be no definite figure: 若干次."""
    for found in part.target.diagnostics:
        if found.code == "vague-figure":
            return found.span.of(part.whole)
    return ""


def _find(target: Target, found: str) -> Span | None:
    start = target.text.find(found)
    return Span(start, start + len(found)) if start >= 0 else None


def _day_before(iso: str) -> str:
    """Name the month before one, 10月 before ``--11``; empty where it is none."""
    year, _, month = iso.rpartition("-")
    if not month.isdigit() or len(month) != len("11") or not int(month) > 1:
        return ""
    name = f"{int(month) - 1}月"
    return f"{year}年{name}" if year.isdigit() else name

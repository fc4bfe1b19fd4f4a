"""VAL: how a target value is put, and whether anybody can check it so."""

from collections.abc import Iterator

from perftargets.findings import BLANK, Message, Severity
from perftargets.judging.direction import Better
from perftargets.linting.context import Context
from perftargets.linting.lists import contained, hedges, matched, pattern, table
from perftargets.linting.proposing import blank_value, values, write
from perftargets.linting.row_facts import (
    SIGNS,
    WHOLE,
    Part,
    figures,
    in_percent,
    parts,
    quoted,
    way,
)
from perftargets.linting.rule import Defect, rule
from perftargets.model.indicator import Indicator
from perftargets.phrase import parse
from perftargets.phrase.messages import UNSETTLED
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
from perftargets.text import Span
from perftargets.units import UnitTable

_MEASURABLE = "财预〔2015〕88号：细化量化"

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
        *(code for code in UNSETTLED if code.startswith("unread-")),
    }
)
"""What the phrase language says of a measure that it could not understand."""


@rule("VAL001", Severity.WARNING, clause=_MEASURABLE)
def vague_value(indicator: Indicator, context: Context) -> Iterator[Defect]:
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
            hint=_instead_of_words(indicator, text, context.units),
            proposals=values(*_checkable(indicator, text, context.units)),
            field="target",
            span=_find(indicator.target, found),
        )


@rule("VAL002", Severity.WARNING, clause=_MEASURABLE)
def deferring_value(indicator: Indicator, context: Context) -> Iterator[Defect]:
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
            hint=_written_out(indicator, found, context.units),
            proposals=values(*_form(indicator, context.units)),
            field="target",
            span=_find(indicator.target, found),
        )


@rule("VAL003", Severity.WARNING, clause=_MEASURABLE)
def hedged_number(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """目标值的数字带有“约”“左右”一类的词。 | The target's figure is hedged."""
    for part in parts(indicator.target):
        signs = _signs_beside_a_hedge(indicator, part, context.units)
        if not signs:
            continue
        phrases = [part.signed(sign) for sign in signs]
        hint = write(*phrases)
        yield Defect(
            zh=f"“{quoted(part.target.text)}”没有底线：完成多少算达成，无法判断",
            en=f"“{quoted(part.target.text)}” has no line to hold the actual to",
            hint=Message(
                zh=f"去掉“约”“左右”一类的词，{hint.zh}",
                en=f"leave the hedge out and {hint.en}",
            ),
            proposals=values(*(_instead(part, phrase) for phrase in phrases)),
            field="target",
            span=part.span,
        )


@rule("VAL005", Severity.INFO, clause=_MEASURABLE)
def unstated_operator(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """数字没有写明是至少还是至多。 | A figure without an operator."""
    for part, measure in figures(indicator.target):
        if measure.operator is not None or part.target.worded:
            continue
        better = way(indicator, part, context.units).better
        signs = {Better.HIGHER: ("≥",), Better.LOWER: ("≤",), None: ("≥", "≤")}[better]
        if not measure.value or in_percent(measure, context.units) == WHOLE:
            # Less than nothing and more than all cannot be asked for.
            signs = ("=",)
        phrases = [part.put(part.signed(sign)) for sign in signs]
        shown = phrases
        if isinstance(indicator.target.measure, Compound):
            shown = [part.signed(sign) for sign in signs]
        yield Defect(
            zh=f"“{quoted(part.target.text)}”没有写明是至少还是至多",
            en=f"“{quoted(part.target.text)}” does not say whether it is a floor or a "
            "ceiling",
            hint=write(*map(quoted, shown)),
            proposals=values(*phrases),
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


@rule(
    "VAL014",
    Severity.ERROR,
    clause=_MEASURABLE,
    supersedes=("VAL001", "VAL002", "VAL015", "UNT"),
)
def unreadable_value(indicator: Indicator, context: Context) -> Iterator[Defect]:
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
            hint, phrases = _repair(found.code, indicator, context.units)
            yield Defect(
                zh=f"“{quoted(indicator.target.text)}”读不通：{found.message.zh}",
                en=f"“{quoted(indicator.target.text)}” makes no sense: "
                f"{found.message.en}",
                hint=hint,
                proposals=values(*phrases),
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
            zh = "在日期后写“底前”或“（含）”"
            en = "write “底前” or “（含）” behind the date"
            phrases: list[str] = []
            match part.measure:
                case Deadline(date=iso) if date:
                    before = _day_before(iso)
                    zh = f"含在内写“{date}底前”"
                    en = f"write “{date}底前” if it is taken in"
                    phrases = [f"{date}底前"]
                    if before:
                        zh += f"，不含写“{before}底前”"
                        en += f", “{before}底前” if it is not"
                        phrases.append(f"{before}底前")
            yield Defect(
                zh=f"“{quoted(part.target.text)}”没有写明含不含“{date}”本身，"
                "是否按时无法判断",
                en=f"“{quoted(part.target.text)}” leaves open whether “{date}” itself "
                "counts, and so who is late",
                hint=Message(zh=zh, en=en),
                proposals=values(*(part.put(each) for each in phrases)),
                field="target",
                span=part.span,
            )


def _states(measure: Measure) -> bool:
    match measure:
        case Qualitative() | Change(value=None):
            return False
    return True


def _form(indicator: Indicator, units: UnitTable) -> tuple[str, ...]:
    form = blank_value(indicator, units)
    return (form,) if form else ()


def _written_out(indicator: Indicator, found: str, units: UnitTable) -> Message:
    zh, en = f"把“{found}”所指的内容写出来", f"write out what “{found}” refers to"
    form = _form(indicator, units)
    if form:
        hint = write(*form)
        return Message(zh=f"{zh}，{hint.zh}", en=f"{en}: {hint.en}")
    return Message(
        zh=f"{zh}：数值（带单位）、日期，或者看得到的结果",
        en=f"{en}: a figure with its unit, a date, or a result that can be seen",
    )


def _checkable(indicator: Indicator, text: str, units: UnitTable) -> tuple[str, ...]:
    """Give forms of a value that can be checked, in place of a vague one."""
    for usual, moves in table("vague")["moves"].items():
        if any(move in text for move in moves):
            return (f"较上年{usual}≥{BLANK}%", *_form(indicator, units))
    return _form(indicator, units)


def _instead_of_words(indicator: Indicator, text: str, units: UnitTable) -> Message:
    phrases = _checkable(indicator, text, units)
    if phrases:
        return write(*phrases)
    return Message(
        zh="写出年底能核对的内容：数值（带单位）、日期，或者看得到的结果",
        en="write what can be checked at year-end: a figure with its unit, a date, or "
        "a result that can be seen",
    )


def _instead(part: Part, phrase: str) -> str:
    """Put a phrase in the place of a measure; a hedge before it goes too."""
    return phrase if part.target.text == part.whole else part.put(phrase)


def _repair(
    code: str, indicator: Indicator, units: UnitTable
) -> tuple[Message, tuple[str, ...]]:
    """Say how to mend a value that makes no sense, in its own words where it can be."""
    text = indicator.target.text
    match code:
        case "operator-without-figure" | "suffix-without-figure":
            hint = Message(
                zh="比较词要和数字、单位写在一起",
                en="an operator needs a figure and its unit",
            )
            form = _form(indicator, units)
            if form:
                shown = write(*form)
                hint = Message(f"{hint.zh}，{shown.zh}", f"{hint.en}: {shown.en}")
            return hint, form
        case "contradicting-operators":
            figure = pattern("unread", "figure").search(text)
            plain = figure[0] if figure else ""
            if isinstance(parse(plain).measure, Comparison):
                shown = write(f"≥{plain}", f"≤{plain}")
                return Message(
                    zh=f"只留一个比较词，{shown.zh}",
                    en=f"keep one operator: {shown.en}",
                ), (f"≥{plain}", f"≤{plain}")
            return Message("只留一个比较词", "keep one operator"), ()
        case "no-such-date":
            month = pattern("unread", "month").search(text)
            if month:
                due = f"{month[0]}底前"
                return Message(
                    zh=f"核对月份和日期；月底到期的写“{due}”",
                    en=f"check month and day; for the end of the month write “{due}”",
                ), (due,)
            return Message("核对月份和日期", "check month and day"), ()
        case "empty-range" | "units-differ":
            return Message(
                zh="从小到大写，两端用同一单位",
                en="write the lower end first, and one unit for both",
            ), ()
    return Message(
        zh="只写一个数值加单位；较长的说明放进备注",
        en="write one figure with its unit; remarks go to the notes",
    ), ()


def _signs_beside_a_hedge(
    indicator: Indicator, part: Part, units: UnitTable
) -> tuple[str, ...]:
    """Give the operators to choose from in place of a hedge; none where none is."""
    softened = bool(set(part.target.hedges) & hedges())
    match part.measure:
        case Comparison(operator=Operator.ABOUT) | Change(operator=Operator.ABOUT):
            better = way(indicator, part, units).better
            ends = {Better.HIGHER: ("≥",), Better.LOWER: ("≤",), None: ("≥", "≤")}
            return (*ends[better], "=")
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

"""VAL: whether a figure can be, and fits the row that it stands in."""

from collections.abc import Iterator

from perftargets.findings import BLANK, Message, Proposal, Severity
from perftargets.judging.direction import Polarity
from perftargets.linting.context import Context
from perftargets.linting.lists import any_in, ending, table, unwanted, words
from perftargets.linting.proposing import values, write
from perftargets.linting.row_facts import (
    DOWNWARDS,
    UPWARDS,
    WHOLE,
    Part,
    RowFacts,
    bare,
    declared,
    differ,
    in_percent,
    is_share,
    measured,
    put_all,
    quoted,
    way,
    years,
)
from perftargets.linting.rule import IDLE, Defect, rule
from perftargets.model.indicator import Indicator
from perftargets.model.measured import changes
from perftargets.phrase import parse
from perftargets.phrase.target import (
    Comparison,
    Deadline,
    Measure,
    Range,
    Target,
)
from perftargets.text import unspaced
from perftargets.units import UnitTable

_CLEAR = "财预〔2015〕88号：指向明确"
_FEASIBLE = "财预〔2015〕88号：合理可行"


@rule(
    "VAL004",
    Severity.WARNING,
    title="名称与目标值不一致",
    named=("comparison", "range", "deadline"),
    clause=_CLEAR,
)
def name_value_mismatch(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """名称和目标值里的数不一致。 | Name and value state two measures that differ."""
    name = context.row(indicator).name
    if name.diagnostics or name.worded or not bare(name.subject):
        # A name that is a figure alone is what NAM006 speaks of.
        return
    stated = [part for part in context.row(indicator).parts if not part.target.worded]
    if any(part.measure == name.measure for part in stated):
        return
    for part in stated:
        if not _disagree(name, part.measure, context.units):
            continue
        in_name = Part(name, indicator.name)
        words_of_name = _stated(in_name)
        subject = name.subject or indicator.name
        yield Defect(
            zh=f"名称写的是“{words_of_name}”，目标值写的是“{quoted(_stated(part))}”，"
            "两处不一致，不知以哪一处为准",
            en=f"the name says “{words_of_name}”, the value “{quoted(_stated(part))}”: "
            "which of the two counts is open",
            hint=Message(
                zh=f"数值只写在目标值里，名称写“{quoted(subject)}”",
                en=f"leave the figure to the value and name it “{quoted(subject)}”",
            ),
            proposals=(Proposal(name=subject),),
            field="target",
            span=part.span,
        )
        return


@rule(
    "VAL008",
    Severity.WARNING,
    title="不可能的数",
    states=(IDLE,),
    clause=_FEASIBLE,
    settles=("LOG002",),
)
def impossible_number(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """目标值为负数，或不做事也能达到的零。 | A negative count, or an idle zero."""
    for part, measure in context.row(indicator).figures:
        text = quoted(part.target.text)
        if part.target.worded:
            continue
        if measure.value < 0 and _counts(measure.unit, context.units):
            positive = part.figure.lstrip("-－—–")
            yield Defect(
                zh=f"“{text}”是负数，数量不能为负",
                en=f"“{text}” is negative, and a count cannot be",
                hint=Message(
                    zh=f"核对后写成“≥{positive}”",
                    en=f"check it and write “≥{positive}”",
                ),
                proposals=()
                if declared(context.row(indicator)) is Polarity.LOWER
                else values(part.put(f"≥{positive}")),
                field="target",
                span=part.span,
            )
        elif measure.value == 0 and _idle(context.row(indicator), part, measure):
            unit = measure.unit or context.row(indicator).column_unit or ""
            yield Defect(
                zh=f"“{text}”不做任何事也能达到，起不到目标的作用",
                en=f"“{text}” is met by doing nothing, so it is no target",
                hint=Message(
                    zh=f"写出要达到的数：“≥{BLANK}{unit}”；要求不发生的写“=0{unit}”，"
                    "并在名称里写明不希望发生的是什么",
                    en=f"write the figure to reach, “≥{BLANK}{unit}”; for what is not "
                    f"to happen write “=0{unit}”, and let the name say what that is",
                ),
                proposals=values(part.put(f"≥{BLANK}{unit}"), part.put(f"=0{unit}")),
                field="target",
                span=part.span,
            )


@rule(
    "VAL009",
    Severity.WARNING,
    title="方向相反",
    states=("comparison",),
    clause=_FEASIBLE,
    supersedes=("VAL008",),
)
def wrong_direction(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """比较词的方向与指标相反。 | The operator points the wrong way."""
    row = context.row(indicator)
    turned = [
        found
        for part, measure in row.figures
        if not part.target.worded
        and (found := _turned(row, part, measure, context)) is not None
    ]
    # Each proposal mends the whole cell, and the field 正向/反向 where it goes along.
    whole = put_all([(part, phrase) for part, phrase, *_ in turned]) if turned else ""
    for part, phrase, higher, head in turned:
        text = quoted(part.target.text)
        field = declared(row)
        agrees = field is None or (field is Polarity.HIGHER) is higher
        zh = f"{head}越高越好，“{text}”却限定了上限"
        en = f"more of {head} is better, and “{text}” sets a ceiling"
        if not higher:
            zh = f"“{quoted(indicator.name)}”越少越好，“{text}”却要求越多越好"
            en = (
                f"less of “{quoted(indicator.name)}” is better, and “{text}” asks for "
                "more"
            )
        yield Defect(
            zh=zh,
            en=en,
            hint=write(phrase),
            # Under a field 正向/反向 of several figures each may point its own way.
            proposals=()
            if _vague(part) or not values(whole) or (field and len(row.figures) > 1)
            else (
                Proposal(
                    target=whole,
                    direction=None if agrees else _opposite(higher=not higher),
                ),
            ),
            field="target",
            span=part.span,
        )


def _turned(
    row: RowFacts, part: Part, measure: Comparison, context: Context
) -> tuple[Part, str, bool, str] | None:
    """Return what to write for a figure whose operator points the wrong way.

    Behind it: whether more is better, and the rate of which it is.
    """
    head = ""
    share = measure.unit is not None and is_share(measure.unit, context.units)
    if measure.unit is None or share:
        # ≤7工作日 under a rate is no ceiling of it, but another kind of figure.
        head = _good_rate(row, part)
    if measure.operator in DOWNWARDS and head:
        return part, _floor(part, measure, context.units), True, head
    if measure.operator not in UPWARDS or head:
        return None
    if share and changes(row.indicator.name):
        return None
    if not row.less_is_better(part):
        return None
    return part, _ceiling(part, measure, context.units), False, ""


@rule(
    "VAL010",
    Severity.ERROR,
    title="方向性与比较符号矛盾",
    needs="direction",
    states=("comparison",),
    clause=_CLEAR,
    supersedes=("VAL009", "VAL008"),
)
def declared_direction_conflict(
    indicator: Indicator, context: Context
) -> Iterator[Defect]:
    """指标方向性与比较词矛盾。 | The field 正向/反向 contradicts the operator."""
    if not indicator.direction:
        return
    row = context.row(indicator)
    field = declared(row)
    if field is None:
        return
    weak = set(words("amount", file="verdict.toml"))
    stated = unspaced(indicator.direction)
    for part, measure in row.figures:
        written = {mark.of(part.whole) for mark in part.target.spans.operator}
        if part.target.worded or (written and not written - weak):
            continue
        higher = field is Polarity.HIGHER
        if measure.operator not in (DOWNWARDS if higher else UPWARDS):
            continue
        other = _opposite(higher=higher)
        phrase = (
            _floor(part, measure, context.units)
            if higher
            else _ceiling(part, measure, context.units)
        )
        by_name = _by_name(row, part)
        field_is_wrong = by_name not in {None, field}
        if field_is_wrong:
            hint = Message(
                zh=f"方向性改为“{other}”", en=f"write “{other}” in the direction field"
            )
            proposals: tuple[Proposal, ...] = (Proposal(direction=other),)
        elif by_name is not None:
            hint, proposals = write(phrase), values(part.put(phrase))
        else:
            hint = Message(
                zh=f"目标值改为“{phrase}”，或者方向性改为“{other}”",
                en=f"write “{phrase}”, or “{other}” in the direction field",
            )
            proposals = (*values(part.put(phrase)), Proposal(direction=other))
        if len(row.figures) > 1 or _vague(part) or not values(part.put(phrase)):
            # Of several figures each may point its own way.
            proposals = ()
        yield Defect(
            zh=f"指标方向性填的是“{stated}”，目标值“{quoted(part.target.text)}”"
            "却是相反的方向，打分会相反",
            en=f"the direction field says “{stated}”, and “{quoted(part.target.text)}” "
            "points the other way: points would turn round",
            hint=hint,
            proposals=proposals,
            field="direction" if field_is_wrong else "target",
            span=None if field_is_wrong else part.span,
        )
        return


@rule(
    "VAL012",
    Severity.WARNING,
    title="日期在年度之外",
    states=("deadline",),
    clause="财预〔2015〕88号：相应匹配",
)
def date_outside_year(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """完成日期不在本年度和项目期内。 | The deadline lies outside year and period."""
    year = context.document.fiscal_year
    if year is None:
        return
    period = context.project.period if context.project is not None else None
    first, last = _years(period, year)
    for part in context.row(indicator).parts:
        match part.measure:
            case Deadline(date=date, start=start) if date[:4].isdigit():
                due = int(date[:4])
            case _:
                continue
        if start is not None and start[:4].isdigit():
            # A season that begins in the year ends where it ends: 11月至次年3月.
            due = int(start[:4]) if int(start[:4]) >= first else due
        if first <= due <= last:
            continue
        zh = f"{year}年度" + (f"和项目期“{quoted(period)}”" if period else "")
        en = f"the year {year}" + (
            f" and the period “{quoted(period)}”" if period else ""
        )
        inside = _in_year(part, due, year)
        yield Defect(
            zh=f"“{quoted(part.target.text)}”在{zh}之外",
            en=f"“{quoted(part.target.text)}” lies outside {en}",
            hint=Message(
                zh="核对年份"
                + (f"，写成“{inside}”" if inside else f"，写{year}年内要完成的日期")
                + "；跨年项目请填写项目期",
                en="check the year and write "
                + (f"“{inside}”" if inside else f"what is due in {year}")
                + "; state the period of a longer project",
            ),
            proposals=values(*([inside] if inside else [])),
            field="target",
            span=part.span,
        )


def _vague(part: Part) -> bool:
    """Return whether a figure is none that can be written again: 50多次, 300余亩."""
    return any(found.code == "vague-figure" for found in part.target.diagnostics)


def _by_name(row: RowFacts, part: Part) -> Polarity | None:
    """Return which way is better where the name itself tells."""
    if _good_rate(row, part):
        return Polarity.HIGHER
    return Polarity.LOWER if row.less_is_better(part) else None


def _ceiling(part: Part, measure: Comparison, units: UnitTable) -> str:
    """Return what to write for a floor under something unwanted."""
    share = in_percent(measure, units)
    if not measure.value:
        return part.signed("=")
    if share is not None and share > WHOLE / 2:
        # 投诉率≥95% turned round would allow nearly all of it.
        return f"≤{BLANK}%"
    return part.signed("≤")


def _floor(part: Part, measure: Comparison, units: UnitTable) -> str:
    """Return what to write for a ceiling over something wanted."""
    share = in_percent(measure, units)
    if share == WHOLE:
        return part.signed("=")
    if share is not None and share < WHOLE / 2:
        return f"≥{BLANK}%"
    return part.signed("≥")


def _opposite(*, higher: bool) -> str:
    """Return the field 正向/反向 that says the other thing."""
    return str(
        table("field", file="direction.toml")["lower" if higher else "higher"][0]
    )


def _in_year(part: Part, due: int, year: int) -> str:
    """Return the value with the year of the document in place of the other."""
    text = part.whole if part.target.text == part.whole else ""
    if str(due) not in text:
        return ""
    moved = text.replace(str(due), str(year))
    # 2025年11月-2026年3月 with one year for both would end before it begins.
    found = parse(moved)
    match found.measure:
        case Deadline(date=date, start=start) if not found.diagnostics:
            return "" if start is not None and start > date else moved
    return ""


def _counts(unit: str | None, units: UnitTable) -> bool:
    """Return whether a unit counts; a temperature may well be below zero."""
    if unit is None or unit in words("counting", "not_units"):
        return False
    known = units.find(unit)
    return known is None or known.dimension is None


def _idle(row: RowFacts, part: Part, measure: Comparison) -> bool:
    if measure.operator in UPWARDS:
        return True
    if measure.operator is not None:
        return False
    if way(row, part).polarity is not Polarity.HIGHER:
        return False
    # 黑臭水体数量 is not headed by what nobody wants, but holds it: 0 may be meant.
    return not any(any_in(each, unwanted()) for each in measured(row, part))


def _good_rate(row: RowFacts, part: Part) -> str:
    phrase = next(iter(measured(row, part)), "")
    head = ending(phrase, "bounded", "good") or _of_work_done(phrase)
    negations = tuple(words("bounded", "negations"))
    return "" if phrase.removesuffix(head).endswith(negations) else head


def _of_work_done(phrase: str) -> str:
    """Return a rate of work that is done well: 污水收集处理率, 垃圾清运率."""
    share = ending(phrase, "bounded", "rate")
    if not share:
        return ""
    work = ending(
        phrase.removesuffix(share), "turning", file="direction.toml", key="words"
    )
    return f"{work}{share}" if work else ""


def _disagree(name: Target, other: Measure, units: UnitTable) -> bool:
    match name.measure, other:
        case ((Comparison() | Range() as one), (Comparison() | Range() as two)):
            return bool(differ(one, two, units))
        case Deadline() as one, Deadline() as two:
            return one != two
    return False


def _stated(part: Part) -> str:
    span = part.span
    return span.of(part.whole) if span is not None else part.target.text


def _years(period: str | None, year: int) -> tuple[int, int]:
    """Return the first and the last year that a deadline may lie in."""
    if not period:
        return year, year
    found = years(period)
    # A period that cannot be read excludes nothing.
    return (min(found[0], year), max(found[1], year)) if found else (0, 9999)

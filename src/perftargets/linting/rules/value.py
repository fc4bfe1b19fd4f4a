"""VAL: whether a figure can be, and fits the row that it stands in."""

from collections.abc import Iterator

from perftargets.findings import BLANK, Message, Proposal, Severity
from perftargets.judging.direction import Better, bearing
from perftargets.linting.context import Context
from perftargets.linting.lists import any_in, ending, table, unwanted, words
from perftargets.linting.proposing import values, write
from perftargets.linting.row_facts import (
    DOWNWARDS,
    UPWARDS,
    WHOLE,
    Part,
    column_unit,
    differ,
    figures,
    in_percent,
    measured,
    parts,
    quoted,
    way,
    years,
)
from perftargets.linting.rule import Defect, rule
from perftargets.model.indicator import Indicator
from perftargets.phrase import parse
from perftargets.phrase.target import (
    Comparison,
    Deadline,
    Measure,
    Range,
    Target,
)
from perftargets.units import UnitTable

_CLEAR = "财预〔2015〕88号：指向明确"
_FEASIBLE = "财预〔2015〕88号：合理可行"
_MEASURABLE = "财预〔2015〕88号：细化量化"


@rule("VAL004", Severity.WARNING, clause=_CLEAR)
def name_value_mismatch(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """名称和目标值里的数不一致。 | Name and value state two measures that differ."""
    name = parse(indicator.name)
    if name.diagnostics or name.worded:
        return
    stated = [part for part in parts(indicator.target) if not part.target.worded]
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


@rule("VAL008", Severity.WARNING, clause=_FEASIBLE)
def impossible_number(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """目标值为负数，或不做事也能达到的零。 | A negative count, or an idle zero."""
    for part, measure in figures(indicator.target):
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
                proposals=values(part.put(f"≥{positive}")),
                field="target",
                span=part.span,
            )
        elif measure.value == 0 and _idle(indicator, part, measure, context.units):
            unit = measure.unit or column_unit(indicator, context.units) or ""
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


@rule("VAL009", Severity.WARNING, clause=_FEASIBLE, supersedes=("VAL008",))
def wrong_direction(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """比较词的方向与指标相反。 | The operator points the wrong way."""
    for part, measure in figures(indicator.target):
        if part.target.worded:
            continue
        head = _good_rate(indicator, part)
        lower = bearing(*measured(indicator, part)).better is Better.LOWER
        text = quoted(part.target.text)
        if measure.operator in UPWARDS and lower and not head:
            phrase = _ceiling(part, measure, context.units)
            yield Defect(
                zh=f"“{quoted(indicator.name)}”越少越好，“{text}”却要求越多越好",
                en=f"less of “{quoted(indicator.name)}” is better, and “{text}” asks "
                "for more",
                hint=write(phrase),
                proposals=values(part.put(phrase)),
                field="target",
                span=part.span,
            )
        elif measure.operator in DOWNWARDS and head:
            phrase = _floor(part, measure, context.units)
            yield Defect(
                zh=f"{head}越高越好，“{text}”却限定了上限",
                en=f"more of {head} is better, and “{text}” sets a ceiling",
                hint=write(phrase),
                proposals=values(part.put(phrase)),
                field="target",
                span=part.span,
            )


@rule("VAL010", Severity.ERROR, clause=_CLEAR, supersedes=("VAL009", "VAL008"))
def declared_direction_conflict(
    indicator: Indicator, context: Context
) -> Iterator[Defect]:
    """指标方向性与比较词矛盾。 | The field 正向/反向 contradicts the operator."""
    if not indicator.direction:
        return
    declared = bearing(field=indicator.direction)
    weak = set(words("amount", file="verdict.toml"))
    stated = "".join(indicator.direction.split())
    known = words("field", "higher", file="direction.toml") + words(
        "field", "lower", file="direction.toml"
    )
    if stated not in known:
        return
    for part, measure in figures(indicator.target):
        written = {mark.of(part.whole) for mark in part.target.spans.operator}
        if part.target.worded or (written and written <= weak):
            continue
        higher = declared.better is Better.HIGHER
        if measure.operator not in (DOWNWARDS if higher else UPWARDS):
            continue
        other = _opposite(higher=higher)
        phrase = (
            _floor(part, measure, context.units)
            if higher
            else _ceiling(part, measure, context.units)
        )
        by_name = _by_name(indicator, part)
        field_is_wrong = by_name not in {None, declared.better}
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


@rule("VAL012", Severity.WARNING, clause="财预〔2015〕88号：相应匹配")
def date_outside_year(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """完成日期不在本年度和项目期内。 | The deadline lies outside year and period."""
    year = context.document.fiscal_year
    if year is None:
        return
    period = context.project.period if context.project is not None else None
    first, last = _years(period, year)
    for part in parts(indicator.target):
        match part.measure:
            case Deadline(date=date) if date[:4].isdigit():
                due = int(date[:4])
            case _:
                continue
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


def _by_name(indicator: Indicator, part: Part) -> Better | None:
    """Say which way is better where the name itself tells."""
    if _good_rate(indicator, part):
        return Better.HIGHER
    lower = bearing(*measured(indicator, part)).better is Better.LOWER
    return Better.LOWER if lower else None


def _ceiling(part: Part, measure: Comparison, units: UnitTable) -> str:
    """Give what to write for a floor under something unwanted."""
    share = in_percent(measure, units)
    if not measure.value:
        return part.signed("=")
    if share is not None and share > WHOLE / 2:
        # 投诉率≥95% turned round would allow nearly all of it.
        return f"≤{BLANK}%"
    return part.signed("≤")


def _floor(part: Part, measure: Comparison, units: UnitTable) -> str:
    """Give what to write for a ceiling over something wanted."""
    share = in_percent(measure, units)
    if share == WHOLE:
        return part.signed("=")
    if share is not None and share < WHOLE / 2:
        return f"≥{BLANK}%"
    return part.signed("≥")


def _opposite(*, higher: bool) -> str:
    """Give the field 正向/反向 that says the other thing."""
    return str(
        table("field", file="direction.toml")["lower" if higher else "higher"][0]
    )


def _in_year(part: Part, due: int, year: int) -> str:
    """Give the value with the year of the document in place of the other."""
    text = part.whole if part.target.text == part.whole else ""
    return text.replace(str(due), str(year)) if str(due) in text else ""


def _counts(unit: str | None, units: UnitTable) -> bool:
    known = units.find(unit) if unit else None
    return unit is not None and (known is None or known.dimension is None)


def _idle(
    indicator: Indicator, part: Part, measure: Comparison, units: UnitTable
) -> bool:
    if measure.operator in UPWARDS:
        return True
    if measure.operator is not None:
        return False
    if way(indicator, part, units).better is not Better.HIGHER:
        return False
    # 黑臭水体数量 is not headed by what nobody wants, but holds it: 0 may be meant.
    return not any(any_in(each, unwanted()) for each in measured(indicator, part))


def _good_rate(indicator: Indicator, part: Part) -> str:
    phrase = next(iter(measured(indicator, part)), "")
    head = ending(phrase, "bounded", "good")
    negations = tuple(words("bounded", "negations"))
    return "" if phrase.removesuffix(head).endswith(negations) else head


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
    """Give the first and the last year that a deadline may lie in."""
    if not period:
        return year, year
    found = years(period)
    # A period that cannot be read excludes nothing.
    return (min(found[0], year), max(found[1], year)) if found else (0, 9999)

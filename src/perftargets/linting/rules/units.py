"""UNT: whether name and value are of one kind, with one unit in its usual spelling."""

from collections.abc import Iterator
from fractions import Fraction

from perftargets.findings import BLANK, Message, Proposal, Severity
from perftargets.linting.context import Context
from perftargets.linting.lists import ending, spellings, words
from perftargets.linting.proposing import values, write
from perftargets.linting.row_facts import (
    Part,
    RowFacts,
    bare,
    is_share,
    measured,
    plain_head,
    quoted,
)
from perftargets.linting.rule import (
    OTHER_UNIT,
    UNITLESS,
    WITH_WORDS,
    Defect,
    Edit,
    rule,
)
from perftargets.model.indicator import Indicator
from perftargets.model.measured import Head, changes, head_of
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison, Compound, Range
from perftargets.text import Span
from perftargets.units import UnitTable

_MEASURABLE = "财预〔2015〕88号：细化量化"
_CLEAR = "财预〔2015〕88号：指向明确"
_RARE = frozenset({"‰", "‱", "ppm", "ppb"})
"""Shares in which nobody writes what is nearly all of it."""


@rule(
    "UNT001",
    Severity.WARNING,
    title="单位与名称不符",
    states=("comparison", "range"),
    clause=_CLEAR,
    supersedes=("UNT003", "VAL009"),
    settles=("DUP003", "LOG002", "VAL013", "VAL019"),
)
def unfitting_unit(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """单位与名称所衡量的不是一类，如面积以“公里”计。 | The unit is of another kind."""
    row = context.row(indicator)
    for part, unit in _united(row):
        head = _head(row, part)
        if head is None or _fits(head, unit, row, context.units):
            continue
        phrases = tuple(
            _in_unit(part, unit, say, context.units) for say in head.kind.say
        )
        hint = Message(
            zh=f"核对名称和单位：{head.word}的目标值用与之相称的单位",
            en=f"check name and unit: write a unit that fits {head.word}",
        )
        if phrases:
            hint = write(*phrases)
        yield Defect(
            zh=f"{head.word}不用“{unit}”计，“{quoted(part.target.text)}”的单位不对",
            en=f"{head.word} is {head.kind.name.en} and not counted in “{unit}”, so "
            f"the unit of “{quoted(part.target.text)}” is wrong",
            hint=Message(
                zh=f"{hint.zh}；数值没有错的，改名称",
                en=f"{hint.en}; if the value is right, change the name",
            ),
            proposals=tuple(
                Proposal(
                    target=part.put(phrase),
                    unit=say if (indicator.unit or "").strip() else None,
                )
                for say, phrase in zip(head.kind.say, phrases, strict=True)
            ),
            field="target",
            span=part.span,
        )


@rule(
    "VAL017",
    Severity.WARNING,
    title="名称与目标值不是一类",
    states=("deadline",),
    clause=_CLEAR,
)
def value_of_another_kind(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """名称衡量的是数值，目标值写的是日期。 | A date for what is no date."""
    row = context.row(indicator)
    stated = row.parts
    if len(stated) != 1 or stated[0].measure.kind != "deadline":
        return
    head = row.head
    if head is None or head.kind.takes_dates or not (head.kind.fits or head.kind.unfit):
        return
    form = f"≥{BLANK}{head.kind.say[0]}" if head.kind.say else ""
    hint = Message(
        zh=f"写{head.word}要达到的数值；要考核何时完成的，名称改为“完成时间”一类",
        en=f"write the figure that {head.word} is to reach; if it is the time that "
        "counts, let the name say so",
    )
    if form:
        shown = write(form)
        hint = Message(
            zh=f"{shown.zh}；要考核何时完成的，名称改为“完成时间”一类",
            en=f"{shown.en}; if it is the time that counts, let the name say so",
        )
    yield Defect(
        zh=f"“{quoted(indicator.name)}”是{head.kind.name.zh}，“{quoted(stated[0].target.text)}”"
        "却是日期，无法比较",
        en=f"“{quoted(indicator.name)}” is {head.kind.name.en}, and "
        f"“{quoted(stated[0].target.text)}” is a date: the two cannot be compared",
        hint=hint,
        proposals=values(form) if form else (),
        field="target",
        span=stated[0].span,
    )


@rule("UNT002", Severity.INFO, title="单位写法", clause=_CLEAR, fixable=True)
def unit_spelling(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """单位的写法不规范，如“百分比”。 | An odd spelling of a unit."""
    usual = spellings("spelling")
    for part in context.row(indicator).parts:
        for mark in part.target.spans.unit:
            written = mark.of(part.whole)
            if written not in usual:
                continue
            yield Defect(
                zh=f"“{quoted(part.target.text)}”的单位“{written}”通常写作"
                f"“{usual[written]}”",
                en=f"the unit “{written}” of “{quoted(part.target.text)}” is usually "
                f"written “{usual[written]}”",
                hint=Message(
                    zh=f"改为“{usual[written]}”", en=f"write “{usual[written]}”"
                ),
                field="target",
                span=mark,
                edit=Edit(span=mark, text=usual[written]),
            )
    column = (indicator.unit or "").strip()
    if column in usual:
        start = (indicator.unit or "").find(column)
        span = Span(start, start + len(column))
        yield Defect(
            zh=f"度量单位“{column}”通常写作“{usual[column]}”",
            en=f"the unit “{column}” is usually written “{usual[column]}”",
            hint=Message(zh=f"改为“{usual[column]}”", en=f"write “{usual[column]}”"),
            field="unit",
            span=span,
            edit=Edit(span=span, text=usual[column]),
        )


@rule(
    "UNT003",
    Severity.WARNING,
    title="单位两处不同",
    states=(WITH_WORDS, OTHER_UNIT),
    clause=_CLEAR,
)
def conflicting_units(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """目标值的单位有两个，或与度量单位栏不同。 | Two units for one figure."""
    units = context.units
    row = context.row(indicator)
    for part in row.parts:
        second = _second_unit(part, units)
        if second:
            figure = part.figure
            yield Defect(
                zh=f"目标值“{quoted(part.target.text)}”在一个数后写了两个单位，“{second}”多余",
                en=f"“{quoted(part.target.text)}” has two units behind one figure; "
                f"“{second}” is one too many",
                hint=Message(
                    zh=f"只留一个单位，如“{part.sign}{figure}”",
                    en=f"keep one of them, such as “{part.sign}{figure}”",
                ),
                field="target",
                span=part.span,
            )
            return
    column = row.column_unit
    if column is None or indicator.unit is None:
        return
    for part in context.row(indicator).parts:
        match part.measure:
            case Comparison(unit=str() as unit) | Range(unit=str() as unit):
                pass
            case _:
                continue
        people = {unit, column} <= {*words("people", "units")}
        if part.target.worded or unit == column or people:
            continue
        one, other = units.find(unit), units.find(column)
        same_size = (
            one is not None
            and other is not None
            and one.dimension is not None
            and (one.dimension, one.factor) == (other.dimension, other.factor)
        )
        if same_size:
            continue
        column_text = indicator.unit.strip()
        yield Defect(
            zh=f"目标值“{quoted(part.target.text)}”的单位是“{unit}”，度量单位栏写的是"
            f"“{column_text}”",
            en=f"the unit of “{quoted(part.target.text)}” is “{unit}”, and the unit "
            f"column says “{column_text}”",
            hint=Message(
                zh=f"度量单位栏改为“{unit}”，或按“{column_text}”改写数值",
                en=f"write “{unit}” in the unit column, or state the figure in "
                f"“{column_text}”",
            ),
            # Of several figures each may have a unit of its own.
            proposals=() if len(row.parts) > 1 else (Proposal(unit=unit),),
            field="unit",
        )
        return


@rule(
    "UNT004",
    Severity.WARNING,
    title="缺少单位",
    states=(UNITLESS,),
    clause=_MEASURABLE,
)
def missing_unit(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """数字没有单位。 | A figure without a unit anywhere."""
    if (indicator.unit or "").strip():
        return
    row = context.row(indicator)
    for part in row.parts:
        match part.measure:
            case Comparison(value=value, unit=None, per=None):
                highest = Fraction(value)
                exact_share = isinstance(value, Fraction)
            case Range(high=value, unit=None, per=None):
                highest = Fraction(value)
                exact_share = isinstance(value, Fraction)
            case _:
                continue
        if part.target.worded or exact_share or not highest or _boxed(indicator.name):
            continue
        phrases = (*measured(row, part), indicator.name.strip())
        found = [head_of(bare(phrase), context.units) for phrase in phrases]
        if any(_needs_none(bare(phrase), context.units) for phrase in phrases) or any(
            head is not None
            and (head.kind.bare or (head.kind.certain and highest <= 1))
            for head in found
        ):
            continue
        head = next((each for each in found if each is not None), None)
        share = head is not None and head.kind.certain
        figure = f"{part.sign}{part.figure}"
        written = part.put(f"{figure}%" if share else f"{figure}{BLANK}")
        where = f"“{quoted(written)}”"
        hint = Message(f"写成{where}", f"write {where}")
        if not share:
            said = head.kind.say if head is not None else ()
            units = "“人”“次”“项”" if not said else "".join(f"“{u}”" for u in said)
            hint = Message(
                zh=f"在数字后写上单位，{where}的“{BLANK}”处写{units}一类的词，"
                "或者填在度量单位栏",
                en=f"name the unit behind the figure ({units}), in place of “{BLANK}” "
                f"in {where}, or in the unit column",
            )
        yield Defect(
            zh=f"“{quoted(part.target.text)}”没有单位，名称和度量单位栏里也没有",
            en=f"“{quoted(part.target.text)}” has no unit, and neither the name nor a "
            "unit column gives one",
            hint=hint,
            proposals=values(written),
            field="target",
            span=part.span,
        )


def _head(row: RowFacts, part: Part) -> Head | None:
    """Return what a figure measures by its own words, else by the name."""
    own = bare(part.target.subject)
    if own:
        head = head_of(own, row.units)
        # Of several measures each has words of its own: 6200人；规范管理率64%.
        if head is not None or isinstance(row.indicator.target.measure, Compound):
            return head
    return row.head


def _is_per(row: RowFacts) -> bool:
    measure = row.indicator.target.measure
    return isinstance(measure, Comparison | Range) and measure.per is not None


def _fits(head: Head, unit: str, row: RowFacts, units: UnitTable) -> bool:
    """Return whether a unit can be that of what a name is headed by."""
    known = units.find(unit)
    if known is None:
        # A word that is no unit of the table may be the very thing that is counted.
        return True
    if head.kind.takes(unit, known.dimension):
        # 合格率≥98‰ is a slip; what happens seldom is counted in ‰.
        return not (known.name in _RARE and plain_head(bare(row.subject)))
    if head.kind.certain and _is_per(row):
        # 死亡率 ≤ 12人/10万人: a rate that is written out.
        return True
    return known.dimension in {"ratio", "point"} and changes(row.indicator.name)


def _in_unit(part: Part, unit: str, say: str, units: UnitTable) -> str:
    """Write a measure in another unit; blank where the figure cannot stay."""
    measure = part.measure
    sign = part.sign
    figure = part.figure
    fits = (
        isinstance(measure, Comparison) and not is_share(unit, units) and unit in figure
    )
    if fits and say in words("unfitting_kept") and unit in words("unfitting_kept"):
        return f"{sign}{figure.replace(unit, say)}"
    return f"{sign}{BLANK}{say}"


def _second_unit(part: Part, units: UnitTable) -> str:
    """Return a unit that stands right behind another: % in 90分%, 人 in 12次/年人."""
    subject = part.target.subject
    text = bare(subject) if subject else ""
    if not text or units.find(text) is None:
        return ""
    marks = (*part.target.spans.unit, *part.target.spans.per)
    if not marks:
        return ""
    end = max(mark.end for mark in marks)
    return text if part.whole[end : end + len(text)] == text else ""


def _united(row: RowFacts) -> Iterator[tuple[Part, str]]:
    """Yield the measures with their unit, the column's where they have none."""
    for part in row.parts:
        match part.measure:
            case Comparison(unit=unit) | Range(unit=unit) if not part.target.worded:
                found = unit or row.column_unit
                if found is not None:
                    yield part, found


def _needs_none(phrase: str, units: UnitTable) -> bool:
    """Return whether a name itself says in what it is counted: 培训人次, 开展次数."""
    head = head_of(phrase, units)
    if head is not None and head.kind.key in {"count", "quantity"}:
        # 人员数 is counted in 员, and 数量 in anything.
        stem = phrase.removesuffix(head.word)
        return any(units.find(stem[-length:]) is not None for length in (1, 2, 3))
    if head is not None and head.word.endswith(("数", "数量", "次")):
        return True
    return bool(ending(phrase, "unitless", "whole"))


def _boxed(name: str) -> bool:
    """Return whether a name has a unit in brackets: 合格率（%）."""
    measure = parse(f"{name.strip()}1").measure
    return isinstance(measure, Comparison) and measure.unit is not None

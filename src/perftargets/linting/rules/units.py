"""UNT: whether a figure has the unit that fits it, once, in the usual spelling."""

from collections.abc import Iterator
from fractions import Fraction

from perftargets.findings import BLANK, Message, Proposal, Severity
from perftargets.linting.context import Context
from perftargets.linting.lists import any_in, ending, spellings, table, words
from perftargets.linting.proposing import values, write
from perftargets.linting.row_facts import (
    Part,
    bare,
    column_unit,
    is_share,
    measured,
    parts,
    quoted,
)
from perftargets.linting.rule import Defect, Edit, rule
from perftargets.model.indicator import Indicator
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison, Compound, Range
from perftargets.text import Span
from perftargets.units import UnitTable

_MEASURABLE = "财预〔2015〕88号：细化量化"
_CLEAR = "财预〔2015〕88号：指向明确"


@rule("UNT001", Severity.WARNING, clause=_CLEAR, supersedes=("UNT003",))
def unfitting_unit(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """单位与名称不符，如人数以“个”计。 | The unit does not fit what the name counts."""
    for part, unit in _united(indicator, context.units):
        phrases = measured(indicator, part)
        if isinstance(indicator.target.measure, Compound):
            # Of several measures each has words of its own: 6200人；规范管理率64%.
            phrases = phrases[:1]
        for phrase in phrases:
            found = _unfitting(phrase, unit, context.units)
            if found is None:
                continue
            head, written = found[0], _in_unit(part, unit, found[1], context.units)
            hint = write(written)
            yield Defect(
                zh=f"{head}不用“{unit}”计，“{quoted(part.target.text)}”的单位不对",
                en=f"{head} is not counted in “{unit}”, so the unit of "
                f"“{quoted(part.target.text)}” is wrong",
                hint=Message(
                    zh=f"{hint.zh}；数值没有错的，改名称",
                    en=f"{hint.en}; if the value is right, change the name",
                ),
                proposals=(
                    Proposal(
                        target=part.put(written),
                        unit=found[1] if (indicator.unit or "").strip() else None,
                    ),
                ),
                field="target",
                span=part.span,
            )
            break


@rule("UNT002", Severity.INFO, clause=_CLEAR, fixable=True)
def unit_spelling(indicator: Indicator, _: Context) -> Iterator[Defect]:
    """单位的写法不规范，如“百分比”。 | An odd spelling of a unit."""
    usual = spellings("spelling")
    for part in parts(indicator.target):
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


@rule("UNT003", Severity.WARNING, clause=_CLEAR)
def conflicting_units(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """目标值的单位与度量单位栏不同。 | The value has a unit other than the column's."""
    units = context.units
    column = column_unit(indicator, units)
    if column is None or indicator.unit is None:
        return
    for part in parts(indicator.target):
        match part.measure:
            case Comparison(unit=str() as unit) | Range(unit=str() as unit):
                pass
            case _:
                continue
        if part.target.worded or unit == column:
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
            proposals=(Proposal(unit=unit),),
            field="unit",
        )
        return


@rule("UNT004", Severity.WARNING, clause=_MEASURABLE)
def missing_unit(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """数字没有单位。 | A figure without a unit anywhere."""
    if (indicator.unit or "").strip() or _boxed(indicator.name):
        return
    for part in parts(indicator.target):
        match part.measure:
            case Comparison(value=value, unit=None, per=None):
                highest = Fraction(value)
                exact_share = isinstance(value, Fraction)
            case Range(high=value, unit=None, per=None):
                highest = Fraction(value)
                exact_share = isinstance(value, Fraction)
            case _:
                continue
        if part.target.worded or exact_share or not highest:
            continue
        phrases = (*measured(indicator, part), indicator.name.strip())
        if any(_needs_none(bare(phrase), highest, context.units) for phrase in phrases):
            continue
        share = any(ending(bare(phrase), "unitless", "shares") for phrase in phrases)
        figure = f"{part.sign}{part.figure}"
        written = part.put(f"{figure}%" if share else f"{figure}{BLANK}")
        where = f"“{quoted(written)}”"
        hint = Message(f"写成{where}", f"write {where}")
        if not share:
            hint = Message(
                zh=f"在数字后写上单位，{where}的“{BLANK}”处写“人”“次”“项”一类的词，"
                "或者填在度量单位栏",
                en=f"name the unit behind the figure, in place of “{BLANK}” in "
                f"{where}, or in the unit column",
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


def _united(indicator: Indicator, units: UnitTable) -> Iterator[tuple[Part, str]]:
    """Go through the measures with their unit, the column's where they have none."""
    for part in parts(indicator.target):
        match part.measure:
            case Comparison(unit=unit) | Range(unit=unit) if not part.target.worded:
                found = unit or column_unit(indicator, units)
                if found is not None:
                    yield part, found


def _unfitting(phrase: str, unit: str, units: UnitTable) -> tuple[str, str] | None:
    if is_share(unit, units) and any_in(phrase, words("changing")):
        return None
    for entry in table("unfitting"):
        head = next((end for end in entry["endings"] if phrase.endswith(end)), None)
        if head is not None and unit in entry["units"]:
            return head, entry["say"]
    return None


def _needs_none(phrase: str, value: Fraction, units: UnitTable) -> bool:
    """Say whether a measure has no unit, or its name says what is counted."""
    if ending(phrase, "unitless"):
        return True
    if ending(phrase, "unitless", "shares") and value <= 1:
        return True
    # 培训人次, 开展次数, 培训人数（人）: the name itself holds the unit.
    for suffix in words("unitless", "counting"):
        tail = phrase.removesuffix(suffix)
        if tail != phrase and any(
            units.find(tail[-length:]) is not None for length in (1, 2, 3)
        ):
            return True
    return bool(ending(phrase, "unitless", "whole"))


def _boxed(name: str) -> bool:
    """Say whether a name has a unit in brackets: 合格率（%）."""
    measure = parse(f"{name.strip()}1").measure
    return isinstance(measure, Comparison) and measure.unit is not None

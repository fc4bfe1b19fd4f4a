"""Amounts of money and printed rates, with the worth of their last digit."""

import re
from decimal import Decimal
from fractions import Fraction

import attrs

from perftargets.linting.row_facts import is_money
from perftargets.model.project import Amounts, Project
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison
from perftargets.units import UnitTable


@attrs.frozen
class Money:
    """An amount of money, and the worth of the last digit printed."""

    value: Fraction
    digit: Fraction
    text: str
    scale: Fraction
    """What the figure was multiplied by: 10000 for 万元."""
    unit: str
    """Scale and unit as written: 万元."""


def money(text: str | None, units: UnitTable) -> Money | None:
    """Read an amount (350.5万元); None where there is none or it cannot be read."""
    return _figure(text, of_money=True, units=units) if text else None


def percentage(text: str | None, units: UnitTable) -> Money | None:
    """Read a printed rate (97.5%), in hundredths; None where it cannot be read."""
    return _figure(text, of_money=False, units=units) if text else None


def _figure(text: str, *, of_money: bool, units: UnitTable) -> Money | None:
    target = parse(text)
    measure, numbers = target.measure, target.spans.number
    if not isinstance(measure, Comparison) or len(numbers) != 1 or measure.per:
        return None
    if of_money != (
        is_money(measure.unit, units) or (of_money and measure.unit is None)
    ):
        return None
    if not of_money and measure.unit not in {"%", None}:
        return None
    digits = re.match(r"-?[\d,，]*(?:[.．](\d+))?", numbers[0].of(text))
    written = re.sub(r"[,，]", "", digits[0]).replace("．", ".") if digits else ""
    if digits is None or not re.fullmatch(r"-?\d*\.?\d+", written):
        return None
    scale = Fraction(1)
    if Decimal(written):
        scale = abs(Fraction(measure.value) / Fraction(Decimal(written)))
    places = len(digits[1] or "")
    tail = text[numbers[0].start + len(digits[0]) :]
    return Money(
        value=Fraction(measure.value),
        digit=scale / 10**places,
        text=text.strip(),
        scale=scale,
        unit=tail.strip(),
    )


def budget(project: Project, units: UnitTable) -> Money | None:
    """Return the year's money of a project: the adjusted budget, else the first.

    The fiscal funds are all of it only where no total is written: of one that cannot
    be read they are a part.
    """
    if project.funds is None:
        return None
    total = project.funds.total
    is_stated = (total.initial or "").strip() or (total.adjusted or "").strip()
    return line_budget(total if is_stated else project.funds.fiscal, units)


def planned_budget(project: Project, units: UnitTable) -> Money | None:
    """Return what the targets were set for: the larger of first and adjusted budget.

    A budget that was cut during the year does not make its targets contradict it.
    """
    found = budget(project, units)
    if project.funds is None or found is None:
        return found
    total = project.funds.total
    first = money(total.initial, units)
    return first if first is not None and first.value > found.value else found


def line_budget(line: Amounts, units: UnitTable) -> Money | None:
    """Return the budget of one line of money."""
    return money(line.adjusted, units) or money(line.initial, units)

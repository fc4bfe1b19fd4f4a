"""A target for people: its kind and what was read in one line, and its parts."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from perftargets.findings import Language, Message
from perftargets.phrase.target import (
    Change,
    Comparison,
    Compound,
    Deadline,
    Direction,
    Missing,
    Number,
    Operator,
    Qualitative,
    Range,
    Ranking,
    Ratio,
    Reference,
    Target,
)
from perftargets.text import Span

SIGNS = {
    Operator.AT_LEAST: "≥",
    Operator.MORE_THAN: ">",
    Operator.AT_MOST: "≤",
    Operator.LESS_THAN: "<",
    Operator.EQUAL: "=",
    Operator.ABOUT: "≈",
}

KINDS = {
    "comparison": Message("比较", "comparison"),
    "range": Message("区间", "range"),
    "deadline": Message("期限", "deadline"),
    "change": Message("变化", "change"),
    "reference": Message("参照", "reference"),
    "ratio": Message("比例", "ratio"),
    "ranking": Message("名次", "ranking"),
    "compound": Message("多项", "compound"),
    "qualitative": Message("定性", "qualitative"),
    "missing": Message("缺失", "missing"),
}

OPERATOR = Message("比较符", "operator")
NUMBER = Message("数值", "number")
UNIT = Message("单位", "unit")
PER = Message("每", "per")
REFERENT = Message("参照物", "held against")
SUBJECT = Message("对象", "subject")

WORDS_DECIDE = Message("以文字为准", "the words are the target")
NO_TARGET = Message("没有目标值", "no target")
CHANGES = {
    Direction.INCREASE: Message("增加", "increase"),
    Direction.DECREASE: Message("减少", "decrease"),
}


def kind(target: Target, language: Language) -> str:
    """Return the name of the kind of a target."""
    return KINDS[target.kind].text(language)


def number(value: Number) -> str:
    """Write a figure out in full: ``70000``, ``1/3``."""
    if isinstance(value, Fraction):
        return str(value)
    return format(value, "f")


def reading(target: Target, language: Language) -> str:
    """Return what was read: the subject, then the measure, as ``处置率 90 %``."""
    measure = _measure(target, language)
    if isinstance(target.measure, Qualitative | Missing):
        # All their words are the target, and the phrase itself shows them.
        return measure
    return _joined(target.subject, measure)


def unit_of(unit: str | None, per: str | None) -> str:
    """Write unit and rate together: ``次/季度``."""
    return (unit or "") + (f"/{per}" if per else "")


def sides(measure: Ratio | Ranking) -> str:
    """Write a ratio as ``1:20``, a ranking as its place."""
    if isinstance(measure, Ranking):
        return number(measure.place)
    return f"{number(measure.first)}:{number(measure.second)}"


def _measure(target: Target, language: Language) -> str:
    match target.measure:
        case Comparison() as one:
            return _joined(
                _sign(one.operator), number(one.value), unit_of(one.unit, one.per)
            )
        case Range() as one:
            opening = "[" if one.low_inclusive else "("
            closing = "]" if one.high_inclusive else ")"
            ends = f"{opening}{number(one.low)}, {number(one.high)}{closing}"
            return _joined(ends, unit_of(one.unit, one.per))
        case Deadline() as one:
            period = f"{one.start}/{one.date}" if one.start else one.date
            return _joined(_sign(one.operator), period)
        case Change() as one:
            return _change(one, language)
        case Reference() as one:
            return _joined(_sign(one.operator), one.referent)
        case Ratio() | Ranking() as one:
            return _joined(_sign(one.operator), sides(one))
        case Compound(items=items):
            return "; ".join(reading(item, language) for item in items)
        case Qualitative() | Missing() as one:
            said = WORDS_DECIDE if isinstance(one, Qualitative) else NO_TARGET
            return said.text(language)


def _change(change: Change, language: Language) -> str:
    amount = "" if change.value is None else number(change.value)
    said = _joined(
        CHANGES[change.direction].text(language),
        _sign(change.operator),
        amount,
        change.unit or "",
    )
    if change.base is None:
        return said
    base = Message(f"（基数：{change.base}）", f" (base: {change.base})")
    return said + base.text(language)


def _sign(operator: Operator | None) -> str:
    return SIGNS[operator] if operator else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


@attrs.frozen
class Part:
    """A part of a phrase: what it is, where it stands, and how it was read."""

    role: Message
    spans: tuple[Span, ...]
    value: str
    item: str = ""

    def label(self, language: Language) -> str:
        """Return the name of the part, in a compound behind the number of its item."""
        return f"{self.item} {self.role.text(language)}".strip()


def parts(target: Target, item: str = "") -> Iterator[Part]:
    """Go through the parts of a target, those of each item of a compound apart.

    A part that is not written has no spans. ``item`` is the number of the item.
    """
    if isinstance(target.measure, Compound):
        for position, one in enumerate(target.measure.items, start=1):
            yield from parts(one, f"{item}.{position}".lstrip("."))
        return
    spans = target.spans
    operator, value, unit = _values(target)
    yield Part(OPERATOR, spans.operator, operator, item)
    yield Part(NUMBER, spans.number, value, item)
    yield Part(UNIT, spans.unit, unit, item)
    yield Part(PER, spans.per, getattr(target.measure, "per", None) or "", item)
    yield Part(REFERENT, spans.referent, _held_against(target), item)
    yield Part(SUBJECT, spans.subject, target.subject, item)


def _held_against(target: Target) -> str:
    match target.measure:
        case Change(base=str(words)) | Reference(referent=words):
            return words
    return ""


def _values(target: Target) -> tuple[str, str, str]:
    match target.measure:
        case Comparison() as one:
            sign = SIGNS[one.operator] if one.operator else ""
            return sign, number(one.value), unit_of(one.unit, one.per)
        case Range() as one:
            low = Operator.AT_LEAST if one.low_inclusive else Operator.MORE_THAN
            high = Operator.AT_MOST if one.high_inclusive else Operator.LESS_THAN
            ends = f"{number(one.low)} … {number(one.high)}"
            return f"{SIGNS[low]} {SIGNS[high]}", ends, unit_of(one.unit, one.per)
        case Deadline() as one:
            sign = SIGNS[one.operator] if one.operator else ""
            return sign, f"{one.start}/{one.date}" if one.start else one.date, ""
        case Change() as one:
            sign = "↑" if one.direction is Direction.INCREASE else "↓"
            sign += SIGNS[one.operator] if one.operator else ""
            amount = "" if one.value is None else number(one.value)
            return sign, amount, one.unit or ""
        case Reference() as one:
            return SIGNS[one.operator], one.referent, ""
        case Ratio() | Ranking() as one:
            return SIGNS[one.operator] if one.operator else "", sides(one), ""
        case Compound() | Qualitative() | Missing():
            return "", "", ""

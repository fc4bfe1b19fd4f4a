"""A value in several cells: operator, figure, unit, bounds; joined to one phrase."""

import re
from collections.abc import Mapping
from functools import cache

import attrs

from perftargets.findings import Finding
from perftargets.phrase import parse
from perftargets.phrase.target import (
    Change,
    Comparison,
    Deadline,
    Qualitative,
    Range,
    Ranking,
    Ratio,
    Reference,
    Target,
)
from perftargets.reading import words as _words
from perftargets.reading.notices import unplaced, unreadable_cell
from perftargets.reading.tables import titles
from perftargets.reading.tables.values import (
    NOTHING,
    is_nothing,
    one_line,
    paragraph,
    together,
)
from perftargets.text import Place, Source, fold

_FIGURE_ONLY = re.compile(r"[\d.,]+")
_RAISED = re.compile(r"[\d%％](?:\^|[⁰¹²³⁴⁵⁶⁷⁸⁹])")
_COUNT = re.compile(r"[≥≤><=]?[0-9]{1,5}")
"""The plainest values, which are most: no date is written so."""
LONG = frozenset(
    {"long_term_target", "long_lower", "long_upper", "long_operator", "long_unit"}
)
"""Fields of the value of several years."""
_PROBE = "1"
"""A figure to try a word with: with an operator before it, it is a comparison."""


@attrs.frozen
class Parts:
    """The cells of one value."""

    operator: Source
    value: Source
    unit: Source
    lower: Source
    upper: Source

    @classmethod
    def of(cls, values: Mapping[str, Source], *, long: bool = False) -> "Parts":
        """Read the cells of a row; those of the multi-year block where it has some."""
        keys = {key: key for key in ("operator", "unit", "lower", "upper")}
        keys["value"] = "target"
        if long:
            keys = {each: f"long_{key}" for each, key in keys.items()}
            keys["value"] = "long_term_target"
            if "long_operator" not in values and "long_unit" not in values:
                # One column of operators, one of units, for both blocks.
                keys |= {"operator": "operator", "unit": "unit"}
        cells = {each: values.get(key, NOTHING) for each, key in keys.items()}
        value = paragraph(cells.pop("value"))
        lines = {each: one_line(cell) for each, cell in cells.items()}
        return cls(value=value, **lines)

    def joined(self, place: Place, findings: list[Finding]) -> Source:
        """Join the cells in the order people write them; report what does not fit.

        ≥, 95 and % are ≥95%; 定性 and 优 are 优. An operator or a unit that the value
        states itself is not said twice; one that the value contradicts is a finding.

        Args:
            place: project and indicator, for the findings.
            findings: where to report.
        """
        found = _Joining(self, place, findings).phrase()
        report_raised(found, place, findings)
        return found


def later(
    values: Mapping[str, Source], place: Place, findings: list[Finding]
) -> Target | None:
    """Read the multi-year value of a row; None where it has none."""
    if LONG.isdisjoint(values):
        return None
    parts = Parts.of(values, long=True)
    if not (parts.value.text or parts.lower.text or parts.upper.text):
        for key in ("long_operator", "long_unit"):
            alone = values.get(key, NOTHING)
            if not is_nothing(alone.text):
                findings.append(unplaced(alone.text, _at(alone, place)))
        return None
    # What the one column of operators holds was reported with the year's value.
    own = findings if "long_operator" in values else []
    return parse(parts.joined(place, own).text)


def direction(
    values: Mapping[str, Source], place: Place, findings: list[Finding]
) -> str | None:
    """Return the direction of its own column, or of the one of operators."""
    own = one_line(values.get("direction", NOTHING))
    beside = one_line(values.get("operator", NOTHING))
    if not is_direction(beside.text):
        return own.text or None
    if own.text and titles.normal(beside.text) != titles.normal(own.text):
        findings.append(unplaced(beside.text, _at(beside, place)))
    return own.text or beside.text


def is_direction(text: str) -> bool:
    """Report whether a text is a direction: 正向, 反向指标."""
    if not text:
        return False
    return titles.normal(text) in _directions()


def _at(cell: Source, place: Place) -> Place:
    return attrs.evolve(cell.place(), project=place.project, indicator=place.indicator)


def is_raised(text: str) -> bool:
    """Report whether a raised figure stands behind a figure: 10³."""
    return _RAISED.search(text) is not None


def report_raised(text: Source, place: Place, findings: list[Finding]) -> None:
    """Report a raised figure behind a figure: 10³ is no figure of the language."""
    if not is_raised(text.text):
        return
    findings.append(
        unreadable_cell(
            f"“{text.text}”带有上标，数值不能确定；请写出完整的数",
            f"“{text.text}” has a raised figure, so its value is not certain; write "
            "the figure out",
            _at(text, place),
        )
    )


def merged(cells: list[Source]) -> Source:
    """Join the cells below one title: ≥, 95 and % are one value, others are several."""
    if len(cells) > 1 and (
        operator_of(cells[0].text) is not None
        or (_FIGURE_ONLY.fullmatch(cells[0].text) and not _has_figure(cells[1].text))
    ):
        return Source.join(cells)
    return together(cells)


def _has_figure(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


@cache
def _directions() -> frozenset[str]:
    fields = _words.aliases("direction", "field")
    return frozenset(titles.normal(each) for each in fields)


def _is_kind(text: str, *keys: str) -> bool:
    return any(titles.normal(text) in titles.words("operators", key) for key in keys)


def operator_of(text: str) -> str | None:
    """Return the operator that a text is, None where it is none or says more."""
    match parse(text + _PROBE).measure:
        case Comparison(operator=operator) if operator is not None:
            whole = parse(text).measure
            return operator.value if not isinstance(whole, Comparison) else None
        case Change():
            return text
    return None


@attrs.frozen
class _Joining:
    """Joins the cells of one value."""

    parts: Parts
    place: Place
    findings: list[Finding]

    def phrase(self) -> Source:
        value = self._value()
        sign = self._sign(value) if self.parts.operator.text else NOTHING
        if is_nothing(value.text):
            return sign if sign.text else value
        found = [sign] if sign.text else []
        found.append(value)
        if self._wants_unit(value.text):
            found.append(self.parts.unit)
        return found[0] if len(found) == 1 else Source.join(found)

    def _value(self) -> Source:
        """Return the value; bounds in columns of their own are a range."""
        lower, upper = self.parts.lower, self.parts.upper
        bounds = [each for each in (lower, upper) if not is_nothing(each.text)]
        value = self.parts.value
        if not bounds:
            return value
        if not is_nothing(value.text):
            for each in bounds:
                self._unplaced(each)
            return value
        if len(bounds) == 1:
            key = "at_least" if bounds[0] is lower else "at_most"
            mark = Source.at(titles.word("join", key), bounds[0].place())
            return Source.join((mark, bounds[0]))
        return Source.join(bounds, titles.word("join", "bounds"))

    def _sign(self, value: Source) -> Source:
        """Return the operator to write before the value; report what is none."""
        cell = self.parts.operator
        written = titles.pairs("operators", "signs").get(titles.normal(cell.text))
        sign = Source.at(written, cell.place()) if written is not None else cell
        if is_nothing(sign.text) or _is_kind(sign.text, "without"):
            return NOTHING
        if is_direction(cell.text):
            return NOTHING
        measure = parse(value.text).measure
        worded = isinstance(measure, Qualitative)
        if _is_kind(sign.text, "qualitative", "quantitative"):
            fits = _is_kind(sign.text, "qualitative") == worded
            if not fits and not is_nothing(value.text):
                self._unplaced(cell)
            return NOTHING
        operator = operator_of(sign.text)
        if operator is None:
            self._unplaced(cell)
            return NOTHING
        own: str | None = None
        match measure:
            case Range():
                own = "="
            case (
                Comparison() | Change() | Reference() | Deadline() | Ratio() | Ranking()
            ):
                own = measure.operator.value if measure.operator else None
        if own is None or is_nothing(value.text):
            return sign
        if operator != own and sign.text not in value.text:
            self._contradicts(cell, value)
        return NOTHING

    def _wants_unit(self, value: str) -> bool:
        unit = self.parts.unit
        if is_nothing(unit.text):
            return False
        if not is_dated(unit.text):
            return takes_unit(value)
        is_date = isinstance(parse(value).measure, Deadline)
        if not is_date and _ends_in_figure(value):
            self.findings.append(
                unreadable_cell(
                    f"度量单位是“{unit.text}”，指标值“{value}”读不成日期",
                    f"the unit is “{unit.text}”, and the target “{value}” is no date",
                    _at(self.parts.value, self.place),
                )
            )
        return False

    def _contradicts(self, cell: Source, value: Source) -> None:
        self.findings.append(
            unreadable_cell(
                f"“{cell.text}”和指标值“{value.text}”不一致，按指标值读取",
                f"“{cell.text}” contradicts the target “{value.text}”, which was taken",
                _at(cell, self.place),
            )
        )

    def _unplaced(self, cell: Source) -> None:
        self.findings.append(unplaced(cell.text, _at(cell, self.place)))


def is_dated(unit: str) -> bool:
    """Report whether a column of units says that the value is a date."""
    return titles.normal(unit) in titles.words("operators", "dates")


def takes_unit(value: str) -> bool:
    """Report whether a unit belongs behind a value: it ends in a figure of no date."""
    if _COUNT.fullmatch(value):
        return True
    if not _ends_in_figure(value):
        return False
    return not isinstance(parse(value).measure, Deadline)


def _ends_in_figure(text: str) -> bool:
    return titles.pattern("figure_end").search(fold(text)) is not None

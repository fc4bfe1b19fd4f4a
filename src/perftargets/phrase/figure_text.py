"""What one figure, rate or date token says, taken apart by the forms of the grammar."""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from perftargets.phrase.dates import Date
from perftargets.phrase.numerals import Numerals, plus, reduced, shortest, times
from perftargets.phrase.target import Number, Operator
from perftargets.phrase.vocabulary import Vocabulary
from perftargets.units import UnitTable

SQUARES = "⟦⟧"
"""What the brackets of an interval become, where its end belongs to it."""

_POINTS = frozenset(".,")
_GROUP = re.compile("(?<=[0-9])(?<![0-9]{4}),[0-9]{3}(?![0-9])")
"""The comma of 1,003 and the digits behind it, which stand apart from those before."""

_DECIMALS = re.compile(
    r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?![0-9.,])"
)
"""Other plain figures: 85.3, 1,234, 0.5."""


@attrs.frozen
class Figure:
    """A figure as written.

    Attributes:
        value: the number, scaled.
        unit: the unit as it is spelled once, or None.
        scale: what the number was multiplied by after its digits.
        bare: whether it has neither unit nor scale of its own.
        scaled: whether it ends in 十, 百 or 千 of its own: 三百.
        section: what 万 and 亿 multiplied it by.
        unit_at: where in the token the unit begins.
        known: whether the unit is one of the table.
    """

    value: Number
    unit: str | None = None
    scale: Decimal = Decimal(1)
    bare: bool = False
    scaled: bool = False
    section: Decimal = Decimal(1)
    unit_at: int | None = None
    known: bool = True


@attrs.frozen(eq=False)
class Forms:
    """The forms of ``grammar/lists.toml``, each compiled when it is first asked for."""

    texts: Mapping[str, tuple[str, ...]]
    vocabulary: Vocabulary
    _compiled: dict[str, tuple[re.Pattern[str], ...]] = attrs.field(
        factory=dict, init=False, repr=False
    )

    def __getitem__(self, name: str) -> tuple[re.Pattern[str], ...]:
        """Return the patterns of one form, in the order in which they are tried."""
        found = self._compiled.get(name)
        if found is None:
            marked = map(self.vocabulary.fill, self.texts[name])
            whole = map(self.vocabulary.put_in, marked)
            found = self._compiled[name] = tuple(map(re.compile, whole))
        return found


@attrs.frozen(eq=False)
class Figures:
    """Reads tokens of figures and dates; what fits no form gives None."""

    units: UnitTable
    numerals: Numerals
    rates: Mapping[str, str]
    half: str
    first_half: str
    duration_units: Mapping[str, str]
    years: Mapping[str, int]
    first_month: str
    negative: tuple[str, ...]
    coin: str
    ends_cut: frozenset[str]
    grades: frozenset[str]
    sizes: frozenset[str]
    forms: "Forms"
    tails: dict[str, tuple[int | None, str, int]] = attrs.field(
        factory=dict, init=False, repr=False
    )

    percent: str = attrs.field(init=False)
    """The unit of hundredths."""
    _shares: frozenset[str | None] = attrs.field(init=False, repr=False)

    @percent.default
    def _first_rate(self) -> str:
        return next(iter(self.rates.values()))

    @_shares.default
    def _all_rates(self) -> frozenset[str | None]:
        return frozenset(self.rates.values())

    def is_share(self, unit: str | None) -> bool:
        """Return whether a unit is hundredths, thousandths or ten-thousandths."""
        return unit in self._shares

    def counts_points(self, unit: str | None) -> bool:
        """Return whether a unit counts points of a share: 百分点."""
        known = None if unit is None else self.units.find(unit)
        return known is not None and known.dimension == "point"

    def repeats(self, bracket: str, figure: str) -> bool:
        """Return whether （含90%） says no other figure than the one before it.

        （不含90%以上） leaves out what it bounds, and repeats nothing.
        """
        form = self.forms["repeated"][0].search(bracket)
        if form is None:
            return True
        denied = form["bound"] and bracket[: form.start()].endswith("不")
        return not denied and form["figure"] in figure

    def bound_of(self, bracket: str) -> Operator | None:
        """Return the operator of a bracket like （含6人以上）, None for （含6人）."""
        form = self.forms["repeated"][0].search(bracket)
        if form is None or not form["bound"]:
            return None
        return Operator.AT_LEAST if form["more"] else Operator.AT_MOST

    def is_cut(self, text: str, start: int, end: int) -> bool:
        """Return whether a figure is a part of a longer numeral: the 1 of 1千零1."""
        if self.is_group(text, start, end):
            return True
        before = text[max(start - 3, 0) : start]
        if before and self.forms["cut_before"][0].search(before) is not None:
            return True
        return self.forms["cut_behind"][0].match(text, end) is not None

    @staticmethod
    def is_group(text: str, start: int, end: int) -> bool:
        """Return whether a value is a part of a figure in groups of three.

        The 1 and the 003 of 前1,003名 are: a place and a ratio have no groups.
        """
        before = start > 0 and _GROUP.match(text, start - 1) is not None
        return before or _GROUP.match(text, end) is not None

    def is_grade(self, unit: str | None) -> bool:
        """Return whether a unit ranks or dates what it stands before: 岁, 级, 周年."""
        return unit is not None and (
            unit in self.grades or self._dimension(unit) == "age"
        )

    def is_size(self, unit: str) -> bool:
        """Return whether a unit tells the age, size or grade of a thing: 岁, 米, 级."""
        return self.is_grade(unit) or self._dimension(unit) in self.sizes

    def _dimension(self, unit: str) -> str | None:
        known = self.units.find(unit)
        return None if known is None else known.dimension

    @classmethod
    def from_units(
        cls, units: UnitTable, lists: Mapping[str, Any], forms: "Forms"
    ) -> "Figures":
        """Make a reader from the tables of ``grammar/lists.toml``."""
        tables = lists["numerals"]
        return cls(
            units=units,
            numerals=Numerals(
                digits=tables["digits"],
                tens=tables["tens"],
                sections=tables["sections"],
                point=tables["point"],
            ),
            rates=tables["rates"],
            half=tables["half"],
            first_half=tables["first_half"],
            duration_units=lists["forms"]["duration_units"],
            years=tables["years"],
            first_month=tables["first_month"],
            negative=tuple(tables["negative"]),
            coin=tables["coin"],
            ends_cut=frozenset().union(
                *(tables[name] for name in ("digits", "tens", "sections", "around"))
            ),
            grades=frozenset(lists["words"]["grades"]),
            sizes=frozenset(lists["words"]["sizes"]),
            forms=forms,
        )

    def figure(self, text: str) -> Figure | None:
        """Read a figure: 7万宗, 三分之一, 1小时20分, ¥800."""
        common = self.common(text)
        if common is None:
            return self.figure_in_full(text)
        value, unit, at = common
        scale = self.numerals.sections.get(text[at - 1])
        if scale is None:
            return Figure(value, unit, unit_at=at)
        return Figure(
            value, unit, scale=Decimal(scale), section=Decimal(scale), unit_at=at
        )

    def figure_in_full(self, text: str) -> Figure | None:
        """Read a figure by the form of all figures, as `figure` does in fewer steps.

        A test holds the two to each other.
        """
        match = self.forms["figure"][0].fullmatch(text)
        if match is not None:
            unit = match["unit"]
            if not unit:
                return self._plain(match, None, None)
            known = self.units.find((match["before"] or "") + unit)
            if known is not None and known.counted:
                at = match.start("before") if match["before"] else match.start("unit")
                return self._plain(match, known.name, at)
        special = self._share(text) or self._duration(text) or self._coins(text)
        if special is not None or match is None:
            return special
        # A unit that no table knows is kept as written.
        figure = self._plain(match, match["unit"], match.start("unit"))
        return figure and attrs.evolve(figure, known=False)

    def common(self, text: str) -> tuple[Decimal, str, int] | None:
        """Read digits, 万 or 亿, and a unit as the table spells it; 1,234.5 with one.

        This is the shape of most figures; others give None. The third value is where
        the unit begins.
        """
        rest = text.lstrip("0123456789")
        at = len(text) - len(rest)
        if not at or text[0] == "0" or rest[:1] in _POINTS:
            return self._common_decimals(text)
        tail = self.tails.get(rest)
        if tail is None:
            tail = self._tail(rest)
            if tail is None:
                return None
            # As many as units and scales: what is none is not remembered.
            self.tails[rest] = tail
        scale, unit, behind = tail
        if scale is None:
            return Decimal(text[:at]), unit, at
        return Decimal(int(text[:at]) * scale), unit, at + behind

    def _tail(self, rest: str) -> tuple[int | None, str, int] | None:
        """Read what stands behind digits: 万 or 亿, the unit, the length of the first.

        None for anything but the two.
        """
        unit = self.units.exact.get(rest)
        if unit is not None and unit.counted:
            return None, unit.name, 0
        scale = self.numerals.sections.get(rest[:1])
        unit = self.units.exact.get(rest[1:])
        if scale is None or unit is None or not unit.counted:
            return None
        return scale, unit.name, 1

    def _common_decimals(self, text: str) -> tuple[Decimal, str, int] | None:
        digits = _DECIMALS.match(text)
        if digits is None:
            return None
        at = digits.end()
        unit = self.units.exact.get(text[at:])
        if unit is None or not unit.counted:
            return None
        # Without the zeros that say nothing, as `reduced` leaves it.
        written = digits[0].replace(",", "")
        if "." in written:
            written = written.rstrip("0").rstrip(".")
        return Decimal(written), unit.name, at

    def _plain(
        self, match: re.Match[str], unit: str | None, at: int | None
    ) -> Figure | None:
        if match["amount"] is not None:
            value: Decimal | None = self.numerals.arabic(match["amount"])
            own = not match["amount"][-1].isdigit()
        else:
            value = self.numerals.chinese(match["numeral"])
            own = False
        if value is None:
            return None
        scale = self._scale(match["scale"])
        # The scale that stands after the digits is the one a range's lower end takes.
        written = match["amount"] or match["numeral"]
        digits = written.rstrip("".join((*self.numerals.tens, *self.numerals.sections)))
        shared = times(scale, self._scale(written[len(digits) :]))
        if match["sign"] in self.negative:
            value = value.copy_negate() if value else value
        if match["currency"]:
            unit, at = self.units.canonical(match["currency"]), match.start("currency")
        return Figure(
            value=reduced(times(value, scale)),
            unit=unit,
            scale=shared,
            bare=unit is None and scale == 1 and not own,
            scaled=match["amount"] is None and written[-1] in self.numerals.tens,
            section=times(scale, self._section(written[len(digits) :])),
            unit_at=at,
        )

    def _scale(self, text: str) -> Decimal:
        scale = Decimal(1)
        for sign in text:
            scale *= self.numerals.tens.get(sign) or self.numerals.sections[sign]
        return scale

    def _section(self, text: str) -> Decimal:
        sections = self.numerals.sections
        return self._scale("".join(sign for sign in text if sign in sections))

    def _share(self, text: str) -> Figure | None:
        for form in self.forms["share_of"]:
            match = form.fullmatch(text)
            if match is None:
                continue
            parts = match.groupdict()
            sign = -1 if parts.get("minus") else 1
            if parts.get("rate"):
                value = self._count(parts["value"])
                if value is None:
                    return None
                return Figure(
                    reduced(value * sign), self.rates[parts["rate"][0]], unit_at=0
                )
            if parts.get("hundred"):
                return Figure(Decimal(100), self.rates[text[0]], unit_at=0)
            if parts.get("discount"):
                return Figure(Decimal(parts["discount"]), self.percent)
            if parts.get("half"):
                return Figure(Fraction(1, 2))
            if parts.get("tenths"):
                return self._tenths(parts["tenths"], parts.get("hundredths"))
            below, under = self._count(parts["below"]), self._count(parts["under"])
            if not under or below is None:
                return None
            return Figure(sign * Fraction(below) / Fraction(under))
        return None

    def _count(self, text: str) -> Decimal | None:
        """Read a number, also one that is a scale alone: 百万."""
        value = self.numerals.read(text)
        if value is None and all(
            sign in self.numerals.tens or sign in self.numerals.sections
            for sign in text
        ):
            return self._scale(text)
        return value

    def _coins(self, text: str) -> Figure | None:
        """Read 3元5角: yuan, jiao and fen in one amount."""
        match = self.forms["coins"][0].fullmatch(text)
        if match is None:
            return None
        total = Decimal(0)
        for name, worth in (("yuan", "1"), ("jiao", "0.1"), ("fen", "0.01")):
            value = self.numerals.read(match[name]) if match[name] else Decimal(0)
            if value is None:
                return None
            total = plus(total, times(value, Decimal(worth)))
        # 圆 and 块 are the same money in other words.
        unit = self.units.canonical(self.coin)
        return Figure(reduced(total), unit, unit_at=match.start("unit"))

    def interval(self, text: str) -> tuple[Figure, Figure, bool, bool] | None:
        """Read [80%,90%): both ends, and whether each belongs to it."""
        match = self.forms["interval"][0].fullmatch(text)
        if match is None:
            return None
        ends = (self.figure(match["low"]), self.figure(match["high"]))
        unit = match["unit"]
        if unit:
            # (5,10]万元: what stands behind the bracket speaks of both ends.
            known = all(end is not None and end.unit is None for end in ends)
            plain_ends = known and all(end is not None and end.bare for end in ends)
            scales = (*self.numerals.tens, *self.numerals.sections)
            if unit.startswith(scales) and not plain_ends:
                return None
            ends = (
                self.figure(match["low"] + unit) if known else ends[0],
                self.figure(match["high"] + unit),
            )
        low, high = ends
        if low is None or high is None:
            return None
        if unit and not (low.known and high.known):
            return None
        return low, high, match["open"] == SQUARES[0], match["close"] == SQUARES[1]

    def _tenths(self, tenths: str, hundredths: str | None) -> Figure | None:
        value = self.numerals.read(tenths)
        if value is None:
            return None
        value *= 10
        if hundredths:
            more = (
                Decimal(5)
                if hundredths == self.half
                else self.numerals.read(hundredths)
            )
            if more is None:
                return None
            value += more
        return Figure(reduced(value), self.percent)

    def _duration(self, text: str) -> Figure | None:
        for form in self.forms["duration"]:
            match = form.fullmatch(text)
            if match is None:
                continue
            parts = match.groupdict()
            if parts.get("second") is None:
                unit = self._unit_of_duration(parts["unit"])
                if parts.get("whole") is None:
                    return Figure(Fraction(1, 2), unit, unit_at=match.start("unit"))
                whole = self.numerals.read(parts["whole"])
                if whole is None:
                    return None
                return Figure(
                    reduced(plus(whole, Decimal("0.5"))),
                    unit,
                    unit_at=match.start("unit"),
                )
            first, second = (
                self.numerals.read(parts[name]) for name in ("first", "second")
            )
            if first is None or second is None:
                return None
            larger, smaller = map(
                self._unit_of_duration, (parts["larger"], parts["smaller"])
            )
            if not self.units.commensurable(larger, smaller):
                return None
            total = shortest(
                Fraction(self.units.convert(first, larger, smaller)) + Fraction(second)
            )
            return Figure(total, smaller, unit_at=match.start("smaller"))
        return None

    def _unit_of_duration(self, text: str) -> str:
        return self.units.canonical(self.duration_units.get(text, text))

    # -- rates

    def per(self, text: str) -> list[str]:
        """Read what a rate is by: 每季度 is 季度, /人·年 is 人 and 年, 人均 is 人."""
        between = self.forms["per_between"][0]
        first, *more = [piece for piece in between.split(text) if piece] or [""]
        lead = text[: text.index(first)].rstrip("(") if first else ""
        return [self._each(lead + first), *(self._each("/" + piece) for piece in more)]

    def _each(self, text: str) -> str:
        for form in self.forms["per"]:
            match = form.fullmatch(text)
            if match is None:
                continue
            parts = match.groupdict()
            unit = self.units.find(parts["unit"])
            name = parts["unit"] if unit is None else unit.per or unit.name
            count = parts.get("count")
            number = self.numerals.read(count) if count else None
            scale = parts.get("scale") or ""
            if number is None or (number == 1 and not scale):
                return scale + name
            if unit is not None and unit.per and not scale:
                name = unit.name
            return f"{number:f}{scale}{name}"
        return text

    def box(self, text: str) -> tuple[str, Decimal, list[str]] | None:
        """Read a unit in brackets: （万元）, （次/年）."""
        match = self.forms["box"][0].fullmatch(text)
        if match is None:
            return None
        per = self.per(match["per"]) if match["per"] else []
        return self.units.canonical(match["unit"]), self._scale(match["scale"]), per

    # -- dates

    def date(self, text: str) -> Date | None:
        """Read a date; the numbers are as written, be there such a day or not."""
        for form in self.forms["date"]:
            match = form.fullmatch(text)
            if match is not None:
                return self._date(match.groupdict())
        return None

    def _half(self, word: str | None) -> int | None:
        return None if word is None else 1 if word == self.first_half else 2

    def _date(self, parts: Mapping[str, str | None]) -> Date:
        def number(name: str) -> int | None:
            text = parts.get(name)
            if not text:
                return None
            if text == self.first_month:
                return 1
            value = self.numerals.read(text)
            # Days and months in Chinese have two digits at most: 三十, 十一.
            return None if value is None else int(value)

        other = parts.get("other")
        return Date(
            years=None if not other else self.years[other[0]],
            year=number("year") or _century(number("short_year")),
            month=number("month"),
            day=number("day"),
            quarter=number("quarter") or number("quarter_number"),
            half=number("half_number") or self._half(parts.get("half")),
            lone=number("lone"),
        )


def _century(year: int | None) -> int | None:
    """Read a year of two digits: a budget's 24年12月 is in 2024."""
    return None if year is None else 2000 + year

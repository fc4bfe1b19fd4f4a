"""Dates as written to ISO 8601, cut to the precision that is written."""

from calendar import isleap

import attrs

DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days of each month; without a year February has 29, clamped when it is resolved."""


@attrs.frozen(kw_only=True)
class Date:
    """A date or period of one name; what is not written is None.

    ``years`` is how far the year lies from the fiscal one, where a word says so (次年).
    ``lone`` is a number whose meaning only its other end tells: the 1 of 1-12月.
    """

    years: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    lone: int | None = None

    @property
    def exists(self) -> bool:
        """Whether there is such a date."""
        if self.month is not None and not 1 <= self.month <= 12:  # noqa: PLR2004
            return False
        if self.day is None:
            return True
        if self.month is None:
            return False
        return 1 <= self.day <= days(self.year, self.month)

    @property
    def exact(self) -> bool:
        """Whether it names a day."""
        return self.day is not None

    def last_day(self) -> "Date":
        """Return the last day of a month, quarter, half or year."""
        month = self.month
        if month is None:
            month = 12
            if self.quarter is not None:
                month = self.quarter * 3
            elif self.half is not None:
                month = self.half * 6
        return Date(
            years=self.years, year=self.year, month=month, day=days(self.year, month)
        )

    def completed(self, other: "Date") -> "Date":
        """Return this date with what only the other end of its period writes."""
        date = self
        if date.lone is not None:
            field = "quarter" if other.quarter is not None else "month"
            date = attrs.evolve(date, lone=None, **{field: date.lone})
        if date.day is not None and date.month is None:
            date = attrs.evolve(date, month=other.month)
        if date.years is not None and other.year is not None:
            # 2022年12月至次年3月: the year after the one written.
            return attrs.evolve(date, years=None, year=other.year + date.years)
        if date.year is None and date.years is None and other.years is None:
            date = attrs.evolve(date, year=other.year)
        return date

    def following(self, start: "Date") -> "Date":
        """Return this date with the year of the period's beginning if it has none."""
        date = self.completed(start)
        if date.year is None and date.years is None:
            date = attrs.evolve(date, years=start.years)
        return date

    def iso(self) -> str:
        """Write it: ``2022-12-31``, ``2022-Q3``, ``--12-31``, ``+1-04``, ``2022``."""
        year = "-" if self.year is None else f"{self.year:04d}"
        if self.years is not None:
            year = f"{self.years:+d}"
        if self.quarter is not None:
            return f"{year}-Q{self.quarter}"
        if self.half is not None:
            return f"{year}-H{self.half}"
        if self.month is None:
            return year
        if self.day is None:
            return f"{year}-{self.month:02d}"
        return f"{year}-{self.month:02d}-{self.day:02d}"

    def order(self) -> tuple[int, int, int]:
        """Return a key that puts the beginnings of dates of one year base in order."""
        month = self.month or 1
        if self.quarter is not None:
            month = self.quarter * 3 - 2
        elif self.half is not None:
            month = self.half * 6 - 5
        return (self.year or self.years or 0, month, self.day or 1)


def days(year: int | None, month: int) -> int:
    """Count the days of a month; without a year February counts 29."""
    if month == 2 and year is not None and not isleap(year):  # noqa: PLR2004
        return 28
    return DAYS[month - 1]

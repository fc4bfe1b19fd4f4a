"""Intervals of exact figures: what a target accepts, where an actual lies."""

from fractions import Fraction

import attrs

from perftargets.judging.figures import less


@attrs.frozen
class Interval:
    """All figures between two ends; an end that is None is not bounded."""

    low: Fraction | None
    high: Fraction | None
    low_in: bool = True
    high_in: bool = True

    @classmethod
    def point(cls, value: Fraction) -> "Interval":
        """Make the interval that holds one figure."""
        return cls(value, value)

    @property
    def single(self) -> Fraction | None:
        """The one figure it holds, None where it holds several."""
        low, high = self.low, self.high
        if low is None or high is None:
            return None
        return low if low is high or low == high else None

    @property
    def middle(self) -> Fraction | None:
        """The figure half-way between both ends, where it has both."""
        if self.low is None or self.high is None:
            return None
        return self.low if self.low is self.high else (self.low + self.high) / 2

    def scaled(self, factor: Fraction) -> "Interval":
        """Multiply by a positive factor."""
        if factor == 1:
            return self
        low, high = self.low, self.high
        scaled = None if low is None else low * factor
        return Interval(
            scaled,
            scaled if high is low else None if high is None else high * factor,
            self.low_in,
            self.high_in,
        )

    def holds(self, other: "Interval") -> bool:
        """Return whether all of ``other`` lies in this one."""
        return not (self._starts_after(other) or self._ends_before(other))

    def misses(self, other: "Interval") -> bool:
        """Return whether none of ``other`` lies in this one."""
        return self.above(other) or self.below(other)

    def above(self, other: "Interval") -> bool:
        """Return whether this one lies wholly above ``other``."""
        return other.below(self)

    def below(self, other: "Interval") -> bool:
        """Return whether this one lies wholly below ``other``."""
        if self.high is None or other.low is None:
            return False
        if self.high == other.low:
            return not (self.high_in and other.low_in)
        return less(self.high, other.low)

    def _starts_after(self, other: "Interval") -> bool:
        if self.low is None:
            return False
        if other.low is None:
            return True
        if self.low == other.low:
            return other.low_in and not self.low_in
        return less(other.low, self.low)

    def _ends_before(self, other: "Interval") -> bool:
        if self.high is None:
            return False
        if other.high is None:
            return True
        if self.high == other.high:
            return other.high_in and not self.high_in
        return less(self.high, other.high)

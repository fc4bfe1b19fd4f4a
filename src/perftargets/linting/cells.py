"""What cells say that repeat from row to row, worked out once for a run."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

import attrs

from perftargets.model.category import Category, classify
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison
from perftargets.units import UnitTable

_T = TypeVar("_T")

_MOST = 4096
"""Cells of one kind that are kept; a file from outside may hold any number."""


class fact(Generic[_T]):  # noqa: N801 - stands where property does
    """A property that is worked out when it is first asked for, and then kept.

    ``functools.cached_property`` does the same behind a lock (Python 3.11), and in a
    class with slots through ``__getattr__``: five times the time, a dozen times a row.
    """

    def __init__(self, make: Callable[[Any], _T]) -> None:
        """Keep what works it out."""
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...
    @overload
    def __get__(self, owner: object, kind: type) -> _T: ...
    def __get__(self, owner: object | None, kind: type) -> Self | _T:
        """Work it out; from now on the attribute of the same name is found first."""
        if owner is None:
            return self
        found: _T = self._make(owner)
        # Not by way of ``__dict__``: to ask for that makes a dictionary for each owner.
        object.__setattr__(owner, self._name, found)
        return found


@attrs.frozen(eq=False)
class Standing:
    """Where rows stand that have the same texts in both category cells.

    Attributes:
        category: the category at level 1, None where the cell names none.
        subcategory: the category at level 2; None where it is not given or not known.
        level_1: the key of level 1, from level 2 where level 1 is not written.
        level_2: the key of level 2.
    """

    category: Category | None
    subcategory: Category | None
    level_1: str | None
    level_2: str | None

    @classmethod
    def of(cls, category: str, subcategory: str | None) -> "Standing":
        """Return it for the texts of the cells."""
        upper, lower = classify(category, level=1), classify(subcategory, level=2)
        level_1 = None if upper is None else upper.key
        if lower is not None and not category.strip() and len(lower.under) == 1:
            level_1 = lower.under[0]
        return cls(upper, lower, level_1, None if lower is None else lower.key)

    def is_under(self, *keys: str) -> bool:
        """Return whether it is under one of the categories, at either level."""
        found = (self.category, self.subcategory)
        return any(each is not None and each.key in keys for each in found)


@attrs.frozen(eq=False)
class Cells:
    """What the cells of a document say that repeat; one for each run.

    Attributes:
        units: the table that figures are read by.
    """

    units: UnitTable
    _standings: dict[tuple[str, str | None], Standing] = attrs.field(
        factory=dict, repr=False
    )
    _columns: dict[str, str | None] = attrs.field(factory=dict, repr=False)

    def standing(self, category: str, subcategory: str | None) -> Standing:
        """Return where a row with these category cells stands."""
        key = (category, subcategory)
        found = self._standings.get(key)
        if found is None:
            if len(self._standings) >= _MOST:
                self._standings.clear()
            found = self._standings[key] = Standing.of(category, subcategory)
        return found

    def unit(self, text: str | None) -> str | None:
        """Return the unit of a unit column (度量单位), without 万 and the like."""
        if not text:
            return None
        if text not in self._columns:
            if len(self._columns) >= _MOST:
                self._columns.clear()
            self._columns[text] = _unit(text, self.units)
        return self._columns[text]


def _unit(text: str, units: UnitTable) -> str | None:
    measure = parse(f"1{text}").measure
    if not isinstance(measure, Comparison) or measure.unit is None:
        return None
    known = units.find(measure.unit)
    return known.name if known is not None else None

"""What an indicator's name says is measured: a rate, a count, an area, a date.

The table is ``words/measures.toml``. Rules hold names against values by it; whoever
asks which way is better may use it as well.
"""

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from perftargets._data import toml
from perftargets.findings import Message
from perftargets.text import lengths_by_last, sorted_set

if TYPE_CHECKING:
    from perftargets.units import UnitTable

DATE = "date"
"""What a kind lists whose values may be dates."""
COUNT = "count"
"""What a kind lists whose figures may be in units that only count."""

_LONGEST_UNIT = 3


@attrs.frozen(kw_only=True)
class MeasureKind:
    """A kind of measure, and what its figures are in.

    Attributes:
        key: the name code uses: ``rate``.
        name: what messages call it.
        fits: dimensions, names of units, ``count`` and ``date``; empty where anything
            does.
        unfit: what it is not in, whatever ``fits`` says.
        say: the units to propose, the likeliest first.
        certain: the first of them is the unit, whatever the figure.
        bare: a figure may stand without a unit.
        graded: it cannot be counted; only levels of it can be told apart.
    """

    key: str
    name: Message
    fits: frozenset[str] = attrs.field(default=frozenset(), repr=sorted_set)
    unfit: frozenset[str] = attrs.field(default=frozenset(), repr=sorted_set)
    say: tuple[str, ...] = ()
    certain: bool = False
    bare: bool = False
    graded: bool = False

    def takes(self, unit: str, dimension: str | None) -> bool:
        """Return whether a figure in a unit can be of this kind."""
        group = (dimension or COUNT).partition(":")[0]
        if unit in self.unfit or group in self.unfit:
            return False
        return not self.fits or unit in self.fits or group in self.fits

    @property
    def takes_dates(self) -> bool:
        """Whether a date can be of this kind."""
        return DATE not in self.unfit and (not self.fits or DATE in self.fits)


@attrs.frozen
class Head:
    """The last word of a name that says what is measured, and its kind."""

    word: str
    kind: MeasureKind


def head_of(name: str, units: "UnitTable") -> Head | None:
    """Return what a name measures by its last word; None where that says nothing.

    ``name`` has no remarks and no white space. 绿化面积 is an area, 培训天数 a span of
    time (天 is one), 功率 power and no rate.
    """
    table = _table()
    for length in table.lengths.get(name[-1:], ()):
        word = name[-length:]
        kind = table.heads.get(word)
        if kind is not None:
            if kind.key in table.derived:
                return _counted(name, units) or Head(word, kind)
            return Head(word, kind)
    return None


def changes(name: str) -> bool:
    """Return whether a name speaks of a change, of which a share can be given."""
    return any(word in name for word in _table().changing)


@cache
def kinds() -> MappingProxyType[str, MeasureKind]:
    """Return every kind by its key."""
    return MappingProxyType({kind.key: kind for kind in _table().kinds})


@attrs.frozen
class _Table:
    kinds: tuple[MeasureKind, ...]
    heads: dict[str, MeasureKind]
    lengths: dict[str, tuple[int, ...]]
    counted: tuple[str, ...]
    changing: tuple[str, ...]
    derived: frozenset[str] = attrs.field(
        default=frozenset({"count", "quantity"}), repr=sorted_set
    )


@cache
def _table() -> _Table:
    tree = toml("words", "measures.toml")
    heads: dict[str, MeasureKind] = {}
    known: list[MeasureKind] = []
    for row in tree["kind"]:
        kind = MeasureKind(
            key=row["key"],
            name=Message(row["zh"], row["en"]),
            fits=frozenset(row.get("fits", ())),
            unfit=frozenset(row.get("unfit", ())),
            say=tuple(row.get("say", ())),
            certain=row.get("certain", False),
            bare=row.get("bare", False),
            graded=row.get("graded", False),
        )
        known.append(kind)
        heads.update(dict.fromkeys(row["heads"], kind))
    return _Table(
        kinds=tuple(known),
        heads=heads,
        lengths=lengths_by_last(heads),
        counted=tuple(sorted(tree["counted"]["endings"], key=len, reverse=True)),
        changing=tuple(tree["changing"]["words"]),
    )


def _counted(name: str, units: "UnitTable") -> Head | None:
    """Return the kind of the unit that stands before 数 at the end of a name."""
    table = _table()
    ending = next((each for each in table.counted if name.endswith(each)), "")
    stem = name.removesuffix(ending)
    for length in range(min(len(stem), _LONGEST_UNIT), 0, -1):
        unit = units.find(stem[-length:]) if ending else None
        if unit is None:
            continue
        group = (unit.dimension or "").partition(":")[0]
        for kind in table.kinds:
            known = unit.name in kind.say or (group and group in kind.fits)
            if kind.key not in table.derived and known:
                return Head(stem[-length:] + ending, kind)
        return None
    return None

"""What a phrase says: a target and the kinds of measure it can state.

The classes hold what is written and nothing that is decided later: a figure without an
operator keeps ``operator=None``. Direction, tolerance, year and referents are the
checker's.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any, ClassVar

import attrs

from perftargets._html import escaped, marked, table
from perftargets._values import Language, Value, fields, flat
from perftargets.findings import Diagnostic
from perftargets.text import Span

Mark = tuple[str, int, int]
"""A part of a text and where it stands: ``("unit", 3, 5)``."""

Number = Decimal | Fraction
"""A figure: a Decimal, or a Fraction where it was written as one (三分之一, 半年)."""


class Operator(StrEnum):
    """Which way a target points. ``ABOUT`` has a tolerance that the profile sets."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"
    EQUAL = "="
    ABOUT = "~"

    @property
    def sign(self) -> str:
        """Return the sign that phrases and messages write it with: ``≥``."""
        return _SIGNS[self]


_SIGNS = {
    Operator.AT_LEAST: "≥",
    Operator.MORE_THAN: ">",
    Operator.AT_MOST: "≤",
    Operator.LESS_THAN: "<",
    Operator.EQUAL: "=",
    Operator.ABOUT: "≈",
}


class Direction(StrEnum):
    """Which way a change goes."""

    INCREASE = "increase"
    DECREASE = "decrease"


class _Stated(Value):
    """What every measure can do."""

    __slots__ = ()
    kind: ClassVar[str]

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the kind and what is stated; figures are plain strings."""
        return {"kind": self.kind, **fields(self, language)}


@attrs.frozen(repr=False)
class Comparison(_Stated):
    """One figure, with the operator that stands beside it or None: 不少于100条.

    ``unit`` is what is counted in its one spelling (条), None where none is written;
    ``per`` what it is counted by (季度, 人/年).
    """

    kind: ClassVar[str] = "comparison"
    operator: Operator | None
    value: Number
    unit: str | None = None
    per: str | None = None


@attrs.frozen(repr=False)
class Range(_Stated):
    """Two figures and whether each end belongs to it: 85%-90%, ≥70%且<85%."""

    kind: ClassVar[str] = "range"
    low: Number
    high: Number
    low_inclusive: bool = True
    high_inclusive: bool = True
    unit: str | None = None
    per: str | None = None


@attrs.frozen(repr=False)
class Deadline(_Stated):
    """A date or a period: 12月底前, 2022年1-12月.

    ``date`` and ``start`` are ISO 8601 cut to the precision written: ``2022-12-31``,
    ``2022-12``, ``2022``, ``2022-Q3``, ``2022-H1``. Without a year they begin with
    ``--`` (``--12-31``, ``--H1``), and the fiscal year of the project resolves them. A
    year told from the fiscal one stands as its sign and distance: ``+1-04`` is April of
    the year after (次年4月), ``-1-12-31`` the last day of the one before. ``start`` is
    set only where both ends are written.
    """

    kind: ClassVar[str] = "deadline"
    operator: Operator | None
    date: str
    start: str | None = None


@attrs.frozen(repr=False)
class Change(_Stated):
    """A change against a base: 较上年增长3%, 同比下降2%以上.

    ``operator`` and ``value`` speak of the amount of the change; ``value`` is None
    where only the direction is written. ``base`` is in the words written.
    """

    kind: ClassVar[str] = "change"
    direction: Direction
    operator: Operator | None = None
    value: Number | None = None
    unit: str | None = None
    base: str | None = None


@attrs.frozen(repr=False)
class Reference(_Stated):
    """A comparison with something that has no figure here: 不低于上年, 预算内."""

    kind: ClassVar[str] = "reference"
    operator: Operator
    referent: str


@attrs.frozen(repr=False)
class Ratio(_Stated):
    """One amount to another: 师生比不低于1:20 is at least 1 to 20.

    What it compares as is the exact fraction ``first / second``.
    """

    kind: ClassVar[str] = "ratio"
    operator: Operator | None
    first: Number
    second: Number


@attrs.frozen(repr=False)
class Ranking(_Stated):
    """A place in a row, of which a lower one is better: 前3名 is at most place 3.

    ``operator`` speaks of the number: 不低于第5名 is ``<=`` 5.
    """

    kind: ClassVar[str] = "ranking"
    operator: Operator | None
    place: Number


@attrs.frozen(repr=False)
class Compound(_Stated):
    """Several targets that must all hold: 培训2期，每期不少于40人."""

    kind: ClassVar[str] = "compound"
    items: "tuple[Target, ...]"


@attrs.frozen(repr=False)
class Qualitative(_Stated):
    """Words that are the target themselves: 符合财务规范."""

    kind: ClassVar[str] = "qualitative"


@attrs.frozen(repr=False)
class Missing(_Stated):
    """No target: an empty cell, /, —, 无, 待定."""

    kind: ClassVar[str] = "missing"


Measure = (
    Comparison
    | Range
    | Deadline
    | Change
    | Reference
    | Ratio
    | Ranking
    | Compound
    | Qualitative
    | Missing
)


@attrs.frozen(repr=False)
class Spans(Value):
    """Where the parts of a target stand in the text as written.

    Each is a tuple, since a part may stand in several places (控制在…以内); empty where
    the part is not written. ``referent`` is what a reference or a change is held
    against.
    """

    operator: tuple[Span, ...] = ()
    number: tuple[Span, ...] = ()
    unit: tuple[Span, ...] = ()
    per: tuple[Span, ...] = ()
    referent: tuple[Span, ...] = ()
    subject: tuple[Span, ...] = ()

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the stretches of each part that is written, as ``[start, end]``."""
        return {key: each for key, each in fields(self, language).items() if each}


@lru_cache(maxsize=4096)
def _spans(marks: tuple[Mark, ...]) -> Spans:
    """Return where parts stand; targets that look alike share it.

    Of a hundred thousand rows most are written by a few patterns, ``≥`` with four
    digits and a unit, and spans of its own would take a row as much as its figures.
    """
    found: dict[str, list[Span]] = {}
    for part, start, end in sorted(marks, key=lambda mark: mark[1:]):
        found.setdefault(part, []).append(Span(start, end))
    return Spans(**{part: tuple(spans) for part, spans in found.items()})


@attrs.frozen(repr=False)
class Target(Value):
    """What one phrase says, beside the phrase as written.

    Two targets are equal when they mean the same: ``subject``, ``measure`` and
    ``hedges`` count; the text, spans, wordedness, notes and diagnostics do not.

    Attributes:
        text: the phrase as written.
        subject: the words that say what is measured, 处置率 in 处置率90%; may be empty.
        measure: the measure stated, one of the classes of this module.
        hedges: softening words that were set aside: 力争, 原则上.
        worded: the value stood in words: 全覆盖, 零差错.
        inferred: names of facts that are not written but follow from a convention.
        diagnostics: what was not understood or left open, with its place.
    """

    text: str = attrs.field(eq=False)
    subject: str
    measure: Measure
    hedges: tuple[str, ...] = ()
    worded: bool = attrs.field(default=False, eq=False)
    inferred: tuple[str, ...] = attrs.field(default=(), eq=False)
    diagnostics: tuple[Diagnostic, ...] = attrs.field(default=(), eq=False)
    _marks: Iterable[Mark] = attrs.field(default=(), eq=False, repr=False)
    """What each part of the text is, as integers: spans are made when asked for."""
    _write: ClassVar[Callable[["Target"], str]]
    """Writes a phrase that the parser reads back; `write_with` hands it in."""

    @cached_property
    def spans(self) -> Spans:
        """Where operator, number, unit, rate, referent, subject stand in ``text``."""
        return _spans(tuple(self._marks))

    @property
    def kind(self) -> str:
        """The kind of the measure: ``comparison``, ``range``, …, ``missing``."""
        return self.measure.kind

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the wire form, which `perftargets.phrase.from_wire` reads back.

        ``spans`` maps each part that is written to its ``[start, end]`` pairs in the
        outermost text, since a part may stand in several places (控制在…以内). Messages
        are in both languages.
        """
        return {
            "text": self.text,
            "subject": self.subject,
            **self.measure.to_dict(language),
            "spans": self.spans.to_dict(language),
            "worded": self.worded,
            "hedges": list(self.hedges),
            "inferred": list(self.inferred),
            "diagnostics": flat(self.diagnostics, language),
        }

    def _repr_html_(self) -> str:
        """Return the phrase with its parts in colour, and the reading, as a table."""
        marks = sorted(_all_marks(self), key=lambda mark: mark[1:])
        rows = [(self.kind, marked(self.text, marks)), ("=", escaped(self))]
        rows += [("hedge", escaped(word)) for word in self.hedges]
        rows += [("inferred", escaped(name)) for name in self.inferred]
        rows += [
            (found.code, f"{escaped(found.message.zh)}<br>{escaped(found.message.en)}")
            for found in self.diagnostics
        ]
        return table(rows)

    def __str__(self) -> str:
        """Write the target anew: a phrase that parses to an equal target."""
        return type(self)._write(self)  # noqa: SLF001 -- its own


def _setters(kind: type) -> list[Callable[[object, object], None]]:
    """Return what sets each field of a frozen class, in their order."""
    return [getattr(kind, each.name).__set__ for each in attrs.fields(kind)]


_operator, _value, _unit, _per = _setters(Comparison)
_text, _subject, _measure, _hedges, _worded, _inferred, _diagnostics, _marks = _setters(
    Target
)


def compared(  # noqa: PLR0913, PLR0917 -- called for each phrase, by place
    text: str,
    subject: str,
    operator: Operator | None,
    value: Number,
    unit: str | None,
    inferred: tuple[str, ...],
    marks: Iterable[Mark],
) -> Target:
    """Make the target of one figure and its words, as most phrases are.

    It is what the constructors make, in two thirds of their time: they set a field of a
    frozen class by its name. A test holds the two to each other.
    """
    measure = object.__new__(Comparison)
    _operator(measure, operator)
    _value(measure, value)
    _unit(measure, unit)
    _per(measure, None)
    made = object.__new__(Target)
    _text(made, text)
    _subject(made, subject)
    _measure(made, measure)
    _hedges(made, ())
    _worded(made, False)  # noqa: FBT003 -- what sets the field takes no name
    _inferred(made, inferred)
    _diagnostics(made, ())
    _marks(made, marks)
    return made


def write_with(writer: Callable[[Target], str]) -> None:
    """Set how targets are written anew.

    Whoever writes one asks the parser, and the parser makes targets: so the package,
    which knows both, hands the writer in, and this module imports neither.
    """
    Target._write = staticmethod(writer)  # noqa: SLF001 -- its own module


def marks_of(target: Target, *parts: str) -> list[tuple[int, int]]:
    """Return where the named parts stand in the text, in order; makes no spans."""
    return sorted(
        (start, end)
        for part, start, end in target._marks  # noqa: SLF001 -- its own module
        if part in parts
    )


def _all_marks(target: Target) -> Iterator[Mark]:
    """Return the marks of a target and of its items, which point into its text."""
    yield from target._marks  # noqa: SLF001 -- its own module
    if isinstance(target.measure, Compound):
        for item in target.measure.items:
            yield from _all_marks(item)

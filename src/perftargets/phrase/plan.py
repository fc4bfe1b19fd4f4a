"""The plan of a reading: what each token of a phrase is for, decided by kinds alone.

A plan holds indexes of tokens and no text, so one plan serves every phrase with the
same sequence of kinds.
"""

from collections.abc import Iterator, Sequence

import attrs

from perftargets.phrase.target import Direction, Mark, Operator, Target

Run = tuple[int, int]
"""Tokens ``start`` to ``end``, the end not included."""


@attrs.frozen(kw_only=True)
class Trouble:
    """What a diagnostic is about: its code and the tokens it points to.

    ``unless`` holds a figure and the word behind it: there is nothing to report where
    the text shows that the figure qualifies the word (不足5人的教学点).
    """

    code: str
    run: Run
    unless: tuple[int, int] | None = None


@attrs.frozen(kw_only=True)
class PlanItem:
    """One measure, as indexes of tokens.

    Attributes:
        kind: comparison, range, interval, spread, ratio, ranking, deadline, period,
            change, reference, zero, all or qualitative.
        operator: the operator that the kinds of the words state.
        upper: of a range, the operator of its upper end.
        figures: the tokens of its figures or dates, one or two.
        bare: whether no figure says what it counts.
        extent: of a deadline, all its tokens.
        operators: the tokens that state the operator, for the spans.
        subject: the tokens of the words that say what is measured.
        per: the tokens of rates, in the order written.
        box: the token of a unit in brackets.
        words: the tokens of a base or referent.
        direction: of a change.
        hedges: tokens of softening words.
        closes: of a deadline, 底 or 末 stands behind the date.
        before: of a deadline, 前 stands behind the date.
        inferred: names of conventions that decided something.
        troubles: what to report.
        between: words between an operator and its figure or the end of its clause.
        instead: the item that is meant where those words hold a referent (上年, 平均),
            or the figure is a share (提升5个百分点).
        repeats: brackets behind the figure that may only repeat it: （含90%）.
        aside: of a target in brackets, their tokens; it may turn out to be a remark.
        shared: of a figure behind 分别, the names before it.
        split: of two bounds read as a range, the two, in case they enclose nothing.
        run: all its tokens.
    """

    kind: str
    run: Run
    operator: Operator | None = None
    upper: Operator | None = None
    figures: tuple[int, ...] = ()
    bare: bool = False
    extent: Run = (0, 0)
    operators: tuple[int, ...] = ()
    subject: tuple[Run, ...] = ()
    per: tuple[int, ...] = ()
    box: int | None = None
    words: Run | None = None
    direction: Direction | None = None
    hedges: tuple[int, ...] = ()
    closes: bool = False
    before: bool = False
    inferred: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    between: Run | None = None
    instead: "PlanItem | None" = None
    repeats: tuple[int, ...] = ()
    shared: "tuple[tuple[Run, ...], ...] | None" = None
    aside: Run | None = None
    split: "tuple[PlanItem, ...]" = ()


@attrs.frozen(kw_only=True)
class Plan:
    """The items of a phrase, in order; at least one."""

    items: tuple[PlanItem, ...]
    common: PlanItem | None = attrs.field(init=False)
    """The one item, where it is one figure and its words: most phrases are."""
    wordy: bool = attrs.field(init=False)
    """Whether it is words alone, of which nothing is to be said: most names are."""

    @common.default
    def _find_common(self) -> PlanItem | None:
        if len(self.items) != 1:
            return None
        (item,) = self.items
        if item.kind != "comparison" or item.per or item.box is not None:
            return None
        if item.hedges or item.troubles or item.instead is not None or item.repeats:
            return None
        # Words behind the figure may need trimming: 95%以上的农户受益.
        return None if any(run[1] > item.figures[0] for run in item.subject) else item

    @wordy.default
    def _find_wordy(self) -> bool:
        item = self.items[0]
        if len(self.items) != 1 or item.kind != "qualitative":
            return False
        return not item.troubles and item.instead is None and not item.split


# Not frozen: one is made for every phrase, and a frozen one costs three times as much.
@attrs.define(eq=False)
class Marks:
    """The marks of a phrase that is one figure and its words, made when asked for.

    ``unit`` is where in the phrase the unit begins, ``shift`` how many characters the
    text has before the phrase.
    """

    item: PlanItem
    begins: Sequence[int]
    unit: int
    shift: int = 0

    def __iter__(self) -> Iterator[Mark]:
        """Yield the parts of the phrase."""
        begins, figure, by = self.begins, self.item.figures[0], self.shift
        unit = self.unit + by
        for at in self.item.operators:
            yield ("operator", begins[at] + by, begins[at + 1] + by)
        yield ("number", begins[figure] + by, unit)
        yield ("unit", unit, begins[figure + 1] + by)
        for start, end in self.item.subject:
            yield ("subject", begins[start] + by, begins[end] + by)


def place_alone(target: Target) -> Run | None:
    """Return where figure and unit stand in a phrase that is one figure and its words.

    None for any other phrase; one that it returns a place for is in no rate and was
    read without hedges and without a doubt.
    """
    marks = target._marks  # noqa: SLF001 -- its own package
    if type(marks) is not Marks:
        return None
    at, begins, shift = marks.item.figures[0], marks.begins, marks.shift
    return begins[at] + shift, begins[at + 1] + shift

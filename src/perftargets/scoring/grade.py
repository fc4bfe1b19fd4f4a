"""Totals and grades (总分, 等级) of one project."""

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from perftargets._renamed import renamed
from perftargets._values import Language, Value, flat
from perftargets.findings import Message
from perftargets.judging.figures import (
    added,
    amount,
    amount_text,
    decimal_text,
    exact,
    to_places,
    worded,
)
from perftargets.profile import Profile
from perftargets.scoring.execution import Execution
from perftargets.scoring.points import Points
from perftargets.scoring.shares import ShareCase
from perftargets.scoring.weights import Origin, Weighing, sum_of_points

_WHOLE, _NOTHING = Fraction(100), Fraction(0)


@attrs.frozen(kw_only=True, repr=False)
class Score(Value):
    """What a project gets, row by row and in all.

    Attributes:
        rows: the points of each indicator, in order.
        execution: what was spent of the budget, and the points for that.
        total: the sum of what could be scored, rounded; None where nothing could, and
            before the year has ended.
        out_of: the points that the rows and execution can get together, exact.
        complete: whether every row that counts has its points.
        open_points: the points of those that have none yet, exact.
        grade: the grade; None while the total is incomplete, and where the points are
            not out of 100.
        of_hundred: whether the points are out of 100, which grades are made for.
        withheld: why there is no total although rows are scored.
        notes: where weights and total come from, and why the total is incomplete.
    """

    rows: tuple[Points, ...]
    execution: Execution
    total: Decimal | None
    out_of: Fraction
    complete: bool
    open_points: Fraction
    grade: str | None
    of_hundred: bool = True
    withheld: Message | None = None
    notes: tuple[Message, ...] = ()

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return total, grade and budget; the points of rows stand with the rows."""
        return {
            "total": decimal_text(self.total),
            "grade": self.grade,
            "complete": self.complete,
            "out_of": amount_text(self.out_of),
            "open_points": amount_text(self.open_points),
            "execution": self.execution.to_dict(language),
            "notes": flat(self.notes, language),
        }


def total_score(
    weighing: Weighing,
    rows: tuple[Points, ...],
    execution: Execution,
    profile: Profile,
) -> Score:
    """Add the points of a project up, and give the grade."""
    counted = [
        row for row in rows if row.applicable and row.case is not ShareCase.DETAIL
    ]
    aside = [row for row in rows if not row.applicable]
    pairs = [(row.weight, row.points, row.exact) for row in counted]
    if execution.weight is not None:
        pairs.append((execution.weight, execution.points, execution.exact))
    out_of = sum_of_points(weight or _NOTHING for weight, _, _ in pairs)
    missing = [weight or _NOTHING for weight, points, _ in pairs if points is None]
    # Points that no form can print (90/7) do not add up once each is rounded.
    unprintable = any(
        weight is not None and 10**profile.points.places % weight.denominator
        for weight, _, _ in pairs
    )
    exactly = (
        profile.points.total == "exact"
        or weighing.origin is not Origin.GIVEN
        or unprintable
    )
    got = [
        whole if exactly else points
        for _, points, whole in pairs
        if points is not None and whole is not None
    ]
    notes = list(weighing.notes)
    if execution.doubtful:
        notes.insert(0, execution.reason)
    total = sum_of_points(got)
    # Added up at once: of a part of 100 nobody can tell the noise of its digits.
    every = [weight for weight, _, _ in pairs] + [row.weight for row in aside]
    stated = sum_of_points(weight or _NOTHING for weight in every)
    of_hundred = stated == _WHOLE
    if aside and out_of > 0 and of_hundred:
        total = total * _WHOLE / out_of
        notes.append(
            Message(
                zh=f"{len(aside)}行不适用，其余{amount(out_of)}分折算为100分",
                en=f"rows that are not applicable: {len(aside)}; the other "
                f"{amount(out_of)} points make 100",
            )
        )
    elif not of_hundred:
        notes.append(
            Message(
                zh=f"分值合计{worded(stated)}，不是100，未作折算，不评等级",
                en=f"the points add up to {worded(stated)}, not 100; nothing is "
                "rescaled and no grade is given",
            )
        )
    complete = bool(pairs) and not missing
    if missing:
        lost = added(missing)
        notes.append(
            Message(
                zh=f"总分不完整：{len(missing)}项（共{amount(lost)}分）未计分",
                en=f"the total is incomplete: {len(missing)} open, with "
                f"{amount(lost)} points",
            )
        )
    settings = profile.points
    rounded = to_places(total, settings.places, settings.rounding)
    return Score(
        rows=rows,
        execution=execution,
        total=rounded if got else None,
        out_of=out_of,
        complete=complete,
        open_points=added(missing),
        grade=grade(rounded, profile) if complete and got and of_hundred else None,
        of_hundred=of_hundred,
        notes=tuple(notes),
    )


def grade(total: Decimal, profile: Profile) -> str | None:
    """Return the grade for a total; None where it is below the last of the profile."""
    return next(
        (band.name for band in profile.grades if exact(total) >= exact(band.least)),
        None,
    )


if not TYPE_CHECKING:
    __getattr__ = renamed(__name__, add_up="total_score")

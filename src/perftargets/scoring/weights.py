"""How many points each row of a project can get: given in the form, or derived.

Derived points are those of the profile's categories at level 1, divided evenly over the
rows of each, as exact fractions.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import attrs

from perftargets.findings import Message
from perftargets.judging.figures import added, exact, worded
from perftargets.model.category import classify
from perftargets.model.indicator import Indicator
from perftargets.model.project import Project
from perftargets.profile import Profile
from perftargets.profile.model import Weights
from perftargets.scoring.adding import is_detail
from perftargets.text import unspaced

_NOISE = Fraction(1, 10**9)
"""Less than this is what digits that are not kept leave of a sum."""

_WHOLE, _NOTHING = Fraction(100), Fraction(0)


class Origin(StrEnum):
    """Where the points of a row come from."""

    GIVEN = "given"
    """They stand in the row."""
    CATEGORY = "category"
    """The form gives points to the category; they are divided over its rows."""
    DERIVED = "derived"
    """The form gives none; the profile's are divided."""
    DETAIL = "detail"
    """It has none: it is a detail (其中…) of a row above, which has them."""
    NONE = "none"
    """There are none: the form gives points to other rows, or no category is known."""


@attrs.frozen
class Weight:
    """The points of one row, exact; None where it has none."""

    value: Fraction | None
    origin: Origin


@attrs.frozen(kw_only=True)
class Weighing:
    """The points of all rows of a project, and of spending its budget.

    Attributes:
        rows: one for each indicator, in order.
        execution: the points for 预算执行率; None where it does not count.
        origin: where most of it comes from: the file or the profile.
        notes: how it was arrived at, as far as the file does not say.
    """

    rows: tuple[Weight, ...]
    execution: Fraction | None
    origin: Origin
    notes: tuple[Message, ...] = ()


def weigh(project: Project, profile: Profile, *, executed: bool) -> Weighing:
    """Return the points that each row can get.

    ``executed`` says that both budget and spending are known, so that the row of
    execution can be scored where the form itself does not show it.
    """
    rows = project.indicators
    printed = project.funds.total.weight if project.funds is not None else None
    if any(row.weight is not None for row in rows):
        return _given(project, profile, printed)
    if project.weights:
        return _given(project, profile, printed)
    return _derived(rows, profile, printed, executed=executed)


def sum_of_points(figures: Iterable[Decimal | Fraction]) -> Fraction:
    """Return a sum of points without what 15 digits leave of thirds and sevenths.

    Seven times 90/7 is 90, and 90.0000000000003 with the digits that a sheet keeps.
    """
    total = added(figures)
    if total.denominator == 1:
        return total
    whole = round(total)
    return Fraction(whole) if abs(total - whole) < _NOISE else total


def level1(indicator: Indicator) -> str | None:
    """Return the key of the category at level 1; None where it is not known."""
    found = classify(indicator.category, level=1)
    if found is not None:
        return found.key
    inner = classify(indicator.category, level=2) or classify(
        indicator.subcategory, level=2
    )
    return inner.under[0] if inner is not None and inner.under else None


def _given(project: Project, profile: Profile, printed: Decimal | None) -> Weighing:
    rows = project.indicators
    details = _details(rows, {_key(name) for name, _ in project.weights})
    of_category = {_key(name): points for name, points in project.weights}
    bare = Counter(
        _key(row.category) for index, row in enumerate(rows) if index not in details
    )
    open_keys = {_key(row.category) for row in rows if row.weight is not None}
    weights = tuple(
        Weight(exact(row.weight), Origin.GIVEN)
        if row.weight is not None
        else Weight(None, Origin.DETAIL)
        if index in details
        else _shared(_key(row.category), of_category, open_keys, bare)
        for index, row in enumerate(rows)
    )
    origin = Origin.GIVEN
    notes: list[Message] = []
    if any(each.origin is Origin.CATEGORY for each in weights):
        origin = Origin.CATEGORY
        notes.append(
            Message(
                zh="表中只有一级指标的分值，按该级各行平均分配",
                en="the form gives points to categories only; each is divided evenly "
                "over its rows",
            )
        )
    execution, note = _execution(weights, profile, printed)
    return Weighing(
        rows=weights,
        execution=execution,
        origin=origin,
        notes=(*notes, *((note,) if note else ())),
    )


def _details(rows: tuple[Indicator, ...], shared: set[str]) -> frozenset[int]:
    """Return the rows that only divide the row with points above them (其中).

    ``shared`` are the categories that have points for all of their rows together.
    """
    found: set[int] = set()
    above = False
    for index, row in enumerate(rows):
        if row.weight is None and above and is_detail(row.name):
            found.add(index)
        else:
            above = row.weight is not None or _key(row.category) in shared
    return frozenset(found)


def _key(text: str) -> str:
    """Name a category for comparison, be it known or not."""
    found = classify(text)
    return unspaced(text) if found is None else found.key


def _shared(
    key: str,
    points: Mapping[str, Decimal],
    taken: set[str],
    rows: Mapping[str, int],
) -> Weight:
    # Where some rows of a category have points of their own, nothing says what of the
    # category's is left for the others.
    if key in taken or key not in points:
        return Weight(None, Origin.NONE)
    return Weight(Fraction(points[key]) / rows[key], Origin.CATEGORY)


def _execution(
    weights: tuple[Weight, ...], profile: Profile, printed: Decimal | None
) -> tuple[Fraction | None, Message | None]:
    if printed is not None:
        return Fraction(printed), None
    own = exact(profile.weights.execution)
    total = sum_of_points(each.value or _NOTHING for each in weights)
    if own and total + own == _WHOLE:
        return own, Message(
            zh=f"指标分值合计{worded(total)}，预算执行率按{worded(own)}分计",
            en=f"the rows have {worded(total)} points; execution of the budget has "
            f"the other {worded(own)}",
        )
    if total == _WHOLE:
        return None, Message(
            zh="指标分值合计100，预算执行率不另计分",
            en="the rows have all 100 points; execution of the budget has none",
        )
    return None, Message(
        zh=f"指标分值合计{worded(total)}，表中没有预算执行率的分值，不计",
        en=f"the rows have {worded(total)} points and the form gives execution of the "
        "budget none; it is not counted",
    )


def _derived(
    rows: tuple[Indicator, ...],
    profile: Profile,
    printed: Decimal | None,
    *,
    executed: bool,
) -> Weighing:
    settings = profile.weights
    keys = [_pooled(level1(row), settings) for row in rows]
    counts = Counter(key for key in keys if key is not None)
    base, notes = _base(settings, counts)
    execution = Fraction(settings.execution if printed is None else printed)
    if printed is None and not (executed and execution):
        execution = Fraction(0)
        notes.append(
            Message(
                zh="没有可用的预算数和执行数，预算执行率不计分，其余折算为100分",
                en="budget and spending are not both known: execution is not scored, "
                "the rest makes 100",
            )
        )
    present = sum((base[key] for key in counts), Fraction(0))
    factor = (_WHOLE - execution) / present if present else Fraction(0)
    weights = tuple(
        Weight(None, Origin.NONE)
        if key is None or not present
        else Weight(base[key] * factor / counts[key], Origin.DERIVED)
        for key in keys
    )
    notes.insert(
        0,
        Message(
            zh=f"表中没有分值，按方案{profile.name}的一级指标分值平均分配",
            en=f"the form gives no points: those of profile {profile.name} for each "
            "category are divided evenly over its rows",
        ),
    )
    return Weighing(
        rows=weights,
        execution=execution or None,
        origin=Origin.DERIVED,
        notes=tuple(notes),
    )


def _pooled(key: str | None, settings: Weights) -> str | None:
    """Count cost as output where the profile gives cost no points of its own."""
    return "output" if key == "cost" and not settings.cost else key


def _base(
    settings: Weights, counts: Mapping[str, int]
) -> tuple[dict[str, Fraction], list[Message]]:
    """Return the points of each category, those of missing ones passed on."""
    cost = "cost" in counts
    base = {
        "cost": Fraction(settings.cost),
        "output": Fraction(settings.output if cost else settings.output_without_cost),
        "benefit": Fraction(
            settings.benefit if cost else settings.benefit_without_cost
        ),
        "satisfaction": Fraction(settings.satisfaction),
    }
    notes: list[Message] = []
    heir = settings.satisfaction_passes_to
    if "satisfaction" not in counts and heir in counts and heir is not None:
        base[heir] += base["satisfaction"]
        notes.append(
            Message(
                zh=f"没有满意度指标，其{worded(base['satisfaction'])}分并入效益指标"
                if heir == "benefit"
                else f"没有满意度指标，其分值并入{heir}",
                en="there are no rows on satisfaction; their "
                f"{worded(base['satisfaction'])} points pass to {heir}",
            )
        )
    return base, notes

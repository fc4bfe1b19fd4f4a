"""WGT: whether the points of the rows add up, and are spread as they should be."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from perftargets.findings import Message, Severity
from perftargets.linting.context import Context
from perftargets.linting.lists import holds
from perftargets.linting.row_facts import category_name, quoted
from perftargets.linting.rule import Defect, rule
from perftargets.model.category import classify
from perftargets.model.indicator import Indicator
from perftargets.model.project import Project
from perftargets.profile import Profile
from perftargets.profile.model import LEVEL1
from perftargets.scoring.weights import sum_of_points
from perftargets.text import short_number

_POINTS = "财预〔2020〕10号：指标权重"
_ZERO, _WHOLE = Decimal(0), Decimal(100)


def _added(figures: Iterable[Decimal]) -> Decimal:
    """Return a sum of points as the forms write it, without noise of their digits."""
    total = sum_of_points(figures)
    return Decimal(total.numerator) / Decimal(total.denominator)


@rule("WGT001", Severity.ERROR, title="分值合计不对", clause=_POINTS, scope="project")
def weights_do_not_sum(project: Project, context: Context) -> Iterator[Defect]:
    """指标分值合计不对。 | The points of the rows do not add up."""
    rows = project.indicators
    found = [row.weight for row in rows if row.weight is not None]
    # A row without points is what WGT005 speaks of; the sum is open until it has some.
    if not found or len(found) < len(rows):
        return
    total, accepted = _added(found), context.profile.weights.sums
    own = project.funds.total.weight if project.funds is not None else None
    if own is not None:
        # The form prints the points for spending the budget beside those of the rows.
        accepted = (_WHOLE - own,)
    if total in accepted:
        return
    wanted = "或".join(short_number(each) for each in accepted)
    nearest = min(accepted, key=lambda each: (abs(each - total), each))
    gap = nearest - total
    change = f"加{short_number(gap)}分" if gap > 0 else f"减{short_number(-gap)}分"
    english = (
        f"add {short_number(gap)}" if gap > 0 else f"take off {short_number(-gap)}"
    )
    terms = "+".join(short_number(each) for each in found)
    beside = Message("", "")
    if own is not None:
        beside = Message(
            zh=f"（预算执行率另有{short_number(own)}分）",
            en=f" ({short_number(own)} more are for 预算执行率)",
        )
    yield Defect(
        zh=f"指标分值{terms}={short_number(total)}，应为{wanted}分",
        en=f"the points {terms} make {short_number(total)}, and not "
        f"{wanted.replace('或', ' or ')}",
        hint=Message(
            zh=f"{change}，使合计为{short_number(nearest)}分{beside.zh}",
            en=f"{english}, so that they make {short_number(nearest)}{beside.en}",
        ),
    )


@rule("WGT002", Severity.ERROR, title="分级分值不符", clause=_POINTS, scope="project")
def children_do_not_sum(project: Project, context: Context) -> Iterator[Defect]:
    """一级指标的分值与下面各行的合计不符。 | A category's points are not its rows'."""
    for text, points in project.weights:
        category = classify(text, level=1)
        if category is None:
            continue
        rows = [row.indicator for row in context.rows() if row.level_1 == category.key]
        found = [row.weight for row in rows if row.weight is not None]
        if not rows or len(found) < len(rows) or _added(found) == points:
            continue
        terms = "+".join(short_number(each) for each in found)
        total = short_number(_added(found))
        yield Defect(
            zh=f"{category.name}的分值是{short_number(points)}，下面各行{terms}={total}",
            en=f"{category.name} has {short_number(points)} points, and its rows "
            f"{terms} "
            f"make {total}",
            hint=Message(
                zh=f"调整各行，使合计为{short_number(points)}；或把{category.name}的分值改为{total}",
                en=f"make the rows add up to {short_number(points)}, or give "
                f"{category.name} "
                f"{total}",
            ),
            field="weight",
            indicator=rows[0],
        )


@rule("WGT003", Severity.WARNING, title="分值结构异常", clause=_POINTS, scope="project")
def unusual_weights(_: Project, context: Context) -> Iterator[Defect]:
    """各一级指标的分值与规定的比例不同。 | The split over categories is unusual."""
    split = _split(context)
    if split is None:
        return
    expected = _expected(split, context.profile)
    # Where the rows make 100 without a row of execution, no split is laid down.
    if sum(split.values(), _ZERO) != sum(expected.values(), _ZERO):
        return
    weights = context.profile.weights
    odd = [
        key
        for key in LEVEL1
        if abs(split.get(key, _ZERO) - expected.get(key, _ZERO))
        > max(weights.unusual_beyond, weights.unusual_share * expected.get(key, _ZERO))
    ]
    if not odd or _known(split, context.profile):
        return
    zh = "、".join(
        f"{category_name(key)}{short_number(split.get(key, _ZERO))}分" for key in odd
    )
    wanted = "、".join(
        f"{category_name(key)}{short_number(points)}分"
        for key, points in expected.items()
        if points
    )
    yield Defect(
        zh=f"{zh}，与规定的比例不同",
        en=f"the split is unusual: {zh}",
        hint=Message(
            zh=f"一般为{wanted}；有意调整的请在备注中说明",
            en=f"usual are {wanted}; where the change is meant, say so in the notes",
        ),
    )


@rule("WGT004", Severity.INFO, title="一行分值过大", clause=_POINTS, scope="project")
def dominant_weight(project: Project, context: Context) -> Iterator[Defect]:
    """一行占了大部分分值。 | One row has most of the points."""
    total = _added(row.weight or _ZERO for row in project.indicators)
    most = context.profile.review.dominant_share
    if total <= 0 or len(project.indicators) < 2:  # noqa: PLR2004 - one row has them all
        return
    for row in project.indicators:
        if row.weight is None or Fraction(row.weight) <= Fraction(most) * Fraction(
            total
        ):
            continue
        yield Defect(
            zh=f"“{quoted(row.name)}”占{short_number(total)}分中的{short_number(row.weight)}分，一项就决定结果",
            en=f"“{quoted(row.name)}” has {short_number(row.weight)} of "
            f"{short_number(total)} "
            "points: it alone decides",
            hint=Message(
                zh=f"降到{short_number(Fraction(most) * Fraction(total))}分以下，"
                "或拆成几项",
                en="give it less than "
                f"{short_number(Fraction(most) * Fraction(total))}, or "
                "make several rows of it",
            ),
            field="weight",
            indicator=row,
        )


@rule(
    "WGT005",
    Severity.WARNING,
    title="分值缺失或不合理",
    clause=_POINTS,
    scope="project",
)
def bad_weight(project: Project, _: Context) -> Iterator[Defect]:
    """分值缺失、为零或为负。 | Points that are missing, zero or negative."""
    if all(row.weight is None for row in project.indicators):
        return
    for row in project.indicators:
        match row.weight:
            case None:
                zh, en = "没有分值，其他行都有", "has no points, and other rows have"
            case weight if weight <= 0:
                zh = f"的分值是{short_number(weight)}"
                en = f"has {short_number(weight)} points"
            case _:
                continue
        yield Defect(
            zh=f"“{quoted(row.name)}”{zh}，无法计分",
            en=f"“{quoted(row.name)}” {en}: it cannot be scored",
            hint=Message(
                zh="填写大于零的分值；不考核的删去这一行",
                en="give it points above zero, or take the row out",
            ),
            field="weight",
            indicator=row,
        )


def _is_execution(row: Indicator) -> bool:
    return holds(row.category + row.name, "execution", "names")


def _split(context: Context) -> dict[str, Decimal] | None:
    """Return the points of each category, None where they are not all known."""
    split: dict[str, Decimal] = {}
    for facts in context.rows():
        row, key = facts.indicator, facts.level_1
        if _is_execution(row):
            continue
        if key is None or row.weight is None:
            return None
        split[key] = split.get(key, _ZERO) + row.weight
    return split or None


def _known(split: dict[str, Decimal], profile: Profile) -> bool:
    """Return whether the profile has a split as usual beside its own."""
    for other in profile.weights.other_splits:
        wanted = {key: getattr(other, key) for key in LEVEL1}
        heir = profile.weights.satisfaction_passes_to
        if "satisfaction" not in split and heir is not None:
            wanted[heir] += wanted.pop("satisfaction")
        if {key: points for key, points in wanted.items() if points} == split:
            return True
    return False


def _expected(split: dict[str, Decimal], profile: Profile) -> dict[str, Decimal]:
    weights = profile.weights
    cost = "cost" in split
    expected = {
        "cost": weights.cost if cost else _ZERO,
        "output": weights.output if cost else weights.output_without_cost,
        "benefit": weights.benefit if cost else weights.benefit_without_cost,
        "satisfaction": weights.satisfaction,
    }
    heir = weights.satisfaction_passes_to
    if "satisfaction" not in split and heir is not None:
        expected[heir] += expected.pop("satisfaction")
    return expected

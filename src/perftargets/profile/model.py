"""The model of a profile: every setting of a regulation, with its meaning.

No figure of a profile stands in code; what each rests on, and how sure that is, stands
beside it in its TOML file.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

import attrs

from perftargets._values import Value

LEVEL1 = ("cost", "output", "benefit", "satisfaction")
"""The keys of the categories at level 1, in the order of the forms."""

ShareValue = Decimal | Fraction
"""A part of a whole: 0.8, or 1/3 where the file says so."""

Formula = Literal["ratio", "linear"]
"""Points for a missed target where lower is better: w × T/A, or w × (1 − (A−T)/T)."""

Equality = Literal["lenient", "strict"]
"""Whether an actual above a target with = meets it."""

Rounding = Literal["half-up", "half-even", "down"]
"""How points are rounded."""

Compounding = Literal["shared", "person"]
"""How several targets in one cell get points, some of which are missed."""

Total = Literal["rounded", "exact"]
"""Which points a total adds up."""


@attrs.frozen(kw_only=True)
class CategorySettings:
    """Which categories there are, by the keys of ``model.category``.

    Attributes:
        level1: those a row may have at level 1.
        level2: those it may have at level 2.
        required: those of level 1 that a project cannot do without (STR002).
        output_aspects: those of level 2 that 产出 cannot do without, where level 2 is
            given at all (STR003).
        cost_expected: capital projects and purchases need a row on cost (STR004).
    """

    level1: tuple[str, ...]
    level2: tuple[str, ...]
    required: tuple[str, ...]
    output_aspects: tuple[str, ...]
    cost_expected: bool


@attrs.frozen(kw_only=True)
class VerdictSettings:
    """How an actual is held against a target.

    Attributes:
        tolerance: how far from a figure with 约 an actual may lie, a share of it.
        equal: whether an actual above a target with = meets it.
    """

    tolerance: Decimal
    equal: Equality


@attrs.frozen(kw_only=True)
class Split:
    """Points of the categories at level 1 that a place gives as well."""

    cost: Decimal
    output: Decimal
    benefit: Decimal
    satisfaction: Decimal


@attrs.frozen(kw_only=True)
class Weights:
    """The points of each category at level 1, and of spending the budget.

    Attributes:
        cost: 成本指标; 0 where the profile has no such category.
        output: 产出指标.
        benefit: 效益指标.
        satisfaction: 满意度指标.
        execution: 预算执行率.
        output_without_cost: 产出 in a project without rows on cost.
        benefit_without_cost: 效益 in a project without rows on cost.
        satisfaction_passes_to: which category gets the points of 满意度 in a project
            without such rows; None where none does.
        sums: what the points of the indicators of one project may add up to, without
            the row of execution or with it.
        unusual_beyond: how many points a category's weight may be off before it counts
            as unusual (WGT003).
        unusual_share: which share of its usual points it may be off besides.
        other_splits: more splits over the categories that are as usual (WGT003).
    """

    cost: Decimal
    output: Decimal
    benefit: Decimal
    satisfaction: Decimal
    execution: Decimal
    output_without_cost: Decimal
    benefit_without_cost: Decimal
    satisfaction_passes_to: str | None
    sums: tuple[Decimal, ...]
    unusual_beyond: Decimal
    unusual_share: Decimal
    other_splits: tuple[Split, ...]


@attrs.frozen(kw_only=True)
class PointsSettings:
    """How a row gets its points.

    Attributes:
        reverse: the formula for a missed target where lower is better.
        places: decimals of points.
        rounding: how they are rounded.
        deadline_all_or_nothing: a date missed gets no points, and so does a row that
            can only be done or not.
        pass_mark: the share of the target below which there are no points; None for
            no such line.
        far_above: actual / target from which on a reason is required (SCR006).
        far_above_cut: the share of the points taken off then; None for none.
        tolerance: how many points a printed score may be off (SCR002).
        compound: whether several targets in one cell get the mean of the points of
            each (``shared``), or are for a person unless all are met (``person``).
        total: whether a total adds up the rounded points, as they stand in the form,
            or the exact ones and is rounded once. Points of rows whose weights are
            derived are always added up exactly.
    """

    reverse: Formula
    places: int
    rounding: Rounding
    deadline_all_or_nothing: bool
    pass_mark: ShareValue | None
    far_above: ShareValue
    far_above_cut: ShareValue | None
    tolerance: Decimal
    compound: Compounding
    total: Total


@attrs.frozen(kw_only=True)
class Levels:
    """Points of a target in words, as shares of the row's points.

    达成 is from ``achieved`` to 1, 部分达成 from ``partly`` to below ``achieved``,
    未达成 from 0 to below ``partly``.

    Attributes:
        achieved: the least for 达成.
        partly: the least for 部分达成.
        default_achieved: for 达成 where the file gives no share and no points.
        default_partly: the same for 部分达成.
        default_missed: the same for 未达成.
    """

    achieved: ShareValue
    partly: ShareValue
    default_achieved: ShareValue
    default_partly: ShareValue
    default_missed: ShareValue


@attrs.frozen(kw_only=True)
class Band:
    """From ``least`` on (in per cent for 满意度), ``share`` of the points are given."""

    least: Decimal
    share: ShareValue


@attrs.frozen(kw_only=True)
class Satisfaction:
    """Points of 满意度 by bands in place of its own target.

    Attributes:
        by_bands: whether the bands count; else the row is scored as any other.
        bands: from the highest down; below the last there are no points.
    """

    by_bands: bool
    bands: tuple[Band, ...]


@attrs.frozen(kw_only=True)
class ExecutionSettings:
    """预算执行率: spent money against the adjusted budget of the year.

    Attributes:
        explain_below: a lower share needs a reason (FND003); None: no share does.
        tolerance: how many percentage points a printed rate may be off (FND002).
    """

    explain_below: ShareValue | None
    tolerance: Decimal


@attrs.frozen(kw_only=True)
class GradeBand:
    """A grade (等级) and the least total for it, of 100."""

    name: str
    least: Decimal


@attrs.frozen(kw_only=True)
class Monitoring:
    """Lights of mid-year monitoring (绩效运行监控).

    What is expected so far is the annual target × month/12; the figures are shares
    of that.

    Attributes:
        lights: whether the profile has lights at all.
        red_below: below it a row to be reached is red.
        yellow_below: below it, yellow; from there on green.
        blue_from: from it on, blue.
        in_range_only: categories of level 2 (and cost) that are green or red and
            nothing between.
        shares_by_month: whether a target in per cent grows with the months too.
    """

    lights: bool
    red_below: ShareValue
    yellow_below: ShareValue
    blue_from: ShareValue
    in_range_only: tuple[str, ...]
    shares_by_month: bool


@attrs.frozen(kw_only=True)
class ReviewSettings:
    """Lines that the rules for a submitted file draw.

    Attributes:
        least_indicators: fewer are too few (STR006).
        most_indicators: more are too many (STR007).
        least_goal_characters: a goal with fewer says nothing (TXT001).
        dominant_share: a row above this share of the points dominates (WGT004).
        same_percentage_rows: how many rows there must be before the same percentage
            in most of them is remarkable (VAL016).
        same_percentage_share: the share of rows above which it is.
        slip_at_most: a bounded rate of so many per cent or fewer is a slip (VAL013).
        slip_above: and so is a rate of more per cent than this.
        copied_rows: as many equal rows in two projects are copied (DUP002).
        graded: scales of levels that a value in words may give where nothing can be
            counted (VAL001); the first is the one that hints propose.
        least_rate: a bounded rate is to reach so many per cent at least (VAL019).
        least_satisfaction: and satisfaction so many (VAL019).
        most_satisfaction: more per cent are beyond what a survey gives (VAL020); None
            for no such line.
        light_share: a core quantity with this share of the points or less counts for
            nothing (WGT006).
        low_execution: with this share of the money spent or less, all done asks for a
            word (FND004).
        longest_name: a name of several clauses with more characters is a sentence
            (NAM006).
        prior_margin: how far below last year's actual a target may lie, a share of it
            (XYR001).
    """

    least_indicators: int
    most_indicators: int
    least_goal_characters: int
    dominant_share: ShareValue
    same_percentage_rows: int
    same_percentage_share: ShareValue
    slip_at_most: Decimal
    slip_above: Decimal
    copied_rows: int
    graded: tuple[str, ...]
    least_rate: Decimal
    least_satisfaction: Decimal
    most_satisfaction: Decimal | None
    light_share: ShareValue
    low_execution: ShareValue
    prior_margin: ShareValue
    longest_name: int


@attrs.frozen(kw_only=True, repr=False)
class Profile(Value):
    """One profile, every setting given.

    Attributes:
        name: how it is asked for: ``mof2020``.
        title: what it is, in Chinese.
        title_en: the same in English.
        version: changes whenever a setting does; reports print it.
        basis: the local document that its figures rest on; None where none is known.
        until: the last fiscal year before newer rules; None where there are none.
        successor: the profile of those rules; None where there is none.
    """

    name: str
    title: str
    title_en: str
    version: str
    basis: str | None
    until: int | None
    successor: str | None
    categories: CategorySettings
    verdict: VerdictSettings
    weights: Weights
    points: PointsSettings
    levels: Levels
    satisfaction: Satisfaction
    execution: ExecutionSettings
    grades: tuple[GradeBand, ...]
    monitoring: Monitoring
    review: ReviewSettings

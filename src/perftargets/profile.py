"""Profiles: which rules of scoring and reviewing a place goes by, as data.

A profile is a TOML file of ``profiles/``, or one that a user wrote. No figure of it
stands in code; what each rests on, and how sure that is, stands beside it in the file.
"""

import difflib
import os
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import attrs

from perftargets import _data
from perftargets._convert import Figure, structure
from perftargets.errors import DataError, UsageError

SHIPPED = ("hubei", "linear", "mof2020", "mof2021", "sichuan")
"""The profiles that come with the library."""

DEFAULT = "mof2020"
"""The profile that is used where none is named."""

SIZE_LIMIT = 1_000_000
"""How many bytes a profile may have."""

Share = Decimal | Fraction
"""A part of a whole: 0.8, or 1/3 where the file says so."""

Formula = Literal["ratio", "linear"]
"""Points of a row that is to stay low and does not: w × T/A, or w × (1 − (A−T)/T)."""

Equality = Literal["lenient", "strict"]
"""Whether an actual above a target with = meets it."""

Rounding = Literal["half-up", "half-even", "down"]
"""How points are rounded."""

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
    other_splits: tuple[Split, ...]


@attrs.frozen(kw_only=True)
class Points:
    """How a row gets its points.

    Attributes:
        reverse: the formula of a row that is to stay low and does not.
        places: decimals of points.
        rounding: how they are rounded.
        deadline_all_or_nothing: a date missed gets no points, and so does a row that
            can only be done or not.
        pass_mark: the share of the target below which there are no points; None for
            no such line.
        far_above: actual / target from which on a reason is wanted (SCR006).
        far_above_cut: the share of the points taken off then; None for none.
        tolerance: how many points a printed score may be off (SCR002).
        total: whether a total adds up the rounded points, as they stand in the form,
            or the exact ones and is rounded once. Points of rows whose weights are
            derived are always added up exactly.
    """

    reverse: Formula
    places: int
    rounding: Rounding
    deadline_all_or_nothing: bool
    pass_mark: Share | None
    far_above: Share
    far_above_cut: Share | None
    tolerance: Decimal
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

    achieved: Share
    partly: Share
    default_achieved: Share
    default_partly: Share
    default_missed: Share


@attrs.frozen(kw_only=True)
class Band:
    """From ``least`` on (in per cent for 满意度), ``share`` of the points are given."""

    least: Decimal
    share: Share


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
class Execution:
    """预算执行率: spent money against the adjusted budget of the year.

    Attributes:
        explain_below: the share below which a reason is wanted (FND003); None for none.
        tolerance: how many percentage points a printed rate may be off (FND002).
    """

    explain_below: Share | None
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
    red_below: Share
    yellow_below: Share
    blue_from: Share
    in_range_only: tuple[str, ...]
    shares_by_month: bool


@attrs.frozen(kw_only=True)
class Review:
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
    dominant_share: Share
    same_percentage_rows: int
    same_percentage_share: Share
    slip_at_most: Decimal
    slip_above: Decimal
    copied_rows: int
    graded: tuple[str, ...]
    least_rate: Decimal
    least_satisfaction: Decimal
    most_satisfaction: Decimal | None
    light_share: Share
    low_execution: Share
    prior_margin: Share
    longest_name: int


@attrs.frozen(kw_only=True)
class Profile:
    """One profile, every setting given.

    Attributes:
        name: how it is asked for: ``mof2020``.
        title: what it is, in Chinese.
        title_en: the same in English.
        version: changes whenever a setting does; reports print it.
    """

    name: str
    title: str
    title_en: str
    version: str
    categories: CategorySettings
    verdict: VerdictSettings
    weights: Weights
    points: Points
    levels: Levels
    satisfaction: Satisfaction
    execution: Execution
    grades: tuple[GradeBand, ...]
    monitoring: Monitoring
    review: Review


def load_profile(name: str | os.PathLike[str] = DEFAULT) -> Profile:
    """Load a profile that is shipped by its name, or a user's by the path of its file.

    A text that ends in ``.toml`` or holds a separator of paths is a path.

    Raises:
        UsageError: no profile has that name.
        OSError: the file cannot be opened.
        DataError: the file is no profile; the message names the place.
    """
    text = os.fspath(name)
    if text in SHIPPED:
        return _shipped(text)
    if not (text.endswith(".toml") or os.sep in text or "/" in text):
        near = difflib.get_close_matches(text, SHIPPED, n=1)
        known = "、".join(SHIPPED)
        raise UsageError(
            zh=f"没有方案“{text}”"
            + (f"，是不是“{near[0]}”？" if near else "")
            + f"可用：{known}，或一个 .toml 文件",
            en=f"there is no profile “{text}”"
            + (f"; did you mean “{near[0]}”?" if near else "")
            + f" there are {', '.join(SHIPPED)}, or name a .toml file",
        )
    with Path(text).open("rb") as file:
        data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise DataError(
            zh=f"{text}：方案文件超过 {SIZE_LIMIT} 字节",
            en=f"{text}: a profile has at most {SIZE_LIMIT} bytes",
        )
    try:
        written = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            zh=f"{text}：方案文件应为 UTF-8 编码", en=f"{text}: a profile is UTF-8"
        ) from error
    return _made(_tables(written, text), text, default_name=Path(text).stem)


@cache
def _shipped(name: str) -> Profile:
    path = f"{name}.toml"
    return _made(_tables(_data.read("profiles", path), path), path, default_name=name)


def _tables(text: str, path: str) -> dict[str, Any]:
    """Read TOML; what the profile extends comes first, its own settings over it."""
    import tomllib  # noqa: PLC0415 - only who needs a profile pays for it

    try:
        own = tomllib.loads(text, parse_float=Figure)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DataError(
            zh=f"{path}：不是有效的 TOML：{error}", en=f"{path}: no TOML: {error}"
        ) from error
    base = own.pop("extends", None)
    if base is None:
        return own
    if base not in SHIPPED:
        known = "、".join(SHIPPED)
        raise DataError(
            zh=f"{path}：extends 应为自带方案之一（{known}），读到 {_shown(base)}",
            en=f"{path}: extends names a shipped profile ({', '.join(SHIPPED)}), "
            f"not {_shown(base)}",
        )
    below = f"{base}.toml"
    return _over(_tables(_data.read("profiles", below), below), own)


def _over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Lay one level of tables over another; lists are replaced whole."""
    merged = dict(base)
    for key, value in own.items():
        below = merged.get(key)
        both = isinstance(value, dict) and isinstance(below, dict)
        merged[key] = {**below, **value} if both and below is not None else value
    return merged


def _made(tables: dict[str, Any], path: str, *, default_name: str) -> Profile:
    tables["name"] = default_name
    profile: Profile = _value(tables, Profile, path, "")
    _check(profile, path)
    return profile


def _value(value: object, kind: Any, path: str, key: str) -> Any:  # noqa: ANN401 - any type form
    """Turn a value of the file into ``kind``; messages say where it stands."""
    if attrs.has(kind):
        return _table(value, kind, path, key)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise DataError(
                zh=f"{path}：{key} 应为列表，读到 {_shown(value)}",
                en=f"{path}: {key} is a list, not {_shown(value)}",
            )
        (item, _) = get_args(kind)
        return tuple(
            _value(each, item, path, f"{key}[{number}]")
            for number, each in enumerate(value)
        )
    if isinstance(value, int) and not isinstance(value, bool):
        value = Figure(str(value))
    optional = type(None) in get_args(kind)
    # TOML has no null: false says that a setting which may be off is off.
    if optional and value is False:
        return None
    if get_origin(kind) is Literal:
        return _choice(value, get_args(kind), path, key)
    if optional and str in get_args(kind):
        kind = str
    try:
        return structure(value, kind)
    except DataError as error:
        raise DataError(
            zh=f"{path}：{key}：{error.zh}", en=f"{path}: {key}: {error.en}"
        ) from error


def _choice(value: object, choices: tuple[str, ...], path: str, key: str) -> str:
    if isinstance(value, str) and value in choices:
        return value
    raise DataError(
        zh=f"{path}：{key} 应为 {'、'.join(choices)} 之一，读到 {_shown(value)}",
        en=f"{path}: {key} is one of {', '.join(choices)}, not {_shown(value)}",
    )


def _table(value: object, kind: Any, path: str, key: str) -> Any:  # noqa: ANN401 - a class of attrs
    where = key or "profile"
    if not isinstance(value, dict):
        raise DataError(
            zh=f"{path}：{where} 应为表，读到 {_shown(value)}",
            en=f"{path}: {where} is a table, not {_shown(value)}",
        )
    fields = {field.name: field for field in attrs.fields(kind)}
    for name in value:
        if name not in fields:
            near = difflib.get_close_matches(str(name), fields, n=1)
            inside = f"{key}.{name}".lstrip(".")
            raise DataError(
                zh=f"{path}：没有设置“{inside}”"
                + (f"，是不是“{near[0]}”？" if near else ""),
                en=f"{path}: there is no setting “{inside}”"
                + (f"; did you mean “{near[0]}”?" if near else ""),
            )
    missing = [name for name in fields if name not in value]
    if missing:
        raise DataError(
            zh=f"{path}：{where} 缺少 {'、'.join(missing)}；"
            'extends = "mof2020" 可取用其余设置',
            en=f"{path}: {where} lacks {', '.join(missing)}; "
            'extends = "mof2020" takes the rest from there',
        )
    return kind(
        **{
            name: _value(value[name], field.type, path, f"{key}.{name}".lstrip("."))
            for name, field in fields.items()
        }
    )


def _check(profile: Profile, path: str) -> None:
    """Refuse settings that contradict each other."""
    levels, lights = profile.levels, profile.monitoring
    laws = (
        (profile.verdict.tolerance >= 0, "verdict.tolerance", "≥ 0"),
        (0 <= levels.partly <= levels.achieved <= 1, "levels", "0 ≤ partly ≤ achieved"),
        (profile.points.places in range(7), "points.places", "0–6"),
        (profile.points.far_above >= 1, "points.far_above", "≥ 1"),
        (bool(profile.weights.sums), "weights.sums", "≥ 1"),
        (
            lights.red_below <= lights.yellow_below <= lights.blue_from,
            "monitoring",
            "red_below ≤ yellow_below ≤ blue_from",
        ),
        (_falls(each.least for each in profile.grades), "grades", "90 > 80 > …"),
        (
            _falls(each.least for each in profile.satisfaction.bands),
            "satisfaction.bands",
            "90 > 80 > …",
        ),
    )
    for holds, key, wanted in laws:
        if not holds:
            raise DataError(
                zh=f"{path}：{key} 应满足 {wanted}",
                en=f"{path}: {key} must hold {wanted}",
            )
    _known_categories(profile, path)


def _falls(values: Any) -> bool:  # noqa: ANN401 - an iterable of decimals
    listed = list(values)
    return listed == sorted(set(listed), reverse=True)


LEVEL1 = ("cost", "output", "benefit", "satisfaction")
"""The keys of the categories at level 1, in the order of the forms."""


def _known_categories(profile: Profile, path: str) -> None:
    allowed = profile.categories
    for key, names, known in (
        ("categories.level1", allowed.level1, LEVEL1),
        ("categories.required", allowed.required, allowed.level1),
        ("categories.output_aspects", allowed.output_aspects, allowed.level2),
    ):
        for name in names:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                raise DataError(
                    zh=f"{path}：{key} 中没有类别“{name}”"
                    + (f"，是不是“{near[0]}”？" if near else ""),
                    en=f"{path}: {key} knows no category “{name}”"
                    + (f"; did you mean “{near[0]}”?" if near else ""),
                )


def _shown(value: object) -> str:
    if isinstance(value, Figure):
        return value.text
    if isinstance(value, int):
        return str(value).lower()
    return f"“{value}”" if isinstance(value, str) else type(value).__name__

"""What several units and years give together, for every report of an evaluation."""

from fractions import Fraction

from perftargets.findings import Language, Message
from perftargets.judging.figures import percent, worded
from perftargets.reporting.totals import Groups
from perftargets.scoring.aggregate import Aggregate, Trend, YearPoint
from perftargets.text import counted

UNITS = Message(zh="部门汇总", en="Departments")
YEARS = Message(zh="各年变化", en="Over the years")


def aggregate_title(found: Aggregate, language: Language) -> str:
    """Return the name of the indicator with its department and year."""
    year = ""
    if found.year is not None:
        year = f"{found.year}年" if language == "zh" else str(found.year)
    units = found.units
    bare = {unit.project.removesuffix(f"（{unit.agency}）") for unit in units}
    # One project that several units have is named once, and its units below.
    shared = next(iter(bare)) if len(bare) == 1 and len(units) > 1 else ""
    by_unit = shared and any(unit.agency for unit in units)
    name = f"{shared} › {found.name}" if by_unit else found.name
    parts = (found.department, year, name)
    return " · ".join(part for part in parts if part)


def aggregate_line(found: Aggregate) -> Message:
    """Say what the units have together, which of them miss, and what is left out."""
    zh, en = [], []
    for each in (_together(found), _missed(found)):
        if each is not None:
            zh.append(each.zh)
            en.append(each.en)
    for left in found.left_out:
        zh.append(f"未计入“{left.project}”：{left.reason.zh}")
        en.append(f"left out “{left.project}”: {left.reason.en}")
    return Message(zh="；".join(zh), en="; ".join(en))


def _together(found: Aggregate) -> Message:
    if not found.units:
        return Message(zh="没有可汇总的数", en="nothing could be put together")
    if found.target is None or found.actual is None:
        return _side_by_side(found)
    names = "、".join(_names(found).values())
    goal, reached = worded(found.target, found.unit), worded(found.actual, found.unit)
    zh, en = f"目标{goal}，实际{reached}", f"target {goal}, actual {reached}"
    if found.completion is not None:
        zh += f"，完成率{percent(found.completion)}"
        en += f", {percent(found.completion)} done"
    count = len(found.units)
    return Message(
        zh=f"{zh}（{count}个项目合计：{names}）",
        en=f"{en} (sum of {counted(count, 'project')}: {names})",
    )


def _names(found: Aggregate) -> dict[str, str]:
    """Return what each project is called: by its unit, where all have one name."""
    bare = {unit.project.removesuffix(f"（{unit.agency}）") for unit in found.units}
    units = {unit.agency for unit in found.units} - {None, ""}
    by_unit = len(bare) == 1 and len(units) == len(found.units)
    return {
        unit.project: (unit.agency or "") if by_unit else unit.project
        for unit in found.units
    }


def _side_by_side(found: Aggregate) -> Message:
    """Show what does not add up: number, least, greatest, reason, and each figure."""
    targets, actuals = found.targets, found.actuals
    if targets is None or actuals is None or found.apart is None:
        return Message(zh="没有可汇总的数", en="nothing could be put together")
    goals, reached = _spread(found, targets), _spread(found, actuals)
    count, names = len(found.units), _names(found)
    alike: dict[tuple[Fraction, Fraction], list[str]] = {}
    for unit in found.units:
        alike.setdefault((unit.actual, unit.target), []).append(names[unit.project])
    same = targets[0] == targets[1]
    zh, en = [], []
    for (actual, target), who in sorted(alike.items()):
        said = worded(actual, found.unit, found.per)
        goal = worded(target, found.unit, found.per)
        listed_names = "、".join(who)
        zh.append(f"{said}{'' if same else f'（目标{goal}）'}：{listed_names}")
        en.append(f"{said}{'' if same else f' (target {goal})'}: {listed_names}")
    return Message(
        zh=f"{count}个项目并列，不相加（{found.apart.zh}）：实际{reached.zh}，"
        f"目标{goals.zh}。{'；'.join(zh)}",
        en=f"{counted(count, 'project')} side by side, not added up "
        f"({found.apart.en}): actuals {reached.en}, targets {goals.en}. "
        f"{'; '.join(en)}",
    )


def _spread(found: Aggregate, ends: tuple[Fraction, Fraction]) -> Message:
    least, greatest = (worded(end, found.unit, found.per) for end in ends)
    if least == greatest:
        return Message(zh=f"均为{least}", en=f"all {least}")
    return Message(zh=f"最低{least}、最高{greatest}", en=f"from {least} to {greatest}")


def _missed(found: Aggregate) -> Message | None:
    """Name the units that miss their own targets, which no sum may hide."""
    if not found.missed:
        return None
    count = len(found.missed)
    called = _names(found)
    names = "、".join(called[each] for each in found.missed)
    return Message(
        zh=f"其中{count}个项目未达到自身目标：{names}",
        en=f"{counted(count, 'project')} of them missing the own target: {names}",
    )


def trend_title(found: Trend) -> str:
    """Name the indicator with its project, and its unit where that is known."""
    names = (found.agency, found.project, found.name)
    return " › ".join(each for each in names if each)


def trend_line(found: Trend) -> Message:
    """Return what was reached in each year, and how the last differs from before."""
    zh = "，".join(f"{_year(each).zh}{_reached(each).zh}" for each in found.years)
    en = ", ".join(f"{_year(each).en} {_reached(each).en}" for each in found.years)
    moved = _moved(found)
    if moved is not None:
        zh += f"；{moved.zh}"
        en += f"; {moved.en}"
    return Message(zh=zh, en=en)


def _moved(found: Trend) -> Message | None:
    """Say how the last year differs from the one before: points between rates."""
    if found.change is None:
        return None
    before, now = found.years[-2:]
    if before.actual is None or now.actual is None:
        return None
    apart = now.actual - before.actual
    if not apart:
        return Message(zh="与上一年持平", en="as the year before")
    zh, en = ("上升", "up") if apart > 0 else ("下降", "down")
    if now.unit == "%":
        said = worded(abs(apart), "百分点")
        said_en = f"{worded(abs(apart))} percentage points"
    else:
        said = said_en = percent(abs(found.change))
    return Message(
        zh=f"比上一年{zh}{said}", en=f"{en} {said_en} against the year before"
    )


def _year(point: YearPoint) -> Message:
    if point.year is None:
        return Message(zh="年度不明", en="year unknown")
    return Message(zh=f"{point.year}年", en=str(point.year))


def _reached(point: YearPoint) -> Message:
    if point.actual is None:
        return Message(zh="没有可比的数", en="no figure")
    text = worded(point.actual, point.unit)
    return Message(zh=text, en=text)


def listed(groups: Groups, language: Language) -> list[tuple[str, list[str]]]:
    """Return each section there is: its title, and a line for each indicator."""
    colon = "：" if language == "zh" else ": "
    sections = [
        (
            UNITS.text(language),
            [
                aggregate_title(each, language)
                + colon
                + aggregate_line(each).text(language)
                for each in groups.aggregates
            ],
        ),
        (
            YEARS.text(language),
            [
                trend_title(each) + colon + trend_line(each).text(language)
                for each in groups.trends
            ],
        ),
    ]
    return [section for section in sections if section[1]]

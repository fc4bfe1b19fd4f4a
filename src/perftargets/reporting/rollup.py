"""What several units and years give together, for every report of an evaluation."""

from perftargets.findings import Language, Message
from perftargets.judging.figures import percent, worded
from perftargets.reporting.totals import Groups
from perftargets.scoring.aggregate import Aggregate, Trend, Way, YearPoint

UNITS = Message(zh="部门汇总", en="Departments")
YEARS = Message(zh="各年变化", en="Over the years")
_WAYS = {
    Way.SUM: Message(zh="合计", en="sum"),
    Way.MEAN: Message(zh="按预算加权平均", en="mean by budgets"),
}


def aggregate_title(found: Aggregate, language: Language) -> str:
    """Return the name of the indicator with its department and year."""
    year = ""
    if found.year is not None:
        year = f"{found.year}年" if language == "zh" else str(found.year)
    parts = (found.department, year, found.name)
    return " · ".join(part for part in parts if part)


def aggregate_line(found: Aggregate) -> Message:
    """Return in words what the units reach together, and what is left out of it."""
    way = _WAYS[found.way]
    names = "、".join(found.projects)
    if found.target is None or found.actual is None:
        zh, en = "没有可汇总的数", "nothing could be put together"
    else:
        goal = worded(found.target, found.unit)
        reached = worded(found.actual, found.unit)
        zh, en = f"目标{goal}，实际{reached}", f"target {goal}, actual {reached}"
        if found.completion is not None:
            zh += f"，完成率{percent(found.completion)}"
            en += f", {percent(found.completion)} done"
        zh += f"（{way.zh}：{names}）"
        en += f" ({way.en}: {names})"
    for each in found.left_out:
        zh += f"；未计入“{each.project}”：{each.reason.zh}"
        en += f"; left out “{each.project}”: {each.reason.en}"
    return Message(zh=zh, en=en)


def trend_title(found: Trend) -> str:
    """Return the name of the indicator with its project."""
    return f"{found.project} › {found.name}"


def trend_line(found: Trend) -> Message:
    """Return what was reached in each year, and how the last differs from before."""
    zh = "，".join(f"{_year(each).zh}{_reached(each).zh}" for each in found.years)
    en = ", ".join(f"{_year(each).en} {_reached(each).en}" for each in found.years)
    if found.change is not None:
        sign = "+" if found.change > 0 else ""
        zh += f"；比上一年{sign}{percent(found.change)}"
        en += f"; {sign}{percent(found.change)} against the year before"
    return Message(zh=zh, en=en)


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

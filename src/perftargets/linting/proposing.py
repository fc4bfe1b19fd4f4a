"""What hints propose: values in the row's own words, with a blank for the figure."""

from perftargets.findings import BLANK, Message, Proposal
from perftargets.judging.direction import Better, bearing
from perftargets.linting.lists import ending, words
from perftargets.linting.row_facts import bare, column_unit, quoted, subject
from perftargets.model.category import is_cost
from perftargets.model.indicator import Indicator
from perftargets.model.project import Project
from perftargets.phrase.target import Comparison
from perftargets.units import UnitTable


def blank_value(indicator: Indicator, units: UnitTable) -> str:
    """Give the form of a value that fits a row: ``≥__%``; empty where none is known.

    Sign and unit come from the name, the category and the unit column, the figure is
    left to the writer.
    """
    name = bare(subject(indicator.name))
    unit = column_unit(indicator, units) or ""
    if not unit and ending(name, "unitless", "shares"):
        unit = "%"
    if not unit and is_cost(indicator.category, indicator.subcategory):
        unit = str(words("cost", "unit")[0])
    if not unit:
        return ""
    better = bearing(
        name,
        category=indicator.category,
        subcategory=indicator.subcategory,
        field=indicator.direction,
    ).better
    return f"{'≤' if better is Better.LOWER else '≥'}{BLANK}{unit}"


def values(*texts: str) -> tuple[Proposal, ...]:
    """Give proposals of a value each."""
    return tuple(Proposal(target=text) for text in texts)


def write(*phrases: str) -> Message:
    """Give the hint that one of some phrases is to be written."""
    zh = "或".join(f"“{phrase}”" for phrase in phrases)
    en = " or ".join(f"“{phrase}”" for phrase in phrases)
    if BLANK in zh:
        return Message(
            zh=f"写成{zh}，“{BLANK}”处填写测算的数",
            en=f"write {en}, with the figure worked out in place of “{BLANK}”",
        )
    return Message(zh=f"写成{zh}", en=f"write {en}")


def goal_hint(project: Project) -> Message:
    """Say what a goal holds, by the rows of the project where they have figures."""
    stated = [
        f"{row.name.strip()}{row.target.text.strip()}"
        for row in project.indicators
        if isinstance(row.target.measure, Comparison) and row.name.strip()
    ]
    zh = "写明做什么、做多少、达到什么效果"
    en = "say what is done, how much of it and to what effect"
    if not stated:
        return Message(zh, en)
    shown = quoted("，".join(stated[:2]))
    return Message(
        zh=f"{zh}；指标里已有“{shown}”，可由此写起",
        en=f"{en}; the rows already say “{shown}”",
    )

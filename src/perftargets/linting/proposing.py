"""What hints propose: values in the row's own words, with a blank for the figure."""

from perftargets.findings import BLANK, Message, Proposal
from perftargets.judging.direction import Polarity, infer_direction
from perftargets.linting.lists import words
from perftargets.linting.row_facts import RowFacts, bare, quoted
from perftargets.model.category import is_cost
from perftargets.model.project import Project
from perftargets.phrase import parse
from perftargets.phrase.messages import UNSETTLED
from perftargets.phrase.target import Comparison

UNREAD = frozenset(
    {
        "operator-without-figure",
        "contradicting-operators",
        "suffix-without-figure",
        "no-such-date",
        "empty-range",
        "change-by-a-range",
        "not-a-numeral",
        "units-differ",
        "too-long",
        *(code for code in UNSETTLED if code.startswith("unread-")),
    }
)
"""What the phrase language says of a measure that it could not understand."""


def forms(row: RowFacts) -> tuple[str, ...]:
    """Return the forms of a value that fit a row: ``≥__%``; none where none is known.

    Sign and unit come from the name, the category and the unit column, the figure is
    left to the writer.
    """
    indicator, head = row.indicator, row.head
    unit = row.column_unit or ""
    if not unit and head is not None and head.kind.certain:
        unit = head.kind.say[0]
    if not unit and is_cost(indicator.category, indicator.subcategory):
        unit = str(words("cost", "unit")[0])
    if not unit:
        return ()
    better = infer_direction(
        bare(row.subject),
        category=indicator.category,
        subcategory=indicator.subcategory,
        field=indicator.direction,
    ).polarity
    return (f"{'≤' if better is Polarity.LOWER else '≥'}{BLANK}{unit}",)


def values(*texts: str, kind: str | None = None) -> tuple[Proposal, ...]:
    """Return proposals of a value each.

    A text without a blank is proposed only where it reads: what stands around a figure
    may make something else of it (未满18周岁人员帮教≥30人). ``kind`` is the kind of
    measure that it must state.
    """
    return tuple(Proposal(target=text) for text in texts if _reads(text, kind))


def _reads(text: str, kind: str | None) -> bool:
    if BLANK in text:
        return True
    target = parse(text)
    if kind is not None and target.kind != kind:
        return False
    return not any(
        found.code in UNREAD or found.code in UNSETTLED for found in target.diagnostics
    )


def write(*phrases: str) -> Message:
    """Return the hint that one of some phrases is to be written."""
    zh = "或".join(f"“{phrase}”" for phrase in phrases)
    en = " or ".join(f"“{phrase}”" for phrase in phrases)
    if BLANK in zh:
        return Message(
            zh=f"写成{zh}，“{BLANK}”处填写测算的数",
            en=f"write {en}, with the figure worked out in place of “{BLANK}”",
        )
    return Message(zh=f"写成{zh}", en=f"write {en}")


def goal_hint(project: Project) -> Message:
    """Return what a goal holds, by the rows of the project where they have figures."""
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

"""VAL: how a target value is put, and whether anybody can check it so."""

from collections.abc import Iterator

from perftargets.findings import Message, Severity
from perftargets.judging.direction import Polarity
from perftargets.judging.words import hedges
from perftargets.linting.context import Context
from perftargets.linting.lists import pattern
from perftargets.linting.proposing import UNREAD, forms, values, write
from perftargets.linting.row_facts import (
    WHOLE,
    Part,
    RowFacts,
    declared,
    in_percent,
    put_all,
    quoted,
    way,
)
from perftargets.linting.rule import DOUBT, HEDGED, Defect, rule
from perftargets.model.indicator import Indicator
from perftargets.phrase import parse
from perftargets.phrase.target import (
    Change,
    Comparison,
    Compound,
    Deadline,
    Operator,
    Qualitative,
    Range,
)

_MEASURABLE = "财预〔2015〕88号：细化量化"


@rule(
    "VAL003",
    Severity.WARNING,
    title="数字含糊",
    states=(HEDGED, "deadline"),
    clause=_MEASURABLE,
)
def hedged_number(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """目标值的数字带有“约”“左右”一类的词。 | The target's figure is hedged."""
    for part in context.row(indicator).parts:
        signs = _signs_beside_a_hedge(context.row(indicator), part)
        if not signs:
            continue
        phrases = [part.signed(sign) for sign in signs]
        if isinstance(part.measure, Deadline):
            phrases = [_without_hedge(part)]
        hint = write(*phrases)
        yield Defect(
            zh=f"“{quoted(part.target.text)}”没有底线：完成多少算达成，无法判断",
            en=f"“{quoted(part.target.text)}” has no line to hold the actual to",
            hint=Message(
                zh=f"去掉“约”“左右”一类的词，{hint.zh}",
                en=f"leave the hedge out and {hint.en}",
            ),
            proposals=values(*(_instead(part, phrase) for phrase in phrases)),
            field="target",
            span=part.span,
        )


@rule(
    "VAL005",
    Severity.INFO,
    title="未写比较符号",
    states=("comparison",),
    clause=_MEASURABLE,
)
def unstated_operator(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """数字没有写明是至少还是至多。 | A figure without an operator."""
    row = context.row(indicator)
    unsigned: list[tuple[Part, tuple[str, ...]]] = []
    for part, measure in row.figures:
        if measure.operator is not None or part.target.worded:
            continue
        better = way(row, part).polarity
        signs = {Polarity.HIGHER: ("≥",), Polarity.LOWER: ("≤",), None: ("≥", "≤")}[
            better
        ]
        if not measure.value or in_percent(measure, context.units) == WHOLE:
            # Less than nothing and more than all cannot be asked for.
            signs = ("=",)
        unsigned.append((part, signs))
    for part, signs in unsigned:
        # Each proposal mends the whole cell: other figures without a sign get theirs.
        phrases = [
            put_all(
                [
                    (each, each.signed(some[min(at, len(some) - 1)]))
                    for each, some in unsigned
                ]
            )
            for at in range(len(signs))
        ]
        shown = phrases
        if isinstance(indicator.target.measure, Compound):
            shown = [part.signed(sign) for sign in signs]
        yield Defect(
            zh=f"“{quoted(part.target.text)}”没有写明是至少还是至多",
            en=f"“{quoted(part.target.text)}” does not say whether it is a floor or a "
            "ceiling",
            hint=write(*map(quoted, shown)),
            proposals=values(*phrases, kind=indicator.target.kind),
            field="target",
            span=part.span,
        )


@rule(
    "VAL011",
    Severity.WARNING,
    title="一格多个目标",
    states=("compound",),
    clause=_MEASURABLE,
)
def many_targets(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """一格里写了几个目标。 | Several targets stand in one cell."""
    stated = [
        part
        for part in context.row(indicator).parts
        if not isinstance(part.measure, Qualitative)
    ]
    kinds = {part.measure.kind for part in stated}
    # A figure and the date it is due (6月底前完成50%) are one target.
    if len(stated) < 2 or (len(stated) == 2 and kinds == {"deadline", "comparison"}):  # noqa: PLR2004
        return
    listed = "、".join(f"“{quoted(part.target.text)}”" for part in stated)
    yield Defect(
        zh=f"一格里有{len(stated)}个目标：{listed}；只完成一部分时无法打分",
        en=f"the cell holds {len(stated)} targets: {listed}; when only some are met, "
        "no points can be given",
        hint=Message(
            zh=f"拆成{len(stated)}行，每行一个名称、一个目标值、一份分值",
            en=f"make {len(stated)} rows of it, each with a name, a value and points",
        ),
        field="target",
    )


@rule(
    "VAL014",
    Severity.ERROR,
    title="目标值读不通",
    states=(DOUBT,),
    clause=_MEASURABLE,
    supersedes=("VAL001", "VAL002", "VAL015", "UNT"),
)
def unreadable_value(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """目标值写得读不通。 | The value states a measure that makes no sense."""
    seen = set()
    for target in (
        indicator.target,
        *(part.target for part in context.row(indicator).parts),
    ):
        for found in target.diagnostics:
            if found.code not in UNREAD or (found.code, found.span) in seen:
                continue
            seen.add((found.code, found.span))
            hint, phrases = _repair(found.code, context.row(indicator))
            yield Defect(
                zh=f"“{quoted(indicator.target.text)}”读不通：{found.message.zh}",
                en=f"“{quoted(indicator.target.text)}” makes no sense: "
                f"{found.message.en}",
                hint=hint,
                proposals=values(*phrases),
                field="target",
                span=found.span,
            )


@rule(
    "VAL015",
    Severity.WARNING,
    title="期限含义不明",
    states=(DOUBT,),
    clause=_MEASURABLE,
)
def ambiguous_deadline(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """“11月前”含不含11月，没有写明。 | Does “before November” take November in?"""
    for part in context.row(indicator).parts:
        for found in part.target.diagnostics:
            if found.code == "open-date" and _third(part):
                yield _open_third(part)
            if found.code != "ambiguous-deadline":
                continue
            date = "".join(mark.of(part.whole) for mark in part.target.spans.number)
            zh = "在日期后写“底前”或“（含）”"
            en = "write “底前” or “（含）” behind the date"
            phrases: list[str] = []
            match part.measure:
                case Deadline(date=iso) if date:
                    before = _day_before(iso)
                    zh = f"含在内写“{date}底前”"
                    en = f"write “{date}底前” if it is taken in"
                    phrases = [f"{date}底前"]
                    if before:
                        zh += f"，不含写“{before}底前”"
                        en += f", “{before}底前” if it is not"
                        phrases.append(f"{before}底前")
            yield Defect(
                zh=f"“{quoted(part.target.text)}”没有写明含不含“{date}”本身，"
                "是否按时无法判断",
                en=f"“{quoted(part.target.text)}” leaves open whether “{date}” itself "
                "counts, and so who is late",
                hint=Message(zh=zh, en=en),
                proposals=values(*(part.put(each) for each in phrases)),
                field="target",
                span=part.span,
            )


def _without_hedge(part: Part) -> str:
    """Return a date without the hedge that softens it: 10月底左右 to 10月底前."""
    text = part.target.text
    for mark in sorted(part.target.spans.operator, reverse=True):
        if mark.of(text) in hedges():
            text = text[: mark.start] + text[mark.end :]
    text = text.strip()
    return text if text.endswith(("前", "内")) else f"{text}前"


def _hedged_date(part: Part) -> bool:
    text = part.target.text
    return any(mark.of(text) in hedges() for mark in part.target.spans.operator)


def _instead(part: Part, phrase: str) -> str:
    """Replace a measure by a phrase; a hedge before it goes too."""
    return phrase if part.target.text == part.whole else part.put(phrase)


def _third(part: Part) -> str:
    """Return the third of a month that a value names alone, with no 前: 10月中旬."""
    found = pattern("thirds", "alone").search(part.target.text.strip())
    return found[0] if found else ""


def _open_third(part: Part) -> Defect:
    text = part.target.text.strip()
    return Defect(
        zh=f"“{quoted(text)}”有十天，没有写明哪一天前，是否按时无法判断",
        en=f"“{quoted(text)}” is ten days: by which of them it is due is open",
        hint=Message(
            zh=f"写成“{text}前”或具体日期", en=f"write “{text}前” or the very day"
        ),
        field="target",
    )


def _repair(code: str, row: RowFacts) -> tuple[Message, tuple[str, ...]]:
    """Return how to mend a value that makes no sense, in its own words if possible."""
    text = row.indicator.target.text
    match code:
        case "operator-without-figure" | "suffix-without-figure":
            hint = Message(
                zh="比较词要和数字、单位写在一起",
                en="an operator needs a figure and its unit",
            )
            form = forms(row)
            if form:
                shown = write(*form)
                hint = Message(f"{hint.zh}，{shown.zh}", f"{hint.en}: {shown.en}")
            return hint, form
        case "contradicting-operators":
            figure = pattern("unread", "figure").search(text)
            plain = figure[0] if figure else ""
            if isinstance(parse(plain).measure, Comparison):
                better = declared(row)
                signs = {Polarity.HIGHER: "≥", Polarity.LOWER: "≤", None: "≥≤"}[better]
                phrases = tuple(f"{sign}{plain}" for sign in signs)
                shown = write(*phrases)
                return Message(
                    zh=f"只留一个比较词，{shown.zh}",
                    en=f"keep one operator: {shown.en}",
                ), phrases
            return Message("只留一个比较词", "keep one operator"), ()
        case "no-such-date":
            month = pattern("unread", "month").search(text)
            if month:
                due = f"{month[0]}底前"
                return Message(
                    zh=f"核对月份和日期；月底到期的写“{due}”",
                    en=f"check month and day; for the end of the month write “{due}”",
                ), (due,)
            return Message("核对月份和日期", "check month and day"), ()
        case "empty-range" | "units-differ":
            return Message(
                zh="从小到大写，两端用同一单位",
                en="write the lower end first, and one unit for both",
            ), ()
    return Message(
        zh="只写一个数值加单位；较长的说明放进备注",
        en="write one figure with its unit; remarks go to the notes",
    ), ()


def _signs_beside_a_hedge(row: RowFacts, part: Part) -> tuple[str, ...]:
    """Return the operators to choose from in place of a hedge; none where none is."""
    said = part.target.hedges
    softened = not hedges().isdisjoint(said)
    match part.measure:
        case Deadline() if _hedged_date(part):
            return ("",)
        case Comparison(operator=Operator.ABOUT) | Change(operator=Operator.ABOUT):
            better = way(row, part).polarity
            ends = {Polarity.HIGHER: ("≥",), Polarity.LOWER: ("≤",), None: ("≥", "≤")}
            return (*ends[better], "=")
        case Comparison(operator=operator) if softened and operator is not None:
            return (operator.sign,)
        case Range() if softened:
            return ("",)
    return ()


def _day_before(iso: str) -> str:
    """Name the month before one, 10月 before ``--11``; empty where it is none."""
    year, _, month = iso.rpartition("-")
    if not month.isdigit() or len(month) != len("11") or not int(month) > 1:
        return ""
    name = f"{int(month) - 1}月"
    return f"{year}年{name}" if year.isdigit() else name

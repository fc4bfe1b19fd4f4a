"""NAM: whether a name says what is measured, and one thing."""

import re
from collections.abc import Iterator

from perftargets.findings import BLANK, Message, Proposal, Severity
from perftargets.linting.context import Context
from perftargets.linting.lists import contained, ending, pattern, table, words
from perftargets.linting.row_facts import (
    Part,
    RowFacts,
    bare,
    differ,
    is_share,
    quoted,
)
from perftargets.linting.rule import ROUTINE, SHARE, Defect, rule
from perftargets.model.indicator import Indicator
from perftargets.model.measured import head_of
from perftargets.phrase.target import Comparison, Range, Target

_REMARK = re.compile(r"[(（][^()（）]*[)）]")
_CLEAR = "财预〔2015〕88号：指向明确"
_RELEVANT = "财预〔2021〕101号：高度关联"


@rule(
    "NAM001",
    Severity.WARNING,
    title="口号式名称",
    states=(SHARE,),
    clause=_CLEAR,
    supersedes=("NAM006",),
)
def slogan_name(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """名称是口号，却配了百分数。 | The name is a slogan, the value a percentage."""
    row = context.row(indicator)
    if not row.figures:
        return
    promoted = _promoted(row)
    if not promoted:
        return
    for part, measure in row.figures:
        if not is_share(measure.unit, context.units) or part.target.worded:
            continue
        own = head_of(bare(part.target.subject), row.units)
        if own is not None and not own.kind.graded:
            continue
        yield Defect(
            zh=f"“{quoted(indicator.name)}”是口号，“{quoted(part.target.text)}”是什么的"
            "百分之几，看不出来",
            en=f"“{quoted(indicator.name)}” is a slogan: of what "
            f"“{quoted(part.target.text)}” is to be reached is open",
            hint=Message(
                zh=f"把“{promoted}”落到本项目经办、能统计的事情上，名称说明"
                f"“{quoted(part.target.text)}”是什么的百分之几",
                en=f"name what this project does for “{promoted}” that can be counted, "
                f"so that “{quoted(part.target.text)}” is a share of something",
            ),
            field="name",
        )
        return


@rule(
    "NAM002",
    Severity.INFO,
    title="名称中含数值",
    named=("comparison", "range"),
    clause=_CLEAR,
)
def number_in_name(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """数值写在名称里，目标值里没有或是另一个。 | A figure stands in the name."""
    name = context.row(indicator).name
    measure = name.measure
    if not isinstance(measure, Comparison | Range) or name.worded or not measure.unit:
        return
    figure = Part(name, indicator.name).figure
    if not any(map(str.isdecimal, figure)):
        # 一次办好 and the like are words of the name.
        return
    if _belongs(name, measure.unit):
        return
    for part in context.row(indicator).parts:
        other = part.measure
        if not isinstance(other, Comparison | Range):
            continue
        if differ(measure, other, context.units) is not None:
            # The same measure, or one that VAL004 speaks of.
            return
    yield Defect(
        zh=f"名称“{quoted(indicator.name)}”里有“{figure}”，目标值里没有",
        en=f"the name “{quoted(indicator.name)}” holds “{figure}”, and the value does "
        "not",
        hint=Message(
            zh=f"要考核的是“{figure}”时，填到目标值里；名称只写“{quoted(name.subject)}”",
            en=f"if “{figure}” is what counts, write it as the value, and name the row "
            f"“{quoted(name.subject)}”",
        ),
        field="name",
    )


@rule("NAM003", Severity.INFO, title="名称过于笼统", clause=_CLEAR)
def generic_name(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """名称没有写明是什么的，如单写“完成率”。 | The name does not say of what."""
    name = bare(context.row(indicator).subject)
    if name not in words("generic", "names"):
        return
    satisfied = ending(name, "generic", "satisfied")
    zh, en = f"是什么的{name}", "of what"
    if satisfied:
        zh, en = "是谁满意", "whose satisfaction is meant"
    full = f"{BLANK}{satisfied or name}"
    yield Defect(
        zh=f"“{quoted(indicator.name)}”没有写明{zh}",
        en=f"“{quoted(indicator.name)}” does not say {en}",
        hint=Message(
            zh=f"写全为“{full}”，“{BLANK}”处写明对象",
            en=f"write “{full}”, with what it is about in place of “{BLANK}”",
        ),
        proposals=(Proposal(name=full),),
        field="name",
    )


@rule("NAM004", Severity.INFO, title="一名多项", clause=_CLEAR)
def two_measures_in_name(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """一个名称里有几项衡量内容。 | The name holds more than one measure."""
    text = context.row(indicator).subject
    pieces = _pieces(text)
    if len(pieces) < 2:  # noqa: PLR2004 - two measures are one too many
        return
    heads = [ending(piece, "measures", "heads") for piece in pieces]
    whose = ending(text, "measures", "satisfaction")
    if whose and not any(heads[:-1]):
        rows = [f"{piece.removesuffix(whose)}{whose}" for piece in pieces]
    elif len([head for head in heads if head]) > 1:
        rows = pieces
    else:
        return
    listed = "、".join(f"“{row}”" for row in rows)
    yield Defect(
        zh=f"“{quoted(indicator.name)}”包含{len(rows)}项，只有一个目标值",
        en=f"“{quoted(indicator.name)}” holds {len(rows)} measures and one value",
        hint=Message(
            zh=f"分成{len(rows)}行：{listed}", en=f"make rows of them: {listed}"
        ),
        field="name",
    )


@rule(
    "NAM005",
    Severity.WARNING,
    title="日常管理当指标",
    states=(ROUTINE,),
    clause=_RELEVANT,
    settles=("CAT", "DUP003", "NAM", "UNT", "VAL"),
)
def routine_management(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """把日常管理要求当作绩效指标。 | A duty of every project as an indicator."""
    row = context.row(indicator)
    name = row.bare_name
    found = contained(name, "routine", "always")
    if not found:
        thing = contained(name, "routine", "things")
        demand = contained(name, "routine", "demands") if thing else ""
        found = thing if demand else ""
    if not found or _named_system(name):
        return
    if any(
        not is_share(measure.unit, context.units) and not part.target.worded
        for part, measure in row.figures
    ):
        # What is counted, 制度汇编3项, is a product of the project's own.
        return
    yield Defect(
        zh=f"“{quoted(indicator.name)}”是每个项目都要遵守的管理要求，反映不出本项目的结果",
        en=f"“{quoted(indicator.name)}” is a duty of every project and shows nothing "
        "of what this one achieves",
        hint=Message(
            zh="删去这一行，分值给反映本项目产出和效果的指标",
            en="take the row out, and give its points to rows on what this project "
            "does",
        ),
        field="name",
    )


def _named_system(name: str) -> bool:
    """Return whether a name speaks of one system of its own: 低保制度, no 财务制度."""
    word = str(table("routine")["system"])
    before, found, _ = name.partition(word)
    if not found:
        return False
    for generic in words("routine", "own_house"):
        before = before.replace(generic, "")
    return len(before) > 1


@rule(
    "NAM006",
    Severity.WARNING,
    title="名称不是指标",
    clause=_CLEAR,
    supersedes=("NAM002", "VAL004"),
)
def name_without_measure(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """名称是数字、年份或一整句话，不是指标。 | The name is a figure or a sentence."""
    row = context.row(indicator)
    name = row.bare_name
    if not name:
        return
    if _is_figure(row):
        zh, en = "只是一个数", "is a figure"
    elif pattern("subject", "years").fullmatch(name) or name in words("timed"):
        zh, en = "只是时间", "is a time"
    elif _is_sentence(row, context.profile.review.longest_name):
        zh, en = "是一句工作要求", "is a sentence of work to do"
    else:
        return
    yield Defect(
        zh=f"名称“{quoted(indicator.name)}”{zh}，看不出衡量的是什么",
        en=f"the name “{quoted(indicator.name)}” {en}: what is measured is open",
        hint=Message(
            zh="名称写对象加上要看的方面，如“…人数”“…合格率”“…完成时间”；数值和要求写到目标值",
            en="name the thing and its aspect (…人数, …合格率, …完成时间), and leave "
            "figures and demands to the value",
        ),
        field="name",
    )


def _is_figure(row: RowFacts) -> bool:
    """Return whether a name is a number, with or without a unit, and no more."""
    text = row.bare_name
    if text.isalpha() or not any(map(str.isdigit, text)):
        return False
    if all(not each.isalpha() for each in text):
        return True
    return row.name.kind in {"comparison", "range"} and not bare(row.name.subject)


def _is_sentence(row: RowFacts, longest: int) -> bool:
    """Return whether a name is several clauses, none of which says what is measured."""
    if len(row.indicator.name) <= longest:
        return False
    plain = _REMARK.sub("", row.indicator.name)
    if row.head is not None and not row.head.kind.graded:
        return False
    clauses = [plain]
    for mark in words("sentence", "marks"):
        clauses = [each for clause in clauses for each in clause.split(mark)]
    return len([each for each in clauses if bare(each)]) > 1 and len(plain) > longest


def _belongs(name: Target, unit: str) -> bool:
    """Return whether a figure is part of what a thing is called: 110千伏变电站."""
    spans = name.spans
    marks = (*spans.operator, *spans.number, *spans.unit)
    rest = name.text[max((mark.end for mark in marks), default=0) :]
    # A threshold before what it is about: 30万元以上设备.
    threshold = bool(spans.operator and bare(_REMARK.sub("", rest)))
    return unit in words("belonging") or threshold


def _promoted(row: RowFacts) -> str:
    """Return what a name promotes where that cannot be counted: 社会稳定.

    The verb stands before it (促进社会稳定) or behind it (社会稳定促进).
    """
    if row.head is not None and not row.head.kind.graded:
        return ""
    whole = text = bare(row.subject)
    for adverb in words("slogan", "adverbs"):
        text = text.removeprefix(adverb)
    if text != whole and row.head is None:
        # 切实守护人民群众生命财产安全: what begins so is an appeal.
        return text
    verbs = words("slogan", "verbs")
    verb = next((each for each in verbs if text.startswith(each)), "")
    rest = text.removeprefix(verb)
    if not verb:
        verb = next((each for each in verbs if text.endswith(each)), "")
        rest = text.removesuffix(verb)
        for adverb in words("slogan", "adverbs"):
            rest = rest.removesuffix(adverb)
    if not verb:
        # 社会和谐稳定程度, 生态文明建设水平: what is promoted, as if it were measured.
        degree = ending(text, "slogan", "degrees")
        text = text.removesuffix(degree)
        return ending(text, "slogan", "objects") if degree else ""
    if not rest:
        return ""
    found = ending(rest, "slogan", "objects") or ending(rest, "slogan", "duties")
    if found:
        return found
    head = head_of(rest, row.units)
    return head.word if head is not None and head.kind.graded else ""


def _pieces(text: str) -> list[str]:
    pieces = [text]
    for joint in table("measures")["joints"]:
        pieces = [part for piece in pieces for part in piece.split(joint)]
    return [piece for piece in pieces if piece]

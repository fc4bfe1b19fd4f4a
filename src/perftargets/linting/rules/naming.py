"""NAM: whether a name says what is measured, and one thing."""

import re
from collections.abc import Iterator

from perftargets.findings import BLANK, Message, Proposal, Severity
from perftargets.linting.context import Context
from perftargets.linting.lists import contained, ending, table, words
from perftargets.linting.row_facts import (
    Part,
    bare,
    differ,
    figures,
    is_share,
    measured,
    parts,
    quoted,
    subject,
)
from perftargets.linting.rule import Defect, rule
from perftargets.model.indicator import Indicator
from perftargets.phrase import parse
from perftargets.phrase.target import Comparison, Range, Target

_REMARK = re.compile(r"[(（][^()（）]*[)）]")
_CLEAR = "财预〔2015〕88号：指向明确"
_RELEVANT = "财预〔2021〕101号：高度关联"


@rule("NAM001", Severity.WARNING, clause=_CLEAR)
def slogan_name(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """名称是口号，却配了百分数。 | The name is a slogan, the value a percentage."""
    verb, promoted = _slogan(bare(subject(indicator.name)))
    if not verb:
        return
    for part, measure in figures(indicator.target):
        if not is_share(measure.unit, context.units) or part.target.worded:
            continue
        phrases = measured(indicator, part)
        if any(_measures(each) for each in phrases):
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


@rule("NAM002", Severity.INFO, clause=_CLEAR)
def number_in_name(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """数值写在名称里，目标值里没有或是另一个。 | A figure stands in the name."""
    name = parse(indicator.name)
    measure = name.measure
    if not isinstance(measure, Comparison | Range) or name.worded or not measure.unit:
        return
    figure = Part(name, indicator.name).figure
    if not any(map(str.isdecimal, figure)):
        # 一次办好 and the like are words of the name.
        return
    if _belongs(name, measure.unit):
        return
    for part in parts(indicator.target):
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


@rule("NAM003", Severity.INFO, clause=_CLEAR)
def generic_name(indicator: Indicator, _: Context) -> Iterator[Defect]:
    """名称没有写明是什么的，如单写“完成率”。 | The name does not say of what."""
    name = bare(subject(indicator.name))
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


@rule("NAM004", Severity.INFO, clause=_CLEAR)
def two_measures_in_name(indicator: Indicator, _: Context) -> Iterator[Defect]:
    """一个名称里有几项衡量内容。 | The name holds more than one measure."""
    text = subject(indicator.name)
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


@rule("NAM005", Severity.WARNING, clause=_RELEVANT)
def routine_management(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """把日常管理要求当作绩效指标。 | A duty of every project as an indicator."""
    if any(
        not is_share(measure.unit, context.units) and not part.target.worded
        for part, measure in figures(indicator.target)
    ):
        # What is counted, 制度汇编3项, is a product of the project's own.
        return
    name = bare(indicator.name)
    found = contained(name, "routine", "always")
    if not found:
        thing = contained(name, "routine", "things")
        demand = contained(name, "routine", "demands") if thing else ""
        found = thing if demand else ""
    if not found:
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


def _belongs(name: Target, unit: str) -> bool:
    """Say whether a figure is part of what a thing is called: 110千伏变电站."""
    spans = name.spans
    marks = (*spans.operator, *spans.number, *spans.unit)
    rest = name.text[max((mark.end for mark in marks), default=0) :]
    # A threshold before what it is about: 30万元以上设备.
    threshold = bool(spans.operator and bare(_REMARK.sub("", rest)))
    return unit in words("belonging") or threshold


def _slogan(name: str) -> tuple[str, str]:
    """Give the verb and what it promotes, where a name is made of the two."""
    text = name
    for adverb in words("slogan", "adverbs"):
        text = text.removeprefix(adverb)
    verb = next(
        (each for each in words("slogan", "verbs") if text.startswith(each)), ""
    )
    promoted = ending(text, "slogan", "objects")
    if not verb or not promoted or len(verb) + len(promoted) > len(text):
        return "", ""
    return verb, promoted


def _measures(phrase: str) -> bool:
    """Say whether a phrase ends in a word that measures; 水平 alone does not."""
    word = ending(phrase, "measuring", "words", file="direction.toml")
    return bool(word) and word not in words("slogan", "objects")


def _pieces(text: str) -> list[str]:
    pieces = [text]
    for joint in table("measures")["joints"]:
        pieces = [part for piece in pieces for part in piece.split(joint)]
    return [piece for piece in pieces if piece]

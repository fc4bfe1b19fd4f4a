"""TXT: what was left in a text that does not belong there."""

import re
from collections.abc import Iterator

from perftargets.findings import Message, Severity
from perftargets.linting.context import Context
from perftargets.linting.lists import patterns, spellings, words
from perftargets.linting.proposing import goal_hint
from perftargets.linting.row_facts import bare, quoted
from perftargets.linting.rule import Defect, Edit, Field, rule
from perftargets.model.indicator import Indicator
from perftargets.model.project import Project
from perftargets.phrase import parse
from perftargets.phrase.target import Missing
from perftargets.text import Span

_CLEAR = "财预〔2015〕88号：指向明确"
_TIDY = "财预〔2015〕88号：指向明确"

_HAN = "㐀-䶿一-鿿"
_ODD = re.compile(
    r"[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]+"
    rf"|(?<=[{_HAN}，、（）])[ \u3000\u00a0]+"
    rf"|(?<![ \u3000\u00a0])[ \u3000\u00a0]+(?=[{_HAN}，、（）])"
)
"""Control and invisible characters, and spaces beside a Chinese one."""
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ％]+")
_NARROW = re.compile(r"[0-9A-Za-z%]")


@rule("TXT001", Severity.WARNING, title="目标空泛", clause=_CLEAR, scope="project")
def empty_goal(project: Project, context: Context) -> Iterator[Defect]:
    """绩效目标重复项目名称，或过于简短。 | The goal says no more than the name."""
    text = project.goal.text if project.goal is not None else ""
    if isinstance(parse(text).measure, Missing):
        return
    least = context.profile.review.least_goal_characters
    goal, name = bare(text), bare(project.name)
    if _unwrapped(goal) in {name, _unwrapped(name)}:
        zh = f"绩效目标“{quoted(text)}”只是重复项目名称"
        en = f"the goal “{quoted(text)}” only repeats the project's name"
    elif len(goal) < least:
        zh = f"绩效目标“{quoted(text)}”不到{least}个字，看不出要达到什么"
        en = f"the goal “{quoted(text)}” has fewer than {least} characters and does "
        en += "not say what is to be reached"
    else:
        return
    yield Defect(
        zh=zh,
        en=en,
        hint=goal_hint(project),
        field="goal",
    )


@rule(
    "TXT002",
    Severity.ERROR,
    title="残留模板文字",
    clause=_TIDY,
    scope="project",
    supersedes=("VAL", "UNT", "NAM", "STR010"),
)
def leftover_template(project: Project, _: Context) -> Iterator[Defect]:
    """留有模板的字样，如XX、**、（100字以内）。 | Text of the template is left over."""
    goal = project.goal.text if project.goal is not None else ""
    texts = [f"{row.name}\n{row.target.text}" for row in project.indicators]
    if patterns("template").search("\n".join((project.name, goal, *texts))) is None:
        # One look for all: nearly every project has none.
        return
    yield from _leftovers(project.name, None, None)
    yield from _leftovers(goal, "goal", None)
    for row in project.indicators:
        yield from _leftovers(row.name, "name", row)
        if not isinstance(row.target.measure, Missing):
            yield from _leftovers(row.target.text, "target", row)


@rule("TXT003", Severity.INFO, title="名称空格或全半角混用", clause=_TIDY, fixable=True)
def odd_spacing(indicator: Indicator, _: Context) -> Iterator[Defect]:
    """名称里有空格、不可见字符或全半角混用。 | Odd spaces or widths in a name."""
    name = indicator.name
    start, end = len(name) - len(name.lstrip()), len(name.rstrip())
    inner = name[start:end]
    odd = list(_ODD.finditer(inner))
    wide = list(_WIDE.finditer(inner)) if _NARROW.search(inner) else []
    if not odd and not wide:
        return
    first = min(match.start() for match in (*odd, *wide))
    last = max(match.end() for match in (*odd, *wide))
    piece = inner[first:last]
    clean = _ODD.sub("", inner)
    if wide:
        clean = _WIDE.sub(
            lambda match: "".join(chr(ord(sign) - 0xFEE0) for sign in match[0]), clean
        )
    span = Span(start + first, start + last)
    text = clean[first : len(clean) - (len(inner) - last)]
    what = Message(
        zh="有空格或不可见的字符", en="holds a space or an invisible character"
    )
    if not odd:
        what = Message(
            zh=f"里的“{quoted(piece)}”是全角，与半角混用",
            en=f"has “{quoted(piece)}” in full width beside half width",
        )
    yield Defect(
        zh=f"名称“{quoted(name)}”{what.zh}，查找和比对时会对不上",
        en=f"the name “{quoted(name)}” {what.en}, so that searches miss it",
        hint=Message(zh=f"改为“{quoted(clean)}”", en=f"write “{quoted(clean)}”"),
        field="name",
        span=span,
        edit=Edit(span=span, text=text),
    )


@rule("TXT004", Severity.INFO, title="比较符号形近", clause=_TIDY, fixable=True)
def odd_operator_glyph(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """比较符号用了形近的字符，如“≧”“》”。 | An odd glyph for an operator."""
    usual = spellings("glyphs")
    for part in context.row(indicator).parts:
        for mark in part.target.spans.operator:
            for offset, sign in enumerate(mark.of(part.whole)):
                if sign not in usual:
                    continue
                text = quoted(part.target.text)
                span = Span(mark.start + offset, mark.start + offset + 1)
                yield Defect(
                    zh=f"“{text}”里的“{sign}”不是“{usual[sign]}”",
                    en=f"“{sign}” in “{text}” is not “{usual[sign]}”",
                    hint=Message(
                        zh=f"改为“{usual[sign]}”", en=f"write “{usual[sign]}”"
                    ),
                    field="target",
                    span=span,
                    edit=Edit(span=span, text=usual[sign]),
                )


def _leftovers(
    text: str, field: Field | None, row: Indicator | None
) -> Iterator[Defect]:
    seen = set()
    for match in patterns("template").finditer(text):
        if match[0] in seen:
            continue
        seen.add(match[0])
        yield Defect(
            zh=f"“{quoted(text)}”里的“{match[0]}”是模板留下的，没有替换",
            en=f"“{match[0]}” in “{quoted(text)}” is left over from the template",
            hint=Message(
                zh=f"把“{match[0]}”换成实际内容，或者删去",
                en=f"put the real text in place of “{match[0]}”, or take it out",
            ),
            field=field,
            span=Span(*match.span()),
            indicator=row,
        )


def _unwrapped(text: str) -> str:
    """Remove words that make a sentence of a name and say nothing: 完成…工作."""
    for opening in words("goal", "openings"):
        if text.startswith(opening):
            text = text.removeprefix(opening)
            break
    for closing in words("goal", "closings"):
        if text.endswith(closing):
            return text.removesuffix(closing)
    return text

"""VAL: whether a value in words names a result that somebody can check.

A value with a figure, a date or a reference states a line. One in words does where it
names a result of ``words/results.toml`` (通过验收, 取得证书, 印发《管理办法》),
answers a question of the name that asks for one (是否通过验收：是), or is a scale of
levels that the profile allows. The rest states none, whatever its words.
"""

import re
from collections.abc import Iterator

from perftargets.findings import BLANK, Message, Severity
from perftargets.linting.context import Context
from perftargets.linting.lists import any_in, contained, ending, patterns, table, words
from perftargets.linting.money import budget
from perftargets.linting.proposing import forms, values, write
from perftargets.linting.row_facts import Part, RowFacts, bare, quoted
from perftargets.linting.rule import WORDED, Defect, rule
from perftargets.model.category import is_cost
from perftargets.model.indicator import Indicator
from perftargets.phrase.target import (
    Change,
    Comparison,
    Deadline,
    Qualitative,
    Reference,
)
from perftargets.text import Span

_FILE = "results.toml"
_MEASURABLE = "财预〔2015〕88号：细化量化"
_IN_WORDS = ("qualitative", "change", "reference", WORDED)
"""What may state no line; of figures those in words: 应免尽免 under a number."""
_CLAUSES = re.compile(r"[，,；;。！!\s]+")
_LEVELS = re.compile(r"[/／、，,\s|]+")
_NAMED = 2
"""Characters that name what was done, at least."""


@rule(
    "VAL001",
    Severity.WARNING,
    title="目标值无法核对",
    states=_IN_WORDS,
    clause=_MEASURABLE,
)
def vague_value(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """目标值没有数值、日期或可以核对的结果。 | The value names nothing to check."""
    row = context.row(indicator)
    if _only_the_year(row) and row.level_2 == "timeliness":
        # VAL018 says more.
        return
    part = _unchecked(row, context)
    if part is None or _defers(row, part, context):
        return
    text = part.target.text
    found = contained(text, "vague") or _vague_figure(part) or text.strip()
    yield Defect(
        zh=f"“{quoted(text)}”没有数值、日期，也没有写明看得到的结果，年底无法判断是否完成",
        en=f"“{quoted(text)}” gives no figure, no date and no result that can be seen: "
        "nobody can say at year-end whether it was reached",
        hint=_instead_of_words(row, text, context),
        proposals=values(*_checkable(row, text, context)),
        field="target",
        span=_find(indicator.target.text, found),
    )


@rule(
    "VAL002",
    Severity.WARNING,
    title="目标值引向别处",
    states=_IN_WORDS,
    clause=_MEASURABLE,
    supersedes=("VAL001",),
)
def deferring_value(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """目标值只说按别的要求办，自己没有写明。 | The value defers to some other text."""
    row = context.row(indicator)
    part = _unchecked(row, context)
    found = "" if part is None else _defers(row, part, context)
    if part is None or not found:
        return
    text = part.target.text
    zh = f"“{quoted(text)}”没有写明要做到什么，“{quoted(found)}”要到别处去找"
    en = (
        f"“{quoted(text)}” does not say what is to be reached: “{quoted(found)}” sends "
        "the reader elsewhere"
    )
    if isinstance(part.measure, Reference):
        zh = f"“{quoted(text)}”没有写明不超过多少"
        en = f"“{quoted(text)}” does not say how much that is"
    yield Defect(
        zh=zh,
        en=en,
        hint=_written_out(row, found),
        proposals=values(*forms(row)),
        field="target",
        span=_find(indicator.target.text, found),
    )


@rule(
    "VAL018",
    Severity.WARNING,
    title="时效只重复年度",
    under=("timeliness",),
    clause=_MEASURABLE,
    supersedes=("VAL001", "VAL002"),
)
def year_as_deadline(indicator: Indicator, context: Context) -> Iterator[Defect]:
    """时效指标只重复了年度，没有写明何时完成。 | Time that only repeats the year."""
    row = context.row(indicator)
    if not _only_the_year(row):
        return
    if ending(bare(row.subject), "year", "spans", file=_FILE):
        return
    text = indicator.target.text
    yield Defect(
        zh=f"“{quoted(text)}”就是预算年度本身，没有写明何时完成",
        en=f"“{quoted(text)}” is the budget year itself and does not say when it is "
        "done",
        hint=Message(
            zh=f"写具体的完成日期，如“{BLANK}月底前”；分批完成的写每批的时限",
            en=f"write a date, such as “{BLANK}月底前”; where it is done in parts, the "
            "time of each",
        ),
        field="target",
    )


def _unchecked(row: RowFacts, context: Context) -> Part | None:
    """Return the first measure that cannot be checked; None where one of them can."""
    first = None
    for part in row.parts:
        if checkable(row, part, context):
            return None
        first = first or part
    return first


def checkable(row: RowFacts, part: Part, context: Context) -> bool:
    """Return whether a measure states a line, or a result that can be checked."""
    match part.measure:
        case Qualitative():
            return _names_a_result(row, part, context)
        case Change(value=None):
            return False
        case Comparison(unit="%") if part.target.worded:
            # 应免尽免 under a number of heads says neither how many nor of how many.
            head = row.head
            return head is None or head.kind.takes("%", "ratio")
        case Reference(referent=referent):
            return not _of_budget(referent) or _is_ceiling(row, context)
    return True


def _names_a_result(row: RowFacts, part: Part, context: Context) -> bool:
    if _vague_figure(part):
        return False
    text = part.target.text.strip()
    if _is_scale(text, context):
        return True
    plain = bare(text)
    if _year().search(plain):
        return False
    if plain in words("answers", "values", file=_FILE):
        return _asks(row, plain)
    if plain in words("graded", "values", file=_FILE):
        return any_in(row.bare_name, words("graded", "names", file=_FILE))
    if row.head is not None and row.head.kind.certain:
        # 满意度：达标, 合格率：合格: a rate is a figure.
        return any(map(str.isdigit, plain))
    return any(_is_result(bare(clause)) for clause in _CLAUSES.split(text))


def _is_result(clause: str) -> bool:
    """Return whether a clause names a result that nothing before it takes back."""
    soft = words("softening", file=_FILE)
    if clause.startswith(soft):
        return False
    found = patterns("result", file=_FILE).search(clause)
    if found is not None:
        return not clause[: found.start()].endswith(soft)
    return _done(clause)


def _done(clause: str) -> bool:
    """Return whether a clause says that a named thing is done: 完成系统部署."""
    word = str(table("done", _FILE)["word"])
    if word not in clause:
        return False
    rest = clause.replace(word, "")
    for generic in words("done", "generic", file=_FILE):
        rest = rest.replace(generic, "")
    return len(rest) >= _NAMED and not contained(rest, "vague")


def _asks(row: RowFacts, answer: str) -> bool:
    """Return whether a name asks for a result, so that 是 or 完成 answers it."""
    if row.head is not None and (row.head.kind.certain or row.head.kind.fits):
        return False
    name = bare(row.subject)
    for word in words("answers", "asking", file=_FILE):
        name = name.replace(word, "")
    if ending(name, "things", file=_FILE):
        return True
    return _is_result(name) or _is_result(name + answer)


def _is_scale(text: str, context: Context) -> bool:
    """Return whether a value lists levels that the profile allows: 好/较好/一般/差."""
    levels = [level for level in _LEVELS.split(text) if level]
    for scale in context.profile.review.graded:
        allowed = _LEVELS.split(scale)
        if levels == allowed or text.strip() == "".join(allowed):
            return True
    return False


def _of_budget(referent: str) -> bool:
    return referent in words("budget", "referents", file="verdict.toml")


def _is_ceiling(row: RowFacts, context: Context) -> bool:
    """Return whether 预算内 is a line: a row on all costs, and the budget is known.

    Of what one unit may cost (每公里, 单价) no budget says anything.
    """
    if not is_cost(row.indicator.category, row.indicator.subcategory):
        return False
    if _is_of_one(row):
        return False
    project = context.project
    return project is not None and budget(project, context.units) is not None


def _is_of_one(row: RowFacts) -> bool:
    """Return whether a cost is that of one unit: 每公里造价, 单台采购成本."""
    name, one = row.bare_name, str(table("cost")["one"])
    if any_in(name, words("cost", "of_one")):
        return True
    counted = name.removeprefix(one)[:1]
    return name.startswith(one) and row.units.find(counted) is not None


def _defers(row: RowFacts, part: Part, context: Context) -> str:
    """Return the words that send the reader to another text; empty where none do."""
    match part.measure:
        case Reference(referent=referent) if _of_budget(referent):
            return "" if checkable(row, part, context) else part.target.text.strip()
        case Qualitative():
            text = part.target.text
        case _:
            return ""
    for word in words("deferring", "allowed"):
        text = text.replace(word, "\n")
    found = patterns("deferring").search(text) or patterns(
        "deferring", file=_FILE
    ).search(text)
    return found[0] if found else ""


def _only_the_year(row: RowFacts) -> bool:
    """Return whether a value is the year that the table is for, and no more."""
    target = row.indicator.target
    match target.measure:
        case Qualitative() | Deadline() if _year().search(bare(target.text)):
            return True
        case Deadline(date=date, start=None):
            return len(date) == len("2025") and date.isdigit()
        case Deadline(date=date, start=str() as start):
            return _opens(start) and _closes(date)
    return False


def _opens(iso: str) -> bool:
    return iso[4:] in {"-01", "-01-01"} or iso in {"--01", "--01-01"}


def _closes(iso: str) -> bool:
    return iso[4:] in {"-12", "-12-31"} or iso in {"--12", "--12-31"}


def _year() -> re.Pattern[str]:
    return patterns("year", file=_FILE)


def _checkable(row: RowFacts, text: str, context: Context) -> tuple[str, ...]:
    """Return forms of a value that can be checked, in place of a vague one."""
    scales = context.profile.review.graded
    if row.head is not None and row.head.kind.graded and scales:
        return scales[:1]
    for usual, moves in table("vague")["moves"].items():
        if any(move in text for move in moves):
            if row.head is not None and row.head.kind.certain:
                return forms(row)
            return (f"较上年{usual}≥{BLANK}%", *forms(row))
    return forms(row)


def _instead_of_words(row: RowFacts, text: str, context: Context) -> Message:
    phrases = _checkable(row, text, context)
    if row.head is not None and row.head.kind.graded and phrases:
        return Message(
            zh=f"能计数的换成能计数的指标（次数、人数、比率）；“{row.head.word}”这类不能计数的，"
            f"按“{phrases[0]}”分档，并写明怎样评定",
            en="name something that can be counted; for what cannot, such as "
            f"{row.head.word}, grade it “{phrases[0]}” and say how it is rated",
        )
    if phrases:
        return write(*phrases)
    return Message(
        zh="写出年底能核对的内容：数值（带单位）、日期，或者看得到的结果",
        en="write what can be checked at year-end: a figure with its unit, a date, or "
        "a result that can be seen",
    )


def _written_out(row: RowFacts, found: str) -> Message:
    zh = f"把“{quoted(found)}”所指的内容写出来"
    en = f"write out what “{quoted(found)}” refers to"
    form = forms(row)
    if form:
        hint = write(*form)
        return Message(zh=f"{zh}，{hint.zh}", en=f"{en}: {hint.en}")
    return Message(
        zh=f"{zh}：数值（带单位）、日期，或者看得到的结果",
        en=f"{en}: a figure with its unit, a date, or a result that can be seen",
    )


def _vague_figure(part: Part) -> str:
    """Return what the phrase language found to be no definite figure: 若干次."""
    for found in part.target.diagnostics:
        if found.code == "vague-figure":
            return found.span.of(part.whole)
    return ""


def _find(text: str, found: str) -> Span | None:
    start = text.find(found)
    return Span(start, start + len(found)) if found and start >= 0 else None

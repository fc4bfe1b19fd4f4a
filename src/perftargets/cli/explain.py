"""``parse --explain``: a phrase with its parts underlined and named."""

import io
import sys
from collections.abc import Iterator

import attrs
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from perftargets.cli.reading import SIGNS, kind, number, reading, shown, sides, unit_of
from perftargets.cli.terminal import visible
from perftargets.findings import Language, Message
from perftargets.phrase.inferred import INFERRED
from perftargets.phrase.target import (
    Change,
    Comparison,
    Compound,
    Deadline,
    Direction,
    Missing,
    Operator,
    Qualitative,
    Range,
    Ranking,
    Ratio,
    Reference,
    Target,
)
from perftargets.text import Span

GAP = "  "
NOTES_WIDTH = 36
"""Cells kept free beside a phrase for the names of its parts."""
NARROWEST = 20

OPERATOR = Message("比较符", "operator")
NUMBER = Message("数值", "number")
UNIT = Message("单位", "unit")
PER = Message("每", "per")
REFERENT = Message("参照物", "held against")
SUBJECT = Message("对象", "subject")
NOTE = Message("注意", "note")
STYLES = {
    OPERATOR: "magenta",
    NUMBER: "cyan",
    UNIT: "green",
    PER: "blue",
    REFERENT: "blue",
    SUBJECT: "yellow",
    NOTE: "bold red",
}

NO_OPERATOR = Message("没有写比较符", "no operator is written")
ALL_OF = Message("以下各项都要达到", "all of these must hold")


@attrs.frozen
class Part:
    """A part of a phrase: what it is, where it stands, and how it was read."""

    role: Message
    spans: tuple[Span, ...]
    value: str
    item: str = ""

    def label(self, language: Language) -> str:
        """Name the part; in a compound its item's number stands before it."""
        return f"{self.item} {self.role.text(language)}".strip()


def explained(target: Target, language: Language) -> str:
    """Draw the phrase, a line under it for each part, and what was concluded.

    The result has colours only where standard output is a terminal.
    """
    screen = Console(
        file=io.StringIO(),
        force_terminal=sys.stdout.isatty() or None,
        highlight=False,
        soft_wrap=True,
        # On the old Windows console rich would call the system, and not write.
        legacy_windows=False,
    )
    width = max(screen.width - NOTES_WIDTH, NARROWEST)
    with screen.capture() as capture:
        for row in _rows(target, language, width=width):
            screen.print(row)
    return capture.get()


def _rows(target: Target, language: Language, *, width: int) -> Iterator[Text]:
    named = [*_parts(target), *_notes(target, language)]
    parts = [part for part in named if part.spans]
    labels = max((cell_len(part.label(language)) for part in parts), default=0)
    phrase = shown(target.text, language)
    for chunk in _chunks(phrase, width):
        stretch = chunk.of(phrase)
        yield Text(stretch, style="bold")
        for part in parts:
            marks = _marks(stretch, chunk, part)
            if not marks.strip():
                continue
            row = Text(marks + GAP, style=STYLES[part.role])
            row.append(_filled(part.label(language), labels))
            row.append(GAP + visible(part.value), style="default")
            yield row
    yield from _facts(target, language)


def _chunks(text: str, width: int) -> Iterator[Span]:
    """Cut a text into stretches that are at most ``width`` cells wide."""
    start = cells = 0
    for position, character in enumerate(text):
        cells += cell_len(character)
        if cells > width:
            yield Span(start, position)
            start, cells = position, cell_len(character)
    yield Span(start, len(text))


def _marks(stretch: str, chunk: Span, part: Part) -> str:
    """Draw one line of marks as wide as the stretch of text above it."""
    mark = "^" if part.role is NOTE else "~"
    marked = {
        position
        for span in part.spans
        for position in range(span.start, max(span.end, span.start + 1))
    }
    drawn = "".join(
        (mark if chunk.start + offset in marked else " ") * cell_len(character)
        for offset, character in enumerate(stretch)
    )
    # A note may point behind the last character: something is missing there.
    return drawn + (mark if part.role is NOTE and chunk.end in marked else "")


def _parts(target: Target, item: str = "") -> Iterator[Part]:
    if isinstance(target.measure, Compound):
        for position, one in enumerate(target.measure.items, start=1):
            yield from _parts(one, f"{item}.{position}".lstrip("."))
        return
    spans = target.spans
    operator, value, unit = _values(target)
    yield Part(OPERATOR, spans.operator, operator, item)
    yield Part(NUMBER, spans.number, value, item)
    yield Part(UNIT, spans.unit, unit, item)
    yield Part(PER, spans.per, getattr(target.measure, "per", None) or "", item)
    yield Part(REFERENT, spans.referent, _held_against(target), item)
    yield Part(SUBJECT, spans.subject, target.subject, item)


def _held_against(target: Target) -> str:
    match target.measure:
        case Change(base=str(words)) | Reference(referent=words):
            return words
    return ""


def _values(target: Target) -> tuple[str, str, str]:
    match target.measure:
        case Comparison() as one:
            sign = SIGNS[one.operator] if one.operator else ""
            return sign, number(one.value), unit_of(one.unit, one.per)
        case Range() as one:
            low = Operator.AT_LEAST if one.low_inclusive else Operator.MORE_THAN
            high = Operator.AT_MOST if one.high_inclusive else Operator.LESS_THAN
            ends = f"{number(one.low)} … {number(one.high)}"
            return f"{SIGNS[low]} {SIGNS[high]}", ends, unit_of(one.unit, one.per)
        case Deadline() as one:
            sign = SIGNS[one.operator] if one.operator else ""
            return sign, f"{one.start}/{one.date}" if one.start else one.date, ""
        case Change() as one:
            sign = "↑" if one.direction is Direction.INCREASE else "↓"
            sign += SIGNS[one.operator] if one.operator else ""
            amount = "" if one.value is None else number(one.value)
            return sign, amount, one.unit or ""
        case Reference() as one:
            return SIGNS[one.operator], one.referent, ""
        case Ratio() | Ranking() as one:
            return SIGNS[one.operator] if one.operator else "", sides(one), ""
        case Compound() | Qualitative() | Missing():
            return "", "", ""


def _notes(target: Target, language: Language) -> Iterator[Part]:
    for note in target.diagnostics:
        yield Part(NOTE, (note.span,), f"{note.message.text(language)} ({note.code})")


def _facts(target: Target, language: Language) -> Iterator[Text]:
    facts = list(_said(target, language))
    width = max(cell_len(name.text(language)) for name, _ in facts)
    for name, value in facts:
        label = _filled(name.text(language), width)
        yield Text(f"{label}{GAP}{visible(value)}")


def _said(target: Target, language: Language) -> Iterator[tuple[Message, str]]:
    reads = Message("读作", "reads as")
    if isinstance(target.measure, Compound):
        about = f" {target.subject}" if target.subject else ""
        yield (
            reads,
            f"{kind(target, language)}{about}{GAP}{ALL_OF.text(language)}",
        )
        for position, item in enumerate(target.measure.items, start=1):
            said = f"{kind(item, language)}{GAP}{reading(item, language)}"
            yield Message("", ""), f"{position}{GAP}{said}"
    else:
        yield reads, f"{kind(target, language)}{GAP}{reading(target, language)}"
    if isinstance(target.measure, Comparison) and target.measure.operator is None:
        yield OPERATOR, NO_OPERATOR.text(language)
    if target.hedges:
        yield Message("搁置的词", "set aside"), " ".join(target.hedges)
    if target.worded:
        words = Message("数值由文字表达", "the value stands in words")
        yield Message("写法", "written"), words.text(language)
    if target.inferred:
        facts = "; ".join(_fact(name, language) for name in target.inferred)
        yield Message("推断", "inferred"), facts


def _fact(name: str, language: Language) -> str:
    message = INFERRED.get(name)
    return name if message is None else f"{message.text(language)} ({name})"


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))

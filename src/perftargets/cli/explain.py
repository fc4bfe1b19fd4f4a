"""``parse --explain``: a phrase with its parts underlined and named."""

import io
import sys
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from perftargets._escaping import one_for_one
from perftargets.cli.reading import shown
from perftargets.findings import Language, Message
from perftargets.phrase.messages import INFERRED
from perftargets.phrase.target import Comparison, Compound, Target
from perftargets.reporting.phrase import (
    NUMBER,
    OPERATOR,
    PER,
    REFERENT,
    SUBJECT,
    UNIT,
    Part,
    kind,
    parts,
    reading,
)
from perftargets.text import Span

GAP = "  "
NOTES_WIDTH = 36
"""Cells kept free beside a phrase for the names of its parts."""
NARROWEST = 20

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
    named = [*parts(target), *_notes(target, language)]
    written = [part for part in named if part.spans]
    labels = max((cell_len(part.label(language)) for part in written), default=0)
    phrase = shown(target.text, language)
    for chunk in _chunks(phrase, width):
        stretch = chunk.of(phrase)
        yield Text(stretch, style="bold")
        for part in written:
            marks = _marks(stretch, chunk, part)
            if not marks.strip():
                continue
            row = Text(marks + GAP, style=STYLES[part.role])
            row.append(_filled(part.label(language), labels))
            row.append(GAP + one_for_one(part.value), style="default")
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


def _notes(target: Target, language: Language) -> Iterator[Part]:
    for note in target.diagnostics:
        yield Part(NOTE, (note.span,), f"{note.message.text(language)} ({note.code})")


def _facts(target: Target, language: Language) -> Iterator[Text]:
    facts = list(_said(target, language))
    width = max(cell_len(name.text(language)) for name, _ in facts)
    for name, value in facts:
        label = _filled(name.text(language), width)
        yield Text(f"{label}{GAP}{one_for_one(value)}")


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

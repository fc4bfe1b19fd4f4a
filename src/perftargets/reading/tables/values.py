"""From the text of cells to the values of fields: phrases, points, amounts, names."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache

from perftargets.phrase import parse
from perftargets.phrase.target import Compound
from perftargets.reading.tables import titles
from perftargets.reading.tables.grid import NO_TEXT
from perftargets.text import Source, fold, unspaced

_BREAK = re.compile(r"[ \t\u3000]*(?:\r\n|\r|\n)\s*")
_LIST_MARK = re.compile(r"[（(]?\d{1,2}[)）.．、](?!\d)|[①-⑳]")
_ENDS = tuple("。；;，,、")
_FIGURE = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
_POINTS = re.compile(r"(-?\d{1,15}(?:\.\d{1,15})?)\s*(?:[^\d\s.]{0,1})", re.ASCII)

_LONGEST_MARK = 20
_SAYS = re.compile("[0-9]|[\u4e00-\u9fff]{2}")
"""What no mark for none holds, and nearly every other text: it is looked for first."""

NOTHING = NO_TEXT
_VALUE_BEGINS = re.compile(r"\s*[≥≤><=＞＜＝]*\s*\d[^年月值况、]*$", re.DOTALL)
"""What no title is: a text that begins with a figure or an operator."""


def is_nothing(text: str) -> bool:
    """Return whether a cell holds nothing: blank, or a mark for none (—, /, ……)."""
    if not text:
        return True
    if len(text) >= _LONGEST_MARK or _SAYS.search(text) is not None:
        return False
    return _is_mark(text)


@lru_cache(maxsize=4096)
def _is_mark(text: str) -> bool:
    short = titles.normal(text)
    return not short or short in titles.words("rows", "filler") or set(short) <= {"."}


def one_line(source: Source) -> Source:
    """Remove line breaks, as narrow columns make them, and white space around."""
    text = source.text
    if "\n" not in text and "\r" not in text:
        return source.strip()
    return _joined_at(source.strip(), lambda _before, _after: True)


def paragraph(source: Source) -> Source:
    """Remove line breaks but those that part the items of a list or sentences."""

    def runs_on(before: str, after: str) -> bool:
        return not (before.endswith(_ENDS) or _LIST_MARK.match(after))

    return _joined_at(source.strip(), runs_on)


def _joined_at(source: Source, runs_on: Callable[[str, str], bool]) -> Source:
    text = source.text
    if "\n" not in text and "\r" not in text:
        return source
    parts: list[Source] = []
    start = 0
    for found in _BREAK.finditer(text):
        if runs_on(text[start : found.start()], text[found.end() :]):
            parts.append(source[start : found.start()])
        else:
            parts += [source[start : found.start()], Source("\n", source.pieces[:1])]
        start = found.end()
    return Source.join((*parts, source[start:]))


def points(text: str) -> Decimal | None:
    """Read points: 10, 10分, 10%; None where the text is none."""
    found = _POINTS.fullmatch(fold(text).strip())
    return Decimal(found[1]) if found else None


def figure(text: str) -> str | None:
    """Return a bare figure as written, or None where the text is anything else."""
    written = text.strip()
    return written if _FIGURE.fullmatch(fold(written)) else None


def amount(text: str, unit: str | None) -> str | None:
    """Return an amount of money as a phrase: a bare figure takes the form's unit."""
    written = one_line(Source(text)).text
    if is_nothing(written):
        return None
    if unit is not None and figure(written) is not None:
        return written + unit
    return written


def category(source: Source) -> tuple[Source, Decimal | None]:
    """Split a category from the points printed in its cell: 产出指标（50分）."""
    line = one_line(source)
    for key in ("points", "points_bare"):
        found = titles.pattern(key).search(line.text)
        if found is not None and found.start():
            return line[: found.start()].strip(), Decimal(found[1])
    return line, None


def row_points(name: Source) -> tuple[Source, Decimal | None]:
    """Split a name from the points printed behind it: 推广面积（10分）."""
    found = titles.pattern("points_of_row").search(name.text)
    if found is None or not found.start():
        return name, None
    return name[: found.start()].strip(), Decimal(found[1])


def indicator_name(source: Source) -> Source:
    """Return a name without the number that the form prints before it: 指标1：."""
    line = one_line(source)
    found = titles.pattern("name_prefix").match(line.text)
    return line[found.end() :].strip() if found and found.end() else line


def is_ordinal(text: str) -> bool:
    """Return whether a cell holds no more than the number of an indicator: 指标1."""
    found = titles.pattern("name_prefix").fullmatch(text.strip() + ":")
    return found is not None or (text.isascii() and text.isdigit())


def money_unit(text: str, *, title: bool = False) -> str | None:
    """Find the unit of amounts that a line or a title of the form states."""
    key = "money_in_title" if title else "money_unit"
    found = titles.pattern(key).search(unspaced(fold(text)))
    return found[1] if found else None


def together(parts: Iterable[Source]) -> Source:
    """Join the texts of several cells of one field; empty ones count for nothing."""
    kept = [part for part in parts if part.text]
    if len(kept) < 2:  # noqa: PLR2004 - nothing to join
        return kept[0] if kept else NOTHING
    return Source.join(kept, titles.word("join", "between"))


def row_number(text: str) -> int | str | None:
    """Return the number of a row: an integer where it is one, else as written."""
    written = text.strip()
    if not written:
        return None
    if written.isascii() and written.isdigit() and len(written) < 10:  # noqa: PLR2004 - no longer number counts rows
        return int(written)
    return written


def operator_begins(text: str) -> int | None:
    """Return where the operator before a figure begins: 3 of 合格率不低于95%.

    None where no operator stands before what is asked for. Which words are operators is
    the matter of the phrase language alone.
    """
    target = parse(text)
    found = (
        target.measure.items[:1] if isinstance(target.measure, Compound) else (target,)
    )
    for each in found:
        behind = min((span.start for span in each.spans.number), default=len(text))
        before = [s.start for s in each.spans.operator if s.start < behind]
        if before:
            return min(before)
    return None


def is_figure(text: str) -> bool:
    """Report whether a text is a value or points, and so no title of a column."""
    return _VALUE_BEGINS.match(text) is not None

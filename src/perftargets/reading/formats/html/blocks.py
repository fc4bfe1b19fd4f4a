"""From the tokens of an HTML page to its paragraphs and tables."""

import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING

import attrs

from perftargets.reading.formats.html.tokens import (
    Tag,
    Text,
    Unfinished,
    pieces,
    tokens,
)
from perftargets.reading.formats.page import Block, SourceCell, SourceTable, shortened
from perftargets.reading.formats.zip import UnusableError
from perftargets.reading.limits import Limits
from perftargets.reading.notices import guessed, unplaced
from perftargets.text import Place, Source, single_spaced

if TYPE_CHECKING:
    from perftargets.findings import Finding

_BREAKS = frozenset(
    # One string is read at a glance; a list would fill the screen.
    "address article aside blockquote body br caption center dd details div dl dt "  # noqa: SIM905
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main "
    "nav ol option p pre section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that begin a line of their own."""

_SILENT = frozenset({"title", "template", "datalist"})
"""Elements that are no part of the page as shown."""

_STRUCK = frozenset({"del", "s", "strike"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
)
_ENDS_ITSELF = frozenset({"tr", "td", "th", "p", "li", "option"})
"""Elements that the next one of their kind ends."""

_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_FIELDS = frozenset({"", "text", "number", "date", "search", "tel", "email", "url"})
"""Kinds of input of which the value is shown."""

_MOST_TOKENS = 4_000_000
_SPAN = re.compile(r"\s*\+?(\d{1,6})")


@attrs.define
class _Sink:
    """Where text goes: the page or a cell."""

    blocks: list[Block] = attrs.field(factory=list)
    line: list[Source] = attrs.field(factory=list)
    blank: str = ""
    row_span: int = 1
    column_span: int = 1
    raised: bool = False

    def add(self, text: str, place: Place) -> None:
        """Add text to the line, with a space before it where one is shown."""
        if self.line and self.blank:
            between = self.line[-1].text[-1] + text[0]
            # A line break of the source between two wide characters shows no space.
            if "\n" not in self.blank or not all(map(_is_wide, between)):
                self.line.append(Source.at(" ", place))
        if self.raised and self.line and not self.blank and _is_figure(self.line[-1]):
            # Without a mark 10 and a raised 3 would be 103.
            self.line.append(Source.at("^", place))
        self.blank, self.raised = "", False
        self.line.append(Source.at(text, place))

    def end_line(self) -> None:
        """Make a paragraph of the line."""
        if self.line:
            self.blocks.append(Source.join(self.line))
        self.line, self.blank = [], ""


@attrs.define
class _Open:
    """A table that is not closed yet."""

    place: Place
    rows: list[tuple[SourceCell, ...]] = attrs.field(factory=list)
    row: list[SourceCell] | None = None
    cell: _Sink | None = None


@attrs.define
class _Unseen:
    """An element that is not shown, and what is needed to know where it ends."""

    name: str
    place: Place
    silent: bool
    depth: int = 1
    tables: int = 0
    words: list[str] = attrs.field(factory=list)


class BlockBuilder:
    """Builds the blocks of one page."""

    def __init__(self, text: str, path: str | None, limits: Limits) -> None:
        """Keep the text of the page."""
        self._text = text
        self._path = path
        self._limits = limits
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._page = _Sink()
        self._tables: list[_Open] = []
        self._lists: list[int | None] = []
        self._unseen: _Unseen | None = None
        self._pre = 0
        self._cells = 0
        self.findings: list[Finding] = []

    def read(self) -> list[Block]:
        """Return paragraphs and tables in order.

        Raises:
            UnusableError: the page is over a limit.
        """
        for count, token in enumerate(tokens(self._text)):
            if count > _MOST_TOKENS:
                raise UnusableError(
                    zh=f"网页的标记超过上限 {_MOST_TOKENS} 个；请拆分",
                    en=f"the page has more tags than the limit of {_MOST_TOKENS}; "
                    "split it",
                )
            match token:
                case Text():
                    self._add_text(token)
                case Tag():
                    self._add_tag(token)
                case Unfinished(start=start):
                    self._add_unfinished(start)
        self._end_unseen()
        while self._tables:
            self._end_table()
        self._page.end_line()
        return self._page.blocks

    def _place(self, offset: int) -> Place:
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return Place(path=self._path, line=line, column=column)

    @property
    def _sink(self) -> _Sink:
        """The innermost open cell, else the page."""
        cells = (table.cell for table in reversed(self._tables))
        return next((cell for cell in cells if cell is not None), self._page)

    def _add_text(self, text: Text) -> None:
        if self._unseen is not None:
            self._unseen.words.append(text.raw)
            return
        sink = self._sink
        for offset, run, blank in pieces(text):
            if not blank:
                sink.add(run, self._place(offset))
            elif self._pre and "\n" in run:
                sink.end_line()
            else:
                sink.blank += run

    def _add_unfinished(self, start: int) -> None:
        """Report what is lost where a tag, a comment or a script never ends."""
        rest = self._text[start:].strip()
        self.findings.append(unplaced(shortened(rest), self._place(start)))

    def _add_tag(self, tag: Tag) -> None:
        if self._unseen is not None and self._still_unseen(self._unseen, tag):
            return
        if not tag.closes and tag.name not in _VOID and self._is_unseen(tag):
            silent = tag.name in _SILENT
            self._unseen = _Unseen(tag.name, self._place(tag.start), silent)
            return
        if tag.name in _BREAKS:
            self._sink.end_line()
        if tag.name == "sup":
            self._sink.raised = not tag.closes
        elif tag.closes:
            self._close(tag.name)
        else:
            self._open(tag)

    def _is_unseen(self, tag: Tag) -> bool:
        return (
            tag.name in _SILENT | _STRUCK
            or "hidden" in tag.attributes
            or _HIDDEN.search(tag.attributes.get("style", "")) is not None
        )

    def _still_unseen(self, unseen: _Unseen, tag: Tag) -> bool:
        """Follow what is not shown; tell whether the tag belongs to it."""
        if tag.name == "table" != unseen.name:
            unseen.tables += -1 if tag.closes else 1
            if unseen.tables < 0:
                self._end_unseen()
                return False
            return True
        if tag.name != unseen.name or unseen.tables:
            return True
        if tag.closes:
            unseen.depth -= 1
            if not unseen.depth:
                self._end_unseen()
            return True
        if unseen.name in _ENDS_ITSELF:
            self._end_unseen()
            return False
        unseen.depth += 1
        return True

    def _end_unseen(self) -> None:
        unseen, self._unseen = self._unseen, None
        if unseen is None or unseen.silent:
            return
        text = single_spaced(" ".join(unseen.words))
        if text:
            self.findings.append(
                guessed(
                    f"网页隐藏或划去的文字没有读取：“{shortened(text)}”",
                    "text that the page hides or strikes out was not read: "
                    f"“{shortened(text)}”",
                    unseen.place,
                )
            )

    def _open(self, tag: Tag) -> None:
        match tag.name:
            case "table":
                if len(self._tables) >= self._limits.depth:
                    raise UnusableError(
                        zh=f"表格嵌套超过上限 {self._limits.depth} 层",
                        en="tables are nested deeper than the limit of "
                        f"{self._limits.depth} levels",
                        limit="depth",
                    )
                self._tables.append(_Open(self._place(tag.start)))
            case "tr" if self._tables:
                self._end_row()
                self._tables[-1].row = []
            case "td" | "th" if self._tables:
                self._open_cell(self._tables[-1], tag)
            case "ol" | "ul":
                self._lists.append(0 if tag.name == "ol" else None)
            case "li" if self._lists and self._lists[-1] is not None:
                self._lists[-1] += 1
                self._sink.add(f"{self._lists[-1]}. ", self._place(tag.start))
            case "pre":
                self._pre += 1
            case "input" if tag.attributes.get("type", "").lower() in _FIELDS:
                value = tag.attributes.get("value", "").strip()
                if value:
                    self._sink.add(value, self._place(tag.start))

    def _open_cell(self, table: _Open, tag: Tag) -> None:
        self._end_cell(table)
        if table.row is None:
            table.row = []
        self._cells += 1
        if self._cells > self._limits.cells:
            raise UnusableError(
                zh=f"单元格超过上限 {self._limits.cells} 个",
                en=f"there are more cells than the limit of {self._limits.cells}",
                limit="cells",
            )
        rows = _span(tag.attributes.get("rowspan"))
        table.cell = _Sink(
            # 0 reaches to the end of the table, and so does more than it has.
            row_span=rows or self._limits.rows,
            column_span=_span(tag.attributes.get("colspan")) or 1,
        )

    def _close(self, name: str) -> None:
        match name:
            case "table":
                self._end_table()
            case "tr" | "thead" | "tbody" | "tfoot":
                self._end_row()
            case "td" | "th" if self._tables:
                self._end_cell(self._tables[-1])
            case "ol" | "ul" if self._lists:
                self._lists.pop()
            case "pre":
                self._pre = max(self._pre - 1, 0)

    def _end_cell(self, table: _Open) -> None:
        if table.cell is None:
            return
        table.cell.end_line()
        box = SourceCell(
            tuple(table.cell.blocks), table.cell.row_span, table.cell.column_span
        )
        if table.row is None:
            table.row = []
        table.row.append(box)
        table.cell = None

    def _end_row(self) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        self._end_cell(table)
        if table.row is not None:
            table.rows.append(tuple(table.row))
            table.row = None

    def _end_table(self) -> None:
        if not self._tables:
            return
        self._end_row()
        table = self._tables.pop()
        self._sink.end_line()
        self._sink.blocks.append(SourceTable(tuple(table.rows), table.place))


def _span(text: str | None) -> int:
    """Read a number of rows or columns; 1 where none is stated."""
    found = _SPAN.match(text) if text else None
    return int(found[1]) if found else 1


def _is_figure(text: Source) -> bool:
    return text.text[-1:].isdigit() or text.text[-1:] in "%％"


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"

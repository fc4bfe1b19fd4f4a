"""PDF with a text layer: ruled tables across pages, else running text.

docs/reference/pdf.md says what is read and how.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from perftargets._progress import step
from perftargets.errors import MissingExtraError
from perftargets.findings import Finding, Message
from perftargets.model.project import Document
from perftargets.reading.formats.pdf.budget import (
    BrokenError,
    LimitError,
    LockedError,
)
from perftargets.reading.formats.pdf.furniture import TakenPage, without_furniture
from perftargets.reading.formats.pdf.glyph import Ruled, UnseenGlyph
from perftargets.reading.formats.pdf.joined_tables import joined_tables
from perftargets.reading.formats.pdf.lines import LOST, PageLine, lines, unwrapped
from perftargets.reading.formats.pdf.tables import (
    PageTable,
    is_thin,
    page_table,
)
from perftargets.reading.formats.pdf.unruled import (
    between_rules,
    divided,
    without_columns,
    without_lines,
)
from perftargets.reading.formats.registry import Content
from perftargets.reading.notices import (
    guessed,
    unplaced,
    unreadable_cell,
    unreadable_file,
)
from perftargets.reading.tables.grid import Grid
from perftargets.text import Place, Source, unspaced

if TYPE_CHECKING:
    from perftargets.reading.formats.pdf.canvas import Printed
    from perftargets.reading.formats.pdf.glyph import Glyph


_UNSEEN = {
    UnseenGlyph.OUTSIDE: (
        "有页面之外或被裁去的文字，没有读取",
        "text outside the page, or cut off,",
    ),
    UnseenGlyph.INVISIBLE: (
        "有看不见的文字（不着色，或与纸同色），没有读取",
        "text that cannot be seen (no paint, or white)",
    ),
    UnseenGlyph.TILTED: (
        "有斜排的文字（像是水印），没有读取",
        "tilted text (a watermark, it seems)",
    ),
}
"""How text that nobody sees is told, by the reason."""

_EXCERPT = 40
"""How many characters a message quotes."""


def read_content(content: Content) -> Document:
    """Read a PDF; what is wrong with it is a finding.

    Raises:
        MissingExtraError: the extra ``pdf`` is not installed.
    """
    try:
        from perftargets.reading.formats.pdf import guard
    except ImportError as problem:
        raise MissingExtraError(extra="pdf", purpose="read PDF") from problem
    reader = PageGatherer(content)
    where = Place(path=content.path)
    try:
        for number, page in enumerate(guard.pages(content.data, content.limits)):
            step("pages", number + 1)
            if isinstance(page, BrokenError):
                reader.add_broken(page.page, str(page))
            elif isinstance(page, Message):
                reader.add_damage(page)
            else:
                reader.add(page)
    except LockedError:
        return _refused(
            "PDF 设有打开密码；请去掉密码后另存",
            "the PDF is locked with a password; save it without one",
            where,
        )
    except BrokenError as problem:
        return _refused(
            f"PDF 已损坏（{problem}）；请用阅读器打开后另存或打印为 PDF",
            f"the PDF is damaged ({problem}); open it in a viewer and save or print it "
            "as PDF anew",
            where,
        )
    except LimitError as problem:
        # What has been read up to here may be half a table.
        return _refused(
            f"{problem.zh}；没有读取，{problem.advice.zh}",
            f"{problem.en}; it was not read; {problem.advice.en}",
            where,
        )
    return reader.document()


class PageGatherer:
    """Gathers the pages of one file."""

    def __init__(self, content: Content) -> None:
        """Begin a file."""
        self._content = content
        self._pages: list[TakenPage] = []
        self._findings: list[Finding] = []
        self._unseen: list[tuple[int, UnseenGlyph, str]] = []

    def add_broken(self, number: int, why: str) -> None:
        """Report a page that cannot be read."""
        self._findings.append(
            unreadable_cell(
                f"第 {number} 页已损坏（{why}），没有读取",
                f"page {number} is damaged ({why}) and was not read",
                self._place(number),
            )
        )

    def add_damage(self, damage: Message) -> None:
        """Report what is missing from the file."""
        where = Place(path=self._content.path)
        self._findings.append(
            unreadable_cell(
                f"PDF 有损坏，没有读全：{damage.zh}",
                f"the PDF is damaged and was not read whole: {damage.en}",
                where,
            )
        )

    def add(self, printed: "Printed") -> None:
        """Read one page: its tables, lines and what nobody sees."""
        number = printed.number
        if printed.damage is not None:
            self._findings.append(
                unreadable_cell(
                    f"第 {number} 页有损坏，没有读全：{printed.damage.zh}",
                    f"page {number} is damaged and was not read whole: "
                    f"{printed.damage.en}",
                    self._place(number),
                )
            )
        self._unseen += [(number, why, text) for why, text in unseen_texts(printed)]
        for text in printed.fields:
            self._findings.append(unplaced(text, self._place(number)))
        if not any(glyph.text.strip() for glyph in printed.glyphs):
            if printed.has_images:
                self._findings.append(
                    unreadable_file(
                        f"第 {number} 页没有文字层（像是扫描件）；请用文字识别软件"
                        "转换，或提供 Word、Excel 原件",
                        f"page {number} has no text layer (a scan, it seems); run text "
                        "recognition on it or give the Word or Excel original",
                        self._place(number),
                    )
                )
            return
        if printed.is_recognised:
            self._findings.append(
                guessed(
                    f"第 {number} 页的文字是图片上的隐藏文字层（像是识别所得），"
                    "请与图片核对",
                    f"the text of page {number} lies hidden over a picture (recognised "
                    "from a scan, it seems); check it against the picture",
                    self._place(number),
                )
            )
        tables: list[PageTable] = []
        glyphs: Sequence[Glyph] = printed.glyphs
        row = 1
        for each in sorted(printed.tables, key=_first):
            ruled = without_columns(each, glyphs)
            # A single box frames a page or a title; it is no table.
            if len(ruled.boxes) == 1 or is_thin(ruled):
                continue
            whole, glyphs = page_table(ruled, glyphs, number, self._content.path, row)
            table = self._divided(whole, has_columns=ruled is each)
            row += table.height
            tables.append(table)
        for ruled in between_rules(glyphs, printed.across) if printed.across else ():
            whole, glyphs = page_table(ruled, glyphs, number, self._content.path, row)
            tables.append(self._divided(whole, has_columns=False))
            row += tables[-1].height
        items = _with_lines(tables, lines(glyphs))
        lost = sum(text.count(LOST) for text in _texts(items))
        if lost:
            self._findings.append(
                unreadable_cell(
                    f"第 {number} 页有 {lost} 个字没有编码，以“{LOST}”代替",
                    f"{lost} characters of page {number} have no code and became "
                    f"“{LOST}”",
                    self._place(number),
                )
            )
        self._doubts(number, tables)
        texts = [line.text for line in lines(printed.glyphs)]
        self._pages.append(TakenPage(number, printed.height, items, texts, glyphs))

    def _divided(self, whole: PageTable, *, has_columns: bool) -> PageTable:
        """Divide rows that no line divides, and report it."""
        found = divided(whole, has_columns=has_columns)
        place = self._place(whole.page)
        if not has_columns:
            self._findings.append(
                guessed(
                    f"第 {whole.page} 页的表格没有列线，按空白分列",
                    f"the table on page {whole.page} has no lines between its columns, "
                    "which were told apart by the gaps",
                    place,
                )
            )
        for count in found.bands:
            self._findings.append(
                guessed(
                    f"第 {whole.page} 页表格有 {count} 行之间没有线，按文字的高度分行",
                    f"no lines divide {count} rows of the table on page {whole.page}; "
                    "they were told apart by the heights of their text",
                    place,
                )
            )
        for slot in found.unclear:
            text = slot.source.text.replace("\n", " ")
            quoted = text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"
            self._findings.append(
                unreadable_cell(
                    f"第 {whole.page} 页表格的一格里像有几行，分不清：“{quoted}”",
                    f"a cell of the table on page {whole.page} seems to hold several "
                    f"rows, which could not be told apart: “{quoted}”",
                    slot.source.place(),
                )
            )
        return found.table

    def _doubts(self, number: int, tables: Sequence[PageTable]) -> None:
        """Report text in tables of which the order is lost."""
        for table in tables:
            for slot in table.slots:
                if any(line.is_cut for line in slot.lines):
                    self._findings.append(
                        unreadable_cell(
                            f"第 {number} 页有文字被单元格截断，看不全："
                            f"“{slot.source.text[:_EXCERPT]}”；请加宽列或自动换行后"
                            "重新打印",
                            f"a text of page {number} is cut off by its cell: "
                            f"“{slot.source.text[:_EXCERPT]}”; widen the column or "
                            "wrap the text and print anew",
                            slot.source.place(),
                        )
                    )
                if any(line.is_overprinted for line in slot.lines):
                    self._findings.append(
                        unreadable_cell(
                            f"第 {number} 页有文字互相重叠，字的先后不能确定："
                            f"“{slot.source.text[:_EXCERPT]}”",
                            f"characters of page {number} are printed over one another "
                            f"and their order is not certain: "
                            f"“{slot.source.text[:_EXCERPT]}”",
                            slot.source.place(),
                        )
                    )

    def grids(self, joined: list[Finding]) -> list[Grid]:
        """Return the tables of all pages; what was joined is put to ``joined``."""
        pages = without_furniture(self._pages)
        return list(joined_tables(pages, self._content.path, joined))

    def document(self) -> Document:
        """Make the document of all pages."""
        path = self._content.path
        if not self._pages:
            if not self._findings and self._content.limits.choice.pages:
                return _refused(
                    "PDF 里没有要读的这些页，或这些页上没有文字",
                    "the PDF has no such pages, or there is no text on them",
                    Place(path=path),
                )
            if not self._findings:
                return _refused(
                    "PDF 里没有文字；需要一份绩效目标表",
                    "there is no text in the PDF; expected a table of performance "
                    "targets",
                    Place(path=path),
                )
            return Document(diagnostics=tuple(self._findings), path=path)
        joined: list[Finding] = []
        tables = self.grids(joined)
        document = None
        if tables:
            from perftargets.reading.tables.reader import documents

            document = documents(tables, path=path, titles=self._content.titles)
        if document is None or not document.projects:
            running = self._running_text()
            if not running.projects:
                running = self._unruled() or running
            if document is None or running.projects:
                document, joined = running, []
        found = (
            *self._findings,
            *self._told_unseen(),
            *joined,
            *document.diagnostics,
        )
        return attrs.evolve(document, diagnostics=found, path=path)

    def _told_unseen(self) -> Iterator[Finding]:
        """Report text that nobody sees, unless it is seen somewhere else.

        Programs draw the label of a merged cell on each page that the cell reaches,
        and cut it off where it does not belong.
        """
        seen = {unspaced(text) for page in self._pages for text in page.texts}
        seen |= {
            unspaced(slot.source.text)
            for page in self._pages
            for item in page.items
            if isinstance(item, PageTable)
            for slot in item.slots
        }
        told: set[tuple[UnseenGlyph, str]] = set()
        for number, why, text in self._unseen:
            bare = unspaced(text)
            known = why is UnseenGlyph.OUTSIDE and (
                bare in seen or any(bare in each for each in seen)
            )
            if known or (why, bare) in told:
                continue
            told.add((why, bare))
            zh, en = _UNSEEN[why]
            quoted = text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"
            yield guessed(
                f"第 {number} 页{zh}：“{quoted}”",
                f"{en} of page {number} was not read: “{quoted}”",
                self._place(number),
            )

    def _unruled(self) -> Document | None:
        """Read what stands in columns without any line between; None for nothing."""
        from perftargets.reading.tables.reader import (
            documents,
        )

        noticed, self._findings = self._findings, []
        pages: list[TakenPage] = []
        for page in self._pages:
            glyphs, tables = page.loose, []
            for ruled in without_lines(glyphs):
                path = self._content.path
                whole, glyphs = page_table(ruled, glyphs, page.number, path, 1)
                tables.append(self._divided(whole, has_columns=False))
            items = _with_lines(tables, lines(glyphs))
            pages.append(TakenPage(page.number, page.height, items, page.texts))
        grids = list(joined_tables(without_furniture(pages), self._content.path, []))
        document = None
        if grids:
            titles = self._content.titles
            document = documents(grids, path=self._content.path, titles=titles)
        told, self._findings = self._findings, noticed
        if document is None or not document.projects:
            return None
        self._findings += told
        return document

    def _running_text(self) -> Document:
        """Read the lines of all pages as the running-text form."""
        from perftargets.reading.running_text.reader import read_lines

        path = self._content.path
        sources: list[Source] = []
        for page in self._pages:
            if sources:
                sources.append(Source.at("\f", self._place(page.number)))
            sources += [
                Source.at(text, attrs.evolve(self._place(page.number), line=index))
                for index, text in enumerate(page.texts, start=1)
            ]
        return read_lines(sources, path=path)

    def _place(self, number: int) -> Place:
        return Place(path=self._content.path, page=number)


def _refused(zh: str, en: str, where: Place) -> Document:
    return Document(diagnostics=(unreadable_file(zh, en, where),), path=where.path)


def _with_lines(
    tables: Sequence[PageTable], around: Sequence[PageLine]
) -> list[PageLine | PageTable]:
    """Sort the lines between the tables of a page, wrapped ones joined."""
    boxes = [table.box for table in tables]
    left = min([*(box[0] for box in boxes), *(line.x0 for line in around)], default=0.0)
    right = max(
        [*(box[2] for box in boxes), *(line.x1 for line in around)], default=0.0
    )
    done: list[PageLine | PageTable] = []
    run: list[PageLine] = []
    items: list[PageLine | PageTable] = [*tables, *around]
    for item in sorted(items, key=_top):
        if isinstance(item, PageLine):
            run.append(item)
            continue
        done += [*unwrapped(run, right - left), item]
        run = []
    return done + unwrapped(run, right - left)


def _first(ruled: Ruled) -> float:
    return min(box[1] for box in ruled.boxes)


def _top(item: PageLine | PageTable) -> float:
    return item.box[1] if isinstance(item, PageTable) else item.top


def unseen_texts(printed: "Printed") -> Iterator[tuple[UnseenGlyph, str]]:
    """Yield what nobody sees of a page, in lines."""
    for why in UnseenGlyph:
        glyphs = [glyph for each, glyph in printed.unseen if each is why]
        if why is UnseenGlyph.TILTED:
            if glyphs:
                yield why, "".join(glyph.text for glyph in glyphs)
            continue
        for line in lines(glyphs):
            yield why, line.text


def _texts(items: Sequence[PageLine | PageTable]) -> Iterator[str]:
    for item in items:
        if isinstance(item, PageTable):
            yield from (slot.source.text for slot in item.slots)
        else:
            yield item.text

"""The cells of a sheet of XLSX as the texts that they show.

Cells come out of the sheet's XML by ``sheet_cells``, where that is written as office
programs write it, and by openpyxl where it is not. What a cell shows is worked out
here for both.
"""

import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from perftargets._escaping import xlsx_value
from perftargets.reading.formats.workbook.date_format import (
    DATE_IDS,
    YEAR_MONTH_IDS,
    date_text,
    shows_date,
)
from perftargets.reading.formats.workbook.number_format import (
    FormatDoubt,
    Shown,
    exact,
    number_text,
    string_text,
)
from perftargets.reading.formats.workbook.sheet_cells import (
    Found,
    OtherXmlError,
    SheetXml,
    is_figure,
    own_text,
    parted,
    rows,
    text_of,
)
from perftargets.reading.formats.workbook.sheet_xml import Facts, letters
from perftargets.reading.formats.workbook.sheet_xml import column as column_number
from perftargets.reading.formats.workbook.sheets import BLANK, SheetGrids, is_picture
from perftargets.reading.formats.workbook.xlsx_strings import Runs
from perftargets.reading.formats.zip import UnusableError
from perftargets.reading.notices import unreadable_cell
from perftargets.text import short_number

_PLAIN_IDS = frozenset({0, 49})
"""Built-in formats that show text as it is: General and @."""

_REMEMBERED = 4096
"""So many numbers of a sheet are remembered with the text that they show."""


class SheetCells:
    """Turns the cells of one sheet into text."""

    reads_xml = True
    """Whether XML of the plain form is read here, and not by openpyxl."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a sheet is read with
        self,
        each: Any,
        sheet: SheetGrids,
        known: Facts,
        epoch: dt.datetime,
        struck: frozenset[int],
        data: bytes,
        again: Callable[[], Iterable[bytes]] | None = None,
    ) -> None:
        """Keep a sheet of openpyxl and its XML.

        Args:
            each: the sheet.
            sheet: what its texts are given to.
            known: what openpyxl does not tell of it.
            epoch: the day from which its dates count.
            struck: the numbers of the fonts that strike their text through.
            data: its XML.
            again: gives the XML anew in pieces, so that it need not stay in memory
                while its rows are read.
        """
        self._each = each
        self._sheet = sheet
        self._without_result = known.without_result
        self._struck_inline = known.struck
        self._struck_fonts = struck
        self._epoch = epoch
        self._data = data
        self._again: Callable[[], Iterable[bytes]] = again or (lambda: (data,))
        self._is_quick = not known.struck and sheet.is_wholly_seen
        self._columns: dict[bytes, int] = {}
        self._plain_styles: dict[bytes, bool] = {}
        self._looks: dict[bytes, str | None] = {}
        self._numbers: dict[tuple[bytes, bytes], str] = {}
        self._strings: Sequence[str] = vars(each)["_shared_strings"]
        self._shown: list[str | None] = [None] * len(self._strings)

    def rows(self, most: int) -> Iterator[list[str]]:
        """Return the rows from the first on, blank ones included."""
        taken = 0
        for row in self._rows():
            taken += len(row)
            if taken > most:
                raise UnusableError(
                    zh=f"工作表“{self._each.title}”的空单元格过多，没有读完；"
                    "请删去多余的列",
                    en=f"the sheet “{self._each.title}” has too many blank cells and "
                    "was not read; delete the columns that are not needed",
                )
            yield row

    def _rows(self) -> Iterator[list[str]]:
        """Return the rows that the XML gives, and from any other row on openpyxl."""
        given = 0
        xml = parted(self._data) if self.reads_xml else None
        self._data = b""
        if xml is not None:
            try:
                self._check_around(xml)
                for row in self._of_xml(xml):
                    given += 1
                    yield row
            except OtherXmlError:
                pass
            else:
                return
        # The size that a sheet states is often wrong.
        self._each.reset_dimensions()
        rest = islice(enumerate(self._each.iter_rows(), start=1), given, None)
        for number, row in rest:
            yield [
                self._text(each, number, column)
                for column, each in enumerate(row, start=1)
            ]

    def _text(self, each: Any, number: int, column: int) -> str:
        value = each.value
        if value is None:
            return self._nothing(number, column)
        if self._struck_fonts and self._is_struck(each):
            return self._sheet.struck(xlsx_value(str(value)), number, column)
        if isinstance(value, str):
            return self._string(each, value, number, column)
        return self._other(each, value, number, column)

    # Cells out of the XML ------------------------------------------------------------

    def _check_around(self, xml: SheetXml) -> None:
        """Let openpyxl read what stands around the rows, and refuse what it refuses."""
        from openpyxl.worksheet._reader import WorkSheetParser

        parser: Any = WorkSheetParser(io.BytesIO(xml.around), [], data_only=True)
        for _ in parser.parse():
            raise OtherXmlError

    def _of_xml(self, xml: SheetXml) -> Iterator[list[str]]:
        """Return the rows with their gaps filled, as openpyxl does."""
        wanted = 1
        for number, cells in rows(xml, self._again()):
            for _ in range(wanted, number):
                wanted += 1
                yield []
            if wanted <= number:
                wanted += 1
                yield self._texts(cells, number)
                continue
            # A row above one that has gone by is left out, once it is known to be one.
            for _, _, style, kind, value, inline in cells:
                self._cell(style, kind, value, inline)

    def _texts(self, cells: Sequence[Found], number: int) -> list[str]:
        """Return the texts of a row, each in its column.

        What a cell may have to tell is told once the whole row is known to be read.
        """
        if not cells:
            return []
        columns = self._columns_of(cells)
        width = columns[-1]
        row = [BLANK] * width
        special: dict[int, Any] = {}
        for column, (_, _, style, kind, value, inline) in zip(
            columns, cells, strict=True
        ):
            if column > width:
                # openpyxl reads such a cell too, and leaves it out.
                self._cell(style, kind, value, inline)
                continue
            special.pop(column, None)
            text = self._quick(style, kind, value, inline)
            if text is None:
                special[column] = self._cell(style, kind, value, inline)
                text = BLANK
            row[column - 1] = text
        if not special and not self._without_result:
            return row
        for column in range(1, width + 1):
            if column in special:
                row[column - 1] = self._text(special[column], number, column)
            elif not row[column - 1]:
                self._nothing(number, column)
        return row

    def _columns_of(self, cells: Sequence[Found]) -> list[int]:
        known, found, column = self._columns, [], 0
        for cell in cells:
            name = cell[1]
            if not name:
                column += 1
            elif name in known:
                column = known[name]
            else:
                column = known[name] = column_number(name)
            found.append(column)
        return found

    def _quick(
        self, style: bytes, kind: bytes, value: bytes, inline: bytes
    ) -> str | None:
        """Return what most cells show; None for one that has to be looked at whole."""
        if not self._is_quick:
            return None
        if kind == b"s" and value.isdigit() and self._is_plain(style):
            return self._shared(int(value))
        if kind in {b"", b"n"}:
            return self._number(style, value) if value else BLANK
        if kind == b"inlineStr" and inline and self._is_plain(style):
            return self._shown_text(own_text(inline))
        return None

    def _shared(self, index: int) -> str | None:
        shown = self._shown[index]
        if shown is None:
            value = self._strings[index]
            if isinstance(value, Runs):
                return None
            shown = self._shown_text(value)
            self._shown[index] = shown
        return shown

    @staticmethod
    def _shown_text(value: str) -> str | None:
        text = xlsx_value(value).replace("\r", "")
        return None if is_picture(text) else text

    def _is_plain(self, style: bytes) -> bool:
        """Return whether a look shows text as it is."""
        known = self._plain_styles.get(style)
        if known is None:
            look = self._cell_of(style, "", "s")
            known = look.style_array.numFmtId in _PLAIN_IDS and not self._is_struck(
                look
            )
            self._plain_styles[style] = known
        return known

    def _number(self, style: bytes, value: bytes) -> str | None:
        """Return what a number shows; None where that is not all there is to it."""
        known = self._numbers.get((style, value))
        if known is not None:
            return known
        look = self._look(style)
        if look is None or not is_figure(value):
            return None
        shown = number_text(_figure(value), look)
        if shown.doubt is not None or is_picture(shown.text):
            return None
        if len(self._numbers) >= _REMEMBERED:
            self._numbers.clear()
        self._numbers[style, value] = shown.text
        return shown.text

    def _look(self, style: bytes) -> str | None:
        """Return the format of numbers of a look; None where it is one of dates."""
        if style not in self._looks:
            each = self._cell_of(style, "", "n")
            dated = int(style or 0) in vars(self._each.parent)["_date_formats"]
            of_date = dated or each.style_array.numFmtId in DATE_IDS
            struck = self._is_struck(each)
            self._looks[style] = None if of_date or struck else each.number_format
        return self._looks[style]

    def _cell(self, style: bytes, kind: bytes, value: bytes, inline: bytes) -> Any:
        """Make a cell as openpyxl makes it of the same XML.

        Raises:
            OtherXmlError: what it holds is not written plainly.
        """
        found: object = None
        match kind:
            case b"inlineStr":
                found = own_text(inline) if inline else None
                return self._cell_of(style, found, "s" if inline else "inlineStr")
            case _ if not value:
                return self._cell_of(style, None, kind.decode() or "n")
            case b"" | b"n" if is_figure(value):
                return self._figure(style, _figure(value))
            case b"s" if value.isdigit():
                return self._cell_of(style, self._strings[int(value)], "s")
            case b"b" if value in {b"0", b"1"}:
                return self._cell_of(style, value == b"1", "b")
            case b"str":
                return self._cell_of(style, text_of(value), "s")
            case b"e":
                return self._cell_of(style, text_of(value), "e")
        raise OtherXmlError

    def _figure(self, style: bytes, value: float) -> Any:
        from openpyxl.utils.datetime import from_excel

        book, number = self._each.parent, int(style or 0)
        if number not in vars(book)["_date_formats"]:
            return self._cell_of(style, value, "n")
        try:
            date = from_excel(
                value,
                book.epoch,
                timedelta=number in vars(book)["_timedelta_formats"],
            )
        except (OverflowError, ValueError):
            return self._cell_of(style, "#VALUE!", "e")
        return self._cell_of(style, date, "d")

    def _cell_of(self, style: bytes, value: object, kind: str) -> Any:
        from openpyxl.cell.read_only import ReadOnlyCell

        make: Any = ReadOnlyCell
        return make(self._each, 1, 1, value, kind, int(style or 0))

    # What cells show -----------------------------------------------------------------

    def _is_struck(self, each: Any) -> bool:
        return each.style_array.fontId in self._struck_fonts

    def _without_struck(self, value: str, row: int, column: int) -> str:
        """Return what is left of a text when its struck runs are told."""
        struck = getattr(value, "struck", "")
        if self._struck_inline:
            inline = self._struck_inline.get(f"{letters(column)}{row}", "")
            if inline:
                struck, value = inline, value.replace(inline, "", 1)
        if struck:
            self._sheet.struck(xlsx_value(struck), row, column)
        return value

    def _nothing(self, row: int, column: int) -> str:
        if self._without_result and f"{letters(column)}{row}" in self._without_result:
            if self._sheet.is_hidden(row, column, ""):
                return BLANK
            self._sheet.note(
                unreadable_cell(
                    "公式没有保存计算结果；请用办公软件打开并保存后再读取",
                    "the formula has no stored result; open the file in an office "
                    "program and save it",
                    self._sheet.place(row, column),
                )
            )
        return BLANK

    def _string(self, each: Any, value: str, row: int, column: int) -> str:
        if each.data_type == "e":
            return self._sheet.error(value, row, column)
        text = xlsx_value(self._without_struck(value, row, column)).replace("\r", "")
        if each.style_array.numFmtId in _PLAIN_IDS:
            return self._sheet.cell(text, row, column)
        look = each.number_format
        return self._sheet.shown(string_text(text, look), look, text, (row, column))

    def _other(self, each: Any, value: object, row: int, column: int) -> str:
        look, where = each.number_format, (row, column)
        if isinstance(value, bool):
            return self._sheet.cell("TRUE" if value else "FALSE", row, column)
        if isinstance(value, int | float):
            kind = each.style_array.numFmtId
            if kind in DATE_IDS:
                return self._chinese_date(value, kind, where)
            shown = number_text(value, look)
            return self._sheet.shown(shown, look, _written(value), where)
        if isinstance(value, dt.date | dt.time | dt.timedelta):
            if not shows_date(look):
                return self._no_date(value, look, where)
            return self._sheet.cell(date_text(value, look), row, column)
        return self._sheet.cell(str(value), row, column)

    def _no_date(
        self,
        value: dt.date | dt.time | dt.timedelta,
        look: str,
        where: tuple[int, int],
    ) -> str:
        """Undo a date that the library made of a number with a unit such as m."""
        import openpyxl.utils.datetime

        to_excel: Any = openpyxl.utils.datetime.to_excel
        number = to_excel(value, self._epoch)
        shown = Shown(short_number(exact(number)), FormatDoubt.ODD)
        return self._sheet.shown(shown, look, shown.text, where)

    def _chinese_date(self, value: float, kind: int, where: tuple[int, int]) -> str:
        from openpyxl.utils.datetime import from_excel

        try:
            date = from_excel(value, self._epoch)
        except (OverflowError, ValueError):
            shown = Shown(short_number(exact(value)), FormatDoubt.ODD)
            return self._sheet.shown(shown, str(kind), shown.text, where)
        look = "yyyy-mm" if kind in YEAR_MONTH_IDS else "yyyy-mm-dd"
        return self._sheet.cell(date_text(date, look), *where)


def _figure(value: bytes) -> float:
    """Return a stored number as openpyxl does: without a point it is an integer."""
    if b"." in value or b"E" in value or b"e" in value:
        return float(value)
    return int(value)


def _written(value: float) -> str:
    number = exact(value)
    return short_number(number) if number.is_finite() else str(value)

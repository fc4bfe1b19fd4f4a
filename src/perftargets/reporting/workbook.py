"""A workbook that is opened to be changed and saved as a copy, by openpyxl."""

import io
import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import attrs

from perftargets.errors import MissingExtraError, UsageError
from perftargets.findings import Message
from perftargets.reading.formats.zip import Container, UnusableError, open_zip

if TYPE_CHECKING:
    from openpyxl import Workbook

SIZE_LIMIT = 64 * 1024 * 1024
"""How many bytes a workbook of eight parts may unpack to: all lie in memory here."""

_NOT_KEPT = ("xl/charts/", "xl/drawings/", "xl/media/")


@attrs.frozen
class Opened:
    """A workbook in memory, and what a copy of it will not have."""

    book: "Workbook"
    losses: tuple[Message, ...]

    @classmethod
    def of(cls, data: bytes) -> "Opened":
        """Open a workbook.

        Raises:
            UsageError: the data is no workbook that can be copied.
            MissingExtraError: openpyxl is not installed.
        """
        try:
            import openpyxl
        except ImportError as error:
            raise MissingExtraError(extra="xlsx", purpose="XLSX") from error
        try:
            container = open_zip(data)
            container.check_xml()
            _check_sizes(container)
        except UnusableError as problem:
            raise UsageError(zh=problem.zh, en=problem.en) from problem
        names = [name.lower() for name in container.names]
        macros = any(name.endswith("vbaproject.bin") for name in names)
        try:
            with warnings.catch_warnings():
                # What is not kept is told by what the container holds.
                warnings.simplefilter("ignore")
                book = openpyxl.load_workbook(
                    io.BytesIO(data), keep_vba=macros, keep_links=False
                )
        except Exception as problem:  # it raises anything for a bad file
            raise UsageError(
                zh=f"不是能复制的 XLSX 文件：{problem}",
                en=f"no XLSX file that can be copied: {problem}",
            ) from problem
        return cls(book, tuple(_losses(names)))

    def saved(self) -> bytes:
        """Return the copy."""
        written = io.BytesIO()
        self.book.save(written)
        return written.getvalue()


def top_left(sheet: Any, name: str) -> Any:
    """Return a cell, or the one of a merged range that can hold something."""
    for merged in sheet.merged_cells.ranges:
        if name in merged:
            return sheet.cell(row=merged.min_row, column=merged.min_col)
    return sheet[name]


def _check_sizes(container: Container) -> None:
    parts = [name for name in container.names if name.lower().endswith(".xml")]
    for name in sorted(parts):
        container.check_size(name, SIZE_LIMIT // max(1, min(len(parts), 8)))


def _losses(names: Iterable[str]) -> Iterable[Message]:
    if any(name.startswith(_NOT_KEPT) and not name.endswith(".vml") for name in names):
        yield Message(
            zh="副本可能没有保留图片、图表和图形；请以原文件为准",
            en="the copy may lack pictures and charts of the original",
        )

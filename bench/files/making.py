"""The files that are read: one long table in each format, and folders of small ones.

CSV and XLSX hold rows of which no name, value or actual stands twice.

Run with the name of a folder, it makes them there: in a process of its own, so that the
one that measures stays small.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]
from reportlab.platypus import Flowable, PageBreak

from bench import distinct
from bench.files.sizes import (
    FILES,
    PAGES,
    ROWS_OF_FILE,
    ROWS_OF_PAGE,
    TITLES,
    folder_of,
)
from tests.reading.pdf.making import document, table

CATEGORIES = (
    ("产出指标", "数量指标"),
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("效益指标", "社会效益指标"),
    ("效益指标", "社会效益指标"),
    ("效益指标", "生态效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)

Row = tuple[str, int, str, str, str, str, str]


def rows(count: int) -> Iterator[Row]:
    """Give so many rows, eight to a project, with values that seldom repeat."""
    for index in range(count):
        project, row = divmod(index, len(CATEGORIES))
        first, second = CATEGORIES[row]
        value = f"≥{index * 37 % 9973 + 1}"
        name = f"第{row + 1}项工作完成情况"
        yield f"第{project:05d}号工作经费", row + 1, first, second, name, value, "次"


def write_xlsx(path: Path, table: Iterable[Sequence[str | int]]) -> None:
    """Write a table, its titles first, as a workbook of one sheet."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("绩效目标表")
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)


def write_pdf(path: Path, pages: int) -> None:
    """Write a ruled table of so many pages, its titles again on each."""
    found = list(rows(pages * ROWS_OF_PAGE))
    parts: list[Flowable] = []
    for page in range(pages):
        own = found[page * ROWS_OF_PAGE : (page + 1) * ROWS_OF_PAGE]
        cells = [[str(cell) for cell in row] for row in (TITLES, *own)]
        parts += [table(cells, (105, 30, 60, 100, 110, 60, 50)), PageBreak()]
    path.write_bytes(document(*parts, topMargin=40, bottomMargin=40))


def make(folder: Path) -> None:
    """Make all files below a folder."""
    distinct.write_csv(folder / "table.csv")
    write_xlsx(folder / "table.xlsx", distinct.cells())
    write_pdf(folder / "table.pdf", PAGES)
    for count in FILES:
        inner = folder / folder_of(count)
        inner.mkdir()
        for number in range(count):
            write_xlsx(inner / f"{number:03d}.xlsx", (TITLES, *rows(ROWS_OF_FILE)))


if __name__ == "__main__":
    make(Path(sys.argv[1]))

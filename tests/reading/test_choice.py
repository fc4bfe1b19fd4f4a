"""Some sheets of a workbook, some pages of a PDF."""

from pathlib import Path

from perftargets.model.project import Document
from perftargets.reading import read
from perftargets.reading.limits import Choice, Limits
from tests.reading.pdf.making import document as pdf
from tests.reading.pdf.making import table
from tests.reading.tables.making import workbook

TITLES = ("项目名称", "三级指标", "指标值")


def _targets(document: Document) -> list[str]:
    return [row.target.text for _, row in document.rows()]


def _book(folder: Path) -> Path:
    return workbook(
        folder / "a.xlsx",
        {
            "一": (TITLES, ("甲", "巡查", "1次")),
            "二": (TITLES, ("乙", "抢修", "2次")),
        },
    )


def test_a_sheet_is_read_by_its_name(tmp_path: Path) -> None:
    """The others are left alone."""
    limits = Limits(choice=Choice(sheets=("二",)))
    assert ["2次"] == _targets(read(_book(tmp_path), limits=limits))


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    """Nothing is read in its place."""
    document = read(_book(tmp_path), limits=Limits(choice=Choice(sheets=("三",))))
    assert [("REA004", "没有名为“三”的工作表；有：一、二")] == [
        (each.code, each.message.zh) for each in document.diagnostics
    ]


def test_pages_are_read_by_their_numbers(tmp_path: Path) -> None:
    """Places keep the number of the page in the file."""
    rows = [TITLES, *(("甲", f"事项{n}", f"≥{n}个") for n in range(1, 101))]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(table(rows, (80, 100, 80), titles=1)))
    whole = read(path)
    part = read(path, limits=Limits(choice=Choice(pages=((2, 2),))))
    second = [
        row.target.text for _, row in whole.rows() if row.place and row.place.page == 2
    ]
    assert 100 == len(_targets(whole))
    assert second == _targets(part)
    assert {2} == {row.place.page for _, row in part.rows() if row.place}


def test_pages_that_are_not_there_are_told(tmp_path: Path) -> None:
    """A file of one page has no ninth."""
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(table([TITLES, ("甲", "事项", "≥1个")], (80, 100, 80))))
    document = read(path, limits=Limits(choice=Choice(pages=((9, 9),))))
    assert [("REA004", "PDF 里没有要读的这些页，或这些页上没有文字")] == [
        (each.code, each.message.zh) for each in document.diagnostics
    ]

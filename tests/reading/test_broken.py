"""Files that are cut off, or in an encoding that is not read: what is said of them."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from perftargets.findings import Finding
from perftargets.reading import read_bytes
from tests.reading.tables.making import workbook

CSV = "项目名称,三级指标,指标值\n甲项目,培训次数,不少于5次\n"


def told(data: bytes, path: str = "a.xlsx") -> list[tuple[str, str]]:
    """Give code and message of what is said of a file."""
    found = read_bytes(data, path=path).diagnostics
    return [(finding.code, finding.message.en) for finding in found]


@pytest.mark.parametrize("size", [2, 3, 30, 1000, 3000])
def test_a_workbook_that_is_cut_off_is_called_damaged(
    tmp_path: Path, size: int
) -> None:
    """However little of it is left, it is never taken for a text."""
    file = workbook(tmp_path / "a.xlsx", {"表": [("项目名称",), ("甲",)]})
    ((code, message),) = told(file.read_bytes()[:size])
    assert "REA004" == code
    assert message.startswith("the file is damaged or cut off")
    assert message.endswith("save it, or get it anew")


def test_noise_behind_the_mark_of_a_container_is_called_damaged() -> None:
    """PK and noise is no text, and no text is asked for."""
    ((code, message),) = told(b"PK" + bytes(range(256)))
    assert ("REA004", True) == (code, message.startswith("the file is damaged"))


def test_a_text_that_ends_inside_a_character_is_read_up_to_there() -> None:
    """What is left is read, and that something is missing is an error with a line."""
    document = read_bytes(CSV.encode()[:-2], path="a.csv")
    (cut,) = [each for each in document.diagnostics if each.code == "REA003"]
    assert "the file ends in the middle of a character" in cut.message.en
    assert ("a.csv", 2) == _at(cut)
    assert ["不少于5"] == [
        row.target.text for project in document.projects for row in project.indicators
    ]


@pytest.mark.parametrize("encoding", ["utf-32", "utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_says_what_to_save(encoding: str) -> None:
    """It is told as what it is, and not as binary."""
    text = '{"schema": "perftargets/1", "projects": []}'
    ((code, message),) = told(text.encode(encoding), "a.json")
    assert ("REA004", True) == (code, message.endswith("save the file as UTF-8"))


def test_an_empty_chart_sheet_does_not_refuse_the_workbook() -> None:
    """Charts hold no cells; the sheets beside them are read."""
    book, made = Workbook(), io.BytesIO()
    for row in ("项目名称", "三级指标", "指标值"), ("甲", "次数", "≥5次"):
        book.worksheets[0].append(row)
    book.create_chartsheet("图", 0)
    book.save(made)
    document = read_bytes(made.getvalue(), path="a.xlsx")
    assert (["甲"], ()) == (
        [project.name for project in document.projects],
        document.diagnostics,
    )


def _at(finding: Finding) -> tuple[str | None, int | None]:
    place = finding.place
    return (place.path, place.line) if place else (None, None)

"""Files that the tests open: a made workbook, and what the library says of a file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import SimpleDocTemplate, Table

from perftargets.session import Session

TITLES = (
    *("一级指标", "二级指标", "三级指标", "指标值", "度量单位", "分值"),
    "实际完成值",
)
ROWS = (
    ("产出指标", "数量指标", "培训人次", "≧1200", "人次", "20", "1260"),
    ("产出指标", "质量指标", "培训合格率", "95%左右", "%", "15", "96%"),
    ("产出指标", "时效指标", "完成时间", "12月底前", "", "15", "2024年11月30日"),
    ("成本指标", "经济成本指标", "人均成本", "≤450元/人", "", "10", "430元/人"),
    ("效益指标", "社会效益指标", "干部能力", "显著提高", "", "20", "显著提高"),
    ("满意度指标", "服务对象满意度指标", "学员满意度", "较高", "", "10", "93%"),
)


def workbook(path: Path, name: str = "干部培训项目") -> Path:
    """Write an application form as XLSX, with its actuals."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "申报表"
    for line in (
        ("项目支出绩效目标申报表（2024年度）",),
        ("项目名称", name),
        ("年度绩效目标", "完成全市干部培训1200人次，培训合格率达到95%以上"),
        TITLES,
        *ROWS,
    ):
        sheet.append(line)
    book.save(path)
    return path


def old_workbook(path: Path) -> Path:
    """Write the rows as XLS."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("申报表")
    for at, line in enumerate((TITLES, *ROWS)):
        for column, text in enumerate(line):
            sheet.write(at, column, text)
    book.save(str(path))
    return path


def pdf(path: Path) -> Path:
    """Write the rows as PDF, in a font that the reader must know by its name."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = [("FONT", (0, 0), (-1, -1), "STSong-Light", 9)]
    style.append(("GRID", (0, 0), (-1, -1), 0.5, "black"))  # type: ignore[arg-type]
    table = Table([list(TITLES), *(list(line) for line in ROWS)], style=style)
    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build([table])
    return path


def long_workbook(path: Path, rows: int) -> Path:
    """Write a workbook of many rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["项目名称", *TITLES])
    for at in range(rows):
        line = ROWS[at % len(ROWS)]
        name = f"{line[2]}{at}"
        sheet.append([f"项目{at // 20}", *line[:2], name, *line[3:]])
    book.save(path)
    return path


class Native:
    """What the library says by itself, through the same calls."""

    def __init__(self) -> None:
        """Begin a session."""
        self.session = Session()

    def call(self, name: str, /, **args: Any) -> Mapping[str, Any]:
        """Return the result of a call that must succeed."""
        answer = self.session.call(name, args)
        assert answer["ok"], answer["error"]
        result: Mapping[str, Any] = answer["result"]
        return result

    def open(self, path: Path) -> str:
        """Open a file and return its handle."""
        opened = self.call("open", name=path.name, data=path.read_bytes())
        return str(opened["handle"])

    def findings(self, handle: str) -> list[dict[str, Any]]:
        """Return the findings of an open file."""
        report = self.call("lint", handle=handle)["report"]
        found: list[dict[str, Any]] = report["findings"]
        return found

    def english(self, path: Path, code: str) -> str:
        """Return what a rule says in English of the first place in a file."""
        handle = self.open(path)
        report = self.call("lint", handle=handle, language="en")["report"]
        return next(
            str(each["message"]) for each in report["findings"] if each["code"] == code
        )

    def targets(self, path: Path) -> list[str]:
        """Return the targets of a file in their order."""
        opened = self.call("open", name=path.name, data=path.read_bytes())
        projects = opened["document"]["projects"]
        return [each["target"] for one in projects for each in one["indicators"]]

"""Files to be repaired, and what is asked of them."""

import io
import zipfile

import attrs
import openpyxl
import xlsxwriter  # type: ignore[import-untyped]
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from perftargets.findings import Finding, Report
from perftargets.linting.lint import lint
from perftargets.model.project import Document
from perftargets.reading import read_bytes
from perftargets.reading.limits import LIMITS
from perftargets.reading.recognise import recognise
from perftargets.repairing import Applied, Change, Choice, repair

ROWS = (
    ("项目名称", "一级指标", "二级指标", "三级指标", "指标值", "备注"),
    ("培训项目", "产出指标", "数量指标", "培训 人次", "≧1200人次", "甲"),
    ("培训项目", "产出指标", "质量指标", "合格率", "95%左右", "≧"),
    ("培训项目", "效益指标", "社会效益", "持证上岗率", "≧90%", "≧90%"),
    ("培训项目", "满意度指标", "服务对象满意度指标", "学员满意度", "90%", ""),
)


@attrs.frozen
class File:
    """A file and what was read of it."""

    data: bytes
    name: str
    document: Document
    form: str | None

    def read(self, data: bytes) -> Document:
        """Read other bytes under the same name."""
        return read_bytes(data, path=self.name)

    def report(self) -> Report:
        """Run every rule."""
        return lint(self.document, select=["ALL"])

    def repaired(self, *choices: Choice, edits: tuple[Change, ...] = ()) -> Applied:
        """Make repairs."""
        return repair(
            self.data,
            self.document,
            choices,
            edits=edits,
            form=self.form,
            read=self.read,
        )

    def after(self, done: Applied) -> "File":
        """Give the repaired file; what it says is what its bytes say."""
        made = file(done.data, self.name)
        assert made.document == done.document
        return made


def file(data: bytes, name: str) -> File:
    """Read a file."""
    form = recognise(data, path=name, limits=LIMITS).form
    return File(data, name, read_bytes(data, path=name), form)


def choice_of(finding: Finding) -> Choice | None:
    """Take the repair of a finding, or its first proposal without a blank."""
    if finding.pointer is None:
        return None
    if finding.fix is not None:
        return Choice(finding=finding)
    for number, proposal in enumerate(finding.proposals):
        if proposal.complete:
            return Choice(finding=finding, proposal=number)
    return None


def choices_of(report: Report) -> list[Choice]:
    """Take all repairs that need no word of a user."""
    return [each for each in map(choice_of, report) if each is not None]


def parts(data: bytes) -> dict[str, bytes]:
    """Unpack a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def workbook() -> bytes:
    """Make a workbook in which much stands that is no cell of the table."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    sheet["E5"].value, sheet["E5"].number_format = 0.9, "0%"
    sheet["A2"].font, sheet["E2"].fill = (
        Font(bold=True),
        PatternFill("solid", fgColor="FFFFEE99"),
    )
    sheet["B2"].comment = Comment("请核对", "科长")
    sheet["H1"] = "=1+1"
    sheet.column_dimensions["D"].width = 33
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    offered = DataValidation(type="list", formula1='"产出指标,效益指标"')
    offered.add("B2:B9")
    sheet.add_data_validation(offered)
    rule = CellIsRule(  # type: ignore[no-untyped-call]
        "equal", formula=['"甲"'], font=Font(color="FFFF0000")
    )
    sheet.conditional_formatting.add("F2:F9", rule)
    book.create_sheet("说明").append(["本表由各单位填报", "联系人：张三"])
    book.properties.creator = "张三"
    made = io.BytesIO()
    book.save(made)
    return _with_parts(made.getvalue())


def _with_parts(data: bytes) -> bytes:
    """Add what Excel puts beside: settings of a printer, and XML of an office."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as file,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for each in file.infolist():
            copy.writestr(each, file.read(each))
        settings = "xl/printerSettings/printerSettings1.bin"
        copy.writestr(settings, bytes(range(256)) * 4)
        copy.writestr("customXml/item1.xml", "<x xmlns='urn:x'>机关</x>")
        stored = zipfile.ZipInfo("docProps/custom.xml", (2021, 5, 6, 7, 8, 10))
        stored.compress_type = zipfile.ZIP_STORED
        stored.comment = "保留".encode()
        copy.writestr(stored, "<Properties/>")
        copy.comment = b"remark of the package"
    return made.getvalue()


def drawn_workbook() -> bytes:
    """Make a workbook with a chart, a picture of text and rich text, by xlsxwriter."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    sheet = book.add_worksheet("绩效")
    red, bold = book.add_format({"font_color": "red"}), book.add_format({"bold": True})
    for number, row in enumerate(ROWS):
        sheet.write_row(number, 0, row)
    sheet.write_rich_string(1, 3, bold, "培训", " ", red, "人次")
    sheet.write_number(4, 4, 0.9, book.add_format({"num_format": "0%"}))
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=绩效!$E$5:$E$5"})
    sheet.insert_chart("H2", chart)
    sheet.insert_textbox("H20", "注")
    sheet.set_landscape()
    book.set_custom_property("单位", "教育局")
    book.close()
    return made.getvalue()

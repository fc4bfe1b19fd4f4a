"""A law: cells that patterns take out of the XML of a sheet are those of openpyxl."""

import io
import zipfile
from random import Random

import openpyxl
import pytest
from openpyxl.styles import Font

from perftargets.model.project import Document
from perftargets.reading import read_bytes
from perftargets.reading.formats import zip as zip_container
from perftargets.reading.formats.workbook import xlsx_cells
from tests.property.everything import everything

pytestmark = pytest.mark.sampled

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
_OFFICE = "openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMED = {
    "</Types>": f'<Override PartName="/{STRINGS}" '
    f'ContentType="application/vnd.{_OFFICE}"/>',
    "</Relationships>": f'<Relationship Id="rId99" Target="/{STRINGS}" '
    f'Type="{_RELATED}/sharedStrings"/>',
}
"""What names the table of texts in a workbook, and where it is to be put in."""

OWN = 165
"""The number of a format that a workbook lists itself."""

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TITLES = ("项目名称", "一级指标", "三级指标", "指标值", "度量单位", "权重", "备注")
FORMATS = (
    *("General", "@", "0.00%", "0.0", "yyyy-mm-dd", 'yyyy"年"m"月"', '0"人次"'),
    *(";;;", "#,##0", "h:mm", "[h]:mm", '0.00,"千元"', '"A"', "[$-804]General"),
)
TEXTS = (
    *("培训人次", "合格率 ", "≥95%", "", " ", "两\n行", "R&amp;D投入", "a&lt;b"),
    *("&#19975;人", "_x000D_尾", "=DISPIMG(&quot;ID_1&quot;,1)", "零\u200b宽", "1,200"),
    *("&#x4E07;", "a\r\nb", "合计", "产出指标", "&apos;", "\t"),
)
FIGURES = (
    *("1", "0.95", "12.50", "-3", "1E3", "1.5e-05", "44926", "44926.5", "0", "1e400"),
    *("-44926", "0.30000000000000004", "2958466", "007", "12345678901234567890"),
)
ODD = (
    "<c{r}><v>x</v></c>",
    '<c{r} t="d"><v>2022-12-31T00:00:00</v></c>',
    "<c s='1'{r}><v>1</v></c>",
    '<c{r} cm="1"><v>1</v></c>',
    "<c{r}><v><![CDATA[5]]></v></c>",
    "<c{r}><!-- 5 --><v>5</v></c>",
    '<c{r} t="inlineStr"><is><r><t>粗</t></r><r><t>细</t></r></is></c>',
    '<c{r} t="inlineStr"><is><t/></is></c>',
    '<c{r} t="inlineStr"><is><r><rPr><strike/></rPr><t>旧</t></r><t>新</t></is></c>',
    '<c{r} t="s"><v>999</v></c>',
    '<c{r} t="s"><v>-1</v></c>',
    '<c{r} t="b"><v>2</v></c>',
    '<c{r} s="77"><v>1</v></c>',
    '<c{r} t="zz"><v>1</v></c>',
    "<c{r}><v> 5 </v></c>",
    '<c{r} t="inlineStr"><v>3</v></c>',
    '<c{r} t="str"><is><t>不读</t></is></c>',
    '<c{r} xmlns="urn:other"><v>1</v></c>',
    "<x{r}><v>1</v></x>",
)
"""Cells that are not written plainly, or that openpyxl refuses."""


RUNS = (
    "<r><t>培训</t></r><r><rPr><strike/></rPr><t>旧</t></r><r><t>人次</t></r>",
    '<r><t>10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>3</t></r>',
    "<t>字</t><phoneticPr fontId='1'/>",
    "<t/>",
    "",
    "<t>a</t><rPh sb='0' eb='1'><t>读音</t></rPh>",
)
"""Texts of a workbook in several runs, with how they are said, or with nothing."""


class Maker:
    """Makes the XML of a sheet by seed."""

    def __init__(self, seed: int) -> None:
        """Begin with a seed."""
        self.random = Random(seed)  # noqa: S311 - a sheet
        self.odd = self.random.choice((0.0, 0.0, 0.003, 0.03))
        self.struck = seed % 4 == 0
        """Whether the last of the looks strikes its text through."""

    def cell(self, row: int, column: int) -> str:
        """Write one cell."""
        choose = self.random.choice
        stated = f' r="{chr(64 + column)}{row}"' if choose((1, 1, 1, 0)) else ""
        if self.random.random() < self.odd:
            return choose(ODD).replace("{r}", stated)
        style = (
            f' s="{choose(range(len(FORMATS) + self.struck))}"'
            if choose((0, 1))
            else ""
        )
        begin = f"<c{stated}{style}"
        formula = choose(("", "", "", "<f>A1</f>", '<f t="shared" si="0"/>'))
        match choose(range(10)):
            case 0 | 1:
                return f"{begin}>{formula}<v>{choose(FIGURES)}</v></c>"
            case 2:
                return f'{begin} t="b"><v>{choose((0, 1))}</v></c>'
            case 3:
                return f'{begin} t="e">{formula}<v>#N/A</v></c>'
            case 4:
                return f'{begin} t="str">{formula}<v>{choose(TEXTS)}</v></c>'
            case 5 | 6:
                space = choose(("", ' xml:space="preserve"'))
                text = choose(TEXTS)
                return f'{begin} t="inlineStr"><is><t{space}>{text}</t></is></c>'
            case 7:
                return begin + choose(
                    ("/>", " />", "></c>", "><v/></c>", "><v></v></c>")
                )
            case 8:
                return f"{begin}>{formula}</c>"
        return f'{begin} t="s"><v>{choose(range(len(TEXTS)))}</v></c>'

    def strings(self) -> str:
        """Write the table of texts, a few of them in several runs."""
        found: list[str] = []
        for text in TEXTS:
            if self.random.random() < self.odd * 3:
                found.append(self.random.choice(RUNS))
            else:
                space = self.random.choice(("", ' xml:space="preserve"'))
                found.append(f"<t{space}>{text}</t>")
        inside = "".join(f"<si>{each}</si>" for each in found)
        if self.random.random() < self.odd:
            inside = inside.replace("<si>", "<si><!-- 注 -->", 1)
        return f'<sst xmlns="{MAIN}" count="99">{inside}</sst>'

    def sheet(self) -> str:
        """Write a sheet: titles of columns and rows below them."""
        choose, chance = self.random.choice, self.random.random
        titles = "".join(
            f'<c r="{chr(65 + at)}1" t="inlineStr"><is><t>{text}</t></is></c>'
            for at, text in enumerate(TITLES)
        )
        rows = [f'<row r="1" spans="1:7">{titles}</row>']
        number = 1
        for _ in range(choose((3, 12, 30))):
            number += choose((1, 1, 1, 1, 1, 3)) if chance() > self.odd else 0
            columns = sorted(self.random.sample(range(1, 8), choose((7, 7, 7, 4, 0))))
            cells = [self.cell(number, column) for column in columns]
            if chance() < self.odd:
                self.random.shuffle(cells)
            space = choose(("", "", "", "\n ", "\r\n"))
            look = choose(("", ' ht="15"', ' x14ac:dyDescent="0.25"', ' hidden="1"'))
            if look == ' hidden="1"' and chance() < 0.8:
                look = ""
            stated = f' r="{number}"' if chance() > self.odd else ""
            if not cells and choose((0, 1)):
                rows.append(f"<row{stated}{look}/>")
            else:
                rows.append(
                    f"<row{stated}{look}>{space}{space.join(cells)}</row>{space}"
                )
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        columns_xml = choose(("", "", '<cols><col min="6" max="6" hidden="1"/></cols>'))
        merge = choose(
            ("", "", '<mergeCells count="1"><mergeCell ref="B2:B4"/></mergeCells>')
        )
        ns = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
        xml = (
            f'{head}<worksheet xmlns="{MAIN}" xmlns:x14ac="{ns}">{columns_xml}'
            f"<sheetData>{''.join(rows)}</sheetData>{merge}</worksheet>"
        )
        if chance() < self.odd:
            xml = xml.replace(f'xmlns="{MAIN}"', f'xmlns:m="{MAIN}"')
        if chance() < self.odd:
            xml = xml[: self.random.randint(0, len(xml))]
        return xml


def workbook(made: Maker) -> bytes:
    """Return a workbook whose one sheet and table of texts are made up."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, look in enumerate(FORMATS, start=1):
        cell = sheet.cell(number, 1)
        cell.value, cell.number_format = "文", look
    if made.struck:
        sheet.cell(1, 3).font = Font(strike=True)
    saved, out = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode()
            for end, more in NAMED.items():
                data = data.replace(end, more + end)
            # A look of dates that no list of formats has.
            data = data.replace(f'<xf numFmtId="{OWN}"', '<xf numFmtId="31"')
            new.writestr(name, made.sheet() if name == SHEET else data)
        new.writestr(STRINGS, made.strings())
    return out.getvalue()


def both_ways(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> tuple[Document, Document]:
    """Read a workbook by openpyxl alone, and as it is read."""
    with monkeypatch.context() as patch:
        patch.setattr(xlsx_cells.SheetCells, "reads_xml", False)
        plain = read_bytes(data, path="made.xlsx")
    return plain, read_bytes(data, path="made.xlsx")


@pytest.mark.parametrize("seed", range(300))
def test_cells_are_those_of_openpyxl(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Values, findings, places and the account are the same."""
    data = workbook(Maker(seed))
    plain, quick = both_ways(data, monkeypatch)
    assert everything(plain) == everything(quick)


@pytest.mark.parametrize("seed", range(40))
def test_cells_do_not_depend_on_where_pieces_end(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row, a tag and a sign may begin in one piece of the XML and end in another."""
    data = workbook(Maker(seed))
    whole = read_bytes(data, path="made.xlsx")
    for size in (1, 7, 64 + seed):
        with monkeypatch.context() as patch:
            patch.setattr(zip_container, "_PIECE", size)
            pieces = read_bytes(data, path="made.xlsx")
        assert everything(pieces) == everything(whole)

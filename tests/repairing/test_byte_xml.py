"""XML that is cut by bytes: where tags end, and what is refused."""

import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.styles import Font

from perftargets.model.pointers import Pointer
from perftargets.repairing import Change
from perftargets.repairing.byte_xml import MOST_DEEP, UnfitError, behind_tag, walk
from perftargets.repairing.rich_text import rich_text, shared_items
from perftargets.repairing.sheet_cells import SheetXml
from perftargets.repairing.word import WordXml
from perftargets.writing import render
from tests.repairing.making import choices_of, file, parts

READERS: dict[str, Callable[[bytes], object]] = {
    "sheet": lambda data: SheetXml(data, {"A1"}),
    "word": WordXml,
    "shared": lambda data: shared_items(data, {0}),
}

EMPTY = re.compile(rb'<c r="D2" s="1"[^>]*?(/>|></c>)')
BODY = "word/document.xml"

UNFIT = {
    "another encoding": b'<?xml version="1.0" encoding="iso-8859-1"?><a>\xe9</a>',
    "utf-16": '<?xml version="1.0"?><a/>'.encode("utf-16"),
    "a dtd": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "not closed": b"<a><b></a>",
    "too deep": b"<a>" * (MOST_DEEP + 1) + b"</a>" * (MOST_DEEP + 1),
}


@pytest.mark.parametrize("data", UNFIT.values(), ids=UNFIT)
@pytest.mark.parametrize("reader", READERS)
def test_what_cannot_be_cut_is_refused(reader: str, data: bytes) -> None:
    """By each that cuts, and not by one of them."""
    with pytest.raises(UnfitError):
        READERS[reader](data)


def test_a_tag_ends_behind_its_attributes() -> None:
    """A value may hold the sign by which a tag ends."""
    data = b'<w:p a="1>2" b=\'3>"4\'/><x/>'
    assert behind_tag(data, 0) == data.index(b"<x/>")
    with pytest.raises(UnfitError):
        behind_tag(b'<a b=">"', 0)


def test_the_bytes_of_tags_are_told() -> None:
    """With their names as written; a tag that closes itself begins and ends at once."""
    told: list[tuple[int, str]] = []
    walk(
        "<a>甲<b:c/></a>".encode(),
        begin=lambda at, tag, _: told.append((at, tag)),
        end=lambda at, tag: told.append((at, tag)),
    )
    assert told == [(0, "a"), (6, "b:c"), (6, "b:c"), (12, "a")]


@pytest.mark.parametrize(
    "xml",
    [
        b'<a><b c="1"/><d/></a>',
        b"<a><b/></a>",
        b"<a><b></b></a>",
        b"<a><b>/></b></a>",
        b'<a><b c="/>"></b></a>',
        b"<a><b><!--/--></b></a>",
        b"<a><b><c/></b></a>",
    ],
)
def test_an_element_is_from_its_first_byte_to_its_last(xml: bytes) -> None:
    """Whether it closes itself or not, whatever stands behind it."""
    found: dict[str, tuple[int, int]] = {}
    begins: list[int] = []
    walk(
        xml,
        begin=lambda at, *_: begins.append(at),
        end=lambda at, tag: found.update({tag: (begins.pop(), behind_tag(xml, at))}),
    )
    assert found["a"] == (0, len(xml))
    whole = b"<a>" + xml[slice(*found["b"])]
    rest = b"<d/></a>" if b"<d/>" in xml else b"</a>"
    assert whole + rest == xml


def test_a_cell_that_is_empty_ends_where_it_ends() -> None:
    """It has a style and no value, as forms have; the cell behind it is not touched."""
    first, second = b'<c r="A1" s="3"/>', b'<c r="B1"><v>1</v></c>'
    head = b'<worksheet><sheetData><row r="1">'
    xml = head + first + second + b'</row><row r="2"/></sheetData></worksheet>'
    sheet = SheetXml(xml, {"A1", "B1", "A2"})
    spans = [(cell.start, cell.end) for cell in sheet.cells.values()]
    assert [xml[slice(*each)] for each in spans] == [first, second]
    assert sheet.rows[2].empty
    assert xml[sheet.rows[2].start : sheet.rows[2].end] == b'<row r="2"/>'


def test_an_empty_cell_of_a_form_is_filled_in() -> None:
    """As Excel writes it: with its look, closing itself, before another cell."""
    book = openpyxl.Workbook()
    written = book.worksheets[0]
    for row in (
        ("项目名称", "一级指标", "三级指标", "指标值", "备注"),
        ("甲", "产出指标", "培训人次", None, "乙"),
    ):
        written.append(row)
    written["D2"].font = Font(bold=True)
    saved, made = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(made, "w") as package:
        for name, data in parts(saved.getvalue()).items():
            package.writestr(name, EMPTY.sub(b'<c r="D2" s="1"/>', data))
    assert b'<c r="D2" s="1"/>' in parts(made.getvalue())["xl/worksheets/sheet1.xml"]
    first = file(made.getvalue(), "a.xlsx")
    change = Change(pointer=Pointer(0, 0, "target"), text="≥100人次")
    done = first.repaired(edits=(change,))
    assert len(done.made) == 1
    sheet = openpyxl.load_workbook(io.BytesIO(done.data)).worksheets[0]
    assert [cell.value for cell in sheet[2]] == [
        *("甲", "产出指标", "培训人次", "≥100人次", "乙")
    ]
    assert sheet["D2"].font.bold


def test_runs_of_a_text_keep_attributes_with_signs() -> None:
    """The stretch of a run is its whole element."""
    xml = b'<t a="&gt;>" >\xe7\x94\xb2</t>'
    (run,) = rich_text(xml).runs
    assert (run.start, run.end, run.text) == (0, len(xml), "甲")


def test_a_paragraph_with_a_sign_in_an_attribute_is_changed_inside() -> None:
    """What a Word document has is kept, and the empty cell gets its text."""
    cell = '<w:tc><w:p w:a="x>y"/></w:tc>'
    xml = f'<w:d xmlns:w="w"><w:tbl><w:tr>{cell}</w:tr></w:tbl></w:d>'.encode()
    body = WordXml(xml)
    start, end, made = body.put_in(body.cells[1, 1, 1], "甲")
    text = (xml[:start] + made + xml[end:]).decode()
    assert '<w:p w:a="x>y"><w:r><w:t xml:space="preserve">甲</w:t></w:r></w:p>' in text


def in_gb18030(data: bytes) -> bytes:
    """Return XML in UTF-8 in the encoding of China."""
    text = data.decode()
    head, begun, rest = text.partition("?>")
    assert (begun, "utf-8" in head.lower()) == ("?>", True)
    return f'<?xml version="1.0" encoding="GB18030"?>{rest}'.encode("gb18030")


def test_a_word_document_in_another_encoding_is_left_as_it_is() -> None:
    """Nothing of it is changed, and each repair is told as left."""
    first = file(
        "项目名称,一级指标,三级指标,指标值\n甲,产出指标,培训次数,≧5次\n".encode(),
        "a.csv",
    )
    written = render(first.document, ".docx", form="application")
    container = io.BytesIO()
    with zipfile.ZipFile(container, "w") as made:
        for name, data in parts(written.data).items():
            made.writestr(name, in_gb18030(data) if name == BODY else data)
    word = file(container.getvalue(), "a.docx")
    choices = choices_of(word.report())
    done = word.repaired(*choices)
    assert done.data == word.data
    assert not done.made
    assert len(done.left) >= len(choices)

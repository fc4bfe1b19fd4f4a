"""Tables of Word documents: merged cells, changes, lists, signs, notes, places."""

import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as Word
from docx.shared import Pt

from perftargets._data import data
from perftargets.errors import MissingExtraError
from perftargets.findings import Finding
from perftargets.reading import read
from perftargets.reading.formats.docx.body import Body
from perftargets.reading.formats.docx.reader import package
from perftargets.reading.formats.page import grids
from perftargets.reading.formats.registry import Content
from perftargets.reading.limits import LIMITS
from perftargets.reading.tables.grid import Grid
from perftargets.text import Place
from tests.reading import panyu
from tests.reading.docx.making import add_table, changed, saved, with_run, with_table

BODY = "word/document.xml"


def _body(path: Path) -> Body:
    return package(Content(data=path.read_bytes(), path="a.docx")).body()


def _grids(path: Path) -> tuple[Grid, ...]:
    return grids(_body(path).blocks(), LIMITS)


def _texts(grid: Grid) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in grid.rows]


def _said(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(each.code, each.message.en) for each in findings]


def _panyu() -> Word:
    return with_table([panyu.COLUMNS, *panyu.rows()], panyu.TITLE)


def test_the_panyu_table_is_the_same_document_as_its_text(tmp_path: Path) -> None:
    """Title, five columns, the list of rows in one cell."""
    document = read(saved(_panyu(), tmp_path))
    assert panyu.as_text() == document
    assert () == document.diagnostics


def test_the_panyu_form_as_paragraphs_is_the_same_document(tmp_path: Path) -> None:
    """Without a table the paragraphs are read as the running-text form."""
    word = docx.Document()
    text = data("example", "panyu-2022.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        word.add_paragraph(line)
    assert panyu.as_text() == read(saved(word, tmp_path))


def test_the_ending_of_the_name_decides_nothing(tmp_path: Path) -> None:
    """A DOCX that is called .txt is read as what it is."""
    path = saved(_panyu(), tmp_path)
    assert panyu.as_text() == read(path.rename(tmp_path / "a.txt"))


def test_merged_cells_cover_rows_and_columns(tmp_path: Path) -> None:
    """GridSpan and vMerge become spans."""
    word = docx.Document()
    table = word.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "A"
    table.cell(0, 2).merge(table.cell(2, 2)).text = "B"
    for row, column in ((1, 0), (1, 1), (2, 0), (2, 1)):
        table.cell(row, column).text = f"{row}{column}"
    (grid,) = _grids(saved(word, tmp_path))
    assert [
        ["A", None, "B"],
        ["10", "11", None],
        ["20", "21", None],
    ] == _texts(grid)
    assert [(1, 2), (3, 1)] == [
        (cell.row_span, cell.column_span) for cell in grid.rows[0] if cell
    ]


def test_a_block_merged_both_ways_is_one_cell(tmp_path: Path) -> None:
    """Two rows and two columns, merged at once."""
    word = docx.Document()
    table = word.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "A"
    (grid,) = _grids(saved(word, tmp_path))
    assert [["A", None, ""], [None, None, ""]] == _texts(grid)


def test_a_row_may_begin_further_right(tmp_path: Path) -> None:
    """Columns before the first cell of a row stay empty."""
    path = saved(with_table([("a", "b"), ("c", "d")]), tmp_path)
    start = (
        '<w:tr><w:tc><w:tcPr><w:tcW w:type="dxa" w:w="4320"/></w:tcPr><w:p><w:r><w:t>c'
    )

    def change(text: str) -> str:
        assert start in text
        cut = text.index(start)
        end = text.index("</w:tc>", cut) + len("</w:tc>")
        row = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'
        return text[:cut] + row + text[end:]

    (grid,) = _grids(changed(path, BODY, change))
    assert [["a", "b"], ["", "d"]] == _texts(grid)


def test_paragraphs_of_a_cell_are_its_lines(tmp_path: Path) -> None:
    """Paragraphs and line breaks both end a line."""
    word = with_table([("a", "b")])
    cell = word.tables[0].cell(0, 0)
    cell.add_paragraph("二").add_run().add_break()
    cell.add_paragraph("三")
    (grid,) = _grids(saved(word, tmp_path))
    assert [["a\n二\n三", "b"]] == _texts(grid)


def test_cells_know_their_table_and_their_name(tmp_path: Path) -> None:
    """The second table's second row and column is B2."""
    word = with_table([("x", "y")])
    add_table(word, [("a", "b"), ("c", "d")])
    _, grid = _grids(saved(word, tmp_path))
    cell = grid.rows[1][1]
    assert cell is not None
    assert Place(path="a.docx", sheet="table 2", cell="B2") == cell.source.place()


def test_paragraphs_stand_above_and_below_their_table(tmp_path: Path) -> None:
    """A note below the first table is its own; a title is that of the next."""
    word = with_table([("1", "2")], "表一")
    word.add_paragraph("注：说明")
    word.add_paragraph("表二")
    add_table(word, [("3", "4")])
    word.add_paragraph("填报人：某某")
    first, second = _grids(saved(word, tmp_path))
    assert (["表一"], ["注：说明"]) == (
        [line.text for line in first.heading],
        [line.text for line in first.trailing],
    )
    assert (["表二"], ["填报人：某某"]) == (
        [line.text for line in second.heading],
        [line.text for line in second.trailing],
    )


def test_a_table_inside_a_cell_comes_after_the_one_around_it(tmp_path: Path) -> None:
    """The inner table is a grid of its own that goes on with the outer one."""
    word = with_table([("a", "b")])
    inside = word.tables[0].cell(0, 1).add_table(rows=1, cols=2)
    inside.cell(0, 0).text, inside.cell(0, 1).text = "c", "d"
    outer, inner = _grids(saved(word, tmp_path))
    assert [["a", "b"]] == _texts(outer)
    assert [["c", "d"]] == _texts(inner)
    assert (True, False) == (outer.first, inner.first)


INSERTED = '<w:ins w:id="1" w:author="a"><w:r><w:t>95%</w:t></w:r></w:ins>'
DELETED = '<w:del w:id="2" w:author="a"><w:r><w:delText>90%</w:delText></w:r></w:del>'


def test_tracked_changes_are_taken_as_accepted(tmp_path: Path) -> None:
    """What was inserted counts; what was deleted is left out and told."""
    path = with_run([("X", "b")], "X", DELETED + INSERTED, tmp_path)
    body = _body(path)
    (grid,) = grids(body.blocks(), LIMITS)
    assert [["95%", "b"]] == _texts(grid)
    (finding,) = body.findings
    assert "text deleted by a tracked change was not read: “90%”" == finding.message.en
    assert Place(path="a.docx", sheet="table 1", cell="A1") == finding.place


def test_a_deleted_row_is_no_row(tmp_path: Path) -> None:
    """A row that a tracked change deletes is left out and told."""
    path = saved(with_table([("a", "b"), ("c", "d")]), tmp_path)
    mark = '<w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr>'
    body = _body(changed(path, BODY, lambda text: text.replace("<w:tr>", mark, 1)))
    (grid,) = grids(body.blocks(), LIMITS)
    assert [["c", "d"]] == _texts(grid)
    assert [("REA002", "text deleted by a tracked change was not read: “ab”")] == _said(
        body.findings
    )


def test_hidden_text_is_left_out_and_told(tmp_path: Path) -> None:
    """Text formatted as hidden is not printed and not read."""
    word = with_table([("a", "b")])
    run = word.tables[0].cell(0, 0).paragraphs[0].add_run("密")
    run.font.hidden = True
    body = _body(saved(word, tmp_path))
    (grid,) = grids(body.blocks(), LIMITS)
    assert [["a", "b"]] == _texts(grid)
    assert [("REA002", "hidden text was not read: “密”")] == _said(body.findings)


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F0A3", "≤"),
        ("Wingdings", "F0FC", "✓"),
        ("Arial", "2265", "≥"),
    ],
)
def test_inserted_signs_are_characters(
    tmp_path: Path, font: str, code: str, shown: str
) -> None:
    """A sign inserted from a font of signs is the character it shows."""
    run = f'<w:r><w:sym w:font="{font}" w:char="{code}"/><w:t>95%</w:t></w:r>'
    (grid,) = _grids(with_run([("X", "b")], "X", run, tmp_path))
    assert [[f"{shown}95%", "b"]] == _texts(grid)


def test_a_sign_that_is_not_known_is_an_error(tmp_path: Path) -> None:
    """No sign is dropped in silence: it may be the operator."""
    run = '<w:r><w:sym w:font="Odd" w:char="F123"/><w:t>95%</w:t></w:r>'
    body = _body(with_run([("X", "b")], "X", run, tmp_path))
    (grid,) = grids(body.blocks(), LIMITS)
    assert [["�95%", "b"]] == _texts(grid)
    said = (
        "the sign F123 of the font “Odd” is not known and became “�”; type the sign "
        "itself"
    )
    assert [("REA003", said)] == _said(body.findings)


TEXT_BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
    'markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing>'
    "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框"
    "</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    """Word keeps a text box twice, for itself and for older programs."""
    path = saved(with_table([("a", "b")], "X"), tmp_path)
    run = "<w:r><w:t>X</w:t></w:r>"
    changed(path, BODY, lambda text: text.replace(run, TEXT_BOX))
    (grid,) = _grids(path)
    assert ["框"] == [line.text for line in grid.heading]


def test_numbers_of_lists_are_read(tmp_path: Path) -> None:
    """Word counts the items of a list and does not keep the numbers as text."""
    word = with_table([("a", "b")])
    cell = word.tables[0].cell(0, 0)
    for text in ("甲", "乙"):
        cell.add_paragraph(text, style="List Number")
    path = saved(word, tmp_path)

    def numbered(text: str) -> str:
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr></w:pPr>'
        return text.replace('<w:pStyle w:val="ListNumber"/></w:pPr>', number)

    definition = (
        '<w:abstractNum w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="{}"/>'
        '<w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num></w:numbering>'
    )
    changed(path, BODY, numbered)
    kept = path.read_bytes()
    for start, form, pattern, shown in (
        (1, "decimal", "%1、", ("1、", "2、")),
        (10, "chineseCounting", "（%1）", ("（十）", "（十一）")),
        (1, "decimalEnclosedCircle", "%1", ("①", "②")),
        (3, "lowerLetter", "%1.", ("c.", "d.")),
        (4, "upperRoman", "%1.", ("IV.", "V.")),
        (1, "bullet", "•", ("", "")),
    ):
        path.write_bytes(kept)
        end = definition.format(start, form, pattern)
        changed(
            path,
            "word/numbering.xml",
            lambda text, end=end: text.replace("</w:numbering>", end),  # type: ignore[misc]
        )
        (grid,) = _grids(path)
        assert [[f"a\n{shown[0]}甲\n{shown[1]}乙", "b"]] == _texts(grid)


def test_headers_and_footers_with_words_are_not_lost(tmp_path: Path) -> None:
    """A page number is left out; what could be part of the form is told."""
    word = _panyu()
    section = word.sections[0]
    section.header.paragraphs[0].text = "项目名称：某某"
    section.footer.paragraphs[0].text = "第 1 页 共 2 页"
    document = read(saved(word, tmp_path))
    assert panyu.as_text() == document
    assert [
        ("REA001", "no field of the form takes this text: “项目名称：某某”")
    ] == _said(document.diagnostics)


def test_a_header_that_repeats_the_title_says_nothing_new(tmp_path: Path) -> None:
    """Only text that does not stand in the body is told."""
    word = _panyu()
    word.sections[0].header.paragraphs[0].text = panyu.TITLE
    assert () == read(saved(word, tmp_path)).diagnostics


def test_comments_are_told(tmp_path: Path) -> None:
    """A reviewer's comment is no part of the form."""
    word = _panyu()
    run = word.paragraphs[0].runs[0]
    word.add_comment(run, text="请核实", author="a")
    document = read(saved(word, tmp_path))
    assert panyu.as_text() == document
    assert [("REA002", "the file has 1 comments, which were not read")] == _said(
        document.diagnostics
    )


def test_formatting_does_not_cut_words(tmp_path: Path) -> None:
    """A word in several runs is one word."""
    word = with_table([("不少于", "b")])
    paragraph = word.tables[0].cell(0, 0).paragraphs[0]
    paragraph.add_run("5").bold = True
    paragraph.add_run("次").font.size = Pt(20)
    (grid,) = _grids(saved(word, tmp_path))
    assert [["不少于5次", "b"]] == _texts(grid)


def test_an_empty_document_says_so(tmp_path: Path) -> None:
    """No paragraph, no table: one finding."""
    document = read(saved(docx.Document(), tmp_path))
    assert [
        (
            "REA004",
            "there is no text in the file; expected a table of performance targets",
        )
    ] == _said(document.diagnostics)


def test_without_its_library_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has not installed the extra learns which it is."""
    path = saved(_panyu(), tmp_path)
    monkeypatch.setitem(sys.modules, "defusedxml", None)
    monkeypatch.delitem(sys.modules, "defusedxml.ElementTree", raising=False)
    with pytest.raises(MissingExtraError, match=r"perftargets\[docx\]"):
        read(path)


def test_a_footnote_of_a_cell_is_told_there(tmp_path: Path) -> None:
    """The mark is no text; what the note says may change the value and is quoted."""
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>95%</w:t></w:r>'
    path = with_run([("X", "b")], "X", reference, tmp_path)
    related = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
    )
    changed(
        path,
        "word/_rels/document.xml.rels",
        lambda text: text.replace("</Relationships>", related + "</Relationships>"),
    )
    with zipfile.ZipFile(path, "a") as container:
        container.writestr(
            "word/footnotes.xml",
            '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/'
            '2006/main"><w:footnote w:id="2"><w:p><w:r><w:t>以年底数为准</w:t></w:r>'
            "</w:p></w:footnote></w:footnotes>",
        )
    body = _body(path)
    (grid,) = grids(body.blocks(), LIMITS)
    assert [["95%", "b"]] == _texts(grid)
    assert ["单元格的脚注没有并入内容：“以年底数为准”"] == [
        each.message.zh for each in body.findings
    ]


def test_the_strict_form_of_docx_is_read(tmp_path: Path) -> None:
    """ISO 29500 strict has other names for the same elements."""
    path = saved(_panyu(), tmp_path)
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    changed(path, BODY, lambda text: text.replace(usual, strict))
    assert panyu.as_text() == read(path)

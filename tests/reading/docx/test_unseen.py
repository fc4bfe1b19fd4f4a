"""What a Word document shows in a cell is read or told; what it does not is neither."""

from pathlib import Path

import pytest

from perftargets.reading import read
from tests.reading.docx.making import changed, saved, with_table

TITLES = ("项目名称", "一级指标", "三级指标", "指标值", "实际完成值")
ROW = ("河道管护", "产出指标", "巡河次数", "VALUE", "26次")
OTHER = ("河道管护", "效益指标", "水质达标率", "≥90%", "92%")

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f' xmlns:w="{W}"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def _run(text: str, look: str = "") -> str:
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{look}<w:t>{text}</w:t></w:r>"


def _math(inner: str) -> str:
    return f"<m:oMath{NAMES}>{inner}</m:oMath>"


def _m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def _control(inner: str) -> str:
    return (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


PICTURE = (
    f"<w:r><w:drawing{NAMES}><a:graphic><a:graphicData "
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphic>'
    "</w:drawing></w:r>"
)
BOX = (
    f"<w:r><w:pict{NAMES}><v:shape><v:textbox><w:txbxContent><w:p>{_run('≥36次')}</w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
OBJECT = (
    f'<w:r><w:object{NAMES}><v:shape><v:imagedata o:title=""/></v:shape>'
    '<o:OLEObject ProgID="Equation.3"/></w:object></w:r>'
)
LIST = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
    '<w:listEntry w:val="≥12次"/><w:listEntry w:val="≥24次"/></w:ddList></w:ffData>'
    '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
EQ = "<w:r><w:instrText> EQ \\f(1,2) </w:instrText></w:r>"

CASES = [
    # Read as it is seen.
    ("formula", _math(_m("≥24")) + _run("次"), "≥24次", None),
    (
        "fraction",
        _run("≥")
        + _math(f"<m:f><m:num>{_m('1')}</m:num><m:den>{_m('2')}</m:den></m:f>"),
        "≥1/2",
        None,
    ),
    (
        "power",
        _math(
            f"{_m('≥')}<m:sSup><m:e>{_m('10')}</m:e><m:sup>{_m('3')}</m:sup></m:sSup>"
        )
        + _run("株"),
        "≥10^3株",
        ("REA003", "“≥10^3株”带有上标，数值不能确定；请写出完整的数"),
    ),
    (
        "brackets",
        _math(f"<m:d><m:dPr/><m:e>{_m('≥24')}</m:e></m:d>") + _run("次"),
        "(≥24)次",
        None,
    ),
    (
        "phonetic guide",
        "<w:r><w:ruby><w:rt>"
        + _run("er")
        + "</w:rt><w:rubyBase>"
        + _run("≥24次")
        + "</w:rubyBase></w:ruby></w:r>",
        "≥24次",
        None,
    ),
    ("list of an old form", LIST, "≥24次", None),
    # Left out without a word, since it says nothing.
    ("placeholder", _control(_run("单击此处输入文字。")), "", None),
    # Left out and told.
    (
        "placeholder with a figure",
        _control(_run("如：≥95%")),
        "",
        ("REA002", "控件还没有填写，提示文字没有读取：“如：≥95%”"),
    ),
    (
        "struck run",
        _run("≥36次", "<w:strike/>") + _run("≥24次"),
        "≥24次",
        ("REA002", "带删除线的文字没有读取：“≥36次”"),
    ),
    (
        "doubly struck run",
        _run("≥36次", "<w:dstrike/>") + _run("≥24次"),
        "≥24次",
        ("REA002", "带删除线的文字没有读取：“≥36次”"),
    ),
    ("strike switched off", _run("≥24次", '<w:strike w:val="0"/>'), "≥24次", None),
    (
        "struck by a style",
        _run("≥36次", '<w:rStyle w:val="Void"/>') + _run("≥24次"),
        "≥24次",
        ("REA002", "带删除线的文字没有读取：“≥36次”"),
    ),
    (
        "hidden run",
        _run("≥36次", "<w:vanish/>") + _run("≥24次"),
        "≥24次",
        ("REA002", "隐藏的文字没有读取：“≥36次”"),
    ),
    (
        "sum without a form in one line",
        _math(f"<m:nary><m:e>{_m('≥24')}</m:e></m:nary>") + _run("次"),
        "�次",
        ("REA003", "公式没有读取（“≥24”），以“�”代替；请写成文字"),
    ),
    (
        "formula of a field",
        EQ,
        "",
        ("REA003", "域公式没有读取：“\\f(1,2)”；请写成文字"),
    ),
    (
        "object",
        OBJECT,
        "",
        ("REA003", "嵌入的对象（Equation.3）没有读取；请把其中内容写成文字"),
    ),
    ("picture", PICTURE + _run("≥24次"), "≥24次", ("REA002", "图片或图表没有读取")),
    (
        "text box over a filled cell",
        BOX + _run("≥24次"),
        "≥24次",
        ("REA001", "读不出这段文字属于哪一栏：“≥36次”"),
    ),
    (
        "text box in an empty cell",
        BOX,
        "≥36次",
        ("REA002", "单元格里的文本框按单元格的内容读取：“≥36次”"),
    ),
]

STYLES = (
    '<w:style w:type="character" w:styleId="Base"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Void"><w:basedOn w:val="Base"/></w:style>'
)


@pytest.mark.parametrize(
    ("inside", "target", "told"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_each_piece_of_a_cell_is_read_or_told(
    tmp_path: Path, inside: str, target: str, told: tuple[str, str] | None
) -> None:
    """The row keeps its other fields, and nothing else is said."""
    path = saved(with_table([TITLES, ROW, OTHER]), tmp_path)
    old = "<w:r><w:t>VALUE</w:t></w:r>"
    changed(path, "word/document.xml", lambda text: text.replace(old, inside))
    changed(
        path,
        "word/styles.xml",
        lambda text: text.replace("</w:styles>", f"{STYLES}</w:styles>"),
    )
    document = read(path)
    assert [
        ("产出指标", "巡河次数", target, "26次"),
        ("效益指标", "水质达标率", "≥90%", "92%"),
    ] == [
        (row.category, row.name, row.target.text, row.actual and row.actual.text)
        for _, row in document.rows()
    ]
    assert ([] if told is None else [told]) == [
        (each.code, each.message.zh) for each in document.diagnostics
    ]
    for each in document.diagnostics:
        assert "D2" == (each.place and each.place.cell)


def test_an_unfilled_control_round_a_cell_leaves_the_cell_blank(tmp_path: Path) -> None:
    """The cell stays in its column."""
    path = saved(with_table([TITLES, ROW, OTHER]), tmp_path)
    start = "<w:tc><w:tcPr>"
    cell = _control("<w:tc><w:p><w:r><w:t>请填写</w:t></w:r></w:p></w:tc>")

    def change(text: str) -> str:
        at = text.index("VALUE")
        begin = text.rindex(start, 0, at)
        end = text.index("</w:tc>", at) + len("</w:tc>")
        return text[:begin] + cell + text[end:]

    changed(path, "word/document.xml", change)
    document = read(path)
    assert [("", "26次"), ("≥90%", "92%")] == [
        (row.target.text, row.actual and row.actual.text) for _, row in document.rows()
    ]
    assert () == document.diagnostics


def test_a_small_table_in_a_cell_is_told_there_and_moves_into_no_row(
    tmp_path: Path,
) -> None:
    """≥24 and 次 in cells of their own are no row of the table around them."""
    word = with_table([TITLES, (*ROW[:3], "", ROW[4]), OTHER])
    inner = word.tables[0].cell(1, 3).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "≥24", "次"
    document = read(saved(word, tmp_path))
    assert [("产出指标", ""), ("效益指标", "≥90%")] == [
        (row.category, row.target.text) for _, row in document.rows()
    ]
    assert [
        ("REA003", "单元格里还有一个表格，没有读取：“≥24 次”；请写成文字", "D2")
    ] == [
        (each.code, each.message.zh, each.place and each.place.cell)
        for each in document.diagnostics
    ]


def test_a_hidden_row_is_told_and_not_read(tmp_path: Path) -> None:
    """Word leaves it out of sight and of print."""
    path = saved(with_table([TITLES, ROW, OTHER]), tmp_path)

    def change(text: str) -> str:
        at = text.rindex("<w:tr>", 0, text.index("VALUE"))
        return f"{text[:at]}<w:tr><w:trPr><w:hidden/></w:trPr>{text[at + 6 :]}"

    changed(path, "word/document.xml", change)
    document = read(path)
    assert ["≥90%"] == [row.target.text for _, row in document.rows()]
    assert [("REA002", "隐藏的文字没有读取：“河道管护产出指标巡河次数VALUE26次”")] == [
        (each.code, each.message.zh) for each in document.diagnostics
    ]

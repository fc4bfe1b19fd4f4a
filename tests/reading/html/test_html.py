"""Tables of HTML pages: spans, nesting, text as shown, encodings, what is left out."""

from html import escape
from pathlib import Path

import attrs
import pytest

from perftargets.model.project import Document
from perftargets.reading import read
from perftargets.reading.formats.html.blocks import BlockBuilder
from perftargets.reading.formats.page import grids, unframed
from perftargets.reading.limits import LIMITS, Limits
from perftargets.reading.tables.grid import Grid
from perftargets.text import Place
from tests.reading import panyu


def _page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def _table(rows: list[tuple[str, ...]]) -> str:
    lines = (
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return "<table>" + "\n".join(lines) + "</table>"


def _grids(html: str) -> tuple[Grid, ...]:
    blocks = BlockBuilder(html, "a.html", LIMITS).read()
    return grids(unframed(blocks), LIMITS)


def _texts(grid: Grid) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in grid.rows]


def _read(folder: Path, content: str | bytes) -> Document:
    path = folder / "page.html"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path)


def _notices(document: Document) -> list[tuple[str, str]]:
    return [(each.code, each.message.en) for each in document.diagnostics]


def test_the_panyu_table_is_the_same_document_as_its_text(tmp_path: Path) -> None:
    """Title above the table, five columns, the list of rows in one cell."""
    body = f"<h1>{panyu.TITLE}</h1>" + _table([panyu.COLUMNS, *panyu.rows()])
    document = _read(tmp_path, _page(body))
    assert panyu.as_text() == document
    assert () == document.diagnostics


def test_a_caption_is_a_title(tmp_path: Path) -> None:
    """The caption of a table stands above it."""
    table = _table([panyu.COLUMNS, *panyu.rows()])
    caption = f"<table><caption>{panyu.TITLE}</caption>"
    document = _read(tmp_path, _page(table.replace("<table>", caption)))
    assert panyu.as_text() == document


def test_a_published_page_around_the_table_changes_nothing(tmp_path: Path) -> None:
    """Menus far from the table are left out with one notice, scripts without one."""
    menu = "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(40))
    table = _table([panyu.COLUMNS, *panyu.rows()])
    body = (
        f"<ul>{menu}</ul><p>当前位置：首页</p><p>来源：本站</p><p>字号：大</p><p>打印</p>"
        f"<p>分享</p><h1>{panyu.TITLE}</h1>{table}<script>var a = '<table>';</script>"
    )
    document = _read(tmp_path, _page(body, "<title>某某政府网</title>"))
    assert panyu.as_text() == document
    said = (
        "40 lines far from any table were taken as the page's own and not read: "
        "“栏目0 栏目1 栏目2 栏目3 栏目4 栏目5 栏目6 栏目7 栏目8 栏目9…”"
    )
    assert ("REA002", said) == _notices(document)[0]


def test_spans_cover_rows_and_columns() -> None:
    """A merged cell stands once; what it covers is None."""
    (grid,) = _grids(
        "<table><tr><th rowspan=2>A</th><th colspan='2'>B</th></tr>"
        "<tr><td>1</td><td>2</td></tr></table>"
    )
    assert [["A", "B", None], [None, "1", "2"]] == _texts(grid)
    assert [(2, 1), (1, 2)] == [
        (cell.row_span, cell.column_span) for cell in grid.rows[0] if cell
    ]


def test_spans_end_where_the_table_ends() -> None:
    """A rowspan of 0 and a huge one reach the last row, not further."""
    for span in ("0", "65534"):
        (grid,) = _grids(
            f"<table><tr><td rowspan={span}>A<td>1<tr><td>2<tr><td>3</table>"
        )
        assert [["A", "1"], [None, "2"], [None, "3"]] == _texts(grid)
        assert grid.rows[0][0] is not None
        assert 3 == grid.rows[0][0].row_span


def test_a_span_ends_before_a_cell_merged_from_above() -> None:
    """Overlapping spans are legal in HTML; the one from above keeps its place."""
    (grid,) = _grids(
        "<table><tr><td>1<td rowspan=2>A<td>2<tr><td colspan=3>B<td>C</table>"
    )
    assert [["1", "A", "2"], ["B", None, "C"]] == _texts(grid)


def test_end_tags_may_be_missing() -> None:
    """Cells and rows end where the next one begins."""
    (grid,) = _grids("<table><tr><td>a<td>b<tr><td>c<td>d</table>")
    assert [["a", "b"], ["c", "d"]] == _texts(grid)


def test_a_table_that_only_arranges_others_is_no_table() -> None:
    """A frame of one column gives its content: the title, then the table in it."""
    (grid,) = _grids(
        "<table><tr><td>标题<table><tr><td>a<td>b</table></td></tr></table>"
    )
    assert [["a", "b"]] == _texts(grid)
    assert ["标题"] == [line.text for line in grid.heading]


def test_a_table_inside_a_cell_comes_after_the_one_around_it() -> None:
    """The outer cell keeps its own text; the inner table is a grid that goes on."""
    outer, inner = _grids(
        "<table><tr><td>x<td>前<table><tr><td>a<td>b</table>后</td></tr></table>"
    )
    assert [["x", "前\n后"]] == _texts(outer)
    assert [["a", "b"]] == _texts(inner)
    assert (True, False) == (outer.first, inner.first)


def test_notes_below_a_table_belong_to_it() -> None:
    """注： right below the first table is not the title of the second."""
    first, second = _grids(
        "<table><tr><td>1<td>2</table><p>注：说明<p>表二<table><tr><td>3<td>4</table>"
    )
    assert ["注：说明"] == [line.text for line in first.trailing]
    assert ["表二"] == [line.text for line in second.heading]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("&ge;95&#37;", "≥95%"),
        ("&#x2265;95&nbsp;%", "≥95 %"),
        ("a&lt;b&amp;c", "a<b&c"),
        ("5 < 6", "5 < 6"),
        ("不少于<b>5</b>次", "不少于5次"),
        ("不少于\n   5次", "不少于 5次"),
        ("提高农村\n      居民收入", "提高农村居民收入"),
        ("one\ntwo", "one two"),
        ("一<br>二<p>三</p>四", "一\n二\n三\n四"),
        ("<ol><li>甲</li><li>乙</li></ol>", "1. 甲\n2. 乙"),
        ("<pre>甲\n乙</pre>", "甲\n乙"),
        ("甲<!-- 乙 -->丙", "甲丙"),
        ("甲<script>乙</script><style>丙</style>丁", "甲丁"),
        ("<input type=text value='95%'>", "95%"),
        ("<input type=hidden value='95%'>", ""),
        ("&unknown; &", "&unknown; &"),
    ],
)
def test_text_is_what_a_browser_shows(html: str, shown: str) -> None:
    """Entities, blanks, lines, lists; no comment, no script."""
    (grid,) = _grids(f"<table><tr><td>{html}</td><td>x</td></tr></table>")
    assert [[shown, "x"]] == _texts(grid)


def test_each_piece_of_text_knows_its_line_and_column() -> None:
    """Text after an entity and on a later line still has its place."""
    (grid,) = _grids("<table>\n<tr><td>a&ge;b\n c</td></tr></table>")
    source = grid.rows[0][0].source if grid.rows[0][0] else None
    assert source is not None
    assert "a≥b c" == source.text
    assert [
        Place(path="a.html", line=2, column=9),
        Place(path="a.html", line=2, column=10),
        Place(path="a.html", line=2, column=14),
        Place(path="a.html", line=3, column=2),
    ] == [source.place(offset) for offset in (0, 1, 2, 4)]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>旧数</p>",
        "<span style='color:red; display: none'>旧数</span>",
        "<del>旧数</del>",
        "<s>旧数</s>",
    ],
)
def test_text_that_is_not_shown_is_left_out_and_told(hidden: str) -> None:
    """Hidden and struck text is no value, and not lost in silence."""
    builder = BlockBuilder(f"<table><tr><td>新数{hidden}<td>x</table>", None, LIMITS)
    (grid,) = grids(builder.read(), LIMITS)
    assert [["新数", "x"]] == _texts(grid)
    assert [
        ("REA002", "text that the page hides or strikes out was not read: “旧数”")
    ] == [(each.code, each.message.en) for each in builder.findings]


def test_a_hidden_row_ends_where_the_next_row_begins() -> None:
    """A row without an end tag hides itself only."""
    html = "<table><tr><td>1<tr style='display:none'><td>2<tr><td>3</table>"
    (grid,) = _grids(html)
    assert [["1"], ["3"]] == _texts(grid)


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8-sig", ""),
        ("utf-8", ""),
        ("utf-16", ""),
        ("gb18030", "<meta charset='gb2312'>"),
        (
            "gb18030",
            "<meta http-equiv='Content-Type' content='text/html; charset=GBK'>",
        ),
    ],
)
def test_encodings_of_published_pages(tmp_path: Path, encoding: str, head: str) -> None:
    """A mark, UTF-8, or the encoding the page names: read, and nothing guessed."""
    body = f"<h1>{panyu.TITLE}</h1>" + _table([panyu.COLUMNS, *panyu.rows()])
    document = _read(tmp_path, _page(body, head).encode(encoding))
    assert panyu.as_text() == document


def test_an_encoding_that_is_not_named_is_a_guess(tmp_path: Path) -> None:
    """GB18030 without a word about it is read, and said."""
    body = f"<h1>{panyu.TITLE}</h1>" + _table([panyu.COLUMNS, *panyu.rows()])
    document = _read(tmp_path, _page(body).encode("gb18030"))
    assert panyu.as_text() == document
    assert ("REA002", "the file is not UTF-8 and was read as GB18030") in _notices(
        document
    )


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>a</td><td>b <!-- c</td></tr></table>",
        "<table><tr><td>a</td><td>b <script> c</td></tr></table>",
        "<table><tr><td>a</td><td>b <a href='c",
    ],
)
def test_what_follows_a_tag_that_never_ends_is_reported(html: str) -> None:
    """A page that breaks off keeps what came before, and says what is lost."""
    builder = BlockBuilder(html, "a.html", LIMITS)
    (grid,) = grids(builder.read(), LIMITS)
    assert [["a", "b"]] == _texts(grid)
    (finding,) = builder.findings
    assert "REA001" == finding.code
    assert finding.place is not None
    assert 1 == finding.place.line


@pytest.mark.parametrize(
    ("html", "limits", "said"),
    [
        (
            "<table><tr><td>" * 4,
            Limits(depth=3),
            "tables are nested deeper than the limit of 3 levels",
        ),
        (
            "<table><tr><td>a<td>b<tr><td>c</table>",
            Limits(cells=2),
            "there are more cells than the limit of 2",
        ),
        (
            "<table><tr><td>a<tr><td>b</table>",
            Limits(rows=1),
            "a table has 2 rows, over the limit of 1",
        ),
        (
            "<table><tr><td>a<td>b</table>" * 3,
            Limits(tables=2),
            "there are more tables than the limit of 2",
        ),
        (
            "<table><tr><td colspan=9>a<td colspan=9>b</table>",
            Limits(columns=10),
            "a table has 18 columns, over the limit of 10",
        ),
    ],
)
def test_limits_are_told(tmp_path: Path, html: str, limits: Limits, said: str) -> None:
    """A page over a limit gives one finding and no project."""
    path = tmp_path / "page.html"
    path.write_text(_page(html), encoding="utf-8")
    document = read(path, limits=limits)
    ((code, message),) = _notices(document)
    limit = next(
        name
        for name, value in attrs.asdict(limits).items()
        if value != getattr(LIMITS, name)
    )
    more = f"; split it, or raise the limit {limit} (--limit {limit}=… of the command)"
    assert ("REA004", said + more) == (code, message)
    assert () == document.projects


@pytest.mark.parametrize(
    "piece",
    ["<a ", "<!--", "<![CDATA[", "<", "&", "<!x", "<script>", "<?", "<a b='", "</"],
)
def test_broken_markup_by_the_megabyte_is_read_once(piece: str) -> None:
    """Each kind of broken tag ends, whatever its number; none is tried again."""
    builder = BlockBuilder("a" + piece * 100_000, None, LIMITS)
    blocks = builder.read()
    assert 1 == len(blocks)

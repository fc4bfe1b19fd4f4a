"""PDFs: ruled tables across pages, running text, scans, locks, damage, limits."""

import io
import logging
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from perftargets._data import data
from perftargets.errors import MissingExtraError
from perftargets.reading.formats.pdf.canvas import Printed
from perftargets.reading.formats.pdf.guard import pages
from perftargets.reading.formats.pdf.lines import lines as to_lines
from perftargets.reading.limits import LIMITS, Limits
from tests.reading import panyu
from tests.reading.pdf.making import FONT, GRID, Style, document, lines, style, table
from tests.reading.pdf.reading import (
    ROWS,
    WIDTHS,
    codes,
    noticed,
    opened,
    tables,
    texts,
)

pytestmark = pytest.mark.sampled


@pytest.mark.parametrize("height", [400, 500, 600, A4[1]])
@pytest.mark.parametrize("titles", [0, 1])
@pytest.mark.parametrize("cut", ["cut", "whole"])
@pytest.mark.parametrize("align", ["TOP", "MIDDLE"])
def test_the_panyu_table_is_the_same_document_as_its_text(
    tmp_path: Path,
    height: float,
    titles: int,
    cut: str,
    align: str,
) -> None:
    """Wherever pages break, rows are cut, and titles are repeated or not."""
    ruled = table(
        ROWS,
        WIDTHS,
        GRID,
        ("VALIGN", (0, 0), (-1, -1), align),
        titles=titles,
        split=cut == "cut",
    )
    content = document(panyu.TITLE, ruled, page=(A4[0], height))
    found = opened(tmp_path, content)
    assert panyu.as_text() == found
    assert codes(found) <= ({"REA002"} if cut == "cut" else set())


@pytest.mark.parametrize(
    "styles",
    [
        # Lines inside only: neither sides nor top and bottom are closed.
        (("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black),),
        # No lines at the sides.
        (
            ("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("LINEABOVE", (0, 0), (-1, 0), 0.5, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black),
        ),
        # Cells told apart by their shade as well.
        (GRID, ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey)),
    ],
)
def test_tables_that_are_ruled_otherwise(
    tmp_path: Path, styles: tuple[Style, ...]
) -> None:
    """Outer columns count where no line closes them."""
    content = document(panyu.TITLE, table(ROWS, WIDTHS, *styles, split=False))
    assert panyu.as_text() == opened(tmp_path, content)


def test_the_running_text_form_is_read_where_no_lines_are(tmp_path: Path) -> None:
    """Lines of text on pages are the form that the published text has."""
    text = data("example", "panyu-2022.txt").read_text(encoding="utf-8").splitlines()
    full = [line for line in text if line.strip()]
    content = lines(full[:50], full[50:100], full[100:])
    found = opened(tmp_path, content)
    assert panyu.as_text() == found
    place = found.projects[0].indicators[0].place
    assert place is not None
    assert (1, 10) == (place.page, place.line)
    places = [project.place for project in found.projects if project.place]
    assert [1, 1, 1, 1, 2, 2, 2, 3] == [place.page for place in places]


def test_a_title_of_two_lines_is_one_title(tmp_path: Path) -> None:
    """A line as wide as the page goes on below, and so does one in brackets."""
    for page, widths in ((480, (50, 50, 60, 100, 120)), (444, (40, 40, 50, 80, 90))):
        ruled = table(ROWS, widths, titles=1)
        content = document(panyu.TITLE, ruled, page=(page, 842))
        assert panyu.as_text() == opened(tmp_path, content)


def test_wrapped_lines_join_without_a_space_and_paragraphs_do_not() -> None:
    """Where a line is full the next one goes on; a short line ends."""
    rows = [
        ("提高农村居民人均可支配收入和生活水平", "x"),
        ("1.酒店不少于10家<br/>2.房间", "x"),
        ("先甲，<br/>后乙", "B"),
    ]
    (grid,) = texts(document(table(rows, (66, 60))))
    assert [
        ["提高农村居民人均可支配收入和生活水平", "x"],
        ["1.酒店不少于10家\n2.房间", "x"],
        ["先甲，后乙", "B"],
    ] == grid


def test_an_empty_cell_is_empty_and_a_merged_one_is_none() -> None:
    """The two are told apart."""
    ruled = table(
        [("A", "", "B"), ("1", "", "2")], (60, 60, 60), GRID, ("SPAN", (0, 0), (1, 0))
    )
    assert [[["A", None, "B"], ["1", "", "2"]]] == texts(document(ruled))


def test_places_are_page_and_row() -> None:
    """The third row on the first page is row 3 of page 1."""
    (grid,) = tables(document(table([("a", "b")] * 3, (60, 60))))
    cell = grid.rows[2][0]
    assert cell is not None
    place = cell.source.place()
    assert (1, 3) == (place.page, place.row)


def test_letters_printed_twice_count_once() -> None:
    """Bold type that is printed twice with a small shift is one letter."""
    data = io.BytesIO()
    style()
    canvas = Canvas(data)
    canvas.setFont(FONT, 12)
    for shift in (0, 0.3):
        canvas.drawString(60 + shift, 700, "绩效目标")
    canvas.save()
    (page,) = pages(data.getvalue(), LIMITS)
    assert isinstance(page, Printed)
    assert ["绩效目标"] == [line.text for line in to_lines(page.glyphs)]


def _scan(*texts: str) -> bytes:
    data = io.BytesIO()
    style()
    canvas = Canvas(data)
    for text in texts:
        if text:
            canvas.setFont(FONT, 12)
            canvas.drawString(60, 700, text)
        else:
            canvas.drawImage(ImageReader(Image.new("L", (60, 80))), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def _no_text(page: int) -> tuple[str, str]:
    said = (
        f"page {page} has no text layer (a scan, it seems); run text recognition on it "
        "or give the Word or Excel original"
    )
    return "REA004", said


def test_a_scan_says_so_page_by_page(tmp_path: Path) -> None:
    """Pages that are pictures give no table, and each is told."""
    assert [_no_text(1), _no_text(2)] == noticed(opened(tmp_path, _scan("", "")))


def test_a_scanned_page_among_others_is_told(tmp_path: Path) -> None:
    """What can be read is read beside it."""
    found = opened(tmp_path, _scan("绩效目标", ""))
    assert _no_text(2) == noticed(found)[0]


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    """A password for opening is asked for, not guessed."""
    data = io.BytesIO()
    canvas = Canvas(data, encrypt="secret")
    canvas.drawString(60, 700, "text")
    canvas.save()
    assert [
        ("REA004", "the PDF is locked with a password; save it without one")
    ] == noticed(opened(tmp_path, data.getvalue()))


def test_a_pdf_that_only_forbids_changes_is_read() -> None:
    """Without a password for opening nothing keeps a reader out."""
    data = io.BytesIO()
    lock = StandardEncryption("", ownerPassword="owner", canModify=0)
    canvas = Canvas(data, encrypt=lock)
    canvas.drawString(60, 700, "text")
    canvas.save()
    (page,) = pages(data.getvalue(), LIMITS)
    assert isinstance(page, Printed)
    assert ["text"] == [line.text for line in to_lines(page.glyphs)]


def test_a_page_that_is_turned_reads_as_shown(tmp_path: Path) -> None:
    """A wide page is often kept upright and turned for showing."""
    data = io.BytesIO()
    made = table(ROWS, WIDTHS, split=False)
    # The size as shown: what is kept is 1300 points wide and 600 high.
    canvas = Canvas(data, pagesize=(600, 1300))
    canvas.setPageRotation(90)
    # Turned to the right on showing, so it is drawn turned to the left.
    canvas.translate(1300, 0)
    canvas.rotate(90)
    _, height = made.wrapOn(canvas, 600, 1300)
    made.drawOn(canvas, 30, 1280 - height)
    canvas.save()
    found = opened(tmp_path, data.getvalue())
    assert panyu.as_text().projects == found.projects


def test_a_pdf_without_text_says_so(tmp_path: Path) -> None:
    """An empty page is no scan."""
    data = io.BytesIO()
    canvas = Canvas(data)
    canvas.showPage()
    canvas.save()
    said = "there is no text in the PDF; expected a table of performance targets"
    assert [("REA004", said)] == noticed(opened(tmp_path, data.getvalue()))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_pdf_that_breaks_off_raises_nothing(tmp_path: Path, share: float) -> None:
    """Whatever is left of it gives a document with an error."""
    content = document(panyu.TITLE, table(ROWS, WIDTHS))
    found = opened(tmp_path, content[: int(len(content) * share)])
    assert "REA004" in codes(found)
    assert () == found.projects


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (
            Limits(pages=1),
            (
                "there are more pages than the limit of 1; it was not read; split it, "
                "or raise the limit pages (--limit pages=… of the command)"
            ),
        ),
        (
            Limits(seconds=0),
            (
                "reading takes longer than the limit of 0 seconds; it was not "
                "read; split it, or raise the limit seconds (--limit seconds=… of the "
                "command)"
            ),
        ),
    ],
)
def test_limits_are_told(tmp_path: Path, limits: Limits, said: str) -> None:
    """Half a document is none: a limit gives one finding."""
    content = document(panyu.TITLE, table(ROWS, WIDTHS), page=(A4[0], 500))
    found = opened(tmp_path, content, limits)
    assert [("REA004", said)] == noticed(found)
    assert () == found.projects


def _by_hand(content: bytes, dictionary: str = "", resources: str = "") -> bytes:
    """Make a PDF of one page out of its bytes, the table of its objects found anew."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<"
        f"{resources}>>>>".encode(),
        f"<</Length {len(content)}{dictionary}>>stream\n".encode()
        + content
        + b"\nendstream",
    ]
    body = b"%PDF-1.4\n"
    for number, each in enumerate(objects, start=1):
        body += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    return body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            _by_hand(zlib.compress(b" " * 40_000_000, 9), "/Filter/FlateDecode"),
            "a stream unpacks to more than the limit of 33554432 bytes, like a bomb",
        ),
        (
            _by_hand(
                zlib.compress(zlib.compress(b" " * 40_000_000, 9), 9),
                "/Filter[/FlateDecode/FlateDecode]",
            ),
            "a stream is packed more than once, like a bomb",
        ),
        (
            _by_hand(
                zlib.compress(b" " * 99, 9),
                "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 999999999>>",
            ),
            "a stream unpacks to more than the limit of 100000 bytes, like a bomb",
        ),
        (
            _by_hand(b"q " * 500_000),
            "a page draws more than the limit of 400000 objects",
        ),
        (
            _by_hand(
                b"BT /F 9 Tf <0001> Tj ET",
                resources="/Font<</F<</Type/Font/Subtype/Type0/BaseFont/X/Encoding"
                "/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
                "/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
                "/Supplement 0>>/W[0 2000000000 500]>>]>>>>",
            ),
            "a font states more than the limit of 2000000 widths",
        ),
        (
            _by_hand(
                b"".join(
                    b"0 %d m 600 %d l S %d 0 m %d 800 l S " % (n, n, n, n)
                    for n in range(0, 4000, 4)
                )
            ),
            "the lines of a page cross more often than the limit of 400000",
        ),
    ],
)
def test_bombs_are_refused(tmp_path: Path, content: bytes, said: str) -> None:
    """What a small file unpacks to is bounded, by whatever means it grows."""
    found = opened(tmp_path, content)
    assert () == found.projects
    assert said in found.diagnostics[0].message.en
    assert {"REA004"} == codes(found)


def test_without_its_library_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has not installed the extra learns which it is."""
    for name in ("canvas", "guard"):
        module = f"perftargets.reading.formats.pdf.{name}"
        monkeypatch.delitem(sys.modules, module, raising=False)
        monkeypatch.delattr(module, raising=False)
    monkeypatch.setitem(sys.modules, "pdfplumber.page", None)
    with pytest.raises(MissingExtraError, match=r"perftargets\[pdf\]"):
        opened(tmp_path, b"%PDF-1.4")


def test_letters_without_a_code_are_told(tmp_path: Path) -> None:
    """A font that does not say which letters it prints leaves nothing to read."""
    font = (
        "/Font<</F<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H"
        "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo"
        "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>>>"
    )
    text = b"BT /F 9 Tf 60 700 Td <000100020003> Tj ET"
    found = opened(tmp_path, _by_hand(text, resources=font))
    said = "3 characters of page 1 have no code and became “�”"
    assert ("REA003", said) == noticed(found)[0]


def test_a_damaged_page_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    """A page whose content cannot be read gives an error of its own."""
    content = lines(["one"], ["two"])
    damaged = content.replace(b"/Rotate 0", b"/Rotate /X", 1)
    assert content != damaged
    found = opened(tmp_path, damaged)
    assert found.diagnostics[0].message.en.startswith("page 1 is damaged (")
    assert {"REA003", "REA004"} == codes(found)


def test_text_recognised_from_a_scan_is_read_and_told(tmp_path: Path) -> None:
    """Text that lies unseen over a picture may be wrong, so a reader is told."""
    data = io.BytesIO()
    style()
    canvas = Canvas(data)
    canvas.drawImage(ImageReader(Image.new("L", (60, 80))), 0, 0, 595, 842)
    text = canvas.beginText(60, 700)
    text.setFont(FONT, 12)
    text.setTextRenderMode(3)
    text.textLine("绩效目标")
    canvas.drawText(text)
    canvas.save()
    said = (
        "the text of page 1 lies hidden over a picture (recognised from a scan, it "
        "seems); check it against the picture"
    )
    assert ("REA002", said) == noticed(opened(tmp_path, data.getvalue()))[0]


def test_what_the_library_logs_does_not_reach_stderr(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A font without a box makes pdfminer warn; nobody asked for that."""
    font = "/Font<</F<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor"
    font += "<</Type/FontDescriptor/FontName/X>>>>>>"
    content = _by_hand(b"BT /F 9 Tf 60 700 Td (text) Tj ET", resources=font)
    logger = logging.getLogger("pdfminer")
    # As in a program that sets up no logging, unlike one that runs under pytest.
    before, root = list(logger.handlers), logging.getLogger()
    taken, root.handlers = root.handlers, []
    try:
        opened(tmp_path, content)
    finally:
        root.handlers = taken
    assert "" == capfd.readouterr().err
    assert before == logger.handlers

"""Damaged and hostile containers: a clear message, and nothing unpacked beyond it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from perftargets.reading import read
from perftargets.reading.formats.zip import UnusableError, open_zip
from perftargets.reading.limits import LIMITS, Limits
from tests.reading import panyu
from tests.reading.docx.making import changed, saved, with_table

BODY = "word/document.xml"


def _document(folder: Path) -> Path:
    return saved(with_table([panyu.COLUMNS, *panyu.rows()], panyu.TITLE), folder)


def _packed(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return data.getvalue()


def _raised(limit: str) -> str:
    return f"; split it, or raise the limit {limit} (--limit {limit}=… of the command)"


def _said(path: Path, limits: Limits = LIMITS) -> str:
    """Read a file that must give one error and no project; give its message."""
    document = read(path, limits=limits)
    (finding,) = document.diagnostics
    assert "REA004" == finding.code
    assert () == document.projects
    assert finding.message.zh
    return finding.message.en


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_container_that_breaks_off_is_damaged(tmp_path: Path, share: float) -> None:
    """The directory stands at the end of a container, and is lost first."""
    path = _document(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert "damaged" in _said(path)


def test_a_part_that_was_changed_is_damaged(tmp_path: Path) -> None:
    """A part whose checksum is wrong is not read."""
    path = _document(tmp_path)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as container:
        start = container.getinfo(BODY).header_offset + 200
    content[start : start + 20] = b"\xff" * 20
    path.write_bytes(bytes(content))
    assert _said(path).startswith(f"the file is damaged ({BODY}: ")


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """A part that grows a thousandfold is refused by what the directory says."""
    path = _document(tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as container:
        container.writestr("word/media/x.bin", bytes(50_000_000))
    assert "like a zip bomb; it was not read" in _said(path)


def test_what_is_unpacked_is_bounded(tmp_path: Path) -> None:
    """All parts together have a limit of their own."""
    said = _said(_document(tmp_path), Limits(unpacked=1000))
    assert said.endswith("over the limit of 1000 bytes" + _raised("unpacked"))


def test_the_number_of_entries_is_bounded(tmp_path: Path) -> None:
    """The directory is counted before it is read."""
    said = "the container holds more than the limit of 3 files" + _raised("entries")
    assert said == _said(_document(tmp_path), Limits(entries=3))


def test_two_parts_of_one_name_are_refused() -> None:
    """Which of them counts differs from program to program."""
    content = _packed({"word/a.xml": b"a", "word/b.xml": b"b"})
    content = content.replace(b"word/b.xml", b"word/a.xml")
    with pytest.raises(UnusableError, match="damaged"):
        open_zip(content)


def test_a_locked_part_is_told(tmp_path: Path) -> None:
    """The mark of encryption in the directory is enough."""
    path = _document(tmp_path)
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1
    path.write_bytes(bytes(content))
    assert "the file is locked with a password; save it without one" == _said(path)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declaration", [ENTITIES, OUTSIDE, "<!DOCTYPE x>"])
def test_xml_with_a_dtd_is_refused(tmp_path: Path, declaration: str) -> None:
    """No entity is expanded, and no file from outside is read."""

    def change(text: str) -> str:
        start = text.index("<w:document")
        return text[:start] + declaration + text[start:]

    said = _said(changed(_document(tmp_path), BODY, change))
    assert said.startswith(f"{BODY} in it has a DTD or declares entities")


@pytest.mark.parametrize(
    ("encoding", "prolog", "is_refused"),
    [
        ("utf-8", "", False),
        ("utf-8", "<?xml version='1.0'?><!-- <!DOCTYPE x> -->", False),
        ("utf-8", ENTITIES, True),
        ("utf-8", "<!-- a -->" + ENTITIES, True),
        ("utf-16", ENTITIES, True),
        ("utf-8", "<!-- never closed ", True),
        ("utf-8", " " * 70_000, True),
    ],
)
def test_parts_for_other_libraries_are_checked_too(
    encoding: str,
    prolog: str,
    is_refused: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """The beginning of each XML part shows whether it has a DTD."""
    content = f"{prolog}<a>&lt;!DOCTYPE x></a>".encode(encoding)
    container = open_zip(_packed({"xl/workbook.xml": content, "b.bin": b"<!DOCTYPE"}))
    if is_refused:
        with pytest.raises(UnusableError):
            container.check_xml()
    else:
        container.check_xml()


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    """A hundred thousand elements inside each other are found without recursion."""
    nested = "<w:sdt>" * 100_000 + "</w:sdt>" * 100_000

    def change(text: str) -> str:
        return text.replace("<w:sectPr", nested + "<w:sectPr", 1)

    said = f"{BODY} is nested deeper than the limit of 100 levels{_raised('depth')}"
    assert said == _said(changed(_document(tmp_path), BODY, change))


def test_broken_xml_is_told(tmp_path: Path) -> None:
    """XML that ends early names the part."""
    path = changed(_document(tmp_path), BODY, lambda text: text[: len(text) // 2])
    assert _said(path).startswith(f"{BODY} in it is not well-formed XML")


def test_a_span_of_a_million_columns_is_cut(tmp_path: Path) -> None:
    """A cell cannot claim more columns than a table may have."""
    path = saved(with_table([("a", "b")]), tmp_path)
    wide = '<w:tcPr><w:gridSpan w:val="999999"/>'
    changed(path, BODY, lambda text: text.replace("<w:tcPr>", wide, 1))
    said = "a table has 501 columns, over the limit of 500" + _raised("columns")
    assert said == _said(path)


def test_a_container_without_a_document_is_named(tmp_path: Path) -> None:
    """A ZIP of anything else is no Word document."""
    path = tmp_path / "a.docx"
    path.write_bytes(_packed({"word/document.xml": b"<a/>"}))
    said = "the container holds no body of a Word document; expected a DOCX file"
    assert said == _said(path)


@pytest.mark.parametrize(
    "relate",
    [
        lambda text: text.replace('Target="word/', 'Target="../../../word/'),
        lambda text: text.replace('Target="word/', 'Target="/word/'),
    ],
)
def test_paths_of_parts_stay_inside(
    tmp_path: Path, relate: Callable[[str], str]
) -> None:
    """A part is only a name: leading outwards it still names a part inside."""
    path = changed(_document(tmp_path), "_rels/.rels", relate)
    assert panyu.as_text() == read(path)


def test_macros_are_told_and_never_run(tmp_path: Path) -> None:
    """A document that holds macros is read for its text."""
    path = _document(tmp_path)
    with zipfile.ZipFile(path, "a") as container:
        container.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    document = read(path)
    assert panyu.as_text() == document
    assert ["the file holds macros; none was run, only text and tables were read"] == [
        each.message.en for each in document.diagnostics
    ]


def test_other_files_are_read_beside_a_damaged_one(tmp_path: Path) -> None:
    """A bad file spoils nothing of the next one."""
    good = _document(tmp_path)
    bad = tmp_path / "bad.docx"
    bad.write_bytes(good.read_bytes()[:1000])
    assert ["REA004"] == [each.code for each in read(bad).diagnostics]
    assert panyu.as_text() == read(good)

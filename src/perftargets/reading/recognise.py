"""Which form a file has, by its content; the ending of its name decides nothing alone.

A form that cannot be read is named too, with what to save it as.
"""

import re
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

import attrs

from perftargets.findings import Message
from perftargets.reading import words
from perftargets.reading.formats.encodings import decode, decode_as, is_binary
from perftargets.reading.formats.zip import Container, UnusableError, open_zip
from perftargets.reading.notices import unreadable_file
from perftargets.text import Place

if TYPE_CHECKING:
    from perftargets.findings import Finding
    from perftargets.reading.limits import Limits
    from perftargets.reading.tables.titles import Titles

# Which notation a text of keys and values has: JSON, YAML or TOML.
#
# The content decides. The ending of the name is asked only where the content shows keys
# and values and not more.

Notation = Literal["json", "yaml", "toml"]

_LOOKED_AT = 65536
"""How many characters at the start are looked at."""

_JSON = re.compile(r"\s*(?:\{\s*(?:\"|\}|\Z)|\[\s*(?:[\[\]{\"]|\Z))")
_BRACKET = re.compile(r"\s*[\[{]")
_YAML_PAIR = re.compile(
    r"^[ -]{0,80}[\"']?[^\s:：\"'-][^:：\n]{0,60}[:：]", re.MULTILINE
)
_HEADER = re.compile(
    r"\s*\[\[?[^\[\]{},\n]{1,60}\]\]?[ \t]*(?:#[^\n]*)?\r?$", re.MULTILINE
)
_TOML_PAIR = re.compile(r"^(?:\[|[^\n=]{1,60}=)", re.MULTILINE)


def notation(text: str, name: str | None) -> Notation | None:
    """Return the notation of a text, or None where it is none of the three.

    Args:
        text: the whole text.
        name: the name of the file, for its ending.
    """
    start = text[:_LOOKED_AT]
    suffix = PurePath(name or "").suffix.lower()
    if _marks("toml").search(start) or (suffix == ".toml" and _HEADER.match(start)):
        return "toml"
    if _JSON.match(start):
        return "json"
    if _marks("yaml").search(start):
        return "yaml"
    match suffix:
        case ".yaml" | ".yml" if _YAML_PAIR.search(start) or _BRACKET.match(start):
            return "yaml"
        case ".toml" if _TOML_PAIR.search(start):
            return "toml"
    return "json" if _BRACKET.match(start) else None


@cache
def _marks(form: Notation) -> re.Pattern[str]:
    """Return a pattern of what only a document of perftargets has in a notation."""
    schema, projects = _spellings("schema"), _spellings("projects")
    if form == "toml":
        return re.compile(
            rf"^[ \t]*(?:{schema}[ \t]*=[ \t]*[\"']perftargets/"
            rf"|\[\[[ \t]*{projects}[ \t]*\]\])",
            re.MULTILINE,
        )
    return re.compile(
        rf"^\{{?[ \t]*(?:{schema}[ \t]*[:：][ \t]*[\"']?perftargets/"
        rf"|{projects}[ \t]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*- )",
        re.MULTILINE,
    )


def _spellings(key: str) -> str:
    names = [
        re.escape(spelling)
        for spelling, meant in words.aliases("fields", "document").items()
        if meant == key
    ]
    return rf"[\"']?(?:{'|'.join(names)})[\"']?"


_PDF = b"%PDF-"
_PDF_HEAD = 1024
"""How many bytes may stand before the mark of a PDF, as its readers allow."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PK = b"PK"
_ENTRY = 128
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_TAG = re.compile(
    r"\s*<(?:!--|!doctype\s+html|html|head|body|table|div|meta)\b", re.IGNORECASE
)
_XML = re.compile(r"\s*<(?:\?xml|[A-Za-z][\w:.-]*[\s>/])")
_HTML_INSIDE = re.compile(r"<(?:html|table)\b", re.IGNORECASE)
_MHTML = re.compile(r"\s*MIME-Version:", re.IGNORECASE)
_SHOWN = 4096

# A part that shows what a container holds, and the form that is.
_PARTS = (
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", "docx"),
)
_TYPES = (
    (b"spreadsheetml.sheet.main", "xlsx"),
    (b"ms-excel.sheet.macroEnabled.main", "xlsx"),
    (b"spreadsheetml.template.main", "xlsx"),
    (b"wordprocessingml.document.main", "docx"),
    (b"ms-word.document.macroEnabled.main", "docx"),
    (b"wordprocessingml.template.main", "docx"),
)
_MIME_TYPES = ((b"opendocument.spreadsheet", "ods"), (b"opendocument.text", "odt"))
# Streams of the old container, by their names as they stand in its directory.
_STREAMS = (
    ("EncryptedPackage", "locked"),
    ("EncryptionInfo", "locked"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)

_REFUSED = {
    "locked": (
        "文件设有打开密码；请用办公软件打开，去掉密码后另存",
        "the file is locked with a password; open it and save it without one",
    ),
    "doc": (
        "这是 DOC 或 WPS 文字文档，不能读取；请另存为 DOCX",
        "this is a DOC or WPS text document, which is not read; save it as DOCX",
    ),
    "ppt": (
        "这是演示文稿，不能读取；请把表格另存为 XLSX 或 DOCX",
        "this is a presentation, which is not read; save the table as XLSX or DOCX",
    ),
    "ole": (
        "这是旧版办公文档，看不出其中是什么；请另存为 XLSX 或 DOCX",
        "this is an old office document of a kind not known; save it as XLSX or DOCX",
    ),
    "ofd": (
        "这是 OFD 版式文档，不能读取；请导出或另存为 PDF（有文字层）、DOCX 或 XLSX",
        "this is an OFD document, which is not read; export it as PDF, DOCX or XLSX",
    ),
    "odt": (
        "这是 ODT 文档，不能读取；请另存为 DOCX",
        "this is an ODT document, which is not read; save it as DOCX",
    ),
    "zip": (
        "这是 ZIP 压缩包，其中没有可读的表格文档；请先解压，再读取里面的文件",
        "this is a ZIP archive without a document in it; unpack it and read the files",
    ),
    "rtf": (
        "这是 RTF 文档，不能读取；请另存为 DOCX",
        "this is an RTF document, which is not read; save it as DOCX",
    ),
    "excel-xml": (
        "这是 XML 电子表格 2003（SpreadsheetML），不能读取；请另存为 XLSX",
        "this is XML of Excel 2003 (SpreadsheetML), not read; save it as XLSX",
    ),
    "word-xml": (
        "这是 Word 2003 XML 文档，不能读取；请另存为 DOCX",
        "this is a Word document in XML of 2003, which is not read; save it as DOCX",
    ),
    "mhtml": (
        "这是 MHTML 单一网页文件，不能读取；请另存为 HTML 或 XLSX",
        "this is an MHTML page, which is not read; save it as HTML or XLSX",
    ),
    "xml": (
        "这是 XML 文件，不是可读的表格；电子表格请另存为 XLSX",
        "this is XML and no table that is read; save a spreadsheet as XLSX",
    ),
}


CONVERTED = {
    "doc": (".doc", "docx", "DOC"),
    "odt": (".odt", "docx", "ODT"),
    "rtf": (".rtf", "docx", "RTF"),
    "word-xml": (".xml", "docx", "Word 2003 XML"),
    "excel-xml": (".xml", "xlsx", "SpreadsheetML 2003"),
}
"""What LibreOffice can convert: its ending, what to, and what messages call it."""

_XML_2003 = (
    ("urn:schemas-microsoft-com:office:spreadsheet", "excel-xml"),
    ("http://schemas.microsoft.com/office/word/2003/wordml", "word-xml"),
)
"""How XML of the office programs of 2003 is known."""

_BROKEN = Message(
    zh="文件已损坏或不完整：开头像 XLSX、DOCX 一类的文件，后面却读不出来；"
    "请用办公软件打开后另存，打不开就重新取得原件",
    en="the file is damaged or cut off: it begins like XLSX or DOCX and cannot be read "
    "on; open it in an office program and save it, or get it anew",
)


@attrs.frozen(kw_only=True)
class Recognised:
    """The form of a file; None, with a finding that says why, where it has none.

    Attributes:
        form: the name that ``_formats.READERS`` knows.
        text: the decoded text of a form of text.
        findings: what was noticed on the way.
        foreign: a form that is not read, by its name.
    """

    form: str | None = None
    text: str | None = None
    findings: "tuple[Finding, ...]" = ()
    foreign: str | None = None


def recognise(
    data: bytes, *, path: str | None, limits: "Limits", titles: "Titles | None" = None
) -> Recognised:
    """Return the form of a file."""
    where = Place(path=path)
    if data.startswith(_ZIP):
        try:
            form = _in_zip(open_zip(data, limits))
        except UnusableError as problem:
            finding = unreadable_file(problem.zh, problem.en, where)
            return Recognised(findings=(finding,))
    elif data.startswith(_PK) and (is_binary(data) or len(data) < len(_ZIP[0])):
        # The mark of a container is cut off, or noise follows it.
        finding = unreadable_file(_BROKEN.zh, _BROKEN.en, where)
        return Recognised(findings=(finding,))
    elif data.startswith(_OLE):
        form = _in_ole(data)
    elif _PDF in data[:_PDF_HEAD]:
        form = "pdf"
    elif data.startswith(_RTF):
        form = "rtf"
    else:
        encoding = limits.choice.encoding
        return _text(data, path=path, titles=titles, encoding=encoding)
    return _checked(form, where)


def _checked(form: str, where: Place) -> Recognised:
    if form in _REFUSED:
        zh, en = _REFUSED[form]
        finding = unreadable_file(zh, en, where)
        return Recognised(findings=(finding,), foreign=form)
    return Recognised(form=form)


def _in_zip(container: Container) -> str:
    for part, form in _PARTS:
        if part in container.names:
            return form
    if "OFD.xml" in container.names:
        return "ofd"
    if "mimetype" in container.names:
        kind = container.read("mimetype", most=_SHOWN)
        for mark, form in _MIME_TYPES:
            if mark in kind:
                return form
    if any(name.startswith("ppt/") for name in container.names):
        return "ppt"
    return _by_types(container)


def _by_types(container: Container) -> str:
    """Return the form by the list of types, where the main part has an odd name."""
    if "[Content_Types].xml" not in container.names:
        return "zip"
    types = container.read("[Content_Types].xml", most=1024 * 1024)
    return next((form for mark, form in _TYPES if mark in types), "zip")


def _in_ole(data: bytes) -> str:
    for name, form in _STREAMS:
        # An entry of the directory has 128 bytes and begins with its name.
        field = name.encode("utf-16-le")
        at = data.find(field)
        while at >= 0:
            if at % _ENTRY == 0 and data[at + len(field) :][:2] == b"\0\0":
                return form
            at = data.find(field, at + 1)
    return "ole"


def _text(
    data: bytes, *, path: str | None, titles: "Titles | None", encoding: str | None
) -> Recognised:
    where = Place(path=path)
    decoded = decode(data, where)
    if encoding is not None:
        decoded = decode_as(data, encoding, where)
    text = decoded.text
    if text is None:
        if _TAG.match(data[:_SHOWN].decode("latin-1")):
            # A page names its encoding itself.
            return Recognised(form="html")
        return Recognised(findings=decoded.findings)
    head = text[:_SHOWN]
    if _XML.match(head):
        old = next((form for mark, form in _XML_2003 if mark in head), None)
        if old is not None:
            return _checked(old, where)
    if _TAG.match(head) or (_XML.match(head) and _HTML_INSIDE.search(head)):
        return Recognised(form="html")
    if _XML.match(head):
        return _checked("xml", where)
    if _MHTML.match(head):
        return _checked("mhtml", where)
    form: str = notation(text, path) or _table_or_text(text, path, titles)
    return Recognised(form=form, text=text, findings=decoded.findings)


def _table_or_text(text: str, path: str | None, titles: "Titles | None") -> str:
    from perftargets.reading.formats.csv import is_csv

    if is_csv(text, titles=titles):
        return "csv"
    named = PurePath(path or "").suffix.lower() in {".csv", ".tsv"}
    return "csv" if named else "running-text"

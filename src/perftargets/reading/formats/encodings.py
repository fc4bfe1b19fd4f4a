"""From bytes to text: size, binary content, byte order marks, UTF-8, GB18030, Big5."""

import codecs
import re
from pathlib import Path

import attrs

from perftargets.findings import Finding, Message
from perftargets.reading.limits import LIMITS
from perftargets.reading.notices import guessed, unreadable_cell, unreadable_file
from perftargets.text import Place

SIZE_LIMIT = LIMITS.size
"""How many bytes a file may have, unless the caller says otherwise."""

_WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_SHOWN = 4096

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What other formats begin with, so that the message can name what was found.
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP (XLSX, DOCX)"),
    (b"\xd0\xcf\x11\xe0", "OLE (XLS, DOC)"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
)

# The control characters that text files do hold: tab, line ends, form feed, and the
# end-of-file mark of old systems.
_BINARY = bytes(set(range(32)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1A})


_CHINESE = {"gb18030": "gb2312", "big5hkscs": "big5"}
"""The encodings of Chinese text, and the smaller set of characters in usual use."""

_CLEARLY = 0.2
"""By how much more of its characters an encoding must know to be taken for another."""

_USUAL = 0.9
"""Which share of usual characters shows that damaged text is of an encoding at all."""

_PROBED = 50_000
"""How many characters are looked at."""

_GOOD_FOR_BAD = 20
"""How many characters of UTF-8 are good for each that is bad, where it is UTF-8."""

_MOST_TOLD = 20
"""How many lines with bytes that cannot be read are told one by one."""

_EXCERPT = 40
"""How many characters of such a line are quoted."""

_WANTED = Message(
    "需要绩效目标表：XLSX、DOCX、有文字层的 PDF、CSV 或文本",
    "expected a table of performance targets: XLSX, DOCX, PDF with text, CSV or text",
)
"""What can be done with a file that gives no text."""


@attrs.frozen
class Decoded:
    """The text of a file, None where it has none, and what was noticed."""

    text: str | None
    findings: tuple[Finding, ...] = ()


def load(path: Path, *, limit: int = SIZE_LIMIT) -> Decoded:
    """Read a file of text; what is not text, or too much, is a finding.

    Raises:
        FileNotFoundError: there is no such file.
        IsADirectoryError: the path is a folder.
    """
    where = Place(path=str(path))
    with path.open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        return Decoded(
            None,
            (
                unreadable_file(
                    f"文件超过上限 {limit} 字节；请拆分，或调高上限 size"
                    "（命令写 --limit size=…）",
                    f"the file is over the limit of {limit} bytes; "
                    "split it or raise the limit size (--limit size=… of the command)",
                    where,
                ),
            ),
        )
    return decode(data, where)


def decode(data: bytes, where: Place) -> Decoded:
    """Convert bytes into text: by the mark at the start, as UTF-8, GB18030 or Big5."""
    marked = any(data.startswith(mark) for mark, _ in _MARKS)
    if data.startswith(_WIDE) or (not marked and _is_wide(data)):
        return _refused(
            "这像是 UTF-32，或没有标记的 UTF-16 文本，不能读取；请另存为 UTF-8",
            "this looks like UTF-32, or like UTF-16 without a mark, which is not read; "
            "save the file as UTF-8",
            where,
        )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _by_mark(data[len(mark) :], encoding, where)
    found = _binary(data)
    if found is not None:
        return _refused(
            f"这是二进制文件（{found}），不能读取；{_WANTED.zh}",
            f"this is binary ({found}) and cannot be read; {_WANTED.en}",
            where,
        )
    if not data.strip():
        return _refused(
            f"文件是空的；{_WANTED.zh}",
            f"the file is empty; {_WANTED.en}",
            where,
        )
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as problem:
        if _is_cut(problem):
            return _cut(data[: problem.start].decode("utf-8"), where)
        offset = problem.start
    if _is_mostly_utf8(data):
        return _repaired(data, "utf-8", where)
    return _chinese(data, where, offset)


def decode_as(data: bytes, encoding: str, where: Place) -> Decoded:
    """Convert bytes into text by an encoding that the user names.

    Bytes that it does not know become U+FFFD, and each of their lines is told.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark) and codecs.lookup(encoding).name == marked:
            data = data[len(mark) :]
    return _repaired(data, encoding, where)


def is_encoding(name: str) -> bool:
    """Return whether a name is that of an encoding of text."""
    try:
        # Codecs from bytes to bytes, such as hex, have names too.
        "".encode(name)
    except (LookupError, ValueError, TypeError):
        return False
    return True


def _chinese(data: bytes, where: Place, offset: int) -> Decoded:
    """Decode text of a Chinese encoding: GB18030, or Big5 where that fits better."""
    texts = {name: _strict(data, name) for name in _CHINESE}
    shares = {
        name: _usual_share(text, usual)
        for (name, usual), text in zip(_CHINESE.items(), texts.values(), strict=True)
    }
    simplified, traditional = texts.values()
    best = "gb18030"
    if traditional is not None and (
        simplified is None or shares["big5hkscs"] > shares["gb18030"] + _CLEARLY
    ):
        best = "big5hkscs"
    text = texts[best]
    if text is None:
        repaired = _repaired(data, "gb18030", where)
        if repaired.text is not None and _usual_share(repaired.text, "gb2312") > _USUAL:
            guess = _guess("GB18030", where)
            return attrs.evolve(repaired, findings=(guess, *repaired.findings))
        line = data.count(b"\n", 0, offset) + 1
        return _refused(
            f"第 {line} 行既不是 UTF-8 也不是 GB18030 编码；请另存为 UTF-8，或用 "
            "--encoding 指明编码",
            f"line {line} is neither UTF-8 nor GB18030; save the file as UTF-8, or "
            "name its encoding by --encoding",
            where,
        )
    named = {"gb18030": "GB18030", "big5hkscs": "Big5"}[best]
    return Decoded(text, (_guess(named, where),))


def _guess(named: str, where: Place) -> Finding:
    return guessed(
        f"文件不是 UTF-8，按 {named} 读取",
        f"the file is not UTF-8 and was read as {named}",
        where,
    )


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _usual_share(text: str | None, usual: str) -> float:
    """Return which share of the Chinese characters is usual, by the smaller set."""
    found = [each for each in (text or "")[:_PROBED] if not each.isascii()]
    if not found:
        return 0.0
    known = "".join(found).encode(usual, "ignore").decode(usual)
    return len(known) / len(found)


def _is_mostly_utf8(data: bytes) -> bool:
    """Return whether bytes are UTF-8 but for a few."""
    whole = data.decode("utf-8", "ignore")
    good = sum(not each.isascii() for each in whole)
    bad = data.decode("utf-8", "replace").count("\ufffd") - whole.count("\ufffd")
    return good >= _GOOD_FOR_BAD * bad


def _repaired(data: bytes, encoding: str, where: Place) -> Decoded:
    """Decode with U+FFFD for bytes that cannot be read, and tell each line of them."""
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    whole = data.decode(encoding, "ignore")
    if whole.count("\ufffd") == text.count("\ufffd"):
        return Decoded(text)
    found: list[Finding] = []
    lines = re.split(r"\r\n|\r|\n", text)
    bad = [number for number, line in enumerate(lines, start=1) if "\ufffd" in line]
    for number in bad[:_MOST_TOLD]:
        line = lines[number - 1]
        quoted = line if len(line) <= _EXCERPT else line[:_EXCERPT] + "…"
        found.append(
            unreadable_cell(
                f"第 {number} 行有读不出的字节，以“�”代替：“{quoted}”；请核对这一行",
                f"line {number} has bytes that cannot be read and became “�”: "
                f"“{quoted}”; check this line",
                attrs.evolve(where, line=number, column=1),
            )
        )
    if len(bad) > _MOST_TOLD:
        found.append(
            unreadable_cell(
                f"共 {len(bad)} 行有读不出的字节；请核对文件的编码",
                f"{len(bad)} lines in all have bytes that cannot be read; check the "
                "encoding of the file",
                where,
            )
        )
    return Decoded(text, tuple(found))


def _by_mark(data: bytes, encoding: str, where: Place) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        if _is_cut(problem) and problem.start:
            return _cut(data[: problem.start].decode(encoding), where)
        return _refused(
            f"文件开头标明 {encoding}，第 {problem.start} 字节处却不是；请另存为 UTF-8",
            f"the file is marked as {encoding} and is not at byte {problem.start}; "
            "save it as UTF-8",
            where,
        )
    if not text.strip():
        return _refused(
            f"文件是空的；{_WANTED.zh}",
            f"the file is empty; {_WANTED.en}",
            where,
        )
    return Decoded(text)


def _is_wide(data: bytes) -> bool:
    """Return whether most characters at the start have a byte 0, as ASCII in UTF-16."""
    head = data[:_SHOWN]
    odd, even = head[1::2].count(0), head[::2].count(0)
    most = max(odd, even)
    return most > min(odd, even) * 4 and most * 4 > len(head)


def _is_cut(problem: UnicodeDecodeError) -> bool:
    """Return whether a text is fine up to its end, which cuts a character."""
    return bool(problem.start) and problem.end == len(problem.object)


def _cut(text: str, where: Place) -> Decoded:
    line = text.count("\n") + 1
    finding = unreadable_cell(
        "文件在一个字的中间断了，后面的内容可能缺失；请重新取得完整的文件",
        "the file ends in the middle of a character, so that more may be missing; get "
        "the whole file",
        attrs.evolve(where, line=line),
    )
    return Decoded(text, (finding,))


def is_binary(data: bytes) -> bool:
    """Return whether bytes are no text of any encoding without a mark."""
    return _binary(data) is not None


def _binary(data: bytes) -> str | None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    if data.translate(None, _BINARY) != data:
        byte = next(byte for byte in data if byte in _BINARY)
        return f"0x{byte:02X}"
    return None


def _refused(zh: str, en: str, where: Place) -> Decoded:
    return Decoded(None, (unreadable_file(zh, en, where),))

"""Ways to damage or delete each part of a file: of a ZIP, an OLE container, a PDF."""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

Damaged = tuple[str, bytes]
"""What was done to which part, and the file that comes of it."""

_OLE_FREE = 0xFFFFFFFA
"""Numbers of sectors from here on mark ends and free places."""


def of_zip(data: bytes) -> Iterator[Damaged]:
    """Damage each member of a ZIP container in several ways, one at a time."""
    with zipfile.ZipFile(BytesIO(data)) as whole:
        members = {each.filename: whole.read(each) for each in whole.infolist()}
        packed = {each.filename: each for each in whole.infolist()}
    for name, content in members.items():
        others = {each: text for each, text in members.items() if each != name}
        yield f"{name} deleted", _zipped(others)
        for said, changed in _shortened(content):
            yield f"{name} {said}", _zipped({**others, name: changed})
        info = packed[name]
        head = data[info.header_offset : info.header_offset + 30]
        names = sum(struct.unpack("<HH", head[26:30]))
        start = info.header_offset + 30 + names
        for share in (0, 0.5, 0.9):
            at = start + int(info.compress_size * share)
            if info.compress_size:
                yield f"{name} flipped at {share}", _flipped(data, at)


def of_ole(data: bytes) -> Iterator[Damaged]:
    """Damage each stream of an OLE container, and each part of a long one."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    first_directory = struct.unpack_from("<I", data, 48)[0]
    sectors = struct.unpack_from("<109I", data, 76)
    table: list[int] = []
    for sector in sectors:
        if sector < _OLE_FREE:
            at = (sector + 1) * size
            table += struct.unpack_from(f"<{size // 4}I", data, at)
    cutoff = struct.unpack_from("<I", data, 56)[0]
    for sector in _chain(table, first_directory):
        for at in range((sector + 1) * size, (sector + 2) * size, 128):
            length, kind = struct.unpack_from("<HB", data, at + 64)
            if kind != 2:
                continue
            name = data[at : at + max(length - 2, 0)].decode("utf-16-le")
            first, extent = struct.unpack_from("<II", data, at + 116)
            cleared = data[:at] + bytes(128) + data[at + 128 :]
            yield f"{name!r} deleted", cleared
            half = struct.pack("<I", extent // 2)
            yield f"{name!r} cut in half", data[: at + 120] + half + data[at + 124 :]
            if extent < cutoff:
                continue
            for number, each in enumerate(_chain(table, first)):
                start = (each + 1) * size
                blank = data[:start] + bytes(size) + data[start + size :]
                yield f"{name!r} sector {number} blank", blank


def of_pdf(data: bytes) -> Iterator[Damaged]:
    """Damage each object of a PDF; no other one moves."""
    for found in re.finditer(rb"(\d+) 0 obj\b(.*?)endobj", data, re.DOTALL):
        name = f"object {found[1].decode()}"
        blank = b" " * (found.end(2) - found.start(2))
        yield f"{name} deleted", _put(data, found.start(2), blank)
        yield f"{name} gone", _put(data, found.start(), b" " * len(found[0]))
        null = b" null".ljust(len(blank))
        yield f"{name} is null", _put(data, found.start(2), null)
        stream = re.search(rb"stream\r?\n(.*?)\r?\n?endstream", found[2], re.DOTALL)
        if stream is None:
            continue
        start = found.start(2) + stream.start(1)
        length = len(stream[1])
        for share in (0, 0.1, 0.5, 0.9):
            at = start + int(length * share)
            yield f"{name} flipped at {share}", _flipped(data, at)
        half = b" " * (length - length // 2)
        yield f"{name} cut in half", _put(data, start + length // 2, half)
        if b"FlateDecode" in found[2] and b"ASCII85" not in found[2]:
            yield f"{name} ends early", _ending_early(data, start, stream[1])


def of_text(data: bytes) -> Iterator[Damaged]:
    """Cut a file off at several places."""
    for share in (0.1, 0.5, 0.9):
        yield f"cut off at {share}", data[: int(len(data) * share)]


BY_FORM: dict[str, Callable[[bytes], Iterator[Damaged]]] = {
    "docx": of_zip,
    "ods": of_zip,
    "pdf": of_pdf,
    "xls": of_ole,
    "xlsx": of_zip,
}
"""The forms that consist of parts."""


def _zipped(members: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in members.items():
            whole.writestr(name, content)
    return made.getvalue()


def _shortened(content: bytes) -> Iterator[tuple[str, bytes]]:
    yield "empty", b""
    yield "cut in half", content[: len(content) // 2]
    yield "blank", b" " * len(content)
    yield "without its elements", re.sub(rb"(?s)^(<\?xml.*?\?>).*", rb"\1<a/>", content)


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x5A]) + data[at + 1 :]


def _put(data: bytes, at: int, content: bytes) -> bytes:
    return data[:at] + content + data[at + len(content) :]


def _ending_early(data: bytes, start: int, packed: bytes) -> bytes:
    """Put a stream that is whole, and holds the first half of the other one."""
    unpacked = zlib.decompress(packed)
    half = zlib.compress(unpacked[: len(unpacked) // 2], 9)
    return _put(data, start, half.ljust(len(packed))[: len(packed)])


def _chain(table: list[int], first: int) -> Iterator[int]:
    at, seen = first, 0
    while at < _OLE_FREE and seen < len(table):
        yield at
        at, seen = table[at], seen + 1

"""A ZIP package with some parts replaced; every other byte of it stays.

The entries that stay are copied as they are packed, in their order, with their times
and remarks (APPNOTE.TXT of PKWARE, 4.3).
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import attrs

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LOCAL_MARK = b"PK\x03\x04"
_CENTRAL_MARK = b"PK\x01\x02"
_END_MARK = b"PK\x05\x06"
_DESCRIPTOR = 1 << 3
_SMALL, _LARGE = 0xFFFF, 0xFFFFFFFF
"""What stands for a figure that is kept elsewhere, in the form for large packages."""

_FLAGS, _METHOD, _CRC, _NAME, _EXTRA, _COMMENT, _OFFSET = 3, 4, 7, 10, 11, 12, 16
"""Where these stand among the figures of an entry of the directory."""


class _UnusualError(Exception):
    """A package laid out in a way that is not copied entry by entry."""


@attrs.frozen
class _Entry:
    """An entry of the directory: its figures, and name, extra field and remark."""

    figures: tuple[int, ...]
    name: str
    rest: bytes

    @property
    def offset(self) -> int:
        return self.figures[_OFFSET]


def replaced(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a package in which some parts have other content.

    Args:
        data: the package; it has been opened within the limits before.
        parts: the new content of parts, by name.

    Raises:
        KeyError: a part is not in the package.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = [each.filename for each in file.infolist()]
    for name in parts:
        if name not in names:
            raise KeyError(name)
    try:
        return _copied(data, names, parts)
    except (_UnusualError, struct.error):
        return _packed_anew(data, parts)


def _copied(data: bytes, names: list[str], parts: Mapping[str, bytes]) -> bytes:
    at = data.rfind(_END_MARK)
    if at < 0:
        raise _UnusualError
    _, *disks, _, count, size, start, remark = _END.unpack_from(data, at)
    plain = start + size == at and at + _END.size + remark == len(data)
    if not plain or count in {_SMALL, 0} or count != len(names) or any(disks):
        raise _UnusualError
    entries = _directory(data, start, names)
    spans = _spans(data, entries, start)
    made, directory = io.BytesIO(), io.BytesIO()
    moved: dict[int, int] = {}
    packed: dict[int, tuple[int, int, int]] = {}
    for offset, span in spans.items():
        moved[offset] = made.tell()
        entry = next(each for each in entries if each.offset == offset)
        if entry.name in parts:
            content = parts[entry.name]
            body = _deflated(content)
            packed[offset] = zlib.crc32(content), len(body), len(content)
            made.write(_header(span, packed[offset]) + body)
        else:
            made.write(span)
    for entry in entries:
        figures = list(entry.figures)
        if entry.offset in packed:
            figures[_FLAGS] &= ~_DESCRIPTOR
            figures[_METHOD] = zipfile.ZIP_DEFLATED
            figures[_CRC : _CRC + 3] = packed[entry.offset]
        figures[_OFFSET] = moved[entry.offset]
        directory.write(_CENTRAL.pack(_CENTRAL_MARK, *figures[1:]) + entry.rest)
    begins, listed = made.tell(), directory.getvalue()
    end = _END.pack(_END_MARK, 0, 0, count, count, len(listed), begins, remark)
    return made.getvalue() + listed + end + data[at + _END.size :]


def _directory(data: bytes, start: int, names: list[str]) -> list[_Entry]:
    entries: list[_Entry] = []
    at = start
    for name in names:
        mark, *figures = _CENTRAL.unpack_from(data, at)
        at += _CENTRAL.size
        if mark != _CENTRAL_MARK or _LARGE in figures:
            raise _UnusualError
        numbers = (0, *figures)
        length = numbers[_NAME] + numbers[_EXTRA] + numbers[_COMMENT]
        entries.append(_Entry(numbers, name, data[at : at + length]))
        at += length
    return entries


def _spans(data: bytes, entries: list[_Entry], start: int) -> dict[int, bytes]:
    """Cut the package into what belongs to each entry, by where that begins."""
    offsets = sorted(entry.offset for entry in entries)
    if offsets[0] != 0 or len(set(offsets)) != len(offsets):
        raise _UnusualError
    ends = [*offsets[1:], start]
    spans = {
        offset: data[offset:end] for offset, end in zip(offsets, ends, strict=True)
    }
    if not all(span.startswith(_LOCAL_MARK) for span in spans.values()):
        raise _UnusualError
    return spans


def _header(span: bytes, packed: tuple[int, int, int]) -> bytes:
    """Return the header of an entry for its new content."""
    mark, version, flags, _, *time, _, _, _, name, extra = _LOCAL.unpack_from(span)
    behind = span[_LOCAL.size : _LOCAL.size + name + extra]
    head = _LOCAL.pack(
        mark,
        version,
        flags & ~_DESCRIPTOR,
        zipfile.ZIP_DEFLATED,
        *time,
        *packed,
        name,
        extra,
    )
    return head + behind


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _packed_anew(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Pack a package anew: the content of each part stays, not how it is packed."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as file,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        copy.comment = file.comment
        for each in file.infolist():
            content = parts.get(each.filename)
            copy.writestr(each, file.read(each) if content is None else content)
    return made.getvalue()

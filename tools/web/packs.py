"""Packs: many files in one, as the worker unpacks them into its memory.

A pack is the length of a header (four bytes, little-endian), the header, a JSON list of
paths and sizes, and the bytes of the files in that order.
"""

import gzip
import json
import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO

Files = Mapping[str, bytes]
"""Files by their paths, with slashes."""

_LENGTH = struct.Struct("<I")
_BEGINNING = (1980, 1, 1, 0, 0, 0)


def packed(files: Files) -> bytes:
    """Return a pack of files, sorted by path."""
    paths = sorted(files)
    header = json.dumps([[path, len(files[path])] for path in paths]).encode()
    bodies = (files[each] for each in paths)
    return b"".join([_LENGTH.pack(len(header)), header, *bodies])


def unpacked(pack: bytes) -> dict[str, bytes]:
    """Return the files of a pack by their paths."""
    (length,) = _LENGTH.unpack_from(pack)
    at = _LENGTH.size + length
    files = {}
    for path, size in json.loads(pack[_LENGTH.size : at]):
        files[path] = pack[at : at + size]
        at += size
    return files


def zipped(files: Files) -> bytes:
    """Return a ZIP of files that are not compressed: what is shipped is, as a whole."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files):
            archive.writestr(zipfile.ZipInfo(path, _BEGINNING), files[path])
    return out.getvalue()


def compressed(data: bytes) -> bytes:
    """Return data as gzip has it, the same for the same data."""
    return gzip.compress(data, 9, mtime=0)

"""ZIP containers from outside (DOCX, XLSX, ODS), opened within the limits.

Nothing is ever unpacked to the disk, so names of entries are only names.
"""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

import attrs

from perftargets.reading.limits import LIMITS, Limits, advice

_ENTRY = b"PK\x01\x02"
"""What each entry of the directory of a container begins with."""

_WHOLE = "ZIP"
_MEBIBYTE = 1024 * 1024
_PIECE = 256 * 1024
"""How many bytes are unpacked at once."""

_PROLOG = 64 * 1024
"""How many bytes of an XML file may stand before its first element."""

# What zipfile raises for damage: bad compression, a lying directory, odd methods.
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
)
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_ROOT = re.compile(r"<[^?!]")
_DECLARATION = re.compile(r"<!(?!--)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class UnusableError(Exception):
    """A container or a part that is not read; readers make it a finding (REA004)."""

    def __init__(self, *, zh: str, en: str, limit: str | None = None) -> None:
        """Keep in both languages what was found and what is wanted.

        Args:
            zh: the message in Chinese.
            en: the same in English.
            limit: the field of ``Limits`` that was gone over; what to do about it is
                added to the message.
        """
        if limit is not None:
            zh += f"；{advice(limit).zh}"
            en += f"; {advice(limit).en}"
        super().__init__(en)
        self.zh = zh
        self.en = en


@attrs.frozen
class Container:
    """An open container; its parts are read by name, each within the limits."""

    _file: zipfile.ZipFile
    names: frozenset[str]

    def check_size(self, name: str, most: int) -> None:
        """Refuse a container of which a part unpacks to more than ``most`` bytes.

        Raises:
            KeyError: there is no part of this name.
            UnusableError: the part is too large.
        """
        size = self._file.getinfo(name).file_size
        if size > most:
            raise UnusableError(
                zh=f"其中的 {name} 解压后有 {size} 字节，超过上限 {most} 字节；请删去"
                "多余的内容，或拆成几个文件",
                en=f"{name} in it unpacks to {size} bytes, over the limit of {most}; "
                "delete what is not needed, or split the file",
            )

    def read(self, name: str, *, most: int | None = None) -> bytes:
        """Unpack one part into memory.

        Args:
            name: the part.
            most: how many bytes it may unpack to, where less is allowed than for all.

        Raises:
            KeyError: there is no part of this name.
            UnusableError: the part is damaged or too large.
        """
        if most is not None:
            self.check_size(name, most)
        # In pieces: all at once takes three times the memory of what it gives.
        whole = io.BytesIO()
        for piece in self.pieces(name):
            whole.write(piece)
        return whole.getvalue()

    def pieces(self, name: str) -> Iterator[bytes]:
        """Unpack one part piece by piece, so that it need not be in memory whole.

        Raises:
            KeyError: there is no part of this name.
            UnusableError: the part is damaged.
        """
        try:
            with self._file.open(name) as part:
                while piece := part.read(_PIECE):
                    yield piece
        except _FAULTS as problem:
            raise _damaged(name, problem) from problem

    def check_xml(self) -> None:
        """Refuse a container of which an XML part has a DTD or declares entities.

        For libraries that parse the parts themselves. Only the beginning of each part
        is unpacked.

        Raises:
            UnusableError: a part has one, or has no element near its beginning.
        """
        for name in sorted(self.names):
            if name.lower().endswith((".xml", ".rels", ".vml")):
                try:
                    with self._file.open(name) as part:
                        head = part.read(_PROLOG)
                except _FAULTS as problem:
                    raise _damaged(name, problem) from problem
                check_prolog(head, name)


def open_zip(data: bytes, limits: Limits = LIMITS) -> Container:
    """Open a container that is held in memory.

    The sizes that the directory states are the ones that are counted; a part that
    unpacks to more is cut off there and found damaged.

    Raises:
        UnusableError: it is damaged, locked, or over a limit.
    """
    # The directory is counted before it is read, since each entry becomes an object.
    if data.count(_ENTRY) > limits.entries:
        raise _too_many(limits)
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        entries = file.infolist()
    except zipfile.BadZipFile as problem:
        raise UnusableError(
            zh="文件已损坏或不完整（可能没有下载完）；请用办公软件打开后另存，"
            "打不开就重新取得原件",
            en="the file is damaged or cut off (a download that broke off, perhaps); "
            "open it in an office program and save it, or get it anew",
        ) from problem
    except _FAULTS as problem:
        raise _damaged(_WHOLE, problem) from problem
    if len(entries) > limits.entries:
        raise _too_many(limits)
    names = [entry.filename for entry in entries]
    twice = next(_repeated(names), None)
    if twice is not None:
        raise _damaged(twice, "×2")
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnusableError(
            zh="文件设有密码；请去掉密码后另存",
            en="the file is locked with a password; save it without one",
        )
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked:
        raise UnusableError(
            zh=f"文件解压后有 {unpacked} 字节，超过上限 {limits.unpacked} 字节",
            en=f"the file unpacks to {unpacked} bytes, over the limit of "
            f"{limits.unpacked} bytes",
            limit="unpacked",
        )
    # Small files of blanks pack very well and do no harm.
    if unpacked > _MEBIBYTE and unpacked > limits.ratio * len(data):
        raise UnusableError(
            zh=f"文件解压后大 {unpacked // len(data)} 倍，超过上限 {limits.ratio} 倍，"
            "像是压缩炸弹；没有读取",
            en=f"the file unpacks to {unpacked // len(data)} times its size, over the "
            f"limit of {limits.ratio}, like a zip bomb; it was not read",
            limit="ratio",
        )
    return Container(file, frozenset(names))


def check_prolog(head: bytes, name: str) -> None:
    """Refuse XML that begins with a DTD, the one place that can declare entities.

    Args:
        head: the beginning of the XML.
        name: what the message calls it.

    Raises:
        UnusableError: there is a DTD, or no element begins in ``head``.
    """
    encoding = next(
        (encoding for mark, encoding in _MARKS if head.startswith(mark)), "latin-1"
    )
    text = _COMMENT.sub("", head.decode(encoding, errors="replace"))
    root = _ROOT.search(text)
    if _DECLARATION.search(text, 0, root.start() if root else len(text)):
        raise has_entities(name)
    if root is None:
        raise _damaged(name, "…")


def _repeated(names: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield name
        seen.add(name)


def has_entities(name: str) -> UnusableError:
    """Make the refusal of a part whose XML has a DTD."""
    return UnusableError(
        zh=f"其中的 {name} 含有 DTD 或实体声明，可能有害，没有读取；请用办公软件另存",
        en=f"{name} in it has a DTD or declares entities, which can do harm; it was "
        "not read; save the file anew with an office program",
    )


def _damaged(what: str, why: object) -> UnusableError:
    return UnusableError(
        zh=f"文件已损坏（{what}：{why}）；请用办公软件打开后另存",
        en=f"the file is damaged ({what}: {why}); open it in an office program and "
        "save it",
    )


def _too_many(limits: Limits) -> UnusableError:
    return UnusableError(
        zh=f"压缩包内的文件超过上限 {limits.entries} 个",
        en=f"the container holds more than the limit of {limits.entries} files",
        limit="entries",
    )

"""From a file to a document: ``read`` tells a file's form by its content.

Each format is a module of its own, imported when it is needed.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from perftargets._arguments import is_path, unfit
from perftargets._progress import step
from perftargets.reading.formats.encodings import SIZE_LIMIT
from perftargets.reading.limits import LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from perftargets.findings import Finding
    from perftargets.model.project import Document
    from perftargets.reading.recognise import Recognised
    from perftargets.reading.tables.titles import Titles

__all__ = ["SIZE_LIMIT", "Limits", "document_of", "read", "read_bytes"]


def read(
    path: "str | os.PathLike[str] | bytes | BinaryIO",
    *,
    limit: int | None = None,
    limits: Limits | None = None,
    aliases: str | os.PathLike[str] | None = None,
    name: str | None = None,
) -> "Document":
    """Read a table of performance targets, whatever its form.

    The content decides the form, not the name: JSON, YAML and TOML of perftargets/1,
    XLSX, XLS, XLSB, ODS, DOCX, PDF, HTML, CSV and TSV, or the running-text form. Bad
    content does not raise: the document then has diagnostics, and perhaps no projects.
    What a file beside it, named with ``.ignore.toml`` behind, asks to set aside comes
    with it.

    Args:
        path: the file by its path (``-`` is standard input), its bytes, or a file
            that is open in binary mode, which is read from where it stands and stays
            open.
        limit: how many bytes it may have, where that alone is to be changed.
        limits: what it may hold; ``Limits`` names each bound.
        aliases: a file of the user's own titles of columns and labels, TOML as
            ``words/titles.toml``.
        name: what to call bytes or an open file in places; without it an open file
            has the name that it knows.

    Raises:
        FileNotFoundError: there is no such file.
        IsADirectoryError: the path is a folder.
        UsageError: the file of aliases cannot be used; the argument is neither a path,
            nor bytes, nor a file open in binary mode.
        MissingExtraError: the form needs an extra that is not installed.
    """
    from perftargets.reading.tables import titles as _titles

    bounds = limits or LIMITS
    if limit is not None:
        bounds = attrs.evolve(bounds, size=limit)
    titles = _titles.load(aliases)
    if not is_path(path):
        data, known = _given(path, bounds.size)
        return read_bytes(data, path=name or known, limits=bounds, titles=titles)
    name = os.fspath(path)
    if name == "-":
        data = sys.stdin.buffer.read(bounds.size + 1)
    else:
        with Path(name).open("rb") as file:
            data = _whole(file, bounds.size)
    held = [data]
    del data
    document = _read_held(held, name, bounds, titles)
    return document if name == "-" else with_sidecar(document, name)


def _whole(file: "BinaryIO", size: int) -> bytes:
    """Return the bytes of an open file, at most one over ``size``.

    A file is asked for what it states to have, since memory is taken for all that is
    asked for. One that has more, as a pipe or a device, is asked for the rest.
    """
    stated = os.fstat(file.fileno()).st_size
    data = file.read(min(stated, size) + 1)
    more = size + 1 - len(data)
    return data + file.read(more) if len(data) > stated and more > 0 else data


def _given(source: object, size: int) -> tuple[bytes, str | None]:
    """Return the bytes of a source that is no path, at most one over ``size``."""
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source), None
    reads = getattr(source, "read", None)
    data = reads(size + 1) if callable(reads) else None
    if not isinstance(data, bytes):
        raise unfit(
            source,
            "path",
            zh='文件的路径、内容（bytes）或以二进制方式打开的文件（open(…, "rb")）',
            en='the path of a file, its bytes, or a file opened with mode "rb"',
        )
    known = getattr(source, "name", None)
    return data, known if isinstance(known, str) else None


def document_of(
    source: "Document | str | os.PathLike[str] | bytes | BinaryIO",
) -> "Document":
    """Return a document as it is, and read anything that ``read`` takes.

    Raises:
        UsageError: it is neither.
        OSError: the file cannot be opened.
    """
    from perftargets.model.project import Document

    return source if isinstance(source, Document) else read(source)


def with_sidecar(document: "Document", path: str) -> "Document":
    """Add what the file beside a document, ``PATH.ignore.toml``, asks to set aside."""
    from perftargets.reading.native import sidecar

    return attrs.evolve(document, marks=(*document.marks, *sidecar.read_sidecar(path)))


def read_bytes(
    data: bytes,
    *,
    path: str | None = None,
    limits: Limits | None = None,
    titles: "Titles | None" = None,
) -> "Document":
    """Read a document from the bytes of a file, as ``read`` does.

    Args:
        data: the whole file.
        path: what to call it in places.
        limits: what it may hold.
        titles: titles of columns and labels; those shipped without it.

    Raises:
        MissingExtraError: the form needs an extra that is not installed.
    """
    return _read_held([data], path, limits or LIMITS, titles)


def _read_held(
    held: list[bytes], path: str | None, bounds: Limits, titles: "Titles | None"
) -> "Document":
    """Read a document from the one item of a list, which is taken out of it.

    So a file is not kept in memory any longer than its form needs it.
    """
    from perftargets.errors import PerftargetsError
    from perftargets.findings import Breakdown
    from perftargets.findings.tally import tallied
    from perftargets.model.project import Document

    step("reading", 0, len(held[0]))
    try:
        with tallied(bounds.findings) as tally:
            document = _document_of(held, path, bounds, titles)
            document = _with_indicators(document)
        kept = tuple(tally.kept(document.diagnostics, path))
        return attrs.evolve(document, diagnostics=kept)
    except (PerftargetsError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - a fault of this file, by its type
        finding = Breakdown.of(error, path)
        return Document(diagnostics=(finding,), path=path)


def _document_of(
    held: list[bytes], path: str | None, limits: Limits, titles: "Titles | None"
) -> "Document":
    from perftargets.model.project import Document
    from perftargets.reading.formats import registry
    from perftargets.reading.native import sidecar
    from perftargets.reading.notices import (
        in_file,
        told_by_name,
        unreadable_file,
    )
    from perftargets.reading.recognise import recognise
    from perftargets.text import Place

    where = Place(path=path)
    data = held.pop()
    if len(data) > limits.size:
        finding = unreadable_file(
            f"文件超过上限 {limits.size} 字节；请拆分，或调高上限 size"
            "（命令写 --limit size=…）",
            f"the file is over the limit of {limits.size} bytes; "
            "split it or raise the limit size (--limit size=… of the command)",
            where,
        )
        return Document(diagnostics=(finding,), path=path)
    found = recognise(data, path=path, limits=limits, titles=titles)
    if found.form is None:
        document = _converted(data, found, path, limits, titles)
        return document or Document(diagnostics=found.findings, path=path)
    if found.form not in registry.READERS:
        finding = unreadable_file(
            f"这是 {found.form.upper()} 文件，本版本不能读取；请另存为 XLSX 或 DOCX",
            f"this is {found.form.upper()}, which this version does not read; save it "
            "as XLSX or DOCX",
            where,
        )
        return Document(diagnostics=(finding,), path=path)
    if found.form in registry.OF_TEXT and found.text is not None:
        data = b""
    content = registry.Content(
        data=data, text=found.text, path=path, limits=limits, titles=titles
    )
    document = registry.reader(found.form).read_content(content)
    noticed: Iterable[Finding] = (*found.findings, *document.diagnostics)
    if found.text is not None and not document.projects:
        noticed = told_by_name(noticed, found.text, path)
    commented = found.form in sidecar.COMMENTED
    marks = sidecar.read_comments(found.text or "", path) if commented else ()
    return attrs.evolve(
        document, diagnostics=tuple(in_file(noticed, path)), marks=marks
    )


def _converted(
    data: bytes,
    found: "Recognised",
    path: str | None,
    bounds: Limits,
    titles: "Titles | None",
) -> "Document | None":
    """Read an old office file by way of LibreOffice; None where that cannot be."""
    from perftargets.reading.formats import office
    from perftargets.reading.notices import guessed
    from perftargets.reading.recognise import CONVERTED
    from perftargets.text import Place

    if found.foreign not in CONVERTED:
        return None
    suffix, wanted, name = CONVERTED[found.foreign]
    made = office.converted(data, suffix, wanted, seconds=bounds.office)
    if made is None:
        return None
    document = read_bytes(made, path=path, limits=bounds, titles=titles)
    finding = guessed(
        f"这是 {name} 文件，由 LibreOffice 转换为 {wanted.upper()} 后读取；位置是"
        "转换后的位置，请与原件核对",
        f"this is {name}, read after LibreOffice converted it to {wanted.upper()}; "
        "places are those of the converted file; check it against the original",
        Place(path=path),
    )
    return attrs.evolve(document, diagnostics=(finding, *document.diagnostics))


def _with_indicators(document: "Document") -> "Document":
    """Report a document without an indicator, where nothing says so yet."""
    from perftargets.reading.notices import no_indicator
    from perftargets.text import Place

    if any(project.indicators for project in document.projects):
        return document
    if any(finding.code == "REA004" for finding in document.diagnostics):
        return document
    finding = no_indicator(Place(path=document.path))
    return attrs.evolve(document, diagnostics=(*document.diagnostics, finding))

"""Forms out: a document as the bytes of a file, in whatever format.

Each format is a module of its own, imported when it is needed. ``render`` makes the
bytes, ``write`` puts them on disk, whole or not at all.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from perftargets.errors import UsageError
from perftargets.writing.save import save
from perftargets.writing.written import FORMS, Form, Written

if TYPE_CHECKING:
    from perftargets.findings import Finding
    from perftargets.model.project import Document

__all__ = ["FORMS", "Form", "Written", "render", "write"]


def render(
    document: "Document",
    suffix: str,
    *,
    form: str | None = None,
    parsed: bool = False,
    byte_order_mark: bool = True,
) -> Written:
    """Return a document as the bytes of a file.

    Args:
        document: what to write; its diagnostics and places are not written.
        suffix: the ending of the file, one of `FORMS`, in any case.
        form: one of those that the ending can have; without it the first of them.
        parsed: give every indicator what was read of its target, as only the form
            ``document`` can.
        byte_order_mark: begin CSV with one: Excel in China takes UTF-8 for GBK without.

    Raises:
        UsageError: the ending or the form is none of these, or cannot be ``parsed``.
        DataError: the format cannot hold the document: a cell that is too long, more
            rows than a sheet has, no fiscal year for IATI.
        MissingExtraError: the library for the format is not installed.
    """
    suffix = suffix.lower()
    chosen = _form(suffix, form)
    if parsed and chosen != "document":
        raise UsageError(
            zh=f"“{suffix}”文件写不下解析结果（parsed），请用 .json",
            en=f"a file ending in “{suffix}” has no place for what was parsed; "
            "use .json",
        )
    match suffix:
        case ".csv":
            from perftargets.writing.csv import render as csv

            return csv(document, byte_order_mark=byte_order_mark)
        case ".xlsx":
            from perftargets.writing.xlsx import render as xlsx

            return xlsx(document, form=chosen)
        case ".docx":
            from perftargets.writing.docx import render as docx

            return docx(document, form=chosen)
        case ".xml":
            from perftargets.writing.iati import render as iati

            return iati(document)
        case _:
            return Written(_notation(document, suffix, parsed=parsed).encode())


def _notation(document: "Document", suffix: str, *, parsed: bool) -> str:
    match suffix:
        case ".json":
            from perftargets.reading.native.json import dumps as json

            return json(document, parsed=parsed)
        case ".toml":
            from perftargets.reading.native.toml import dumps as toml

            return toml(document, parsed=parsed)
        case _:
            from perftargets.reading.native.yaml import dumps as yaml

            return yaml(document, parsed=parsed)


def _form(suffix: str, form: str | None) -> Form:
    if suffix not in FORMS:
        known = ", ".join(FORMS)
        raise UsageError(
            zh=f"不会写“{suffix}”格式；可用：{known}",
            en=f"cannot write “{suffix}”; known: {known}",
        )
    if form is None:
        return FORMS[suffix][0]
    for each in FORMS[suffix]:
        if each == form:
            return each
    possible = ", ".join(FORMS[suffix])
    raise UsageError(
        zh=f"“{suffix}”文件没有“{form}”这种表；可用：{possible}",
        en=f"a file ending in “{suffix}” has no form “{form}”; it can have: {possible}",
    )


def write(
    document: "Document",
    path: str | os.PathLike[str],
    *,
    form: str | None = None,
    parsed: bool = False,
    force: bool = False,
) -> "tuple[Finding, ...]":
    """Write a document, whole or not at all; the ending of the name is the format.

    Gives what the form has no place for, and what had to be changed (WRI codes).

    Args:
        document: what to write.
        path: the file: ``.json``, ``.yaml``, ``.toml``, ``.csv``, ``.xlsx``, ``.docx``,
            or ``.xml`` for IATI.
        form: for XLSX ``flat``, ``application`` (申报表) or ``self-evaluation``
            (自评表), for DOCX one of the latter two; without it the first.
        parsed: give every indicator ``parsed``, what was read of its target.
        force: replace a file that is there already.

    Raises:
        UsageError: the ending names no format that can be written, or the form none
            that it can have; or the folder is not there.
        DataError: the format cannot hold the document.
        FileExistsError: the file is there already and ``force`` is not set.
        MissingExtraError: the library for the format is not installed.
    """
    target = Path(path)
    suffix = target.suffix or target.name
    written = render(document, suffix, form=form, parsed=parsed)
    save(target, written.data, force=force)
    return written.findings

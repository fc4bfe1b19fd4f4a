"""Forms out: a document as the bytes of a CSV, XLSX, DOCX or IATI file.

Each format is a module of its own, imported when it is needed. Writing the bytes to
disk, whole or not at all, is the caller's.
"""

from typing import TYPE_CHECKING, Literal

import attrs

from perftargets.diagnostics import Finding
from perftargets.errors import UsageError

if TYPE_CHECKING:
    from perftargets.model.project import Document

Form = Literal["flat", "application", "self-evaluation", "iati"]
"""What a written file looks like, whatever its format.

* ``flat``: one row for each indicator, the project in a column (平面表).
* ``application``: 项目支出绩效目标申报表, one sheet or page for each project.
* ``self-evaluation``: 项目支出绩效自评表, likewise.
* ``iati``: results of the IATI standard 2.03, as XML.
"""

FORMS: dict[str, tuple[Form, ...]] = {
    ".csv": ("flat",),
    ".docx": ("application", "self-evaluation"),
    ".xlsx": ("flat", "application", "self-evaluation"),
    ".xml": ("iati",),
}
"""The forms each ending can have; the first is the one without ``form``."""


@attrs.frozen
class Written:
    """A file that is ready to be written, and what was noticed in making it.

    Attributes:
        data: the bytes of the file.
        findings: fields without a place in the form, characters replaced (WRI codes).
    """

    data: bytes
    findings: tuple[Finding, ...] = ()


def render(
    document: "Document",
    suffix: str,
    *,
    form: str | None = None,
    byte_order_mark: bool = True,
) -> Written:
    """Give a document as the bytes of a file.

    Args:
        document: what to write; its diagnostics and places are not written.
        suffix: the ending of the file: ``.csv``, ``.xlsx``, ``.docx``, ``.xml``.
        form: one of `FORMS`; without it the first that the ending can have.
        byte_order_mark: begin CSV with one: Excel in China takes UTF-8 for GBK without.

    Raises:
        UsageError: the ending or the form is none of these.
        DataError: the format cannot hold the document: a cell that is too long, more
            rows than a sheet has, no fiscal year for IATI.
        MissingExtraError: the library for the format is not installed.
    """
    chosen = _form(suffix.lower(), form)
    match suffix.lower():
        case ".csv":
            from perftargets.files.written.csv import render as csv  # noqa: PLC0415 - on use

            return csv(document, byte_order_mark=byte_order_mark)
        case ".xlsx":
            from perftargets.files.written.xlsx import render as xlsx  # noqa: PLC0415 - on use

            return xlsx(document, form=chosen)
        case ".docx":
            from perftargets.files.written.docx import render as docx  # noqa: PLC0415 - on use

            return docx(document, form=chosen)
        case _:
            from perftargets.files.written.iati import render as iati  # noqa: PLC0415 - on use

            return iati(document)


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

"""Forms out: a document as the bytes of a file, in whatever format.

Each format is a module of its own, imported when it is needed. Writing the bytes to
disk, whole or not at all, is the caller's.
"""

from typing import TYPE_CHECKING, Literal

import attrs

from perftargets.diagnostics import Finding
from perftargets.errors import UsageError

if TYPE_CHECKING:
    from perftargets.model.project import Document

Form = Literal["document", "flat", "application", "self-evaluation", "iati"]
"""What a written file looks like, whatever its format.

* ``document``: keys and values of perftargets/1, which keep everything.
* ``flat``: one row for each indicator, the project in a column (平面表).
* ``application``: 项目支出绩效目标申报表, one sheet or page for each project.
* ``self-evaluation``: 项目支出绩效自评表, likewise.
* ``iati``: results of the IATI standard 2.03, as XML.
"""

FORMS: dict[str, tuple[Form, ...]] = {
    ".csv": ("flat",),
    ".docx": ("application", "self-evaluation"),
    ".json": ("document",),
    ".toml": ("document",),
    ".xlsx": ("flat", "application", "self-evaluation"),
    ".xml": ("iati",),
    ".yaml": ("document",),
    ".yml": ("document",),
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
    parsed: bool = False,
    byte_order_mark: bool = True,
) -> Written:
    """Give a document as the bytes of a file.

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
            from perftargets.files.written.csv import render as csv  # noqa: PLC0415

            return csv(document, byte_order_mark=byte_order_mark)
        case ".xlsx":
            from perftargets.files.written.xlsx import render as xlsx  # noqa: PLC0415

            return xlsx(document, form=chosen)
        case ".docx":
            from perftargets.files.written.docx import render as docx  # noqa: PLC0415

            return docx(document, form=chosen)
        case ".xml":
            from perftargets.files.written.iati import render as iati  # noqa: PLC0415

            return iati(document)
        case _:
            return Written(_notation(document, suffix, parsed=parsed).encode())


def _notation(document: "Document", suffix: str, *, parsed: bool) -> str:
    match suffix:
        case ".json":
            from perftargets.files.json import dumps as json  # noqa: PLC0415

            return json(document, parsed=parsed)
        case ".toml":
            from perftargets.files.toml import dumps as toml  # noqa: PLC0415

            return toml(document, parsed=parsed)
        case _:
            from perftargets.files.yaml import dumps as yaml  # noqa: PLC0415

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

"""Which module reads which form: the one place where a reader is registered.

A reader is a module of ``perftargets.reading`` with a function
``read_content(content: Content) -> Document``. It takes the bytes (and, for a form of
text, the decoded text), and gives a document with findings; it never raises for
content. ``recognise.py`` tells the form by the content.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

import attrs

from perftargets.reading.limits import LIMITS, Limits

if TYPE_CHECKING:
    from perftargets.model.project import Document
    from perftargets.reading.tables.titles import Titles

READERS = {
    "csv": "formats.csv",
    "docx": "formats.docx.reader",
    "html": "formats.html.reader",
    "json": "native.json",
    "ods": "formats.workbook.xls_ods",
    "pdf": "formats.pdf.reader",
    "running-text": "running_text.reader",
    "toml": "native.toml",
    "xls": "formats.workbook.xls_ods",
    "xlsb": "formats.workbook.xls_ods",
    "xlsx": "formats.workbook.xlsx",
    "yaml": "native.yaml",
}
"""The module for each form that ``recognise.form`` tells apart."""

OF_TEXT = frozenset({"csv", "json", "running-text", "toml", "yaml"})
"""The forms that are read from the decoded text alone."""


@attrs.frozen(kw_only=True)
class Content:
    """A file as its reader gets it.

    Attributes:
        data: the bytes; empty for a form of ``OF_TEXT``.
        text: the decoded text; None for a binary form.
        path: the name the caller gave, for places.
        limits: what the file may ask for.
        titles: titles of columns and labels, with the user's own; None for the
            shipped ones. Readers of tables pass it on to ``tables.reader.documents``.
    """

    data: bytes
    text: str | None = None
    path: str | None = None
    limits: Limits = LIMITS
    titles: "Titles | None" = None


class Reader(Protocol):
    """What a module that reads a form offers."""

    def read_content(self, content: Content) -> "Document":
        """Read one file; what is wrong with it is a finding."""


def reader(form: str) -> Reader:
    """Load the module that reads a form.

    Raises:
        KeyError: no reader is registered for the form.
    """
    module = import_module(f"perftargets.reading.{READERS[form]}")
    return cast("Reader", module)

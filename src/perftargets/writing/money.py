"""Money in a form whose label names the unit: 350.5万元 stands there as 350.5."""

import re
from collections.abc import Iterator
from decimal import Decimal

from perftargets.findings import Finding
from perftargets.model.project import Document
from perftargets.writing.fields import SOURCES, amount, named
from perftargets.writing.labels import labels
from perftargets.writing.notices import unit_missing

_FIGURE = re.compile(r"\d{1,12}(?:\.\d{1,6})?", re.ASCII)
_AMOUNTS = ("initial", "adjusted", "spent", "expected")


def without_unit(document: Document) -> Iterator[Finding]:
    """Report amounts without a unit, to which the form lends its own (WRI005)."""
    for project in document.projects:
        for source in SOURCES:
            for key in _AMOUNTS:
                found = amount(project.funds, source, key)
                if isinstance(found, str) and _is_bare(found):
                    zh, en = named([f"funds.{source}.{key}"])
                    unit = labels("money")["unit"]
                    yield unit_missing(
                        zh, en, figure=found, unit=unit, project=project.name
                    )


def _is_bare(text: str) -> bool:
    """Return whether an amount other than nought has nothing but its figure."""
    figure = text.strip().replace(",", "").replace("，", "")
    return _FIGURE.fullmatch(figure) is not None and Decimal(figure) != 0


def in_unit(written: str | Decimal | None) -> str | Decimal | None:
    """Remove the unit of the form from an amount; any other amount stays as written.

    A figure that a sheet would show otherwise (350.50) stays text.
    """
    if written is None or isinstance(written, Decimal):
        return written
    figure = written.removesuffix(labels("money")["unit"])
    if figure == written or not _FIGURE.fullmatch(figure):
        return written
    number = Decimal(figure)
    return number if format(number.normalize(), "f") == figure else figure

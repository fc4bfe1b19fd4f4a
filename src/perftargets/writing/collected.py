"""Documents of many files written as one, file by file, so that none is kept."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import attrs

from perftargets._escaping import json_text
from perftargets.model.project import SCHEMA, Document
from perftargets.reading.native.document import to_plain
from perftargets.writing.csv import cell_text
from perftargets.writing.flat import Value, table
from perftargets.writing.labels import labels
from perftargets.writing.xlsx import save_rows

CollectFormat = Literal["json", "csv", "xlsx"]
"""The forms of one document; the frame is another."""

_MARK = "\ufeff"
_INDENT = "    "


@attrs.define
class Shared:
    """What documents have in common, and what they come to; none of them is kept.

    Attributes:
        files: how many there are.
        projects: their projects.
        rows: their indicators.
        years: their fiscal years.
        profiles: the profiles that they name.
        keys: the columns of a flat table in which anything stands.
    """

    files: int = 0
    projects: int = 0
    rows: int = 0
    years: set[int | None] = attrs.field(factory=set)
    profiles: set[str | None] = attrs.field(factory=set)
    keys: set[str] = attrs.field(factory=set)

    @staticmethod
    def of(document: Document) -> dict[str, Any]:
        """Return what a document adds, as what JSON can hold."""
        return {
            "projects": len(document.projects),
            "rows": sum(len(each.indicators) for each in document.projects),
            "year": document.fiscal_year,
            "profile": document.profile,
            "keys": list(table(document).keys),
        }

    def add(self, own: dict[str, Any]) -> None:
        """Add what ``of`` returned for a document."""
        self.files += 1
        self.projects += own["projects"]
        self.rows += own["rows"]
        self.years.add(own["year"])
        self.profiles.add(own["profile"])
        self.keys.update(own["keys"])

    @property
    def year(self) -> int | None:
        """The fiscal year, where all have one."""
        return next(iter(self.years)) if len(self.years) == 1 else None

    @property
    def profile(self) -> str | None:
        """The profile, where all name one."""
        return next(iter(self.profiles)) if len(self.profiles) == 1 else None


@attrs.frozen
class Collection:
    """Documents to be written as one.

    Attributes:
        shared: what they have in common, worked out before.
        documents: goes through them, as often as it is called.
    """

    shared: Shared
    documents: Callable[[], Iterable[Document]]

    def json(self) -> Iterator[str]:
        """Write ``perftargets/1``, part by part."""
        head = {
            "schema": SCHEMA,
            "title": None,
            "fiscal_year": self.shared.year,
            "department": None,
            "profile": self.shared.profile,
        }
        text = json_text(head)
        yield f'{text.removesuffix(chr(10) + "}")},\n  "projects": ['
        separator = "\n"
        for document in self.documents():
            for project in to_plain(document)["projects"]:
                written = json_text(project)
                lines = written.replace("\n", f"\n{_INDENT}")
                yield f"{separator}{_INDENT}{lines}"
                separator = ",\n"
        yield "]\n}\n" if separator == "\n" else "\n  ]\n}\n"

    def csv(self, *, mark: bool) -> Iterator[str]:
        """Write a flat table, a row for each indicator; ``mark`` is for Excel."""
        keys = self._keys()
        titles = [labels("flat")[key] for key in keys]
        yield (_MARK if mark else "") + _line(titles)
        for row in self._rows(keys):
            yield _line(map(cell_text, row))

    def to_xlsx(self, path: Path) -> None:
        """Write a workbook with a flat table.

        Raises:
            DataError: there are more rows than a sheet can hold.
            MissingExtraError: openpyxl is not installed.
            OSError: the file cannot be written.
        """
        keys = self._keys()
        save_rows(path, keys, self._rows(keys))

    def _keys(self) -> tuple[str, ...]:
        return tuple(
            key for key in labels("flat") if key != "sheet" and key in self.shared.keys
        )

    def _rows(self, keys: tuple[str, ...]) -> Iterator[list[Value]]:
        for document in self.documents():
            made = table(document)
            for row in made.rows:
                cells = dict(zip(made.keys, row, strict=True))
                yield [cells.get(key) for key in keys]


def _line(cells: Iterable[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(list(cells))
    return text.getvalue()

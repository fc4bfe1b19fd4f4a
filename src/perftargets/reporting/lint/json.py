"""A report as JSON, ``perftargets-report/1``, for a program to read."""

from collections.abc import Iterable

from perftargets import _data
from perftargets._escaping import json_text
from perftargets.findings import FailOn, Language, Report
from perftargets.reporting.lint.totals import Pieces, Totals
from perftargets.reporting.lint.versions import TOOL, versions

SCHEMA = "perftargets-report/1"
"""The name of the form; its shape changes with the figure only."""


class Writer(Pieces):
    """Writes the report; messages are in one language."""

    def __init__(self, *, language: Language, fail_on: FailOn) -> None:
        """Take the language of the messages; nothing fails here."""
        super().__init__(language=language, fail_on=fail_on)
        self._findings = Items(depth=1)

    def head(self, totals: Totals) -> str:
        """Write what stands before the findings."""
        return self._around(totals)[0]

    def piece(self, report: Report) -> str:
        """Write the findings of a file."""
        return self._findings.add(report.to_dicts(self._language))

    def tail(self, totals: Totals) -> str:
        """Write what stands behind the findings."""
        return self._findings.end() + self._around(totals)[1]

    def _around(self, totals: Totals) -> tuple[str, str]:
        tree = {
            "schema": SCHEMA,
            "tool": {"name": TOOL, **versions()},
            "language": self._language,
            "profiles": [
                {"name": name, "version": version} for name, version in totals.profiles
            ],
            "paths": totals.paths,
            "summary": {
                "projects": totals.projects,
                "indicators": totals.indicators,
                **{str(key): count for key, count in totals.counts().items()},
                "suppressed": totals.suppressed,
            },
            "findings": 0,
            "faults": [
                {
                    "code": fault.code,
                    "name": fault.name,
                    "message": fault.message.text(self._language),
                }
                for fault in totals.faults
            ],
        }
        return around(tree, "findings")


class Items:
    """Writes the items of a list a few at a time, as if all were written at once."""

    def __init__(self, *, depth: int) -> None:
        """Take how many objects and lists stand around the list."""
        self._margin = "  " * depth
        self._any = False

    def add(self, items: Iterable[object]) -> str:
        """Write further items."""
        margin = f"\n{self._margin}  "
        parts = []
        for item in items:
            parts.append("," if self._any else "[")
            # Lines end in texts as well, by other characters than this one.
            parts.append(f"\n{dumped(item)}".removesuffix("\n").replace("\n", margin))
            self._any = True
        return "".join(parts)

    def end(self) -> str:
        """Close the list."""
        return f"\n{self._margin}]" if self._any else "[]"


def around(tree: object, key: str) -> tuple[str, str]:
    """Write a tree without the list under a key, for which 0 stands in it.

    Gives what stands before the list and what stands behind it. No text of the tree
    can be taken for the key, since its quotes are escaped there.
    """
    before, _, behind = dumped(tree).partition(f'"{key}": 0')
    return f'{before}"{key}": ', behind


def statistics(totals: Totals) -> str:
    """Count the findings of each rule, the most frequent first, as JSON."""
    tree = [
        {
            "code": code,
            "name": each.first.name,
            "severity": str(each.worst),
            "count": each.count,
        }
        for code, each in totals.most_frequent()
    ]
    return dumped(tree)


def dumped(tree: object) -> str:
    """Write JSON as readable text that can always be encoded."""
    return json_text(tree) + "\n"


def schema() -> str:
    """Give the JSON Schema of ``perftargets-report/1``."""
    return _data.read("schema", "perftargets-report-1.json")

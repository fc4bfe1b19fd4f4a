"""The report on the Panyu table; ``python -m tests.linting.panyu`` writes it."""

from collections.abc import Iterator
from pathlib import Path

from perftargets._data import data
from perftargets.findings import Finding
from perftargets.linting.lint import lint
from perftargets.reading import read

SNAPSHOT = Path(__file__).with_name("panyu.txt")


def report(*, hints: bool) -> tuple[Finding, ...]:
    """Hold the bundled table to the rules, those that are off by default too."""
    document = read(str(data("example", "panyu-2022.txt")))
    return lint(document, select=["ALL"] if hints else None).findings


def rendered() -> str:
    """Write out every finding with its place, message and hint, in both languages."""
    return "\n".join(_lines(report(hints=True)))


def _lines(findings: tuple[Finding, ...]) -> Iterator[str]:
    project = None
    for finding in findings:
        if finding.project != project:
            project = finding.project
            yield f"== {project}"
            yield ""
        place = finding.place
        where = f"{place.line}:{place.column}" if place is not None else "?"
        excerpt = finding.excerpt
        marked = excerpt.span.of(excerpt.text) if excerpt is not None else ""
        yield f"{where} {finding.code} {finding.severity} {finding.name}"
        yield f"    {finding.indicator or finding.project}"
        yield f"    ~~~ {marked}".rstrip()
        yield f"    {finding.message.zh}"
        yield f"    {finding.message.en}"
        if finding.hint is not None:
            yield f"    → {finding.hint.zh}"
            yield f"    → {finding.hint.en}"
        yield ""


if __name__ == "__main__":
    SNAPSHOT.write_text(rendered(), encoding="utf-8")

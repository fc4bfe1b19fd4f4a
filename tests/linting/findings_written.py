"""What is found in the tables of the tests: ``written/*.txt``, one finding a line.

``python -m tests.linting.findings_written`` writes the files anew, after a change that
is meant; what it changes is to be looked at line by line. A line is where it stands,
code and severity, the piece at fault, and the message with hint and proposals.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, partial

import attrs

from perftargets import lint, parse, read
from perftargets.findings import Finding
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Funds, Project
from perftargets.reading import read_bytes
from tests.linting.corpora import HERE, reported, reviewed
from tests.linting.objections import planted_faults
from tests.linting.pages import PAGES, examples

FOLDER = HERE / "written"
Table = tuple[str, Callable[[], Document], Callable[[], Document] | None]
"""What it is called, what reads the table, and what reads last year's."""


SIZE = 10
"""Tables of one piece: few, so that a fault is found by the tests near it."""


def pieces() -> Iterator[tuple[str, int]]:
    """Yield the pieces that the tables are written down in; no table is read for it."""
    for name in TABLES:
        text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
        many = sum(line.startswith("# ") for line in text.splitlines())
        yield from ((name, start) for start in range(0, many, SIZE))


def written(name: str, start: int) -> str:
    """Return what is written down of one piece."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    tables = text.split("\n# ") if text else []
    return "\n# ".join(tables[start : start + SIZE]).removeprefix("# ").rstrip()


def found(name: str, start: int) -> str:
    """Lint the tables of one piece, and write down what is found."""
    lines = (
        line
        for each in TABLES[name]()[start : start + SIZE]
        for line in _of(each, name)
    )
    return "\n".join(lines).removeprefix("# ")


def _of(table: Table, name: str) -> Iterator[str]:
    called, made, before = table
    prior = None if before is None else before()
    report = lint(made(), prior=prior, ignore=IGNORED.get(name, ()))
    yield f"# {called}"
    yield from (f"fault {each}" for each in report.faults)
    yield from map(_line, report.findings)


def _files() -> Iterator[Table]:
    paths = [
        *(HERE / "clean.yaml", HERE / "planted.yaml"),
        *sorted(HERE.glob("well_made/*.yaml")),
        *sorted(HERE.glob("cases/*.*")),
        *sorted((HERE.parent / "scoring" / "worked" / "published").glob("*.json")),
    ]
    for path in paths:
        yield path.name, partial(read, path), None


def _pages() -> Iterator[Table]:
    for page in sorted(PAGES.glob("*.md")):
        for number, example in enumerate(examples(page), start=1):
            prior = None if example.prior is None else _page(example.prior, "p.yaml")
            yield f"{page.stem} {number}", _page(example.text, "page.yaml"), prior


def _page(text: str, path: str) -> Callable[[], Document]:
    return partial(read_bytes, text.encode(), path=path)


def _rows() -> Iterator[Table]:
    """Yield the rows that stand in the file: one more is one more head, as JSON."""
    for line in (FOLDER / "rows.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            called = line.removeprefix("# ")
            yield called, partial(_row, *json.loads(called)), None


def _row(  # noqa: PLR0913, PLR0917 - the cells, as they stand in the file
    category: str,
    subcategory: str | None,
    name: str,
    target: str,
    unit: str | None,
    direction: str | None,
) -> Document:
    row = Indicator(
        category=category,
        subcategory=subcategory,
        name=name,
        target=parse(target),
        unit=unit,
        direction=direction,
        weight=Decimal(10),
    )
    project = Project(name="综合事务", funds=Funds(), indicators=(row,))
    return Document(fiscal_year=2022, projects=(project,))


def _planted() -> Iterator[Table]:
    for number, table in enumerate(planted_faults(), start=1):
        yield f"planted {number}", table.document, None


def _reviewed() -> Iterator[Table]:
    yield "reviewed", reviewed, None


def _same(document: Document) -> Document:
    return document


def _reported() -> Iterator[Table]:
    for number, document in enumerate(reported(), start=1):
        yield f"reported {number}", partial(_same, document), None


TABLES: Mapping[str, Callable[[], list[Table]]] = {
    "files": cache(lambda: list(_files())),
    "pages": cache(lambda: list(_pages())),
    "planted": cache(lambda: list(_planted())),
    "reported": cache(lambda: list(_reported())),
    "reviewed": cache(lambda: list(_reviewed())),
    "rows": cache(lambda: list(_rows())),
}
IGNORED: Mapping[str, Sequence[str]] = {
    "rows": ("STR", "TXT", "WGT"),
    "reviewed": ("STR", "TXT", "WGT"),
    "reported": ("STR", "TXT", "WGT"),
}
"""What a table of single rows says of itself, each time the same."""


def _line(found: Finding) -> str:
    parts = [found.pointer or found.project or "", found.code, str(found.severity)]
    if found.excerpt is not None:
        span, text = found.excerpt.span, found.excerpt.text
        piece = text[span.start : span.end]
        parts.append(f"{found.excerpt.field} {span.start}:{piece}")
    parts.append(f"“{found.message.en}”")
    if found.hint is not None:
        parts.append(f"hint “{found.hint.en}”")
    parts += [f"fix {_set(found.fix)}"] if found.fix is not None else []
    parts += [f"proposal {_set(each)}" for each in found.proposals]
    parts += [f"related {each.message.en}" for each in found.related]
    return " ".join(parts).replace("\n", r"\n")


def _set(value: attrs.AttrsInstance) -> str:
    """Return what a value sets."""
    known = attrs.asdict(value, recurse=False)
    return ", ".join(f"{key} {each}" for key, each in known.items() if each is not None)


if __name__ == "__main__":
    for each, tables in TABLES.items():
        text = "".join(f"{line}\n" for table in tables() for line in _of(table, each))
        (FOLDER / f"{each}.txt").write_text(text, encoding="utf-8")

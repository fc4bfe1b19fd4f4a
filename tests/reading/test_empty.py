"""Documents that hold nothing, and texts that hold too much, say so."""

from pathlib import Path

import pytest

from perftargets.model.project import Document
from perftargets.reading import Limits, read


def _read(folder: Path, name: str, text: str, *, limits: Limits) -> Document:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read(path, limits=limits)


def _said(document: Document) -> list[tuple[str, str, int | None]]:
    return [
        (each.code, each.message.en, each.place.line if each.place else None)
        for each in document.diagnostics
    ]


NONE = "the document has no projects: the key projects is missing or has no value"
NO_INDICATOR = "there is not a single indicator in the file, so nothing can be checked"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.json", '{"schema": "perftargets/1", "title": "甲"}', 1),
        ("a.json", '{"schema": "perftargets/1",\n "projects": null}', 2),
        ("a.yaml", "schema: perftargets/1\ntitle: 甲\n", 1),
        ("a.yaml", "schema: perftargets/1\nprojects:\n", 2),
        ("a.toml", 'schema = "perftargets/1"\ntitle = "甲"\n', 1),
    ],
)
def test_a_document_without_projects_says_so(
    tmp_path: Path, name: str, text: str, line: int
) -> None:
    """A key left out or misspelled would pass for a table without a mistake in it."""
    document = _read(tmp_path, name, text, limits=Limits())
    assert [("REA004", NONE, line)] == _said(document)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"schema": "perftargets/1", "projects": []}'),
        ("a.yaml", "schema: perftargets/1\nprojects: []\n"),
        ("a.toml", 'schema = "perftargets/1"\nprojects = []\n'),
    ],
)
def test_an_empty_list_of_projects_is_no_table(
    tmp_path: Path, name: str, text: str
) -> None:
    """Nothing in it can be checked, so nothing in it can be right."""
    document = _read(tmp_path, name, text, limits=Limits())
    assert [("REA004", NO_INDICATOR, None)] == _said(document)


ROW = "1、产出指标：培训次数，年度指标值：5次。"
TOO_LONG = (
    "the text has more than the limit of 3 lines and was not read; split it or raise "
    "the limit (lines)"
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_of_too_many_lines_is_refused(tmp_path: Path, end: str) -> None:
    """A line costs far more memory than its length; the bound is the caller's."""
    path = tmp_path / "table.txt"
    path.write_bytes(end.join(["甲", "乙", "丙", ROW]).encode())
    assert [("REA004", TOO_LONG, None)] == _said(read(path, limits=Limits(lines=3)))
    rows = read(path, limits=Limits(lines=4)).rows()
    assert ["5次"] == [row.target.text for _, row in rows]

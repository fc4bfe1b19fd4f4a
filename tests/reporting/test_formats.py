"""Every module of ``reporting.lint``, ``evaluation`` and ``differences`` is a form.

What holds for each is asked of each here, so that a new form is held to it too.
"""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, get_args

import pytest

from perftargets.errors import UsageError
from perftargets.findings import Language, Report
from perftargets.reporting import differences, evaluation, lint, render
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import Writer, WriterOptions, written
from perftargets.scoring.differences import FileReview
from perftargets.scoring.result import Evaluation
from tests.reporting.lint.reports import BROKEN, NONE, TWO, hostile
from tests.reporting.test_differences import reviewed
from tests.reporting.test_evaluation_html import filled

HOSTILE = '=<script>alert(1)</script>"&\x1b[31m\u202e\x07%,\n::error::'
KINDS = (
    (lint, "lint"),
    (evaluation, "evaluation"),
    (differences, "differences"),
)
FORMS = [
    pytest.param(package, form, id=f"{name}-{form}")
    for package, name in KINDS
    for form in package.FORMATS
]
LANGUAGES: tuple[Language, ...] = get_args(Language)
CONTENTS: dict[ModuleType, Sequence[Report | Evaluation | FileReview]] = {
    lint: (TWO, NONE, BROKEN, hostile()),
    evaluation: (filled(), filled(HOSTILE)),
    differences: (reviewed(), reviewed(HOSTILE)),
}

every_form = pytest.mark.parametrize(("package", "form"), FORMS)


def make(package: ModuleType, form: str, **options: Any) -> Writer[Any]:
    """Return a new writer of a form."""
    made: Writer[Any] = package.writer(
        form, WriterOptions(**{"language": "en", **options})
    )
    return made


@pytest.mark.parametrize(("package", "name"), KINDS)
def test_the_folder_is_the_registry(package: ModuleType, name: str) -> None:
    """Every module is a form, and every form a module."""
    found = {each.name for each in iter_modules(package.__path__)}
    assert found == set(package.FORMATS), name
    assert len(found) == len(package.FORMATS)


@every_form
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_content_gives_the_same_bytes(
    package: ModuleType, form: str, language: Language
) -> None:
    """Each part of it, and in any encoding of Unicode."""
    contents = CONTENTS[package]

    def once() -> bytes:
        made = make(package, form, language=language, several=True)
        return written(made, contents, Totals()).encode("utf-8")

    assert once() == once()


@every_form
def test_a_part_is_written_as_in_the_whole(package: ModuleType, form: str) -> None:
    """Where the head is asked for does not matter to a form that streams."""
    contents = CONTENTS[package]
    made, totals, bodies = make(package, form, several=True), Totals(), []
    head = made.head(totals) if made.streams else None
    for content in contents:
        totals.add(content)
        bodies.append(made.body(content))
    if head is None:
        head = made.head(totals)
    whole = written(make(package, form, several=True), contents, Totals())
    assert whole == "".join((head, *bodies, made.tail(totals)))
    assert whole.startswith(head)


@every_form
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_from_a_file_acts(
    package: ModuleType, form: str, language: Language
) -> None:
    """No tag, formula or workflow command gets out of its place."""
    text = render(CONTENTS[package][-1], form, language=language)  # type: ignore[arg-type]

    assert text
    kind = next(each for each in READERS if re.match(each, text))
    READERS[kind](text)


def _read_html(text: str) -> None:
    """Read a page: no script but the page's own, which the policy names."""
    tags: list[str] = []

    class Page(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            del attrs
            tags.append(tag)

    Page().feed(text)
    assert tags.count("script") == text.count("sha256-")
    assert "default-src &#x27;none&#x27;" in text


def _read_csv(text: str) -> None:
    """Read a table: as many cells in each row, and none begins a formula."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(rows[0])} == set(map(len, rows))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@"))]


def _read_lines(text: str) -> None:
    """Read lines: a text from a file stays on its own, and begins no command."""
    assert not re.search(r"^::error::", text, re.MULTILINE)


READERS: dict[str, Callable[[str], object]] = {
    r"[{\[]": json.loads,
    r"<\?xml": ET.fromstring,
    r"<!DOCTYPE html>": _read_html,
    r"[^\n,]+,[^\n]*\r\n": _read_csv,
    "": _read_lines,
}
"""What reads a form, by how it begins."""


@every_form
def test_a_form_is_written_in_both_languages(package: ModuleType, form: str) -> None:
    """Words from the program are in the language that is asked for."""
    zh, en = (
        written(make(package, form, language=each), [CONTENTS[package][0]], Totals())
        for each in LANGUAGES
    )
    assert zh != en


@every_form
def test_nothing_at_all_is_a_report_too(package: ModuleType, form: str) -> None:
    """Of no file: what can be read by a program still can."""
    text = written(make(package, form, several=True), [], Totals())
    if re.match(r"[{\[]", text):
        json.loads(text)
    elif text.startswith("<?xml"):
        ET.fromstring(text)  # noqa: S314 - made here


@pytest.mark.parametrize(("package", "name"), KINDS)
def test_a_form_that_is_not_there_is_refused(package: ModuleType, name: str) -> None:
    """The message lists those that there are, of each kind its own."""
    with pytest.raises(UsageError) as caught:
        render(CONTENTS[package][0], "xml")  # type: ignore[arg-type]
    assert caught.value.en == (
        f"no report format “xml”; there are {', '.join(package.FORMATS)}"
    ), name


def test_the_ending_of_a_file_means_one_form() -> None:
    """And every form of an evaluation has an ending."""
    endings = evaluation.endings()
    assert {
        ".csv": "csv",
        ".htm": "html",
        ".html": "html",
        ".json": "json",
        ".txt": "text",
    } == endings
    assert set(evaluation.FORMATS) == set(endings.values())

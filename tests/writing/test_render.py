"""What can be written, and what is said of what cannot."""

import gc
import sys
import tempfile
from pathlib import Path

import attrs
import pytest

from perftargets import writing
from perftargets.errors import DataError, MissingExtraError, UsageError
from perftargets.findings import Finding
from perftargets.model.project import Document
from perftargets.writing import render, xlsx
from tests.writing.documents import DOCUMENT, ROADS, SCHOOL, with_reason


def _said(findings: tuple[Finding, ...]) -> list[tuple[str, str | None, str]]:
    return [(each.code, each.project, each.message.en) for each in findings]


@pytest.mark.parametrize(
    ("suffix", "form"),
    [(suffix, form) for suffix, forms in writing.FORMS.items() for form in forms],
)
def test_every_ending_writes_its_forms(suffix: str, form: str) -> None:
    """Each pair of an ending and a form gives bytes; CSV has its mark first."""
    data = render(DOCUMENT, suffix, form=form).data
    first = {
        ".csv": b"\xef\xbb\xbf",
        ".json": b"{",
        ".toml": b"schema",
        ".xml": b"<?xml",
        ".yaml": b"schema",
        ".yml": b"schema",
    }.get(suffix, b"PK\x03\x04")
    assert first == data[: len(first)]


def test_the_first_form_is_the_one_without_a_name() -> None:
    """Without a form a text is an application, which it can be first."""
    assert ("application", "self-evaluation") == writing.FORMS[".docx"]
    plain, named = (
        render(DOCUMENT, ".docx"),
        render(DOCUMENT, ".docx", form="application"),
    )
    assert named.findings == plain.findings


def test_an_unknown_ending_names_the_known_ones() -> None:
    """A mistake of the caller: no such format."""
    with pytest.raises(UsageError) as caught:
        render(DOCUMENT, ".ods")
    assert "cannot write “.ods”; known: " + ", ".join(writing.FORMS) == caught.value.en


def test_a_form_that_the_ending_cannot_have_names_those_it_can() -> None:
    """A mistake of the caller: CSV has no merged cells."""
    with pytest.raises(UsageError) as caught:
        render(DOCUMENT, ".CSV", form="application")
    message = "a file ending in “.csv” has no form “application”; it can have: flat"
    assert message == caught.value.en


def test_what_was_parsed_goes_into_keys_and_values_alone() -> None:
    """A mistake of the caller: a table has no column for it."""
    assert b'"parsed": {' in render(DOCUMENT, ".json", parsed=True).data
    with pytest.raises(UsageError, match="has no place for what was parsed"):
        render(DOCUMENT, ".xlsx", parsed=True)


def test_what_the_form_has_no_place_for_is_told_project_by_project() -> None:
    """An application has no actuals; the second project loses nothing."""
    lost = (
        "project.total, project.grade, project.goal_actual, funds.total.adjusted, "
        "funds.total.spent, funds.fiscal.adjusted, funds.fiscal.spent, "
        "indicator.actual, indicator.score, indicator.reason"
    )
    message = f"this form has no place for {lost}; it is left out"
    found = render(DOCUMENT, ".xlsx", form="application").findings
    assert [("WRI001", SCHOOL.name, message)] == _said(found)
    assert found[0].message.zh == (
        "这种表没有地方写：总分、等级、年度总体目标实际完成情况、"
        "年度资金总额全年预算数、年度资金总额全年执行数、"
        "当年财政拨款全年预算数、当年财政拨款全年执行数、"
        "实际完成值、得分、偏差原因分析及改进措施；未写出"
    )


def test_a_self_evaluation_holds_all_of_both_projects() -> None:
    """Nothing is told where nothing is lost."""
    assert () == render(DOCUMENT, ".xlsx", form="self-evaluation").findings


def test_numbers_that_only_count_the_rows_are_not_missed() -> None:
    """The official forms have no column of numbers; other numbers are told."""

    def numbered(*numbers: int) -> Document:
        rows = tuple(
            attrs.evolve(row, number=number)
            for row, number in zip(ROADS.indicators, numbers, strict=True)
        )
        return Document(projects=(attrs.evolve(ROADS, indicators=rows),))

    counted, odd = (
        render(numbered(*numbers), ".docx", form="application").findings
        for numbers in ((1, 2), (1, 3))
    )
    assert () == counted
    message = "this form has no place for indicator.number; it is left out"
    assert [("WRI001", ROADS.name, message)] == _said(odd)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".docx", ".xml"])
def test_characters_that_no_file_can_hold_are_replaced_and_told(suffix: str) -> None:
    """Control characters become their pictures, half a character U+FFFD."""
    form = {".xlsx": "self-evaluation", ".docx": "self-evaluation"}.get(suffix)
    document = with_reason("甲\x0b乙\x00丙\ud800丁\uffff")
    found = [
        each
        for each in render(document, suffix, form=form).findings
        if each.code == "WRI002"
    ]
    message = (
        "the file cannot hold U+0000, U+000B, U+D800, U+FFFF; signs stand for them: "
        "“甲␋乙␀丙\ufffd丁\ufffd”"
    )
    assert [("WRI002", SCHOOL.name, message)] == _said(tuple(found))


def test_neighbours_of_one_name_are_told_in_a_flat_table() -> None:
    """A flat table parts projects by their name alone."""
    found = render(Document(projects=(ROADS, ROADS)), ".csv").findings
    assert [("WRI003", ROADS.name)] == [(each.code, each.project) for each in found]


def test_a_text_that_a_cell_cannot_hold_is_refused() -> None:
    """A cell of a workbook holds 32,767 characters; nothing is cut off."""
    with pytest.raises(DataError) as caught:
        render(with_reason("长" * 32_768), ".xlsx")
    assert "has 32768 characters and a cell holds 32767" in caught.value.en
    assert b"PK" == render(with_reason("长" * 32_767), ".xlsx").data[:2]


def test_a_refused_workbook_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No draft in the temporary folder, and nothing that complains when collected."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    complaints: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    with pytest.raises(DataError):
        render(with_reason("长" * 32_768), ".xlsx")
    gc.collect()
    assert ([], []) == (complaints, list(tmp_path.iterdir()))


def test_a_missing_library_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError) as caught:
        render(DOCUMENT, ".xlsx")
    assert "xlsx" == caught.value.extra


def test_a_text_needs_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """DOCX is written where neither python-docx nor lxml is."""
    for library in ("docx", "lxml"):
        monkeypatch.setitem(sys.modules, library, None)
    assert b"PK" == render(DOCUMENT, ".docx").data[:2]


def test_more_rows_than_a_sheet_has_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is cut off: seven rows and their titles need eight."""
    monkeypatch.setattr(xlsx, "ROW_LIMIT", 8)
    assert b"PK" == render(DOCUMENT, ".xlsx").data[:2]
    monkeypatch.setattr(xlsx, "ROW_LIMIT", 7)
    with pytest.raises(DataError, match="7 rows of indicators do not fit on one sheet"):
        render(DOCUMENT, ".xlsx")

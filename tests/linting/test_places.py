"""A finding stands at the words that it is about, where these are known."""

import io
from pathlib import Path

import openpyxl
import pytest

import perftargets
from perftargets.linting.lint import lint
from perftargets.model.project import Document
from perftargets.reading import read, read_bytes
from perftargets.text import Place

EXAMPLE = Path(perftargets.__file__).parent / "example"
HEDGE = "网格员参训约24人次"


def place_of(document: Document, code: str = "VAL003") -> Place:
    """Give the place of the one finding of a rule."""
    (found,) = lint(document, select=[code]).filter(code=code)
    assert found.place is not None
    return found.place


@pytest.mark.parametrize("name", ["panyu-2022.txt", "panyu-2022.yaml"])
def test_the_words_at_fault_stand_at_the_place(name: str) -> None:
    """Line and column of the file lead to the stretch that carets stand under."""
    path = EXAMPLE / name
    lines = path.read_text(encoding="utf-8").split("\n")
    looked_at = 0
    for finding in lint(read(path), select=["VAL001", "VAL003", "VAL004", "VAL005"]):
        excerpt, place = finding.excerpt, finding.place
        assert excerpt is not None
        assert place is not None
        assert place.line is not None
        assert place.column is not None
        said = excerpt.text[excerpt.span.start : excerpt.span.end]
        there = lines[place.line - 1][place.column - 1 :]
        length = min(len(there), len(said))
        assert said[:length] == there[:length]
        looked_at += bool(length)
    assert looked_at > 0


ROW = "projects:\n- name: 甲\n  indicators:\n  - name: 人次\n    target: "
TABLES = '[[projects]]\nname = "甲"\n[[projects.indicators]]\nname = "人次"\ntarget = '
TREE = '{"projects": [{"name": "甲", "indicators": [{"name": "人次",\n"target": '


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        ("yaml", f"{ROW}{HEDGE}\n"),
        ("yaml", f'{ROW}"{HEDGE}"\n'),
        ("toml", f'{TABLES}"{HEDGE}"\n'),
        ("json", f'{TREE}"{HEDGE}"}}]}}]}}'),
        ("csv", f"项目名称,一级指标,三级指标,指标值\n甲,产出指标,人次,{HEDGE}\n"),
        ("csv", f'项目名称,一级指标,三级指标,指标值\n甲,产出指标,人次,"{HEDGE}"\n'),
    ],
    ids=["yaml", "yaml in quotes", "toml", "json", "csv", "csv in quotes"],
)
def test_the_column_is_that_of_the_words(suffix: str, text: str) -> None:
    """约 stands there, in each form that is a text."""
    place = place_of(read_bytes(text.encode(), path=f"a.{suffix}"))
    before, _, _ = text.partition("约")

    assert before.count("\n") + 1 == place.line
    assert len(before.split("\n")[-1]) + 1 == place.column


@pytest.mark.parametrize(
    "written",
    [r'"网格员参训\u7ea624人次"', "网格员参训\n      约24人次", "*a"],
)
def test_a_text_that_reads_otherwise_is_pointed_at_as_a_whole(written: str) -> None:
    """Behind an escape, a fold of lines or a reference no column is made up."""
    text = (
        f"projects:\n- name: 甲\n  goal: &a {HEDGE}\n  indicators:\n"
        f"  - name: 人次\n    target: {written}\n"
    )

    place = place_of(read_bytes(text.encode(), path="a.yaml"))

    assert (6, 13) == (place.line, place.column)


def test_the_cell_at_fault_of_a_value_in_three(tmp_path: Path) -> None:
    """约 stands in the column of operators, or in the one of values."""
    found = []
    for operator, value in (("约", "24"), ("≥", "约24")):
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(
            ["项目名称", "一级指标", "三级指标", "指标性质", "指标值", "度量单位"]
        )
        sheet.append(["甲", "产出指标", "培训量", operator, value, "人次"])
        data = io.BytesIO()
        book.save(data)
        path = tmp_path / "a.xlsx"
        path.write_bytes(data.getvalue())
        found.append(place_of(read(path)).cell)

    assert ["D2", "E2"] == found

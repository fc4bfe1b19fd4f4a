"""Marks in notes and what readers noticed; places of rows; who announces rules."""

from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from perftargets import lint
from perftargets.findings import Severity
from perftargets.linting import Context
from perftargets.linting.catalogue import is_announced
from perftargets.linting.rule import Defect, rule
from perftargets.model.indicator import Indicator
from perftargets.model.places import Places
from perftargets.model.project import Document, Project
from perftargets.reading.notices import guessed
from perftargets.text import Place


def _cell(cell: str) -> Place:
    return Place(path="t.xlsx", sheet="表", cell=cell)


def _table(note: str, *noticed: Place) -> Document:
    """Make a table of one row, which begins at A2, and of what its reader noticed."""
    start = _cell("A2")
    row = Indicator(
        category="产出指标",
        name="培训人数",
        target="≥5人",
        note=note,
        place=attrs.evolve(start, project="事务", indicator="培训人数"),
        places=Places.of(start, {"target": _cell("C2"), "note": _cell("F2")}),
    )
    return Document(
        path="t.xlsx",
        projects=(Project(name="事务", indicators=(row,)),),
        diagnostics=tuple(guessed("猜", "a guess", place) for place in noticed),
    )


@pytest.mark.parametrize(
    ("cell", "is_aside"),
    [("A2", True), ("C2", True), ("F2", True), ("C3", False), ("B2", False)],
)
def test_a_note_sets_aside_what_a_reader_noticed_in_a_cell_of_its_row(
    cell: str,
    is_aside: bool,  # noqa: FBT001
) -> None:
    """At a cell of its own; what stands at another one is reported."""
    table = _table("perftargets: ignore[REA002]", _cell(cell))
    report = lint(table, select=["REA002"])
    assert [each.code for each in report.suppressed] == ["REA002"] * is_aside
    assert [each.code for each in report.findings] == ["REA002"] * (not is_aside)


def test_a_note_without_a_mark_sets_nothing_aside() -> None:
    """Nor does one that names another rule."""
    for note in ("说明", "perftargets: ignore[VAL003]"):
        report = lint(_table(note, _cell("C2")), select=["REA002"])
        assert report.suppressed == ()
        assert [each.code for each in report.findings] == ["REA002"]


@rule("TST001", Severity.ERROR, clause="测试", scope="project")
def _of_the_last_project(project: Project, _: Context) -> Iterator[Defect]:
    """说明。 | A summary."""
    if project.name != "甲":
        yield Defect(
            zh="一", en="one", indicator=project.indicators[-1], field="target"
        )


@pytest.mark.parametrize("many", [1, 2, 3, 4])
def test_a_finding_about_a_row_tells_where_it_stands(many: int) -> None:
    """Also where no project before has a finding, and where one has."""
    row = Indicator(category="产出指标", name="数", target="≥5人")
    names = ["甲"] * (many - 1) + ["乙", "丙"]
    table = Document(
        projects=tuple(
            Project(name=name, indicators=(row, attrs.evolve(row, name=f"{name}{at}")))
            for at, name in enumerate(names)
        )
    )
    found = lint(table, catalogue={"TST001": _of_the_last_project}).findings
    assert [each.pointer for each in found] == [
        f"/projects/{many - 1}/indicators/1/target",
        f"/projects/{many}/indicators/1/target",
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"a-1.dist-info/entry_points.txt": "[pt.rules]\na = b\n"}, True),
        ({"a.egg-info/entry_points.txt": "[pt.rules]\na = b\n"}, True),
        ({"A-1.DIST-INFO/entry_points.txt": "[pt.rules]\na = b\n"}, True),
        ({"EGG-INFO/entry_points.txt": "[pt.rules]\na = b\n"}, True),
        ({"a-1.dist-info/entry_points.txt": "[others]\na = b\n"}, False),
        ({"a-1.dist-info/METADATA": "pt.rules"}, False),
        ({"a-1.info/entry_points.txt": "[pt.rules]\na = b\n"}, False),
        (
            {
                "a-1.dist-info/METADATA": "",
                "b-1.dist-info/entry_points.txt": "[others]\n",
                "c-1.dist-info/entry_points.txt": "[pt.rules]\n",
            },
            True,
        ),
        ({}, False),
    ],
)
def test_rules_are_announced_by_a_file_of_entry_points(
    names: dict[str, str],
    expected: bool,  # noqa: FBT001
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a package that is installed on the path; one folder says no, another yes."""
    for name, text in names.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr("sys.meta_path", [])
    monkeypatch.setattr("sys.path", [str(tmp_path)])
    assert is_announced("pt.rules") is expected


def test_a_folder_that_is_not_there_announces_nothing_and_an_archive_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no folder may hold packages; so may what another finder finds."""
    monkeypatch.setattr("sys.meta_path", [])
    monkeypatch.setattr("sys.path", [str(tmp_path / "none")])
    assert is_announced("pt.rules") is False
    archive = tmp_path / "a.zip"
    archive.write_bytes(b"")
    monkeypatch.setattr("sys.path", [str(tmp_path / "none"), str(archive)])
    assert is_announced("pt.rules") is True
    monkeypatch.setattr("sys.path", [])
    assert is_announced("pt.rules") is False

    class Finder:
        """Finds packages in a way of its own."""

        @staticmethod
        def find_distributions() -> tuple[()]:
            """Find none."""
            return ()

    monkeypatch.setattr("sys.meta_path", [Finder])
    assert is_announced("pt.rules") is True

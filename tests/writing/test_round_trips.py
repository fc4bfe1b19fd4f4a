"""What is written is read again as it was: the writers against the readers."""

from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftargets import reading
from perftargets._data import data
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Amounts, Document, Funds, Goal, Project
from perftargets.phrase import parse
from perftargets.writing import render, write
from tests.writing.documents import DOCUMENT

pytestmark = pytest.mark.sampled

ALL = [
    (".csv", "flat"),
    (".xlsx", "flat"),
    (".xlsx", "self-evaluation"),
    (".docx", "self-evaluation"),
]
GOALS = [*ALL, (".xlsx", "application"), (".docx", "application")]


def again(document: Document, suffix: str, form: str) -> Document:
    """Write a document and read it; nothing may be noticed on the way."""
    written = render(document, suffix, form=form)
    read = reading.read_bytes(written.data, path=f"table{suffix}")
    assert () == read.diagnostics
    return read


def texts(document: Document) -> list[str]:
    """Give the targets as written, which equality of documents leaves aside."""
    return [row.target.text for _, row in document.rows()]


def without_title(document: Document) -> Document:
    """Forms have a title of their own, and flat tables none."""
    return attrs.evolve(document, title=None)


def unnumbered(document: Document) -> Document:
    """Take off the numbers of rows, which the official forms do not print."""
    projects = (
        attrs.evolve(
            each,
            indicators=tuple(attrs.evolve(row, number=None) for row in each.indicators),
        )
        for each in document.projects
    )
    return attrs.evolve(document, projects=tuple(projects))


@pytest.mark.parametrize(("suffix", "form"), ALL)
def test_a_self_evaluation_comes_back_whole(suffix: str, form: str) -> None:
    """Names, targets, weights, actuals, scores, reasons, money, order."""
    read = again(DOCUMENT, suffix, form)
    assert without_title(DOCUMENT) == without_title(read)
    assert texts(DOCUMENT) == texts(read)


@pytest.mark.parametrize(("suffix", "form"), GOALS)
def test_the_panyu_table_comes_back_whole(suffix: str, form: str) -> None:
    """Eight projects and fifty rows, with an empty value among them."""
    panyu = reading.read(str(data("example", "panyu-2022.txt")))
    read = again(panyu, suffix, form)
    wanted = panyu if form == "flat" else unnumbered(panyu)
    assert without_title(wanted) == without_title(read)
    assert texts(panyu) == texts(read)


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_an_application_keeps_its_further_columns(suffix: str) -> None:
    """Unit, multi-year value, direction, remark; period and points by category."""
    rows = tuple(
        attrs.evolve(row, unit=unit, long_term_target=later, direction=way, note=note)
        for row, unit, later, way, note in zip(
            DOCUMENT.projects[1].indicators,
            ("公里", "年"),
            (parse("≥500公里"), None),
            (None, "正向"),
            ("分两年", None),
            strict=True,
        )
    )
    project = attrs.evolve(
        DOCUMENT.projects[1], indicators=rows, weights=(("产出指标", Decimal(50)),)
    )
    document = Document(
        fiscal_year=2023, department=project.department, projects=(project,)
    )
    read = again(document, suffix, "application")
    assert document == without_title(read)
    assert texts(document) == texts(read)


def test_write_and_read_by_name(tmp_path: Path) -> None:
    """The ending of the name is the format, ``form`` what it looks like."""
    path = tmp_path / "自评表.xlsx"
    assert () == write(DOCUMENT, path, form="self-evaluation")
    assert DOCUMENT.projects == reading.read(path).projects
    with pytest.raises(FileExistsError):
        write(DOCUMENT, path)
    write(DOCUMENT, path, force=True)
    assert DOCUMENT.projects == reading.read(path).projects


TEXT = st.text(alphabet="甲乙丙'=+@≥%12 <&\"", min_size=1, max_size=9).map(
    lambda text: f"文{text}字"
)
DANGEROUS = st.sampled_from(["=1+1", "'=1", "@甲", "+甲", "''=甲", "#N/A", "<w:p>"])
POINTS = st.decimals(0, 100, places=2)


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    """Make a row with everything that a self-evaluation holds."""
    return Indicator(
        category=draw(st.sampled_from(["产出指标", "效益指标", "满意度指标"])),
        subcategory=draw(st.sampled_from([None, "数量指标", "社会效益指标"])),
        name=draw(TEXT),
        target=parse(draw(st.sampled_from(["≥90%", "不少于5次", "效果明显", ""]))),
        weight=draw(POINTS),
        actual=Actual(draw(TEXT | DANGEROUS)),
        score=draw(POINTS),
        reason=draw(st.none() | TEXT | DANGEROUS),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Make a document of one or two projects with different names."""
    names = draw(st.lists(TEXT, min_size=1, max_size=2, unique=True))
    projects = tuple(
        Project(
            name=f"{name}{number}",
            agency=draw(st.none() | TEXT),
            department="某局",
            goal=Goal(draw(TEXT), actual=draw(st.none() | TEXT)),
            funds=draw(
                st.none()
                | st.builds(
                    lambda amount: Funds(total=Amounts(initial=f"{amount}万元")), POINTS
                )
            ),
            total=draw(st.none() | POINTS),
            indicators=tuple(draw(st.lists(indicators(), min_size=1, max_size=4))),
        )
        for number, name in enumerate(names)
    )
    return Document(fiscal_year=2023, department="某局", projects=projects)


@pytest.mark.parametrize(("suffix", "form"), ALL)
@settings(max_examples=25, deadline=None)
@given(document=documents())
def test_made_up_documents_come_back(
    suffix: str, form: str, document: Document
) -> None:
    """Whatever the texts begin with, and however the points are written."""
    read = again(document, suffix, form)
    assert document == without_title(read)
    assert texts(document) == texts(read)


def test_actuals_take_the_guard_off() -> None:
    """A file of actuals that a spreadsheet may open is read as it was meant."""
    from perftargets.reading.actuals import read_text

    actuals = read_text("项目,指标,实际完成值\n甲,乙,'-5℃\n")
    assert ["-5℃"] == [row.actual.text for row in actuals.rows]


def test_points_keep_their_value_and_not_their_noughts() -> None:
    """9.80 is 9.8: a sheet stores the number, and shows it with two places."""
    row = attrs.evolve(DOCUMENT.projects[0].indicators[0], score=Decimal("9.80"))
    project = attrs.evolve(DOCUMENT.projects[0], indicators=(row,))
    read = again(Document(projects=(project,)), ".xlsx", "self-evaluation")
    assert Decimal("9.8") == read.projects[0].indicators[0].score

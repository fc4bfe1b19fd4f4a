"""Arguments of a call: converted where that is plain, refused at the call otherwise."""

import io
import math
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import perftargets
from perftargets import (
    Actual,
    Actuals,
    Document,
    Goal,
    Indicator,
    Profile,
    Project,
    Target,
    UsageError,
    Verdict,
    check,
    judge,
    lint,
    parse,
    read,
)

ROW: dict[str, Any] = {"category": "产出指标", "name": "培训人次", "target": "≥100人次"}
TABLE = (
    '{"schema": "perftargets/1", "fiscal_year": 2022, "projects": [{"name": "培训",'
    ' "indicators": [{"category": "产出指标", "name": "培训人次",'
    ' "target": "不少于100人次", "actual": "95人次"}]}]}'
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Give a small table on disk."""
    path = tmp_path / "t.json"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_row_is_made_of_texts() -> None:
    """A text is read as a target and kept as an actual; numbers become exact."""
    row = Indicator(**ROW, actual="95人次", weight=12.5, score="7.50")

    assert parse("≥100人次") == row.target
    assert Actual("95人次") == row.actual
    assert (Decimal("12.5"), Decimal("7.50")) == (row.weight, row.score)
    assert row == Indicator(
        category="产出指标",
        name="培训人次",
        target=parse("≥100人次"),
        actual=Actual("95人次"),
        weight=Decimal("12.5"),
        score=Decimal("7.50"),
    )


def test_lists_are_taken_for_tuples() -> None:
    """Projects, indicators and weights; what was made is hashable all the same."""
    row = Indicator(**ROW)
    project = Project(
        name="培训", indicators=[row], goal="全年培训", weights={"产出": Decimal(50)}
    )
    document = Document(projects=[project], fiscal_year="2022")

    assert ((row,), Goal("全年培训")) == (project.indicators, project.goal)
    assert (("产出", Decimal(50)),) == project.weights
    assert ((project,), 2022) == (document.projects, document.fiscal_year)
    assert isinstance(hash(document), int)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: Indicator(**{**ROW, "target": 100}), "Indicator.target"),
        (lambda: Indicator(**{**ROW, "target": None}), "Indicator.target"),
        (lambda: Indicator(**{**ROW, "name": None}), "Indicator.name"),
        (lambda: Indicator(**{**ROW, "category": 1}), "Indicator.category"),
        (lambda: Indicator(**{**ROW, "unit": 1}), "Indicator.unit"),
        (lambda: Indicator(**{**ROW, "actual": 95}), "Indicator.actual"),
        (lambda: Indicator(**ROW, weight="十分"), "weight/score"),
        (lambda: Indicator(**ROW, weight=math.nan), "weight/score"),
        (lambda: Actual(95), "Actual.text"),  # type: ignore[arg-type]
        (lambda: Goal(None), "Goal.text"),  # type: ignore[arg-type]
        (lambda: Project(name=1), "Project.name"),  # type: ignore[arg-type]
        (
            lambda: Project(name="a", goal=1),  # type: ignore[arg-type]
            "Project.goal",
        ),
        (
            lambda: Project(name="a", funds=1),  # type: ignore[arg-type]
            "Project.funds",
        ),
        (
            lambda: Project(name="a", indicators=["b"]),  # type: ignore[list-item]
            "Project.indicators",
        ),
        (
            lambda: Document(projects=Project(name="a")),  # type: ignore[arg-type]
            "Document.projects",
        ),
        (lambda: Document(projects="ab"), "Document.projects"),  # type: ignore[arg-type]
        (lambda: Document(fiscal_year="今年"), "Document.fiscal_year"),
        (lambda: check(Document(), tolerance="a"), "tolerance"),
        (lambda: check(Document(), tolerance=-0.1), "tolerance"),
        (lambda: check(Document(), tolerance=math.inf), "tolerance"),
        (lambda: check(Document(), as_of="7月底"), "as_of"),
        (
            lambda: check(Document(), as_of=20220731),  # type: ignore[arg-type]
            "as_of",
        ),
        (lambda: check(Document(), actuals=3), "actuals"),  # type: ignore[arg-type]
        (lambda: check(Document(), profile=3), "profile"),  # type: ignore[arg-type]
        (lambda: lint(Document(), profile=3), "profile"),  # type: ignore[arg-type]
        (lambda: lint(None), "path"),  # type: ignore[arg-type]
        (lambda: check(3), "path"),  # type: ignore[arg-type]
        (lambda: read(io.StringIO("a")), "path"),  # type: ignore[arg-type]
        (lambda: judge("≥1", 1), "actual"),  # type: ignore[arg-type]
        (lambda: judge(1, "1"), "target"),  # type: ignore[arg-type]
        (lambda: judge("≥1", "1", name=None), "name"),  # type: ignore[arg-type]
        (lambda: judge("≥1", "1", unit=1), "unit"),  # type: ignore[arg-type]
        (lambda: judge("≥1", "1", year="今年"), "year"),
    ],
)
def test_what_cannot_be_taken_is_told_at_the_call(
    call: Callable[[], object], name: str
) -> None:
    """The message names the argument, in both languages."""
    with pytest.raises(UsageError) as caught:
        call()
    assert caught.value.en.startswith(f"{name} must be ")
    assert caught.value.zh.startswith(f"参数 {name} 应为")


@pytest.mark.parametrize("value", [None, math.nan, 95, ["≥1"]])
def test_parse_takes_text_alone(value: Any) -> None:
    """Empty cells of a frame are refused with what to do."""
    with pytest.raises(UsageError) as caught:
        parse(value)
    assert "frames.parse_column" in caught.value.en
    assert "frames.parse_column" in caught.value.zh


def test_a_path_is_read(table: Path) -> None:
    """Path, text of a path, bytes and an open file give what the document gives."""
    document = read(table)

    assert document == read(table.read_bytes()) == read(str(table))
    with table.open("rb") as file:
        assert document == read(file)
        assert not file.closed
    for given in (table, str(table)):
        assert lint(given) == lint(document)
        assert check(given) == check(document)
    assert [Verdict.NOT_MET] == [
        row.judgement.verdict for _, row in check(str(table)).rows()
    ]


def test_bytes_are_called_as_the_caller_calls_them(table: Path) -> None:
    """``name`` stands in places; an open file knows its own."""
    (row,) = read(table.read_bytes(), name="上传.json").projects[0].indicators
    with table.open("rb") as file:
        (other,) = read(file).projects[0].indicators

    assert row.place is not None
    assert other.place is not None
    assert ("上传.json", str(table)) == (row.place.path, other.place.path)


def test_bytes_over_the_limit_are_told(table: Path) -> None:
    """The bound of size holds for bytes and open files as for paths."""
    for given in (table.read_bytes(), io.BytesIO(table.read_bytes()), table):
        document = read(given, limit=10)
        assert ["REA004"] == [each.code for each in document.diagnostics]


def test_a_file_of_actuals_is_read(table: Path, tmp_path: Path) -> None:
    """``check`` takes its path."""
    actuals = tmp_path / "actuals.csv"
    actuals.write_text("indicator,actual\n培训人次,120人次\n", encoding="utf-8")

    (row,) = check(table, actuals).projects[0].indicators

    assert (Verdict.MET, Actual("120人次")) == (row.judgement.verdict, row.actual)
    assert isinstance(perftargets.read_actuals(actuals), Actuals)


@pytest.mark.parametrize("given", [0.25, "0.25", Decimal("0.25"), Fraction(1, 4)])
def test_a_tolerance_is_exact(given: Any) -> None:
    """A float is what it is printed as."""
    assert Decimal("0.25") == check(Document(), tolerance=given).tolerance
    assert Decimal("0.05") == check(Document(), tolerance=0.05).tolerance


@pytest.mark.parametrize(
    "given",
    ["2022-07-31", date(2022, 7, 31), datetime(2022, 7, 31, 8)],  # noqa: DTZ001
)
def test_a_day_is_taken_as_text(given: Any) -> None:
    """The text is ISO 8601."""
    assert date(2022, 7, 31) == check(Document(), as_of=given).as_of


def test_one_row_is_judged() -> None:
    """The README's third question, for texts as written."""
    judged = judge("不少于100条", "95条")

    assert (Verdict.NOT_MET, Fraction(19, 20)) == (judged.verdict, judged.completion)
    assert "实际95条，目标≥100条，未达到" == judged.reason.zh
    assert judged == judge(parse("不少于100条"), parse("95条"))
    assert Verdict.NOT_REPORTED == judge("≥100条", None).verdict


def test_what_is_known_around_a_row_decides() -> None:
    """Unit column, name, year and profile count as in a document."""
    assert Verdict.MET == judge("≥3%", "3.2", unit="%").verdict
    assert Verdict.MET == judge("10次", "8次", name="投诉次数").verdict
    assert Verdict.NOT_MET == judge("10次", "8次", name="培训次数").verdict
    assert Verdict.MET == judge("12月底前", "2022年12月1日", year=2022).verdict
    assert Verdict.NOT_MET == judge("12月底前", "2022年12月1日", year=2021).verdict
    assert "sichuan" in str(judge("约100人", "95人", profile="sichuan").assumptions)
    assert isinstance(perftargets.load_profile("sichuan"), Profile)
    assert isinstance(parse("≥1"), Target)


def test_a_profile_or_prior_that_cannot_be_used_is_a_mistake_of_the_call(
    tmp_path: Path, table: Path
) -> None:
    """In ``lint`` and ``check`` alike; ``load_profile`` says what is wrong in it."""
    bad = tmp_path / "own.toml"
    bad.write_text("points = 3", encoding="utf-8")
    broken = tmp_path / "before.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    for call in (lint, check):
        with pytest.raises(UsageError, match=r"own\.toml"):
            call(table, profile=bad)
        with pytest.raises(UsageError, match=r"before\.xlsx”, cannot be used"):
            call(table, prior=broken)
        with pytest.raises(UsageError, match="there is no profile “guangdong”"):
            call(table, profile="guangdong")


@pytest.mark.parametrize("call", [lint, check])
def test_one_condition_has_one_code(call: Callable[..., Any]) -> None:
    """A profile inside a document and a prior of another year are REA001 in both."""
    document = Document(
        profile="guangdong",
        fiscal_year=2022,
        projects=[Project(name="培训", indicators=[Indicator(**ROW)])],
    )

    found = call(document, prior=Document(fiscal_year=2022))
    findings = getattr(found, "diagnostics", None) or found.findings
    told = [each for each in findings if each.code == "REA001"]

    assert [
        (
            "warning",
            "文件指定的方案“guangdong”不是自带方案，改用 mof2020",
            (
                "the document asks for the profile “guangdong”, which is not shipped; "
                "mof2020 is used"
            ),
        ),
        (
            "warning",
            "上年的表是2022年的，不是2021年的，没有与它比较",
            (
                "the table of the year before is of 2022, not of 2021; nothing is "
                "compared with it"
            ),
        ),
    ] == [(str(each.severity), each.message.zh, each.message.en) for each in told]

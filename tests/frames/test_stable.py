"""Columns stay what the page says, keep the caller's, and go through Parquet."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perftargets import (
    Document,
    Indicator,
    Project,
    Report,
    UsageError,
    check,
    judge,
)
from perftargets.findings import Language
from perftargets.frames import (
    Outcome,
    Phrase,
    check_columns,
    from_frame,
    parse_column,
    rows,
)

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "frames.md"

DOCUMENT = Document(
    fiscal_year=2022,
    projects=[
        Project(
            name="培训",
            agency="一中",
            code="A01",
            weights=[("产出指标", Decimal(100))],
            funds=None,
            indicators=[
                Indicator(
                    category="产出指标",
                    name="培训人次",
                    target="≥100人次",
                    actual="120人次",
                ),
                Indicator(category="产出指标", name="合格率", target="95%，≥20人"),
            ],
        )
    ],
)
TABLE = {
    "target": ["不少于100条", "处置率90%", "≤5天", None, "12期，≥60人"],
    "actual": ["132条", "86%", "完成", "1", "12期，60人"],
    "unit": ["条", "%", "天", None, None],
    "direction": ["正向", "正向", "反向", None, None],
    "points": [1, 2, 3, 4, 5],
}
NEW = [*Phrase._fields, *Outcome._fields]


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
def test_columns_of_the_names_of_forms_need_no_prefix(make: Any) -> None:
    """The caller's ``unit``, ``direction`` and ``points`` stay what they were."""
    found = check_columns(make(TABLE))
    names = list(getattr(found, "column_names", None) or found.columns)
    taken = {"unit", "direction", "points"}
    assert names == [
        *TABLE,
        *(f"new_{name}" if name in taken else name for name in NEW),
    ]
    values = (
        found["new_unit"].to_pylist() if make is pa.table else list(found["new_unit"])
    )
    assert values[:3] == ["条", "%", "天"]


FRAMES = {
    "check_columns": lambda: check_columns(pd.DataFrame(TABLE)),
    "parse_column": lambda: parse_column(pd.Series(TABLE["target"])),
    "document": lambda: rows(DOCUMENT),
    "evaluation": lambda: rows(check(DOCUMENT)),
    "report": lambda: rows(Report()),
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_of_pandas_goes_through_parquet_and_back(
    name: str, tmp_path: Path
) -> None:
    """What is read back is what was written, value by value and column by column."""
    frame = FRAMES[name]()
    path = tmp_path / "frame.parquet"
    frame.to_parquet(path)
    back = pd.read_parquet(path)
    assert list(back.columns) == list(frame.columns)
    pd.testing.assert_frame_equal(
        back.astype(object).map(_plain), frame.astype(object).map(_plain)
    )


def _plain(value: Any) -> Any:
    """Return a cell as what compares: lists for arrays, None for every null."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return str([_plain(each) for each in value])
    if isinstance(value, dict):
        # The order of the fields of a structure is that of the release of pyarrow.
        return str({key: _plain(value[key]) for key in sorted(value)})
    return None if value is None or value is pd.NA or value != value else value  # noqa: PLR0124 - NaN


def test_a_document_comes_back_from_parquet(tmp_path: Path) -> None:
    """With its code, whatever kind of frame it went through."""
    path = tmp_path / "frame.parquet"
    rows(DOCUMENT).to_parquet(path)
    assert from_frame(pd.read_parquet(path)) == DOCUMENT
    rows(DOCUMENT, "polars").write_parquet(path)
    assert from_frame(pl.read_parquet(path)) == DOCUMENT


@pytest.mark.parametrize("language", get_args(Language))
def test_the_verdict_in_words_follows_the_language(language: Language) -> None:
    """The code stays the same, the words are those of the language."""
    words = {"zh": ["达成", "未填报"], "en": ["met", "not reported"]}[language]
    frame = rows(check(DOCUMENT), "arrow", language=language)
    assert frame["verdict"].to_pylist() == ["met", "not_reported"]
    assert frame["verdict_text"].to_pylist() == words
    found = check_columns(["≥100人次", "≥20人"], ["120人次", None], language=language)
    assert [row.outcome.verdict_text for row in found] == words


def test_a_frame_of_another_kind_is_refused() -> None:
    """The message lists what there is."""
    kind: Any = "excel"
    with pytest.raises(UsageError, match="there are pandas, polars and arrow"):
        rows(DOCUMENT, kind)


@pytest.mark.checkout
@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("a document", rows(DOCUMENT, "arrow").column_names),
        ("an evaluation", rows(check(DOCUMENT), "arrow").column_names),
        ("a report", rows(Report(), "arrow").column_names),
    ],
)
def test_the_page_names_every_column_in_order(head: str, columns: list[str]) -> None:
    """A new column goes behind the others, on the page too."""
    line = next(
        each
        for each in PAGE.read_text(encoding="utf-8").splitlines()
        if each.startswith(f"| {head}")
    )
    assert re.findall(r"`(\w+)`", line.split("|")[2]) == columns


@pytest.mark.checkout
@pytest.mark.parametrize("row", [Phrase, Outcome])
def test_the_page_names_the_columns_of_phrases_and_verdicts(row: type) -> None:
    """In their order."""
    text = PAGE.read_text(encoding="utf-8").partition("## Documents")[0]
    named = re.findall(
        r"`(\w+)`", text.partition(f"those of\n`{row.__name__}`")[2]
    ) or (re.findall(r"`(\w+)`", text.partition(f"`{row.__name__}`:")[2]))
    fields: tuple[str, ...] = getattr(row, "_fields", ())
    assert tuple(named[: len(fields)]) == fields


TARGETS = st.sampled_from(
    [
        *("不少于100条", "处置率90%", "≤5天", "95%", "12期", "12期，≥60人", "约24人次"),
        *(
            "较上年增长10%",
            "12月底前",
            "不低于上年",
            "符合规范",
            "100万元至120万元",
            "0起",
        ),
        *("1:20", "前三名", "", "/", "每月2次", "300元/亩", "≥0.9", "7万宗"),
    ]
)
ACTUALS = st.sampled_from(
    [
        *(
            "132条",
            "86%",
            "0.86",
            "完成",
            "部分完成",
            "未完成",
            "5",
            "12期，60人",
            "24人次",
        ),
        *(
            "增长12%",
            "11月30日",
            "110万元",
            "零",
            "1:18",
            "第2名",
            "不适用",
            "",
            "每月1.3次",
        ),
        *("7", "6.5", "65000宗", "预计95%", "见附件"),
    ]
)
NAMES = st.sampled_from(["", "办结率", "投诉次数", "培训人次", "响应时间", "项目成本"])
OPTIONAL = st.sampled_from([None, "%", "次", "万元"])
DIRECTIONS = st.sampled_from([None, "正向", "反向"])
YEARS = st.sampled_from([None, 2022])
CATEGORIES = st.sampled_from([None, "产出指标", "成本指标"])


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            TARGETS, st.none() | ACTUALS, NAMES, OPTIONAL, DIRECTIONS, CATEGORIES, YEARS
        ),
        min_size=1,
        max_size=5,
    )
)
def test_a_column_is_judged_as_its_rows_are(cells: list[tuple[Any, ...]]) -> None:
    """The law: ``check_columns`` and ``judge`` say the same, verdict and reason."""
    frame = pd.DataFrame(
        cells,
        columns=[
            "target",
            "actual",
            "name",
            "unit",
            "direction",
            "category",
            "fiscal_year",
        ],
        dtype=object,
    )
    found = check_columns(frame, language="zh")
    for index, cell in enumerate(cells):
        target, actual, name, unit, direction, category, year = cell
        own = judge(
            target,
            actual,
            name=name,
            unit=unit,
            direction=direction,
            category=category,
            year=year,
        )
        assert found["verdict"][index] == str(own.verdict)
        assert found["verdict_reason"][index] == own.reason.zh
        assert found["verdict_text"][index] == own.verdict.words.zh

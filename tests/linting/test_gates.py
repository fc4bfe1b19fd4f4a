"""What a rule declares of its rows passes over none that it speaks of."""

from collections.abc import Iterator
from unittest import mock

import attrs
import pytest

from perftargets import parse
from perftargets.findings import Severity
from perftargets.judging.direction import Polarity, infer_direction, less_is_better
from perftargets.linting import Context, Defect, rule
from perftargets.linting import context as context_of_rules
from perftargets.linting.catalogue import CATALOGUE
from perftargets.linting.lint import lint
from perftargets.linting.rule import (
    DEFERRED,
    DOUBT,
    EXECUTION,
    HEDGED,
    IDLE,
    MET,
    OPEN,
    OTHER_UNIT,
    ROUTINE,
    SATISFACTION,
    SHARE,
    SIGNED,
    TIME,
    UNITLESS,
    WITH_WORDS,
    WORDED,
)
from perftargets.model.category import categories
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase.target import Compound, Target
from tests.linting.corpora import made_up, reported, written

DECLARING = tuple(
    each
    for each in CATALOGUE.values()
    if each.states or each.named or each.under or each.by_category or each.reports
)
KEYS = {each.key for each in categories()}


def rows(*values: str, category: str = "产出指标", level_2: str = "") -> Document:
    """Return a document of rows with these values under one category."""
    return Document(
        projects=(
            Project(
                name="试验",
                indicators=tuple(
                    Indicator(
                        category=category,
                        subcategory=level_2 or None,
                        name=f"事项{number}",
                        target=parse(value),
                    )
                    for number, value in enumerate(values)
                ),
            ),
        )
    )


def named(*names: str) -> Document:
    """Return a document of rows with these names."""
    only = rows(*("≥5次" for _ in names)).projects[0]
    pairs = zip(only.indicators, names, strict=True)
    made = tuple(attrs.evolve(row, name=name) for row, name in pairs)
    return Document(projects=(attrs.evolve(only, indicators=made),))


def seen(
    document: Document, states: tuple[str, ...], under: tuple[str, ...]
) -> list[str]:
    """Return the values of the rows that a rule with such declarations looks at."""

    @rule("TST001", Severity.WARNING, states=states, under=under, clause="测试")
    def about_any_row(indicator: Indicator, _: Context) -> Iterator[Defect]:
        """每一行。 | Any row."""
        yield Defect(zh="行", en="row", field="name", indicator=indicator)

    found = lint(document, catalogue={"TST001": about_any_row}, select=["TST001"])
    texts = {row.name: row.target.text for _, row in document.rows()}
    return [texts[each.indicator or ""] for each in found]


VALUES = ("≥5次", "95%", "5-6次", "6月底前", "明显改善", "", "5次；95%")
MORE = ("≥5次", "约5次", "力争5次", "=0次", "5次；0次", "5", "3-5", "全覆盖", "培训2期")


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ((), VALUES),
        (("comparison",), ("≥5次", "95%", "5次；95%")),
        (("range", "deadline"), ("5-6次", "6月底前")),
        ((SHARE,), ("95%", "5次；95%")),
        (("missing",), ("",)),
        (("compound",), ("5次；95%",)),
    ],
)
def test_a_rule_sees_rows_that_state_what_it_declares(
    states: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """Of several targets in one cell each counts."""
    assert tuple(seen(rows(*VALUES), states, ())) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (HEDGED, ("约5次", "力争5次")),
        (IDLE, ("=0次", "5次；0次")),
        (UNITLESS, ("5", "3-5")),
        (WORDED, ("全覆盖",)),
        (WITH_WORDS, ("培训2期",)),
    ],
)
def test_a_rule_sees_rows_by_what_stands_beside_their_figures(
    state: str, expected: tuple[str, ...]
) -> None:
    """A hedge, nothing to do, no unit, a figure in words, words beside a figure."""
    assert tuple(seen(rows(*MORE), (state,), ())) == expected


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (None, []),
        ("", []),
        ("次", ["≥5人", "5次；95%"]),
        ("若干", []),
        ("%", ["≥5次", "≥5人", "5次；95%"]),
    ],
)
def test_another_unit_is_one_that_the_unit_column_does_not_name(
    column: str | None, expected: list[str]
) -> None:
    """A figure without a unit has the column's; a column of no unit names none."""
    table = rows("≥5次", "≥5人", "5次；95%", "5", "6月底前")
    only = table.projects[0]
    table = Document(
        projects=(
            attrs.evolve(
                only,
                indicators=tuple(
                    attrs.evolve(row, unit=column) for row in only.indicators
                ),
            ),
        )
    )
    assert seen(table, (OTHER_UNIT,), ()) == expected


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        (TIME, ["办结及时率", "设备 按时完成率（%）"]),
        (SATISFACTION, ["群众满意度"]),
        (EXECUTION, ["预算执行率"]),
        (ROUTINE, ["财务管理制度健全性", "财务，管理制度健全性"]),
    ],
)
def test_a_rule_sees_rows_that_speak_of_what_it_declares(
    topic: str, expected: list[str]
) -> None:
    """White space and punctuation inside a name hide no word."""
    names = (
        *("培训人次", "办结及时率", "设备 按时完成率（%）", "群众满意度", "预算执行率"),
        *("财务管理制度健全性", "财务，管理制度健全性", ""),
    )

    @rule("TST001", Severity.WARNING, states=(topic,), clause="测试")
    def about_any_row(indicator: Indicator, _: Context) -> Iterator[Defect]:
        """每一行。 | Any row."""
        yield Defect(zh="行", en="row", field="name", indicator=indicator)

    found = lint(named(*names), catalogue={"TST001": about_any_row}, select=["TST001"])
    assert [each.indicator for each in found] == expected


def test_a_rule_sees_rows_whose_name_states_what_it_declares() -> None:
    """What is named is a kind of measure as well."""

    @rule("TST001", Severity.WARNING, named=("comparison", "deadline"), clause="测试")
    def about_any_row(indicator: Indicator, _: Context) -> Iterator[Defect]:
        """每一行。 | Any row."""
        yield Defect(zh="行", en="row", field="name", indicator=indicator)

    names = ("培训人次", "培训5次", "6月底前完成", "", "5-6次")
    found = lint(named(*names), catalogue={"TST001": about_any_row}, select=["TST001"])
    assert [each.indicator for each in found] == ["培训5次", "6月底前完成"]


def test_a_rule_of_categories_is_asked_once_for_each_pair_of_cells() -> None:
    """Until it finds something there: then each row is told."""
    asked = []

    @rule("TST001", Severity.WARNING, by_category=True, clause="测试")
    def about_benefits(indicator: Indicator, _: Context) -> Iterator[Defect]:
        """效益指标。 | A benefit."""
        asked.append(indicator.target.text)
        if indicator.category == "效益指标":
            yield Defect(zh="行", en="row", field="name", indicator=indicator)

    outputs, benefits = (
        rows("1次", "2次", "3次"),
        rows("4次", "5次", category="效益指标"),
    )
    table = Document(projects=(*outputs.projects, *benefits.projects))
    found = lint(table, catalogue={"TST001": about_benefits}, select=["TST001"])
    assert len(found.findings) == len(("4次", "5次"))
    assert asked == ["1次", "4次", "4次", "5次"]


def test_doubt_is_a_diagnostic_of_the_target_or_of_one_of_its_items() -> None:
    """What was read whole leaves none."""

    def doubtful(target: Target) -> bool:
        items = target.measure.items if isinstance(target.measure, Compound) else ()
        return bool(target.diagnostics) or any(map(doubtful, items))

    values = ("≥5次", "不少于", "5次；不少于", "11月前", "5次；95%")
    expected = [value for value in values if doubtful(parse(value))]
    assert seen(rows(*values), (DOUBT,), ()) == expected
    assert expected not in ([], list(values))


def test_a_rule_sees_rows_under_the_categories_it_declares() -> None:
    """At either level; a category at level 2 gives its level 1 where that is open."""
    quantity = rows("≥5次", level_2="数量指标")
    benefit = rows("≥5次", category="效益指标", level_2="社会效益指标")
    assert seen(quantity, (), ("quantity",)) == ["≥5次"]
    assert seen(quantity, (), ("output",)) == ["≥5次"]
    assert seen(quantity, (), ("benefit", "timeliness")) == []
    assert seen(benefit, (), ("benefit", "timeliness")) == ["≥5次"]
    assert seen(quantity, ("deadline",), ("quantity",)) == []


def test_declared_categories_are_known() -> None:
    """A misspelt key would pass over every row."""
    for each in CATALOGUE.values():
        assert set(each.under) <= KEYS, each.code


def test_what_a_rule_declares_hides_nothing_it_would_find() -> None:
    """Without the declarations the rules find the same, in every table of the tests.

    Where a rule declares categories, they are what it speaks of, and they stay.
    """
    narrow = {each.code: each for each in DECLARING}
    wide = {
        each.code: attrs.evolve(
            each, states=(), named=(), reports=(), by_category=False
        )
        for each in DECLARING
    }
    tables = {id(each): each for each, _ in (*written(), *made_up())}
    found = 0
    for document in (*tables.values(), *reported()):
        reports = [
            lint(document, catalogue=catalogue, select=list(catalogue))
            for catalogue in (narrow, wide)
        ]
        assert reports[0].findings == reports[1].findings
        found += len(reports[0].findings)
    assert found > len(DECLARING)


PROMISED = (
    *(
        "≥5次",
        "95%",
        "≤3天",
        "5-6次",
        "6月底前",
        "明显改善",
        "=12期",
        "约5次",
        "全覆盖",
    ),
    *("5次；95%", "较上年增长3%", "", "不少于", "1:20", "≥0.5"),
)
DONE = (
    *(
        "",
        "无",
        "5次",
        "60次",
        "已完成5次",
        "完成98%",
        "105%",
        "120.5%",
        "≥5次",
        "达5次",
    ),
    *("约5次", "5次左右", "力争5次", "预计5次", "计划5次，实际4次", "详见附件", "同上"),
    *(
        "3吨",
        "2022年6月",
        "2019年6月",
        "已完成",
        "完成",
        "明显改善",
        "5次；98%",
        "1,2000次",
    ),
    *(
        "-5次",
        "5次（其中3次）",
        "不适用",
        "增长5%",
        "1:18",
        "0",
        "三成",
        "4-7次",
        "≈5次",
    ),
)


def beside(names: tuple[str, ...]) -> Document:
    """Return a document in which each actual stands beside each target."""
    return Document(
        fiscal_year=2022,
        projects=tuple(
            Project(
                name=f"试验{name}",
                indicators=tuple(
                    Indicator(
                        category="产出指标",
                        name=name,
                        target=parse(promised),
                        actual=Actual(done),
                    )
                    for promised in PROMISED
                    for done in DONE
                ),
            )
            for name in names
        ),
    )


def test_what_is_declared_of_actuals_hides_nothing_that_would_be_found() -> None:
    """Each of the rules that declare it finds something, and the same without it."""
    gated = {code: each for code, each in CATALOGUE.items() if each.reports}
    wide = {code: attrs.evolve(each, reports=()) for code, each in gated.items()}
    table = beside(("培训次数", "验收合格率", "投诉次数"))
    here, there = (
        lint(table, catalogue=catalogue, select=list(gated), kept=None)
        for catalogue in (gated, wide)
    )
    assert here.findings == there.findings
    assert {each.code for each in here.findings} == set(gated)


def test_a_verdict_that_fails_is_told_with_the_name_of_the_rule() -> None:
    """The rules that ask for no verdict go on."""
    failing = mock.patch.object(context_of_rules, "judge", side_effect=ValueError("x"))
    with failing:
        found = lint(beside(("培训次数",)), select=["SCR005", "SCR012"])
    assert [each.code for each in found.faults] == ["SCR005"]
    assert {each.code for each in found.findings} == {"SCR012"}


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        (OPEN, ["98%", "5元", "约", "计划6次"]),
        (MET, ["6次", "≥6次", "约60次"]),
        (SIGNED, ["≥6次", "约60次"]),
        (HEDGED, ["约60次"]),
        (SHARE, ["98%"]),
        (DEFERRED, ["计划6次"]),
        ("qualitative", ["约"]),
    ],
)
def test_a_rule_sees_rows_by_what_they_report(token: str, expected: list[str]) -> None:
    """The kind of the actual, its words, and what it comes to beside ≥5次."""

    @rule("TST001", Severity.WARNING, reports=(token,), clause="测试")
    def about_any_row(indicator: Indicator, _: Context) -> Iterator[Defect]:
        """每一行。 | Any row."""
        yield Defect(zh="行", en="row", field="actual", indicator=indicator)

    done = ("4次", "6次", "≥6次", "约60次", "98%", "5元", "约", "计划6次")
    rows_of = tuple(
        Indicator(category="产出指标", name="培训", target=parse("≥5次"), actual=each)
        for each in (*map(Actual, done), None)
    )
    table = Document(projects=(Project(name="试验", indicators=rows_of),))
    found = lint(table, catalogue={"TST001": about_any_row}, select=["TST001"])
    texts = [each.excerpt.text for each in found.findings if each.excerpt is not None]
    assert texts == expected


def test_less_is_better_where_the_whole_way_says_so() -> None:
    """Rules ask the words alone; category, field and unit are then not looked at."""
    tables = {id(each): each for each, _ in (*written(), *made_up())}
    phrases = {
        (text, row.name)
        for table in (*tables.values(), *reported())
        for _, row in table.rows()
        for text in (row.name, row.target.text, row.target.subject)
    }
    for pair in phrases:
        expected = infer_direction(*pair).polarity is Polarity.LOWER
        assert less_is_better(*pair) is expected, pair
    assert len({less_is_better(*pair) for pair in phrases}) == len((True, False))

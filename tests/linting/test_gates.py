"""What a rule declares of its rows passes over none that it speaks of."""

from collections.abc import Iterator

import attrs
import pytest

from perftargets import parse
from perftargets.findings import Severity
from perftargets.linting import Context, Defect, rule
from perftargets.linting.catalogue import CATALOGUE
from perftargets.linting.lint import lint
from perftargets.linting.rule import DOUBT, SHARE
from perftargets.model.category import categories
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase.target import Compound, Target
from tests.linting.corpora import made_up, reported, written

STATING = tuple(each for each in CATALOGUE.values() if each.states)
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


def test_what_a_rule_states_hides_nothing_it_would_find() -> None:
    """Without the declarations the rules find the same, in every table of the tests."""
    narrow = {each.code: each for each in STATING}
    wide = {each.code: attrs.evolve(each, states=()) for each in STATING}
    tables = {id(each): each for each, _ in (*written(), *made_up())}
    found = 0
    for document in (*tables.values(), *reported()):
        reports = [
            lint(document, catalogue=catalogue, select=list(catalogue))
            for catalogue in (narrow, wide)
        ]
        assert reports[0].findings == reports[1].findings
        found += len(reports[0].findings)
    assert found > len(STATING)

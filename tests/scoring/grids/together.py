"""Documents side by side: units added up, years followed, the year before."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import attrs

from perftargets import check
from perftargets.model.project import Document, Project
from perftargets.profile import shipped
from perftargets.scoring.aggregate import by_department, trends
from tests.scoring.grids.making import line_of, told_of
from tests.scoring.points.making import row

_UNITS_OF_ROWS = (
    *(("≥10次", "9次"), ("≥20次", "25次"), ("≥1万次", "0.5万次"), ("≥10人次", "9人次")),
    *(("≤10次", "11次"), ("≥10次/月", "9次/月"), ("≥10", "9"), ("≥10万元", "90000元")),
    *(
        ("≥90%", "85%"),
        ("≥3.6吨", "1吨"),
        ("≥10千克", "12千克"),
        ("较上年增长5%", "4%"),
    ),
    *(
        ("≥10次", ""),
        ("10次", "一些"),
        ("1:20", "1:19"),
        ("合格", "合格"),
        ("≥0次", "0次"),
    ),
)


_WHOSE: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
    ({"name": "甲", "agency": "甲校"}, {"name": "乙", "agency": "乙校"}),
    ({"name": "甲", "agency": "甲校"}, {"name": "甲", "agency": "乙校"}),
    ({"name": "甲", "agency": "甲校"}, {"name": " 甲", "agency": "甲校"}),
    ({"name": "甲"}, {"name": "甲"}),
    ({"name": "甲", "agency": "甲校"}, {"name": "甲"}),
    ({"name": "甲", "department": "局"}, {"name": "乙"}),
)


_OFTEN = {
    (_UNITS_OF_ROWS[0], _UNITS_OF_ROWS[1]),
    (_UNITS_OF_ROWS[1], _UNITS_OF_ROWS[0]),
    (_UNITS_OF_ROWS[0], _UNITS_OF_ROWS[8]),
}


def sums() -> Iterator[str]:
    """Yield what two units come to together, for every pair of rows."""
    for one, other in product(_UNITS_OF_ROWS, repeat=2):
        for number, (first, second) in enumerate(_WHOSE):
            if number and (one, other) not in _OFTEN:
                continue
            both = [
                Project(**of, indicators=(row(*cells, name="事项数"),))
                for of, cells in ((first, one), (second, other))
            ]
            document = Document(fiscal_year=2022, department="厅", projects=both)
            for unit in by_department([check(document)]):
                given = f"{one} {other}" + (f" {first} {second}" if number else "")
                told = {
                    **unit.to_dict(),
                    "zh": [each.reason.zh for each in unit.left_out],
                }
                told["missed"] = list(unit.missed)
                yield f"{given} {line_of(told)}"


def years() -> Iterator[str]:
    """Yield what one row comes to over years, for every pair of rows and units."""
    for one, other in product(_UNITS_OF_ROWS, repeat=2):
        for number, (first, second) in enumerate(_WHOSE):
            if number and (one, other) not in _OFTEN:
                continue
            for years in ((2021, 2022), (2022, 2021), (2022, 2022), (None, 2022)):
                if years != (2021, 2022) and (one, other) not in _OFTEN:
                    continue
                tables = [
                    Document(
                        fiscal_year=year,
                        projects=(
                            Project(**of, indicators=(row(*cells, name="事项数"),)),
                        ),
                    )
                    for year, of, cells in (
                        (years[0], first, one),
                        (years[1], second, other),
                    )
                ]
                for trend in trends(map(check, tables)):
                    yield f"{years} {one} {other} {number} {line_of(trend.to_dict())}"


def before() -> Iterator[str]:
    """Yield what a change starts from, by whose row it is this year and last."""
    whose: tuple[dict[str, Any], ...] = (
        {"agency": "甲校"},
        {"agency": "乙校"},
        {},
        {"agency": "甲 校"},
    )
    names = ("公用经费", "公用 经费", "公用经费二期")
    for now, then, name in product(whose, (*whose, *product(whose, whose)), names):
        earlier = then if isinstance(then, tuple) else (then,)
        prior = Document(
            fiscal_year=2021,
            projects=[
                Project(
                    name=name,
                    **each,
                    indicators=(row("≥1次", f"{100 + 10 * at}次", name="事项数"),),
                )
                for at, each in enumerate(earlier)
            ],
        )
        this = Document(
            fiscal_year=2022,
            projects=(
                Project(
                    name="公用经费",
                    **now,
                    indicators=(row("较上年增长5%", "110次", name="事项数"),),
                ),
            ),
        )
        ((_, found),) = check(this, prior=prior).rows()
        yield f"{now} {then} {name} {line_of(found.judgement.to_dict())}"
    for year, last in product((2022, None), (2020, 2021, 2022, 2023, None)):
        this = Document(fiscal_year=year, projects=())
        whole = check(this, prior=Document(fiscal_year=last, projects=()))
        yield f"{year} after {last} {[told_of(each) for each in whole.diagnostics]}"


def profiles() -> Iterator[str]:
    """Yield which profile holds, and what is said of it, by year."""
    for name in (*shipped(), "nothing", "./mof2020", None):
        for year in (None, 2019, 2020, 2021, 2022, 2026):
            document = Document(fiscal_year=year, profile=name, projects=())
            found = check(document)
            told = [told_of(each) for each in found.diagnostics]
            yield f"document {name} {year} {found.profile.name} {told}"
            if name not in shipped():
                continue
            found = check(attrs.evolve(document, profile="linear"), profile=name)
            told = [told_of(each) for each in found.diagnostics]
            yield f"caller {name} {year} {found.profile.name} {told}"

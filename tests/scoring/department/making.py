"""Makes the department of units.csv: its targets, and what its schools reported."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from perftargets.model.actuals import Actuals
from perftargets.model.indicator import Indicator
from perftargets.model.project import Amounts, Document, Funds, Project
from perftargets.phrase import parse
from perftargets.reading.actuals import read_text

TARGETS = (
    ("产出指标", "数量指标", "培训人次", "≥100人次", 30, "{}人次"),
    ("产出指标", "成本指标", "生均补助标准", "≥3500元/人·年", 20, "{}元/人·年"),
    ("产出指标", "时效指标", "报修响应时间", "≤30分钟", 20, "{}分钟"),
    ("产出指标", "质量指标", "培训合格率", "≥90%", 10, "{}%"),
    ("满意度指标", "服务对象满意度指标", "师生满意度", "≥95%", 10, "{}%"),
)
"""Level 1 and 2, name, target and points of each row, and how an actual is written."""


class School(NamedTuple):
    """One line of the table: what a school reached, and what it gets for it."""

    name: str
    reached: tuple[str, ...]
    points: tuple[Decimal, ...]
    total: Decimal
    grade: str


def schools() -> list[School]:
    """Read the table."""
    path = Path(__file__).with_name("units.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = csv.reader(line for line in lines if not line.startswith("#"))
    next(rows)
    return [
        School(
            name,
            tuple(cells[0:12:2]),
            tuple(map(Decimal, cells[1:12:2])),
            Decimal(cells[12]),
            cells[13],
        )
        for name, *cells in rows
    ]


def document(found: list[School]) -> Document:
    """Make the targets: every school has a project of one name, as offices do."""
    return Document(
        title="2022年度公用经费项目支出绩效自评表",
        fiscal_year=2022,
        department="云港市教育局",
        projects=tuple(
            Project(
                name="公用经费",
                agency=each.name,
                goal="完成年度培训任务，保障学校正常运转。",
                funds=Funds(
                    total=Amounts(adjusted="100万元", spent=f"{each.reached[5]}万元")
                ),
                indicators=tuple(
                    Indicator(
                        number=number,
                        category=first,
                        subcategory=second,
                        name=name,
                        target=parse(target),
                        weight=Decimal(points),
                    )
                    for number, (first, second, name, target, points, _) in enumerate(
                        TARGETS, start=1
                    )
                ),
            )
            for each in found
        ),
    )


STRAY = (
    "2021,第01小学,公用经费,培训人次,500人次",
    "2022,第31小学,公用经费,培训人次,500人次",
    "2022,第01小学,公用经费,家长满意度,99%",
    "2022,第01小学,公用经费,培训人次,1,200人次",
)
"""Rows that are about nothing in the document: year, school, row, too many cells."""


def reported_text(found: list[School]) -> str:
    """Write what the schools reported, row by row over the schools, then the strays."""
    lines = ["年度,预算单位,项目名称,指标名称,实际完成值"]
    lines += [
        f"2022,{each.name},公用经费,{target[2]},{target[5].format(each.reached[index])}"
        for index, target in enumerate(TARGETS)
        for each in found
    ]
    return "\n".join([*lines, *STRAY]) + "\n"


def reported(found: list[School]) -> Actuals:
    """Read what the schools reported."""
    return read_text(reported_text(found), path="actuals.csv")

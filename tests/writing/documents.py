"""A made-up document that the tests of the written forms share."""

from decimal import Decimal

import attrs

from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Amounts, Document, Funds, Goal, Project
from perftargets.phrase import parse


def row(  # noqa: PLR0913, PLR0917 - one argument for each column
    category: str,
    subcategory: str | None,
    name: str,
    target: str,
    weight: str | None = None,
    actual: str | None = None,
    score: str | None = None,
    reason: str | None = None,
) -> Indicator:
    """Make a row out of what its cells say."""
    return Indicator(
        category=category,
        subcategory=subcategory,
        name=name,
        target=parse(target),
        weight=Decimal(weight) if weight else None,
        actual=Actual(actual) if actual is not None else None,
        score=Decimal(score) if score else None,
        reason=reason,
    )


SCHOOL = Project(
    name="校园安全改造项目",
    agency="云港市教育局本级",
    department="云港市教育局",
    goal=Goal("消除校园安全隐患。", actual="已完成全部改造。"),
    funds=Funds(
        total=Amounts(initial="350.5万元", adjusted="340万元", spent="338.20万元"),
        fiscal=Amounts(initial="350.5万元", adjusted="340万元", spent="338.20万元"),
    ),
    total=Decimal("89.61"),
    grade="良",
    indicators=(
        row("产出指标", "数量指标", "改造围墙长度", "≥1200米", "20", "1250米", "20"),
        row(
            "产出指标",
            "数量指标",
            "更换消防设施",
            "300套",
            "10",
            "295套",
            "9.83",
            "部分学校撤并。",
        ),
        row("产出指标", "质量指标", "工程验收合格率", "100%", "20", "100%", "20"),
        row("效益指标", "社会效益指标", "安全事故", "0起", "30", "0起", "30"),
        row("满意度指标", None, "师生满意度", "≥90%", "10", "88%", "9.78"),
    ),
)
"""A project with everything that a self-evaluation asks for."""

ROADS = Project(
    name="农村道路养护项目",
    agency="云港市公路局",
    department="云港市交通局",
    period="2023年",
    goal=Goal("养护农村道路。"),
    funds=Funds(total=Amounts(initial="1200000元")),
    indicators=(
        row("产出指标", "数量指标", "养护里程", "120公里", "50"),
        row("效益指标", "可持续影响指标", "道路使用年限", "5年以上", "40"),
    ),
)
"""A project with what an application asks for."""

DOCUMENT = Document(
    title="云港市2023年项目支出绩效目标表",
    fiscal_year=2023,
    projects=(SCHOOL, ROADS),
)
"""Both projects, of the year 2023."""


def with_reason(text: str) -> Document:
    """Give a document of one row that has this reason."""
    changed = attrs.evolve(SCHOOL.indicators[0], reason=text)
    return Document(
        fiscal_year=2023, projects=(attrs.evolve(SCHOOL, indicators=(changed,)),)
    )

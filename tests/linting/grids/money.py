"""Budgets, spending and costs around the edges of the rules about them."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

import attrs

from perftargets import lint
from perftargets.model.indicator import Indicator
from perftargets.model.project import Amounts, Document, Funds, Goal, Project
from tests.linting.grids.making import found_in, lines_of, row

_SPENT = (
    *(None, "0万元", "0.5万元", "4.9万元", "5万元", "10万元", "29.99万元", "30万元"),
    *("39.99万元", "40万元", "44.99万元", "45万元", "49.99万元", "50万元", "50.01万元"),
    *(
        "50.004万元",
        "50.1万元",
        "51万元",
        "500000元",
        "500001元",
        "50",
        "约50万元",
        "600万元",
    ),
)
_RATES = (
    None,
    "100%",
    "99%",
    "90%",
    "80%",
    "79.99%",
    "80.01%",
    "60%",
    "0.8",
    "1%",
    "0%",
)


def spending() -> Iterator[str]:
    """Yield what is found of budget, spending and rate."""
    named = []
    for number, (spent, rate) in enumerate(product(_SPENT, _RATES)):
        money = Amounts(
            initial=("50万元", "60万元", None)[number % 3],
            adjusted=("50万元", None, "50.0万元", "50.00万元", "500000元")[number % 5],
            spent=spent,
            rate=rate,
            expected="30万元" if number % 29 == 3 else None,
        )
        part = Amounts(initial="20万元", spent="20.5万元", rate="100%")
        lines = (
            Funds(total=money),
            Funds(total=money, fiscal=money),
            Funds(total=money, fiscal=part, other=money),
            Funds(total=money, carried_over=part),
        )
        met = "10户" if number % 5 else "9户"
        rows = [
            row("数量", name, "≥10户", actual=met, weight=20, score=20)
            for name in ("受益户数", "走访户数", "培训户数", "检查户数")[
                : 2 + number % 3
            ]
        ]
        if number % 7 == 2:
            rows[0] = attrs.evolve(rows[0], reason="资金未到付款期，结余")
        project = Project(
            name=f"综合事务{number}",
            goal=Goal(
                "完成任务。", actual="招标节约资金" if number % 11 == 4 else "完成"
            ),
            funds=lines[number % 4],
            indicators=rows,
        )
        named.append((f"{number} {spent} {rate}", project))
    yield from found_in(named, ignore=_ALWAYS)


_ALWAYS = ("STR", "WGT", "TXT", "NAM", "CAT", "VAL", "UNT")
_SOURCES = (
    *(None, "", "0万元", "10万元", "20万元", "29.9万元", "29.95万元", "30万元"),
    *("30.1万元", "40万元", "300000元", "约30万元"),
)


def sources() -> Iterator[str]:
    """Yield what is found of a total and its sources."""
    named = []
    for fiscal, carried, other in product(_SOURCES, _SOURCES[1::3], _SOURCES[::2]):
        for total in ("50万元", "50.0万元", "500000元"):
            if total != "50万元" and other not in {None, "20万元", "30.1万元"}:
                continue
            funds = Funds(
                total=Amounts(initial=total, adjusted=total),
                fiscal=Amounts(initial=fiscal, adjusted=fiscal),
                carried_over=Amounts(initial=carried),
                other=Amounts(initial=other),
            )
            project = Project(name="综合事务", goal=Goal("完成任务。"), funds=funds)
            named.append((f"{total} {fiscal} {carried} {other}", project))
    yield from found_in(named, ignore=_ALWAYS)


_COSTS = (
    *(
        ("成本", "项目总成本", each)
        for each in ("≤50万元", "≤50.01万元", "50万元", "≥50万元")
    ),
    *(
        ("成本", "总成本", each)
        for each in ("≤49万元", "≤500000元", "约50万元", "≤60万元")
    ),
    *(("成本", "工程总造价", each) for each in ("≤50万元", "=50万元", "≤51万元")),
    *(
        ("成本", "每人培训成本", each)
        for each in ("≤500元/人", "≤501元/人", "≤60万元/人")
    ),
    *(
        ("成本", "培训人均成本", each)
        for each in ("500元/人", "≥501元/人", "≤50万元/人")
    ),
    *(("成本", "单台设备采购成本", each) for each in ("≤5万元/台", "≤6万元/台")),
    *(
        ("成本", "节约成本", "≥60万元"),
        ("成本", "宣传费", "≤60万元"),
        ("数量", "投资", "60万元"),
    ),
)
_COUNTS = (
    *(
        ("数量", "培训人数", each)
        for each in ("≥1000人", "≥999人", "≥1001人", "1千人次")
    ),
    *(("数量", "采购设备数量", each) for each in ("10台", "9台", "11套")),
    *(
        ("数量", "其中：培训干部人数", each)
        for each in ("≥1000人", "≥1001人", "≥5人/期")
    ),
    *(("质量", "培训合格率", "≥95%"), ("数量", "培训人数", "若干")),
)


def costs() -> Iterator[str]:
    """Yield what is found of costs beside quantities and a budget."""
    named = []
    for number, (cost, count) in enumerate(product(_COSTS, _COUNTS)):
        for period in (None, "2025年", "2024-2025年", "2025-2026年", "2026年")[
            : 1 + number % 5
        ]:
            more = (row(*_COUNTS[0]), row(*_COUNTS[3]))[: number % 3]
            project = Project(
                name=f"综合事务{number}",
                goal=Goal("完成任务。"),
                period=period,
                funds=Funds(total=Amounts(initial=("50万元", "500000元")[number % 2])),
                indicators=(*more, row(*count), row(*cost)),
            )
            named.append((f"{cost[1:]} {count[1:]} {period} {number}", project))
    yield from found_in(named, ignore=_ALWAYS)


_BEFORE = (
    *(
        ("数量", "培训人数", each)
        for each in ("≥100人", "≥90人", "100人", "≥100户", "约100人")
    ),
    *(
        ("数量", "2024年培训人数", each)
        for each in ("≥101人", "≥110人", "≥1百人", "≥10人/期")
    ),
    *(("质量", "投诉率", each) for each in ("≤5%", "≤6%")),
    *(
        ("质量", "合格率", each)
        for each in ("≥95%", "≥96%", "95%", "=96%", ">94%", "合格")
    ),
    *(("数量", "检查", "100"), ("数量", "检查", "90")),
)
_REACHED = (
    None,
    "100人",
    "109人",
    "110人",
    "111人",
    "112人",
    "120户",
    "4%",
    "97%",
    "完成",
)


def years() -> Iterator[str]:
    """Yield what is found of a row beside that of the year before."""
    for number, (now, then, reached) in enumerate(product(_BEFORE, _BEFORE, _REACHED)):
        if (number // 3) % 4 or now[2][-1] != then[2][-1]:
            continue
        kept = [
            row("数量", f"事项{at}", "≥3项", actual="3项" if number % 5 else "2项")
            for at in range(number % 4)
        ]
        tables = [
            Document(
                fiscal_year=year,
                path="t.json",
                projects=(
                    Project(
                        name=f"{year}年综合事务",
                        goal=Goal("完成任务。"),
                        funds=Funds(total=Amounts(initial=money)),
                        indicators=(*rows, own),
                    ),
                ),
            )
            for year, money, rows, own in (
                (2025, ("50万元", "60万元", None)[number % 3], kept[:2], row(*now)),
                (2024, ("50万元", "50.01万元")[number % 2], kept, _with(then, reached)),
            )
        ]
        this, before = tables
        report = lint(this, prior=before, select=["XYR", "REA"])
        yield f"# {number} {now[1:]} {then[1:]} {reached}"
        yield from lines_of(report)


def _with(cells: tuple[str, str, str], actual: str | None) -> Indicator:
    return row(*cells, actual=actual, weight=Decimal(10))


_THINGS = (
    *(
        "培训人数",
        "人员培训",
        "培训人员数量",
        "全年培训人数",
        "培训干部人数",
        "培训新干部人数",
    ),
    *(
        "干部培训人数",
        "培训老干部和新干部人数",
        "一期培训人数",
        "二期培训人数",
        "受训人数",
    ),
    *(
        "养护农村公路",
        "农村公路养护",
        "农村公路养护里程",
        "公路养护",
        "培训 人数",
        "500人",
    ),
)


def twins() -> Iterator[str]:
    """Yield what is found of two names of one thing or of two."""
    named = []
    values = (("≥5人", "≥5人"), ("≥5人", "≥6人"), ("≥1人", "≥1人"), ("5%", "5%"))
    for number, (one, other) in enumerate(product(_THINGS, repeat=2)):
        first, second = values[number % len(values)] if number % 3 else values[0]
        levels = (("数量", "数量"), ("数量", "质量"), ("社会", "社会"))[number % 3]
        rows = (
            row(levels[0], one, first, number=1 if number % 2 else None),
            row("时效", "完成时间", "6月底前"),
            row(levels[1], other, second),
        )
        project = Project(
            name=f"综合{number}", goal=Goal("完成任务。"), indicators=rows
        )
        named.append((f"{one} {first} | {other} {second} {levels}", project))
    yield from found_in(named, ignore=("STR", "WGT", "TXT", "CAT", "VAL", "UNT", "LOG"))

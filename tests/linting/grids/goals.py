"""Goals beside rows: what is promised, and what the rows say of it."""

from collections.abc import Iterator
from itertools import product

from perftargets.model.project import Goal, Project
from tests.linting.grids.making import found_in, row

_CLAUSES = (
    *(
        "培训基层干部120人",
        "培训干部120人",
        "开展培训120人次",
        "培训120名",
        "举办培训班3期",
    ),
    *("养护农村公路80公里", "公路养护80公里", "养护公路80千米", "新建公路8公里"),
    *("减少污染物排放90吨", "污染物排放减少90%", "污染物减排90", "种植苗木5000株"),
    *("群众满意度90%", "满意度达到90%以上", "验收合格率100%", "覆盖率95%", "就业率80%"),
    *("投资300万元", "发放补贴300万元", "每人补贴300元", "2025年6月底前完成培训"),
    *("6月30日前建成公路", "12月底前完工", "6月完成，9月验收", "建成应急指挥中心"),
    *("编制水土保持规划", "建设服务平台", "完善管理制度", "购置设备2台、车辆3辆"),
    *("编制规划", "编制新规划", "编制好的规划", "建成平台", "种植苗木900亩"),
    *("三公里道路", "培训100至120人", "约120人参加培训", "培训120人；培训120人"),
)
_ROWS = (
    *(("数量", "培训基层干部人数", each) for each in ("≥120人", "≥100人", "120人次")),
    *(("数量", "培训干部人数", each) for each in ("≥119人", "≥1.2百人", "约120人")),
    *(("数量", "培训班期数", each) for each in ("≥3期", "≥2期", "≥3次")),
    *(("数量", "农村公路养护里程", each) for each in ("≥80公里", "≥60公里", "80000米")),
    *(("数量", "种植苗木", each) for each in ("≥5000株", "≥0.4万株", "≥50亩")),
    *(("生态", "污染物减排量", each) for each in ("≥90吨", "≥80吨", "≥90%")),
    *(("满意", "群众满意度", each) for each in ("≥90%", "≥85%", "≥95%")),
    *(("质量", "验收合格率", each) for each in ("100%", "≥98%", "合格")),
    *(("社会", "服务覆盖率", each) for each in ("≥95%", "≥90%")),
    *(("成本", "补贴发放标准", each) for each in ("300元/人", "≤200元/人", "≤300万元")),
    *(
        ("时效", "培训完成时间", each)
        for each in ("6月底前", "7月底前", "2025年6月15日前")
    ),
    *(("时效", "公路建成时间", each) for each in ("6月30日前", "9月前", "12月31日前")),
    *(
        ("数量", "应急指挥中心", "1个"),
        ("数量", "规划编制", "1份"),
        ("数量", "设备", "2台"),
    ),
)
_PAIRS = (
    *((0, 3), (0, 9), (3, 4), (6, 20), (9, 10), (18, 21), (13, 15), (25, 12)),
    *((27, 28), (30, 6), (15, 20)),
)


def goals() -> Iterator[str]:
    """Yield what is found of each clause with each row, and of rows two by two."""
    named = []
    for number, (clause, (level, name, value)) in enumerate(product(_CLAUSES, _ROWS)):
        rows = (row(level, name, value), row("社会", "带动就业", "≥7户"))
        project = Project(
            name=f"综合事务{number}",
            goal=Goal(f"完成全年工作任务，{clause}，带动7户就业。"),
            indicators=rows[: 1 + number % 2],
        )
        named.append((f"{clause} | {level} {name} {value} {number % 2}", project))
    for (one, other), clause in product(_PAIRS, _CLAUSES):
        rows = (row(*_ROWS[one]), row(*_ROWS[other]))
        both = f"{clause}，{_CLAUSES[(one + other) % len(_CLAUSES)]}"
        project = Project(name="综合事务", goal=Goal(both), indicators=rows)
        named.append((f"{both} | {_ROWS[one][1:]} {_ROWS[other][1:]}", project))
    yield from found_in(named, ignore=_ALWAYS)


def reports() -> Iterator[str]:
    """Yield what is found of each report on a goal with each row that is filled in."""
    named = []
    for number, (clause, (level, name, value)) in enumerate(product(_CLAUSES, _ROWS)):
        actual = value.lstrip("≥≤约").removesuffix("前")
        ended = ("，带动8户", "，各项任务全部完成", "", "，除培训外全部完成")[
            number % 4
        ]
        rows = (
            row(level, name, value, actual=actual, weight=60, score=60),
            row(
                "社会",
                "带动就业",
                "≥7户",
                actual=("8户", "6户")[number % 2],
                weight=40,
                score=40,
            ),
        )
        project = Project(
            name=f"综合事务{number}",
            goal=Goal("完成全年各项工作任务。", actual=f"{clause}{ended}。"),
            total=100,
            indicators=rows,
        )
        named.append((f"{clause} | {level} {name} {value}", project))
    yield from found_in(named, ignore=(*_ALWAYS, "VAL", "UNT", "CAT", "NAM"))


_ALWAYS = ("STR", "WGT", "FND")
"""What these tables say each time."""

"""Tables in which no name, value or actual stands twice: what most people's files are.

Names are made of a place, a subject and what is counted, values and actuals of figures
that are drawn from a fixed seed, so that two runs measure the same rows.
"""

import csv
import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import attrs

from perftargets import Actual, Document, Indicator, Project, parse

PROJECTS = 2_500
ROWS = 8
"""Rows of each project."""

TITLES = (
    *("项目名称", "序号", "一级指标", "二级指标", "三级指标"),
    *("年度指标值", "度量单位", "权重", "实际完成值"),
)

_PLACES = (
    *("石楼", "化龙", "新造", "南村", "沙湾", "石碁", "大龙", "桥南", "市桥", "钟村"),
    *(
        "洛浦",
        "大石",
        "小谷围",
        "沙头",
        "东环",
        "榄核",
        "大岗",
        "东涌",
        "鱼窝头",
        "灵山",
    ),
    *("万顷沙", "横沥", "黄阁", "南沙", "珠江", "龙穴", "鸦湖", "江高", "人和", "太和"),
    *("钟落潭", "竹料", "良田", "新市", "松洲", "同和", "京溪", "永平", "均禾", "嘉禾"),
    *(
        "石井",
        "金沙",
        "三元里",
        "景泰",
        "黄石",
        "棠景",
        "鹤龙",
        "白云湖",
        "石门",
        "云城",
    ),
)
_SUBJECTS = (
    *("农村公路", "河涌整治", "老旧小区", "图书馆", "文化站", "防汛应急", "垃圾分类"),
    *("食品抽检", "特困供养", "残疾人康复", "退役军人", "义务教育", "学前教育", "食堂"),
    *("乡村医生", "妇幼保健", "疫苗接种", "慢性病管理", "养老服务", "社区矫正", "普法"),
    *("消防巡查", "网格管理", "数字档案", "政务大厅", "电子证照", "公共自行车"),
    *("绿道",),
    *("湿地公园", "古树名木", "林业防火", "病死畜禽", "动物防疫", "高标准农田", "种业"),
    *(
        "渔业增殖",
        "农机购置",
        "气象预警",
        "地质灾害",
        "测绘更新",
        "不动产登记",
        "人才驿站",
    ),
    *(
        "创业孵化",
        "技能提升",
        "劳动仲裁",
        "工伤预防",
        "法律援助",
        "人民调解",
        "统计普查",
    ),
    *("粮食储备",),
)
_KINDS = (
    ("产出指标", "数量指标", "培训人次", "人次", ("≥{}人次", "不少于{}人次")),
    ("产出指标", "数量指标", "改造面积", "平方米", ("≥{}平方米", "{}平方米以上")),
    ("产出指标", "质量指标", "验收合格率", "%", ("≥{}%", "达到{}%以上")),
    ("产出指标", "时效指标", "平均办理时间", "天", ("≤{}天", "不超过{}天")),
    ("产出指标", "成本指标", "单位补助成本", "元", ("≤{}元", "控制在{}元以内")),
    ("效益指标", "社会效益指标", "惠及群众人数", "人", ("≥{}人", "{}人以上")),
    ("效益指标", "生态效益指标", "减少污水排放量", "吨", ("≥{}吨", "不低于{}吨")),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "%", ("≥{}%", "{}%以上")),
)
_ACTUALS = ("{}{}", "已完成{}{}", "实际{}{}", "{}{}。")


@attrs.frozen
class Line:
    """One row of the table, as text."""

    project: str
    number: int
    category: str
    subcategory: str
    name: str
    target: str
    unit: str
    weight: str
    actual: str


def lines(projects: int = PROJECTS, *, seed: int = 1) -> Iterator[Line]:
    """Return the rows of so many projects, eight to each.

    Behind the first 2,500 places and subjects come again, with a number of their own.
    """
    drawn = random.Random(seed)  # noqa: S311 - figures of a table
    for number in range(projects):
        again = number // (len(_PLACES) * len(_SUBJECTS))
        place = _PLACES[number % len(_PLACES)] + (f"{again}号地块" if again else "")
        subject = _SUBJECTS[number // len(_PLACES) % len(_SUBJECTS)]
        for index, (first, second, thing, unit, forms) in enumerate(_KINDS):
            wanted, reached = _figures(drawn, unit)
            yield Line(
                project=f"{place}{subject}工作经费",
                number=index + 1,
                category=first,
                subcategory=second,
                name=f"{place}{subject}{thing}",
                target=drawn.choice(forms).format(wanted),
                unit=unit,
                weight="12.5",
                actual=drawn.choice(_ACTUALS).format(reached, unit),
            )


def _figures(drawn: random.Random, unit: str) -> tuple[str, str]:
    if unit == "%":
        return (
            f"{drawn.randint(800, 990) / 10}",
            f"{drawn.randint(7_500, 10_000) / 100}",
        )
    if unit == "天":
        return f"{drawn.randint(20, 200) / 10}", f"{drawn.randint(20, 200) / 10}"
    amount = drawn.randint(100, 99_999)
    reached = amount * drawn.randint(850, 1_200) // 1_000
    return f"{amount}", f"{reached:,}"


def document(projects: int = PROJECTS, *, actuals: bool, seed: int = 1) -> Document:
    """Return the table as a document, with the actuals of the year or without them."""
    grouped: dict[str, list[Indicator]] = {}
    for line in lines(projects, seed=seed):
        row = Indicator(
            number=line.number,
            category=line.category,
            subcategory=line.subcategory,
            name=line.name,
            target=parse(line.target),
            unit=line.unit,
            weight=Decimal(line.weight),
            actual=Actual(line.actual) if actuals else None,
        )
        grouped.setdefault(line.project, []).append(row)
    return Document(
        fiscal_year=2022,
        projects=tuple(
            Project(name=name, indicators=tuple(rows)) for name, rows in grouped.items()
        ),
    )


def cells(projects: int = PROJECTS, *, seed: int = 1) -> Iterator[tuple[str, ...]]:
    """Return the titles and the rows of the table, as cells."""
    yield TITLES
    for line in lines(projects, seed=seed):
        yield tuple(map(str, attrs.astuple(line)))


def write_csv(path: Path, projects: int = PROJECTS, *, seed: int = 1) -> None:
    """Write the table as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(cells(projects, seed=seed))

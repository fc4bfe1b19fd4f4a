"""Names of every kind with values of every kind, one row each."""

from collections.abc import Iterator

from perftargets.model.indicator import Indicator
from perftargets.model.project import Goal, Project
from tests.linting.corpora import SHORT, reviewed
from tests.linting.grids.making import found_in, row
from tests.neighbours.rows import TEXTS
from tests.neighbours.tables import bases

_MORE = (
    *("组织培训", "公开招标", "资料准确性", "培训人次", "开展业务培训次数", "减排量"),
    *(
        "室温",
        "PM2.5浓度",
        "空气质量优良天数比例",
        "增长率",
        "下降率",
        "提高率",
        "单价",
    ),
    *(
        "设备采购单价",
        "人均成本",
        "水土流失治理面积",
        "验收情况",
        "按时完成率",
        "超标率",
    ),
    *("重大安全事故", "零投诉", "系统故障次数", "等待时间", "响应时间", "服务天数"),
    *(
        "信访量",
        "办结时限",
        "补贴标准",
        "发放标准",
        "覆盖率（%）",
        "任务完成率",
        "排名",
    ),
    *(
        "产业带动",
        "带动就业",
        "品牌知名度",
        "可持续影响",
        "长效机制",
        "制度建设",
        "档次",
    ),
)
_VALUES = (
    *(each for each in TEXTS["target"] if each is not None),
    *("≥110%", "≥99.99%", "100.0%", "≤100%", "<100%", "≥0%", "≤0.5%", "≤50%", "≤51%"),
    *("≥3%", "≥49%", "≥50%", "≥59%", "≥70%", "≥79%", "≥81%", "≥1", "≤1", "≥1.5人"),
    *("≥3.5个", "≥10000000元", "0.5人", "≥20万次", "≥2000‰", "30分钟内", "2小时", "次"),
    *(
        "提高5%",
        "提高5个百分点",
        "降低3%",
        "≥5个百分点",
        "上升",
        "下降",
        "控制在5%以内",
    ),
    *("控制在预算内", "不超预算", "若干次", "多次", "约", "≥约3次", "≥3-5次", "3～5次"),
    *(
        "≥3次以上",
        "不低于≥3次",
        "大于等于3次",
        "3次及以上",
        "三次",
        "≥三次",
        "第一",
        "A级",
    ),
    *(
        "100%覆盖",
        "全覆盖",
        "应收尽收",
        "零事故",
        "无",
        "无投诉",
        "不发生",
        "按规定",
        "按要求",
    ),
    *(
        "好/较好/一般/差",
        "优、良、中、差",
        "达标",
        "完成验收",
        "通过验收",
        "印发《办法》",
    ),
    *(
        "建立健全",
        "基本完成",
        "力争完成",
        "逐步完善",
        "明显改善",
        "大幅提高",
        "加大",
        "较好",
    ),
    *(
        "2025年",
        "全年",
        "12月",
        "2025年底",
        "2025年1月至12月",
        "每月5日前",
        "10个工作日",
    ),
    *(
        "3月31日",
        "2025-06-30",
        "30日内",
        "季度末",
        "春节前",
        "汛期前",
        "2025年13月",
        "及时足额",
    ),
    *(
        "≥5公里",
        "≥5KM",
        "≥5平方米",
        "≥5亩",
        "≥5立方米",
        "≥5吨",
        "≥5台（套）",
        "≥5户",
        "≥5℃",
    ),
    *("≤30毫克/立方米", "≤3元/人·天", "≥5人/次", "1:3", "≥1:3", "Ⅲ类", "≥二级", "≥5年"),
)
_EACH = 9
"""Values that one name is tried with."""
_UNITS = (None, None, None, "%", "人", "万元", "项", "天")
_DIRECTIONS = (None, None, None, "正向", "反向")


def names() -> list[str]:
    """Return the names of rows in the tables of the tests."""
    found = [row.name for document in bases() for _, row in document.rows()]
    found += [row.name for _, row in reviewed().rows()]
    found += [each for each in TEXTS["name"] if each is not None]
    return list(dict.fromkeys([*found, *_MORE]))


def rows() -> Iterator[str]:
    """Yield what is found of each name with some values, in turn."""
    levels = tuple(SHORT)
    named = []
    for at, name in enumerate(names()):
        for turn in range(_EACH):
            count = at * _EACH + turn
            value = _VALUES[(count * 7 + turn) % len(_VALUES)]
            level = levels[(count + at) % len(levels)]
            unit = _UNITS[count % len(_UNITS)]
            way = _DIRECTIONS[(count // 3) % len(_DIRECTIONS)]
            one = row(level, name, value, unit=unit, direction=way)
            given = " ".join(filter(None, (level, name, value, unit, way)))
            named.append((given, _around(one, count)))
    yield from found_in(named, ignore=ALWAYS, short=True)


def values() -> Iterator[str]:
    """Yield what is found of each value under a few names, where they fit best."""
    fitting = {
        "数量": ("培训人数", "检查次数"),
        "质量": ("验收合格率",),
        "时效": ("项目完成时间", "拨付及时率"),
        "成本": ("项目总成本", "每人培训成本"),
        "社会": ("投诉率", "服务能力提升"),
        "生态": ("颗粒物排放浓度",),
        "满意": ("群众满意度",),
    }
    named = [
        (f"{level} {name} {value}", _around(row(level, name, value), 0))
        for value in dict.fromkeys(_VALUES)
        for level, some in fitting.items()
        for name in some
    ]
    yield from found_in(named, ignore=ALWAYS, short=True)


ALWAYS = (
    "STR001",
    "STR002",
    "STR003",
    "STR004",
    "STR005",
    "STR006",
    "WGT",
    "TXT",
)
"""What says of a table of one row the same each time."""


def _around(one: Indicator, count: int) -> Project:
    return Project(
        name=f"综合事务{count}",
        goal=Goal("完成综合事务各类任务，提供便捷服务给相关方"),
        indicators=(one,),
    )

"""Every kind of target with actuals around each edge: points and lights."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from perftargets import check
from perftargets.model.indicator import Indicator
from perftargets.model.project import Amounts, Document, Funds
from tests.scoring.grids.making import document_of, line_of, text_of
from tests.scoring.points.making import row

_FIGURES = (
    *("-1", "0", "0.01", "30", "59.9", "60", "79.99", "80", "99.99", "100", "100.01"),
    *("110", "119.9", "120", "130", "149.99", "150", "151", "199.99", "200", "200.01"),
    *("299", "300", "301", "1000"),
)


_AROUND: Mapping[str, tuple[str, ...]] = {
    **{f"{sign}100次": _FIGURES for sign in ("≥", ">", "≤", "<", "=", "约", "")},
    "不超过100次": _FIGURES[8:14],
    **{f"{sign}0次": ("-1", "0", "1", "2") for sign in ("≥", "≤", "=", "<", "约", "")},
    **{f"{sign}-5次": ("-10", "-6", "-5", "-4", "0", "5") for sign in ("≥", "≤", "=")},
    "80-120次": _FIGURES,
    "≥10次；≤5次": (
        "10次；5次",
        "9次；5次",
        "10次；6次",
        "0次；10次",
        "9次",
        "10次；一些",
    ),
    "≥10次；合格": ("10次；合格", "9次；合格", "10次；不合格", "5次；部分合格"),
    "≥10次；前3名": ("9次；第4名", "10次；第4名", "9次；第3名", "10次；第3名"),
    "≥10次；≥1次；前3名": ("9次；0次；第4名",),
    "80次以上120次以下": ("80次", "120次", "60次"),
    "较上年增长10%": ("10%", "9%", "5%", "0%", "-5%", "15%", "20%", "持平", "110次"),
    "较上年下降10%": ("10%", "9%", "下降12%", "增长1%", "90次"),
    "较上年增长": ("1%", "0%", "-1%", "增长", "下降", "持平"),
    "不低于上年": ("100次", "99次", "持平", "高于上年", "低于上年"),
    "前3名": ("第1名", "第3名", "第4名", "3", "优"),
    "1:20": ("1:20", "1:21", "1:19", "1:10", "20"),
    "有效提升": (
        *(
            "有效提升",
            "达成",
            "基本达成",
            "部分达成",
            "未达成",
            "达成80%",
            "100%",
            "一般",
        ),
        *(
            "达成（80%）",
            "达成（79.9%）",
            "达成（100%）",
            "达成（101%）",
            "部分达成（60%）",
        ),
        *("部分达成（59.9%）", "部分达成（80%）", "未达成（59.9%）", "未达成（60%）"),
        *("未达成（0%）", "部分达成（75%、70%）"),
    ),
    "合格": ("合格", "不合格", "部分合格", "基本合格", "95%"),
    "是": ("是", "否", "部分"),
    "6月底前": ("6月30日", "7月1日", "5月", "2021年12月", "未完成", "2023年1月", ""),
    "2022年3月前": ("3月31日", "4月1日", "2月"),
    "≥90%": (
        *("90%", "89.99%", "85%", "80%", "79.99%", "70%", "69.9%", "60%", "59.9%"),
        *("45%", "0%", "100%", "0.9", "90"),
    ),
    "≤30天": ("29天", "30天", "31天", "45天", "60天", "61天", "1个月", "30"),
    "": ("5次",),
}


_UNDER = {
    "≥90%": ("满意度指标", "服务对象满意度指标"),
    "≤30天": ("产出指标", "时效指标"),
    "有效提升": ("效益指标", "社会效益指标"),
}


_USUAL = {"applicable", "weight", "weight_exact", "weight_origin"}


_CATEGORIES = (
    *(("产出指标", each) for each in ("数量指标", "质量指标", "时效指标", "成本指标")),
    *(("成本指标", "经济成本指标"), ("效益指标", "社会效益指标")),
    ("满意度指标", "服务对象满意度指标"),
)


_ROWS = (
    *(("≥120次", each) for each in ("0次", "10次", "47次", "48次", "59次", "60次")),
    *(("≥120次", each) for each in ("61次", "71次", "72次", "90次", "120次", "130次")),
    *(("≥12次", each) for each in ("1次", "6次", "11次", "12次")),
    *(("≥2次/月", each) for each in ("1次/月", "2次/月")),
    *(("≥90%", each) for each in ("40%", "45%", "89%", "89.5%", "90%", "91%")),
    *(("≤5%", each) for each in ("4%", "5%", "6%", "0%")),
    *(("≤10万元", each) for each in ("4万元", "10万元", "11万元")),
    *(("10-20次", each) for each in ("9次", "10次", "20次", "21次", "0次")),
    *(("0次", each) for each in ("0次", "1次")),
    *(("约100次", each) for each in ("40次", "50次", "95次")),
    *(("≥12次；≥90%", each) for each in ("6次；90%", "1次；90%", "12次；80%", "12次")),
    *(("6月底前", each) for each in ("6月20日", "7月2日", "")),
    *(("较上年增长10%", each) for each in ("4%", "5%", "10%", "20%")),
    *(("≥7次", "3次"), ("≥1000人次", "583.3人次"), ("有效提升", "达成")),
    *(("≥12万元", "6.001万元"), ("前3名", "第4名"), ("≥-5次", "-6次")),
)


_NAMES = ("办理数量", "在校学生数", "平均停留时间", "补贴标准")


_DAYS = (
    *(date(2021, 12, 31), date(2022, 1, 1), date(2022, 5, 31), date(2022, 6, 30)),
    *(date(2022, 7, 1), date(2022, 12, 30), date(2022, 12, 31), date(2023, 1, 1)),
)


def _cells() -> Iterator[tuple[str, str]]:
    for target, actuals in _AROUND.items():
        for actual in actuals:
            bare = actual.lstrip("-").replace(".", "").isdigit()
            unit = "次" if bare and target.endswith("次") else ""
            yield target, f"{actual}{unit}"


def _grid(**fields: Any) -> tuple[Indicator, ...]:
    """Make a row of each cell."""
    made = []
    for number, (target, actual) in enumerate(_cells()):
        upper, lower = _UNDER.get(target, ("产出指标", "数量指标"))
        usual = {"weight": "7", "category": upper, "subcategory": lower}
        name = f"事项{number}"
        made.append(row(target, actual, **{**usual, "name": name, **fields}))
    return tuple(made)


def points(profile: str) -> Iterator[str]:
    """Yield the points of each row by a profile, with the rule and the reason."""
    for each in check(document_of(*_grid()), profile=profile).projects[0].indicators:
        given = f"{each.indicator.target.text} | {text_of(each.actual)}"
        tree = each.points.to_dict()
        tree["zh"] = each.points.reason.zh
        tree["ends"] = f"{each.points.low} {each.points.high}"
        tree["exact"] = str(each.points.exact)
        known = {key: value for key, value in tree.items() if key not in _USUAL}
        yield f"{given} {line_of(known)}"


def settings() -> Iterator[str]:
    """Yield what settings change: tolerance, strictness, a reason, printed scores."""
    rows = _grid()
    usual = check(document_of(*rows), profile="mof2020").projects[0].indicators
    tried: dict[str, tuple[Document, dict[str, Any]]] = {
        "strict": (document_of(*rows), {"strict_equal": True}),
        "loose": (document_of(*rows), {"strict_equal": False}),
        "tolerance": (document_of(*rows), {"tolerance": "0.2"}),
        "no tolerance": (document_of(*rows), {"tolerance": "0"}),
        "reason": (document_of(*_grid(reason="雨季长")), {}),
        "blank reason": (document_of(*_grid(reason=" ")), {}),
        "no points": (document_of(*_grid(weight="0")), {}),
        "points below 0": (document_of(*_grid(weight="-7")), {}),
        **{
            f"score {score}": (document_of(*_grid(score=score)), {})
            for score in ("7", "5.6", "5.59", "4.2", "4.19", "0", "8", "-1")
        },
    }
    for name, (document, settings) in tried.items():
        now = check(document, **settings).projects[0].indicators
        for before, each in zip(usual, now, strict=True):
            told = line_of(each.points.to_dict())
            if told != line_of(before.points.to_dict()):
                row_ = each.indicator
                yield f"{name}: {row_.target.text} | {text_of(each.actual)} {told}"


def progress(profile: str) -> Iterator[str]:
    """Yield how far rows are on days around the ends of months and of the year."""
    rows = [
        row(target, actual, category=upper, subcategory=lower, name=name, weight="1")
        for number, (target, actual) in enumerate(_ROWS)
        for upper, lower in (
            _CATEGORIES[0],
            _CATEGORIES[1 + number % (len(_CATEGORIES) - 1)],
        )
        for name in (_NAMES[0], _NAMES[1 + number % (len(_NAMES) - 1)])
    ]
    document = document_of(
        *rows, funds=Funds(total=Amounts(adjusted="9万", spent="4万"))
    )
    for day in _DAYS:
        for year in (2022, None) if day.month in {6, 12} else (2022,):
            dated = attrs.evolve(document, fiscal_year=year)
            found = check(dated, profile=profile, as_of=day).projects[0]
            progress = found.progress
            yield f"# {day} of {year} {line_of(progress and progress.to_dict())}"
            yield f"score {line_of(found.score.to_dict())}"
            seen = set()
            for each in found.indicators:
                told = each.progress and line_of(each.progress.to_dict())
                zh = each.progress and each.progress.reason.zh
                own = each.indicator
                line = f"{own.target.text} | {text_of(each.actual)} {told} {zh}"
                if line not in seen:
                    seen.add(line)
                    yield f"{own.subcategory} {own.name} {line}"

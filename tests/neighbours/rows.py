"""What one row may say otherwise."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs

from perftargets.model.indicator import Indicator
from tests.neighbours.steps import STEPS, Step, stepped
from tests.neighbours.tables import Change, with_row

_SIGNS = "≥≤＝=<>约"


TEXTS: Mapping[str, tuple[str | None, ...]] = {
    "target": (
        *(
            "",
            "无",
            "100%",
            "≥100%",
            ">100%",
            "≥101%",
            "≤98%",
            "≥0.95%",
            "0%",
            "≥99.9%",
        ),
        *(
            "0",
            "0次",
            "≤0起",
            "1",
            "≥1",
            "=1次",
            "3",
            "≥3次",
            "2-5次",
            "5-2次",
            "≥3.5件",
        ),
        *("≥5件；≥3次", "每月≥3次", "≥2次/月", "≤30元/人", "≥90分", "前3名", "1:20"),
        *("约20人", "20人左右", "不少于20人", "20余人", "10万元", "≤10万元", "≤1000元"),
        *("≤30天", "≤24小时", "3个工作日内", "及时", "有效提升", "显著", "长期", "优"),
        *("符合要求", "合格", "是", "完成", "有所改善", "进一步加强管理", "按计划推进"),
        *("6月底前", "2025年6月30日前", "2024年12月31日前", "2026年3月前", "2025年"),
        *("年底前", "1月-12月", "较上年提高5%", "较上年提高5个百分点", "比上年增长"),
        *("逐年提高", "≥60%", "≥45%", "≥80%", "≥98‰", "≥5%", "≥95", "详见附件", "待定"),
        *("完成培训、检查、宣传等工作", "≥12345678次", "≥0.001次", "100", "≤5℃"),
    ),
    "name": (
        *(
            "",
            "数量指标",
            "产出指标",
            "满意度",
            "服务对象满意度",
            "完成率",
            "3次",
            "培训",
        ),
        *(
            "培训人数",
            "培训人次",
            "培训合格率",
            "其中：培训人数",
            "项目完成时间",
            "及时率",
        ),
        *(
            "是否通过验收",
            "社会效益",
            "促进社会和谐稳定",
            "总成本",
            "项目总成本",
            "单价",
        ),
        *(
            "人均培训成本",
            "工程总造价",
            "设备采购单价",
            "投诉率",
            "事故发生次数",
            "浓度",
        ),
        *("项目预算执行率", "资金到位率", "政策知晓率", "服务能力提升率", "受益人数"),
        *("2023年培训人数", "2025年培训人数", "培训≥60人", "培训、检查和宣传次数"),
        *("对全市各类服务机构工作人员开展业务培训并组织考核的场次数量", "提高管理水平"),
        *(
            "群众满意度",
            "工作人员满意度",
            "节约资金",
            "降低成本",
            "就业人数",
            "污染物减排",
        ),
    ),
    "unit": ("", "个", "%", "万元", "人次", "天", "分", "吨", "项", "元/人"),
    "long_term_target": (None, "≥3次", "100%", "2026年6月前", "有效提升", "0"),
    "direction": (None, "正向", "反向", "定性", "≥", "中性"),
    "actual": (
        *(None, "", "0", "100%", "101%", "150%", "99.99%", "已完成", "完成", "未完成"),
        *(
            "预计100%",
            "约20人",
            "≥100%",
            "达到100%",
            "见附件",
            "部分达成",
            "未达成",
            "达成",
        ),
        *(
            "2025年6月30日",
            "2024年6月30日",
            "2026年2月",
            "2027年1月",
            "12月底前",
            "5天",
        ),
        *(
            "不适用",
            "无",
            "20",
            "1-3次",
            "3次；5次",
            "-1%",
            "100.0%",
            "持平",
            "较好",
            "优",
        ),
    ),
    "reason": (
        *(None, "", "无", "受疫情影响", "受客观条件制约，下步加强管理。", "加强管理"),
        *(
            "招标时间推迟，设备9月到货，验收顺延",
            "资金未到付款期",
            "进一步加强",
            "超额完成",
        ),
    ),
    "note": (None, "perftargets: ignore[VAL003]", "perftargets: ignore", "说明"),
    "subcategory": (None, "", "未知指标", "数量", "满意度指标", "成本指标"),
    "category": ("", "未知指标", "产出", "成本指标", "满意度", "数量指标"),
    "expected": (None, "100%", "0"),
    "likelihood": (None, "确定能", "完全不可能", "可能"),
}


_NUMBERS: Mapping[str, tuple[Callable[[Decimal, Decimal], Decimal | None], ...]] = {
    "weight": (
        lambda _, __: None,
        lambda _, __: Decimal(0),
        lambda was, _: was - 1,
        lambda was, _: was + 1,
        lambda was, _: was + Decimal("0.01"),
        lambda was, _: -was,
        lambda was, _: was * 2,
        lambda _, __: Decimal(50),
        lambda _, __: Decimal("50.01"),
        lambda _, __: Decimal("33.333"),
        lambda _, __: Decimal(1),
    ),
    "score": (
        lambda _, __: None,
        lambda _, __: Decimal(0),
        lambda _, most: most,
        lambda _, most: most + Decimal("0.01"),
        lambda _, most: most - Decimal("0.01"),
        lambda _, most: most - Decimal("0.02"),
        lambda _, most: most - 1,
        lambda _, most: most / 2,
        lambda _, most: most * Decimal("0.8"),
        lambda _, most: most * Decimal("0.6"),
        lambda _, __: Decimal("-0.01"),
        lambda was, _: was + Decimal("0.05"),
        lambda was, _: was - Decimal("0.05"),
        lambda was, _: was + Decimal("0.005"),
    ),
}


_CATEGORIES = (
    *(("产出指标", each) for each in ("数量指标", "质量指标", "时效指标", "成本指标")),
    *(("产出指标", None), ("成本指标", None), ("效益指标", None), ("满意度指标", None)),
    *(("成本指标", f"{each}成本指标") for each in ("经济", "社会", "生态环境")),
    *(("效益指标", f"{each}效益指标") for each in ("经济", "社会", "生态")),
    *(("效益指标", "可持续影响指标"), ("效益指标", "数量指标")),
    *(("满意度指标", "服务对象满意度指标"), ("产出指标", "社会效益指标")),
    *(("效益指标", "满意度指标"), (" ", "数量指标"), ("产出指标", "经济成本指标")),
)


def of_rows() -> Iterator[Change]:
    """Go through what one row may say otherwise."""
    for field, texts in TEXTS.items():
        filled = True if field in {"actual", "reason"} else None
        for text in texts:
            yield _row(f"{field}={text}", filled, 2, **{field: text})
    for pair in _CATEGORIES:
        upper, lower = pair
        yield _row(f"{upper}/{lower}", None, 2, category=upper, subcategory=lower)
    for field, ways in _NUMBERS.items():
        for number, way in enumerate(ways):
            filled = True if field == "score" else None
            yield _of_row(f"{field} {number}", filled, 3, _numbered(field, way))
    for field in ("target", "actual", "name"):
        filled = True if field == "actual" else None
        for name, step in STEPS:
            yield _of_row(f"{field} {name}", filled, 3, _texted(field, step))
    for sign in ("", "≥", "≤", "=", ">", "<", "约", "不超过"):
        yield _of_row(f"sign {sign}", None, 3, _signed(sign))
    for ending in (
        "率",
        "数量",
        "次数",
        "人数",
        "满意度",
        "提高",
        "（万元）",
        "达标率",
    ):
        yield _of_row(f"name and {ending}", None, 2, _ended(ending))


def _row(
    label: str,
    filled: bool | None,  # noqa: FBT001 - as a change has it
    rounds: int,
    /,
    **fields: Any,
) -> Change:
    return _of_row(label, filled, rounds, lambda row: attrs.evolve(row, **fields))


def _of_row(
    name: str,
    filled: bool | None,  # noqa: FBT001
    rounds: int,
    change: Callable[[Indicator], Indicator],
) -> Change:
    return Change(
        name=name,
        make=lambda document, at: with_row(document, at, change),
        filled=filled,
        rounds=rounds,
    )


def _numbered(
    field: str, way: Callable[[Decimal, Decimal], Decimal | None]
) -> Callable[[Indicator], Indicator]:
    def made(row: Indicator) -> Indicator:
        most = row.weight or Decimal(10)
        was = getattr(row, field)
        fields: dict[str, Any] = {field: way(most if was is None else was, most)}
        return attrs.evolve(row, **fields)

    return made


def _texted(field: str, step: Step) -> Callable[[Indicator], Indicator]:
    def made(row: Indicator) -> Indicator:
        if field == "name":
            return attrs.evolve(row, name=stepped(f"{row.name}（12次）", step))
        value = getattr(row, field)
        if value is None:
            return row
        fields: dict[str, Any] = {field: stepped(value.text, step)}
        return attrs.evolve(row, **fields)

    return made


def _signed(sign: str) -> Callable[[Indicator], Indicator]:
    def made(row: Indicator) -> Indicator:
        return attrs.evolve(row, target=sign + row.target.text.lstrip(_SIGNS))

    return made


def _ended(ending: str) -> Callable[[Indicator], Indicator]:
    return lambda row: attrs.evolve(row, name=row.name + ending)

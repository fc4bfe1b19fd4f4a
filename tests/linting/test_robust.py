"""No document makes a rule break down, whatever stands in its cells."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from perftargets.linting.lint import lint
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Amounts, Document, Funds, Goal, Project
from perftargets.phrase import parse

_PIECES = [
    "",
    " ",
    "\u200b",
    "培训",
    "满意度",
    "合格率",
    "不",
    "投诉",
    "预算执行率",
    "经费",
    "完成率",
    "时间",
    "维护",
    "社会稳定",
    "有效",
    "约",
    "≥",
    "≦",
    "》",
    "不低于",
    "以下",
    "100",
    "0.98",
    "0",
    "-5",
    "２",
    "%",
    "‰",
    "次",
    "万元",
    "人",
    "天",
    "个",
    "11月前",
    "2月30日前",
    "2021年12月底",
    "2022年-2024年",
    "；",
    "、",
    "（",
    "）",
    "XX",
    "**",
    "无",
    "—",
    "同比增长",
    "5%",
    "10-20场",
    "已完成",
    "三分之一",
    "每季度1次",
    "上年",
    "零事故",
]
_text = st.lists(st.sampled_from(_PIECES), max_size=6).map("".join) | st.text(
    max_size=8
)
_maybe = st.none() | _text
_points = st.none() | st.decimals(
    min_value=-5, max_value=120, places=1, allow_nan=False, allow_infinity=False
)
_category = st.sampled_from(
    ["产出指标", "效益指标", "满意度指标", "成本指标", "", "其他"]
)
_level = st.sampled_from(
    ["数量指标", "质量指标", "时效指标", "成本指标", "经济效益", None, "x"]
)

_rows = st.builds(
    Indicator,
    number=st.none() | st.integers(1, 3) | _text,
    category=_category,
    subcategory=_level,
    name=_text,
    target=_text.map(parse),
    unit=_maybe,
    weight=_points,
    direction=st.sampled_from([None, "正向", "反向", "?"]),
    actual=st.none() | _text.map(Actual),
    likelihood=st.sampled_from([None, "有可能", "确定能"]),
    score=_points,
    reason=_maybe,
)
_lines = st.builds(Amounts, initial=_maybe, adjusted=_maybe, spent=_maybe, rate=_maybe)
_projects = st.builds(
    Project,
    name=_text,
    period=_maybe,
    goal=st.none() | _text.map(Goal),
    funds=st.none() | st.builds(Funds, total=_lines, fiscal=_lines, other=_lines),
    weights=st.just(()) | st.just((("产出指标", Decimal(50)),)),
    total=_points,
    grade=st.sampled_from([None, "优", "差", "?"]),
    indicators=st.lists(_rows, max_size=5).map(tuple),
)
_documents = st.builds(
    Document,
    fiscal_year=st.none() | st.just(2022),
    projects=st.lists(_projects, max_size=2).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(
    document=_documents,
    prior=_documents,
    profile=st.sampled_from(["mof2021", "sichuan"]),
)
def test_no_document_makes_a_rule_break_down(
    document: Document, prior: Document, profile: str
) -> None:
    """Every rule ends, whatever it is given, and says everything in both languages."""
    report = lint(document, prior=prior, profile=profile, select=["ALL"])
    assert () == report.faults
    for finding in report.findings:
        assert finding.message.zh
        assert finding.message.en
        assert finding.hint is not None


def test_figures_of_any_length_break_nothing() -> None:
    """A figure of ten thousand digits is a figure; no message fails to write it."""
    digits = "9" * 1900
    row = Indicator(
        category="产出指标",
        name="合格率",
        target=parse(f"{digits}%"),
        weight=Decimal("9" * 10_000),
        score=Decimal("9" * 10_001),
        actual=Actual(f"{digits}%"),
    )
    money = Funds(total=Amounts(initial=f"{digits}万元", spent=f"{digits}亿元"))
    document = Document(
        fiscal_year=2022,
        projects=(Project(name="甲", funds=money, indicators=(row, row)),),
    )
    assert () == lint(document, select=["ALL"]).faults


def test_a_name_of_many_spaces_is_looked_at_once() -> None:
    """One finding for a name, however many spaces it holds."""
    row = Indicator(category="产出指标", name="培 训" * 20_000, target=parse("≥5次"))
    document = Document(projects=(Project(name="甲", indicators=(row,)),))
    report = lint(document, select=["TXT003"])
    assert ["TXT003"] == [finding.code for finding in report.findings]

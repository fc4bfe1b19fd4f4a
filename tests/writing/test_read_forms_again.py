"""Forms as offices fill them in: read, written in every format, and read again."""

from collections.abc import Iterator

import attrs
import pytest

from perftargets import reading
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Goal, Project
from perftargets.writing import render
from perftargets.writing.fields import named
from tests.reading.tables.making import grid, money, read_grids, said

APPLICATION = (
    "项目支出绩效目标申报表|<|<|<|<|<|<|<",
    "（2024年度）|<|<|<|<|<|<|<",
    "项目名称|<|农村供水保障工程|<|<|<|<|<",
    "主管部门及代码|<|[126]水利部|<|<|实施单位|水利部农村水利水电司|<",
    "项目属性|<|延续项目|<|<|项目期|3年|<",
    "项目资金（万元）|<|中期资金总额|<|9000|年度资金总额|3000|<",
    "^|<|其中：财政拨款|<|8500|其中：财政拨款|2800|<",
    "^|<|其他资金|<|500|其他资金|200|<",
    "总体目标|中期目标（2024年—2026年）|<|<|<|年度目标|<|<",
    "^|改善40万人供水条件。|<|<|<|改善12万人供水条件。|<|<",
    "绩效指标|一级指标|二级指标|三级指标|指标值|二级指标|三级指标|指标值",
    "^|产出指标|数量指标|指标1：新建工程|≥30处|数量指标|指标1：新建工程|≥10处",
    "^|^|^|指标2：改造管网|≥600公里|^|指标2：改造管网|≥200公里",
    "^|^|时效指标|按期完工率|≥95%|时效指标|按期完工率|95%",
    "^|满意度指标|满意度指标|用水户满意度|≥90%|满意度指标|用水户满意度|≥88%",
)
PARTS = (
    "2023年部门预算项目绩效目标表|<|<|<|<|<|<|<|<",
    "主管部门：县交通局　　实施单位：养护段　　单位：万元|<|<|<|<|<|<|<|<",
    "项目名称|乡村道路养护|<|<|<|<|<|<|<",
    "项目资金|年度资金总额|126.5|<|<|财政拨款|120|其他资金|6.5",
    "总体目标|养护县道120公里。|<|<|<|<|<|<|<",
    "绩效指标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|权重|指标方向性",
    "^|产出指标|数量指标|养护里程|≥|120|公里|20|正向指标",
    "^|^|时效指标|完成时间|≤|12|月|10|反向指标",
    "^|成本指标|经济成本指标|养护成本|≤|1.05|万元/公里|20|反向指标",
)
SELF_EVALUATION = (
    "项目支出绩效自评表|<|<|<|<|<|<|<|<",
    "（2023年度）|<|<|<|<|<|<|<|<",
    "项目名称|高龄老人补贴|<|<|<|<|<|<|<",
    "主管部门|北京市民政局|<|<|<|实施单位|老龄事务中心|<|<",
    "项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分|",
    "^|年度资金总额|1,200.00|1,150.00|1,035.00|10|90.00%|9|",
    "^|当年财政拨款|1,200.00|1,150.00|1,035.00|—|90.00%|—|",
    "^|其他资金|0|0|0|—||—|",
    "年度总体目标|预期目标|<|<|<|实际完成情况|<|<|<",
    "^|为老人按月发放补贴。|<|<|<|为3.1万人发放补贴。|<|<|<",
    "绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因分析",
    "^|产出指标（50分）|数量指标|发放人数|≥3万人|3.1万人|30|30|",
    "^|^|质量指标|发放准确率|100%|99.5%|20|19.5|账号变更",
    "^|效益指标（40分）|社会效益指标|生活质量|有所提高|达成预期指标|40|37|材料不足",
    "总分|<|<|<|<|<|100|95.5|",
)
MONITORING = (
    "项目支出绩效运行监控表|<|<|<|<|<|<",
    "（2024年1-7月）|<|<|<|<|<|<",
    "项目名称|学前资助|<|<|<|<|<",
    "项目资金（万元）|资金来源|全年预算数|1-7月执行数|1-7月执行率|全年预计执行数|",
    "^|年度资金总额|600|330|55%|600|",
    "一级指标|三级指标|年度指标值|1-7月执行情况|全年预计完成情况|偏差原因分析|完成目标可能性",
    "产出指标|资助人数|≥5000人|2600人|5000人|□经费保障 □其他|☑确定能 □有可能",
    "产出指标|下达时间|6月底前|7月15日|7月15日|☑经费保障 □其他|□确定能 ☑有可能",
)
SEVERAL = (
    "2024年度项目支出绩效目标表|<|<|<|<|<|<",
    "项目名称|图书采购|<||项目名称|部门整体支出|<",
    "主管部门|县文旅局|<||主管部门|县文旅局|<",
    "一级指标|三级指标|指标值||一级指标|三级指标|指标值",
    "产出指标|采购册数|20000册||产出指标|开放天数|≥300天",
    "效益指标|到馆人次|≥5万人次||满意度指标|读者满意度|≥90%",
)
FORMS = {
    "application": APPLICATION,
    "parts": PARTS,
    "self-evaluation": SELF_EVALUATION,
    "monitoring": MONITORING,
    "several": SEVERAL,
}
WRITTEN = [
    (".yaml", "document"),
    (".json", "document"),
    (".toml", "document"),
    (".csv", "flat"),
    (".xlsx", "flat"),
    (".xlsx", "application"),
    (".docx", "application"),
    (".xlsx", "self-evaluation"),
    (".docx", "self-evaluation"),
]

Value = tuple[object, ...]


def _of_project(project: Project) -> Iterator[tuple[str, object]]:
    for key in ("name", "agency", "department", "period", "weights", "total", "grade"):
        yield f"project.{key}", getattr(project, key)
    goal = project.goal
    yield "project.goal", goal.text if goal else None
    yield "project.goal_actual", goal.actual if goal else None
    for source, line in money(project.funds).items():
        for key, value in line.items():
            yield f"funds.{source}.{key}", value


def _values(document: Document) -> dict[Value, object]:
    """Give every value with the field it stands in, and where."""
    found: dict[Value, object] = {
        ("document.fiscal_year", 0, 0): document.fiscal_year,
        ("document.department", 0, 0): document.department,
    }
    for at, project in enumerate(document.projects):
        found |= {(key, at, 0): value for key, value in _of_project(project)}
        for number, row in enumerate(project.indicators):
            for key, value in said(row).items():
                found["indicator." + key, at, number] = value
    return {key: value for key, value in found.items() if value not in {None, ()}}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("suffix", "kind"), WRITTEN)
def test_what_is_read_comes_back_or_is_told(form: str, suffix: str, kind: str) -> None:
    """Nothing changes; what a form cannot hold is named by WRI001, and no more."""
    document = read_grids(grid(*FORMS[form]))
    written = render(document, suffix, form=kind)
    again = reading.read_bytes(written.data, path=f"table{suffix}")
    before, after = _values(document), _values(again)
    lost = {str(key[0]) for key in before if key not in after}
    told = "；".join(each.message.zh for each in written.findings)
    assert again.diagnostics == ()
    assert after == {key: value for key, value in before.items() if key in after}
    assert [field for field in sorted(lost) if named([field])[0] not in told] == []


def test_the_forms_hold_what_they_are_compared_by() -> None:
    """Each form has rows, and together they fill every field of a row."""
    documents = [read_grids(grid(*rows)) for rows in FORMS.values()]
    filled = {key for each in documents for _, row in each.rows() for key in said(row)}
    every = {field.name for field in attrs.fields(Indicator)}
    assert sorted(every - filled - {"place", "places"}) == ["note", "number"]


@pytest.mark.parametrize(
    "text", ["已完成", "已实现", "全部完成", "完成", "未完成", "已全部完成，培训3期。"]
)
def test_what_was_reported_of_the_goal_is_read_or_told(text: str) -> None:
    """However short: 已完成 is made of words of a title, and is none."""
    row = Indicator(category="产出指标", name="培训期数", target="3期", actual="3期")
    project = Project(
        name="培训经费", goal=Goal("开展培训3期。", actual=text), indicators=(row,)
    )
    document = Document(title="自评表", fiscal_year=2022, projects=(project,))

    written = render(document, ".xlsx", form="self-evaluation")
    again = reading.read_bytes(written.data, path="自评表.xlsx")

    (found,) = again.projects
    assert found.goal is not None
    told = "".join(each.message.zh for each in again.diagnostics)
    assert text == found.goal.actual or f"“{text}”" in told

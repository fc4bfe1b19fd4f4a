"""IATI results, held to the structure of the schema of the standard 2.03."""

import xml.etree.ElementTree as ET
from decimal import Decimal

import attrs
import pytest

from perftargets.errors import DataError
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.writing.iati import OWN, render
from tests.writing.documents import DOCUMENT, ROADS, SCHOOL, row

# What each element may hold, in this order, and whether once (1), perhaps (?), or any
# number of times (*, +); transcribed from iati-activities-schema.xsd of 2.03 as far as
# results need it. Elements of other namespaces come last in each.
CHILDREN = {
    "iati-activities": ["iati-activity+"],
    "iati-activity": [
        "iati-identifier1",
        "reporting-org1",
        "title1",
        "description+",
        "participating-org+",
        "activity-status1",
        "activity-date+",
        "result*",
    ],
    "iati-identifier": [],
    "reporting-org": ["narrative+"],
    "title": ["narrative+"],
    "description": ["narrative+"],
    "participating-org": ["narrative*"],
    "activity-status": [],
    "activity-date": ["narrative*"],
    "result": ["title1", "description?", "indicator+"],
    "indicator": ["title1", "description?", "baseline*", "period*"],
    "period": ["period-start1", "period-end1", "target*", "actual*"],
    "period-start": [],
    "period-end": [],
    "target": ["comment?"],
    "actual": ["comment?"],
    "comment": ["narrative+"],
    "narrative": [],
}
REQUIRED = {
    "iati-activities": {"version"},
    "reporting-org": {"ref", "type"},
    "participating-org": {"role"},
    "activity-status": {"code"},
    "activity-date": {"iso-date", "type"},
    "result": {"type"},
    "indicator": {"measure"},
    "period-start": {"iso-date"},
    "period-end": {"iso-date"},
}
ALLOWED = {
    "iati-activity": {"{http://www.w3.org/XML/1998/namespace}lang"},
    "description": {"type"},
    "participating-org": {"role", "type"},
    "indicator": {"measure", "ascending"},
    "target": {"value"},
    "actual": {"value"},
}


def problems(element: ET.Element) -> list[str]:
    """Say where an element, or one inside it, is not as the schema has it."""
    name, found = element.tag, list(element)
    if name.startswith("{"):
        return []
    own = [child.tag.startswith("{") for child in found]
    said = [] if own == sorted(own) else [f"{name}: other namespaces come last"]
    standard = [child.tag for child in found if not child.tag.startswith("{")]
    for part in CHILDREN[name]:
        child, count = part[:-1], part[-1]
        number = 0
        while standard[:1] == [child]:
            standard.pop(0)
            number += 1
        fits = {"1": number == 1, "?": number <= 1, "+": number >= 1, "*": True}
        if not fits[count]:
            said.append(f"{name}: {number} × {child}")
    said += [f"{name}: {child} where it cannot stand" for child in standard]
    required = REQUIRED.get(name, set())
    said += [f"{name}: no @{each}" for each in sorted(required - set(element.keys()))]
    allowed = required | ALLOWED.get(name, set())
    said += [f"{name}: @{each}" for each in sorted(set(element.keys()) - allowed)]
    return said + [each for child in found for each in problems(child)]


def _root(document: Document) -> ET.Element:
    return ET.fromstring(render(document).data)  # noqa: S314 - our own bytes


def _of(*rows: Indicator, project: Project = ROADS) -> ET.Element:
    changed = attrs.evolve(project, indicators=rows)
    return _root(Document(fiscal_year=2023, projects=(changed,)))


def _told(element: ET.Element, path: str) -> list[str | None]:
    return [each.text for each in element.findall(f"{path}/narrative")]


def _own(element: ET.Element, name: str) -> str | None:
    return element.findtext(f"{{{OWN}}}{name}")


def test_the_file_has_the_structure_of_the_schema() -> None:
    """Elements in their order, as often as they may stand, with their attributes."""
    assert [] == problems(_root(DOCUMENT))


def test_the_check_of_the_structure_sees_what_is_wrong() -> None:
    """A wrong order, a missing element, an attribute that is not there."""
    root = _root(DOCUMENT)
    activity = root[0]
    activity.remove(activity[0])
    activity.append(ET.Element("title"))
    activity[0].attrib = {"reff": "甲"}
    assert {
        "iati-activity: 0 × iati-identifier",
        "iati-activity: other namespaces come last",
        "iati-activity: title where it cannot stand",
        "reporting-org: no @ref",
        "reporting-org: no @type",
        "reporting-org: @reff",
        "title: 0 × narrative",
    } == set(problems(root))


def test_each_project_is_an_activity_of_the_fiscal_year() -> None:
    """Name, goal, bodies, and the year from its first day to its last."""
    root = _root(DOCUMENT)
    assert "2.03" == root.get("version")
    first = root[0]
    assert [
        ["校园安全改造项目"],
        ["消除校园安全隐患。"],
        ["云港市教育局", "云港市教育局本级"],
    ] == [_told(first, each) for each in ("title", "description", "participating-org")]
    assert [("1", "2023-01-01"), ("3", "2023-12-31")] == [
        (each.get("type"), each.get("iso-date"))
        for each in first.findall("activity-date")
    ]


def test_identifiers_are_the_publishers_or_say_that_they_are_not() -> None:
    """Without an organisation a placeholder stands, and a finding tells so."""
    given = render(DOCUMENT, organisation="CN-REG-1")
    root = ET.fromstring(given.data)  # noqa: S314 - our own bytes
    found = [each.findtext("iati-identifier") for each in root]
    assert ["CN-REG-1-2023-1", "CN-REG-1-2023-2"] == found
    assert () == given.findings
    assert ["WRI004"] == [each.code for each in render(DOCUMENT).findings]


def test_rows_of_one_category_are_one_result() -> None:
    """Type 1 for outputs, 2 for benefits and satisfaction, 3 for lasting effects."""
    found = [
        (each.get("type"), *_told(each, "title"), *_told(each, "indicator/title"))
        for each in _root(DOCUMENT).iter("result")
    ]
    assert [
        ("1", "产出指标 / 数量指标", "改造围墙长度", "更换消防设施"),
        ("1", "产出指标 / 质量指标", "工程验收合格率"),
        ("2", "效益指标 / 社会效益指标", "安全事故"),
        ("2", "满意度指标", "师生满意度"),
        ("1", "产出指标 / 数量指标", "养护里程"),
        ("3", "效益指标 / 可持续影响指标", "道路使用年限"),
    ] == found


@pytest.mark.parametrize(
    ("category", "subcategory", "code"),
    [
        ("成本指标", "经济成本指标", "9"),
        ("产出指标", "成本指标", "9"),
        ("其他指标", None, "9"),
        ("效益指标", None, "2"),
    ],
)
def test_cost_and_what_is_unknown_are_other_results(
    category: str, subcategory: str | None, code: str
) -> None:
    """Type 9."""
    root = _of(row(category, subcategory, "甲", "5次"))
    assert [code] == [each.get("type") for each in root.iter("result")]


@pytest.mark.parametrize(
    ("name", "target", "measure", "ascending", "value"),
    [
        ("处置率", "≥90.5%", "2", "true", "90.5"),
        ("培训人数", "不少于1万人", "1", "true", "10000"),
        ("办理时限", "不超过5天", "1", "false", "5"),
        ("投诉次数", "3次", "1", "false", "3"),
        ("培训次数", "3次", "1", "true", "3"),
        ("增长率", "同比增长3%", "2", "true", "3"),
        ("完成时间", "12月底前", "5", None, None),
        ("群众满意", "效果明显", "5", None, None),
        ("覆盖率", "85%-90%", "5", None, None),
        ("占比", "三分之一", "5", None, None),
    ],
)
def test_a_target_is_a_figure_or_qualitative(
    name: str, target: str, measure: str, ascending: str | None, value: str | None
) -> None:
    """Measure, direction and value by what the phrase says; its words stay."""
    indicator = _of(row("产出指标", "数量指标", name, target)).find(".//indicator")
    assert indicator is not None
    goal = indicator.find("period/target")
    assert goal is not None
    assert (measure, ascending, value, [target]) == (
        indicator.get("measure"),
        indicator.get("ascending"),
        goal.get("value"),
        _told(goal, "comment"),
    )


@pytest.mark.parametrize(
    ("target", "actual", "value"),
    [
        ("≥90%", "95%", "95"),
        ("≥90%", "95", "95"),
        ("≥90%", "3次", None),
        ("≥90%", "已完成", None),
        ("效果明显", "95%", None),
    ],
)
def test_an_actual_has_a_value_where_it_counts_the_same(
    target: str, actual: str, value: str | None
) -> None:
    """Its words stand in the comment in any case."""
    root = _of(row("产出指标", None, "甲", target, actual=actual))
    found = root.find(".//actual")
    assert found is not None
    assert (value, [actual]) == (found.get("value"), _told(found, "comment"))


def test_what_iati_has_no_place_for_has_its_own_namespace() -> None:
    """Operator, unit, weight, score, reason; nothing is lost."""
    indicators = list(_root(DOCUMENT).iter("indicator"))
    first, second = indicators[:2]
    target, actual = first.find("period/target"), second.find("period/actual")
    assert target is not None
    assert actual is not None
    assert [">=", "米"] == [_own(target, "operator"), _own(target, "unit")]
    assert ["20", "产出指标"] == [_own(first, "weight"), _own(first, "category")]
    assert ["9.83", "部分学校撤并。"] == [_own(actual, "score"), _own(actual, "reason")]


def test_what_is_the_projects_stands_at_its_end() -> None:
    """Period, total, grade, money, the points of a category."""
    project = attrs.evolve(SCHOOL, weights=(("产出指标", Decimal("50.0")),))
    activity = _root(Document(fiscal_year=2023, projects=(project,)))[0]
    names = ("goal-actual", "total", "grade", "category-weight", "funds")
    assert ["已完成全部改造。", "89.61", "良", "50.0", "350.5万元"] == [
        _own(activity, name) for name in names
    ]
    assert [("total", "initial"), ("total", "adjusted"), ("total", "spent")] == [
        (each.get("source"), each.get("amount"))
        for each in activity.findall(f"{{{OWN}}}funds")[:3]
    ]


@pytest.mark.parametrize(
    "document", [Document(projects=(ROADS,)), Document(fiscal_year=2023)]
)
def test_a_year_and_a_project_are_needed(document: Document) -> None:
    """Every period of IATI has dates, and every file an activity."""
    with pytest.raises(DataError, match="IATI"):
        render(document)


def test_the_same_document_gives_the_same_bytes() -> None:
    """No time of writing stands in the file."""
    assert render(DOCUMENT) == render(DOCUMENT)


def test_the_profile_has_no_place_and_is_told() -> None:
    """It says how to check a document, not what was promised."""
    found = render(
        attrs.evolve(DOCUMENT, profile="sichuan"), organisation="CN-1"
    ).findings
    assert ["this form has no place for document.profile; it is left out"] == [
        each.message.en for each in found
    ]


def test_a_project_without_bodies_names_itself() -> None:
    """The standard wants at least one organisation."""
    bare = Project(name="修路", indicators=ROADS.indicators)
    root = _root(Document(fiscal_year=2023, projects=(bare,)))
    assert [] == problems(root)
    assert [["修路"], ["修路"]] == [
        _told(root[0], name) for name in ("reporting-org", "participating-org")
    ]


def test_a_score_without_an_actual_is_kept() -> None:
    """It stands beside the target then."""
    period = _of(row("产出指标", None, "甲", "5次", score="3")).find(".//period")
    assert period is not None
    assert "3" == _own(period, "score")

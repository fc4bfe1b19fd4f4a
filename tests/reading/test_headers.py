"""Headers of the running-text form: where one cell ends and the next begins."""

import pytest

from perftargets.model.project import Document
from perftargets.reading.running_text.reader import read_text

ABOVE = (
    "某某县教育体育局2024年项目支出绩效目标表\n\n"
    "主管部门 预算单位 项目名称 绩效目标 绩效指标\n\n"
)
ROW = "1、产出指标：完成数量，年度指标值：不少于3次。\n"
OTHER = (
    "某某县教育体育局\n县文化馆\n免费开放\n"
    "做好免费开放相关工作，确保资\n金使用规范、群众满意。\n"
)


def _names(document: Document) -> list[tuple[str | None, str]]:
    return [(project.agency, project.name) for project in document.projects]


def _findings(document: Document) -> list[tuple[str, int | None]]:
    return [
        (finding.code, finding.place.line if finding.place else None)
        for finding in document.diagnostics
    ]


@pytest.mark.parametrize(
    ("lines", "agency", "name"),
    [
        (
            "县教师发展中心\n\n“国培计划”配\n套及中小学教师\n信息技术应用能\n力提升",
            "县教师发展中心",
            "“国培计划”配套及中小学教师信息技术应用能力提升",
        ),
        (
            "区市政设施养护中心\n2023年市政道路\n桥梁设施日常养护维\n修",
            "区市政设施养护中心",
            "2023年市政道路桥梁设施日常养护维修",
        ),
        (
            "区市政设施养\n护中心\n2023年市\n政道路桥梁设\n施日常养护维\n修",
            "区市政设施养护中心",
            "2023年市政道路桥梁设施日常养护维修",
        ),
        (
            "县供销合作社联合社\n2023年市政道路桥\n梁设施日常养护维修",
            "县供销合作社联合社",
            "2023年市政道路桥梁设施日常养护维修",
        ),
    ],
)
def test_an_agency_that_fills_its_column_ends_there(
    lines: str, agency: str, name: str
) -> None:
    """Lines of figures and quotation marks fill a column whichever way they count."""
    header = (
        f"某某县教育体育局\n{lines}\n做好年度各项工作，确保资金使\n用规范、群众满意。\n"
    )
    document = read_text(ABOVE + OTHER + ROW + header + ROW)
    assert [("县文化馆", "免费开放"), (agency, name)] == _names(document)
    assert [] == _findings(document)


def test_a_full_agency_beside_its_department_does_not_take_the_project() -> None:
    """24小时 begins the project, though its first line could end the agency's."""
    header = (
        "某某县教育体育局 某某县教育体育局物资储备仓库\n"
        "24小时应急值守及\n“三防”物资储备（\n含2022年结转）\n项目\n"
        "保障24小时应急值守；物资\n储备充足。\n"
    )
    (project,) = read_text(ABOVE + header + ROW).projects
    assert ("某某县教育体育局物资储备仓库", "保障24小时应急值守；物资储备充足。") == (
        project.agency,
        project.goal and project.goal.text,
    )
    assert "24小时应急值守及“三防”物资储备（含2022年结转）项目" == project.name


def test_a_part_of_the_departments_name_is_no_agency() -> None:
    """办公室 stands in the title as the end of the department only."""
    title = ABOVE.replace("某某县教育体育局", "宁海市人民政府办公室")
    header = (
        "宁海市人民政府\n办公室\n县就业服务中心\n专项业务费\n"
        "完成年度任务；服务对象满意。\n"
    )
    (project,) = read_text(title + header + ROW).projects
    assert ("宁海市人民政府办公室", "县就业服务中心", "专项业务费") == (
        project.department,
        project.agency,
        project.name,
    )


def test_a_header_that_could_be_divided_otherwise_is_reported() -> None:
    """Names that end like nothing known, all of one width, are a guess at a line."""
    header = (
        "某某县教育体育局\n县乡村振兴专班\n水库除险加固县\n级配套\n开展年度工作。\n"
    )
    document = read_text(ABOVE + header + ROW)
    assert [("REA002", 5)] == _findings(document)

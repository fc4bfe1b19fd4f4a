"""What stands over the rows of a project may be otherwise."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs

from perftargets.model.project import Document, Goal, Project
from tests.neighbours.steps import STEPS, Step, stepped
from tests.neighbours.tables import Change, Make, with_project

Edit = Callable[[Project], Project]

_GOALS = (
    *(
        None,
        "",
        "无",
        "完成工作",
        "保障单位正常运转",
        "促进社会和谐稳定，提升服务水平。",
    ),
    "负责全市行政执法工作；承担日常监管职责；组织开展宣传活动。",
    "用于办公费、印刷费、差旅费、培训费等支出。",
    "办公费10万元，印刷费5万元，差旅费3万元，培训费2万元。",
    "2024年完成培训3期，培训200人。",
    "2024-2026年培训3期，培训200人，到2030年全覆盖。",
    "到2030年建成完善的服务体系，覆盖率达到100%。",
    "建设污水处理厂3座，铺设管网20公里，覆盖率95%以上。",
    "守正创新，奋发有为，全面推进各项工作高质量发展。",
    "负责3个街道的执法工作；承担日常监管职责；组织开展宣传活动。",
    "促进社会和谐稳定，提升服务水平5%。",
    "不断提高，进一步加强。",
    "6月底前完成全部工作。",
    "为保障老年人和残疾人生活，提高学生和家长满意程度。",
)


_PROMISES = (
    *("编印工作手册2000册", "编制专项规划", "建成应急指挥中心", "开展培训8期"),
    *("11月底前全部完成", "2025年3月底前完成", "满意度达到85%", "合格率达到99%"),
    *("覆盖率达到100%", "投入资金20万元", "较上年增长5%", "新建平台1个"),
)


_NAMES = (
    *("办公楼维修改造工程", "学生资助", "设备采购", "综合事务", "培训费", "农民工工资"),
    *(
        "2024年培训费",
        "运行经费",
        "残疾人康复服务",
        "道路建设项目",
        "X",
        "信息系统建设",
    ),
)


_LEVEL_1 = (
    *(("产出指标", "50"), ("产出指标", "40"), ("效益指标", "30"), ("满意度指标", "10")),
    *(("成本指标", "20"), ("未知", "10"), ("产出指标", "0"), ("效益指标", "40")),
)


def of_projects() -> Iterator[Change]:
    """Go through what stands over the rows."""
    for text in _GOALS:
        yield Change(name=f"goal {text}", make=of_project(_goal(text)), rounds=2)
    for name, step in STEPS:
        yield Change(name=f"goal {name}", make=_goal_stepped(step), rounds=4)
        yield Change(name=f"done {name}", make=_done_stepped(step), filled=True)
    for text in ("", "无", "全部完成", "按计划完成各项任务", None):
        change = of_project(_done(text))
        yield Change(name=f"done {text}", make=change, filled=True)
    for clause in _PROMISES:
        yield Change(name=f"promise {clause}", make=of_project(_promise(clause)))
    for text in _NAMES:
        yield Change(name=f"project {text}", make=of_project(set_field("name", text)))
    for text in ("2025年", "2024-2026年", "2023年至2025年", "2026年", "长期", ""):
        yield Change(name=f"period {text}", make=of_project(set_field("period", text)))
    yield from _totals()
    yield from _documents()


def _totals() -> Iterator[Change]:
    for by in (
        "0.01",
        "0.02",
        "-0.01",
        "0.05",
        "-0.05",
        "1",
        "-1",
        "10",
        "-10",
        "9.99",
    ):
        change = of_project(_total(Decimal(by)))
        yield Change(name=f"total {by}", make=change, filled=True, rounds=3)
    for total in ("100", "90", "89.99", "80", "79.99", "60", "59.99", "0", "101", "-1"):
        for grade in ("优", "中"):
            change = of_project(_graded(Decimal(total), grade))
            yield Change(name=f"{grade} {total}", make=change, filled=True, rounds=1)
    for key, points in _LEVEL_1:
        change = of_project(set_field("weights", ((key, Decimal(points)),)))
        yield Change(name=f"{key} {points}", make=change, rounds=3)


def _documents() -> Iterator[Change]:
    for year in (None, 2024, 2026, 2022, 2019, 2030):
        yield Change(name=f"year {year}", make=_of_year(year), rounds=4)
    for profile in ("hubei", "linear", "mof2020", "mof2021", "sichuan", "nothing"):
        change = _of_profile(profile)
        yield Change(name=profile, make=change, rounds=6)
        yield Change(name=f"form by {profile}", make=change, filled=True, rounds=4)
    for name, twin in _TWINS.items():
        yield Change(name=f"beside {name}", make=_beside(twin), rounds=4)


def of_project(change: Edit) -> Make:
    """Return what changes the one project of a document."""
    return lambda document, _: with_project(document, change(document.projects[0]))


def set_field(field: str, value: object) -> Edit:
    """Return what writes another value into a field of a project."""
    fields: dict[str, Any] = {field: value}
    return lambda project: attrs.evolve(project, **fields)


def _goal(text: str | None) -> Edit:
    def made(project: Project) -> Project:
        done = None if project.goal is None else project.goal.actual
        goal = None if text is None else Goal(text, actual=done)
        return attrs.evolve(project, goal=goal)

    return made


def _goal_stepped(
    step: Step,
) -> Make:
    def made(document: Document, at: int) -> Document:
        project = document.projects[0]
        text = project.goal.text if project.goal is not None else ""
        return with_project(document, _goal(stepped(text, step, at))(project))

    return made


def _done_stepped(
    step: Step,
) -> Make:
    def made(document: Document, at: int) -> Document:
        project = document.projects[0]
        text = (project.goal.actual if project.goal is not None else None) or ""
        return with_project(document, _done(stepped(text, step, at))(project))

    return made


def _done(text: str | None) -> Edit:
    def made(project: Project) -> Project:
        goal = project.goal or Goal("")
        return attrs.evolve(project, goal=attrs.evolve(goal, actual=text))

    return made


def _promise(clause: str) -> Edit:
    def made(project: Project) -> Project:
        text = project.goal.text if project.goal is not None else ""
        return _goal(f"{text.rstrip('。')}，{clause}。")(project)

    return made


def _total(by: Decimal) -> Edit:
    return lambda project: attrs.evolve(project, total=(project.total or 0) + by)


def _graded(total: Decimal, grade: str) -> Edit:
    return lambda project: attrs.evolve(project, total=total, grade=grade)


def _of_year(year: int | None) -> Make:
    return lambda document, _: attrs.evolve(document, fiscal_year=year)


def _of_profile(profile: str) -> Make:
    return lambda document, _: attrs.evolve(document, profile=profile)


_TWINS: Mapping[str, Edit] = {
    "its like": lambda project: attrs.evolve(project, name=f"{project.name}二期"),
    "itself": lambda project: project,
    "another": lambda project: attrs.evolve(
        project,
        name="老旧小区改造",
        goal="改造老旧小区6个，惠及居民3000户",
        indicators=project.indicators[:2],
    ),
    "one without rows": lambda _: Project(name="其他支出", goal="其他"),
    "one with its goal": lambda project: Project(name="综合支出", goal=project.goal),
}


def _beside(twin: Edit) -> Make:
    def made(document: Document, at: int) -> Document:
        own = document.projects[0]
        both = (own, twin(own)) if at % 2 else (twin(own), own)
        return attrs.evolve(document, projects=both)

    return made

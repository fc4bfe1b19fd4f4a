"""Every table of the tests, and made-up rows: what laws about rules are held to."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from perftargets import parse, read
from perftargets._data import data
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Document, Funds, Goal, Project
from perftargets.reading import read_bytes
from tests.corpus.entries import cases
from tests.linting.objections import planted_faults
from tests.linting.pages import PAGES, examples

HERE = Path(__file__).parent
_CATEGORIES = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("成本指标", "经济成本指标"),
    ("产出指标", "成本指标"),
    ("效益指标", "社会效益指标"),
    ("效益指标", "生态效益指标"),
    ("满意度指标", "服务对象满意度指标"),
    ("产出指标", None),
)
_NAMES = (
    *(
        "培训人数",
        "检测及时率",
        "群众满意度",
        "绿化面积",
        "道路长度",
        "路面厚度",
        "投诉率",
    ),
    *(
        "项目完成时间",
        "响应时间",
        "设备数量",
        "项目总成本",
        "补贴标准",
        "PM10浓度",
        "水泵功率",
    ),
    *(
        "事故发生数",
        "政策知晓率",
        "服务能力",
        "促进社会和谐稳定",
        "组织培训班期数",
        "验收情况",
    ),
    *("培训60人", "完成率", "污水收集处理率", "室温", "节约用水量"),
    *("是否通过验收", "500人", "综合单价"),
)
_UNITS = (None, None, "人", "%", "万元", "公里")
_DIRECTIONS = (None, None, "正向", "反向")
_RATES = ("≥100%", ">100%", "≥0.95%", "≥950%", "≤98%", "≥3‰", "≥98‰", "95%", "约95%")
"""Values that the corpus of phrases has no reason to hold."""
_PHRASES = (
    *dict.fromkeys(case.phrase for case in cases()),
    *(phrase for phrase in _RATES for _ in _NAMES),
)


def made_up() -> Iterator[tuple[Document, Project]]:
    """Put every phrase of the corpus into rows whose other fields go round."""
    for at, phrase in enumerate(_PHRASES):
        category, subcategory = _CATEGORIES[at % len(_CATEGORIES)]
        row = Indicator(
            category=category,
            subcategory=subcategory,
            name=_NAMES[at % len(_NAMES)],
            target=parse(phrase),
            unit=_UNITS[at % len(_UNITS)],
            direction=_DIRECTIONS[at % len(_DIRECTIONS)],
            weight=Decimal(10),
        )
        project = Project(name="综合事务", funds=Funds(), indicators=(row,))
        yield Document(fiscal_year=2022, projects=(project,)), project


def written() -> Iterator[tuple[Document, Project]]:
    """Go through the projects of every table of the tests, and of the pages."""
    paths = [
        HERE / "clean.yaml",
        HERE / "planted.yaml",
        *sorted(HERE.glob("well_made/*.yaml")),
        *sorted(HERE.glob("cases/*.*")),
        *sorted((HERE.parent / "scoring" / "worked" / "published").glob("*.json")),
    ]
    documents = [read(path) for path in paths]
    documents += [
        read(str(data("example", f"panyu-2022.{suffix}"))) for suffix in ("txt", "yaml")
    ]
    documents.append(reviewed())
    documents += [table.document() for table in planted_faults()]
    for page in sorted(PAGES.glob("*.md")):
        documents += [
            read_bytes(example.text.encode(), path="page.yaml")
            for example in examples(page)
        ]
    for document in documents:
        for project in document.projects:
            yield document, project


SHORT = {
    "数量": ("产出指标", "数量指标"),
    "质量": ("产出指标", "质量指标"),
    "时效": ("产出指标", "时效指标"),
    "成本": ("成本指标", "经济成本指标"),
    "社会": ("效益指标", "社会效益指标"),
    "经济": ("效益指标", "经济效益指标"),
    "生态": ("效益指标", "生态效益指标"),
    "持续": ("效益指标", "可持续影响指标"),
    "满意": ("满意度指标", "服务对象满意度指标"),
}
"""How lists of rows write categories."""


def reviewed() -> Document:
    """Return the rows of reviewed.txt, a project of one row each."""
    lines = (HERE / "reviewed.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return Document(
        fiscal_year=2025,
        projects=tuple(
            Project(
                name=f"综合事务{at}",
                goal=Goal("完成综合事务各类任务，提供便捷服务给相关方"),
                indicators=(
                    Indicator(
                        category=SHORT[row[0].strip()][0],
                        subcategory=SHORT[row[0].strip()][1],
                        name=row[1].strip(),
                        target=parse(row[2].strip()),
                    ),
                ),
            )
            for at, row in enumerate(rows)
        ),
    )


def reported() -> Iterator[Document]:
    """Go through rows with an actual and full points, whatever they deserve."""
    for each in ("rows.txt", "habits.txt"):
        yield rows_of(each)


def rows_of(name: str) -> Document:
    """Return targets with actuals of a list of worked rows, a project of one row each.

    Each has full points, so that rules about scores have something to say.
    """
    path = HERE.parent / "scoring" / "worked" / name
    lines = path.read_text(encoding="utf-8").splitlines()
    projects: list[Project] = []
    for line in lines:
        target, *rest = (part.strip() for part in line.split(" | "))
        if not rest or line.startswith("#"):
            continue
        row = Indicator(
            category="产出指标",
            subcategory="数量指标",
            name="办理数量",
            target=parse(target),
            actual=Actual(rest[0]),
            weight=Decimal(10),
            score=Decimal(10),
        )
        projects.append(Project(name=f"事务{len(projects)}", indicators=(row,)))
    return Document(fiscal_year=2022, projects=tuple(projects))

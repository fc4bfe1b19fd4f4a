"""A proposal marked complete is right when it is applied, over every corpus."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from perftargets import lint, parse, read
from perftargets._data import data
from perftargets.findings import Finding, Proposal, Severity
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Funds, Project
from perftargets.reading import read_bytes
from tests.corpus.entries import cases
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


def _made_up() -> Iterator[tuple[Document, Project]]:
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


def _written() -> Iterator[tuple[Document, Project]]:
    """Go through the projects of every table of the tests, and of the pages."""
    paths = [HERE / "clean.yaml", HERE / "planted.yaml", *HERE.glob("well_made/*.yaml")]
    documents = [read(path) for path in paths]
    documents.append(read(str(data("example", "panyu-2022.txt"))))
    for page in sorted(PAGES.glob("*.md")):
        documents += [
            read_bytes(example.text.encode(), path="page.yaml")
            for example in examples(page)
        ]
    for document in documents:
        for project in document.projects:
            yield document, project


def _complete(document: Document, project: Project) -> Iterator[tuple[Any, ...]]:
    """Go through the complete proposals for the rows of one project."""
    report = lint(_with(document, project), select=["ALL"])
    for finding in report.findings:
        for proposal in finding.proposals:
            if not proposal.complete:
                continue
            row = next(
                (
                    row
                    for row in project.indicators
                    if row.name == finding.indicator and _is_of(finding, row)
                ),
                None,
            )
            if row is not None:
                yield report.findings, finding, proposal, row


def _is_of(finding: Finding, row: Indicator) -> bool:
    excerpt = finding.excerpt
    if finding.row_place is not None and row.place is not None:
        return finding.row_place == row.place
    return (
        excerpt is None or excerpt.field != "target" or excerpt.text == row.target.text
    )


def _with(document: Document, project: Project) -> Document:
    return attrs.evolve(document, projects=(project,))


def _applied(project: Project, row: Indicator, proposal: Proposal) -> Project:
    changes: dict[str, Any] = dict(proposal.changes())
    if "target" in changes:
        changes["target"] = parse(changes["target"])
    new = attrs.evolve(row, **changes)
    rows = tuple(new if each is row else each for each in project.indicators)
    return attrs.evolve(project, indicators=rows)


def _faults(document: Document, project: Project) -> Iterator[str]:
    """Report each complete proposal that leaves its finding, or brings an error."""
    for before, finding, proposal, row in _complete(document, project):
        after = lint(
            _with(document, _applied(project, row, proposal)), select=["ALL"]
        ).findings
        name = proposal.name or row.name
        same = [
            each
            for each in after
            if each.code == finding.code
            and each.indicator == name
            and (each.row_place is None or each.row_place == row.place)
        ]
        errors = {each.code for each in after if each.severity is Severity.ERROR} - {
            each.code for each in before
        }
        if same or errors:
            yield (
                f"{finding.code} {row.name} “{row.target.text}” "
                f"({row.subcategory}, {row.unit}, {row.direction}) → "
                f"{dict(proposal.changes())}: "
                f"{'again ' if same else ''}{' '.join(sorted(errors))}"
            )


def test_every_complete_proposal_on_a_written_table_is_right() -> None:
    """Applied and linted again, the rule is silent and no error came."""
    assert [] == [
        fault
        for document, project in _written()
        for fault in _faults(document, project)
    ]


def test_every_complete_proposal_on_a_made_up_row_is_right() -> None:
    """The same for the phrases of the corpus under names of every kind.

    The law would be worth little if it looked at few rules, so that is asked too.
    """
    reached: set[str] = set()
    faults: list[str] = []
    for document, project in _made_up():
        found = list(_complete(document, project))
        reached |= {finding.code for _, finding, _, _ in found}
        if found:
            faults += _faults(document, project)
    assert [] == faults
    assert {
        *("CAT001", "CAT002", "VAL003", "VAL004", "VAL005", "VAL006", "VAL007"),
        *("VAL009", "VAL010", "VAL013", "VAL015", "UNT003", "UNT004", "STR009"),
    } <= reached

"""What made-up projects come to, by every profile: ``written/*.txt``, a row a line.

``python -m tests.scoring.evaluations`` writes the files anew, after a change that is
meant; what it changes is to be looked at line by line. A line is a project or a row
with all that an evaluation says of it; the review of what the form prints, the sums of
the unit and the form filled in follow.
"""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from perftargets import check
from perftargets.model.indicator import Indicator
from perftargets.model.project import Amounts, Document, Funds, Project
from perftargets.profile import shipped
from perftargets.reading import read_bytes
from perftargets.scoring.aggregate import by_department, trends
from perftargets.scoring.differences import differences
from perftargets.scoring.fill_form import fill_form
from perftargets.scoring.result import Evaluation
from perftargets.scoring.review import review
from tests.scoring.points.making import row

HERE = Path(__file__).parent
FOLDER = HERE / "written"
MIDDLE = (None, date(2022, 6, 30), date(2022, 12, 31))
"""The whole year, its middle, its end."""


def _rows(*weights: str | None, scores: bool = False) -> tuple[Indicator, ...]:
    """Make rows of every category, with these points in turn."""
    kinds: tuple[tuple[str, str, str, str, str | None], ...] = (
        ("产出指标", "数量指标", "培训人次", "≥100人次", "90人次"),
        ("产出指标", "质量指标", "合格率", "≥95%", "97.5%"),
        ("产出指标", "时效指标", "完成时间", "6月30日前", "7月5日"),
        ("成本指标", "经济成本指标", "采购成本", "≤10万元", "12万元"),
        ("效益指标", "社会效益指标", "投诉率", "≤5%", "6%"),
        ("效益指标", "社会效益指标", "作用发挥", "有效提升", "部分达成"),
        ("效益指标", "生态效益指标", "绿化面积", "1000-1200平方米", "900平方米"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "85%"),
        ("产出指标", "数量指标", "检查次数", "12次", "30次"),
        ("产出指标", "数量指标", "走访户数", "≥50户；≥3次", "50户；2次"),
        ("产出指标", "数量指标", "宣传次数", "约20次", None),
        ("效益指标", "经济效益指标", "增收", "较上年增长3%", "持平"),
    )
    return tuple(
        row(
            target,
            actual,
            category=category,
            subcategory=subcategory,
            name=name,
            weight=weights[number % len(weights)],
            score=weights[number % len(weights)] if scores else None,
        )
        for number, (category, subcategory, name, target, actual) in enumerate(kinds)
    )


def _money(adjusted: str | None, spent: str | None, **more: Any) -> Funds:
    return Funds(
        total=Amounts(initial="50万元", adjusted=adjusted, spent=spent, **more)
    )


def documents() -> Iterator[tuple[str, Document]]:
    """Yield made-up projects, and those that are published."""
    projects = (
        Project(
            name="全有分值",
            agency="甲局",
            indicators=_rows("10", "5", "7.5"),
            funds=_money("50万元", "40万元", weight=Decimal(10), score=Decimal(8)),
        ),
        Project(
            name="填了得分",
            agency="甲局",
            indicators=_rows("8", "12", scores=True),
            funds=_money("50万元", "50万元", rate="95%", score=Decimal(10)),
        ),
        Project(name="没有分值", agency="乙局", indicators=_rows(None)),
        Project(name="有的没有", agency="乙局", indicators=_rows("10", None)),
        Project(
            name="没有成本和满意度",
            agency="乙局",
            indicators=tuple(
                each
                for each in _rows(None)
                if each.category in {"产出指标", "效益指标"}
            ),
            funds=_money("50万元", "60万元"),
        ),
        Project(
            name="只有年初数",
            agency="丙局",
            indicators=_rows("0", "20"),
            funds=_money(None, "10万元"),
        ),
        Project(name="没有指标", agency="丙局", funds=_money("0", "0")),
        Project(
            name="名次和比",
            agency="丁局",
            indicators=tuple(
                row(target, actual, name=target, weight="10")
                for target, actual in (
                    *(("前3名", "第4名"), ("前3名", "第2名"), ("1:2", "1:3")),
                    *(("师生比不低于1:20", "1:19"), ("不低于上年", "110人")),
                    *(("12月底前", None), ("12月底前", "12月20日"), ("是", "否")),
                    *(("6月底前", None), ("≤30天", "40天"), ("全覆盖", "99%")),
                    *(("12月底前", "次年1月"), ("0次", "1次"), ("≥3.5分", "0分")),
                )
            ),
            funds=_money("50万元", "25万元", rate="50.0%"),
        ),
    )
    yield "made", Document(title="自评表", fiscal_year=2022, projects=projects)
    yield "money", Document(fiscal_year=2022, projects=tuple(_spending()))
    no_year = tuple(attrs.evolve(each, code="1") for each in projects[-1:])
    yield "no-year", Document(projects=no_year)
    for path in sorted((HERE / "worked" / "published").glob("*.json")):
        yield path.stem, read_bytes(path.read_bytes(), path=path.name)


def _spending() -> Iterator[Project]:
    """Make projects that spend in every way."""
    for adjusted, spent in (
        *(("50万元", "600万元"), ("50万元", "40"), ("50", "40"), ("50", "40万元")),
        *(("50万元", "400000元"), ("500000元", "0.4万元"), ("50万元", "-1万元")),
        *(
            ("50万元", "0"),
            ("0万元", "1万元"),
            ("50万元", "50万元"),
            ("3万元", "1万元"),
        ),
        *(("50万元", "50.0001万元"), ("50万元", "100万元"), ("50万元", "101万元")),
        *(
            ("50万元", "5000元"),
            ("50万元", "40人"),
            ("约50万元", "40万元"),
            (None, None),
        ),
        *(("50万元", "0.4万元"), ("50万元", "0.6万元"), ("500万元", "600000元")),
    ):
        yield Project(
            name=f"{adjusted}中花了{spent}",
            indicators=(row("≥5次", "5次", weight="90"),),
            funds=_money(adjusted, spent, weight=Decimal(10), score=Decimal(9)),
        )


def pieces() -> Iterator[tuple[str, str]]:
    """Yield each document with each profile."""
    for name, _ in documents():
        profiles = shipped() if name == "made" else ("linear", "mof2020")
        yield from ((name, each) for each in profiles)


def evaluated(name: str, profile: str) -> Iterator[str]:
    """Evaluate one document by a profile, and write down what comes of it."""
    document = dict(documents())[name]
    middle = name in {"made", "no-year"} and profile in {"mof2020", "sichuan"}
    for until in MIDDLE if middle else MIDDLE[:1]:
        yield f"# {profile} {until or ''}".rstrip()
        yield from _lines(check(document, profile=profile, as_of=until))
    before = attrs.evolve(document, fiscal_year=2021)
    if name == "made":
        yield "# with the year before"
        yield from _lines(check(document, profile=profile, prior=before))


def _lines(evaluation: Evaluation) -> Iterator[str]:
    tree = evaluation.to_dict()
    yield _line(tree["summary"])
    for project in tree["projects"]:
        rows = project.pop("indicators")
        yield _line(project)
        yield from map(_line, rows)
    yield from (f"? {_line(each)}" for each in tree["diagnostics"])
    if evaluation.as_of is not None:
        return
    reviewed = review(evaluation)
    yield from (f"review {_line(each)}" for each in reviewed.to_dicts())
    for each in differences(reviewed):
        yield f"difference {each.title.en} {each.expected} {each.formula.en}"
    for unit in by_department([evaluation]):
        yield f"unit {_line(unit.to_dict())}"
    yield from (f"trend {_line(each.to_dict())}" for each in trends([evaluation]))
    for project in fill_form(evaluation).projects:
        scores = [
            (each.name, str(each.weight), str(each.score))
            for each in project.indicators
        ]
        yield f"form {project.name} {scores}"
        if project.funds is not None:
            yield f"form {_line(project.funds.total.to_dict())}"


_ELSEWHERE = {"category", "subcategory", "target", "actual", "assumptions", "deviation"}
"""What a verdict says; ``tests/judging/verdicts`` hold that."""


def _line(tree: dict[str, Any]) -> str:
    """Write what is known on one line."""
    known = {
        key: value
        for key, value in tree.items()
        if value not in (None, [], "", False) and key not in _ELSEWHERE
    }
    return json.dumps(known, ensure_ascii=False)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each, by in pieces():
        text = "".join(f"{line}\n" for line in evaluated(each, by))
        (FOLDER / f"{each}-{by}.txt").write_text(text, encoding="utf-8")

"""What a check of a whole document gives: every row with its verdict, in order."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from perftargets._values import Language, Value, flat, rows_table
from perftargets.findings import Finding, Message
from perftargets.judging.figures import amount_text, decimal_text, percent
from perftargets.judging.verdict import Judgement, Verdict
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Document, Project
from perftargets.profile import Profile
from perftargets.scoring.grade import Score
from perftargets.scoring.monitoring import Progress, RowProgress
from perftargets.scoring.points import Points

_SUMS = {
    "project": Message(zh="项目", en="project"),
    "total": Message(zh="总分", en="total"),
    "grade": Message(zh="等级", en="grade"),
    "complete": Message(zh="总分完整", en="complete"),
}
_TITLES = {
    "project": Message(zh="项目", en="project"),
    "indicator": Message(zh="指标", en="indicator"),
    "target": Message(zh="目标值", en="target"),
    "actual": Message(zh="实际完成值", en="actual"),
    "verdict": Message(zh="结论", en="verdict"),
    "completion": Message(zh="完成率", en="completion"),
    "points": Message(zh="得分", en="points"),
    "of": Message(zh="分值", en="of"),
    "reason": Message(zh="理由", en="reason"),
}


@attrs.frozen(kw_only=True, repr=False)
class IndicatorEvaluation(Value):
    """One indicator, the actual that was held against it, and the verdict.

    Attributes:
        indicator: the row of the document.
        actual: the actual used, from the document or from a file of actuals; None
            where none was reported.
        judgement: the verdict and the reasons for it.
        points: the points that the row gets.
        progress: how far it is in the middle of the year, where that was asked for.
    """

    indicator: Indicator
    actual: Actual | None
    judgement: Judgement
    points: Points
    progress: RowProgress | None = None

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return what was promised and reported, the verdict, the points."""
        row = self.indicator
        return {
            "number": row.number,
            "category": row.category,
            "subcategory": row.subcategory,
            "name": row.name,
            "target": row.target.text,
            "actual": flat(self.actual, language),
            **self.judgement.to_dict(language),
            **self.points.to_dict(language),
            "score": decimal_text(row.score),
            "progress": flat(self.progress, language),
        }


@attrs.frozen(kw_only=True, repr=False)
class ProjectEvaluation(Value):
    """One project and its rows, in the order of the document.

    Attributes:
        project: the project as the document has it.
        indicators: its rows, each with a verdict and points.
        score: total, grade and execution of the budget.
        progress: its light and its money in the middle of the year, where asked for.
    """

    project: Project
    indicators: tuple[IndicatorEvaluation, ...] = ()
    score: Score
    progress: Progress | None = None

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the project's names, what it got, how far it is, and its rows."""
        return outline(self, language) | {"indicators": flat(self.indicators, language)}

    def _outline(self, language: Language) -> dict[str, Any]:
        progress = None
        if self.progress is not None:
            behind = [each.progress.behind for each in self.indicators if each.progress]
            tree = self.progress.to_dict(language)
            reason = tree.pop("reason")
            progress = {**tree, "behind": sum(behind), "reason": reason}
        return {
            "name": self.name,
            "code": self.project.code,
            "agency": self.project.agency,
            "department": self.project.department,
            **self.score.to_dict(language),
            "progress": progress,
            "indicators": [],
        }

    @property
    def name(self) -> str:
        """The project's name as written."""
        return self.project.name


@attrs.frozen(kw_only=True, repr=False)
class Evaluation(Value):
    """A document checked against what was reported.

    Attributes:
        document: the document that was checked.
        projects: its projects with a verdict for each row, in the document's order.
        diagnostics: what the readers noticed, then what matching noticed.
        actuals: the path of the file of actuals, where one was given.
        unused: rows of the file of actuals that are used nowhere, each with its place
            and the reason; they are among ``diagnostics`` too.
        tolerance: how far from a figure with 约 an actual might lie.
        strict_equal: whether a figure with = was missed from above too.
        profile: the settings that points, grades and lights rest on.
        as_of: the day of monitoring, where the middle of a year was asked for.
    """

    document: Document
    projects: tuple[ProjectEvaluation, ...] = ()
    diagnostics: tuple[Finding, ...] = attrs.field(default=(), eq=False)
    actuals: str | None = attrs.field(default=None, eq=False)
    unused: tuple[Finding, ...] = attrs.field(default=(), eq=False)
    tolerance: Decimal
    strict_equal: bool
    profile: Profile
    as_of: date | None = None

    def rows(self) -> Iterator[tuple[ProjectEvaluation, IndicatorEvaluation]]:
        """Yield every row with its project, in the document's order."""
        for project in self.projects:
            for row in project.indicators:
                yield project, row

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the evaluation as what JSON can hold; figures are decimal strings."""
        return outline(self, language) | {"projects": flat(self.projects, language)}

    def _outline(self, language: Language) -> dict[str, Any]:
        counts = self.counts()
        return {
            "title": self.document.title,
            "fiscal_year": self.document.fiscal_year,
            "profile": {
                "name": self.profile.name,
                "version": self.profile.version,
                "title": self.profile.title,
            },
            "as_of": flat(self.as_of, language),
            "summary": {
                "indicators": sum(counts.values()),
                **{str(key): count for key, count in counts.items()},
            },
            "projects": [],
            "diagnostics": [notice_tree(each, language) for each in self.diagnostics],
            "unused": [notice_tree(each, language) for each in self.unused],
        }

    def to_dicts(self, language: Language = "en") -> list[dict[str, Any]]:
        """Return every row as what JSON can hold, with the name of its project."""
        return [
            {"project": project.name, "agency": project.project.agency}
            | row.to_dict(language)
            for project, row in self.rows()
        ]

    def _repr_html_(self) -> str:
        """Return the rows as a table for a notebook; ``table_html`` has English too."""
        return self.table_html()

    def table_html(self, language: Language = "zh") -> str:
        """Return the rows and the totals as tables of HTML in one language."""
        rows = [
            {"project": project.name}
            | row.to_dict(language)
            | {
                "indicator": row.indicator.name,
                "verdict": row.judgement.verdict.words.text(language),
                "of": amount_text(row.points.weight),
                "completion": None
                if row.judgement.completion is None
                else percent(row.judgement.completion),
            }
            for project, row in self.rows()
        ]
        yes, no = ("是", "否") if language == "zh" else ("yes", "no")
        sums = [
            each.score.to_dict(language)
            | {"project": each.name, "complete": yes if each.score.complete else no}
            for each in self.projects
        ]
        return "".join(
            rows_table(
                [
                    {title.text(language): row.get(key) for key, title in each.items()}
                    for row in table
                ],
                [title.text(language) for title in each.values()],
            )
            for table, each in ((rows, _TITLES), (sums, _SUMS))
        )

    def counts(self) -> dict[Verdict, int]:
        """Count the rows of each verdict, in the order of ``Verdict``."""
        found = Counter(row.judgement.verdict for _, row in self.rows())
        return {verdict: found[verdict] for verdict in Verdict}


def outline(
    value: Evaluation | ProjectEvaluation, language: Language
) -> dict[str, Any]:
    """Return what ``to_dict`` gives, with an empty list for the projects or rows."""
    return value._outline(language)  # noqa: SLF001 - its own module


def notice_tree(finding: Finding, language: Language) -> dict[str, Any]:
    """Return what was noticed in the form that evaluations have."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "message": finding.message.text(language),
        "project": finding.project,
        "indicator": finding.indicator,
        "place": None if finding.place is None else str(finding.place),
        "pointer": finding.pointer,
    }

"""What a check of a whole document gives: every row with its verdict, in order."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice

import attrs

from perftargets._html import escaped
from perftargets.findings import Finding, Language, Message
from perftargets.judging.figures import amount, percent
from perftargets.judging.verdict import Judgement, Verdict
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Document, Project
from perftargets.profile import Profile
from perftargets.scoring.flattening import row_dict
from perftargets.scoring.grade import Score
from perftargets.scoring.monitoring import Progress, RowProgress
from perftargets.scoring.points import Points

_SHOWN = 200
"""How many rows a notebook shows."""

_SUMS = (
    Message(zh="项目", en="project"),
    Message(zh="总分", en="total"),
    Message(zh="等级", en="grade"),
    Message(zh="总分完整", en="complete"),
)
_TITLES = (
    Message(zh="项目", en="project"),
    Message(zh="指标", en="indicator"),
    Message(zh="目标值", en="target"),
    Message(zh="实际完成值", en="actual"),
    Message(zh="结论", en="verdict"),
    Message(zh="完成率", en="completion"),
    Message(zh="得分", en="points"),
    Message(zh="分值", en="of"),
    Message(zh="理由", en="reason"),
)


def _line(tag: str, cells: tuple[str, ...]) -> str:
    style = ' style="text-align:left"'
    inner = "".join(f"<{tag}{style}>{escaped(cell)}</{tag}>" for cell in cells)
    return f"<tr>{inner}</tr>"


@attrs.frozen(kw_only=True)
class IndicatorEvaluation:
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

    def to_dict(self, language: Language = "en") -> dict[str, object]:
        """Return the row as what JSON can hold; figures are decimal strings."""
        return row_dict(self, language)


@attrs.frozen(kw_only=True)
class ProjectEvaluation:
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

    @property
    def name(self) -> str:
        """The project's name as written."""
        return self.project.name


@attrs.frozen(kw_only=True)
class Evaluation:
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

    def to_dicts(self, language: Language = "en") -> list[dict[str, object]]:
        """Return every row as what JSON can hold, with the name of its project."""
        return [
            {"project": project.name, "agency": project.project.agency}
            | row.to_dict(language)
            for project, row in self.rows()
        ]

    def _repr_html_(self) -> str:
        """Show the rows in a notebook, in Chinese; ``table_html`` has both."""
        return self.table_html()

    def table_html(self, language: Language = "zh") -> str:
        """Return the first rows and the totals as tables of HTML in one language."""
        lines = [_line("th", tuple(title.text(language) for title in _TITLES))]
        shown = list(islice(self.rows(), _SHOWN))
        for project, row in shown:
            judgement, points = row.judgement, row.points
            completion = judgement.completion
            got = "" if points.points is None else format(points.points, "f")
            cells = (
                project.name,
                row.indicator.name,
                row.indicator.target.text,
                "" if row.actual is None else row.actual.text,
                judgement.verdict.words.text(language),
                "" if completion is None else percent(completion),
                got,
                "" if points.weight is None else amount(points.weight),
                judgement.reason.text(language),
            )
            lines.append(_line("td", cells))
        rest = sum(self.counts().values()) - len(shown)
        more = f"<p>… {rest}</p>" if rest else ""
        return f"<table>{''.join(lines)}</table>{more}{self._totals(language)}"

    def _totals(self, language: Language) -> str:
        lines = [_line("th", tuple(title.text(language) for title in _SUMS))]
        yes, no = ("是", "否") if language == "zh" else ("yes", "no")
        for project in self.projects[:_SHOWN]:
            score = project.score
            total = "" if score.total is None else format(score.total, "f")
            complete = yes if score.complete else no
            lines.append(
                _line("td", (project.name, total, score.grade or "", complete))
            )
        rest = len(self.projects) - _SHOWN
        more = f"<p>… {rest}</p>" if rest > 0 else ""
        return f"<table>{''.join(lines)}</table>{more}"

    def counts(self) -> dict[Verdict, int]:
        """Count the rows of each verdict, in the order of ``Verdict``."""
        found = Counter(row.judgement.verdict for _, row in self.rows())
        return {verdict: found[verdict] for verdict in Verdict}

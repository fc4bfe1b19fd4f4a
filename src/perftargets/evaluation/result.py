"""What a check of a whole document gives: every row with its verdict, in order."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import attrs

from perftargets.diagnostics import Finding
from perftargets.evaluation.grade import Score
from perftargets.evaluation.monitoring import Progress, RowProgress
from perftargets.evaluation.points import Points
from perftargets.evaluation.verdict import Judgement, Verdict
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Document, Project
from perftargets.profile import Profile


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
        tolerance: how far from a figure with 约 an actual might lie.
        strict_equal: whether a figure with = was missed from above too.
        profile: the settings that points, grades and lights rest on.
        as_of: the day of monitoring, where the middle of a year was asked for.
    """

    document: Document
    projects: tuple[ProjectEvaluation, ...] = ()
    diagnostics: tuple[Finding, ...] = attrs.field(default=(), eq=False)
    tolerance: Decimal
    strict_equal: bool
    profile: Profile
    as_of: date | None = None

    def rows(self) -> Iterator[tuple[ProjectEvaluation, IndicatorEvaluation]]:
        """Go through every row with its project, in the document's order."""
        for project in self.projects:
            for row in project.indicators:
                yield project, row

    def counts(self) -> dict[Verdict, int]:
        """Count the rows of each verdict, in the order of ``Verdict``."""
        found = Counter(row.judgement.verdict for _, row in self.rows())
        return {verdict: found[verdict] for verdict in Verdict}

"""What a check of a whole document gives: every row with its verdict, in order."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import attrs

from perftargets.diagnostics import Finding
from perftargets.evaluation.verdict import Judgement, Verdict
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Document, Project


@attrs.frozen(kw_only=True)
class IndicatorEvaluation:
    """One indicator, the actual that was held against it, and the verdict.

    Attributes:
        indicator: the row of the document.
        actual: the actual used, from the document or from a file of actuals; None
            where none was reported.
        judgement: the verdict and the reasons for it.
    """

    indicator: Indicator
    actual: Actual | None
    judgement: Judgement


@attrs.frozen(kw_only=True)
class ProjectEvaluation:
    """One project and its rows, in the order of the document."""

    project: Project
    indicators: tuple[IndicatorEvaluation, ...] = ()

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
    """

    document: Document
    projects: tuple[ProjectEvaluation, ...] = ()
    diagnostics: tuple[Finding, ...] = attrs.field(default=(), eq=False)
    tolerance: Decimal
    strict_equal: bool

    def rows(self) -> Iterator[tuple[ProjectEvaluation, IndicatorEvaluation]]:
        """Go through every row with its project, in the document's order."""
        for project in self.projects:
            for row in project.indicators:
                yield project, row

    def counts(self) -> dict[Verdict, int]:
        """Count the rows of each verdict, in the order of ``Verdict``."""
        found = Counter(row.judgement.verdict for _, row in self.rows())
        return {verdict: found[verdict] for verdict in Verdict}

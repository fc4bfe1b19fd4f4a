"""Whether a document's promises were kept: ``check(document, actuals)``."""

from decimal import Decimal

from perftargets.diagnostics import Message
from perftargets.errors import UsageError
from perftargets.evaluation.circumstances import Circumstances
from perftargets.evaluation.judging import judge
from perftargets.evaluation.matching import match
from perftargets.evaluation.result import (
    Evaluation,
    IndicatorEvaluation,
    ProjectEvaluation,
)
from perftargets.evaluation.verdict import Judgement, undetermined
from perftargets.model.actuals import Actuals
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Document, Project
from perftargets.units import UnitTable, default_units

__all__ = ["Evaluation", "IndicatorEvaluation", "ProjectEvaluation", "check"]


def check(
    document: Document,
    actuals: Actuals | None = None,
    *,
    tolerance: Decimal = Decimal("0.1"),
    strict_equal: bool = False,
    units: UnitTable | None = None,
) -> Evaluation:
    """Hold what was reported against every target of a document.

    Actuals stand in the document itself, in a file of their own, or both; the file wins
    where both speak. ``tolerance`` is how far from a figure with 约 an actual may lie,
    as a share of it; ``strict_equal`` makes a figure with = missed from above too.

    Raises:
        UsageError: the tolerance is negative or no finite number.
    """
    if not tolerance.is_finite() or tolerance < 0:
        raise UsageError(
            zh=f"容差“{tolerance}”不可用，应为不小于0的数，如0.1",
            en=f"“{tolerance}” is no tolerance; give a number from 0 up, such as 0.1",
        )
    table = default_units() if units is None else units
    matched = match(document, actuals)

    def row(
        project: Project, indicator: Indicator, reports: tuple[Actual, ...]
    ) -> IndicatorEvaluation:
        about = Circumstances(
            name=indicator.name,
            category=indicator.category,
            subcategory=indicator.subcategory,
            direction=indicator.direction,
            unit=indicator.unit,
            fiscal_year=document.fiscal_year,
            funds=project.funds,
            tolerance=tolerance,
            strict_equal=strict_equal,
            units=table,
        )
        return IndicatorEvaluation(
            indicator=indicator,
            actual=reports[0] if reports else None,
            judgement=_judged(indicator, reports, about),
        )

    projects = tuple(
        ProjectEvaluation(
            project=project,
            indicators=tuple(
                row(project, indicator, matched.actuals.get((number, index), ()))
                for index, indicator in enumerate(project.indicators)
            ),
        )
        for number, project in enumerate(document.projects)
    )
    noticed = actuals.diagnostics if actuals is not None else ()
    return Evaluation(
        document=document,
        projects=projects,
        diagnostics=(*document.diagnostics, *noticed, *matched.diagnostics),
        tolerance=tolerance,
        strict_equal=strict_equal,
    )


def _judged(
    indicator: Indicator, reports: tuple[Actual, ...], about: Circumstances
) -> Judgement:
    if len(reports) > 1:
        texts = "、".join(f"“{report.text}”" for report in reports)
        return undetermined(
            Message(
                zh=f"填报了不同的实际完成值：{texts}",
                en=f"different actuals are reported: {texts}",
            )
        )
    return judge(indicator.target, reports[0].text if reports else None, about)

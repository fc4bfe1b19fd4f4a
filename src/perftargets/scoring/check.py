"""Whether a document's promises were kept: ``check(document, actuals)``."""

from datetime import date
from decimal import Decimal

import attrs

from perftargets.errors import UsageError
from perftargets.findings import Finding, Message, codes
from perftargets.judging.context import Circumstances
from perftargets.judging.judge import judge
from perftargets.judging.verdict import Judgement, undetermined
from perftargets.model.actuals import Actuals
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.phrase.target import Target
from perftargets.profile import DEFAULT, Profile, load_profile, shipped
from perftargets.scoring.execution import Execution, execution, scored
from perftargets.scoring.grade import add_up
from perftargets.scoring.matching import Matched, match
from perftargets.scoring.monitoring import project_progress, row_progress
from perftargets.scoring.points import score
from perftargets.scoring.result import (
    Evaluation,
    IndicatorEvaluation,
    ProjectEvaluation,
)
from perftargets.scoring.weights import Weight, weigh
from perftargets.units import UnitTable, default_units

__all__ = ["Evaluation", "IndicatorEvaluation", "ProjectEvaluation", "check"]


def check(  # noqa: PLR0913 - one keyword for each setting
    document: Document,
    actuals: Actuals | None = None,
    *,
    profile: Profile | str | None = None,
    prior: Document | None = None,
    as_of: date | None = None,
    tolerance: Decimal | None = None,
    strict_equal: bool | None = None,
    units: UnitTable | None = None,
) -> Evaluation:
    """Hold what was reported against every target of a document, and give the points.

    Actuals stand in the document itself, in a file of their own, or both; the file wins
    where both speak.

    Args:
        document: the targets.
        actuals: what was reported apart from it.
        profile: the settings of points and grades: a profile, the name of one that is
            shipped, or the path of a file. Without it the one that the document names,
            else ``mof2020``.
        prior: the same table of the year before, with its actuals: the levels that
            changes start from. One of another year is a finding, and nothing starts
            from it.
        as_of: a day in the middle of the year; with it each row and project gets a
            light and what is expected so far.
        tolerance: how far from a figure with 约 an actual may lie, as a share of it,
            in place of the profile's.
        strict_equal: whether a figure with = is missed from above too, in place of
            the profile's.
        units: the table to convert by.

    Raises:
        UsageError: the tolerance is negative or no finite number; no profile has the
            name given.
        OSError: the file of the profile cannot be opened.
        DataError: the file of the profile is none.
    """
    if tolerance is not None and (not tolerance.is_finite() or tolerance < 0):
        raise UsageError(
            zh=f"容差“{tolerance}”不可用，应为不小于0的数，如0.1",
            en=f"“{tolerance}” is no tolerance; give a number from 0 up, such as 0.1",
        )
    settings, findings = _profile(profile, document)
    mistaken = _of_another_year(document, prior)
    run = _Run(
        document=document,
        matched=match(document, actuals),
        profile=settings,
        # A setting that the caller gave is not the profile's.
        named=settings.name if tolerance is None and strict_equal is None else None,
        before=_baselines(None if mistaken else prior),
        as_of=as_of,
        tolerance=settings.verdict.tolerance if tolerance is None else tolerance,
        strict_equal=settings.verdict.equal == "strict"
        if strict_equal is None
        else strict_equal,
        units=default_units() if units is None else units,
    )
    noticed = actuals.diagnostics if actuals is not None else ()
    return Evaluation(
        document=document,
        projects=tuple(
            run.project(number, project)
            for number, project in enumerate(document.projects)
        ),
        diagnostics=(
            *document.diagnostics,
            *noticed,
            *run.matched.diagnostics,
            *findings,
            *mistaken,
        ),
        tolerance=run.tolerance,
        strict_equal=run.strict_equal,
        profile=settings,
        as_of=as_of,
    )


@attrs.frozen(kw_only=True)
class _Run:
    """What one check holds every row against."""

    document: Document
    matched: Matched
    profile: Profile
    named: str | None
    before: dict[tuple[str, str], Target | None]
    as_of: date | None
    tolerance: Decimal
    strict_equal: bool
    units: UnitTable

    def project(self, number: int, project: Project) -> ProjectEvaluation:
        """Check one project, the ``number``-th of the document."""
        money = execution(project.funds, self.units)
        weighing = weigh(project, self.profile, executed=money.rate is not None)
        rows = tuple(
            self._row(
                project,
                indicator,
                self.matched.actuals.get((number, index), ()),
                weighing.rows[index],
            )
            for index, indicator in enumerate(project.indicators)
        )
        money = scored(money, weighing.execution, self.profile)
        points = tuple(row.points for row in rows)
        result = ProjectEvaluation(
            project=project,
            indicators=rows,
            score=add_up(weighing, points, money, self.profile),
        )
        return self._in_time(result, money)

    def _row(
        self,
        project: Project,
        indicator: Indicator,
        reports: tuple[Actual, ...],
        weight: Weight,
    ) -> IndicatorEvaluation:
        about = Circumstances(
            name=indicator.name,
            category=indicator.category,
            subcategory=indicator.subcategory,
            direction=indicator.direction,
            unit=indicator.unit,
            fiscal_year=self.document.fiscal_year,
            baseline=self.before.get(_key(project.name, indicator.name)),
            funds=project.funds,
            tolerance=self.tolerance,
            strict_equal=self.strict_equal,
            profile=self.named,
            units=self.units,
        )
        judgement = _judged(indicator, reports, about)
        return IndicatorEvaluation(
            indicator=indicator,
            actual=reports[0] if reports else None,
            judgement=judgement,
            points=score(indicator, judgement, weight, self.profile),
        )

    def _in_time(
        self, result: ProjectEvaluation, money: Execution
    ) -> ProjectEvaluation:
        """Add how far each row is, where the middle of the year was asked for."""
        if self.as_of is None:
            return result
        year = self.document.fiscal_year
        rows = tuple(
            attrs.evolve(
                row,
                progress=row_progress(
                    row.indicator,
                    row.judgement,
                    as_of=self.as_of,
                    fiscal_year=year,
                    profile=self.profile,
                    units=self.units,
                ),
            )
            for row in result.indicators
        )
        progress = project_progress(
            tuple(row.progress for row in rows if row.progress is not None),
            money,
            as_of=self.as_of,
            fiscal_year=year,
        )
        return attrs.evolve(result, indicators=rows, progress=progress)


def _profile(
    wanted: Profile | str | None, document: Document
) -> tuple[Profile, tuple[Finding, ...]]:
    """Choose the profile: the caller's, the document's where it is shipped, the usual.

    A document comes from outside, so a name in it never opens a file.
    """
    if isinstance(wanted, Profile):
        return wanted, ()
    if wanted is not None:
        return load_profile(wanted), ()
    named = document.profile
    if named is None or named in shipped():
        return load_profile(named or DEFAULT), ()
    known = "、".join(shipped())
    finding = codes.UNPLACED_TEXT.finding(
        zh=f"文件指定的方案“{named}”不是自带方案（{known}），改用{DEFAULT}",
        en=f"the document asks for profile “{named}”, which is none of "
        f"{', '.join(shipped())}; {DEFAULT} is used",
    )
    return load_profile(DEFAULT), (finding,)


def _of_another_year(document: Document, prior: Document | None) -> tuple[Finding, ...]:
    """Tell a table before this one that is not of the year before."""
    if prior is None or prior.fiscal_year is None or document.fiscal_year is None:
        return ()
    wanted = document.fiscal_year - 1
    if prior.fiscal_year == wanted:
        return ()
    finding = codes.UNPLACED_TEXT.finding(
        zh=f"上年的表是{prior.fiscal_year}年，不是{wanted}年，没有用作变化的基数",
        en=f"the table of the year before is of {prior.fiscal_year}, not of "
        f"{wanted}; no change starts from it",
    )
    return (finding,)


def _baselines(prior: Document | None) -> dict[tuple[str, str], Target | None]:
    """Give last year's actual of each row; None where the name stands there twice."""
    found: dict[tuple[str, str], Target | None] = {}
    for project, indicator in () if prior is None else prior.rows():
        key = _key(project.name, indicator.name)
        actual = indicator.actual
        known = key not in found and actual is not None
        found[key] = parse(actual.text) if known and actual is not None else None
    return found


def _key(project: str, indicator: str) -> tuple[str, str]:
    return "".join(project.split()), "".join(indicator.split())


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

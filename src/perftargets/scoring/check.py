"""Whether a document's promises were kept: ``check(document, actuals)``."""

import os
from datetime import date
from decimal import Decimal

import attrs

from perftargets._arguments import day_of, is_path, number_of, unfit
from perftargets._progress import step
from perftargets.findings import Message
from perftargets.findings.tally import KEPT, first_of_each
from perftargets.judging.context import JudgingContext
from perftargets.judging.judge import judge
from perftargets.judging.verdict import Judgement, undetermined
from perftargets.model.actuals import Actuals
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.pointers import located
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.phrase.target import Target
from perftargets.profile import Profile
from perftargets.reading import document_of
from perftargets.reading.actuals import read_actuals
from perftargets.scoring.execution import Execution, execution, scored
from perftargets.scoring.given import DocumentSource, prior_of, profile_of
from perftargets.scoring.grade import Score, total_score
from perftargets.scoring.matching import Matched, match
from perftargets.scoring.monitoring import project_progress, row_progress
from perftargets.scoring.points import score
from perftargets.scoring.result import (
    Evaluation,
    IndicatorEvaluation,
    ProjectEvaluation,
)
from perftargets.scoring.weights import Weight, weigh
from perftargets.text import unspaced
from perftargets.units import UnitTable, default_units

__all__ = ["Evaluation", "IndicatorEvaluation", "ProjectEvaluation", "check"]


_Row = tuple[str, str, str]
"""A row by its unit, project and name."""


def check(  # noqa: PLR0913 - one keyword for each setting
    document: DocumentSource,
    actuals: Actuals | str | os.PathLike[str] | None = None,
    *,
    profile: Profile | str | os.PathLike[str] | None = None,
    prior: DocumentSource | None = None,
    as_of: date | str | None = None,
    tolerance: Decimal | str | float | None = None,
    strict_equal: bool | None = None,
    units: UnitTable | None = None,
    kept: int | None = KEPT,
) -> Evaluation:
    """Check what was reported against every target of a document, and score it.

    Actuals stand in the document itself, in a file of their own, or both; the file wins
    where both speak.

    Args:
        document: the targets: a document, or what ``read`` takes.
        actuals: what was reported apart from it: actuals, or the path of their file.
        profile: the settings of points and grades: a profile, the name of one that is
            shipped, or the path of a file. Without it the one that the document names,
            else ``mof2020``.
        prior: the same table of the year before, with its actuals, or its path: the
            levels that changes start from. One of another year is reported (REA001),
            and nothing starts from it.
        as_of: a day in the middle of the year, a date or a text 2022-07-31; with it
            each row and project gets a light and what is expected so far.
        tolerance: how far from a figure with 约 an actual may lie, as a share of it,
            in place of the profile's; a float is taken as it is printed.
        strict_equal: whether a figure with = is missed from above too, in place of
            the profile's.
        units: the table to convert by.
        kept: how many findings of one kind about the actuals are kept, and how many
            rows of them that are used nowhere; the others are counted by one more
            finding. None keeps all.

    Raises:
        UsageError: the tolerance is negative or not a finite number; the profile or
            the table of the year before cannot be used; an argument is of another kind.
        OSError: a file cannot be opened.
    """
    allowed = None if tolerance is None else _tolerance(tolerance)
    day = day_of("as_of", as_of)
    document = document_of(document)
    actuals = _actuals(actuals)
    settings, findings = profile_of(profile, document)
    before, mistaken = prior_of(prior, document)
    levels = _baselines(before)
    run = _Run(
        document=document,
        matched=match(document, actuals),
        profile=settings,
        # A setting that the caller gave is not the profile's.
        named=settings.name if allowed is None and strict_equal is None else None,
        before=levels,
        of_units=frozenset(key[1:] for key in levels if key[0]),
        as_of=day,
        tolerance=settings.verdict.tolerance if allowed is None else allowed,
        strict_equal=settings.verdict.equal == "strict"
        if strict_equal is None
        else strict_equal,
        units=default_units() if units is None else units,
    )
    noticed = actuals.diagnostics if actuals is not None else ()
    of_actuals = None if actuals is None else actuals.path
    unmatched = first_of_each(
        (each.finding() for each in run.matched.unmatched), kept, of_actuals
    )
    unread = actuals.unread if actuals is not None else ()
    return Evaluation(
        document=document,
        projects=tuple(
            run.project(number, project)
            for number, project in enumerate(document.projects)
        ),
        diagnostics=(
            *located(document, document.diagnostics),
            *noticed,
            *first_of_each(run.matched.diagnostics, kept, of_actuals),
            *unmatched,
            *findings,
            *mistaken,
        ),
        actuals=None if actuals is None else actuals.path,
        unused=(*unread, *unmatched),
        tolerance=run.tolerance,
        strict_equal=run.strict_equal,
        profile=settings,
        as_of=day,
    )


def _tolerance(given: Decimal | str | float) -> Decimal:
    tolerance = number_of("tolerance", given)
    if tolerance < 0:
        raise unfit(given, "tolerance", zh="不小于 0 的数，如 0.1", en="at least 0")
    return tolerance


def _actuals(given: Actuals | str | os.PathLike[str] | None) -> Actuals | None:
    if given is None or isinstance(given, Actuals):
        return given
    if is_path(given):
        return read_actuals(given)
    raise unfit(
        given,
        "actuals",
        zh="Actuals 或其文件的路径",
        en="Actuals, or the path of their file",
    )


@attrs.frozen(kw_only=True)
class _Run:
    """What one check holds every row against."""

    document: Document
    matched: Matched
    profile: Profile
    named: str | None
    before: dict[_Row, Target | None]
    of_units: frozenset[tuple[str, str]]
    as_of: date | None
    tolerance: Decimal
    strict_equal: bool
    units: UnitTable

    def project(self, number: int, project: Project) -> ProjectEvaluation:
        """Check one project, the ``number``-th of the document."""
        step("judging", number, len(self.document.projects))
        money = execution(project.funds, self.units)
        weighing = weigh(project, self.profile, executed=money.rate is not None)
        rows = tuple(
            self._row(
                project,
                indicator,
                self.matched.reports((number, index), indicator),
                weighing.rows[index],
            )
            for index, indicator in enumerate(project.indicators)
        )
        money = scored(money, weighing.execution, self.profile)
        points = tuple(row.points for row in rows)
        result = ProjectEvaluation(
            project=project,
            indicators=rows,
            score=total_score(weighing, points, money, self.profile),
        )
        return self._in_time(result, money)

    def _row(
        self,
        project: Project,
        indicator: Indicator,
        reports: tuple[Actual, ...],
        weight: Weight,
    ) -> IndicatorEvaluation:
        context = JudgingContext(
            name=indicator.name,
            category=indicator.category,
            subcategory=indicator.subcategory,
            direction=indicator.direction,
            unit=indicator.unit,
            fiscal_year=self.document.fiscal_year,
            baseline=self._before(project, indicator),
            funds=project.funds,
            tolerance=self.tolerance,
            strict_equal=self.strict_equal,
            profile=self.named,
            units=self.units,
        )
        judgement = _judged(indicator, reports, context)
        return IndicatorEvaluation(
            indicator=indicator,
            actual=reports[0] if reports else None,
            judgement=judgement,
            points=score(indicator, judgement, weight, self.profile),
        )

    def _before(self, project: Project, indicator: Indicator) -> Target | None:
        """Return last year's actual of the same row of the same unit."""
        if not self.before:
            return None
        own = _key(project.agency, project.name, indicator.name)
        anywhere = ("", *own[1:])
        if own in self.before:
            return self.before[own]
        # The year before names no unit, or this year does not.
        # Each stands there under no unit too; that of a unit alone is another count.
        named = own[1:] in self.of_units
        return None if own[0] and named else self.before.get(anywhere)

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
        return attrs.evolve(
            result,
            indicators=rows,
            progress=progress,
            score=_so_far(result.score, self.as_of, year),
        )


def _so_far(score: Score, as_of: date, year: int | None) -> Score:
    """Take total and grade off a score before the year has ended."""
    end = date(as_of.year if year is None else year, 12, 31)
    if as_of >= end:
        return score
    note = Message(
        zh="年度尚未结束，不计总分、不评等级",
        en="the year has not ended: no total and no grade are given",
    )
    return attrs.evolve(
        score,
        total=None,
        complete=False,
        grade=None,
        withheld=note,
        notes=(*score.notes, note),
    )


def _baselines(prior: Document | None) -> dict[_Row, Target | None]:
    """Return last year's actual of each row; None where the row stands there twice.

    Each stands under its unit, and under no unit, for a table that names none.
    """
    found: dict[_Row, Target | None] = {}
    for project, indicator in () if prior is None else prior.rows():
        own = _key(project.agency, project.name, indicator.name)
        for key in dict.fromkeys((own, ("", *own[1:]))):
            actual = indicator.actual
            known = key not in found and actual is not None
            found[key] = parse(actual.text) if known and actual is not None else None
    return found


def _key(agency: str | None, project: str, indicator: str) -> _Row:
    bare = [unspaced(each) for each in (agency or "", project, indicator)]
    return bare[0], bare[1], bare[2]


def _judged(
    indicator: Indicator, reports: tuple[Actual, ...], context: JudgingContext
) -> Judgement:
    if len(reports) > 1:
        texts = "、".join(f"“{report.text}”" for report in reports)
        return undetermined(
            Message(
                zh=f"填报了不同的实际完成值：{texts}",
                en=f"different actuals are reported: {texts}",
            )
        )
    return judge(indicator.target, reports[0].text if reports else None, context)

"""Evaluations as one CSV table, a row for each indicator, for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from perftargets._convert import plain
from perftargets._escaping import csv_cell
from perftargets.findings import Finding, Language, Message
from perftargets.judging.figures import rounded
from perftargets.reporting.totals import Totals
from perftargets.reporting.wording import (
    LIGHTS,
    NOT_USED,
    VERDICTS,
    text_of,
    unused_line,
)
from perftargets.reporting.writer import BaseWriter
from perftargets.scoring.result import Evaluation, ProjectEvaluation
from perftargets.scoring.review import ReviewOutcome, RowReview, review_projects

_MARK = "\ufeff"

TITLES = (
    Message(zh="主管部门", en="department"),
    Message(zh="预算单位", en="agency"),
    Message(zh="项目名称", en="project"),
    Message(zh="序号", en="number"),
    Message(zh="一级指标", en="category"),
    Message(zh="二级指标", en="subcategory"),
    Message(zh="三级指标", en="name"),
    Message(zh="年度指标值", en="target"),
    Message(zh="实际完成值", en="actual"),
    Message(zh="结论", en="verdict"),
    Message(zh="完成率", en="completion"),
    Message(zh="偏差率", en="deviation"),
    Message(zh="分值", en="weight"),
    Message(zh="得分", en="points"),
    Message(zh="填报得分", en="score"),
    Message(zh="得分相符", en="score_follows"),
    Message(zh="监控", en="light"),
    Message(zh="至今应有", en="expected"),
    Message(zh="距目标还差", en="missing"),
    Message(zh="监控单位", en="unit"),
    Message(zh="结论理由", en="reason"),
    Message(zh="计分说明", en="points_reason"),
    Message(zh="判断依据", en="assumptions"),
    Message(zh="项目总分", en="total"),
    Message(zh="总分完整", en="complete"),
    Message(zh="等级", en="grade"),
    Message(zh="方案", en="profile"),
)
"""The titles of the columns."""


_ROWS = 500
"""So many rows are written at once."""

ENDINGS = (".csv",)
"""The endings of files that mean this form."""


class Writer(BaseWriter):
    """Writes the rows of one evaluation after the other."""

    streams = True

    def head(self, totals: Totals) -> str:  # noqa: ARG002 - the protocol passes it
        """Write the titles, in a file behind a byte order mark."""
        # Excel in China takes UTF-8 for GBK without a mark.
        mark = _MARK if self._options.to_file else ""
        titles = [title.text(self._language) for title in TITLES]
        return mark + _lines([titles])

    def pieces(self, evaluation: Evaluation) -> Iterator[str]:
        """Write the rows of an evaluation."""
        rows = (
            _cells(evaluation, found.project, each, self._language)
            for found in review_projects(evaluation)
            for each in found.rows
        )
        while some := list(islice(rows, _ROWS)):
            yield _lines(some)

    def tail(self, totals: Totals) -> str:
        """Write the rows of files of actuals that are used nowhere."""
        return _lines(_unused(each, self._language) for each in totals.unused())


def _unused(finding: Finding, language: Language) -> list[str]:
    """Return a row with what is known of it, and why it is not used."""
    cells = {
        "project": finding.project,
        "name": finding.indicator,
        "verdict": NOT_USED.text(language),
        "reason": unused_line(finding, language),
    }
    return [csv_cell(cells.get(title.en) or "") for title in TITLES]


def _lines(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _cells(
    evaluation: Evaluation,
    project: ProjectEvaluation,
    reviewed: RowReview,
    language: Language,
) -> Iterator[str]:
    row = reviewed.row
    indicator, judgement, points = row.indicator, row.judgement, row.points
    written = project.project
    for text in (
        written.department or evaluation.document.department,
        written.agency,
        written.name,
        None if indicator.number is None else str(indicator.number),
        indicator.category,
        indicator.subcategory,
        indicator.name,
        indicator.target.text,
        None if row.actual is None else row.actual.text,
    ):
        yield csv_cell(text or "")
    yield VERDICTS[judgement.verdict].text(language)
    for ratio in (judgement.completion, judgement.deviation):
        # A number is no formula, and a guard would make it text.
        yield "" if ratio is None else rounded(ratio)
    yield "" if points.weight is None else rounded(points.weight)
    yield "" if points.points is None else plain(points.points)
    yes, no = ("是", "否") if language == "zh" else ("yes", "no")
    yield "" if indicator.score is None else plain(indicator.score)
    yield {ReviewOutcome.FOLLOWS: yes, ReviewOutcome.DIFFERS: no}.get(
        reviewed.score.outcome, ""
    )
    light = None if row.progress is None else row.progress.light
    yield text_of(None if light is None else LIGHTS[light], language)
    progress = row.progress
    for figure in (
        None if progress is None else progress.expected,
        None if progress is None else progress.missing,
    ):
        yield "" if figure is None else rounded(figure)
    yield csv_cell("" if progress is None else progress.unit or "")
    stop = "；" if language == "zh" else "; "
    yield csv_cell(judgement.reason.text(language))
    yield csv_cell(points.reason.text(language))
    yield csv_cell(stop.join(note.text(language) for note in judgement.assumptions))
    score = project.score
    yield "" if score.total is None else plain(score.total)
    yield yes if score.complete else no
    yield score.grade or ""
    yield csv_cell(f"{evaluation.profile.name} {evaluation.profile.version}")

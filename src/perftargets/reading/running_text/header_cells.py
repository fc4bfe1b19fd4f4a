"""The cells before the rows: department, agency, project, goal, without separators.

A cell begins where a line begins or after a space, so a header is a run of tokens to
be divided in four. Every division is weighed and the best one taken; the columns of
all headers have to agree in their widths.
"""

from collections.abc import Sequence

import attrs

from perftargets.reading.running_text.column_widths import (
    MEASURES,
    ColumnVotes,
    Votes,
    WidthOf,
    WidthRange,
)
from perftargets.reading.running_text.flow import Flow
from perftargets.reading.running_text.header_fit import (
    KINDS,
    Division,
    Evidence,
    HeaderToken,
    Scale,
    tokens,
)
from perftargets.text import Source, Span

_SURE = 2.0
"""By how much a division must be better than the next one to be no guess."""

_ROUNDS = 4


@attrs.frozen
class Header:
    """A header divided; a cell that is not there is None.

    Attributes:
        department: 主管部门.
        agency: 预算单位.
        project: 项目名称.
        goal: 绩效目标.
        sure: whether the next best division was clearly worse.
        score: how well the best division fits; only to compare headers.
    """

    department: Source | None
    agency: Source | None
    project: Source | None
    goal: Source | None
    sure: bool
    score: float


def divide(flow: Flow, span: Span, evidence: Evidence) -> Header:
    """Divide a header into its four cells, by the best score."""
    return divide_all(flow, (span,), evidence)[0]


def divide_all(
    flow: Flow, spans: Sequence[Span], evidence: Evidence
) -> tuple[Header, ...]:
    """Divide the headers of a table, whose columns are equally wide in all of them."""
    headers = [tokens(flow, span) for span in spans]
    readings = [_reading(headers, evidence, measure) for measure in MEASURES]
    best = max(sum(_score(ranked) for ranked in each) for each in readings)
    near = [
        each
        for each in readings
        if best - sum(_score(ranked) for ranked in each) < _SURE
    ]
    near.sort(key=lambda each: -sum(_score(ranked) for ranked in each))
    return tuple(
        _header(flow, span, found, [reading[index] for reading in near])
        for index, (span, found) in enumerate(zip(spans, headers, strict=True))
    )


def _score(ranked: Sequence[Division]) -> float:
    return ranked[0].score if ranked else 0.0


def _reading(
    headers: Sequence[Sequence[HeaderToken]], evidence: Evidence, measure: WidthOf
) -> list[list[Division]]:
    """Rank the divisions of each header, by one way to measure widths.

    What the others tell about the widths of the columns depends on how they are
    divided, so it is done again until nothing changes.
    """
    scales = [Scale(found, evidence, measure) for found in headers]
    ranked = [scale.ranked(None) for scale in scales]
    if len(headers) == 1:
        return ranked
    votes = {kind: Votes() for kind in KINDS}
    counted: list[tuple[WidthRange, ...]] = [() for _ in headers]
    for _ in range(_ROUNDS):
        before = [each[0].cuts if each else None for each in ranked]
        for index, scale in enumerate(scales):
            _count(votes, counted[index], -1)
            counted[index] = (
                scale.ranges(ranked[index][0].cuts) if ranked[index] else ()
            )
            _count(votes, counted[index], 1)
        for index, scale in enumerate(scales):
            _count(votes, counted[index], -1)
            ranked[index] = scale.ranked(votes)
            _count(votes, counted[index], 1)
        if before == [each[0].cuts if each else None for each in ranked]:
            break
    return ranked


def _count(votes: ColumnVotes, ranges: Sequence[WidthRange], by: int) -> None:
    for kind, cell in zip(KINDS, ranges, strict=False):
        votes[kind].add(cell, by)


def _header(
    flow: Flow, span: Span, found: Sequence[HeaderToken], readings: list[list[Division]]
) -> Header:
    if not found:
        return Header(None, None, None, None, sure=False, score=0.0)
    ranked = readings[0]
    score, (first, second, third) = ranked[0].score, ranked[0].cuts
    clear = all(
        each[0].cuts == ranked[0].cuts
        and (len(each) == 1 or each[0].score - each[1].score >= _SURE)
        for each in readings
    )

    def cell(start: int, end: int) -> Source | None:
        if start == end:
            return None
        return flow.cut(found[start].start, found[end - 1].end)

    goal = None
    if third < len(found):
        goal = flow.cut(found[third].start, span.end).strip()
    return Header(
        department=cell(0, first),
        agency=cell(first, second),
        project=cell(second, third),
        goal=goal,
        sure=clear and 0 < first < second,
        score=score,
    )

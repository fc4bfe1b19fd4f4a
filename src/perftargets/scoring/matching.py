"""Which indicator each row of a file of actuals is about.

Names match exactly but for white space. What fits no row, or several, is reported with
its place and used nowhere.
"""

from collections.abc import Iterator

import attrs

from perftargets.findings import Code, Finding, Message, codes
from perftargets.model.actuals import Actuals, ReportedActual
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Document, Project
from perftargets.text import unspaced

Spot = tuple[int, int]
"""A row of a document: the index of its project, the index of its indicator there."""


@attrs.frozen
class Matched:
    """Actuals by the row they are about.

    Attributes:
        actuals: what was reported for each row, one unless reports differ.
        diagnostics: rows of the file that were not used, and reports that differ.
    """

    actuals: dict[Spot, tuple[Actual, ...]]
    diagnostics: tuple[Finding, ...]


def match(document: Document, actuals: Actuals | None) -> Matched:
    """Match a file of actuals, and the document's own, to the rows of the document."""
    own = {
        spot: indicator.actual
        for spot, _, indicator in _spots(document)
        if indicator.actual is not None
    }
    given: dict[Spot, list[ReportedActual]] = {}
    findings: list[Finding] = []
    rows = actuals.rows if actuals is not None else ()
    by_name: dict[str, list[tuple[Spot, Project, Indicator]]] = {}
    for each in _spots(document):
        by_name.setdefault(unspaced(each[2].name), []).append(each)
    for row in rows:
        found = _find(row, by_name.get(unspaced(row.indicator), []))
        if isinstance(found, Message):
            findings.append(_unplaced(row, found))
        else:
            given.setdefault(found, []).append(row)
    result: dict[Spot, tuple[Actual, ...]] = {
        spot: (actual,) for spot, actual in own.items()
    }
    for spot, reports in given.items():
        filled = [row for row in reports if row.actual.text.strip()]
        if not filled:
            # An empty cell says nothing, so it does not unsay what the document has.
            result.setdefault(spot, (reports[0].actual,))
            continue
        different = {unspaced(row.actual.text): row for row in reversed(filled)}
        kept = [row for row in filled if different[unspaced(row.actual.text)] is row]
        findings += [_repeated(row, kept) for row in filled[1:]]
        findings += _differing(own.get(spot), kept[0])
        result[spot] = tuple(row.actual for row in kept)
    return Matched(result, tuple(findings))


def _spots(document: Document) -> Iterator[tuple[Spot, Project, Indicator]]:
    for number, project in enumerate(document.projects):
        for index, indicator in enumerate(project.indicators):
            yield (number, index), project, indicator


def _find(
    row: ReportedActual, named: list[tuple[Spot, Project, Indicator]]
) -> Spot | Message:
    found = named
    if not found:
        return Message(
            zh=f"表中没有名为“{row.indicator}”的指标",
            en=f"the table has no indicator named “{row.indicator}”",
        )
    if unspaced(row.project):
        found = [
            each for each in found if unspaced(each[1].name) == unspaced(row.project)
        ]
        if not found:
            projects = _listed(each[1].name for each in named)
            return Message(
                zh=f"项目“{row.project}”没有指标“{row.indicator}”；有此指标的是{projects}",
                en=f"project “{row.project}” has no indicator “{row.indicator}”; "
                f"it stands in {projects}",
            )
    if row.number is not None:
        numbered = [each for each in found if _same_number(each[2], row)]
        if not numbered:
            numbers = _listed(str(each[2].number) for each in found)
            return Message(
                zh=f"指标“{row.indicator}”的序号不是“{row.number}”，而是{numbers}",
                en=f"indicator “{row.indicator}” is not number “{row.number}” "
                f"but {numbers}",
            )
        found = numbered
    if len(found) > 1:
        where = _listed(
            f"{project.name} {indicator.number or ''}".strip()
            for _, project, indicator in found
        )
        return Message(
            zh=f"指标“{row.indicator}”有{len(found)}条：{where}；请写明项目和序号",
            en=f"“{row.indicator}” fits {len(found)} rows: {where}; "
            "give the project and the number",
        )
    return found[0][0]


def _same_number(indicator: Indicator, row: ReportedActual) -> bool:
    return str(indicator.number) == str(row.number)


def _listed(names: Iterator[str]) -> str:
    return "、".join(f"“{name}”" for name in dict.fromkeys(names))


def _unplaced(row: ReportedActual, message: Message) -> Finding:
    quoted = row.actual.text
    return _finding(
        codes.UNPLACED_TEXT,
        row,
        Message(
            zh=f"实际完成值“{quoted}”没有对应的指标：{message.zh}",
            en=f"the actual “{quoted}” has no place: {message.en}",
        ),
    )


def _repeated(row: ReportedActual, kept: list[ReportedActual]) -> Finding:
    if len(kept) > 1:
        message = Message(
            zh=f"同一指标填报了不同的实际完成值，又有“{row.actual.text}”，无法判断",
            en=f"this row has different actuals, again “{row.actual.text}”: "
            "nothing is decided",
        )
    else:
        message = Message(
            zh=f"同一指标重复填报了“{row.actual.text}”",
            en=f"“{row.actual.text}” is reported for this row again",
        )
    return _finding(codes.UNPLACED_TEXT, row, message)


def _differing(own: Actual | None, row: ReportedActual) -> list[Finding]:
    if (
        own is None
        or not own.text.strip()
        or unspaced(own.text) == unspaced(row.actual.text)
    ):
        return []
    message = Message(
        zh=f"表内实际完成值为“{own.text}”，另行填报的为“{row.actual.text}”，以后者为准",
        en=f"the document says “{own.text}”, the file of actuals "
        f"“{row.actual.text}”; the latter is used",
    )
    return [_finding(codes.GUESSED_STRUCTURE, row, message)]


def _finding(code: Code, row: ReportedActual, message: Message) -> Finding:
    return code.finding(
        zh=message.zh,
        en=message.en,
        project=row.project or None,
        indicator=row.indicator or None,
        place=row.actual.place,
    )

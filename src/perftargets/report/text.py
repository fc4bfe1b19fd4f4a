"""An evaluation as a table that a person reads in a terminal."""

import shutil

from perftargets.diagnostics import Language, Message
from perftargets.evaluation._figures import percent
from perftargets.evaluation.result import (
    Evaluation,
    IndicatorEvaluation,
    ProjectEvaluation,
)
from perftargets.evaluation.verdict import Verdict
from perftargets.report._cells import harmless, pad, width, wrap

_NARROWEST = 60
_FALLBACK = 100
_GAP = "  "
_INDENT = "      "

VERDICTS = {
    Verdict.MET: Message(zh="✓ 达成", en="✓ met"),
    Verdict.NOT_MET: Message(zh="✗ 未达成", en="✗ not met"),
    Verdict.PARTLY_MET: Message(zh="◐ 部分达成", en="◐ partly met"),
    Verdict.UNDETERMINED: Message(zh="? 无法判断", en="? undetermined"),
    Verdict.NOT_REPORTED: Message(zh="- 未填报", en="- not reported"),
}
"""The sign and the words of each verdict."""

_TITLES = (
    Message(zh="序号", en="no."),
    Message(zh="结论", en="verdict"),
    Message(zh="指标", en="indicator"),
    Message(zh="目标值", en="target"),
    Message(zh="实际完成值", en="actual"),
    Message(zh="完成率", en="done"),
)
_NOTED = Message(zh="说明：", en="note: ")


def text(
    evaluation: Evaluation, *, language: Language, width: int | None = None
) -> str:
    """Write the table, project by project, the reason under each row."""
    if width is None:
        width = shutil.get_terminal_size((_FALLBACK, 24)).columns
    columns = _columns(max(_NARROWEST, width), language)
    total = _total(columns)
    lines: list[str] = []
    if evaluation.document.title:
        lines += wrap(harmless(evaluation.document.title), total)
    lines += _summary(evaluation, total, language)
    for project in evaluation.projects:
        lines += ["", *_project(project, columns, language)]
    return "\n".join(lines) + "\n"


def _columns(total: int, language: Language) -> tuple[int, ...]:
    verdict = max(width(message.text(language)) for message in VERDICTS.values())
    fixed = (4, verdict, 9)
    rest = total - sum(fixed) - len(_GAP) * (len(_TITLES) - 1)
    name = rest * 2 // 5
    target = (rest - name) // 2
    return (fixed[0], fixed[1], name, target, rest - name - target, fixed[2])


def _total(columns: tuple[int, ...]) -> int:
    return sum(columns) + len(_GAP) * (len(columns) - 1)


def _summary(evaluation: Evaluation, total: int, language: Language) -> list[str]:
    counts = evaluation.counts()
    head = Message(
        zh=f"项目{len(evaluation.projects)}个，指标{sum(counts.values())}条",
        en=f"projects: {len(evaluation.projects)}, indicators: {sum(counts.values())}",
    )
    lines = [head.text(language)]
    for verdict, count in counts.items():
        if not count:
            continue
        part = f"{VERDICTS[verdict].text(language)} {count}"
        longer = f"{lines[-1]}{_GAP}{part}"
        if width(longer) <= total:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _project(
    project: ProjectEvaluation, columns: tuple[int, ...], language: Language
) -> list[str]:
    total = _total(columns)
    lines = wrap(harmless(project.name), total)
    lines.append("─" * total)
    lines += _row(tuple(title.text(language) for title in _TITLES), columns)
    for row in project.indicators:
        lines += _row(_cells(row, language), columns)
        lines += [
            _INDENT + line for line in wrap(_why(row, language), total - len(_INDENT))
        ]
    return lines


def _cells(row: IndicatorEvaluation, language: Language) -> tuple[str, ...]:
    number, completion = row.indicator.number, row.judgement.completion
    return (
        "" if number is None else harmless(str(number)),
        VERDICTS[row.judgement.verdict].text(language),
        harmless(row.indicator.name),
        harmless(row.indicator.target.text),
        "" if row.actual is None else harmless(row.actual.text),
        "" if completion is None else percent(completion),
    )


def _why(row: IndicatorEvaluation, language: Language) -> str:
    judgement = row.judgement
    text = judgement.reason.text(language)
    if judgement.assumptions:
        mark = "；" if language == "zh" else "; "
        notes = mark.join(note.text(language) for note in judgement.assumptions)
        text += f"{mark}{_NOTED.text(language)}{notes}"
    return harmless(text)


def _row(cells: tuple[str, ...], columns: tuple[int, ...]) -> list[str]:
    wrapped = [wrap(cell, size) for cell, size in zip(cells, columns, strict=True)]
    height = max(map(len, wrapped))
    return [
        _GAP.join(
            pad(lines[index] if index < len(lines) else "", size)
            for lines, size in zip(wrapped, columns, strict=True)
        ).rstrip()
        for index in range(height)
    ]

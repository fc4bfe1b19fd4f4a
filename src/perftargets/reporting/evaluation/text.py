"""An evaluation as a table that a person reads in a terminal."""

import shutil
from collections.abc import Iterator, Sequence

from perftargets._escaping import terminal
from perftargets.findings import Finding, Language, Message
from perftargets.judging.figures import percent
from perftargets.judging.verdict import Verdict
from perftargets.reporting.cells import pad, width, wrap
from perftargets.reporting.rollup import listed
from perftargets.reporting.totals import Groups, Totals
from perftargets.reporting.wording import (
    LIGHTS,
    UNUSED,
    VERDICTS,
    differing,
    points_line,
    printed_line,
    progress_line,
    settings,
    text_of,
    total_line,
    unused_line,
)
from perftargets.reporting.writer import BaseWriter, WriterOptions, lines_in_pieces
from perftargets.scoring.result import (
    Evaluation,
    IndicatorEvaluation,
    ProjectEvaluation,
)
from perftargets.scoring.review import ProjectReview, ReviewOutcome, review

_NARROWEST = 60
_FALLBACK = 100
_GAP = "  "
_INDENT = "      "

_SIGNS = {
    Verdict.MET: "✓",
    Verdict.NOT_MET: "✗",
    Verdict.PARTLY_MET: "◐",
    Verdict.UNDETERMINED: "?",
    Verdict.NOT_REPORTED: "-",
}
_TITLES = (
    Message(zh="序号", en="no."),
    Message(zh="结论", en="verdict"),
    Message(zh="指标", en="indicator"),
    Message(zh="目标值", en="target"),
    Message(zh="实际完成值", en="actual"),
    Message(zh="完成率", en="done"),
)
_NOTED = Message(zh="说明：", en="note: ")
_SO_FAR = Message(zh="监控：", en="so far: ")


ENDINGS = (".txt",)
"""The endings of files that mean this form."""


class Writer(BaseWriter):
    """Writes several evaluations, then what they give together."""

    streams = True

    def __init__(self, options: WriterOptions) -> None:
        """Begin a report, as wide as the options or the terminal say."""
        super().__init__(options)
        wide = options.width
        if wide is None:
            wide = shutil.get_terminal_size((_FALLBACK, 24)).columns
        self._columns = _columns(max(_NARROWEST, wide), self._language)
        self._any = False

    def pieces(self, evaluation: Evaluation) -> Iterator[str]:
        """Write an evaluation, with a blank line before all but the first."""
        if self._any:
            yield "\n"
        self._any = True
        yield from lines_in_pieces(_table(evaluation, self._language, self._columns))

    def tail(self, totals: Totals) -> str:
        """Write what units and years give together, and what was not used."""
        together = _together(totals.groups(), self._language, self._columns)
        return together + _unused(totals.unused(), self._language, self._columns)


def _table(
    evaluation: Evaluation, language: Language, columns: tuple[int, ...]
) -> Iterator[str]:
    """Yield the lines of the table, project by project, the reason under each row."""
    total = _total(columns)
    if evaluation.document.title:
        yield from wrap(terminal(evaluation.document.title), total)
    yield from _summary(evaluation, total, language)
    reviewed = review(evaluation).projects
    wrong = sum(map(differing, reviewed))
    if wrong:
        yield from wrap(_reviewed(reviewed, wrong).text(language), total)
    yield from wrap(_settings(evaluation, language), total)
    for found in reviewed:
        yield ""
        yield from _project(found, columns, language)


def _together(groups: Groups, language: Language, columns: tuple[int, ...]) -> str:
    """Return what several units or years give, a line each."""
    total = _total(columns)
    lines: list[str] = []
    for title, said in listed(groups, language):
        lines += ["", title, "─" * total]
        for line in said:
            lines += wrap(terminal(line), total)
    return "".join(f"{line}\n" for line in lines)


def _unused(
    found: Sequence[Finding], language: Language, columns: tuple[int, ...]
) -> str:
    """Return the rows of files of actuals that are used nowhere, a line each."""
    total = _total(columns)
    lines = ["", f"{UNUSED.text(language)} {len(found)}", "─" * total] if found else []
    for each in found:
        lines += wrap(terminal(unused_line(each, language)), total)
    return "".join(f"{line}\n" for line in lines)


def _columns(total: int, language: Language) -> tuple[int, ...]:
    verdict = max(width(_said(each, language)) for each in VERDICTS)
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
        part = f"{_said(verdict, language)} {count}"
        longer = f"{lines[-1]}{_GAP}{part}"
        if width(longer) <= total:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _reviewed(projects: Sequence[ProjectReview], wrong: int) -> Message:
    """Return what a reviewer looks for first: where printed scores do not follow."""
    zh, en = [], []
    for found in projects:
        names = [
            (row.row.indicator.name, row.row.indicator.name)
            for row in found.rows
            if row.score.outcome is ReviewOutcome.DIFFERS
        ]
        for outcome, name in (
            (found.execution.outcome, ("预算执行率", "execution")),
            (found.total.outcome, ("总分", "total")),
            (found.grade, ("等级", "grade")),
        ):
            if outcome is ReviewOutcome.DIFFERS:
                names.append(name)
        if names:
            zh.append(f"{found.project.name}（{'、'.join(each[0] for each in names)}）")
            en.append(f"{found.project.name} ({', '.join(each[1] for each in names)})")
    return Message(
        zh=terminal(f"填报与计算不符{wrong}处：{'；'.join(zh)}"),
        en=terminal(f"printed scores that do not follow: {wrong}: {'; '.join(en)}"),
    )


def _settings(evaluation: Evaluation, language: Language) -> str:
    """Return the profile and what it decides where the regulations leave room."""
    stop = "；" if language == "zh" else "; "
    colon = "：" if language == "zh" else ": "
    return terminal(
        stop.join(
            f"{name.text(language)}{colon}{value.text(language)}"
            for name, value in settings(evaluation)
        )
    )


def _project(
    found: ProjectReview, columns: tuple[int, ...], language: Language
) -> Iterator[str]:
    project, total = found.project, _total(columns)
    yield from wrap(terminal(_heading(project)), total)
    yield "─" * total
    yield from _row(tuple(title.text(language) for title in _TITLES), columns)
    for reviewed in found.rows:
        row = reviewed.row
        yield from _row(_cells(row, language), columns)
        for text in (
            _why(row, language),
            text_of(points_line(row), language),
            text_of(printed_line(reviewed.score), language),
            _progress(row, language),
        ):
            if text:
                yield from _indented(terminal(text), total)
    yield from wrap(terminal(_sum(project, language)), total)
    for name, checked in (
        (Message(zh="预算执行率", en="execution"), found.execution),
        (Message(zh="总分", en="total"), found.total),
    ):
        said = text_of(printed_line(checked), language)
        if said and checked.outcome is ReviewOutcome.DIFFERS:
            gap, stop = ("", "：") if language == "zh" else (": ", ": ")
            why = f"{said}{stop}{checked.reason.text(language)}"
            yield from wrap(terminal(f"{name.text(language)}{gap}{why}"), total)
    if found.grade is ReviewOutcome.DIFFERS:
        wrong = Message(
            zh=f"填报等级{project.project.grade}，应为{found.grade_expected}",
            en=f"grade printed {project.project.grade}, should be "
            f"{found.grade_expected}",
        )
        yield from wrap(terminal(wrong.text(language)), total)


def _heading(project: ProjectEvaluation) -> str:
    """Return the name of a project with its unit, since units share names."""
    agency = project.project.agency
    return f"{agency} › {project.name}" if agency else project.name


def _indented(text: str, total: int) -> list[str]:
    return [_INDENT + line for line in wrap(text, total - len(_INDENT))]


def _progress(row: IndicatorEvaluation, language: Language) -> str:
    if row.progress is None:
        return ""
    light = row.progress.light
    word = text_of(None if light is None else LIGHTS[light], language)
    gap = "，" if language == "zh" else ", "
    why = text_of(progress_line(row), language)
    said = gap.join(part for part in (word, why) if part)
    return f"{_SO_FAR.text(language)}{said}" if said else ""


def _sum(project: ProjectEvaluation, language: Language) -> str:
    """Return in words total, grade, execution and what they rest on."""
    score = project.score
    parts = [total_line(project)]
    if score.execution.weight is not None:
        parts.append(score.execution.reason)
    parts += score.notes
    if project.progress is not None:
        light = project.progress.light
        if light is not None:
            parts.append(LIGHTS[light])
        parts.append(project.progress.reason)
    stop = "；" if language == "zh" else "; "
    return stop.join(dict.fromkeys(part.text(language) for part in parts))


def _said(verdict: Verdict, language: Language) -> str:
    """Return the sign and the words of a verdict."""
    return f"{_SIGNS[verdict]} {VERDICTS[verdict].text(language)}"


def _cells(row: IndicatorEvaluation, language: Language) -> tuple[str, ...]:
    number, completion = row.indicator.number, row.judgement.completion
    return (
        "" if number is None else terminal(str(number)),
        _said(row.judgement.verdict, language),
        terminal(row.indicator.name),
        terminal(row.indicator.target.text),
        "" if row.actual is None else terminal(row.actual.text),
        "" if completion is None else percent(completion),
    )


def _why(row: IndicatorEvaluation, language: Language) -> str:
    judgement = row.judgement
    text = judgement.reason.text(language)
    if judgement.assumptions:
        mark = "；" if language == "zh" else "; "
        notes = mark.join(note.text(language) for note in judgement.assumptions)
        text += f"{mark}{_NOTED.text(language)}{notes}"
    return text


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

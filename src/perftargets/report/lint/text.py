"""A report for a person at a terminal: place, message, excerpt, hint and clause."""

from collections.abc import Iterator

from perftargets._report import Report
from perftargets.diagnostics import Excerpt, Finding, Language, Message
from perftargets.report._cells import harmless, width
from perftargets.report.lint._common import SEVERITIES, row_of
from perftargets.report.lint._versions import profiles

WINDOW = 70
"""Cells of an excerpt that are shown; a longer text is cut around the stretch."""

_INDENT = "    "
_HINT = Message(zh="怎么改：", en="instead: ")
_CLAUSE = Message(zh="依据：", en="rests on: ")
_SEE = Message(zh="参见：", en="see: ")
_CUT = "…"


def render(report: Report, *, language: Language) -> str:
    """Write every finding as a block, then the sum of them."""
    blocks = ["\n".join(_block(finding, language)) for finding in report]
    blocks += [harmless(fault.message.text(language)) for fault in report.faults]
    return "\n\n".join([*blocks, summary(report, language)]) + "\n"


def summary(report: Report, language: Language) -> str:
    """Count the findings, and say what was looked at and by which profile."""
    counts = report.counts()
    parts = [
        f"{SEVERITIES[severity].text(language)} {count}"
        for severity, count in counts.items()
        if count
    ]
    looked = Message(
        zh=f"检查了{len(report.paths)}个文件、{report.projects}个项目、"
        f"{report.indicators}项指标（方案 {profiles(report)}）",
        en=f"files: {len(report.paths)}, projects: {report.projects}, "
        f"indicators: {report.indicators} (profile {profiles(report)})",
    )
    nothing = Message(zh="没有发现问题", en="nothing found")
    if report.faults:
        count = len(report.faults)
        nothing = Message(
            zh=f"有{count}条规则出错，检查不完整",
            en=f"not complete, since rules broke down: {count}",
        )
        parts += [nothing.text(language)] if parts else []
    comma, stop = ("，", "；") if language == "zh" else (", ", "; ")
    found = comma.join(parts) if parts else nothing.text(language)
    text = f"{found}{stop}{looked.text(language)}"
    if report.suppressed:
        aside = Message(
            zh=f"{stop}另有{len(report.suppressed)}处按标记或基线不报",
            en=f"{stop}set aside by markers or baseline: {len(report.suppressed)}",
        )
        text += aside.text(language)
    return text


def statistics(report: Report, language: Language) -> str:
    """Count the findings of each rule, the most frequent first."""
    groups = report.group("code")
    rows = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    size = max((len(str(len(each))) for _, each in rows), default=1)
    lines = [
        f"{len(each):>{size}}  {code}  {each.findings[0].name}" for code, each in rows
    ]
    return "\n".join([*lines, summary(report, language)]) + "\n"


def excerpt_lines(excerpt: Excerpt) -> tuple[str, str]:
    """Give the text, and carets that stand under the stretch of it.

    Both are measured in cells of a terminal, two for a Chinese character.
    """
    text, start, end = excerpt.text, excerpt.span.start, excerpt.span.end
    left, right = _window(text, start, end)
    before = (_CUT if left else "") + harmless(text[left:start])
    marked = harmless(text[start : min(end, right)])
    after = harmless(text[max(end, start) : right]) if end < right else ""
    shown = before + marked + after + (_CUT if right < len(text) else "")
    return shown, " " * width(before) + "^" * max(1, width(marked))


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Choose what of a long text is shown: the stretch first, then around it."""
    left, right, taken = start, start, 0
    while right < end and taken < WINDOW:
        taken += max(1, width(harmless(text[right])))
        right += 1
    growing = True
    while growing and taken < WINDOW:
        growing = False
        if left > 0:
            left -= 1
            taken += max(1, width(harmless(text[left])))
            growing = True
        if right < len(text) and taken < WINDOW:
            taken += max(1, width(harmless(text[right])))
            right += 1
            growing = True
    return left, right


def _block(finding: Finding, language: Language) -> Iterator[str]:
    severity = SEVERITIES[finding.severity].text(language)
    where = "" if finding.place is None else harmless(str(finding.place))
    head = f"{severity} {finding.code} {finding.name}"
    yield f"{where}: {head}" if where else head
    row = row_of(finding)
    if row:
        yield f"  {harmless(row)}"
    yield f"  {harmless(finding.message.text(language))}"
    if finding.excerpt is not None and finding.excerpt.text:
        text, carets = excerpt_lines(finding.excerpt)
        yield _INDENT + text
        yield _INDENT + carets
    if finding.hint is not None:
        yield f"  {_HINT.text(language)}{harmless(finding.hint.text(language))}"
    for note in finding.related:
        place = "" if note.place is None else f" ({harmless(str(note.place))})"
        said = harmless(note.message.text(language))
        yield f"  {_SEE.text(language)}{said}{place}"
    if finding.clause:
        yield f"  {_CLAUSE.text(language)}{finding.clause}"

"""A report for a person at a terminal: place, message, excerpt, hint and clause."""

from collections.abc import Iterator

from perftargets._escaping import terminal, without_commands
from perftargets.findings import Excerpt, Finding, Language, Message, Report
from perftargets.reporting.cells import width
from perftargets.reporting.common import SEVERITIES, aside, row_of
from perftargets.reporting.totals import Totals
from perftargets.reporting.versions import profiles
from perftargets.reporting.writer import BaseWriter

WINDOW = 70
"""Cells of an excerpt that are shown; a longer text is cut around the stretch."""

_INDENT = "    "
_HINT = Message(zh="怎么改：", en="instead: ")
_CLAUSE = Message(zh="依据：", en="rests on: ")
_SEE = Message(zh="参见：", en="see: ")
_CUT = "…"
_NO_FILE = Message(zh="没有检查任何文件", en="no file was looked at")


class Writer(BaseWriter):
    """Writes every finding as a block, then the sum of them."""

    streams = True

    def body(self, report: Report) -> str:
        """Write the findings of a file."""
        blocks = ("\n".join(_block(finding, self._language)) for finding in report)
        return "".join(f"{block}\n\n" for block in blocks)

    def tail(self, totals: Totals) -> str:
        """Write the rules that broke down, and the sum."""
        said = [terminal(each.message.text(self._language)) for each in totals.faults]
        return "\n\n".join([*said, summary(totals, self._language)]) + "\n"


def summary(totals: Totals, language: Language) -> str:
    """Count the findings, and say what was looked at and by which profile."""
    if not totals.paths and not totals.profiles and not totals.by_code:
        return _NO_FILE.text(language)
    counts = totals.counts()
    parts = [
        f"{SEVERITIES[severity].text(language)} {count}"
        for severity, count in counts.items()
        if count
    ]
    looked = Message(
        zh=f"检查了{len(totals.paths)}个文件、{totals.projects}个项目、"
        f"{totals.indicators}项指标（方案 {profiles(totals)}）",
        en=f"files: {len(totals.paths)}, projects: {totals.projects}, "
        f"indicators: {totals.indicators} (profile {profiles(totals)})",
    )
    nothing = Message(zh="没有发现问题", en="nothing found")
    if totals.faults:
        count = len(totals.faults)
        nothing = Message(
            zh=f"有{count}条规则出错，检查不完整",
            en=f"not complete, since rules broke down: {count}",
        )
        parts += [nothing.text(language)] if parts else []
    comma, stop = ("，", "；") if language == "zh" else (", ", "; ")
    found = comma.join(parts) if parts else nothing.text(language)
    text = f"{found}{stop}{looked.text(language)}"
    if totals.suppressed:
        text += stop + aside(totals.suppressed).text(language)
    return text


def statistics(totals: Totals, language: Language) -> str:
    """Count the findings of each rule, the most frequent first."""
    rows = totals.most_frequent()
    size = max((len(str(each.count)) for _, each in rows), default=1)
    lines = [
        f"{each.count:>{size}}  {code}  {each.first.name}  {each.first.title}".rstrip()
        for code, each in rows
    ]
    return "\n".join([*lines, summary(totals, language)]) + "\n"


def excerpt_lines(excerpt: Excerpt) -> tuple[str, str]:
    """Return the text, and carets that stand under the stretch of it.

    Both are measured in cells of a terminal, two for a Chinese character.
    """
    text, start, end = excerpt.text, excerpt.span.start, excerpt.span.end
    left, right = _window(text, start, end)
    before = (_CUT if left else "") + terminal(text[left:start])
    marked = terminal(text[start : min(end, right)])
    after = terminal(text[max(end, start) : right]) if end < right else ""
    # A command may lie across the pieces; what replaces its first sign is one too.
    shown = without_commands(before + marked + after)
    before, marked = shown[: len(before)], shown[len(before) : len(before + marked)]
    shown += _CUT if right < len(text) else ""
    return shown, " " * width(before) + "^" * max(1, width(marked))


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Choose what of a long text is shown: the stretch first, then around it."""
    left, right, taken = start, start, 0
    while right < end and taken < WINDOW:
        taken += max(1, width(terminal(text[right])))
        right += 1
    growing = True
    while growing and taken < WINDOW:
        growing = False
        if left > 0:
            left -= 1
            taken += max(1, width(terminal(text[left])))
            growing = True
        if right < len(text) and taken < WINDOW:
            taken += max(1, width(terminal(text[right])))
            right += 1
            growing = True
    return left, right


def _block(finding: Finding, language: Language) -> Iterator[str]:
    severity = SEVERITIES[finding.severity].text(language)
    where = "" if finding.place is None else terminal(str(finding.place))
    head = f"{severity} {finding.label}"
    yield f"{where}: {head}" if where else head
    row = row_of(finding)
    if row:
        yield f"  {terminal(row)}"
    yield f"  {terminal(finding.message.text(language))}"
    if finding.excerpt is not None and finding.excerpt.text:
        text, carets = excerpt_lines(finding.excerpt)
        yield _INDENT + text
        yield _INDENT + carets
    if finding.hint is not None:
        yield f"  {_HINT.text(language)}{terminal(finding.hint.text(language))}"
    for note in finding.related:
        place = "" if note.place is None else f" ({terminal(str(note.place))})"
        said = terminal(note.message.text(language))
        yield f"  {_SEE.text(language)}{said}{place}"
    if finding.clause:
        yield f"  {_CLAUSE.text(language)}{finding.clause}"

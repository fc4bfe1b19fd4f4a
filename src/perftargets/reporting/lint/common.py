"""What several forms of a report share: words of severity, paths, tidy text."""

import re
from pathlib import PurePath
from urllib.parse import quote

from perftargets.findings import Finding, Language, Message, Severity

SEVERITIES = {
    Severity.ERROR: Message(zh="错误", en="error"),
    Severity.WARNING: Message(zh="警告", en="warning"),
    Severity.INFO: Message(zh="提示", en="info"),
}

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def path_of(finding: Finding) -> str:
    """Give the file of a finding with forward slashes; empty where there is none."""
    path = finding.place.path if finding.place else None
    return PurePath(path).as_posix() if path else ""


def line_of(finding: Finding) -> int:
    """Give the line, or 1 where the file has none: readers of reports want one."""
    return (finding.place.line if finding.place else None) or 1


def uri(path: str) -> str:
    """Write a path as a relative URI, or an absolute one as ``file:``."""
    quoted = quote(path, errors="replace")
    return f"file://{quoted}" if path.startswith("/") else quoted


def row_of(finding: Finding) -> str:
    """Name project and row: ``project / indicator``."""
    parts = (finding.project, finding.indicator)
    return " / ".join(part for part in parts if part)


def sentence(finding: Finding, language: Language) -> str:
    """Give message and hint in one line."""
    text = finding.message.text(language)
    if finding.hint is None:
        return text
    stop = "；" if language == "zh" else "; "
    return f"{text}{stop}{finding.hint.text(language)}"


def outside_lines(finding: Finding) -> str:
    """Say where a finding stands in a file without lines: sheet and cell, or page."""
    place = finding.place
    if place is None or place.line is not None:
        return ""
    where = str(place).removeprefix(place.path or "")
    return where.lstrip(":")


def xml_safe(text: str) -> str:
    """Replace what XML cannot hold, even escaped."""
    return _NO_XML.sub("\ufffd", text)

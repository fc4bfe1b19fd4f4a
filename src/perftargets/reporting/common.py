"""What several forms of a report share: words of severity, paths, tidy text."""

import re
from pathlib import Path, PurePath
from urllib.parse import quote

from perftargets.findings import Finding, Language, Message, Severity

SEVERITIES = {
    Severity.ERROR: Message(zh="错误", en="error"),
    Severity.WARNING: Message(zh="警告", en="warning"),
    Severity.INFO: Message(zh="提示", en="info"),
}

NO_FILE = "document"
"""Stands for the path of a document that was made in Python and is no file."""


def path_of(finding: Finding) -> str:
    """Return the file of a finding with forward slashes; empty where there is none."""
    path = finding.place.path if finding.place else None
    return PurePath(path).as_posix() if path else ""


def relative(path: str) -> str:
    """Return a path from the working folder where it lies below it.

    Code scanning and Code Quality find files by their path in the repository.
    """
    posix = PurePath(path).as_posix()
    try:
        return Path(posix).relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return posix.removeprefix("./") or posix


def line_of(finding: Finding) -> int:
    """Return the line, or 1 where the file has none: readers of reports want one."""
    return (finding.place.line if finding.place else None) or 1


def uri(path: str) -> str:
    """Return a path as a URI: relative below the working folder, else ``file:``."""
    path = relative(path)
    drive = re.match("[A-Za-z]:/", path)
    if drive:
        return f"file:///{drive[0]}{quote(path[3:], errors='replace')}"
    quoted = quote(path, errors="replace")
    return f"file://{quoted}" if path.startswith("/") else quoted


def row_of(finding: Finding) -> str:
    """Return project and row: ``project / indicator``."""
    parts = (finding.project, finding.indicator)
    return " / ".join(part for part in parts if part)


def sentence(finding: Finding, language: Language) -> str:
    """Return message and hint in one line."""
    text = finding.message.text(language)
    if finding.hint is None:
        return text
    stop = "；" if language == "zh" else "; "
    return f"{text}{stop}{finding.hint.text(language)}"


def outside_lines(finding: Finding) -> str:
    """Return where a finding stands in a file without lines: sheet, cell or page."""
    place = finding.place
    if place is None or place.line is not None:
        return ""
    where = str(place).removeprefix(place.path or "")
    return where.lstrip(":")


def aside(count: int) -> Message:
    """Return the sentence that counts what markers or a baseline set aside."""
    return Message(
        zh=f"另有{count}处按标记或基线不报",
        en=f"set aside by markers or baseline: {count}",
    )

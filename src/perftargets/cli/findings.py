"""What a reader or the checker noticed, written to standard error."""

from collections.abc import Iterable

from perftargets._escaping import terminal
from perftargets.cli.terminal import complain, restored
from perftargets.findings import Finding, Language, Message, Severity

SEVERITIES = {
    Severity.ERROR: Message("错误", "error"),
    Severity.WARNING: Message("警告", "warning"),
    Severity.INFO: Message("提示", "info"),
}


def report(findings: Iterable[Finding], language: Language) -> bool:
    """Write findings one a line; True when one of them is an error."""
    grave = False
    for finding in findings:
        complain(terminal(sentence(finding, language)))
        grave = grave or finding.severity is Severity.ERROR
    return grave


def sentence(finding: Finding, language: Language) -> str:
    """Return a finding as ``file:12:3: warning REA001 unplaced-text: …``.

    Names of project and indicator follow where the file has no line to go to.
    """
    colon = "：" if language == "zh" else ": "
    where = restored(str(finding.place)) if finding.place else ""
    if not where:
        where = " / ".join(one for one in (finding.project, finding.indicator) if one)
    severity = SEVERITIES[finding.severity].text(language)
    said = f"{severity} {finding.label}"
    text = colon.join((said, finding.message.text(language)))
    if where:
        text = f"{where}: {text}"
    if finding.hint:
        semicolon = "；" if language == "zh" else "; "
        text = f"{text}{semicolon}{finding.hint.text(language)}"
    return text

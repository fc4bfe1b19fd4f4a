"""Findings, the table of their codes, and the report that holds them."""

from perftargets._values import Language
from perftargets.findings.codes import CODES, Code
from perftargets.findings.finding import (
    BLANK,
    Diagnostic,
    Excerpt,
    Finding,
    Fix,
    Message,
    Note,
    Proposal,
    Severity,
    fingerprints,
    severity_of,
)
from perftargets.findings.report import (
    FailOn,
    Fault,
    LintFormat,
    Report,
    combined,
    tree_of,
)
from perftargets.findings.unread import UNREADABLE, Breakdown, NoTable

__all__ = [
    "BLANK",
    "CODES",
    "UNREADABLE",
    "Breakdown",
    "Code",
    "Diagnostic",
    "Excerpt",
    "FailOn",
    "Fault",
    "Finding",
    "Fix",
    "Language",
    "LintFormat",
    "Message",
    "NoTable",
    "Note",
    "Proposal",
    "Report",
    "Severity",
    "combined",
    "fingerprints",
    "severity_of",
    "tree_of",
]

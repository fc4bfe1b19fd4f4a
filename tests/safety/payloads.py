"""Texts that act on a program which takes in what is written, and how to see that."""

import csv
import io
import re
from collections.abc import Iterator
from unicodedata import category

ESC, NUL, BEL, CSI, NEL, RLO = "\x1b", "\x00", "\x07", "\x9b", "\x85", "\u202e"

PAYLOADS = (
    # Formulas, plain and behind what programs drop.
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    f"{NUL}=1+1",
    f"甲{NUL}=1+1",
    f"{NEL}=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "＝1+1",
    "'=1+1",
    '=HYPERLINK("http://example.org","x")',
    "=cmd|' /C calc'!A0",
    "=IMPORTXML(CONCAT(1),2)",
    '","=1+1',
    '"\r\n=1+1',
    # Terminals.
    f"{ESC}[31mred{ESC}[0m",
    f"{ESC}]0;title{BEL}",
    f"{ESC}]8;;http://example.org{ESC}\\x{ESC}]8;;{ESC}\\",
    f"{CSI}2J",
    f"{ESC}[1A{ESC}[2K",
    "a\rb",
    "a\bb",
    "\x7f\x7f",
    f"甲{RLO}乙",
    "甲\u2066乙\u2069",
    "\u2028甲\u2029",
    "\ud800",
    # Logs of CI servers.
    "::error file=a.py,line=1::forged",
    "甲\n::error::forged",
    "甲\r\n::set-output name=a::b",
    "甲\r::add-mask::a",
    "  ::stop-commands::x",
    "##[error]forged",
    "甲##[add-mask]x",
    "##vso[task.setvariable variable=a]b",
    "##teamcity[buildStatus status='FAILURE']",
    f"section_start:0:a\r{ESC}[0Kforged",
    "%0A::error::forged",
    # Pages and XML.
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "]]><x/>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
    "&lt;script&gt;",
    "{{7*7}}${7*7}<%= 7*7 %>",
    # Workbooks, SARIF.
    "_x0041_",
    "_x000D__x000A_=1+1",
    "[link](http://example.org)",
    "[link](1)",
    "{0}{1}%s%d",
    "#N/A",
    # Notations.
    "a: b #c",
    '"""\n[[projects]]\nname = "forged"\n',
    "'''",
    "|-\n- a",
    "!!python/object/apply:os.system ['true']",
    "\\u0000\\x1b",
    "~",
    "null",
)

_COMMAND = re.compile(r"^\s*::[A-Za-z]", re.MULTILINE)
_ANYWHERE = re.compile(r"##(\[|vso\[|teamcity\[)")
_RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_DROPPED = "\x00\x01\x1b\x7f\x85\u200b\u200e\u2028\u2060\ufeff"
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?%?")


def raw(text: str, *, keep: str = "\n") -> set[str]:
    """Return the control characters and marks in a text that act on a terminal."""
    unseen = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return {each for each in text if each not in keep and category(each) in unseen}


def commands(text: str) -> Iterator[str]:
    """Yield what a CI server would take out of a log for a command."""
    for pattern in (_COMMAND, _ANYWHERE):
        for found in pattern.finditer(text):
            yield text[found.start() : found.start() + 60]


def running_cells(text: str) -> list[str]:
    """Return the cells of CSV that a spreadsheet would run."""
    rows = csv.reader(io.StringIO(text, newline=""))
    return [
        cell
        for row in rows
        for cell in row
        if cell.lstrip(_DROPPED).startswith(_RUNS) and not _NUMBER.fullmatch(cell)
    ]

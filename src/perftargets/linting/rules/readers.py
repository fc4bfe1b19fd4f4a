"""REA and IGN: what no function finds; they stand here to be selected and looked up."""

from perftargets.findings import Message, Severity
from perftargets.linting.rule import Rule

_CLAUSE = "财预〔2015〕88号：完整性"

UNPLACED_TEXT = Rule(
    code="REA001",
    name="unplaced-text",
    severity=Severity.WARNING,
    summary=Message(
        zh="读不出一段文字属于哪一栏。",
        en="A piece of text has no place in the form.",
    ),
    clause=_CLAUSE,
    scope="document",
    module=__name__,
)
GUESSED_STRUCTURE = Rule(
    code="REA002",
    name="guessed-structure",
    severity=Severity.INFO,
    summary=Message(
        zh="编码、表头行、表或列是推断的。",
        en="Encoding, header row, table or column was guessed.",
    ),
    clause=_CLAUSE,
    scope="document",
    module=__name__,
)
UNREADABLE_CELL = Rule(
    code="REA003",
    name="unreadable-cell",
    severity=Severity.ERROR,
    summary=Message(zh="单元格读不出来。", en="A cell cannot be read."),
    clause=_CLAUSE,
    scope="document",
    module=__name__,
)
UNREADABLE_FILE = Rule(
    code="REA004",
    name="unreadable-file",
    severity=Severity.ERROR,
    summary=Message(
        zh="文件损坏、加锁、超限、没有文字层，或其中没有这样的表。",
        en="A file that is damaged, locked, over a limit or without such a table.",
    ),
    clause=_CLAUSE,
    scope="document",
    module=__name__,
)

UNUSED_IGNORE = Rule(
    code="IGN001",
    name="unused-ignore",
    severity=Severity.WARNING,
    summary=Message(
        zh="忽略标记没有对应的问题、写了没有的规则，或写得不全。",
        en="A marker sets nothing aside, names no rule or is incomplete.",
    ),
    clause="perftargets",
    scope="document",
    module=__name__,
)

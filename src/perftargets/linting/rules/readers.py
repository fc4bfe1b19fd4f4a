"""REA and IGN: reported by readers and markers; here to be selected and looked up."""

from perftargets.findings import Code
from perftargets.findings.codes import (
    GUESSED_STRUCTURE,
    UNPLACED_TEXT,
    UNREADABLE_CELL,
    UNREADABLE_FILE,
    UNUSED_IGNORE,
)
from perftargets.linting.rule import Rule


def rule_of(code: Code) -> Rule:
    """Return a code as a rule, to be selected and looked up like the others."""
    return Rule(
        code=code.code,
        name=code.name,
        title=code.title,
        severity=code.severity,
        summary=code.summary,
        clause=code.clause,
        scope="document",
        module=__name__,
    )


REA001 = rule_of(UNPLACED_TEXT)
REA002 = rule_of(GUESSED_STRUCTURE)
REA003 = rule_of(UNREADABLE_CELL)
REA004 = rule_of(UNREADABLE_FILE)
IGN001 = rule_of(UNUSED_IGNORE)

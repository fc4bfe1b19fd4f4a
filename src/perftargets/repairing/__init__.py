"""Repairs of a file: changes of fields, made in its bytes and nowhere else.

`repair` makes the repairs of findings that a user took, `apply` changes as such. Both
keep what holds: the file, read again, must differ in the changed fields alone.
"""

from perftargets.repairing.apply import Applied, apply, method
from perftargets.repairing.changes import (
    FIELDS,
    REASONS,
    Change,
    Choice,
    Left,
    Made,
    Reason,
    changes_of,
)
from perftargets.repairing.repair import repair

__all__ = [
    "FIELDS",
    "REASONS",
    "Applied",
    "Change",
    "Choice",
    "Left",
    "Made",
    "Reason",
    "apply",
    "changes_of",
    "method",
    "repair",
]

"""Is a document fit to submit: rules, the engine that runs them, and ``lint``.

What a rule of one's own is written with stands here; `catalogue` holds the rules that
are shipped, `lint` runs them.
"""

from perftargets.findings import Proposal
from perftargets.linting.context import Context
from perftargets.linting.rule import (
    Check,
    Defect,
    Edit,
    Field,
    Related,
    Rule,
    Scope,
    rule,
)

__all__ = [
    "Check",
    "Context",
    "Defect",
    "Edit",
    "Field",
    "Proposal",
    "Related",
    "Rule",
    "Scope",
    "rule",
]

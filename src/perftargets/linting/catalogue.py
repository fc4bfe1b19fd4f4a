"""Is it fit to submit: the rules, and the catalogue that is made of them.

A rule is a function under ``@rule`` in a module of this package. There is no list to
add it to: the catalogue is made of what stands in the modules.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType

from perftargets.diagnostics import Proposal
from perftargets.rules._context import Context
from perftargets.rules._rule import (
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
    "CATALOGUE",
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


def rules_of(module: ModuleType) -> Iterator[Rule]:
    """Go through the rules that a module defines, in the order written."""
    for value in vars(module).values():
        if isinstance(value, Rule) and value.module == module.__name__:
            yield value


def _catalogue() -> Mapping[str, Rule]:
    found: dict[str, Rule] = {}
    for entry in iter_modules(__path__):
        if entry.name.startswith("_"):
            continue
        for each in rules_of(import_module(f"{__name__}.{entry.name}")):
            if each.code in found:
                message = f"two rules have the code {each.code}"
                raise ValueError(message)
            found[each.code] = each
    return MappingProxyType(dict(sorted(found.items())))


CATALOGUE = _catalogue()
"""Every rule that is shipped, by its code, sorted; it cannot be changed."""

"""The catalogue: every rule that is shipped, by its code.

A rule is a function under ``@rule`` in a module of ``linting.rules``. There is no list
to add it to: the catalogue is made of what stands in the modules.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType

from perftargets.linting import rules
from perftargets.linting.rule import Rule


def rules_of(module: ModuleType) -> Iterator[Rule]:
    """Go through the rules that a module defines, in the order written."""
    for value in vars(module).values():
        if isinstance(value, Rule) and value.module == module.__name__:
            yield value


def _catalogue() -> Mapping[str, Rule]:
    found: dict[str, Rule] = {}
    for entry in iter_modules(rules.__path__):
        if entry.name.startswith("_"):
            continue
        for each in rules_of(import_module(f"{rules.__name__}.{entry.name}")):
            if each.code in found:
                message = f"two rules have the code {each.code}"
                raise ValueError(message)
            found[each.code] = each
    return MappingProxyType(dict(sorted(found.items())))


CATALOGUE = _catalogue()
"""Every rule that is shipped, by its code, sorted; it cannot be changed."""

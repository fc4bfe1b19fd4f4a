"""The catalogue: every rule that is shipped, by its code.

A rule is a function under ``@rule`` in a module of ``linting.rules``. There is no list
to add it to: the catalogue is made of what stands in the modules.

Rules of third parties come through the entry points ``perftargets.rules``. Each names a
module, whose rules are taken, or an iterable of rules. Its rules have a prefix of their
own, which no rule shipped here has.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.machinery import PathFinder
from pathlib import Path
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING

from perftargets.errors import UsageError
from perftargets.linting import rules
from perftargets.linting.rule import Rule

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "perftargets.rules"


@cache
def catalogue() -> Mapping[str, Rule]:
    """Return every rule, shipped or installed, by its code, sorted.

    Raises:
        UsageError: an installed package offers rules that cannot be taken; the message
            names it.
    """
    if not is_announced(GROUP):
        return CATALOGUE
    from importlib.metadata import entry_points

    return extended(CATALOGUE, entry_points(group=GROUP))


def is_announced(group: str) -> bool:
    """Return whether an installed package may have entry points of a group.

    `importlib.metadata` takes as long to load as all rules. It is asked where a file
    of entry points names the group, or packages lie where only it can look.
    """
    if any(
        hasattr(finder, "find_distributions") and finder is not PathFinder
        for finder in sys.meta_path
    ):
        return True
    return any(_announces(Path(folder), group.encode()) for folder in {*sys.path})


def _announces(folder: Path, group: bytes) -> bool:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries]
    except NotADirectoryError:
        # An archive, which may hold packages.
        return True
    except OSError:
        return False
    for name in names:
        if name.lower().endswith((".dist-info", ".egg-info", "egg-info")):
            try:
                if group in (folder / name / "entry_points.txt").read_bytes():
                    return True
            except OSError:
                # It has none.
                continue
    return False


def extended(
    shipped: Mapping[str, Rule], points: "Iterable[EntryPoint]"
) -> Mapping[str, Rule]:
    """Add the rules that entry points name to those that are shipped.

    Raises:
        UsageError: an entry point cannot be loaded, gives something else than rules, or
            rules under a code or prefix that is taken.
    """
    found = dict(shipped)
    taken = {rule.prefix for rule in shipped.values()}
    for point in sorted(points, key=lambda each: (each.name, each.value)):
        for rule in _rules(point):
            if rule.prefix in taken or rule.code in found:
                raise UsageError(
                    zh=f"附加规则“{point.name}”的编号 {rule.code} 已被占用，"
                    "请用自己的前缀",
                    en=f"{point.name}: the code {rule.code} is taken; "
                    "rules of a package have a prefix of their own",
                )
            found[rule.code] = rule
    return MappingProxyType(dict(sorted(found.items())))


def _rules(point: "EntryPoint") -> list[Rule]:
    try:
        loaded = point.load()
    except Exception as error:
        raise UsageError(
            zh=f"附加规则“{point.name}”（{point.value}）无法加载：{error}",
            en=f"the rules of {point.name} ({point.value}) cannot be loaded: {error}",
        ) from error
    if isinstance(loaded, ModuleType):
        return list(rules_of(loaded))
    rules = list(loaded) if isinstance(loaded, Iterable) else [loaded]
    if all(isinstance(rule, Rule) for rule in rules):
        return rules
    raise UsageError(
        zh=f"附加规则“{point.name}”（{point.value}）给出的不是规则",
        en=f"{point.name} ({point.value}) gives something else than rules",
    )


def rules_of(module: ModuleType) -> Iterator[Rule]:
    """Yield the rules that a module defines, in the order written."""
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

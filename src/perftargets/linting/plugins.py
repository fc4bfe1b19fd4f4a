"""Rules of third parties, through the entry points ``perftargets.rules``.

An entry point names a module, whose rules are taken, or an iterable of rules. Its rules
have a prefix of their own, which no rule shipped here has.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType, ModuleType

from perftargets.errors import UsageError
from perftargets.linting.catalogue import CATALOGUE, rules_of
from perftargets.linting.rule import Rule

GROUP = "perftargets.rules"


@cache
def catalogue() -> Mapping[str, Rule]:
    """Give every rule, shipped or installed, by its code, sorted.

    Raises:
        UsageError: an installed package offers rules that cannot be taken; the message
            names it.
    """
    return extended(CATALOGUE, entry_points(group=GROUP))


def extended(
    shipped: Mapping[str, Rule], points: Iterable[EntryPoint]
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


def _rules(point: EntryPoint) -> list[Rule]:
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

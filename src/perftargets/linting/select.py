"""Which rules run: codes, prefixes, names and ALL, as a user writes them."""

from collections.abc import Iterable, Mapping

from perftargets._arguments import close_matches
from perftargets.errors import UsageError
from perftargets.findings import UNREADABLE
from perftargets.linting.rule import Rule

ALL = "ALL"
"""Every rule, hints too."""


def select(
    catalogue: Mapping[str, Rule],
    chosen: Iterable[str] | None = None,
    *,
    extend: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> frozenset[str]:
    """Return the codes of the rules that run.

    Args:
        catalogue: the rules there are, by code.
        chosen: the rules to run; None for those that run without being asked for.
        extend: more rules to run.
        ignore: rules not to run, whatever the others say.

    What could not be read (``UNREADABLE``) is reported whatever is chosen; it is left
    out only where ``ignore`` gives its own code or name.

    Raises:
        UsageError: one names no rule; a similar one is suggested.
    """
    ignore = tuple(ignore)
    if chosen is None:
        found = {code for code, rule in catalogue.items() if rule.default}
    else:
        found = named(catalogue, chosen)
    found = (found | named(catalogue, extend)) - named(catalogue, ignore)
    return frozenset(found | always(catalogue, ignore))


def always(catalogue: Mapping[str, Rule], ignore: Iterable[str] = ()) -> set[str]:
    """Return the codes that are reported whatever is chosen."""
    exact = {name.strip() for name in ignore}
    return {
        code
        for code in UNREADABLE & set(catalogue)
        if not is_exact(exact, code, catalogue[code].name)
    }


def is_exact(names: Iterable[str], code: str, name: str) -> bool:
    """Return whether one of the names is a code or the name of its rule, no prefix."""
    return any(each == name or each.upper() == code for each in names)


def named(catalogue: Mapping[str, Rule], names: Iterable[str]) -> set[str]:
    """Return the codes that selectors stand for: ``VAL003``, ``VAL``, a name, ``ALL``.

    Raises:
        UsageError: one names no rule.
    """
    found: set[str] = set()
    for name in names:
        codes = _codes(catalogue, name.strip())
        if not codes:
            raise _unknown(catalogue, name.strip())
        found |= codes
    return found


def _codes(catalogue: Mapping[str, Rule], name: str) -> set[str]:
    if name.upper() == ALL:
        return set(catalogue)
    start = name.upper()
    return {
        code
        for code, rule in catalogue.items()
        if rule.name == name or (name and code.startswith(start))
    }


def _unknown(catalogue: Mapping[str, Rule], name: str) -> UsageError:
    codes = list(catalogue)
    prefixes = sorted({rule.prefix for rule in catalogue.values()})
    known = [*codes, *prefixes, *(rule.name for rule in catalogue.values()), ALL]
    near = _nearest(name, known) or _nearest(name.upper(), known)
    return UsageError(
        zh=f"没有规则“{name}”" + (f"，是不是“{near}”？" if near else ""),
        en=f"there is no rule “{name}”" + (f"; did you mean “{near}”?" if near else ""),
    )


def _nearest(name: str, known: list[str]) -> str:
    """Find the most similar name; of several, one that differs in the fewest places."""

    def likeness(other: str) -> tuple[float, int]:
        from difflib import SequenceMatcher

        ratio = SequenceMatcher(None, name, other).ratio()
        return ratio, sum(map(str.__eq__, name, other))

    close = sorted(close_matches(name, known, n=9))
    return max(close, key=likeness, default="")

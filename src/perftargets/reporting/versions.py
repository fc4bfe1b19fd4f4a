"""The versions that a report names: of the tool, its grammar, its rules."""

from functools import cache
from hashlib import sha256

import perftargets
from perftargets import _data
from perftargets.linting.catalogue import catalogue
from perftargets.reporting.totals import Totals

TOOL = "perftargets"


@cache
def versions() -> dict[str, str]:
    """Return version of the tool, and digests of the grammar and the rules as they are.

    A digest changes with every word of the grammar, every rule and every severity.
    """
    rules = "\0".join(
        f"{rule.code} {rule.name} {rule.severity} {rule.summary.zh} {rule.clause}"
        for rule in catalogue().values()
    )
    return {
        "version": perftargets.__version__,
        "grammar": grammar_version(),
        "rules": _digest(rules),
    }


@cache
def grammar_version() -> str:
    """Return a digest of the grammar as it is."""
    return _digest(
        "\0".join(
            _data.read("grammar", name)
            for name in _data.names("grammar")
            if name.endswith((".lark", ".toml"))
        )
    )


def profiles(totals: Totals) -> str:
    """Return the names of the profiles that were used, with their versions."""
    return ", ".join(f"{name} {version}" for name, version in totals.profiles)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]

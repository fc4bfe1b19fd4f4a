"""``perftargets rule``: what a rule flags, how gravely, and what it rests on."""

import json
from typing import Literal

from perftargets.cli._findings import SEVERITIES
from perftargets.cli._terminal import put
from perftargets.diagnostics import Language, Message
from perftargets.errors import UsageError
from perftargets.rules import Rule
from perftargets.rules._plugins import catalogue
from perftargets.rules._select import named

_CLAUSE = Message("依据：", "rests on: ")
_OFF = Message("默认不用，须用 --select 指定", "does not run unless it is selected")
_FIXABLE = Message("可自动修正", "can be repaired")


def run(
    names: tuple[str, ...],
    *,
    every: bool,
    form: Literal["text", "json"],
    language: Language,
) -> int:
    """Explain the rules that are named, or all.

    Raises:
        UsageError: no rule is named, or a name is no rule's.
    """
    if not names and not every:
        raise UsageError(
            zh="请写规则的编号或名称，或 --all",
            en="name a rule by its code or name, or give --all",
        )
    rules = catalogue()
    codes = sorted(rules if every else named(rules, names))
    if form == "json":
        trees = [_tree(rules[code], language) for code in codes]
        put(json.dumps(trees, ensure_ascii=False, indent=2))
    else:
        put("\n\n".join(_text(rules[code], language) for code in codes))
    return 0


def _text(rule: Rule, language: Language) -> str:
    severity = SEVERITIES[rule.severity].text(language)
    lines = [
        f"{rule.code} {rule.name} ({severity})",
        f"  {rule.summary.text(language)}",
        f"  {_CLAUSE.text(language)}{rule.clause}",
    ]
    if not rule.default:
        lines.append(f"  {_OFF.text(language)}")
    if rule.fixable:
        lines.append(f"  {_FIXABLE.text(language)}")
    return "\n".join(lines)


def _tree(rule: Rule, language: Language) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "summary": rule.summary.text(language),
        "clause": rule.clause,
        "scope": rule.scope,
        "default": rule.default,
        "fixable": rule.fixable,
    }

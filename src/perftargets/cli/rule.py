"""``perftargets rule``: what a rule flags, at which severity, and what it rests on."""

from collections.abc import Iterator, Sequence

from perftargets._escaping import json_text
from perftargets.cli.findings import SEVERITIES
from perftargets.cli.options import RuleOptions
from perftargets.cli.terminal import put
from perftargets.errors import UsageError
from perftargets.findings import CODES, Language, Message
from perftargets.linting import Rule
from perftargets.linting.catalogue import catalogue
from perftargets.linting.rule_page import Sample, page_of
from perftargets.linting.rules.readers import rule_of
from perftargets.linting.select import named
from perftargets.reporting.cells import width

_CLAUSE = Message("依据：", "rests on: ")
_OFF = Message("默认不用，须用 --select 指定", "does not run unless it is selected")
_FIXABLE = Message("可用 --fix 自动修正", "can be repaired with --fix")
_EXAMPLE = Message("示例（→ 为会报的行）：", "example (→ marks what is reported):")
_PRIOR = Message("上年的文件：", "last year's file:")
_FLAG, _PLAIN = "→ ", "  "


def run(names: Sequence[str], options: RuleOptions, language: Language) -> int:
    """Explain the rules that are named, or all.

    Raises:
        UsageError: no rule is named, or a name is no rule's.
    """
    if not names and not options.all:
        raise UsageError(
            zh="请写规则的编号或名称，或 --all",
            en="name a rule by its code or name, or give --all",
        )
    rules = _every()
    codes = sorted(rules if options.all else named(rules, names))
    if options.format == "json":
        trees = [_tree(rules[code], language) for code in codes]
        put(json_text(trees))
    elif options.all:
        put("\n".join(_table([rules[code] for code in codes], language)))
    else:
        put("\n\n".join(_text(rules[code], language) for code in codes))
    return 0


def _every() -> dict[str, Rule]:
    """Return every rule and every code of readers and writers, by its code."""
    others = {code: rule_of(entry) for code, entry in CODES.items()}
    return dict(sorted({**others, **catalogue()}.items()))


def _table(rules: list[Rule], language: Language) -> Iterator[str]:
    """Return a line for each rule, its columns one below the other."""
    longest = max((len(rule.name) for rule in rules), default=0)
    titled = max((width(rule.title) for rule in rules), default=0)
    severities = [SEVERITIES[rule.severity].text(language) for rule in rules]
    widest = max(map(width, severities), default=0)
    for rule, severity in zip(rules, severities, strict=True):
        yield (
            f"{rule.code}  {rule.name:{longest}}  "
            f"{rule.title}{' ' * (titled - width(rule.title))}  "
            f"{severity}{' ' * (widest - width(severity))}  "
            f"{rule.summary.text(language)}"
        )


def named_in_both(rule: Rule) -> str:
    """Return the slug with the Chinese name beside it: hedged-number 数字含糊."""
    return f"{rule.name} {rule.title}".strip()


def _text(rule: Rule, language: Language) -> str:
    severity = SEVERITIES[rule.severity].text(language)
    lines = [
        f"{rule.code} {named_in_both(rule)} ({severity})",
        f"  {rule.summary.text(language)}",
        f"  {_CLAUSE.text(language)}{rule.clause}",
    ]
    if not rule.default:
        lines.append(f"  {_OFF.text(language)}")
    if rule.fixable:
        lines.append(f"  {_FIXABLE.text(language)}")
    page = page_of(rule)
    # Chinese first and English beside it, whichever language the rest is in.
    for why in (page.why.zh, page.why.en):
        if why:
            lines += ["", *(f"  {line}".rstrip() for line in why.splitlines())]
    for sample in page.samples:
        lines += ["", *_shown(sample, language)]
    return "\n".join(lines)


def _shown(sample: Sample, language: Language) -> Iterator[str]:
    if sample.prior:
        yield f"  {_PRIOR.text(language)}"
        yield from (f"  {_PLAIN}{line}" for line in sample.prior)
    yield f"  {_EXAMPLE.text(language)}"
    for number, line in enumerate(sample.lines, start=1):
        yield f"  {_FLAG if number in sample.flagged else _PLAIN}{line}"


def _tree(rule: Rule, language: Language) -> dict[str, object]:
    page = page_of(rule)
    return {
        "code": rule.code,
        "name": rule.name,
        "title": rule.title,
        "severity": str(rule.severity),
        "summary": rule.summary.text(language),
        "clause": rule.clause,
        "scope": rule.scope,
        "default": rule.default,
        "fixable": rule.fixable,
        "why": f"{page.why.zh}\n\n{page.why.en}".strip(),
        "examples": [
            {
                "text": "\n".join(sample.lines),
                "flagged": sorted(sample.flagged),
                "prior": "\n".join(sample.prior) or None,
            }
            for sample in page.samples
        ],
    }

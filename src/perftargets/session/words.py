"""Calls about words and rules, without a file: parse, explain, rules, versions."""

from importlib.util import find_spec
from typing import Any

import attrs

from perftargets.findings import CODES, Message
from perftargets.linting import Rule
from perftargets.linting.catalogue import catalogue
from perftargets.linting.rule_page import page_of
from perftargets.linting.rules.readers import rule_of
from perftargets.phrase import parse as parsed
from perftargets.phrase import to_wire
from perftargets.profile import load_profile
from perftargets.profile.loader import shipped
from perftargets.reading.formats.registry import READERS
from perftargets.reporting.phrase import KINDS, Part, parts, reading
from perftargets.reporting.versions import TOOL
from perftargets.reporting.versions import versions as tool_versions
from perftargets.session.failures import CallError
from perftargets.session.settings import Args
from perftargets.session.store import Store
from perftargets.writing import FORMS

Tree = dict[str, Any]

_SCHEMAS = {
    "document": "perftargets/1",
    "report": "perftargets-report/1",
    "evaluation": "perftargets-evaluation/1",
    "session": "perftargets-session/1",
}
_EXTRAS = {
    "docx": "defusedxml",
    "html": "html.parser",
    "pdf": "pdfplumber",
    "xls": "python_calamine",
    "xlsx": "openpyxl",
    "yaml": "yaml",
}
"""A library of each extra, by which it is known to be there."""


def _both(message: Message) -> Tree:
    return {"zh": message.zh, "en": message.en}


def parse(store: Store, args: Args) -> Tree:
    """Tell what one phrase says, with its parts underlined."""
    del store
    target = parsed(args["text"])
    return {
        "target": to_wire(target),
        "kind": _both(KINDS[target.kind]),
        "reading": {"zh": reading(target, "zh"), "en": reading(target, "en")},
        "parts": [_part(each) for each in parts(target) if each.spans],
    }


def _part(part: Part) -> Tree:
    return {
        "label": _both(part.role),
        "spans": [[span.start, span.end] for span in part.spans],
        "value": part.value,
        "item": part.item,
    }


def _every() -> dict[str, Rule]:
    """Return every rule and every code of readers and writers, by its code."""
    others = {code: rule_of(entry) for code, entry in CODES.items()}
    return dict(sorted({**others, **catalogue()}.items()))


def explain(store: Store, args: Args) -> Tree:
    """Explain a rule: what it flags, why, what it rests on, with examples."""
    del store
    wanted = args["code"].strip()
    found = _every()
    rule = found.get(wanted.upper()) or next(
        (each for each in found.values() if each.name == wanted), None
    )
    if rule is None:
        raise CallError(
            code="no-such-rule",
            message=Message(
                f"没有规则“{wanted[:40]}”", f"there is no rule “{wanted[:40]}”"
            ),
        )
    page = page_of(rule)
    return {
        **_rule(rule),
        "why": _both(page.why),
        "examples": [
            {
                "text": "\n".join(sample.lines),
                "flagged": sorted(sample.flagged),
                "prior": "\n".join(sample.prior) or None,
            }
            for sample in page.samples
        ],
    }


def rules(store: Store, args: Args) -> Tree:
    """List every rule and every code that a report can have."""
    del store, args
    return {"rules": [_rule(each) for each in _every().values()]}


def _rule(rule: Rule) -> Tree:
    return {
        "code": rule.code,
        "name": rule.name,
        "title": rule.title,
        "severity": str(rule.severity),
        "summary": _both(rule.summary),
        "clause": rule.clause,
        "scope": rule.scope,
        "default": rule.default,
        "fixable": rule.fixable,
    }


def versions(store: Store, args: Args) -> Tree:
    """Tell what is here: versions, profiles, formats, extras, limits."""
    del args
    profiles = (load_profile(name) for name in shipped())
    return {
        "tool": {"name": TOOL, **tool_versions()},
        "schemas": dict(_SCHEMAS),
        "profiles": [
            {
                "name": each.name,
                "version": each.version,
                "title": each.title,
                "until": each.until,
            }
            for each in profiles
        ],
        "reads": sorted(READERS),
        "writes": {suffix: list(forms) for suffix, forms in FORMS.items()},
        "extras": {name: _is_there(library) for name, library in _EXTRAS.items()},
        "limits": attrs.asdict(
            store.limits, filter=lambda field, _: field.name != "choice"
        ),
    }


def _is_there(library: str) -> bool:
    try:
        return find_spec(library) is not None
    except (ImportError, ValueError):
        return False

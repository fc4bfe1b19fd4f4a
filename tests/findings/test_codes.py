"""One table of codes: whatever is reported has its entry there or is a rule."""

import ast
from importlib.resources import files

import pytest

from perftargets.findings import CODES, Code
from perftargets.linting.catalogue import CATALOGUE

PACKAGE = files("perftargets")
MAKERS = {"findings/codes.py", "linting/engine.py"}
"""The modules that make a finding: out of an entry of the table, or out of a rule."""


def modules() -> list[tuple[str, str]]:
    """List every module of the package, by its path in it, with its text."""
    folders = [("", PACKAGE)]
    found = []
    while folders:
        path, folder = folders.pop()
        for entry in folder.iterdir():
            if entry.is_dir():
                folders.append((f"{path}{entry.name}/", entry))
            elif entry.name.endswith(".py"):
                found.append((path + entry.name, entry.read_text(encoding="utf-8")))
    return sorted(found)


def test_a_finding_is_made_of_an_entry_and_nowhere_else() -> None:
    """No module but the two makers calls the class, so no other code can come out."""
    callers = {
        path
        for path, text in modules()
        if "Finding(" in text
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Finding"
    }

    assert callers == MAKERS


@pytest.mark.parametrize("code", CODES.values(), ids=str)
def test_an_entry_states_one_condition_in_both_languages(code: Code) -> None:
    """Code, name and summary are there; a rule of the same code says the same."""
    rule = CATALOGUE.get(code.code)

    assert code.summary.zh.endswith("。")
    assert code.summary.en.endswith(".")
    if rule is not None:
        assert (code.name, code.severity, code.summary, code.clause) == (
            rule.name,
            rule.severity,
            rule.summary,
            rule.clause,
        )


def test_no_name_stands_for_two_codes() -> None:
    """Codes of the table and of all other rules have names of their own."""
    names = [each.name for each in CODES.values()]
    names += [rule.name for code, rule in CATALOGUE.items() if code not in CODES]

    assert sorted(set(names)) == sorted(names)

"""Names and docstrings: one name, one thing; what a function does, by its verb."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

import pytest

_TYPE = re.compile(r"[A-Z][A-Z0-9]*[a-z]\w*")
"""How a type is named; those with ``_`` before them are a module's own affair."""

_ABOVE = frozenset(
    {"cli", "duckdb", "frames", "repairing", "reporting", "session", "spark", "writing"}
)
"""What stands above the library proper: options and forms are called so in each."""


def test_no_type_of_the_library_is_defined_in_two_modules() -> None:
    """`Points` of a row and `Points` of a profile would be read for one another."""
    homes: dict[str, dict[str, str]] = {}
    for module, tree in modules():
        for name, text in types(tree):
            homes.setdefault(name, {})[module] = text or module
    twice = {
        name: sorted(found)
        for name, found in homes.items()
        # An alias of the same type is the same thing, told twice.
        if len(set(found.values())) > 1
    }
    assert not twice


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Go through the modules of the library, by name."""
    yield from _below(files("perftargets"), "perftargets")


def _below(folder: Traversable, name: str) -> Iterator[tuple[str, ast.Module]]:
    for entry in folder.iterdir():
        module = f"{name}.{entry.name.removesuffix('.py')}"
        if entry.is_dir() and entry.name not in _ABOVE | {"__pycache__", "grammar"}:
            yield from _below(entry, module)
        elif (
            entry.name.endswith(".py") and entry.name.removesuffix(".py") not in _ABOVE
        ):
            yield module, ast.parse(entry.read_text("utf-8"))


def types(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Go through the classes of a module, and its aliases with what they stand for."""
    for node in tree.body:
        match node:
            case ast.ClassDef(name=name) if _TYPE.fullmatch(name):
                yield name, ""
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                if _TYPE.fullmatch(name):
                    yield name, ast.unparse(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("class Aim: ...", [("Aim", "")]),
        ("Position = tuple[int, int]", [("Position", "tuple[int, int]")]),
        ("LIMIT = 5\nx = 1\nclass _Own: ...", []),
    ],
)
def test_what_counts_as_a_type(text: str, expected: list[tuple[str, str]]) -> None:
    """Classes and aliases do; constants do not."""
    assert list(types(ast.parse(text))) == expected


VERBS = frozenset(
    [
        "Accept",
        "Account",
        "Add",
        "Align",
        "Apply",
        "Assign",
        "Begin",
        "Blank",
        "Build",
        "Change",
        "Check",
        "Choose",
        "Compare",
        "Complete",
        "Convert",
        "Correct",
        "Count",
        "Cut",
        "Decide",
        "Declare",
        "Decode",
        "Deduct",
        "Describe",
        "Distinguish",
        "Divide",
        "Do",
        "Draw",
        "Drop",
        "Escape",
        "Evaluate",
        "Explain",
        "Fill",
        "Find",
        "Finish",
        "Fold",
        "Follow",
        "Forget",
        "Gather",
        "Go",
        "Group",
        "Join",
        "Judge",
        "Keep",
        "Lex",
        "Limit",
        "Lint",
        "List",
        "Load",
        "Look",
        "Make",
        "Mark",
        "Match",
        "Merge",
        "Move",
        "Multiply",
        "Name",
        "Normalise",
        "Note",
        "Open",
        "Order",
        "Pair",
        "Parse",
        "Place",
        "Propose",
        "Raise",
        "Read",
        "Recompute",
        "Refuse",
        "Release",
        "Remember",
        "Remove",
        "Rename",
        "Repair",
        "Replace",
        "Report",
        "Return",
        "Round",
        "Run",
        "Score",
        "Select",
        "Separate",
        "Set",
        "Show",
        "Skip",
        "Sort",
        "Split",
        "Step",
        "Stop",
        "Subtract",
        "Sum",
        "Undo",
        "Unpack",
        "Warn",
        "Weigh",
        "Work",
        "Write",
        "Yield",
    ]
)
"""What docstrings of functions begin with; one more verb is one more word here."""


def test_docstrings_of_public_functions_begin_with_a_verb_of_the_field() -> None:
    """Return, Parse, Read, Check, Report: never Give, Say, Tell, Take or Put."""
    wrong = [
        f"{module}.{node.name}: {summary}"
        for module, tree in modules()
        for node in functions(tree)
        if not node.name.startswith("_")
        and (summary := (ast.get_docstring(node) or "").partition("\n")[0])
        # The docstring of a rule is its summary, in both languages.
        and " | " not in summary
        and summary.split(maxsplit=1)[0] not in VERBS
    ]
    assert not wrong


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Go through the functions and methods that are not read as attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and not any(
            # A fact of a row is worked out once, and read as a property is.
            ast.unparse(each).endswith(("property", "fact"))
            for each in node.decorator_list
        ):
            yield node

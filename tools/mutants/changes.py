"""Mutants: one small change of one place of a file, and which places are left out.

A comparison is turned, a whole number one up, ``and`` becomes ``or``, ``+`` becomes
``-``, a condition is denied, ``not`` or a minus falls away, ``break`` becomes
``continue``. Places where no change can be seen are left out, by rule: see `_silent`.
"""

import ast
import copy
import itertools
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_DENIED = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)
"""What turns into its denial: to deny the whole condition is the same change."""

_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
}
_KEYWORDS = {"maxsize", "repr", "slots", "cache_hash", "weakref_slot", "stacklevel"}
"""Arguments: how much is remembered, how a value is shown to a programmer."""

_OF_CLASS = {"eq", "kw_only"}
"""Arguments of what makes a class: how it may be called, how its values compare."""

_REMEMBERED = {"REMEMBERED", "_REMEMBERED", "ONE_BY_ONE", "WIDENED", "SHELF"}
"""Names of the sizes of memories, and of how soon or in which heaps patterns are put
together: another size gives the same results, which the tests of terminals hold."""


@attrs.frozen
class Mutant:
    """One changed place.

    Attributes:
        path: the file, from the top of its package.
        line: the line of the place.
        was: the code before.
        becomes: the code after.
        source: the whole changed file.
        lines: the lines of the place.
        statement: the lines of the statement it stands in.
    """

    path: str
    line: int
    was: str
    becomes: str
    source: str
    lines: range
    statement: range


Site = tuple[str, int, int]
"""A file of a package, the number of a node in it, and which of its changes."""


def sites(package: Path, path: str) -> Iterator[Site]:
    """Yield every place of a file that can be changed."""
    tree = ast.parse((package / path).read_text(encoding="utf-8"))
    silent = _silent(tree)
    for number, node in enumerate(ast.walk(tree)):
        if id(node) not in silent:
            for which, _ in enumerate(_changes(node)):
                yield path, number, which


def mutant(package: Path, site: Site) -> Mutant:
    """Make the one change of a place."""
    path, number, which = site
    tree = ast.parse((package / path).read_text(encoding="utf-8"))
    node = next(each for count, each in enumerate(ast.walk(tree)) if count == number)
    place = _place(node)
    lines = range(place.lineno, (place.end_lineno or place.lineno) + 1)
    was = _shown(node)
    statement = _statement(tree, node)
    setattr(node, *next(itertools.islice(_changes(node), which, None)))
    source = ast.unparse(ast.fix_missing_locations(tree))
    return Mutant(path, lines[0], was, _shown(node), source, lines, statement)


def drawn(
    package: Path, patterns: Sequence[str], sample: int, seed: str
) -> list[Mutant]:
    """Draw mutants of some files, each file as likely as it is long."""
    every = [site for path in files(package, patterns) for site in sites(package, path)]
    chance = random.Random(seed)  # noqa: S311 - no secret
    picked = chance.sample(every, min(sample, len(every)))
    return [mutant(package, site) for site in picked]


def of_line(package: Path, path: str, line: int) -> list[Mutant]:
    """Make all mutants of one line."""
    made = (mutant(package, site) for site in sites(package, path))
    return [each for each in made if each.line == line]


def files(package: Path, patterns: Sequence[str]) -> list[str]:
    """Return the files of a package that some patterns stand for."""
    found = {file for pattern in patterns for file in package.glob(pattern)}
    return sorted(file.relative_to(package).as_posix() for file in found)


def _silent(tree: ast.Module) -> set[int]:
    """Return the nodes whose change nobody can see, by rule.

    * annotations, and what stands under ``TYPE_CHECKING``;
    * ``assert`` with its message: it states what holds, and is no behaviour;
    * sizes of memories, how a value is shown to a programmer, ``strict`` of ``zip``;
    * that a class is called by keywords alone, and that its values are told apart by
      identity: who calls it so, and compares none, sees no other class;
    * which Python or system it is, and ``if __name__ == "__main__"``.

    Docstrings are text, and text is never changed.
    """
    found: set[int] = set()
    for node in ast.walk(tree):
        for each in _without_effect(node):
            found |= {id(part) for part in ast.walk(each)}
    return found


def _without_effect(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.AnnAssign(target=ast.Name(id=name)) if name in _REMEMBERED:
            yield node
        case ast.Assign(targets=[ast.Name(id=name)]) if name in _REMEMBERED:
            yield node
        case (
            ast.AnnAssign(annotation=annotation)
            | ast.arg(annotation=ast.expr() as annotation)
            | ast.FunctionDef(returns=ast.expr() as annotation)
        ):
            yield annotation
        case (
            ast.Assert()
            | ast.If(test=ast.Name(id="TYPE_CHECKING"))
            | ast.If(test=ast.Compare(left=ast.Name(id="__name__")))
            | ast.If(test=ast.Compare(left=ast.Attribute(value=ast.Name(id="sys"))))
            | ast.Compare(left=ast.Attribute(value=ast.Name(id="sys")))
        ):
            yield node
        case ast.ClassDef(decorator_list=decorators):
            for each in decorators:
                if isinstance(each, ast.Call):
                    yield from (one for one in each.keywords if one.arg in _OF_CLASS)
        case ast.Call(func=ast.Name(id="zip"), keywords=keywords):
            yield from keywords
        case ast.keyword(arg=name) if name in _KEYWORDS:
            yield node
        case _:
            return


def _changes(node: ast.AST) -> Iterator[tuple[str, object]]:
    """Yield what of a node becomes what."""
    match node:
        case ast.Compare(ops=operators):
            for number, operator in enumerate(operators):
                turned = _COMPARISONS[type(operator)]()
                yield "ops", [*operators[:number], turned, *operators[number + 1 :]]
        case ast.BoolOp(op=operator):
            yield "op", ast.Or() if isinstance(operator, ast.And) else ast.And()
        case ast.BinOp(op=operator) if type(operator) in _OPERATORS:
            yield "op", _OPERATORS[type(operator)]()
        case ast.UnaryOp(op=ast.Not() | ast.USub() as operator, operand=operand):
            yield "operand", ast.UnaryOp(copy.copy(operator), operand)
        case ast.Constant(value=bool() as value):
            yield "value", not value
        case ast.Constant(value=int() as value):
            yield "value", value + 1
        case ast.Break():
            yield "__class__", ast.Continue
        case ast.Continue():
            yield "__class__", ast.Break
        case _:
            yield from _denials(node)


def _denials(node: ast.AST) -> Iterator[tuple[str, object]]:
    """Yield the condition of a node, denied."""
    match node:
        case ast.If(test=test) | ast.IfExp(test=test) if _is_deniable(test):
            yield "test", ast.UnaryOp(ast.Not(), test)
        case ast.match_case(guard=ast.expr() as guard) if _is_deniable(guard):
            yield "guard", ast.UnaryOp(ast.Not(), guard)
        case ast.comprehension(ifs=[condition]) if _is_deniable(condition):
            yield "ifs", [ast.UnaryOp(ast.Not(), condition)]
        case _:
            return


def _is_deniable(condition: ast.expr) -> bool:
    """Report whether to deny it differs from the changes of its own parts."""
    match condition:
        case ast.UnaryOp(op=ast.Not()):
            return False
        case ast.Compare(ops=[operator]):
            return not isinstance(operator, _DENIED)
        case _:
            return True


def _place(node: ast.AST) -> ast.expr | ast.stmt:
    """Return the part of a node that is changed, which knows its lines."""
    match node:
        case ast.If(test=test):
            return test
        case ast.match_case(guard=ast.expr() as guard):
            return guard
        case ast.comprehension(ifs=[condition, *_]):
            return condition
        case ast.expr() | ast.stmt():
            return node
        case _:
            message = f"a node without lines: {node!r}"
            raise TypeError(message)


def _shown(node: ast.AST) -> str:
    return ast.unparse(_place(node))


def _statement(tree: ast.Module, node: ast.AST) -> range:
    """Return the lines of the innermost statement around a node."""
    around = [
        each
        for each in ast.walk(tree)
        if isinstance(each, ast.stmt) and any(part is node for part in ast.walk(each))
    ]
    inner = min(around, key=lambda each: (each.end_lineno or 0) - each.lineno)
    decorators: list[ast.expr] = getattr(inner, "decorator_list", [])
    first = min([inner.lineno, *(each.lineno for each in decorators)])
    return range(first, (inner.end_lineno or inner.lineno) + 1)

"""``make mutants``: the code is broken in small ways, and a test should notice each.

A mutant is one change of one place: a comparison turned, a figure one up, ``and`` for
``or``, ``+`` for ``-``, a condition denied, a ``break`` for a ``continue``. It is put
into a copy of the package in another folder, and the tests of its group run against
that copy; a mutant that no test notices is a survivor, and told with its line.

Groups: phrase, judging, scoring, linting, units, profile; ``--sample`` of each are
drawn by ``--seed``.
"""

import argparse
import ast
import copy
import itertools
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from tools.stages import ROOT, say

PACKAGE = ROOT / "src" / "perftargets"
SECONDS = 900
"""How long the tests of one mutant may take; one that hangs is noticed."""

GROUPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "phrase": (("phrase/*.py",), ("tests/phrase", "tests/property")),
    "judging": (("judging/*.py",), ("tests/judging", "tests/scoring")),
    "scoring": (("scoring/*.py",), ("tests/scoring", "tests/reporting")),
    "linting": (("linting/*.py", "linting/rules/*.py"), ("tests/linting",)),
    "units": (("units.py",), ("tests/test_units.py", "tests/units", "tests/judging")),
    "profile": (("profile/*.py",), ("tests/test_profile.py", "tests/scoring")),
}
"""The files of each group, and the tests that should notice a mutant of it."""

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
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
}


@attrs.frozen
class Mutant:
    """One changed place.

    Attributes:
        path: the file.
        line: the line of the place.
        was: the code before.
        becomes: the code after.
        source: the whole changed file.
    """

    path: Path
    line: int
    was: str
    becomes: str
    source: str


Site = tuple[Path, int, int]
"""A file, the number of a node in it, and which of its changes."""


def sites(path: Path) -> Iterator[Site]:
    """Yield every place of a file that can be changed."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hints = _hints(tree)
    for number, node in enumerate(ast.walk(tree)):
        if id(node) not in hints:
            for which, _ in enumerate(_changes(node)):
                yield path, number, which


def mutant(site: Site) -> Mutant:
    """Make the one change of a place."""
    path, number, which = site
    tree = ast.parse(path.read_text(encoding="utf-8"))
    node = next(each for count, each in enumerate(ast.walk(tree)) if count == number)
    was = ast.unparse(node)
    setattr(node, *next(itertools.islice(_changes(node), which, None)))
    source = ast.unparse(ast.fix_missing_locations(tree))
    return Mutant(path, getattr(node, "lineno", 0), was, ast.unparse(node), source)


def _hints(tree: ast.Module) -> set[int]:
    """Return the nodes of annotations, which say nothing while the program runs."""
    found: set[int] = set()
    for node in ast.walk(tree):
        inside: list[ast.AST] = []
        match node:
            case ast.AnnAssign(annotation=annotation):
                inside.append(annotation)
            case ast.arg(annotation=ast.expr() as annotation):
                inside.append(annotation)
            case ast.FunctionDef(returns=ast.expr() as returns):
                inside.append(returns)
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                inside.append(node)
        for each in inside:
            found |= {id(part) for part in ast.walk(each)}
    return found


def _changes(node: ast.AST) -> Iterator[tuple[str, object]]:
    """Yield what of a node becomes what."""
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in _COMPARISONS:
            yield "ops", [_COMPARISONS[type(operator)]()]
        case ast.BoolOp(op=ast.And()):
            yield "op", ast.Or()
        case ast.BoolOp(op=ast.Or()):
            yield "op", ast.And()
        case ast.BinOp(op=operator) if type(operator) in _OPERATORS:
            yield "op", _OPERATORS[type(operator)]()
        case ast.Constant(value=bool() as value):
            yield "value", not value
        case ast.Constant(value=int() as value):
            yield "value", value + 1
        case ast.If(test=test) | ast.IfExp(test=test):
            yield "test", ast.UnaryOp(ast.Not(), copy.deepcopy(test))
        case _:
            return


def is_noticed(made: Mutant, tests: Sequence[str], folder: Path) -> bool:
    """Run the tests against a copy of the package with the mutant in it."""
    place = folder / "src" / "perftargets" / made.path.relative_to(PACKAGE)
    whole = place.read_text(encoding="utf-8")
    place.write_text(made.source, encoding="utf-8")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-n0", *tests],
            cwd=folder,
            env={
                **os.environ,
                "PYTHONPATH": f"{folder / 'src'}",
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return True
    finally:
        place.write_text(whole, encoding="utf-8")
    return done.returncode != 0


def copied(folder: Path) -> None:
    """Copy the package and its tests, with what they read of the checkout."""
    for name in ("src", "tests", "grammar", "docs", "tools", "bench"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("pyproject.toml", "Makefile", "CHANGELOG.md"):
        shutil.copy(ROOT / name, folder / name)


def drawn(group: str, sample: int, seed: int) -> list[Mutant]:
    """Draw mutants of a group, each file as likely as it is long."""
    patterns, _ = GROUPS[group]
    paths = sorted(path for each in patterns for path in PACKAGE.glob(each))
    every = [site for path in paths for site in sites(path)]
    chance = random.Random(f"{group}-{seed}")  # noqa: S311 - no secret
    return [mutant(site) for site in chance.sample(every, min(sample, len(every)))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Try mutants, and tell how many were noticed; 1 where under nine in ten were."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants")
    parser.add_argument("--group", action="append", choices=[*GROUPS])
    parser.add_argument("--sample", type=int, default=20, help="how many of each group")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--least", type=float, default=0.9, help="share to be noticed")
    asked = parser.parse_args(arguments)
    low = False
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        copied(folder)
        for group in asked.group or [*GROUPS]:
            begun = time.monotonic()
            tried = drawn(group, asked.sample, asked.seed)
            noticed = 0
            for each in tried:
                if is_noticed(each, GROUPS[group][1], folder):
                    noticed += 1
                    continue
                where = f"{each.path.relative_to(ROOT)}:{each.line}"
                say(f"survived: {where}: {each.was!r} became {each.becomes!r}")
            took = time.monotonic() - begun
            say(f"{group}: {noticed} of {len(tried)} noticed, {took:.0f} s")
            low = low or noticed < asked.least * len(tried)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())

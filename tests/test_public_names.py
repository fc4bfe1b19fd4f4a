"""What ``import perftargets`` offers, and what it costs."""

import ast
import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import perftargets

INIT = Path(inspect.getfile(perftargets))


def typed_imports() -> dict[str, str]:
    """Read from ``__init__.py`` which names a type checker is told, and whence."""
    tree = ast.parse(INIT.read_text(encoding="utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    return {
        alias.name: node.module
        for node in guarded.body
        if isinstance(node, ast.ImportFrom) and node.module is not None
        for alias in node.names
    }


def run(code: str) -> str:
    """Run code in a fresh interpreter and give what it prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert "" == done.stderr
    return done.stdout


def test_public_names_are_sorted_and_said_once() -> None:
    """``__all__`` is in order and holds no name twice."""
    assert sorted(set(perftargets.__all__)) == perftargets.__all__


def test_a_type_checker_sees_the_names_that_a_program_gets() -> None:
    """Typed imports, ``__all__`` and the lazy table name the same things."""
    typed = typed_imports()

    assert {*typed, "__version__"} == {*perftargets.__all__}
    lazy = {
        name: f"perftargets.{module}"
        for name, module in perftargets._HOME.items()  # noqa: SLF001 - under test here
    }
    assert typed == lazy


@pytest.mark.parametrize("name", sorted(typed_imports()))
def test_every_public_name_is_the_object_of_its_module(name: str) -> None:
    """A public name gives the very object that its module defines."""
    defined = getattr(import_module(typed_imports()[name]), name)

    assert defined is getattr(perftargets, name)


def test_a_name_that_is_not_there_raises_the_usual_error() -> None:
    """An unknown name is an AttributeError in the words Python uses."""
    with pytest.raises(
        AttributeError, match=r"^module 'perftargets' has no attribute 'prase'$"
    ):
        perftargets.prase  # noqa: B018 - looking the name up is the test


def test_dir_lists_names_that_are_not_loaded_yet() -> None:
    """Completion in a notebook offers every public name from the start."""
    printed = run(
        "import perftargets; print(set(perftargets.__all__) <= set(dir(perftargets)))"
    )

    assert "True\n" == printed


def test_importing_the_package_loads_nothing_else_of_it() -> None:
    """``import perftargets`` loads no module below it and none of its libraries."""
    printed = run(
        "import sys, perftargets\n"
        "heavy = {'attr', 'attrs', 'cattrs', 'cyclopts', 'lark', 'perftargets', "
        "'rich', 'tomllib'}\n"
        "print([name for name in sorted(sys.modules)"
        " if name.partition('.')[0] in heavy])"
    )

    assert "['perftargets']\n" == printed


def test_a_model_class_loads_no_reader() -> None:
    """``Document`` comes without cattrs, without any reader and without the command."""
    printed = run(
        "import sys, perftargets\n"
        "perftargets.Document\n"
        "heavy = ('cattrs', 'cyclopts', 'perftargets.scoring.check', "
        "'perftargets.reading', 'rich')\n"
        "print([name for name in heavy if name in sys.modules])"
    )

    assert "[]\n" == printed

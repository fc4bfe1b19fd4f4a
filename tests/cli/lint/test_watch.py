"""``lint --watch``: a look for every change, none without one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from perftargets.cli import watch
from tests.cli.conftest import Result, Run


def steps(*actions: Callable[[], object]) -> Callable[[], None]:
    """Give a pause in which one thing after the other happens, then an interrupt."""
    left = list(actions)

    def wait() -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop(0)()

    return wait


def test_every_change_is_looked_at_once(folder: Path) -> None:
    """No change, a change, a file that is gone for a moment and comes back."""
    table = folder / "table.yaml"
    looks: list[int] = []

    def look() -> int:
        looks.append(len(table.read_bytes()))
        return len(looks)

    size = len(table.read_bytes())
    code = watch.watch(
        [table],
        look,
        wait=steps(
            lambda: None,
            lambda: table.write_bytes(b"x"),
            lambda: None,
            table.unlink,
            lambda: table.write_bytes(b"xyz"),
        ),
    )

    assert [size, 1, 3] == looks
    assert 3 == code


def test_the_command_ends_with_the_last_look(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error of the first look is gone when the call is interrupted."""
    table = folder / "table.yaml"
    repaired = table.read_text(encoding="utf-8").replace('target: ""', "target: ≥90%")
    pause = steps(lambda: table.write_text(repaired, encoding="utf-8"))
    monkeypatch.setattr("time.sleep", lambda _seconds: pause())

    result = run(
        "lint", "table.yaml", "--watch", "--select", "STR009", "--format", "concise"
    )

    assert 0 == result.code
    assert 1 == result.out.count("STR009")


@pytest.mark.usefixtures("folder")
def test_what_cannot_be_watched(run: Run) -> None:
    """Standard input, and a file that is not there."""
    assert run("lint", "-", "--watch") == Result(
        2, "", "perftargets: standard input cannot be watched\n"
    )
    assert run("lint", "none.yaml", "--watch") == Result(
        2, "", "perftargets: there is no file “none.yaml”\n"
    )

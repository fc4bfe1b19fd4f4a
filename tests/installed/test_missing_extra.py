"""The command where a library of its extra is missing, or where it is broken itself."""

import sys

import pytest

from perftargets import __main__ as command


@pytest.mark.parametrize("library", ["cyclopts", "rich"])
def test_the_command_says_what_to_install(
    library: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without a library of the extra ``cli`` the command names it and ends 2."""
    for name in [*sys.modules]:
        if name.startswith(("perftargets.cli", f"{library}.")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)

    code = command.main(["parse", "不少于100条"])

    printed = capsys.readouterr()
    assert 2 == code
    assert "" == printed.out
    assert (
        'perftargets：缺少附加组件“cli”，请运行 pip install "perftargets[cli]"\n'
        'perftargets: the extra “cli” is missing; run pip install "perftargets[cli]"\n'
    ) == printed.err


def test_a_fault_of_our_own_is_not_taken_for_a_missing_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A broken installation shows its real fault, not a hint at an extra."""
    monkeypatch.setitem(sys.modules, "perftargets.cli", None)

    with pytest.raises(ModuleNotFoundError, match=r"^import of perftargets\.cli "):
        command.main(["parse", "不少于100条"])

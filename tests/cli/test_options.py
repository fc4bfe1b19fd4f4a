"""Options are declared once: help in both languages, and they reach their run."""

from typing import Any, get_args

import attrs
import pytest

from perftargets.cli import options as declared
from perftargets.cli._app import COMMANDS, build
from perftargets.cli.option import localized
from perftargets.findings import Language
from tests.cli.conftest import Run

CLASSES = [each.options for each in COMMANDS if each.options is not None]
CLASSES.append(declared.CompletionOptions)
LANGUAGES: tuple[Language, ...] = get_args(Language)


def every(options: type) -> list["attrs.Attribute[object]"]:
    """Return the fields of a class of options, with those that it shares."""
    found: list[attrs.Attribute[object]] = []
    for field in attrs.fields(options):
        if "help" in field.metadata:
            found.append(field)
        else:
            assert isinstance(field.type, type)
            found += every(field.type)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", [each.name for each in COMMANDS])
def test_every_option_stands_in_the_help(
    run: Run, command: str, language: Language
) -> None:
    """With words of its own, in the language of the run."""
    (entry,) = (each for each in COMMANDS if each.name == command)
    # Chinese is broken anywhere, and no space belongs to it.
    glue = "" if language == "zh" else " "
    shown = glue.join(run(command, "--help", "--lang", language).out.split())

    assert glue.join(entry.help.text(language).split()) in shown
    for field in [] if entry.options is None else every(entry.options):
        said = field.metadata["help"]
        message = said() if callable(said) else said
        assert message.zh
        assert message.en
        assert f"--{field.name.replace('_', '-')}" in shown
        # Lines are broken where the terminal ends.
        assert "".join(message.text(language).split()) in "".join(shown.split())


@pytest.mark.parametrize("options", CLASSES)
def test_the_class_of_a_language_is_one_of_the_options(options: Any) -> None:
    """What a command gets is of the class that its work is written for."""
    given = {
        field.name: "x"
        for field in attrs.fields(options)
        if field.default is attrs.NOTHING
    }
    made = localized(options, "zh")(**given)
    assert isinstance(made, options)
    assert attrs.asdict(made) == attrs.asdict(options(**given))


def test_no_option_of_one_command_is_written_twice() -> None:
    """A name that two commands share with the same words is one declaration."""
    seen: dict[tuple[str, str], object] = {}
    for options in CLASSES:
        for field in every(options):
            said = field.metadata["help"]
            message = said() if callable(said) else said
            if field.name in {"aliases", "limit", "sheet", "pages", "encoding"}:
                assert seen.setdefault((field.name, message.en), said) is said


def test_the_commands_are_those_that_are_declared() -> None:
    """In the order of the help."""
    names = [name for name in build("en") if not name.startswith("-")]
    assert [each.name for each in COMMANDS] == names

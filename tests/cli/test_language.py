"""Which language the command speaks, and where ``--lang`` may stand."""

import pytest

from perftargets.cli.language import of_locale, split
from perftargets.findings import Language
from tests.cli.conftest import Result, Run


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "ZH_TW"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.GB18030"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        ({"LANG": "de_CH.UTF-8"}, "en"),
    ],
)
def test_locale_decides(environment: dict[str, str], language: Language) -> None:
    """The first of LC_ALL, LC_MESSAGES and LANG that is set names the language."""
    assert of_locale(environment) == language


@pytest.mark.parametrize(
    "argv",
    [
        ("--lang", "zh", "parse", "x"),
        ("parse", "--lang", "zh", "x"),
        ("parse", "x", "--lang=zh"),
    ],
)
def test_lang_stands_anywhere(argv: tuple[str, ...]) -> None:
    """``--lang`` is taken out before or after the command and its arguments."""
    assert split(argv) == ("zh", ["parse", "x"])


def test_lang_after_two_hyphens_is_a_phrase() -> None:
    """Behind ``--`` everything is a phrase, ``--lang`` too."""
    argv = ["parse", "--", "--lang", "zh"]
    assert split(argv) == ("en", argv)


@pytest.mark.parametrize("argv", [("--lang", "fr", "demo"), ("demo", "--lang")])
def test_other_languages_are_refused(run: Run, argv: tuple[str, ...]) -> None:
    """A language that the command does not speak is wrong usage."""
    expected = Result(2, "", "perftargets: --lang takes zh or en\n")
    assert expected == run(*argv)

"""What the page of lint shows works as shown."""

import re
import tomllib
from pathlib import Path

import pytest

from perftargets.cli import settings
from perftargets.errors import FindingsError
from perftargets.linting import Rule
from perftargets.linting.catalogue import CATALOGUE
from perftargets.linting.lint import lint
from perftargets.profile import load_profile
from tests.linting.made_up import document, indicator

ROOT = Path(__file__).resolve().parents[3]
LINT = (ROOT / "docs" / "reference" / "lint.md").read_text(encoding="utf-8")
CI = (ROOT / "docs" / "how-to" / "lint-in-ci.md").read_text(encoding="utf-8")


def block(page: str, section: str, language: str) -> str:
    """Give the first block of a language in a section."""
    _, _, rest = page.partition(f"\n## {section}\n")
    found = re.search(rf"```{language}\n(.*?)```", rest, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_settings_shown_are_settings(folder: Path) -> None:
    """Every key of the example is one, and every key is in the example."""
    text = block(LINT, "Settings", "toml")
    (folder / "shared.toml").write_text("", encoding="utf-8")
    (folder / "own").mkdir()
    own = folder / "own" / "perftargets.toml"
    own.write_text(text, encoding="utf-8")

    assert set(settings.KEYS) == set(tomllib.loads(text))
    assert "mof2021" == settings.load(own).profile


def test_the_profile_shown_is_one(folder: Path) -> None:
    """It loads."""
    path = folder / "own.toml"
    path.write_text(block(LINT, "Profiles", "toml"), encoding="utf-8")

    assert "linear" == load_profile(path).points.reverse


def test_the_rule_shown_is_one() -> None:
    """It finds an English name and no other."""
    names: dict[str, object] = {"__name__": "abc_rules"}
    exec(block(LINT, "Rules of your own", "python"), names)  # noqa: S102 - our own page
    rule = names["english_name"]
    assert isinstance(rule, Rule)
    table = document(
        indicator("training", "≥5个", line=5), indicator("培训", "≥5个", line=6)
    )

    report = lint(table, catalogue={rule.code: rule})

    assert [("ABC001", "training")] == [(each.code, each.indicator) for each in report]


def test_the_line_for_python_raises(folder: Path) -> None:
    """The table in the folder has an error."""
    assert (folder / "table.yaml").is_file()
    with pytest.raises(FindingsError, match="STR009"):
        exec(block(CI, "In Python", "python"), {})  # noqa: S102 - our own page


def test_the_codes_shown_are_rules() -> None:
    """Pages name no rule that is not there, but for the one of the example."""
    codes = set(re.findall(r"\b[A-Z]{3}\d{3}\b", LINT + CI))

    assert codes - {"ABC001"} <= set(CATALOGUE)

"""What the pages say stays true of the code."""

import enum
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

import perftargets
from perftargets.cli._app import build

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).resolve().parents[1]
PAGES = ["README.md", "README.zh-CN.md"]
PAGES += ["CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"]
PAGES += sorted(str(page.relative_to(ROOT)) for page in (ROOT / "docs").rglob("*.md"))


def text(page: str) -> str:
    """Read a page."""
    return (ROOT / page).read_text(encoding="utf-8")


def glossary_names() -> Iterator[str]:
    """Give the names that the glossary's tables pair with Chinese terms."""
    for line in text("docs/glossary.md").splitlines():
        if line.startswith("| ") and "|---" not in line:
            yield from re.findall(r"`([A-Za-z_.]+)`", line.split("|")[2])


def members(owner: object) -> set[str]:
    """Give fields and properties of a model class, or an enumeration's members."""
    if isinstance(owner, enum.EnumType):
        return set(owner.__members__)
    if inspect.isclass(owner) and attrs.has(owner):
        properties = dict(inspect.getmembers(owner, inspect.isdatadescriptor))
        return {field.name for field in attrs.fields(owner)} | {
            name for name in properties if not name.startswith("_")
        }
    return set()


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file(page: str) -> None:
    """A relative link names a file that is there."""
    links = re.findall(r"\]\(([^):]+)\)", text(page))

    folder = (ROOT / page).parent
    assert [] == [link for link in links if not (folder / link).is_file()]


@pytest.mark.parametrize("name", sorted(set(glossary_names())))
def test_the_glossary_names_what_the_code_has(name: str) -> None:
    """A name of the glossary is a public name, or a member of one."""
    owner, _, member = name.partition(".")

    assert owner in perftargets.__all__
    if member:
        assert member in members(getattr(perftargets, owner))


def test_every_command_has_a_section() -> None:
    """The page of the command has one section for each, in the order of the help."""
    headings = re.findall(r"^## (.+)$", text("docs/reference/command.md"), re.MULTILINE)

    commands = [name for name in build("en") if not name.startswith("-")]
    assert [*commands, "Completion", "Exit codes"] == headings

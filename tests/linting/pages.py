"""The examples on the pages of the rules: what stands on them, and what is marked."""

import re
from pathlib import Path

import attrs

PAGES = Path(__file__).parents[2] / "docs" / "rules"

_BLOCK = re.compile(
    r"^```yaml(?P<prior> prior)?\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE
)
_MARK = re.compile(r" # (?P<code>[A-Z]{3}[0-9]{3})$")
_HEAD = """\
schema: perftargets/1
fiscal_year: 2022
projects:
- name: 网格员培训
  goal: 培训网格员60名，使辖区巡查覆盖率达到95%
  indicators:
"""


@attrs.frozen
class Example:
    """One block of a page.

    Attributes:
        text: a whole document; rows alone are put into a project.
        prior: last year's document, where a block ``yaml prior`` stands before it.
        marked: the lines that are marked, and with which code.
    """

    text: str
    prior: str | None
    marked: frozenset[tuple[int, str]]


def examples(page: Path) -> list[Example]:
    """Read the examples of a page, in order."""
    found: list[Example] = []
    prior = None
    for block in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        text = _document(block["body"])
        if block["prior"]:
            prior = text
            continue
        marked = {
            (number, mark["code"])
            for number, line in enumerate(text.split("\n"), start=1)
            if (mark := _MARK.search(line))
        }
        found.append(Example(text, prior, frozenset(marked)))
    return found


def _document(body: str) -> str:
    if not body.startswith("- "):
        return body
    return _HEAD + "".join(f"  {line}\n" for line in body.splitlines())

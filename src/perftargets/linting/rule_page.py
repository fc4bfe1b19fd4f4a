"""The page of a rule, which the package carries: why it is one, and its examples."""

import re
from typing import Protocol

import attrs

from perftargets import _data
from perftargets.findings import Message

_FOLDER = "linting/pages"
_SECTION = re.compile(r"^## (?P<title>.+)$", re.MULTILINE)
_BLOCK = re.compile(
    r"^```yaml(?P<prior> prior)?\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE
)


class Named(Protocol):
    """What has the code and the name of a rule: a rule, or one of its findings."""

    @property
    def code(self) -> str:
        """The code, ``VAL003``."""

    @property
    def name(self) -> str:
        """The name, ``hedged-number``."""


@attrs.frozen(kw_only=True)
class Sample:
    """One example of a page.

    Attributes:
        lines: its lines, without the marks of those that are flagged.
        flagged: which of them the rule flags, from 1.
        prior: the lines of last year's file, for rules that compare years.
    """

    lines: tuple[str, ...]
    flagged: frozenset[int]
    prior: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Page:
    """What a page says; empty for the rule of another package, which has none here.

    ``why`` is a paragraph in Chinese and one in English.
    """

    why: Message = attrs.field(factory=lambda: Message("", ""))
    samples: tuple[Sample, ...] = ()


def page_of(rule: Named) -> Page:
    """Read the page of a rule, or of the rule of a finding."""
    try:
        text = _data.read(_FOLDER, f"{rule.name}.md")
    except FileNotFoundError:
        return Page()
    if f"({rule.code})" not in text.partition("\n")[0]:
        # A package may give its rule the name of one that is shipped.
        return Page()
    sections = _SECTION.split(text)
    titled = dict(zip(sections[1::2], sections[2::2], strict=True))
    zh, _, en = titled.get("Why", "").strip().partition("\n\n")
    return Page(
        why=Message(zh.strip(), en.strip()),
        samples=tuple(_samples(titled.get("Examples", ""), rule.code)),
    )


def _samples(text: str, code: str) -> list[Sample]:
    found: list[Sample] = []
    prior: tuple[str, ...] = ()
    mark = re.compile(rf"\s+# {re.escape(code)}$")
    for block in _BLOCK.finditer(text):
        lines = tuple(block["body"].splitlines())
        if block["prior"]:
            prior = lines
            continue
        flagged = (n for n, line in enumerate(lines, start=1) if mark.search(line))
        found.append(
            Sample(
                lines=tuple(mark.sub("", line) for line in lines),
                flagged=frozenset(flagged),
                prior=prior,
            )
        )
    return found

"""What is no part of a phrase's meaning: white space, wrappers, labels."""

import re
from collections.abc import Sequence

import attrs

from perftargets.phrase.figure_text import Forms
from perftargets.phrase.needs import Needs

PAIRS = {"“": "”", "‘": "’", '"': '"', "'": "'", "(": ")"}
_EDGE = " 。;,、.!\n\t…"

_BLANK = r"\s\u200b-\u200f\u2028\u2029\u2060\ufeff\u00ad\x00-\x1f\x7f"
_OPENERS = frozenset("“‘\"'(;,。、.!…")
_CLOSERS = frozenset("”’\"');,。、.!…")
_BLANKS = re.compile(rf"[{_BLANK}]")
_DIGITS = re.compile(r"[0-9]+")
_DECIMAL = re.compile(r"\.[0-9]")
_GROUPED = re.compile(r"(?:^|[^0-9.,])[0-9]{1,3}(?:[0-9]{3})*$")
_MARKED = re.compile(r"(?:^|[;,。\n])[0-9]{1,2}\.$")

LONGEST_FIGURE = 24
"""Characters in which a figure written in groups of three must have begun."""


@attrs.frozen(eq=False)
class Noise:
    """Takes a phrase out of its wrappers.

    A label stands before the value and says nothing of it: 指标值：, a list marker,
    经抽查，. ``leads`` are the characters it can begin with, ``needs`` sets of which it
    has one each. The patterns are ``forms``, compiled where a phrase asks for them.
    """

    forms: Forms
    leads: frozenset[str]
    needs: Needs

    @property
    def listed(self) -> re.Pattern[str]:
        """A list marker behind a space."""
        return self.forms["listed"][0]

    @property
    def numbered(self) -> re.Pattern[str]:
        """A label that ends in a number."""
        return self.forms["numbered"][0]

    @property
    def pair(self) -> re.Pattern[str]:
        """Two figures in brackets."""
        return self.forms["pair"][0]

    def cleaned(self, folded: str) -> tuple[str, Sequence[int] | None]:
        """Return the phrase without noise, and the place of each character left.

        The places are None when nothing was taken out, and a range when nothing was
        taken out between what is left.
        """
        if not folded:
            return folded, None
        # Every blank but the space is a character that is not printed.
        blank = " " in folded or not folded.isprintable()
        first = folded[0]
        if not (
            blank
            or first in _OPENERS
            or folded[-1] in _CLOSERS
            or (
                first in self.leads
                and self._may_label(folded)
                and self._label(folded, 0, len(folded)) is not None
            )
        ):
            return folded, None
        places: Sequence[int] = range(len(folded))
        text = folded
        if blank and _BLANKS.search(folded):
            text, places = self._unspaced(folded)
        start, end = 0, len(text)
        partners = _partners(text)
        # Asked once for the text, and not at each of its brackets.
        labelled = self._may_label(text)
        while start < end:
            if text[start] in _EDGE and not _DECIMAL.match(text, start):
                start += 1
            elif text[end - 1] in _EDGE:
                end -= 1
            elif labelled and (label := self._label_end(text, start, end)) is not None:
                start = label
            elif partners.get(start) == end - 1 and not self._pairs(text[start:end]):
                start, end = start + 1, end - 1
            else:
                break
        return text[start:end], places[start:end]

    def _pairs(self, text: str) -> bool:
        """Return whether brackets hold two figures: of (60,80) they are a part."""
        return self.pair.fullmatch(text) is not None

    def _label_end(self, text: str, start: int, end: int) -> int | None:
        """Return where a label ends; a list marker alone marks nothing."""
        if text[start] not in self.leads:
            return None
        label = self._label(text, start, end)
        if label is None or (label.end() == end and text[end - 1] != ":"):
            return None
        return label.end()

    def _may_label(self, text: str) -> bool:
        """Return whether a text has what every label has.

        The pattern of labels is compiled for the first text that may have one: it holds
        the units, since 1、2条 is no list, and few patterns take longer.
        """
        return not any(needed.isdisjoint(text) for needed in self.needs)

    def _label(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Match a label."""
        return self.forms["label"][0].match(text, start, end)

    def _unspaced(self, folded: str) -> tuple[str, list[int]]:
        """Remove white space; keep a line break, and a space that says something.

        A space before a list marker is a break; one between digits stays, unless
        exactly three follow: 20 000元.
        """
        kept: list[str] = []
        places: list[int] = []
        position, length = 0, len(folded)
        depth = 0
        while position < length:
            if not _BLANKS.match(folded, position):
                sign = folded[position]
                depth += (sign == "(") - (sign == ")")
                kept.append(sign)
                places.append(position)
                position += 1
                continue
            end = position
            while end < length and _BLANKS.match(folded, end):
                end += 1
            stands = self._meaning(folded, position, end, kept, enclosed=depth > 0)
            if stands:
                kept.append(stands)
                places.append(position)
            position = end
        return "".join(kept), places

    def _meaning(
        self, folded: str, start: int, end: int, kept: Sequence[str], *, enclosed: bool
    ) -> str:
        blank = folded[start:end]
        if "\n" in blank or "\r" in blank or "\u2028" in blank:
            return "\n"
        marker = self.listed.match(folded, end)
        if marker is not None and not (enclosed and marker[0].endswith(")")):
            # （不少于 3） holds no list marker.
            return "\n"
        tail = "".join(kept[-LONGEST_FIGURE:])
        before = tail[-1:]
        following = folded[end : end + 1]
        if before == "." and following.isdigit() and _MARKED.search(tail):
            # 1. 5个 is a list marker and a figure, not a decimal.
            return "\n"
        if before.isascii() and before.isalpha() and following.isdigit():
            # SCI 5篇 is a name and a figure, SCI5 would be a name.
            return " "
        if before.isascii() and before.isalpha() and following.isascii():
            return " " if following.isalpha() else ""
        if before.isdigit() and self.numbered.fullmatch(tail):
            # 指标1 种薯采购 is a label and a name, 指标1种 would be a figure.
            return ":"
        if not (before.isdigit() and following.isdigit()):
            return ""
        digits = _DIGITS.match(folded, end)
        group = _GROUPED.search(tail)
        if digits is not None and len(digits[0]) == 3 and group:  # noqa: PLR2004
            return ""
        return " "


def _partners(text: str) -> dict[int, int]:
    """Find where each bracket or quote that opens is closed."""
    found: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for index, sign in enumerate(text):
        closed = opened.get(sign)
        if closed:
            found[closed.pop()] = index
        elif sign in PAIRS:
            opened.setdefault(PAIRS[sign], []).append(index)
    return found

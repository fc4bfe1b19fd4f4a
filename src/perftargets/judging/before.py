"""What stands right before a figure and may be part of it: 利润-4万元, 95. 5%, 负2%.

Such a figure can be read in two ways that differ by far, so it decides nothing.
"""

import re

from perftargets.findings import Message
from perftargets.judging.words import verdict_words
from perftargets.phrase.target import Change, Comparison, Range, Target

_DASHES = "-－﹣−–—"
_POINT = re.compile(r"\d+[.．,，。]\Z")
_MARKER = re.compile(r"(?:\A|[;；,，。\s])(\d{1,2})[.．](?!\d)")
_BRACKETED = re.compile(r"[(（]\s*\d[^()（）]*[)）]")


def unclear(item: Target, whole: str) -> Message | None:
    """Say which reading of a figure's sign or point is not settled, or None.

    ``whole`` is the text that the spans of ``item`` point into.
    """
    known = isinstance(item.measure, Comparison | Range | Change)
    if not known or not item.spans.number:
        return None
    before = whole[: item.spans.number[0].start].rstrip()
    if _signed(before) or _BRACKETED.fullmatch(whole.strip()):
        return Message(
            zh=f"“{item.text}”的数字是正是负，看不出来",
            en=f"whether the figure of “{item.text}” is negative cannot be told",
        )
    if _POINT.search(before) and not _numbered(whole):
        return Message(
            zh=f"“{whole.strip()}”中数字前面还有数字，中间是小数点还是分隔，看不出来",
            en=f"in “{whole.strip()}” a figure stands right before another: a decimal "
            "point or two figures, which cannot be told",
        )
    return None


def _signed(before: str) -> bool:
    """Say whether a dash or a word for a minus stands right before the figure.

    A dash behind a digit joins two figures, and two of them are a dash for sure.
    """
    if before.endswith(verdict_words().minus):
        return True
    rest = before[:-1].rstrip()
    return (
        before.endswith(tuple(_DASHES))
        and not rest.endswith(tuple(_DASHES))
        and not rest[-1:].isdigit()
    )


def _numbered(whole: str) -> bool:
    """Say whether the text is a list: 1. 3次；2. 500份."""
    found = [int(number) for number in _MARKER.findall(whole)]
    return len(found) > 1 and found == list(range(1, len(found) + 1))

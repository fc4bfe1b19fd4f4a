"""Words around a figure or a date that leave open whether it was reached at all.

95%未达到, 预计完成6次 and 还差2次 hold a figure each, and none of them is what was
done.
"""

import re

from perftargets.findings import Message
from perftargets.judging.before import unclear
from perftargets.judging.context import Circumstances
from perftargets.judging.words import plain, verdict_words
from perftargets.phrase.target import Comparison, Operator, Target

_SUMS = "+＋×*＊xX/÷-－"


def doubt(
    item: Target,
    whole: str,
    target: Target,
    about: Circumstances,
    *,
    dated: bool = False,
) -> Message | None:
    """Say why an item of an actual is not plainly what was reached, or None.

    ``whole`` is the actual as written, ``dated`` says that the item is a date. Words of
    the target and of the indicator's name are no doubt: 不合格率 is what is measured.
    """
    measure = item.measure
    about_so = isinstance(measure, Comparison) and measure.operator is Operator.ABOUT
    if item.hedges and not about_so:
        return _unsure(item, item.hedges[0])
    misread = unclear(item, whole)
    if misread is not None:
        return misread
    subject = plain(item.subject)
    before = _other_figures(item, subject, whole)
    if before is not None:
        rest = subject[before:]
        if not any(word in rest for word in verdict_words().actual):
            return Message(
                zh=f"“{item.text}”中有几个数字，不知以哪一个为准",
                en=f"“{item.text}” holds several figures, and which answers is not "
                "clear",
            )
        subject = rest
    known = plain(target.text) + plain(target.subject) + plain(about.name)
    words = verdict_words()
    for part in _unknown(subject, known):
        for harmless in words.harmless:
            part = part.replace(harmless, "")  # noqa: PLW2901 - what is left of it
        found = [word for word in words.doubt if word in part]
        if dated:
            found += [word for word in words.begun if word in part]
        if found:
            return _unsure(item, found[0])
    return None


def says_reached(item: Target) -> bool:
    """Say whether the words beside a figure name it as the one reached (实际)."""
    return any(word in item.subject for word in verdict_words().actual)


def _other_figures(item: Target, subject: str, whole: str) -> int | None:
    """Find where another figure in the same unit ends: 线上3次线下3次."""
    if subject and subject[-1] in _SUMS and len(subject) > 1 and subject[-2].isdigit():
        return len(subject)
    units = {span.of(whole) for span in item.spans.unit} - {""}
    ends = [
        match.end()
        for unit in units
        for match in re.finditer(rf"\d\s*{re.escape(unit)}", subject)
    ]
    return max(ends, default=None)


def _unknown(subject: str, known: str) -> list[str]:
    """Cut out of ``subject`` every stretch of two or more characters in ``known``."""
    parts, start, index = [], 0, 0
    while index < len(subject):
        end = index + 2
        if end <= len(subject) and subject[index:end] in known:
            while end < len(subject) and subject[index : end + 1] in known:
                end += 1
            parts.append(subject[start:index])
            start = index = end
        else:
            index += 1
    return [*parts, subject[start:]]


def _unsure(item: Target, word: str) -> Message:
    return Message(
        zh=f"“{item.text}”中有“{word}”，看不出是否为实际完成的数值",
        en=f"“{word}” in “{item.text}” leaves open whether that is what was reached",
    )

"""What a title says, by its head and the modifiers before it.

A title that ``words/titles.toml`` lists is known whole. Any other is taken apart by
``words/headings.toml``: 预期当年实现值 is the head 实现值 with 预期 and 当年, and what
is planned of an actual is a target. What no modifier covers weakens the reading:

    0.45 + 0.55 × covered / length      e.g. 防汛完成值: 0.45 + 0.55 × 3/5 = 0.78
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import attrs

from perftargets._data import toml
from perftargets.reading.tables.titles import Titles, bare, normal, pattern
from perftargets.text import fold, unspaced

LONGEST = 40
"""A longer text is no title."""

STRONG = 0.8
"""From this strength on a title counts when a row of titles is looked for."""

_CERTAIN = 0.7
"""项目名称 names a project, whatever stands before it."""

_WHOLLY = 0.95

_TELLING = 4
"""A head of so many characters is a label, whatever stands before it."""

_OF_LABELS: Mapping[str, str] = {
    "project": "name",
    "agency": "agency",
    "department": "department",
    "period": "period",
    "goal": "goal",
    "goal_actual": "goal_actual",
    "total": "total",
    "grade": "grade",
    "fiscal_year": "fiscal_year",
    "person": "other",
}
_HEAD_ALONE = 0.45
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】")
_MARKS = "*☆★#·"
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_WHITE = re.compile(r"[\s_]+")


@attrs.frozen
class Heading:
    """What one title, or a path of titles, says.

    Attributes:
        field: the field it stands for; ``-`` for one that rows do not have, None where
            no head was found.
        strength: how much of it was understood, from 0 to 1; 1.5 for a title of the
            user's own.
        marks: what its modifiers say: past, long, part, year, planned, actual, goal,
            expected, self, review, money.
        level: the level of 一级指标, 二级指标 …; 0 for any other title.
        only_marks: whether it is made of modifiers alone (2024年, 申报).
        listed: whether it is known whole.
        head: how many characters its head has.
    """

    field: str | None = None
    strength: float = 0.0
    marks: frozenset[str] = frozenset()
    level: int = 0
    only_marks: bool = False
    listed: bool = False
    head: int = 0

    @property
    def is_title(self) -> bool:
        """Whether the text is a title beyond reasonable doubt."""
        return self.field is not None and self.strength >= STRONG


NONE = Heading()


class Headings:
    """Reads titles; remembers what it has read."""

    def __init__(self, titles: Titles) -> None:
        self._titles = titles
        self._seen: dict[str, Heading] = {}

    def column(self, text: str) -> Heading:
        """Read the title of a column."""
        if not text or len(text) > LONGEST * 2:
            return NONE
        found = self._seen.get(text)
        if found is None:
            if len(self._seen) > 10_000:  # noqa: PLR2004 - memory has a bound
                self._seen.clear()
            found = self._seen[text] = self._column(text)
        return found

    def is_total(self, text: str) -> bool:
        """Report whether a label asks for the whole amount: 年度资金申请总额."""
        if not text or len(text) > LONGEST:
            return False
        found = self._seen.get("\0" + text)
        if found is None:
            found = self._seen["\0" + text] = _take_apart(text)
        whole = normal(text).endswith(tuple(_lexicon()["titles"]["wholes"]))
        return whole and found.field == "budget" and found.strength >= _WHOLLY

    def label(self, text: str) -> str | None:
        """Return the field of a label beside or above its value; None for other texts.

        Labels that are not listed share the heads of the columns: 区级业务主管部门 is
        the department, 全年目标实际完成情况 what was reported of the goal.
        """
        listed = self._titles.label(text)
        if listed is not None or not text or len(text) > LONGEST:
            return listed
        key = "\0" + text
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = _take_apart(text)
        if found.field is None:
            return None
        if found.field == "fiscal_year" and "number" in found.marks:
            # 2023年度 is a year, and asks for none.
            return None
        least = _CERTAIN if found.head >= _TELLING else STRONG
        if found.strength < least:
            return None
        if found.field == "goal" and "long" in found.marks:
            return "goal" if "year" in found.marks else "other"
        if found.field == "actual":
            return "goal_actual" if found.marks & {"goal", "year", "actual"} else None
        return _OF_LABELS.get(found.field)

    def _column(self, text: str) -> Heading:
        listed = self._titles.column(text)
        parts = _take_apart(text)
        if listed is None:
            return parts
        if self._titles.is_own("columns", text):
            return Heading(listed, 1.5, parts.marks, listed=True)
        return Heading(listed, 1.0, parts.marks, _level(normal(text)), listed=True)


@lru_cache(maxsize=16)
def headings_of(titles: Titles) -> Headings:
    """Return what reads titles, for one table of titles known whole."""
    return Headings(titles)


def _lexicon() -> Mapping[str, Any]:
    return toml("words", "headings.toml")


@cache
def _heads() -> tuple[Mapping[str, str], int, frozenset[str]]:
    """Return the heads with their fields, the longest one's length, last letters."""
    heads = {
        normal(word): field
        for field, words in _lexicon()["heads"].items()
        for word in words
    }
    return heads, max(map(len, heads)), frozenset(word[-1] for word in heads)


@cache
def _modifiers() -> tuple[Mapping[str, frozenset[str]], int]:
    found: dict[str, set[str]] = {}
    for dimension, words in _lexicon()["modifiers"].items():
        if dimension == "patterns":
            continue
        for word in words:
            said = set() if dimension == "plain" else {dimension}
            found.setdefault(normal(word) or word, set()).update(said)
    return {word: frozenset(said) for word, said in found.items()}, max(map(len, found))


@cache
def _expression(key: str) -> re.Pattern[str]:
    if key in {"level", "pairs"}:
        return re.compile(_lexicon()["titles"][key])
    return re.compile(_lexicon()["modifiers"]["patterns"][key])


def _level(title: str) -> int:
    found = _expression("level").fullmatch(title)
    if found is None:
        return 0
    said = found[1] or found[2]
    return _NUMERALS.get(said) or int(said)


def could_end_a_title(text: str) -> bool:
    """Report quickly whether a text may be a title: short, with the end of a head."""
    if len(text) > LONGEST * 2:
        return False
    short = normal(text)
    if not short or len(short) > LONGEST:
        return False
    return short[-1] in _heads()[2] or short[-1] in ")]】0123456789年月度*级"


def _take_apart(text: str) -> Heading:
    title = _WHITE.sub("", normal(text))
    if not title or len(title) > LONGEST:
        return NONE
    level = _level(bare(text)) or _level(title)
    if level:
        return Heading(f"level{level}", 1.0, frozenset(), level)
    remarks = "".join(
        each for found in _BRACKETS.findall(title) for each in found if each
    )
    title = _BRACKETS.sub("", title).strip(_MARKS).rstrip(":")
    title = _number_before(title)
    if _expression("pairs").fullmatch(title) is not None:
        return Heading("pairs", 1.0)
    if title.startswith(tuple(_lexicon()["titles"]["questions"])):
        return Heading("-", 1.0)
    if not title or any(mark in title for mark in "。;；!?？"):
        return NONE
    return _head_of(title, remarks)


def _head_of(title: str, remarks: str) -> Heading:
    """Return the longest head that ends a title, with what stands before it."""
    beside, _ = _cover(remarks)
    heads, longest, last = _heads()
    if title[-1] in last:
        for length in range(min(longest, len(title)), 0, -1):
            field = heads.get(title[-length:])
            if field is not None:
                marks, covered = _cover(title[:-length])
                if title[-length:].startswith(("实际", "已")):
                    marks |= {"actual"}
                marks |= beside & {"past", "long", "part", "self", "review"}
                strength = _HEAD_ALONE + (1 - _HEAD_ALONE) * (
                    (covered + length) / len(title)
                )
                return Heading(shift(field, marks), strength, marks, head=length)
    marks, covered = _cover(title)
    if covered == len(title):
        return Heading(None, 0.0, marks | beside, only_marks=True)
    return Heading(None, 0.0, marks)


def _number_before(title: str) -> str:
    """Remove （一）, 1、 or 其中: from the front of a title; years stay."""
    found = re.match(r"(?:其中:|[(]?[一二三四五六七八九十\d]{1,2}[)、.])", title)
    return title[found.end() :] if found and found.end() < len(title) else title


def _cover(text: str) -> tuple[frozenset[str], int]:
    """Cover a text with modifiers; return what they say and how much they cover.

    The longest modifier at a place counts: 年初批复 is one, not 年 and 初批复.
    """
    words, longest = _modifiers()
    marks: set[str] = set()
    covered = at = 0
    while at < len(text):
        for key in ("part", "number"):
            found = _expression(key).match(text, at)
            if found is not None:
                marks.add(key if key == "part" else "number")
                covered += found.end() - at
                at = found.end()
                break
        else:
            for length in range(min(longest, len(text) - at), 0, -1):
                said = words.get(text[at : at + length])
                if said is not None:
                    marks |= said
                    covered += length
                    at += length
                    break
            else:
                at += 1
    return frozenset(marks), covered


def shift(field: str, marks: frozenset[str]) -> str:
    """Return what modifiers make of a head: a planned actual is a target."""
    for rule in _lexicon()["shifts"]:
        if (
            rule["head"] == field
            and marks.issuperset(rule.get("with", ()))
            and marks.isdisjoint(rule.get("without", ()))
        ):
            return str(rule["is"])
    return field


@cache
def gate_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return words that forms of targets have, and words that other forms have."""
    gate = _lexicon()["gate"]
    return tuple(gate["ours"]), tuple(gate["others"])


def names_block(text: str) -> str:
    """Return the block that a line or a cell beside rows names: long, annual, or ''.

    项目总目标绩效指标 is the multi-year block, 年度绩效指标 that of the year; a line
    that says more is neither.
    """
    short = _number_before(_BRACKETS.sub("", normal(text)))
    if not short or len(short) > LONGEST:
        return ""
    marks, covered = _cover(short)
    if covered < len(short) and not (
        short.endswith(("指标", "目标")) and covered >= 0.8 * len(short)
    ):
        return ""
    if "year" in marks or ("number" in marks and "long" not in marks):
        return "annual"
    return "long" if "long" in marks or pattern("long_term").match(short) else ""


def folded(text: str) -> str:
    """Return a text folded, without white space."""
    return unspaced(fold(text))

"""Write the page of the phrase language: ``make reference``.

The page is made of ``grammar/``, the unit table, the messages and the corpus, so that
it says what the parser does; ``terminals.toml`` beside this file holds titles and
phrases.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from perftargets import parse
from perftargets._data import read
from perftargets.phrase.engine import LONGEST
from perftargets.phrase.messages import MESSAGES
from perftargets.phrase.target import Compound, Target
from perftargets.reporting.phrase import KINDS, kind, reading
from perftargets.units import Unit, default_units
from tests.corpus.entries import Case, cases
from tests.phrase.grammar import terminal_patterns
from tests.phrase.spelled import HOLE, spellings

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "phrases.md"

MOST_SPELLINGS = 30
MOST_PHRASES = 4
"""Phrases of the corpus that a terminal shows beside its own."""

LONGEST_SHOWN = 30
"""Characters of the longest phrase that is shown."""


@attrs.frozen
class Terminal:
    """A terminal of the grammar.

    Attributes:
        name: its name there.
        zh: its title in Chinese.
        en: its title in English.
        note: the comment above it.
        spelled: every closed spelling of it, the shortest first.
        phrases: phrases that hold it.
        apart: phrases that hold its letters as a part of other words.
    """

    name: str
    zh: str
    en: str
    note: str
    spelled: tuple[str, ...]
    phrases: tuple[str, ...]
    apart: tuple[str, ...]


@attrs.frozen
class Chapter:
    """A file of the grammar: its titles, what it says of itself, its terminals."""

    name: str
    zh: str
    en: str
    note: str
    terminals: tuple[Terminal, ...]


_TERMINAL = re.compile(r"([A-Z_]+)\.[0-9]+: ")


def notes(text: str) -> dict[str, str]:
    """Give the comments of a grammar file by the terminal they stand above.

    The comment at the head, without the name of the file, is that of ``""``.
    """
    found: dict[str, str] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("//"):
            lines.append(line.removeprefix("//").strip())
            continue
        name = _TERMINAL.match(line)
        if lines and "" not in found:
            found[""] = re.sub(r"^\w+\.lark -- ", "", " ".join(filter(None, lines)))
        elif lines and name:
            found[name[1]] = " ".join(lines)
        lines = []
    return {name: note.strip() for name, note in found.items()}


def chapters(corpus: Iterable[Case]) -> list[Chapter]:
    """Give the files of the grammar, in the order of ``terminals.toml``."""
    shown: dict[str, list[str]] = {}
    apart: dict[str, list[str]] = {}
    for case in corpus:
        if case.terminal is not None:
            shown.setdefault(case.terminal, []).append(case.phrase)
        if case.without is not None:
            apart.setdefault(case.without, []).append(case.phrase)
    spelled = {name: _spelled(text) for name, text in terminal_patterns().items()}
    found = []
    for file in titles():
        said = notes(read("grammar", f"{file['name']}.lark"))
        members = [
            Terminal(
                name=name,
                zh=entry["zh"],
                en=entry["en"],
                note=said.get(name, ""),
                spelled=spelled[name],
                phrases=tuple(
                    dict.fromkeys([*entry["show"], *_spread(shown.get(name, []))])
                ),
                apart=tuple(_spread(apart.get(name, []))),
            )
            for name, entry in file["terminals"].items()
        ]
        found.append(
            Chapter(file["name"], file["zh"], file["en"], said[""], tuple(members))
        )
    return found


def _spread(phrases: Sequence[str]) -> Sequence[str]:
    """Take a few short ones from all over a list, since neighbours are much alike."""
    phrases = [phrase for phrase in phrases if len(phrase) <= LONGEST_SHOWN]
    step = -(-len(phrases) // MOST_PHRASES) or 1
    return phrases[::step]


def titles() -> list[dict[str, Any]]:
    """Give the titles of ``terminals.toml``, by file."""
    found: list[dict[str, Any]] = _own()["files"]
    return found


def noted() -> dict[str, list[str]]:
    """Give the phrases of ``terminals.toml`` that show messages, by their codes."""
    found: dict[str, list[str]] = _own()["notes"]
    return found


@cache
def _own() -> dict[str, Any]:
    text = Path(__file__).with_name("terminals.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _spelled(pattern: str) -> tuple[str, ...]:
    """Give the closed spellings of a terminal, the shortest first."""
    closed = (text for text in spellings(pattern) if HOLE not in text)
    return tuple(sorted(closed, key=lambda text: (len(text), text)))


def page(corpus: Iterable[Case]) -> str:
    """Write the whole page."""
    entries = list(corpus)
    lines: list[str] = [HEAD, *_kinds(entries)]
    for chapter in chapters(entries):
        lines += _chapter(chapter)
    lines += _units()
    lines += _messages(entries)
    lines += _missing(entries)
    return "\n".join(lines).rstrip() + "\n"


HEAD = f"""\
# 指标值的写法 The phrase language

本页由 `make reference` 从 `grammar/`、单位表、提示语和 `tests/corpus` 生成，
读法由程序当场算出，不要手工修改。

Made by `make reference` from `grammar/`, the unit table, the messages and
`tests/corpus`; each reading is computed when the page is made. Do not edit it by
hand.

`perftargets parse` 可以试任何一句。超过 {LONGEST:,} 个字的不作分析。
不带比较词的数（处置率90%）只读作数，是否达到由核对决定。

Try any phrase with `perftargets parse`. Phrases longer than {LONGEST:,} characters
are not read. A figure without an operator (处置率90%) is read as the figure alone;
whether it is met is the checker's question ([Verdicts](../explanation/verdicts.md)).

读法的记号 signs of a reading: ≥ > ≤ < = ≈；
区间 range `[低, 高]`，圆括号表示不含该端 a round bracket leaves its end out；
没有年份的日期 dates without a year begin with `--`。
"""


def _kinds(corpus: Iterable[Case]) -> Iterator[str]:
    """Write what a target can be, each kind with a few phrases."""
    shown: dict[str, list[str]] = {}
    for case in corpus:
        if case.phrase.strip():
            shown.setdefault(case.meaning["kind"], []).append(case.phrase)
    yield "## 类别 Kinds"
    yield ""
    yield "一句话属于八类之一；空白和读不懂的也有归类，程序不会因为内容报错。"
    yield "Every text is of one of these kinds; no text is an error."
    yield ""
    yield from _readings(
        phrase for name in KINDS for phrase in _spread(shown.get(name, []))
    )
    yield ""


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"## {chapter.zh} {chapter.en}"
    yield ""
    yield f"`grammar/{chapter.name}.lark`: {chapter.note}"
    yield ""
    for terminal in chapter.terminals:
        yield f"### {terminal.zh} {terminal.en} (`{terminal.name}`)"
        yield ""
        if terminal.note:
            yield terminal.note
            yield ""
        if terminal.spelled:
            yield f"写作 written: {_words(terminal.spelled)}"
            yield ""
        yield from _readings(terminal.phrases)
        yield ""
        if terminal.apart:
            yield "字同而不算 the letters, but not the word:"
            yield ""
            yield from _readings(terminal.apart)
            yield ""


def _words(words: Iterable[str]) -> str:
    known = list(words)
    said = " ".join(map(_code, known[:MOST_SPELLINGS]))
    left = len(known) - MOST_SPELLINGS
    return said if left <= 0 else f"{said} …（另有 and {left} more）"


def _code(text: str) -> str:
    """Write a word as code; line breaks are named."""
    return f"`{text}`".replace("\n", "\n").replace("|", "\\|")


def _readings(phrases: Iterable[str]) -> Iterator[str]:
    yield "| 写法 phrase | 类别 kind | 读作 reading | 提示 notes |"
    yield "|---|---|---|---|"
    for phrase in phrases:
        target = parse(phrase)
        notes_ = " ".join(f"`{code}`" for code in codes(target))
        kinds = f"{kind(target, 'zh')} {kind(target, 'en')}"
        said = reading(target, "zh").replace("|", "\\|")
        yield f"| {_code(phrase)} | {kinds} | {said} | {notes_} |"


def codes(target: Target) -> list[str]:
    """Give the codes of what is said of a target and its items, each once."""
    found = [diagnostic.code for diagnostic in target.diagnostics]
    if isinstance(target.measure, Compound):
        for item in target.measure.items:
            found += codes(item)
    return list(dict.fromkeys(found))


def _units() -> Iterator[str]:
    """Write the unit table, by dimension; what only counts stands together."""
    yield "## 单位 Units"
    yield ""
    yield "同一量纲的单位可以换算，系数是精确值；不同的单位各保留自己的名称。"
    yield "Units of one dimension convert, by an exact factor; different units keep"
    yield "their own names."
    yield ""
    yield "| 单位 unit | 其他写法 also written | 量纲 dimension | 系数 factor |"
    yield "|---|---|---|---|"
    counting = []
    for unit in default_units().units:
        if unit.dimension is None and not (unit.spellings or unit.prefixes):
            counting.append(unit.name)
            continue
        also = _words((*unit.spellings, *unit.prefixes)) if unit.spellings else ""
        yield f"| {unit.name} | {also} | {unit.dimension or ''} | {_factor(unit)} |"
    yield ""
    yield "只用于计数、没有其他写法的 counting only, written one way:"
    yield f"{'、'.join(counting)}。"
    yield ""


def _factor(unit: Unit) -> str:
    return "" if unit.dimension is None else str(unit.factor)


def _messages(corpus: Iterable[Case]) -> Iterator[str]:
    """Write what can be said of a phrase, each with phrases that it is said of."""
    shown = {code: list(phrases) for code, phrases in noted().items()}
    for case in corpus:
        if len(case.phrase) <= LONGEST_SHOWN:
            for code in codes(parse(case.phrase)):
                shown.setdefault(code, []).append(case.phrase)
    yield "## 提示 Notes"
    yield ""
    yield "读不懂或留有疑问之处，读法带有提示，并指明位置。"
    yield "Where something was not understood or left open, the reading carries a note"
    yield "with its place."
    yield ""
    yield "| 代号 code | 提示 message | message | 例 phrases |"
    yield "|---|---|---|---|"
    for code, message in MESSAGES.items():
        said = f"`{code}` | {message.zh} | {message.en}".replace("{text}", "…")
        yield f"| {said} | {_words(_spread(shown.get(code, [])))} |"
    yield ""


def _missing(corpus: Iterable[Case]) -> Iterator[str]:
    """Write the ways to say that there is no target."""
    phrases = [case.phrase for case in corpus if case.meaning["kind"] == "missing"]
    yield "## 没有目标值 No target"
    yield ""
    yield f"空白也是。 So is an empty cell. {_words(filter(str.strip, phrases))}"
    yield ""


if __name__ == "__main__":
    text = page(cases())
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}: {text.count(chr(10))} lines\n")

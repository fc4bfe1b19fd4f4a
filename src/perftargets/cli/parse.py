"""``perftargets parse``: phrases in, one result each out, in order."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from rich.cells import cell_len

from perftargets._escaping import json_text, one_for_one
from perftargets.cli.options import ParseOptions
from perftargets.cli.reading import shown
from perftargets.cli.terminal import as_utf8, complain, put
from perftargets.errors import UsageError
from perftargets.findings import Language, Message
from perftargets.phrase import parse, to_wire
from perftargets.phrase.target import Target
from perftargets.reporting.phrase import kind, reading

LONGEST_LINE = 1 << 20
"""Bytes of one line that are read; a phrase is bounded far below."""

GAP = "  "


def run(phrases: Sequence[str], options: ParseOptions, language: Language) -> int:
    """Parse phrases, or the lines of standard input where there are none.

    Raises:
        UsageError: an explanation is wanted in a form for programs, or there are
            neither phrases nor a standard input.
    """
    if options.explain and options.format != "text":
        raise UsageError(
            zh="--explain 只能用于 --format text",
            en="--explain goes with --format text only",
        )
    given = [as_utf8(phrase) for phrase in phrases]
    texts = given or lines(_standard_input(), language)
    width = max((cell_len(shown(text, language)) for text in given), default=0)
    targets = (parse(text) for text in texts)
    match options.format:
        case "jsonl":
            _put_all(_wire(target) for target in targets)
        case "json":
            _put_all(_array(targets))
        case "text" if options.explain:
            from perftargets.cli.explain import explained

            _put_all(explained(target, language) for target in targets)
        case "text":
            _put_all(line(target, language, width=width) for target in targets)
    return 0


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise UsageError(
            zh="没有短语，标准输入也已关闭",
            en="no phrase, and standard input is closed",
        )
    return sys.stdin.buffer


def lines(stream: BinaryIO, language: Language) -> Iterator[str]:
    r"""Return the lines of a stream of UTF-8, ends (``\n``, ``\r\n``) taken off.

    What is no UTF-8 becomes U+FFFD, and a line beyond every bound is cut; standard
    error says so with the number of the line.
    """
    if stream.isatty():
        complain(
            Message(
                "每行输入一条短语，按 Ctrl-D 结束", "one phrase a line, Ctrl-D ends"
            ).text(language)
        )
    number = 0
    while raw := stream.readline(LONGEST_LINE):
        number += 1
        if not raw.endswith(b"\n") and len(raw) == LONGEST_LINE:
            _skip_line(stream)
            cut = Message(
                f"标准输入第 {number} 行过长，只读了前 {LONGEST_LINE} 字节",
                f"line {number} of standard input is too long; "
                f"only its first {LONGEST_LINE} bytes were read",
            )
            complain(cut.text(language))
        yield _decoded(raw, number, language)


def _skip_line(stream: BinaryIO) -> None:
    while rest := stream.readline(LONGEST_LINE):
        if rest.endswith(b"\n"):
            return


def _decoded(raw: bytes, number: int, language: Language) -> str:
    raw = raw.removesuffix(b"\n").removesuffix(b"\r")
    # A byte order mark stands at the start of the stream and is no part of a phrase.
    encoding = "utf-8-sig" if number == 1 else "utf-8"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        bad = Message(
            f"标准输入第 {number} 行不是 UTF-8，无法识别的字节以 U+FFFD 代替",
            f"line {number} of standard input is not UTF-8; "
            f"bytes that cannot be read became U+FFFD",
        )
        complain(bad.text(language))
        return raw.decode(encoding, "replace")


def line(target: Target, language: Language, *, width: int = 0) -> str:
    """Return the readable line of a target: the phrase, its kind and the reading.

    ``width`` is the number of terminal cells to fill the phrase up to.
    """
    phrase = shown(target.text, language)
    phrase += " " * max(0, width - cell_len(phrase))
    said = [phrase, kind(target, language), one_for_one(reading(target, language))]
    said += [
        f"! {one_for_one(diagnostic.message.text(language))}"
        for diagnostic in target.diagnostics
    ]
    return GAP.join(said)


def _put_all(texts: Iterable[str]) -> None:
    for text in texts:
        if not put(text):
            return


def _wire(target: Target) -> str:
    return json_text(to_wire(target), indent=None)


def _array(targets: Iterable[Target]) -> Iterator[str]:
    """Return the lines of a JSON array; each waits for the next, to know its comma."""
    waiting: str | None = None
    for target in targets:
        yield "[" if waiting is None else f"{waiting},"
        waiting = _wire(target)
    if waiting is None:
        yield "[]"
    else:
        yield waiting
        yield "]"

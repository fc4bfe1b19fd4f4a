"""What is measured: each function gives the rows of one table of the page."""

from collections.abc import Callable, Mapping, Sequence

import attrs

from bench.clock import Contender, best, processes
from bench.contenders import (
    Stated,
    as_money,
    by_expression,
    engine_of,
    expression_states,
    forget,
    peers,
    plain_lark,
    remembered,
    simple,
    stated,
)
from bench.phrases import HOSTILE, NAMED, ORDINARY, easy
from perftargets import Parser
from perftargets.phrase.parser import REMEMBERED

EASY = 20_000
"""Distinct easy phrases; far more than are remembered."""

SEEN = 2_000
"""Phrases that are all remembered when they are read again."""

WARM = 30
"""How often the corpus is read before it is timed: as a long table would be."""

LENGTHS = (250, 500, 1000, 2000)

NEW = "perftargets, phrases not seen before"
EXPRESSION = "one regular expression and Decimal"
LARK = "lark alone, then selection and values"


@attrs.frozen
class Wanted:
    """A bound that a figure is held to, and the figure."""

    what: str
    wanted: str
    measured: str
    met: bool


Row = tuple[str, ...]


def _new(parser: Parser) -> Contender:
    """Read with a parser that forgets phrases, but not the shapes it has met."""
    return Contender(parser.parse, lambda: forget(parser))


def distinct() -> tuple[list[Row], Wanted]:
    """Time distinct easy phrases against the expression, which reads them alike."""
    phrases, parser = easy(EASY), Parser()
    differing = [
        phrase
        for phrase in phrases
        if by_expression(phrase) != simple(parser.parse(phrase))
    ]
    if differing:
        message = f"the contenders read {differing[0]} differently"
        raise AssertionError(message)
    found = best({EXPRESSION: Contender(by_expression), NEW: _new(parser)}, phrases)
    ratio = found[EXPRESSION] / found[NEW]
    rows = _rates(found, len(phrases), EXPRESSION)
    return rows, Wanted(
        "new easy phrases, as a share of the expression's rate",
        "≥ 0.22",
        f"{ratio:.2f}",
        ratio >= 0.22,
    )


def corpus(texts: Sequence[str]) -> list[Row]:
    """Time every shape of the corpus, also against lark without scanner and memory."""
    parser, fresh = Parser(), Parser()
    for each in (parser, fresh):
        # Often enough for every pattern to be compiled as a whole.
        for _ in range(WARM):
            for text in texts:
                engine_of(each).parse(text)
    found = best(
        {
            EXPRESSION: Contender(by_expression),
            NEW: _new(parser),
            "the same, shapes forgotten too": Contender(
                fresh.parse, lambda: forget(fresh, shapes=True)
            ),
            LARK: Contender(plain_lark()),
        },
        texts,
    )
    return _rates(found, len(texts), EXPRESSION)


def seen() -> tuple[list[Row], list[Wanted]]:
    """Time phrases that were read before, and count what is kept of many."""
    parser = Parser()
    phrases = easy(SEEN)
    for phrase in phrases:
        parser.parse(phrase)
    again = phrases * 50
    found = best({"seen before": Contender(parser.parse)}, again)
    rate = len(again) / found["seen before"]
    for phrase in easy(EASY):
        parser.parse(phrase)
    kept = remembered(parser)
    plans = len(engine_of(parser).plans)
    rows: list[Row] = [
        ("phrases seen before, a second", f"{rate:,.0f}"),
        (f"targets kept after {EASY:,} phrases", f"{kept:,}"),
        ("shapes kept after them", f"{plans:,}"),
    ]
    return rows, [
        Wanted(
            "phrases seen before, a second",
            "≥ 1,000,000",
            f"{rate:,.0f}",
            rate >= 1_000_000,
        ),
        Wanted(
            f"targets kept after {EASY:,} distinct phrases",
            f"≤ {REMEMBERED:,}",
            f"{kept:,}",
            kept <= REMEMBERED,
        ),
    ]


def whole_processes() -> tuple[list[Row], list[Wanted]]:
    """Time Python starting, importing, and reading one phrase; each a new process."""
    found = processes(
        {
            "pass": "pass",
            "import attrs": "import attrs",
            "import perftargets": "import perftargets",
            "a first phrase": "import perftargets; perftargets.parse('不少于100条')",
        }
    )
    rows: list[Row] = [
        (f"`{name}`" if "a first" not in name else name, f"{1000 * took:.0f} ms")
        for name, took in found.items()
    ]
    ratio = found["import perftargets"] / found["import attrs"]
    first = found["a first phrase"]
    return rows, [
        Wanted(
            "a cold first phrase, whole process",
            "≤ 0.3 s",
            f"{first:.2f} s",
            first <= 0.3,
        ),
        Wanted(
            "`import perftargets`, in times of `import attrs`",
            "≤ 1.5",
            f"{ratio:.2f}",
            ratio <= 1.5,
        ),
    ]


def lengths() -> tuple[list[Row], list[Row], Wanted]:
    """Time long phrases, µs a character; nothing is remembered from pass to pass."""
    parser = Parser()

    rows: list[Row] = []
    worst, which = 0.0, ""
    makers = {**ORDINARY, **HOSTILE}
    for name, make in makers.items():
        each = [_each(parser, make(length)) / length for length in LENGTHS]
        rows.append((name, *(f"{1_000_000 * took:.2f}" for took in each)))
        growth = each[-1] / each[0]
        if growth > worst:
            worst, which = growth, name
    named: list[Row] = [
        (name, f"{1000 * _each(parser, text):.1f} ms") for name, text in NAMED.items()
    ]
    return (
        rows,
        named,
        Wanted(
            f"time a character at 2,000, in times of that at 250 (worst: {which})",
            "≤ 2",
            f"{worst:.2f}",
            worst <= 2,
        ),
    )


def _each(parser: Parser, text: str) -> float:
    contender = Contender(parser.parse, lambda: forget(parser, shapes=True))
    return best({"": contender}, [text], rounds=5)[""]


def right(expected: Mapping[str, Stated]) -> list[Row]:
    """Count what each reader gets right of what the corpus states.

    ``expected`` is the label of each phrase.
    """
    parser = Parser()
    readers: dict[str, Callable[[str], Stated] | None] = {
        "perftargets": lambda text: stated(parser.parse(text)),
        "one regular expression": expression_states,
    }
    for name, read in peers():
        readers[name] = read
        if name == "jionlp":
            helped = "jionlp, every unit written as 元"
            readers[helped] = None if read is None else as_money(read)
    operators = [(text, want) for text, want in expected.items() if want.operators]
    values = [(text, want) for text, want in expected.items() if want.values]
    bare = [text for text, want in expected.items() if not want.values]
    rows: list[Row] = [
        ("(phrases that count)", f"{len(operators)}", f"{len(values)}", f"{len(bare)}")
    ]
    for name, read in readers.items():
        if read is None:
            rows.append((name, *["not installed"] * 3))
            continue
        found = {text: read(text) for text in expected}
        rows.append(
            (
                name,
                f"{sum(_agree(want, found[text]) for text, want in operators)}",
                f"{sum(want.values == found[text].values for text, want in values)}",
                f"{sum(not found[text].values for text in bare)}",
            )
        )
    return rows


def _agree(expected: Stated, found: Stated) -> bool:
    """Compare operators; a reader that leaves two open is right with either."""
    return len(expected.operators) == len(found.operators) and all(
        sign in said.split()
        for sign, said in zip(expected.operators, found.operators, strict=True)
    )


def _rates(found: Mapping[str, float], count: int, against: str) -> list[Row]:
    return [
        (
            name,
            f"{count / took:,.0f}",
            f"{1_000_000 * took / count:.2f}",
            f"{found[against] / took:.3f}",
        )
        for name, took in found.items()
    ]

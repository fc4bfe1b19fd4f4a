"""Measure, print the tables, and write them to ``docs/reference/performance.md``."""

import sys

from bench import measurements
from bench.clock import PROCESSES, ROOT, ROUNDS
from bench.labels import expected
from bench.machine import machine
from bench.page import Table, page

PAGE = ROOT / "docs" / "reference" / "performance.md"

RATE = ("phrases", "a second", "µs a phrase", "of the expression's rate")


def tables() -> list[Table]:
    """Measure all, one after the other."""
    labels = expected()
    distinct, distinct_wanted = measurements.distinct()
    seen, seen_wanted = measurements.seen()
    processes, processes_wanted = measurements.whole_processes()
    lengths, named, lengths_wanted = measurements.lengths()
    wanted = [distinct_wanted, *seen_wanted, *processes_wanted, lengths_wanted]
    return [
        Table(
            "What is wanted, and what was measured",
            "A bound that is missed says so.",
            ("what", "wanted", "measured", "met"),
            [
                (bound.what, bound.wanted, bound.measured, "yes" if bound.met else "NO")
                for bound in wanted
            ],
        ),
        Table(
            "New phrases of one figure",
            f"{measurements.EASY:,} distinct phrases such as 培训不少于120人次, which "
            "the expression and the library read alike (checked before the clock "
            f"starts); best of {ROUNDS} rounds in turn. The library gives a `Target` "
            "with spans, the expression a tuple.",
            RATE,
            distinct,
        ),
        Table(
            "Every shape of the corpus",
            f"The {len(labels):,} distinct phrases of `tests/corpus`, read anew in "
            f"each of {ROUNDS} rounds. The expression understands only part of them "
            "(below) and fails quickly on the rest. lark alone is its `basic` lexer "
            "and LALR parser, then the same selection and values, nothing remembered.",
            RATE,
            measurements.corpus(tuple(labels)),
        ),
        Table(
            "Phrases seen before",
            "What is remembered is bounded, for targets and for shapes (sequences of "
            "kinds).",
            ("what", "measured"),
            seen,
        ),
        Table(
            "Whole processes",
            f"Wall time from start to exit, best of {PROCESSES} in turn.",
            ("process", "time"),
            processes,
        ),
        Table(
            "Long phrases, ordinary and hostile",
            "µs a character at each length, nothing remembered from pass to pass. A "
            "row that stays level is read in linear time.",
            ("phrase", *(f"{length:,}" for length in measurements.LENGTHS)),
            lengths,
        ),
        Table(
            "Three more",
            "10,000 digits are longer than the 2,000 characters that are read, and "
            "are not analysed.",
            ("phrase", "time"),
            named,
        ),
        Table(
            "What each reader gets right",
            "Of every phrase of `tests/corpus`, against its label. Operators are "
            "right when the phrase states any and all of them are found, in order; "
            "values when it states figures and all of them are found, scales "
            "multiplied out; none when it states no figure and none is found. Dates "
            "are no figures. A reader that does not tell ≥ from > is right with "
            "either. Units and subjects are not compared, since no peer gives them."
            "\n\n"
            "The corpus is the library's own and its tests hold the library to every "
            "label, so its row is full by construction; the others were not made for "
            "these phrases. The expression is the one timed above. cn2an turns "
            "numerals to figures, and the last figure is taken. JioNLP reads sums of "
            "money alone, so it is also tried with every unit written as 元.",
            ("reader", "operators", "values", "none where none is"),
            measurements.right(labels),
        ),
    ]


def main() -> int:
    """Print the page and keep it."""
    text = page(machine(), tables())
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What many threads make of the same phrases and tables at once: what one alone makes.

It needs nothing but the library, so that it runs on interpreters that few packages are
made for yet: those without a global lock, where threads do run side by side.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import perftargets

THREADS = 16
ROUNDS = 12
"""So many fresh parsers are raced: what is worked out late is so in each of them."""

PHRASES = tuple(
    phrase
    for number in range(60)
    for phrase in (
        f"不少于{number}条，合格率≥{number % 100}%",
        f"{number % 12 + 1}月底前完成",
        f"第{number % 4 + 1}季度投诉不超过{number}次/年",
        f"较上年增长{number}.5万元",
        "达到预期效果",
    )
)
ROWS = tuple((f"完成{number}条", f"{number + 1}条") for number in range(60))


def parsed(parser: perftargets.Parser) -> list[str]:
    """Read all phrases with one parser."""
    return [repr(parser.parse(phrase)) for phrase in PHRASES]


def checked() -> list[str]:
    """Judge and lint rows of a document of one's own."""
    rows = tuple(
        perftargets.Indicator(
            category="产出指标",
            name=f"发布信息{number}",
            target=perftargets.parse(target),
            actual=perftargets.Actual(actual),
        )
        for number, (target, actual) in enumerate(ROWS)
    )
    document = perftargets.Document(
        projects=(perftargets.Project(name="经费", indicators=rows),)
    )
    report, evaluation = perftargets.lint(document), perftargets.check(document)
    return [repr(report.to_dict("zh")), repr(evaluation.to_dict("zh"))]


def same(
    number: int,
    start: Barrier,
    shared: perftargets.Parser,
    expected: tuple[list[str], list[str]],
) -> bool:
    """Return whether a thread, which begins with the others, makes what is expected."""
    start.wait()
    if number % 4 == 0:
        return checked() == expected[1]
    return parsed(shared) == expected[0]


def main() -> int:
    """Race the threads, and return 1 where one of them made something else."""
    expected = parsed(perftargets.Parser()), checked()
    different = 0
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(ROUNDS):
            start, shared = Barrier(THREADS), perftargets.Parser()
            futures = [
                pool.submit(same, number, start, shared, expected)
                for number in range(THREADS)
            ]
            different += sum(not each.result() for each in futures)
    lock = getattr(sys, "_is_gil_enabled", lambda: True)()
    print(  # noqa: T201 - what a script says
        f"{THREADS} threads, {ROUNDS} rounds, "
        f"{'with' if lock else 'without'} the global lock: {different} differ"
    )
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())

"""Print how far the phrase language agrees: ``python -m bench.agreement FOLDER``.

FOLDER holds the Chinese specifications of Recognizers-Text; cn2an's tests are fetched
with its source package from the registry, or taken from FOLDER where it lies there.
"""

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from bench.agreement.cases import Case, cn2an, recognizers
from perftargets import parse
from perftargets.phrase.target import Comparison, Measure, Operator, Range, Target

PARTS = {"%": 100, "‰": 1000, "‱": 10000}
CLOSE = Fraction(1, 10**9)
"""Their fractions are cut off decimals."""

_LOWER = frozenset({Operator.AT_LEAST, Operator.MORE_THAN})


def main(folder: Path) -> int:
    """Compare all cases, print a line for each source and for each difference."""
    totals: Counter[tuple[str, str]] = Counter()
    different: list[tuple[Case, Target]] = []
    for case in _cases(folder):
        target = parse(case.phrase)
        outcome = compare(case, target)
        totals[case.source, outcome] += 1
        if outcome == "otherwise":
            different.append((case, target))
    _show(f"{'source':<12} {'cases':>6} {'agree':>6} {'open':>6} {'otherwise':>10}")
    for source in dict.fromkeys(source for source, _ in totals):
        agree, left, other = (
            totals[source, name] for name in ("agree", "open", "otherwise")
        )
        _show(
            f"{source:<12} {agree + left + other:>6} {agree:>6} {left:>6} {other:>10}"
        )
    for case, target in different:
        _show(f"{case.source}: {case.phrase} is {case.low}..{case.high}, read {target}")
    return 1 if different else 0


def _show(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def compare(case: Case, target: Target) -> str:
    """Say whether a reading agrees, is left open, or differs with confidence."""
    ends = _ends(target.measure)
    if ends is None:
        return "open"
    low, high, unit = ends
    if case.share:
        parts = PARTS.get(unit or "", 1)
        low, high = (end and end / parts for end in (low, high))
    units = case.unit is None or case.unit == unit
    agree = units and all(
        _same(one, other) for one, other in ((low, case.low), (high, case.high))
    )
    if agree and isinstance(target.measure, Comparison | Range):
        agree = _same_ends(case, target.measure)
    if agree:
        return "agree"
    return "open" if target.diagnostics else "otherwise"


def _ends(
    measure: Measure,
) -> tuple[Fraction | None, Fraction | None, str | None] | None:
    match measure:
        case Comparison(operator, value, unit):
            exact = Fraction(value)
            if operator in _LOWER:
                return exact, None, unit
            if operator in {Operator.AT_MOST, Operator.LESS_THAN}:
                return None, exact, unit
            return exact, exact, unit
        case Range(low, high):
            return Fraction(low), Fraction(high), measure.unit
    return None


def _same(one: Fraction | None, other: Fraction | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= CLOSE * max(Fraction(1), abs(other))


def _same_ends(case: Case, measure: Comparison | Range) -> bool:
    if isinstance(measure, Range):
        low_in, high_in = measure.low_inclusive, measure.high_inclusive
    else:
        low_in = measure.operator is not Operator.MORE_THAN
        high_in = measure.operator is not Operator.LESS_THAN
    low_fits = case.low is None or case.low_in in {None, low_in}
    return low_fits and (case.high is None or case.high_in in {None, high_in})


def _cases(folder: Path) -> Iterator[Case]:
    yield from recognizers(folder)
    found = sorted(folder.glob("cn2an-*.tar.gz"))
    if found:
        yield from cn2an(found[-1])
        return
    with tempfile.TemporaryDirectory() as into:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        options = ["--no-binary", "cn2an", "--dest", into, "cn2an"]
        done = subprocess.run([*command, *options], check=False)
        packages = sorted(Path(into).glob("cn2an-*.tar.gz"))
        if done.returncode or not packages:
            sys.stderr.write("cn2an: its source package could not be had\n")
            return
        yield from cn2an(packages[0])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

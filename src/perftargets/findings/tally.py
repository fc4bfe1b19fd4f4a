"""How many findings of one kind are kept for a file; the rest are counted.

A file from outside can ask for as many findings as it has characters, and each takes
some kilobytes: 600,000 unknown keys took 3.7 GB. Nobody reads the ten-thousandth
finding of a kind, and that there are so many is what has to be said.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import attrs

from perftargets.findings.finding import Finding, Message, Severity
from perftargets.findings.unread import Breakdown
from perftargets.text import Place, counted

KEPT = 2_000
"""Findings of one code that are kept for a file, unless its caller says otherwise."""


_Kind = tuple[str, Severity]


@attrs.frozen(kw_only=True)
class Further(Finding):
    """Counts the findings of one kind that are not kept."""


def _kind(finding: Finding) -> _Kind:
    return finding.code, finding.severity


class Tally:
    """Counts findings by their code, and keeps the first of each."""

    def __init__(self, most: int | None = KEPT) -> None:
        """Keep at most that many of one code; None keeps all."""
        self._most = most
        self._counts: Counter[str] = Counter()
        self._taken: Counter[_Kind] = Counter()
        self._stand_ins: dict[_Kind, Further] = {}

    def is_full(self, code: str) -> bool:
        """Count a finding of a code, and return whether it is one too many."""
        if self._most is None:
            return False
        self._counts[code] += 1
        return self._counts[code] > self._most

    def taken(self, finding: Finding) -> Finding:
        """Return a finding as it is, or what stands for all that are too many.

        Those of another severity are another kind, so that none of the worst is lost
        behind lesser ones; where the program broke down is always kept.
        """
        if self._most is None or isinstance(finding, Breakdown):
            return finding
        kind = _kind(finding)
        self._taken[kind] += 1
        if self._taken[kind] <= self._most:
            return finding
        if kind not in self._stand_ins:
            self._stand_ins[kind] = _further(finding, 0, None)
        return self._stand_ins[kind]

    def kept(self, findings: Iterable[Finding], path: str | None) -> Iterator[Finding]:
        """Return the findings that are kept; one for each code counts the others."""
        further = Counter[_Kind]()
        last: dict[_Kind, Finding] = {}
        for finding in findings:
            if isinstance(finding, Further) and not finding.message.en:
                further[_kind(finding)] += 1
                last[_kind(finding)] = finding
            else:
                yield finding
        for kind, number in further.items():
            yield _further(last[kind], number, path)

    def rest(self, findings: Iterable[Finding], path: str | None) -> Iterator[Finding]:
        """Return a finding for each code of which there were too many.

        Args:
            findings: those that are kept; each code that was too often is among them.
            path: the file.
        """
        firsts = {each.code: each for each in reversed(tuple(findings))}
        for code, number in sorted(self._counts.items()):
            if self._most is not None and number > self._most and code in firsts:
                yield _further(firsts[code], number - self._most, path)


def first_of_each(
    findings: Iterable[Finding], most: int | None, path: str | None
) -> tuple[Finding, ...]:
    """Return the first findings of each kind, and one more that counts the others.

    They are taken one by one, so that those that are too many need not be kept.
    """
    tally = Tally(most)
    return tuple(tally.kept(map(tally.taken, findings), path))


def _further(like: Finding, number: int, path: str | None) -> Further:
    return Further(
        code=like.code,
        name=like.name,
        title=like.title,
        severity=like.severity,
        message=Message(
            zh=f"这个文件中另有 {number} 处同类问题，没有逐一列出" if number else "",
            en=f"{counted(number, 'more finding')} of this kind in the file, not listed"
            if number
            else "",
        ),
        clause=like.clause,
        place=None if path is None else Place(path=path),
    )


_TALLY: ContextVar[Tally | None] = ContextVar("tally", default=None)


@contextmanager
def tallied(most: int | None) -> Iterator[Tally]:
    """Keep at most so many findings of one code that are made meanwhile."""
    tally = Tally(most)
    token = _TALLY.set(tally)
    try:
        yield tally
    finally:
        _TALLY.reset(token)


def noted(finding: Finding) -> Finding:
    """Return a finding of a reader, or what stands for all that are too many."""
    tally = _TALLY.get()
    return finding if tally is None else tally.taken(finding)

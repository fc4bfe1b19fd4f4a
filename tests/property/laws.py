"""Laws of every phrase: what the property tests and the fuzzer ask of one."""

import json
from collections.abc import Iterator
from itertools import pairwise

import attrs

from perftargets.phrase import from_wire, parse, to_wire
from perftargets.phrase.target import Compound, Spans, Target
from perftargets.text import Span

PARTS = [field.name for field in attrs.fields(Spans)]


def targets(target: Target) -> Iterator[Target]:
    """Go through a target and the items of a compound."""
    yield target
    if isinstance(target.measure, Compound):
        for item in target.measure.items:
            yield from targets(item)


def broken(text: str) -> Iterator[str]:
    """Yield the laws that a phrase breaks, in words; none for a good one."""
    target = parse(text)
    if target.text != text:
        yield "the text is not kept"
    if target != from_wire(json.loads(json.dumps(to_wire(target)))):
        yield "the wire form says something else"
    # It raises for no target, whatever it says.
    str(target)
    for each in targets(target):
        yield from _spans(each, len(text))
        for found in each.diagnostics:
            if not _inside(found.span, len(text)):
                yield f"a diagnostic points to {found.span}"
            if not (found.message.zh and found.message.en):
                yield f"a diagnostic {found.code} says nothing"


def _spans(target: Target, length: int) -> Iterator[str]:
    """Spans are never empty, lie in the text, and never cut each other.

    Those of one part never overlap. A word that states two parts at once belongs to
    both as a whole: 零投诉 is operator and number, and its 投诉 is the subject.
    """
    every: list[tuple[Span, str]] = []
    for part in PARTS:
        spans: tuple[Span, ...] = getattr(target.spans, part)
        for span in spans:
            if not _inside(span, length):
                yield f"{part} is empty or outside: {span}"
        for first, second in pairwise(spans):
            if first.end > second.start:
                yield f"{part} {first} and {second} overlap"
        every += [(span, part) for span in spans]
    for number, (span, part) in enumerate(every):
        for other, name in every[number + 1 :]:
            if span.start < other.start < span.end < other.end:
                yield f"{part} {span} cuts {name} {other}"
            if other.start < span.start < other.end < span.end:
                yield f"{name} {other} cuts {part} {span}"


def _inside(span: Span, length: int) -> bool:
    return 0 <= span.start < span.end <= length

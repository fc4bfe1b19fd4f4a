"""A bar on standard error while many files are worked on, and only on a terminal."""

import sys
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

T = TypeVar("T")

DELAY = 0.5
"""Seconds of work before a bar appears: short work needs none."""


def tracked(items: Sequence[T]) -> Iterator[T]:
    """Yield the items; a bar shows how far, where somebody can see it."""
    if len(items) < 2 or not sys.stderr.isatty():  # noqa: PLR2004 - one needs no bar
        yield from items
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    )
    task = bar.add_task("", total=len(items))
    began = monotonic()
    try:
        for item in items:
            if not bar.live.is_started and monotonic() - began >= DELAY:
                bar.start()
            yield item
            bar.advance(task)
    finally:
        bar.stop()

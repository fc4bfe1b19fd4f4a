"""What a hundred million rows need on a cluster, computed from what was measured."""

from decimal import ROUND_UP, Decimal

import attrs

from bench.page import Row
from bench.scale.measurements import Cost

ROWS = 100_000_000
CORES = (8, 32, 128)
TASK_ROWS = 1_000_000
"""Rows of one task, which is one file or a part of one."""

MEGABYTE = 1024 * 1024
_HOUR = 3600


@attrs.frozen
class Basis:
    """What the arithmetic rests on.

    Attributes:
        small: Spark ``local[1]``, ``check``, on the shorter table.
        large: the same on the longest table.
        two: Spark ``local[2]`` on the longest table.
        read: bytes of the longest table as Parquet.
        written: bytes of what ``scan`` made of it.
    """

    small: Cost
    large: Cost
    two: Cost
    read: int
    written: int

    @property
    def each(self) -> float:
        """Processor time of one more row, in seconds."""
        more = self.large.processor - self.small.processor
        return more / (self.large.rows - self.small.rows)

    @property
    def start(self) -> float:
        """Processor time before the first row: what is left at no rows."""
        return max(0.0, self.small.processor - self.each * self.small.rows)

    @property
    def worker(self) -> int:
        """Memory that one more core took, in bytes."""
        return max(0, self.two.memory - self.large.memory)


def lines(basis: Basis) -> list[Row]:
    """Give the arithmetic, one step a row."""
    rows, large = basis.large.rows, basis.large
    work = ROWS * basis.each
    found: list[Row] = [
        (
            "a row more",
            (
                f"({large.processor:.1f} s - {basis.small.processor:.1f} s) / "
                f"({rows:,} - {basis.small.rows:,})"
            ),
            f"{basis.each * 1e6:.1f} µs",
        ),
        (
            "before the first row",
            (
                f"{basis.small.processor:.1f} s - {basis.small.rows:,} × "
                f"{basis.each * 1e6:.1f} µs"
            ),
            f"{basis.start:.1f} s",
        ),
        (
            "work of all rows",
            f"{ROWS:,} × {basis.each * 1e6:.1f} µs",
            f"{work / _HOUR:.2f} core hours",
        ),
    ]
    for cores in CORES:
        # A task is not divided: the last round may leave cores without one.
        tasks = ROWS // TASK_ROWS
        rounds = -(-tasks // cores)
        seconds = basis.start + rounds * TASK_ROWS * basis.each
        found.append(
            (
                f"time on {cores} cores",
                (
                    f"{basis.start:.1f} s + {rounds} rounds × {TASK_ROWS:,} × "
                    f"{basis.each * 1e6:.1f} µs"
                ),
                f"{seconds / 60:.1f} minutes",
            )
        )
    found += [
        (
            "memory of one executor of one core",
            "Spark `local[1]`, its virtual machine and one worker, as measured",
            f"{large.memory / MEGABYTE:,.0f} MB",
        ),
        (
            "memory of each core more",
            (
                f"{basis.two.memory / MEGABYTE:,.0f} MB - "
                f"{large.memory / MEGABYTE:,.0f} MB"
            ),
            f"{basis.worker / MEGABYTE:,.0f} MB",
        ),
        (
            "files in, as Parquet",
            f"{ROWS:,} × {_bytes(basis.read / rows)}",
            f"{ROWS * basis.read / rows / 1e9:.1f} GB",
        ),
        (
            "files out, as Parquet",
            f"{ROWS:,} × {_bytes(basis.written / rows)}",
            f"{ROWS * basis.written / rows / 1e9:.1f} GB",
        ),
        (
            "tasks, and files written",
            f"{ROWS:,} / {TASK_ROWS:,}",
            f"{ROWS // TASK_ROWS:,}",
        ),
    ]
    return found


def _bytes(figure: float) -> str:
    return f"{Decimal(figure).quantize(Decimal('0.1'), ROUND_UP)} bytes"

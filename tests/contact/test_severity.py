"""Severities are ordered by what they mean, not by how they are spelled."""

from itertools import product

import pytest

from perftargets import Severity, UsageError

ORDER = (Severity.INFO, Severity.WARNING, Severity.ERROR)


def test_every_comparison_goes_by_rank() -> None:
    """The four signs, ``sorted`` and ``max``, against each other and against text."""
    for (low, one), (high, other) in product(enumerate(ORDER), repeat=2):
        for right in (other, str(other)):
            assert (one < right, one <= right) == (low < high, low <= high)
            assert (one > right, one >= right) == (low > high, low >= high)
            assert (one == right) is (low == high)
    assert list(ORDER) == sorted(Severity)
    assert Severity.ERROR is max(Severity)


def test_a_word_that_is_no_severity_is_refused() -> None:
    """A slip of the pen would otherwise drop findings in silence."""
    with pytest.raises(UsageError, match="there is no severity “warn”"):
        assert Severity.ERROR >= "warn"

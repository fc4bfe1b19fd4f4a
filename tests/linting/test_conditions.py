"""What is found on both sides of the conditions of each rule is as written down."""

import pytest

from tests.linting.conditions import cases, found, pieces, written
from tests.linting.conditions import names as files


@pytest.mark.parametrize(("name", "code"), pieces())
def test_both_sides_of_a_condition_are_told_as_written_down(
    name: str, code: str
) -> None:
    """Place, code, piece, message and all else; none more, and none lost."""
    assert written(name, code) == found(name, code)


@pytest.mark.parametrize("name", files())
def test_every_table_is_there(name: str) -> None:
    """A table more is noticed."""
    heads = {head.split()[1] for head in cases(name)}
    assert sorted(heads) == sorted(code for of, code in pieces() if of == name)

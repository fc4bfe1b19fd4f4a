"""Which rules run: codes, prefixes, names and ALL; rules of other packages."""

from importlib.metadata import EntryPoint

import pytest

from perftargets.errors import UsageError
from perftargets.findings import Severity
from perftargets.linting import Defect, rule
from perftargets.linting.catalogue import CATALOGUE, GROUP, extended
from perftargets.linting.select import select
from tests.linting.made_up import RULES


@pytest.mark.parametrize(
    ("chosen", "extend", "ignore", "found"),
    [
        (None, (), (), {"TST001", "TST002"}),
        (["ALL"], (), (), {"TST001", "TST002", "TST003"}),
        (["TST"], (), ["many-rows"], {"TST001", "TST003"}),
        (["about-a-figure"], (), (), {"TST001"}),
        (["tst003"], (), (), {"TST003"}),
        (None, ["no-year"], ["TST002"], {"TST001", "TST003"}),
        ([], (), (), set()),
        (["TST001"], ["TST001"], ["ALL"], set()),
    ],
)
def test_selection(
    chosen: list[str] | None,
    extend: list[str],
    ignore: list[str],
    found: set[str],
) -> None:
    """A selection takes what it names; what is ignored never runs."""
    assert found == select(RULES, chosen, extend=extend, ignore=ignore)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("TST01", "there is no rule “TST01”; did you mean “TST001”?"),
        ("many-row", "there is no rule “many-row”; did you mean “many-rows”?"),
        ("", "there is no rule “”"),
        ("约", "there is no rule “约”"),
    ],
)
def test_a_name_of_no_rule_is_refused(name: str, said: str) -> None:
    """The nearest name is suggested."""
    with pytest.raises(UsageError) as caught:
        select(RULES, [name])
    assert said == caught.value.en


def point(value: str) -> EntryPoint:
    """Make an entry point as an installed package has it."""
    return EntryPoint(name="made-up", value=value, group=GROUP)


def test_rules_of_a_package_stand_beside_those_shipped() -> None:
    """A module gives the rules that it defines."""
    found = extended(CATALOGUE, [point("tests.linting.made_up")])

    assert {"TST001", "TST002", "TST003", "TST004"} == set(found) - set(CATALOGUE)
    assert sorted(found) == list(found)


def test_an_iterable_of_rules_will_do() -> None:
    """An entry point may name the very rules, or one of them."""
    one = extended({}, [point("tests.linting.made_up:many_rows")])

    assert ["TST002"] == list(one)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (
            "tests.linting.not_there",
            (
                "the rules of made-up (tests.linting.not_there) cannot be loaded: "
                "No module named 'tests.linting.not_there'"
            ),
        ),
        (
            "tests.linting.made_up:document",
            "made-up (tests.linting.made_up:document) gives something else than rules",
        ),
        (
            "perftargets.linting.rules.readers",
            (
                "made-up: the code REA001 is taken; rules of a package have a "
                "prefix of their own"
            ),
        ),
    ],
)
def test_rules_that_cannot_be_taken_are_refused(value: str, said: str) -> None:
    """The message names the entry point."""
    with pytest.raises(UsageError) as caught:
        extended(CATALOGUE, [point(value)])
    assert said == caught.value.en


def test_a_rule_of_one_argument_is_refused_by_name() -> None:
    """It is told when the rule is made, where its package is loaded."""

    def lonely(_: object) -> list[Defect]:
        """短。 | Short."""
        return []

    with pytest.raises(TypeError, match=r"ABC001 lonely: .* takes two arguments"):
        rule("ABC001", Severity.WARNING, clause="-")(lonely)  # type: ignore[arg-type]

"""``perftargets rule``: rules explained."""

import json

from perftargets.rules import CATALOGUE
from tests.cli.conftest import Result, Run


def test_a_rule_by_its_code(run: Run) -> None:
    """Code, name, severity, what it flags, what it rests on."""
    assert run("rule", "REA002", "--lang", "zh") == Result(
        0,
        "REA002 guessed-structure (提示)\n"
        "  编码、表头行、表或列是推断的。\n"
        "  依据：财预〔2015〕88号：完整性\n"
        "  默认不用，须用 --select 指定\n",
    )


def test_a_rule_by_its_name_as_json(run: Run) -> None:
    """The same for a program."""
    (tree,) = json.loads(run("rule", "unreadable-cell", "--format", "json").out)

    assert tree == {
        "code": "REA003",
        "name": "unreadable-cell",
        "severity": "error",
        "summary": "A cell cannot be read.",
        "clause": "财预〔2015〕88号：完整性",
        "scope": "document",
        "default": True,
        "fixable": False,
    }


def test_every_rule(run: Run) -> None:
    """``--all`` lists the catalogue in order."""
    trees = json.loads(run("rule", "--all", "--format", "json").out)

    assert list(CATALOGUE) == [tree["code"] for tree in trees]


def test_a_rule_that_is_none(run: Run) -> None:
    """It ends with 2; so does no name at all."""
    assert Result(
        2, "", "perftargets: there is no rule “REA0O3”; did you mean “REA003”?\n"
    ) == run("rule", "REA0O3")
    assert Result(
        2, "", "perftargets: name a rule by its code or name, or give --all\n"
    ) == run("rule")

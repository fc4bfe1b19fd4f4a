"""``perftargets rule``: rules explained."""

import json

import attrs

from perftargets.findings import CODES
from perftargets.linting.catalogue import CATALOGUE
from perftargets.linting.rule_page import Page, page_of
from perftargets.linting.rules.readers import rule_of
from perftargets.reporting.cells import width
from tests.cli.conftest import Result, Run

OTHERS = {code: rule_of(entry) for code, entry in CODES.items()}
EVERY = dict(sorted({**OTHERS, **CATALOGUE}.items()))
"""Every code, of rules, readers and writers."""


def test_a_rule_by_its_code(run: Run) -> None:
    """Code, name, severity, what it flags, what it rests on."""
    said = run("rule", "REA002", "--lang", "zh")

    assert 0 == said.code
    assert said.out.startswith(
        "REA002 guessed-structure 推断的结构 (提示)\n"
        "  编码、表头行、表或列是推断的。\n"
        "  依据：财预〔2015〕88号：完整性\n"
        "  默认不用，须用 --select 指定\n\n"
    )


def test_a_rule_comes_with_its_page(run: Run) -> None:
    """Why it is one, then its example, with a sign before each line that fires."""
    assert run("rule", "VAL003") == Result(
        0,
        "VAL003 hedged-number 数字含糊 (warning)\n"
        "  The target's figure is hedged.\n"
        f"  rests on: {CATALOGUE['VAL003'].clause}\n"
        "\n"
        "  “95%左右”没有底线：94%算不算完成，谁也说不清，也就无法打分。\n"
        "\n"
        "  95%左右 states no line: nobody can say whether 94% meets it, and points "
        "cannot be given.\n"
        "\n"
        "  example (→ marks what is reported):\n"
        "  → - {name: 群众满意度, target: 95%左右}\n"
        "  → - {name: 培训人次, target: 约1200人次}\n"
        "  → - {name: 签证办理, target: 不少于约24人次}\n"
        "    - {name: 工期, target: 30天以内}\n"
        "    - {name: 服务场次, target: 20-30场}\n"
        "    - {name: 预约挂号, target: 预约3000人次}\n",
    )


def test_a_rule_that_compares_years_shows_last_year_first(run: Run) -> None:
    """What the example is held to stands before it."""
    out = run("rule", "XYR002").out

    assert out.index("last year's file:") < out.index("example (")
    assert "  →   - {name: 2022年培训人次, target: ≥80人次}\n" in out


def test_a_rule_of_another_package_has_no_page() -> None:
    """One with the name of a rule that is shipped does not get its page."""
    assert Page() == page_of(attrs.evolve(CATALOGUE["VAL003"], code="ABC001"))
    assert Page() == page_of(attrs.evolve(CATALOGUE["VAL003"], name="of-its-own"))


def test_the_table_of_rules(run: Run) -> None:
    """A line for each, and columns that stand below each other in both languages."""
    lines = run("rule", "--all", "--lang", "zh").out.splitlines()

    assert len(EVERY) == len(lines)
    for line, rule in zip(lines, EVERY.values(), strict=True):
        assert line.startswith(f"{rule.code}  {rule.name} ")
        assert f"  {rule.title}  " in line
        assert line.endswith(f"  {rule.summary.zh}")
    starts = {
        width(line) - width(rule.summary.zh)
        for line, rule in zip(lines, EVERY.values(), strict=True)
    }
    assert 1 == len(starts)


def test_a_rule_by_its_name_as_json(run: Run) -> None:
    """The same for a program."""
    (tree,) = json.loads(run("rule", "unreadable-cell", "--format", "json").out)
    why, samples = tree.pop("why"), tree.pop("examples")

    told = page_of(CATALOGUE["REA003"]).why
    assert f"{told.zh}\n\n{told.en}" == why
    assert [{"text", "flagged", "prior"}] * len(samples) == [
        set(one) for one in samples
    ]
    assert all(one["flagged"] for one in samples[:1])
    assert tree == {
        "code": "REA003",
        "name": "unreadable-cell",
        "title": "读不出的单元格",
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

    assert list(EVERY) == [tree["code"] for tree in trees]


def test_a_rule_that_is_none(run: Run) -> None:
    """It ends with 2; so does no name at all."""
    assert Result(
        2, "", "perftargets: there is no rule “REA0O3”; did you mean “REA003”?\n"
    ) == run("rule", "REA0O3")
    assert Result(
        2, "", "perftargets: name a rule by its code or name, or give --all\n"
    ) == run("rule")

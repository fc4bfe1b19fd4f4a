"""How far a reader of the code has to go for one verdict."""

import sys
from types import FrameType

import pytest

from perftargets.judging.context import JudgingContext
from perftargets.judging.judge import judge
from perftargets.phrase import parse

VALUES = frozenset({"words", "figures", "verdict", "context", "interval", "reported"})
"""What the steps pass on or look up: word lists, values, figures as text."""
MODULES, RETURNS = 9, 6
"""The shortest way, which is tried first, is one of the modules."""


def way(target: str, actual: str, name: str) -> list[str]:
    """Return the modules of ``judging`` that one verdict goes through, in order."""
    promised, about = parse(target), JudgingContext(name=name, fiscal_year=2022)
    judge(promised, actual, about)
    steps: list[str] = []

    def called(frame: FrameType, event: str, _: object) -> None:
        package, _, module = frame.f_globals.get("__name__", "").rpartition(".")
        inner = frame.f_code.co_name.startswith("<")
        if event != "call" or inner or package != "perftargets.judging":
            return
        if module not in VALUES and steps[-1:] != [module]:
            steps.append(module)

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        judge(promised, actual, about)
    finally:
        sys.setprofile(before)
    return steps


@pytest.mark.parametrize(
    ("target", "actual", "name"),
    [
        ("≥100人", "120人", "培训人数"),
        ("处置率90%", "实际处置率0.95", "处置率"),
        ("≥12次", "10次（因疫情减少）", "巡查次数"),
        ("≥100人", "120人（预计）", "培训人数"),
        ("12月底前", "2022年12月20日完成", "完成时间"),
        ("较上年增长10%", "较上年增长12%", "游客数"),
        ("符合规范", "已完成", "档案管理"),
    ],
)
def test_one_verdict_goes_a_short_way(target: str, actual: str, name: str) -> None:
    """Few modules, and a step seldom comes back to one."""
    steps = way(target, actual, name)
    assert len(set(steps)) <= MODULES, steps
    assert len(steps) - len(set(steps)) <= RETURNS, steps


def test_most_verdicts_go_the_shortest_way() -> None:
    """One figure against one bound: nothing is read in clauses or chosen from."""
    assert way("≥100人", "120人", "培训人数") == [
        "judge",
        "plain_figure",
        "comparison",
    ]

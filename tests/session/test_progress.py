"""How far a call has come, and ending it."""

import threading
from typing import TYPE_CHECKING

import pytest

from perftargets._progress import step, watched
from perftargets.session import Session
from tests.session.calling import Held, code_of

pytestmark = pytest.mark.sampled

if TYPE_CHECKING:
    from collections.abc import Mapping

ROWS = "".join(f"  - {{name: 甲{n}, target: ≥{n}次}}\n" for n in range(120))
YAML = (
    "schema: perftargets/1\nfiscal_year: 2024\nprojects:\n- name: 项目\n"
    f"  indicators:\n{ROWS}"
).encode()
CSV = "".join(
    ["项目名称,一级指标,三级指标,指标值\n"]
    + [f"项目,产出指标,巡查{n},≥{n + 1}次\n" for n in range(700)]
).encode()


def test_each_stage_is_told() -> None:
    """Reading, its rows, checking and judging, each with how much there is."""
    told: list[Mapping[str, object]] = []
    held = Held(progress=told.append)
    handle = held.open(CSV, "a.csv")
    held.call("lint", handle=handle)
    held.call("check", handle=handle)

    stages = dict.fromkeys(each["stage"] for each in told)
    assert ["reading", "rows", "checking", "judging"] == list(stages)
    checking = [each["done"] for each in told if each["stage"] == "checking"]
    assert [*range(0, 700, 50)] == checking
    assert {700} == {each["total"] for each in told if each["stage"] == "checking"}


@pytest.mark.parametrize("stage", ["reading", "checking", "judging"])
def test_false_ends_the_call(stage: str) -> None:
    """It has the code ``cancelled``; the session goes on as if it had not been."""
    wanted = [stage]
    held = Held(progress=lambda told: told["stage"] not in wanted)

    def all_of_it() -> list[str]:
        codes = []
        answer = held.answer("open", data=YAML, name="a.yaml")
        if not answer["ok"]:
            return [code_of(answer)]
        for name in ("lint", "check"):
            answer = held.answer(name, handle=answer["result"]["handle"])
            if not answer["ok"]:
                codes.append(code_of(answer))
                break
            answer = held.answer("open", data=YAML, name="a.yaml")
        return codes

    assert ["cancelled"] == all_of_it()
    wanted.clear()
    assert [] == all_of_it()


def test_a_hook_that_raises_ends_the_call() -> None:
    """What it raises does not come out."""

    def hook(_: object) -> None:
        raise ZeroDivisionError

    assert "cancelled" == code_of(
        Held(progress=hook).answer("open", data=b"", name="a")
    )


def test_another_thread_can_end_a_call() -> None:
    """At the next step; the call after that runs."""
    begun = threading.Event()
    cancelled = threading.Event()

    def hook(_: object) -> None:
        begun.set()
        cancelled.wait(10)

    session = Session(progress=hook)
    answers: list[Mapping[str, object]] = []

    def work() -> None:
        answers.append(session.call("open", {"data": CSV, "name": "a.csv"}))

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(10)
    session.cancel()
    cancelled.set()
    thread.join()

    assert [False] == [each["ok"] for each in answers]
    assert session.call("open", {"data": CSV, "name": "a.csv"})["ok"]


def test_a_hook_is_of_its_call_alone() -> None:
    """Outside it nobody is told, and hooks of calls inside others are their own."""
    outer: list[str] = []
    inner: list[str] = []
    with watched(lambda stage, *_: outer.append(stage)):
        step("a", 1)
        with watched(lambda stage, *_: inner.append(stage)):
            step("b", 1)
        step("c", 1)
    step("d", 1)

    assert (["a", "c"], ["b"]) == (outer, inner)

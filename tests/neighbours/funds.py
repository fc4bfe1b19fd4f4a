"""What the money of a project may be otherwise."""

from collections.abc import Iterator
from decimal import Decimal

import attrs

from perftargets.model.project import Amounts, Funds, Project
from tests.neighbours.projects import Edit, of_project, set_field
from tests.neighbours.steps import STEPS, Step, stepped
from tests.neighbours.tables import Change

_AMOUNTS: tuple[tuple[str, str | None], ...] = tuple(
    (field, text)
    for field, texts in {
        "initial": (None, "", "0万元", "50", "100万", "约50万元", "50人"),
        "adjusted": (None, "", "0万元", "50", "1000000元", "-1万元", "不变"),
        "spent": (None, "", "0万元", "50", "500000元", "-1万元", "1分", "全部"),
        "rate": (None, "", "100", "100%", "0.95", "95%", "94.99%", "-1%", "一般"),
        "expected": ("50万元",),
    }.items()
    for text in texts
)


_SOURCES: tuple[tuple[str | None, str | None, str | None], ...] = (
    ("80万元", None, None),
    ("79万元", None, None),
    ("81万元", None, None),
    ("50万元", "20万元", "10万元"),
    ("50万元", "20万元", "10.01万元"),
    ("50.5万元", "20万元", "9.5万元"),
    ("50.4万元", "29.6万元", None),
    ("50万元", "30.1万元", None),
    ("500000元", "300000元", None),
    ("50万元", "", "29万元"),
    ("0", "0", "0"),
    ("50万元", "约30万元", None),
)


def of_funds() -> Iterator[Change]:
    """Go through what the money may be otherwise."""
    for name, step in STEPS:
        for field in ("initial", "adjusted", "spent", "rate"):
            filled = None if field == "initial" else True
            change = of_project(_money(field, step))
            yield Change(name=f"{field} {name}", make=change, filled=filled, rounds=2)
    for field, text in _AMOUNTS:
        change = of_project(_amount(field, text))
        yield Change(name=f"{field}={text}", make=change, filled=True, rounds=2)
    for weight in (None, "0", "9", "10", "20", "100"):
        for score in (None, "0", "9.99", "10", "10.01", "-1"):
            change = of_project(_execution(weight, score))
            name = f"execution {score} of {weight}"
            yield Change(name=name, make=change, filled=True, rounds=1)
    for number, sources in enumerate(_SOURCES):
        change = of_project(_sources(*sources))
        yield Change(name=f"sources {number}", make=change, rounds=2)
    yield Change(name="no money", make=of_project(set_field("funds", None)), rounds=4)


def _money(field: str, step: Step) -> Edit:
    def made(project: Project) -> Project:
        funds = project.funds or Funds()
        text = getattr(funds.total, field) or funds.total.initial or "80万元"
        return _amount(field, stepped(text, step))(project)

    return made


def _amount(field: str, text: str | None) -> Edit:
    def made(project: Project) -> Project:
        funds = project.funds or Funds()
        total = attrs.evolve(funds.total, **{field: text})
        return attrs.evolve(project, funds=attrs.evolve(funds, total=total))

    return made


def _execution(weight: str | None, score: str | None) -> Edit:
    def made(project: Project) -> Project:
        funds = project.funds or Funds()
        total = attrs.evolve(
            funds.total,
            weight=None if weight is None else Decimal(weight),
            score=None if score is None else Decimal(score),
        )
        return attrs.evolve(project, funds=attrs.evolve(funds, total=total))

    return made


def _sources(fiscal: str | None, carried_over: str | None, other: str | None) -> Edit:
    def made(project: Project) -> Project:
        total = Amounts(initial="80万元", spent="60万元", rate="75%")
        funds = Funds(
            total=total,
            fiscal=Amounts(initial=fiscal, spent=fiscal),
            carried_over=Amounts(initial=carried_over),
            other=Amounts(initial=other, rate="50%", spent="5万元"),
        )
        return attrs.evolve(project, funds=funds)

    return made

"""Points that a form gives or not, and what a review says of printed ones."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import product

import attrs

from perftargets import check
from perftargets.model.project import Amounts, Funds
from perftargets.profile import DEFAULT
from perftargets.scoring.differences import FileReview
from perftargets.scoring.fill_form import fill_form
from perftargets.scoring.review import review
from tests.scoring.grids.making import document_of, line_of
from tests.scoring.points.making import row


def weighed(profile: str) -> Iterator[str]:
    """Yield the points that rows get where the form gives all, some or none."""
    kinds = {
        "o": ("产出指标", "数量指标"),
        "c": ("成本指标", "经济成本指标"),
        "k": ("产出指标", "成本指标"),
        "b": ("效益指标", "社会效益指标"),
        "s": ("满意度指标", "服务对象满意度指标"),
        "x": ("其他指标", None),
    }
    moneys = {
        "no money": None,
        "spent": Amounts(adjusted="10万元", spent="9万元"),
        "printed": Amounts(adjusted="10万元", spent="9万元", weight=Decimal(10)),
        "nought": Amounts(initial="10万元", spent="9万元", weight=Decimal(0)),
        "weight alone": Amounts(weight=Decimal(20)),
    }
    given: dict[str, Callable[[int], str | None]] = {
        "none": lambda _: None,
        "all 10": lambda _: "10",
        "first": lambda at: "10" if at == 0 else None,
        "nought": lambda at: "0" if at == 0 else "30",
    }
    above = ((), (("产出指标", Decimal(50)), ("效益指标", Decimal(40))))
    for letters, money, points in product(
        ("o", "ob", "obs", "ocbs", "okbs", "ooobs", "oobbs", "bs", "s", "x", "oxs", ""),
        moneys,
        given,
    ):
        for weights in above:
            if weights and points == "all 10":
                continue
            rows = tuple(
                row(
                    "≥3次",
                    "2次",
                    category=kinds[letter][0],
                    subcategory=kinds[letter][1],
                    name=f"其中：{at}" if at == 2 else f"事项{at}",
                    weight=given[points](at),
                )
                for at, letter in enumerate(letters)
            )
            total = moneys[money]
            document = document_of(
                *rows,
                funds=None if total is None else Funds(total=total),
                weights=weights,
            )
            (found,) = check(document, profile=profile).projects
            got = [
                f"{each.points.weight} {each.points.origin} {each.points.points}"
                for each in found.indicators
            ]
            score = found.score.to_dict()
            score["zh"] = [each.zh for each in found.score.notes]
            (form,) = fill_form(check(document, profile=profile)).projects
            printed = [f"{each.weight} {each.score}" for each in form.indicators]
            printed.append(f"{form.total} {form.grade}")
            given_ = f"{letters} {money} {points} {bool(weights)}"
            yield f"{given_} {got} {line_of(score)} {printed}"


def spent() -> Iterator[str]:
    """Yield what is said of money around the ends of what can be."""
    for budget, amount, printed in (
        *(("50万元", each, None) for each in _SPENT),
        *(("500万元", each, None) for each in _IN_YUAN),
        *((None, None, each) for each in _RATES),
        *((None, "5万元", each) for each in _RATES[:2]),
        *((each, "5万元", None) for each in ("0.5万元", "5000元", "-1万元", "0", "5")),
        *((each, "0.5元", None) for each in ("0.5元", "1元", "2元", "50万元")),
    ):
        for profile in (DEFAULT, "linear", "hubei"):
            money = Amounts(
                adjusted=budget, spent=amount, rate=printed, weight=Decimal(7)
            )
            document = document_of(
                row("≥3次", "2次", weight="93"), funds=Funds(total=money)
            )
            found = check(document, profile=profile).projects[0].score.execution
            flags = f"{found.doubtful} {found.unexplained} {found.exact} {found.rate}"
            told = line_of(found.to_dict())
            if profile == DEFAULT:
                yield f"{budget} {amount} {printed} {flags} {told} {found.reason.zh}"
            else:
                yield f"{profile} {flags} {found.points}"


_SPENT = (
    *(
        "-0.01万元",
        "0",
        "0万元",
        "0.04万元",
        "0.05万元",
        "0.06万元",
        "25万元",
        "29.9万元",
    ),
    *("30万元", "39.9万元", "40万元", "44.9万元", "45万元", "47.5万元", "49.9999万元"),
    *("50万元", "50.0001万元", "55万元", "500万元", "500.01万元", "549万元", "551万元"),
    *("5050000元", "50", "40人", "约40万元", "40-50万元", "300000", "-5"),
)
_IN_YUAN = (
    *("1元", "4990元", "4995元", "4996元", "5000元", "5001元", "5004元", "5006元"),
    *("0元", "0.4999万元", "0.5万元", "5000万元", "5001万元", "50000001元"),
)
_RATES = ("95%", "0.95", "95", "100%", "101%", "0%", "-1%", "95％", "约95%", "全部", "")


def thirds() -> Iterator[str]:
    """Yield sums of points that their digits leave a little beside 100."""
    for each in (
        *("33.3", "33.33", "33.3333333", "33.333333333", "33.3333333333"),
        *("33.33333333333", "33.3333333335", "33.3333333337", "33.33333333366"),
        *("33.333333334", "33.34", "30", "30.0000000001", "30.00000001"),
    ):
        for aside in (None, "不适用"):
            rows = (
                row("≥3次", "2次", name="一", weight=each),
                row("≥3次", "3次", name="二", weight=each),
                row("≥3次", aside or "1次", name="三", weight=each),
                *((row("≥3次", aside, name="四"),) if aside else ()),
            )
            money = Amounts(adjusted="9万元", spent="8万元")
            for funds in (None, Funds(total=money)):
                document = document_of(*rows, funds=funds)
                for profile in (DEFAULT, "linear"):
                    evaluation = check(document, profile=profile)
                    (found,) = evaluation.projects
                    (form,) = fill_form(evaluation).projects
                    printed = [f"{one.weight} {one.score}" for one in form.indicators]
                    told = line_of(found.score.to_dict())
                    given = f"{each} {aside} {bool(funds)} {profile}"
                    yield f"{given} {told} {printed} {form.total} {form.grade}"


def reviewed() -> Iterator[str]:
    """Yield what a review says of printed points around what follows."""
    yield from _of_full()
    for by, places in product(("0", "0.005", "0.01", "0.02", "0.05", "1"), ("", "-")):
        off = Decimal(places + by)
        for score, total, grade in product(
            ("8", "8.5", "8.55", "9"), ("90", "89.99", "80", "60", "101"), ("优", None)
        ):
            rows = (
                row(
                    "≥10次", "9次", name="一", weight="10", score=str(Decimal(9) + off)
                ),
                row("≥10次", "10次", name="二", weight="40", score="40"),
                row("≥3次", "2次", name="三", weight="30", score=score),
                row("有效提升", "部分达成", name="四", weight="10", score="7"),
            )
            money = Amounts(
                adjusted="10万元",
                spent="9.5万元",
                weight=Decimal(10),
                score=Decimal("9.5") + off,
            )
            scores = Decimal("65.5") + Decimal(score) + 2 * off
            printed = scores + off if total == "90" else Decimal(total)
            document = document_of(
                *rows,
                funds=Funds(total=money),
                total=printed,
                grade=grade,
                agency="甲校",
                department=None if off else "局",
            )
            found = check(attrs.evolve(document, department="厅"), profile="mof2020")
            file = FileReview.of(found, file="a.csv", digest=None)
            again = FileReview.from_tree(file.to_tree())
            outcomes = [
                f"{each['item']} {each['outcome']} {each['expected']}"
                for each in review(found).to_dicts()
            ]
            counted = [file.printed, file.unchecked, again == file]
            yield f"{off} {score} {printed} {grade} {counted} {outcomes}"
            if score == "8" and total in {"90", "60"}:
                yield line_of(file.to_tree())


def _of_full() -> Iterator[str]:
    """Yield what a review says of forms in which something is not printed."""
    for score, total, aside, weight in product(
        (None, "40"), (None, "90", "49.5"), (None, "不适用"), (None, "10")
    ):
        rows = (
            row("≥10次", "9.9次", name="一", weight="50", score="49.5"),
            row("≥10次", aside or "10次", name="二", weight="40", score=score),
        )
        funds = Funds(
            total=Amounts(
                adjusted="9万元",
                spent="9万元",
                weight=None if weight is None else Decimal(weight),
                score=None if score is None or weight is None else Decimal(10),
            )
        )
        document = document_of(
            *rows,
            funds=funds,
            total=None if total is None else Decimal(total),
            grade="优",
        )
        found = check(document)
        told = [
            f"{each['item']} {each['outcome']} {each['expected']} {each['reason']}"
            for each in review(found).to_dicts()
        ]
        (form,) = fill_form(found).projects
        printed = [f"{one.weight} {one.score} {one.note}" for one in form.indicators]
        given = f"{score} {total} {aside} {weight}"
        yield f"{given} {told} {printed} {form.total} {form.grade}"

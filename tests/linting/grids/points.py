"""Points, scores and totals around the edges of the rules about them."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from perftargets.model.project import Amounts, Funds, Goal, Project
from tests.linting.grids.making import found_in, row

_SPLITS = (
    *(
        "50,0,30,10",
        "40,20,20,10",
        "50,0,40,0",
        "60,0,30,10",
        "50,0,30,20",
        "50,10,30,10",
    ),
    *(
        "40,20,20,20",
        "40,20,30,10",
        "40,20,30,0",
        "45,0,35,10",
        "55,0,25,10",
        "65,0,15,10",
    ),
    *("30,0,50,10", "44.9,0,35.1,10", "35,0,45,10", "34.9,0,45.1,10", "60,0,20,10"),
    *("50,0,30,9.99", "50,0,30,10.01", "33.3333333333,0,33.3333333333,33.3333333334"),
    *("90,0,0,10", "0,0,90,10", "50,0,0,40", "0,20,0,70", "51,0,39,10", "100,0,0,0"),
    *("50,20,30,0", "60,0,40,0", "70,0,20,0", "50,20,20,10", "30,30,20,10", "0,0,0,0"),
    *(
        "-10,0,90,10",
        "50,0,30",
        "40,20,20",
        "50.5,0,29.5,10",
        "30,20,30,10",
        "60,10,20,10",
    ),
)
_LEVELS = ("数量", "成本", "社会", "满意")
_NAMES = ("培训人数", "培训总成本", "受益户数", "群众满意度")
_PROFILES = ("mof2020", "mof2021", "hubei", "sichuan", "linear")


def splits() -> Iterator[str]:
    """Yield what is found of points over the categories, by profile and money."""
    moneys = (None, Decimal(10), Decimal(20), Decimal(0))
    aboves = ((), (("产出指标", Decimal(50)), ("效益指标", Decimal(30))))
    for profile in _PROFILES:
        named = []
        for split, money, above in product(_SPLITS, moneys, aboves):
            if above and money is not None:
                continue
            if profile != _PROFILES[0] and money not in {None, Decimal(10)}:
                continue
            rows = [
                row(level, name, "≥10户", weight=Decimal(points))
                for level, name, points in zip(
                    _LEVELS, _NAMES, split.split(","), strict=False
                )
                if points != "0" or split.startswith("0,0,0")
            ]
            project = Project(
                name="综合事务",
                goal=Goal("完成全年工作任务。"),
                funds=Funds(total=Amounts(weight=money)),
                weights=above,
                indicators=rows,
            )
            named.append((f"{profile} {split} {money} {bool(above)}", project))
        ignore = ("STR", "VAL", "CAT", "NAM", "UNT", "TXT", "DUP", "LOG", "COV")
        yield from found_in(named, ignore=_known(ignore), profile=profile)


def _known(prefixes: tuple[str, ...]) -> tuple[str, ...]:
    from perftargets.linting.catalogue import catalogue

    there = {each.prefix for each in catalogue().values()}
    return tuple(each for each in prefixes if each in there)


def missing() -> Iterator[str]:
    """Yield what is found where some rows have no points, or other columns say so."""
    named = []
    for first, second, third in product((None, "0", "-5", "60", "60.01"), repeat=3):
        rows = [
            row(level, name, "≥10户", weight=None if each is None else Decimal(each))
            for level, name, each in zip(
                _LEVELS, _NAMES, (first, second, third), strict=False
            )
        ]
        project = Project(name="综合事务", goal=Goal("完成任务。"), indicators=rows)
        named.append((f"{first} {second} {third}", project))
    yield from found_in(
        named, ignore=_known(("STR", "VAL", "CAT", "NAM", "UNT", "TXT"))
    )


_CELLS = (
    *(("≥100户", each) for each in ("100户", "99户", "90户", "50户", "0户", "129户")),
    *(
        ("≥100户", each)
        for each in ("130户", "131户", "150户", "151户", "200户", "300户")
    ),
    *(("≤100户", each) for each in ("99户", "100户", "101户", "150户", "10户")),
    *(("100户", each) for each in ("100户", "99户", "135户", "150户", "90户")),
    *(("≥90%", each) for each in ("90%", "89.99%", "100%", "101%", "90", "85%")),
    *(
        ("≥100户", each)
        for each in ("约100户", "预计100户", "≥100户", "已完成", "完成")
    ),
    *(
        ("≥100户", each)
        for each in ("见附件", "100人", "100", "100台", "未完成", "达到100户")
    ),
    *(("≥100户", each) for each in ("", None, "不适用", "90户；95户", "80-90户", "无")),
    *(
        ("6月底前", each)
        for each in ("6月30日", "7月1日", "2023年5月", "2026年1月", "2027年1月")
    ),
    *(("有效提升", each) for each in ("达成", "部分达成", "未达成", "有效提升", "好")),
    *(("10-20户", each) for each in ("9户", "10户", "20户", "21户", "15户")),
    *(("0起", each) for each in ("0起", "1起")),
    *(("≥100户；≥90%", each) for each in ("100户；90%", "90户；90%", "100户")),
    *(("", each) for each in ("3户", "完成")),
)
_SCORES = (
    "10",
    "9.99",
    "9.98",
    "9",
    "8",
    "7.99",
    "6",
    "5.99",
    "0",
    "-1",
    "10.01",
    None,
)
_REASONS = (
    None,
    "无",
    "受客观条件制约，下步加强管理。",
    "设备迟到3个月",
    "加强",
    "进一步推进",
)


def scores() -> Iterator[str]:
    """Yield what is found of each target and actual with each score, and a reason."""
    named = []
    for number, ((target, actual), score) in enumerate(product(_CELLS, _SCORES)):
        reason = _REASONS[number % len(_REASONS)]
        name = "验收合格率" if "%" in target and "；" not in target else "受益户数"
        one = row(
            "数量" if number % 4 else "社会",
            name,
            target,
            actual=actual,
            weight=None if number % 41 == 1 else Decimal(10),
            score=None if score is None else Decimal(score),
            reason=reason,
            direction=(None, None, "反向", "正向")[number % 4],
        )
        project = Project(
            name=f"综合事务{number}",
            goal=Goal("完成任务。"),
            period=("2025年", None, "2023-2026年")[number % 3],
            indicators=(one,),
        )
        named.append((f"{number} {target} | {actual} {score} {reason}", project))
    yield from found_in(
        named, ignore=_known(("STR", "VAL", "CAT", "NAM", "UNT", "TXT", "WGT"))
    )


def totals() -> Iterator[str]:
    """Yield what is found of totals and grades around what the rows make."""
    offs: tuple[str, ...] = (
        "0",
        "0.01",
        "0.02",
        "-0.02",
        "0.005",
        "0.015",
        "0.5",
        "5",
        "9.99",
        "10",
    )
    offs += ("10.01", "-0.01", "-5", "20")
    named = []
    kinds: tuple[tuple[str, tuple[str, ...], str | None], ...] = (
        ("plain", ("50", "30", "10"), None),
        ("money", ("50", "30", "10"), "10"),
        ("digits", ("49.55", "29.33", "9.1"), "9.25"),
        ("more digits", ("49.555", "29.333", "9.111"), None),
        ("wrong", ("40", "30", "10"), "10"),
        ("over", ("55", "30", "10"), "9"),
    )
    for (kind, given, own), off, grade in product(
        kinds, offs, (None, "优", "良", "中", "差", "合格", "优秀")
    ):
        if grade is not None and off not in {"0", "-5", "10"}:
            continue
        rows = [
            row(
                level,
                name,
                f"≥{points}户",
                actual=f"{points}户",
                weight=Decimal(points),
                score=Decimal(score),
                reason="迟到3个月",
            )
            for level, name, points, score in zip(
                ("数量", "社会", "经济"),
                _NAMES,
                ("50", "30", "10"),
                given,
                strict=False,
            )
        ]
        added = sum(map(Decimal, given), Decimal(own or 0))
        money = Amounts(
            adjusted="50万元",
            spent="50万元" if kind != "digits" else "46.25万元",
            weight=None if own is None else Decimal(10),
            score=None if own is None else Decimal(own),
        )
        project = Project(
            name="综合事务",
            goal=Goal("完成任务。", actual="完成了受益90户的任务。"),
            funds=Funds(total=money),
            total=added + Decimal(off),
            grade=grade,
            indicators=rows,
        )
        named.append((f"{kind} {off} {grade}", project))
    yield from found_in(
        named, ignore=_known(("STR", "VAL", "CAT", "NAM", "UNT", "TXT", "WGT", "LOG"))
    )

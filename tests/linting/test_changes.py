"""What changed since last year's file: which row and project is paired with which."""

from collections.abc import Sequence
from decimal import Decimal

import attrs
import pytest

from perftargets.linting.changes import ProjectChange, RowChange, changes
from perftargets.model.indicator import Indicator
from perftargets.model.project import Amounts, Document, Funds, Goal, Project


def _row(name: str, target: str = "≥3次", weight: str | None = "10") -> Indicator:
    return Indicator(
        category="产出指标",
        subcategory="数量指标",
        name=name,
        target=target,
        unit="次",
        direction="正向",
        weight=None if weight is None else Decimal(weight),
    )


def _project(name: str, *rows: str) -> Project:
    return Project(name=name, indicators=tuple(map(_row, rows)))


def _documents(*projects: Project) -> Document:
    return Document(projects=projects)


def _compared(now: Sequence[str], then: Sequence[str]) -> list[tuple[str, ...]]:
    """Compare the rows of one project by their names alone."""
    (project,) = changes(
        _documents(_project("事务", *now)), _documents(_project("事务", *then))
    )
    return [_told(each) for each in project.rows]


def _told(row: RowChange) -> tuple[str, ...]:
    """Return what became of a row, its name, and that of before where it differs."""
    before = () if row.prior_name in {None, row.name} else (str(row.prior_name),)
    fields = tuple(field for field, _, _ in row.fields if field != "name")
    return (row.kind, row.name, *before, *fields)


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        (["培训人数"], ["培训人数"], [("same", "培训人数")]),
        (
            ["2025年培训人数"],
            ["2024年培训人数"],
            [("changed", "2025年培训人数", "2024年培训人数")],
        ),
        (
            ["检查次数", "培训人数"],
            ["培训人数", "检查次数"],
            [("same", "检查次数"), ("same", "培训人数")],
        ),
        (["培训人数"], [], [("added", "培训人数")]),
        ([], ["培训人数"], [("removed", "培训人数")]),
        (
            ["培训人数", "培训人数"],
            ["培训人数"],
            [("same", "培训人数"), ("added", "培训人数")],
        ),
        (
            ["培训人数"],
            ["培训人数", "检查", "培训人数"],
            [("same", "培训人数"), ("removed", "检查"), ("removed", "培训人数")],
        ),
        # 7 of 10 characters are common: alike. 6 are not.
        (
            ["甲乙丙丁戊己庚一二三"],
            ["甲乙丙丁戊己庚四五六"],
            [("renamed", "甲乙丙丁戊己庚一二三", "甲乙丙丁戊己庚四五六")],
        ),
        (
            ["甲乙丙丁戊己一二三四"],
            ["甲乙丙丁戊己五六七八"],
            [
                ("added", "甲乙丙丁戊己一二三四"),
                ("removed", "甲乙丙丁戊己五六七八"),
            ],
        ),
        # The most alike pair goes first, and the other takes what is left.
        (
            ["甲乙丙丁戊己庚辛一二", "甲乙丙丁戊己庚辛壬三"],
            ["甲乙丙丁戊己庚辛壬四", "甲乙丙丁戊己庚辛五六"],
            [
                ("renamed", "甲乙丙丁戊己庚辛一二", "甲乙丙丁戊己庚辛五六"),
                ("renamed", "甲乙丙丁戊己庚辛壬三", "甲乙丙丁戊己庚辛壬四"),
            ],
        ),
        # As much alike: in the order of this year, then of last year.
        (
            ["甲乙丙丁戊己庚辛壬一", "甲乙丙丁戊己庚辛壬二"],
            ["甲乙丙丁戊己庚辛壬三", "甲乙丙丁戊己庚辛壬四"],
            [
                ("renamed", "甲乙丙丁戊己庚辛壬一", "甲乙丙丁戊己庚辛壬三"),
                ("renamed", "甲乙丙丁戊己庚辛壬二", "甲乙丙丁戊己庚辛壬四"),
            ],
        ),
        # One of last year is given to one of this year, and to no other.
        (
            ["甲乙丙丁戊己庚辛壬一", "甲乙丙丁戊己庚辛壬二"],
            ["甲乙丙丁戊己庚辛壬三"],
            [
                ("renamed", "甲乙丙丁戊己庚辛壬一", "甲乙丙丁戊己庚辛壬三"),
                ("added", "甲乙丙丁戊己庚辛壬二"),
            ],
        ),
        (
            ["甲乙丙丁戊己庚辛壬一"],
            ["甲乙丙丁戊己庚辛壬三", "甲乙丙丁戊己庚辛壬二"],
            [
                ("renamed", "甲乙丙丁戊己庚辛壬一", "甲乙丙丁戊己庚辛壬三"),
                ("removed", "甲乙丙丁戊己庚辛壬二"),
            ],
        ),
        # Rows without a name, or with nothing but a year, are nobody's.
        ([""], [""], [("added", ""), ("removed", "")]),
        (["2025年"], ["2024年"], [("added", "2025年"), ("removed", "2024年")]),
    ],
)
def test_rows_are_paired_by_name(
    now: list[str], then: list[str], expected: list[tuple[str, ...]]
) -> None:
    """Equal names first, years left out; then the most alike; what is left is told."""
    assert expected == _compared(now, then)


@pytest.mark.parametrize(("many", "renamed"), [(200, True), (201, False)])
def test_many_rows_left_over_are_not_compared_each_with_each(
    many: int,
    renamed: bool,  # noqa: FBT001 - what is expected
) -> None:
    """Up to 200 of a side are; above, names that are much alike are two rows."""
    others = [f"{chr(0x4E00 + at)}{chr(0x5E00 + at)}" for at in range(many - 1)]
    long = "甲乙丙丁戊己庚辛壬"
    now, then = [f"{long}一", *others], [f"{long}二"]
    expected = "renamed" if renamed else "added"
    assert expected == _compared(now, then)[0][0]
    back = "renamed" if renamed else "removed"
    assert back in {kind for kind, *_ in _compared(then, now)}
    assert ("removed" not in {kind for kind, *_ in _compared(now, then)}) is renamed


def test_fields_that_differ_are_told_with_both_texts() -> None:
    """Each field of a row and of a project; white space is no difference."""
    row = _row("培训人数")
    now = attrs.evolve(
        row,
        category="效益指标",
        subcategory=None,
        target="≥4 次",
        unit="期",
        direction=None,
        weight=Decimal("12.50"),
    )
    funds = Funds(total=Amounts(initial="50万元"))
    this = Project(
        name="事务 一",
        agency="甲局",
        department="甲",
        goal=Goal("完成任务"),
        funds=funds,
        indicators=(now, _row("检查 次数", "≥ 3次")),
    )
    before = Project(name="事务二", indicators=(row, _row("检查次数", "≥3\n次")))
    (found,) = changes(_documents(this), _documents(before))
    assert found.kind == "changed"
    assert found.name == "事务 一"
    assert found.fields == (
        ("name", "事务二", "事务 一"),
        ("agency", None, "甲局"),
        ("department", None, "甲"),
        ("goal", None, "完成任务"),
        ("funds", None, "50万元"),
    )
    first, second = found.rows
    assert first.kind == "changed"
    assert first.fields == (
        ("category", "产出指标", "效益指标"),
        ("subcategory", "数量指标", None),
        ("target", "≥3次", "≥4 次"),
        ("unit", "次", "期"),
        ("direction", "正向", None),
        ("weight", "10", "12.50"),
    )
    assert (second.kind, second.fields) == ("same", ())
    (back,) = changes(_documents(before), _documents(this))
    turned = {name: (old, new) for name, new, old in found.fields}
    assert {name: (old, new) for name, old, new in back.fields} == turned


def _pointers(each: ProjectChange | RowChange) -> tuple[str, str | None, str | None]:
    now, then = each.pointer, each.prior
    return (
        each.kind,
        None if now is None else str(now),
        None if then is None else str(then),
    )


def test_projects_are_paired_as_rows_are() -> None:
    """With the places of both years; rows of a new or lost project go with it."""
    now = _documents(
        _project("新项目", "甲一", "甲二"), _project("2025年培训", "乙", "丙")
    )
    then = _documents(
        _project("2024年培训", "丙", "丁丁"),
        _project("旧任务", "戊", "己"),
        _project("旧任务", "庚"),
    )
    found = changes(now, then)
    assert list(map(_pointers, found)) == [
        ("added", "/projects/0", None),
        ("changed", "/projects/1", "/projects/0"),
        ("removed", None, "/projects/1"),
        ("removed", None, "/projects/2"),
    ]
    assert [each.name for each in found] == [
        "新项目",
        "2025年培训",
        "旧任务",
        "旧任务",
    ]
    assert [list(map(_pointers, each.rows)) for each in found] == [
        [
            ("added", "/projects/0/indicators/0", None),
            ("added", "/projects/0/indicators/1", None),
        ],
        [
            ("added", "/projects/1/indicators/0", None),
            ("same", "/projects/1/indicators/1", "/projects/0/indicators/0"),
            ("removed", None, "/projects/0/indicators/1"),
        ],
        [
            ("removed", None, "/projects/1/indicators/0"),
            ("removed", None, "/projects/1/indicators/1"),
        ],
        [("removed", None, "/projects/2/indicators/0")],
    ]
    assert [each.fields for each in found[::2]] == [(), ()]


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        # One project on each side is one project, whatever it is called.
        (["甲"], ["乙"], ["changed"]),
        (["甲"], ["甲"], ["same"]),
        (["甲"], ["乙", "丙"], ["added", "removed", "removed"]),
        (["甲", "丁"], ["乙"], ["added", "added", "removed"]),
        (["甲"], [], ["added"]),
        ([], ["甲"], ["removed"]),
        ([], [], []),
        (["甲", "乙"], ["乙", "甲"], ["same", "same"]),
        # A project with a like name is the same one, which is called otherwise.
        (["甲", "学校培训事务一"], ["甲", "学校培训事务二"], ["same", "changed"]),
    ],
)
def test_one_project_on_each_side_is_one(
    now: list[str], then: list[str], expected: list[str]
) -> None:
    """More are told apart by their names."""
    found = changes(
        _documents(*(_project(name, "次数") for name in now)),
        _documents(*(_project(name, "次数") for name in then)),
    )
    assert expected == [each.kind for each in found]


def test_a_project_is_changed_where_one_of_its_rows_is() -> None:
    """Or one is new, gone, or called otherwise."""
    base = _project("事务", "培训次数", "检查")
    rows = base.indicators
    for others, expected in (
        (rows, "same"),
        ((rows[0],), "changed"),
        ((*rows, _row("宣传")), "changed"),
        ((rows[0], _row("检查", "≥4次")), "changed"),
        ((rows[0], _row("检查", weight=None)), "changed"),
        (rows[::-1], "same"),
    ):
        other = attrs.evolve(base, indicators=others)
        (found,) = changes(_documents(other), _documents(base))
        assert expected == found.kind, others

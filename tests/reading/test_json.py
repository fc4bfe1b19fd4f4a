"""``perftargets/1`` as JSON, out and in."""

import json
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftargets.errors import DataError
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.places import Places
from perftargets.model.project import Amounts, Document, Funds, Goal, Project
from perftargets.phrase import parse
from perftargets.reading import words
from perftargets.reading.native.json import dumps, loads
from perftargets.text import Place

FULL = Document(
    title="标题",
    fiscal_year=2023,
    department="云港市教育局",
    profile="mof2021",
    projects=(
        Project(
            name="校园安全改造项目",
            agency="局本级",
            department="云港市教育局",
            period="2023年",
            goal=Goal("消除隐患。", actual="已消除。"),
            funds=Funds(
                total=Amounts(initial="350.5万元", adjusted="340万元", spent="339万元"),
                other=Amounts(spent="0"),
            ),
            weights=(("产出指标", Decimal(50)), ("效益指标", Decimal("30.0"))),
            total=Decimal("98.50"),
            grade="优",
            indicators=(
                Indicator(
                    number=1,
                    category="产出指标",
                    subcategory="数量指标",
                    name="改造长度",
                    target=parse("不少于1200米"),
                    unit="米",
                    long_term_target=parse("不少于3000米"),
                    weight=Decimal(10),
                    direction="正向",
                    actual=Actual("1250米"),
                    expected="1250米",
                    likelihood="确定能",
                    score=Decimal("0.10"),
                    reason="无",
                    note="备注",
                ),
            ),
        ),
    ),
)


def _found(text: str) -> list[tuple[str, int | None, str]]:
    return [
        (each.code, each.place.column if each.place else None, each.message.en)
        for each in loads(text).diagnostics
    ]


def test_a_full_document_comes_back_equal() -> None:
    """Reading what was written gives the same document, with nothing to report."""
    back = loads(dumps(FULL))
    assert FULL == back
    assert () == back.diagnostics


def _placed(document: Document) -> Document:
    """Give the project and rows of a document places, their names a little further."""
    start = Place(path="a.json", line=1, column=1)
    places = Places.of(start, {"name": attrs.evolve(start, column=9)})
    (project,) = document.projects
    rows = tuple(
        attrs.evolve(row, place=start, places=places) for row in project.indicators
    )
    project = attrs.evolve(project, indicators=rows, place=start, places=places)
    return attrs.evolve(document, projects=(project,))


def test_places_are_written_where_asked_for_and_not_read_back() -> None:
    """Each row has its pointer, its place and the places of its fields."""
    written = dumps(_placed(FULL), places=True)
    row = json.loads(written)["projects"][0]["indicators"][0]
    assert ("/projects/0/indicators/0", {"path": "a.json", "line": 1, "column": 1}) == (
        row["pointer"],
        row["place"],
    )
    assert {"name": {"path": "a.json", "line": 1, "column": 9}} == row["places"]
    back = loads(written)
    assert (FULL, ()) == (back, back.diagnostics)


def test_keys_stand_in_the_order_of_the_format() -> None:
    """Document, project and indicator have all their keys, in order."""
    (own,) = FULL.projects
    collected = attrs.evolve(own, code="A-01", file="表/一.xlsx", digest="0a1b")
    full = attrs.evolve(FULL, projects=(collected,))
    assert loads(dumps(full)) == full
    plain = json.loads(dumps(_placed(full), parsed=True, places=True))
    assert ["schema", "title", "fiscal_year", "department", "profile", "projects"] == [
        *plain
    ]
    (project,) = plain["projects"]
    assert list(words.keys("fields", "project")) == list(project)
    assert list(words.keys("fields", "indicator")) == list(project["indicators"][0])


@pytest.mark.parametrize(
    "table", ["document", "project", "funds", "amounts", "indicator", "actuals"]
)
def test_every_key_and_its_names_stand_on_the_page(table: str) -> None:
    """docs/reference/format.md lists each key with each Chinese name."""
    page = Path(__file__).resolve().parents[2] / "docs" / "reference" / "format.md"
    text = page.read_text(encoding="utf-8")
    missing = [
        spelling
        for spelling, key in words.aliases("fields", table).items()
        if f"`{key}`" not in text or spelling not in text
    ]
    assert [] == missing


def test_numbers_are_plain_decimal_strings() -> None:
    """Weights and scores keep the digits they were written with."""
    project = json.loads(dumps(FULL))["projects"][0]
    assert {"产出指标": "50", "效益指标": "30.0"} == project["weights"]
    assert ("98.50", "0.10") == (project["total"], project["indicators"][0]["score"])


def test_what_is_not_there_is_left_out_or_null() -> None:
    """A few keys are always written; the others only where they hold something."""
    row = Indicator(category="产出指标", name="甲", target=parse(""))
    document = Document(projects=(Project(name="乙", indicators=(row,)),))
    assert {
        "schema": "perftargets/1",
        "title": None,
        "fiscal_year": None,
        "department": None,
        "profile": None,
        "projects": [
            {
                "name": "乙",
                "agency": None,
                "department": None,
                "goal": None,
                "indicators": [
                    {
                        "number": None,
                        "category": "产出指标",
                        "subcategory": None,
                        "name": "甲",
                        "target": "",
                    }
                ],
            }
        ],
    } == json.loads(dumps(document))


def test_parsed_is_the_wire_form_of_each_target() -> None:
    """With ``parsed`` each indicator says what was read, the missing ones too."""
    row = Indicator(category="产出指标", name="甲", target=parse(""))
    document = Document(projects=(Project(name="乙", indicators=(row,)),))
    plain = json.loads(dumps(document, parsed=True))
    assert "missing" == plain["projects"][0]["indicators"][0]["parsed"]["kind"]


def test_points_of_one_category_twice_cannot_be_written() -> None:
    """A mapping holds a category once, so nothing is dropped in silence."""
    weights = (("产出指标", Decimal(1)), ("产出指标", Decimal(2)))
    with pytest.raises(DataError, match="points twice"):
        dumps(Document(projects=(Project(name="乙", weights=weights),)))


def test_chinese_keys_and_bare_numbers_are_read() -> None:
    """Each key has its Chinese name; a number is taken as it is written."""
    text = (
        '{"schema": "perftargets/1", "年度": 2023, "projects": [{"项目名称": "甲",'
        '"绩效指标": [{"序号": 1, "一级指标": "产出指标", "三级指标": "乙",'
        '"指标值": 100, "分值": 0.10, "实际完成值": "98"}]}]}'
    )
    document = loads(text)
    row = document.projects[0].indicators[0]
    assert ((2023, "甲"), ()) == (
        (document.fiscal_year, document.projects[0].name),
        document.diagnostics,
    )
    assert (1, "产出指标", "乙", "100", "0.10", Actual("98")) == (
        row.number,
        row.category,
        row.name,
        row.target.text,
        str(row.weight),
        row.actual,
    )


def test_each_thing_that_cannot_be_used_is_reported_with_its_path() -> None:
    """Unknown keys, wrong types and keys that stand twice are findings, all at once."""
    text = (
        '{"schema":"perftargets/1","projects":[{"name":"甲","indicators":['
        '{"name":["x"],"target":true,"weight":"10分","foo":1,"分值":2}]},3]}'
    )
    row = "projects[0].indicators[0]"
    assert [
        (
            "REA003",
            text.index('["x"]') + 1,
            f"{row}.name: a single value wanted and [x] found",
        ),
        (
            "REA003",
            text.index("true") + 1,
            f"{row}.target: expected text, found true",
        ),
        (
            "REA003",
            text.index('"10分"') + 1,
            f"{row}.weight: expected a number such as 10 or 7.5, found “10分”",
        ),
        (
            "REA001",
            text.index('"foo"') + 1,
            f"no field of the form takes this text: “{row}.foo: 1”",
        ),
        (
            "REA003",
            text.index('"分值"') + 1,
            f"{row}.weight stands there twice; not used: 2",
        ),
        (
            "REA003",
            text.index("3]}") + 1,
            "projects[1]: keys and values wanted and 3 found",
        ),
    ] == _found(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{"a":1',
            (
                "the JSON is cut off: the file ends at line 1, column 7, which should "
                "have a comma or “}”; complete it, or export the file or get it anew"
            ),
        ),
        ("{'a':1}", "line 1, column 2 should have a quoted key and has “'a':1}”"),
        ('{"a":01}', "line 1, column 7 should have a comma or “}” and has “1}”"),
        ('{"a":NaN}', "line 1, column 6 should have a value and has “NaN}”"),
        (
            '{"a":"b',
            (
                "this is no JSON: the quote at line 1, column 6 is open to the end of "
                "the file: its other half is missing, or the file is cut off"
            ),
        ),
        (r'{"a":"b\x"}', "line 1, column 8 should have well-formed text and has “\\x"),
        ('{"a":1} x', "line 1, column 9 should have the end of the file and has “x”"),
        ("[1]", "a document of perftargets/1 is expected, keys and values at the top"),
        ("[" * 5000, "the JSON is nested deeper than 64 levels and was not read"),
        ('{"schema":"perftargets/2"}', "the schema is “perftargets/2”"),
        ('{"name": 1}', "it has neither schema nor projects"),
    ],
)
def test_what_is_no_document_says_why(text: str, message: str) -> None:
    """Broken JSON and other documents give one error that says what is wanted."""
    document = loads(text)
    errors = [each for each in document.diagnostics if each.code == "REA004"]
    assert () == document.projects
    assert 1 == len(errors)
    assert message in errors[0].message.en


def test_half_a_character_is_replaced_and_reported() -> None:
    """A lone surrogate could not be written to any file."""
    document = loads('{"schema":"perftargets/1","title":"\\ud800","projects":[]}')
    assert "\ufffd" == document.title
    assert ["REA003"] == [each.code for each in document.diagnostics]


_text = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("不少于100%"), max_size=8
)
_rows = st.builds(
    Indicator,
    number=st.none() | st.integers(0, 99) | _text,
    category=_text,
    name=_text,
    target=_text.map(parse),
    weight=st.none() | st.decimals(0, 100, places=2),
    actual=st.none() | st.builds(Actual, _text),
)
_projects = st.builds(
    Project,
    name=_text,
    goal=st.none() | st.builds(Goal, _text, actual=st.none() | _text),
    funds=st.none() | st.builds(Funds, total=st.builds(Amounts, spent=_text)),
    indicators=st.lists(_rows, max_size=3).map(tuple),
)


@given(st.builds(Document, title=_text, projects=st.lists(_projects).map(tuple)))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_document_comes_back_equal(document: Document) -> None:
    """Reading what was written gives the same document."""
    back = loads(dumps(document, parsed=True))
    assert document == back
    assert () == back.diagnostics

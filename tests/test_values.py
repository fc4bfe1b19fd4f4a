"""Every value that a user sees is flat, short and a table, by one flattening."""

import enum
import inspect
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from importlib.resources import as_file
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given, settings

import perftargets
from perftargets import (
    Amounts,
    Document,
    Evaluation,
    Fault,
    Funds,
    Goal,
    Parser,
    PerftargetsError,
    Place,
    Project,
    by_department,
    check,
    lint,
    load_profile,
    parse,
    read,
    read_actuals,
    review,
    trends,
)
from perftargets._data import data
from perftargets._values import LONGEST, Language, Value
from perftargets.reading import words
from tests.phrase.made_up import phrases
from tests.reporting.test_evaluation_html import filled

LANGUAGES: tuple[Language, ...] = get_args(Language)
HOSTILE = '<script>alert(1)</script>"&' * 9

PHRASES = (
    *("不少于100条", "85%-90%", "12月底前", "较上年增长3%", "不低于上年"),
    *("师生比不低于1:20", "前3名", "培训2期，每期不少于40人", "符合规范", "/"),
    *("三分之一", "力争约95%以上以下", HOSTILE, "1" * 400),
)


def public_types() -> list[type]:
    """Return the classes that ``perftargets`` offers and that hold values."""
    found = (getattr(perftargets, name) for name in perftargets.__all__)
    return [
        each
        for each in found
        if inspect.isclass(each)
        and not issubclass(each, (PerftargetsError, enum.Enum))
        and each is not Parser
    ]


def example() -> tuple[Document, perftargets.Actuals]:
    """Read the table and the actuals that are shipped."""
    with (
        as_file(data("example", "panyu-2022.txt")) as table,
        as_file(data("example", "panyu-2022-actuals.csv")) as actuals,
    ):
        return read(table), read_actuals(actuals)


def hostile() -> Document:
    """Return a document whose every text would be markup."""
    money = Amounts(adjusted=HOSTILE, spent=HOSTILE, weight=Decimal(10))
    row = perftargets.Indicator(
        category=HOSTILE, name=HOSTILE, target=HOSTILE, actual=HOSTILE
    )
    project = Project(
        name=HOSTILE,
        agency=HOSTILE,
        goal=Goal(HOSTILE, actual=HOSTILE),
        funds=Funds(total=money),
        indicators=(row, row),
        weights={"产出指标": Decimal(50)},
        place=Place(path=HOSTILE),
    )
    return Document(title=HOSTILE, fiscal_year=2022, projects=(project,))


def made() -> Iterator[object]:
    """Return values of every public type."""
    document, actuals = example()
    yield from map(parse, PHRASES)
    yield from (actuals, load_profile("mof2020"))
    evaluations = [check(document, actuals), filled(), filled(HOSTILE)]
    for each in evaluations:
        yield from (each, review(each))
    for table in (document, hostile()):
        report = lint(table, select=["ALL"])
        yield from (table, report)
    yield Fault(code="X", name="y", error=HOSTILE, place=Place(path=HOSTILE))
    two = [
        filled(),
        check(Document(fiscal_year=2021, projects=filled().document.projects)),
    ]
    yield from by_department(two)
    yield from trends(two)


def inside(value: object) -> Iterator[Value]:
    """Return a value and the values it is made of, a few of each list."""
    if isinstance(value, Value):
        yield value
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):  # type: ignore[arg-type]
            yield from inside(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in (*value[:3], *value[-1:]):
            yield from inside(each)
    spans = getattr(value, "spans", None)
    if isinstance(spans, Value):
        yield spans


def all_values() -> dict[type, list[Value]]:
    """Return the values by their types, no more than forty of one."""
    found: dict[type, list[Value]] = {}
    for each in made():
        for value in inside(each):
            same = found.setdefault(type(value), [])
            if len(same) < 40:
                same.append(value)
    return found


VALUES = all_values()
TYPES = [pytest.param(kind, id=kind.__name__) for kind in VALUES]


def leaves(tree: object) -> Iterator[object]:
    """Return what a tree holds."""
    if isinstance(tree, dict):
        assert all(isinstance(key, str) for key in tree)
        for each in tree.values():
            yield from leaves(each)
    elif isinstance(tree, list):
        for each in tree:
            yield from leaves(each)
    else:
        yield tree


class Tags(HTMLParser):
    """Notes the tags of a table, and whether each is closed."""

    def __init__(self, text: str) -> None:
        """Read the table."""
        super().__init__()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """Note a tag."""
        del attrs
        self.tags.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag


def test_every_public_type_is_a_value() -> None:
    """And each is held to the laws below."""
    kinds = public_types()
    assert [] == [each for each in kinds if not issubclass(each, Value)]
    assert set() == {each.__name__ for each in kinds} - {
        kind.__name__ for kind in VALUES
    }


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_is_what_json_holds(kind: type, language: Language) -> None:
    """No float, nothing but texts, whole numbers, yes, no and null; the same twice."""
    for value in VALUES[kind]:
        tree = value.to_dict(language)
        assert tree == json.loads(json.dumps(tree))
        assert tree == value.to_dict(language)
        assert {type(each) for each in leaves(tree)} <= {str, int, bool, type(None)}
        rows = getattr(value, "to_dicts", None)
        if rows is not None:
            assert rows(language) == json.loads(json.dumps(rows(language)))


@pytest.mark.parametrize("kind", TYPES)
def test_a_representation_is_short(kind: type) -> None:
    """It names the class, fits a line, and is no page of nested fields."""
    for value in VALUES[kind]:
        shown = repr(value)
        assert len(shown) <= LONGEST
        assert shown.startswith(f"{kind.__name__}(")
        assert shown.endswith(")")


@pytest.mark.parametrize("kind", TYPES)
def test_a_notebook_shows_a_table_without_markup_of_its_own(kind: type) -> None:
    """Whatever a file holds is escaped."""
    for value in VALUES[kind]:
        shown = value._repr_html_()
        assert "<script" not in shown
        page = Tags(shown)
        assert page.open == []
        assert page.tags <= {"table", "tr", "th", "td", "mark", "br", "p"}


@settings(deadline=None)
@given(phrases())
def test_a_target_of_any_phrase_is_a_value(phrase: str) -> None:
    """Whatever was read."""
    target = parse(phrase)
    assert target.to_dict() == json.loads(json.dumps(target.to_dict()))
    assert len(repr(target)) <= LONGEST
    assert Tags(target._repr_html_()).open == []


def test_a_document_is_its_notation() -> None:
    """``to_dict`` is perftargets/1: the keys of the format, in their order."""
    document, _ = example()
    tree = document.to_dict(parsed=True)
    assert "perftargets/1" == tree["schema"]
    for table, trees in (
        ("document", [tree]),
        ("project", tree["projects"]),
        ("indicator", [row for each in tree["projects"] for row in each["indicators"]]),
    ):
        known = list(words.keys("fields", table))
        for each in trees:
            assert [key for key in known if key in each] == list(each)


def test_a_day_is_written_as_one() -> None:
    """As JSON has it everywhere else."""
    evaluation: Evaluation = filled()
    assert evaluation.to_dict()["as_of"] == date(2022, 7, 31).isoformat()


def test_a_short_value_shows_all_its_fields() -> None:
    """A longer one what differs from the default, its lists by their length."""
    assert repr(Place(path="a", line=3)) == (
        "Place(path='a', line=3, column=None, sheet=None, cell=None, page=None, "
        "row=None, project=None, indicator=None)"
    )
    document, _ = example()
    assert repr(document).startswith("Document(")
    assert f"projects=<{len(document.projects)}>" in repr(document)

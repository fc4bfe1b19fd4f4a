"""TOML in and out: places, mistakes in words, and agreement with ``tomllib``."""

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftargets._convert import WrittenNumber
from perftargets.model.project import Document
from perftargets.reading.formats.tree.toml_tree import parse_toml
from perftargets.reading.formats.tree.tree import Leaf, Listing, Mapping, Node, NotATree
from perftargets.reading.native.toml import dumps, loads
from tests.reading.documents import documents, texts
from tests.reading.test_json import FULL

HEAD = """\
schema = "perftargets/1"
[[projects]]
name = "甲"
[[projects.indicators]]
name = "乙"
"""


def values(node: Node) -> Any:
    """Give a tree as ``tomllib`` gives it, numbers as their text."""
    match node:
        case Mapping(entries=entries):
            return {entry.key: values(entry.node) for entry in entries}
        case Listing(items=items):
            return [values(item) for item in items]
        case Leaf(value=WrittenNumber(text=text)):
            return text
        case Leaf(value=value):
            return value


def figures(value: object) -> object:
    """Turn the numbers of ``tomllib`` into text, as far as they are plain."""
    match value:
        case bool():
            return value
        case int():
            return str(value)
        case dict():
            return {key: figures(each) for key, each in value.items()}
        case list():
            return [figures(each) for each in value]
    return value


def test_a_document_reads_like_one() -> None:
    """Projects and indicators are tables; what belongs to them stands in a line."""
    assert """\
schema = "perftargets/1"
title = "标题"
fiscal_year = 2023
department = "云港市教育局"
profile = "mof2021"

[[projects]]
name = "校园安全改造项目"
agency = "局本级"
department = "云港市教育局"
period = "2023年"
goal = "消除隐患。"
goal_actual = "已消除。"
funds = { total = { initial = "350.5万元", adjusted = "340万元", spent = "339万元" }, \
other = { spent = "0" } }
weights = { "产出指标" = "50", "效益指标" = "30.0" }
total = "98.50"
grade = "优"

[[projects.indicators]]
number = 1
category = "产出指标"
subcategory = "数量指标"
name = "改造长度"
target = "不少于1200米"
unit = "米"
long_term_target = "不少于3000米"
weight = "10"
direction = "正向"
actual = "1250米"
expected = "1250米"
likelihood = "确定能"
score = "0.10"
reason = "无"
note = "备注"
""" == dumps(FULL)


@given(documents)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_document_comes_back_equal(document: Document) -> None:
    """Reading what was written gives the same document, with nothing to report."""
    written = dumps(document, parsed=True)
    back = loads(written)
    assert (document, ()) == (back, back.diagnostics)
    assert values(parse_toml(written)) == figures(tomllib.loads(written))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# a remark\n",
        "a = 1 # a remark\n\n[b]\nc.d = 2\n[b.e]\nf = 3",
        "[a.b]\nx = 1\n[a]\ny = 2",
        "[[a]]\nx = 1\n[a.b]\ny = 2\n[[a]]\nx = 3\n[[a.c]]\nz = 4",
        "a = [1, [2, 3],\n  # a remark\n 4,]\nb = []\nc = {}",
        "a = {b = 1, c.d = {e = [2]}}",
        '"a b" = 1\n\'c"d\' = 2\n"" = 3\n1 = 4\n-_ = 5',
        "a . b . 'c' = 1",
        "a = \"\"\"\nx\\\n   y\"\"z\"\"\"\"\"\nb = '''\nx''y'''''",
        'a = "\\b\\t\\n\\f\\r\\"\\\\\\u4e2d\\U0001F600"',
        "a = 'C:\\x'\nb = true\nc = false",
        'a = "x"\r\nb = """x\r\ny"""\r\n',
        "a = 1_000\nb = -0\nc = [+1, 0]",
    ],
)
def test_what_is_read_is_what_tomllib_reads(text: str) -> None:
    """Tables, dotted keys, lists, all four kinds of quotes."""
    expected = str(figures(tomllib.loads(text))).replace("'-0'", "'0'")
    found = str(values(parse_toml(text))).replace("'-0'", "'0'").replace("'+1'", "'1'")
    assert expected == found


@pytest.mark.parametrize(
    "written",
    [
        *("0.10", "-1.50", "1e5", "2023-12-31", "2023-12-31T08:00:00Z", "08:30:00"),
        *("0x1F", "inf", "2023-12-31 08:00:00.5+08:00"),
    ],
)
def test_numbers_and_dates_keep_their_text(written: str) -> None:
    """What ``tomllib`` would turn into floats and dates is text here."""
    tomllib.loads(f"a = {written}")
    ((_, row),) = loads(f"{HEAD}target = {written}").rows()
    assert written == row.target.text


@given(st.text("a=.[]{}\"'\\,#\n 1-_:tru", max_size=12))
@settings(max_examples=2000, deadline=None, derandomize=True)
def test_what_tomllib_reads_is_read(text: str) -> None:
    """No text that is TOML is refused; no other raises anything unexpected."""
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        expected = None
    try:
        found = parse_toml(text)
    except NotATree:
        assert expected is None
    else:
        assert expected is None or set(expected) == set(values(found))


@given(texts)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_no_text_makes_the_reader_raise(text: str) -> None:
    """Every text gives a document; without projects it says why."""
    assert loads(text).diagnostics


def test_every_value_has_line_and_column() -> None:
    """Places count code points, whatever the line ends."""
    text = "\ufeff" + (HEAD + "actual = '😀'\nweight = [1]\n").replace("\n", "\r\n")
    document = loads(text, path="a.toml")
    ((project, row),) = document.rows()
    assert ("a.toml:2:1", "a.toml:4:1", "a.toml:6:10") == (
        str(project.place),
        str(row.place),
        str(row.actual and row.actual.place),
    )
    assert ["a.toml:7:10"] == [str(each.place) for each in document.diagnostics]


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("target = ≥80%", 10, 'text takes quotes: "≥80%"'),
        ("target = 95%", 10, 'text takes quotes: "95%"'),
        ("target = 012", 10, 'text takes quotes: "012"'),
        ("target = 1__0", 10, 'text takes quotes: "1__0"'),
        ("target =", 9, "the value is missing"),
        (
            "指标值 = '5'",
            1,
            'a key in Chinese or with signs in it takes quotes: "指标值"',
        ),
        ("target: '5'", 7, "“=” should follow the key and “: '5'” does"),
        ("= 5", 1, "a key should stand here and “= 5” does"),
        (
            "target = '5' 个",
            14,
            "a line holds one key and its value; “个” is left over",
        ),
        ("target = '5", 10, "the quote ' is never closed"),
        ('target = """5', 10, 'the quote """ is never closed'),
        ("target = [5", 10, "“[” is never closed by “]”"),
        ("target = [5 6]", 13, "a comma or “]” should stand here and “6]” does"),
        ("[projects", 10, "“]” should close the name of the table"),
        (
            'target = "\\q"',
            11,
            (
                "a backslash in double quotes is written twice (\\\\); "
                "single quotes take "
                "it as it is"
            ),
        ),
        (
            'target = "\\ud800"',
            11,
            (
                "a backslash in double quotes is written twice (\\\\); "
                "single quotes take "
                "it as it is"
            ),
        ),
        (
            "target = '\x07'",
            11,
            "the control character U+0007 stands here; take it out",
        ),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(
    line: str, column: int, words: str
) -> None:
    """One error, at the place, that says what to write instead."""
    (finding,) = loads(f"{HEAD}{line}").diagnostics
    assert (
        "REA004",
        f"6:{column}",
        f"this is no TOML: line 6, column {column}: {words}",
    ) == (finding.code, str(finding.place), finding.message.en)


@pytest.mark.parametrize(
    ("line", "column"),
    [("target = " + "[" * 100, 74), ("a" + ".a" * 100 + " = 1", 130)],
)
def test_toml_nested_too_deep_is_told_with_what_to_do(line: str, column: int) -> None:
    """Values in values, and keys of many parts; it may be TOML, and is not read."""
    (finding,) = loads(f"{HEAD}{line}").diagnostics
    assert (
        f"6:{column}",
        (
            "the TOML is nested deeper than 64 levels and was not read; a table needs "
            "six: look at brackets and indents, or write it as perftargets/1"
        ),
    ) == (str(finding.place), finding.message.en)


@pytest.mark.parametrize(
    ("lines", "place", "words"),
    [
        (
            "name = '丙'",
            "6:1",
            "projects[0].indicators[0].name stands there twice; not used: 丙",
        ),
        (
            "[projects]\nx = 1",
            "6:2",
            "projects stands there twice; not used: {x: 1}",
        ),
    ],
)
def test_what_stands_there_twice_is_reported(
    lines: str, place: str, words: str
) -> None:
    """A second key or table is a finding, and the first is read."""
    document = loads(f"{HEAD}{lines}")
    assert [("REA003", place, words)] == [
        (each.code, str(each.place), each.message.en) for each in document.diagnostics
    ]
    assert ["乙"] == [row.name for _, row in document.rows()]

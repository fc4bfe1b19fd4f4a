"""What YAML is read as: places, plain values, and mistakes told in words."""

import sys

import pytest
import yaml

from perftargets.errors import MissingExtraError
from perftargets.model.project import Document
from perftargets.reading.native.yaml import loads

HEAD = """\
schema: perftargets/1
projects:
- name: 甲
  indicators:
  - name: 乙
"""


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read by libyaml, and as where PyYAML was built without it."""
    if request.param == "python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


def found(document: Document) -> list[tuple[str, str, str]]:
    """Give code, place and English words of each finding."""
    return [
        (each.code, str(each.place), each.message.en) for each in document.diagnostics
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("012", "012"),
        ("1:30", "1:30"),
        ("no", "no"),
        ("true", "true"),
        ("0.10", "0.10"),
        ("1_000", "1_000"),
        ("2023-12-31", "2023-12-31"),
        ("~10%", "~10%"),
        ('"null"', "null"),
        ("null", ""),
        ("~", ""),
        ("", ""),
        ("!!str 012", "012"),
        ("! 5", "5"),
        ("|-\n      甲\n      乙", "甲\n乙"),
        (">-\n      甲\n      乙", "甲 乙"),
        ("甲\n      乙", "甲 乙"),
        ("'it''s'", "it's"),
        ('"\\u7532\\n"', "甲\n"),
        ("甲 # a remark", "甲"),
        ("&a 5个", "5个"),
    ],
)
def test_a_value_is_the_text_as_written(written: str, read: str) -> None:
    """No value changes on its way, whatever YAML 1.1 makes of it."""
    document = loads(f"{HEAD}    target: {written}\n")
    assert ([read], ()) == (
        [row.target.text for _, row in document.rows()],
        document.diagnostics,
    )


def test_a_number_of_a_row_is_whole_only_as_people_write_one() -> None:
    """``12`` is a number; ``012`` and ``"12"`` are texts."""
    numbers = [
        row.number
        for written in ("12", "012", '"12"')
        for _, row in loads(f"{HEAD}    number: {written}\n").rows()
    ]
    assert [12, "012", "12"] == numbers


def test_every_value_has_line_and_column() -> None:
    """Places count code points, and neither the mark at the start nor line ends."""
    text = "\ufeff" + (HEAD + "    actual: '😀'\n    weight: [1]\n").replace(
        "\n", "\r\n"
    )
    document = loads(text, path="a.yaml")
    ((project, row),) = document.rows()
    assert ("a.yaml:3:3", "a.yaml:5:5", "a.yaml:6:13") == (
        str(project.place),
        str(row.place),
        str(row.actual and row.actual.place),
    )
    assert ["a.yaml:7:13"] == [str(each.place) for each in document.diagnostics]


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [
        (
            "    target: >=80%",
            "6:13",
            (
                "“>=80%” begins with “>”, which begins a block of text in YAML; "
                'put it in quotes: ">=80%"'
            ),
        ),
        (
            "    指标值：1\n    weight: 3",
            "6:5",
            (
                "“指标值：1” is no key with its value: an ASCII colon and a space part "
                "them, “指标值: …”"
            ),
        ),
        (
            "    target:>=80%",
            "6:5",
            (
                "“target:>=80%” is no key with its value: an ASCII colon and "
                "a space part "
                "them, “target: …”"
            ),
        ),
        ("\ttarget: 1", "6:1", "YAML is not indented by tabs; use spaces"),
        (
            "    target: %5",
            "6:13",
            'text cannot begin with “%” here; put it in quotes: "%5"',
        ),
        (
            "    target: -",
            "6:13",
            'text cannot begin with “-” here; put it in quotes: "-"',
        ),
        (
            "    target: & b",
            "6:13",
            'text cannot begin with “&” here; put it in quotes: "& b"',
        ),
        (
            "    target: a: b",
            "6:14",
            'the value holds a colon and a space; put it in quotes: "a: b"',
        ),
        (
            "      target: b",
            "6:13",
            (
                "“target: b” is indented below a value; align it with the keys it "
                "belongs to"
            ),
        ),
        ("    target: '5", "6:13", "the quote ' is never closed"),
        (
            '    target: "5" 个',
            "6:17",
            "text stands after the closing quote; put the whole value in quotes",
        ),
        (
            '    target: "\\q"',
            "6:14",
            "a backslash in double quotes is written twice (\\\\), or use “'”",
        ),
        (
            "    target: [5",
            "6:13",
            (
                "“[” is never closed, or a comma is missing; if it begins a "
                "text, put the "
                "whole value in quotes"
            ),
        ),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line(
    line: str, place: str, words: str
) -> None:
    """One error, at the place, that says what to write instead."""
    row, column = place.split(":")
    expected = f"this is no YAML: line {row}, column {column}: {words}"
    document = loads(f"{HEAD}{line}\n")
    assert [("REA004", place, expected)] == found(document)
    assert () == document.projects


@pytest.mark.parametrize(
    ("line", "code", "place", "words"),
    [
        (
            "    target: >5\n    weight: 3",
            "REA003",
            "6:13",
            (
                "“>5” begins a block of text in YAML, and none follows; if "
                "it is a value, "
                'put it in quotes: ">5"'
            ),
        ),
        (
            "    target: 甲\n      目标值：5",
            "REA003",
            "7:7",
            (
                "“目标值：5” in line 7 was not read as a key with its value: an ASCII "
                "colon and a space part them, “目标值: …”; if it is text, put "
                "the whole of "
                "it in quotes"
            ),
        ),
        (
            "    target: 第 #3 栋",
            "REA002",
            "6:15",
            (
                "“#3 栋” comes after a space and was taken for a comment; if "
                "it is text, "
                "put the whole value in quotes"
            ),
        ),
        (
            "    target: !x b",
            "REA003",
            "6:13",
            (
                "the tag “!x” is no part of the format and was passed over; if it is "
                'text, put it in quotes: "!x b"'
            ),
        ),
        (
            "    name: 丙",
            "REA003",
            "6:5",
            "projects[0].indicators[0].name stands there twice; not used: 丙",
        ),
        (
            "    target: 5\n---\nschema: perftargets/1",
            "REA004",
            "8:1",
            (
                "the file holds more than one YAML document, the second from "
                "line 8; only "
                "the first was read: give each a file of its own"
            ),
        ),
    ],
)
def test_what_yaml_would_pass_over_is_told(
    line: str, code: str, place: str, words: str
) -> None:
    """The rest is read, and one finding says what became of the text."""
    document = loads(f"{HEAD}{line}\n")
    assert [(code, place, words)] == found(document)
    assert ["乙"] == [row.name for _, row in document.rows()]


def test_an_item_that_is_no_key_is_told() -> None:
    """``- 指标：1`` is one piece of text to YAML."""
    assert [("REA003", "6:5"), ("REA003", "6:5")] == [
        (code, place) for code, place, _ in found(loads(f"{HEAD}  - 指标：1\n"))
    ]


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("tagret", "did you mean “target”?"),
        ("指标直", "did you mean “指标值”?"),
        (
            "zzz",
            (
                "keys that can stand here: number, category, subcategory, "
                "name, target, "
                "unit, long_term_target, weight, direction, actual, "
                "expected, likelihood, "
                "score, reason, note, parsed, pointer, place, places"
            ),
        ),
    ],
)
def test_an_unknown_key_comes_with_a_suggestion(key: str, hint: str) -> None:
    """The nearest key is named, or else all of them."""
    (finding,) = loads(f"{HEAD}    {key}: 5\n").diagnostics
    assert ("REA001", "6:5", hint) == (
        finding.code,
        str(finding.place),
        finding.hint and finding.hint.en,
    )


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("# a remark\n", "1:1", "the file holds comments and nothing else"),
        (
            "a: \x07",
            "1:4",
            "this is no YAML: line 1 has the control character U+0007; take it out",
        ),
        (
            "[" * 100,
            "1:65",
            (
                "the YAML is nested deeper than 64 levels and was not read; a table "
                "needs six: look at brackets and indents, or write it as perftargets/1"
            ),
        ),
        ("? [a]\n: b", "1:3", "the key in line 1 is no text"),
        (
            "a: *90%",
            "1:4",
            (
                "“*90%” in line 1 begins with *, which refers to something "
                "named &90, and "
                'none comes before it; put text in quotes: "*90%"'
            ),
        ),
        (
            "a: &x [*x]",
            "1:8",
            (
                "“*x]” in line 1 begins with *, which refers to something "
                "named &x, and "
                'none comes before it; put text in quotes: "*x]"'
            ),
        ),
    ],
)
def test_what_cannot_be_a_document_is_refused(
    text: str, place: str, words: str
) -> None:
    """Depth, references to nothing or to themselves, and control characters."""
    assert [("REA004", place, words)] == found(loads(text))


def test_references_cannot_grow_without_bound() -> None:
    """Nine lines that stand for a thousand million values are refused."""
    lines = ["schema: perftargets/1", "a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    (finding,) = loads("\n".join(lines)).diagnostics
    assert (
        "the YAML holds more than 2000000 values, references counted as their values, "
        "and was not read; split it into a file for each project"
    ) == finding.message.en


def test_a_reference_stands_where_it_is_written() -> None:
    """A row that is used again has the place of the reference."""
    text = HEAD.replace("- name: 乙", "- &row {name: 乙, target: 5个}") + "  - *row\n"
    document = loads(text)
    assert [("乙", "5个", "5:5"), ("乙", "5个", "6:5")] == [
        (row.name, row.target.text, str(row.place)) for _, row in document.rows()
    ]
    assert () == document.diagnostics


def test_an_unknown_key_full_of_references_is_quoted_in_part() -> None:
    """A message stays short however much a value stands for."""
    text = "schema: perftargets/1\na: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a]\n"
    text += f"projects: []\nc: [{', '.join(['*b'] * 50)}]\n"
    longest = max(len(each.message.en) for each in loads(text).diagnostics)
    assert len("no field of the form takes this text: “c: ”") + 200 == longest


def test_without_the_library_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Reading needs PyYAML."""
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(MissingExtraError, match=r"perftargets\[yaml\]"):
        loads("a: 1")

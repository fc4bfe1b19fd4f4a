"""Every call of a session: its shapes, and that nothing comes out as an exception."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftargets._data import data
from perftargets.session import CALLS, Session, schema
from tests.session.calling import Held, code_of

pytestmark = pytest.mark.sampled

TABLE = data("example", "panyu-2022.txt").read_bytes()
ACTUALS = data("example", "panyu-2022-actuals.csv").read_bytes()
YAML = """\
schema: perftargets/1
fiscal_year: 2024
projects:
  - name: 培训项目
    goal: 全年完成干部培训
    indicators:
      - {category: 产出指标, name: 培训人次, target: ≧1200人次, actual: 1300人次}
      - {category: 效益指标, name: 满意度, target: 95%左右}
""".encode()


def test_the_schema_describes_every_call_and_no_other() -> None:
    """Arguments and result of each call have a definition, and it is valid."""
    jsonschema.Draft202012Validator.check_schema(dict(schema()))
    named = {
        name.partition(".")[0]
        for name in schema()["$defs"]
        if name.endswith((".arguments", ".result"))
    }
    assert set(CALLS) == named


def test_a_table_goes_all_the_way() -> None:
    """Opened, linted, checked, written, rendered, compared and closed."""
    held = Held()
    opened = held.call("open", data=TABLE, name="panyu.txt", language="en")
    handle = opened["handle"]
    actuals = held.open(ACTUALS, "actuals.csv")

    assert ("running-text", "text") == (opened["form"], opened["repairs"])
    assert 8 == len(opened["document"]["projects"])
    report = held.call("lint", handle=handle, select=["ALL"])["report"]
    assert (8, 50) == (report["summary"]["projects"], report["summary"]["indicators"])
    found = held.call("check", handle=handle, actuals=actuals)["evaluation"]
    assert 50 == found["summary"]["indicators"]
    for suffix, form in (
        (".xlsx", "self-evaluation"),
        (".docx", "application"),
        (".csv", None),
        (".json", None),
    ):
        made = held.call("write", handle=handle, suffix=suffix, form=form, check={})
        assert f"panyu{suffix}" == made["name"]
    for of, form in (("lint", "html"), ("lint", "sarif"), ("check", "csv")):
        made = held.call("render", handle=handle, of=of, format=form)
        assert made["data"]
    assert (
        "same"
        == held.call("diff", handle=handle, prior=handle)["projects"][0]["change"]
    )
    assert [actuals] == held.call("close", handle=handle)["open"]


def test_words_and_rules_need_no_file() -> None:
    """Phrases, rules, versions, empty forms and the demonstration."""
    held = Held()

    parsed = held.call("parse", text="不少于100条")
    assert "≥ 100 条" == parsed["reading"]["zh"]
    assert [[[0, 3]], [[3, 6]], [[6, 7]]] == [each["spans"] for each in parsed["parts"]]
    assert ">=" == parsed["target"]["operator"]
    assert type(parsed["target"]["operator"]) is str
    assert "hedged-number" == held.call("explain", code="VAL003")["name"]
    assert "VAL003" == held.call("explain", code="hedged-number")["code"]
    codes = [each["code"] for each in held.call("rules")["rules"]]
    assert sorted(codes) == codes
    assert "perftargets" == held.call("versions")["tool"]["name"]
    assert ["table", "actuals"] == [each["role"] for each in held.call("demo")["files"]]


@pytest.mark.parametrize(
    ("name", "args", "code"),
    [
        ("nothing", {}, "unknown-call"),
        ("open", {"name": "a.csv"}, "bad-arguments"),
        ("open", {"name": "a.csv", "data": "text"}, "bad-arguments"),
        (
            "open",
            {"name": "a.csv", "data": b"", "path": "/etc/passwd"},
            "bad-arguments",
        ),
        (
            "open",
            {"name": "a.csv", "data": b"", "encoding": "klingon"},
            "bad-arguments",
        ),
        ("lint", {"handle": "h9"}, "no-such-handle"),
        ("lint", {"handle": 9}, "bad-arguments"),
        ("explain", {"code": "ZZZ999"}, "no-such-rule"),
        ("new", {"form": "flat"}, "bad-arguments"),
        ("new", {"form": "application", "rows": 10**6}, "usage"),
        ("parse", {"text": "条" * 10_001}, "bad-arguments"),
    ],
)
def test_a_call_that_cannot_be_answered_has_a_code(
    name: str, args: dict[str, Any], code: str
) -> None:
    """The code stays; the message says what was wrong in both languages."""
    answer = Held().answer(name, **args)

    assert code == code_of(answer)
    assert answer["error"]["message"]["zh"]
    assert answer["error"]["message"]["en"]


def test_a_profile_is_a_name_and_opens_no_file() -> None:
    """A path is refused, whatever is there."""
    held = Held()
    handle = held.open(YAML, "a.yaml")

    for name in ("lint", "check"):
        answer = held.answer(name, handle=handle, profile="/etc/own.toml")
        assert "usage" == code_of(answer)


def test_every_fault_of_the_arguments_is_named() -> None:
    """All at once, each with its path."""
    answer = Held().answer(
        "apply", handle="h1", choices=[{"proposal": -1}], edits=[{"pointer": 3}]
    )

    message = answer["error"]["message"]["en"]
    for part in (
        "choices[0].fingerprint is missing",
        "choices[0].proposal must be ≥ 0",
        "edits[0].pointer must be string",
        "edits[0].text is missing",
    ):
        assert part in message


def test_handles_and_bytes_are_bounded() -> None:
    """Too many files, and too many bytes, are refused until some are closed."""
    held = Held(handles=2, memory=1000)
    first = held.open(YAML, "a.yaml")
    held.open(YAML[:100], "b.yaml")

    assert "too-many" == code_of(held.answer("open", data=b"x", name="c.yaml"))
    held.call("close", handle=first)
    assert "too-large" == code_of(held.answer("open", data=b"x" * 990, name="c"))
    third = held.open(YAML, "a.yaml")
    assert third not in {first, "h2"}
    assert "no-such-handle" == code_of(held.answer("lint", handle=first))


def test_two_sessions_know_nothing_of_each_other() -> None:
    """A handle counts in its own session."""
    one, other = Held(), Held()
    handle = one.open(YAML, "a.yaml")

    assert "no-such-handle" == code_of(other.answer("lint", handle=handle))


def test_json_in_and_out() -> None:
    """Bytes are base64 there, and a request that is none has an answer too."""
    session = Session()
    for text in ("", "[]", "{", '{"args": {}}', "[" * 10_000, "null"):
        answer = json.loads(session.call_json(text))
        assert "bad-request" == code_of(answer)
    made = json.loads(
        session.call_json('{"call": "new", "args": {"form": "application"}}')
    )
    content = made["result"]["data"]
    request = {"call": "open", "args": {"data": content, "name": "a.xlsx"}}
    opened = json.loads(session.call_json(json.dumps(request)))
    assert "xlsx" == opened["result"]["form"]
    bad = {"call": "open", "args": {"data": {"base64": "!"}, "name": "a"}}
    assert "bad-arguments" == code_of(json.loads(session.call_json(json.dumps(bad))))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = sorted(
    {
        key
        for name in CALLS
        for key in schema()["$defs"][f"{name}.arguments"]["properties"]
    }
)


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from([*CALLS, "zzz"]) | st.text(max_size=5),
    args=ANYTHING | st.dictionaries(st.sampled_from(KEYS), ANYTHING, max_size=6),
)
def test_no_exception_comes_out_of_a_call(name: str, args: Any) -> None:
    """Whatever is passed; and what comes out has the shape of an answer."""
    session = Session()
    session.call("open", {"data": YAML, "name": "a.yaml"})

    answer = session.call(name, args)

    assert answer["ok"] in {True, False}
    assert ("result" if answer["ok"] else "error") in answer
    assert answer["ok"] or answer["error"]["code"] != "internal", answer


@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_are_opened(content: bytes) -> None:
    """What is wrong with a file is a finding, and lint and check go on."""
    session = Session()
    opened = session.call("open", {"data": content, "name": "a"})

    assert opened["ok"]
    for name in ("lint", "check"):
        assert session.call(name, {"handle": opened["result"]["handle"]})["ok"]


def test_a_broken_call_is_an_error_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program is told as one, with what it was."""

    def broken(*_: object, **__: object) -> None:
        message = "oops"
        raise ZeroDivisionError(message)

    monkeypatch.setattr("perftargets.session.words.parsed", broken)

    answer = Held().answer("parse", text="1")

    assert "internal" == code_of(answer)
    assert "ZeroDivisionError: oops" in answer["error"]["message"]["en"]

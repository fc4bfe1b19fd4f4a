"""The same payloads through the commands of many files, and through a session."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from perftargets.reading import read_bytes
from perftargets.session import CALLS, Session
from tests.cli.conftest import Run, run  # noqa: F401 - a fixture
from tests.installed.command import choices, commands
from tests.safety.payloads import PAYLOADS, raw
from tests.safety.payloads import commands as ci_commands
from tests.safety.test_outputs import (
    HOLDS,
    NAME,
    folder,  # noqa: F401 - a fixture
    holds_container,
    holds_json,
    holds_text,
    table,
)

pytestmark = pytest.mark.sampled

TRIED_ELSEWHERE = frozenset({"parse", "lint", "check", "convert"})
"""In ``test_outputs``."""

TRIED = frozenset(
    {"review", "collect", "new", "scan", "synth", "schema", "demo", "rule"}
)


def test_every_command_is_tried() -> None:
    """One that is added is noticed."""
    assert {*commands()} == TRIED | TRIED_ELSEWHERE


def held(form: str, data: bytes) -> None:
    """Hold what a file of a form contains to the law of the form."""
    if form in {"xlsx", "docx"}:
        holds_container(data)
    elif form != "parquet":
        HOLDS[form](data.decode())


@pytest.mark.parametrize("form", choices("review", "--format"))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_review(
    run: Run,  # noqa: F811 - the fixture
    folder: Path,  # noqa: F811 - the fixture
    form: str,
    language: str,
) -> None:
    """What differs in a folder of filled forms, to a file and to standard output."""
    printed = json.loads(table())
    for project in printed["projects"]:
        project |= {"grade": project["name"] or "优", "total": 3}
        for row in project["indicators"]:
            row["score"] = 0.5
    (folder / NAME).write_text(json.dumps(printed), encoding="utf-8")
    ending = "txt" if form == "text" else form
    asked = ("review", NAME, "--lang", language, "--force")
    result = run(*asked, "-o", f"out.{ending}")
    assert result.code in {0, 1}, result.err
    holds_text(result.err)
    holds_text(result.out)
    held(form, (folder / f"out.{ending}").read_bytes())
    if form != "xlsx":
        HOLDS[form](run(*asked, "--format", form).out)


@pytest.mark.parametrize("form", choices("collect", "--format"))
def test_collect(
    run: Run,  # noqa: F811 - the fixture
    folder: Path,  # noqa: F811 - the fixture
    form: str,
) -> None:
    """The tables of many units as one."""
    (folder / "c.json").write_bytes(table(PAYLOADS[::-1]))
    asked = ("collect", NAME, "c.json", "--force")
    result = run(*asked, "-o", f"out.{form}")
    assert result.code in {0, 1}, result.err
    holds_text(result.err)
    holds_text(result.out)
    data = (folder / f"out.{form}").read_bytes()
    held(form, data)
    if form in {"json", "csv"}:
        HOLDS[form](run(*asked, "--format", form).out)
    if form == "json":
        names = {project.name for project in read_bytes(data, path="a.json").projects}
        # Half a character is replaced where it is read, and told there.
        kept = {each.strip() for each in PAYLOADS} - {"\ud800"}
        assert kept <= {each.strip() for each in names}


def test_scan(run: Run, folder: Path) -> None:  # noqa: F811 - the fixtures
    """A big table to Parquet: names of columns and of the file are shown."""
    titles = [f"{text}{number}" for number, text in enumerate(PAYLOADS)]
    rows = [["target", "actual", *titles], ["≥5次", "6次", *PAYLOADS]]
    lines = (
        ",".join('"' + each.replace('"', '""') + '"' for each in row) for row in rows
    )
    name = "a,b::error::x##[error]x.csv"
    text = "\n".join(lines).encode("utf-8", "replace")
    (folder / name).write_bytes(text)
    for further in ((), ("--column", "target=＝1+1\x1b[31m")):
        result = run("scan", name, "-o", "out.parquet", "--force", *further)
        assert result.code in {0, 1, 2}
        holds_text(result.err)
        holds_text(result.out)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", sorted(TRIED | TRIED_ELSEWHERE))
def test_what_is_asked_for_is_quoted_in_complaints(
    run: Run,  # noqa: F811 - the fixture
    command: str,
) -> None:
    """Every command, with a payload for a file, an option or a value."""
    for number, payload in enumerate(PAYLOADS):
        # No argument of a process holds one.
        text = payload.replace("\0", "")
        ways = (("--", text), (f"--{text}",), ("--limit", text))
        given = ways[number % len(ways)]
        result = run(command, *given, stdin=b"")
        assert result.code in {0, 1, 2}, (given, result.err)
        holds_text(result.err)
        assert raw(result.out, keep="\n\t") == set()
        assert list(ci_commands(result.out)) == []


@pytest.mark.usefixtures("folder")
def test_what_takes_no_text_of_others(run: Run) -> None:  # noqa: F811
    """New forms, made-up tables, schemas, rules and the demonstration."""
    calls = (
        ("new", f"{NAME}.xlsx"),
        ("synth", "--rows", "3", "-o", f"{NAME}.csv"),
        ("schema",),
        ("rule", "VAL003"),
        ("demo",),
    )
    for call in calls:
        result = run(*call)
        assert result.code in {0, 1}, (call, result.err)
        holds_text(result.out)
        holds_text(result.err)
    holds_container(Path(f"{NAME}.xlsx").read_bytes())


def opened() -> tuple[Session, Any]:
    """Return a session with the table open, and its handle."""
    session = Session()
    asked = {"data": {"base64": base64.b64encode(table()).decode()}, "name": NAME}
    answer = json.loads(session.call_json(json.dumps({"call": "open", "args": asked})))
    assert answer["ok"], answer
    return session, answer["result"]["handle"]


def arguments(handle: object, text: str) -> dict[str, list[dict[str, Any]]]:
    """Return for each call what it is asked with."""
    forms = {
        "lint": ("text", "json", "html", "sarif", "gitlab", "github", "junit"),
        "check": ("text", "json", "html", "csv"),
    }
    edit = {"pointer": "/projects/0/indicators/0/name", "text": text}
    return {
        "annotated": [{"handle": handle}],
        "apply": [{"handle": handle, "edits": [edit]}],
        "check": [{"handle": handle}],
        "close": [{"handle": text}],
        "demo": [{}],
        "diff": [{"handle": handle, "prior": handle}, {"handle": text, "prior": text}],
        "explain": [{"code": text}],
        "lint": [{"handle": handle, "select": ["ALL"]}],
        "new": [{"form": text}],
        "open": [{"data": {"base64": "AA=="}, "name": text}],
        "parse": [{"text": text}],
        "render": [
            {"handle": handle, "of": what, "format": form}
            for what, known in forms.items()
            for form in known
        ],
        "rules": [{}],
        "versions": [{}],
        "write": [
            {"handle": handle, "suffix": f".{ending}"}
            for ending in ("json", "yaml", "toml", "csv", "xlsx", "docx", "xml")
        ],
    }


def test_every_answer_of_a_session() -> None:
    """Answers are JSON that no log acts on; files in them keep the law of the form."""
    session, handle = opened()
    every = arguments(handle, PAYLOADS[0])
    assert {*every} == {*CALLS}
    for name, asked in every.items():
        for one in asked:
            text = session.call_json(json.dumps({"call": name, "args": one}))
            holds_json(text)
    for payload in PAYLOADS:
        for name in ("parse", "explain", "open", "close", "diff", "new", "apply"):
            for one in arguments(handle, payload)[name]:
                holds_json(session.call_json(json.dumps({"call": name, "args": one})))
        holds_json(session.call_json(json.dumps({"call": payload, "args": {}})))
        holds_json(session.call_json(payload.encode("utf-8", "replace")))


def test_what_a_repair_writes() -> None:
    """A text of a caller that is put into a file is what its notation needs."""
    from perftargets.repairing.text_file import _WRITERS

    for text in PAYLOADS:
        for quote in ('"', " "):
            for form, keep in (("json", ""), ("toml", ""), ("yaml", "")):
                whole, written = _WRITERS[form](text, text, quote)
                # What needs no quotes is written as it stands.
                if whole or quote == '"':
                    assert raw(written, keep=keep) == set()
        if "[[projects]]" in text:
            # The file would be taken for one of TOML.
            continue
        _, cell = _WRITERS["csv"](text, text, ",")
        again = read_bytes(
            f"项目名称,一级指标,三级指标,指标值,备注\n甲,产出指标,乙数,≥5次,{cell}\n".encode(
                "utf-8", "replace"
            ),
            path="a.csv",
        )
        assert [row.name for _, row in again.rows()] == ["乙数"], text


def test_a_workbook_of_a_session_holds_no_formula() -> None:
    """The bytes of an answer are a file as the command writes it."""
    session, handle = opened()
    for suffix in (".xlsx", ".docx"):
        answer = session.call("write", {"handle": handle, "suffix": suffix})
        assert answer["ok"], answer
        (data,) = (
            each for each in answer["result"].values() if isinstance(each, bytes)
        )
        holds_container(data)

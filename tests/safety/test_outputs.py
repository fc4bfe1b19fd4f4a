"""Every payload through every output of every command: nothing acts on who takes it in.

One table holds every payload in every field that a file can bring. Each command writes
it in each of its forms, and each output is held to the law of where it goes.
"""

import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import perftargets
from perftargets.reading import read_bytes
from perftargets.reporting import render
from perftargets.scoring.check import check
from perftargets.scoring.review import review
from perftargets.writing import render as written
from tests.cli.conftest import Run, run  # noqa: F401 - a fixture
from tests.installed.command import choices
from tests.safety.payloads import PAYLOADS, commands, raw, running_cells

pytestmark = pytest.mark.sampled

NAME = "a,b::error::x##[error]x.json"
"""The name of the file: it is part of what is written too."""

UNSEEN = "\n\u200b\ufeff\u202e\u2066\u2069\u2028\u2029"
"""Signs without a width that a table keeps; no program takes them for a command."""


def indicator(text: str, number: int) -> dict[str, Any]:
    """Return a row with a payload in each of its fields."""
    return {
        "number": number,
        "category": "产出指标",
        "subcategory": text,
        "name": text,
        "target": f"不少于{text}",
        "unit": text,
        "weight": 1,
        "actual": text,
        "reason": text,
        "note": text,
    }


def table(payloads: tuple[str, ...] = PAYLOADS) -> bytes:
    """Return a document of perftargets/1 with every payload in every field."""
    projects = [
        {
            "name": text,
            "agency": text,
            "department": text,
            "period": text,
            "goal": text,
            "indicators": [
                indicator(text, 1),
                {"name": text, "target": text, "actual": text, "category": text},
            ],
        }
        for text in payloads
    ]
    tree = {
        "schema": "perftargets/1",
        "title": "".join(payloads),
        "fiscal_year": 2022,
        "department": payloads[0],
        "projects": projects,
    }
    return json.dumps(tree).encode()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the working folder, with the table in it."""
    (tmp_path / NAME).write_bytes(table())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return tmp_path


class Tags(HTMLParser):
    """Collects the tags of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag."""
        self.seen |= {tag, *(f"{tag}.{name}" for name, _ in attrs)}
        links = [value or "" for name, value in attrs if name in {"href", "src"}]
        self.seen |= {"link" for each in links if not each.startswith(("#", "data:,"))}


def tags(text: str) -> set[str]:
    """Return the tags and attributes of a page."""
    parser = Tags()
    parser.feed(text)
    return parser.seen


def strings(tree: object) -> Iterator[str]:
    """Yield the strings of a JSON tree."""
    match tree:
        case str():
            yield tree
        case dict():
            for key, value in tree.items():
                yield from (key, *strings(value))
        case list():
            for each in tree:
                yield from strings(each)


def holds_text(text: str) -> None:
    """Hold what a person or a log reads to its law."""
    assert raw(text) == set()
    assert list(commands(text)) == []


def holds_github(text: str) -> None:
    """Every line is a command of ours."""
    ours = re.compile(r"::(error|warning|notice) (file=|title=)[^\n]*")
    assert [line for line in text.splitlines() if not ours.fullmatch(line)] == []
    assert raw(text) == set()
    body = "\n".join(line.split("::", 2)[2] for line in text.splitlines())
    assert list(commands(body)) == []
    known = {"file", "line", "col", "title"}
    for line in text.splitlines():
        properties = line.split("::")[1].partition(" ")[2].split(",")
        assert {each.partition("=")[0] for each in properties} <= known


def holds_csv(text: str) -> None:
    """No cell runs, and no line is a command."""
    text = text.removeprefix("\ufeff")
    assert raw(text, keep=f"\r\t{UNSEEN}") == set()
    assert list(commands(text)) == []
    assert running_cells(text) == []


def holds_json(text: str) -> None:
    """It is JSON, printed without a character that acts."""
    holds_text(text)
    assert list(strings(json.loads(text)))


def holds_jsonl(text: str) -> None:
    """Each line is JSON."""
    holds_text(text)
    for line in text.splitlines():
        json.loads(line)


def holds_xml(text: str) -> None:
    """It is XML, and holds no element of a payload."""
    root = ET.fromstring(text)  # noqa: S314 - what we wrote ourselves
    assert "x" not in {each.tag for each in root.iter()}
    holds_text(text)


def holds_html(text: str) -> None:
    """No tag, attribute or link is there that a plain table does not have."""
    assert raw(text) == set()
    seen = tags(text)
    assert not seen & {"img", "svg", "link", "x", "img.onerror", "iframe"}
    assert not [each for each in seen if ".on" in each]
    assert text.count("<script") <= 1
    assert "alert(1)</script>" not in text


def holds_sarif(text: str) -> None:
    """No message has a link."""
    holds_json(text)
    (written,) = json.loads(text)["runs"]
    for result in written["results"]:
        assert "](" not in result["message"]["text"]


HOLDS: dict[str, Callable[[str], None]] = {
    "concise": holds_text,
    "csv": holds_csv,
    "github": holds_github,
    "gitlab": holds_json,
    "html": holds_html,
    "json": holds_json,
    "jsonl": holds_jsonl,
    "junit": holds_xml,
    "sarif": holds_sarif,
    "text": holds_text,
    "toml": holds_text,
    "xml": holds_xml,
    "yaml": holds_text,
}
"""The law of each form of text."""


def holds_container(data: bytes) -> None:
    """No cell of a workbook is a formula, no text of a letter a field or a link."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = parts.namelist()
        assert not [name for name in names if "external" in name or "vba" in name]
        for name in names:
            if not name.endswith((".xml", ".rels", ".vml")):
                continue
            text = parts.read(name).decode()
            root = ET.fromstring(text)  # noqa: S314 - what we wrote ourselves
            local = {each.tag.rpartition("}")[2] for each in root.iter()}
            assert not local & {"f", "hyperlink", "instrText", "fldSimple"}, name
            for each in root.iter() if name.startswith("xl/") else ():
                left = (each.text or "").replace("_x005F_", "\0")
                assert not re.search("_x[0-9A-Fa-f]{4}_", left)
            assert raw(text, keep=f"\r\t{UNSEEN}") == set()


@pytest.mark.parametrize("form", choices("parse", "--format"))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_parse(
    run: Run,  # noqa: F811 - the fixture
    form: str,
    language: str,
) -> None:
    """Phrases as arguments, and as lines of standard input."""
    given = run("parse", "--format", form, "--lang", language, "--", *PAYLOADS)
    assert given.code == 0
    HOLDS[form](given.out)
    holds_text(given.err)
    lines = "\n".join(PAYLOADS).encode("utf-8", "surrogatepass")
    piped = run("parse", "--format", form, "--lang", language, stdin=lines)
    HOLDS[form](piped.out)
    holds_text(piped.err)


def test_parse_explains(run: Run) -> None:  # noqa: F811 - the fixture
    """The columns stay, so that the underlining does too."""
    result = run("parse", "--explain", "--", *PAYLOADS)
    assert result.code == 0
    holds_text(result.out)


@pytest.mark.parametrize("form", choices("lint", "--format"))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_lint(
    run: Run,  # noqa: F811 - the fixture
    folder: Path,
    form: str,
    language: str,
) -> None:
    """Findings quote what they are about."""
    asked = ("lint", NAME, "--select", "ALL", "--lang", language)
    result = run(*asked, "--format", form, "-o", f"{form}=report")
    assert result.code == 1
    HOLDS[form](result.out)
    holds_text(result.err)
    HOLDS[form]((folder / "report").read_text(encoding="utf-8"))


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "option", [("--statistics",), ("--diff",), ("--diff", "--unsafe-fixes")]
)
def test_lint_in_short(
    run: Run,  # noqa: F811 - the fixture
    option: tuple[str, ...],
) -> None:
    """The counts and the differences."""
    result = run("lint", NAME, "--select", "ALL", *option)
    assert raw(result.out, keep="\n\t") == set()
    assert list(commands(result.out)) == []
    holds_text(result.err)


def test_lint_marks_a_workbook(run: Run, folder: Path) -> None:  # noqa: F811
    """Comments, and the sheet that lists the findings."""
    run("convert", NAME, "-o", "a.xlsx")
    run("lint", "a.xlsx", "--select", "ALL", "--xlsx-annotated", "b.xlsx")
    holds_container((folder / "b.xlsx").read_bytes())


def test_a_baseline(run: Run, folder: Path) -> None:  # noqa: F811 - the fixture
    """The file of what is known."""
    result = run("lint", NAME, "--baseline", "b.json", "--write-baseline")
    holds_text(result.out + result.err)
    holds_json((folder / "b.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", choices("check", "--format"))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_check(
    run: Run,  # noqa: F811 - the fixture
    folder: Path,
    form: str,
    language: str,
) -> None:
    """To standard output and to a file, one document and several."""
    (folder / "c.json").write_bytes(table(PAYLOADS[::-1]))
    ending = ".txt" if form == "text" else f".{form}"
    for names in ((NAME,), (NAME, "c.json")):
        asked = ("check", *names, "--lang", language, "--force")
        result = run(*asked, "--output", f"out{ending}")
        holds_text(result.err)
        data = (folder / f"out{ending}").read_bytes()
        if form in {"xlsx", "docx"}:
            holds_container(data)
            # The forms of two documents are no other than those of one.
            break
        HOLDS[form](data.decode())
        printed = run(*asked, "--format", form)
        HOLDS[form](printed.out)


@pytest.mark.parametrize("ending", choices("convert", "--to"))
@pytest.mark.parametrize("form", ["flat", "application", "self-evaluation", None])
def test_convert(
    run: Run,  # noqa: F811 - the fixture
    folder: Path,
    ending: str,
    form: str | None,
) -> None:
    """Every format in every form that it has."""
    asked = ("convert", NAME, "--force", *(("--form", form) if form else ()))
    result = run(*asked, "-o", f"out.{ending}")
    holds_text(result.err)
    if result.code == 2:
        assert form is not None
        return
    data = (folder / f"out.{ending}").read_bytes()
    if ending in {"xlsx", "docx"}:
        holds_container(data)
        return
    if ending == "xml":
        ET.fromstring(data)  # noqa: S314 - what we wrote ourselves
        return
    HOLDS[ending](data.decode())
    HOLDS[ending](run(*asked, "--to", ending).out)


def remarks(data: bytes, name: str) -> list[str]:
    """Return the reasons that are read, without signs of no width."""
    found = read_bytes(data, path=name)
    texts = [row.reason or "" for _, row in found.rows()]
    return [re.sub("[\u200b\ufeff\u202e\u2066\u2069]|\\s", "", each) for each in texts]


@pytest.mark.parametrize("ending", ["json", "yaml", "toml", "csv", "xlsx"])
def test_what_is_written_is_read_again(ending: str) -> None:
    """Escapes are taken off again."""
    kept = [
        each
        for each in PAYLOADS
        if not raw(each, keep=UNSEEN)
        and not (ending == "csv" and [*commands(each)])
        # It would be taken for a file of TOML.
        and not (ending == "csv" and "[[projects]]" in each)
    ]
    rows = [
        {
            "name": f"甲{number}",
            "target": "≥1次",
            "category": "产出指标",
            "reason": text,
        }
        for number, text in enumerate(kept)
    ]
    project = {"name": "甲", "goal": "好", "indicators": rows}
    tree = {"schema": "perftargets/1", "projects": [project]}
    document = read_bytes(json.dumps(tree).encode(), path="a.json")
    data = written(document, f".{ending}").data
    given = remarks(json.dumps(tree).encode(), "a.json")
    assert len(given) == len(kept) > 30
    assert remarks(data, f"b.{ending}") == given


def test_csv_tells_what_it_changes() -> None:
    """Signs of commands and control characters (WRI002), once for each text."""
    row = {"name": "甲", "target": "≥1次", "reason": "::error::x", "note": "a\x9bb"}
    project = {"name": "##[x]", "indicators": [row]}
    tree = {"schema": "perftargets/1", "projects": [project]}
    document = read_bytes(json.dumps(tree).encode(), path="a.json")
    found = written(document, ".csv")
    assert [each.code for each in found.findings] == ["WRI002"] * 3
    assert "：:error::x" in found.data.decode()
    assert "＃#[x]" in found.data.decode()


def test_a_review_and_pages_for_notebooks() -> None:
    """What Python code prints or shows."""
    document = read_bytes(table(), path=NAME)
    evaluation = check(document)
    looked = review(evaluation)
    for form in ("text", "json", "html", "csv"):
        HOLDS[form](render(looked, form))
    report = perftargets.lint(document)
    shown: Any
    for shown in (report, evaluation, *(row.target for _, row in document.rows())):
        page = shown._repr_html_()
        assert raw(page) == set()
        assert not [each for each in tags(page) if ".on" in each]
        assert not tags(page) & {"img", "svg", "script", "x"}

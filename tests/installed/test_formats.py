"""Every command in every format that its help lists, from an empty folder.

What is listed is taken from the help, so that a new format cannot be forgotten: it
fails here until it works, and until it is said how to tell that its output is sound.
"""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from perftargets._data import data
from tests.installed.command import choices, commands, options, run
from tests.installed.containers import MAKERS
from tests.installed.written import CHECKS

TABLE = "panyu-2022.yaml"
ACTUALS = "panyu-2022-actuals.csv"
ROWS = 50
COLUMNS = ("项目名称", "一级指标", "二级指标", "三级指标", "年度指标值")

FILLED = {
    "schema": "perftargets/1",
    "projects": [
        {
            "name": "培训经费",
            "indicators": [
                {
                    "category": "产出指标",
                    "name": "培训期数",
                    "target": "≥24期",
                    "weight": "100",
                    "actual": "24期",
                    "score": "80",
                }
            ],
        }
    ],
}
"""A filled form whose printed score does not follow."""

RUN_HERE = ("parse", "convert", "lint", "rule", "check", "review", "collect", "new")
ALSO_HERE = ("scan", "synth", "schema", "demo")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that holds the bundled table of Panyu and nothing else."""
    for name in (TABLE, ACTUALS):
        with data("example", name).open("rb") as source:
            (tmp_path / name).write_bytes(source.read())
    return tmp_path


def read_again(folder: Path, name: str) -> dict[str, Any]:
    """Return what the command reads in a file, as its JSON says it."""
    document: dict[str, Any] = json.loads(run(folder, "convert", name))
    return document


def rows_of(document: dict[str, Any]) -> list[tuple[str, ...]]:
    """Return the rows of a document: project, two levels, name, target."""
    keys = ("category", "subcategory", "name", "target")
    return [
        (project["name"], *(row[key] or "" for key in keys))
        for project in document["projects"]
        for row in project["indicators"]
    ]


def test_every_command_is_run() -> None:
    """A command that the help lists and that is not run below is noticed."""
    assert {*RUN_HERE, *ALSO_HERE} == set(commands())


@pytest.mark.parametrize(
    ("command", "option"),
    [
        (command, option)
        for command in commands()
        for option in sorted(options(command) & {"--format", "--to", "--form"})
    ],
)
def test_every_choice_of_a_format_is_run(command: str, option: str) -> None:
    """No command has an option for a format that is not run below."""
    assert command in RUN_HERE
    assert ("--form" == option) or set(choices(command, option)) <= {*CHECKS}


@pytest.mark.parametrize("form", choices("parse", "--format"))
def test_parse(tmp_path: Path, form: str) -> None:
    """A phrase is read."""
    CHECKS[form](run(tmp_path, "parse", "不少于100条", "--format", form))


@pytest.mark.parametrize("form", choices("rule", "--format"))
def test_rule(tmp_path: Path, form: str) -> None:
    """A rule is explained from its page, with the example of the page."""
    shown = run(tmp_path, "rule", "VAL003", "--format", form)
    CHECKS[form](shown)
    assert "95%左右" in shown.decode()
    CHECKS[form](run(tmp_path, "rule", "--all", "--format", form))


@pytest.mark.parametrize("form", choices("lint", "--format"))
def test_lint(folder: Path, form: str) -> None:
    """The table is checked, to standard output and to a file."""
    asked = ("--format", form, "--output", f"{form}=report", "--fail-on", "never")
    CHECKS[form](run(folder, "lint", TABLE, *asked))
    CHECKS[form]((folder / "report").read_bytes())


@pytest.mark.parametrize("form", choices("check", "--format"))
def test_check(folder: Path, form: str) -> None:
    """The actuals are checked, to standard output and to a file by its ending."""
    both = ("check", TABLE, "--actuals", ACTUALS)
    # What is no text goes to a file alone, and is told so.
    codes = (2,) if form in ("docx", "xlsx") else (0,)
    printed = run(folder, *both, "--format", form, codes=codes)
    if codes == (0,):
        CHECKS[form](printed)
    ending = ".txt" if form == "text" else f".{form}"
    run(folder, *both, "--output", f"out{ending}")
    CHECKS[form]((folder / f"out{ending}").read_bytes())


@pytest.mark.parametrize("form", choices("review", "--format"))
def test_review(folder: Path, form: str) -> None:
    """What is printed in a filled form is recomputed, into a file by its ending."""
    (folder / "filled.json").write_text(json.dumps(FILLED), encoding="utf-8")
    ending = ".txt" if form == "text" else f".{form}"
    run(folder, "review", "filled.json", "-o", f"out{ending}")
    CHECKS[form]((folder / f"out{ending}").read_bytes())


@pytest.mark.parametrize("form", choices("collect", "--format"))
def test_collect(folder: Path, form: str) -> None:
    """The tables of a folder are put together, with every row."""
    run(folder, "collect", TABLE, "-o", f"out.{form}")
    CHECKS[form]((folder / f"out.{form}").read_bytes())
    if form != "parquet":
        assert ROWS == len(rows_of(read_again(folder, f"out.{form}")))


@pytest.mark.parametrize("form", choices("new", "--form"))
def test_new(folder: Path, form: str) -> None:
    """Each empty form is written, and holds no row yet."""
    run(folder, "new", "empty.xlsx", "--form", form, "--year", "2024")
    CHECKS["xlsx"]((folder / "empty.xlsx").read_bytes())


@pytest.mark.parametrize("ending", choices("convert", "--to"))
def test_convert(folder: Path, ending: str) -> None:
    """Every format is written, and what is read again holds every row."""
    run(folder, "convert", TABLE, "-o", f"out.{ending}")

    CHECKS[ending]((folder / f"out.{ending}").read_bytes())
    if ending != "xml":
        assert ROWS == len(rows_of(read_again(folder, f"out.{ending}")))


@pytest.mark.parametrize("form", choices("convert", "--form"))
def test_convert_to_a_form(folder: Path, form: str) -> None:
    """Every format that can have the form is written and read; one at least can."""
    for ending in choices("convert", "--to"):
        asked = ("convert", TABLE, "-o", f"out.{ending}", "--form", form)
        run(folder, *asked, codes=(0, 2))

    written = [path.name for path in folder.glob("out.*")]
    assert written
    for name in written:
        CHECKS[name.partition(".")[2]]((folder / name).read_bytes())
        assert ROWS == len(rows_of(read_again(folder, name)))


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """Return some columns of the bundled table, titles first."""
    made = tmp_path_factory.mktemp("table")
    with data("example", TABLE).open("rb") as source:
        (made / TABLE).write_bytes(source.read())
    written = run(made, "convert", TABLE, "--to", "csv").decode("utf-8-sig")
    titles, *rows = csv.reader(io.StringIO(written))
    places = [titles.index(title) for title in COLUMNS]
    return [[row[place] for place in places] for row in [titles, *rows]]


@pytest.mark.parametrize("ending", MAKERS)
def test_every_kind_of_file_is_read(
    tmp_path: Path, table: list[list[str]], ending: str
) -> None:
    """One table in each kind of file gives the same rows, from the text as well."""
    (tmp_path / f"table.{ending}").write_bytes(MAKERS[ending](table))

    document = read_again(tmp_path, f"table.{ending}")

    assert [tuple(row) for row in table[1:]] == rows_of(document)


def test_the_text_as_published_is_read(tmp_path: Path) -> None:
    """The running text holds as many rows as the table."""
    with data("example", "panyu-2022.txt").open("rb") as source:
        (tmp_path / "panyu.txt").write_bytes(source.read())

    assert ROWS == len(rows_of(read_again(tmp_path, "panyu.txt")))


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_big_table_is_made_and_scanned(tmp_path: Path, ending: str) -> None:
    """``scan`` reads what ``synth`` writes, a file or a folder of files."""
    run(tmp_path, "synth", "--rows", "200", "-o", f"big.{ending}")
    run(tmp_path, "scan", f"big.{ending}", "-o", "out.parquet")
    (tmp_path / "many").mkdir()
    shutil.copy(tmp_path / f"big.{ending}", tmp_path / "many")
    run(tmp_path, "scan", "many", "-o", "again.parquet")

    for name in ("out", "again"):
        written = (tmp_path / f"{name}.parquet").read_bytes()
        assert (b"PAR1", b"PAR1") == (written[:4], written[-4:])


def test_schema(tmp_path: Path) -> None:
    """The schema is printed."""
    assert "$defs" in json.loads(run(tmp_path, "schema"))


def test_demo(tmp_path: Path) -> None:
    """The demonstration runs from what is installed alone."""
    assert "政府办综合业务工作经费" in run(tmp_path, "demo").decode()

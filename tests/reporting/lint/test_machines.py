"""The forms for programs: JSON, SARIF, GitHub, GitLab, JUnit."""

import json
import xml.etree.ElementTree as ET

import attrs
import jsonschema
import pytest
from defusedxml.ElementTree import fromstring

import perftargets
from perftargets.findings import FailOn, Proposal, Report
from perftargets.reporting.lint import render_report
from perftargets.reporting.lint.json import schema
from tests.reporting.lint.reports import (
    BROKEN,
    HOSTILE_NAME,
    NONE,
    TWO,
    hostile,
    many,
)

REPORTS = [TWO, NONE, BROKEN, hostile(), many(30)]


@pytest.mark.parametrize("report", REPORTS)
def test_json_holds_to_its_schema(report: Report) -> None:
    """``perftargets-report/1`` is what its schema says."""
    tree = json.loads(render_report(report, "json", language="zh"))

    jsonschema.Draft202012Validator(json.loads(schema())).validate(tree)


def test_the_schema_is_one() -> None:
    """It is a JSON Schema itself."""
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))


def test_json_of_a_finding() -> None:
    """Every key of a finding, in one language."""
    tree = json.loads(render_report(TWO, "json", language="en"))

    assert tree["findings"][1] == {
        "code": "TST001",
        "name": "about-a-figure",
        "title": "",
        "severity": "warning",
        "message": "“全年约1200人次” has no line",
        "hint": "write ≥",
        "clause": "测试",
        "project": "培训项目",
        "indicator": "培训人次",
        "field": "target",
        "excerpt": "全年约1200人次",
        "span": [2, 3],
        "place": {"path": "表.yaml", "line": 5, "column": 7},
        "row": {"path": "表.yaml", "line": 5, "column": 7},
        "pointer": "/projects/0/indicators/0/target",
        "related": [],
        "proposals": [],
        "fixable": True,
        "fix": {
            "field": "target",
            "span": [2, 3],
            "text": "≥",
            "value": "全年≥1200人次",
            "safe": True,
        },
        "fingerprint": TWO.fingerprints()[1],
    }
    assert perftargets.__version__ == tree["tool"]["version"]
    assert {
        "projects": 1,
        "indicators": 2,
        "error": 1,
        "warning": 1,
        "info": 0,
        "suppressed": 0,
    } == tree["summary"]


def test_json_of_what_a_hint_proposes() -> None:
    """Each is a set of changes to choose from; one with a blank is not complete."""
    first, *rest = TWO.findings
    proposals = (
        Proposal(target="≥1200人次"),
        Proposal(name="培训人次", target="≥__人次"),
    )
    report = attrs.evolve(
        TWO, findings=(attrs.evolve(first, proposals=proposals), *rest)
    )
    tree = json.loads(render_report(report, "json", language="en"))

    jsonschema.Draft202012Validator(json.loads(schema())).validate(tree)
    assert [
        {
            "complete": True,
            "blanks": 0,
            "changes": [{"field": "target", "text": "≥1200人次"}],
        },
        {
            "complete": False,
            "blanks": 1,
            "changes": [
                {"field": "name", "text": "培训人次"},
                {"field": "target", "text": "≥__人次"},
            ],
        },
    ] == tree["findings"][0]["proposals"]


def test_json_names_a_cell() -> None:
    """What a workbook has in place of lines."""
    tree = json.loads(render_report(hostile(), "json", language="en"))

    assert {
        "path": "a,b/表 1.xlsx",
        "line": None,
        "column": None,
        "sheet": "S",
        "cell": "B4",
    } == tree["findings"][0]["place"]


def test_sarif_of_a_finding() -> None:
    """Rule, level, place, row, fingerprint."""
    (run,) = json.loads(render_report(TWO, "sarif", language="en"))["runs"]
    result = run["results"][1]

    assert "TST001" == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
    assert result == {
        "ruleId": "TST001",
        "ruleIndex": 1,
        "level": "warning",
        "message": {"text": "“全年约1200人次” has no line; write ≥"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "%E8%A1%A8.yaml"},
                    "region": {
                        "startLine": 5,
                        "startColumn": 7,
                        "endLine": 5,
                        "endColumn": 8,
                    },
                },
                "logicalLocations": [{"fullyQualifiedName": "培训项目 / 培训人次"}],
            }
        ],
        "partialFingerprints": {
            "primaryLocationLineHash": f"{TWO.fingerprints()[1]}:1",
            "perftargets/v1": TWO.fingerprints()[1],
        },
    }


def test_sarif_tells_of_a_rule_that_broke_down() -> None:
    """The run was not successful."""
    (run,) = json.loads(render_report(BROKEN, "sarif", language="en"))["runs"]
    (invocation,) = run["invocations"]

    assert not invocation["executionSuccessful"]
    assert ["error"] == [
        each["level"] for each in invocation["toolExecutionNotifications"]
    ]


def test_github_annotations() -> None:
    """One workflow command a finding."""
    assert render_report(TWO, "github", language="en") == (
        "::error file=表.yaml,line=3,col=5,title=TST002 many-rows::"
        "培训项目%0Amore than one row\n"
        "::warning file=表.yaml,line=5,col=7,title=TST001 about-a-figure::"
        "培训项目 / 培训人次%0A“全年约1200人次” has no line; write ≥\n"
    )


def test_github_annotations_are_escaped() -> None:
    """A name cannot begin a command of its own, nor end a property."""
    written = render_report(hostile(), "github", language="en")

    assert 1 == written.count("\n")
    assert written.startswith(
        "::warning file=a%2Cb/表 1.xlsx,title=TST001 about-a-figure::[S!B4] "
    )
    assert "<script>alert(1)</script>%25,:%0A：:error::" in written


def test_github_annotations_are_capped_with_a_notice() -> None:
    """Ten of a kind are shown; the notice counts the rest."""
    lines = render_report(many(12), "github", language="en").splitlines()

    assert 10 == sum(line.startswith("::warning ") for line in lines)
    assert (
        "::notice title=perftargets::2 more are not annotated; see the whole report"
        == lines[-1]
    )


def test_gitlab_issues() -> None:
    """The keys that GitLab wants, each fingerprint once."""
    issues = json.loads(render_report(TWO, "gitlab", language="en"))

    assert issues[1] == {
        "description": "培训项目 / 培训人次 “全年约1200人次” has no line; write ≥",
        "check_name": "TST001 about-a-figure",
        "fingerprint": TWO.fingerprints()[1],
        "severity": "minor",
        "location": {"path": "表.yaml", "lines": {"begin": 5}},
    }
    assert "[]\n" == render_report(NONE, "gitlab", language="en")
    (fault,) = json.loads(render_report(BROKEN, "gitlab", language="en"))
    assert ("blocker", "fault-TST004-表.yaml") == (
        fault["severity"],
        fault["fingerprint"],
    )


def suites(report: Report, fail_on: FailOn = "info") -> ET.Element:
    """Read a report as a CI server does."""
    element: ET.Element = fromstring(
        render_report(report, "junit", language="en", fail_on=fail_on)
    )
    return element


def test_junit_of_findings() -> None:
    """A suite for the file, a failed case for each finding."""
    root = suites(TWO)

    wanted = {"tests": "2", "failures": "2", "errors": "0", "skipped": "0"}
    assert {"name": "perftargets", **wanted} == (root.attrib)
    assert [
        "TST002 many-rows 培训项目",
        "TST001 about-a-figure 培训项目 / 培训人次",
    ] == [case.get("name") for case in root.iter("testcase")]
    assert "表.yaml:5:7 “全年约1200人次” has no line; write ≥" == (
        list(root.iter("failure"))[1].text
    )


def test_junit_fails_for_what_fails_the_call() -> None:
    """Findings less grave than that are cases that were skipped, with their text."""
    root = suites(TWO, "error")

    assert ("2", "1") == (root.get("tests"), root.get("failures"))
    assert ["error"] == [each.get("type") for each in root.iter("failure")]
    assert ["warning 表.yaml:5:7 “全年约1200人次” has no line; write ≥"] == [
        each.get("message") for each in root.iter("skipped")
    ]
    assert [] == list(suites(TWO, "never").iter("failure"))


def test_junit_of_nothing_is_a_case_that_passed() -> None:
    """A CI server shows that the file was looked at."""
    (case,) = suites(NONE).iter("testcase")

    assert {"classname": "表.yaml", "name": "perftargets"} == case.attrib
    assert [] == list(case)


def test_junit_of_a_rule_that_broke_down() -> None:
    """It is an error, not a failure."""
    root = suites(BROKEN)

    assert "1" == root.get("errors")
    assert ["TST004 broken-rule"] == [
        case.get("name")
        for case in root.iter("testcase")
        if case.find("error") is not None
    ]


def test_junit_holds_any_name() -> None:
    """What acts on a log is shown as an escape, the rest is that of XML."""
    (case,) = suites(hostile()).iter("testcase")

    shown = HOSTILE_NAME.replace("\x1b", r"\x1b").replace("::error", "：:error")
    assert f"TST001 about-a-figure ]]></failure><x> / {shown}" == case.get("name")


def test_fingerprints_stay_when_lines_move() -> None:
    """They know neither line nor column, and tell equal findings apart."""
    marks = many(3).fingerprints()

    assert 3 == len(set(marks))
    assert TWO.fingerprints() == TWO.filter(severity="info").fingerprints()
    doubled = TWO + TWO
    assert 4 == len(set(doubled.fingerprints()))
    assert TWO.fingerprints() == doubled.fingerprints()[:2]

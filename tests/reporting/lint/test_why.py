"""Why a rule is one: the same words on its page, in HTML and in JSON."""

import json
from html import escape

import pytest

from perftargets.findings import Report
from perftargets.linting import Rule
from perftargets.linting.catalogue import CATALOGUE
from perftargets.linting.lint import lint
from perftargets.linting.rule_page import page_of
from perftargets.reading import read_bytes
from perftargets.reporting.lint import render_report, writer
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import WriterOptions
from tests.linting.pages import PAGES, examples

RULES = tuple(CATALOGUE.values())


def _written_on_page(rule: Rule) -> tuple[str, str]:
    """Return what stands between the headings of the page, Chinese and English."""
    page = (PAGES / f"{rule.name}.md").read_text(encoding="utf-8")
    why = page.partition("\n## Why\n\n")[2].partition("\n\n## Examples\n")[0]
    zh, _, en = why.partition("\n\n")
    return zh, en


def _report(rule: Rule) -> Report:
    """Return what the examples of the page of a rule give, of this rule alone."""
    for example in examples(PAGES / f"{rule.name}.md"):
        prior = None
        if example.prior is not None:
            prior = read_bytes(example.prior.encode(), path="prior.yaml")
        found = lint(
            read_bytes(example.text.encode(), path="page.yaml"),
            prior=prior,
            select=["ALL"] if rule.code == "IGN001" else [rule.code],
        )
        if any(each.code == rule.code for each in found):
            return found.filter(code=rule.code)
    raise AssertionError(rule.code)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_reports_say_why_in_the_words_of_the_page(rule: Rule) -> None:
    """Chinese first and English beside it, whichever language the report is in."""
    zh, en = _written_on_page(rule)
    report = _report(rule)

    tree = json.loads(render_report(report, "json", language="en"))
    page = render_report(report, "html", language="en")

    assert len(zh) > 10
    assert len(en) > 10
    assert (zh, en) == (page_of(rule).why.zh, page_of(rule).why.en)
    assert tree["rules"] == [
        {
            "code": rule.code,
            "name": rule.name,
            "title": rule.title,
            "why": {"zh": zh, "en": en},
        }
    ]
    assert f"{rule.code} {rule.name} {rule.title}" in page
    chinese, english = (page.find(escape(" ".join(each.split()))) for each in (zh, en))
    assert -1 < chinese < english


def test_rules_of_a_report_are_those_that_found_something() -> None:
    """Each once, in the order of their codes."""
    table = "schema: perftargets/1\nprojects:\n- name: 甲\n"
    report = lint(read_bytes(table.encode(), path="a.yaml"))

    tree = json.loads(render_report(report, "json", language="zh"))

    assert [each["code"] for each in tree["rules"]] == sorted(
        {finding.code for finding in report}
    )
    assert tree["findings"][0]["title"] == CATALOGUE[tree["findings"][0]["code"]].title


def _page_of_files(*tables: tuple[str, str]) -> str:
    made = writer("html", WriterOptions(language="en"))
    totals, bodies = Totals(), []
    for path, text in tables:
        report = lint(read_bytes(text.encode(), path=path), select=["VAL003", "STR009"])
        totals.add(report)
        bodies.append(made.body(report))
    return "".join((made.head(totals), *bodies, made.tail(totals)))


_ROWS = """schema: perftargets/1
projects:
- name: 培训
  indicators:
  - {{category: 产出指标, name: 培训人次, target: {}}}
"""


def test_a_page_of_many_files_begins_with_their_list() -> None:
    """Each file with its counts, linked to its part; one without a finding too."""
    page = _page_of_files(
        ("一.yaml", _ROWS.format("约60人次")),
        ("二.yaml", _ROWS.format("≥60人次")),
        ("三<&>.yaml", _ROWS.format('""')),
    )

    assert (
        "<details open><summary>\nFiles (3)</summary><ol>\n"
        '<li><a href="#file-1">一.yaml</a> warning 1</li>\n'
        "<li>二.yaml</li>\n"
        '<li><a href="#file-2">三&lt;&amp;&gt;.yaml</a> error 1</li>\n'
        "</ol></details>\n"
    ) in page
    assert page.index("<details") < page.index('<section id="file-1">\n<h2>一.yaml')
    assert '<section id="file-2">\n<h2>三&lt;&amp;&gt;.yaml</h2>' in page


def test_a_page_of_one_file_has_no_list() -> None:
    """There is nothing to choose from."""
    assert "<details" not in _page_of_files(("一.yaml", _ROWS.format("约60人次")))

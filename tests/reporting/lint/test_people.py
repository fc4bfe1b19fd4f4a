"""The forms for people: text with carets, one line a finding, a page of HTML."""

import re
from html.parser import HTMLParser

import pytest

from perftargets.errors import UsageError
from perftargets.findings import Excerpt, Language
from perftargets.reporting import render
from perftargets.reporting.cells import width
from perftargets.reporting.lint import FORMATS, render_report
from perftargets.reporting.lint.text import WINDOW, excerpt_lines, statistics
from perftargets.reporting.totals import Totals
from perftargets.text import Span
from tests.reporting.lint.reports import BROKEN, NONE, TWO, hostile


def test_text_in_chinese() -> None:
    """Place, row, message, excerpt with carets, hint and clause, then the sum."""
    assert render_report(TWO, language="zh") == (
        "表.yaml:3:5: 错误 TST002 many-rows\n"
        "  培训项目\n"
        "  超过一行\n"
        "    全年完成培训任务\n"
        "    ^^^^^^^^^^^^^^^^\n"
        "  参见：多出的行 (表.yaml:6:7)\n"
        "  依据：测试\n"
        "\n"
        "表.yaml:5:7: 警告 TST001 about-a-figure\n"
        "  培训项目 / 培训人次\n"
        "  “全年约1200人次”没有底线\n"
        "    全年约1200人次\n"
        "        ^^\n"
        "  怎么改：写“≥”\n"
        "  依据：测试\n"
        "\n"
        "错误 1，警告 1；检查了1个文件、1个项目、2项指标（方案 mof2020 1）\n"
    )


def test_text_of_nothing() -> None:
    """A file in order is said to be so."""
    assert render(NONE, "text", language="en") == (
        "nothing found; files: 1, projects: 1, indicators: 1 (profile mof2020 1)\n"
    )


def test_text_names_a_rule_that_broke_down() -> None:
    """It does not look like a clean file."""
    first, _, _ = render_report(BROKEN, language="en").partition("\n")

    assert (
        "rule TST004 broken-rule broke down at 表.yaml:5:7: LookupError: no such key"
        == first
    )


@pytest.mark.parametrize(
    ("text", "start", "end", "before", "under"),
    [
        ("约5个", 0, 1, 0, 2),
        ("处置率90%", 3, 6, 6, 3),
        ("a约5", 1, 2, 1, 2),
        ("≥≥5", 1, 2, 1, 1),
        ("约\n5", 2, 3, 4, 1),
        ("x", 1, 1, 1, 1),
    ],
)
def test_carets_stand_under_the_stretch(
    text: str, start: int, end: int, before: int, under: int
) -> None:
    r"""They are counted in cells: two for a Chinese character, two for ``\\n``."""
    _, carets = excerpt_lines(Excerpt(text, Span(start, end), "target"))

    assert " " * before + "^" * under == carets


def test_a_long_excerpt_is_cut_around_the_stretch() -> None:
    """The stretch stays in sight, and both cuts are marked."""
    shown, carets = excerpt_lines(
        Excerpt("长" * 500 + "约" + "尾" * 500, Span(500, 501), "goal")
    )

    assert shown.startswith("…长")
    assert shown.endswith("尾…")
    assert WINDOW + 4 >= width(shown)
    position = len(carets) - 2
    assert "约" == next(
        character
        for index, character in enumerate(shown)
        if width(shown[:index]) == position
    )


def test_concise_is_one_line_a_finding() -> None:
    """``file:line:column: severity code name: message; hint``."""
    assert render_report(TWO, "concise", language="en") == (
        "表.yaml:3:5: error TST002 many-rows: more than one row\n"
        "表.yaml:5:7: warning TST001 about-a-figure: “全年约1200人次” has no line; "
        "write ≥\n"
    )
    assert "" == render_report(NONE, "concise", language="en")


@pytest.mark.parametrize("form", ["text", "concise"])
def test_nothing_from_a_file_acts_on_a_terminal(form: str) -> None:
    """Control characters are shown, and a name stays on its line."""
    written = render_report(hostile(), form, language="zh")

    assert "\x1b" not in written
    assert "\x07" not in written
    assert "\n::error::" not in written


def test_statistics_count_each_rule() -> None:
    """The most frequent rule first, then by code."""
    assert statistics(Totals.of([TWO]), "en") == (
        "1  TST001  about-a-figure\n"
        "1  TST002  many-rows\n"
        "error 1, warning 1; files: 1, projects: 1, indicators: 2 "
        "(profile mof2020 1)\n"
    )


class Page(HTMLParser):
    """Takes in the tags and the text of a page."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag; no attribute may run anything or load anything."""
        self.tags.append(tag)
        self._open.append(tag)
        names = {name for name, _ in attrs}
        assert not {name for name in names if name.startswith("on")}
        assert "src" not in names
        # Links lead to places of the page itself.
        assert all(
            (value or "").startswith("#") for name, value in attrs if name == "href"
        )

    def handle_data(self, data: str) -> None:
        """Note text outside of style and script."""
        if not {"style", "script"} & set(self._open[-1:]):
            self.text.append(data.strip())


def page(written: str) -> Page:
    """Take in a page."""
    parsed = Page()
    parsed.feed(written)
    return parsed


@pytest.mark.parametrize(
    ("language", "title"),
    [("zh", "绩效目标检查报告"), ("en", "Performance targets: what was found")],
)
def test_html_speaks_one_language(language: Language, title: str) -> None:
    """The title, the words of the page and the messages."""
    written = render_report(TWO, "html", language=language)

    assert f"<title>{title}</title>" in written
    assert title in page(written).text


def test_html_is_grouped_as_a_reviewer_reads() -> None:
    """File, unit, project, row; then the finding with its parts."""
    text = [
        each for each in page(render_report(TWO, "html", language="zh")).text if each
    ]
    start = text.index("表.yaml")

    assert text[start : start + 22] == [
        "表.yaml",
        "培训中心",
        "培训项目",
        "（项目本身）",
        "第3行",
        "错误",
        "TST002 many-rows",
        "超过一行",
        "全年完成培训任务",
        "参见",
        "多出的行 (表.yaml:6:7)",
        "依据",
        "测试",
        "培训人次",
        "第5行",
        "警告",
        "TST001 about-a-figure",
        "“全年约1200人次”没有底线",
        "全年",
        "约",
        "1200人次",
        "怎么改",
    ]


def test_html_holds_one_script_and_it_is_its_own() -> None:
    """A name cannot bring in a script, and the page's policy would not run it."""
    written = render_report(hostile(), "html", language="zh")

    assert 1 == page(written).tags.count("script")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in written
    policy = re.search(
        r'http-equiv="Content-Security-Policy" content="([^"]*)"', written
    )
    assert policy is not None
    assert "default-src &#x27;none&#x27;" in policy[1]
    assert "unsafe-inline&#x27;; script-src &#x27;sha256-" in policy[1]


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_repeatable(form: str) -> None:
    """The same report gives the same bytes."""
    assert render_report(TWO, form, language="zh") == render_report(
        TWO, form, language="zh"
    )


def test_a_form_that_is_none_is_refused() -> None:
    """The message lists those that there are."""
    with pytest.raises(UsageError, match=r"^no report format “xml”; there are text, "):
        render_report(TWO, "xml", language="en")

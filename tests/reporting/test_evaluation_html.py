"""An evaluation as a page of HTML: what stands at the top, and that nothing runs."""

from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from perftargets.findings import Language
from perftargets.model.project import Amounts, Funds, Project
from perftargets.reporting import render
from perftargets.scoring.result import Evaluation
from tests.scoring.points.making import evaluation, row

VOID = {"meta", "br"}


class Page(HTMLParser):
    """Reads a page: its tags in order, its text, and whether each tag is closed."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.data: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note text."""
        if "style" not in self.open and data.strip():
            self.data.append(data.strip())


HOSTILE = '<script>alert(1)</script>"&\x1b[31m\u202e'


def filled(name: str = "培训经费") -> Evaluation:
    """Check a filled form of one project in July, with scores that do not follow."""
    money = Amounts(
        adjusted="100万元", spent="40万元", weight=Decimal(10), score=Decimal(10)
    )
    rows = (
        row("不少于120次", "41次", name=name, weight="50", score="50", number=1),
        row("符合规范", "很好", name="经费使用", weight="40", number=2),
    )
    project = Project(
        name=name, indicators=rows, funds=Funds(total=money), department="区财政局"
    )
    return evaluation(project, as_of=date(2022, 7, 31))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_is_whole(language: Language) -> None:
    """Every tag is closed, anchors lead somewhere, nothing is loaded or run."""
    page = Page(render(filled(), "html", language=language))
    assert page.open == []
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    found = {value for name, value in page.attributes if name == "id"}
    assert {value for name, value in page.attributes if name == "href"} == {
        f"#{each}" for each in found
    }


def test_what_is_open_stands_at_the_top() -> None:
    """Open rows with the reason, wrong scores with the working, then what is behind."""
    page = Page(render(filled(), "html", language="zh")).data
    top = page[: page.index("区财政局")]
    assert top[top.index("待人工判断或补充") :] == [
        "待人工判断或补充",
        "1",
        "培训经费 › 经费使用",
        "目标“符合规范”是文字，实际情况“很好”需人工判断",
        "填报的得分与计算不符",
        "2",
        "培训经费 › 培训经费",
        "填报50，应为17.08：分值×实际/目标＝分值×41/120，得17.08分（满分50）",
        "培训经费 › 预算执行率",
        (
            "填报10，应为4.00：执行数40万元，全年预算数100万元，执行率40%，"
            "得分10分×40%＝4.00分"
        ),
        "进度落后",
        "1",
        "培训经费 › 培训经费",
        "红灯",
        "至今应有70次（120次×7/12），实际41次，距全年目标还差79次",
    ]


def test_bars_show_completion_and_points() -> None:
    """41 of 120 is 34.2 % of the width; in July there is no total to show."""
    page = Page(render(filled(), "html"))
    widths = [value for name, value in page.attributes if name == "style"]
    assert widths == ["width:40.0%", "width:34.2%", "width:34.2%"]


def test_everything_from_a_file_is_escaped() -> None:
    """Tags, quotes, control characters and marks of direction are shown, not obeyed."""
    text = render(filled(HOSTILE), "html")
    assert "<script" not in text
    assert r"&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;\x1b[31m\u202e" in text
    assert Page(text).open == []


def test_a_page_without_projects() -> None:
    """Nothing is open, and the page says what it would rest on."""
    page = Page(render(evaluation(), "html", language="zh"))
    assert "每一行都有结论和得分。" in page.data
    assert page.open == []


def test_the_page_names_profile_and_versions() -> None:
    """Each setting that decides, with its value."""
    data = Page(render(filled(), "html", language="zh")).data
    start = data.index("计分依据")
    assert data[start + 1 : start + 5] == [
        "方案",
        "mof2020（第1版，财预〔2020〕10号项目支出绩效自评）",
        "反向指标未达标",
        "分值×目标/实际",
    ]
    assert data[-1].startswith("perftargets ")


def test_two_runs_differ_in_nothing() -> None:
    """The page is the same byte for byte."""
    assert render(filled(), "html") == render(filled(), "html")

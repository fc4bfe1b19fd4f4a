"""Laws of the readers, on tables that are made up."""

from functools import partial

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from perftargets.model.project import Document
from perftargets.reading.running_text.reader import read_text
from tests.reading.printing import Entry, Layout, Row, printed

DEPARTMENTS = [
    "云港市教育局",
    "海州区农业农村局",
    "白云镇人民政府",
    "江北市卫生健康委员会",
    "南山县水务局",
]
AGENCIES = [
    "云港市第二中学",
    "海州区农业技术推广中心",
    "局本级",
    "江北市疾病预防控制中心",
    "水政监察大队",
]
PROJECTS = [
    "校园安全防护设施改造项目",
    "高标准农田建设补助资金",
    "防汛抗旱物资储备经费",
    "公共文化服务体系建设",
    "老旧小区供水管网改造工程",
    "食品安全抽检经费",
    "妇女“两癌”免费检查项目",
]
GOALS = [
    "为改善办学条件，对校园围墙、监控等设施进行改造，消除安全隐患。",
    "1.完成高标准农田建设2万亩；2.提高粮食综合生产能力；3.受益农户不少于1200户。",
    "（1）购置防汛物资；（2）开展应急演练，提高应急处置能力。",
    "确保全县农村饮水安全，保障12345热线工单及时办理。进一步提升供水质量。",
]
CATEGORIES = ["产出指标", "效益指标", "成本指标", "满意度指标", "社会效益指标"]
NAMES = [
    "改造校园围墙长度",
    "12345热线工单办结率",
    "24小时值班",
    "培训次数不少于5次",
    "抽检任务完成率，重点品种全覆盖",
]
VALUES = [
    "不少于1200米",
    "≥95%",
    "",
    "1.墙体不少于10处；2.监控不少于20套",
    "不超过35.5万元",
    "2023年12月底前完成",
    "完成率100%。其中重点品种全覆盖",
]


@st.composite
def _entry(draw: st.DrawFn, department: str) -> Entry:
    count = draw(st.integers(1, 6))
    restart = draw(st.sampled_from([count, 3]))
    rows = tuple(
        Row(
            index % restart + 1,
            draw(st.sampled_from(CATEGORIES)),
            draw(st.sampled_from(NAMES)),
            draw(st.sampled_from(VALUES)),
        )
        for index in range(count)
    )
    agency, project = draw(st.sampled_from(AGENCIES)), draw(st.sampled_from(PROJECTS))
    return Entry(department, agency, project, draw(st.sampled_from(GOALS)), rows)


@st.composite
def _table(draw: st.DrawFn) -> tuple[str, tuple[Entry, ...]]:
    department = draw(st.sampled_from(DEPARTMENTS))
    entries = draw(st.lists(_entry(department), min_size=1, max_size=5))
    return f"{department}2023年项目支出绩效目标表", tuple(entries)


_layouts = st.builds(
    partial(Layout, blank=0.3),
    cells=st.sampled_from(["shared", "own"]),
    names=st.tuples(st.integers(8, 20), st.integers(8, 20), st.integers(8, 20)),
    goal=st.integers(14, 30),
    rows=st.integers(16, 40),
    label=st.sampled_from(["年度指标值：", "指标值：", "目标值："]),
    closing=st.sampled_from(["。", "；", ""]),
    seed=st.integers(0, 1000),
    page_break=st.sampled_from([0.0, 0.05]),
)


def _rows(document: Document) -> list[tuple[object, ...]]:
    return [
        (project.name, row.number, row.category, row.name, row.target.text)
        for project, row in document.rows()
    ]


@given(table=_table(), layout=_layouts)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_reading_gives_back_what_was_printed(
    table: tuple[str, tuple[Entry, ...]], layout: Layout
) -> None:
    """Whatever the widths, breaks and blank lines, the fields come back."""
    title, entries = table
    document = read_text(printed(title, entries, layout))
    assert (title, 2023) == (document.title, document.fiscal_year)
    assert [(e.department, e.agency, e.project, e.goal) for e in entries] == [
        (each.department, each.agency, each.name, each.goal and each.goal.text)
        for each in document.projects
    ]
    assert [
        (e.project, row.number, row.category, row.name, row.value)
        for e in entries
        for row in e.rows
    ] == _rows(document)


def _everything(document: Document) -> str:
    """Put all text of a document and of its findings into one string."""
    parts = [document.title or ""]
    for project in document.projects:
        goal = project.goal.text if project.goal else ""
        parts += [project.department or "", project.agency or "", project.name, goal]
        for row in project.indicators:
            parts += [row.category, row.name, row.target.text]
    parts += [finding.message.zh for finding in document.diagnostics]
    return "\n".join(parts)


@given(table=_table(), layout=_layouts, data=st.data())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_a_strange_line_is_never_dropped(
    table: tuple[str, tuple[Entry, ...]], layout: Layout, data: st.DataObject
) -> None:
    """Text put on a line of its own, anywhere, is in a field or in a finding."""
    lines = printed(*table, layout).split("\n")
    at = data.draw(st.integers(0, len(lines)))
    lines.insert(at, "〓其他〓")
    assert "〓其他〓" in _everything(read_text("\n".join(lines)))


@given(table=_table(), layout=_layouts)
@settings(max_examples=50, deadline=None, derandomize=True)
def test_other_line_ends_change_nothing(
    table: tuple[str, tuple[Entry, ...]], layout: Layout
) -> None:
    r"""``\r\n`` and spaces at the ends of lines give the same document."""
    text = printed(*table, attrs.evolve(layout, page_break=0.0))
    assert read_text(text) == read_text(text.replace("\n", "  \r\n"))


@given(st.text(alphabet="1产出指标：，年度值。、 \n甲局经费（）\f2", max_size=200))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_no_text_makes_the_reader_raise(text: str) -> None:
    """Every text gives a document; without projects it has a finding that says why."""
    document = read_text(text)
    assert document.projects or {"REA004"} == {f.code for f in document.diagnostics}

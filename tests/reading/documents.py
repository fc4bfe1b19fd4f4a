"""Documents that are made up, with the texts that a notation is likely to change."""

from hypothesis import strategies as st

from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Amounts, Document, Funds, Goal, Project
from perftargets.phrase import parse

TROUBLE = [
    *("", " ", "no", "Yes", "ON", "true", "null", "~", "NaN", ".inf", "y", "="),
    *("012", "1:30", "0x1F", "1_000", "1e3", "-5", "+5", ".5", "2023-12-31", "0.10"),
    *(">=80%", ">5", "|", "|-", "%5", "@5", "`x`", "*x", "&x", "!x", "- x", "-", "?"),
    *("a: b", "甲: 乙", "甲 #3", "#3", "a:", "指标：1", "[5", "{5", "]", ",", "<<"),
    *(
        "甲\n乙",
        "甲\n\n乙",
        "甲\n",
        "\n甲",
        " 甲\n 乙",
        "甲 \n乙",
        "目标值：5\n指标：1",
    ),
    *("甲\r\n乙", "甲\r乙", "甲\t乙", "\t", "甲\u2028乙", "甲\x85乙", "甲\u3000乙"),
    *('"', "'", '"""', "'''", "\\", "\\n", "甲\"乙'丙", "---", "...", "--- 甲", "\x00"),
    *("\x7f", "\ufeff", "\ufffe", "\U0001f600", "不少于100%", "perftargets/1"),
]
"""Texts that mean something else, or nothing, to some reader of YAML or TOML."""

texts = st.sampled_from(TROUBLE) | st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("甲：: #-\"'\n\\"),
    max_size=8,
)
"""Any text, and more often one that makes trouble."""

_figures = st.none() | st.decimals(0, 100, places=2)
_rows = st.builds(
    Indicator,
    number=st.none() | st.integers(0, 99) | texts,
    category=texts,
    subcategory=st.none() | texts,
    name=texts,
    target=texts.map(parse),
    long_term_target=st.none() | texts.map(parse),
    weight=_figures,
    actual=st.none() | st.builds(Actual, texts),
    score=_figures,
    note=st.none() | texts,
)
_projects = st.builds(
    Project,
    name=texts,
    goal=st.none() | st.builds(Goal, texts, actual=st.none() | texts),
    funds=st.none() | st.builds(Funds, total=st.builds(Amounts, spent=texts)),
    weights=st.dictionaries(texts, st.decimals(0, 100, places=1), max_size=2).map(
        lambda points: tuple(points.items())
    ),
    indicators=st.lists(_rows, max_size=2).map(tuple),
)
documents = st.builds(
    Document,
    title=st.none() | texts,
    fiscal_year=st.none() | st.integers(1990, 2100),
    projects=st.lists(_projects, max_size=2).map(tuple),
)
"""Documents of any content."""

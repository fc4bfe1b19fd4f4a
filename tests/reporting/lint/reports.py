"""Reports that the tests of every form are written from."""

from perftargets.findings import Report
from perftargets.linting import Rule
from perftargets.linting.lint import lint
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.text import Place
from tests.linting.made_up import RULES, WITH_A_BROKEN_ONE, document, indicator

TWO = lint(
    document(
        indicator("培训人次", "全年约1200人次", line=5),
        indicator("合格率", "≥95%", line=6),
    ),
    catalogue=RULES,
)
"""An error about a goal and a warning about a value."""

NONE = lint(document(indicator("合格率", "≥95%", line=5)), catalogue=RULES)
"""Nothing found."""

BROKEN = lint(
    document(indicator("合格率", "≥95%", line=5)), catalogue=WITH_A_BROKEN_ONE
)
"""Nothing found, and a rule that broke down."""

HOSTILE_NAME = "\x1b[31m<script>alert(1)</script>%,:\n::error::"
"""A name that would act on terminals, pages and workflows."""


def hostile(rules: dict[str, Rule] = RULES) -> Report:
    """Give a report about a workbook whose names want to be obeyed."""
    row = Indicator(
        category="产出指标",
        name=HOSTILE_NAME,
        target=parse("约5\x07个"),
        place=Place(path="a,b/表 1.xlsx", sheet="S", cell="B4"),
    )
    project = Project(name="]]></failure><x>", indicators=(row,))
    table = Document(projects=(project,), path="a,b/表 1.xlsx")
    return lint(table, catalogue=rules)


def many(count: int) -> Report:
    """Give a report of as many warnings."""
    rows = [indicator(f"指标{n}", f"约{n}个", line=n) for n in range(1, count + 1)]
    return lint(document(*rows), catalogue=RULES, select=["TST001"])

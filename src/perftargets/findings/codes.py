"""The one table of codes that no rule defines: of readers, writers and markers.

A rule is the entry of its own code: name, severity and summary stand once, at its
function (`linting.rule`). Everything else that becomes a finding has its entry here,
and a finding is made from the entry alone, so that one code means one condition.
"""

from types import MappingProxyType

import attrs

from perftargets.findings.finding import Excerpt, Finding, Message, Severity
from perftargets.text import Place

_COMPLETENESS = "财预〔2015〕88号：完整性"
_OWN = "perftargets"


@attrs.frozen(kw_only=True)
class Code:
    """One condition that is reported: its code, name, severity and summary.

    Attributes:
        code: ``REA003``.
        name: ``unreadable-cell``; it states the defect.
        title: its name in Chinese.
        severity: the severity of its findings, unless settings say otherwise.
        summary: what is reported, in both languages.
        clause: what the condition rests on.
    """

    code: str
    name: str
    title: str
    severity: Severity
    summary: Message
    clause: str

    def finding(  # noqa: PLR0913 - one keyword for each part of a finding
        self,
        *,
        zh: str,
        en: str,
        hint: Message | None = None,
        project: str | None = None,
        indicator: str | None = None,
        excerpt: Excerpt | None = None,
        place: Place | None = None,
        row_place: Place | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """Return a finding of this condition.

        Args:
            zh: the message in Chinese: what is wrong, quoting the text.
            en: the same in English.
            hint: what to write instead.
            project: the name of the project as written.
            indicator: the name of the row as written.
            excerpt: the text at fault.
            place: where it stands.
            row_place: where its row or project begins.
            severity: another severity, where the settings of a call ask for it.
        """
        return Finding(
            code=self.code,
            name=self.name,
            title=self.title,
            severity=severity or self.severity,
            message=Message(zh=zh, en=en),
            hint=hint,
            project=project,
            indicator=indicator,
            excerpt=excerpt,
            place=place,
            row_place=row_place,
        )


def _code(  # noqa: PLR0913, PLR0917 - the columns of the table
    code: str, name: str, title: str, severity: Severity, zh: str, en: str
) -> Code:
    return Code(
        code=code,
        name=name,
        title=title,
        severity=severity,
        summary=Message(zh=zh, en=en),
        clause=_COMPLETENESS if code.startswith("REA") else _OWN,
    )


UNPLACED_TEXT = _code(
    "REA001",
    "unplaced-text",
    "未识别的文字",
    Severity.WARNING,
    "读不出一段文字属于哪一栏。",
    "A piece of text has no place in the form.",
)
GUESSED_STRUCTURE = _code(
    "REA002",
    "guessed-structure",
    "推断的结构",
    Severity.INFO,
    "编码、表头行、表或列是推断的。",
    "Encoding, header row, table or column was guessed.",
)
UNREADABLE_CELL = _code(
    "REA003",
    "unreadable-cell",
    "读不出的单元格",
    Severity.ERROR,
    "单元格读不出来。",
    "A cell cannot be read.",
)
UNREADABLE_FILE = _code(
    "REA004",
    "unreadable-file",
    "读不出的文件",
    Severity.ERROR,
    "文件损坏、加锁、超限、没有文字层，或其中没有这样的表。",
    "A file that is damaged, locked, over a limit or without such a table.",
)
UNUSED_IGNORE = _code(
    "IGN001",
    "unused-ignore",
    "忽略标记无效",
    Severity.WARNING,
    "忽略标记没有对应的问题、写了没有的规则，或写得不全。",
    "A marker sets nothing aside, names no rule or is incomplete.",
)
UNWRITTEN_FIELD = _code(
    "WRI001",
    "unwritten-field",
    "无处可写的栏",
    Severity.WARNING,
    "写出的表没有地方放某一栏。",
    "The form that is written has no place for a field.",
)
REPLACED_CHARACTER = _code(
    "WRI002",
    "replaced-character",
    "换掉的字符",
    Severity.WARNING,
    "文件不能存放的字符换成了符号。",
    "A character that the file cannot hold was replaced by a sign.",
)
MERGED_PROJECTS = _code(
    "WRI003",
    "merged-projects",
    "分不开的项目",
    Severity.WARNING,
    "相邻的同名项目在平面表里分不开。",
    "Neighbouring projects of one name cannot be told apart in a flat table.",
)
PLACEHOLDER_IDENTIFIER = _code(
    "WRI004",
    "placeholder-identifier",
    "未登记的标识",
    Severity.WARNING,
    "IATI 标识并未登记。",
    "An IATI identifier is not a registered one.",
)
MONEY_WITHOUT_UNIT = _code(
    "WRI005",
    "money-without-unit",
    "金额缺单位",
    Severity.WARNING,
    "金额没有写单位，会被按表的单位读。",
    "An amount names no unit and will be read in the unit of the form.",
)

CODES = MappingProxyType(
    {
        each.code: each
        for each in (
            UNPLACED_TEXT,
            GUESSED_STRUCTURE,
            UNREADABLE_CELL,
            UNREADABLE_FILE,
            UNUSED_IGNORE,
            UNWRITTEN_FIELD,
            REPLACED_CHARACTER,
            MERGED_PROJECTS,
            PLACEHOLDER_IDENTIFIER,
            MONEY_WITHOUT_UNIT,
        )
    }
)
"""The codes of this table, each with its entry; it cannot be changed."""

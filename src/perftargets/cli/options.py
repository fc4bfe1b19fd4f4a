"""The options of each command, and those that several commands share, written once."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import attrs

from perftargets import _data
from perftargets.cli.option import option, shared
from perftargets.findings import FailOn, LintFormat, Message
from perftargets.reporting.formats import Format
from perftargets.writing.written import MOST_ROWS, ROWS, EmptyForm

if TYPE_CHECKING:
    from perftargets.reading import Limits

FilledForm = Literal["xlsx", "docx"]
"""Forms that are 自评表 filled in, beside those of a report."""

CheckFormat = Literal[Format, FilledForm]
"""The forms that ``check`` writes, in the order of the help."""

CheckFailOn = Literal["not_met", "undetermined", "never"]
"""What ends ``check`` with 1."""

ConvertFormat = Literal["json", "yaml", "toml", "csv", "xlsx", "docx", "xml"]
"""The formats that ``convert`` writes."""

ReviewFormat = Literal["text", "json", "html", "csv", "xlsx"]
"""The forms that ``review`` writes: those of a report, and a workbook."""

ReviewFailOn = Literal["difference", "never"]
"""What ends ``review`` with 1."""

CollectFormat = Literal["json", "csv", "xlsx", "parquet"]
"""The forms that ``collect`` writes."""

TableForm = Literal["document", "flat", "application", "self-evaluation", "iati"]
"""The kinds of table that ``convert`` writes."""

ParseFormat = Literal["text", "json", "jsonl"]
"""The forms that ``parse`` writes."""

RuleFormat = Literal["text", "json"]
"""The forms that ``rule`` writes."""

Shell = Literal["bash", "zsh", "fish", "powershell"]
"""The shells that complete commands."""

_RULES = Message(zh="编号、前缀、名称或 ALL", en="code, prefix, name or ALL")


def choices(literal: object, separator: str = "|") -> str:
    """Return the words that an option takes, as the help shows them."""
    return separator.join(get_args(literal))


def profiles() -> tuple[str, ...]:
    """Return the names of the profiles that are shipped: what stands in the folder.

    The help asks for them at each call, so that no profile is loaded for it.
    """
    names = _data.names("profiles")
    return tuple(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


def _of_lint() -> Message:
    names = ", ".join(profiles())
    return Message(
        zh=f"评分和审核方案：{names}，或一个 .toml 文件"
        "（默认文件所指定的，否则 mof2020）",
        en=f"profile: {names} or a .toml file (default the one that the file names, "
        "else mof2020)",
    )


def _of_check() -> Message:
    names = ", ".join(profiles())
    return Message(
        zh=f"计分方案：{names} 或 .toml 文件（默认文件所指定的，否则 mof2020）",
        en=f"profile: {names} or a .toml file (default the one that the file names, "
        "else mof2020)",
    )


def _forced() -> bool:
    declared: bool = option(
        "允许覆盖已有文件", "replace a file that is there", default=False
    )
    return declared


def _forced_anew() -> bool:
    declared: bool = option(
        "覆盖已有文件，丢弃别次运行的半成品",
        "replace a file that is there, forget what another call left",
        default=False,
    )
    return declared


@attrs.frozen(kw_only=True)
class ReadingOptions:
    """How files are read."""

    aliases: Path | None = option(
        "自己的栏目名称（TOML），用于认不出的表格",
        "titles of columns of your own (TOML), for unknown forms",
        metavar="FILE",
    )
    limit: tuple[str, ...] = option(
        "调整读取的上限，如 rows=500000；可写几次",
        "change what a file may hold, as rows=500000; may be given several times",
        default=(),
        metavar="NAME=NUMBER",
    )
    sheet: tuple[str, ...] = option(
        "只读这张工作表；可写几次",
        "read this sheet of a workbook alone; may be given several times",
        default=(),
        metavar="NAME",
    )
    pages: str | None = option(
        "只读 PDF 的这些页，如 1-3,5",
        "read these pages of a PDF, as 1-3,5",
        metavar="PAGES",
    )
    encoding: str | None = option(
        "文本文件的编码，如 gb18030、big5；不写则自动辨认",
        "encoding of a file of text, as gb18030, big5 (default: as its bytes show)",
        metavar="NAME",
    )

    def limits(self) -> "Limits | None":
        """Return what a file may hold and what of it is read; None for the usual.

        Raises:
            UsageError: a limit, the pages or the encoding cannot be used.
        """
        from perftargets.cli.limit import choice_of, limits_of

        return limits_of(self.limit, choice_of(self.sheet, self.pages, self.encoding))


@attrs.frozen(kw_only=True)
class ParseOptions:
    """The options of ``parse``."""

    format: ParseFormat = option(
        "输出形式（默认 text）；jsonl 每行一个 JSON 对象",
        "output form (default text); jsonl is one JSON object a line",
        default="text",
        metavar=choices(ParseFormat),
    )
    explain: bool = option(
        "在短语下面标出比较符、数值、单位和对象",
        "underline operator, number, unit and subject",
        default=False,
    )


@attrs.frozen(kw_only=True)
class ConvertOptions:
    """The options of ``convert``."""

    to: ConvertFormat | None = option(
        "目标格式（默认看 -o 的扩展名，否则 json）",
        "format (default by the ending of -o, else json)",
        metavar=choices(ConvertFormat),
    )
    form: TableForm | None = option(
        "表格样式：flat 平面表、application 申报表、self-evaluation 自评表",
        "kind of table: flat, application (申报表), self-evaluation (自评表)",
        metavar="FORM",
    )
    output: Path | None = option(
        "写到这个文件；不止一个文件时写到这个文件夹（默认标准输出）",
        "write to this file, or to this folder where there are several files (default "
        "standard output)",
        name=["--output", "-o"],
        metavar="OUT",
    )
    reading: ReadingOptions = shared(ReadingOptions)
    parsed: bool = option(
        "每个指标加上读出的目标", "add what was read of each target", default=False
    )
    force: bool = _forced()


@attrs.frozen(kw_only=True)
class LintOptions:
    """The options of ``lint``; None where a setting or the default decides."""

    select: tuple[str, ...] | None = option(
        f"只用这些规则，逗号分隔（{_RULES.zh}）",
        f"run these rules only, with commas between ({_RULES.en})",
        metavar="RULES",
    )
    extend_select: tuple[str, ...] = option(
        "另外加上这些规则",
        "run these rules too",
        default=(),
        metavar="RULES",
    )
    ignore: tuple[str, ...] = option(
        "不用这些规则",
        "do not run these rules",
        default=(),
        metavar="RULES",
    )
    profile: str | None = option(_of_lint, metavar="NAME|FILE")
    reading: ReadingOptions = shared(ReadingOptions)
    prior: Path | None = option(
        "上年的绩效目标表，用于比较", "last year's table, to compare", metavar="FILE"
    )
    fail_on: FailOn | None = option(
        "有这一级或更重的问题时以 1 结束（默认 error）",
        "end with 1 for findings at this severity or above (default error)",
        metavar=choices(FailOn),
    )
    format: LintFormat = option(
        f"输出形式：{choices(LintFormat, ', ')}（默认 text）",
        f"output form: {choices(LintFormat, ', ')} (default text)",
        default="text",
        metavar="FORMAT",
    )
    output: tuple[str, ...] = option(
        "另写一份报告，如 sarif=报告.sarif；可写几次",
        "write a report to a file too, as sarif=report.sarif; may be given several "
        "times",
        default=(),
        name=["--output", "-o"],
        metavar="FORMAT=FILE",
    )
    no_inline_ignores: bool = option(
        "文件内和旁边文件的忽略标记不起作用，问题全部列出",
        "show what markers in or beside the files ask to set aside",
        default=False,
    )
    statistics: bool = option(
        "只列每条规则的次数", "only count the findings of each rule", default=False
    )
    baseline: Path | None = option(
        "不报这个基线里已知的问题", "leave out what this file knows", metavar="FILE"
    )
    write_baseline: bool = option(
        "把现有问题写进基线", "write the findings into the baseline", default=False
    )
    config: Path | None = option(
        "设置文件（默认向上找 perftargets.toml 或 pyproject.toml）",
        "settings (default: the nearest perftargets.toml or pyproject.toml)",
        metavar="FILE",
    )
    fix: bool = option(
        "修正能可靠修正的（空格、符号、单位写法）",
        "repair what can be repaired for certain (spaces, signs, spellings of units)",
        default=False,
    )
    unsafe_fixes: bool = option(
        "连可能改变含义的也修正", "repair too what may change a meaning", default=False
    )
    diff: bool = option(
        "只显示会怎样修正，不改文件",
        "show what would be repaired and change nothing",
        default=False,
    )
    xlsx_annotated: Path | None = option(
        "另存一份 XLSX，在单元格上标出问题",
        "write a copy of the XLSX with the findings on its cells",
        metavar="FILE",
    )
    watch: bool = option(
        "文件一改就再检查，直到 Ctrl-C",
        "look again at every change, until Ctrl-C",
        default=False,
    )


@attrs.frozen(kw_only=True)
class RuleOptions:
    """The options of ``rule``."""

    all: bool = option("列出全部规则", "list every rule", default=False)
    format: RuleFormat = option(
        "输出形式（默认 text）",
        "output form (default text)",
        default="text",
        metavar=choices(RuleFormat),
    )


@attrs.frozen(kw_only=True)
class CheckOptions:
    """The options of ``check``; None where the default decides."""

    actuals: Path | None = option(
        "各项目、指标的实际完成值（CSV）",
        "actuals (CSV: project, indicator, actual)",
        metavar="FILE",
    )
    reading: ReadingOptions = shared(ReadingOptions)
    prior: Path | None = option(
        "上年的表，其实际完成值是变化类指标的基数",
        "last year's table: its actuals are what changes start from",
        metavar="FILE",
    )
    profile: str | None = option(_of_check, metavar="NAME|FILE")
    as_of: str | None = option(
        "运行监控的截止日期，如 2022-07-31",
        "monitor the middle of the year, as of 2022-07-31",
        metavar="DATE",
    )
    format: CheckFormat | None = option(
        "输出形式；xlsx、docx 填写自评表（默认看 -o 的扩展名，否则 text）",
        "output form; xlsx and docx fill 自评表 in (default by the ending of -o, else "
        "text)",
        metavar=choices(CheckFormat),
    )
    output: Path | None = option(
        "写到这个文件（默认标准输出）",
        "write to this file (default standard output)",
        name=["--output", "-o"],
        metavar="OUT",
    )
    force: bool = _forced()
    fail_on: CheckFailOn = option(
        "有未达成时以 1 结束；undetermined 连无法判断和未填报也算（默认 never）",
        "end with 1 for a target that is not met, or also for one that could not be "
        "decided or has no actual (default never)",
        default="never",
        metavar=choices(CheckFailOn),
    )


@attrs.frozen(kw_only=True)
class ReviewOptions:
    """The options of ``review``; None where the default decides."""

    output: Path | None = option(
        "写到这个文件，如 不符清单.xlsx（默认标准输出）",
        "write to this file, such as differences.xlsx (default standard output)",
        name=["--output", "-o"],
        metavar="OUT",
    )
    format: ReviewFormat | None = option(
        "输出形式（默认看 -o 的扩展名，否则 text）",
        "output form (default by the ending of -o, else text)",
        metavar=choices(ReviewFormat),
    )
    profile: str | None = option(_of_check, metavar="NAME|FILE")
    reading: ReadingOptions = shared(ReadingOptions)
    fail_on: ReviewFailOn = option(
        "有不符时以 1 结束（默认 never）",
        "end with 1 where something does not follow (default never)",
        default="never",
        metavar=choices(ReviewFailOn),
    )
    force: bool = _forced_anew()


@attrs.frozen(kw_only=True)
class CollectOptions:
    """The options of ``collect``; None where the default decides."""

    output: Path | None = option(
        "写到这个文件：.json、.csv、.xlsx、.parquet（默认标准输出，json）",
        "write to this file: .json, .csv, .xlsx or .parquet (default json to standard "
        "output)",
        name=["--output", "-o"],
        metavar="OUT",
    )
    format: CollectFormat | None = option(
        "输出形式（默认看 -o 的扩展名，否则 json）",
        "output form (default by the ending of -o, else json)",
        metavar=choices(CollectFormat),
    )
    reading: ReadingOptions = shared(ReadingOptions)
    force: bool = _forced_anew()


@attrs.frozen(kw_only=True)
class NewOptions:
    """The options of ``new``."""

    form: EmptyForm = option(
        "哪种表：application 申报表（默认），self-evaluation 自评表",
        "which form: application 申报表 (default), self-evaluation 自评表",
        default="application",
        metavar=choices(EmptyForm),
    )
    year: int | None = option("印在表上的年度", "the year to print", metavar="YEAR")
    rows: int | None = option(
        f"指标的行数（默认 {ROWS}，最多 {MOST_ROWS}）",
        f"rows of indicators (default {ROWS}, at most {MOST_ROWS})",
        metavar="N",
    )
    force: bool = option(
        "覆盖已有的文件", "replace a file that is there", default=False
    )


@attrs.frozen(kw_only=True)
class ScanOptions:
    """The options of ``scan``."""

    output: Path = option(
        "写到这个 .parquet 文件",
        "the .parquet file to write",
        required=True,
        name=["--output", "-o"],
        metavar="OUT",
    )
    column: tuple[str, ...] = option(
        "哪一列是什么，如 target=指标值；可写几次（默认按列名和表单标题识别）",
        "which column is what, as target=指标值; may be given several times (default: "
        "by names and the titles of forms)",
        default=(),
        metavar="FIELD=NAME",
    )
    profile: str | None = option(
        "评分方案（默认 mof2020）", "profile (default mof2020)", metavar="NAME|FILE"
    )
    prefix: str = option(
        "新列名的前缀（默认 pt_）",
        "what the names of the new columns begin with (default pt_)",
        default="pt_",
        metavar="TEXT",
    )
    force: bool = option(
        "覆盖已有文件，丢弃别次运行的半成品",
        "replace a file that is there, forget the parts of another run",
        default=False,
    )


@attrs.frozen(kw_only=True)
class SynthOptions:
    """The options of ``synth``."""

    rows: int = option("行数", "how many rows", required=True, metavar="N")
    output: Path = option(
        "写到这个 .parquet 或 .csv 文件",
        "the .parquet or .csv file to write",
        required=True,
        name=["--output", "-o"],
        metavar="OUT",
    )
    seed: int = option(
        "种子（默认 0）：相同则结果相同",
        "seed (default 0); the same one gives the same table",
        default=0,
        metavar="S",
    )
    force: bool = _forced()


@attrs.frozen(kw_only=True)
class CompletionOptions:
    """The options of ``--install-completion``."""

    shell: Shell | None = option(
        "哪种 shell（默认自动判断）",
        "the shell (default: found out)",
        metavar=choices(Shell),
    )

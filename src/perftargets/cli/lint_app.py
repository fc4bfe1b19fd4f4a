"""The commands ``lint`` and ``rule`` and their options, with the help in one language.

The functions here only declare, as those of ``_app``.
"""

from pathlib import Path
from typing import Annotated, Literal, get_args

from cyclopts import App, Parameter

from perftargets.cli.options import (
    Say,
    aliases_option,
    encoding_option,
    limit_option,
    pages_option,
    profiles,
    sheet_option,
)
from perftargets.findings import FailOn, Language, LintFormat

_FORMATS: tuple[LintFormat, ...] = get_args(LintFormat)


def add_lint(app: App, say: Say, language: Language) -> None:
    """Add the command ``lint``."""
    rules = say("编号、前缀、名称或 ALL", "code, prefix, name or ALL")

    @app.command(
        name="lint",
        sort_key=3,
        usage="perftargets lint [OPTIONS] PATH...",
        help=say(
            "检查绩效目标表能否报出：哪里有问题，依据什么，应怎么写。",
            "Say whether tables are fit to submit: what is wrong where, what that "
            "rests on, and what to write instead.",
        ),
    )
    def lint(  # noqa: PLR0913 -- one keyword for each option
        *path: Annotated[
            Path,
            Parameter(
                name="PATH",
                help=say(
                    "文件、文件夹或通配符，“-”是标准输入",
                    "files, folders or patterns; “-” is standard input",
                ),
            ),
        ],
        select: Annotated[
            list[str] | None,
            Parameter(
                metavar="RULES",
                help=say(
                    f"只用这些规则，逗号分隔（{rules}）",
                    f"run these rules only, with commas between ({rules})",
                ),
            ),
        ] = None,
        extend_select: Annotated[
            list[str] | None,
            Parameter(
                metavar="RULES",
                help=say("另外加上这些规则", "run these rules too"),
            ),
        ] = None,
        ignore: Annotated[
            list[str] | None,
            Parameter(
                metavar="RULES",
                help=say("不用这些规则", "do not run these rules"),
            ),
        ] = None,
        profile: Annotated[
            str | None,
            Parameter(
                metavar="NAME|FILE",
                help=say(
                    f"评分和审核方案：{', '.join(profiles())}，或一个 .toml 文件"
                    "（默认文件所指定的，否则 mof2020）",
                    f"profile: {', '.join(profiles())} or a .toml file (default the "
                    "one that the file names, else mof2020)",
                ),
            ),
        ] = None,
        aliases: Annotated[Path | None, aliases_option(say)] = None,
        limit: Annotated[list[str] | None, limit_option(say)] = None,
        sheet: Annotated[list[str] | None, sheet_option(say)] = None,
        pages: Annotated[str | None, pages_option(say)] = None,
        encoding: Annotated[str | None, encoding_option(say)] = None,
        prior: Annotated[
            Path | None,
            Parameter(
                metavar="FILE",
                help=say("上年的绩效目标表，用于比较", "last year's table, to compare"),
            ),
        ] = None,
        fail_on: Annotated[
            FailOn | None,
            Parameter(
                metavar="error|warning|info|never",
                help=say(
                    "有这一级或更重的问题时以 1 结束（默认 error）",
                    "end with 1 for findings at this severity or above (default error)",
                ),
            ),
        ] = None,
        format: Annotated[  # noqa: A002 -- the name of the option
            LintFormat,
            Parameter(
                metavar="FORMAT",
                help=say(
                    f"输出形式：{', '.join(_FORMATS)}（默认 text）",
                    f"output form: {', '.join(_FORMATS)} (default text)",
                ),
            ),
        ] = "text",
        output: Annotated[
            list[str] | None,
            Parameter(
                name=["--output", "-o"],
                metavar="FORMAT=FILE",
                help=say(
                    "另写一份报告，如 sarif=报告.sarif；可写几次",
                    "write a report to a file too, as sarif=report.sarif; may be "
                    "given several times",
                ),
            ),
        ] = None,
        no_inline_ignores: Annotated[
            bool,
            Parameter(
                help=say(
                    "文件内和旁边文件的忽略标记不起作用，问题全部列出",
                    "show what markers in or beside the files ask to set aside",
                )
            ),
        ] = False,
        statistics: Annotated[
            bool,
            Parameter(
                help=say("只列每条规则的次数", "only count the findings of each rule")
            ),
        ] = False,
        baseline: Annotated[
            Path | None,
            Parameter(
                metavar="FILE",
                help=say("不报这个基线里已知的问题", "leave out what this file knows"),
            ),
        ] = None,
        write_baseline: Annotated[
            bool,
            Parameter(
                help=say("把现有问题写进基线", "write the findings into the baseline")
            ),
        ] = False,
        config: Annotated[
            Path | None,
            Parameter(
                metavar="FILE",
                help=say(
                    "设置文件（默认向上找 perftargets.toml 或 pyproject.toml）",
                    "settings (default: the nearest perftargets.toml or "
                    "pyproject.toml)",
                ),
            ),
        ] = None,
        fix: Annotated[
            bool,
            Parameter(
                help=say(
                    "修正能可靠修正的（空格、符号、单位写法）",
                    "repair what can be repaired for certain (spaces, signs, "
                    "spellings of units)",
                )
            ),
        ] = False,
        unsafe_fixes: Annotated[
            bool,
            Parameter(
                help=say(
                    "连可能改变含义的也修正", "repair too what may change a meaning"
                )
            ),
        ] = False,
        diff: Annotated[
            bool,
            Parameter(
                help=say(
                    "只显示会怎样修正，不改文件",
                    "show what would be repaired and change nothing",
                )
            ),
        ] = False,
        xlsx_annotated: Annotated[
            Path | None,
            Parameter(
                metavar="FILE",
                help=say(
                    "另存一份 XLSX，在单元格上标出问题",
                    "write a copy of the XLSX with the findings on its cells",
                ),
            ),
        ] = None,
        watch: Annotated[
            bool,
            Parameter(
                help=say(
                    "文件一改就再检查，直到 Ctrl-C",
                    "look again at every change, until Ctrl-C",
                )
            ),
        ] = False,
    ) -> int:
        from perftargets.cli.limit import choice_of, limits_of
        from perftargets.cli.lint import Options, run

        options = Options(
            select=None if select is None else _split(select),
            extend_select=_split(extend_select or []),
            ignore=_split(ignore or []),
            profile=profile,
            aliases=aliases,
            limits=limits_of(limit or (), choice_of(sheet or (), pages, encoding)),
            prior=prior,
            fail_on=fail_on,
            form=format,
            output=tuple(output or ()),
            no_inline_ignores=no_inline_ignores,
            statistics=statistics,
            baseline=baseline,
            write_baseline=write_baseline,
            config=config,
            fix=fix,
            unsafe_fixes=unsafe_fixes,
            diff=diff,
            xlsx_annotated=xlsx_annotated,
            watch=watch,
        )
        return run(path, options, language)


def add_rule(app: App, say: Say, language: Language) -> None:
    """Add the command ``rule``."""

    @app.command(
        name="rule",
        sort_key=4,
        usage="perftargets rule [OPTIONS] [RULE...]",
        help=say(
            "说明规则：编号、名称、级别、内容、依据。",
            "Explain rules: code, name, severity, what they flag and rest on.",
        ),
    )
    def rule(
        *rule: Annotated[
            str,
            Parameter(
                name="RULE",
                help=say("编号、前缀或名称", "code, prefix or name"),
            ),
        ],
        all: Annotated[  # noqa: A002 -- the name of the option
            bool, Parameter(help=say("列出全部规则", "list every rule"))
        ] = False,
        format: Annotated[  # noqa: A002 -- the name of the option
            Literal["text", "json"],
            Parameter(
                metavar="text|json",
                help=say("输出形式（默认 text）", "output form (default text)"),
            ),
        ] = "text",
    ) -> int:
        from perftargets.cli.rule import run

        return run(rule, every=all, form=format, language=language)


def _split(values: list[str]) -> tuple[str, ...]:
    return tuple(
        part.strip() for value in values for part in value.split(",") if part.strip()
    )

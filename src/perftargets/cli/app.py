"""The commands and their options, with the help in one language.

The functions here only declare; the work is in a module for each command, which is
imported when the command is called.
"""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Group, Parameter

from perftargets import __version__
from perftargets.cli.bulk_app import add_scan, add_synth
from perftargets.cli.gather_app import add_collect, add_review
from perftargets.cli.help import Formatter, Screen
from perftargets.cli.lint_app import add_lint, add_rule
from perftargets.cli.new_app import add_new
from perftargets.cli.options import (
    CHECK_FORMATS,
    CheckFormat,
    Say,
    aliases_option,
    encoding_option,
    limit_option,
    pages_option,
    profiles,
    sheet_option,
)
from perftargets.findings import Language


def build(language: Language) -> App:
    """Give the whole command in one language."""

    def say(zh: str, en: str) -> str:
        return zh if language == "zh" else en

    # Cyclopts sorts groups; the help reads best in the order given here.
    commands = Group(say("命令", "Commands"), sort_key=1)
    arguments = Group(say("参数", "Arguments"), sort_key=2)
    options = Group(say("选项", "Options"), sort_key=3)
    app = App(
        name="perftargets",
        help=say(
            "读取、核对预算绩效目标。",
            "Read and check Chinese government budget performance targets.",
        ),
        help_epilogue=say(
            "每个命令都可加 --lang zh|en 选择语言（默认随系统语言环境）。\n"
            "--debug 显示内部错误的详情。\n"
            "退出码：0 正常\n"
            "        1 有问题，或内容无法读取\n"
            "        2 用法有误，或缺少文件、附加组件\n"
            "        3 程序内部错误",
            "Every command takes --lang zh|en (default: by locale) and --debug, for\n"
            "the traceback of a fault.\n"
            "Exit codes: 0 fine\n"
            "            1 findings, or content that cannot be read\n"
            "            2 wrong usage, a missing file or a missing extra\n"
            "            3 internal fault",
        ),
        help_format="plaintext",
        help_formatter=Formatter(language),
        help_flags=["--help", "-h"],
        version=f"perftargets {__version__}",
        version_flags=["--version"],
        console=Screen(highlight=False),
        group_commands=commands,
        group_arguments=arguments,
        group_parameters=options,
        result_action="return_value",
        default_parameter=Parameter(
            negative=(),
            show_default=False,
            show_choices=False,
            # The name of a file may begin with a bracket: [附件1]绩效目标表.xlsx.
            json_list=False,
            json_dict=False,
        ),
    )
    app["--help"].group = options
    app["--help"].help = say("显示用法", "show this help")
    app["--version"].group = options
    app["--version"].help = say("显示版本", "show the version")
    _add_parse(app, say, language)
    _add_convert(app, say, language)
    add_lint(app, say, language)
    add_rule(app, say, language)
    _add_check(app, say, language)
    add_review(app, say, language)
    add_collect(app, say, language)
    add_new(app, say)
    add_scan(app, say, language)
    add_synth(app, say, language)
    _add_schema(app, say)
    _add_demo(app, say, language)
    _add_completion(app, say, options)
    return app


def _add_parse(app: App, say: Say, language: Language) -> None:
    @app.command(
        name="parse",
        sort_key=1,
        usage="perftargets parse [OPTIONS] [PHRASE...]",
        help=say(
            "说出每条目标短语的含义。不给短语时从标准输入逐行读取，空行也算一条。",
            "Say what each target phrase means. Without phrases, read one a line "
            "from standard input; an empty line is a phrase too.",
        ),
    )
    def parse(
        *phrase: Annotated[str, Parameter(help=say("目标短语", "a target phrase"))],
        format: Annotated[  # noqa: A002 -- the name of the option
            Literal["text", "json", "jsonl"],
            Parameter(
                metavar="text|json|jsonl",
                help=say(
                    "输出形式（默认 text）；jsonl 每行一个 JSON 对象",
                    "output form (default text); jsonl is one JSON object a line",
                ),
            ),
        ] = "text",
        explain: Annotated[
            bool,
            Parameter(
                help=say(
                    "在短语下面标出比较符、数值、单位和对象",
                    "underline operator, number, unit and subject",
                )
            ),
        ] = False,
    ) -> int:
        from perftargets.cli.parse import run

        return run(phrase, form=format, explain=explain, language=language)


def _add_convert(app: App, say: Say, language: Language) -> None:
    @app.command(
        name="convert",
        sort_key=2,
        usage="perftargets convert [OPTIONS] IN...",
        help=say(
            "把文件转换成另一种形式；文件夹中的文件逐个转换。",
            "Write files in another form; those in a folder one by one.",
        ),
    )
    def convert(  # noqa: PLR0913 -- one keyword for each option
        *file: Annotated[
            Path,
            Parameter(
                name="IN",
                help=say(
                    "文件、文件夹或通配符，“-”是标准输入",
                    "files, folders or patterns; “-” is standard input",
                ),
            ),
        ],
        to: Annotated[
            Literal["json", "yaml", "toml", "csv", "xlsx", "docx", "xml"] | None,
            Parameter(
                metavar="json|yaml|toml|csv|xlsx|docx|xml",
                help=say(
                    "目标格式（默认看 -o 的扩展名，否则 json）",
                    "format (default by the ending of -o, else json)",
                ),
            ),
        ] = None,
        form: Annotated[
            Literal["document", "flat", "application", "self-evaluation", "iati"]
            | None,
            Parameter(
                metavar="FORM",
                help=say(
                    "表格样式：flat 平面表、application 申报表、self-evaluation 自评表",
                    "kind of table: flat, application (申报表), "
                    "self-evaluation (自评表)",
                ),
            ),
        ] = None,
        output: Annotated[
            Path | None,
            Parameter(
                name=["--output", "-o"],
                metavar="OUT",
                help=say(
                    "写到这个文件；不止一个文件时写到这个文件夹（默认标准输出）",
                    "write to this file, or to this folder where there are several "
                    "files (default standard output)",
                ),
            ),
        ] = None,
        aliases: Annotated[Path | None, aliases_option(say)] = None,
        limit: Annotated[list[str] | None, limit_option(say)] = None,
        sheet: Annotated[list[str] | None, sheet_option(say)] = None,
        pages: Annotated[str | None, pages_option(say)] = None,
        encoding: Annotated[str | None, encoding_option(say)] = None,
        parsed: Annotated[
            bool,
            Parameter(
                help=say("每个指标加上读出的目标", "add what was read of each target")
            ),
        ] = False,
        force: Annotated[
            bool,
            Parameter(help=say("允许覆盖已有文件", "replace a file that is there")),
        ] = False,
    ) -> int:
        from perftargets.cli.conversion import run
        from perftargets.cli.limit import choice_of, limits_of

        return run(
            file,
            to=to,
            form=form,
            output=output,
            aliases=aliases,
            limits=limits_of(limit or (), choice_of(sheet or (), pages, encoding)),
            parsed=parsed,
            force=force,
            language=language,
        )


def _add_check(app: App, say: Say, language: Language) -> None:
    @app.command(
        name="check",
        sort_key=5,
        usage="perftargets check [OPTIONS] FILE...",
        help=say(
            "逐项核对实际完成值是否达到目标，并计分、定等级。",
            "Say for each indicator whether its actual meets its target, and give "
            "points and grades.",
        ),
    )
    def check(  # noqa: PLR0913 -- one keyword for each option
        *file: Annotated[
            Path,
            Parameter(
                name="FILE",
                help=say(
                    "绩效目标表：文件、文件夹或通配符，“-”是标准输入",
                    "tables of targets: files, folders or patterns; “-” is standard "
                    "input",
                ),
            ),
        ],
        actuals: Annotated[
            Path | None,
            Parameter(
                metavar="FILE",
                help=say(
                    "各项目、指标的实际完成值（CSV）",
                    "actuals (CSV: project, indicator, actual)",
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
                help=say(
                    "上年的表，其实际完成值是变化类指标的基数",
                    "last year's table: its actuals are what changes start from",
                ),
            ),
        ] = None,
        profile: Annotated[
            str | None,
            Parameter(
                metavar="NAME|FILE",
                help=say(
                    f"计分方案：{', '.join(profiles())} 或 .toml 文件"
                    "（默认文件所指定的，否则 mof2020）",
                    f"profile: {', '.join(profiles())} or a .toml file (default the "
                    "one that the file names, else mof2020)",
                ),
            ),
        ] = None,
        as_of: Annotated[
            str | None,
            Parameter(
                metavar="DATE",
                help=say(
                    "运行监控的截止日期，如 2022-07-31",
                    "monitor the middle of the year, as of 2022-07-31",
                ),
            ),
        ] = None,
        format: Annotated[  # noqa: A002 -- the name of the option
            CheckFormat | None,
            Parameter(
                metavar="|".join(CHECK_FORMATS),
                help=say(
                    "输出形式；xlsx、docx 填写自评表（默认看 -o 的扩展名，否则 text）",
                    "output form; xlsx and docx fill 自评表 in (default by the ending "
                    "of -o, else text)",
                ),
            ),
        ] = None,
        output: Annotated[
            Path | None,
            Parameter(
                name=["--output", "-o"],
                metavar="OUT",
                help=say(
                    "写到这个文件（默认标准输出）",
                    "write to this file (default standard output)",
                ),
            ),
        ] = None,
        force: Annotated[
            bool,
            Parameter(help=say("允许覆盖已有文件", "replace a file that is there")),
        ] = False,
        fail_on: Annotated[
            Literal["not_met", "undetermined", "never"],
            Parameter(
                metavar="not_met|undetermined|never",
                help=say(
                    "有未达成时以 1 结束；undetermined 连无法判断和未填报也算"
                    "（默认 never）",
                    "end with 1 for a target that is not met, or also for one that "
                    "could not be decided or has no actual (default never)",
                ),
            ),
        ] = "never",
    ) -> int:
        from perftargets.cli.check import Options, run
        from perftargets.cli.limit import choice_of, limits_of

        options = Options(
            actuals=actuals,
            aliases=aliases,
            limits=limits_of(limit or (), choice_of(sheet or (), pages, encoding)),
            prior=prior,
            profile=profile,
            as_of=as_of,
            form=format,
            output=output,
            force=force,
            fail_on=fail_on,
        )
        return run(file, options, language)


def _add_schema(app: App, say: Say) -> None:
    @app.command(
        name="schema",
        sort_key=6,
        usage="perftargets schema",
        help=say(
            "输出 perftargets/1 的 JSON Schema，供编辑器补全和检查。",
            "Print the JSON Schema of perftargets/1, by which editors complete and "
            "check a document.",
        ),
    )
    def schema() -> int:
        from perftargets._data import read
        from perftargets.cli.terminal import put

        put(read("schema", "perftargets-1.json").removesuffix("\n"))
        return 0


def _add_demo(app: App, say: Say, language: Language) -> None:
    @app.command(
        name="demo",
        sort_key=7,
        usage="perftargets demo",
        help=say(
            "用自带的 2022 年番禺区政府办公室绩效目标表演示读取和核对。",
            "Show reading and checking on the bundled Panyu table of 2022.",
        ),
    )
    def demo() -> int:
        from perftargets.cli.demo import run

        return run(language)


def _add_completion(app: App, say: Say, options: Group) -> None:
    @app.command(
        name="--install-completion",
        group=options,
        usage="perftargets --install-completion [--shell SHELL]",
        help=say(
            "为当前 shell 安装命令补全",
            "install completion for the shell that is running",
        ),
    )
    def install_completion(
        *,
        shell: Annotated[
            Literal["bash", "zsh", "fish", "powershell"] | None,
            Parameter(
                metavar="bash|zsh|fish|powershell",
                help=say(
                    "哪种 shell（默认自动判断）", "the shell (default: found out)"
                ),
            ),
        ] = None,
    ) -> int:
        from perftargets.cli.completion import run

        return run(app, shell, say)

"""The commands, with the help in one language.

What stands here declares; the work is in a module for each command, which is imported
when the command is called.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import attrs
from cyclopts import App, Group, Parameter

from perftargets import __version__
from perftargets.cli import options as declared
from perftargets.cli._help import Formatter, Screen
from perftargets.cli.option import localized
from perftargets.errors import UsageError
from perftargets.findings import Language, Message

Run = Callable[[Sequence[Any], Any, Language], int]
"""Does the work of a command: its arguments, its options and the language."""


@attrs.frozen(kw_only=True)
class Argument:
    """What stands behind the name of a command: one value, or any number of them."""

    name: str
    kind: type
    help: Message
    several: bool = True


@attrs.frozen(kw_only=True)
class Command:
    """One command as the help has it, and what does its work.

    Attributes:
        name: what is typed.
        order: its place in the help; None puts it where its name goes.
        usage: what the help shows behind its name.
        help: what it does, in both languages.
        run: what does the work; it imports what it needs.
        argument: what stands behind the name; None where nothing may.
        options: the class of its options; None where it has none.
    """

    name: str
    order: float | None = None
    usage: str = ""
    help: Message
    run: Run
    argument: Argument | None = None
    options: type | None = None


def build(language: Language) -> App:
    """Return the whole command in one language."""
    # Cyclopts sorts groups; the help reads best in the order given here.
    commands = Group(_COMMANDS.text(language), sort_key=1)
    arguments = Group(_ARGUMENTS.text(language), sort_key=2)
    options = Group(_OPTIONS.text(language), sort_key=3)
    app = App(
        name="perftargets",
        help=_HELP.text(language),
        help_epilogue=_EPILOGUE.text(language),
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
    app["--help"].help = _SHOW_HELP.text(language)
    app["--version"].group = options
    app["--version"].help = _SHOW_VERSION.text(language)
    for command in COMMANDS:
        _add(app, command, language, group=None)
    _add(app, _completion(app), language, group=options)
    return app


def _add(
    app: App, command: Command, language: Language, *, group: Group | None
) -> None:
    """Add a command; cyclopts reads what it takes off the annotations."""
    annotations: dict[str, Any] = {"return": int}
    made: type | None = None
    if command.options is not None:
        made = localized(command.options, language)
        annotations["options"] = Annotated[made, Parameter(name="*")]
    argument = command.argument
    if argument is not None:
        annotations["arguments"] = Annotated[
            argument.kind,
            Parameter(name=argument.name, help=argument.help.text(language)),
        ]
    call = _call(command, language)
    call.__annotations__ = annotations
    if made is not None and not _required(made):
        call.__kwdefaults__ = {"options": made()}
    further: dict[str, Any] = {} if group is None else {"group": group}
    app.command(
        call,
        name=command.name,
        sort_key=command.order,
        usage=f"perftargets {command.name} {command.usage}".rstrip(),
        help=command.help.text(language),
        **further,
    )


def _call(command: Command, language: Language) -> Any:
    """Return a function of the shape that the command has."""
    run = command.run
    if command.argument is None and command.options is None:
        return lambda: run((), None, language)
    if command.argument is None:
        return lambda *, options: run((), options, language)
    if not command.argument.several:
        return lambda arguments, /, *, options: run((arguments,), options, language)
    return lambda *arguments, options: run(arguments, options, language)


def _required(options: Any) -> bool:
    return any(field.default is attrs.NOTHING for field in attrs.fields(options))


def _parse(phrases: Sequence[str], options: Any, language: Language) -> int:
    from perftargets.cli.parse import run

    return run(phrases, options, language)


def _convert(files: Sequence[Path], options: Any, language: Language) -> int:
    from perftargets.cli.conversion import run

    return run(files, options, language)


def _lint(files: Sequence[Path], options: Any, language: Language) -> int:
    from perftargets.cli.lint import run

    return run(tuple(files), options, language)


def _rule(names: Sequence[str], options: Any, language: Language) -> int:
    from perftargets.cli.rule import run

    return run(names, options, language)


def _check(files: Sequence[Path], options: Any, language: Language) -> int:
    from perftargets.cli.check import run

    return run(files, options, language)


def _review(files: Sequence[Path], options: Any, language: Language) -> int:
    from perftargets.cli.review import run

    return run(files, options, language)


def _collect(files: Sequence[Path], options: Any, language: Language) -> int:
    from perftargets.cli.collect import run

    return run(files, options, language)


def _new(files: Sequence[Path], options: Any, _language: Language) -> int:
    from perftargets.cli.new import run

    (file,) = files
    return run(file, options)


def _scan(files: Sequence[Path], options: Any, language: Language) -> int:
    from perftargets.cli.bulk import scanned

    (file,) = files
    return scanned(file, options, language)


def _synth(_nothing: Sequence[Path], options: Any, language: Language) -> int:
    from perftargets.cli.bulk import made_up

    return made_up(options, language)


def _schema(_nothing: Sequence[Path], _options: Any, _language: Language) -> int:
    from perftargets._data import read
    from perftargets.cli.terminal import put

    put(read("schema", "perftargets-1.json").removesuffix("\n"))
    return 0


def _demo(_nothing: Sequence[Path], _options: Any, language: Language) -> int:
    from perftargets.cli.demo import run

    return run(language)


def _completion(app: App) -> Command:
    def run(_nothing: Sequence[Path], options: Any, language: Language) -> int:
        from perftargets.cli.terminal import put, restored

        path = _installed(app, options.shell)
        name = restored(str(path))
        put(
            Message(
                zh=f"补全脚本已写到“{name}”，重新打开 shell 后生效",
                en=f"the script of completion is in “{name}”; open the shell anew to "
                "use it",
            ).text(language)
        )
        return 0

    return Command(
        name="--install-completion",
        usage="[--shell SHELL]",
        help=Message(
            zh="为当前 shell 安装命令补全",
            en="install completion for the shell that is running",
        ),
        run=run,
        options=declared.CompletionOptions,
    )


def _installed(app: App, shell: declared.Shell | None) -> Path:
    """Write the script of completion where the shell looks for it.

    Raises:
        UsageError: the running shell is not known and none is named.
        OSError: the script cannot be written.
    """
    from cyclopts.completion.detect import ShellDetectionError

    try:
        return app.install_completion(shell=shell)
    except ShellDetectionError as error:
        raise UsageError(
            zh="看不出当前是哪种 shell；请写 --shell bash、zsh、fish 或 powershell",
            en="the running shell is not known; write --shell bash, zsh, fish or "
            "powershell",
        ) from error


_COMMANDS = Message(zh="命令", en="Commands")
_ARGUMENTS = Message(zh="参数", en="Arguments")
_OPTIONS = Message(zh="选项", en="Options")
_SHOW_HELP = Message(zh="显示用法", en="show this help")
_SHOW_VERSION = Message(zh="显示版本", en="show the version")
_HELP = Message(
    zh="读取、核对预算绩效目标。",
    en="Read and check Chinese government budget performance targets.",
)
_EPILOGUE = Message(
    zh="每个命令都可加 --lang zh|en 选择语言（默认随系统语言环境）。\n"
    "--debug 显示内部错误的详情。\n"
    "退出码：0 正常\n"
    "        1 有问题，或内容无法读取\n"
    "        2 用法有误，或缺少文件、附加组件\n"
    "        3 程序内部错误",
    en="Every command takes --lang zh|en (default: by locale) and --debug, for\n"
    "the traceback of a fault.\n"
    "Exit codes: 0 fine\n"
    "            1 findings, or content that cannot be read\n"
    "            2 wrong usage, a missing file or a missing extra\n"
    "            3 internal fault",
)
_FILES = Message(
    zh="文件、文件夹或通配符，“-”是标准输入",
    en="files, folders or patterns; “-” is standard input",
)

COMMANDS = (
    Command(
        name="parse",
        order=1,
        usage="[OPTIONS] [PHRASE...]",
        help=Message(
            zh="说出每条目标短语的含义。不给短语时从标准输入逐行读取，空行也算一条。",
            en="Parse target phrases and print what each says. Without phrases, read "
            "one a line from standard input; an empty line is a phrase too.",
        ),
        run=_parse,
        argument=Argument(
            name="PHRASE",
            kind=str,
            help=Message(zh="目标短语", en="a target phrase"),
        ),
        options=declared.ParseOptions,
    ),
    Command(
        name="convert",
        order=2,
        usage="[OPTIONS] IN...",
        help=Message(
            zh="把文件转换成另一种形式；文件夹中的文件逐个转换。",
            en="Write files in another form; those in a folder one by one.",
        ),
        run=_convert,
        argument=Argument(name="IN", kind=Path, help=_FILES),
        options=declared.ConvertOptions,
    ),
    Command(
        name="lint",
        order=3,
        usage="[OPTIONS] PATH...",
        help=Message(
            zh="检查绩效目标表能否报出：哪里有问题，依据什么，应怎么写。",
            en="Check whether tables are fit to submit: what is wrong where, what that "
            "rests on, and what to write instead.",
        ),
        run=_lint,
        argument=Argument(name="PATH", kind=Path, help=_FILES),
        options=declared.LintOptions,
    ),
    Command(
        name="rule",
        order=4,
        usage="[OPTIONS] [RULE...]",
        help=Message(
            zh="说明规则：编号、名称、级别、内容、依据。",
            en="Explain rules: code, name, severity, what they flag and rest on.",
        ),
        run=_rule,
        argument=Argument(
            name="RULE",
            kind=str,
            help=Message(zh="编号、前缀或名称", en="code, prefix or name"),
        ),
        options=declared.RuleOptions,
    ),
    Command(
        name="check",
        order=5,
        usage="[OPTIONS] FILE...",
        help=Message(
            zh="逐项核对实际完成值是否达到目标，并计分、定等级。",
            en="Check for each indicator whether its actual meets its target, and work "
            "out points and grades.",
        ),
        run=_check,
        argument=Argument(
            name="FILE",
            kind=Path,
            help=Message(
                zh=f"绩效目标表：{_FILES.zh}", en=f"tables of targets: {_FILES.en}"
            ),
        ),
        options=declared.CheckOptions,
    ),
    Command(
        name="review",
        order=5.1,
        usage="[OPTIONS] PATH...",
        help=Message(
            zh="复核填好的自评表：列出填报得分、总分、等级与计算不符的每一处，附算式和文件"
            "摘要；中断后再次运行会接着做。",
            en="List every printed score, total and grade that does not follow, with "
            "the formula and the digest of the file; a run that was ended goes on when "
            "it is called again.",
        ),
        run=_review,
        argument=Argument(name="PATH", kind=Path, help=_FILES),
        options=declared.ReviewOptions,
    ),
    Command(
        name="collect",
        order=5.2,
        usage="[OPTIONS] FOLDER...",
        help=Message(
            zh="把许多单位的表合成一个文档或数据表，每行写明文件和文件摘要；中断后再次运行"
            "会接着做。",
            en="Put the tables of many units into one document or frame, with file and "
            "digest for each row; a run that was ended goes on when called again.",
        ),
        run=_collect,
        argument=Argument(name="FOLDER", kind=Path, help=_FILES),
        options=declared.CollectOptions,
    ),
    Command(
        name="new",
        order=5.3,
        usage="[OPTIONS] FILE.xlsx",
        help=Message(
            zh="写一张空白的申报表或自评表：栏目固定，类别和符号从列表中选择。",
            en="Write an empty form, 申报表 or 自评表: fixed titles, and lists to "
            "choose categories and signs from.",
        ),
        run=_new,
        argument=Argument(
            name="FILE",
            kind=Path,
            help=Message(zh="写到这个 .xlsx 文件", en="the .xlsx file to write"),
            several=False,
        ),
        options=declared.NewOptions,
    ),
    Command(
        name="scan",
        order=5.4,
        usage="[OPTIONS] IN -o OUT.parquet",
        help=Message(
            zh="逐批核对大表（Parquet、CSV 或文件夹），写成一个 Parquet 文件；"
            "中断后再次运行会接着做。",
            en="Check a big flat table (Parquet, CSV or a folder) batch by batch into "
            "one Parquet file; a run that was ended goes on when it is called again.",
        ),
        run=_scan,
        argument=Argument(
            name="IN",
            kind=Path,
            help=Message(
                zh=".parquet、.csv 文件或文件夹",
                en="a .parquet or .csv file, or a folder",
            ),
            several=False,
        ),
        options=declared.ScanOptions,
    ),
    Command(
        name="synth",
        order=5.5,
        usage="--rows N [--seed S] -o OUT",
        help=Message(
            zh="生成一张仿真的大表，附每行的正确结论，供测试和测速。",
            en="Make up a big table with the true verdict of each row, for tests and "
            "measurements.",
        ),
        run=_synth,
        options=declared.SynthOptions,
    ),
    Command(
        name="schema",
        order=6,
        help=Message(
            zh="输出 perftargets/1 的 JSON Schema，供编辑器补全和检查。",
            en="Print the JSON Schema of perftargets/1, by which editors complete and "
            "check a document.",
        ),
        run=_schema,
    ),
    Command(
        name="demo",
        order=7,
        help=Message(
            zh="用自带的 2022 年番禺区政府办公室绩效目标表演示读取和核对。",
            en="Show reading and checking on the bundled Panyu table of 2022.",
        ),
        run=_demo,
    ),
)
"""Every command, in the order of the help."""

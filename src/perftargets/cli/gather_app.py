"""The commands ``review`` and ``collect`` and their options, with the help.

The functions here only declare, as those of ``app``.
"""

from pathlib import Path
from typing import Annotated, Literal

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
from perftargets.findings import Language


def add_review(app: App, say: Say, language: Language) -> None:
    """Add the command ``review``."""

    @app.command(
        name="review",
        sort_key=5.1,
        usage="perftargets review [OPTIONS] PATH...",
        help=say(
            "复核填好的自评表：列出填报得分、总分、等级与计算不符的每一处，附算式和文件"
            "摘要；中断后再次运行会接着做。",
            "List every printed score, total and grade that does not follow, with the "
            "formula and the digest of the file; a run that was ended goes on when it "
            "is called again.",
        ),
    )
    def review(  # noqa: PLR0913 -- one keyword for each option
        *path: Annotated[Path, Parameter(name="PATH", help=_files(say))],
        output: Annotated[
            Path | None,
            Parameter(
                name=["--output", "-o"],
                metavar="OUT",
                help=say(
                    "写到这个文件，如 不符清单.xlsx（默认标准输出）",
                    "write to this file, such as differences.xlsx (default standard "
                    "output)",
                ),
            ),
        ] = None,
        format: Annotated[  # noqa: A002 -- the name of the option
            Literal["text", "json", "html", "csv", "xlsx"] | None,
            Parameter(
                metavar="text|json|html|csv|xlsx",
                help=say(
                    "输出形式（默认看 -o 的扩展名，否则 text）",
                    "output form (default by the ending of -o, else text)",
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
        aliases: Annotated[Path | None, aliases_option(say)] = None,
        limit: Annotated[list[str] | None, limit_option(say)] = None,
        sheet: Annotated[list[str] | None, sheet_option(say)] = None,
        pages: Annotated[str | None, pages_option(say)] = None,
        encoding: Annotated[str | None, encoding_option(say)] = None,
        fail_on: Annotated[
            Literal["difference", "never"],
            Parameter(
                metavar="difference|never",
                help=say(
                    "有不符时以 1 结束（默认 never）",
                    "end with 1 where something does not follow (default never)",
                ),
            ),
        ] = "never",
        force: Annotated[bool, _force(say)] = False,
    ) -> int:
        from perftargets.cli import review as work
        from perftargets.cli.limit import choice_of, limits_of

        options = work.Options(
            output=output,
            format=format,
            profile=profile,
            aliases=aliases,
            limits=limits_of(limit or (), choice_of(sheet or (), pages, encoding)),
            fail_on=fail_on,
            force=force,
        )
        return work.run(path, options, language)


def add_collect(app: App, say: Say, language: Language) -> None:
    """Add the command ``collect``."""

    @app.command(
        name="collect",
        sort_key=5.2,
        usage="perftargets collect [OPTIONS] FOLDER...",
        help=say(
            "把许多单位的表合成一个文档或数据表，每行写明文件和文件摘要；中断后再次运行"
            "会接着做。",
            "Put the tables of many units into one document or frame, with file and "
            "digest for each row; a run that was ended goes on when called again.",
        ),
    )
    def collect(  # noqa: PLR0913 -- one keyword for each option
        *path: Annotated[Path, Parameter(name="FOLDER", help=_files(say))],
        output: Annotated[
            Path | None,
            Parameter(
                name=["--output", "-o"],
                metavar="OUT",
                help=say(
                    "写到这个文件：.json、.csv、.xlsx、.parquet（默认标准输出，json）",
                    "write to this file: .json, .csv, .xlsx or .parquet (default json "
                    "to standard output)",
                ),
            ),
        ] = None,
        format: Annotated[  # noqa: A002 -- the name of the option
            Literal["json", "csv", "xlsx", "parquet"] | None,
            Parameter(
                metavar="json|csv|xlsx|parquet",
                help=say(
                    "输出形式（默认看 -o 的扩展名，否则 json）",
                    "output form (default by the ending of -o, else json)",
                ),
            ),
        ] = None,
        aliases: Annotated[Path | None, aliases_option(say)] = None,
        limit: Annotated[list[str] | None, limit_option(say)] = None,
        sheet: Annotated[list[str] | None, sheet_option(say)] = None,
        pages: Annotated[str | None, pages_option(say)] = None,
        encoding: Annotated[str | None, encoding_option(say)] = None,
        force: Annotated[bool, _force(say)] = False,
    ) -> int:
        from perftargets.cli import collect as work
        from perftargets.cli.limit import choice_of, limits_of

        options = work.Options(
            output=output,
            format=format,
            aliases=aliases,
            limits=limits_of(limit or (), choice_of(sheet or (), pages, encoding)),
            force=force,
        )
        return work.run(path, options, language)


def _files(say: Say) -> str:
    return say(
        "文件、文件夹或通配符，“-”是标准输入",
        "files, folders or patterns; “-” is standard input",
    )


def _force(say: Say) -> Parameter:
    return Parameter(
        help=say(
            "覆盖已有文件，丢弃别次运行的半成品",
            "replace a file that is there, forget what another call left",
        )
    )

"""The commands ``scan`` and ``synth`` and their options, with the help in one language.

The functions here only declare, as those of ``_app``.
"""

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from perftargets.cli.options import Say
from perftargets.findings import Language


def add_scan(app: App, say: Say, language: Language) -> None:
    """Add the command ``scan``."""

    @app.command(
        name="scan",
        sort_key=5.4,
        usage="perftargets scan [OPTIONS] IN -o OUT.parquet",
        help=say(
            "逐批核对大表（Parquet、CSV 或文件夹），写成一个 Parquet 文件；"
            "中断后再次运行会接着做。",
            "Check a big flat table (Parquet, CSV or a folder) batch by batch into "
            "one Parquet file; a run that was ended goes on when it is called again.",
        ),
    )
    def scan(  # noqa: PLR0913 -- one keyword for each option
        file: Annotated[
            Path,
            Parameter(
                name="IN",
                help=say(
                    ".parquet、.csv 文件或文件夹",
                    "a .parquet or .csv file, or a folder",
                ),
            ),
        ],
        /,
        *,
        output: Annotated[
            Path,
            Parameter(
                name=["--output", "-o"],
                metavar="OUT",
                help=say("写到这个 .parquet 文件", "the .parquet file to write"),
            ),
        ],
        column: Annotated[
            list[str] | None,
            Parameter(
                metavar="FIELD=NAME",
                help=say(
                    "哪一列是什么，如 target=指标值；可写几次"
                    "（默认按列名和表单标题识别）",
                    "which column is what, as target=指标值; may be given several "
                    "times (default: by names and the titles of forms)",
                ),
            ),
        ] = None,
        profile: Annotated[
            str | None,
            Parameter(
                metavar="NAME|FILE",
                help=say("评分方案（默认 mof2020）", "profile (default mof2020)"),
            ),
        ] = None,
        prefix: Annotated[
            str,
            Parameter(
                metavar="TEXT",
                help=say(
                    "新列名的前缀（默认 pt_）",
                    "what the names of the new columns begin with (default pt_)",
                ),
            ),
        ] = "pt_",
        force: Annotated[
            bool,
            Parameter(
                help=say(
                    "覆盖已有文件，丢弃别次运行的半成品",
                    "replace a file that is there, forget the parts of another run",
                )
            ),
        ] = False,
    ) -> int:
        from perftargets.cli.bulk import scanned

        return scanned(
            file,
            output,
            columns=column or [],
            profile=profile,
            prefix=prefix,
            force=force,
            language=language,
        )


def add_synth(app: App, say: Say, language: Language) -> None:
    """Add the command ``synth``."""

    @app.command(
        name="synth",
        sort_key=5.5,
        usage="perftargets synth --rows N [--seed S] -o OUT",
        help=say(
            "生成一张仿真的大表，附每行的正确结论，供测试和测速。",
            "Make up a big table with the true verdict of each row, for tests and "
            "measurements.",
        ),
    )
    def synth(
        *,
        rows: Annotated[int, Parameter(metavar="N", help=say("行数", "how many rows"))],
        output: Annotated[
            Path,
            Parameter(
                name=["--output", "-o"],
                metavar="OUT",
                help=say(
                    "写到这个 .parquet 或 .csv 文件",
                    "the .parquet or .csv file to write",
                ),
            ),
        ],
        seed: Annotated[
            int,
            Parameter(
                metavar="S",
                help=say(
                    "种子（默认 0）：相同则结果相同",
                    "seed (default 0); the same one gives the same table",
                ),
            ),
        ] = 0,
        force: Annotated[
            bool,
            Parameter(help=say("允许覆盖已有文件", "replace a file that is there")),
        ] = False,
    ) -> int:
        from perftargets.cli.bulk import made_up

        return made_up(output, rows, seed=seed, force=force, language=language)

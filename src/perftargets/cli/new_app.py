"""The command ``new`` and its options, with the help in one language."""

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from perftargets.cli.options import Say
from perftargets.writing.written import MOST_ROWS, ROWS, EmptyForm


def add_new(app: App, say: Say) -> None:
    """Add the command ``new``."""

    @app.command(
        name="new",
        sort_key=5.2,
        usage="perftargets new [OPTIONS] FILE.xlsx",
        help=say(
            "写一张空白的申报表或自评表：栏目固定，类别和符号从列表中选择。",
            "Write an empty form, 申报表 or 自评表: fixed titles, and lists to choose "
            "categories and signs from.",
        ),
    )
    def new(
        file: Annotated[
            Path,
            Parameter(
                name="FILE", help=say("写到这个 .xlsx 文件", "the .xlsx file to write")
            ),
        ],
        /,
        *,
        form: Annotated[
            EmptyForm,
            Parameter(
                metavar="application|self-evaluation",
                help=say(
                    "哪种表：application 申报表（默认），self-evaluation 自评表",
                    "which form: application 申报表 (default), self-evaluation 自评表",
                ),
            ),
        ] = "application",
        year: Annotated[
            int | None,
            Parameter(metavar="YEAR", help=say("印在表上的年度", "the year to print")),
        ] = None,
        rows: Annotated[
            int | None,
            Parameter(
                metavar="N",
                help=say(
                    f"指标的行数（默认 {ROWS}，最多 {MOST_ROWS}）",
                    f"rows of indicators (default {ROWS}, at most {MOST_ROWS})",
                ),
            ),
        ] = None,
        force: Annotated[
            bool,
            Parameter(help=say("覆盖已有的文件", "replace a file that is there")),
        ] = False,
    ) -> int:
        from perftargets.cli.new import run

        return run(file, form=form, year=year, rows=rows, force=force)

"""Options that several commands take, with the same words in each."""

from collections.abc import Callable
from typing import Literal, get_args

from cyclopts import Parameter

from perftargets import _data
from perftargets.reporting import Format

FilledForm = Literal["xlsx", "docx"]
"""Forms that are 自评表 filled in, beside those of a report."""

CheckFormat = Literal[Format, FilledForm]
"""The forms that ``check`` writes, in the order of the help."""

CHECK_FORMATS: tuple[CheckFormat, ...] = get_args(CheckFormat)

Say = Callable[[str, str], str]
"""Chooses between a text in Chinese and one in English."""


def aliases_option(say: Say) -> Parameter:
    """Declare ``--aliases``."""
    return Parameter(
        metavar="FILE",
        help=say(
            "自己的栏目名称（TOML），用于认不出的表格",
            "titles of columns of your own (TOML), for unknown forms",
        ),
    )


def limit_option(say: Say) -> Parameter:
    """Declare ``--limit``."""
    return Parameter(
        metavar="NAME=NUMBER",
        help=say(
            "调整读取的上限，如 rows=500000；可写几次",
            "change what a file may hold, as rows=500000; may be given several times",
        ),
    )


def sheet_option(say: Say) -> Parameter:
    """Declare ``--sheet``."""
    return Parameter(
        metavar="NAME",
        help=say(
            "只读这张工作表；可写几次",
            "read this sheet of a workbook alone; may be given several times",
        ),
    )


def pages_option(say: Say) -> Parameter:
    """Declare ``--pages``."""
    return Parameter(
        metavar="PAGES",
        help=say("只读 PDF 的这些页，如 1-3,5", "read these pages of a PDF, as 1-3,5"),
    )


def encoding_option(say: Say) -> Parameter:
    """Declare ``--encoding``."""
    return Parameter(
        metavar="NAME",
        help=say(
            "文本文件的编码，如 gb18030、big5；不写则自动辨认",
            "encoding of a file of text, as gb18030, big5 (default: as its bytes show)",
        ),
    )


def profiles() -> tuple[str, ...]:
    """Return the names of the profiles that are shipped: what stands in the folder.

    The help asks for them at each call, so that no profile is loaded for it.
    """
    names = _data.names("profiles")
    return tuple(name.removesuffix(".toml") for name in names if name.endswith(".toml"))

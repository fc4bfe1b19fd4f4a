"""Options that several commands take, with the same words in each."""

from collections.abc import Callable

from cyclopts import Parameter

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

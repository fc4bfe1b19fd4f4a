"""What the written forms print, from ``words/written.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from perftargets import _data


@cache
def labels(table: str) -> Mapping[str, str]:
    """Return one table of labels, in the order written."""
    read: dict[str, str] = _file()[table]
    return MappingProxyType(read)


@cache
def _file() -> dict[str, dict[str, str]]:
    return tomllib.loads(_data.read("words", "written.toml"))

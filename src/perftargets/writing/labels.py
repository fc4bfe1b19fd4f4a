"""What the written forms print, from ``words/written.toml``."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from perftargets._data import toml


@cache
def labels(table: str) -> Mapping[str, str]:
    """Return one table of labels, in the order written."""
    read: dict[str, str] = toml("words", "written.toml")[table]
    return MappingProxyType(read)

"""What holds for all tests: which are left out, and how their cases are called."""

import os
from pathlib import Path
from zlib import crc32

import pytest

NEEDS_CHECKOUT = "\npytestmark = pytest.mark.checkout\n"
"""The line by which a whole module needs files that lie beside tests/ and docs/.

In a conftest.py it says so of the whole folder.
"""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not import a module that needs the checkout where ``-m`` leaves it out."""
    if config.option.markexpr != "not checkout":
        return None
    module = collection_path
    if module.is_dir():
        module /= "conftest.py"
    if module.suffix != ".py" or not module.is_file():
        return None
    return True if NEEDS_CHECKOUT in module.read_text(encoding="utf-8") else None


SAMPLE = "PERFTARGETS_SAMPLE"
"""Of tests marked ``sampled``, one in so many is run, always the same ones."""


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave out most of what takes long where a sample of it is asked for."""
    share = int(os.environ.get(SAMPLE, "1"))
    left = [
        item
        for item in items
        if item.get_closest_marker("sampled") and crc32(item.nodeid.encode()) % share
    ]
    if left:
        config.hook.pytest_deselected(items=left)
        gone = set(left)
        items[:] = [item for item in items if item not in gone]


def pytest_make_parametrize_id(
    config: pytest.Config, val: object, argname: str
) -> str | None:
    """Call a case with Chinese in it as it is written, not by escapes."""
    del config, argname
    if isinstance(val, str) and not val.isascii() and val.isprintable():
        return val
    return None

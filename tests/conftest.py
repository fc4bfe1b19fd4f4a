"""What holds for all tests: which are left out, and how their cases are called."""

from pathlib import Path

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


def pytest_make_parametrize_id(
    config: pytest.Config, val: object, argname: str
) -> str | None:
    """Call a case with Chinese in it as it is written, not by escapes."""
    del config, argname
    if isinstance(val, str) and not val.isascii() and val.isprintable():
        return val
    return None

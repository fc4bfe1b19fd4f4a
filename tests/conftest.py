"""What holds for all tests: which are left out, and how their cases are called."""

from pathlib import Path

import pytest

NEEDS_CHECKOUT = "\npytestmark = pytest.mark.checkout\n"
"""The line by which a whole module needs files that lie beside tests/ and docs/."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not import a module that needs the checkout where ``-m`` leaves it out."""
    if config.option.markexpr != "not checkout" or collection_path.suffix != ".py":
        return None
    source = collection_path.read_text(encoding="utf-8")
    return True if NEEDS_CHECKOUT in source else None


def pytest_make_parametrize_id(
    config: pytest.Config, val: object, argname: str
) -> str | None:
    """Call a case with Chinese in it as it is written, not by escapes."""
    del config, argname
    if isinstance(val, str) and not val.isascii() and val.isprintable():
        return val
    return None

"""The notebook runs from top to bottom, and prints what is stored in it."""

import contextlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs/tutorial/evaluation.ipynb"


def cells() -> Iterator[dict[str, Any]]:
    """Give the cells of code in order."""
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            yield cell


@pytest.fixture(scope="module")
def printed() -> list[str]:
    """Run all cells in one namespace, as a notebook does, and keep what each prints."""
    names: dict[str, object] = {}
    found = []
    for cell in cells():
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec("".join(cell["source"]), names)  # noqa: S102 - our own notebook
        found.append(out.getvalue())
    return found


def test_every_cell_prints_what_is_stored(printed: list[str]) -> None:
    """The outputs in the file are those of the code as it is now."""
    stored = [
        "".join(line for output in cell["outputs"] for line in output["text"])
        for cell in cells()
    ]
    assert 8 == len(stored)
    assert stored == printed

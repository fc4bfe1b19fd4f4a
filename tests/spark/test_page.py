"""The page about Spark can be followed."""

from typing import Any

import pytest

from tests.pages.how_to import Program, programs


def test_the_page_prints_what_it_shows(
    session: Any,  # noqa: ANN401 - of pyspark
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Its programs share one session, that of the other tests."""
    assert session is not None
    shown = programs("spark.md")
    names: dict[str, Any] = {}

    found = []
    for program in shown:
        exec(program.code, names)  # noqa: S102 - a page of our own
        found.append(Program(program.code, capsys.readouterr().out))

    assert 2 == len(shown)
    assert shown == found

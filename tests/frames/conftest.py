"""Runs the command as the tests of the command do."""

from tests.cli.conftest import _surroundings, run

__all__ = ["_surroundings", "run"]

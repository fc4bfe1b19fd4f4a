"""What an earlier version wrote is read; what a later one may add is passed over."""

import json
from pathlib import Path

import pytest

from perftargets import read
from perftargets.errors import DataError
from perftargets.phrase import from_wire, parse, to_wire
from perftargets.phrase.target import Ranking, Ratio

BEFORE = Path(__file__).parent / "before"
"""Written by the version before ratios, rankings and relative years were read."""


def test_targets_of_the_version_before_are_read() -> None:
    """Each is the target that its text still parses to."""
    written = json.loads((BEFORE / "targets.json").read_text(encoding="utf-8"))

    assert 15 == len(written)
    for wire in written:
        assert wire == to_wire(from_wire(wire))
        assert parse(wire["text"]) == from_wire(wire)


def test_a_document_of_the_version_before_is_read() -> None:
    """Its targets are read anew from their text, whatever was parsed then."""
    document = read(str(BEFORE / "document.json"))

    assert () == document.diagnostics
    (project,) = document.projects
    assert ["不少于100人次", "1:20", "≥90%"] == [
        row.target.text for row in project.indicators
    ]
    assert ["comparison", "ratio", "comparison"] == [
        row.target.kind for row in project.indicators
    ]


@pytest.mark.parametrize("text", ["不少于100条", "师生比不低于1:20", "排名前10"])
def test_unknown_keys_of_a_parsed_target_are_passed_over(text: str) -> None:
    """A later version may write more than this one knows."""
    wire = {**to_wire(parse(text)), "grade": "A", "of": {"a": [1]}}

    assert parse(text) == from_wire(wire)


def test_a_ratio_and_a_ranking_are_flat_objects() -> None:
    """With their figures as plain strings."""
    ratio = to_wire(parse("师生比不低于1:20"))
    ranking = to_wire(parse("排名前10"))

    assert ("ratio", ">=", "1", "20") == tuple(
        ratio[key] for key in ("kind", "operator", "first", "second")
    )
    assert ("ranking", "<=", "10") == tuple(
        ranking[key] for key in ("kind", "operator", "place")
    )
    assert isinstance(from_wire(ratio).measure, Ratio)
    assert isinstance(from_wire(ranking).measure, Ranking)


def test_a_kind_that_is_not_known_is_refused() -> None:
    """With its name."""
    with pytest.raises(DataError, match="no kind “matrix”"):
        from_wire({**to_wire(parse("95%")), "kind": "matrix"})

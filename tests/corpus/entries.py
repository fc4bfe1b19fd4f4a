"""Reads the corpus: phrases, what each must read as, and the terminal it shows.

An entry of a file holds

* ``means`` and ``phrases``: one meaning and every way to write it, or
* ``each``: phrases that have a meaning of their own, or
* ``refuses`` and ``phrases``: words that must not be read as a measure of that kind.

``terminal`` names the terminal of the grammar that the phrases show. Beside a meaning,
``refuses`` names a terminal whose letters the phrases hold without saying it. A meaning
is the measure: ``kind`` is ``comparison`` where it is left out, any other key null, and
the ends of a range are included.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs
import yaml

FOLDER = Path(__file__).parent

KEYS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "comparison": {"operator": None, "value": None, "unit": None, "per": None},
        "range": {
            "low": None,
            "high": None,
            "low_inclusive": True,
            "high_inclusive": True,
            "unit": None,
            "per": None,
        },
        "deadline": {"operator": None, "date": None, "start": None},
        "change": {
            "direction": None,
            "operator": None,
            "value": None,
            "unit": None,
            "base": None,
        },
        "reference": {"operator": None, "referent": None},
        "ratio": {"operator": None, "first": None, "second": None},
        "ranking": {"operator": None, "place": None},
        "compound": {"items": None},
        "qualitative": {},
        "missing": {},
    }
)
"""The keys of each kind of measure, and what each is where an entry leaves it out."""

SHAPES = (
    {"means", "phrases"},
    {"terminal", "means", "phrases"},
    {"each"},
    {"terminal", "each"},
    {"refuses", "each"},
    {"refuses", "means", "phrases"},
    {"refuses", "phrases"},
    {"terminal", "refuses", "phrases"},
)
"""The keys that an entry may have."""


@attrs.frozen
class Case:
    """One phrase of the corpus.

    ``meaning`` is the measure with every key of its kind; ``hedges`` is None where the
    entry does not speak of them.
    """

    file: str
    phrase: str
    meaning: Mapping[str, Any] = attrs.field(eq=False)
    terminal: str | None
    without: str | None
    hedges: tuple[str, ...] | None


@cache
def cases() -> tuple[Case, ...]:
    """Give every phrase of the corpus, in the order of files and entries.

    Raises:
        ValueError: an entry has another shape, or a meaning an unknown key.
    """
    return tuple(case for path in sorted(FOLDER.glob("*.yaml")) for case in _read(path))


def measure(wire: Mapping[str, Any]) -> dict[str, Any]:
    """Cut the measure out of the wire form of a target."""
    found: dict[str, Any] = {"kind": wire["kind"]}
    found |= {key: wire[key] for key in KEYS[wire["kind"]] if key != "items"}
    if "items" in wire:
        found["items"] = [measure(item) for item in wire["items"]]
    return found


def meant(written: Mapping[str, Any]) -> dict[str, Any]:
    """Give a meaning with every key of its kind.

    Raises:
        ValueError: it has a key that its kind has not.
    """
    kind = written.get("kind", "comparison")
    unknown = written.keys() - KEYS[kind].keys() - {"kind", "hedges"}
    if unknown:
        message = f"a {kind} has no {sorted(unknown)}"
        raise ValueError(message)
    found = {"kind": kind} | {
        key: written.get(key, usual) for key, usual in KEYS[kind].items()
    }
    if kind == "compound":
        found["items"] = [meant(item) for item in written["items"]]
    return found


def _read(path: Path) -> Iterator[Case]:
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        if set(entry) not in SHAPES:
            message = f"{path.name}: an entry with {sorted(entry)}"
            raise ValueError(message)
        refused = entry.get("refuses")
        pairs = (
            entry["each"].items()
            if "each" in entry
            else [
                (phrase, entry.get("means", {"kind": "qualitative"}))
                for phrase in entry["phrases"]
            ]
        )
        for phrase, written in pairs:
            hedges = written.get("hedges")
            yield Case(
                file=path.stem,
                phrase=phrase,
                meaning=meant(written),
                terminal=entry.get("terminal"),
                without=refused if "each" in entry or "means" in entry else None,
                hedges=None if hedges is None else tuple(hedges),
            )

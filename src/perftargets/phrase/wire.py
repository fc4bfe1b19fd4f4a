"""The wire form of a target: one flat object that JSON can hold, and back.

The keys of the measure lie beside ``text``, ``subject`` and ``kind``; items of a
compound are such objects too. Decimals are plain strings (``"70000"``), exact fractions
``"1/3"``.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs

from perftargets._convert import structure
from perftargets.errors import DataError
from perftargets.findings import Diagnostic, Message
from perftargets.phrase.target import (
    Change,
    Comparison,
    Compound,
    Deadline,
    Measure,
    Missing,
    Qualitative,
    Range,
    Ranking,
    Ratio,
    Reference,
    Target,
)
from perftargets.text import Span

KINDS: Mapping[str, type[Measure]] = MappingProxyType(
    {
        kind.kind: kind
        for kind in (
            Comparison,
            Range,
            Deadline,
            Change,
            Reference,
            Ratio,
            Ranking,
            Compound,
            Qualitative,
            Missing,
        )
    }
)
"""The measures by the tag they have on the wire."""


def to_wire(target: Target) -> dict[str, Any]:
    """Return the wire form of a target: what `Target.to_dict` gives."""
    return target.to_dict()


def from_wire(data: Mapping[str, Any]) -> Target:
    """Make a target of its wire form.

    Raises:
        DataError: the object is no wire form; the message names the key.
    """
    kind = data.get("kind")
    made = KINDS.get(kind) if isinstance(kind, str) else None
    if made is None:
        raise DataError(
            zh=f"kind：没有“{kind}”这一类目标", en=f"kind: there is no kind “{kind}”"
        )
    try:
        if made is Compound:
            measure: Measure = Compound(
                tuple(from_wire(item) for item in data["items"])
            )
        else:
            names = {field.name for field in attrs.fields(made)}
            measure = structure(
                {name: data[name] for name in names & data.keys()}, made
            )
        return Target(
            text=structure(data["text"], str),
            subject=structure(data["subject"], str),
            measure=measure,
            hedges=tuple(structure(word, str) for word in data.get("hedges", ())),
            worded=bool(data.get("worded", False)),
            inferred=tuple(structure(name, str) for name in data.get("inferred", ())),
            diagnostics=tuple(map(_diagnostic, data.get("diagnostics", ()))),
            marks=tuple(
                (part, int(start), int(end))
                for part, pairs in data.get("spans", {}).items()
                for start, end in pairs
            ),
        )
    except KeyError as error:
        raise DataError(
            zh=f"缺少 {error.args[0]}", en=f"{error.args[0]} is missing"
        ) from error
    except (AttributeError, TypeError, ValueError) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(
            zh=f"“{kind}”的数据格式不对：{error}", en=f"{kind}: {error}"
        ) from error


def _diagnostic(data: Mapping[str, Any]) -> Diagnostic:
    start, end = data["span"]
    return Diagnostic(
        code=structure(data["code"], str),
        message=Message(**data["message"]),
        span=Span(int(start), int(end)),
    )

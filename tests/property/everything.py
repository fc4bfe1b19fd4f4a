"""All that a value holds, for laws by which two ways lead to the same."""

from typing import Any

import attrs

from perftargets.phrase.target import Target


def everything(value: Any) -> Any:
    """Return a value taken apart: each field, those outside equality too."""
    if isinstance(value, Target):
        held = attrs.asdict(value, recurse=False)
        held["_marks"] = sorted(value._marks)  # noqa: SLF001 - a field like any other
        return "Target", {key: everything(each) for key, each in held.items()}
    if attrs.has(type(value)):
        held = attrs.asdict(value, recurse=False)
        return type(value).__name__, {
            key: everything(each) for key, each in held.items()
        }
    if isinstance(value, tuple | list):
        return [everything(each) for each in value]
    return value

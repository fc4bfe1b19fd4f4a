"""How every value is made and compared: ``values.txt``, a class a line.

``python -m tests.contact.values_written`` writes the file anew, after a change that is
meant. A line is the class with its fields: behind ``*`` those that are given by name
alone, with what stands where one is not given; then the fields that count for nothing
in equality, and whether the class is compared and frozen at all.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs

FILE = Path(__file__).with_name("values.txt")
PACKAGES = ("judging", "linting", "model", "phrase", "profile", "scoring", "units")


def classes() -> Iterator[type[Any]]:
    """Yield every public class of these packages that is made of fields."""
    for module in _modules():
        for value in vars(module).values():
            own = isinstance(value, type) and value.__module__ == module.__name__
            if own and attrs.has(value) and not value.__name__.startswith("_"):
                yield value


def _modules() -> Iterator[ModuleType]:
    """Yield the modules of the packages; those that need extras are none of them."""
    for name in PACKAGES:
        top = importlib.import_module(f"perftargets.{name}")
        yield top
        for found in pkgutil.walk_packages(
            getattr(top, "__path__", []), f"{top.__name__}."
        ):
            yield importlib.import_module(found.name)


def line(kind: type[Any]) -> str:
    """Describe one class."""
    fields = attrs.fields(kind)
    given = [each for each in fields if each.init]
    parts = [_field(each) for each in given if not each.kw_only]
    named = [_field(each) for each in given if each.kw_only]
    shown = ", ".join([*parts, *(["*", *named] if named else [])])
    apart = [each.name for each in fields if not each.eq]
    own = vars(kind)
    ways = [
        "compared" if "__eq__" in own else "",
        "hashed" if own.get("__hash__") is not None else "",
        "frozen" if "__setattr__" in own else "",
    ]
    told = " ".join(filter(None, (*ways, f"apart {apart}" if apart else "")))
    return f"{kind.__module__}.{kind.__qualname__}({shown}) {told}".rstrip()


def _field(field: "attrs.Attribute[Any]") -> str:
    name = field.alias or field.name
    default: object = field.default
    if default is attrs.NOTHING:
        return name
    made = getattr(default, "factory", None) is not None
    return f"{name}=…" if made else f"{name}={default!r}"


if __name__ == "__main__":
    FILE.write_text("".join(f"{line(each)}\n" for each in classes()), encoding="utf-8")

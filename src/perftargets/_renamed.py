"""Names of the release before: they work one release longer, with a warning."""

import sys
import warnings
from collections.abc import Callable


def warn_renamed(old: str, new: str, *, level: int = 3) -> None:
    """Warn that a name is deprecated, at the line of the caller that uses it.

    ``level`` counts the frames from here to that line.
    """
    warnings.warn(
        f"{old} is deprecated and will be removed in the next release; use {new}",
        DeprecationWarning,
        stacklevel=level,
    )


def renamed(module: str, /, **names: str) -> Callable[[str], object]:
    """Return a ``__getattr__`` (PEP 562) that serves old names of a module.

    ``names`` maps each old name to the new one in the same module. Checkers of types
    are not to see it: to them every name would exist.
    """

    def served(name: str) -> object:
        new = names.get(name)
        if new is None:
            message = f"module {module!r} has no attribute {name!r}"
            raise AttributeError(message)
        warn_renamed(f"{module}.{name}", f"{module}.{new}")
        return getattr(sys.modules[module], new)

    return served

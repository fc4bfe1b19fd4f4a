"""Put ES modules together into one script, so that a page needs no second file.

Our modules keep to a small part of the language, which is held to here: they import by
``import { a, b } from "./x.js";`` and export declarations by a word in front of them.
"""

import re
from collections.abc import Callable

_IMPORT = re.compile(
    r'^import (?P<names>\{[^}]*\}|\w+) from "\./(?P<file>[\w.-]+)";\n', re.MULTILINE
)
_EXPORT = re.compile(
    r"^export (?P<rest>(?:async )?(?:function|const|let|class)\*? (?P<name>\w+))",
    re.MULTILINE,
)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)

Read = Callable[[str], str]
"""Returns the text of a module by the name of its file."""


class BundleError(Exception):
    """A module says what this cannot put together."""


def bundled(entry: str, read: Read) -> str:
    """Return one module that does what the entry does, with all that it imports.

    Raises:
        BundleError: a module is written otherwise than stands above, or a circle of
            modules imports itself.
    """
    parts: list[str] = []
    done: set[str] = set()
    _add(entry, read, parts, done, ())
    return "".join(parts)


def _add(
    file: str, read: Read, parts: list[str], done: set[str], above: tuple[str, ...]
) -> None:
    if file in done:
        return
    if file in above:
        message = f"modules import each other: {' → '.join((*above, file))}"
        raise BundleError(message)
    text = read(file)
    if file.startswith("pyodide"):
        parts.append(_foreign(file, text))
        done.add(file)
        return
    for found in _IMPORT.finditer(text):
        _add(found["file"], read, parts, done, (*above, file))
    body = _IMPORT.sub(_taken, text)
    names = [found["name"] for found in _EXPORT.finditer(body)]
    body = _EXPORT.sub(lambda found: found["rest"], body)
    over = _LEFT_OVER.search(body)
    if over is not None:
        message = f"{file}: cannot be put together: {over[0]}"
        raise BundleError(message)
    given = f"return {{ {', '.join(names)} }};\n" if names else ""
    parts.append(f"const {_name(file)} = (() => {{\n{body}{given}}})();\n")
    done.add(file)


def _taken(found: re.Match[str]) -> str:
    names = found["names"]
    if names.startswith("{"):
        names = re.sub(r"(\w+) as (\w+)", r"\1: \2", names)
        return f"const {names} = {_name(found['file'])};\n"
    return f"const {names} = {_name(found['file'])}.default;\n"


def _foreign(file: str, text: str) -> str:
    """Return a module of Pyodide's as an object of what it exports."""
    text = re.sub(r"^//# sourceMappingURL=.*\n?", "", text, flags=re.MULTILINE)
    one = re.search(r"export default (\w+);\s*$", text)
    if one is not None:
        given = f"default: {one[1]}"
        text = text[: one.start()]
    else:
        many = re.search(r"export\s*\{([^}]*)\};\s*$", text)
        if many is None:
            message = f"{file}: its exports are not known"
            raise BundleError(message)
        given = re.sub(r"(\w+) as (\w+)", r"\2: \1", many[1])
        text = text[: many.start()]
    return f"const {_name(file)} = (() => {{\n{text}\nreturn {{ {given} }};\n}})();\n"


def _name(file: str) -> str:
    return "_" + re.sub(r"\W", "_", file)

"""Forms in and out: ``read`` tells a file's form by its content, ``write`` makes one.

Each format is a module of its own, imported when it is needed.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from perftargets.errors import UsageError
from perftargets.files._decode import SIZE_LIMIT, load
from perftargets.files._save import save

if TYPE_CHECKING:
    from perftargets.model.project import Document

__all__ = ["SIZE_LIMIT", "read", "write"]


def read(path: str | os.PathLike[str], *, limit: int = SIZE_LIMIT) -> "Document":
    """Read a table of performance targets, whatever its form.

    The content decides the form: text that begins with ``{`` or ``[`` is JSON of
    perftargets/1, other text the running-text form. Bad content does not raise: the
    document then has diagnostics, and perhaps no projects.

    Args:
        path: the file.
        limit: how many bytes it may have.

    Raises:
        FileNotFoundError: there is no such file.
        IsADirectoryError: the path is a folder.
    """
    from perftargets.model.project import Document  # noqa: PLC0415 - on use

    name = os.fspath(path)
    decoded = load(Path(name), limit=limit)
    if decoded.text is None:
        return Document(diagnostics=decoded.findings, path=name)
    if decoded.text.lstrip()[:1] in ("{", "["):
        from perftargets.files.json import loads  # noqa: PLC0415 - on use

        document = loads(decoded.text, path=name)
    else:
        from perftargets.files.running_text import read_text  # noqa: PLC0415 - on use

        document = read_text(decoded.text, path=name)
    found = decoded.findings + document.diagnostics
    return attrs.evolve(document, diagnostics=found)


def write(
    document: "Document",
    path: str | os.PathLike[str],
    *,
    parsed: bool = False,
    force: bool = False,
) -> None:
    """Write a document as JSON of perftargets/1, whole or not at all.

    Args:
        document: what to write.
        path: the file, ending in ``.json``.
        parsed: give every indicator ``parsed``, what was read of its target.
        force: replace a file that is there already.

    Raises:
        UsageError: the ending names no format that can be written.
        FileExistsError: the file is there already and ``force`` is not set.
    """
    from perftargets.files.json import dumps  # noqa: PLC0415 - on use

    target = Path(path)
    if target.suffix.lower() != ".json":
        raise UsageError(
            zh=f"不会写“{target.suffix or target.name}”格式；请用 .json",
            en=f"cannot write “{target.suffix or target.name}”; use .json",
        )
    save(target, dumps(document, parsed=parsed), force=force)

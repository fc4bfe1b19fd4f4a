"""What the worker is handed: the interpreter, its standard library, the library.

Everything but the wheel of the library comes from the cache once it has been made.
"""

import hashlib
import json
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import attrs

from tools.web.packs import packed, unpacked, zipped
from tools.web.parts import CACHE, ROOT, Part, PartError, fetch, pyodide, wheels

WEB = ROOT / "web"
_COMPILER = Path(__file__).with_name("compile.mjs")
_USED = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json")
_STDLIB = "python_stdlib.zip"

_PLAIN, _WHOLE = 2, 0
"""How far sources are stripped: docstrings go from the libraries of others alone."""

_NOT_IN_PAGE = ("perftargets/cli/", "perftargets/spark/", "perftargets/frames/")
"""Parts of the library for which there is no use in a page, or no library there."""


@attrs.frozen(kw_only=True)
class Runtime:
    """The parts of the page that are the same for the file and the site.

    Attributes:
        scripts: modules of Pyodide by their names.
        wasm: the interpreter.
        stdlib: its standard library, a ZIP.
        library: a pack of what goes to ``site-packages``.
        pdf: a pack of what reads PDF, which a site fetches when it is needed.
        lock: what Pyodide asks to know of its packages, JSON.
    """

    scripts: dict[str, str]
    wasm: bytes
    stdlib: bytes
    library: bytes
    pdf: bytes
    lock: str


def runtime(wheel: Path) -> Runtime:
    """Make the parts around a wheel of the library.

    Raises:
        PartError: something cannot be fetched, or there is no Node.js to compile with.
    """
    pin = pyodide()
    folder = _unpacked_pyodide(pin)
    locked = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    return Runtime(
        scripts={
            name: (folder / name).read_text(encoding="utf-8")
            for name in ("pyodide.mjs", "pyodide.asm.mjs")
        },
        wasm=(folder / "pyodide.asm.wasm").read_bytes(),
        stdlib=zipped(_compiled(dict(_stdlib(pin, folder)), folder, _PLAIN)),
        library=packed(
            _compiled(dict(_vendored(pdf=False)), folder, _PLAIN)
            | _compiled(dict(_ours(wheel)), folder, _WHOLE)
        ),
        pdf=packed(_compiled(dict(_vendored(pdf=True)), folder, _PLAIN)),
        lock=json.dumps({"info": locked["info"], "packages": {}}),
    )


def _unpacked_pyodide(pin: Part) -> Path:
    folder = CACHE / f"pyodide-{pin.version}"
    archive = fetch(pin)
    wanted = (*_USED, _STDLIB)
    if not all((folder / name).is_file() for name in wanted):
        folder.mkdir(parents=True, exist_ok=True)
        with tarfile.open(archive) as found:
            for name in wanted:
                source = found.extractfile(f"package/{name}")
                if source is None:
                    message = f"{archive.name} has no {name}"
                    raise PartError(message)
                (folder / name).write_bytes(source.read())
    return folder


def _stdlib(pin: Part, folder: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(folder / _STDLIB) as archive:
        for name in archive.namelist():
            if pin.keeps(name) and not name.endswith("/"):
                yield name, archive.read(name)


def _vendored(*, pdf: bool) -> Iterator[tuple[str, bytes]]:
    """Go through the files of the wheels of others, and of our stand-ins.

    The stand-ins are of libraries that those for PDF import.
    """
    for part in wheels():
        if part.pdf == pdf:
            yield from _of_wheel(fetch(part), part)
    stubs = WEB / "python" / "stubs"
    for file in sorted(stubs.rglob("*.py")) if pdf else ():
        yield file.relative_to(stubs).as_posix(), file.read_bytes()


def _of_wheel(file: Path, part: Part | None = None) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name.endswith(("/", ".pyi", "/RECORD", "/WHEEL", ".typed")):
                continue
            if part is None or part.keeps(name):
                yield name, archive.read(name)


def _ours(wheel: Path) -> Iterator[tuple[str, bytes]]:
    for name, data in _of_wheel(wheel):
        if not name.startswith(_NOT_IN_PAGE):
            yield name, data
    bridge = WEB / "python" / "page_bridge.py"
    yield bridge.name, bridge.read_bytes()


def _compiled(files: dict[str, bytes], folder: Path, optimize: int) -> dict[str, bytes]:
    """Return files with bytecode in place of sources; the cache keeps what was made."""
    pack = packed(files)
    how = f"{folder.name} {optimize}".encode()
    digest = hashlib.sha256(pack + _COMPILER.read_bytes() + how)
    kept = CACHE / "compiled" / f"{digest.hexdigest()}.pack"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        node = shutil.which("node")
        if node is None:
            message = "there is no Node.js, which compiles Python for the page"
            raise PartError(message)
        source, draft = kept.with_suffix(".in"), kept.with_suffix(".out")
        source.write_bytes(pack)
        try:
            named = map(str, (_COMPILER, folder, source, draft, optimize))
            subprocess.run([node, *named], check=True)
            draft.replace(kept)
        finally:
            source.unlink()
    return unpacked(kept.read_bytes())


def wheel_of_checkout(folder: Path) -> Path:
    """Build the wheel of this checkout into a folder, and return it."""
    from hatchling.builders.wheel import WheelBuilder

    folder.mkdir(parents=True, exist_ok=True)
    return Path(next(WheelBuilder(str(ROOT)).build(directory=str(folder))))

"""Build the page: one file that opens by double click, and the same as a site.

The file holds everything: its scripts, and the parts of the runtime as base64 of gzip.
The site fetches the parts beside it, and a service worker keeps them.
"""

import base64
import hashlib
import html
import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import attrs

from tools.web.bundle import bundled
from tools.web.packs import compressed
from tools.web.parts import ROOT, pyodide, wheels
from tools.web.runtime import WEB, Runtime, runtime, wheel_of_checkout

OUT = ROOT / "dist" / "web"
FILE = "预算绩效目标检查.html"
SITE = "site"

_STYLE = '<link rel="stylesheet" href="style.css">'
_SCRIPT = '<script type="module" src="app.js"></script>'
_PARTS = '<script type="application/json" id="parts"></script>'
_POLICY = '<meta http-equiv="Content-Security-Policy" content="">'

SITE_POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""The policy of the site's page. It fetches the parts; the worker fetches nothing."""

WORKER_POLICY = {
    "default-src": "'none'",
    "script-src": "'wasm-unsafe-eval'",
    "connect-src": "'none'",
}
"""The policy that the site's worker is served with."""


@attrs.frozen(kw_only=True)
class Built:
    """What was built.

    Attributes:
        file: the page as one file.
        site: the folder of the site.
        sizes: bytes of the parts, as they are shipped.
    """

    file: Path
    site: Path
    sizes: Mapping[str, int]


def build(out: Path = OUT) -> Built:
    """Build both forms of the page into a folder.

    Raises:
        PartError: a part cannot be fetched or made.
    """
    with tempfile.TemporaryDirectory() as name:
        made = runtime(wheel_of_checkout(Path(name)))
    worker = bundled("worker.js", Reader(made.scripts))
    parts = {
        "wasm": made.wasm,
        "stdlib": made.stdlib,
        "library": made.library,
        "pdf": made.pdf,
        "worker": worker.encode(),
    }
    shipped = {key: compressed(data) for key, data in parts.items()}
    out.mkdir(parents=True, exist_ok=True)
    return Built(
        file=_file(out / FILE, made, shipped),
        site=_site(out / SITE, made, shipped, worker),
        sizes={key: len(data) for key, data in shipped.items()},
    )


@attrs.frozen
class Reader:
    """Returns the text of a module: ours, or one of Pyodide's."""

    scripts: Mapping[str, str]

    def __call__(self, name: str) -> str:
        """Return the text of a module by the name of its file."""
        if name in self.scripts:
            return self.scripts[name]
        return (WEB / "js" / name).read_text(encoding="utf-8")


def _index() -> str:
    text = (WEB / "index.html").read_text(encoding="utf-8")
    for mark in (_STYLE, _SCRIPT, _PARTS, _POLICY):
        if text.count(mark) != 1:
            message = f"index.html must have once: {mark}"
            raise ValueError(message)
    return text


def _listed(made: Runtime, **more: object) -> str:
    """Return the list of parts as the page reads it."""
    pins = [pyodide(), *wheels()]
    tree = {
        "lock": made.lock,
        "contents": [
            {"name": each.name, "version": each.version, "licence": each.licence}
            for each in pins
        ],
        **more,
    }
    # Within a script element no “<” may begin what a browser takes for its end.
    return json.dumps(tree, ensure_ascii=True).replace("<", "\\u003c")


def _file(path: Path, made: Runtime, shipped: Mapping[str, bytes]) -> Path:
    style = (WEB / "style.css").read_text(encoding="utf-8")
    script = bundled("app.js", Reader({}))
    for text, end in ((style, "</style"), (script, "</script")):
        if end in text.lower():
            message = f"what is put into the page may not hold {end}"
            raise ValueError(message)
    policy = {
        "default-src": "'none'",
        "script-src": f"'sha256-{_digest(script)}' 'wasm-unsafe-eval'",
        "style-src": f"'sha256-{_digest(style)}'",
        "img-src": "data:",
        "connect-src": "'none'",
        "worker-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    parts = "\n".join(
        f'<script type="application/octet-stream" id="part-{key}">'
        f"{base64.b64encode(data).decode('ascii')}</script>"
        for key, data in shipped.items()
    )
    text = _index()
    for mark, put in (
        (_POLICY, _meta(policy)),
        (_STYLE, f"<style>{style}</style>"),
        (_PARTS, _PARTS.replace("><", f">{_listed(made)}<") + f"\n{parts}"),
        (_SCRIPT, f"<script>{script}</script>"),
    ):
        text = text.replace(mark, put)
    # The marks of the site alone: a manifest, an icon beside the page.
    text = re.sub(r"<link rel=\"(?:manifest|icon)\"[^>]*>\n", "", text)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _site(
    folder: Path, made: Runtime, shipped: Mapping[str, bytes], worker: str
) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "parts").mkdir(parents=True)
    addresses = {}
    for key in ("wasm", "stdlib", "library", "pdf"):
        name = f"parts/{key}-{hashlib.sha256(shipped[key]).hexdigest()[:16]}.gz"
        (folder / name).write_bytes(shipped[key])
        addresses[key] = name
    (folder / "worker.js").write_text(worker, encoding="utf-8", newline="\n")
    for file in sorted((WEB / "js").glob("*.js")):
        if file.name not in {"worker.js", "service-worker.js"}:
            shutil.copy(file, folder / file.name)
    shutil.copy(WEB / "style.css", folder / "style.css")
    for file in sorted((WEB / "static").iterdir()):
        shutil.copy(file, folder / file.name)
    text = _index()
    text = text.replace(_POLICY, _meta(SITE_POLICY))
    listed = _listed(made, addresses=addresses)
    text = text.replace(_PARTS, _PARTS.replace("><", f">{listed}<"))
    (folder / "index.html").write_text(text, encoding="utf-8", newline="\n")
    _service_worker(folder)
    return folder


def _service_worker(folder: Path) -> None:
    """Write the service worker, with the list of what it keeps and its version."""
    files = sorted(
        each.relative_to(folder).as_posix()
        for each in folder.rglob("*")
        if each.is_file() and not each.name.startswith("_")
    )
    digest = hashlib.sha256()
    for name in files:
        digest.update((folder / name).read_bytes())
    text = (WEB / "js" / "service-worker.js").read_text(encoding="utf-8")
    settings = {
        "version": digest.hexdigest()[:16],
        "files": files,
        "page": _written(SITE_POLICY),
        "worker": _written(WORKER_POLICY),
    }
    empty = "const SETTINGS = {};"
    text = text.replace(empty, empty.replace("{}", json.dumps(settings)))
    (folder / "service-worker.js").write_text(text, encoding="utf-8", newline="\n")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _written(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def _meta(policy: Mapping[str, str]) -> str:
    return _POLICY.replace('content=""', f'content="{html.escape(_written(policy))}"')


def headers(path: str) -> dict[str, str]:
    """Return the headers that a file of the site is to be served with."""
    worker = path.endswith("/worker.js")
    return {
        "Content-Security-Policy": _written(WORKER_POLICY if worker else SITE_POLICY),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }

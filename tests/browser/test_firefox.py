"""The file in Firefox, which Playwright cannot drive: puppeteer-core, over BiDi."""

import json
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from perftargets import lint, read
from perftargets._data import data
from tests.browser.conftest import BUILT
from tools.web.build import FILE

PUPPETEER = "puppeteer-core@24.43.1"
DRIVER = Path(__file__).with_name("firefox.mjs")
FIREFOX = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the driver and what it needs from npm."""
    if FIREFOX is None or shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("there is no Firefox, or no Node")
    if not (BUILT / FILE).is_file():
        pytest.skip("the page is not built: make web")
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", PUPPETEER]
    if subprocess.run(command, cwd=tmp_path, check=False, timeout=120).returncode:
        pytest.skip("npm cannot install puppeteer-core")
    shutil.copy(DRIVER, tmp_path)
    return tmp_path


def test_the_file_works_in_firefox(folder: Path) -> None:
    """It is ready, finds what the library finds, and sends nothing."""
    reached: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reached.append(self.path)
            self.send_response(204)
            self.end_headers()

    table = folder / "番禺.yaml"
    with data("example", "panyu-2022.yaml").open("rb") as source:
        table.write_bytes(source.read())
    page, node = (BUILT / FILE).as_uri(), shutil.which("node") or "node"
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        ran = subprocess.run(
            [
                node,
                DRIVER.name,
                page,
                str(table),
                f"{FIREFOX}",
                f"{server.server_port}",
            ],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        server.shutdown()
        thread.join()
    assert 0 == ran.returncode, ran.stderr

    told = json.loads(ran.stdout)
    counts = lint(read(table)).counts()
    error, warning, info = counts.values()
    assert None is told["failed"]
    assert told["summary"] == (
        f"8 个项目，50 项指标；错误 {error}，警告 {warning}，提示 {info}"
    )
    assert ("refused", []) == (told["sent"], reached)

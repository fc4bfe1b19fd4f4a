"""No file leaves: what page and worker ask of another address never gets there."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import attrs
import pytest
from playwright.sync_api import Browser

from tests.page.driving import Driven, until

pytestmark = pytest.mark.checkout

_WAYS = {
    "fetch": "fetch('{to}').then(() => 'through', () => 'refused')",
    "beacon": "String(self.navigator.sendBeacon?.('{to}', 'x') ?? 'refused')",
    "xhr": """new Promise((done) => {
        const asked = new XMLHttpRequest();
        asked.onload = () => done('through');
        asked.onerror = () => done('refused');
        asked.open('POST', '{to}');
        asked.send('x');
    })""",
    "socket": """new Promise((done) => {
        try {
            const socket = new WebSocket('{to}'.replace('http', 'ws'));
            socket.onopen = () => done('through');
            socket.onerror = () => done('refused');
        } catch { done('refused'); }
    })""",
    "events": """new Promise((done) => {
        const events = new EventSource('{to}');
        events.onopen = () => done('through');
        events.onerror = () => done('refused');
    })""",
}
_PAGE_ALONE = {
    "image": """new Promise((done) => {
        const image = new Image();
        image.onload = () => done('through');
        image.onerror = () => done('refused');
        image.src = '{to}';
    })""",
    "script": """new Promise((done) => {
        const script = document.createElement('script');
        script.onload = () => done('through');
        script.onerror = () => done('refused');
        script.src = '{to}';
        document.head.append(script);
    })""",
    "frame": """new Promise((done) => {
        const frame = document.createElement('iframe');
        frame.src = '{to}';
        document.body.append(frame);
        setTimeout(() => { frame.remove(); done('refused'); }, 500);
    })""",
    "form": """new Promise((done) => {
        const form = document.createElement('form');
        form.action = '{to}';
        form.method = 'post';
        document.body.append(form);
        form.submit();
        setTimeout(() => { form.remove(); done('refused'); }, 500);
    })""",
}


@attrs.define
class Listener:
    """A second server of this machine that counts what reaches it."""

    address: str
    seen: list[str]


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Give a server that answers everybody."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(f"{self.command} {self.path}")
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            self.wfile.write(b"heard")

        do_POST = do_OPTIONS = do_GET  # noqa: N815 - as the class above names them

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield Listener(f"http://127.0.0.1:{running.server_address[1]}", seen)
        running.shutdown()
        thread.join()


def test_a_page_without_the_policy_gets_through(
    chromium: Browser, listener: Listener
) -> None:
    """The listener hears, so that hearing nothing proves something."""
    page = chromium.new_page()
    page.goto("about:blank")
    for name in ("fetch", "image"):
        way = {**_WAYS, **_PAGE_ALONE}[name]
        page.evaluate(f"() => {way.replace('{to}', f'{listener.address}/{name}')}")
    page.close()

    assert {"GET /fetch", "GET /image"} <= set(listener.seen)


def test_nothing_leaves_the_page(driven: Driven, listener: Listener) -> None:
    """Each way out is refused, and nothing reaches the listener."""
    for name, way in {**_WAYS, **_PAGE_ALONE}.items():
        asked = way.replace("{to}", f"{listener.address}/{name}")
        found = driven.page.evaluate(f"() => {asked}")
        # A beacon that is refused is taken by the browser and goes nowhere.
        assert found in {"refused", "true", "false"}, name

    assert [] == listener.seen


def test_nothing_leaves_the_worker(driven: Driven, listener: Listener) -> None:
    """The one that holds the files: nor does it reach where the page came from."""
    (worker,) = driven.page.workers
    for name, way in _WAYS.items():
        asked = way.replace("{to}", f"{listener.address}/{name}")
        assert "refused" == worker.evaluate(f"() => {asked}"), name
    own = driven.page.evaluate("() => location.href")
    assert "refused" == worker.evaluate(f"() => {_WAYS['fetch'].replace('{to}', own)}")

    assert [] == listener.seen


def test_the_page_says_so(driven: Driven) -> None:
    """In words, beside the title and below."""
    assert "文件不出本机" == driven.page.inner_text(".lock")
    assert "connect-src 'none'" in driven.page.inner_text("footer")


def test_nothing_is_stored(driven: Driven) -> None:
    """Neither storage nor cookies; the site keeps its own files, and no other."""
    script = "[localStorage.length, sessionStorage.length, document.cookie]"
    if driven.page.url.startswith("http"):
        assert [0, 0, ""] == driven.page.evaluate(f"() => {script}")
    until(driven.page, "true")

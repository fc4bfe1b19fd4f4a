"""No file leaves: what page and worker ask of another address never gets there."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import attrs
import pytest
from playwright.sync_api import Browser

from tests.browser.driving import Driven, until

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


_WATCHED = """
    self.broken = [];
    self.addEventListener('securitypolicyviolation', (event) => {
        self.broken.push(event.effectiveDirective + ' ' + event.blockedURI);
    });
"""


def test_a_page_without_the_policy_gets_through(
    chromium: Browser, listener: Listener, tmp_path: Path
) -> None:
    """The listener hears, so that hearing nothing proves something."""
    open_page = tmp_path / "open.html"
    open_page.write_text("<!doctype html><title>open</title>", encoding="utf-8")
    page = chromium.new_page()
    page.goto(open_page.as_uri())
    for name in ("fetch", "beacon", "xhr", "events", "image"):
        way = {**_WAYS, **_PAGE_ALONE}[name]
        asked = way.replace("{to}", f"{listener.address}/{name}")
        if name == "events":
            # It would go on asking for ever; to have asked is enough.
            asked = f"void new EventSource('{listener.address}/events')"
        page.evaluate(f"() => {asked}")
    until(page, "true")
    late = time.monotonic() + 20
    while len(set(listener.seen)) < 5 and time.monotonic() < late:
        time.sleep(0.1)
    page.close()

    heard = {each.split()[1] for each in listener.seen}
    assert {"/fetch", "/beacon", "/xhr", "/events", "/image"} == heard


def test_nothing_leaves_the_page(driven: Driven, listener: Listener) -> None:
    """Each way out is refused by the policy, and nothing reaches the listener."""
    driven.page.evaluate(f"() => {{ {_WATCHED} }}")
    ways = {**_WAYS, **_PAGE_ALONE}
    for name, way in ways.items():
        asked = way.replace("{to}", f"{listener.address}/{name}")
        found = driven.page.evaluate(f"() => {asked}")
        # A beacon that is refused is taken by the browser and goes nowhere.
        assert found in {"refused", "true", "false"}, name
    broken = until(driven.page, f"self.broken.length >= {len(ways) - 1} && self.broken")

    assert [] == listener.seen
    directives = {each.split()[0] for each in broken}
    assert {"connect-src", "img-src", "script-src-elem"} <= directives
    policy = "document.querySelector('meta[http-equiv=\"Content-Security-Policy\"]')"
    assert "form-action 'none'" in driven.page.evaluate(f"() => {policy}.content")


def test_nothing_leaves_the_worker(driven: Driven, listener: Listener) -> None:
    """The one that holds the files: nor does it reach where the page came from."""
    (worker,) = driven.page.workers
    worker.evaluate(f"() => {{ {_WATCHED} }}")
    for name, way in _WAYS.items():
        asked = way.replace("{to}", f"{listener.address}/{name}")
        assert "refused" == worker.evaluate(f"() => {asked}"), name
    own = driven.page.evaluate("() => location.href")
    assert "refused" == worker.evaluate(f"() => {_WAYS['fetch'].replace('{to}', own)}")
    broken = until(worker, "self.broken.length >= 4 && self.broken")

    assert [] == listener.seen
    assert {"connect-src"} == {each.split()[0] for each in broken}


def test_the_page_says_so(driven: Driven) -> None:
    """In words, beside the title and below."""
    assert "文件不出本机" == driven.page.inner_text(".lock")
    assert "connect-src 'none'" in driven.page.inner_text("footer")


def test_nothing_is_stored(of_site: Driven) -> None:
    """Neither storage nor cookies: the site keeps its own files, and no other."""
    script = """() => caches.keys().then((names) => [
        localStorage.length, sessionStorage.length, document.cookie, names.length,
    ])"""
    assert [0, 0, "", 1] == of_site.page.evaluate(script)

"""The page, built once; a browser; the page open as a file, and as a site."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.driving import Driven, until
from tools.web.build import FILE, OUT, SITE
from tools.web.serve import server

pytestmark = pytest.mark.checkout

BUILT = Path(os.environ.get("PERFTARGETS_PAGE", OUT))
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
    None,
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give Chromium without a window, with a clean profile."""
    if not (BUILT / FILE).is_file():
        pytest.skip("the page is not built: make web")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium")
    with sync_playwright() as playwright:
        # Root, as on a machine of CI, may start it without its sandbox alone.
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and not os.geteuid() else []
        # What is refused is to be refused by the policy, not for being near.
        near = ["--disable-features=LocalNetworkAccessChecks"]
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*root, *near]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def of_file(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Driven:
    """Give the file, opened from the disk."""
    context = _context(chromium)
    page = context.new_page()
    page.goto((BUILT / FILE).as_uri())
    driven = Driven(page, tmp_path_factory.mktemp("file"))
    driven.ready()
    return driven


@pytest.fixture(scope="session")
def of_site(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Driven:
    """Give the site, loaded; its server has ended, and the page loaded once more."""
    context = _context(chromium)
    page = context.new_page()
    with server(BUILT / SITE) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        page.goto(f"http://127.0.0.1:{running.server_address[1]}/")
        driven = Driven(page, tmp_path_factory.mktemp("site"))
        driven.ready()
        until(page, "navigator.serviceWorker.controller !== null")
        running.shutdown()
        thread.join()
    page.reload()
    driven.ready()
    return driven


def _context(browser: Browser) -> BrowserContext:
    return browser.new_context(
        accept_downloads=True, locale="zh-CN", viewport={"width": 1360, "height": 900}
    )


@pytest.fixture(params=["file", "site"])
def driven(request: pytest.FixtureRequest) -> Iterator[Driven]:
    """Give the page in both forms, with nothing open."""
    found: Driven = request.getfixturevalue(f"of_{request.param}")
    found.close()
    yield found
    found.close()

"""Drives the page as a person would: choose a file, look, click, download."""

import time
from pathlib import Path
from typing import Any

import attrs
from playwright.sync_api import Page, Worker

SECONDS = 150
"""How long the page may take for one step on a machine that does much else."""


def until(page: Page | Worker, script: str, *, seconds: float = SECONDS) -> Any:
    """Ask until an expression of JavaScript is true, and return it.

    The page's policy forbids what Playwright's own waiting for an expression does.
    """
    late = time.monotonic() + seconds
    while time.monotonic() < late:
        found = page.evaluate(f"() => ({script})")
        if found:
            return found
        time.sleep(0.1)
    message = f"not within {seconds} s: {script}"
    raise AssertionError(message)


_IDLE = "!document.documentElement.dataset.busy"


@attrs.define
class Driven:
    """A page that is open in a browser."""

    page: Page
    downloads: Path

    def ready(self) -> int:
        """Wait for the page to be ready; return the milliseconds it took."""
        root = "document.documentElement.dataset"
        until(self.page, f"{root}.ready || {root}.failed")
        assert None is self.page.evaluate(f"() => {root}.failed ?? null")
        return int(self.page.evaluate(f"() => {root}.ready"))

    def idle(self) -> None:
        """Wait until nothing goes on any more, twice: one thing begins the next."""
        for _ in range(2):
            time.sleep(0.15)
            until(self.page, _IDLE)

    def open(self, path: Path) -> None:
        """Choose a file, and wait for its findings."""
        self.page.set_input_files("#file-input", str(path))
        name = path.name
        said = "document.querySelector('.file-bar select')?.selectedOptions[0]"
        until(self.page, f"{said}?.textContent === {name!r} && {_IDLE}")
        self.idle()

    def tab(self, name: str) -> None:
        """Go to a tab of the results."""
        self.page.click(f"#tab-{name}")
        selected = f"document.querySelector('#tab-{name}').ariaSelected"
        until(self.page, f"{selected} === 'true'")
        self.idle()

    def message(self) -> str:
        """Return what the page has told."""
        return self.page.inner_text(".messages")

    def summary(self) -> str:
        """Return the line that sums up a file."""
        return self.page.inner_text(".file-bar .summary")

    def cards(self) -> list[str]:
        """Return code and message of each finding that the list shows."""
        script = """() => [...document.querySelectorAll(".list .card")].map((card) =>
            card.querySelector(".as-link").textContent.split(" ")[0] + " "
            + card.querySelector(".message").textContent)"""
        found: list[str] = self.page.evaluate(script)
        return found

    def cells(self, column: str) -> list[str]:
        """Return the texts of a column of the table, of the rows in sight."""
        script = """(title) => {
            const grid = document.querySelector(".grid");
            const heads = [...grid.querySelectorAll('[role="columnheader"]')];
            const at = heads.findIndex((each) => each.textContent === title);
            return [...grid.querySelectorAll(".grid-row:not(.wide)")].map((row) =>
                row.children[at].querySelector(".cell-text").textContent);
        }"""
        found: list[str] = self.page.evaluate(script, column)
        return found

    def take(self, kind: str) -> Path:
        """Download one of the files that can be taken away."""
        with self.page.expect_download(timeout=1000 * SECONDS) as found:
            self.page.click(f'[data-take="{kind}"]')
        self.idle()
        return self._saved(found.value)

    def new(self, form: str) -> Path:
        """Download an empty form."""
        if not self.page.is_visible(f'[data-new="{form}"]'):
            self.page.click(".choices summary")
        with self.page.expect_download(timeout=1000 * SECONDS) as found:
            self.page.click(f'[data-new="{form}"]')
        self.idle()
        return self._saved(found.value)

    def close(self) -> None:
        """Close every file that is open."""
        while self.page.is_visible(".file-bar"):
            self.page.click(".file-bar button.quiet >> nth=0")
            self.idle()

    def _saved(self, download: Any) -> Path:
        path = self.downloads / str(download.suggested_filename)
        download.save_as(path)
        return path

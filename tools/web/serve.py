"""Serve the site on this machine alone, with the headers it is to have."""

import functools
import http.server
import sys
from pathlib import Path

from tools.web.build import headers

HOST = "127.0.0.1"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of one folder, each with the policy of the page or of the worker."""

    extensions_map = {  # noqa: RUF012 - as the class above has it
        ".css": "text/css; charset=utf-8",
        ".gz": "application/octet-stream",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".webmanifest": "application/manifest+json",
        "": "application/octet-stream",
    }

    def end_headers(self) -> None:
        """Add the headers of the site."""
        for name, value in headers(self.path.partition("?")[0]).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def server(folder: Path, port: int = 0) -> http.server.ThreadingHTTPServer:
    """Return a server of a folder that does not run yet; port 0 takes a free one."""
    handler = functools.partial(Handler, directory=str(folder))
    return http.server.ThreadingHTTPServer((HOST, port), handler)


def serve(folder: Path, port: int = 0) -> None:
    """Serve a folder until it is interrupted, and print its address."""
    with server(folder, port) as running:
        address = f"http://{HOST}:{running.server_address[1]}/"
        sys.stdout.write(f"{address}\n按 Ctrl+C 结束 | Ctrl+C ends\n")
        sys.stdout.flush()
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            sys.stdout.write("\n")

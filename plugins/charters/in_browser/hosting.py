"""A built site served on this machine, the way a static host serves it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from selectolax.lexbor import LexborHTMLParser

Policy = Callable[[str], str]
"""Which Content-Security-Policy an address below the site's path is sent with; '' for none."""
_LEADS_ON = 'meta[http-equiv="refresh"]'


class _StaticHost(SimpleHTTPRequestHandler):
    """Serves a folder below a path, and its 404.html for what is not there."""

    def __init__(self, *args: Any, below: str, policy: Policy, **kwargs: Any) -> None:
        self.below, self.policy = below, policy
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        """Return the file for an address; what stands above the site's path is not there."""
        if not path.startswith(self.below):
            return str(Path(self.directory, "outside of the site"))
        return super().translate_path("/" + path.removeprefix(self.below))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page where something is not found."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """Send the policy of the address with it."""
        if policy := self.policy(urlsplit(self.path).path.removeprefix(self.below)):
            self.send_header("Content-Security-Policy", policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Say nothing: what is found is told, not what is asked for."""


@contextmanager
def serving(site: Path, policy: Policy = lambda _address: "") -> Iterator[str]:
    """Serve a site while something looks at it; its address is given."""
    below = _path_of(site)
    host = partial(_StaticHost, directory=str(site), below=below, policy=policy)
    with ThreadingHTTPServer(("127.0.0.1", 0), host) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{below}"
        finally:
            server.shutdown()
            thread.join()


def pages_of(site: Path) -> dict[str, Path]:
    """Return every page of a site that leads to no other, by its address below the site's path."""
    files = sorted(site.rglob("*.html"))
    return {_address(site, one): one for one in files if not _leads_on(one)}


def _address(site: Path, file: Path) -> str:
    inside = file.relative_to(site).as_posix()
    return quote(inside.removesuffix("index.html") if file.name == "index.html" else inside)


def _leads_on(file: Path) -> bool:
    return LexborHTMLParser(file.read_bytes()).css_first(_LEADS_ON) is not None


def _path_of(site: Path) -> str:
    """Return the path the site was built for, as its home page states it."""
    home = site / "index.html"
    page = LexborHTMLParser(home.read_bytes() if home.is_file() else b"")
    stated = page.css_first('link[rel="canonical"]')
    path = urlsplit(stated.attributes.get("href") or "").path if stated else ""
    return path or "/"

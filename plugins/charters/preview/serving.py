"""The server of a preview: every request is answered at once, from what is shown at that moment."""

from __future__ import annotations

import mimetypes
import socket
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast
from urllib.parse import quote, unquote, urlsplit

from charters.preview.shown import PAGE, Shown

OURS = "/.preview/"
"""Where the banner asks for its own files; no site has a folder of that name."""


class Server(ThreadingHTTPServer):
    """Serves what is shown; a browser that does not read its answer holds nobody up."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], shown: Callable[[], Shown]) -> None:
        self.shown = shown
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away."""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        shown = cast("Server", self.server).shown()
        path = unquote(urlsplit(self.path).path)
        if path.startswith(OURS):
            self._own(shown, path.removeprefix(OURS))
        elif path == "/" != shown.base:
            self._sent_on(shown.base)
        elif shown.good is None:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, "text/html", shown.alone())
        else:
            self._of_the_site(shown, path)

    do_HEAD = do_GET  # noqa: N815 - the same

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the same
        """Leave the terminal to what an editor wants to know."""

    def _own(self, shown: Shown, name: str) -> None:
        if name == "said.html":
            self._answer(HTTPStatus.OK, "text/html", shown.said)
        elif name in ("preview.css", "preview.js"):
            self._answer(HTTPStatus.OK, _kind(Path(name)), (PAGE / name).read_bytes())
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/html", shown.alone())

    def _of_the_site(self, shown: Shown, path: str) -> None:
        found = _file(shown, path)
        if found is not None and _is_folder(found):
            self._sent_on(f"{path}/")
        elif found is not None and (content := _read(found)) is not None:
            is_page = found.suffix == ".html"
            content = shown.with_banner(content) if is_page else content
            self._answer(HTTPStatus.OK, _kind(found), content)
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/html", _not_there(shown, path))

    def _sent_on(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(f"/{path.lstrip('/')}"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        is_text = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def _kind(file: Path) -> str:
    return mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def _file(shown: Shown, path: str) -> Path | None:
    """Return the file or folder that an address stands for; None for one outside of the site."""
    inside = path.removeprefix(shown.base)
    if shown.good is None or shown.good.site is None or not path.startswith(shown.base):
        return None
    if ".." in inside.split("/") or "\0" in inside:
        return None
    inside = f"{inside}index.html" if inside.endswith("/") or not inside else inside
    return shown.good.site / inside.lstrip("/")


def _is_folder(path: Path) -> bool:
    with suppress(OSError):  # no file can have such a name
        return path.is_dir()
    return False


def _read(file: Path) -> bytes | None:
    with suppress(OSError):
        return file.read_bytes()
    return None


def _not_there(shown: Shown, path: str) -> bytes:
    """Return the page for an address that has none: an agency that is not in the preview is named."""
    inside = path.removeprefix(shown.base)
    elsewhere = shown.good.elsewhere if shown.good else {}
    for start, (agency, language) in elsewhere.items():
        if f"{inside}/".startswith(start):
            return shown.alone(language, agency=agency)
    page = _file(shown, f"{shown.base}404.html")
    content = _read(page) if page else None
    return shown.alone() if content is None else shown.with_banner(content)

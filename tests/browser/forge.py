"""A stand-in for a forge: the few answers of Gitea's API that the forms ask for, on a real git repository."""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

API = "/api/v1"


@dataclass(frozen=True)
class Repository:
    """A git repository with a checked-out branch `main`."""

    folder: Path

    def git(self, *words: str, text: str | None = None) -> str:
        command = ["git", "-C", str(self.folder), *words]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        return done.stdout

    def begin(self) -> None:
        """Make a first commit of what is there, with line ends as they are."""
        self.git("init", "-q", "-b", "main")
        for key, value in (("user.name", "A forge"), ("user.email", "f@example.org")):
            self.git("config", key, value)
        self.git("config", "core.autocrlf", "false")
        self.git("add", "--all")
        self.git("commit", "-q", "-m", "Begin")

    def changed(self) -> list[str]:
        """Return the files that the newest commit changes."""
        return self.git("show", "--format=", "--name-only", "HEAD").split()

    @property
    def head(self) -> str:
        return self.git("rev-parse", "main").strip()

    def tree(self) -> dict[str, Any]:
        lines = self.git("ls-tree", "-r", "-l", "-z", "main").rstrip("\0").split("\0")
        entries = []
        for line in lines:
            about, path = line.split("\t", 1)
            _mode, kind, sha, size = about.split()
            entries.append({"path": path, "type": kind, "sha": sha, "size": int(size)})
        return {"tree": entries, "truncated": False}

    def contents(self, paths: list[str]) -> list[dict[str, str]]:
        return [
            {
                "path": path,
                "encoding": "base64",
                "content": b64encode((self.folder / path).read_bytes()).decode(),
            }
            for path in paths
        ]

    def commit(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Write files as they are sent, and make one commit of them in the sender's name."""
        for file in asked["files"]:
            path = self.folder / file["path"]
            if file.get("sha"):  # Gitea refuses to write over what somebody else has changed since
                held = self.git("rev-parse", f"main:{file['path']}").strip()
                assert held == file["sha"], "the file was changed by somebody else"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b64decode(file["content"]))
            self.git("add", "--", file["path"])
        author = f"{asked['author']['name']} <{asked['author']['email']}>"
        self.git("commit", "-q", "--author", author, "-F", "-", text=asked["message"])
        blobs = {
            file["path"]: self.git("rev-parse", f"main:{file['path']}") for file in asked["files"]
        }
        return {
            "commit": {"sha": self.head, "created": "2026-01-01T00:00:00Z"},
            "files": [{"path": path, "sha": sha.strip()} for path, sha in blobs.items()],
        }


class Forge(SimpleHTTPRequestHandler):
    """Serves a built site, and beside it the API of the repository it is built from."""

    def __init__(self, *args: Any, repository: Repository, heard: list[str], **kwargs: Any) -> None:
        self.repository, self.heard = repository, heard
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        if not self.path.startswith(API):
            super().do_GET()
            return
        parts = urlsplit(self.path)
        self._answer(parts.path.removeprefix(API), parse_qs(parts.query))

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer(urlsplit(self.path).path.removeprefix(API), asked)

    def _answer(self, path: str, asked: dict[str, Any]) -> None:
        self.heard.append(f"{self.command} {path}")
        below = "/repos/town/charters"
        answers: dict[str, Callable[[], Any]] = {
            "/version": lambda: {"version": "1.24.0"},
            "/settings/api": dict,
            "/user": lambda: {
                "full_name": "Ada Editor",
                "login": "ada",
                "email": "ada@example.org",
                "avatar_url": "",
                "html_url": "",
                "id": 1,
            },
            below: lambda: {"default_branch": "main", "permissions": {"pull": True, "push": True}},
            f"{below}/branches/main": lambda: {
                "commit": {"id": self.repository.head, "message": ""}
            },
            f"{below}/commits": list,
            f"{below}/file-contents": lambda: self.repository.contents(asked["files"]),
            f"{below}/contents": lambda: self.repository.commit(asked),
        }
        if path.startswith(f"{below}/git/trees/"):
            self._send(self.repository.tree())
        elif path.startswith(f"{below}/raw/"):
            name = unquote(path.removeprefix(f"{below}/raw/"))
            self._bytes((self.repository.folder / name).read_bytes(), "text/plain")
        elif answer := answers.get(path):
            self._send(answer())
        else:
            self.send_error(404)

    def _send(self, answer: Any) -> None:
        self._bytes(json.dumps(answer).encode(), "application/json")

    def _bytes(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        """Say nothing: the report is pytest's."""

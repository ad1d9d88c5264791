"""Addresses of other sites are tried politely, over real sockets, and what they answered is kept."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import Result

from builders import Folder, site_folder
from charters.cli import CLEAN, PROBLEMS
from charters.following import AGENT, Follower
from charters.reading.link_record import answered, tried_before
from commands import charters

ROBOTS = "User-agent: *\nDisallow: /private\n"
CODES = {"/gone": 404, "/late": 503}


@dataclass
class Server:
    """A server on this machine, with everything it was asked."""

    address: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def paths(self) -> list[str]:
        return [f"{method} {path}" for method, path in self.asked]


@pytest.fixture
def server() -> Iterator[Server]:
    seen = Server()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            seen.asked.append((self.command, self.path))
            seen.agents.add(self.headers["User-Agent"])
            code = CODES.get(self.path, 200)
            if self.path == "/no-head" and self.command == "HEAD":
                code = 405
            self.send_response(301 if self.path == "/moved" else code)
            if self.path == "/moved":
                self.send_header("Location", "/here")
            self.end_headers()
            if self.path == "/robots.txt":
                self.wfile.write(ROBOTS.encode())

        do_GET = do_HEAD = _answer  # noqa: N815 - the names that http.server looks for

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as made:
        seen.address = f"http://127.0.0.1:{made.server_port}"
        threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
        yield seen
        made.shutdown()


@pytest.fixture
def site(tmp_path: Path, server: Server) -> Folder:
    folder = site_folder(tmp_path)
    paths = ("/here#part", "/gone", "/no-head", "/moved", "/private/x")
    sentences = "\n".join(f"See [this]({server.address}{path})." for path in paths)
    folder.write("content/help.md", f"# Help\n\n{sentences}\n")
    folder.write("data/standards/harbor/agency.yml", f"link: {server.address}/here\n")
    return folder


def links(site: Path, *words: str) -> Result:
    command = ["links", "--root", str(site), "--delay", "0", *words]
    return charters(*command)


def test_each_address_is_asked_once_and_its_answer_kept_with_the_day(
    tmp_path: Path, site: Folder, server: Server
) -> None:
    done = links(tmp_path)
    assert done.exit_code == PROBLEMS
    assert done.stdout.splitlines() == [
        f"content/help.md:4:12: {server.address}/gone: 404 on {time.strftime('%Y-%m-%d')}",
        f"content/help.md:7:12: {server.address}/private/x: not allowed on {time.strftime('%Y-%m-%d')}",
        "5 addresses: 3 answered, 2 did not, 0 unchecked",
    ]
    kept = tried_before(tmp_path, "data/standards")
    assert {one.removeprefix(server.address): tried.answer for one, tried in kept.items()} == {
        **dict.fromkeys(("/here", "/moved", "/no-head"), "answered"),
        "/gone": "404",
        "/private/x": "not allowed",
    }
    assert kept[f"{server.address}/moved"].leads_to == f"{server.address}/here"
    assert f"{server.address}/here" in answered(tmp_path, "data/standards")
    assert server.agents == {AGENT}
    asked = server.paths()
    assert asked.count("GET /robots.txt") == 1
    assert asked.count("HEAD /gone") == 1
    assert asked[asked.index("HEAD /no-head") + 1] == "GET /no-head"
    assert not [one for one in asked if "private" in one]


def test_what_was_tried_lately_is_not_tried_again(
    tmp_path: Path, site: Folder, server: Server
) -> None:
    links(tmp_path)
    before = len(server.asked)
    assert "0 unchecked" in links(tmp_path).stdout
    assert len(server.asked) == before
    assert links(tmp_path, "--again-after", "0").exit_code == PROBLEMS
    assert len(server.asked) > before


def test_an_address_in_a_table_ends_with_its_cell(tmp_path: Path, site: Folder) -> None:
    rows = (
        "source,note\nhttps://a.example.org/x,Many called.\n"
        '"https://a.example.org/y,z","Counted anew, see https://a.example.org/v,w for how"\n'
    )
    site.write("data/standards/harbor/results.csv", rows)
    listed = links(tmp_path, "--list").stdout
    for place in ("x", "y,z", "v,w"):
        assert f"https://a.example.org/{place}: unchecked" in listed


def test_a_list_asks_nobody(tmp_path: Path, site: Folder, server: Server) -> None:
    done = links(tmp_path, "--list")
    assert (done.exit_code, server.asked) == (CLEAN, [])
    *each, last = done.stdout.splitlines()
    assert last == "5 addresses: 0 answered, 0 did not, 5 unchecked"
    assert len(each) == 5
    assert all(re.fullmatch(r"\S+:\d+:\d+: http\S+: unchecked", line) for line in each)
    assert not (tmp_path / "data/links.csv").exists()


def test_one_server_is_asked_no_faster_than_it_is_said(server: Server) -> None:
    wanted = [f"{server.address}/{name}" for name in "abc"]
    began = time.monotonic()
    assert len([*Follower(0.2).follow(wanted)]) == len(wanted)
    assert time.monotonic() - began >= 2 * 0.2


def test_a_server_that_asks_for_a_rest_is_left_alone_and_tried_another_day(server: Server) -> None:
    wanted = [f"{server.address}{path}" for path in ("/here", "/late", "/gone")]
    tried = [one.address.removeprefix(server.address) for one in Follower(0).follow(wanted)]
    assert tried == ["/here"]
    assert "HEAD /gone" not in server.paths()


def test_an_address_where_nobody_answers_stops_nothing(server: Server) -> None:
    nobody = "http://127.0.0.1:9/x"
    found = [*Follower(0, patience=2).follow([nobody, f"{server.address}/here"])]
    assert {one.address: one.answer for one in found}[nobody] == "no answer"
    assert len(found) == 2


def test_a_run_that_is_broken_off_goes_on_where_it_stopped(
    tmp_path: Path, site: Folder, server: Server
) -> None:
    links(tmp_path)
    record = tmp_path / "data/links.csv"
    whole = record.read_text(encoding="utf-8").splitlines(keepends=True)
    record.write_text("".join(whole[:3]) + "broken,line\n", encoding="utf-8")
    server.asked.clear()
    links(tmp_path)
    asked = server.paths()
    assert "HEAD /no-head" in asked
    assert not {"HEAD /gone", "HEAD /here"} & {*asked}
    assert record.read_text(encoding="utf-8").splitlines(keepends=True) == whole

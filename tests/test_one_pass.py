"""A build looks at every page once, as it is written, and makes every folder once."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from builders import MKDOCS_YML, Folder, small_site
from charters import mkdocs_site, plugin, workers
from charters.rules.pages.finished import Check
from charters.rules.pages.known import Seen
from sites import built, each_engine, pages_in

OWN = '<!doctype html><html lang="en"><head><title>Own</title></head><body><main><h1>Own</h1>{more}</main></body></html>'
HOOK = """\
def on_post_page(output, **of):
    return output.replace("</main>", "<img src=''></main>")
"""
Looks = list[tuple[str, bool]]
"""The pages that were looked at, in turn, and whether that was before they could be read."""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = small_site(tmp_path)
    made.write("content/own.html", OWN)
    return made


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Looks:
    """Let pages be made ahead, as for a large site, but in this process, where one can watch."""
    monkeypatch.setattr(mkdocs_site, "FEWEST", 1)
    monkeypatch.setattr(mkdocs_site, "count", lambda: 2)
    monkeypatch.setattr(workers, "count", lambda: 1)
    found, look = Looks(), Check.look

    def watched(check: Check, path: str, content: bytes | None = None) -> Seen:
        found.append((path, content is not None))
        return look(check, path, content)

    monkeypatch.setattr(Check, "look", watched)
    return found


@each_engine
def test_every_page_is_looked_at_once_and_ours_while_they_are_made(
    folder: Folder, looks: Looks, engine: str
) -> None:
    built(engine, folder.path, folder.path / "out")
    assert sorted(path for path, _ in looks) == sorted(pages_in(folder.path / "out"))
    read = {path for path, is_at_hand in looks if not is_at_hand}
    assert "agencies/ssa/phone/index.html" not in read
    assert read == {"own.html"} if engine == "plain" else "own.html" in read


def test_pages_that_other_processes_make_are_what_they_are_one_by_one(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    built("mkdocs", folder.path, folder.path / "one by one")
    started: list[int] = []
    for module in (mkdocs_site, workers):
        monkeypatch.setattr(module, "FEWEST", 1)
        monkeypatch.setattr(module, "count", lambda: 2)
    fork = os.fork

    def counted() -> int:
        started.append(fork())
        return started[-1]

    monkeypatch.setattr(os, "fork", counted)
    built("mkdocs", folder.path, folder.path / "side by side")
    assert pages_in(folder.path / "side by side") == pages_in(folder.path / "one by one")
    assert len(started) > 2
    for one in started:
        with pytest.raises(ChildProcessError):  # It has ended, and is waited for.
            os.waitpid(one, os.WNOHANG)


@each_engine
def test_a_page_that_somebody_else_wrote_is_held_to_the_same(folder: Folder, engine: str) -> None:
    folder.write("content/own.html", OWN.format(more="<img src='own.html'>"))
    codes = {one.code for one in built(engine, folder.path, folder.path / "out").problems}
    assert codes == {"S015"}


def test_a_page_that_a_hook_of_mkdocs_changes_is_looked_at_as_it_is_then(
    folder: Folder, looks: Looks
) -> None:
    folder.write("hook.py", HOOK)
    folder.write("mkdocs.yml", f"{MKDOCS_YML}hooks: [hook.py]\n")
    problems = built("mkdocs", folder.path, folder.path / "out").problems
    assert "agencies/ssa/phone/index.html" in {one.place.path for one in problems}
    assert {is_at_hand for _, is_at_hand in looks} == {False}


def test_every_folder_is_made_once(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write("mkdocs.yml", MKDOCS_YML.replace("  - search\n", ""))  # Its index is another's.
    out, made, make = folder.path / "out", Counter[Path](), Path.mkdir

    def counted(path: Path, mode: int = 0o777, **more: bool) -> None:
        made[path] += 1
        make(path, mode, **more)

    monkeypatch.setattr(Path, "mkdir", counted)
    built("plain", folder.path, out)
    folders = {out, *(path for path in out.rglob("*") if path.is_dir())}
    assert {path: made[path] for path in folders} == dict.fromkeys(folders, 1)


def children() -> set[str]:
    """Return the processes that this one has started and that have not ended."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


def test_nothing_goes_on_beside_a_build_that_failed(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    others, during = children(), set[str]()
    handed = plugin.ChartersPlugin.on_page_context

    def fails(*of: Any, **more: Any) -> Any:
        found = handed(*of, **more)
        during.update(children() - others)
        if during:
            raise OSError
        return found

    for module in (workers, mkdocs_site):
        monkeypatch.setattr(module, "count", lambda: 2)
        monkeypatch.setattr(module, "FEWEST", 1)
    monkeypatch.setattr(plugin.ChartersPlugin, "on_page_context", fails)
    with pytest.raises(OSError):  # noqa: PT011 - the one above, whatever it says
        built("mkdocs", folder.path, folder.path / "out")
    assert during
    assert children() == others

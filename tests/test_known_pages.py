"""A page that is what it was in an earlier build is not looked at again, and nothing else follows from that."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import MKDOCS_YML, Folder, small_site
from charters.rules.pages import known
from charters.rules.pages.finished import BuiltPage, Check
from charters.rules.pages.known import Seen
from commands import charters
from sites import built, each_engine, pages_in

PAGE = "# {title}\n\nSome words about us.\n{more}"
LEADS = "\n[Where we are](other.md#where)\n"
THERE = "\n## Where\n\nHere.\n"


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that is kept, of this test alone."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    return tmp_path / "kept" / "charters"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = small_site(tmp_path / "site")
    made.write("content/leads.md", PAGE.format(title="Leads", more=LEADS))
    made.write("content/other.md", PAGE.format(title="Other", more=THERE))
    return made


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the pages that are looked at, as they are."""
    found, seen = list[str](), Check._seen

    def watched(check: Check, page: BuiltPage) -> Seen:
        found.append(page.path)
        return seen(check, page)

    monkeypatch.setattr(Check, "_seen", watched)
    return found


def build(folder: Folder, engine: str = "plain") -> list[str]:
    """Build the site into a new folder; return what is wrong with its pages, as it is told."""
    out = folder.path.parent / f"out-{len(list(folder.path.parent.iterdir()))}"
    return [str(one) for one in built(engine, folder.path, out).problems]


@each_engine
def test_pages_that_are_what_they_were_are_not_looked_at_again(
    folder: Folder, looks: list[str], engine: str
) -> None:
    assert build(folder, engine) == []
    assert "agencies/ssa/phone/index.html" in looks
    looks.clear()
    assert build(folder, engine) == []
    assert looks == []
    folder.write("content/other.md", PAGE.format(title="Another", more=THERE))
    assert build(folder, engine) == []
    assert looks == ["other/index.html"]


def test_a_link_whose_place_went_is_found_on_a_page_that_did_not_change(
    folder: Folder, looks: list[str]
) -> None:
    build(folder)
    folder.write("content/other.md", PAGE.format(title="Other", more="\n## Elsewhere\n\nThere.\n"))
    looks.clear()
    (told,) = build(folder)
    assert looks == ["other/index.html"]
    assert told.startswith("leads/index.html:57:13: S002")
    (folder.path / "content/other.md").unlink()
    assert "S001" in {one.split()[1] for one in build(folder)}


def test_where_something_wrong_stands_follows_the_file_that_it_is_written_in(
    folder: Folder,
) -> None:
    picture = '\n<img src="x.svg" alt="x.svg">\n'
    folder.write("content/x.svg", "<svg/>")
    folder.write("content/other.md", PAGE.format(title="Other", more=THERE + picture))
    before = build(folder)
    assert before != []
    assert build(folder) == before
    head = "---\ntitle: Other\ndescription: About us.\n---\n\n"
    folder.write("content/other.md", head + PAGE.format(title="Other", more=THERE + picture))
    after = build(folder)
    assert [one.partition(":")[0] for one in after] == [one.partition(":")[0] for one in before]
    assert after != before


@pytest.mark.parametrize(
    "spoil",
    {
        "cut off": lambda said: said[:-20],
        "empty": lambda _: b"",
        "another thing": lambda _: b"{}",
        "one letter": lambda said: said[:60] + bytes([said[60] ^ 1]) + said[61:],
        "another form": lambda _: gzip.compress(b"[1]"),
    }.values(),
)
def test_what_is_kept_can_be_spoiled_without_harm(
    folder: Folder, looks: list[str], kept: Path, spoil: Callable[[bytes], bytes]
) -> None:
    build(folder)
    (file,) = kept.iterdir()
    good, every = file.read_bytes(), sorted(looks)
    file.write_bytes(spoil(good))
    looks.clear()
    assert build(folder) == []
    assert sorted(looks) == every
    looks.clear()
    assert build(folder) == []
    assert looks == []


def test_where_nothing_can_be_kept_every_page_is_looked_at(
    folder: Folder, looks: list[str], kept: Path
) -> None:
    kept.parent.mkdir()
    kept.write_text("no folder")
    assert build(folder) == []
    every = [*looks]
    assert build(folder) == []
    assert looks == every * 2


def test_another_program_and_another_rule_look_at_every_page(
    folder: Folder, looks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(folder)
    every = len(looks)
    site = MKDOCS_YML.replace("check_pages", "allowed_hosts: [fonts.example.org], check_pages")
    folder.write("mkdocs.yml", site)
    build(folder)
    assert len(looks) == 2 * every
    monkeypatch.setattr(known, "_program", lambda: "another")
    build(folder)
    assert len(looks) == 3 * every


def test_a_fresh_build_looks_at_every_page_and_publishes_the_same(
    folder: Folder, looks: list[str]
) -> None:
    command = ["build", "--root", str(folder.path), "--engine", "plain"]
    first = charters(*command)
    every, pages = sorted(looks), pages_in(folder.path / "site")
    looks.clear()
    fresh = charters(*command, "--fresh")
    assert (first.exit_code, fresh.exit_code) == (0, 0)
    assert sorted(looks) == every
    assert pages_in(folder.path / "site") == pages
    looks.clear()
    assert charters(*command).exit_code == 0
    assert looks == []


def test_only_the_sites_that_were_built_last_are_kept(
    folder: Folder, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known, "_SITES", 2)
    for name in ("one", "two", "three"):
        folder = Folder(folder.path.rename(folder.path.with_name(name)))
        build(folder)
    assert len([*kept.iterdir()]) == 2

"""Other plugins on the same site: each ends in a right site, or in one sentence that says what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from mkdocs.exceptions import MkDocsException

from builders import MKDOCS_YML, ONE_LINE, OURS, Folder, build, replaced, small_site
from charters.rules.pages.finished import check_site
from commands import commit, git, needs_git, run
from ready import Ended
from sites import html_of

pytestmark = needs_git

NAV = "nav: [index.md, agencies.md, promises.md]\n"
URL = "site_url: https://charters.example.org/\n"
FRAMES = {
    "ours": {},
    "one line on Material": {OURS: "theme: {name: material, custom_dir: overrides, font: false}"},
    "Material": {OURS: "theme: {name: material, font: false}", ", check_pages: all": ""},
}
GUIDE = """\
---
tags: [advice]
date: 2026-01-02
---

# Guide

Our *own* {{ 20 + 22 }} words.
"""


def told(done: Ended) -> list[str]:
    """Return what a build warned of, and why it stopped;"""
    lines = re.findall(r"^(?:WARNING|ERROR) +- +(.*)$", done.stderr, re.MULTILINE)
    return [*lines, *re.findall(r"^Traceback", done.stderr, re.MULTILINE)]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = small_site(tmp_path / "site", page="We help.\n")
    made.write("content/guide.md", GUIDE)
    made.write("overrides/main.html", "")
    return made


def configure(folder: Folder, frame: str, changes: dict[str, str]) -> None:
    """Write the site's file, with changes for this frame and this neighbour, and commit everything."""
    trusted = {"{as_of:": "{trusted_pages: yes, as_of:"}
    pairs = {**trusted, **FRAMES[frame], **changes}.items()
    folder.write("mkdocs.yml", replaced(MKDOCS_YML, *pairs))
    folder.write("overrides/main.html", ONE_LINE)
    git(folder.path, "init", "--quiet", "--initial-branch", "main")
    commit(folder.path, "2026-01-15")


def plugin(named: str) -> dict[str, str]:
    return {NAV: f"  - {named}\n{NAV}"}


def without_menu(named: str) -> dict[str, str]:
    return {NAV: f"  - {named}\n"}


def first(named: str) -> dict[str, str]:
    """Name a neighbour before all others: it hears of everything earlier than we do."""
    return {"  - search\n": f"  - {named}\n  - search\n"}


def leads(site: Path) -> dict[str, str]:
    return {
        old: re.findall(r'http-equiv="refresh" content="0; url=([^"]*)"', html_of(site, old))[0]
        for old in ("old", "agencies/gone")
    }


def rss(site: Path) -> list[str | None]:
    feed: Element = fromstring((site / "feed_rss_created.xml").read_text(encoding="utf-8"))
    return [one.text for one in feed.iterfind("channel/item/title")]


def menu(site: Path) -> list[str]:
    html = re.sub(r"\s+", " ", html_of(site, "guide"))
    links = re.findall(r'<a href="([^"]*)"[^>]*>(?:<[^>]*>| )*([^<]*[^< ])', html)
    return [*dict.fromkeys(name for url, name in links if url in ("../agencies/", "../promises/"))]


ATOM = "{http://www.w3.org/2005/Atom}"


def unnamed(site: Path) -> list[str]:
    """Return what of a feed is named by no address of its own, or leads to no page."""
    found = []
    for place in ("changes/feed.xml", "agencies/ssa/feed.xml"):
        feed = fromstring((site / place).read_text(encoding="utf-8"))
        names = [f"{one.text}" for one in feed.iter(f"{ATOM}id")]
        links = [one.attrib["href"].partition("#")[0] for one in feed.iter(f"{ATOM}link")]
        assert len(set(names)) == len(names) > 1
        found += [name for name in names if not name.startswith("urn:uuid:")]
        found += [link for link in links if not (site / place).parent.joinpath(link).exists()]
    return found


def has(page: str, words: str) -> Callable[[Path], bool]:
    return lambda site: words in html_of(site, page)


EVERY = tuple(FRAMES)
REDIRECTS = "redirects: {redirect_maps: {old.md: guide.md, agencies/gone.md: agencies/ssa.md}}"
DATES = "git-revision-date-localized: {type: iso_date}"
LEAD = {"old": "../guide/", "agencies/gone": "../ssa/"}
NAMED = ["Offices", "Every promise"]
FILES = {
    "awesome-nav": {
        "content/.nav.yml": "nav: [index.md, guide.md, Offices: agencies.md, Every promise: promises.md]\n"
    },
    "literate-nav": {
        "content/SUMMARY.md": "* [Guide](guide.md)\n* [Offices](agencies.md)\n* [Every promise](promises.md)\n"
    },
    "tags": {"content/tags.md": "# Tags\n\n<!-- material/tags -->\n"},
    "blog": {
        "content/blog/index.md": "# News\n",
        "content/blog/posts/post.md": "---\ndate: 2026-01-02\n---\n\n# Post\n\n[Guide](../../guide.md)\n",
    },
}
Look = Callable[[Path], object]
RIGHT: dict[str, tuple[tuple[str, ...], dict[str, str], Look, object]] = {
    "redirects": (EVERY, plugin(REDIRECTS), leads, LEAD),
    "redirects first": (EVERY, first(REDIRECTS), leads, LEAD),
    "rss": (EVERY, plugin("rss"), rss, ["Guide"]),
    "rss first": (EVERY, first("rss: {use_git: false}"), rss, ["Guide"]),
    "macros": (EVERY, plugin("macros"), has("guide", "<em>own</em> 42 words"), True),
    "macros first": (EVERY, first("macros"), has("guide", "<em>own</em> 42 words"), True),
    "awesome-nav": (EVERY, without_menu("awesome-nav"), menu, NAMED),
    "literate-nav": (EVERY, without_menu("literate-nav"), menu, NAMED),
    "minify": (EVERY, plugin("minify: {minify_html: true}"), has("agencies/ssa", "\n\n"), False),
    "dates": (("Material",), plugin(DATES), has("guide", "2026-01-15"), True),
    "tags": (EVERY[1:], plugin("tags"), has("tags", 'href="../guide/"'), True),
    "blog": (EVERY[1:], plugin("blog"), has("blog/2026/01/02/post", "../../guide/"), True),
    "social off": (EVERY[1:], plugin("social: {enabled: false}"), has("guide", "og:image"), False),
    # In Material's own frame it fetches what Material names.
    "privacy": (EVERY[:2], plugin("material/privacy"), has("guide", "assets/external"), False),
    "no address": (EVERY, {URL: ""}, unnamed, []),
    "no address, with redirects": (EVERY, {URL: "", **plugin(REDIRECTS)}, leads, LEAD),
    "sub-path": (
        EVERY,
        {URL: "site_url: https://example.org/services/\n"},
        has("agencies/ssa", 'href="https://example.org/services/agencies/ssa/"'),
        True,
    ),
    "sub-path without slash": (
        EVERY,
        {URL: "site_url: https://example.org/a/services\n", **plugin(REDIRECTS)},
        has("agencies/ssa", 'href="https://example.org/a/services/agencies/ssa/"'),
        True,
    ),
}


@pytest.mark.parametrize(
    ("neighbour", "frame"), [(name, frame) for name, row in RIGHT.items() for frame in row[0]]
)
def test_a_neighbour_and_our_pages_make_one_right_site(
    folder: Folder, neighbour: str, frame: str
) -> None:
    _frames, changes, look, expected = RIGHT[neighbour]
    for name, text in FILES.get(neighbour, {}).items():
        folder.write(name, text)
    configure(folder, frame, changes)
    assert build(folder.path, folder.path / "site") == []
    assert look(folder.path / "site") == expected
    assert "95 of every 100" in html_of(folder.path / "site", "agencies/ssa/phone")


LANGUAGES = "i18n: {docs_structure: suffix, languages: [{locale: en, default: true, name: English, build: true}]}"
FLAT = "charters needs use_directory_urls: true; take the line out of mkdocs.yml"
REFUSED = {
    "languages": (
        plugin(LANGUAGES),
        "the plugin i18n takes no pages that a program makes; take it out, and name the languages under charters: languages: [en, fr] (docs/languages.md)",
    ),
    "pages without folders": ({"docs_dir": "use_directory_urls: false\ndocs_dir"}, FLAT),
    "offline": (
        plugin("material/offline"),
        f"{FLAT}, or the plugin offline, which sets it to false",
    ),
    "blog without Material": (
        plugin("material/blog"),
        "the plugin blog fills templates of the theme material; write theme: {name: material, custom_dir: overrides}, with our frame in overrides/main.html (docs/looks.md), or take the plugin out",
    ),
}


@pytest.mark.parametrize("neighbour", REFUSED)
def test_what_cannot_go_together_is_said_in_one_sentence(folder: Folder, neighbour: str) -> None:
    changes, sentence = REFUSED[neighbour]
    configure(folder, "ours", changes)
    with pytest.raises(MkDocsException) as stopped:
        build(folder.path, folder.path / "site")
    assert stopped.value.__notes__ == [sentence]
    assert not (folder.path / "site").exists()


def test_mike_publishes_one_version_beside_another(folder: Folder) -> None:
    configure(folder, "ours", {NAV: f"  - mike\n{NAV}"})
    for key, value in (("user.name", "T"), ("user.email", "t@example.org")):
        git(folder.path, "config", key, value)
    for version in ("2025", "2026"):
        done = run(folder.path, "mike", "deploy", version)
        assert told(done) == []
        assert done.returncode == 0
    files = git(folder.path, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert {name.partition("/")[0] for name in files} >= {"2025", "2026", "versions.json"}
    page = git(folder.path, "show", "gh-pages:2026/agencies/ssa/phone/index.html")
    assert 'href="https://charters.example.org/2026/agencies/ssa/phone/"' in page
    assert "95 of every 100" in page


def test_a_second_language_is_a_second_file_that_inherits_the_first(folder: Folder) -> None:
    switch = "extra: {alternate: [{name: English, link: /, lang: en}, {name: Français, link: /fr/, lang: fr}]}\n"
    configure(folder, "ours", {NAV: f"{NAV}{switch}"})
    second = "INHERIT: mkdocs.yml\nsite_url: https://charters.example.org/fr/\nsite_dir: site/fr\nplugins: {search: {}, charters: {language: fr, as_of: 2026-06-30, trusted_pages: yes}}\n"
    folder.write("mkdocs.fr.yml", second)
    for file in ("mkdocs.yml", "mkdocs.fr.yml"):
        done = run(folder.path, "mkdocs", "build", "-f", file)
        assert done.returncode == 0
    site = folder.path / "site"
    assert '<html lang="en"' in html_of(site, "agencies/ssa")
    assert '<html lang="fr"' in html_of(site, "fr/agencies/ssa")
    assert check_site(site) == []  # the words of the data, in one language alone, say which


def test_zensical_which_runs_no_plugin_says_so_in_place_of_an_empty_site(folder: Folder) -> None:
    configure(folder, "ours", {})
    (folder.path / "overrides/main.html").unlink()
    done = run(folder.path, "zensical", "build")
    assert done.returncode != 0
    sentence = "This site has no promises, as its plugin charters does not run. MkDocs and ProperDocs run it; Zensical does not: see docs/export.md"
    assert sentence in done.stderr

"""The engine without MkDocs: the same pages, byte for byte, with no name left undefined."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
from jinja2 import StrictUndefined

from builders import MKDOCS_YML, ROOT, Folder, Made, found_in, rewrite, site_folder, small_site
from charters import plain_engine
from charters.publishing import site
from charters.publishing.pages import of_agencies, of_lists, page
from charters.publishing.rendering import SiteError
from commands import process
from order_cases import SITE as ORDER_SITE
from sites import ENGINES, built, each_engine, html_of, pages_in, published

TEMPLATES = ROOT / "plugins/charters/theme/charters"
SHEETS = ("embed/", "poster/")


@pytest.fixture(autouse=True)
def nothing_undefined(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop at every name that a template uses and that has no value."""
    monkeypatch.setattr(plain_engine, "UNSET", StrictUndefined)


def articles(folder: Path) -> dict[str, str]:
    """Return the article of every page."""
    return {
        name: html[html.index("<article") : html.index("</article>")]
        for name, html in pages_in(folder).items()
    }


def different(ours: Mapping[str, object], theirs: Mapping[str, object]) -> list[str]:
    return sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return the folder of a small site."""
    return small_site(tmp_path / "small")


# ---------------------------------------------------------------------------------- the same


def test_a_whole_site_has_the_same_articles_and_files(
    with_columns: None, whole: Made, tmp_path: Path
) -> None:
    built_site = whole.site
    built("plain", whole.folder, tmp_path)
    assert len(articles(tmp_path)) > 40
    assert different(articles(tmp_path), articles(built_site)) == []
    files = {path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".html"}
    names = {path.relative_to(tmp_path) for path in files}
    assert {"register.json", "feed.xml", "menu.js", "page.css"} <= {name.name for name in names}
    assert [name for name in names if not (built_site / name).is_file()] == []
    theirs = {name: (built_site / name).read_bytes() for name in names}
    assert [name for name in names if (tmp_path / name).read_bytes() != theirs[name]] == []


def test_a_site_at_odds_with_itself_has_the_same_articles(tmp_path: Path) -> None:
    shutil.copytree(ORDER_SITE, tmp_path / "site")
    file = tmp_path / "site/mkdocs.yml"
    looks = "docs_dir: content\ntheme: charters\n"
    file.write_text(file.read_text("utf-8") + looks, encoding="utf-8")
    built("mkdocs", tmp_path / "site", tmp_path / "mkdocs")
    built("plain", tmp_path / "site", tmp_path / "plain")
    assert len(articles(tmp_path / "plain")) > 20
    assert different(articles(tmp_path / "plain"), articles(tmp_path / "mkdocs")) == []


WRITTEN = {
    "index.md": "Welcome. [About](help/about.md) ![](images/a%20b.png) [us](./)\n",
    "help/index.md": "# Help\n\nText\n: said\n",
    "help/about.md": (
        "---\ntitle: About *us*\n---\n\n[home](../index.md#state) [top](#one) [mail](mailto:a@b.org)\n"
        "<a@b.org> [data](../data/standards.csv?a=1#b) [all](/data/) [out](https://example.org/a.md)\n"
        "[plan](../agencies/ssa.md) [phone](../agencies/ssa/phone.md) [gone](../promises/)\n\n"
        "## One\n\n### Two & half\n\n## Three\n\n## Four `<b>`\n\n*[FAQ]: Questions\n\nThe FAQ.\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n"
    ),
    "help/no-heading.md": "Only words.\n",
    "help/In Menu.md": "Only words.\n",
    "data.md": "# Our data\n\nWe say more. [us](help/about.md)\n",
    "agencies/ssa.md": (
        "---\nagency: ssa\n---\n\nWe help. [other](../help/about.md)\n\n- one\n\n"
        "/// standard | calls\n///\n\n## Why\n\n/// channels\n///\n"
    ),
}
MENU = (
    "nav: [index.md, {Help: [help/index.md, {Named here: help/In Menu.md}]}, "
    "{Elsewhere: https://example.org/}]\n"
    "markdown_extensions: [def_list, abbr, toc: {permalink: true}]\n"
    "repo_url: https://github.com/example/site\n"
)


@pytest.mark.parametrize(
    "site_yml",
    [
        MKDOCS_YML,
        re.sub(r"nav: .*\n", MENU, MKDOCS_YML),
        re.sub(r"nav: .*\n|, edit_root: \"[^\"]*\"", "", MKDOCS_YML)
        + "edit_uri: https://e.org/e\n",
    ],
    ids=["shipped", "menu of its own", "no menu"],
)
def test_what_people_wrote_has_the_same_article(
    folder: Folder, tmp_path: Path, site_yml: str
) -> None:
    folder.write("mkdocs.yml", site_yml)
    for name, text in WRITTEN.items():
        folder.write(f"content/{name}", text)
    folder.write("content/images/a b.png", "a picture")
    folder.write("content/.hidden/secret.md", "Not for visitors.\n")
    folder.write("content/templates/part.html", "Not for visitors.\n")
    folder.write("elsewhere.txt", "Not for visitors.\n")
    (folder.path / "content/link.txt").symlink_to(folder.path / "elsewhere.txt")
    built("mkdocs", folder.path, tmp_path / "mkdocs")
    built("plain", folder.path, tmp_path / "plain")
    ours, theirs = articles(tmp_path / "plain"), articles(tmp_path / "mkdocs")
    assert different(ours, theirs) == []
    assert "help/In Menu/index.html" in ours
    assert (tmp_path / "plain/images/a b.png").is_file()
    for name in (".hidden", "templates", "link.txt"):
        assert not (tmp_path / "plain" / name).exists()


def test_the_menu_names_the_same_pages_in_the_same_words(folder: Folder, tmp_path: Path) -> None:
    folder.write("mkdocs.yml", re.sub(r"nav: .*\n", MENU, MKDOCS_YML))
    for name, text in WRITTEN.items():
        folder.write(f"content/{name}", text)
    built("mkdocs", folder.path, tmp_path / "mkdocs")
    built("plain", folder.path, tmp_path / "plain")
    menus = [
        {
            name: re.findall(r'<title>[^<]*|<nav class="ch-nav".*?</nav>', html, re.DOTALL)
            for name, html in pages_in(tmp_path / engine).items()
        }
        for engine in ("plain", "mkdocs")
    ]
    assert different(*menus) == []


# ------------------------------------------------------------------------------- frame and search


def test_a_frame_of_a_publisher_finds_the_blocks_of_ours(folder: Folder, tmp_path: Path) -> None:
    frame = '{% extends "charters/frame.html" %}\n{% block footer %}{{ super() }}<p>Ours</p>{% endblock %}\n'
    folder.write("overrides/main.html", frame)
    built("plain", folder.path, tmp_path / "out")
    pages = pages_in(tmp_path / "out")
    framed = {name: html for name, html in pages.items() if not name.startswith(SHEETS)}
    assert [name for name, html in framed.items() if "<p>Ours</p>" not in html] == []


def test_the_search_finds_every_page_in_the_same_words(folder: Folder, tmp_path: Path) -> None:
    for name, text in WRITTEN.items():
        folder.write(f"content/{name}", text)
    built("mkdocs", folder.path, tmp_path / "mkdocs")
    built("plain", folder.path, tmp_path / "plain")
    ours, theirs = (
        {one.name: one.read_bytes() for one in (tmp_path / name / "search").rglob("*.*")}
        for name in ("plain", "mkdocs")
    )
    assert ours == theirs
    found = {unquote(address) for address in found_in(tmp_path / "plain") if "#" not in address}
    pages = pages_in(tmp_path / "plain").keys() - {"404.html", "search.html"}
    framed = [name for name in pages if not name.startswith(SHEETS)]
    assert found == {name.removesuffix("index.html") for name in framed}


def test_every_template_of_a_page_is_filled_with_one_type_of_view() -> None:
    modules = (page, of_agencies, of_lists, site)
    found = [one for module in modules for one in vars(module).values()]
    named = {one.name for one in found if isinstance(one, page.Template)}
    assert named | {"frame.html"} == {path.name for path in TEMPLATES.glob("*.html")}


NO_MKDOCS = """
import sys
class Refused:
    def find_spec(self, name, *_):
        if name.partition(".")[0] in ("mkdocs", "material", "properdocs"):
            raise AssertionError(name)
sys.meta_path.insert(0, Refused())
from charters.cli import main
main()
"""


def test_neither_mkdocs_nor_a_theme_is_asked_for_anything(folder: Folder) -> None:
    command = (sys.executable, "-c", NO_MKDOCS, "build", "--engine", "plain")
    done = process(*command, cwd=folder.path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder.path / "site/agencies/ssa/phone/index.html").is_file()


# ------------------------------------------------------------------------------- what is not there


def test_the_map_of_a_site_without_an_address_is_the_same_and_names_no_page(
    folder: Folder, tmp_path: Path
) -> None:
    rewrite(folder.path / "mkdocs.yml", ("site_url: https://charters.example.org/\n", ""))
    maps = [
        (published(engine, folder.path, tmp_path / engine) / "sitemap.xml").read_text("utf-8")
        for engine in ENGINES
    ]
    assert maps[0] == maps[1]
    assert ("{" in maps[0], "<loc>" in maps[0], "</urlset>" in maps[0]) == (False, False, True)


@each_engine
def test_an_agency_that_promises_nothing_yet_can_be_published(engine: str, tmp_path: Path) -> None:
    folder = site_folder(tmp_path / "site")
    folder.agency(
        "tide", "services:\n  - {id: tables, name: Tables, summary: The tide of a port.}\n"
    )
    page = html_of(published(engine, folder.path, tmp_path / "out"), "promises/")
    assert "No promise is recorded here." in page
    assert "missed ones first" not in page


@each_engine
def test_a_site_without_an_agency_can_be_published(engine: str, tmp_path: Path) -> None:
    folder = site_folder(tmp_path / "site")
    (folder.path / "data/standards").mkdir(parents=True)
    page = html_of(published(engine, folder.path, tmp_path / "out"), "order/")
    assert ("<table" in page, 'id="item-a"' in page) == (False, True)


def test_what_is_left_out_is_said_and_offered_on_no_page(folder: Folder, tmp_path: Path) -> None:
    folder.write("mkdocs.yml", MKDOCS_YML.replace("  - search\n", "  - minify\n"))
    rendered = built("plain", folder.path, tmp_path / "out")
    assert rendered.left_out == ("minify",)
    pages = pages_in(tmp_path / "out")
    assert [name for name, html in pages.items() if 'role="search"' in html] == []
    assert "search.html" not in pages
    assert not (tmp_path / "out/search").exists()
    assert "Page not found" in pages["404.html"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("use_directory_urls: false", "mkdocs.yml: use_directory_urls: false is not followed"),
        ("exclude_docs: drafts/", "mkdocs.yml: exclude_docs is not followed"),
        ("extra: {a: !!python/name:os.system ''}", "mkdocs.yml:9: code that a file names is not"),
        ("extra: {a: !!python/object/apply:os.system [false]}", "is not followed"),
    ],
)
def test_what_is_not_followed_stops_the_build(
    folder: Folder, tmp_path: Path, line: str, said: str
) -> None:
    folder.write("mkdocs.yml", f"{MKDOCS_YML}{line}\n")
    with pytest.raises(SiteError, match=said):
        built("plain", folder.path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_script_keeps_what_is_said_of_it(folder: Folder, tmp_path: Path) -> None:
    scripts = "extra_javascript: [a.js, {path: b.js, type: module, defer: false}]\n"
    folder.write("mkdocs.yml", MKDOCS_YML + scripts)
    built("plain", folder.path, tmp_path / "out")
    head = (tmp_path / "out/data/index.html").read_text(encoding="utf-8")
    assert '<script src="../a.js"></script>' in head
    assert '<script src="../b.js" type="module"></script>' in head

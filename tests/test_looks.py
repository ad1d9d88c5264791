"""The looks are part of the program: a theme of its own, one line on any other, and a guest in a host."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from builders import CALLS, MKDOCS_YML, ONE_LINE, OURS, Folder, build, replaced, small_site
from sites import built, each_engine, html_of, whoever_built

HOSTS = ("material", "mkdocs", "readthedocs")
OURS_ALONE = {", check_pages: all": ""}
"""Of a host's pages no more than our part is judged."""
STYLES = "assets/charters/hosted.css"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = small_site(tmp_path / "small", page="We help.\n")
    more = CALLS.partition("standards:\n")[2].replace("id: calls", "id: letters")
    made.write("data/standards/ssa/standards.yml", CALLS + more)  # One promise is not narrowed.
    made.write(
        "content/guide.md",
        "# Guide\n\nOur *own* words.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    )
    return made


def site_of(folder: Folder, name: str, changes: Mapping[str, str]) -> Path:
    """Return the site of a folder whose settings say something else."""
    folder.write("mkdocs.yml", replaced(MKDOCS_YML, *changes.items()))
    out = folder.path.parent / name
    build(folder.path, out)
    return out


# ---------------------------------------------------------------------------------- a frame of ours


@pytest.mark.parametrize("theme", HOSTS)
def test_one_line_on_any_theme_gives_the_same_files_as_our_own_theme(
    folder: Folder, theme: str
) -> None:
    ours = whoever_built(site_of(folder, "ours", {}))
    folder.write("overrides/main.html", ONE_LINE)
    looks = {OURS: f"theme: {{name: {theme}, custom_dir: overrides}}"}
    theirs = whoever_built(site_of(folder, "theirs", looks))
    assert len(ours) > 30
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_a_file_of_a_theme_is_published_if_a_page_names_it(folder: Folder) -> None:
    frame = f"""{ONE_LINE}{{% block footer %}}<img src="{{{{ 'assets/images/favicon.png' | url }}}}" alt="">{{% endblock %}}"""
    folder.write("overrides/main.html", frame)
    site = site_of(folder, "out", {OURS: "theme: {name: material, custom_dir: overrides}"})
    assert {path.name for path in (site / "assets").iterdir()} == {"charters", "images"}
    assert [path.name for path in (site / "assets/images").iterdir()] == ["favicon.png"]


@each_engine
def test_a_site_brings_its_mark_colors_and_footer(
    folder: Folder, tmp_path: Path, engine: str
) -> None:
    for name in ("mark.svg", "icon.svg"):
        folder.write(f"content/images/{name}", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    folder.write("overrides/own.css", ":root { --ch-brand: light-dark(#800000, #ffb0b0); }\n")
    extends = '{% block footer %}{{ super() }}<p class="more">More</p>{% endblock %}\n'
    folder.write("overrides/main.html", ONE_LINE + extends)
    looks = """\
        theme: {name: charters, custom_dir: overrides, logo: images/mark.svg, favicon: images/icon.svg}
        extra_css: [own.css]
        copyright: The city of Harbor
        extra: {charters_footer: [{label: Imprint, url: guide/}]}
        """
    folder.write("mkdocs.yml", MKDOCS_YML.replace(f"{OURS}\n", re.sub("(?m)^ +", "", looks)))
    built(engine, folder.path, tmp_path / "out")
    html = html_of(tmp_path / "out", "agencies/ssa")
    assert '<img class="ch-header__mark" src="../../images/mark.svg" alt="">' in html
    assert '<link rel="icon" href="../../images/icon.svg">' in html
    assert html.index("assets/charters/tokens.css") < html.index('href="../../own.css"')
    footer = html[html.index("<footer") : html.index("</body>")]
    assert [words in footer for words in ("The city of Harbor", 'class="more"')] == [True, True]
    assert re.findall(r'<li><a href="([^"]*)">([^<]*)', footer) == [("../../guide/", "Imprint")]


# ------------------------------------------------------------------------------ the frame of a host


@pytest.mark.parametrize("theme", HOSTS)
def test_other_pages_of_a_host_stay_byte_for_byte_but_for_one_stylesheet(
    folder: Folder, theme: str
) -> None:
    menu = {"nav: [index.md, agencies.md, promises.md]": "nav: [index.md, guide.md]"}
    folder.write("content/guide.md", "# Guide\n\n<p style='color: red'>HTML</p>\n")
    trusted = {"check_pages: all": "trusted_pages: yes"}
    hosted = site_of(folder, "hosted", {OURS: f"theme: {theme}", **menu, **trusted})
    plugin = re.search(r"  - charters: .*\n", MKDOCS_YML)
    assert plugin
    alone = {plugin[0]: "", "nav:": f"extra_css: [{STYLES}]\nnav:"}
    # Without our plugin our words for the home page are an ordinary page.
    bare = site_of(folder, "bare", {OURS: f"theme: {theme}", **menu, **alone})
    assert html_of(hosted, "guide") == html_of(bare, "guide")
    assert (hosted / "404.html").read_bytes() == (bare / "404.html").read_bytes()
    more = whoever_built(hosted).keys() - whoever_built(bare).keys()
    # The icon of posters, which stand alone, is there where the host publishes none of ours.
    icon = "assets/charters/favicon.svg"
    assert {name for name in more if name.startswith("assets/")} - {icon} == {
        STYLES,
        "assets/charters/filter.js",
        *(f"assets/charters/{name}.css" for name in ("tokens", "promise", "sheet")),
    }


@pytest.mark.parametrize("theme", HOSTS)
def test_our_pages_stand_in_the_frame_of_a_host(folder: Folder, theme: str) -> None:
    menu = {"agencies.md, promises.md": "{Offices: agencies.md}, promises.md"}
    site = site_of(folder, "hosted", {OURS: f"theme: {theme}", **menu, **OURS_ALONE})
    html = html_of(site, "agencies/ssa/phone")
    part = html[html.index('id="ch-hosted"') :]
    assert html.count(f'href="../../../{STYLES}"') == 1
    assert "ch-header" not in html
    assert html.count("<h1") == 1
    assert re.search(r"<main|role=\"main\"", html)
    assert re.search(r">\s*Offices\s*<", html[: html.index('id="ch-hosted"')])
    for words in (
        "ch-crumbs",
        "How to complain",
        "gives nobody a right",
        'href="https://example.org/edit/',
    ):
        assert words in part
    assert "filter.js" in html_of(site, "promises")
    assert "filter.js" not in html


def test_a_host_keeps_its_own_words_on_our_pages_too(folder: Folder) -> None:
    site = site_of(folder, "hosted", {OURS: "theme: {name: mkdocs, locale: fr}", **OURS_ALONE})
    for page in ("guide", "agencies/ssa"):
        html = html_of(site, page)
        assert "Rechercher" in html
        assert 'avec <a href="https://www.mkdocs.org/">MkDocs</a>' in html
    assert "Customer service plan" in html_of(site, "agencies/ssa")

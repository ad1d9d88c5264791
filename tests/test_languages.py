"""A site in several languages: every page in each, what nobody translated marked, and a search of its own."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborNode

from builders import Made, build, rewrite, site_folder, small_site
from charters.model.settings import Settings
from charters.reading import read
from charters.reading.site_settings import settings_of
from charters.rules import audit
from charters.rules.case import Case
from charters.rules.pages.written_at import EditorsFiles
from commands import charters, run
from pages import Page, within, words_of
from sites import ENGINES, files_of, published, told, whoever_built

SITE = "https://charters.example.org/"
ATOM, XML_LANG = (
    "{http://www.w3.org/2005/Atom}",
    "{http://www.w3.org/XML/1998/namespace}lang",
)
OTHERS = ("fr", "es")
SMALL = """\
site_name: Two
site_url: https://two.example.org/
docs_dir: content
theme: charters
plugins:
  - search
  - charters:
      languages: [en, fr]
      site_name: {fr: Deux}
      as_of: 2026-06-30
      publisher: {name: {en: The tests, fr: Les tests}, contact: 'mailto:a@b.example'}
      licence: {name: L, link: 'https://example.org/'}
nav: [Home: index.md, Agencies: agencies.md, About: about.md]
"""


@pytest.fixture(scope="session")
def made(languages: Made) -> Made:
    return languages


def page(made: Made, address: str) -> Page:
    return Page(made.site / address / "index.html")


def said(node: LexborNode, attribute: str) -> str:
    return node.attributes[attribute] or ""


def addresses(made: Made, language: str = "") -> set[str]:
    """Return the addresses of all pages of a language, as they are in the first one."""
    top = made.site / language
    found = {one.parent.relative_to(top).as_posix() for one in top.rglob("index.html")}
    return {one for one in found if one.partition("/")[0] not in OTHERS}


def url_of(address: str, language: str) -> str:
    """Return the whole address of a page in a language."""
    folder = "" if language == "en" else f"{language}/"
    return f"{SITE}{folder}{'' if address == '.' else f'{address}/'}"


def test_every_page_has_a_counterpart_in_every_language(made: Made) -> None:
    first = addresses(made)
    assert len(first) > 60
    assert [addresses(made, one) ^ first for one in OTHERS] == [set(), set()]


def test_every_page_leads_to_itself_in_the_other_languages(made: Made) -> None:
    shown = [one for one in addresses(made) if not one.startswith(("poster/", "embed/"))]
    for address in shown:
        there = {one: url_of(address, one) for one in ("en", *OTHERS)}
        for language, url in there.items():
            found = page(made, url.removeprefix(SITE))
            assert said(found.one("html"), "lang") == language
            switch = found.all("header.ch-header a[hreflang]")
            links = {said(one, "hreflang"): urljoin(url, said(one, "href")) for one in switch}
            assert links == {one: other for one, other in there.items() if one != language}


def test_the_head_and_the_map_of_the_site_name_every_language(made: Made) -> None:
    head = page(made, "fr/agencies/tide-office").all("link[rel=alternate][hreflang]")
    named = {said(one, "hreflang"): said(one, "href") for one in head}
    every = {one: url_of("agencies/tide-office", one) for one in ("en", *OTHERS)}
    assert named == every  # the map of the site also says which one is for everybody else
    text = (made.site / "sitemap.xml").read_text("utf-8")
    entries = dict(re.findall(r"<url><loc>(.*?)</loc>(.*?)</url>", text, re.DOTALL))
    assert len(entries) == text.count("<url>")
    for address in every.values():
        pairs = re.findall('hreflang="(.*?)" href="(.*?)"', entries[address])
        assert dict(pairs) == {"x-default": every["en"], **every}


@pytest.mark.parametrize(
    ("languages", "folders"),
    [
        (["en", "fr"], {"fr": "fr"}),
        (["en", "fr-CA"], {"fr": "fr-CA"}),
        (["fr", "es-US", "es-MX"], {"es-US": "es-US", "es-MX": "es-MX"}),
        (["en", "en-GB"], {"en-GB": "en-GB"}),
        ([], {}),
    ],
)
def test_addresses_call_a_language_by_its_shortest_name(
    languages: list[str], folders: dict[str, str]
) -> None:
    settings = Settings(languages=languages, language=(*languages, "en")[0])
    assert settings.folders == folders
    assert [settings.told_apart(f"a/b.{one}.md") for one in folders] == [
        ("a/b.md", language) for language in folders.values()
    ]


def test_what_is_written_in_a_language_is_shown_in_it(made: Made) -> None:
    french = page(made, "fr/agencies/tide-office")
    name = "Promesses d'organismes qui n'existent pas"
    assert words_of(french.one("title")) == f"Bureau des marées - {name}"
    assert "Ce bureau n'existe pas." in french.words
    assert "Nous répondons en 45 secondes." in french.words
    assert re.search(r"Pour [\w ]+, nous avons répondu: \d+ sur 100", french.words)
    assert "Nous répondons" not in page(made, "agencies/tide-office").words
    assert said(french.one(".ch-edit a"), "href").endswith("/tide-office.fr.md")


UNTRANSLATED = "Certains textes de cette page ne sont pas encore traduits"


def test_a_page_that_nobody_translated_is_shown_in_the_first_language_and_says_so(
    made: Made,
) -> None:
    found = page(made, "fr/about")
    assert found.words.count(UNTRANSLATED) == 1
    words = found.one("article [lang=en]")
    assert words_of(within(words, "h1")) == "About us"
    assert [said(link, "href") for link in words.css("a")] == ["../", "../promises/"]
    assert said(within(words, "img"), "src") == "../../images/dot.png"
    assert "seconds on average" in words_of(words)  # An English sentence goes on in English.
    translated = page(made, "fr/contact")
    assert UNTRANSLATED not in translated.words
    links = [said(link, "href") for link in translated.all("article p:not(.ch-edit) a")]
    assert links == ["../../data/results.csv"]
    assert UNTRANSLATED not in page(made, "about").words


def test_titles_and_steps_that_nobody_translated_say_their_language(made: Made) -> None:
    found = page(made, "es/agencies/tide-office/tables")
    steps = [step.attributes.get("lang") for step in found.all(".ch-crumbs a")]
    assert (steps, said(found.one("head title"), "lang")) == ([None, None, "en"], "en")
    assert said(found.one("meta[name=description]"), "lang") == "en"
    assert said(page(made, "es").one("meta[name=description]"), "lang") == "en"  # the site's own
    assert said(page(made, "es").one(".ch-notice p > *"), "lang") == "en"
    home = page(made, "es/agencies")
    assert "lang" not in home.one("head title").attributes
    assert "lang" not in home.one("meta[name=description]").attributes
    assert "lang" not in home.one("meta[property='og:title']").attributes
    assert said(found.one("meta[property='og:title']"), "lang") == "en"


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("fr/agencies/tide-office/moorings/desk-wait", "Every result: We see you at a desk within 15 minutes."),
        ("fr/services/for/skippers", "Services for: Skippers"),
        ("fr/poster/harbor/help", "Poster: Help by phone, Harbor Office"),
        ("fr/embed/harbor/courtesy", "We treat you with respect."),
        ("es/agencies/post-riders/mail", "Letters: moved"),
    ],
)  # fmt: skip
def test_a_title_is_as_a_whole_in_the_language_of_what_it_names(
    made: Made, address: str, title: str
) -> None:
    found = page(made, address)
    assert (said(found.one("head title"), "lang"), words_of(found.one("head title"))) == (
        "en",
        f"{title} - Promises of agencies that do not exist",
    )
    for about in found.all("meta[name=description]"):
        assert (said(about, "lang"), title in said(about, "content")) == ("en", True)


def test_words_for_the_page_of_somebody_else_say_their_language(made: Made) -> None:
    found = page(made, "es/poster/harbor/help")
    given = [one.text() for one in found.all("textarea") if "<" in one.text()]
    assert len(given) > 1
    assert [one for one in given if 'lang="en"' not in one] == []


def test_a_title_keeps_the_blank_that_does_not_break(made: Made) -> None:
    found = page(made, "fr/order/tide-office")
    assert "\u00a0: ce que demande" in found.one("head title").text()
    assert "\u00a0: " in said(found.one("meta[property='og:title']"), "content")


def test_no_text_of_an_editor_stands_unmarked_on_a_page_of_another_language(made: Made) -> None:
    assert len(spoken(made)) > 200
    for file in (made.site / "es").rglob("index.html"):
        found = Page(file)
        for one in found.all("option, script, textarea, [lang]:not(html)"):
            one.decompose()
        words = plain(found.words)
        assert [text for text in spoken(made) if text in words] == [], file


def test_no_text_of_an_editor_stands_unmarked_in_a_feed_of_another_language(made: Made) -> None:
    foreign: list[str] = []
    for file in (made.site / "es").rglob("feed.xml"):
        feed = ET.fromstring(file.read_bytes())  # noqa: S314 - the program has just written it
        for entry in feed.iter(f"{ATOM}entry"):
            marked = [one for one in entry.iter() if one.get(XML_LANG)]
            foreign += [one.text or "" for one in marked]
            for one in marked:
                one.text = ""
            words = plain(" ".join(entry.itertext()))
            assert [text for text in spoken(made) if text in words] == [], file
    assert "We answer your call within 45 seconds." in foreign


def test_a_number_is_read_in_the_language_of_the_page(made: Made) -> None:
    page = Page(made.site / "es/agencies/lantern-office/index.html")
    foreign = [plain(one.text()) for one in page.all("body [lang]")]
    assert " 1 800 555 0199 " in plain(page.words)
    assert [words for words in foreign if not re.search(r"[^\W\d_]", words)] == []


def test_a_unit_that_only_another_language_names_is_told_once_and_marked(made: Made) -> None:
    facts = page(made, "es/agencies/bridge-board/crossings").all("dd [lang=en]")
    assert "cars" in {words_of(one) for one in facts}


@cache
def spoken(made: Made) -> frozenset[str]:
    """Return the sentences that are in English alone."""
    register, _problems = read(made.folder)
    texts = {plain(text) for case in audit(register).cases.values() for text in untranslated(case)}
    return frozenset(text for text in texts if text.count(" ") > 4 and re.search(r"[^\W\d_]", text))


def untranslated(case: Case) -> Iterator[str]:
    """Yield what is in English alone; names are the same in every language (WCAG 3.1.2)."""
    for _file, keys, text in case.texts:
        if keys[-1] not in ("name", "organization") and "es" not in text.languages():
            yield from (words for _code, words in text.by_language)
    for rows in case.charter.results.values():
        yield from (cell for row in rows for cell in (row.note, row.missed_because, row.action))


def plain(text: str) -> str:
    words = re.findall(r"[^\W_]+", text.casefold())
    return f" {' '.join(words)} "


def test_the_menu_is_in_the_language_of_the_page(made: Made) -> None:
    links = page(made, "fr").all(".ch-nav a")
    titles = [words_of(link) for link in links]
    assert titles[:3] == ["Accueil", "Tous les organismes", "Tous les engagements"]
    assert "Le décret" in titles
    assert {said(link, "href").partition("/")[0] for link in links} & {".."} == set()


def test_each_language_is_searched_by_itself(made: Made) -> None:
    assert said(page(made, "fr").one("main form"), "action") == "search.html"
    results = Page(made.site / "fr/search.html").one("#ch-results")
    named = said(results, "data-index"), f"{said(results, 'data-base')}/"
    assert [urljoin(f"{SITE}fr/search.html", one) for one in named] == [f"{SITE}fr/search/", SITE]
    for language, below in (("en", ""), ("fr", "fr"), ("es", "es")):
        entry = json.loads((made.site / below / "search/pagefind-entry.json").read_text("utf-8"))
        assert list(entry["languages"]) == [language]
    words = {
        one: [word for pack in packs(made.site / one / "search/words") for word in pack]
        for one in ("", "fr")
    }
    assert ("marees" in words["fr"], "marees" in words[""]) == (True, False)
    assert [one for one in words[""] if any(letter.isdigit() for letter in one)] == []


def packs(folder: Path) -> Iterator[list[str]]:
    return (json.loads(gzip.decompress(one.read_bytes())) for one in sorted(folder.iterdir()))


def test_the_data_are_there_once_and_the_feeds_in_each_language(made: Made) -> None:
    assert not [*(made.site / "fr/data").glob("*.csv")]
    links = {said(link, "href") for link in page(made, "fr/data").all("main a")}
    assert "../../data/results.csv" in links
    feed = (made.site / "fr/changes/feed.xml").read_text("utf-8")
    assert 'xml:lang="fr"' in feed
    assert f"<id>{SITE}fr/" in feed
    assert (made.site / "fr/agencies/tide-office/due.ics").is_file()


def test_an_address_without_a_page_is_told_of_in_every_language(made: Made) -> None:
    lost = Page(made.site / "404.html")
    parts = {said(one, "lang"): one for one in lost.all("section[lang]")}
    titles = [words_of(within(one, "h1, h2")) for one in parts.values()]
    assert titles == ["Page not found", "Page introuvable", "Página no encontrada"]
    assert "/fr/complaints/" in {said(link, "href") for link in parts["fr"].css("a")}


# ------------------------------------------------------------------------- what is written wrong


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the folder of a site in two languages, without an agency."""
    plugin = "{languages: [en, fr], check_pages: all, as_of: 2026-06-30, publisher: {name: The tests, contact: 'mailto:a@b.example'}, licence: {name: L, link: 'https://example.org/'}}"
    site_folder(tmp_path, f"site_name: Two\ndocs_dir: content\nplugins: [{{charters: {plugin}}}]\n")
    (tmp_path / "data/standards").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("fr/about.md", "# About\n", "content/fr/about.md:1:1: Y051 this would take the place of the folder fr/, which the program makes; give it another name or another folder"),
        ("a.fr.md", "[b](b.fr.md)\n", "content/a.fr.md:1:5: M016 'b.fr.md' leads to no page of this site (content/b.fr.md); did you mean b.md?"),
        ("a.fr.md", "[b](fr/b.md)\n", "content/a.fr.md:1:5: M016 'fr/b.md' leads to no page of this site (content/fr/b.md); it lies elsewhere; write b.md"),
        ("agencies/ssa.fr.md", "---\nagency: ssa\n---\n\nBonjour.\n", "content/agencies/ssa.fr.md:1:1: M009 there is no folder data/standards/ssa for this page; add it, or rename the page"),
        ("b.de.md", "# Hallo\n", ""),
        ("a.fr.md", "[b](b.md) [en](../b.md) [c](c.md#place)\n", ""),
    ],
)  # fmt: skip
def test_what_no_language_can_have_is_told(small: Path, name: str, text: str, line: str) -> None:
    files = {"b.md": "# B\n", "b.fr.md": "# B\n", "c.md": "# C\n\n## Place\n", name: text}
    for path, words in files.items():
        (small / "content" / path).parent.mkdir(exist_ok=True)
        (small / "content" / path).write_text(words, "utf-8")
    assert [one for one in told(small) if "Y044" not in one] == [*filter(None, [line])]


def test_the_first_language_is_named_once(small: Path) -> None:
    rewrite(small / "mkdocs.yml", ("{languages", "{language: fr, languages"))
    assert any(
        "the first of the languages is en; take this line out" in line for line in told(small)
    )


# ---------------------------------------------------------------------------- whoever fills the frame


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a small site in two languages, made by both engines, and in the frame of Material."""
    root = tmp_path_factory.mktemp("everywhere")
    (root / "small").mkdir()
    folder = small_site(root / "small", SMALL, page="{calls: result}\n")
    folder.write(
        "content/agencies/ssa.fr.md", "---\nagency: ssa\n---\n\nCette année: {calls: result}\n"
    )
    folder.write("content/about.md", "# About\n\nWords.\n")
    sites = {name: root / name for name in ("plain", "mkdocs", "material")}
    for engine in ENGINES:
        published(engine, folder.path, sites[engine])
    (folder.path / "mkdocs.yml").write_text(
        SMALL.replace("theme: charters", "theme: {name: material}")
    )
    assert build(folder.path, sites["material"]) == []
    return sites


def test_both_engines_publish_the_same_files(everywhere: dict[str, Path]) -> None:
    plain, mkdocs = (files_of(everywhere[engine]) for engine in ("plain", "mkdocs"))
    assert len(plain) > 100
    assert sorted(name for name in plain if plain[name] != mkdocs.get(name)) == []
    assert mkdocs.keys() - plain.keys() == {"sitemap.xml.gz"}


def test_properdocs_makes_the_same_site_in_every_language(
    everywhere: dict[str, Path], tmp_path: Path
) -> None:
    folder, site = everywhere["material"].parent / "small", tmp_path / "site"
    done = run(folder, "properdocs", "build", "--no-strict", "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    ours, theirs = (whoever_built(one) for one in (everywhere["material"], site))
    assert len(ours) > 100
    assert sorted(name for name in ours.keys() | theirs if ours.get(name) != theirs.get(name)) == []


def test_a_host_speaks_the_language_of_each_page(everywhere: dict[str, Path]) -> None:
    site = everywhere["material"]
    french, english = (Page(site / name / "agencies/ssa/index.html") for name in ("fr", ""))
    assert [said(one.one("html"), "lang") for one in (french, english)] == ["fr", "en"]
    switch = {said(a, "hreflang"): said(a, "href") for a in french.all(".md-select a")}
    assert switch == {"en": "../../../agencies/ssa/", "fr": "./"}
    assert french.all("link[rel=alternate][hreflang]") == []  # Its script would ask each for a map.
    assert words_of(french.one(".md-tabs, .md-nav--primary")).startswith("Deux")
    assert "fr/agencies/ssa/" in (site / "sitemap.xml").read_text("utf-8")


def test_a_host_searches_each_language_by_itself(everywhere: dict[str, Path]) -> None:
    site = everywhere["material"]
    found = {
        one: json.loads((site / one / "search/search_index.json").read_text("utf-8"))
        for one in ("", "fr")
    }
    said_in = {one: " ".join(doc["text"] for doc in index["docs"]) for one, index in found.items()}
    assert ("Cette année" in said_in["fr"], "Cette année" in said_in[""]) == (True, False)
    assert [index["config"]["lang"] for index in found.values()] == [["en"], ["fr"]]
    config = json.loads(words_of(Page(site / "fr/agencies/ssa/index.html").one("#__config")))
    assert config["base"] == "../.."  # from which the search of the French pages is found


def test_a_host_shows_a_page_that_nobody_translated_marked(everywhere: dict[str, Path]) -> None:
    found = Page(everywhere["material"] / "fr/about/index.html")
    assert words_of(found.one("article div[lang=en] h1")) == "About"
    assert found.words.count(UNTRANSLATED) == 1


# ------------------------------------------------------------------------------- who is told of it


def test_what_is_wrong_with_a_page_is_told_in_the_file_of_its_language(made: Made) -> None:
    files = EditorsFiles(made.folder, settings_of(made.folder)[0], unread=("harbor",))
    told = {
        one: files.of_words(f"{one}/contact/index.html", [words])
        for one, words in (("fr", "Écrivez-nous."), ("es", "Write to us."))
    }
    assert {one: place and place.path for one, place in told.items()} == {
        "fr": "content/contact.fr.md",
        "es": "content/contact.md",
    }
    assert files.elsewhere == tuple(f"{one}agencies/harbor/" for one in ("", "fr/", "es/"))


@pytest.mark.parametrize(
    ("words", "locale", "told"),
    [
        (
            [],
            "C.UTF-8",
            ("warning", "the translations differ: '12 towns' in en, '14 villes' in fr"),
        ),
        (["--language", "fr"], "C.UTF-8", ("avertissement", "les traductions diffèrent")),
        ([], "es_US.UTF-8", ("advertencia", "las traducciones")),
        ([], "fr_FR@euro", ("avertissement", "les traductions diffèrent")),
        (["--language", "en"], "fr_CA.UTF-8", ("warning", "the translations differ")),
        ([], "tlh_AA", ("warning", "the translations differ")),
    ],
)
def test_problems_are_told_in_the_language_of_the_reader(
    small: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    locale: str,
    told: tuple[str, str],
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    data = small / "data/standards/lamps"
    data.mkdir()
    both = "{en: We light 12 towns., fr: Nous éclairons 14 villes.}"
    (data / "agency.yml").write_text(f"name: Lamps\nkind: executive\nserves: {both}\n", "utf-8")
    (data / "standards.yml").write_text("services: []\n", "utf-8")
    done = charters(*words, "check", "--root", small)
    line = next(one for one in done.stdout.splitlines() if " K24 " in one)
    assert told[1] in line
    assert line.split()[0] == told[0]
    assert line.split()[1].startswith("data/standards/lamps/agency.yml:")

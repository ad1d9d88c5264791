"""Every word that a page prints can be said in another language, and French says them all."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from fractions import Fraction
from gettext import NullTranslations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po
from jinja2 import Environment
from jinja2.nodes import TemplateData
from selectolax.lexbor import LexborHTMLParser, LexborNode

from builders import MKDOCS_YML, ROOT, Made, build, csv_row, site_folder
from charters.model.quantities import TIME_UNITS
from charters.model.register import Charter
from charters.model.text import Text, parse_text
from charters.problems import Message
from charters.publishing.say import by_locale, speech
from charters.publishing.say.clause_words import say_message
from charters.reading import read

PACKAGE = ROOT / "plugins" / "charters"
LOCALE = PACKAGE / "locale"
TEMPLATES = sorted(path for path in PACKAGE.rglob("*.html") if not path.name.endswith(".css.html"))
LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())
LETTERS = re.compile(r"[^\W\d_]+")


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def of_language(language: str) -> Catalog:
    return catalogue(LOCALE / language / "LC_MESSAGES" / "charters.po")


def forms(said: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return every form of a message: the one it has, or one for each number."""
    return (said,) if isinstance(said, str) else tuple(said or ())


# ------------------------------------------------------------------- nothing is left uncollected


def test_the_words_for_translators_are_fresh(tmp_path: Path) -> None:
    shutil.copytree(LOCALE, tmp_path, dirs_exist_ok=True)
    alone = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    command = ["make", "-o", ".venv/.installed-to-run", "messages", f"LOCALE={tmp_path}"]
    subprocess.run(command, cwd=ROOT, env=alone, check=True)

    files = sorted(path.relative_to(LOCALE) for path in LOCALE.rglob("charters.po*"))
    stale = [
        name for name in files if (tmp_path / name).read_bytes() != (LOCALE / name).read_bytes()
    ]
    assert len(files) == 1 + len(LANGUAGES)
    assert [str(name) for name in stale] == [], "run: make messages"


CALLS = {"_", "gettext", "ngettext", "so_many", "if_any", "_n"}
PASSED_ON = {
    "speech.of_others.get(message, message)",
    *("message", "one", "message.template", "words", "rule.title", "rule.why", "rule.source"),
    "table.about",
}
"""What is handed to gettext without being written there, because it is marked somewhere else."""


def messages_in(path: Path) -> Iterator[str]:
    """Yield what a module says, as the parser of Python sees it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and called(node.func) in CALLS:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)
            else:
                assert ast.unparse(first) in PASSED_ON, f"{path}:{node.lineno}"


def called(function: ast.expr) -> str:
    return ast.unparse(function).rpartition(".")[2]


def test_every_sentence_of_the_program_is_collected() -> None:
    collected = {forms(message.id)[0] for message in catalogue(LOCALE / "charters.pot")}
    said = {words for path in PACKAGE.rglob("*.py") for words in messages_in(path)}
    assert len(said) > 500
    assert said - collected == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_words_of_its_own(path: Path) -> None:
    tree = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(
        path.read_text(encoding="utf-8")
    )
    written = "·".join(node.data for node in tree.find_all(TemplateData))
    named = re.findall(r'\b(?:title|alt|placeholder|aria-label|data-label)="([^"·]+)"', written)
    shown = re.sub(r"<code>.*?</code>|<[^<>]*>|[a-z-]+=\"[^\"]*\">", " ", written)
    assert LETTERS.findall(shown) == named == []


# ---------------------------------------------------------------------- a site in no language

WORDS, DATA = "⟦⟧", "⟪⟫"
"""What our words and what the words of the data stand between."""
CODES = re.compile(
    r"\[c\]|(?:https://|\b[\w.]+@)?\b[a-z\d-]+(?:\.[a-z\d-]+)+\b(?:/[\w/#.-]*)?|\b[A-HKPSX]\d+(?:\.\d+)?S?\b|\([a-h]\)"
)
"""The sign for a hidden count, addresses, and what the checks and items of the order are called."""
TITLE = re.compile(r"^(?:title|site_name|site_description): (.+)$", re.MULTILINE)
READ_ALOUD = ("title", "alt", "placeholder", "aria-label")
MACHINE_READ = {"data-kind", "data-index", "data-base", "data-agency", "data-ended"}


class Bracketed(NullTranslations):
    """A language that says everything as it is written, between brackets."""

    def gettext(self, message: str) -> str:
        return message.join(WORDS)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return (msgid1 if n == 1 else msgid2).join(WORDS)


@pytest.fixture(scope="module")
def bracketed(whole: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the whole site with our words in one kind of brackets and its data in another."""
    site = tmp_path_factory.mktemp("bracketed")
    say, day, month, months = (
        Text.said_in,
        by_locale.day_in,
        by_locale.month_in,
        by_locale.months_in,
    )

    def said_in(text: Text, *how: str) -> tuple[str, str]:
        words, code = say(text, *how)
        return words.join(DATA), code

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(speech, "catalogue_for", lambda _language: Bracketed())
        patch.setattr(Text, "said_in", said_in)
        patch.setattr(speech, "day_in", lambda *how: day(*how).join(DATA))
        patch.setattr(speech, "month_in", lambda *how: month(*how).join(DATA))
        patch.setattr(speech, "months_in", lambda *how: months(*how).join(DATA))
        build(whole.folder, site, strict=False)
    return site


def plain_words(folder: Path) -> list[str]:
    """Return what the data and the site's own files say in no language, the longest first."""
    register, _ = read(folder)
    found = {*TITLE.findall((folder / "mkdocs.yml").read_text(encoding="utf-8"))}
    for charter in register.charters.values():
        found |= {*re.findall("unit='([^']+)'", repr(charter))} - {*TIME_UNITS}
        for row in (row for rows in charter.results.values() for row in rows):
            found |= {row.note, row.missed_because, row.action, row.part}
        found |= {*places_of(charter)}
    for page in (folder / "content").rglob("*.md"):
        found |= {*TITLE.findall(page.read_text(encoding="utf-8"))}
    return sorted(filter(None, found), key=len, reverse=True)


def places_of(charter: Charter) -> Iterator[str]:
    """Yield the places at which an agency, its services and what it measures were found before."""
    yield from charter.agency.formerly
    for one in (*charter.services, *charter.measured):
        for agency in (charter.id, *charter.agency.formerly):
            yield from (f"{agency}/{name}" for name in (one.id, *one.formerly))


def outside(words: str) -> str:
    """Return what is in no brackets."""
    depth, found = 0, ""
    for sign in words:
        depth += (sign in "⟦⟪") - (sign in "⟧⟫")
        found += sign if depth == 0 and sign not in "⟧⟫" else " "
    assert depth == 0 or words.endswith("…"), f"cut off: {words}"  # a chart has little room
    return found


def read_by_people(html: str) -> Iterator[str]:
    """Yield every text and every attribute of a page that somebody reads or hears."""
    tree = LexborHTMLParser(html)
    for node in tree.css(".ch-prose, .ch-nav, code, script, style, textarea:not([id$=_cite])"):
        node.decompose()
    for node in tree.css("*"):
        yield from (
            child.text_content or "" for child in node.iter(include_text=True) if child.is_text_node
        )
        for name, value in node.attributes.items():
            if value and (
                name in READ_ALOUD or (name.startswith("data-") and name not in MACHINE_READ)
            ):
                yield from json.loads(value).values() if value[0] == "{" else [value]
    yield from (str(node.attributes["content"]) for node in tree.css('meta[name="description"]'))


def test_texts_and_attributes_are_read_and_codes_are_not() -> None:
    page = """<title>One</title><meta name="description" content="Two"><p title="Three">Four
        <b aria-label="Five" data-label="Six" data-kind="met" class="x">⟦Seven⟧</b>
        <i data-kinds='{"met": "Eight"}'><code>name</code></i></p><div class="ch-prose">Own</div>"""
    found = {word for words in read_by_people(page) for word in LETTERS.findall(outside(words))}
    assert found == {"One", "Two", "Three", "Four", "Five", "Six", "Eight"}


def left_over(
    site: Path, data: list[str], pattern: str, said: Callable[[str], Iterator[str]]
) -> dict[str, str]:
    """Return every word that is neither ours nor of the data, with a page it stands on."""
    first = dict[str, Path]()
    for path in sorted(site.rglob(pattern)):
        for words in said(path.read_text(encoding="utf-8")):
            first.setdefault(outside(words), path)
    left = dict[str, str]()
    for words, path in first.items():
        rest = words
        for known in data if LETTERS.search(rest) else ():
            rest = rest.replace(known, "")
        rest = CODES.sub("", rest)
        if LETTERS.search(rest):
            left.setdefault(rest.strip(), path.relative_to(site).as_posix())
    return left


def test_every_word_on_every_page_is_translated_or_data(whole: Made, bracketed: Path) -> None:
    assert left_over(bracketed, plain_words(whole.folder), "*.html", read_by_people) == {}


def read_in_a_feed(xml: str) -> Iterator[str]:
    for node in ET.fromstring(xml).iter():  # noqa: S314 - written by this program a moment ago
        if node.tag.rpartition("}")[2] in ("title", "summary", "name"):
            yield node.text or ""
        yield node.attrib.get("label", "")


def test_every_word_in_every_feed_is_translated_or_data(whole: Made, bracketed: Path) -> None:
    assert left_over(bracketed, plain_words(whole.folder), "feed.xml", read_in_a_feed) == {}


# ------------------------------------------------------------------------------- translations

PLACES = re.compile(r"\{\w*\}")


def translated(language: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield every message of a language with its translation."""
    for message in of_language(language):
        if message.id and any(forms(message.string)):
            yield forms(message.id), forms(message.string)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_every_place_for_a_value(language: str) -> None:
    changed = [
        (message[-1], said)
        for message, translation in translated(language)
        for said in translation
        if set(PLACES.findall(said)) not in [set(PLACES.findall(one)) for one in message]
    ]
    assert changed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_brings_no_markup_of_its_own(language: str) -> None:
    brought = [
        said
        for message, translation in translated(language)
        for said in translation
        if set('<>"&') & set(said) - set("".join(message))
    ]
    assert brought == []


UNSET = {
    "fr": r"[\d}] %|\u202f%|(?<= )[:;!?»](?= |$)|« |(?<=[^\W\d_])'(?=[^\W\d_])|(?<=[\w)}])[;!?](?= |$)"
    r"|'[\w{}]+'|\d \d{3}\b",
    "es": r"[\d}] %|[«»]|'[\w{}]+'|\d \d{3}\b|(?<![¿\w])[¡!](?=\w)",
}
"""A sign set as another language sets it: with a blank that breaks or none, or with a typewriter's marks."""


@pytest.mark.parametrize("language", UNSET)
def test_signs_are_set_as_the_language_sets_them(language: str) -> None:
    unset = [
        s for _one, both in translated(language) for s in both if re.search(UNSET[language], s)
    ]
    assert [said for said in unset if "!important" not in said] == []


OTHER_WORDS = {
    "fr": (
        *(
            "enquête",
            "promesse",
            "indicateurs?\\b",
            "canal\\b",
            "canaux",
            "exploitant",
            "[ÉéLl]’?éditeur de ce",
        ),
        *(
            "l’histoire de ses fichiers",
            "se plaindre",
            "identifiant de la norme",
            "\\w\\(s\\)",
            "^Emploi",
            "à un lien\\b",
            "[Ss]ur comment\\b",
            "prier? (?:les|cet) organisme",
        ),
    ),
    "es": (
        "promesa",
        "objetivo",
        "Órdenes",
        "la orden “charters",
        "una ficha del mismo",
        "primero primero",
        "a un enlace (?:de|\\.|$)",
    ),
}
"""A second word for what a page calls by one: a survey, a promise, a figure, a channel, who runs the site."""


@pytest.mark.parametrize("language", OTHER_WORDS)
def test_one_thing_has_one_name(language: str) -> None:
    other = re.compile("|".join(OTHER_WORDS[language]))
    assert [s for _one, both in translated(language) for s in both if other.search(s)] == []


COUNTED = re.compile(
    r"\{(?:count|pages|n|days|sentences|answered|dead|opened|new|known|cases|found|people)\} "
    r"(?!(?:cas|fois|veces|dans|mais|más|mois)\b)\w+s\b"
)
SEVERAL = (
    *(
        "digits after",
        "nouns in a row",
        "last {count} results",
        "early view",
        "{pages} pages",
        "{n} ",
    ),
    *(
        "people answered",
        "{count} aims",
        "{count} limits",
        "> {most})",
        "sections; ",
        "words in",
        "blank",
    ),
    *(
        "words; readers",
        "words stand",
        "cells: ",
        "cells, more than",
        "{total} pages",
        "{count} periods",
        "{days} business",
    ),
    *("highest of", "lowest of", "{most} complaints", "{opened} were", "columns have no name"),
)
"""Of what is said only of several: of more than is allowed, or of enough to tell a trend."""


@pytest.mark.parametrize("language", ["fr", "es"])
def test_one_is_never_said_in_the_plural(language: str) -> None:
    """A message of one form puts a count that may be one behind its words: 'cellules remplies : 1'."""
    wrong = [
        both[0]
        for one, both in translated(language)
        if len(both) == 1 and COUNTED.search(both[0]) and not any(few in one[0] for few in SEVERAL)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_that_is_offered_says_nearly_everything(language: str) -> None:
    messages = [message for message in of_language(language) if message.id]
    assert len([*translated(language)]) > 0.95 * len(messages)
    assert [message.id for message in messages if message.fuzzy] == []


@pytest.mark.parametrize(
    ("amount", "english", "french"),
    [
        (Fraction(119, 10), "11.9", "11,9"),
        (Fraction(6720000000), "6,720,000,000", "6\u202f720\u202f000\u202f000"),
        (Fraction(2, 3), "0.67", "0,67"),
        (Fraction(0), "0", "0"),
    ],
)
def test_an_amount_in_a_message_is_written_as_its_language_writes_it(
    amount: Fraction, english: str, french: str
) -> None:
    message = Message("{amount}", (("amount", amount),))
    assert (str(message), say_message(speech.speech_for("fr"), message)) == (english, french)


def test_a_region_takes_the_words_of_its_language() -> None:
    canadian = speech.speech_for("fr-CA")
    assert canadian.gettext("Met") == "Respecté"
    assert canadian.say(parse_text({"en": "Call us", "fr": "Appelez-nous"})) == speech.Said(
        "Appelez-nous"
    )
    assert speech.speech_for("fr/../de").gettext("Met") == "Met"


# -------------------------------------------------------------------- a French and a Spanish site

BILINGUAL_AGENCY = """\
    name: {en: Harbor Agency, fr: Agence des ports, es: Autoridad Portuaria}
    kind: executive
    serves: {en: We serve all who sail., fr: Nous servons tous les navigateurs., es: Servimos a quienes navegan.}
    owner: {en: The harbor master}
    """
BILINGUAL_STANDARDS = """\
    services:
      - id: moorings
        name: {en: Moorings, fr: Postes d'amarrage, es: Amarres}
        summary: {en: We give your boat a place.}
    standards:
      - id: requests
        service: moorings
        type: timeliness
        promise:
          en: We answer within 2 business days.
          fr: Nous répondons en 2 jours ouvrables.
          es: Respondemos en 2 días hábiles.
        limit: 2 business days
        measure: {shape: share-within-limit, of: {en: requests, fr: demandes, es: solicitudes}}
        target: 90%
        reported: yearly
        introduced: 2023-03-01
    """


def site_in(language: str, root: Path) -> dict[str, LexborHTMLParser]:
    """Return the pages of a site in one language, made from data in several."""
    settings = MKDOCS_YML.replace("charters: {", f"charters: {{language: {language}, ")
    folder = site_folder(root, settings)
    rows = f"{csv_row('requests', '2024', 4620, 5500)}\n{csv_row('requests', '2025', 5000, 5500)}"
    folder.agency("ports", BILINGUAL_STANDARDS, rows, agency=BILINGUAL_AGENCY)
    build(root, root / "site", strict=False)
    return {
        page.relative_to(root / "site").as_posix(): LexborHTMLParser(page.read_text("utf-8"))
        for page in (root / "site").rglob("*.html")
    }


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LexborHTMLParser]:
    return site_in("fr", tmp_path_factory.mktemp("french"))


@pytest.fixture(scope="module")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LexborHTMLParser]:
    return site_in("es-US", tmp_path_factory.mktemp("spanish"))


PLAN, SERVICE = "agencies/ports/index.html", "agencies/ports/moorings/index.html"
ORDER = "order/ports/index.html"


def words_of(node: LexborNode | None) -> str:
    assert node
    return " ".join(node.text(separator=" ").split())


def test_one_setting_puts_every_page_into_french(french: dict[str, LexborHTMLParser]) -> None:
    assert len(french) > 12
    for name, page in french.items():
        (html,) = page.css("html")
        assert html.attributes["lang"] == "fr", name
        if page.css_matches("meta[name=robots]"):
            assert "n date du 30 juin 2026" in words_of(page.css_first("main")), name
            continue
        assert "Chiffres en date du 30 juin 2026" in words_of(page.css_first("footer")), name


def test_a_promise_is_told_in_french(french: dict[str, LexborHTMLParser]) -> None:
    assert words_of(french[PLAN].css_first("#requests")) == (
        "Respecté Nous répondons en 2 jours ouvrables."
    )
    promise = words_of(french[SERVICE].css_first("#requests"))
    assert "Nous répondons en 2 jours ouvrables." in promise
    assert "Respecté 91 demandes sur 100 , 2025" in promise
    assert "5 000 sur 5 500. Notre objectif : 90 sur 100." in promise
    facts = words_of(french[SERVICE].css_first("#requests-figures"))
    assert "Promis depuis 1er mars 2023" in facts
    assert "Non respecté" in facts


def test_words_in_another_language_say_so(french: dict[str, LexborHTMLParser]) -> None:
    foreign = {
        words_of(node) for page in (PLAN, SERVICE) for node in french[page].css("body [lang=en]")
    }
    assert foreign == {"The harbor master", "We give your boat a place."}
    steps = {words_of(node) for node in french[ORDER].css("#next-steps [lang=en]")}
    assert [words for words in steps if re.match("[a-z]+: ", words)]  # examples of what to write


def test_one_setting_puts_every_page_into_spanish(spanish: dict[str, LexborHTMLParser]) -> None:
    assert len(spanish) > 12
    for name, page in spanish.items():
        (html,) = page.css("html")
        assert html.attributes["lang"] == "es-US", name
        assert "l 30 de junio de 2026" in words_of(page.css_first("body")), name


def test_a_promise_is_told_in_spanish_with_the_numbers_of_its_region(
    spanish: dict[str, LexborHTMLParser],
) -> None:
    assert words_of(spanish[PLAN].css_first("#requests")) == (
        "Cumplido Respondemos en 2 días hábiles."
    )
    promise = words_of(spanish[SERVICE].css_first("#requests"))
    assert "Cumplido 91 de cada 100 solicitudes , 2025" in promise
    assert "5,000 de 5,500. Nuestra meta: 90 de cada 100." in promise
    assert "Compromiso vigente desde 1 de marzo de 2023" in words_of(
        spanish[SERVICE].css_first("#requests-figures")
    )
    method = words_of(spanish["how-we-judge/index.html"].css_first("main"))
    assert "3.267 veces ese promedio (16.93)" in method
    assert "2.66 diferencias habituales" in method
    foreign = {words_of(node) for node in spanish[SERVICE].css("body [lang=en]")}
    assert foreign == {"We give your boat a place."}

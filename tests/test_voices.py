"""One "we" on a site: the agency's on a site of its own, nobody's but the publisher's on any other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from selectolax.lexbor import LexborHTMLParser

from builders import ROOT, book, cases_in, charter, measured_by, promise, result
from charters.model.register import Charter
from charters.publishing.say.voices import said_of_others
from charters.publishing.views.comparisons import comparison_view
from charters.publishing.views.promise_cards import promise_view

CASES: dict[str, dict[str, dict[str, str]]] = cases_in(
    Path(__file__).parent / "cases" / "voices.yml"
)
SPEAKS = re.compile(r"\b(we|our|us)\b", re.IGNORECASE)
FIELD = re.compile(r"\{\w+\}")
PUBLISHERS = {
    "How we judge",
    "The same entry for portals of the United States (DCAT-US)",
    "What we found later",
    "What {order} asks, and what we show",
}
"""What the publisher says of the site itself on pages of agencies, besides why nobody can say kept or missed."""
TOLD_TO_EDITORS = re.compile(r"/(?:rules|forms|importing|model|reading|cli)/|/neighbours\.py")
OF_THE_SITE = re.compile(r"we (?:cannot say kept|may not show|read no pattern)")
PAGES_OF_THE_PUBLISHER = ("method.html", "views/method.py")
"""How the site judges; nothing an agency says stands there."""


@pytest.fixture(scope="module")
def messages() -> Catalog:
    with (ROOT / "plugins/charters/locale/charters.pot").open("rb") as file:
        return read_po(file)


def agency(called: str = "ssa", **more: Any) -> Charter:
    calls = promise(
        promise="We answer your call within 12 minutes.",
        target="at most 12 minutes",
        measure=measured_by("mean"),
        reported="yearly",
    )
    rows = [result("2024", value="14"), result("2025", value="15")]
    shop = {
        "id": "shop",
        "standard": "calls",
        "organization": "A mail-order house",
        "sector": "private",
        "date": "2025",
        "value": "3 minutes",
    }
    return charter([calls], rows, called=called, benchmarks=[shop], **more)


COMPILED: dict[str, Any] = {
    "compiled": {"by": "the tests", "source": "reports", "until": "2026-01-31"}
}


@pytest.mark.parametrize("language", CASES)
@pytest.mark.parametrize(
    ("voice", "charters"),
    [
        ("own", [agency()]),
        ("other", [agency(**COMPILED)]),
        ("other", [agency(), agency("irs")]),
    ],
    ids=["an agency's own site", "put together by others", "shared by several"],
)
def test_every_sentence_has_the_voice_of_its_site(
    voice: str, charters: list[Charter], language: str
) -> None:
    found = book(*charters, language=language)
    standing = found.all_standings[0]
    card, beside = promise_view(found, standing), comparison_view(found, standing)
    assert beside is not None
    said = {
        "aim": card.aim.beside,
        "beside": beside.summary.words,
        "promised": card.sentence.words,
        "run": card.pattern,
        "why": found.speech.gettext("Why we missed"),
        "reach": found.speech.gettext("How to reach us"),
    }
    assert said == {name: forms[voice] for name, forms in CASES[language].items()}


def test_everything_that_an_agency_says_of_itself_can_be_said_of_it(messages: Catalog) -> None:
    speaking = {
        str(message.id)
        for message in messages
        if message.id and SPEAKS.search(str(message.id))
        for place, _line in message.locations
        if not TOLD_TO_EDITORS.search(place)
        if not place.endswith(PAGES_OF_THE_PUBLISHER)
    }
    of_the_site = {one for one in speaking if OF_THE_SITE.search(one)} | PUBLISHERS
    assert len(said_of_others()) > 50
    assert {*said_of_others()} == speaking - of_the_site


@pytest.mark.parametrize(("own", "other"), said_of_others().items())
def test_what_is_said_of_an_agency_has_the_same_facts_and_no_we(own: str, other: str) -> None:
    assert {*FIELD.findall(other)} - {"{agency}"} == {*FIELD.findall(own)}
    assert not SPEAKS.search(other)


def test_no_page_of_several_agencies_speaks_for_one_of_them(built_site: Path) -> None:
    parts = (map(re.escape, FIELD.split(own)) for own in said_of_others())
    own = "|".join(".{1,80}?".join(part) for part in parts)
    spoken = re.compile(f"(?:^|[.!?] )(?:{own})(?:$| )")
    found = {}
    for page in built_site.rglob("index.html"):
        body = LexborHTMLParser(page.read_text(encoding="utf-8")).css("body")[0]
        labels = [str(one.attributes["data-label"]) for one in body.css("[data-label]")]
        texts = [text.strip() for text in (*body.text(separator="\n").split("\n"), *labels)]
        if said := {text for text in texts if spoken.search(text)}:
            found[page.parent.relative_to(built_site).as_posix()] = said
    assert found == {}

"""Feeds and calendars as their readers read them: whole, with names that stay, the same bytes twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest
from icalendar import Calendar, Event
from selectolax.lexbor import LexborHTMLParser

from builders import Made, book, charter, promise, result
from charters.publishing.book import Book
from charters.publishing.data.calendars import due_calendars
from charters.publishing.data.feeds import feeds
from charters.publishing.views.due_board import all_due

SITE = "https://charters.example.org/"
TITLE = "Kept?"


def events(text: bytes) -> list[Event]:
    return [one for one in Calendar.from_ical(text).walk("VEVENT") if isinstance(one, Event)]


def made(site_url: str = SITE, **more: object) -> dict[str, bytes]:
    late = promise(reported="yearly", introduced="2023-01-01", next_review="2026-09-01", **more)  # type: ignore[arg-type]
    return due_calendars(book(charter([late], [result("2024", 9, 10)])), site_url, TITLE)


def ids_of(found: Book, site_url: str) -> set[str]:
    """Return the names by which programs know the feeds and calendars of one language, and what is in them."""
    named = re.findall(r"<id>(.*)</id>", "".join(feeds(found, site_url, TITLE).values()))
    texts = due_calendars(found, site_url, TITLE).values()
    return {*named, *(f"{one['uid']}" for text in texts for one in events(text))}


def of_the_site(whole: Made, pattern: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(whole.site.glob(pattern)):
        yield path.relative_to(whole.site).as_posix(), path


def test_without_an_address_too_no_two_languages_share_a_name() -> None:
    late = promise(reported="yearly", introduced="2023-01-01")
    found = book(charter([late], [result("2024", 9, 10)]), languages=["en", "fr"])
    english, french = (ids_of(one, "") for one in found.in_languages.values())
    assert len(english) == len(french) > 3
    assert english.isdisjoint(french)
    assert english == ids_of(book(charter([late], [result("2024", 9, 10)])), "")


def test_a_calendar_has_what_is_late_what_comes_and_what_is_reviewed_by_its_day() -> None:
    (text,) = made().values()
    found = {f"{one['summary']}": one.start for one in events(text)}
    assert found == {
        "result late: 2025": date(2026, 3, 31),
        "result due: 2026": date(2027, 3, 31),
        "review: Whether the promise still fits": date(2026, 9, 1),
    }


def test_words_in_another_language_than_the_calendar_say_in_which() -> None:
    told = {
        "missed_because": "{en: Storms.}",
        "action": "{en: New bells}",
        "action_by": date(2026, 9, 1),
    }
    late = promise(promise={"en": "We answer."}, reported="yearly", introduced="2025-01-01")
    found = book(
        charter([late], [result("2025", 1, 10, **told)]), languages=("fr", "en"), language="fr"
    )
    (text,) = {*due_calendars(found, SITE, TITLE).values()}
    tongues = {
        f"{one['summary']}": [
            one[name].params.get("LANGUAGE") for name in ("summary", "description")
        ]
        for one in events(text)
    }
    assert tongues == {
        "action: New bells": ["en", "en"],
        "résultat à publier\xa0: 2026": [None, "en"],
    }


def test_the_name_of_an_entry_stays_when_its_promise_gets_another() -> None:
    (before,), (after,) = made().values(), made(formerly=["rings"]).values()
    first = [f"{one['uid']}" for one in events(before)]
    assert f"{SITE}due/ssa/calls/result/2026-03-31" in first
    assert all("/ssa/rings/" in f"{one['uid']}" for one in events(after))


def test_a_calendar_is_the_same_twice_and_names_no_address_that_is_not_known() -> None:
    assert made() == made()
    (text,) = made("").values()
    assert all(f"{one['uid']}".startswith("urn:uuid:") and "url" not in one for one in events(text))


def test_a_name_of_two_lines_is_one_name() -> None:
    found = book(charter([promise()], name="The office\nof lamps"))
    (text,) = due_calendars(found, SITE, TITLE).values()
    assert rf"X-WR-CALNAME:The office\nof lamps: {TITLE}".encode() in text.splitlines()


def test_every_calendar_of_a_site_is_read_whole_with_names_of_their_own(whole: Made) -> None:
    texts = dict(of_the_site(whole, "agencies/*/due.ics"))
    assert len(texts) > 8
    found = [one for path in texts.values() for one in events(path.read_bytes())]
    assert len(found) > 10
    for name, path in texts.items():
        names = [one["uid"] for one in events(path.read_bytes())]
        assert len(names) == len(set(names)), name
        assert all(len(line) <= 75 for line in path.read_bytes().split(b"\r\n")), name


def test_every_feed_of_a_site_is_read_without_a_fault(whole: Made) -> None:
    feeds = [*of_the_site(whole, "agencies/*/feed.xml"), *of_the_site(whole, "changes/feed.xml")]
    assert len(feeds) > 9
    for name, path in feeds:
        read = feedparser.parse(path.read_bytes())
        assert (read.bozo, read.version) == (False, "atom10"), name
        names = [entry.id for entry in read.entries]
        assert len(names) == len(set(names)), name
        assert all(entry.link.startswith(SITE) and entry.updated_parsed for entry in read.entries)


@pytest.mark.parametrize(
    ("kind", "file"), [("text/calendar", "due.ics"), ("application/atom+xml", "feed.xml")]
)
def test_a_plan_names_its_feed_and_its_calendar_for_programs_and_for_people(
    whole: Made, kind: str, file: str
) -> None:
    page = LexborHTMLParser((whole.site / "agencies/tide-office/index.html").read_text("utf-8"))
    assert page.css_matches(f'head link[rel=alternate][type="{kind}"][href="{file}"]')
    assert page.css_matches(f'main a[href="{file}"]')


def test_what_is_due_of_an_agency_is_what_its_calendar_has() -> None:
    late = promise(reported="yearly", introduced="2023-01-01")
    found = book(charter([late], [result("2024", 9, 10)]))
    (text,) = due_calendars(found, SITE, TITLE).values()
    assert len(events(text)) == len(all_due(found)) == 2

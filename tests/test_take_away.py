"""What can be taken along: a citation whose address stays, a small page for others, a sheet that no search finds."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from builders import ROOT, Made, book, charter, promise, result, templates
from charters.model.results import Result
from charters.publishing.charts.qr_code import qr_code
from charters.publishing.rendering import words_of
from charters.publishing.site import site_of
from charters.publishing.views.poster import Poster
from charters.publishing.views.take_away import TakenPromise, taken_promise
from sites import each_engine

SITE = "https://charters.example.org/"
STYLES = ROOT / "plugins/charters/theme/assets/charters"
LEADS_ON = '<meta http-equiv="refresh"'


def sheets(site: Path, kind: str) -> dict[str, LexborHTMLParser]:
    """Return the sheets of a kind that lead to no other, by their addresses."""
    texts = {path: path.read_text("utf-8") for path in (site / kind).rglob("index.html")}
    return {
        f"{path.parent.relative_to(site).as_posix()}/": LexborHTMLParser(html)
        for path, html in texts.items()
        if LEADS_ON not in html
    }


def taken(*rows: object, site_url: str = SITE, **more: object) -> TakenPromise:
    found = book(charter([promise(**more)], rows))  # type: ignore[arg-type]
    return taken_promise(found, found.all_standings[0], site_url, "Kept?")


def test_a_citation_says_whose_promise_what_came_of_it_and_of_which_day() -> None:
    one = taken(result("2025", 84, 100))
    assert one.words.words == (
        "The agency ssa, Service phone: “We answer your call within 60 seconds.” Missed: 84 of every 100 calls, 2025. "
        "Kept?, as of June 30, 2026."
    )
    assert one.result_url == f"{SITE}agencies/ssa/phone/#calls.2025-12-31"
    assert one.embed_url == f"{SITE}embed/ssa/calls/"


def test_an_old_verdict_is_cited_with_its_age_and_none_without_a_result() -> None:
    assert "Missed, 3 years ago: 84 of every 100" in taken(result("2022", 84, 100)).words.words
    without = taken()
    assert without.result_url == f"{SITE}agencies/ssa/phone/#calls"
    assert "seconds.” Cannot be judged: no result yet. Kept?" in without.words.words


@pytest.mark.parametrize(
    ("rows", "limit", "english", "french", "spanish"),
    [
        (result("2025", 84, 100), {},
         "Missed: 84 of every 100 calls, 2025",
         "Non respecté\u00a0: 84 calls sur 100, 2025",
         "No cumplido: 84 de cada 100 calls, 2025"),
        (result("2025", 84, 100), {"limit": "60 seconds", "target": None},
         "Cannot be judged: not promised how often; 84 of every 100 calls, 2025",
         "Impossible à juger\u00a0: fréquence non promise\u202f; 84 calls sur 100, 2025",
         "No se puede evaluar: no dice con qué frecuencia se cumplirá; 84 de cada 100 calls, 2025"),
        (result("2025", 0, 0), {},
         "No cases this period: 2025",
         "Aucun cas durant la période\u00a0: 2025",
         "Ningún caso en este período: 2025"),
        (result("2025", status="not available", note="The log was lost."), {},
         "Not available: 2025", "Non disponible\u00a0: 2025", "No disponible: 2025"),
    ],
)  # fmt: skip
def test_a_verdict_says_its_result_once_and_behind_one_colon(
    rows: Result, limit: dict[str, Any], english: str, french: str, spanish: str
) -> None:
    found = {
        language: taken_promise(one, one.all_standings[0], SITE, "Kept?").words.words
        for language in ("en", "fr", "es")
        for one in (book(charter([promise(**limit)], [rows]), language=language),)
    }
    assert f"” {english}. Kept?" in found["en"]
    assert f"» – {french}. Kept?" in found["fr"]
    assert f"” {spanish}. Kept?" in found["es"]


def test_a_site_without_an_address_of_its_own_gives_none_away() -> None:
    one = taken(result("2025", 84, 100), site_url="")
    assert (one.result_url, one.embed_url) == ("", "")
    found = book(charter([promise()]))
    posters = [
        sheet.make() for sheet in site_of(found).sheets if sheet.template == "sheets/poster.html"
    ]
    assert [(one.address, one.code) for one in posters if isinstance(one, Poster)] == [("", None)]


@pytest.mark.parametrize(
    ("complaints", "shown", "absent"),
    [
        ({"how": "Tell any clerk."}, "<p>Tell any clerk.</p>", 'class="ch-ways"'),
        ({"how": "Tell any clerk.", "channels": ["line"]}, "<b>The line</b>", "Tell any clerk."),
    ],
)
def test_a_poster_says_how_to_complain_where_no_way_is_named(
    complaints: dict[str, Any], shown: str, absent: str
) -> None:
    line = {"id": "line", "kind": "phone", "name": "The line", "contact": "555-0100"}
    found = book(charter([promise()], channels=[line], complaints=complaints))
    (sheet,) = [one for one in site_of(found).sheets if one.template == "sheets/poster.html"]
    env = templates()
    env.install_gettext_callables(found.speech.gettext, found.speech.ngettext, newstyle=False)  # type: ignore[attr-defined]
    config = {"site_name": "Kept?", "site_description": "", "plugins": (), "theme": {}}
    words = words_of(found, config)[found.speech.language]
    html = env.get_template(f"charters/{sheet.template}").render(
        view=sheet.make(), config=config, **words
    )
    assert shown in html
    assert absent not in html


def test_every_cited_address_leads_to_the_row_of_that_result(whole: Made) -> None:
    boxes = [
        box.text()
        for sheet in sheets(whole.site, "poster").values()
        for box in sheet.css("textarea[id$=_cite]")
    ]
    cited = [urlsplit(said.rpartition(" ")[2]) for said in boxes]
    assert len(cited) > 30
    assert len([one for one in cited if "." in one.fragment]) > 20
    for one in cited:
        page = (whole.site / one.path.strip("/") / "index.html").read_text("utf-8")
        assert LexborHTMLParser(page).css_first(f'[id="{one.fragment}"]') is not None, one


@each_engine
def test_what_was_cited_or_embedded_under_an_old_name_is_still_found(
    moved: dict[str, Path],
    engine: str,
) -> None:
    html = (moved[engine] / "agencies/sss/phone/index.html").read_text("utf-8")
    ends = ("2024-12-31", "2025-12-31")
    page = LexborHTMLParser(html)
    names = [f"{name}.{end}" for name in ("rings", "calls") for end in ends]
    assert [name for name in names if page.css_first(f'[id="{name}"]') is None] == []
    for old, new in {
        "embed/ssa/rings/": "../../../embed/sss/calls/",
        "embed/sss/rings/": "../../../embed/sss/calls/",
        "poster/ssb/hotline/": "../../../poster/sss/phone/",
    }.items():
        text = (moved[engine] / old / "index.html").read_text("utf-8")
        assert f'{LEADS_ON} content="0; url={new}">' in text


def test_a_promise_for_other_pages_is_small_and_leads_to_the_whole_page(whole: Made) -> None:
    styles = sum((STYLES / f"{name}.css").stat().st_size for name in ("tokens", "promise", "sheet"))
    found = sheets(whole.site, "embed")
    assert len(found) > 40
    for url, sheet in found.items():
        assert len((sheet.html or "").encode()) + styles < 15_000, url
        (link,) = sheet.css("a[target=_top]")
        assert (whole.site / url / (link.attributes["href"] or "").partition("#")[0]).is_dir()
        assert sheet.css("script") == []


def test_a_poster_says_of_every_step_of_a_complaint_when_it_is_taken(whole: Made) -> None:
    steps = []
    for url, sheet in sheets(whole.site, "poster").items():
        page = whole.site / url.replace("poster/", "agencies/", 1) / "index.html"
        if page.is_file():
            facts = LexborHTMLParser(page.read_text("utf-8")).css(".ch-complain .ch-facts > div")
            answers = [fact for fact in facts if "answer</dt>" in (fact.html or "")]
            steps += [(p.text(strip=True), sheet.text()) for one in answers for p in one.css("p")]
    assert len({step for step, _ in steps}) > 2
    assert [step for step, poster in steps if step not in poster] == []


def test_a_snippet_holds_no_program_and_comes_back_as_it_is_copied(whole: Made) -> None:
    for sheet in sheets(whole.site, "poster").values():
        for box in sheet.css("textarea"):
            copied = LexborHTMLParser(box.text())
            assert copied.css("script, style, [style], [onload]") == []
            assert unescape(box.text()) == box.text() or "&" in box.text()
        frames = [LexborHTMLParser(box.text()) for box in sheet.css("textarea[id$=_frame]")]
        assert all(len(frame.css("iframe[src][title]")) == 1 for frame in frames)


def test_no_map_of_the_site_has_a_sheet_and_no_search_engine_may_keep_one(whole: Made) -> None:
    text = (whole.site / "sitemap.xml").read_text("utf-8")
    assert [word for word in ("poster/", "embed/") if word in text] == []
    for kind in ("poster", "embed"):
        for sheet in sheets(whole.site, kind).values():
            assert sheet.css("meta[name=robots][content=noindex]")


def test_a_service_leads_to_its_poster_and_to_each_promise_there(whole: Made) -> None:
    for url, sheet in sheets(whole.site, "poster").items():
        service = (whole.site / url.replace("poster/", "agencies/", 1) / "index.html").read_text(
            "utf-8"
        )
        ids = [node.attributes["id"] for node in sheet.css("details .ch-more__body")]
        assert ids
        assert all(
            f'href="../../../{url}{end}"' in service for end in ("", *(f"#{one}" for one in ids))
        )


def test_a_code_is_a_square_with_three_corners() -> None:
    code = qr_code(SITE)
    assert code.side == 33
    corner = "M{x} {y}h7v1h-7z"
    assert all(corner.format(x=x, y=y) in code.path for x, y in ((2, 2), (24, 2), (2, 24)))

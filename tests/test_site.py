"""The whole site as its readers get it: every promise, every figure, the same everywhere."""

from __future__ import annotations

import csv
import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from builders import MKDOCS_YML, ROOT, Folder, Made, build, csv_row, site_folder
from charters.judging.verdicts import Word
from charters.publishing.say.speech import Speech
from charters.publishing.say.verdict_words import word_of
from charters.rules.pages.finished import check_site
from pages import Page, one, within, words_of

WORDS = {word.value: word_of(Speech(), word) for word in Word}
COUNTS = ("missed", "met", "too-few", "cannot-be-judged")
PARTS = (
    ("standards", "What you can expect"),
    ("channels", "How to reach them"),
    ("complain", "Late or wrong?"),
    ("compare", "How they compare"),
    ("surveys", "What customers told them, and what they changed"),
    ("staff", "What their staff told them"),
    ("customers", "Whom they serve, and whom they do not reach yet"),
    ("next", "What comes next"),
    ("about", "About this plan"),
)
"""Parts 2 to 10 of a plan (design 5.1); the first one is its head."""


def table(site: Path, name: str) -> list[dict[str, str]]:
    with (site / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ALONE = "meta[http-equiv=refresh], meta[name=robots]"
"""What only pages have that lead on, and sheets."""


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[str, Page]:
    """Return every page with a frame by its address, without those that only lead on from an old one."""
    found = {
        path.parent.relative_to(built_site).as_posix(): Page(path)
        for path in sorted(built_site.rglob("index.html"))
    }
    return {url: page for url, page in found.items() if not page.all(ALONE)}


@pytest.fixture(scope="module")
def services(pages: dict[str, Page]) -> dict[str, Page]:
    return {url: page for url, page in pages.items() if re.fullmatch("agencies/[^/]+/[^/]+", url)}


@pytest.fixture(scope="module")
def plans(pages: dict[str, Page]) -> dict[str, Page]:
    return {url: page for url, page in pages.items() if re.fullmatch("agencies/[^/]+", url)}


# ------------------------------------------------------------------------- nothing is left out


def test_every_promise_is_on_one_service_page_and_no_other(
    built_site: Path, services: dict[str, Page]
) -> None:
    standards = table(built_site, "standards")
    shown = [
        (url, article.attributes["id"])
        for url, page in services.items()
        for article in page.all("article.ch-promise")
    ]
    expected = [(f"agencies/{s['agency']}/{s['service']}", s["standard"]) for s in standards]
    assert len(standards) > 40
    assert sorted(shown, key=str) == sorted(expected)


def test_every_promise_is_in_the_list_of_all_promises_and_in_its_plan(
    built_site: Path, pages: dict[str, Page], plans: dict[str, Page]
) -> None:
    standards = table(built_site, "standards")
    expected = sorted(
        f"../agencies/{s['agency']}/{s['service']}/#{s['standard']}" for s in standards
    )
    listed = [within(row, "th a").attributes["href"] for row in pages["promises"].all("tbody tr")]
    assert sorted(listed, key=str) == expected
    for url, page in plans.items():
        ids = {s["standard"] for s in standards if s["agency"] == Path(url).name}
        shown = [str(node.attributes["id"]) for node in page.all("#standards [data-kind][id]")]
        assert sorted(shown) == sorted(ids)
        led_to = {node.attributes["href"] for node in page.all("#standards [data-kind] a")}
        assert {
            f"{s['service']}/#{s['standard']}"
            for s in standards
            if s["standard"] in ids and s["agency"] == Path(url).name
        } <= led_to


def rows_shown(page: Page, standard: str) -> list[str]:
    """Return the rows of a promise's or figure's table of results, as read aloud."""
    of_figure = f'[role=group][aria-labelledby="{standard}-p"] tbody tr, tr[id="{standard}"]'
    of_history = "#results-h ~ div:first-of-type tbody tr"
    rows = page.all(f"#{standard}-figures table tbody tr, {of_history}") or page.all(of_figure)
    return [words_of(row) for row in rows]


def whole_of(pages: dict[str, Page], service: str, standard: str) -> Page:
    """Return the page with every result of a promise: its own, or that of its service."""
    return pages.get(f"{service}/{standard}") or pages[service]


def rows_of_part(page: Page, standard: str, part: str) -> list[str]:
    """Return the rows of a part of a promise: those that name it, and those under its name."""
    rows = [row for row in rows_shown(page, standard) if part in row]
    for opened in page.all(f"#{standard}-figures details"):
        if words_of(within(opened, "summary")).endswith(f": {part}"):
            rows += [words_of(row) for row in opened.css("tbody tr")]
    for head in page.all("h3[id^=part]"):
        if words_of(head) == part:
            rows += [words_of(row) for row in page.all(f"#{head.attributes['id']} ~ div tbody tr")]
    return rows


def said(row: dict[str, str]) -> list[str]:
    """Return what a page has to say of a row of data/results.csv, worked out from the row alone."""
    words = [WORDS[row["verdict"]] if row["verdict"] else ""]
    if row["total"]:
        words.append(f"{int(row['met']):,} of {int(row['total']):,}")
    elif row["answer"]:
        kept = {"yes": "kept this", "no": "did not keep this"}[row["answer"]]
        words.append(f"the agency says it {kept}")
    elif row["value"]:
        whole, dot, decimals = row["value"].partition(".")
        words.append(f"{int(whole):,}{dot}{decimals}")
    if row["low"] and not row["part"]:  # the table of the parts is too narrow for it
        words.append(f"{end_said(float(row['low']))} to {end_said(float(row['high']))}")
    return words


def end_said(percent: float) -> str:
    """Return how an end of an interval is written: only what is certain is 0 or 100."""
    bare = {0.0: "0", 100.0: "100"}.get(percent)
    rounded = f"{percent:.1f}"
    return bare or {"0.0": "less than 0.1", "100.0": "more than 99.9"}.get(rounded, rounded)


def test_every_figure_of_the_data_is_on_its_page_with_the_same_words(
    built_site: Path, pages: dict[str, Page]
) -> None:
    page_of = {
        (s["agency"], s.get("standard") or s["figure"]): f"agencies/{s['agency']}/{s['service']}"
        for s in (*table(built_site, "standards"), *table(built_site, "figures"))
    }
    checked = Counter[str]()
    for row in table(built_site, "results"):
        name, part = row["standard"], row["part_name"]
        page = whole_of(pages, page_of[row["agency"], name], name)
        rows = rows_of_part(page, name, part) if part else rows_shown(page, name)
        bare = row["in_force"] != "yes" or row["of"] == "figure"
        wanted = said(row)[1:] if bare else said(row)
        assert any(all(words in shown for words in wanted) for shown in rows), row
        checked[row["verdict"] or row["of"]] += 1
    assert checked["met"] > 50
    assert checked["missed"] > 50
    assert checked["figure"] > 50


def test_the_table_of_a_promise_has_no_row_that_is_not_in_the_data(
    built_site: Path, pages: dict[str, Page]
) -> None:
    results = Counter(
        (r["agency"], r["standard"])
        for r in table(built_site, "results")
        if r["in_force"] == "yes" and not r["part"]
    )
    for standard in table(built_site, "standards"):
        service, name = f"agencies/{standard['agency']}/{standard['service']}", standard["standard"]
        own = f"#{name}-figures > details:first-of-type table tbody tr"
        page = whole_of(pages, service, name)
        rows = page.all(f"{own}, #results-h ~ div:first-of-type tbody tr")
        gaps = sum("not found" in words_of(row) or "not reported" in words_of(row) for row in rows)
        assert len(rows) - gaps == results[standard["agency"], name]


def test_every_figure_names_its_source_or_shares_the_one_under_its_table(
    services: dict[str, Page],
) -> None:
    seen = Counter[str]()
    for page in services.values():
        for section in page.all('section[id$="-figures"]'):
            shared = section.css(f"#{section.attributes['id']} > .ch-source a")
            for row in section.css("details:first-of-type tbody tr"):
                if "not found" in words_of(row) or "not reported" in words_of(row):
                    continue
                links = row.css('a[href^="#"]')
                target = one(links or shared, "source").attributes["href"] or ""
                own = page.all(f'[id="{target.removeprefix("#")}"]') if links else shared
                assert words_of(one(own, "source"))
                seen["own" if links else "shared"] += 1
        for source in page.all("tr[id] .ch-source"):
            assert words_of(source)
            seen["of a figure"] += 1
    assert min(seen["own"], seen["shared"], seen["of a figure"]) > 20
    assert seen.total() > 200


def test_an_opened_promise_says_its_one_source_and_shows_its_picture_once(
    services: dict[str, Page],
) -> None:
    seen = Counter[str]()
    for page in services.values():
        for opened in page.all(".ch-open"):
            figures = within(opened, 'section[id$="-figures"]')
            for below, above in ((".ch-source", ".ch-source"), (".ch-figure", ".ch-spark")):
                if figures.css(f"#{figures.attributes['id']} > {below}"):
                    assert opened.css(f"article.ch-promise {above}") == []
                    seen[below] += 1
    assert seen[".ch-source"] > 5
    assert seen[".ch-figure"] > 5


def columns(table: LexborNode) -> dict[str, set[str]]:
    """Return what stands in each column of a table, by its head."""
    heads = [words_of(head) for head in table.css("thead th")]
    rows = [[words_of(cell) for cell in row.css("th, td")] for row in table.css("tbody tr")]
    assert all(len(row) == len(heads) for row in rows)
    return {head: {row[at] for row in rows} for at, head in enumerate(heads)}


def test_no_column_of_results_is_there_for_nothing(services: dict[str, Page]) -> None:
    checked = Counter[str]()
    for page in services.values():
        for table in page.all('section[id$="-figures"] details:first-of-type table'):
            for head, said in columns(table).items():
                checked[head] += 1
                assert said - {"none", "not published", "usual", "no result"}, head
                if head == "Their aim":
                    assert len(said) > 1
            captions = [words_of(node) for node in table.css("caption")]
            assert ("Their aim" in columns(table)) <= (not captions)
    assert {*checked} >= {"Their aim", "Counts", "Noticed", "Source", "Note"}


def test_a_period_without_a_result_is_not_called_usual(pages: dict[str, Page]) -> None:
    gaps = 0
    for page in pages.values():
        for row in page.all(".ch-scroll tbody tr"):
            if "not found in the documents used" in words_of(row):
                periods = re.search(r"\((\d+) periods\)", words_of(row))
                gaps += int(periods[1]) if periods else 1
                assert "usual" not in words_of(row)
    assert gaps > 20


# ------------------------------------------------------------------------- one set of figures


def counts_on(page: Page) -> list[int]:
    counted = page.all(".ch-counts li b")
    return [int(node.text()) for node in counted]


def test_headline_counts_are_those_of_the_data(
    built_site: Path, pages: dict[str, Page], plans: dict[str, Page]
) -> None:
    standards = table(built_site, "standards")
    whole = Counter(s["headline"] for s in standards)
    expected = [whole[kind] for kind in COUNTS]
    assert counts_on(pages["."]) == counts_on(pages["promises"]) == expected
    for url, page in plans.items():
        mine = Counter(s["headline"] for s in standards if s["agency"] == Path(url).name)
        total = sum(mine[kind] for kind in COUNTS)
        assert counts_on(page) == ([mine[kind] for kind in COUNTS] if total else [])
        said = f"{total} promise" if total else "No promise is recorded here."
        assert said in words_of(page.one(".ch-counts-total"))


def test_the_first_page_holds_every_agency_with_its_counts_in_one_table(
    built_site: Path, pages: dict[str, Page]
) -> None:
    standards = table(built_site, "standards")
    rows = pages["."].all("#agencies tbody tr")
    assert {f"agencies/{s['agency']}/" for s in standards} <= {
        within(row, "th a").attributes["href"] for row in rows
    }
    for row in rows:
        (agency,) = (within(row, "th a").attributes["href"] or "").split("/")[1:2]
        mine = [s["headline"] for s in standards if s["agency"] == agency]
        counted = [sum(mine.count(kind) for kind in COUNTS), *map(mine.count, COUNTS)]
        assert [int(node.text()) for node in row.css("td")[:-1]] == counted
    assert len(pages["."].html) < 30_000


def test_a_promise_has_the_same_word_wherever_it_stands(
    built_site: Path, pages: dict[str, Page], plans: dict[str, Page], services: dict[str, Page]
) -> None:
    listed = {
        within(row, "th a").attributes["href"]: words_of(within(row, ".ch-verdict strong"))
        for row in pages["promises"].all("tbody tr")
    }
    for s in table(built_site, "standards"):
        url = f"agencies/{s['agency']}/{s['service']}"
        on = [services[url], plans[f"agencies/{s['agency']}"]]
        found = [
            words_of(page.one(f"#{s['standard']}[data-kind] .ch-verdict strong")) for page in on
        ]
        assert {*found, listed[f"../{url}/#{s['standard']}"]} == {WORDS[s["verdict"]]}


def test_missed_promises_come_first_and_what_cannot_be_judged_last(
    pages: dict[str, Page], services: dict[str, Page]
) -> None:
    order = [*COUNTS, "withdrawn"]
    for page in [pages["promises"], *services.values()]:
        kinds = [node.attributes["data-kind"] for node in page.all("[data-kind]")]
        places = [order.index(str(kind)) for kind in kinds]
        assert places == sorted(places)


def files_of(site: Path) -> list[str]:
    return sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())


def test_the_same_commit_and_day_give_the_same_bytes(whole: Made, tmp_path: Path) -> None:
    """On another path, on another day, on the other side of the world, and in one process."""
    folder, site = tmp_path / "another path", tmp_path / "site"
    shutil.copytree(whole.folder, folder, symlinks=True)
    another_day = {
        "SOURCE_DATE_EPOCH": "1000000000",
        "TZ": "Pacific/Auckland",
        "PYTHONHASHSEED": "7",
    }
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)],
        cwd=folder,
        env={**os.environ, **another_day, "NO_MKDOCS_2_WARNING": "1"},
        preexec_fn=lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}),
        check=True,
        capture_output=True,
    )
    files = files_of(whole.site)
    assert files_of(site) == files
    _, different, failed = filecmp.cmpfiles(whole.site, site, files, shallow=False)
    assert different == failed == []


def test_the_sitemap_carries_the_day_that_the_site_is_of(built_site: Path) -> None:
    days = re.findall("<lastmod>(.*?)</lastmod>", (built_site / "sitemap.xml").read_text())
    assert len(days) > 40
    assert {*days} == {"2026-06-30"}


# --------------------------------------------------------------------------------- every page


def test_the_built_pages_have_no_fault(built_site: Path) -> None:
    assert [str(one) for one in check_site(built_site)] == []


def test_every_page_says_when_it_is_of_and_where_to_complain(pages: dict[str, Page]) -> None:
    for url, page in pages.items():
        assert "as of June 30, 2026" in page.one("footer").text()
        assert page.one(".ch-footer__help a").text(strip=True)
        if url != "accessibility":
            assert "June 30, 2026" in page.one("main").text(), url
        crumbs = page.all(".ch-crumbs li")
        assert (not crumbs) is (url == ".")


def test_breadcrumbs_lead_up_step_by_step(pages: dict[str, Page]) -> None:
    crumbs = pages["agencies/tide-office/tide-line"].all(".ch-crumbs a")
    assert [(words_of(a), a.attributes["href"]) for a in crumbs] == [
        ("Home", "../../.."),
        ("Agencies", "../../"),
        ("Tide Office", "../"),
    ]


def test_pages_of_an_agency_carry_the_notice_and_lead_to_its_own_complaints(
    plans: dict[str, Page], services: dict[str, Page]
) -> None:
    for page in [*plans.values(), *services.values()]:
        assert "They do not give anyone a right that can be taken to court." in page.words
        assert page.one("#complain").tag == "section"
        assert (page.one(".ch-footer__help a").attributes["href"] or "").endswith("#complain")


def test_independent_agencies_are_said_to_be_asked(
    built_site: Path, plans: dict[str, Page]
) -> None:
    asked = {
        Path(url).name
        for url, page in plans.items()
        if "asks it to follow the order; it does not bind it" in page.words
    }
    kinds = {row["agency"]: row["kind"] for row in table(built_site, "agencies")}
    assert asked == {agency for agency, kind in kinds.items() if kind == "independent"}
    assert len(asked) >= 2


def test_every_agency_page_can_be_edited(
    whole: Made, plans: dict[str, Page], services: dict[str, Page]
) -> None:
    root = "https://github.com/example/fictitious/edit/main/"
    for url, page in {**plans, **services}.items():
        file = (page.one(".ch-edit a").attributes["href"] or "").removeprefix(root)
        assert (whole.folder / file).is_file(), file
        assert Path(url).parts[1] in file


def test_the_notice_of_a_site_is_on_every_page(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert "Every agency on this site is fictitious." in page.one(".ch-notice").text()


def test_a_compiled_charter_is_never_called_late_or_negligent(pages: dict[str, Page]) -> None:
    compiled = re.compile("agencies/(tide-office|bridge-board)(/|$)")
    judged = [page for url, page in pages.items() if compiled.match(url)]
    assert len(judged) > 6
    for page in judged:
        assert "Nothing published yet" not in page.words
        assert "Not reported" not in page.words
        verdicts = [words_of(node) for node in page.all(".ch-verdict strong")]
        assert not {"Late", "Not reported"} & set(verdicts)


def test_only_our_own_scripts_run_and_nothing_comes_from_elsewhere(
    built_site: Path, pages: dict[str, Page]
) -> None:
    ours = {path.name for path in (ROOT / "plugins/charters/theme/assets/charters").glob("*.js")}
    for page in pages.values():
        scripts = [one for one in page.all("script") if one.attributes.get("type") != DATA]
        assert {Path(str(node.attributes.get("src"))).name for node in scripts} <= ours
        assert not any(node.text(strip=True) for node in scripts)
        assert not page.all("style, iframe, object, embed, [onclick], [onload]")
        for sheet in page.all('link[rel="stylesheet"]'):
            css = (page.path.parent / str(sheet.attributes["href"])).resolve()
            assert not re.search(r"(url\(|@import)[^)]*//", css.read_text(encoding="utf-8"))
    assert {problem.code for problem in check_site(built_site)} & {"S004", "S005"} == set()


def test_the_order_of_headings_on_a_plan_is_that_of_the_design(plans: dict[str, Page]) -> None:
    for page in plans.values():
        titles = [words_of(node) for node in page.all("main section > h2, main summary > h2")]
        assert [title for title in titles if title in dict(PARTS).values()] == [
            title for _, title in sorted(PARTS, key=lambda part: titles.index(part[1]))
        ]


# ------------------------------------------------------------- a site made for hard questions

DATA = "application/ld+json"
"""What a page tells programs, which no browser runs."""
HOSTILE = """5 < 6 & "quotes" 'x' {{ 7*7 }} {% raw %}"""
QUOTED = json.dumps(HOSTILE)
PROMISE = json.dumps(f"We answer your call within 60 seconds. {HOSTILE}")
ALL = 8_545_875

HOSTILE_AGENCY = f"""\
name: {QUOTED}
short_name: {QUOTED}
kind: executive
serves: {QUOTED}
owner: {QUOTED}
customers: [{{id: all, name: {QUOTED}, who: {QUOTED}, source: doc}}]
channels: [{{id: phone, kind: phone, name: {QUOTED}, contact: {QUOTED}, note: {QUOTED}}}]
access: [{{object: services, barrier: disability, how: {QUOTED}}}]
complaints:
  about: {QUOTED}
  channels: [phone]
  steps: [{{step: {QUOTED}, who: {QUOTED}}}]
  outside_review: [{{name: {QUOTED}, when: {QUOTED}}}]
training: [{{what: {QUOTED}}}]
sources: [{{id: doc, title: {QUOTED}, publisher: {QUOTED}, note: {QUOTED}}}]
"""
HOSTILE_STANDARDS = f"""\
services:
  - {{id: phone, name: {QUOTED}, summary: {QUOTED}, customers: [all], channels: [phone]}}
standards:
  - id: calls
    service: phone
    type: waiting
    activity: answering-the-phone
    promise: {PROMISE}
    limit: 60 seconds
    measure: {{shape: share-within-limit, of: {QUOTED}, counted: {QUOTED}}}
    target: 90%
    introduced: 2020-01-01
    changes: [{{date: 2024-01-01, field: counted, from: all calls, to: {QUOTED}, reason: {QUOTED}}}]
    note: {QUOTED}
    source: doc
"""
CSV_QUOTED = '"' + HOSTILE.replace('"', '""') + '"'
HOSTILE_RESULTS = f"""
calls,2024,,800,1000,,,,final,2025-01-15,doc,{CSV_QUOTED},{CSV_QUOTED},{CSV_QUOTED},2026-12-31
calls,2025,,900,1000,,,,final,2026-01-15,doc,{CSV_QUOTED},,,
calls,2025,{CSV_QUOTED},90,100,,,,final,2026-01-15,doc,,,,
"""


def service_of(promises: int) -> str:
    """Return a service with some promises, as an editor writes them."""
    head = (
        "services:\n  - {id: phone, name: Phone help, summary: We answer the phone.}\nstandards:\n"
    )
    return head + "".join(
        f"""\
  - id: p{n}
    service: phone
    type: waiting
    promise: We answer your call number {n} within 60 seconds of the first ring.
    limit: 60 seconds
    measure:
      shape: share-within-limit
      of: calls
      clock: {{starts: the first ring, stops: an agent answers}}
      counted: all calls to our national line
      source: our telephone system
    target: 90%
    introduced: 2010-01-01
    owner: Director of Customer Service
"""
        for n in range(promises)
    )


TEN_RESULTS = "\n".join(
    csv_row(f"p{n}", str(year), 780 + 20 * n + (year * 7) % 31, 1000)
    for n in range(10)
    for year in range(2016, 2026)
)
TINY_STANDARDS = """\
services:
  - {id: phone, name: Phone help, summary: We answer the phone.}
standards: []
"""
PLACED_PAGE = """\
First our own words.

/// complaints
///

Then a promise.

/// standard | p0
///

/// next
///

Last words.
"""


def fill(folder: Folder, *agencies: str) -> None:
    """Write the agencies that tests ask about."""
    if "hostile" in agencies:
        folder.agency("hostile", HOSTILE_STANDARDS, HOSTILE_RESULTS, agency=HOSTILE_AGENCY)
    if "ten" in agencies:
        folder.agency("ten", service_of(10), TEN_RESULTS)
    if "tiny" in agencies:
        folder.agency("tiny", TINY_STANDARDS)
    if "zero" in agencies:
        folder.agency("zero", service_of(1), csv_row("p0", "2025", 0, ALL))
    if "placed" in agencies:
        folder.agency("placed", service_of(2), page=PLACED_PAGE)


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built site with agencies made for hard questions."""
    folder = site_folder(tmp_path_factory.mktemp("hard"))
    fill(folder, "hostile", "ten", "tiny", "zero", "placed")
    assert build(folder.path, folder.path / "site") == []
    return folder.path / "site"


def page_at(site: Path, url: str) -> Page:
    return Page(site / url / "index.html")


def test_words_of_editors_are_shown_as_they_were_written(hard: Path) -> None:
    plan, service = page_at(hard, "agencies/hostile"), page_at(hard, "agencies/hostile/phone")
    for page in (plan, service):
        assert words_of(page.one("h1")) == HOSTILE
        assert page.one("title").text().startswith(HOSTILE)
        assert words_of(page.one(".ch-lede")) == HOSTILE
    assert words_of(service.one("#calls-p")) == json.loads(PROMISE)
    assert words_of(service.all(".ch-crumbs a")[2]) == HOSTILE
    listed = page_at(hard, "promises")
    assert json.loads(PROMISE) in [words_of(node) for node in listed.all("tbody th")]


def test_words_of_editors_never_become_markup_or_template(hard: Path) -> None:
    texts = [path for path in hard.rglob("*") if path.suffix in (".html", ".xml")]
    texts = [path for path in texts if "assets" not in path.parts]
    with_words = of_editors = 0
    for path in texts:
        # What is copied from a box is the source of a page, and escaped once more.
        text = re.sub(r"(?s)<textarea.*?</textarea>", "", path.read_text(encoding="utf-8"))
        if told := re.search(rf'<script type="{re.escape(DATA)}">([^<>&]*)</script>', text):
            text = text.replace(told[0], "")
            of_editors += HOSTILE in {one.get("name") for one in json.loads(told[1])["@graph"]}
        with_words += "7*7" in text
        assert "49 " not in text.replace("490", "") or "{{ 7*7 }}" in unescape(text)
        for found in re.finditer(r"5 (\S+) 6 (\S+)", text):
            assert (found[1], found[2]) == ("&lt;", "&amp;"), path
        assert '"quotes"' not in re.sub(r">[^<]*<", "><", text), path
    assert with_words >= 8
    assert of_editors


def test_feeds_and_downloads_hold_the_words_too(hard: Path) -> None:
    feed = ET.parse(hard / "agencies/hostile/feed.xml").getroot()  # noqa: S314 - our own file
    assert any(HOSTILE in (node.text or "") for node in feed.iter())
    register = json.loads((hard / "data/register.json").read_text(encoding="utf-8"))
    assert json.loads(PROMISE) in {row["promise"] for row in register["standards"]}
    assert json.loads(PROMISE) in {row["promise"] for row in table(hard, "standards")}
    assert HOSTILE in {row["note"] for row in table(hard, "results")}


def test_zero_of_millions_is_shown_as_zero_and_missed_everywhere(hard: Path) -> None:
    words = "0 of every 100 calls"
    counts = "0 of 8,545,875"
    for url in ("agencies/zero", "agencies/zero/phone", "promises"):
        page = page_at(hard, url)
        assert words in page.words, url
        assert counts in page.words, url
    article = page_at(hard, "agencies/zero/phone").one("article#p0")
    assert words_of(within(article, ".ch-verdict strong")) == "Missed"
    (row,) = rows_shown(page_at(hard, "agencies/zero/phone"), "p0")
    assert row == f"2025 Missed {words} {counts} 0 to less than 0.1"
    (data,) = [r for r in table(hard, "results") if r["agency"] == "zero"]
    assert (data["met"], data["percent"], data["verdict"]) == ("0", "0.0000", "missed")
    register = json.loads((hard / "data/register.json").read_text(encoding="utf-8"))
    (fields,) = [r for r in register["results"] if r["agency"] == "zero"]
    assert (fields["met"], fields["percent"], fields["verdict"]) == (0, 0, "missed")
    feed = (hard / "agencies/zero/feed.xml").read_text(encoding="utf-8")
    assert f"Missed: {words} ({counts}), 2025" in feed
    assert counts_on(page_at(hard, "agencies/zero")) == [1, 0, 0, 0]


def test_a_service_with_ten_promises_stays_small(hard: Path) -> None:
    page = page_at(hard, "agencies/ten/phone")
    assert len(page.all("article.ch-promise")) == 10
    assert len(page.all("tbody tr")) == 100
    assert len(page.html.encode()) < 60_000


def test_what_is_the_same_in_every_row_is_said_once(hard: Path) -> None:
    page = page_at(hard, "agencies/ten/phone")
    (figures,) = page.all("#p0-figures")
    (table,) = figures.css("table")
    heads = ["Period", "Verdict", "How they did", "Counts", "95% interval, of every 100"]
    assert list(columns(table)) == heads
    assert words_of(within(table, "caption")) == "Their aim: 90 of every 100."
    assert words_of(within(figures, "#p0-figures > .ch-source")) == "Source: example.org"
    assert page.all("article#p0 .ch-source") == []


def test_no_page_of_an_agency_grows_with_the_number_of_agencies(hard: Path, tmp_path: Path) -> None:
    folder = site_folder(tmp_path)
    fill(folder, "ten", "zero")
    build(tmp_path, tmp_path / "site")
    for name in ("agencies/ten", "agencies/ten/phone", "agencies/zero", "how-we-judge"):
        alone, among = page_at(tmp_path / "site", name), page_at(hard, name)
        assert alone.html == among.html


def test_a_tiny_agency_has_all_ten_parts_and_says_what_is_missing(hard: Path) -> None:
    page = page_at(hard, "agencies/tiny")
    sections = [
        node for node in page.all("main section[id]") if node.attributes["id"] in dict(PARTS)
    ]
    found = [
        (node.attributes["id"], words_of(page.one(f"#{node.attributes['id']}-h")))
        for node in sections
    ]
    assert found == list(PARTS)
    assert words_of(page.one("header.ch-head .ch-lede")) == "We serve everyone."
    assert "No promise is recorded here." in page.words
    for node in sections[:-1]:
        says = words_of(node)
        assert "Nothing published yet." in says, says
        assert re.search(r"The order (asks|encourages) .*\((item|Section)", says), says


def test_an_editor_places_parts_and_the_rest_follows_in_order(hard: Path) -> None:
    page = page_at(hard, "agencies/placed")
    placed = page.all("main section[id], main article.ch-promise")
    order = [str(node.attributes["id"]) for node in placed]
    assert (order[0], order[1][-3:], order[2]) == ("complain", "_p0", "next")
    rest = [name for name in order[3:] if name in dict(PARTS)]
    assert rest == ["standards", "channels", "compare", "surveys", "staff", "customers", "about"]
    text = page.words
    places = [text.index(words) for words in ("First our own", "Then a promise", "Last words")]
    assert places == sorted(places)
    assert page.html.count('id="complain"') == 1


def links_out(page: Page) -> Iterator[str]:
    for node in page.all("main a[href]"):
        yield node.attributes["href"] or ""


def test_a_promise_leads_to_its_figures_and_to_complaints(hard: Path) -> None:
    found = set(links_out(page_at(hard, "agencies/zero")))
    assert {"phone/#p0", "phone/#p0-figures", "phone/#complain"} <= found


def test_a_long_list_of_promises_goes_over_several_pages(tmp_path: Path) -> None:
    folder = site_folder(tmp_path, MKDOCS_YML)
    folder.agency("many", service_of(230))
    assert build(tmp_path, tmp_path / "site") == []
    first, last = page_at(tmp_path / "site", "promises"), page_at(tmp_path / "site", "promises/4")
    assert [len(page.all("tbody tr")) for page in (first, last)] == [60, 50]
    assert "Promises 181 to 230 of 230" in last.words
    plan = page_at(tmp_path / "site", "agencies/many")
    assert len(plan.all("article.ch-promise")) < 100
    assert "more promises" in plan.words


def test_every_page_has_the_frame_that_citizens_and_editors_rely_on(built_site: Path) -> None:
    """Breadcrumb, as-of date, the notice of Section 5, the way to complain, and to edit."""
    frame = (".ch-edit a[href]", ".ch-footer__help a[href]")
    said = ("Figures as of June 30, 2026", "gives nobody a right that can be taken to court")
    for file in sorted(built_site.rglob("index.html")):
        tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
        where = file.relative_to(built_site).as_posix()
        if where.startswith(("embed/", "poster/")):
            continue
        wanted = frame if where == "index.html" else (*frame, ".ch-crumbs a[href]")
        assert [part for part in wanted if tree.css_first(part) is None] == [], where
        helped = tree.css(".ch-footer__help a")[0].attributes["href"] or ""
        assert "complain" in urljoin(f"https://charters.example.org/{where}", helped), where
        footer = " ".join(node.text() for node in tree.css(".ch-footer"))
        assert [words for words in said if words not in footer] == [], where

"""The forms in Chromium: what they do to files, and a result that becomes a commit."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page

from browser.forge import Forge, Repository
from builders import cases_in, rewrite
from charters.forms.bundles import bundles
from charters.forms.configuration import configuration
from charters.forms.forge import forge_at
from charters.publishing.say.speech import speech_for
from charters.reading import read
from commands import charters

TESTS = Path(__file__).parents[1]
PACKAGES = Path(os.environ.get("CHARTERS_PACKAGES", TESTS.parent / "build" / "packages"))
CASES = cases_in(TESTS / "cases" / "editor_forms.yml")
pytestmark = pytest.mark.skipif(
    not all((PACKAGES / bundle.file).is_file() for bundle in bundles()),
    reason=f"what the forms are made of is not in {PACKAGES}; docs/forms.md says how to fetch it",
)
RESULTS = "data/standards/harbor/results.csv"
RECORDS = "data/standards/harbor/standards.yml"
NEW_RESULT = {
    "Period": "2024-Q3",
    "Met": "850",
    "Total": "900",
    "Published": "2024-11-02",
    "Source": "yearly-report",
    "Note": 'The line was "down", at times.',
}
NEW_ROW = (
    b"calls-answered,2024-Q3,,850,900,,,,final,2024-11-02,yearly-report,"
    b'"The line was ""down"", at times.",,,\r\n'
)


@dataclass
class Town:
    """A site, its repository, and where both are served."""

    repository: Repository
    address: str
    heard: list[str] = field(default_factory=list)

    def check(self) -> str:
        done = charters("check", "--root", self.repository.folder)
        return done.output


@contextmanager
def town_at(folder: Path) -> Iterator[Town]:
    """Serve the forms of a small site of two agencies beside the repository that it lies in."""
    home, site = folder / "home", folder / "site"
    shutil.copytree(TESTS / "cases" / "reading" / "good", home)
    site.mkdir()
    heard: list[str] = []
    handler = partial(Forge, directory=str(site), repository=Repository(home), heard=heard)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        where = f"  - charters:\n      edit_root: {address}town/charters/_edit/main/\n"
        rewrite(home / "mkdocs.yml", ("  - charters:\n", where))
        table = home / RESULTS
        table.write_bytes(table.read_bytes().replace(b"\n", b"\r\n"))
        parks = home / "data/standards/parks/agency.yml"
        text = parks.read_text(encoding="utf-8")
        parks.write_text(re.sub("serves: (.+)", r"serves: {en: '\1', fr: Parcs}", text), "utf-8")
        repository = Repository(home)
        repository.begin()
        done = charters("forms", "--root", home, "--packages", PACKAGES, "--out", site / "forms")
        assert done.exit_code == 0, done.output
        yield Town(repository, address, heard)
        server.shutdown()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town_at(tmp_path_factory.mktemp("town")) as served:
        yield served


@pytest.fixture
def page(browser: Browser, town: Town) -> Iterator[Page]:
    """Return the forms, signed in."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-US")
    page.goto(f"{town.address}forms/")
    page.get_by_role("button", name="Token").click()
    page.get_by_role("textbox").fill("a token")
    page.get_by_role("button", name="Sign In", exact=True).last.click()
    page.get_by_role("radio", name="Contents").wait_for()
    yield page
    page.close()


def add_result(page: Page, town: Town, values: dict[str, str]) -> None:
    open_form(page, town, "results")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("combobox", name="Standard").click()
    page.get_by_role("option").filter(has_text="(calls-answered)").click()
    for name, value in values.items():
        box(page, name).fill(value)
    save(page)


def box(page: Page, name: str, *, exact: bool = True) -> Locator:
    """Return the first box of a form with a label, which is made when one scrolls to it."""
    found = page.get_by_role("textbox", name=name, exact=exact)
    page.mouse.move(600, 600)
    for _ in range(60):
        if found.count():
            break
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(50)
    return found.first


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Entry saved.").wait_for()


def open_form(page: Page, town: Town, form: str, of: str = "harbor") -> None:
    page.goto(f"{town.address}forms/#/collections/{of}/entries/{form}")
    page.get_by_role("group", name="Content Editor").wait_for()


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_file_keeps_what_nobody_changed(
    browser: Browser, town: Town, case: dict[str, Any]
) -> None:
    page = browser.new_page()
    page.goto(f"{town.address}forms/formats.js")
    saved = page.evaluate(
        """async ({ format, before, change }) => {
            const { formats } = await import("/forms/formats.js");
            const read = before.trim().replaceAll("\\r\\n", "\\n");  // as the CMS hands it over
            const said = read ? formats[format].fromFile(read) : {};
            for (const [way, value] of Object.entries(change)) {
                const keys = way.split(".");
                const last = keys.pop();
                const record = keys.reduce((inner, key) => inner[key], said);
                if (value === null) delete record[last]; else record[last] = value;
            }
            return `${(await formats[format].toFile(said)).trim()}\\n`;
        }""",
        case,
    )
    page.close()
    assert saved == case["after"]


def test_a_result_from_the_form_is_a_commit_that_adds_one_row(page: Page, town: Town) -> None:
    table, problems = town.repository.folder / RESULTS, town.check()
    before = table.read_bytes()
    add_result(page, town, NEW_RESULT)
    assert table.read_bytes() == before + NEW_ROW
    assert town.repository.changed() == [RESULTS]
    assert town.check() == problems


def test_a_row_that_was_saved_is_a_published_one_in_the_next_form(page: Page, town: Town) -> None:
    add_result(page, town, {**NEW_RESULT, "Period": "2024-Q4", "Published": "2025-02-02"})
    page.get_by_text("Results: add one").click()
    page.get_by_text("0 New rows").wait_for()
    assert ",2024-Q4," in box(page, "What is published", exact=False).input_value()


def test_a_text_changed_in_a_form_changes_its_line_alone(page: Page, town: Town) -> None:
    path, problems = town.repository.folder / RECORDS, town.check()
    before = path.read_text(encoding="utf-8").split("\n")
    open_form(page, town, "standards")
    page.get_by_role("button", name="Expand", exact=True).first.click()
    box(page, "Name").fill("Berths: all of them")
    save(page)
    after = path.read_text(encoding="utf-8").split("\n")
    assert [line for line in after if line not in before] == ['    name: "Berths: all of them"']
    assert len(after) == len(before)
    assert town.check() == problems


def test_what_no_form_shows_stays_and_a_new_key_stands_in_its_place(page: Page, town: Town) -> None:
    path = town.repository.folder / "data/standards/parks/agency.yml"
    before = path.read_text(encoding="utf-8")
    open_form(page, town, "agency", of="parks")
    box(page, "Short name").fill("Parks")
    save(page)
    first, rest = before.split("\n", 1)
    assert "serves: {en: " in rest
    assert path.read_text(encoding="utf-8") == f"{first}\nshort_name: Parks\n{rest}"


def test_the_forms_reach_the_site_and_the_forge_alone(browser: Browser, town: Town) -> None:
    page, reached = browser.new_page(), set()
    page.on("requestfinished", lambda request: reached.add(urlsplit(request.url).netloc))
    page.goto(f"{town.address}forms/")
    page.get_by_role("button", name="Token").wait_for()
    page.wait_for_load_state("networkidle")
    page.close()
    assert reached - {""} == {urlsplit(town.address).netloc}


def test_the_forms_speak_the_language_of_the_browser(browser: Browser, town: Town) -> None:
    page = browser.new_page(locale="fr-FR")
    page.goto(f"{town.address}forms/")
    page.get_by_text("Se connecter avec un jeton").wait_for()
    page.close()


@pytest.mark.parametrize("edited_at", ["/_edit/", "/edit/", "/-/edit/"])
def test_the_configuration_is_one_that_the_forms_know(
    browser: Browser, town: Town, edited_at: str
) -> None:
    forge = forge_at(f"https://forge.example.org/town/charters{edited_at}main/")
    register, _ = read(town.repository.folder)
    assert forge
    body = configuration(town.repository.folder, register, forge, speech_for("fr"))
    page, said = browser.new_page(), list[str]()
    page.on("console", lambda one: said.append(one.text) if one.type == "warning" else None)
    page.route("**/config.yml*", lambda route: route.fulfill(body=body))
    page.goto(f"{town.address}forms/")
    page.get_by_role("button", name="Token").wait_for()
    page.close()
    assert [words for words in said if "OAuth application ID" not in words] == []

"""The preview: real saves in a real folder, and what a browser is answered while they are broken."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from builders import cases_in
from charters.preview import watched
from charters.preview.shown import Made
from commands import charters
from planting import OWN, good_site, plant
from previews import PATIENCE, Running, mend, until

CASES = Path(__file__).parent / "cases"
SAVES = cases_in(CASES / "saves.yml")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watched, "OFTEN", 0.02)
        with Running(good_site(tmp_path_factory.mktemp("preview"))) as one:
            until(lambda: one.preview.shown.number == 1)
            yield one


@pytest.fixture
def good(running: Running) -> Running:
    """Return the preview when nothing is wrong, whatever the test before has done."""
    if running.newest is not running.preview.shown.good:
        running.save(lambda: mend(running.site))
    return running


def test_fifty_broken_saves_in_a_row_keep_the_good_pages_and_say_what_is_wrong_with_each(
    good: Running,
) -> None:
    addresses = ("/", "/agencies/harbor/", "/agencies/parks/picnics/", "/data/results.csv")
    pages = [good.page(one) for one in addresses[:-1]]
    before: list[str] = []
    for case in SAVES:

        def save(case: dict[str, Any] = case) -> None:
            mend(good.site)
            plant(good.site, case)

        banner = good.save(save)
        assert [one for one in case["says"] if one not in banner] == [], (case["save"], banner)
        assert [one for one in before if one in banner and one not in case["says"]] == []
        assert "these are still the pages of" in banner, case["save"]
        assert "<script>alert" not in good.get("/.preview/said.html")[1]
        assert [good.page(one) for one in addresses[:-1]] == pages, case["save"]
        assert good.get(addresses[-1])[0].status == 200
        before = case["says"]
    assert len(SAVES) >= 50
    assert "No problems." in good.save(lambda: mend(good.site))
    assert [good.page(one) for one in addresses[:-1]] == pages


# ------------------------------------------------------------------------------- while it builds


def test_pages_are_answered_at_once_while_new_ones_are_made(good: Running) -> None:
    going, goes_on = threading.Event(), threading.Event()

    def slowly(folder: Path) -> Made:
        going.set()
        assert goes_on.wait(PATIENCE)
        return good.make(folder)

    page, good.preview.make = good.page("/agencies/parks/"), slowly
    plant(good.site, {"file": "content/agencies/parks.md", "add": "\nThe new words.\n"})
    assert going.wait(PATIENCE)
    assert good.page("/agencies/parks/") == page
    assert "New pages are being made." in good.banner()
    good.preview.make = good.make
    goes_on.set()
    until(lambda: "The new words." in good.page("/agencies/parks/"))


def test_what_was_made_of_files_that_changed_meanwhile_is_never_shown(good: Running) -> None:
    seen: list[str] = []

    def between(folder: Path) -> Made:
        made = good.make(folder)
        if not seen:
            mend(good.site)
            plant(good.site, {"file": "content/agencies/parks.md", "add": "\nThe second save.\n"})
        seen.append(good.page("/agencies/parks/"))
        return made

    good.preview.make = between
    number = good.preview.shown.number
    plant(good.site, {"file": "content/agencies/parks.md", "add": "\nThe first save.\n"})
    until(lambda: "The second save." in good.page("/agencies/parks/"))
    good.preview.make = good.make
    assert (len(seen), good.preview.shown.number) == (2, number + 1)
    assert not any("The first save." in page for page in seen)


def test_a_file_written_through_another_one_is_followed(good: Running) -> None:
    page = good.site / "content/agencies/parks.md"

    def save() -> None:
        beside = page.with_name(".parks.md.swp")
        beside.write_text(
            page.read_text(encoding="utf-8") + "\nWritten beside.\n", encoding="utf-8"
        )
        beside.rename(page)

    assert "No problems." in good.save(save)
    assert "Written beside." in good.page("/agencies/parks/")
    assert good.printed[-2] == "parks.md changed"


def test_a_fault_of_the_program_is_told_and_ends_nothing(good: Running) -> None:
    def at_fault(folder: Path) -> Made:
        raise RecursionError("too deep")

    page, good.preview.make = good.page("/"), at_fault
    banner = good.save(lambda: plant(good.site, {"file": "agency.yml", "add": "# more\n"}))
    good.preview.make = good.make
    assert "No new pages could be made: these are still the pages of" in banner
    assert "the program has a fault: " in banner
    assert ": RecursionError: too deep" in banner
    assert good.page("/") == page
    assert "Traceback" not in "".join(good.printed)


def test_a_warning_is_said_on_the_new_page(good: Running) -> None:
    change = {"change": "We treat you with respect.", "to": "We treat you promptly."}
    banner = good.save(lambda: plant(good.site, {"file": "standards.yml", **change}))
    assert "1 warning" in banner
    assert "data/standards/harbor/standards.yml:58:14 warning P29" in banner
    assert "We treat you promptly." in good.page("/agencies/harbor/")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/agencies/harbor", 302),
        ("/no-such-page/", 404),
        ("/../mkdocs.yml", 404),
        ("/%2e%2e/%2e%2e/etc/passwd", 404),
        ("/a%00b", 404),
        ("//", 200),
        ("/" + "a" * 5000, 404),
        ("/assets/charters/page.css?x=1#y", 200),
        ("/.preview/no-such-file", 404),
        ("/.preview/../loop.py", 404),
    ],
)
def test_every_address_is_answered(good: Running, path: str, status: int) -> None:
    answer, body = good.get(path)
    assert answer.status == status
    assert "no-store" in (answer.getheader("Cache-Control") or "") or status == 302
    head, nothing = good.get(path, "HEAD")
    assert (head.status, nothing, head.getheader("Content-Length")) == (
        status,
        "",
        str(len(body.encode())),
    )


# ------------------------------------------------------------------------------- how it starts


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watched, "OFTEN", 0.02)


@pytest.mark.usefixtures("quickly")
def test_it_starts_with_a_broken_file_and_shows_the_pages_when_it_is_mended(tmp_path: Path) -> None:
    site = good_site(tmp_path)
    plant(site, {"file": "mkdocs.yml", "change": "docs_dir:", "to": "\tdocs_dir:"})
    below = {"change": "site_name", "to": "site_url: https://x.example.org/below/\nsite_name"}
    with Running(site) as one:
        until(lambda: one.newest is not None)
        answer, page = one.get("/agencies/harbor/")
        assert answer.status == 503
        assert "There are no pages yet" in page
        assert "mkdocs.yml:8:1" in page
        one.save(lambda: mend(site), lambda: plant(site, {"file": "mkdocs.yml", **below}))
        assert one.get("/")[0].getheader("Location") == "/below/"
        assert "Harbor Office" in one.page("/below/agencies/harbor/")
        assert one.get("/agencies/harbor/")[0].status == 404


@pytest.mark.usefixtures("quickly")
def test_one_agency_alone_says_of_every_other_that_it_is_not_in_the_preview(tmp_path: Path) -> None:
    site = good_site(tmp_path)
    words = (
        "\n[Harbor](harbor.md), [help](../../agencies/harbor/help/): {harbor/phone-wait: result}\n"
    )
    plant(site, {"file": "content/agencies/parks.md", "add": words})
    (site / "data/standards/harbor/standards.yml").write_text("broken: [", encoding="utf-8")
    settings = (site / "mkdocs.yml").read_text(encoding="utf-8")
    several = settings.replace("charters:\n", "charters:\n      languages: [en, fr]\n")
    (site / "mkdocs.yml").write_text(several, encoding="utf-8")
    with Running(site, only="parks") as one:
        until(lambda: one.preview.shown.number == 1)
        assert "Only parks is in this preview." in one.banner()
        page = one.page("/agencies/parks/")
        assert "[of harbor, which is not in this preview]" in page
        for address in re.findall(r'href="\.\./(harbor/[^"]*)"', page):
            answer, said = one.get(f"/agencies/{address}")
            assert (answer.status, "harbor is not in this preview" in said) == (404, True)
        assert 'href="../harbor/"' in page
        answer, said = one.get("/fr/agencies/harbor/help/")
        assert (answer.status, '<html lang="fr"' in said) == (404, True)
        assert "harbor n’est pas dans cet aperçu" in said
        assert "harbor is not in" not in one.get("/agencies/harbors/")[1]
        assert "nowhere" in one.save(
            lambda: plant(site, {"file": "content/agencies/parks.md", "add": "[x](nowhere.md)\n"})
        )
        gone = (site / "content/agencies/parks.md").unlink, (site / "data/standards/parks").rename
        banner = one.save(gone[0], lambda: gone[1](site / "data/standards/park"))
        assert "data/standards/parks:1:1 error Y046: this is gone since" in banner
        assert one.get("/agencies/parks/")[0].status == 200


def test_the_command_says_its_address_first_and_ends_at_once(tmp_path: Path) -> None:
    site = good_site(tmp_path)
    plant(site, {"file": "standards.yml", "change": "target: 95%", "to": "target: 95"})
    command = [sys.executable, "-m", "charters.cli", "serve", "--root", str(site)]
    run = partial(subprocess.Popen, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    with run([*command, "--port", "0"]) as serving:
        assert serving.stdout is not None
        first = serving.stdout.readline()
        port = re.fullmatch(
            rf"preview of {site} at http://127.0.0.1:(\d+)/ \(Ctrl-C ends it\)\n", first
        )
        assert port, first
        told = serving.stdout.readline()
        assert told.startswith(
            "error    data/standards/harbor/standards.yml:67:13: Y020 '95' has no unit"
        )
        assert "1 error; no new pages. Mend the lines above" in serving.stdout.readline()
        with run([*command, "--port", port[1]]) as second:
            assert second.wait(PATIENCE) == 2
            assert second.stdout is not None
            assert second.stdout.read() == (
                f"port {port[1]} is in use by another program; name a free one with --port, or --port 0 for any\n"
            )
        serving.send_signal(signal.SIGINT)
        assert serving.wait(5) == 0
        assert serving.stdout.read().strip() == "the preview has ended"


def test_under_mkdocs_it_starts_with_a_broken_file_and_keeps_the_good_pages(tmp_path: Path) -> None:
    site = good_site(tmp_path)
    file, standards = site / "mkdocs.yml", site / OWN / "standards.yml"
    config = file.read_text("utf-8").replace("{name: mkdocs, custom_dir: overrides}", "charters")
    good = standards.read_text("utf-8")
    file.write_text(config, "utf-8")
    standards.write_text(good.replace("target: 95%", "target: 95"), "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}"]
    said = tmp_path / "said"
    with said.open("w") as out, subprocess.Popen(command, cwd=site, stderr=out) as serving:
        answers = partial(answered, port, "/agencies/harbor/")

        def says(*awaited: object) -> None:
            until(lambda: answers() == awaited, every=0.2)

        says(503, "there are no pages yet", "standards.yml:67:13 error Y020")
        standards.write_text(good, "utf-8")
        says(200, "No problems.", "")
        file.write_text(config.replace("docs_dir", "\tdocs_dir"), "utf-8")
        says(200, "these are still the pages", "mkdocs.yml:8:1 error Y002")
        file.write_text(config, "utf-8")
        says(200, "No problems.", "")
        serving.send_signal(signal.SIGINT)
        assert serving.wait(5) == 0
    assert "Traceback" not in said.read_text("utf-8")


def answered(port: int, path: str) -> tuple[int, str, str]:
    """Return the status of a page, what its banner says of it, and the first problem there."""
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            status, page = answer.status, answer.read().decode()
    except HTTPError as fault:
        status, page = fault.status or 0, fault.read().decode()
    except OSError:
        return 0, "", ""
    words = ("there are no pages yet", "these are still the pages", "No problems.")
    places = re.search(r"<code>(?:data/standards/harbor/)?(\S+)</code> (error \S+):", page)
    return (
        status,
        next((one for one in words if one in page), ""),
        " ".join(places.groups()) if places else "",
    )


def test_no_agency_of_that_name_is_refused(tmp_path: Path) -> None:
    asked = charters("serve", "--root", good_site(tmp_path), "--agency", "harbour")
    assert asked.exit_code == 2
    assert asked.output == "there is no agency 'harbour'; known: harbor, parks\n"


def test_nothing_of_a_preview_is_published(built_site: Path) -> None:
    pages = [path for path in built_site.rglob("*") if path.suffix in (".html", ".css", ".js")]
    assert [path for path in pages if "preview" in path.name] == []
    assert [one for one in pages if "ch-preview" in one.read_text(encoding="utf-8")] == []

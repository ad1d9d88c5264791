"""The banner of a preview in a real browser: it says what is wrong, and goes when it is mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from axe import violations, violations_of_color
from charters.preview import watched
from planting import good_site, plant
from previews import Running, mend, until

BROKEN = {"file": "standards.yml", "change": "target: 95%", "to": "target: 95"}
WORDS = {"file": "content/agencies/parks.md", "add": "\nThe new words.\n"}
COVERS = "() => document.querySelector('.ch-preview').getBoundingClientRect().height / innerHeight"


def test_the_banner_comes_and_goes_by_itself_and_is_read_by_everybody(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched, "OFTEN", 0.02)
    site = good_site(tmp_path)
    narrow = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme="dark")
    with Running(site) as one, narrow as context:
        until(lambda: one.preview.shown.number == 1)
        page = context.new_page()
        page.goto(f"{one.preview.url}agencies/parks/")
        banner = page.locator("#ch-preview")
        expect(banner).to_contain_text("No problems.")
        one.save(lambda: plant(site, BROKEN))
        wrong = banner.locator("summary [role=alert]")
        expect(wrong).to_contain_text("1 error: these are still the pages of")
        expect(banner.locator("li")).to_contain_text("'95' has no unit; write 95%")
        assert page.evaluate(COVERS) <= 0.45
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(page, "preview") == []
        page.emulate_media(color_scheme="light")
        assert violations_of_color(page, "preview") == []
        banner.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(banner.locator("li")).to_be_hidden()
        one.save(lambda: mend(site), lambda: plant(site, WORDS))
        expect(page.locator("main")).to_contain_text("The new words.")
        expect(banner).to_contain_text("No problems.")
        without = browser.new_page(java_script_enabled=False)
        without.goto(f"{one.preview.url}agencies/parks/")
        expect(without.locator("#ch-preview")).to_contain_text("No problems.")
        without.close()  # left open it would be drawn, or load, to the end of all tests
        one.preview.end()
        expect(banner).to_contain_text("The preview has ended")

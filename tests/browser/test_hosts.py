"""Our pages as guests of a host: in its frame, legible, and with styles that touch nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from builders import MKDOCS_YML, build, small_site

HOSTS = ("material", "mkdocs", "readthedocs")
SELECTORS = """() => {
    const sheet = [...document.styleSheets].find((one) => one.href?.endsWith("/hosted.css"));
    const found = [];
    const walk = (rules) => {
        for (const rule of rules) {
            if (rule.selectorText) found.push([rule.selectorText, [...rule.style]]);
            else if (rule.cssRules) walk(rule.cssRules);
        }
    };
    walk(sheet.cssRules);
    return found;
}"""
LOOKS = """() => {
    const widest = (all) => Math.max(...[...document.querySelectorAll(all)].map((one) => one.getBoundingClientRect().width));
    const style = getComputedStyle(document.querySelector(".ch-promise__text"));
    return {
        mark: widest(".ch-shape"),
        part: widest("#ch-hosted"),
        text: parseFloat(style.fontSize) * (style.zoom ? document.querySelector("#ch-hosted").currentCSSZoom : 1),
        sideways: document.documentElement.scrollWidth - innerWidth,
    };
}"""


@pytest.fixture(scope="session")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return one small site in the frame of each host."""
    folder = small_site(tmp_path_factory.mktemp("hosted"), page="We help.\n")
    sites = {}
    for theme in HOSTS:
        said = f"theme: {{name: {theme}, font: false, highlightjs: false}}"
        config = MKDOCS_YML.replace("theme: {name: charters, custom_dir: overrides}", said)
        folder.write("mkdocs.yml", config.replace(", check_pages: all", ""))
        sites[theme] = folder.path.parent / f"site-{theme}"
        build(folder.path, sites[theme])
    return sites


@pytest.fixture(scope="module", params=HOSTS)
def page(
    request: pytest.FixtureRequest,
    hosted: dict[str, Path],
    browser: Browser,
    serve: Callable[[Path], AbstractContextManager[str]],
) -> Iterator[Page]:
    """Open the page of a service in a host, once; nothing it asks for is missing."""
    with serve(hosted[request.param]) as address:
        page = browser.new_page(bypass_csp=True)
        missing: list[str] = []
        page.on("response", lambda got: missing.append(got.url) if got.status >= 400 else None)
        page.goto(f"{address}agencies/ssa/phone/")
        page.wait_for_load_state()
        assert missing == []
        yield page
        page.close()


def test_our_styles_reach_nothing_of_a_host(page: Page) -> None:
    rules = page.evaluate(SELECTORS)
    assert len(rules) > 2
    for selector, properties in rules:
        if selector == ":root":
            assert [name for name in properties if not name.startswith("--ch-")] == []
        else:
            assert all(".ch-" in part for part in selector.split(",")), selector


@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_in_a_host_has_our_measures(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    found = page.evaluate(LOOKS)
    assert 15 < found["mark"] < 30
    assert 20 < found["text"] < 28
    assert found["part"] > min(width, 700) * 0.8
    assert found["sideways"] <= 0

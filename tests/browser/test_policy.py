"""Every kind of page works under a strict policy: nothing inline, nothing from another host."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
Open = Callable[..., Page]
Go = Callable[[Page, str], None]
BROKEN = """() => { window.broken = []; addEventListener("securitypolicyviolation",
  (event) => window.broken.push(`${event.violatedDirective} ${event.blockedURI}`)); }"""


def test_no_kind_of_page_breaks_the_policy_asks_another_host_or_tells_the_console_of_an_error(
    browser: Browser, go: Go, host: str, kinds: dict[str, str]
) -> None:
    context = browser.new_context()
    asked: set[str] = set()
    context.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    context.add_init_script(f"({BROKEN})()")
    told = {kind: opened(context.new_page(), go, address) for kind, address in kinds.items()}
    # A page is quiet after half a second: all of them are opened first, and waited for together.
    for page, said in zip(context.pages, told.values(), strict=True):
        page.wait_for_load_state("networkidle")
        said.extend(page.evaluate("window.broken"))
    context.close()
    assert asked == {urlsplit(host).netloc}
    assert {kind: said for kind, said in told.items() if said} == {}


def opened(page: Page, go: Go, address: str) -> list[str]:
    """Open a page, and return the list into which it tells its errors as they come."""
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    if "no-such" not in address:  # There the console is told that nothing was found.
        page.on("console", lambda said: told.append(said.text) if said.type == "error" else None)
    go(page, address)
    return told


def test_the_policy_would_be_noticed(browser: Browser, go: Go) -> None:
    page = browser.new_page()
    page.add_init_script(f"({BROKEN})()")
    go(page, "")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.wait_for_function("window.broken.length > 0")
    page.close()


def test_the_documents_give_the_policy_that_is_tested(window: Open, host: str) -> None:
    page = window()
    answers = [page.goto(f"{host}{name}") for name in ("", "search.html")]
    policies = [one.headers["content-security-policy"] for one in answers if one]
    lines = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8").splitlines()
    assert [f"Content-Security-Policy: {one}" in lines for one in policies] == [True, True]


def test_only_the_search_page_may_compile_a_program(window: Open, host: str) -> None:
    page = window()
    allowed = {}
    for name in ("", "promises/", "search.html"):
        page.goto(f"{host}{name}")
        allowed[name] = page.evaluate(
            "WebAssembly.compile(new Uint8Array([0,97,115,109,1,0,0,0])).then(() => true, () => false)"
        )
    assert allowed == {"": False, "promises/": False, "search.html": True}

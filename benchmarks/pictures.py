"""Draws the first screen of one page of each kind into docs/images/, on a phone and a desk, light and dark."""

from __future__ import annotations

import base64
import sys
from pathlib import Path

from charters.in_browser.chromium import chromium
from charters.in_browser.hosting import serving

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
WIDTHS, HEIGHT, QUALITY = (360, 1280), 800, 35
BELOW = {
    "plan": "agencies/*",
    "service": "agencies/*/*",
    "all-results": "agencies/*/*/*",
    "order-of-one": "order/*",
    "compare-kind": "compare/*",
}
"""Kinds with many pages; the one with most in it is drawn."""


def kinds(site: Path) -> dict[str, str]:
    """Return the address of a page of each kind."""
    found = {"home": "", "search": "search.html?q=passport"}
    found |= {page.parent.name: f"{page.parent.name}/" for page in site.glob("*/index.html")}
    for kind, pattern in BELOW.items():
        pages = sorted(site.glob(f"{pattern}/index.html"), key=lambda path: path.stat().st_size)
        if pages:
            found[kind] = f"{pages[-1].parent.relative_to(site).as_posix()}/"
    return found


def draw(site: Path) -> None:
    """Draw every kind in every width and scheme."""
    with serving(site) as host, chromium() as browser:
        for scheme in ("light", "dark"):
            for width in WIDTHS:
                size = {"width": width, "height": HEIGHT}
                page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
                devtools = page.context.new_cdp_session(page)
                for kind, address in kinds(site).items():
                    page.goto(host + address, wait_until="networkidle")
                    shot = devtools.send(
                        "Page.captureScreenshot", {"format": "webp", "quality": QUALITY}
                    )
                    name = f"{kind}-{width}-{scheme}.webp"
                    (IMAGES / name).write_bytes(base64.b64decode(shot["data"]))
                page.close()


if __name__ == "__main__":
    draw(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site"))

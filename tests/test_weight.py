"""What a page weighs: the HTML of every page of two sites, as a phone has to load it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import Made
from charters.reading.site_settings import settings_of

MOST, MOST_AT_HOME = 60_000, 30_000
"""Bytes of HTML before compression."""
MOST_MARKED = 72_000
"""The same in a further language, where every text that nobody translated is marked by itself."""


@pytest.mark.parametrize("name", ["whole", "own"])
def test_no_page_is_heavier_than_a_phone_can_bear(
    name: str, request: pytest.FixtureRequest
) -> None:
    site = request.getfixturevalue(name)
    assert isinstance(site, Made)
    weights = weights_of(site.site)
    assert len(weights) > 20
    further = set(settings_of(site.folder)[0].folders)
    most = {page: MOST_MARKED if page.partition("/")[0] in further else MOST for page in weights}
    assert {page: n for page, n in weights.items() if n > most[page]} == {}
    assert weights["."] < MOST_AT_HOME


def weights_of(site: Path) -> dict[str, int]:
    return {
        page.parent.relative_to(site).as_posix(): page.stat().st_size
        for page in site.rglob("index.html")
    }

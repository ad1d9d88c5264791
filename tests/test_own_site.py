"""What holds of whatever site lies in this repository: the shipped example, or that of a fork."""

from __future__ import annotations

from mkdocs.config import load_config

from builders import Made
from charters.rules.pages.finished import check_site


def test_the_built_pages_of_the_site_in_this_repository_have_no_fault(own: Made) -> None:
    site_url = load_config(str(own.folder / "mkdocs.yml")).site_url
    assert len([*own.site.rglob("index.html")]) > 10
    assert check_site(own.site, site_url or "/") == []

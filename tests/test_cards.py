"""What stands beside a link to a page elsewhere: title, description, picture; whole addresses or none."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from builders import MKDOCS_YML, Made, small_site
from charters.reading.site_settings import settings_of
from charters.rules.pages.finished import check_site
from sites import built

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def told(path: Path) -> dict[str, str]:
    page = LexborHTMLParser(path.read_text("utf-8"))
    found = page.css('meta[property^="og:"], meta[name^="twitter:"]')
    return {
        f"{node.attributes.get('property') or node.attributes.get('name')}": f"{node.attributes['content']}"
        for node in found
    }


def test_every_page_of_a_site_gives_its_own_title_and_whole_address(whole: Made) -> None:
    for where in ("", "agencies/tide-office/", "agencies/tide-office/moorings/", "data/"):
        said = told(whole.site / where / "index.html")
        assert said["og:url"] == f"https://charters.example.org/{where}"
        assert said["og:title"]
        assert "og:image" not in said
    service = told(whole.site / "agencies/tide-office/moorings/index.html")
    assert service["og:title"] == "Moorings, Fictitious Tide Office"
    assert service["og:description"] != told(whole.site / "index.html")["og:description"]


@pytest.mark.parametrize("there", [True, False])
def test_a_picture_of_the_site_is_named_whole_and_told_of_where_it_is_not_there(
    tmp_path: Path, *, there: bool
) -> None:
    config = MKDOCS_YML.replace("charters: {", "charters: {card: images/card.png, ")
    folder = small_site(tmp_path / "site", config)
    if there:
        (folder.path / "content/images").mkdir(parents=True)
        (folder.path / "content/images/card.png").write_bytes(PIXEL)
    built("plain", folder.path, tmp_path / "out")
    said = told(tmp_path / "out/index.html")
    assert said["og:image"] == "https://charters.example.org/images/card.png"
    assert said["twitter:card"] == "summary_large_image"
    problems = [one.code for one in check_site(tmp_path / "out") if "card.png" in str(one.message)]
    assert set(problems) == (set() if there else {"S001"})


def test_a_site_that_does_not_know_its_address_says_nothing_of_it(tmp_path: Path) -> None:
    lines = [line for line in MKDOCS_YML.splitlines() if not line.startswith("site_url")]
    folder = small_site(tmp_path / "site", "\n".join(lines))
    built("plain", folder.path, tmp_path / "out")
    assert told(tmp_path / "out/index.html") == {}


@pytest.mark.parametrize("name", ["whole", "own"])
def test_every_page_that_may_be_found_has_a_description_of_its_own(
    name: str, request: pytest.FixtureRequest
) -> None:
    made: Made = request.getfixturevalue(name)
    further = set(settings_of(made.folder)[0].folders)
    said: dict[tuple[str, str], list[str]] = {}
    for path in sorted(made.site.rglob("index.html")):
        page = LexborHTMLParser(path.read_text("utf-8"))
        if page.css_first('meta[name="robots"]') or page.css_first('meta[http-equiv="refresh"]'):
            continue
        (node,) = page.css('meta[name="description"]')
        where = path.parent.relative_to(made.site).as_posix()
        # What nobody translated is said in the first language on the pages of every language.
        language = first if (first := where.partition("/")[0]) in further else ""
        said.setdefault((language, node.attributes["content"] or ""), []).append(where)
    assert len(said) > 20
    assert {words: where for words, where in said.items() if len(where) > 1 or not words[1]} == {}

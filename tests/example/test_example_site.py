"""The shipped example as its readers get it: what it says of itself, and what it never says."""

from __future__ import annotations

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from builders import ROOT, Made
from charters.reading import read
from charters.rules import audit


def texts_of(made: Made, address: str = "**", part: str = "body") -> dict[str, list[str]]:
    """Return the texts of a part of every page, by its address."""
    return {
        page.parent.relative_to(made.site).as_posix(): [
            " ".join(node.text(separator=" ").split())
            for node in LexborHTMLParser(page.read_text(encoding="utf-8")).css(part)
        ]
        for page in made.site.glob(f"{address}/index.html")
    }


def test_nothing_fires_on_the_example() -> None:
    register, _ = read(ROOT)
    problems = audit(register).problems
    assert {(Path(one.place.path).name, one.code) for one in problems} == set()


def test_the_example_says_on_every_page_that_it_is_one(own: Made) -> None:
    said, sheets = texts_of(own, part=".ch-notice"), ("poster/", "embed/")
    assert len(said) > 40
    for address, notices in said.items():
        # What stands alone says it at its foot.
        is_spanish = address.partition("/")[0] == "es"
        is_sheet = address.removeprefix("es/").startswith(sheets)
        (words,) = texts_of(own, address)[address] if is_sheet else notices
        assert ("Esto es un ejemplo." if is_spanish else "This is an example.") in words
        assert ("No es un sitio oficial" if is_spanish else "not an official site") in words


def test_a_charter_put_together_from_documents_is_never_called_late_or_negligent(own: Made) -> None:
    said, verdicts = texts_of(own), texts_of(own, part=".ch-verdict strong")
    for address in said.keys() - {"how-we-judge"}:
        (words,) = said[address]
        assert "Nothing published yet" not in words, address
        assert "Not reported" not in words, address
        assert not {"Late", "Not reported"} & {*verdicts[address]}, address
    assert "Missed" in verdicts["promises"]


def test_independent_agencies_of_the_example_are_said_to_be_asked(own: Made) -> None:
    words = "asks it to follow the order; it does not bind it"
    plans = texts_of(own, "agencies/*")
    asked = {Path(address).name for address, (said,) in plans.items() if words in said}
    assert asked == {"opm", "ssa", "usps"}


def test_the_codeowners_example_names_one_owner_for_each_agency_folder() -> None:
    written = (ROOT / ".github" / "CODEOWNERS.example").read_text(encoding="utf-8")
    rows = re.findall(r"^/data/standards/([^/\s]+)/(.*)$", written, re.MULTILINE)
    folders = {path.name for path in (ROOT / "data" / "standards").iterdir() if path.is_dir()}
    assert {agency for agency, _ in rows} == folders
    assert [agency for agency, owners in rows if len(owners.split()) != 1] == []

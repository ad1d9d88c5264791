"""The languages of a new site: those that its country has, or those that are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from babel import Locale

from charters.problems import Message, declared
from charters.problems.message import _
from charters.starting.countries import Country


def example() -> Mapping[str, Mapping[str, str]]:
    """Return the words of the example in each language that the pages speak."""
    return {
        code: words for code, words in declared("starting/example").items() if code != "figures"
    }


def languages_of(country: Country) -> list[str]:
    """Return the languages of a country that the pages speak; English where they speak none of them."""
    return [code for code in example() if code in country.languages] or ["en"]


def bare(code: str) -> str:
    """Return a language without its region: `fr` of fr-CA."""
    return code.partition("-")[0]


def refusal(codes: Sequence[str]) -> Message | None:
    """Return why a site cannot have some languages; None where it can."""
    known = ", ".join(example())
    if unknown := [code for code in codes if bare(code) not in example()]:
        return _(
            "the pages do not speak '{code}'; known: {known}, also with a region, such as fr-CA",
            code=unknown[0],
            known=known,
        )
    if not codes or len({*map(bare, codes)}) < len(codes):
        return _("write each language once: {known}", known=known)
    return None


def called(codes: Sequence[str]) -> list[dict[str, str]]:
    """Return what some languages are called in each of them: English is anglais in French."""
    spoken = [bare(code) for code in codes]
    return [{one: Locale(code).get_display_name(one) or code for one in spoken} for code in spoken]

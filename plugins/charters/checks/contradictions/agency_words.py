"""What is said of an agency that is only asked to follow the order (K20, S4.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charters.checks.contradictions.places import AGENCY, beside
from charters.checks.contradictions.promises import language_of, names_of, spoken
from charters.checks.contradictions.prose import sentences_of
from charters.checks.contradictions.texts import texts_of
from charters.checks.wording import check_text
from charters.checks.wording.promise import Promise
from charters.model.agency import AgencyKind
from charters.model.register import Charter, Register
from charters.problems import Place, Problem

_ONLY_ASKED = re.compile(
    r"\border (?:only )?(?:asks|requests|invites) (?:us|it|the agency) to follow"
    r"|\border does not bind (?:us|it)\b|\b(?:we are|is) an independent agency\b"
)
_SET_APART = frozenset({"promise", "changes", "legal_basis", "sources", "benchmarks", "wants"})
"""Words checked elsewhere, of the past, of the law or of others."""


def check_agency_words(register: Register) -> Iterator[Problem]:
    """Yield 'must' and 'fails' where they are said of an independent agency."""
    site = register.settings.language
    for charter in register.charters.values():
        if charter.agency.kind is AgencyKind.INDEPENDENT:
            yield from _of_independent(charter, site)
        elif charter.agency.kind is AgencyKind.EXECUTIVE and charter.page is not None:
            yield from _of_executive(charter)


def _of_independent(charter: Charter, site: str) -> Iterator[Problem]:
    names = names_of(charter)
    for file, keys, text in texts_of(charter):
        if _SET_APART.isdisjoint(keys):
            for code, words, language in spoken(text, site):
                place = [*keys, code] if code else keys
                yield from _duties(charter, charter.place(file, *place), words, language, names)
    if charter.page is not None:
        for sentence in sentences_of(charter.page):
            place_in_page = Place(sentence.path, sentence.line)
            yield from _duties(charter, place_in_page, sentence.words, language_of(site), names)


def _of_executive(charter: Charter) -> Iterator[Problem]:
    """S4.1: who is only asked to follow the order is independent."""
    for sentence in sentences_of(charter.page) if charter.page else ():
        found = _ONLY_ASKED.search(sentence.words.lower())
        if found:
            place, other = Place(sentence.path, sentence.line), charter.place(AGENCY, "kind")
            yield Problem(
                place,
                "K20",
                f"'{found[0]}' is said of an independent agency, but kind says executive "
                f"({beside(place, other)}); mend one of them",
                (other,),
            )


def _duties(
    charter: Charter, place: Place, words: str, language: str, names: tuple[str, ...]
) -> Iterator[Problem]:
    text = Promise(words, language, agency_kind=AgencyKind.INDEPENDENT, agency_names=names)
    for remark in check_text(text):
        if remark.code == "K20":
            other = charter.place(AGENCY, "kind")
            message = remark.message.replace("agency,", f"agency ({beside(place, other)}),", 1)
            yield Problem(place, "K20", message, (other,))

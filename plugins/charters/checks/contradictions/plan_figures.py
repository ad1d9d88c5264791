"""Prices, phone numbers and counts that the plan's prose repeats, against agency.yml (K8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charters.checks.contradictions.places import AGENCY, STANDARDS, beside
from charters.checks.contradictions.prose import Sentence, sentences_of
from charters.model.register import Charter, Register
from charters.problems import Place, Problem

_NUMBER = r"(?<![\d.,$])(\d{1,3}(?:,\d{3})+|\d{1,9})"
_PRICE = re.compile(r"[$€£] ?(\d[\d,]*(?:\.\d\d)?)")
_COSTS = re.compile(r"\b(?:an?|each|every|the) ([a-z]{4,}) costs? [$€£] ?\d[\d,]*(?:\.\d\d)?")
_PHONE = re.compile(r"(?<![\w/-])\+?(?:\d{1,2}[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])")
_COMPLAINTS = re.compile(
    rf"\bwe (?:received|got|had) {_NUMBER} complaints\b(?! (?:about|from|on|by|against|over))"
)
_WE_SERVE = r"\b(?:we (?:now )?serve|serving|there are|we reach|all(?: of)?(?: our)?|our)"
_YEAR = re.compile(r"\b((?:fy ?|fiscal year )?)((?:19|20)\d\d)\b")
_OTHERWISE = re.compile(
    r"\b(?:until|was|were|used to|from|before|next|last|will|by|for|if|when|some|than|other)\b"
)


def check_plan_figures(register: Register) -> Iterator[Problem]:
    """Yield figures in the plan that the agency's own file gives otherwise."""
    if register.settings.language.partition("-")[0] != "en":
        return
    for charter in register.charters.values():
        for sentence in sentences_of(charter.page) if charter.page else ():
            text = sentence.words.lower()
            yield from _price(charter, sentence, text)
            yield from _phone(charter, sentence, text)
            yield from _complaints(charter, sentence, text)
            yield from _group(charter, sentence, text)


def _price(charter: Charter, sentence: Sentence, text: str) -> Iterator[Problem]:
    """'A permit costs $15' names a price that stands in the cost of a service on permits."""
    found = _COSTS.search(text)
    if not found or _OTHERWISE.search(text):
        return
    services = [s for s in charter.services if s.cost and _PRICE.search(str(s.cost))]
    about = [s for s in services if re.search(rf"\b{found[1]}s?\b", str(s.name).lower())]
    said = {price for s in charter.services for price in _PRICE.findall(str(s.cost or ""))}
    if about and not said.issuperset(_PRICE.findall(found[0])):
        there = charter.place(STANDARDS, "services", about[0].id, "cost")
        yield _differs(sentence, found[0], f"'{about[0].id}' says '{about[0].cost}'", there)


def _phone(charter: Charter, sentence: Sentence, text: str) -> Iterator[Problem]:
    """A number said of one channel is that channel's."""
    numbered = [c for c in charter.agency.channels if c.contact and _PHONE.search(str(c.contact))]
    meant = [c for c in numbered if re.search(rf"\b{re.escape(str(c.name).lower())}\b", text)]
    found = _PHONE.search(text)
    if not found or len(meant) != 1:
        return
    known = {_digits(number) for c in numbered for number in _PHONE.findall(str(c.contact))}
    if _digits(found[0]) not in known:
        there = charter.place(AGENCY, "channels", meant[0].id, "contact")
        yield _differs(sentence, found[0], f"'{meant[0].id}' has {meant[0].contact}", there)


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)[-10:]


def _complaints(charter: Charter, sentence: Sentence, text: str) -> Iterator[Problem]:
    """A count of complaints is the one of the year it names."""
    found, years = _COMPLAINTS.search(text), _YEAR.findall(text)
    complaints = charter.agency.complaints
    if not found or complaints is None or len(years) != 1:
        return
    label = f"FY{years[0][1]}" if years[0][0] else years[0][1]
    named = [
        (n, entry)
        for n, entry in enumerate(complaints.figures)
        if entry.period.label == label and entry.service is None
    ]
    for n, entry in named[:1]:
        if int(found[1].replace(",", "")) != entry.received:
            there = charter.place(AGENCY, "complaints", "figures", n, "received")
            yield _differs(sentence, found[0], f"{label} has {entry.received:,} received", there)


def _group(charter: Charter, sentence: Sentence, text: str) -> Iterator[Problem]:
    """'212,400 campers' is the size of that group of customers."""
    for group in charter.agency.customers:
        name = re.escape(str(group.name).lower())
        found = re.search(rf"{_WE_SERVE} (\d{{1,3}}(?:,\d{{3}})+) {name}\b", text)
        if not found or group.size is None:
            continue
        years = {year for _, year in _YEAR.findall(text)}
        other_year = years and group.size.year is not None and group.size.year.label not in years
        if not other_year and int(found[1].replace(",", "")) != group.size.number:
            there = charter.place(AGENCY, "customers", group.id, "size", "number")
            said = f"the group '{group.id}' has {group.size.number:,}"
            yield _differs(sentence, found[0], said, there)


def _differs(sentence: Sentence, quoted: str, against: str, other: Place) -> Problem:
    place = Place(sentence.path, sentence.line_of(quoted))
    return Problem(
        place,
        "K8",
        f"the plan says '{quoted}', {against} ({beside(place, other)}); write the same in both, or "
        "take it out of the plan",
        (other,),
    )

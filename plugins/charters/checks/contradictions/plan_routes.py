"""What the plan's prose says of hours, prices and complaints, against the fields (K8, K21).

Only what is surely about one channel, one service or all complaints is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from charters.checks.contradictions import route_words as words_of
from charters.checks.contradictions.clashes import closing_hours
from charters.checks.contradictions.figures import claim_of
from charters.checks.contradictions.levels import aims_of, is_known
from charters.checks.contradictions.places import AGENCY, STANDARDS, beside
from charters.checks.contradictions.prose import Sentence, sentences_of
from charters.checks.wording.promise import heard
from charters.model.agency import Channel, ChannelKind
from charters.model.complaints import Complaints
from charters.model.register import Charter, Register
from charters.problems import Place, Problem

_ORAL = frozenset({ChannelKind.PHONE, ChannelKind.IN_PERSON, ChannelKind.RELAY})
_REACH_US = re.compile(r"\b(?:we are|reach us|contact us|we're|you can always reach)\b")
_IS_FREE = re.compile(
    r"\b([a-z]{4,}?)s? (?:is|are) (?:always |now |all )?(?:free(?: of charge)?|without charge)(?=[.,;]|$)"
)
_HOURS = re.compile(
    r"\b(\d{1,2})(?:[:.](\d\d))? ?(a|p)\.? ?m\b\.?|\b(noon|midnight)\b", re.IGNORECASE
)
_ABOUT_COMPLAINTS = re.compile(r"\bcomplain")
_WE_ANSWER = re.compile(r"\bwe (?:\w+ )?(?:answer|reply|respond|acknowledge|decide)\b")
_OF_SOME = re.compile(r"\b(?:if|when|unless|except|appeals?|other|most|some|on average|first)\b")


def check_plan_routes(register: Register) -> Iterator[Problem]:
    """Yield sentences of the plan that say otherwise than the fields of a route."""
    if register.settings.language.partition("-")[0] != "en":
        return
    for charter in register.charters.values():
        for sentence in sentences_of(charter.page) if charter.page else ():
            text = sentence.words.lower()
            yield from _always(charter, sentence, text)
            yield from _hours(charter, sentence, text)
            yield from _free(charter, sentence, text)
            about = _ABOUT_COMPLAINTS.search(text) or sentence.near == "complaints"
            if charter.agency.complaints and about:
                yield from _complaint(charter, sentence, text, charter.agency.complaints)


def _named(charter: Charter, text: str) -> list[Channel]:
    """Return the channels whose names stand in a sentence."""
    return [
        channel
        for channel in charter.agency.channels
        if any(re.search(rf"\b{re.escape(n.lower())}\b", text) for _, n in channel.name.by_language)
    ]


def _always(charter: Charter, sentence: Sentence, text: str) -> Iterator[Problem]:
    found = words_of.ALWAYS.search(text)
    if not found or words_of.OF_A_PART.search(text):
        return
    named = _named(charter, text)
    if not named and _REACH_US.search(text):
        named = list(charter.agency.channels)
    for spot in closing_hours(named)[:1]:
        remedy = f"the hours of '{spot.keys[1]}' are '{spot.words}'"
        yield _clash(sentence, found[0], remedy, charter.place(spot.file, *spot.keys))


def _hours(charter: Charter, sentence: Sentence, text: str) -> Iterator[Problem]:
    """K8: two clock times in a sentence on one channel are those of its hours."""
    said, named = _clock_times(text), _named(charter, text)
    if len(said) != 2 or len(named) != 1 or words_of.OF_A_PART.search(text):
        return
    given = _clock_times(str(named[0].hours or ""))
    if len(given) == 2 and said != given and not re.search(r"\b(?:busy|best|most|least)", text):
        there = charter.place(AGENCY, "channels", named[0].id, "hours")
        against = f"the hours of '{named[0].id}' are '{named[0].hours}'"
        yield _clash(sentence, " to ".join(_written(text)), against, there, "K8")


def _clock_times(text: str) -> list[tuple[int, str]]:
    """Return the clock times of a text as minutes of half a day, in order."""
    return [_clock(found) for found in _HOURS.finditer(text)]


def _clock(found: re.Match[str]) -> tuple[int, str]:
    if found[4]:
        return 0, "p" if found[4].lower() == "noon" else "a"
    return int(found[1]) % 12 * 60 + int(found[2] or 0), found[3].lower()


def _written(text: str) -> Sequence[str]:
    return [found[0] for found in _HOURS.finditer(text)]


def _free(charter: Charter, sentence: Sentence, text: str) -> Iterator[Problem]:
    """K21: what the plan calls free has no price in the cost of its service."""
    found = _IS_FREE.search(text)
    subject = found[1] if found else ""
    for service in charter.services if found else ():
        of_it = re.compile(rf"\b{re.escape(subject)}s?\b")
        if service.cost is None or not of_it.search(str(service.name).lower()):
            continue
        for cost in re.split(r"(?<=[.;]) ", str(service.cost)):
            price = words_of.CHARGE.search(cost)
            free = words_of.FREE.search(cost) or words_of.FREE_IN_PART.search(cost)
            if found and price and of_it.search(cost.lower()) and not free:
                there = charter.place(STANDARDS, "services", service.id, "cost")
                yield _clash(sentence, found[0], f"the cost of '{service.id}' says '{cost}'", there)
                return


# ----------------------------------------------------------------------------------- complaints


def _complaint(
    charter: Charter, sentence: Sentence, text: str, complaints: Complaints
) -> Iterator[Problem]:
    there = charter.place(AGENCY, "complaints", "cost")
    price = words_of.CHARGE.search(text)
    if complaints.cost and price and words_of.FREE.search(str(complaints.cost)):
        yield _clash(sentence, price[0], f"the cost of complaints is '{complaints.cost}'", there)
    written = words_of.IN_WRITING_ONLY.search(text)
    oral = [
        c.id for c in charter.agency.channels if c.id in complaints.channels and c.kind in _ORAL
    ]
    if written and oral and not words_of.OF_SOME.search(text):
        there = charter.place(AGENCY, "complaints", "channels")
        yield _clash(sentence, written[0], f"complaints can come through '{oral[0]}'", there)
    if complaints.steps:
        yield from _answered(charter, sentence, complaints)


def _answered(charter: Charter, sentence: Sentence, complaints: Complaints) -> Iterator[Problem]:
    """K8: the time for an answer to complaints is that of a step, or of a promise."""
    said = heard(sentence.words, "en")
    known = [step.within for step in complaints.steps if step.within is not None]
    if not known or not _WE_ANSWER.search(said.text) or _OF_SOME.search(said.text):
        return
    aims = [level for standard in charter.standards for level in aims_of(standard)]
    for time in said.promised:
        claim = claim_of(said, time)
        if not time.is_bare_day and not is_known(claim, [*known, *aims]):
            there = charter.place(AGENCY, "complaints", "steps")
            against = "no step of a complaint and no promise has that time"
            yield _clash(sentence, claim.quoted, against, there, "K8")


def _clash(sentence: Sentence, said: str, against: str, there: Place, code: str = "K21") -> Problem:
    place = Place(sentence.path, sentence.line_of(said))
    return Problem(
        place,
        code,
        f"the plan says '{said.strip()}', but {against} ({beside(place, there)}); mend one of them",
        (there,),
    )

"""Slips of the hand in telephone numbers, addresses of mail and hours (K33)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charters.problems import Place, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.saying import clash
from charters.rules.texts import texts_in

_MAIL = re.compile(r"[^\s<>()\[\],;:]*@[^\s<>()\[\],;:]*")
_GOOD_MAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}\.?")
_HANDLE = re.compile(r"@[\w.]+")
_AMERICAN = re.compile(
    r"(?<![\d+.-])(?P<one>\+?1[ .-])?\(?(?P<area>[2-9]\d{2})\)?[ .-](?P<rest>\d{2,4}[ .-]\d{3,5})(?![\d.-]?\d)"
)
"""A number as North America groups it, perhaps with a digit too few or too many."""
_FREE = ("800", "822", "833", "844", "855", "866", "877", "888")
_TEN = 10


def _contacts(case: Case) -> Iterator[Problem]:
    """K33: a telephone number with a digit too few or too many, an address that leads nowhere."""
    contacts = [found for found in texts_in(case.charter.agency) if found[0][-1] == "contact"]
    numbers = (found for _keys, text in contacts for found in _AMERICAN.finditer(str(text)))
    is_american = any(len(_digits(found)) == _TEN for found in numbers)
    for keys, text in contacts:
        for code, words in text.by_language:
            place = case.in_agency(*keys, *filter(None, [code]))
            yield from _bad_mail(place, words)
            yield from _bad_numbers(place, words, is_american=is_american)
    for channel in case.charter.agency.channels:
        scheme, _colon, target = (channel.link or "").partition(":")
        place = case.in_agency("channels", channel.id, "link")
        if scheme == "mailto":
            yield from _bad_mail(place, target.partition("?")[0])
        elif scheme == "tel" and target.startswith("+1"):
            yield from _not_ten(place, target, target.removeprefix("+1"))


def _hours(case: Case) -> Iterator[Problem]:
    """K33: morning and evening exchanged, told by another channel that has the same hours by day."""
    by_day = {str(one.hours): one.id for one in case.charter.agency.channels if one.hours}
    for channel in case.charter.agency.channels:
        words = str(channel.hours or "")
        begins, _to, ends = words.partition(" to ")
        day = begins.replace("p.m.", "a.m."), ends.replace("a.m.", "p.m.", 1)
        other = by_day.get(" to ".join(day)) if day != (begins, ends) else None
        # From 8 to 8 can be the night that another channel leaves open.
        if other and begins.split()[:1] != ends.split()[:1]:
            said = _(
                "'{hours}' is by night, and '{other}' has these hours by day",
                hours=words,
                other=other,
            )
            places = [case.in_agency("channels", one, "hours") for one in (channel.id, other)]
            yield clash(
                "K33", "", places[0], said, _("mend a.m. and p.m. in one of them"), places[1]
            )


def _digits(found: re.Match[str]) -> str:
    return re.sub(r"\D", "", found["area"] + found["rest"])


def _bad_mail(place: Place, words: str) -> Iterator[Problem]:
    for found in _MAIL.finditer(words):
        address = found[0].rstrip(".")
        if not _GOOD_MAIL.fullmatch(address) and not _HANDLE.fullmatch(address):
            said = _("'{address}' is no address that mail can go to", address=address)
            yield clash("K33", "", place, said, _("write it as name@example.org"))


def _bad_numbers(place: Place, words: str, *, is_american: bool) -> Iterator[Problem]:
    for found in _AMERICAN.finditer(words):
        if is_american or found["one"] or found["area"] in _FREE:
            yield from _not_ten(place, found[0], _digits(found))


def _not_ten(place: Place, written: str, number: str) -> Iterator[Problem]:
    count = len(re.sub(r"\D", "", number))
    if count != _TEN:
        said = _(
            "'{number}' has {count} digits after the code of the country, and numbers there have 10",
            number=written.strip(),
            count=count,
        )
        yield clash(
            "K33", "", place, said, _("mend it, or write the code of another country with +")
        )


CLASHES = (_contacts, _hours)

"""What an editor probably meant by a level that cannot be read: `ninety`, `90% or more`, `5 mins`.

These are offers for the end of a message; whoever makes one sees to it that it can be read.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from decimal import Decimal

from pydantic_core import PydanticCustomError

from charters.model.level_words import clock_amount
from charters.model.pasted import pasted
from charters.model.refusal import refuse, shown
from charters.problems import declared
from charters.problems.message import SILENCE, Message, _

_WORDS = declared("model/hints")
_ONES, _TENS = _WORDS["ones"].split(), _WORDS["tens"].split()
_AMOUNTS = {
    **{word: n for n, word in enumerate(_ONES)},
    **{word: n * 10 for n, word in enumerate(_TENS, 2)},
    "hundred": 100,
}
_SPELLED = re.compile(
    rf"\b(?:(?:({'|'.join(_TENS)})[ -])?({'|'.join(_ONES)})|({'|'.join(_TENS)}|hundred))\b"
)
_TIME_WORDS = tuple(_WORDS["units"])
_SHORT: Mapping[str, str] = {
    word: unit for unit, words in _WORDS["units"].items() for word in words.split()
}


def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"<(\w+)>", lambda named: _WORDS["said"][named[1]], form))


_MENDS = tuple((_pattern(mend["form"]), mend["better"]) for mend in _WORDS["mends"])

_AT = r"(?:at (?:most|least) )?"
_BELOW_ZERO = re.compile(rf"{_AT}[-−–] ?[0-9]")
_DECIMAL_COMMA = re.compile(
    r"(?<![0-9,.])(?:[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|0+,[0-9]{3})(?![0-9,.])"
)
_BARE = re.compile(r"(at (?:most|least) )?([0-9][0-9,]*(?:\.[0-9]+)?)")
_ABOVE_ALL = re.compile(
    rf"{_AT}([0-9]{{4,}}|[1-9][0-9]{{2}})(?<!100)(\.[0-9]+)? ?%|{_AT}100\.0*[1-9][0-9]* ?%"
)


def number_fault(text: str, kind: str = "number") -> PydanticCustomError:
    """Return why a text is not a number of a kind, with the right form where it can be told."""
    if _BELOW_ZERO.match(text):
        return _below_zero(text)
    if said := pasted(text, kind):
        return refuse("Y021", said)
    if _DECIMAL_COMMA.fullmatch(text):
        return refuse("Y021", _decimal_comma(text, _pointed(text)))
    example = "1200" if kind == "count" else "14.9"
    return refuse(
        "Y021",
        _(
            "{written} is not a number; write digits only, such as {example}",
            written=shown(text),
            example=example,
        ),
    )


def level_fault(text: str, meant: str | None, form: Message) -> PydanticCustomError:
    """Return why a text is not a level: what is wrong, and what was meant or the form it needs."""
    if _BELOW_ZERO.match(text):
        return _below_zero(text)
    if _DECIMAL_COMMA.search(text):
        return refuse("Y021", _decimal_comma(text, meant))
    return refuse("Y020", _without_unit(text) or _no_level(text, meant, form))


def _decimal_comma(text: str, meant: str | None) -> Message:
    if meant:
        return _("{written} has a decimal comma; write {better}", written=shown(text), better=meant)
    return _(
        "{written} has a decimal comma; write a point and the unit, such as 12.5 days or 12.5%",
        written=shown(text),
    )


def _no_level(text: str, meant: str | None, form: Message) -> Message:
    if _ABOVE_ALL.fullmatch(text):
        return _(
            "{written} is more than all; write 100% or less, or, for a ratio that may pass 100 (cases closed for every 100 opened), shape: rate with per: 100 and a target such as at least 104 cases",
            written=shown(text),
        )
    if meant and re.fullmatch(r"[0-9.,]+ ?\D+", text) and " or at least " in meant:
        most, _or, least = meant.partition(" or ")
        return _(
            "{written} does not say which way is better; write {most} or {least}",
            written=shown(text),
            most=most,
            least=least,
        )
    if meant:
        return _(
            "{written} is not a level; did you mean {meant}?", written=shown(text), meant=meant
        )
    return _("{written} is not a level; {form}", written=shown(text), form=form)


def _without_unit(text: str) -> Message:
    """Return what to say of a number, or a time on the clock, that has no unit; nothing of others."""
    if bare := _BARE.fullmatch(text):
        return _without_its_unit(text, bare[2])
    if clock_amount(text.removeprefix("at most ").removeprefix("at least ")) is None:
        return SILENCE
    return _(
        "{written} has no unit; write {time} minutes (minutes and seconds), or {time} hours",
        written=shown(text),
        time=text,
    )


def number_alone(text: str) -> tuple[str, str] | None:
    """Return a number that has no unit, in digits, with what stands before it: `at most `, `3`."""
    said = _SPELLED.sub(_in_digits, " ".join(text.lower().split())[:200])
    found = _BARE.fullmatch(said)
    return (found[1] or "", found[2]) if found else None


def _below_zero(text: str) -> PydanticCustomError:
    said = _("{written} is below zero; a level or a count is zero or more", written=shown(text))
    return refuse("Y021", said)


def _without_its_unit(text: str, number: str) -> Message:
    amount = Decimal(number.replace(",", ""))
    if amount > 100:
        return _(
            "{written} has no unit; write the number and what it counts, such as 60 seconds",
            written=shown(text),
        )
    share = amount * 100 if 0 < amount < 1 else amount
    days = "20" if share != amount else number
    return _(
        "{written} has no unit; write {share}%, or the number and what it counts, such as {days} business days",
        written=shown(text),
        share=format(share.normalize(), "f"),
        days=days,
    )


def _pointed(text: str) -> str:
    return _DECIMAL_COMMA.sub(lambda found: found[0].replace(",", "."), text)


def level_meant(text: str) -> str:
    """Return a level in the form it is probably meant in; the text itself where nobody can tell."""
    said = " ".join(text.lower().split())[:200].strip("“”„‘’«»\"' ")
    said = _pointed(_SPELLED.sub(_in_digits, said))
    said = re.sub(r"(?<=[0-9]) (?=[0-9]{3}\b)", ",", said)
    said = re.sub(r" ?(?:per ?cent|pct|%)(?!\w)", "%", said)
    for form, better in _MENDS:
        if form.fullmatch(said):
            said = form.sub(better, said)
    if (found := re.fullmatch(r"(.*[0-9]) ?([^0-9%\s][^0-9%]*)", said)) and (
        unit := time_unit_meant(found[2])
    ):
        said = f"{found[1]} {unit}".removesuffix("s" if found[1].split()[-1] == "1" else "")
    spelled = re.fullmatch(r"(?:at (?:most|least) )?[0-9]{1,2}", said) and not text[-1:].isdigit()
    return (f"{said}%" if spelled else said).replace(" %", "%")


def _in_digits(found: re.Match[str]) -> str:
    return str(sum(_AMOUNTS[word] for word in found.groups() if word))


def time_unit_meant(unit: str) -> str | None:
    """Return the unit of time, in the plural, that a misspelt or shortened one stands for."""
    singular = unit.lower().removesuffix("s")
    for kind, forms in _WORDS["days"].items():
        if re.fullmatch(forms, singular):
            return f"{kind} days"
    words = unit.lower().split()
    meant = _time_word_meant(words[-1])
    if len(words) == 1:
        return f"{meant}s" if meant else None
    kinds = difflib.get_close_matches(words[0], ("business", "calendar", "working"), 1, 0.8)
    if len(words) > 2 or not kinds or (words[1] in ("day", "days") and words[0] == kinds[0]):
        return None
    return f"{kinds[0]} days" if words[1] in ("day", "days") or meant == "day" else None


def misspelt_unit(unit: str) -> str | None:
    """Return the unit of time that one is a slip of: `minuts`; of a word of another language, none."""
    words = unit.lower().split()
    known = {form for word in words for form in (word, word.removesuffix("s"))} & {*_SHORT}
    meant = None if known or not words else time_unit_meant(unit)
    return None if meant in (unit.lower(), f"{unit.lower()}s") else meant


def _time_word_meant(word: str) -> str | None:
    for known in (word, word.removesuffix("s"), word.removesuffix(".")):
        if known in _SHORT:
            return _SHORT[known]
    forms = {form: unit for unit in _TIME_WORDS for form in (unit, f"{unit}s")}
    alike = [form for form in forms if form[0] == word[0] and word not in forms]
    near = difflib.get_close_matches(word, alike, 1, 0.81)
    near += [form for form in alike if sorted(form) == sorted(word)]
    return forms[near[0]] if near else None

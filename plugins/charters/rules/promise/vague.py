"""Promises nobody can test: about time without a number (C3), or with vague words (P29)."""

from __future__ import annotations

from collections.abc import Iterator

from charters.rules.promise.levels import fields_of_time
from charters.rules.promise.phrases import phrases
from charters.rules.promise.promise import Promise, Remark, Said
from charters.rules.promise.timed import has_testable_time, is_timed, level_to_write

_SPEED = {
    "en": phrases(
        "timely|prompt|quick|swift|rapid|speed|expediti|immediate|soon as|y as|t as|delay"
        "|able|quate|appropriate",
        r"timely\b(?! (?:fil|appeal|request|claim))",
        r"(?:prompt|quick|swift|rapid|speedi|expeditious|immediate)ly\b",
        r"(?:prompt|quick|rapid|swift|speedy|immediate|expeditious) (?:respon\w+|repl\w+|answers?"
        r"|service|resolution|attention|decisions?|handling|delivery|acknowledge?ment)\b",
        r"immediate (?:once|upon|after)\b",
        r"as soon as (?:possible|practica\w+|feasible|we can|reasonabl\w+|you can)\b",
        r"as (?:quickly|fast|promptly|early|speedily) as (?:possible|practicable|we can)\b",
        r"with(?:out| no) (?:undue |unreasonable |any )?delay\b",
        r"(?:reasonable|appropriate|acceptable|adequate) (?:amount of )?"
        r"(?:time(?:[ -]?(?:frame|line)s?)?|periods?|delays?|speed|waits?)\b",
    ),
    "fr": phrases(
        "temps|opportun|prompt|rapide|tarder|immédiat|délai|possible",
        r"en temps (?:opportune?|utile|voulu)\b",
        r"(?:opportuné|prompte|rapide|immédiate)ment\b",
        r"de façon opportune\b",
        r"sans (?:délai|tarder)\b",
        r"dans les (?:meilleurs|plus brefs) délais\b",
        r"réponses? (?:rapides?|immédiates?|promptes?)\b",
        r"(?:dès que|le plus (?:tôt|vite|rapidement)|aussi (?:tôt|vite|rapidement) que) possible\b",
        r"(?:délais?|temps) (?:raisonnables?|appropriés?|acceptables?|convenables?)\b",
    ),
}
_HEDGE = {
    "en": phrases(
        "striv|endeav|best|try|possible|appropriate|able|normally|generally|usually|typically",
        r"(?:striv(?:e|es|ing)|endeavou?r(?:s|ing)?|best efforts?|(?:do|try) our best|try to)\b",
        r"(?:where|when|whenever|wherever|if|as far as|to the extent)(?: at all)? possible\b",
        r"(?:where|when) (?:appropriate|practicable|feasible)\b",
        r"(?:normally|generally|usually|typically)\b",
    ),
    "fr": phrases(
        "efforc|efforç|mieux|essa|possible|normalement|généralement|habituellement|en général",
        r"(?:s'efforc\w+|(?:nous|vous) efforçons|de (?:notre|son) mieux)\b",
        r"essa(?:ie|yons|iera|ierons)\b",
        r"(?:dans la mesure du|si|lorsque|quand|autant que) possible\b",
        r"(?:normalement|généralement|habituellement|en général)\b",
    ),
}


def check_time_has_number(promise: Promise, said: Said) -> Iterator[Remark]:
    """C3: a promise about time says how long; without that nobody can test it."""
    if not is_timed(promise) or has_testable_time(promise, said):
        return
    if _SPEED[said.language].find_first(said.text):
        return  # P29 names the word, with the same advice
    field = next((field.name for field in fields_of_time(promise)), "")
    message = f"the promise is about time but has no number; {level_to_write(promise)}"
    yield Remark("C3", message, said.words[:60], field)


def check_vague_words(promise: Promise, said: Said) -> Iterator[Remark]:
    """P29: a word such as 'promptly' or 'generally' is not a level a person can test."""
    speed = _SPEED[said.language].find_first(said.text)
    if speed is not None and not has_testable_time(promise, said):
        quoted = said.fragment(*speed.span())
        field = next((field.name for field in fields_of_time(promise)), "")
        message = f"nobody can test '{quoted}'; {level_to_write(promise)}"
        yield Remark("P29", message, quoted, field)
    hedge = _HEDGE[said.language].find_first(said.text)
    if hedge is not None and _is_of_the_promise(hedge.start(), said):
        quoted = said.fragment(*hedge.span())
        yield Remark(
            "P29",
            f"'{quoted}' takes the promise back; take it out, "
            "and let the target say how often you keep it",
            quoted,
        )


def _is_of_the_promise(place: int, said: Said) -> bool:
    """Return whether the sentence around a place is the one that says a level, or the only one."""
    begin = said.text.rfind(". ", 0, place) + 1
    end = said.text.find(". ", place)
    if begin == 0 and end < 0:
        return True
    last = end if end >= 0 else len(said.text)
    starts = [time.start for time in said.times] + [share.start for share in said.shares]
    return any(begin <= start < last for start in starts)

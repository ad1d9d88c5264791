"""What a change of the files does to all else: services, figures, benchmarks, surveys, ways to complain; and problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

from charters.judging.comparators import amount_of, best_of, lower_is_better, others_than_us
from charters.judging.effects import Effect
from charters.judging.promise_changes import effect
from charters.judging.standings import Standing
from charters.model.benchmarks import Benchmark, Sector
from charters.model.change import ChangedField, same_level
from charters.model.file_names import AGENCY, BENCHMARKS, STANDARDS, SURVEYS
from charters.model.register import Charter
from charters.problems import Message, Problem
from charters.publishing.say.clause_words import say_message
from charters.publishing.say.speech import Speech
from charters.publishing.views.news import News, NewsKind, Side, Sides
from charters.reading.sources import SourceText
from charters.reading.yamldoc import document_of
from charters.rules.past.sentences import same_words
from charters.rules.past.two_versions import shown_value

_FILES = (AGENCY, BENCHMARKS, SURVEYS)
_NAMES = ("id", "name", "what", "step", "theme", "standard", "period", "said", "date", "where")
"""Keys by which a record of a list is known, the surest first."""
_TIMES = ("within", "answered_within", "acknowledged_within")
Place = tuple[str, ...]


def record_news(sides: Sides) -> Iterator[News]:
    """Yield what else is another than before, file by file."""
    for charter in sides.now.charters.values():
        old = sides.earlier(charter)
        if old is None:
            yield News(NewsKind.NEW, charter.id, "", _title(sides, charter))
            continue
        if old.id != charter.id:
            title, what = _title(sides, charter), sides.speech.gettext("its address")
            was, now = f"agencies/{old.id}/", f"agencies/{charter.id}/"
            yield News(NewsKind.MOVED, charter.id, "", title, what, was, now)
        both = (sides.before, old), (sides.now, charter)
        for file in _FILES:
            trees = (_tree(side, one, file) for side, one in both)
            yield from _compared(sides, charter.id, file, *map(_leaves, trees))
        for key in ("services", "figures"):
            listed = ({key: [*side.values(one, key).values()]} for side, one in both)
            yield from _compared(sides, charter.id, STANDARDS, *map(_leaves, listed))
        yield from _best(sides, old, charter)
    for name, charter in sides.before.charters.items():
        if not any(sides.earlier(one) is charter for one in sides.now.charters.values()):
            notes = (sides.speech.gettext("Its folder is gone."),)
            yield News(NewsKind.ENDED, name, "", _title(sides, charter), notes=notes, unsaid=True)


def _title(sides: Sides, charter: Charter) -> str:
    return sides.speech.say(charter.agency.name).words


def _tree(side: Side, charter: Charter, file: str) -> Any:
    document, _faults = document_of(SourceText(file, side.text(charter, file)))
    return document.tree if document else {}


def _leaves(tree: Any, at: Place = ()) -> dict[Place, str]:
    """Return every value with the way to it; records of a list by their names, and words of one by themselves."""
    found: dict[Place, str] = {}
    if isinstance(tree, dict):
        for key, value in tree.items():
            found |= _leaves(value, (*at, str(key)))
    elif isinstance(tree, list):
        seen: Counter[str] = Counter()
        for item in tree:
            name = _name(item)
            seen[name] += 1
            there = (*at, name if seen[name] == 1 else f"{name} ({seen[name]})")
            found |= _leaves(item, there) if isinstance(item, dict) else {there: shown_value(item)}
    elif tree is not None:
        found[at] = shown_value(tree)
    return found


def _name(item: Any) -> str:
    if not isinstance(item, dict):
        return shown_value(item)
    return next((shown_value(item[key]) for key in _NAMES if key in item), "")


def _compared(
    sides: Sides, agency: str, file: str, had: Mapping[Place, str], has: Mapping[Place, str]
) -> Iterator[News]:
    """Yield what differs; a whole record that is new or gone is told once."""
    _ = sides.speech.gettext
    gone, new = (
        [place for place in one if place not in other] for one, other in ((had, has), (has, had))
    )
    for places, side, words in ((gone, had, _("taken out")), (new, has, _("new"))):
        other = has if side is had else had
        known = {one[:n] for one in other for n in range(1, len(one) + 1)}
        for record, below in groupby(sorted(places), key=partial(_record, known)):
            listed = list(below)
            said = "; ".join(side[place] for place in listed[:3] if side[place])
            was, now = (said, "") if side is had else ("", said)
            yield News(NewsKind.RECORD, agency, file, ", ".join(record), words, was, now)
    for place in sorted(had.keys() & has.keys()):
        was, now = had[place], has[place]
        if same_words(was, now) or same_level(ChangedField.LIMIT, was, now):
            continue
        slower = place[-1] in _TIMES and effect(ChangedField.LIMIT, was, now) is Effect.WEAKER
        kind, what = (NewsKind.WEAKER, _("a longer time")) if slower else (NewsKind.RECORD, "")
        yield News(kind, agency, file, ", ".join(place), what, was, now)


def _record(known: Container[Place], place: Place) -> Place:
    """Return the shortest beginning of a place that the other version has nothing below of."""
    return next((place[:n] for n in range(1, len(place)) if place[:n] not in known), place)


def _best(sides: Sides, old: Charter, charter: Charter) -> Iterator[News]:
    """Yield the promises that are set beside a worse level of others than before."""
    for standing in sides.now.book.standings[charter.id]:
        before = sides.before.book.standing_of(old, standing.id)
        for sector in (Sector.PRIVATE, Sector.PUBLIC) if before else ():
            was, now = _level(sides.before, before, sector), _level(sides.now, standing, sector)
            if was is None or now is None or was[0] == now[0]:
                continue
            lower = lower_is_better(standing.standard)
            if before is None or lower_is_better(before.standard) is not lower:
                continue
            worse = (now[0] > was[0]) is (lower is not False)
            what = sides.speech.gettext("the best of others it is compared with")
            title = sides.speech.say(standing.standard.promise).words
            both = (f"{one.organization}, {one.value}" for _amount, one in (was, now))
            kind = NewsKind.WEAKER if worse else NewsKind.STRONGER
            yield News(kind, charter.id, standing.id, title, what, next(both), next(both))


def _level(side: Side, standing: Standing | None, sector: Sector) -> tuple[Any, Benchmark] | None:
    if standing is None:
        return None
    beside = [one for one in others_than_us(standing.charter) if one.standard == standing.id]
    best = best_of(side.book.register, standing, beside, sector)
    amount = amount_of(standing.standard, best) if best else None
    return None if best is None or amount is None else (amount, best)


def problem_news(
    speech: Speech, before: Sequence[Problem], now: Sequence[Problem]
) -> Iterator[News]:
    """Yield the problems that appear and vanish, wherever their lines have gone."""
    had, has = (
        Counter((one.place.path, one.code, one.text) for one in side) for side in (before, now)
    )
    places = {(one.place.path, one.code, one.text): one for one in (*before, *now)}
    for kind, found in ((NewsKind.FINDING, has - had), (NewsKind.MENDED, had - has)):
        for key in sorted(found):
            one = places[key]
            words = one.severity.value
            title = f"{speech.gettext(words)} {one.code}"
            yield News(kind, "", str(one.place), title, _in_words(speech, one))


def _in_words(speech: Speech, one: Problem) -> str:
    """Return what is wrong and what to write instead, in the language of all else that is told."""
    said = say_message(speech, one.said) if isinstance(one.said, Message) else one.said
    return replace(one, message=said, do="").text

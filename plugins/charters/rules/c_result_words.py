"""The words beside a row of results against the row itself (K2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charters.model.measures import Measure
from charters.model.register import level_of
from charters.model.shapes import Shape
from charters.model.standards import Figure
from charters.problems import SILENCE, Message, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.forms import Subject
from charters.rules.levels_said import SaidLevel, is_known, is_of_a_part, levels_in, result_said
from charters.rules.promise import LANGUAGES
from charters.rules.promise.promise import Said, heard
from charters.rules.rows import Row
from charters.rules.saying import clash

_CELLS = {"note": _("note"), "missed_because": _("reason for a miss")}

_OF_A_MISS = ("missed_because", "action", "action_by")
_SAYS_MISSED = ("miss", "not ", "manqu", "raté", " pas ", "no ", "incumpl")
"""What stands in a verdict that the aim was missed."""

_OF_ALL = re.compile(
    r"\W*(?:$|[.;!]|(?:in|at|for|dans|pour|en|para) (?:all|every|tou|tod|cada)|this|again|but|although"
    r"|mais|bien|pero|aunque|otra vez)"
)
"""What may follow a verdict on the whole; of a part, such as a month, another may be right."""


def _reason_for_no_miss(case: Case) -> Iterator[Problem]:
    """C8: a reason for a miss stands beside a miss."""
    for row in case.rows:
        has_reason = row.result.missed_because and row.judged.verdict.reached
        if has_reason and level_of(row.standard.id) not in case.charter.refused:
            begin = _("a reason for a miss is given")
            yield _against_verdict(case, "C8", row, "missed_because", begin)


def _miss_of_a_figure(case: Case) -> Iterator[Problem]:
    """C8: where no level is promised, none is met or missed, and no page would show why."""
    do = _("say it in 'note', or make the figure a promise")
    for row in (row for row in case.rows if isinstance(row.standing.standard, Figure)):
        filled = [cell for cell in _OF_A_MISS if getattr(row.result, cell)]
        if filled:
            here, there = case.in_row(row.result, filled[0]), case.in_standard(row.standard)
            said = _(
                "'{cell}' is about a miss, but of a figure no level is promised that could be missed",
                cell=filled[0],
            )
            yield clash("K2", "C8", here, said, do, there)


def _typed_verdict(case: Case) -> Iterator[Problem]:
    """C6: met and missed are worked out, and nobody can type another verdict."""
    for row, cell, said in _told(case):
        typed = [*said.list("verdict").find_all(said.text)]
        reached = row.judged.verdict.reached if typed else None
        if reached and cell == "missed_because":
            continue
        for found in typed:
            says_missed = any(stem in found[0] for stem in _SAYS_MISSED)
            is_of_all = _OF_ALL.match(said.text[found.end() :]) is not None
            if is_of_all and reached in (None, says_missed):
                begin = _("the {cell} says '{words}'", cell=_CELLS[cell], words=said.quoted(found))
                if reached is not None:
                    yield _against_verdict(case, "C6", row, cell, begin)
                elif because := _no_verdict(row, said):
                    message = _("{begin}, but {because}", begin=begin, because=because)
                    here, there = case.in_row(row.result, cell), case.in_standard(row.standard)
                    if not row.result.is_available:
                        there = case.in_row(row.result, "status")
                    yield clash("K2", "C6", here, message, _("take the words out"), there)


def _no_verdict(row: Row, said: Said) -> Message:
    """Return why a row that words judge has no verdict; nothing where they only say so too."""
    if not row.result.is_available:
        return SILENCE if said.first("unsure") else _("there is no result")
    return _("of a figure no level is promised") if isinstance(row.standard, Figure) else SILENCE


def _against_verdict(case: Case, shows: str, row: Row, cell: str, begin: Message) -> Problem:
    verdict, result = row.judged.verdict, result_said(case, row)
    if verdict.target:
        aim = verdict.target.written
        result = _("{result} against the target of {target}", result=result, target=aim)
    word = _("kept") if verdict.reached else _("missed")
    here = case.in_row(row.result, cell)
    said = _("{begin}, but {result} is {word}", begin=begin, result=result, word=word)
    there = case.in_standard(row.standard, "target" if verdict.target else "measure")
    return clash("K2", shows, here, said, _("take the words out, or mend the figures"), there)


def _told(case: Case) -> Iterator[tuple[Row, str, Said]]:
    """Yield the words beside each row, with their row and their cell."""
    language = case.register.settings.language.partition("-")[0]
    rows = (row for row in case.rows if row.result.note or row.result.missed_because)
    for row in rows if language in LANGUAGES else ():
        for cell in _CELLS:
            if (words := getattr(row.result, cell)) and not row.result.is_in_words:
                yield row, cell, heard(words, language)


def _typed_level(case: Case) -> Iterator[Problem]:
    """C6: the one figure that is typed beside a row is one that its promise has."""
    for row, cell, said in _told(case):
        typed = _only_level(row, said)
        if typed is not None and not is_known(row.standing, typed.level):
            message = _(
                "the {cell} says '{words}', its row works out to {result}",
                cell=_CELLS[cell],
                words=typed.words,
                result=result_said(case, row),
            )
            places = [case.in_row(row.result, c) for c in (cell, row.column)]
            do = _("take the figure out, or mend it")
            yield clash("K2", "C6", places[0], message, do, places[1])


def _only_level(row: Row, said: Said) -> SaidLevel | None:
    """Return the one level in the unit of a row that is said of what it counts, in its period."""
    measure = row.standard.measure
    if row.result.amount is None or (measure.shape.is_share and not _names(measure, said.text)):
        return None
    found = levels_in(measure, said)
    if len(found) != 1 or not found[0].of_all:
        return None
    at_end = measure.shape is Shape.BACKLOG
    elsewhere = is_of_a_part(said, found[0].start, row.result.period, at_end=at_end)
    return None if elsewhere else found[0]


def _names(measure: Measure, text: str) -> bool:
    """Return whether a text names what is counted: '12% of our staff' is no share of calls."""
    things = measure.of.by_language if measure.of else ()
    return not things or any(words.lower() in text for _code, words in things)


SUBJECT = Subject(clashes=(_reason_for_no_miss, _miss_of_a_figure, _typed_verdict, _typed_level))

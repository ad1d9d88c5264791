"""Texts that would tell a number which the site hides (K26): beside it, or in the plan's prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from charters.judging.suppression import charter_shown
from charters.model.fields import Record
from charters.model.file_names import AGENCY, SURVEYS
from charters.model.quantities import HIDDEN
from charters.model.register import AgencyPage, Charter, Keys
from charters.model.results import Result
from charters.model.text import Text
from charters.problems import Place, Problem
from charters.problems.message import _
from charters.reading.prose import prose_of
from charters.rules.case import OF_US, WORDED, Case
from charters.rules.forms import Subject
from charters.rules.promise.numbers import in_digits
from charters.rules.promise.times import times_in
from charters.rules.promise.wordlists import LANGUAGES, PAD
from charters.rules.texts import texts_in

_COUNTS = ("met", "total", "value", "cases", "excluded", "overdue")
_DO = _("take the number out")
_NUMBER = re.compile(rf"(?<![\w.,-])(?<!\bno )\d+(?:[.,]\d+)*{PAD}*(?![\w-])")
_DAY = re.compile(
    r"\d{4}-\d\d(?:-\d\d)?|(?:19|20)\d\d(?![.,]?\d)"  # 2024-03-05, 2024
    r"|[^\W\d]{3,}\.? \d{1,2},? (?:19|20)\d\d|\b\d{1,2}(?:er)? [^\W\d]{3,}\.? (?:19|20)\d\d"
)
"""Days and years, which count nobody."""


class _Pair(NamedTuple):
    """A record as it was written and as it is published, and the texts beside its counts."""

    file: str
    keys: Keys
    written: Record
    shown: Record
    texts: Sequence[str]


def _beside(case: Case) -> Iterator[Problem]:
    """A text beside a hidden number holds no number."""
    shown = charter_shown(case.charter, case.register.settings)
    if shown is case.charter:
        return
    language = case.register.settings.language
    for row, column in _hidden_cells(case.charter, shown):
        for cell in WORDED:
            said = _number_in(getattr(row, cell), language)
            yield from _told(case.in_row(row, cell), said, case.in_row(row, column))
    yield from _in_comparisons(case, shown)
    for pair in _pairs(case.charter, shown):
        for keys, text in _texts_of(pair):
            for code, words in text.by_language:
                place = case.charter.place(pair.file, *keys, *([code] if code else ()))
                yield from _told(place, _number_in(words, code or language))
    yield from _in_prose(case, shown)


def _in_comparisons(case: Case, shown: Charter) -> Iterator[Problem]:
    """Yield the numbers in what is said of a comparator, where our own side is hidden."""
    hidden = {
        row.standard: case.in_row(row, column) for row, column in _hidden_cells(case.charter, shown)
    }
    for benchmark in case.charter.benchmarks:
        for name in OF_US if benchmark.standard in hidden else ():
            for keys, text in texts_in(getattr(benchmark, name), (name,)):
                for code, words in text.by_language:
                    place = case.in_benchmark(benchmark, *keys, *([code] if code else ()))
                    said = _number_in(words, code or case.register.settings.language)
                    yield from _told(place, said, hidden[benchmark.standard])


def _told(place: Place, said: str, *beside: Place) -> Iterator[Problem]:
    if said:
        message = _("this text stands beside a number that is hidden, and holds '{n}'", n=said)
        yield Problem(place, "K26", message, beside, _DO)


def _hidden_cells(written: Charter, shown: Charter) -> Iterator[tuple[Result, str]]:
    """Yield each row of which something is hidden, with the first column that is."""
    for name, rows in written.results.items():
        for row, published in zip(rows, shown.results[name], strict=True):
            for column in _COUNTS if row is not published else ():
                if getattr(row, column) != getattr(published, column):
                    yield row, column
                    break


def _pairs(written: Charter, shown: Charter) -> Iterator[_Pair]:
    """Yield the records that hold counts, each with the names of the texts beside them."""
    one, other = written.agency, shown.agency
    kinds: list[tuple[str, Keys, Sequence[Record], Sequence[Record], Sequence[str]]] = [
        (AGENCY, ("customers",), one.customers, other.customers, ("name", "who", "identified_by", "barriers")),
        (AGENCY, ("reader_tests",), one.reader_tests, other.reader_tests, ("task",)),
        (SURVEYS, ("customers",), written.surveys.customers, shown.surveys.customers, ("findings", "changed")),
        (SURVEYS, ("staff",), written.surveys.staff, shown.surveys.staff, ("findings", "barriers", "ideas")),
    ]  # fmt: skip
    if one.complaints and other.complaints:
        at: Keys = ("complaints", "figures")
        kinds.append(
            (AGENCY, at, one.complaints.figures, other.complaints.figures, ("themes", "changes"))
        )
    for file, keys, here, there, names in kinds:
        for n, (record, published) in enumerate(zip(here, there, strict=True)):
            if record != published:
                way = (*keys, getattr(record, "id", n))
                yield _Pair(file, way, record, published, names)


def _texts_of(pair: _Pair) -> Iterator[tuple[Keys, Text]]:
    """Yield the texts beside a hidden count; a theme or an idea only where its own count is hidden."""
    for name in pair.texts:
        written, shown, keys = (
            getattr(pair.written, name),
            getattr(pair.shown, name),
            (*pair.keys, name),
        )
        if not isinstance(written, list):
            yield from texts_in(written, keys)
            continue
        for n, (one, other) in enumerate(zip(written, shown, strict=True)):
            if not isinstance(one, Record) or one != other:
                yield from texts_in(one, (*keys, n))


def _number_in(words: str, language: str) -> str:
    """Return the first number of a text, as it is written, that is no day and no year; '' for none."""
    text = _with_digits(words, language)
    found = _NUMBER.search(_DAY.sub(_blank, text))
    return words[found.start() : found.end()] if found else ""


def _with_digits(words: str, language: str) -> str:
    lower = words.lower()
    return in_digits(lower if len(lower) == len(words) else words, language.partition("-")[0])[0]


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _in_prose(case: Case, shown: Charter) -> Iterator[Problem]:
    """Yield the numbers of the plan's prose that are hidden where they are counted."""
    hidden = _hidden_counts(case, shown) if case.charter.pages else {}
    for page in case.charter.pages:
        yield from _on_page(page, hidden)


def _on_page(page: AgencyPage, hidden: Mapping[str, Place]) -> Iterator[Problem]:
    prose, language = prose_of(page), page.language.partition("-")[0]
    text = _DAY.sub(_blank, _with_digits(prose.words, language))
    times = times_in(text, language) if language in LANGUAGES else ()
    spans = [(time.start, time.end) for time in times]
    for found in _NUMBER.finditer(text):
        counted = hidden.get(re.sub(rf"[,{PAD}]", "", found[0]))
        if counted and not any(start <= found.start() < end for start, end in spans):
            said = _(
                "this text holds '{n}', a number that is hidden where it is counted",
                n=prose.words[found.start() : found.end()],
            )
            yield Problem(prose.place(found.start()), "K26", said, (counted,), _DO)


def _hidden_counts(case: Case, shown: Charter) -> Mapping[str, Place]:
    """Return the numbers that are hidden, as they are written, and where each is counted."""
    found: dict[str, Place] = {}
    for row, _column in _hidden_cells(case.charter, shown):
        for column in _COUNTS:
            if (count := getattr(row, column)) is not None:
                found.setdefault(str(count), case.in_row(row, column))
    for pair in _pairs(case.charter, shown):
        for keys, count in _differences(pair.written, pair.shown, pair.keys):
            found.setdefault(str(count), case.charter.place(pair.file, *keys))
    return found


def _differences(written: object, shown: object, keys: Keys) -> Iterator[tuple[Keys, int]]:
    """Yield the counts below a record that are hidden where it is published."""
    if isinstance(written, int) and shown == HIDDEN:
        yield keys, written
    elif isinstance(written, Record):
        for name, inner in written:
            yield from _differences(inner, getattr(shown, name), (*keys, name))
    elif isinstance(written, list) and isinstance(shown, list):
        for n, (inner, other) in enumerate(zip(written, shown, strict=True)):
            yield from _differences(inner, other, (*keys, getattr(inner, "id", n)))


SUBJECT = Subject(clashes=(_beside,))

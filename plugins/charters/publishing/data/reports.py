"""Problems as people read them; every door prints these lines.

What others follow from comes first, then errors, warnings and notes; of many of a kind in one file ten
are printed, and the rest is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from gettext import NullTranslations
from itertools import groupby

from charters.problems import Message, Problem, Severity, rules
from charters.problems.message import _
from charters.problems.terminal_language import language_of_terminal
from charters.publishing.say.catalogues import catalogue_for
from charters.publishing.say.clause_words import sayer
from charters.publishing.say.marks import _n
from charters.publishing.say.speech import Speech, speech_for

ALIKE = 10
"""Problems of one code in one file that are printed; the rest are counted."""
MOST = 400
"""Lines that are printed in all; nobody reads on."""
_WORST_FIRST = tuple(Severity)
_SAID = {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.NOTE: _("note")}
_COUNTED = {
    Severity.ERROR: _n("{count} error", "{count} errors"),
    Severity.WARNING: _n("{count} warning", "{count} warnings"),
    Severity.NOTE: _n("{count} note", "{count} notes"),
}
_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


@dataclass(frozen=True, slots=True)
class Counted:
    """How many problems are left out that are like the one before."""

    like: Problem
    count: int

    @property
    def said(self) -> Message:
        """What stands in the place of those that are left out."""
        return _("{code} and {count} more like it", code=self.like.code, count=self.count)


Told = Problem | Counted


def first_of(told: Told) -> Problem:
    """Return the problem of a line, or the one that others are like."""
    return told.like if isinstance(told, Counted) else told


def rank(problem: Problem) -> tuple[bool, int]:
    """Return what puts problems in turn: what others follow from, then the worst."""
    return not rules()[problem.code].leads, _WORST_FIRST.index(problem.severity)


def what_is_told(problems: Iterable[Problem], *, every: bool) -> list[Told]:
    """Return what is worth printing: file by file, those first in which the worst is wrong."""
    files = [
        [*found]
        for _path, found in groupby(sorted(problems), key=lambda problem: problem.place.path)
    ]
    files.sort(key=lambda found: min(map(rank, found)))
    return [told for found in files for told in _of_one_file(sorted(found, key=rank), every=every)]


def _of_one_file(problems: Sequence[Problem], *, every: bool) -> Iterator[Told]:
    count = Counter(problem.code for problem in problems)
    said: Counter[str] = Counter()
    for problem in problems:
        said[problem.code] += 1
        if every or said[problem.code] <= ALIKE:
            yield problem
        elif said[problem.code] == count[problem.code]:
            yield Counted(problem, count[problem.code] - ALIKE)


def spoken(problems: Iterable[Problem], language: str = "") -> list[Problem]:
    """Return problems in the words of a language; where none is named, of that of the terminal."""
    language = language_of_reader(language)
    if type(catalogue_for(language)) is NullTranslations:
        return [*problems]
    say = sayer(language)

    def words(said: Message | str) -> str:
        return say(said) if isinstance(said, Message) else said

    return [replace(one, message=words(one.said), do="") for one in problems]


def language_of_reader(asked: str = "") -> str:
    """Return the language that is asked for, or that of the terminal."""
    return asked or language_of_terminal() or "en"


def told(message: Message | str, language: str = "") -> str:
    """Return a message in a language, or in that of the terminal; words of another program as they are."""
    if isinstance(message, str):
        return message
    return sayer(language_of_reader(language))(message)


def lines(problems: Iterable[Problem], *, every: bool = False, language: str = "") -> Iterator[str]:
    """Yield one line per problem, which begins with how much it matters."""
    language = language_of_reader(language)
    words = in_column(language)
    for told in _at_most(what_is_told(problems, every=every), every=every, language=language):
        if isinstance(told, str):
            yield told
        else:
            yield f"{words[first_of(told).severity]} {line_of(told, language)}"


def line_of(told: Told, language: str) -> str:
    """Return a problem with its place in one line, or how many more are like it."""
    if isinstance(told, Counted):
        return f"{told.like.place.path}: {sayer(language)(told.said)}"
    return f"{told}"


def _at_most(told: list[Told], *, every: bool, language: str) -> Iterator[Told | str]:
    yield from told if every else told[:MOST]
    if not every and len(told) > MOST:
        more = _(
            "and {count} more lines; print them with: charters check --all", count=len(told) - MOST
        )
        yield sayer(language)(more)


def on_a_terminal(
    problems: Iterable[Problem], *, colors: bool, every: bool = False, language: str = ""
) -> Iterator[str]:
    """Yield the lines as a person reads them: below the name of each file, in colors if wanted."""
    path, language = "", language_of_reader(language)
    say, words = sayer(language), in_column(language)
    for told in _at_most(what_is_told(problems, every=every), every=every, language=language):
        if isinstance(told, str):
            yield told
            continue
        first = first_of(told)
        if first.place.path != path:
            path = first.place.path
            yield _painted(path, "1") if colors else path
        word = words[first.severity]
        word = _painted(word, _COLORS[first.severity]) if colors else word
        if isinstance(told, Counted):
            yield f"  {'':9} {word} {say(told.said)}"
        else:
            at = f"{told.place.line}:{told.place.column}"
            yield f"  {at:9} {word} {told.code} {told.text}"


def severities(language: str) -> dict[Severity, str]:
    """Return what each severity is called in a language."""
    say = sayer(language)
    return {severity: say(word) for severity, word in _SAID.items()}


def in_column(language: str) -> dict[Severity, str]:
    """Return what each severity is called, all equally wide."""
    words = severities(language)
    width = max(map(len, words.values())) + 1
    return {severity: f"{word:{width}}" for severity, word in words.items()}


def _painted(text: str, color: str) -> str:
    return f"\x1b[{color}m{text}\x1b[0m"


def summary(problems: Sequence[Problem], language: str = "en") -> str:
    """Return the counts in one line: `3 errors, 1 warning`."""
    counts = Counter(problem.severity for problem in problems)
    speech = speech_for(language_of_reader(language))
    parts = [_counted(speech, kind, counts[kind]) for kind in Severity if counts[kind]]
    return ", ".join(parts) or speech.gettext("no problems")


def _counted(speech: Speech, kind: Severity, count: int) -> str:
    one, many = _COUNTED[kind]
    return speech.ngettext(one, many, count).format(count=speech.number(count))


def reasons(problems: Iterable[Problem], language: str = "") -> Iterator[str]:
    """Yield the command that says why each rule exists that was broken, one line a rule."""
    say = sayer(language_of_reader(language))
    for code in dict.fromkeys(problem.code for problem in sorted(problems, key=rank)):
        yield f"{code:5} {say(headed(Message(rules()[code].title), explain(code)))}"


def headed(what: Message | str, said: Message | str) -> Message:
    """Return what something is said of, and what is said."""
    return _("{what}: {said}", what=what, said=said)


def explain(code: str) -> str:
    """Return the command that says why a rule exists."""
    return f"charters explain {code}"

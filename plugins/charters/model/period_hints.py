"""Which period or day an editor meant by a label that has none of its forms."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from charters.model.level_words import LANGUAGES
from charters.model.refusal import shown
from charters.problems.message import SILENCE, Message, _, either

_LABELS = "2024, 2024-H1, 2024-Q1, 2024-03, 2024-W07, FY2024, FY2024-Q2, 2023-24, 2023-24-Q1"
FORMS = _("write {labels} or 2024-10-01/2025-09-30", labels=_LABELS)
FORMS_OR_A_DAY = _("write 2024-10-01, {labels} or 2024-10-01/2025-09-30", labels=_LABELS)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PIECE = re.compile(r"[^\W\d_]+|[0-9]+")
_PARTS = {
    **dict.fromkeys(("q", "quarter", "t", "trim", "trimestre"), "Q"),
    **dict.fromkeys(("h", "half", "s", "sem", "semestre"), "H"),
    **dict.fromkeys(("w", "wk", "week", "semaine", "semana"), "W"),
}
_MOST_PARTS = {"H": 2, "Q": 4, "W": 53}
_NUMBER_FIRST = re.compile(rf"\b([1-4])(?:er|e|st|nd|rd|th|º|ª)? ?({'|'.join(_PARTS)})(?![^\W\d_])")
"""The number of a part before its name: `1Q24`, `1er trimestre 2024`."""
_FISCAL = ("fy", "fiscal", "financial")
_DAY_AND_MONTH = re.compile(r"[0-9]{1,2}[-. ]{1,2}[A-Za-z]{3}\.?")
_FIRST_STORED = date(1899, 12, 30)
"""The day from which spreadsheets count days."""
_EMPTY = ("year", "the", "of", "in", "to", "er", "e", "de", "del")


def meant_by(label: str) -> Message:
    """Return an offer of the label that was meant: `Q1 2024-25`, `FY24`, `2024/5`, `March 2024`.

    Where two can be meant, both are offered; where nobody can tell, none.
    """
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", label):
        return _("did you mean the single day {period}/{period}?", period=label)
    if day := _stored_day(label):
        return _(
            "a spreadsheet stores {day} so; write the day or the period that stood here",
            day=str(day),
        )
    if _DAY_AND_MONTH.fullmatch(label):
        return _("a spreadsheet has made a date of it; write the period, in a column set to text")
    offers = labels_meant(label)
    return _("did you mean {near}?", near=either(offers)) if offers else SILENCE


def labels_meant(label: str) -> list[str]:
    """Return the labels that can be meant by one that has none of our forms."""
    taken = _taken_apart(label)
    part = taken[2] if taken else ""
    if taken is None or (part and int(part[1:]) > _MOST_PARTS[part[0]]):
        return []
    return [offer for offer in _offers(*taken) if offer != label]


def _taken_apart(label: str) -> tuple[bool, list[str], str, int | None] | None:
    """Return whether a fiscal year is named, the years, the part (`Q1`), and the month by its name."""
    pieces = _PIECE.findall(_NUMBER_FIRST.sub(r"\2\1 ", label.lower()))
    fiscal, years, part, month = False, list[str](), "", None
    pending = ""
    for piece in pieces:
        if piece in _FISCAL:
            fiscal = True
        elif piece in _PARTS:
            pending = _PARTS[piece]
        elif number := _month(piece):
            if month is not None:
                return None  # January to March is neither of them
            month = number
        elif piece.isdigit() and pending:
            part, pending = (
                f"{pending}{int(piece):02}" if pending == "W" else f"{pending}{int(piece)}",
                "",
            )
        elif piece.isdigit():
            years.append(piece)
        elif piece not in _EMPTY:
            return None
    if month is not None and not {"to", "year"}.isdisjoint(pieces):
        return None  # the year to March 2024 is no month
    return (fiscal, years, part, month) if 1 <= len(years) <= 2 and not pending else None


def _offers(fiscal: bool, years: list[str], part: str, month: int | None) -> list[str]:  # noqa: FBT001
    if len(years) == 2 and len(years[0]) < 3 and len(years[1]) == 4 and not (fiscal or part):
        years.reverse()  # 03/2024
    first = _year(years[0])
    if first is None:
        return []
    tail = f"-{part}" if part else ""
    if month is not None:
        return [f"{first}-{month:02}"] if len(years) == 1 and not part and not fiscal else []
    if len(years) == 1:
        is_bare = not fiscal and not part and len(years[0]) != 4
        return [] if is_bare else [f"{'FY' if fiscal else ''}{first}{tail}"]
    return _two(fiscal, first, years[1], tail)


def _two(fiscal: bool, first: int, second: str, tail: str) -> list[str]:  # noqa: FBT001
    """Return the labels that two numbers can stand for: a year and a month, or two years."""
    following = second in (str(first + 1), f"{(first + 1) % 100:02}", str((first + 1) % 10))
    offers = [f"{'FY' if fiscal else ''}{first}-{(first + 1) % 100:02}{tail}"] if following else []
    if not (fiscal or tail) and len(second) <= 2 and 1 <= int(second) <= 12:
        offers.insert(0, f"{first}-{int(second):02}")
    return offers


def _year(written: str) -> int | None:
    if len(written) == 4:
        return int(written)
    return 2000 + int(written) if len(written) == 2 else None


def date_fault(text: str) -> Message:
    """Return why a text is not a day, with the days it can stand for: `10/01/2014`, `2026-1-15`."""
    if day := _stored_day(text.strip()):
        return _(
            "{written} is how a spreadsheet stores a day; write {day}",
            written=shown(text),
            day=str(day),
        )
    if text.strip().lower() in ("today", "now", "heute", "aujourd'hui"):
        return _(
            "{written} is not a date; write the day, or leave the key out where that means today",
            written=shown(text),
        )
    if days := days_meant(text):
        return _("{written} is not a date; write {days}", written=shown(text), days=days)
    return _(
        "{written} is not a date; write the year in four digits, the month and the day in two, with - between them",
        written=shown(text),
    )


def days_meant(text: str) -> Message | str:
    """Return the days that a text can stand for, as an offer."""
    return either([*dict.fromkeys(_days(text))])


def _stored_day(text: str) -> date | None:
    is_stored = re.fullmatch(r"[2-7][0-9]{4}", text)
    return _FIRST_STORED + timedelta(days=int(text)) if is_stored else None


def _days(text: str) -> Iterator[str]:
    """Yield the days that three numbers, or two and the name of a month, can stand for."""
    pieces = _PIECE.findall(re.sub(r"[T ][0-9]{1,2}:.*", "", text.strip()).lower())
    named = [number for number in map(_month, pieces) if number]
    numbers = [n for n in pieces if n.isdigit()]
    if named and numbers:
        numbers.insert(1 if len(numbers[0]) == 4 else 0, str(named[0]))
    if len(numbers) != 3 or len(named) > 1:
        return
    orders = [(0, 1, 2)] if len(numbers[0]) == 4 else [(2, 0, 1), (2, 1, 0)]
    for order in orders[: 1 if named else 2]:
        year, month, day = (numbers[at] for at in order)
        try:
            yield str(date(_year(year) or 0, int(month), int(day)))
        except (ValueError, OverflowError):  # no such day, or digits without end
            continue


def month_meant(name: str, months: Sequence[str]) -> str:
    """Return the month that a name in any language whose levels we read is most like; '' where none is."""
    named = {**_named_months(), **{month: n for n, month in enumerate(months, 1)}}
    near = difflib.get_close_matches(name.strip("."), named, 1, 0.6)
    return months[named[near[0]] - 1] if near else ""


def _month(piece: str) -> int:
    """Return the number of a month by its name or what it begins with; 0 of what is none."""
    if piece[:3] in _MONTHS:
        return _MONTHS.index(piece[:3]) + 1
    if len(piece) < len(_MONTHS[0]) or not piece.isalpha():
        return 0
    meant = {number for name, number in _named_months().items() if name.startswith(piece)}
    return meant.pop() if len(meant) == 1 else 0


@cache
def _named_months() -> Mapping[str, int]:
    """Return the months by their names in every language whose levels we read."""
    from babel.dates import get_month_names  # late: it loads much, and only for a fault

    named = (get_month_names("wide", locale=language) for language in LANGUAGES)
    return {name.lower(): number for names in named for number, name in names.items()}

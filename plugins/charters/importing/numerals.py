"""Numbers as a language writes them: exact, and refused where a separator stands in the wrong place."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol

from charters.importing.faults import CellError, TableError
from charters.importing.grid import Cell
from charters.model.pasted import is_rough
from charters.model.refusal import shown
from charters.problems.message import _

_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}"
_SIGNS = {"-", "\N{MINUS SIGN}"}
_MOST = 15
MONEY: Mapping[str, str] = {"$": "dollars", "\N{POUND SIGN}": "pounds", "\N{EURO SIGN}": "euros"}
"""What the signs of money stand for."""


def separators(language: str) -> tuple[str, str]:
    """Return what a language writes before decimals, and between thousands."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        raise TableError(
            _("{code} is not the code of a language; write en, fr or de-CH", code=shown(language))
        ) from None
    return get_decimal_symbol(locale), _plain(get_group_symbol(locale))


def _plain(text: str) -> str:
    for space in _SPACES:
        text = text.replace(space, " ")
    return text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def number_in(text: str, language: str, cell: Cell) -> tuple[Decimal, str]:
    """Return the number that a text begins with, with its decimals, and the words that stand after it.

    A sign of money before the number is one of those words.
    """
    point, group = separators(language)
    if text[:1] in MONEY:
        number_of_it, words = number_in(text[1:].lstrip(), language, cell)
        return number_of_it, f"{text[0]}{words}"
    written = _plain(text)
    share = written.partition("%")[0]
    end = max((at for at, char in enumerate(share, 1) if _is_digit(char)), default=0)
    number, rest = written[:end].strip(), text[end:].strip()
    negative = number[:1] in _SIGNS
    whole, dot, decimals = number.removeprefix(number[0] if negative else "").partition(point)
    groups = whole.split(group)
    well_grouped = len(groups) == 1 or (
        0 < len(groups[0]) < 4 and all(len(g) == 3 for g in groups[1:])
    )
    digits = "".join(groups)
    sound = (
        digits
        and all(map(_is_digit, digits))
        and (not dot or (decimals and all(map(_is_digit, decimals))))
    )
    if not sound or not well_grouped or len(digits) > _MOST or is_rough(text):
        raise _fault(cell.text, language, f"1{group}234{point}5")
    return Decimal(f"{'-' if negative else ''}{digits}{'.' if decimals else ''}{decimals}"), rest


def _fault(text: str, language: str, example: str) -> CellError:
    """Return why a text is no number, with what is to be done about texts of its kind."""
    said = _("{text} is not a number as {language} writes it", text=shown(text), language=language)
    do = _(
        "write it like {example}, or name the language of the numbers in the map: language: fr, or de",
        example=example,
    )
    if not any(map(_is_digit, text)):
        said = _("{text} is no number", text=shown(text))
        do = _("where it stands for no figure, name it under 'missing' in the map")
    elif is_rough(text):
        said = _("{text} says a range, and not what was measured", text=shown(text))
        do = _("write the figure itself, or leave the cell blank and tell the range in a note")
    elif "E+" in text.upper():
        said = _("a spreadsheet has shortened the number {text}", text=shown(text))
        do = _("type all its digits, with the column set to text")
    return CellError("I004", said, do)


def _is_digit(char: str) -> bool:
    return char.isascii() and char.isdigit()

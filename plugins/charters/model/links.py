"""Links a citizen may follow: whole addresses whose server shows, and words that name no other one.

After the rules by which browsers show the names of servers in other letters (Unicode Standards 39 and
46): each part of a name is in one script, and none passes for another name in Latin letters.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from urllib.parse import quote, unquote, urlsplit

from charters.model.characters import found_in, looks_like, named
from charters.model.limits import LINK, one_value
from charters.model.refusal import refuse, shown
from charters.problems.message import SILENCE, Message, _

# What stands before the first slash is the server; `fault_of_server` looks at it letter by letter.
_LINK = re.compile(
    r"(https?://(?:[\w-]|[^\x00-\x7f])+(?:\.(?:[\w-]|[^\x00-\x7f])+)+(?::\d+)?([/?#][^\s\\<>\"']*)?"
    r"|mailto:[^\s@\\<>\"']+@[^\s@\\<>\"']+|tel:\+?[0-9().-]+)"
)
_SERVER = re.compile(r"(?i)(?:https?:)?([/\\]{2})([^/?#]*)|mailto:[^?]*(@)([^?]*)")
_PLAIN_SERVER = re.compile(r"https?://(?:(?!xn--)[a-z0-9-]+\.)+(?!xn--)[a-z]{2,}(?=[:/?#]|\Z)")
"""Nearly every link: its server needs no closer look."""
_MORE_READERS = re.compile(r"(?i)mailto:.*[?&](?:to|b?cc)=")
_TWICE = re.compile(r"(?i)https?://(?:https[.:]|http:|www\.www\.)")
"""The beginning of an address that was pasted behind another beginning."""
_PORT = re.compile(r":\d*$")
_NUMBER = re.compile(r"(?i)\d+|0x[0-9a-f]*")
_FOUR_NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")

_NAME = r"(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,}"
_ONLY_A_NAME = re.compile(rf"({_NAME})(?:[/?#]\S*)?")
_ONLY_A_MAILBOX = re.compile(rf"[^\s@]+@({_NAME})")
_ONLY_A_NUMBER = re.compile(r"[+()\d .-]{7,}")
_OF_ADDRESSES = "%/:=&?~#+!$,;@()*[]"
"""Signs that an address has and that need no code in it, besides letters and digits."""
_NO_DIGITS = re.compile(r"[^0-9+]+")
_NAME_AMONG_WORDS = re.compile(
    r"(?i)(?<![\w@.-])(?:https?://|www\.)([^\s/?#:,;()\[\]]+)"
    r"|(?-i:(?<![\w@./-])((?:[a-z0-9-]{1,63}\.){1,4}(?:com|edu|gov|int|mil|net|org))(?![\w@-]|\.\w))"
)


def parse_link(value: object) -> str:
    """Return a link a citizen may follow: https, http, mailto or tel."""
    link = one_value(value, LINK)
    fits = _LINK.fullmatch(link) and link.isprintable()
    if fault := fault_of_server(link):
        message = _("{link} hides where it leads: {fault}", link=shown(link), fault=fault)
        raise refuse("Y015", message)
    if not fits or not is_address(link):
        raise refuse(
            "Y015",
            _(
                "{link} is not a link that a page may carry; {form}",
                link=shown(link),
                form=_form(link),
            ),
        )
    if _TWICE.match(link):
        said = _("{link} begins twice; write the address as a browser shows it", link=shown(link))
        raise refuse("Y015", said)
    return link


def _form(link: str) -> Message:
    """Return how a link is written that means a number, a mailbox, a server or something else."""
    kind, colon, _rest = link.partition(":")
    if colon and kind == "tel":
        return _("write the number in digits, without blanks or letters, such as tel:+18007721213")
    if colon and kind == "mailto":
        return _("write a name, an @ and a server, such as mailto:help@ssa.gov")
    if _ONLY_A_MAILBOX.fullmatch(link):
        return _("write mailto:{link}", link=link)
    if _ONLY_A_NAME.fullmatch(link):
        return _("write https://{link}", link=link)
    if better := _as_address(link):
        return _("write {better}", better=better)
    return _(
        "write the whole address without spaces, such as https://www.ssa.gov/, mailto:help@ssa.gov or tel:+18007721213"
    )


def _as_address(link: str) -> str:
    """Return a number, or an address with blanks and signs in it, as a link has it; '' of anything else."""
    if _ONLY_A_NUMBER.fullmatch(link):
        return "tel:" + _NO_DIGITS.sub("-", link).strip("-")
    better = quote(link, safe=_OF_ADDRESSES)
    return better if link.startswith("http") and _LINK.fullmatch(better) else ""


def is_address(link: str) -> bool:
    """Return whether a link can be taken apart; a bracket or a port can make that impossible."""
    try:
        return urlsplit(link).port != 0
    except ValueError:
        return False


def fault_of_server(link: str) -> Message:
    """Return what keeps a reader from seeing which server a link leads to; '' where nothing does."""
    if _MORE_READERS.match(link):
        return _("it sends a letter to others too; write one address")
    found = None if _PLAIN_SERVER.match(link) else _SERVER.match(link)
    if found is None:
        return SILENCE
    server = found[2] or found[4] or ""
    if "\\" in found[0]:
        return _("browsers take '\\' for '/'; write the address as a browser shows it")
    if "@" in server:
        return _("what stands before '@' is not its server; take it out")
    if "%" in server:
        return _("its server is {server}; write that", server=shown(unquote(server)))
    return _fault_of_name(_PORT.sub("", server).rstrip("."))


def _fault_of_name(name: str) -> Message:
    read = [_in_its_letters(part) for part in name.split(".")]
    parts = [part for part in read if part is not None]
    if len(parts) < len(read):
        return _("what 'xn--' begins is no name in other letters; type the address again")
    plain = ".".join(parts)
    if odd := [char for _, char in found_in(plain)] or [char for char in plain if _is_odd(char)]:
        if letter := looks_like(odd[0]):
            return _(
                "the name of its server holds {character}, which looks like '{letter}'; type the address again",
                character=named(odd[0]),
                letter=letter,
            )
        return _(
            "the name of its server holds {character}; type the address again",
            character=named(odd[0]),
        )
    if any(_mixes(part) for part in parts):
        return _(
            "the name of its server, {plain}, mixes Latin letters with others; type the address again",
            plain=shown(plain),
        )
    if _NUMBER.fullmatch(parts[-1]) and not _FOUR_NUMBERS.fullmatch(plain):
        return _("its server is written as a number; write its name")
    return SILENCE


def _in_its_letters(part: str) -> str | None:
    """Return a part of a server's name as browsers show it; None where its code says nothing."""
    if not part.lower().startswith("xn--"):
        return part
    with suppress(UnicodeError):
        letters = part[4:].encode("ascii").decode("punycode")
        return None if letters.isascii() else letters
    return None


def _is_odd(char: str) -> bool:
    """Return whether a character is none of a name, or one that browsers take for another (\uff4f for o)."""
    plain = unicodedata.normalize("NFKC", char.lower())
    a_letter = char.isascii() or unicodedata.category(char)[0] in "LM"
    return plain != char.lower() or not a_letter


def _mixes(part: str) -> bool:
    letters = [char for char in part if not char.isascii() or char.isalpha()]
    latin = sum("LATIN" in unicodedata.name(char, "") for char in letters)
    return 0 < latin < len(letters)


def other_place(words: str, link: str) -> str:
    """Return the place that the words of a link name, where the link leads to another; else ''."""
    words = words.strip()
    if link.startswith("tel:"):
        return "" if _same_number(words, link) else words
    found = _SERVER.match(link)
    if found is None:
        return ""
    if found[3]:
        whole = _ONLY_A_MAILBOX.fullmatch(words)
    elif (whole := _ONLY_A_NAME.fullmatch(words)) and unquote(link).endswith(words):
        return ""  # the name of a file, such as readme.md
    among = (one or two for one, two in _NAME_AMONG_WORDS.findall(words))
    leads_to = found[2] or found[4] or ""
    return next(
        (name for name in ([whole[1]] if whole else among) if not _same(name, leads_to)), ""
    )


def _same_number(words: str, link: str) -> bool:
    """Return whether words are the number that a link dials, or no telephone number alone."""
    said, dialled = (re.sub(r"\D", "", text).lstrip("0") for text in (words, link))
    return not _ONLY_A_NUMBER.fullmatch(words) or dialled.endswith(said) or said.endswith(dialled)


def _same(name: str, other: str) -> bool:
    """Return whether two names are of one server, or of a server and of one below it."""
    one, two = (_without_www(name), _without_www(other))
    return f".{one}".endswith(f".{two}") or f".{two}".endswith(f".{one}")


def _without_www(name: str) -> str:
    bare = _PORT.sub("", name.lower()).strip(".").removeprefix("www.")
    return ".".join(_in_its_letters(part) or part for part in bare.split("."))

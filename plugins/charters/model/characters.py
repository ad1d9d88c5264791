"""Characters that nobody sees, that turn a line around, or that pass for other letters.

After Unicode Technical Report 36 and Standard 39 (security) and 51 (pictures). What a script really
needs is let through: joiners after Arabic or Indic letters and inside pictures, marks of direction in
a line with letters that run from right to left, selectors behind what they select a form of.

Unicode's list of look-alikes is a file of ours (`look_alikes.toml`): the libraries that carry it read a
megabyte for it, and none can say which letters pass for plain Latin ones. A test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from charters.problems import declared
from charters.problems.message import Message, _

_NEVER = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # hyphens, joiners and fillers without a shape
    "\u200b-\u200d\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\ue000-\uf8ff"  # halves of characters, and those that only one machine knows
    "\U00016fe4\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a"
    "\U000e0000-\U0010ffff"  # tags, selectors, and private ones
)
_TURNING = "\u061c\u200e\u200f"
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]"
)

_JOINED = (  # letters and marks of the scripts that join, or that part what would be joined
    "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17b3\u17b6-\u17ff\u1820-\u18aa\u1a20-\u1b7f"
    "\ua840-\ua87f\ua8e0-\ua8ff\ua980-\ua9df\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff"
)
_UNSPACED = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff"  # written without spaces: Thai, Khmer, ...
_PICTURE = "[\u00a9\u00ae\u203c-\u27ff\u2900-\u3299\U0001f000-\U0001faff]"
_PICTURED = f"{_PICTURE}[\ufe00\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
_LAND = "|".join(  # the only flags that are spelt: England, Scotland, Wales
    "".join(chr(0xE0000 + ord(letter)) for letter in land) for land in ("gbeng", "gbsct", "gbwls")
)
_NEEDED = (
    f"\U0001f3f4(?:{_LAND})\U000e007f"
    f"|{_PICTURED}(?:\u200d{_PICTURED})*|[#*0-9]\ufe0f\u20e3"
    f"|[{_JOINED}][\u200c\u200d]|[{_UNSPACED}]\u200b"
    "|[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uff9f\U00020000-\U0003ffff]"
    "(?:[\ufe00-\ufe02]|[\U000e0100-\U000e01ef])"  # which form of a Han letter a name is written with
    "|[\u1820-\u18aa][\u180b-\u180f]"  # the same of a Mongolian one
    "|[\u2801-\u28ff]\u2800(?=[\u2801-\u28ff])"  # a blank between words in Braille
)
_SEEN = re.compile(f"([{_NEVER}{_TURNING}])|{_NEEDED}")

_LOOKS_LIKE = {
    pair[0]: pair[1] for row in declared("model/look_alikes").values() for pair in row.split()
}
_VARIANTS = (  # of the Latin letters: double-struck and the like, Roman numbers, wide, mathematical
    "\u2102\u210a-\u2112\u2115\u2119-\u211d\u2124\u2128\u212a\u212c\u212d\u212f-\u2131\u2133\u2134"
    "\u2145-\u2149\u2160-\u217f\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7cb"
)
_ALIKE = f"{''.join(_LOOKS_LIKE)}{_VARIANTS}"
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_CYRILLIC = "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"
_GREEK = "\u0370-\u03ff\u1f00-\u1fff"
_OTHERS = f"{_CYRILLIC}{_GREEK}{_ALIKE}"
_WORD = re.compile(f"[{_LATIN}{_OTHERS}0-9\u0300-\u036f]+")
_LATIN_LETTER = re.compile(f"[{_LATIN}]")
_OTHER_LETTER = re.compile(f"[{_OTHERS}]")

PLAIN = (
    "\t\n -~\xa0-\xac\xae-\u024f\u1e00-\u1eff\u2000-\u200a\u2010-\u2027\u202f-\u203b\u20a0-\u20bf"
)
"""Latin letters and the signs beside them: a text of nothing else needs no closer look."""
HARMLESS = r" -%'-9;=-Z\\-~"
"""Of the signs of ASCII those that begin no markup and no address: all but & : < and [."""
_OTHER_THAN_PLAIN = re.compile(f"[^{PLAIN}]")

Found = tuple[int, str]
"""Where in a text a misleading character stands, and the character."""


def found_in(text: str) -> list[Found]:
    """Return every misleading character of a text, in its order."""
    return sorted([*_unseen(text), *_strangers(text)]) if _OTHER_THAN_PLAIN.search(text) else []


def _unseen(text: str) -> Iterator[Found]:
    at = 0
    for line in text.split("\n"):
        turning = _TURNING if _RIGHT_TO_LEFT.search(line) else ""
        for found in _SEEN.finditer(line):
            if found[1] and found[1] not in turning:
                yield at + found.start(), found[1]
        at += len(line) + 1


def _strangers(text: str) -> Iterator[Found]:
    """Yield letters of one script in a word of another (`p\u0430ypal`), and words that pass for Latin."""
    disguised: list[Found] = []
    for word in _WORD.finditer(text):
        others = [(f.start(), f[0]) for f in _OTHER_LETTER.finditer(text, *word.span())]
        latin = others and [(f.start(), f[0]) for f in _LATIN_LETTER.finditer(text, *word.span())]
        if latin:
            yield from latin if len(latin) < len(others) else filter(_is_odd, others)
        elif all(looks_like(char) for _, char in others) and not _is_a_sign(*others):
            disguised += others
    if disguised and _LATIN_LETTER.search(text):
        known = {_script(char) for char in set(text) if char.isalpha() and not looks_like(char)}
        yield from (found for found in disguised if _script(found[1]) not in known)


def _is_odd(found: Found) -> bool:
    """Return whether a letter is no sign that stands beside Latin letters, as in \u0394T or k\u03a9."""
    return bool(looks_like(found[1])) or _script(found[1]) == "CYRILLIC"


def _is_a_sign(*letters: Found) -> bool:
    """Return whether a word of look-alikes is a sign (\u03b1 = 5 %, \u2163) or wide for all to see."""
    script = _script(letters[0][1]) if letters else ""
    return script in ("FULLWIDTH", "ROMAN") or (len(letters) == 1 and script != "CYRILLIC")


@cache
def _script(char: str) -> str:
    """Return the script of a letter: its name begins with it."""
    return unicodedata.name(char, "").partition(" ")[0]


@cache
def looks_like(char: str) -> str:
    """Return the plain Latin letter that a letter passes for; '' where it passes for none."""
    variant_of = unicodedata.normalize("NFKC", char)
    plain = _LOOKS_LIKE.get(char) or _LOOKS_LIKE.get(variant_of, variant_of)
    return plain if plain != char and plain.isascii() and plain.isalpha() else ""


def named(char: str) -> str:
    """Return the name that Unicode gives a character, and its number."""
    return f"{unicodedata.name(char, 'a character without a name')} (U+{ord(char):04X})"


def why_misleading(char: str) -> Message:
    """Return what to tell an editor about a misleading character."""
    if plain := looks_like(char):
        return _(
            "'{char}' is {name}, which looks like '{plain}'; type the word again",
            char=char,
            name=named(char),
            plain=plain,
        )
    if char.isalpha() and not re.match(f"[{_NEVER}]", char):
        return _(
            "'{char}' is {name} in a word of another script; type the word again",
            char=char,
            name=named(char),
        )
    return _(
        "there is an invisible character here, {name}; delete the word and type it again",
        name=named(char),
    )


def without(text: str, found: list[Found]) -> str:
    """Return a text of the same length with plain letters or blanks for what misleads in it."""
    chars = [*text]
    for at, char in found:
        chars[at] = (looks_like(char) or " ")[0]
    return "".join(chars)

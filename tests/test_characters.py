"""Characters that mislead are told with their name; what a script needs is let through."""

from __future__ import annotations

import time
import unicodedata

import pytest

from charters.model.characters import found_in, told
from charters.model.fields import parse_link

KEPT = [
    "l’été – “caf\u00e9”",
    "5 \u00b5g",
    "5 \u03bcg, 3 k\u03a9",
    "\u05e9\u05dc\u05d5\u05dd\u200f",
    "\u0915\u094d\u200d\u0937",
    "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "\u260e\ufe0f",
    "Привет",
    "日本語 한글",
]


@pytest.mark.parametrize("text", KEPT)
def test_what_a_script_needs_is_kept(text: str) -> None:
    assert list(found_in(text)) == []


MISLEADING = [
    ("a\u200bb", "ZERO WIDTH SPACE (U+200B)"),
    ("a\u200db", "ZERO WIDTH JOINER (U+200D)"),
    ("x\ufe0f", "VARIATION SELECTOR-16 (U+FE0F)"),
    ("a\u202eb", "RIGHT-TO-LEFT OVERRIDE (U+202E)"),
    ("a\u200fb", "RIGHT-TO-LEFT MARK (U+200F)"),
    ("a\u2066b", "LEFT-TO-RIGHT ISOLATE (U+2066)"),
    ("a\U000e0041", "TAG LATIN CAPITAL LETTER A (U+E0041)"),
    ("\u2800", "BRAILLE PATTERN BLANK (U+2800)"),
    ("\u3164", "HANGUL FILLER (U+3164)"),
    ("\u17b4", "KHMER VOWEL INHERENT AQ (U+17B4)"),
    ("co\u00adoperate", "SOFT HYPHEN (U+00AD)"),
    ("\ue000", "a character without a name (U+E000)"),
    ("p\u0430ypal", "'\u0430' is CYRILLIC SMALL LETTER A (U+0430)"),
    ("\u0391gency", "'\u0391' is GREEK CAPITAL LETTER ALPHA (U+0391)"),
    ("\uff26oo", "'\uff26' is FULLWIDTH LATIN CAPITAL LETTER F (U+FF26)"),
]


@pytest.mark.parametrize(("text", "said"), MISLEADING)
def test_a_misleading_character_is_named(text: str, said: str) -> None:
    first = next(iter(found_in(text)))
    assert said in told(first[0])


@pytest.mark.parametrize(
    "link",
    [
        "https://good.gov\u2215x.evil.example/",
        "https://good.gov\uff0fx.evil.example/",
        "https://user:pw@evil.example/",
        "https://good.gov@evil.example/",
        "https://good.gov\\@evil.example/",
    ],
)
def test_a_link_that_hides_its_server_is_refused(link: str) -> None:
    with pytest.raises(Exception, match="not a link that a page may carry"):
        parse_link(link)


def test_no_letter_that_is_assigned_and_visible_is_taken_alone() -> None:
    letters = (chr(n) for n in range(0xA1, 0x3000) if unicodedata.category(chr(n)) in ("Ll", "Lu"))
    assert [letter for letter in letters if list(found_in(letter))] == []


def test_the_search_is_linear() -> None:
    began = time.process_time()
    for token in ("\u200d", "a\u0430", "\u0430", "\ufe0f", "\u0645\u200c"):
        list(found_in(token * 100_000))
    assert time.process_time() - began < 3

"""Characters and links that mislead are told with their names; what a script needs is let through."""

from __future__ import annotations

import re
import time
import tomllib
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from confusable_homoglyphs.confusables import confusables_data
from hypothesis import given
from hypothesis import strategies as st

from builders import cases_in
from charters.model.characters import PLAIN, found_in, looks_like, why_misleading, without
from charters.model.links import fault_of_server, other_place, parse_link

CASES = Path(__file__).parent / "cases" / "characters"
REAL: dict[str, str] = cases_in(CASES / "real.yml")


@pytest.mark.parametrize("language", REAL)
def test_nothing_misleads_in_what_a_public_office_writes(language: str) -> None:
    assert found_in(REAL[language]) == []


def test_the_real_sentences_hold_what_is_refused_elsewhere() -> None:
    held = {char for text in REAL.values() for char in text if not char.isprintable()}
    assert held >= {*"\u200b\u200c\u200d\u200e\u200f\u180e\U000e007f"}


MISLEADING = [
    ("a\u200bb", "ZERO WIDTH SPACE (U+200B)"),
    ("a\u200db", "ZERO WIDTH JOINER (U+200D)"),
    ("\u043f\u0440\u0438\u200d\u0432\u0435\u0442", "ZERO WIDTH JOINER (U+200D)"),
    ("\u0645\u200c\u200c\u0646", "ZERO WIDTH NON-JOINER (U+200C)"),
    ("\U0001f468\u200d and", "ZERO WIDTH JOINER (U+200D)"),
    ("x\ufe0f", "VARIATION SELECTOR-16 (U+FE0F)"),
    ("x\U000e0100", "VARIATION SELECTOR-17 (U+E0100)"),
    ("a\u202eb", "RIGHT-TO-LEFT OVERRIDE (U+202E)"),
    ("a\u200fb", "RIGHT-TO-LEFT MARK (U+200F)"),
    ("\u05e9\u05dc\u05d5\u05dd\nabc\u200f", "RIGHT-TO-LEFT MARK (U+200F)"),
    ("\u05e9\u05dc\u05d5\u05dd \u202eabc\u202c", "RIGHT-TO-LEFT OVERRIDE (U+202E)"),
    ("a\u2066b", "LEFT-TO-RIGHT ISOLATE (U+2066)"),
    ("a\U000e0041", "TAG LATIN CAPITAL LETTER A (U+E0041)"),
    ("\U0001f3f4\U000e0061\U000e007f", "TAG LATIN SMALL LETTER A (U+E0061)"),
    ("\u2800", "BRAILLE PATTERN BLANK (U+2800)"),
    ("\u3164", "HANGUL FILLER (U+3164)"),
    ("\u17b4", "KHMER VOWEL INHERENT AQ (U+17B4)"),
    ("co\u00adoperate", "SOFT HYPHEN (U+00AD)"),
    ("\ue000", "a character without a name (U+E000)"),
    ("p\u0430ypal", "'\u0430' is CYRILLIC SMALL LETTER A (U+0430), which looks like 'a'"),
    ("\u0391gency", "'\u0391' is GREEK CAPITAL LETTER ALPHA (U+0391), which looks like 'A'"),
    ("\uff26oo", "'\uff26' is FULLWIDTH LATIN CAPITAL LETTER F (U+FF26), which looks like 'F'"),
    ("paypa\u217c", "'\u217c' is SMALL ROMAN NUMERAL FIFTY (U+217C), which looks like 'l'"),
    ("p\u0251ypal", "'\u0251' is LATIN SMALL LETTER ALPHA (U+0251), which looks like 'a'"),
    ("\u0421\u043f\u0430\u0441\u0438\u0431o", "'o' is LATIN SMALL LETTER O (U+006F) in a word of"),
    ("the \u0441\u043e\u0440\u0443", "'\u0441' is CYRILLIC SMALL LETTER ES (U+0441), which looks"),
    ("office \U0001d5d9\U0001d5ff\U0001d5f2\U0001d5f2", "MATHEMATICAL SANS-SERIF BOLD CAPITAL F"),
    ("B2\u0412 office", "'\u0412' is CYRILLIC CAPITAL LETTER VE (U+0412), which looks like 'B'"),
    ("e\u0301\u0430", "'\u0430' is CYRILLIC SMALL LETTER A (U+0430), which looks like 'a'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), MISLEADING)
def test_a_misleading_character_is_named(text: str, said: str) -> None:
    assert said in str(why_misleading(found_in(text)[0][1]))


def named_by_unicode() -> Iterator[str]:
    for line in (CASES / "unicode.txt").read_text(encoding="utf-8").splitlines():
        if found := re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s", line):
            yield from map(chr, range(int(found[1], 16), int(found[2] or found[1], 16) + 1))


def test_all_that_unicode_calls_invisible_or_turning_is_found_in_a_latin_word() -> None:
    unseen = {*named_by_unicode()}
    assert len(unseen) > 4000
    assert [hex(ord(char)) for char in unseen if not found_in(f"a{char}b")] == []


def test_controls_and_halves_and_private_characters_are_found() -> None:
    kinds = ("Cc", "Cs", "Co", "Zl", "Zp")
    of_these = [chr(n) for n in range(0x110000) if unicodedata.category(chr(n)) in kinds]
    assert [char for char in of_these if not found_in(char)] == ["\t", "\n"]


def test_no_plain_character_misleads_and_no_letter_alone_does() -> None:
    letters = (chr(n) for n in range(0xA1, 0x3000))
    cased = [char for char in letters if unicodedata.category(char) in ("Ll", "Lu")]
    assert [letter for letter in cased if found_in(letter)] == []
    plain = re.compile(f"[{PLAIN}]")
    assert [n for n in range(0x3000) if plain.match(chr(n)) and found_in(f"a{chr(n)}b")] == []


def test_the_list_of_look_alikes_says_what_unicode_says() -> None:
    rows = tomllib.loads((files("charters.model") / "look_alikes.toml").read_text(encoding="utf-8"))
    for script, row in rows.items():
        for letter, latin in row.split():
            assert unicodedata.name(letter, script).startswith(script)
            assert latin in {alike["c"] for alike in confusables_data[letter]}


SCRIPTS = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "CANADIAN", "FULLWIDTH")


def test_every_letter_of_a_script_that_unicode_calls_like_a_latin_one_is_known() -> None:
    alike = {
        char
        for char, others in confusables_data.items()
        if len(char) == 1 and char.isalpha() and unicodedata.name(char, "").startswith(SCRIPTS)
        if any(re.fullmatch("[A-Za-z]", other["c"]) for other in others)
    }
    assert len(alike) > 180
    assert [char for char in alike if not looks_like(char)] == []
    assert [char for char in alike if not found_in(f"x{char}x")] == []


@given(
    st.text(
        st.sampled_from("ab \n\u0430\u0436\u03b1\u0394\u200d\u200f\u05d0\u0645\ufe0f\u2693\u3164")
    )
)
def test_a_text_without_what_misleads_keeps_its_places_and_hides_nothing(text: str) -> None:
    mended = without(text, found_in(text))
    assert len(mended) == len(text)
    assert [*map("\n".__eq__, mended)] == [*map("\n".__eq__, text)]
    assert [char for _, char in found_in(mended) if not char.isalpha()] == []


@pytest.mark.parametrize(
    "token",
    ["\u200d", "a\u0430", "\u0430", "\u0430 ", "\ufe0f", "\u0645\u200c", "\u0627\u200f", "\U0001f600\u200d", "\u0301", "a\U0001d400"],
)  # fmt: skip
def test_the_search_is_linear(token: str) -> None:
    began = time.process_time()
    found_in(f"x {token * 100_000}")
    assert time.process_time() - began < 3


# ------------------------------------------------------------------------------------- links


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("https://good.gov\u2215x.evil.example/", "holds DIVISION SLASH (U+2215)"),
        ("https://good.gov\uff0fx.evil.example/", "holds FULLWIDTH SOLIDUS (U+FF0F)"),
        ("https://good.gov\u2044x.evil.example/", "holds FRACTION SLASH (U+2044)"),
        ("https://good.gov\u3002evil.example/", "holds IDEOGRAPHIC FULL STOP (U+3002)"),
        ("https://good.gov\u0338x.example/", "mixes Latin letters with others"),
        ("https://good.gov\u30cex.evil.example/", "mixes Latin letters with others"),
        ("https://goo\u0966.example/", "holds DEVANAGARI DIGIT ZERO (U+0966)"),
        ("https://user:pw@evil.example/", "what stands before '@' is not its server"),
        ("https://good.gov@evil.example/", "what stands before '@' is not its server"),
        ("https://good.gov\\@evil.example/", "browsers take '\\' for '/'"),
        ("https:\\\\evil.example/", "browsers take '\\' for '/'"),
        ("https://good%2Egov.evil.example/", "its server is 'good.gov.evil.example'"),
        ("https://p\u0430ypal.com/", "holds CYRILLIC SMALL LETTER A (U+0430), which looks like 'a'"),
        ("https://xn--80ak6aa92e.com/", "holds CYRILLIC SMALL LETTER A (U+0430), which looks like 'a'"),
        ("https://www.xn--pypal-4ve.com/", "holds CYRILLIC SMALL LETTER A (U+0430), which looks like 'a'"),
        ("https://xn--google-.com/", "what 'xn--' begins is no name in other letters"),
        ("https://xn--\u00e9.com/", "what 'xn--' begins is no name in other letters"),
        ("https://\uff47oogle.com/", "holds FULLWIDTH LATIN SMALL LETTER G (U+FF47), which looks like 'g'"),
        ("https://0x7f.0.0.1/", "its server is written as a number"),
        ("https://1.2130706433/", "its server is written as a number"),
        ("mailto:help@p\u0430ypal.com", "holds CYRILLIC SMALL LETTER A (U+0430)"),
        ("mailto:help@ssa.gov?subject=x&BCC=spy%40evil.example", "it sends a letter to others too"),
    ],
)  # fmt: skip
def test_a_link_that_hides_its_server_is_refused(link: str, said: str) -> None:
    with pytest.raises(Exception, match=f"hides where it leads: .*{re.escape(said)}"):
        parse_link(link)


@pytest.mark.parametrize(
    "link",
    [
        "https://www.ssa.gov/@b/%2e%2e/\u00e4?a@b#c",
        "https://m\u00fcnchen.example/",
        "https://xn--mnchen-3ya.example/",
        "https://\u043f\u043e\u0440\u0442.\u0440\u0444/",
        "https://xn--e1aybc.xn--p1ai/",
        "https://\u092d\u093e\u0930\u0924.example/",
        "https://\u6771\u4eac.example.jp/",
        "https://\u0645\u062b\u0627\u0644.example/",
        "https://ssa.gov:8443",
        "https://ssa.gov.",
        "https://192.168.0.1/",
        "mailto:help@ssa.gov?subject=Help&body=a%40b",
        "tel:+18007721213",
        "harbor.md#desk",
        "#top",
    ],
)
def test_a_link_whose_server_shows_is_kept(link: str) -> None:
    assert not fault_of_server(link)


ELSEWHERE = [
    ("www.ssa.gov", "https://evil.example"),
    ("SSA.gov", "https://ssa.gov.evil.example/"),
    ("ssa.gov/login", "https://evil.example/"),
    ("https://www.ssa.gov/", "//evil.example/https://www.ssa.gov"),
    ("Log in at ssa.gov", "https://evil.example/"),
    ("Log in at https://ssa.gov:443/x", "https://evil.example/"),
    ("gov.uk", "https://evil.example/uk"),
    ("ssa.gov", "https://notssa.gov/"),
    ("help@ssa.gov", "mailto:help@evil.example"),
    ("1-800-772-1213", "tel:+19005550100"),
]


@pytest.mark.parametrize(("words", "link"), ELSEWHERE)
def test_words_that_name_another_place_are_found(words: str, link: str) -> None:
    assert other_place(words, link) != ""


ITS_PLACE = [
    ("www.ssa.gov", "https://ssa.gov/agency"),
    ("SSA.gov", "https://www.ssa.gov/"),
    ("ssa.gov", "https://secure.ssa.gov/"),
    ("Write to help@ssa.gov", "https://forms.example/"),
    ("the U.S. plan of 3.2 and ASP.NET", "https://ssa.gov/"),
    ("Booking.com annual report", "https://investors.example/"),
    ("readme.md", "https://code.example/a/readme.md"),
    ("report.pdf", "report.pdf"),
    ("m\u00fcnchen.example", "https://xn--mnchen-3ya.example/"),
    ("800-772-1213", "tel:+18007721213"),
    ("0800 772 1213", "tel:+448007721213"),
    ("Call 1-800 now", "tel:+18007721213"),
    ("www.ssa.gov", "harbor.md"),
]


@pytest.mark.parametrize(("words", "link"), ITS_PLACE)
def test_words_that_name_no_other_place_are_let_through(words: str, link: str) -> None:
    assert other_place(words, link) == ""

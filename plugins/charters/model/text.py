"""Text that a citizen reads: one string, or one string per language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from charters.model.refusal import refuse, shown

LONGEST = 4000
"""Characters in one text field; more belongs into the agency's own page."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_TAG = re.compile(r"</?[A-Za-z!?][^>]{0,60}>?|&#?\w{2,8};")
_MARKDOWN_LINK = re.compile(r"\]\s*\(|\]\s*\[|\]:\s*\S")
_SCRIPT_LINK = re.compile(r"(?i)\b(javascript|vbscript|data)\s*:\s*\S*[(/;,]")
# Control characters, and the marks that reverse the order in which a line is read
# (Unicode Technical Report 36, section 2.10): they make a text look like another one.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u200b\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one or several languages; a plain string is in the site's language."""

    by_language: tuple[tuple[str, str], ...]
    """Pairs of language code and words; the code is empty for a plain string."""

    def __str__(self) -> str:
        return self.by_language[0][1]

    def languages(self) -> tuple[str, ...]:
        """Return the codes of the languages it is written in; empty for a plain string."""
        return tuple(code for code, _ in self.by_language if code)

    def said_in(self, language: str) -> tuple[str, str]:
        """Return the words for a language and the code they are in ('' when it is the same)."""
        words = dict(self.by_language)
        if language in words:
            return words[language], ""
        if "" in words:
            return words[""], ""
        code, fallback = self.by_language[0]
        return fallback, code


def plain_words(value: object) -> str:
    """Return one string of plain words, or refuse it."""
    if not isinstance(value, str):
        raise refuse("Y008", "expected words here, not a list or a group of keys")
    words = value.strip()
    if not words:
        raise refuse("Y009", "there are no words here; write them, or take the line out")
    return _harmless(words)


def _harmless(words: str) -> str:
    if len(words) > LONGEST:
        raise refuse(
            "Y010",
            f"this text has {len(words):,} characters ({len(words):,} > {LONGEST:,}); shorten it, "
            "or move it to the agency's page in content/agencies/",
        )
    if found := _TAG.search(words):
        raise refuse(
            "Y011", f"this text is shown as plain words; take out the markup {shown(found[0])}"
        )
    if _MARKDOWN_LINK.search(words) or (found := _SCRIPT_LINK.search(words)):
        raise refuse(
            "Y011",
            "this text is shown as plain words; a link belongs under 'source' or 'link', "
            "such as link: https://www.ssa.gov/",
        )
    if found := _UNSEEN.search(words):
        raise refuse(
            "Y012",
            f"there is an invisible character here (U+{ord(found[0]):04X}); "
            "delete the word and type it again",
        )
    return words


def parse_text(value: object) -> Text:
    """Return a text from a string or from a map of languages."""
    if isinstance(value, Text):
        return value
    if not isinstance(value, Mapping):
        return Text((("", plain_words(value)),))
    if not value:
        raise refuse("Y009", "there are no words here; write them, or take the line out")
    return Text(tuple((_language(code), plain_words(words)) for code, words in value.items()))


def _language(code: Any) -> str:
    if not isinstance(code, str) or not _LANGUAGE.fullmatch(code):
        raise refuse(
            "Y013",
            f"{shown(code)} is not a language code; write words, or a map such as "
            "{en: Call us, fr: Appelez-nous}",
        )
    return code


Words = Annotated[
    Text,
    PlainValidator(parse_text),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "additionalProperties": {"type": "string", "minLength": 1},
                    "propertyNames": {"pattern": f"^{_LANGUAGE.pattern}$"},
                },
            ]
        }
    ),
]
"""A field of text: a string, or a map such as `{en: ..., fr: ...}`."""

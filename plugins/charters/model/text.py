"""Text that a citizen reads: one string, or one string per language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import yaml
from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from charters.model.characters import HARMLESS, PLAIN, found_in, why_misleading
from charters.model.limits import LANGUAGES, NAME, NOTE, WORDS, Limit, one_value
from charters.model.refusal import reason, refuse, shown
from charters.problems.message import _

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_IN_LANGUAGES = re.compile(rf"\{{\s*{_LANGUAGE.pattern}:\s[^{{}}\[\]]*\}}")
_TAG = re.compile(r"</?[A-Za-z!?][^>]{0,60}>?|&#?\w{2,8};")
_WORD = re.compile(r"\w+")
_MARKDOWN_LINK = re.compile(r"\[[^\]\n]*\](?:\s*[(\[]|:\s*\S)\S*")
_SCRIPT_LINK = re.compile(r"(?i)(?:javascript|vbscript):\S*|\bdata:(?:[\w.+-]+/[\w.+-]|[,;])\S*")
# Only where it is plain: no name with_signs, no address, no mark of a footnote.
_EMPHASIS = re.compile(
    r"""(?<![^\s(\["“«'’])(\*{1,3}|_{1,3})(?=[\w"“«])([^*_]*[\w"”».!?)…])\1(?![^\s.,;:!?)\]"”»'’…])"""
)
# A spreadsheet runs a cell that begins like this, whoever opens our downloads with it. A telephone
# number (+1-800-772-1213) or a handle (@uspto) it only shows.
_FORMULA = re.compile(r"=|[+@-]\S*[A-Za-z_][(|]")
_SUSPECT = re.compile(f"[^{PLAIN.replace(' -~', HARMLESS)}]")
"""What every refused text holds, or `_FORMULA` begins with: most need no closer look."""


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

    @property
    def spoken(self) -> frozenset[str]:
        """The words of each language without their signs, by which the same sentence is known again."""
        return frozenset(
            " ".join(_WORD.findall(said.casefold())) for _code, said in self.by_language
        )

    def of_language(self, plain: str) -> Text:
        """Return the same with a plain string named by its language."""
        return Text(tuple((code or plain, words) for code, words in self.by_language))

    def said_in(self, language: str, plain: str = "") -> tuple[str, str]:
        """Return the words for a language and the code they are in ('' when it is the same).

        `plain` is the language of a plain string, where it may be another one: the first of the site.
        They are shown as plain words: what was written as emphasis loses its signs, and no word.
        """
        words = {code or plain or language: said for code, said in self.by_language}
        for known in (language, language.partition("-")[0]):
            if known in words:
                return _without_emphasis(words[known]), ""
        code = plain if plain in words else next(iter(words))
        return _without_emphasis(words[code]), code


def _without_emphasis(words: str) -> str:
    return _EMPHASIS.sub(r"\2", words) if "_" in words or "*" in words else words


def cell_in_languages(words: str) -> Mapping[str, Any] | None:
    """Return what a cell of a table says in each language, `{en: ..., fr: ...}`; None of plain words."""
    if not _IN_LANGUAGES.fullmatch(words):
        return None
    try:
        found = yaml.load(words, yaml.BaseLoader)  # noqa: S506 - makes texts, lists and maps alone
    except yaml.YAMLError:
        return None
    return found if isinstance(found, Mapping) else None


def as_cell(said: Mapping[str, str]) -> str:
    """Return words in several languages as a cell of a table has them."""
    written = yaml.safe_dump(
        dict(said), allow_unicode=True, default_flow_style=True, width=10**6, sort_keys=False
    )
    return str(written).removesuffix("\n")


def plain_words(value: object, limit: Limit = WORDS) -> str:
    """Return one string of plain words, or refuse it."""
    if not isinstance(value, str):
        raise refuse("Y008", _("write words here, not a list or a group of keys"))
    words = value.strip()
    if not words:
        raise refuse("Y009", _("there are no words here; write them, or take the line out"))
    return _harmless(limit.holds(words))


def _harmless(words: str) -> str:
    if words[0] not in "=+@-" and not _SUSPECT.search(words):
        return words
    if found := _TAG.search(words):
        message = _(
            "this text is shown as plain words; take out the markup {found}", found=shown(found[0])
        )
        raise refuse("Y011", message)
    if found := _MARKDOWN_LINK.search(words) or _SCRIPT_LINK.search(words):
        message = _(
            "this text is shown as plain words; take out {found}: a link belongs under 'source' or 'link', such as link: https://www.ssa.gov/",
            found=shown(found[0]),
        )
        raise refuse("Y011", message)
    if _FORMULA.match(words):
        message = _(
            "{words} begins like a formula, which a spreadsheet would run; begin with a word",
            words=shown(words),
        )
        raise refuse("V008", message)
    if misleading := found_in(words):
        raise refuse("Y012", why_misleading(misleading[0][1]))
    return words


def parse_text(value: object, limit: Limit = WORDS) -> Text:
    """Return a text from a string or from a map of languages."""
    if isinstance(value, Text):
        return value
    if not isinstance(value, Mapping):
        return Text((("", plain_words(value, limit)),))
    if not value:
        raise refuse("Y009", _("there are no words here; write them, or take the line out"))
    if len(value) > LANGUAGES.most:
        message = _(
            "this text is in {count} languages ({count} > {most}); keep those that the agency's customers speak",
            count=len(value),
            most=LANGUAGES.most,
        )
        raise refuse("Y010", message)
    return Text(tuple((_language(c), _said_in(c, words, limit)) for c, words in value.items()))


def _language(code: Any) -> str:
    if not isinstance(code, str) or not _LANGUAGE.fullmatch(code):
        message = _(
            "{code} is not a language code; write words, or a map such as {{en: Call us, fr: Appelez-nous}}",
            code=shown(code),
        )
        if isinstance(code, str) and _LANGUAGE.fullmatch(near := code.lower().replace("_", "-")):
            message = _("{code} is not a language code; write {near}", code=shown(code), near=near)
        elif " " in str(code):
            message = _(
                "a comma ends the words before {key}; put a text that holds a comma in quotes",
                key=shown(code),
            )
        raise refuse("Y013", message, str(code))
    return code


def parse_language(value: object) -> str:
    """Return the code of a language: `en`, `fr`."""
    code = one_value(value)
    if not _LANGUAGE.fullmatch(code):
        raise refuse(
            "Y013",
            _(
                "{code} is not a language code; write two letters, such as en or fr",
                code=shown(code),
            ),
        )
    return code


LanguageCode = Annotated[
    str,
    PlainValidator(parse_language),
    WithJsonSchema({"type": "string", "pattern": f"^{_LANGUAGE.pattern}$", "maxLength": 40}),
]


def _said_in(code: str, words: object, limit: Limit) -> str:
    try:
        return plain_words(words, limit)
    except PydanticCustomError as refusal:
        raise refuse(refusal.type, reason(refusal), code) from None


def _read(limit: Limit) -> PlainValidator:
    return PlainValidator(lambda value: parse_text(value, limit))


def _schema(limit: Limit) -> WithJsonSchema:
    words = {"type": "string", "minLength": 1, "maxLength": limit.most}
    languages = {"pattern": f"^{_LANGUAGE.pattern}$"}
    several = {"type": "object", "additionalProperties": words, "propertyNames": languages}
    return WithJsonSchema({"anyOf": [words, {**several, "maxProperties": LANGUAGES.most}]})


Words = Annotated[Text, _read(WORDS), _schema(WORDS)]
"""A field of text: a string, or a map such as `{en: ..., fr: ...}`."""
Name = Annotated[Text, _read(NAME), _schema(NAME)]
"""The same, of a name: it stands in lists and headings."""
Note = Annotated[Text, _read(NOTE), _schema(NOTE)]
"""The same, where several sentences may be needed."""

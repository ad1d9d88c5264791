"""The words of a language, from the files that translators write (`locale/`)."""

from __future__ import annotations

import gettext
from functools import cache
from io import BytesIO

from babel import Locale, UnknownLocaleError

from charters.problems import PACKAGE


def locale_of(language: str) -> Locale | None:
    """Return what Unicode knows of a language, by its code (fr, pt-BR); None for an unknown one."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@cache
def catalogue_for(language: str) -> gettext.NullTranslations:
    """Return the words of a language: of its own region (fr-CA), else of the language at large."""
    locale = locale_of(language)
    for name in (str(locale), locale.language) if locale else ():
        file = PACKAGE / "locale" / name / "LC_MESSAGES" / "charters.po"
        if file.is_file():
            return _compiled(file.read_bytes(), name)
    return gettext.NullTranslations()


def _compiled(written: bytes, locale: str) -> gettext.GNUTranslations:
    """Return a translator's file as gettext reads it: so that no compiled file has to be kept."""
    from babel.messages.mofile import write_mo  # late: English needs neither
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(written), locale))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)

"""All tables in one archive: the same bytes for the same tables."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from charters.publishing.book import Book
from charters.publishing.data.data_package import DESCRIPTION
from charters.publishing.data.exports import Dataset

NAME = "charters.zip"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first moment that an archive can tell: a file in it is as old in every build."""


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return files in one archive, by their names in it."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, content in sorted(files.items()):
            entry = ZipInfo(name, _LONG_AGO)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 3
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content)
    return out.getvalue()


def read_me(book: Book, tables: Sequence[Dataset], title: str, address: str) -> str:
    """Return what whoever opens the archive reads first."""
    _, settings = book.speech.gettext, book.register.settings
    licence = settings.licence
    said = [
        title,
        *filter(None, [address]),
        _("As of {day}.").format(day=book.speech.day(book.register.as_of)),
    ]
    said.append(
        _("Licence of the data: {name}, {link}").format(
            name=book.speech.say(licence.name).words, link=licence.link
        )
        if licence
        else _("Whoever publishes this site has named no licence of its data.")
    )
    said.append(
        _(
            "An empty cell means: not published, or does not apply. It never means zero. In CSV, text that a spreadsheet would run as a formula begins with an apostrophe."
        )
    )
    said += [f"{table.name}.csv: {_(table.about)}" for table in tables]
    said.append(_("{file} describes every column.").format(file=DESCRIPTION))
    return "\n\n".join(said) + "\n"

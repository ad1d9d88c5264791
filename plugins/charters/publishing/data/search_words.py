"""What the page for searching has to know beside the index: words, what they weigh, and what agencies are called."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from charters.publishing.book import Book
from charters.publishing.data.everyday_words import weights, words_in
from charters.publishing.data.findable import names_of

_NUMBER = re.compile("[0-9]")
_FREQUENT = 1_000
"""Words that a misspelt one is taken for rather than for another one as near."""


def packed_words(counted: Mapping[str, int], total: int, book: Book | None) -> dict[str, bytes]:
    """Return files by their paths: what search.js asks for at once, and all words that begin with one letter.

    They are packed here, as not every host packs what it sends.
    """
    by_letter = _by_letter(counted)
    charters = book.register.charters.values() if book else ()
    names = {one.id: names_of(book, one) for one in charters if book}
    alone = [(one, " ".join(dict.fromkeys(words_in(name)))) for one, name in names.items()]
    weighed = [*weights(book.speech.language).items()] if book else []
    known = {"total": total, "weights": weighed, "names": alone, "words": dict.fromkeys(by_letter)}
    packs = {f"words/{ord(letter)}.pack": _packed(words) for letter, words in by_letter.items()}
    return {"known.pack": _packed(known), **packs}


def _by_letter(counted: Mapping[str, int]) -> dict[str, list[str]]:
    """Return every word that a misspelt one may be taken for by its first letter, frequent ones first."""
    # No number is taken for another one (search.js).
    words = {one: n for one, n in counted.items() if len(one) > 1 and not _NUMBER.search(one)}
    frequent = {word for word, _n in Counter(words).most_common(_FREQUENT)}
    # In the order of the alphabet they pack into a third less.
    in_order = sorted(words, key=lambda word: (word[0], word not in frequent, word))
    return {letter: [*those] for letter, those in groupby(in_order, itemgetter(0))}


def _packed(said: Any) -> bytes:
    return gzip.compress(json.dumps(said, ensure_ascii=False).encode(), mtime=0)

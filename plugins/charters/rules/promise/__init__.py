"""Words against numbers: what a promise says in words must be what its fields say in figures.

Each rule cites the requirements catalogue (sections 1.5 and 3.3). The words they go by are data, one
file per language, so that a translator adds a language without touching code. How sure they are is
measured on 4,686 real sentences by `benchmarks/wording.py`.
"""

from charters.rules.forms import Subject
from charters.rules.promise.promise import Promise, Remark, heard
from charters.rules.promise.spoken import (
    check_promise,
    figures_that_promise,
    independent,
    promises_and_fields,
    promises_of,
    words_of_today,
)
from charters.rules.promise.times import time_of
from charters.rules.promise.translations import translations
from charters.rules.promise.two_fields import fields_alone
from charters.rules.promise.wordlists import LANGUAGES

__all__ = [
    "LANGUAGES",
    "SUBJECT",
    "Promise",
    "Remark",
    "check_promise",
    "heard",
    "promises_of",
    "time_of",
]

SUBJECT = Subject(
    clashes=(
        *(promises_and_fields, words_of_today, figures_that_promise, independent),
        *(fields_alone, translations),
    )
)

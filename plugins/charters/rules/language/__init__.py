"""How plainly words are written: rules P1-P35 of plain language, on promises, texts in the data, and Markdown.

Each rule is declared in `language.toml`, with its languages; what it goes by is data, one file of words per
language. How sure each is, is measured on labelled sentences (docs/language.md).
"""

from charters.rules.language.checking import TextKind, check_language
from charters.rules.language.in_charters import SUBJECT, page_problems
from charters.rules.language.in_files import InSentence, language_of, unwaived
from charters.rules.language.remarked import RULES, Remarked

__all__ = [
    "RULES",
    "SUBJECT",
    "InSentence",
    "Remarked",
    "TextKind",
    "check_language",
    "language_of",
    "page_problems",
    "unwaived",
]

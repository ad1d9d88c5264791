"""What the grammar of a sentence makes hard: the passive, verbs hidden in nouns, strings of nouns.

No grammar is worked out: each rule goes by lists of words, and is as sure as its measure says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charters.rules.language.passages import Sentence
from charters.rules.language.remarked import Remarked, of_words
from charters.rules.language.vocabulary import Vocabulary

_STRING = 3
"""Nouns in a row that are hard to take apart."""
_GAP, _SUBJECT, _LEAST_SUBJECT = 12, 4, 2
"""Words between who acts and the verb that are too many; of how many words who acts may be, and mostly is."""
_OF_VERBS = ("ed", "ates", "ifies", "izes")
_SHORTEST = 4
"""Letters of a word that can be a participle: 'used', not 'red'."""


def passive(sentence: Sentence, known: Vocabulary) -> Iterator[Remarked]:
    """P6: a form of 'be' and a participle; who does it is not said."""
    words, be = sentence.words, known.set_of("passive", "be")
    between = known.set_of("passive", "between")
    at = 0
    while at < len(words):
        if words[at] in be:
            last = at + 1
            while last < len(words) and (words[last] in between or words[last].endswith("ly")):
                last += 1
            if last < len(words) and _is_passive(words, last, known):
                yield of_words("P6", sentence, at, last)
                at = last
        at += 1


def _is_passive(words: Sequence[str], at: int, known: Vocabulary) -> bool:
    word, following = words[at], words[at + 1 : at + 2]
    if word in known.set_of("passive", "not"):
        return False
    if following == ("to",) and word in known.set_of("passive", "state_before_to"):
        return False
    is_regular = word.endswith("ed") and len(word) >= _SHORTEST
    return is_regular or word in known.set_of("passive", "irregular")


def hidden_verbs(sentence: Sentence, known: Vocabulary) -> Iterator[Remarked]:
    """P10: a weak verb and a noun that hides the verb: 'make a decision', 'the completion of'."""
    table = known.tables.get("hidden_verbs", {})
    nouns, light = table.get("nouns", {}), known.set_of("hidden_verbs", "light")
    between = known.set_of("hidden_verbs", "between")
    words = sentence.words
    for at, word in enumerate(words):
        if word in light:
            last = at + 1
            while last < len(words) and words[last] in between:
                last += 1
            verb = _verb(words[last], nouns) if last < len(words) else ""
            if verb and last > at + 1:
                yield of_words("P10", sentence, at, last, verb=verb)
        elif _is_of_a_verb(words[at : at + 3], known):
            verb = nouns.get(words[at + 1], "the verb")
            yield of_words("P10", sentence, at, at + 2, verb=verb)
        elif at == 0 and _is_of_a_verb(("the", *words[:2]), known):
            yield of_words("P10", sentence, 0, 1, verb=nouns.get(word, "the verb"))


def _is_of_a_verb(words: Sequence[str], known: Vocabulary) -> bool:
    is_whole = len(words) == 3 and (words[0], words[2]) == ("the", "of")
    return is_whole and words[1] in known.set_of("hidden_verbs", "the_of")


def _verb(word: str, nouns: dict[str, str]) -> str:
    return nouns.get(word, "") or (nouns.get(word[:-1], "") if word.endswith("s") else "")


def noun_strings(sentence: Sentence, known: Vocabulary) -> Iterator[Remarked]:
    """P11: three nouns in a row or more; names, which begin with capitals, are left alone."""
    begin = 0
    for at in range(len(sentence.raw) + 1):
        if at < len(sentence.raw) and _goes_on(sentence, at, begin, known):
            continue
        if at - begin >= _STRING:
            yield of_words("P11", sentence, begin, at - 1, count=at - begin)
        begin = at + (0 if at < len(sentence.raw) and _is_noun(sentence, at, known) else 1)


def _goes_on(sentence: Sentence, at: int, begin: int, known: Vocabulary) -> bool:
    """Return whether a noun stands right behind the one before it, or is the first."""
    if not _is_noun(sentence, at, known):
        return False
    return at == begin or sentence.spans[at][0] - sentence.spans[at - 1][1] == 1


def _is_noun(sentence: Sentence, at: int, known: Vocabulary) -> bool:
    raw, word = sentence.raw[at], sentence.words[at]
    if raw[0].isupper() if at else word in known.set_of("nouns", "also_verbs"):
        return False
    nouns = known.set_of("nouns", "words")
    if word in nouns or (word.endswith("s") and word[:-1] in nouns):
        return True
    return len(word) > 6 and word.endswith(tuple(known.set_of("nouns", "endings")))


def far_verb(sentence: Sentence, known: Vocabulary) -> Iterator[Remarked]:
    """P33: so many words between who acts and the verb that readers lose the first before the second."""
    words, finite = sentence.words, known.set_of("verbs", "finite")
    if not finite or words[0] not in known.set_of("verbs", "before_subject"):
        return
    verb = _main_verb(sentence, known)
    if verb - _LEAST_SUBJECT > _GAP:
        yield of_words("P33", sentence, 0, verb, count=verb - _LEAST_SUBJECT)


def _main_verb(sentence: Sentence, known: Vocabulary) -> int:
    """Return where the first verb stands that is of no part between commas, and of no 'who' or 'that'."""
    within, inside = known.set_of("verbs", "within"), 0
    for at, word in enumerate(sentence.words):
        is_apart = _is_apart(sentence, at)
        if word in within or (is_apart and at <= _SUBJECT and not inside):
            inside += 1
        elif _is_verb(word, known) and at:
            if not inside or is_apart:
                return at
            inside -= 1
    return 0


def _is_verb(word: str, known: Vocabulary) -> bool:
    return word in known.set_of("verbs", "finite") or word.endswith(_OF_VERBS)


def _is_apart(sentence: Sentence, at: int) -> bool:
    """Whether a comma stands right before a word."""
    if at == 0:
        return False
    (_start, end), (start, _end) = sentence.spans[at - 1 : at + 1]
    return "," in sentence.text[end - sentence.start : start - sentence.start]

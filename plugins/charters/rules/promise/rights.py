"""Words of right or guarantee without a law behind them (K19, S5.2 of the requirements catalogue).

Section 5 of the order creates no right; where a statute does, `legal_basis` names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from charters.rules.promise.phrases import phrases
from charters.rules.promise.promise import Promise, Remark, Said

_RIGHT = {
    "en": phrases(
        "guarantee|legally|law|statute|entitled to|right to",
        r"guarantee[ds]?\b(?! (?:income|loan|program|fee|agreement|certificate|rate|student))",
        r"legally (?:bound|binding|obliged|obligated|required|enforceable|entitled)\b",
        r"(?:we|is|are|we're) (?:required|bound|obliged|obligated) by (?:law|statute)\b",
        r"must,? by law\b",
        r"by law,? (?:we|you)\b",
        r"law (?:requires|obliges|binds) us\b",
        r"entitled to\b(?! (?:\w+ )?(?:benefits?|payments?|pensions?|allowances?|refunds?"
        r"|compensation|medicare|medicaid|credits?)\b)",
        r"right to (?!know\b|information\b|repair\b|work\b|try\b|the\b)",
    ),
    "fr": phrases(
        "garanti|légalement|juridiquement|la loi|droit",
        r"garanti(?:t|ssons|ssent|rons|ra|ront)\b",
        r"(?:est|sont|sera|seront) garantie?s?\b",
        r"notre garantie\b",
        r"légalement (?:tenue?s?|obligée?s?)\b",
        r"juridiquement contraignant",
        r"(?:tenue?s?|obligée?s?) par la loi\b",
        r"la loi (?:nous |vous )?(?:oblige|garantit)",
        r"(?:avez|a|ont|auront|aurez) (?:le |un )?droit (?:à|au|de|d')",
    ),
}
_LOAN_BEFORE = re.compile(r"\b(?:loan|bank|mortgage|deposit|bond|surety|credit) $")
_DENIED_BEFORE = {
    "en": re.compile(r"(?:\b(?:no|not|cannot|never|nor|without)|n't)(?: \w+){0,4} $"),
    "fr": re.compile(r"\b(?:ne|n'|pas|aucun|sans|ni)(?: ?\w+){0,4} ?$"),
}
_DENIED_AFTER = re.compile(r" (?:pas|aucun|rien|no|nothing)\b")
# Naming a right that a law gives ('we explain your right to appeal') promises no new one.
_NAMED_BEFORE = {
    "en": re.compile(
        r"\b(?:explain|tell|inform|advis|notif|describ|remind|about|includ)\w*"
        r"(?: \w+){0,3} (?:your|their|the|any|his|her) (?:legal )?$"
        r"|\b(?:if|whether|once|when|what|that|which|benefits?|payments?|amounts?|money)"
        r" (?:you're|you are|they are|he is|she is|is|are) $"
    ),
    "fr": re.compile(
        r"\b(?:si|auxquel\w*|auquel|dont|quand|lorsque) (?:\w+ ){0,2}$"
        r"|\b(?:expliqu|inform|inclu)\w*(?: \w+){0,3} $"
    ),
}


def check_rights(promise: Promise, said: Said) -> Iterator[Remark]:
    """K19: words of right or guarantee need a legal basis."""
    if promise.has_legal_basis:
        return
    for found in _RIGHT[said.language].find_all(said.text):
        if not _is_denied(said, found) and not _is_named(said, found):
            quoted = said.fragment(*found.span())
            yield Remark(
                "K19",
                f"'{quoted}' sounds like a legal right, but no legal_basis is given; "
                "name the law under legal_basis, or write what you do, such as 'we answer'",
                quoted,
                "legal_basis",
            )
            return


def _is_denied(said: Said, found: re.Match[str]) -> bool:
    before = said.text[max(0, found.start() - 50) : found.start()]
    after = _DENIED_AFTER.match(said.text, found.end())
    return bool(_DENIED_BEFORE[said.language].search(before) or after)


def _is_named(said: Said, found: re.Match[str]) -> bool:
    before = said.text[max(0, found.start() - 60) : found.start()]
    return bool(_NAMED_BEFORE[said.language].search(before) or _LOAN_BEFORE.search(before))

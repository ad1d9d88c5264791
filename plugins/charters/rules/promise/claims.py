"""Words a charter must not claim: duties of an independent agency (K20), typed verdicts (K2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from charters.model.agency import AgencyKind
from charters.rules.promise.phrases import Phrases, phrases
from charters.rules.promise.places import clause_before, is_condition
from charters.rules.promise.promise import Promise, Remark, Said

# The subject stands in the pattern: 'you must send the form' and 'the bank failed' are no
# duties of the agency.
_AGENCY = {
    "en": (
        r"we|our (?:\w+ )?(?:staff|office|team|agents|examiners|employees)"
        r"|the (?:[\w.]+ ){0,3}?(?:commission|board|agency|bureau|administration|authority"
        r"|council|department|foundation|endowment)"
    ),
    "fr": (
        r"nous|notre (?:personnel|bureau|équipe)"
        r"|(?:la |le |l')(?:commission|conseil|agence|bureau|administration|autorité|office)"
    ),
}
_DUTY = {
    "en": (
        r"(?:,? (?:which|that|who))?(?: (?:also|always|still|then|only|now))? (?:must|has to|have to"
        r"|(?:is|are) (?:required|obliged|obligated|bound) to"
        r"|fails?|failed|(?:has|have) failed|breach(?:es|ed)?|violat(?:es|ed?)"
        r"|(?:is|are) in (?:breach|violation))\b"
    ),
    "fr": (
        r" (?:doit|devons|doivent|(?:est|sommes|sont) (?:tenue?s?|obligée?s?) de"
        r"|manqu(?:ons|e) à|(?:avons|a) (?:manqué|failli|enfreint|violé)"
        r"|enfrei(?:nt|gnons)|viol(?:e|ons)|échou(?:e|ons))\b"
    ),
}
_DUTY_ALONE = {
    "en": (
        r"must be (?:\w+ly )?(?:answered|acknowledged|processed|decided|resolved|issued|paid"
        r"|handled|responded to|replied to|closed|kept|met)\b"
        r"|our (?:failure|breach)\b"
        r"|the (?:executive )?order (?:requires|obliges|binds|commands)"
        r" (?:us|the (?:commission|board|agency|bureau|administration|authority|council))\b"
        r"|(?:failures? of|breach of|violation of|fails?|breach(?:es)?|violates?) (?:this|our|the)"
        r" (?:standard|promise|order|plan|target|charter)\b"
    ),
    "fr": (
        r"(?:doit|doivent) être (?:traitée?s?|rendue?s?|réglée?s?|délivrée?s?|payée?s?"
        r"|acquittée?s?|versée?s?|fournie?s?)\b"
        r"|notre manquement\b|manque à (?:cette|notre) (?:norme|promesse)\b"
    ),
}
_DUTY_STEMS = {
    "en": "must|to|fail|breach|violat|order",
    "fr": "doi|devons|de|manqu|failli|enfrei|viol|échou",
}
_MUST = {
    "en": phrases("must|ha", r"(?:must|has to|have to) (?!not\b)\w+"),
    "fr": phrases("doi", r"(?:doit|doivent) \w+"),
}
_CUSTOMER = {
    "en": re.compile(
        r"\b(?:you|your|yours|they|who|that|which|it|applicants?|customers?|clients?|callers?"
        r"|claimants?|visitors?|people|persons?|companies|firms?|banks?|employers?|forms?"
        r"|documents?|papers?|evidence|applications?|requests?)\b"
    ),
    "fr": re.compile(
        r"\b(?:vous|votre|vos|ils?|elles?|qui|que|demandeurs?|clients?|personnes?|entreprises?"
        r"|employeurs?|formulaires?|documents?|demandes?|preuves?)\b"
    ),
}
_AIM = {
    "en": r"(?:standard|target|promise|goal|aim|commitment)s?",
    "fr": r"(?:norme|cible|promesse|objectif|but|engagement)s?",
}
_VERDICT = {
    "en": phrases(
        "met|missed|exceeded|kept|achieved|beat",
        r"we (?:have |fully |always |consistently |nearly )*"
        r"(?:met|missed|exceeded|kept|achieved|beat)"
        rf" (?:(?:this|our|the|that|all|every|both|these)(?: of)? )*(?:[\w%]+ )?{_AIM['en']}\b",
        rf"{_AIM['en']} (?:was|were|is|are|has been|have been) (?:fully |always |nearly |not )?"
        r"(?:met|missed|exceeded|achieved|kept)\b",
        r"(?:status|verdict|result): ?(?:met|missed)\b",
        r"(?<![^(])(?:met|missed|kept|exceeded)(?=\)|[.,:]|$)",
    ),
    "fr": phrases(
        "atteint|respecté|dépassé|manqué|tenu|raté",
        r"nous avons (?:toujours )?(?:atteint|respecté|dépassé|manqué|tenu|raté)"
        rf" (?:(?:cette|ce|cet|notre|nos|la|le|les) |l')(?:\w+ )?{_AIM['fr']}\b",
        rf"{_AIM['fr']} (?:a été|ont été|est|sont) (?:pas )?"
        r"(?:atteint|respecté|dépassé|manqué|tenu)e?s?\b",
        r"(?<![^(])(?:atteint|respecté|manqué)e?(?=\)|[.,:]|$)",
    ),
}


def check_duties(promise: Promise, said: Said) -> Iterator[Remark]:
    """K20 (S4.1): an independent agency is asked to follow the order, so it never 'must'."""
    if promise.agency_kind is AgencyKind.INDEPENDENT:
        found = _duties(said.language, promise.agency_names).find_first(said.text)
        if found is not None:
            yield _duty(said, found)


def check_promised_duties(promise: Promise, said: Said) -> Iterator[Remark]:
    """K20 in a promise: what is no duty of the customer is one of the agency."""
    if promise.agency_kind is not AgencyKind.INDEPENDENT:
        return
    found = _duties(said.language, promise.agency_names).find_first(said.text)
    found = found or next(_must_without_customer(said), None)
    if found is not None:
        yield _duty(said, found)


def _must_without_customer(said: Said) -> Iterator[re.Match[str]]:
    for found in _MUST[said.language].find_all(said.text):
        subject = clause_before(said.text, found.start())
        if not _CUSTOMER[said.language].search(subject):
            yield found


def _duty(said: Said, found: re.Match[str]) -> Remark:
    quoted = said.fragment(*found.span())
    message = (
        f"'{quoted}' is said of an independent agency, which the order asks but does not "
        "bind; write the plain verb, such as 'we answer' or 'we were late'"
    )
    return Remark("K20", message, quoted, "kind")


@lru_cache(maxsize=256)
def _duties(language: str, names: tuple[str, ...]) -> Phrases:
    known = "".join(f"|(?:the )?{re.escape(name.lower())}" for name in names)
    said_of_agency = rf"(?:{_AGENCY[language]}{known}){_DUTY[language]}"
    return phrases(_DUTY_STEMS[language], said_of_agency, _DUTY_ALONE[language])


def check_verdict_words(_: Promise, said: Said) -> Iterator[Remark]:
    """K2: the program works out met and missed; nobody types them."""
    for found in _VERDICT[said.language].find_all(said.text):
        if not is_condition(said.text, found.start(), said.language):
            quoted = said.fragment(*found.span())
            yield Remark(
                "K2",
                f"'{quoted}' is a verdict, and this site works verdicts out from results.csv; "
                "take it out of the text",
                quoted,
            )
            return

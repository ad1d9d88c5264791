"""Words that say how a route works, and words that say the opposite (K21)."""

from __future__ import annotations

import re

ANY_WAY = re.compile(
    r"\b(?:in )?(?:any|whatever|whichever) (?:way|form|manner|channel) (?:that )?"
    r"(?:(?:you|they) (?:like|want|wish|choose|prefer)|of your choice|suits you)\b"
    r"|\bhowever you (?:like|want|prefer|wish)\b|\bde la façon (?:de votre choix|que vous)"
    r"|\bcomme vous (?:voulez|préférez|le souhaitez)\b",
    re.IGNORECASE,
)
_ORALLY = r"(?:by phone|over the phone|on the phone|by telephone|in person|orally)"
IN_WRITING_ONLY = re.compile(
    r"\b(?:only in writing|in writing only|by (?:letter|mail|post) only|only by (?:letter|mail|post)"
    r"|(?:must|has to|have to|needs? to) be (?:\w+ )?(?:in writing|written|by letter)"
    r"|only (?:accept|take|consider|handle)(?: \w+){0,3} (?:in writing|written complaints)"
    r"|only (?:accept|take|consider|handle) written|written complaints only"
    r"|must (?:put|make|submit|send|file)(?: \w+){0,3} in writing"
    r"|must (?:write|send (?:us )?a (?:signed |written )?letter)"
    r"|(?:signed|written) (?:letter|form|complaint) is (?:needed|required)"
    rf"|(?:cannot|can't|do not|don't) (?:accept|take|handle)(?: \w+){{0,2}} {_ORALLY}"
    r"|uniquement par écrit|par écrit (?:seulement|uniquement)"
    r"|(?:doit|doivent) être (?:\w+ )?par écrit)\b",
    re.IGNORECASE,
)
FREE = re.compile(
    r"\b(?:toll[- ]?free|free(?: of charge)?(?! of (?!charge|cost)"
    r"| from (?:error|delay|fault|defect|interfer|bias|fear)\w*| to (?!call|use|you))"
    r"|(?:no|without(?: any| a)?|at no) (?:charge|cost|fee)s?|costs? (?:you )?nothing|gratuite?s?"
    r"|sans frais)\b",
    re.IGNORECASE,
)
ALL_FREE = re.compile(
    r"(?:it is |c'est )?(?:free(?: of charge)?|no (?:charge|cost|fee)|gratuit)\.", re.IGNORECASE
)
"""The whole answer is 'free': what follows cannot be a price."""
FREE_IN_PART = re.compile(
    r"\bfree (?:for|if|when|until|up to|within|on|during|with)\b|\b(?:first|unless|except|otherwise"
    r"|after that|then|extra|optional|expedited|carrier|phone company|provider|gratuit (?:pour|si))\b",
    re.IGNORECASE,
)
_AMOUNT = r"(?:[$€£] ?\d[\d.,]*\d|[$€£] ?\d|\b\d[\d.,]* ?(?:dollars|cents|euros|[$€£](?!\w)))"
CHARGE = re.compile(
    rf"{_AMOUNT}(?= (?:a|per|each|for each|for every) )"
    rf"|\b(?:fee|charge|costs?|price|pay|charged|frais|coûte)\b[^.;]{{0,20}}?{_AMOUNT}"
    rf"|^ *{_AMOUNT}",
    re.IGNORECASE,
)
CALL_CHARGE = re.compile(
    rf"{_AMOUNT} (?:a|per|each|for each|for every) (?:call|minute|message|text|visit|letter|form)\b"
    rf"|\b(?:each|a|every|the) (?:call|text|visit|form) costs? [^.;]{{0,12}}?{_AMOUNT}"
    rf"|\bcalls? (?:are charged|cost) [^.;]{{0,20}}?{_AMOUNT}",
    re.IGNORECASE,
)
ALWAYS = re.compile(
    r"\b24/7\b|\b24[- ]hours? a day\b|\baround the clock\b|\bday (?:and|or) night\b|\balways open\b"
    r"|\b(?:open|available) 24 hours\b|\b24 ?h(?:eures)? sur 24\b|\bjour et nuit\b",
    re.IGNORECASE,
)
CLOCK_HOURS = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.? ?m\b\.?|h\b)|\b\d{1,2}:\d\d\b|\bbusiness hours\b"
    r"|\boffice hours\b|\bnoon\b|\b\d{1,2} ?(?:to|-|–|until) ?\d{1,2}\b",
    re.IGNORECASE,
)
ALL_WEEK = re.compile(r"\b(?:7|seven) days (?:a|per) week\b|\b7 jours sur 7\b", re.IGNORECASE)
WORK_WEEK = re.compile(
    r"\b(?:mon(?:day)?s?|lundi|lun)\b.*\b(?:fri(?:day)?s?|vendredi|ven)\b|\bweekdays\b",
    re.IGNORECASE,
)
WEEKEND = re.compile(r"\b(?:sat|sun|weekend|samedi|dimanche)", re.IGNORECASE)
OPEN = re.compile(r"\b(?:open|hours|available|staffed|ouvert)\b", re.IGNORECASE)
OF_A_PART = re.compile(
    r"\b(?:automat\w*|record\w*|website|online|voice ?mails?|messages?|except|emergenc\w*|urgent"
    r"|machine|kiosk|urgence|answering|form|app)\b",
    re.IGNORECASE,
)
_WHOLE = r"(?! (?:to|for|if|when|unless|until|pour|si)\b)"
"""What is said of the whole route is not limited by what follows."""

NO_ACCOUNT = re.compile(
    r"\b(?:no (?:account|log-?in|sign-?in|password) (?:is )?(?:needed|required|necessary)"
    r"|(?:don't|do not) need an account|need no account|aucun compte n'est)\b" + _WHOLE,
    re.IGNORECASE,
)
PRINT_AND_MAIL = re.compile(
    r"\bprint\b[^.;]{0,60}\b(?:mail|post|fax|bring|sign)\b|\bimprime[rz]\b[^.;]{0,60}\b(?:poste|courrier)",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(?:no need to|not (?:have|need) to|don't (?:have|need) to|or|without) ?$")
NO_APPOINTMENT = re.compile(
    r"\b(?:no appointment (?:is )?(?:needed|necessary|required)|(?:walk|come) in without an"
    r" appointment|sans rendez-vous)\b" + _WHOLE,
    re.IGNORECASE,
)
APPOINTMENT_NEEDED = re.compile(
    r"(?:needed|required|necessary|yes|by appointment only|only by appointment|sur rendez-vous)"
    r"(?=[.;,]|$)",
    re.IGNORECASE,
)

OF_SOME = re.compile(r"\b(?:if|when|unless|appeals?|about|against|claims?|requests? for)\b")

"""The rules of the audit, printed from their declarations: a page of the site, and a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from charters.model.settings import Settings
from charters.problems import Message, Rule, rules
from charters.publishing.say.clause_words import clause_title, say_message
from charters.publishing.say.speech import Speech
from charters.rules.findings import Duty
from charters.rules.framework import Framework, framework

URL = "rules/"


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule, as a reader of a page meets it."""

    code: str
    title: str
    level: str
    why: str
    source: str
    where: str


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The rules of one clause, or those about statements that cannot both be true."""

    id: str
    title: str
    rules: list[RuleView]


def rules_page(speech: Speech, held_against: Framework | None) -> list[RuleGroup]:
    """Return the rules that pages and messages cite, clause by clause."""
    groups = [
        RuleGroup(
            f"clause-{clause.id}",
            clause_title(speech, clause),
            [
                _view(speech, held_against, rules()[code], level)
                for code, level in clause.levels.items()
            ],
        )
        for clause in (held_against.clauses.values() if held_against else ())
    ]
    title = speech.gettext("What cannot both be true, and words that cannot be tested")
    words = [_view(speech, held_against, rule) for rule in _of_no_clause(held_against)]
    return [*groups, RuleGroup("clashes", title, words)]


def _of_no_clause(held_against: Framework | None) -> Iterator[Rule]:
    """Yield the rules about what cannot both be true, and about words that cannot be tested."""
    asked = held_against.clause_of if held_against else {}
    for rule in rules().values():
        of_any = rule.code[0] in "FKP" and not rule.languages
        has_ground = not rule.asked_with or rule.asked_with in asked
        if of_any and has_ground and rule.code not in framework().clause_of:
            yield rule


def addresses(settings: Settings, held_against: Framework | None) -> dict[str, str]:
    """Return where the site itself says why a rule exists, by the code of each rule that it tells."""
    told = [rule.code for rule in _of_no_clause(held_against)]
    asked = held_against.clauses.values() if held_against else ()
    codes = [*(code for clause in asked for code in clause.levels), *told]
    return {code: f"{settings.path}{URL}#{code}" for code in codes}


def _view(
    speech: Speech, frame: Framework | None, rule: Rule, level: Duty | None = None
) -> RuleView:
    _ = speech.gettext
    source = frame.source_of(rule) if frame else Message(rule.source)
    said = {Duty.MUST: _("needed"), Duty.SHOULD: _("advice"), None: ""}[level]
    return RuleView(
        rule.code,
        _(rule.title),
        said,
        _(rule.why),
        say_message(speech, source),
        rule.where,
    )


# --------------------------------------------------------------------------- as a document

_HEAD = """\
# The rules, one by one

Made from the declarations of the program by `charters explain --reference`; do not edit by hand.
`charters explain CODE` prints one of them. An *error* stops a build, a *warning* is an unmet duty or
an unclear text, a *note* is advice; a rule of the order is *needed* or *advice* for its clause.
"""


def reference(held_against: Framework) -> str:
    """Return every rule with its reason and its examples as Markdown."""
    parts = [_HEAD]
    for clause in held_against.clauses.values():
        parts.append(f"## {clause.id.upper()}: {clause.title}\n\n{clause.asks}\n")
        for code, level in clause.levels.items():
            kind = "needed" if level is Duty.MUST else "advice"
            parts.extend(_entry(held_against, rules()[code], kind))
    parts.append("## Files, words and finished pages\n")
    for rule in rules().values():
        if rule.code not in held_against.clause_of:
            parts.extend(_entry(held_against, rule, rule.severity.value))
    return "\n".join(parts)


def _entry(frame: Framework, rule: Rule, kind: str) -> Iterator[str]:
    yield f'### <a id="{rule.code.lower()}"></a>{rule.code}: {rule.title} ({kind})\n\n{rule.why}\n'
    told = (
        ("Asked by", str(frame.source_of(rule))),
        ("Written in", rule.where and f"`{rule.where}`"),
        ("Looks after", rule.follows),
    )
    yield from (f"{label}: {text}.\n" for label, text in told if text)
    yield f"```text\nBad:\n{rule.bad.strip()}\n\nGood:\n{rule.good.strip()}\n```\n"

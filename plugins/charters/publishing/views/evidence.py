"""The links that a finding rests on, each with words of its own."""

from __future__ import annotations

from collections.abc import Sequence

from charters.model.register import Charter
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.places import part_titles, service_url


def evidence_links(
    speech: Speech, charter: Charter, links: Sequence[str]
) -> tuple[tuple[Said, str], ...]:
    """Return links with words of their own: where on this site, or whose document."""
    return tuple((_label(speech, charter, link), link) for link in dict.fromkeys(links))


def _label(speech: Speech, charter: Charter, link: str) -> Said:
    """Return the words of a link: the same words never lead to two places of a page."""
    if "://" in link:
        titles = (
            speech.say(source.title) for source in charter.agency.sources if source.link == link
        )
        return next(titles, Said(link.split("/")[2]))
    path, _hash, part = link.partition("#")
    known = part_titles(speech)
    if part in known:
        return Said(known[part])
    if part in charter.standard_by_id:
        return speech.say(charter.standard_by_id[part].promise)
    asked = {survey.id: survey.name for survey in charter.surveys.customers}
    asked |= {survey.id: survey.name for survey in charter.surveys.staff}
    names = {f"survey-{name}": speech.say(title) for name, title in asked.items()}
    services = {service_url(charter, s.id): speech.say(s.name) for s in charter.services}
    pages = {
        "changes/": Said(speech.gettext("What changed")),
        "accessibility/": Said(speech.gettext("Accessibility")),
        **services,
    }
    return names.get(part) or pages.get(path) or Said(speech.gettext("the plan"))

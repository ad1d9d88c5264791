"""Where the pages of agencies, services and promises stand, from the site's root, and what these are called."""

from __future__ import annotations

from collections.abc import Mapping

from charters.model.register import Charter
from charters.model.standards import Measured, Standard
from charters.publishing.say.speech import Said, Speech

MOST_OPENED = 12
"""So many promises, opened with their pictures and tables, weigh less than 80 kB of HTML."""


def agency_url(charter: Charter) -> str:
    """Return the address of an agency's plan, from the site's root."""
    return f"agencies/{charter.id}/"


def service_url(charter: Charter, service: str) -> str:
    """Return the address of a service's page, from the site's root."""
    return f"agencies/{charter.id}/{service}/"


def is_listed(charter: Charter, service: str) -> bool:
    """Return whether the page of a service only lists its promises, each of which has a page of its own."""
    return charter.promises_of[service] > MOST_OPENED


def place_url(charter: Charter, measured: Measured) -> str:
    """Return the address of a promise or figure: on the page of its service, or on its own."""
    page = service_url(charter, measured.service)
    if isinstance(measured, Standard) and is_listed(charter, measured.service):
        page = f"{page}{measured.id}/"
    return f"{page}#{measured.id}"


def poster_url(agency_and_service: str) -> str:
    """Return the address of a service's poster, from the site's root."""
    return f"poster/{agency_and_service}/"


def embed_url(agency_and_id: str) -> str:
    """Return the address of a promise as a page for others' pages: that of no service, which may change."""
    return f"embed/{agency_and_id}/"


def part_titles(speech: Speech) -> Mapping[str, str]:
    """Return the titles of the parts of a plan by the places they stand in."""
    _ = speech.gettext
    return {
        "standards": _("What you can expect"),
        "channels": _("How to reach us"),
        "complain": _("Late or wrong?"),
        "compare": _("How we compare"),
        "surveys": _("What you told us, and what we changed"),
        "staff": _("What our staff told us"),
        "customers": _("Who we serve, and whom we do not reach yet"),
        "next": _("What comes next"),
        "about": _("About this plan"),
    }


def agency_name(speech: Speech, charter: Charter) -> Said:
    """Return an agency's short name, or its name."""
    return speech.say(charter.agency.short_name or charter.agency.name)


def measured_name(speech: Speech, measured: Measured) -> Said:
    """Return a promise in its words of today, or a figure by its name."""
    return speech.say(measured.promise if isinstance(measured, Standard) else measured.name)


def service_name(speech: Speech, charter: Charter, service: str) -> Said:
    """Return what a service is called; its id where the files name no such service."""
    found = charter.service_by_id.get(service)
    return speech.say(found.name) if found else Said(service)

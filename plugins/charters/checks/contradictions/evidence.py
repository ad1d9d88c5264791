"""Where a charter shows something for an item of the order (K25)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from charters.checks.contradictions.places import (
    AGENCY,
    BENCHMARKS,
    RESULTS,
    STANDARDS,
    SURVEYS,
    Keys,
)
from charters.model.agency import ChannelKind, Served
from charters.model.benchmarks import Sector
from charters.model.register import Charter
from charters.model.surveys import Purpose, UseKind

Where = tuple[str, *Keys] | None
Finder = Callable[[Charter], Where]
"""Finds the place of what a charter shows for an item; None where it shows nothing."""


def _filled(file: str, key: str, *deeper: str) -> Finder:
    """Return a finder for a list or a record that is filled in."""
    keys: Keys = (key, *deeper)

    def find(charter: Charter) -> Where:
        holder: object = charter.agency if file == AGENCY else charter.surveys
        for name in (key, *deeper):
            holder = getattr(holder, name, None)
        return (file, *keys) if holder else None

    return find


def _survey_with(purpose: Purpose) -> Finder:
    def find(charter: Charter) -> Where:
        asked = (s.id for s in charter.surveys.customers if purpose in s.purposes)
        return next(((SURVEYS, "customers", name) for name in asked), None)

    return find


def _use_of(kind: UseKind) -> Finder:
    def find(charter: Charter) -> Where:
        uses = enumerate(charter.surveys.uses)
        return next(((SURVEYS, "uses", n) for n, use in uses if use.kind is kind), None)

    return find


def _in_staff_survey(key: str) -> Finder:
    def find(charter: Charter) -> Where:
        found = (staff.id for staff in charter.surveys.staff if getattr(staff, key))
        return next(((SURVEYS, "staff", name, key) for name in found), None)

    return find


def _in_any_standard(key: str) -> Finder:
    def find(charter: Charter) -> Where:
        found = (standard.id for standard in charter.standards if getattr(standard, key))
        return next(((STANDARDS, "standards", name, key) for name in found), None)

    return find


def _unserved(charter: Charter) -> Where:
    if charter.agency.looked_for_unserved:
        return AGENCY, "looked_for_unserved"
    groups = (g.id for g in charter.agency.customers if g.served is not Served.YES)
    return next(((AGENCY, "customers", name, "served") for name in groups), None)


def _standards(charter: Charter) -> Where:
    return (STANDARDS, "standards", charter.standards[0].id) if charter.standards else None


def _benchmarks(charter: Charter) -> Where:
    return (BENCHMARKS, "benchmarks", charter.benchmarks[0].id) if charter.benchmarks else None


def _private(charter: Charter) -> Where:
    found = (b.id for b in charter.benchmarks if b.sector is Sector.PRIVATE)
    return next(((BENCHMARKS, "benchmarks", name) for name in found), None)


def _sources_of_service(charter: Charter) -> Where:
    found = (service.id for service in charter.services if len(service.providers) > 1)
    return next(((STANDARDS, "services", name, "providers") for name in found), None)


_CUSTOMERS = _filled(AGENCY, "customers")
_SURVEYS = _filled(SURVEYS, "customers")
_STAFF = _filled(SURVEYS, "staff")
_COMPLAINTS = _filled(AGENCY, "complaints")


def _results(charter: Charter) -> Where:
    rows = (found for found in charter.results.values() if found)
    return next(((RESULTS, found[0].line) for found in rows), None)


def _without_internet(charter: Charter) -> Where:
    offline = (c.id for c in charter.agency.channels if c.kind not in _NEEDS_INTERNET)
    return next(((AGENCY, "channels", name, "kind") for name in offline), None)


def _in_any_group(key: str) -> Finder:
    def find(charter: Charter) -> Where:
        found = (group.id for group in charter.agency.customers if getattr(group, key))
        return next(((AGENCY, "customers", name, key) for name in found), None)

    return find


def _in_any_survey(key: str) -> Finder:
    def find(charter: Charter) -> Where:
        found = (s.id for s in charter.surveys.customers if getattr(s, key) not in (None, []))
        return next(((SURVEYS, "customers", name, key) for name in found), None)

    return find


def _in_any_benchmark(key: str) -> Finder:
    def find(charter: Charter) -> Where:
        found = (b.id for b in charter.benchmarks if getattr(b, key))
        return next(((BENCHMARKS, "benchmarks", name, key) for name in found), None)

    return find


_NEEDS_INTERNET = (ChannelKind.ONLINE, ChannelKind.APP, ChannelKind.EMAIL)

EVIDENCE: Mapping[str, Finder] = {
    "A": _CUSTOMERS, "A1": _CUSTOMERS, "A3": _unserved, "A4": _in_any_group("size"),
    "A5": _in_any_group("needs"), "A6": _in_any_group("identified_by"),
    "B": _SURVEYS, "B1": _survey_with(Purpose.WANTS), "B2": _survey_with(Purpose.SATISFACTION),
    "B3": _in_any_survey("answered"), "B4": _in_any_survey("questions"),
    "B7": _in_any_survey("wants"),
    "C": _standards, "C1": _standards, "C2": _in_any_standard("posted"), "C3": _standards,
    "C4": _in_any_standard("target"), "C5": _results, "C6": _results, "C9": _in_any_standard("changes"),
    "C11": _in_any_standard("owner"), "C15": _standards,
    "D": _benchmarks, "D1": _private, "D2": _in_any_benchmark("comparable_because"),
    "D3": _in_any_benchmark("value"), "D5": _in_any_benchmark("our_period"),
    "D6": _in_any_benchmark("action"),
    "E": _STAFF, "E1": _STAFF, "E2": _in_staff_survey("barriers"), "E3": _in_staff_survey("ideas"),
    "E6": _in_staff_survey("standards"),
    "F": _filled(AGENCY, "channels"), "F2": _without_internet, "F3": _sources_of_service,
    "F4": _filled(AGENCY, "channels"),
    "G": _filled(AGENCY, "access"), "G1": _filled(AGENCY, "manual_checks"),
    "G4": _filled(AGENCY, "complaints", "channels"),
    "G5": _filled(AGENCY, "accessibility_statement"),
    "H": _COMPLAINTS, "H1": _COMPLAINTS, "H2": _filled(AGENCY, "complaints", "steps"),
    "H3": _filled(AGENCY, "complaints", "remedies"), "H5": _filled(AGENCY, "complaints", "help"),
    "H4": _filled(AGENCY, "complaints", "outside_review"),
    "H6": _filled(AGENCY, "complaints", "figures"), "H7": _filled(AGENCY, "complaints", "figures"),
    "H9": _filled(SURVEYS, "heard"), "H10": _in_any_survey("complaint_link_offered"),
    "S2.1": _filled(SURVEYS, "reports"), "S2.2": _use_of(UseKind.MANAGEMENT),
    "S2.3": _use_of(UseKind.RESOURCES), "S3.2": _filled(AGENCY, "reader_tests"),
    "S3.4": _filled(SURVEYS, "planned"), "S3.5": _benchmarks, "S3.6": _filled(AGENCY, "training"),
    "S5.3": _in_any_standard("legal_basis"),
    "X3": _in_any_standard("owner"), "X6": _in_any_standard("consulted"),
    "X9": _in_any_standard("if_missed"), "X10": _filled(AGENCY, "complaints", "remedies"),
    "X11": _in_any_standard("next_review"), "X12": _in_any_standard("owner"),
    "X13": _filled(AGENCY, "complaints", "outside_review"), "X14": _filled(SURVEYS, "heard"),
    "X17": _filled(AGENCY, "yearly_reports"),
}  # fmt: skip
"""Where the evidence for an item of the order stands; items without an entry are left alone."""

"""Where readers see what editors write: said beside every key in docs/files.md, and held by a test."""

from __future__ import annotations

from collections.abc import Mapping

PAGES: Mapping[str, str] = {
    "plan": "agency",
    "service": "service",
    "promises": "promises",
    "complaints": "complaints",
    "compare": "compare",
    "changes": "changes",
    "order": "order_agency",
    "accessibility": "accessibility",
    "method": "method",
    "data": "data",
}
"""What the reference calls a kind of page, and the template that shows it; `data`: the downloads."""

SEEN: Mapping[str, str] = {
    "Agency": "plan",
    "Agency.name": "plan, complaints, data",
    "Agency.short_name": "plan, service, promises",
    "Agency.kind": "data",
    "Agency.serves": "plan, data",
    "Agency.customers": "plan, service",
    "Agency.channels": "plan, service",
    "Agency.accessibility_statement": "accessibility",
    "Agency.manual_checks": "accessibility",
    "Agency.complaints": "plan, service, complaints",
    "Agency.not_applicable": "order",
    "Agency.judged": "order",
    "AccessibilityStatement": "accessibility",
    "AccessMeasure": "plan",
    "AnswerCount": "plan",
    "Benchmark": "plan, service",
    "Benchmark.id": "data",
    "BenchmarksFile": "plan, service",
    "Change": "service, changes",
    "Change.field": "data",
    "Channel": "plan, service",
    "Channel.id": "data",
    "Clock": "service",
    "Compiled": "plan, service",
    "ComplaintFigures": "plan, service, complaints",
    "ComplaintStep": "plan, service, complaints",
    "Complaints": "plan, service, complaints",
    "Consulted": "service",
    "CustomerGroup": "plan",
    "CustomerGroup.id": "data",
    "CustomerSurvey": "plan",
    "Fielded": "plan",
    "Heard": "plan",
    "Idea": "plan",
    "Judged": "order",
    "LegalBasis": "service",
    "ManualCheck": "accessibility",
    "Measure": "service",
    "Measure.shape": "data",
    "NotApplicable": "order",
    "NotSurveyed": "plan",
    "OutsideReview": "plan, service, complaints",
    "PlanParts": "plan",
    "PlannedSurvey": "plan",
    "Posted": "service",
    "Provider": "service",
    "Question": "plan",
    "ReaderTest": "plan",
    "Scale": "service",
    "Scope": "plan",
    "Search": "plan",
    "Service": "service",
    "Service.name": "plan, service",
    "Service.summary": "plan, service",
    "Service.no_standard_because": "plan, service",
    "Size": "plan",
    "SoleSource": "service",
    "Source": "beside each figure that names it",
    "StaffSurvey": "plan",
    "Standard": "service",
    "Standard.promise": "plan, service, promises",
    "Standard.type": "data",
    "Standard.activity": "compare",
    "Standard.target": "plan, service, promises",
    "Standard.changes": "service, changes",
    "Standard.withdrawn": "service, changes",
    "StandardsFile": "plan, service",
    "SurveyReport": "plan",
    "SurveyUse": "plan",
    "SurveysFile": "plan",
    "Theme": "plan",
    "Training": "plan",
    "Tried": "plan, service",
    "Want": "plan",
    "Withdrawn": "service, changes",
    "YearlyReport": "plan",
    "Settings": "every page",
    "Settings.as_of": "every page",
    "Settings.fiscal_year_starts": "every page",
    "Settings.suppress_below": "method",
    "Settings.staff_answers_at_least": "method",
    "Windows": "method",
}
"""The pages that show a record, or a key of it where that is another page."""

PRIVATE: Mapping[str, str] = {
    "Agency.fiscal_year_starts": "it says which months a label such as FY2024 means; pages print the months",
    "Question.id": "only other records name a question by it",
    "Settings.data_dir": "it says where the files are",
    "Settings.eo_13571": "it says which rules are asked",
    "Settings.fiscal_year_starts": "as in agency.yml",
    "Source.id": "only other records name a source by it; pages print its title",
}
"""The keys that no page and no download shows, and why. No other key may be unseen."""


def seen(record: str, key: str) -> str:
    """Return who sees a key: the pages that show it, or why none does."""
    name = f"{record}.{key}"
    if name in PRIVATE:
        return f"private: {PRIVATE[name]}"
    return SEEN.get(name, SEEN[record])

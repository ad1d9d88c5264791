"""Accessibility of one page: what can be told from its HTML alone, in a fraction of the time of a browser.

Each rule names its criteria of WCAG 2.2 and the rules of the W3C's ACT format that it follows. What only a
browser knows (files of styles, programs, the keyboard) is not judged here.
"""

from __future__ import annotations

from collections.abc import Iterator

from charters.problems import Problem, rules
from charters.problems.catalogue import Rule
from charters.problems.message import _
from charters.rules.pages import (
    aria_items,
    aria_use,
    asked,
    media,
    named_things,
    own_looks,
    page_frame,
    page_tables,
    reached,
    seen_alone,
    spoken_language,
    structure,
    table_grid,
    where_links_lead,
)
from charters.rules.pages.checks import PageCheck
from charters.rules.pages.html_tree import Document

_FRAME: dict[str, PageCheck] = {
    "S006": page_frame.without_main,
    "S012": page_frame.without_language,
    "S013": page_frame.unknown_language,
    "S014": page_frame.without_title,
    "S028": page_frame.reloading,
    "S048": page_frame.reloading_late,
    "S029": page_frame.not_zoomed,
    "S040": page_frame.without_ways,
    "S043": own_looks.turned,
}
"""What is the host's where a page of ours stands in the frame of another theme."""

_CHECKS: dict[str, PageCheck] = {
    "S003": structure.twice,
    "S007": named_things.skipped_headings,
    "S008": named_things.unnamed_controls,
    "S009": page_tables.unheaded_tables,
    "S015": named_things.unnamed_pictures,
    "S016": named_things.unnamed_fields,
    "S017": named_things.unnamed_frames,
    "S018": named_things.empty_headings,
    "S019": aria_use.unknown_roles,
    "S020": aria_use.unknown_attributes,
    "S021": aria_use.wrong_values,
    "S022": aria_use.lost_references,
    "S023": aria_use.misplaced_attributes,
    "S024": aria_use.missing_states,
    "S025": aria_items.out_of_context,
    "S026": aria_items.wrong_items,
    "S027": aria_use.names_not_said,
    "S030": page_frame.unknown_parts,
    "S031": page_tables.lost_headers,
    "S032": named_things.hidden_labels,
    "S033": structure.wrong_completion,
    "S034": reached.hidden_and_reached,
    "S035": reached.reached_inside,
    "S036": where_links_lead.vague_links,
    "S037": reached.out_of_turn,
    "S038": structure.broken_lists,
    "S039": page_tables.unnamed_tables,
    "S041": structure.idle_labels,
    "S042": named_things.exposed_decoration,
    "S044": own_looks.fixed_spacing,
    "S045": own_looks.faint_words,
    "S046": reached.unreached_frames,
    "S047": table_grid.idle_headers,
    "S050": seen_alone.look_like_headings,
    "S051": seen_alone.look_like_lists,
    "S052": media.starting_alone,
    "S053": media.without_captions,
    "S054": asked.unnamed_choices,
    "S055": spoken_language.other_languages,
    "S056": asked.lost_hints,
    "S057": seen_alone.told_by_looks,
    "S058": seen_alone.words_in_pictures,
    "S059": where_links_lead.untold_files,
    "S060": where_links_lead.new_windows,
    "S061": seen_alone.spaced_letters,
    "S062": where_links_lead.led_apart,
}

_WHOLE = {**_FRAME, **_CHECKS}

PIECES = {code: check for code, check in _CHECKS.items() if code not in ("S003", "S007", "S039")}
"""What can be told of a piece of a page: not the order of its headings, which the frame around it decides."""

RULES: tuple[Rule, ...] = tuple(rules()[code] for code in sorted(_WHOLE))
"""The rules a page is held to."""


def problems_of(page: Document) -> Iterator[Problem]:
    """Yield what keeps people from using a page."""
    for code, check in (_CHECKS if page.part is not None else _WHOLE).items():
        try:
            found = [*check(page)]
        except RecursionError:
            found = [
                (None, _("the elements of this page nest too deep for this rule; take some out"))
            ]
        for element, said in found:
            yield page.problem(code, said, element)
    page.forget()

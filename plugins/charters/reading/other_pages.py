"""The pages that are no agency's: the home page, and whatever else people write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from charters.model.register import AgencyPage
from charters.model.settings import Settings
from charters.problems import Place, Problem
from charters.problems.message import _
from charters.reading.front_matter import FENCE, PageFront, front_of
from charters.reading.page_limits import page_limit_problems
from charters.reading.pages import SLASHES, markup_problems
from charters.reading.sources import SourceText, relative, text_of

_SETTING = re.compile(r" {0,3}([\w-]+):", re.ASCII)
"""What MkDocs takes for a setting of the page, and does not print, in its first lines."""


def other_pages(
    home: Path, files: Iterable[Path], settings: Settings
) -> tuple[list[AgencyPage], list[Problem]]:
    """Return the pages among the published files that are no agency's, and what is wrong with them."""
    pages, problems = list[AgencyPage](), list[Problem]()
    content, agencies = home / settings.docs_dir, home / settings.agencies_dir
    for path in files:
        is_other = path.is_relative_to(content) and not path.is_relative_to(agencies)
        if path.suffix == ".md" and is_other and not settings.is_trusted(relative(home, path)):
            source, faults = text_of(home, path)
            # An empty page adds no words to what the program writes there.
            problems += [fault for fault in faults if fault.code != "Y044"]
            if source is not None and not [*page_limit_problems(source)]:  # told of every page
                language = settings.told_apart(source.path)[1]
                pages.append(_page(source, problems).in_language(language))
    return pages, problems


def _page(source: SourceText, problems: list[Problem]) -> AgencyPage:
    fence, start, front = FENCE.match(source.text), 0, PageFront()
    if fence is not None:
        start = fence.end()
        said, _document, faults = front_of(PageFront, source, fence)
        problems += faults
        front = said or front
    elif setting := _SETTING.match(source.text):
        message = _(
            "MkDocs takes '{setting}:' in the first line for a setting and does not print it; begin the page with a heading",
            setting=setting[1],
        )
        problems.append(Problem(Place(source.path), "M002", message))
    problems += markup_problems(source, start)
    for block in SLASHES.finditer(source.text, start):
        message = _(
            "a block places a part of an agency's plan; it belongs on a page in content/agencies/"
        )
        problems.append(Problem(source.place(block.start()), "M005", message))
    body, line = source.text[start:], source.place(start).line
    return AgencyPage(source.path, front.title, body, line, front.description)

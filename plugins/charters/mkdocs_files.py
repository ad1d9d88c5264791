"""Our pages and downloads among the files and in the menu of MkDocs."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, cast

from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.toc import TableOfContents

from charters.mkdocs_languages import OfLanguage
from charters.publishing.site import Site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation


class TemplatePage(OfLanguage):
    """A page whose HTML comes from a template: its Markdown is never looked for, nor rendered."""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - as MkDocs asks
        """Leave the body to the template; the search indexes the summary."""
        self.content = ""
        self.toc = TableOfContents([])


def add_ours(files: Files, config: MkDocsConfig, site: Site, in_menu_of: str) -> None:
    """Add every generated page that nobody wrote by hand, and every download.

    Where the site names no menu, pages in the language `in_menu_of` have a place in it.
    """
    for source, page in site.pages.items():
        written = files.get_file_from_path(source)
        if written is None:
            is_in_menu = page.is_in_menu and config.nav is None and page.language == in_menu_of
            inclusion = InclusionLevel.INCLUDED if is_in_menu else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, source, content="", inclusion=inclusion))
        elif not page.is_home and written.inclusion.is_in_nav():
            # Without `nav` the menu would list every agency, on the page of every agency.
            written.inclusion = InclusionLevel.NOT_IN_NAV
    for path, content in site.downloads.items():
        files.append(
            File.generated(config, path, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
        )


def put_in_order(nav: Navigation, site: Site) -> None:
    """Put the overviews in the order of the site, behind what people wrote."""
    order = {source: place for place, source in enumerate(site.pages)}
    nav.items.sort(key=lambda item: order.get(item.file.src_uri, 0) if item.is_page else 0)


def leave_to_templates(files: Files, homes: Container[str], written: Container[str]) -> None:
    """Leave the bodies of our pages to our templates, but where people wrote one."""
    for file in files.documentation_pages():
        if file.generated_by == "charters" and file.page is not None:
            # MkDocs and its plugins make their own kind.
            page = cast("OfLanguage", file.page)
            page.__class__ = OfLanguage if file.src_uri in written else TemplatePage
            page.is_first = file.url in homes

"""What our theme asks of a site where our plugin does not run, and the pages that lie outside `docs/`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File

from charters.indexing import write_index

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

ROOT = Path(__file__).parents[2]
FOUND: dict[str, str] = {}


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Add the page for developers, which lies where forges look for it."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8").replace("](docs/", "](")
    files.append(File.generated(config, "contributing.md", content=text))
    return files


def on_page_markdown(markdown: str, config: MkDocsConfig, **_: Any) -> str:
    """Lead to the repository where a page leads out of `docs/`."""
    inside = markdown.replace("](../CONTRIBUTING.md", "](contributing.md")
    return inside.replace("](../", f"]({config.repo_url}/blob/main/")


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """Write the index that the page for searching asks."""
    write_index(Path(config.site_dir), FOUND)


def on_page_context(context: TemplateContext, page: Page, **_: Any) -> TemplateContext:
    """Note a page that can be found."""
    FOUND[page.url] = f"{page.title}"
    return context


def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> Environment:
    """Say what our plugin says on a site with agencies."""
    env.filters["to"] = env.filters["file"] = env.filters["url"]
    env.filters["counterparts"] = lambda _url: ()  # in one language
    env.add_extension("charters.theme.said.Said")
    said = {"language": "en", "below": "", "home": ".", "gettext": env.globals["gettext"]}
    site = {"site_name": config.site_name, "site_description": config.site_description}
    site["site_names"] = {}  # every page is in the one language
    found = {"search_page": "search.html", "search_index": "search/", "is_searched": True}
    env.globals.update(**said, **site, **found, direction="ltr", tongues=[said])
    return env

"""What our theme asks of a site where our plugin does not run, and the pages that lie outside `docs/`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

ROOT = Path(__file__).parents[2]


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Add the page for developers, which lies where forges look for it."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8").replace("](docs/", "](")
    files.append(File.generated(config, "contributing.md", content=text))
    return files


def on_page_markdown(markdown: str, config: MkDocsConfig, **_: Any) -> str:
    """Lead to the repository where a page leads out of `docs/`."""
    inside = markdown.replace("](../CONTRIBUTING.md", "](contributing.md")
    return inside.replace("](../", f"]({config.repo_url}/blob/main/")


def on_env(env: Environment, **_: Any) -> Environment:
    """Say what our plugin says on a site with agencies."""
    env.filters["to"] = env.filters["url"]
    env.globals.update(language="en", direction="ltr", is_searched=True)
    return env

"""A whole valid site of one agency with every kind of file and every setting, to be spoiled."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path

from order_cases import GOOD, SITE
from spoiling import parsed

DATA = f"data/standards/{GOOD}"
PAGE = f"content/agencies/{GOOD}.md"
MKDOCS_YML = f"""\
site_name: A valid site
site_url: https://fictitious.example.org/
site_description: Every setting is here.
repo_url: https://github.com/example/charters
edit_uri: edit/main/content/
copyright: Nobody
docs_dir: content
theme: charters
plugins:
  - search
  - charters:
      data_dir: data/standards
      language: en
      as_of: 2026-06-30
      fiscal_year_starts: october
      result_old_after: 24
      suppress_below: 5
      staff_answers_at_least: 10
      notice: Every agency on this site is fictitious.
      publisher: {{name: The tests, contact: "mailto:web@example.org"}}
      licence: {{name: Open Licence, link: "https://example.org/licence"}}
      audits:
        - {{date: 2026-01-15, by: an expert, what: every page, found: nothing}}
      card: images/card.png
      whole_history: yes
      statement: plain
      wcag: AA
      edit_root: https://github.com/example/charters/edit/main/
      also_published: [.docx]
      framework: eo-12862
      trusted_pages: no
      check_pages: all
      allowed_hosts: [maps.example.org]
      eo_13571: yes
      area: https://example.org/utopia
      windows: {{result_lag_days: 90, results_months: 12, survey_months: 24, contact_months: 6}}
nav: [index.md, Agencies: agencies.md, More: [promises.md, {PAGE.removeprefix("content/")}], Elsewhere: "https://example.org/"]
extra: {{generator: false, social: [{{icon: x, link: "https://example.org/"}}]}}
extra_css: [assets/charters/page.css]
markdown_extensions: [tables, toc: {{permalink: false}}]
validation: {{links: {{not_found: warn}}}}
strict: false
"""
HOME = f"---\ntitle: Home\n---\n\n# Home\n\nWe answered {{{GOOD}/counter-wait: result}}. See [more about us](about.md).\n"
PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
VALID = {
    **{
        f"{DATA}/{name}": (SITE / DATA / name).read_text(encoding="utf-8")
        for name in ("agency.yml", "standards.yml", "benchmarks.yml", "surveys.yml", "results.csv")
    },
    PAGE: (SITE / PAGE).read_text(encoding="utf-8"),
    "mkdocs.yml": MKDOCS_YML,
    "content/index.md": HOME,
    "content/about.md": "# About\n\n- One\n\n> Two, [three](https://a.example/), `four`\n",
}
FILES = {name: parsed(name, text) for name, text in VALID.items()}


def valid_site(root: Path) -> Path:
    """Write the site into an empty folder."""
    write(root, VALID)
    (root / "content/images").mkdir()
    (root / "content/images/card.png").write_bytes(PICTURE)
    return root


def write(root: Path, texts: Mapping[str, str]) -> None:
    """Write some of its files."""
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode("utf-8", "surrogatepass"))

"""The shipped site is on Material for MkDocs, by one line; without it, it is the same site."""

from __future__ import annotations

from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from builders import ROOT, Made
from sites import whoever_built


def test_the_shipped_site_is_the_same_without_material(
    with_columns: None, own: Made, tmp_path: Path
) -> None:
    site = str(tmp_path / "site")
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=site, theme={"name": "charters"}))
    ours, theirs = whoever_built(tmp_path / "site"), whoever_built(own.site)
    assert len(ours) > 40
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []

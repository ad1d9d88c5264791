"""One page of a built site, to be asked about."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode


def one(found: list[LexborNode], what: str) -> LexborNode:
    assert len(found) == 1, f"{len(found)} of {what}"
    return found[0]


def within(node: LexborNode, selector: str) -> LexborNode:
    return one(node.css(selector), selector)


class Page:
    """One page of a built site, to be asked about."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.html = path.read_text(encoding="utf-8")
        self.tree = LexborHTMLParser(self.html)

    def all(self, selector: str) -> list[LexborNode]:
        return self.tree.css(selector)

    def one(self, selector: str) -> LexborNode:
        return one(self.tree.css(selector), f"{self.path}: {selector}")

    @property
    def words(self) -> str:
        return words_of(self.one("body"))


def words_of(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())

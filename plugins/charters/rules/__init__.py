"""One audit of a register: every rule, declared once, for pages, command and files alike."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from charters.rules.findings import Finding, State
from charters.rules.framework import Framework, framework

if TYPE_CHECKING:
    from charters.rules.auditing import Audit, audit

__all__ = ["Audit", "Finding", "Framework", "State", "audit", "framework"]


def __getattr__(name: str) -> Any:
    """Load the audit where it is asked for: a command that explains a rule waits for no other."""
    if name not in ("Audit", "audit"):
        raise AttributeError(name)
    return getattr(import_module("charters.rules.auditing"), name)

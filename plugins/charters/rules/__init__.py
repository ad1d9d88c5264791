"""One audit of a register: every rule, declared once, for pages, command and files alike."""

from charters.rules.auditing import Audit, audit
from charters.rules.findings import Finding, State
from charters.rules.framework import Framework, framework

__all__ = ["Audit", "Finding", "Framework", "State", "audit", "framework"]

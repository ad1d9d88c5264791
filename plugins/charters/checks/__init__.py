"""What a program can find out about a charter beyond its form."""

from charters.checks.run import run

__all__ = ["run"]

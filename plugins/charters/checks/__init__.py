"""What a program can find out about a charter beyond its form."""

from charters.checks.run import run, run_history

__all__ = ["run", "run_history"]

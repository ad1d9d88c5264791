"""`python -m charters.cli` is the command too."""

from charters.cli import main

main()

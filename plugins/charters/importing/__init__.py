"""From other people's tables to the editors' files: every cell is accounted for, nothing is guessed."""

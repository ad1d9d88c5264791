"""The finished pages of a site in a real browser: axe, the keyboard, small screens, no program, forced colors."""

"""From results to verdicts: plain facts, intervals, what is due, patterns over time."""

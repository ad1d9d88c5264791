"""Words: of verdicts, patterns, clauses and choices, numbers and dates, in the language of the site."""

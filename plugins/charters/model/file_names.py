"""What the files of an agency's folder are called."""

from __future__ import annotations

AGENCY, STANDARDS = "agency.yml", "standards.yml"
RESULTS, TARGETS = "results.csv", "targets.csv"
BENCHMARKS, SURVEYS = "benchmarks.yml", "surveys.yml"
FILES = (AGENCY, STANDARDS, TARGETS, RESULTS, BENCHMARKS, SURVEYS)
NEEDED = FILES[:2]

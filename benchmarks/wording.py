"""Measure the wording rules on 2,343 English and 2,343 French promises of another government.

Run it as `.venv/bin/python benchmarks/wording.py` from the repository (add `--list CODE` to read
what a code finds). The file has no limits and no measures, so only the rules that need the
sentence, its type and its target can fire. Prints a table; the false alarms known are kept in
`tests/cases/wording/false-alarms/`.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from charters.model.offered import StandardType
from charters.model.quantities import Target
from charters.model.written_levels import parse_target
from charters.rules.promise import Promise, Remark, check_promise

SENTENCES = Path(__file__).parents[2] / "shared/data/gc-service-inventory/ss.csv"
_TYPES = {
    "TML": StandardType.TIMELINESS,
    "ACS": StandardType.ACCESS,
    "ACY": StandardType.ACCURACY,
    "OTH": StandardType.OTHER,
}


def read_promises(path: Path) -> Iterator[Promise]:
    """Yield every sentence of the file, in both languages, with its type and target."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for language in ("en", "fr"):
                yield Promise(
                    words=row[f"service_standard_{language}"],
                    language=language,
                    type=_TYPES[row["type"]],
                    target=_target(row["target"]),
                )


def _target(share: str) -> Target | None:
    return parse_target(f"{(Decimal(share) * 100).normalize():f}%") if share else None


def measure(promises: list[Promise]) -> tuple[list[tuple[Promise, Remark]], float]:
    """Return every remark with its promise, and the seconds of processor time it took."""
    began = time.process_time()
    remarks = [(promise, remark) for promise in promises for remark in check_promise(promise)]
    return remarks, time.process_time() - began


def table(remarks: list[tuple[Promise, Remark]], total: int) -> str:
    """Return the counts by code and language as lines of text."""
    counts = Counter((remark.code, promise.language) for promise, remark in remarks)
    codes = sorted({code for code, _ in counts})
    lines = [f"{'code':6}{'en':>7}{'fr':>7}{'of all':>9}"]
    for code in codes:
        english, french = counts[code, "en"], counts[code, "fr"]
        lines.append(f"{code:6}{english:7}{french:7}{(english + french) / total:9.1%}")
    return "\n".join(lines)


def listing(remarks: list[tuple[Promise, Remark]], codes: list[str]) -> str:
    """Return what some codes find, with the sentence and its target, as lines of text."""
    lines = []
    for promise, remark in remarks:
        if remark.code in codes:
            target = promise.target.written if promise.target else "no target"
            sentence = " ".join(promise.words.split())
            lines += [f"{remark.code} {promise.language} [{remark.fragment}] ({target})"]
            lines += [f"   {sentence}", f"   {remark.message}; {remark.do}"]
    return "\n".join(lines)


def report(arguments: list[str]) -> str:
    """Return the counts, or after `--list` what some codes find."""
    if not SENTENCES.exists():
        return f"skipped: {SENTENCES.name} lies in ../shared, beside the repository, not in it"
    promises = list(read_promises(SENTENCES))
    remarks, seconds = measure(promises)
    if arguments[:1] == ["--list"]:
        return listing(remarks, arguments[1:])
    counts = f"{len(promises):,} sentences, {len(remarks):,} remarks"
    return f"{table(remarks, len(promises))}\n{counts}, {seconds:.2f} s of processor time"


if __name__ == "__main__":
    sys.stdout.write(report(sys.argv[1:]) + "\n")

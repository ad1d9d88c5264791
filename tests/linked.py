"""Linked data read by rdflib, and held to shapes."""

from __future__ import annotations

from pathlib import Path

import pyshacl
from rdflib import RDF, SH, Graph

from builders import CASES

FORMS = CASES / "open_data"
"""What those who keep a form hold it to."""
URL = "https://charters.example.org/"


def graph(text: str, path: str) -> Graph:
    """Return what a file of a site says, by the path it is read from."""
    return Graph().parse(data=text, format="json-ld", publicID=f"{URL}{path}")


def broken(found: Graph, shapes: Path) -> set[tuple[str, str]]:
    """Return which value of what does not fit the shapes."""
    _fits, report, _text = pyshacl.validate(found, shacl_graph=Graph().parse(shapes))
    assert isinstance(report, Graph)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return {
        (str(report.value(one, SH.focusNode)), str(report.value(one, SH.resultPath)))
        for one in results
    }

"""A council's plan as a Word document, with what people make by hand in one: it is written here, and read by tests."""

from __future__ import annotations

import io

import docx
from docx.document import Document

_HEAD = ("Ref", "Action", "Lead", "Partners", "By when")
_MEASURES = ("Measure", "Unit", "Baseline", "Target")
#: Outcome → group → rows of its table, as _HEAD has them.
_OUTCOMES: dict[str, dict[str, list[tuple[str, ...]]]] = {
    "Outcome 1: Warm, dry homes that people can afford": {
        "1.1 Homes we own": [
            ("1.1.1", "Bring all 4,200 council homes to the Brackenshire Warmth Standard.", "Housing Service", "",
             "March 2030"),
            ("1.1.2", "Replace the boilers of the tower blocks at Netherfield with one heat network.",
             "Housing Service", "Netherfield Energy Co-operative; Tenants’ Federation", "31/12/2029"),
            ("1.1.3", "Answer every report of damp within five working days.", "Housing Service", "", "2027"),
        ],
        "1.2 Homes we help others to build": [
            ("1.2.1", "Release six of our own sites for 340 affordable homes.", "Land and Property Service",
             "Brackenshire Homes", "2031"),
            ("1.2.2", "Pay for a survey of any home that has stood empty for a year.", "Housing Service",
             "Empty Homes Forum", "June 2028"),
        ],
    },
    "Outcome 2: Children who thrive": {
        "2.1 The first five years": [
            ("2.1.1", "Offer every family a visit within ten days of a birth.", "Health and Care Partnership",
             "Family Nurses", "2027"),
            ("2.1.2", "Open nurseries from seven in the morning at eight schools.", "Education Service", "",
             "August 2028"),
        ],
        "2.2 School and after": [
            ("2.2.1", "Give each pupil who leaves care one named adult until the age of 26.", "Education Service",
             "Health and Care Partnership; Brackenshire College", "August 2027"),
            ("2.2.2", "End charges for instruments and for school trips.", "Education Service", "", "2028"),
        ],
    },
    "Outcome 3: A county that is kinder to its climate": {
        "3.1 Getting about": [
            ("3.1.1", "Join the four towns by paths that are safe to walk, wheel and cycle.", "Roads Service",
             "Ways for Everybody", "March 2031"),
            ("3.1.2", "Run a bus every half hour, from six until midnight, between Netherfield and the coast.",
             "Roads Service", "Coastline Buses", "2029"),
        ],
        "3.2 What we use": [
            ("3.2.1", "Halve the energy that our schools and offices use.", "Land and Property Service", "", "2031"),
        ],
    },
}  # fmt: skip
_WHY = {
    "Outcome 1: Warm, dry homes that people can afford":
        "A third of households in Brackenshire spend more than a tenth of what they have on heating.",
    "Outcome 2: Children who thrive":
        "What happens before a child is five decides more than anything that schools can do later.",
    "Outcome 3: A county that is kinder to its climate":
        "Two floods in three years have cost the county more than its libraries do.",
}  # fmt: skip
_ACHIEVED = {
    "Outcome 1: Warm, dry homes that people can afford":
        ["No home that the council owns is cold or damp.", "A household on the list waits for a year at most."],
    "Outcome 2: Children who thrive": ["Where a child is born says nothing of how long they will live."],
    "Outcome 3: A county that is kinder to its climate": ["The county gives off half of what it gave off in 2020."],
}  # fmt: skip
_MEASURED: dict[str, list[tuple[str, ...]]] = {
    "Outcome 1: Warm, dry homes that people can afford": [
        ("Council homes that meet the Brackenshire Warmth Standard", "%", "61", "100"),
        ("Time that a household waits for a home", "days", "540", "365"),
    ],
    "Outcome 2: Children who thrive": [("Children who reach their milestones at 27 months", "%", "78.5", "90")],
    "Outcome 3: A county that is kinder to its climate": [("Emissions of the county", "tonnes per head", "7.2", "3.6")],
}


def council() -> bytes:
    """The document: outcomes and groups are headings, actions and measures tables; lists are typed, a title is bold."""
    document = docx.Document()
    document.add_heading("Brackenshire Council Plan 2027–2031", 0)
    document.add_heading("Foreword", 1)
    document.add_paragraph("This plan holds what the council promised after speaking with 3,100 people in 2026.")
    document.add_heading("Our outcomes", 1)
    for outcome, groups in _OUTCOMES.items():
        document.add_heading(outcome, 2)
        document.add_paragraph(_WHY[outcome])
        for group, rows in groups.items():
            document.add_heading(group, 3)
            _table(document, _HEAD, rows)
        document.add_paragraph().add_run("What we want to achieve").bold = True
        for words in _ACHIEVED[outcome]:
            document.add_paragraph(f"•\t{words}")
        document.add_paragraph().add_run("How we will measure progress").bold = True
        _table(document, _MEASURES, _MEASURED[outcome])
    document.add_heading("Contacts", 1)
    document.add_paragraph("Angus Tait, plan@brackenshire.example, 01632 960 456")
    memory = io.BytesIO()
    document.save(memory)
    return memory.getvalue()


def _table(document: Document, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    table = document.add_table(0, len(head))
    for row in (head, *rows):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words

"""Citations for reference managers: of one item in BibTeX, and RIS as Zotero, EndNote and Mendeley read it.

Of all items together in CSL-JSON (schema 1.0 of the Citation Style Language), which holds any text as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from strategic_framework.content.links import Links
from strategic_framework.exports.records import Record, as_json
from strategic_framework.language.labels import label, within
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import Edition, Framework

#: Every citation in one file.
TOGETHER = "data/citations.json"
_NOTE = "As republished in an independent demonstration"
_LATEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{mark: f"\\{mark}" for mark in "&%$#_"},
})  # fmt: skip
#: The places of what each item has of its own. No content has such characters.
MARKS = {"item": "\x00", "title": "\x01", "url": "\x02"}
#: A mark that LaTeX would set as one with the next: a dash, a quotation mark, a Spanish one.
_LIGATURE = re.compile(r"([-'`,<>])(?=\1)|[?!](?=`)")


def files(framework: Framework, links: Links, ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    """(address, bytes) of the citation files of every action and aspiration, and of all of them in one."""
    together: list[Record] = []
    for edition in framework.editions:
        alike = _facts(framework, ledger, edition) | MARKS
        bibtex, ris, csl = _bibtex(alike), _ris(alike), _csl(alike)
        with within(framework, edition.id):
            labels = {item.id: label(item.id) for item in (*edition.actions, *edition.aspirations)}
        for item, called in labels.items():
            title, url = f"{edition.title}, {called}", links.absolute(links.item(item))
            yield links.citation(item, "bib"), _filled(bibtex, item, _latex(title), _verbatim(url))
            yield links.citation(item, "ris"), _filled(ris, item, _one_line(title), url)
            together.append({**csl, "id": item, "title": title, "URL": url})
    yield TOGETHER, as_json(together)


def _facts(framework: Framework, ledger: Ledger, edition: Edition) -> dict[str, str]:
    """What the citations of an edition's items have alike."""
    settings, number = framework.settings, ledger.numbers.get(edition.id)
    versions = ledger.versions_of(edition.id) if number else []
    return {
        "author": settings.publisher.name,
        "year": edition.starts[:4],
        "edition": f"Version {number}" if number else "",
        "note": " ".join(filter(None, [
            "" if settings.official else f"{_NOTE}.",
            f"SHA-256 of the version’s text: {versions[-1].fingerprint}." if versions else "",
        ])),
        "read": settings.as_at,
    }  # fmt: skip


def _filled(citation: str, item: str, title: str, url: str) -> bytes:
    """A citation with what is the item's own in the places of the marks."""
    for name, text in {"item": item, "title": title, "url": url}.items():
        citation = citation.replace(MARKS[name], text)
    return citation.encode()


def _bibtex(facts: dict[str, str]) -> str:
    fields = {
        "author": f"{{{_latex(facts['author'])}}}", "title": _latex(facts["title"]), "year": _latex(facts["year"]),
        "edition": _latex(facts["edition"]), "url": facts["url"], "urldate": _latex(facts["read"]),
        "note": _latex(facts["note"]),
    }  # fmt: skip
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{facts['item']},", *lines, "}"]) + "\n"


def _latex(text: str) -> str:
    r"""LaTeX's own marks as commands, and no two marks run together into one; letters stay as they are (UTF-8).

    A brace is a command and not `\\{`, for BibTeX counts braces without looking at what stands before them.
    """
    return _LIGATURE.sub(r"\g<0>{}", _one_line(text).translate(_LATEX))


def _verbatim(address: str) -> str:
    """An address, which BibTeX passes on as it stands: only what would end the field is encoded, as in any address."""
    return re.sub(r"[{}\\\s]", lambda match: f"%{ord(match[0]):02X}", address)


def _one_line(text: str) -> str:
    """The text without line breaks, each of which would begin another field."""
    return " ".join(text.splitlines())


def _ris(facts: dict[str, str]) -> str:
    """RIS knows no escapes: whatever stands on the line of a tag is its value."""
    fields = [("TY", "ELEC"), ("AU", facts["author"]), ("TI", facts["title"]), ("PY", facts["year"]),
              ("ET", facts["edition"]), ("N1", facts["note"]), ("UR", facts["url"]),
              ("Y2", facts["read"]), ("ER", "")]  # fmt: skip
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in fields if value or tag == "ER")


def _csl(facts: dict[str, str]) -> Record:
    year, read = [int(facts["year"])], [int(part) for part in facts["read"].split("-")]
    known: Record = {"version": facts["edition"].removeprefix("Version "), "note": facts["note"]}
    return {
        "id": facts["item"], "type": "webpage", "author": [{"literal": facts["author"]}], "title": facts["title"],
        "issued": {"date-parts": [[*year]]}, "accessed": {"date-parts": [[*read]]}, "URL": facts["url"],
        **{name: value for name, value in known.items() if value},
    }  # fmt: skip

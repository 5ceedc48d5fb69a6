"""Citations: whatever a title holds, each format’s own parser reads back exactly that, and nothing beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from strategic_framework.exports.citations import MARKS, _bibtex, _filled, _latex, _one_line, _ris, _verbatim

FACTS = {
    "author": "Glen Rowan Council", "title": "Our plan, Action 1", "year": "2024", "edition": "Version 2",
    "note": "As republished.", "url": "https://example.org/2024-28/act-01/", "read": "2026-03-02",
}  # fmt: skip
#: What a title could hold to get out of its field, or to be read as something else.
PAYLOADS = [
    "}, author = {Nobody", "{", "}", "}}}\n@misc{other, title = {x}}", "\\", "\\}", "\\{", "{{x}}", "% all of it",
    "a & b", "$x$", "# 1", "snake_case", "~", "^", "a -- b --- c", "''x''", "``x``", "?`x", "<<x>>", ",,x", "@misc{x,",
    '"', '" # "', "x\nER  - ", "x\r\nTY  - BOOK", "x\rAU  - Nobody", "TY  - BOOK", "ER  - ", "  - ",
    "x\u2028AU  - Nobody", "x\x0bAU  - y",
    "\\input{/etc/passwd}", "\\textbackslash{}", "\\'e", "é ü ł ‘quoted’ “twice”", "=1+1", "<script>", "a; b and c",
]  # fmt: skip
#: Letters as a parser of LaTeX may not touch them, and every mark that it knows.
TITLES = st.text(st.sampled_from("aé1 .:;()[]*+/=|{}\\%&$#_~^-'`\",<>?!@\n"))


@cache
def decoder() -> LatexNodes2Text:
    """LaTeX’s commands as text, with those that the library does not know by itself."""
    known = get_default_latex_context_db()
    marks = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    known.add_context_category(
        "marks", macros=[MacroTextSpec(name, mark) for name, mark in marks.items()], prepend=True
    )
    return LatexNodes2Text(latex_context=known, strict_latex_spaces=True, keep_comments=True)


def one_line(text: str) -> str:
    """What is left of a text that has line breaks: a field is one line."""
    return " ".join(text.splitlines())


def entry(facts: dict[str, str]) -> str:
    """The entry of BibTeX with these facts."""
    return _filled(_bibtex(facts | MARKS), "act-01", _latex(facts["title"]), _verbatim(facts["url"])).decode()


def bibtex(facts: dict[str, str]) -> dict[str, str]:
    """The fields of the one entry, as a reader of BibTeX and then of LaTeX has them."""
    entries = parse_string(entry(facts), "bibtex").entries
    assert list(entries) == ["act-01"]
    return {name: decoder().latex_to_text(value) for name, value in entries["act-01"].fields.items()}


def ris(facts: dict[str, str]) -> dict[str, object]:
    """The fields of the one entry."""
    own = _one_line(facts["title"]), facts["url"]
    (reference,) = rispy.loads(_filled(_ris(facts | MARKS), "act-01", *own).decode())
    return dict(reference)


def in_bibtex(title: str) -> None:
    fields = bibtex({**FACTS, "title": title})
    expected = bibtex(FACTS)
    assert fields == {**expected, "title": " ".join(title.split())}  # BibTeX counts several spaces as one


def in_ris(title: str) -> None:
    assert ris({**FACTS, "title": title}) == {**ris(FACTS), "title": one_line(title)}


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("where", [in_bibtex, in_ris])
def test_a_payload_is_only_a_title(where: Callable[[str], None], payload: str) -> None:
    """No title ends its field, adds a field or an entry, or is read as a command."""
    where(f"A {payload} b")


@given(TITLES)
def test_any_title_comes_back(title: str) -> None:
    """What was written is what is read, mark for mark."""
    in_bibtex(f"A{title}b")
    in_ris(f"A{title}b")


@pytest.mark.parametrize("part", ["author", "edition", "note"])
@pytest.mark.parametrize("payload", ["}, url = {https://example.com/", "x\r\nUR  - https://example.com/"])
def test_no_other_field_lets_anything_out(part: str, payload: str) -> None:
    """The publisher’s name, the edition and the note are escaped as the title is."""
    facts = {**FACTS, part: payload}
    assert set(bibtex(facts)) == set(bibtex(FACTS))
    assert ris(facts)["urls"] == [FACTS["url"]]


def test_an_address_is_passed_on_as_it_stands() -> None:
    """Reference managers follow it: nothing in it is escaped but what would end the field."""
    address = "https://example.org/a_b/%20/#c"
    [reference] = parse_string(entry({**FACTS, "url": address}), "bibtex").entries.values()
    assert reference.fields["url"] == address
    assert "url = {https://example.org/%7Dx/}," in entry({**FACTS, "url": "https://example.org/}x/"})

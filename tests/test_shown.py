"""What a page is looked at for: the identifiers that it leads to, and not what scripts hold."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from strategic_framework.build import shown
from strategic_framework.site import assets
from strategic_framework.views import suggest
from strategic_framework.views.site import Site


@given(st.lists(st.lists(st.sampled_from(["/", "#", "-", "act", "p", "crossing", "a", "12", "7", " ", "?", "é"]))))
def test_every_identifier_with_an_address_or_a_place_is_found(pieces: list[list[str]]) -> None:
    """As by its plain description: at the beginning, or after a slash or a hash, two to five letters and its number."""
    leads = ["".join(lead) for lead in pieces]
    named = (re.findall(r"(?:^|[/#])([a-z]{2,5}-[a-z]{0,2}\d+)", lead) for lead in leads)
    assert shown._named(leads) == set().union(*named)


@given(st.text(st.characters(exclude_characters="\0\x02\x03"), min_size=1))
def test_words_are_found_as_pages_write_them(words: str) -> None:
    """Whatever signs are in them, and whether a link stands among them or not."""
    page: Any = SimpleNamespace(here=SimpleNamespace(kind="action"))
    wordings = shown.Wordings({"act-1": words})
    parts = "<i></i>".join(str(escape(character)) for character in words)
    for html in (str(escape(words)), parts):
        assert wordings.on(page, f"<a href='act-1/'>{html}</a>", "", ["act-1/"]) == [("act-1", 0)]


def test_what_a_script_holds_is_not_shown() -> None:
    """Data about a page are no words of it, however many scripts it has."""
    page: Any = SimpleNamespace(here=SimpleNamespace(kind="action"))
    wordings = shown.Wordings({f"act-{words}": words for words in "012"})
    html = '<p>0<script>1</script>0<script type="x">2<b></script>0</p>'
    assert wordings.on(page, html, "", ["act-0/", "act-1/", "act-2/"]) == [("act-0", 0)]


_WORD = st.sampled_from(["a", "b", "c", "a…", "<i>b</i>", "<script>a b c d e f</script>"])


@given(st.lists(_WORD), st.sampled_from(["", " "]))
def test_of_a_list_of_many_items_the_same_is_said(words: list[str], between: str) -> None:
    """Whether few are looked for or many, what a page shows of each is what it would show of that item alone."""
    page: Any = SimpleNamespace(here=SimpleNamespace(kind="action"))
    texts = [f"{a} {b} {c} {d} e{f}" for a in "abc" for b in "ab" for c in "ab" for d in "abc" for f in ("", " f", "")]
    wordings = shown.Wordings({f"act-{number}": text for number, text in enumerate(texts)})
    matter, leads = between.join(["x ", *words, " e f"]), [f"act-{number}/" for number in range(len(texts))]
    each = [limit for lead in leads for limit in wordings.on(page, matter, "", [lead])]
    assert sorted(each) == wordings.on(page, matter, "", leads)


def test_what_the_form_knows_is_completed_as_it_stands(site: Site, measured: Site) -> None:
    """Which pages show whose words comes last, in the very bytes that all of it would be written in."""
    found = {"act-1": [[0, 7], [], []]}
    for one in (site, measured):
        knowledge = suggest.knowledge(one)
        whole = assets.with_shown(orjson.dumps(knowledge, option=orjson.OPT_APPEND_NEWLINE), found)
        assert whole == orjson.dumps({**knowledge, "shown": found}, option=orjson.OPT_APPEND_NEWLINE)

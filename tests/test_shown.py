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
        assert wordings.on(page, f"<main><a href='act-1/'>{html}</a></main>", ["act-1/"]) == [("act-1", 0)]


def test_what_a_script_holds_is_not_shown() -> None:
    """Data about a page are no words of it, however many scripts it has."""
    html = '<p>a<script>b</script>c<script type="x">d<b></script>e</p>'
    assert shown._without_scripts(html) == "<p>ace</p>"


def test_what_the_form_knows_is_completed_as_it_stands(site: Site, measured: Site) -> None:
    """Which pages show whose words comes last, in the very bytes that all of it would be written in."""
    found = {"act-1": [[0, 7], [], []]}
    for one in (site, measured):
        knowledge = suggest.knowledge(one)
        whole = assets.with_shown(orjson.dumps(knowledge, option=orjson.OPT_APPEND_NEWLINE), found)
        assert whole == orjson.dumps({**knowledge, "shown": found}, option=orjson.OPT_APPEND_NEWLINE)

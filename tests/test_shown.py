"""What a page is looked at for: the identifiers that it leads to, and not what scripts hold."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from strategic_framework.build import shown


@given(st.lists(st.lists(st.sampled_from(["/", "#", "-", "act", "p", "crossing", "a", "12", "7", " ", "?", "é"]))))
def test_every_identifier_with_an_address_or_a_place_is_found(pieces: list[list[str]]) -> None:
    """As by its plain description: at the beginning, or after a slash or a hash, two to five letters and its number."""
    leads = ["".join(lead) for lead in pieces]
    named = (re.findall(r"(?:^|[/#])([a-z]{2,5}-[a-z]{0,2}\d+)", lead) for lead in leads)
    assert shown._named(leads) == set().union(*named)


def test_what_a_script_holds_is_not_shown() -> None:
    """Data about a page are no words of it, however many scripts it has."""
    html = '<p>a<script>b</script>c<script type="x">d<b></script>e</p>'
    assert shown._without_scripts(html) == "<p>ace</p>"

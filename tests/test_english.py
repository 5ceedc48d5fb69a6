"""Words made out of data: dates as exact as they were given, lists, and the first letter of a sentence."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from strategic_framework.language.english import and_list, day, sentence


@pytest.mark.parametrize(
    ("when", "words"), [("2027", "2027"), ("2027-03", "March 2027"), ("2021-03-02", "2 March 2021")]
)
def test_a_date_is_as_exact_as_it_was_given(when: str, words: str) -> None:
    """A year stays a year, a month names no day, and a day has no nought before it."""
    assert day(when) == words


def test_a_list_has_commas_and_one_and() -> None:
    """None, one, two and three, in words."""
    lists = [and_list(["a", "b", "c"][:count]) for count in range(4)]
    assert lists == ["", "a", "a and b", "a, b and c"]


def test_a_list_with_html_in_it_is_html() -> None:
    """What is HTML already stays as it is, and what is text is escaped once."""
    listed = and_list(["a < b", Markup("<b>c</b>"), "d"])
    assert isinstance(listed, Markup)
    assert listed == "a &lt; b, <b>c</b> and d"


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("eleven", "Eleven"),
        ("<b", "<b"),
        (Markup('<span lang="qaa">no</span>'), '<span lang="qaa">No</span>'),
        (Markup("&amp; so on"), "&amp; so on"),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_capital(text: str, raised: str) -> None:
    """The first letter is raised, behind the element that bears its language; HTML stays HTML."""
    assert sentence(text) == raised
    assert isinstance(sentence(text), Markup) == isinstance(text, Markup)

"""The receipt as GitHub shows it: a reason is text, whatever is written in it."""

from __future__ import annotations

import re

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from strategic_framework.publication import receipt_markdown

#: What Markdown, or GitHub after it, makes something of.
PAYLOADS = [
    "- a", "+ a", "* a", "1. a", "1) a", "123456789. a", "---", "***", "===", "-", "=", "# a", "> a", "    a", "\ta",
    "a\n---", "a\n===", "a\n- b", "a\n\n    b", "a\n\n1. b", "~~~\na", "```\na", "| a | b |\n| - | - |", "[a]: https://b",
    "[a](https://b.example)", "![a](https://b.example)", "<b>a</b>", "<!-- a", "<script>a</script>", "&lt;b>", "`a`",
    "**a**", "_a_", "~~a~~", "a\\\nb", "a  \nb", "[^1]", "- [ ] a", "<https://b.example>", "https://b.example/a_b",
    "http://b.example", "ftp://b.example", "HTTPS://B.EXAMPLE", "www.b.example", "WWW.b.example", "xwww.b.example",
    "a@b.example", "mailto:a@b.example", "xmpp:a@b.example", "\\", "\\-", "\\https://b.example", "a|b\n-|-",
]  # fmt: skip
#: What GitHub finds in the text once it is HTML: each must be parted by a tag or a comment.
REFERENCES = re.compile(r"@\w|#\d|\bGH-\d|\b[0-9a-f]{7,40}\b|:[\w+-]+:|https?://|\bwww\.|\$[^<]|\w@\w", re.IGNORECASE)
TEXTS = st.text(st.sampled_from("ab1 .-+=#@:/\\*_`~|<>&()[]!$w\n"), min_size=1)


def rendered(text: str) -> html.HtmlElement:
    """What GitHub's Markdown makes of the reason, as a paragraph and as an entry of a list."""
    markdown = f"{receipt_markdown.plain(text)}\n\n***\n\n- {receipt_markdown.plain(text)}"
    shown = cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE)
    return html.fragment_fromstring(shown, create_parent="div")


def is_text(text: str) -> None:
    """Nothing but paragraphs and our own list, rule and parting tags; and every word is there."""
    shown = rendered(text)
    tags = [element.tag for element in shown.iter() if isinstance(element.tag, str)]
    assert set(tags) <= {"div", "p", "hr", "ul", "li", "span", "br"}, (text, html.tostring(shown))
    assert (tags.count("hr"), tags.count("ul"), tags.count("li")) == (1, 1, 1), (text, html.tostring(shown))
    words = "".join(part for part in shown.itertext()).split()
    assert words == [*text.split(), *text.split()]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_reason_is_text(payload: str) -> None:
    """No list, heading, rule, table, link, picture or markup, at its start, on a further line or in a sentence."""
    is_text(payload)
    is_text(f"Because {payload}")
    is_text(f"{payload} because")
    is_text(f"Because\n{payload}\nit was so.")


@given(TEXTS)
def test_any_reason_is_text(text: str) -> None:
    """Whatever it is made of."""
    if text.strip():
        is_text(text)


@pytest.mark.parametrize("reference", [
    "@somebody", "#12", "owner/repository#12", "GH-2", "gh-2", "deadbeef", "0123456789abcdef0123456789abcdef01234567",
    ":tada:", "https://example.org", "www.example.org", "$x$", "a@b.example",
])  # fmt: skip
def test_github_finds_no_reference(reference: str) -> None:
    """Nobody is called, no issue or commit is linked, no picture or formula is put in its place."""
    assert REFERENCES.search(reference)
    escaped = receipt_markdown.plain(f"See {reference} for it.")
    shown = cmarkgfm.github_flavored_markdown_to_html(escaped, Options.CMARK_OPT_UNSAFE)
    pieces = re.split(r"<!--.*?-->|<[^>]*>", shown)
    assert [piece for piece in pieces if REFERENCES.search(piece)] == []

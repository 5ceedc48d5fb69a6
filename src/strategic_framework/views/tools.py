"""What a reader can do with one sentence: cite it, share it, suggest a change to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote

from strategic_framework.language.labels import label
from strategic_framework.language.strings import translate
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Paragraph, link
from strategic_framework.views.cite import cite
from strategic_framework.views.embed import embed_code, frame_of
from strategic_framework.views.folder import alike
from strategic_framework.views.suggest_ways import form_label, suggestion_of
from strategic_framework.views.view import Link, View

#: What stands in an address in another form, but spaces.
_UNSAFE = re.compile(r"([^A-Za-z0-9_.~ -]+)")


@frozen
class Share(View):
    """A sentence to pass on: its words, what they are from, their address; and the code that embeds them."""

    text: str
    work: str
    url: str
    mail: Link
    frame: View


@frozen
class Tools(View):
    """The three things to do with a sentence: each opens in place, the last is a link."""

    cite: Sequence[View]
    share: Sequence[View]
    suggest: Link


def tools(here: Here) -> Tools:
    """How to cite, share and suggest a change to the sentence that the page is about."""
    return Tools([*cite(here), _data(here)], [_share(here)], suggest(here))


def _data(here: Here) -> Paragraph:
    """The same item as data, and the version whose words are cited."""
    links, item = here.links, here.subject
    citation = here.to(links.citation(item, ""))
    parts = [
        Link(f"{citation}bib", "BibTeX"),
        Link(f"{citation}ris", translate("item_data.manager")),
        link(here, links.data(item), translate("item_data.json", item=label(item))),
    ]
    return Paragraph("", "screen", [*parts, *_version(here)])


@alike
def _version(here: Here) -> list[Link]:
    """The version whose words are cited, where its fingerprint stands."""
    number = here.site.ledger.numbers.get(here.edition.id)
    if not number:
        return []
    return [link(here, here.links.version(here.edition.id, number), translate("item_data.version", number=number))]


def _share(here: Here) -> Share:
    frame, text, url = frame_of(here), here.item.text, here.links.absolute(here.links.item(here.subject))
    mail = Link(_mail(frame.title, text, url), translate("share.mail"))
    return Share(text, frame.title, url, mail, embed_code(here, frame))


def _mail(subject: str, text: str, url: str) -> str:
    """A link that begins a letter with the sentence, what it is from and its address (RFC 6068)."""
    work = _quoted(subject)
    return f"mailto:?subject={work}&body={_quoted(text)}%0D%0A%0D%0A{work}%0D%0A%0D%0A{_quoted(url)}"


def _quoted(text: str) -> str:
    """The text in an address, as `quote` gives it, in a quarter of the time: each item has such a letter."""
    pieces = _UNSAFE.split(text)
    pieces[1::2] = map(_escaped, pieces[1::2])
    return "".join(pieces).replace(" ", "%20")


@lru_cache(maxsize=1_000)
def _escaped(characters: str) -> str:
    return quote(characters, safe="")


def suggest(here: Here) -> Link:
    """The way to suggest a change: the form, with the sentence chosen."""
    return Link(suggestion_of(here, here.subject), form_label(here.site))

"""What a reader can do with one sentence: cite it, share it, suggest a change to it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from strategic_framework.exports import oembed
from strategic_framework.language.labels import label
from strategic_framework.language.strings import translate
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Paragraph, link
from strategic_framework.views.cite import cite
from strategic_framework.views.embed import embed_code
from strategic_framework.views.suggest_ways import form_label, suggestion_of
from strategic_framework.views.view import Link, View

#: Each byte as it stands in an address.
_QUOTED = [quote(bytes([byte]), safe="") for byte in range(256)]


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
    parts = [
        link(here, links.citation(item, "bib"), "BibTeX"),
        link(here, links.citation(item, "ris"), translate("item_data.manager")),
        link(here, links.data(item), translate("item_data.json", item=label(item))),
    ]
    return Paragraph("", "screen", [*parts, *_version(here)])


def _version(here: Here) -> list[Link]:
    """The version whose words are cited, where its fingerprint stands."""
    number = here.site.ledger.numbers.get(here.edition.id)
    if not number:
        return []
    return [link(here, here.links.version(here.edition.id, number), translate("item_data.version", number=number))]


def _share(here: Here) -> Share:
    work, url = oembed.work(here.framework, here.subject), here.links.absolute(here.links.item(here.subject))
    mail = Link(_mail(work, here.item.text, url), translate("share.mail"))
    return Share(here.item.text, work, url, mail, embed_code(here, folded=False))


def _mail(subject: str, text: str, url: str) -> str:
    """A link that begins a letter with the sentence, what it is from and its address (RFC 6068)."""
    body = f"{text}\r\n\r\n{subject}\r\n\r\n{url}"
    return f"mailto:?subject={_quoted(subject)}&body={_quoted(body)}"


def _quoted(text: str) -> str:
    """The text in an address, as `quote` gives it, in half the time: each item has such a letter."""
    return "".join(map(_QUOTED.__getitem__, text.encode()))


def suggest(here: Here) -> Link:
    """The way to suggest a change: the form, with the sentence chosen."""
    return Link(suggestion_of(here, here.subject), form_label(here.site))

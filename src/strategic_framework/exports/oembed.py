"""What another site shows of this one: the code of a frame, and the same for programs as oEmbed (oembed.com, 1.0).

Each answer is a file, which a page names by `<link rel="alternate" type="application/json+oembed">`. A frame shows
one action, aspiration or priority, or a figure of an edition in full: the weave, or the table of who is named.
"""

from __future__ import annotations

from collections.abc import Iterator

import orjson
from markupsafe import escape

from strategic_framework.content.links import Links
from strategic_framework.exports import records
from strategic_framework.exports.dictionary import NUMBER, TEXT, Field
from strategic_framework.language.labels import label, within
from strategic_framework.language.strings import translate_text
from strategic_framework.model import Edition, Framework
from strategic_framework.model.frozen import frozen

MEDIA_TYPE = "application/json+oembed"
#: Figure → how high its frame is, in pixels. The weave fits in any window; a long table is scrolled in its frame.
FIGURES = {"weave": 1300, "matrix": 900}
#: How high the frame of a sentence is: so much for what stands around it, and so much for each of its letters.
_AROUND, _LETTER = 240, 1.0
#: How wide a frame is where whoever shows it knows no width of its own.
_WIDTH = 640

#: What every file of data says first, less what oEmbed has a name of its own for.
_ABOUT = tuple(field for field in records.ABOUT if field.name not in {"title", "publisher", "site"})
FIELDS: tuple[Field, ...] = (
    *_ABOUT,
    Field("version", TEXT, "The version of oEmbed: 1.0."),
    Field("type", TEXT, "What is shown: rich, a piece of a web page."),
    Field("title", TEXT, "What the frame shows, and what it is from."),
    Field("author_name", TEXT, "Whose framework it is from."),
    Field("provider_name", TEXT, "The title of the framework."),
    Field("provider_url", "address", "The address of this site."),
    Field("width", NUMBER, "The width of the frame, in pixels."),
    Field("height", NUMBER, "The height of the frame, in pixels."),
    Field("html", TEXT, "The code of the frame."),
)


@frozen
class Frame:
    """A page for a frame: its address, what it shows, and its height in pixels."""

    address: str
    title: str
    height: int


def files(framework: Framework, links: Links) -> Iterator[tuple[str, bytes]]:
    """The address and the bytes of the answer for each frame."""
    about = records.about(framework)
    for frame in _frames(framework, links):
        yield links.oembed(frame.address), _answer(about, links, frame)


def framed(edition: Edition) -> Iterator[str]:
    """The identifiers of what has a frame of its own; what is only described by others has none but its items."""
    if not edition.described_as:
        yield from (priority.id for priority in edition.priorities)
    yield from (item.id for item in (*edition.actions, *edition.aspirations))


def frame_of(framework: Framework, links: Links, subject: str) -> Frame:
    """The frame of an item or a priority."""
    words = framework.priorities[subject].title if subject in framework.priorities else framework.items[subject].words
    return Frame(links.embed(subject), work(framework, subject), round(_AROUND + _LETTER * len(words)))


def figure_of(framework: Framework, links: Links, figure: str, edition: Edition) -> Frame:
    """The frame of a figure of an edition."""
    publisher = framework.settings.publisher.name
    title = translate_text(f"figure.{figure}", edition=edition.title, publisher=publisher)
    return Frame(links.figure(edition, figure), title, FIGURES[figure])


def work(framework: Framework, subject: str) -> str:
    """What a sentence is from, and which it is: “Action 14, Strategic Framework 2023-2027, Improvement Service”."""
    edition = framework.edition_of[subject]
    with within(framework, edition.id):
        name = label(subject)
    publisher = framework.settings.publisher.name
    return translate_text("share.work", item=name, edition=edition.title, publisher=publisher)


def code(links: Links, frame: Frame) -> str:
    """The code to put into a page of another site."""
    address, title = escape(links.absolute(frame.address)), escape(frame.title)
    return f'<iframe src="{address}" title="{title}" width="100%" height="{frame.height}" loading="lazy"></iframe>'


def _frames(framework: Framework, links: Links) -> Iterator[Frame]:
    for edition in framework.editions:
        yield from (frame_of(framework, links, subject) for subject in framed(edition))
        if not edition.described_as:
            yield from (figure_of(framework, links, figure, edition) for figure in FIGURES)


def _answer(about: records.Record, links: Links, frame: Frame) -> bytes:
    answer = {
        "version": "1.0", "type": "rich", "title": frame.title, "author_name": about["publisher"],
        "provider_name": about["title"], "provider_url": about["site"], "width": _WIDTH, "height": frame.height,
        "html": code(links, frame),
        **{field.name: about[field.name] for field in _ABOUT},
    }  # fmt: skip
    return orjson.dumps(answer, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

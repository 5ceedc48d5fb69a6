"""Texts that somebody could write to get out of a slot: what breaks out, combined with what would then be done."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from strategic_framework.content import source
from strategic_framework.model import Wording

_WORDING: TypeAdapter[str] = TypeAdapter(Wording)


class Payload(NamedTuple):
    """A text, and what it would like to be taken for."""

    family: str
    text: str


#: What ends the place in a page where a text could stand: matter, an attribute, a comment, a script, a style, a title.
_ENDS = ["", '">', "'>", "-->", "</script>", "</style>", "</title>", "</textarea>", "]]>", "</main>", "\\u003c/script>"]
#: What a browser would run there. Each would set `pwn`.
_SCRIPTS = [
    "<script>window.pwn=1</script>", "<img src=x onerror=window.pwn=1>", "<svg onload=window.pwn=1>",
    "<iframe srcdoc='<script>parent.pwn=1</script>'></iframe>", "<a href=javascript:window.pwn=1>pwn</a>",
    "<details open ontoggle=window.pwn=1>", "<math><mtext><script>window.pwn=1</script></mtext></math>",
    "<style>body{display:none}</style>", "<base href=https://pwn.invalid/>", "<meta http-equiv=refresh content=0>",
]  # fmt: skip
_ATTRIBUTES = ['" onfocus="window.pwn=1" autofocus="', "' onmouseover='window.pwn=1' x='", "` onclick=window.pwn=1 `"]
_TEMPLATES = [
    "{{ 7 * 7 }}", "{% raw %}", "{% endraw %}", "{# pwn #}", "{{ ''.__class__.__mro__ }}",
    "{% include '/etc/passwd' %}",
    "{## pwn ##}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "%(pwn)s", "{0.__class__}", "$pwn", "$(id)", "`id`",
    "\\x41\\u0041",
    "{: #pwn onclick=window.pwn=1 }", "[pwn](javascript:window.pwn=1)", "![pwn](x)", "**pwn**", "&lt;b&gt;", "&#60;b>",
]  # fmt: skip
_FORMULAS = [
    f"{sign}{what}" for sign in "=+-@" for what in ("1+1", "cmd|'/C calc'!A0", 'HYPERLINK("https://pwn.invalid")')
]
_CONTROLS = [
    chr(code) for code in (*range(32), *range(127, 160), 0xFEFF, 0xFFFE, 0xFFFF, 0xAD, 0x200B, 0x2028, 0x2029, 0xE0041)
]
_BIDIRECTIONAL = [chr(code) for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
_YAML = [
    "&pwn a", "*pwn", "!!python/object/apply:os.system [id]", "!!binary cHdu", "%YAML 1.2", "--- pwn", "... pwn",
    "? pwn",
    "- pwn", "pwn: pwn", "{pwn: pwn}", "[pwn]", "<<: *pwn", "| pwn", "> pwn", "@pwn", "`pwn`", "pwn # pwn",
    "'pwn", '"pwn',
    "yes", "null", "~", "0755", "1e3", "12:30", "2026-01-01", ".inf", "=", "\\", "\\n", "'' ''",
]  # fmt: skip
_CITATIONS = [
    "}, author = {pwn", "}}\n@misc{pwn, title={x}}", "\\input{/etc/passwd}", "% pwn", "x\nER  - \nTY  - BOOK",
    "TY  - BOOK",
    '"\npwn,pwn', "a,b;c\td", 'say "pwn", he said', "<![CDATA[pwn]]>", "<!ENTITY pwn SYSTEM 'file:///etc/passwd'>",
    "&pwn;",
    "<?xml version='1.0'?>", "https://pwn.invalid/", "../../pwn", "%00%0d%0aSet-Cookie: pwn=1", "pwn\\",
    "🏴󠁧󠁢󠁳󠁣󠁴󠁿 e\u0301 ﷽", "İıſK",
]  # fmt: skip


def _texts() -> Iterator[Payload]:
    for end, script in itertools.product(_ENDS, _SCRIPTS):
        yield Payload("script", end + script)
    yield from (Payload("script", text) for text in _ATTRIBUTES)
    yield from (Payload("template", text) for text in _TEMPLATES)
    yield from (Payload("formula", text) for text in _FORMULAS)
    yield from (Payload("control", text) for char in _CONTROLS for text in (f"a{char}b", char))
    yield from (Payload("bidirectional", text) for char in _BIDIRECTIONAL for text in (f"a{char}b", f"{char}nwp"))
    yield from (Payload("yaml", text) for text in _YAML)
    yield from (Payload("citation", text) for text in _CITATIONS)


@cache
def every() -> tuple[Payload, ...]:
    """The whole corpus, in the same order each time."""
    return tuple(_texts())


def as_read(text: str) -> str | None:
    """The text as a file gives it, between quotation marks with every code written out; None where it is refused."""
    file = source.parse(f"- {json.dumps(text)}\n".encode(), "wall.yml")
    if file.problems or not isinstance(file.root, source.Sequence):
        return None
    (value,) = source.plain(file.root)
    try:
        return _WORDING.validate_python(value)
    except ValidationError:
        return None


@cache
def admitted() -> tuple[Payload, ...]:
    """What comes in: the rest is refused at the door, with its line."""
    read = ((payload, as_read(payload.text)) for payload in every())
    return tuple(Payload(payload.family, text) for payload, text in read if text is not None)

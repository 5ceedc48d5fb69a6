"""Data laid out once for each form that they take: a template is rendered with marks, and then only filled.

Data have one form where they have the same shape: the same classes, as many entries in each list, the same texts
there, the same truths. A template may write a text or a number, and may ask whether it is there; `Mark` refuses
anything else. What a template looks into is declared so (`Literal`, `views.base.Inspected`), and is part of the form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, NoReturn, TypeAlias

from markupsafe import Markup

from strategic_framework.rendering.shapes import AsItIs, Known, escaped, shape
from strategic_framework.views.view import Shared, View

#: What lays data out as HTML: the template of a component, or that of the shell.
LayOut = Callable[[dict[str, Any]], str]

#: In a form's key: a text or a number that is there, HTML, and HTML that holds no element, so that it may stand in an
#: attribute. What is not there is known by its value.
_TEXT, _HTML, _ESCAPED = "text", "html", "escaped"
#: So many forms are kept. A list of a length of its own comes once, and must not fill the memory.
_KEPT = 2_000
MARK = re.compile("\x02(\\d+)\x03")


class Mark(Markup):
    """What stands in a form for a text: it is there and can be written, and refuses to be looked into."""

    def __bool__(self) -> bool:
        return True


def _refusal(name: str) -> Callable[..., NoReturn]:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise RuntimeError(f"A template looks into a text ({name}): declare it Inspected, or decide in the view.")

    return refuse


_COMPARED = {"__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__"}
for _name in ({*dir(Markup)} - {*dir(object)} - {"__html__", "__html_format__"}) | _COMPARED:
    if callable(getattr(Markup, _name)):
        setattr(Mark, _name, _refusal(_name))


class _Found(NamedTuple):
    """What was read of data: the key of their form, and what fills it."""

    key: list[object]
    texts: list[str]
    html: list[str]

    def values(self) -> list[str]:
        """The texts, all escaped together as that is quickest, and then the HTML."""
        texts = escaped("\0".join(self.texts)).split("\0") if self.texts else []
        if len(texts) != len(self.texts):  # one of them holds what stands between them
            texts = [escaped(text) for text in self.texts]
        return texts + self.html

    def samples(self) -> list[str]:
        """The like of them with little in it."""
        html = ("x" if _is_text(value) else '<i id="x">x</i>' for value in self.html)
        return ["x"] * len(self.texts) + [*html]


def _is_text(html: str) -> bool:
    """Whether HTML holds no element, or none that was not noted before."""
    return type(html) is AsItIs or (type(html) is Markup and "<" not in html)


class Form:
    """What a template gave, cut at its marks."""

    #: What a `Look` gave.
    known: Callable[[Sequence[str]], Any] | None = None

    def __init__(self, html: str) -> None:
        pieces = MARK.split(html)
        places = [int(place) for place in pieces[1::2]]
        #: What gives the values of its places; of fewer than two `itemgetter` gives no tuple.
        self._values = itemgetter(*places) if len(places) > 1 else lambda values: [values[place] for place in places]
        same: dict[str, str] = {}  # most pieces of a list are alike
        self._pieces = [same.setdefault(piece, piece) for piece in pieces]

    def fill(self, values: Sequence[str]) -> str:
        pieces = self._pieces.copy()
        pieces[1::2] = self._values(values)
        return "".join(pieces)


#: What is asked of all HTML that can come into pages: of the marked HTML of a form, with the form filled with little,
#: and of what is HTML already and no view, which has no marks. If there is anything to know there, it gives what says
#: it where the places of the form have their values.
Look: TypeAlias = Callable[[str, str], Callable[[Sequence[str]], Any] | None]


class Forms:
    """The forms of one build, whose pages are all in the same words. `template` gives that of a component.

    Where there is a `look` it is asked once for each form. What is known of it with its values is gathered in `met`,
    at every filling, until somebody takes it away.
    """

    def __init__(self, template: Callable[[str], LayOut], look: Look | None = None) -> None:
        self._template = template
        self._look = look
        self.met: list[Any] = []
        self._forms: dict[tuple[object, ...], Form] = {}
        self._look_again = lru_cache(maxsize=500)(lambda html: look(html, html) if look else None)
        self._shared: dict[int, tuple[View, str, list[Any]]] = {}
        #: Classes of plain data that are no views → what gives the values of one.
        self._plain: dict[type, Callable[[Any], Iterable[Any]]] = {}

    def render(self, view: View) -> str:
        """A view laid out by its component, the views inside it first. What many pages share is laid out once."""
        if not view.is_shared:
            return self.fill(view, self._template(view.component))
        kept = self._shared.get(id(view))
        if kept is None:
            start = len(self.met)
            html = self.fill(view, self._template(view.component))
            self._shared[id(view)] = view, html, self.met[start:]
            return html
        self.met += kept[2]
        return kept[1]

    def render_all(self, views: View | Sequence[View]) -> str:
        """One view or several, in order."""
        return self.render(views) if isinstance(views, View) else "\n".join(map(self.render, views))

    def fill(self, data: object, lay_out: LayOut, *beside: object) -> str:
        """What `lay_out` gives for the data as a mapping: it is asked once for each form, and for what is `beside`."""
        found = self._found(data)
        key = (*beside, *found.key)
        form = self._forms.get(key)
        if form is None:
            if len(self._forms) >= _KEPT:
                self._forms.clear()
            marks = [Mark(f"\x02{place}\x03") for place in range(len(found.texts) + len(found.html))]
            html = lay_out(self._mapping(data, found, marks))
            form = self._forms[key] = Form(html)
            form.known = self._look and self._look(html, form.fill(found.samples()))
        values = found.values()
        if form.known:
            self.met.append(form.known(values))
        return form.fill(values)

    def meet(self, html: str) -> None:
        """Look at what is HTML already, and no view."""
        if self._look and (known := self._look_again(html)):
            self.met.append(known(()))

    def mapping(self, data: object) -> dict[str, Any]:
        """The data for a template that is rendered as it is: as mappings and lists, every text in them escaped."""
        found = self._found(data)
        return self._mapping(data, found, [Markup(value) for value in found.values()])  # noqa: S704 (escaped)

    def _mapping(self, data: object, found: _Found, values: Sequence[Markup]) -> dict[str, Any]:
        """The data with these values in the places of what fills their form."""
        count = len(found.texts)
        mapping: dict[str, Any] = self._placed(data, iter(found.key), iter(values[:count]), iter(values[count:]))
        return mapping

    def _placed(self, value: Any, key: Iterator[object], texts: Iterator[Markup], html: Iterator[Markup]) -> Any:
        """What `_read` went through, in the same order."""
        sort = next(key)
        if isinstance(value, Known):
            return value.value
        if isinstance(sort, type):
            names, values = shape(sort)
            entries = [self._placed(entry, key, texts, html) for entry in values(value)]
            return dict(zip(names, entries, strict=True))
        if isinstance(value, Shared) and not isinstance(value, View):
            return self.mapping(value)
        if type(sort) is int:
            return [self._placed(entry, key, texts, html) for entry in value]
        if sort is _HTML or sort is _ESCAPED:
            return next(html)
        return next(texts) if sort is _TEXT else sort if sort == "" else value

    def _found(self, data: object) -> _Found:
        kind: Any = type(data)
        found = _Found([kind], [], [])
        self._read(shape(kind)[1](data), found)
        return found

    def _read(self, values: Iterable[Any], found: _Found) -> None:
        key, texts, _ = found
        for value in values:
            kind = type(value)
            if kind is str:
                if value:
                    key.append(_TEXT)
                    texts.append(value)
                else:
                    key.append("")
            elif value is None or kind is bool:
                key.append(value)
            elif kind is list or kind is tuple:
                self._read_list(value, found)
            elif kind is Markup:
                self._read_markup(value, found)
            elif kind is Known:
                key.append(value.key)
            elif kind in self._plain:
                key.append(kind)
                self._read(self._plain[kind](value), found)
            else:
                self._read_other(value, kind, found)

    def _read_list(self, values: Sequence[Any], found: _Found) -> None:
        if values and isinstance(values[0], View):
            self._read_html(self.render_all(values), found)
        else:
            found.key.append(~len(values))
            self._read(values, found)

    def _read_other(self, value: Any, kind: type, found: _Found) -> None:
        if kind is AsItIs:
            self._read_html(value, found)
        elif isinstance(value, View):
            self._read_html(self.render(value), found)
        elif kind is int or kind is float:
            found.key.append(_TEXT if value else repr(value))
            found.texts.extend([str(value)] if value else [])
        elif isinstance(value, Shared):
            found.key.append(repr(value))
        else:
            self._plain[kind] = shape(kind)[1]
            self._read((value,), found)

    def _read_markup(self, html: Markup, found: _Found) -> None:
        if "<" in html:
            self.meet(html)
            self._read_html(html, found)
        else:
            self._read_html(html, found, _ESCAPED)

    @staticmethod
    def _read_html(html: str, found: _Found, sort: str = _HTML) -> None:
        if html:
            found.key.append(sort)
            found.html.append(html)
        else:
            found.key.append("")

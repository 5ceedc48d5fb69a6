"""Bodies by priority: which actions of the edition name which body, as a table and in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from strategic_framework.language.english import number as in_words
from strategic_framework.language.english import sentence
from strategic_framework.language.nouns import counted
from strategic_framework.language.strings import translate
from strategic_framework.model import Body, Priority
from strategic_framework.views.base import Here, Paragraph, View, number, tone
from strategic_framework.views.macro import macro
from strategic_framework.views.named import actions_naming, named_in_actions
from strategic_framework.views.retired import in_force


@dataclass(frozen=True)
class MatrixPriority:
    """The head of a column."""

    number: int
    label: str
    tone: str
    href: str


@dataclass(frozen=True)
class MatrixAction:
    """An action in a cell, by its number."""

    href: str
    number: int


@dataclass(frozen=True)
class MatrixBody:
    """A row: a body, the actions that name it in each column, and how many they are."""

    name: str
    href: str
    cells: Sequence[Sequence[MatrixAction]]
    total: int


@dataclass(frozen=True)
class Matrix(View):
    """Bodies by priority."""

    caption: str
    priorities: Sequence[MatrixPriority]
    bodies: Sequence[MatrixBody]


@macro("block")
def matrix(here: Here) -> View:
    """Bodies by priority: which actions name which body, each a link; in a sentence, that none is named."""
    named = named_in_actions(here)
    if not named:
        return Paragraph(translate("bodies.none"))
    # A priority without actions would be an empty column, which reads as if nobody was named in it.
    columns = [priority for priority in here.edition.priorities if priority.actions]
    heads = [
        MatrixPriority(
            priority.number,
            priority.nav_label,
            tone(priority, here.edition),
            here.to(here.links.priority(priority)),
        )
        for priority in columns
    ]
    rows = [_body(here, body, columns) for body in named]
    return Matrix(translate("matrix.caption", edition=here.edition.title), heads, rows)


def _body(here: Here, body: Body, columns: Sequence[Priority]) -> MatrixBody:
    items = actions_naming(here, body.id)
    cells = [
        [
            MatrixAction(here.to(here.links.item(item)), number(item))
            for item in items
            if here.framework.priority_of[item] is priority
        ]
        for priority in columns
    ]
    return MatrixBody(body.name, here.to(here.links.body(body.id)), cells, len(items))


@macro("block")
def matrix_words(here: Here) -> View:
    """What the table shows, in sentences: how many bodies, and the priorities whose actions name none."""
    bodies = named_in_actions(here)
    naming = {item for body in bodies for item in actions_naming(here, body.id)}
    actions = counted(len(in_force(here.edition.actions)), "action")
    sentences = [
        translate("matrix.naming", count=len(naming), number=_number(len(naming)), actions=actions),
        translate("matrix.named", count=len(bodies), number=_number(len(bodies))),
        *(
            translate("matrix.silent", number=priority.number, priority=priority.nav_label)
            for priority in here.edition.priorities
            if priority.actions and not {action.id for action in priority.actions} & naming
        ),
    ]
    return Paragraph(Markup(" ").join(sentences), "lead")


def _number(count: int) -> str:
    """A number in words, as a sentence begins with it."""
    return sentence(in_words(count))

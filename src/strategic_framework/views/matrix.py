"""Bodies and programmes by priority: which actions of the edition name which, as a table and in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from strategic_framework.content.mentions import Register
from strategic_framework.language.english import number as in_words
from strategic_framework.language.english import sentence
from strategic_framework.language.nouns import counted
from strategic_framework.language.strings import translate
from strategic_framework.model import Body, Priority
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Paragraph, link, tone
from strategic_framework.views.filters import for_matrix
from strategic_framework.views.macro import macro
from strategic_framework.views.named import actions_naming, named_in_actions, programmes_in_actions
from strategic_framework.views.retired import in_force
from strategic_framework.views.rows import Facet
from strategic_framework.views.view import Inspected, View


@frozen
class MatrixPriority:
    """The head of a column."""

    number: int
    label: str
    tone: str
    href: str


@frozen
class MatrixAction:
    """An action in a cell, by its number."""

    href: str
    number: int


@frozen
class MatrixBody:
    """A row: a body or programme, the actions that name it in each column, how many they are, what picks the row."""

    name: str
    href: str
    cells: Sequence[Sequence[MatrixAction]]
    total: int
    facets: Sequence[Facet] = ()


@frozen
class MatrixGroup:
    """The rows of one register: bodies, or programmes."""

    heading: str
    bodies: Sequence[MatrixBody]


@frozen
class Matrix(View):
    """Bodies and programmes by priority."""

    caption: Inspected[str]
    priorities: Sequence[MatrixPriority]
    groups: Sequence[MatrixGroup]


@frozen
class UnderPriority:
    """The actions of one priority that name a body, under the number of that priority."""

    number: int
    actions: Sequence[MatrixAction]


@frozen
class UnderBody:
    """A row of the list: a body or programme, the priorities whose actions name it, how many actions that are."""

    name: str
    href: str
    priorities: Sequence[UnderPriority]
    total: int
    facets: Sequence[Facet] = ()


@frozen
class UnderGroup:
    """The rows of one register."""

    heading: str
    bodies: Sequence[UnderBody]


@frozen
class MatrixList(View):
    """Bodies and programmes, each with the priorities that name it: where a column for each would be too many."""

    caption: str
    groups: Sequence[UnderGroup]


#: With more priorities than these no screen holds a column for each, and most cells would be empty.
COLUMNS = 12


@macro("block")
def matrix(here: Here) -> list[View]:
    """Bodies and programmes by priority, with the choices to narrow them by and the table to download."""
    shown = table(here)
    groups = [group for view in shown if isinstance(view, Matrix | MatrixList) for group in view.groups]
    rows = [row for group in groups for row in group.bodies]
    if not rows:
        return shown
    download = Paragraph("", "screen", [link(here, "data/mentions.csv", translate("matrix.download"))])
    return [for_matrix(_columns(here), rows), *shown, download]


def table(here: Here) -> list[View]:
    """Bodies and programmes by priority; where none is named, the words that say so."""
    columns, mentions = _columns(here), here.site.mentions
    kinds = [("body", named_in_actions(here), mentions.bodies),
             ("programme", programmes_in_actions(here), mentions.programmes)]  # fmt: skip
    groups = [
        MatrixGroup(translate(f"matrix.{kind}_rows"), [_body(here, kind, body, register, columns) for body in those])
        for kind, those, register in kinds
        if those
    ]
    if not groups:
        return [Paragraph(translate("bodies.none"))]
    caption = translate("matrix.caption", edition=here.edition.title)
    if len(columns) > COLUMNS:
        return [MatrixList(caption, [_listed(group, columns) for group in groups])]
    return [Matrix(caption, [_head(here, priority) for priority in columns], groups)]


def _listed(group: MatrixGroup, columns: Sequence[Priority]) -> UnderGroup:
    """The rows of a table as rows of a list, without what is empty."""
    rows = [
        UnderBody(row.name, row.href, [UnderPriority(priority.number, cell) for priority, cell in
                                       zip(columns, row.cells, strict=True) if cell], row.total, row.facets)
        for row in group.bodies
    ]  # fmt: skip
    return UnderGroup(group.heading, rows)


def _columns(here: Here) -> list[Priority]:
    """A priority without actions would be an empty column, which reads as if nobody was named in it."""
    return [priority for priority in here.edition.priorities if priority.all_actions]


def _head(here: Here, priority: Priority) -> MatrixPriority:
    href = here.to(here.links.priority(priority))
    return MatrixPriority(priority.number, priority.nav_label, tone(priority, here.edition), href)


def _body(here: Here, kind: str, body: Body, register: Register, columns: Sequence[Priority]) -> MatrixBody:
    items = actions_naming(here, body.id, register)
    under: dict[str, list[MatrixAction]] = {}
    for item in items:
        action = MatrixAction(here.to(here.links.item(item)), here.framework.numbering.number(item))
        under.setdefault(here.framework.priority_of[item].id, []).append(action)
    cells = [under.get(priority.id, []) for priority in columns]
    naming = " ".join(priority.id for priority, cell in zip(columns, cells, strict=True) if cell)
    facets = [Facet("priority", naming), Facet("kind", kind), Facet("also", ", ".join(body.aliases))]
    return MatrixBody(sentence(body.name), here.to(here.links.body(body.id)), cells, len(items),
                      [facet for facet in facets if facet.value])  # fmt: skip


@macro("block")
def matrix_words(here: Here) -> View:
    """What the table shows, in sentences: how many bodies, and the priorities whose actions name none."""
    bodies = named_in_actions(here)
    naming = {item for body in bodies for item in actions_naming(here, body.id)}
    sentences = [
        *_naming(len(naming), len(in_force(here.edition.actions))),
        translate("matrix.named", count=len(bodies), number=_number(len(bodies))),
        *(
            translate("matrix.silent", number=priority.number, priority=priority.nav_label)
            for priority in here.edition.priorities
            if priority.all_actions and not {action.id for action in priority.all_actions} & naming
        ),
    ]
    return Paragraph(Markup(" ").join(sentences), "lead")


def _naming(count: int, of: int) -> Iterator[Markup]:
    """How many of the actions in force name a body; of one action, whether it does; of none, nothing."""
    if of == 1:
        yield translate("matrix.naming_only", count=count)
    elif of:
        yield translate("matrix.naming", count=count, number=_number(count), actions=counted(of, "action"))


def _number(count: int) -> str:
    """A number in words, as a sentence begins with it."""
    return sentence(in_words(count))

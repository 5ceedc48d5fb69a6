"""Who is named under which priority: the table, the choices over it, and the file that says the same."""

from __future__ import annotations

import csv
import io

from strategic_framework.exports import csv_tables
from strategic_framework.views.base import Here, Paragraph
from strategic_framework.views.filters import Filter
from strategic_framework.views.matrix import Matrix, matrix
from strategic_framework.views.site import Site


def _parts(site: Site) -> tuple[Filter, Matrix, Paragraph]:
    choices, table, download = matrix(Here(site, "named/"))
    assert isinstance(choices, Filter)
    assert isinstance(table, Matrix)
    assert isinstance(download, Paragraph)
    return choices, table, download


def test_the_table_holds_what_the_file_holds(site: Site) -> None:
    """Each action that names a body or programme stands in its cell; the file to download has the same pairs."""
    _, table, download = _parts(site)
    cells = {(row.href.split("/")[-2], action.number) for group in table.groups for row in group.bodies
             for cell in row.cells for action in cell}  # fmt: skip
    files = dict(csv_tables.files(site.framework, site.mentions, site.links))
    rows = csv.DictReader(io.StringIO(files["data/mentions.csv"].decode("utf-8-sig")))
    actions = {one.id for one in Here(site, "").edition.actions if not one.retired}
    assert cells == {(row["name_id"], int(row["item"].removeprefix("act-"))) for row in rows if row["item"] in actions}
    assert download.parts[0].href == "../data/mentions.csv"


def test_a_row_answers_to_the_priorities_that_name_it(site: Site) -> None:
    """What a choice of a priority picks are the rows with an action in its column, and it counts them."""
    choices, table, _ = _parts(site)
    rows = [row for group in table.groups for row in group.bodies]
    names = [priority.id for priority in Here(site, "").edition.priorities if priority.actions]
    for row in rows:
        facets = {facet.name: facet.value for facet in row.facets}
        assert facets["priority"].split() == [name for name, cell in zip(names, row.cells, strict=True) if cell]
    offered = {choice.value: choice.text for field in choices.fields for choice in field.choices}
    for name in offered.keys() & set(names):
        picked = sum(name in facet.value.split() for row in rows for facet in row.facets if facet.name == "priority")
        assert offered[name].endswith(f"({picked})")

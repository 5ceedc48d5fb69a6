"""Long lists on several pages: nothing is lost, every anchor stays, and what is not long is as it was."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from markupsafe import escape

from strategic_framework.content import list_pages
from strategic_framework.rendering import templates
from strategic_framework.site import assets, one_file, pages
from strategic_framework.views import matrix, suggest
from strategic_framework.views.base import Here
from strategic_framework.views.site import Site
from tests.conftest import ROOT

EDITION = "2023-27"
_ID = re.compile(r'\bid="([\w-]+)"')


def laid_out(site: Site) -> dict[str, str]:
    """Address → the matter of every page of the current edition but those of single items."""
    planned = [page for page in pages.plan(site, ROOT) if page.here.address.startswith(f"{EDITION}/")]
    shown = [page for page in planned if page.here.kind in {"edition-part", "priority"} or "_page" in page.here.kind]
    return {page.here.address: pages.matter(page, pages.answers(page)) for page in shown if page.template.is_template}


@pytest.fixture
def site(site: Site) -> Site:
    """The site anew: it cuts its lists once."""
    return Site(site.loaded, site.ledger)


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of more than five stand on pages of ten."""
    monkeypatch.setattr(list_pages, "LONGEST", 5)
    monkeypatch.setattr(list_pages, "SPAN", 10)


def test_a_list_of_ordinary_length_has_one_page(site: Site) -> None:
    """No further page, and none of its files."""
    assert not [page for page in pages.plan(site, ROOT) if "_page" in page.here.kind]
    assert not [address for address, _ in assets.files(site, []) if "rows.json" in address or "list-pages" in address]


def test_every_anchor_of_a_page_stays(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was linked to before the lists were cut is still there, each once."""
    before = {address: {*_ID.findall(html)} for address, html in laid_out(site).items()}
    monkeypatch.setattr(list_pages, "LONGEST", 5)
    after = {address: Counter(_ID.findall(html)) for address, html in laid_out(site).items()}
    assert {address: lost for address, names in before.items() if (lost := names - after[address].keys())} == {}
    assert [address for address, names in after.items() if any(count > 1 for count in names.values())] == []


@pytest.mark.usefixtures("cut")
def test_every_number_leads_to_the_words(site: Site) -> None:
    """Each item stands whole on one page, and the list, its priority and the whole document lead there."""
    shown, edition = laid_out(site), site.framework.current
    for item in (*edition.actions, *edition.aspirations):
        page = site.links.list_page(item.id)
        assert f'id="{item.id}"' in shown[page]
        assert escape(item.text) in shown[page]
        here = Here(site, site.links.list_of(item.id))
        way, number = here.to(f"{page}#{item.id}"), site.framework.numbering.number(item.id)
        assert f'<li id="{item.id}"><a href="{way}">{number}</a>' in shown[here.address]
    sizes = [len(_ID.findall(html)) for address, html in shown.items() if re.search(r"/actions/\d", address)]
    assert len(sizes) == 4


@pytest.mark.usefixtures("cut")
def test_the_choices_find_the_rows_of_the_whole_list(site: Site) -> None:
    """What is fetched for them is what the list shows where it is not cut."""
    files = dict(assets.files(site, []))
    assert {"assets/list-pages.css", "assets/list-pages.js"} <= files.keys()
    shown, edition = laid_out(site), site.framework.current
    for kind, items in (("actions", edition.actions), ("aspirations", edition.aspirations)):
        rows, wanted = json.loads(files[f"{EDITION}/{kind}/rows.json"])["html"], [item.id for item in items]
        assert [name for name in _ID.findall(rows) if name in wanted] == wanted
        assert "data-filter-priority" in rows
        assert 'data-source="rows.json"' in shown[f"{EDITION}/{kind}/"]


@pytest.mark.usefixtures("cut")
def test_the_file_to_carry_stays_whole(site: Site) -> None:
    """It holds every word in one piece, however many they are."""
    [html] = [data.decode() for address, data in one_file.files(site) if address.startswith(EDITION)][:1]
    assert all(escape(item.text) in html for item in site.framework.current.actions)


@pytest.mark.parametrize(("item", "page"), [("act-01", "1-200"), ("act-200", "1-200"), ("asp-201", "201-400")])
def test_an_item_stays_on_its_page(item: str, page: str) -> None:
    """Its identifier alone says which that is."""
    assert list_pages.page_of(item) == page


def test_many_priorities_have_no_column_each(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same actions under the same priorities, and nothing where there is none: as long as what it says."""
    here = Here(site, "named/")
    _, table, _ = matrix.matrix(here)
    monkeypatch.setattr(matrix, "COLUMNS", 3)
    choices, listed, _ = matrix.matrix(here)
    assert isinstance(table, matrix.Matrix)
    assert isinstance(listed, matrix.MatrixList)
    numbers = [priority.number for priority in table.priorities]
    wanted = {(row.name, number, tuple(cell)) for group in table.groups for row in group.bodies
              for number, cell in zip(numbers, row.cells, strict=True) if cell}  # fmt: skip
    found = {(row.name, under.number, tuple(under.actions)) for group in listed.groups for row in group.bodies
             for under in row.priorities}  # fmt: skip
    assert found == wanted
    assert choices == matrix.matrix(here)[0]


def test_the_choice_of_very_many_sentences_is_brief(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Identifiers alone: what each is called comes with the form. Each can still be linked to."""
    here = Here(site, "suggest/")
    whole = suggest.suggest_form(here)
    monkeypatch.setattr(suggest, "BRIEF", 3)
    brief = suggest.suggest_form(here)
    assert isinstance(whole, suggest.Suggest)
    assert isinstance(brief, suggest.Suggest)
    ids = [[choice.id for part in form.parts for choice in part.choices] for form in (whole, brief)]
    assert ids[0] == ids[1]
    assert not any(choice.text for part in brief.parts for choice in part.choices)
    html = templates.render(brief)
    assert '<option id="act-14">…</option>' in html

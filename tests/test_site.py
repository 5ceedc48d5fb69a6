"""The built site, as a reader and as a browser meet it."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html

from strategic_framework.build import link_check
from strategic_framework.language.labels import label
from strategic_framework.model import make_identifier
from strategic_framework.site import pages
from strategic_framework.views.site import Site
from tests.conftest import MINIATURE, ROOT, clone, explain, run


def documents(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    """(address, page) of every page of a built site. A file to carry is a download, which `test_one_file` holds."""
    for path in sorted(path for path in site.rglob("*.html") if not path.name.startswith("framework-")):
        name = path.relative_to(site).as_posix().removesuffix("index.html")
        yield name, html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def words(text: str) -> str:
    """Text with its white space made even."""
    return " ".join(text.split())


def test_every_planned_page_is_built_and_no_other(site: Site, built: Path) -> None:
    """The pages are those of the plan, and the not-found page."""
    planned = {page.here.address for page in pages.plan(site, ROOT)} | {"404.html"}
    assert {address for address, _ in documents(built)} == planned


def test_every_item_is_shown_verbatim(site: Site, built: Path) -> None:
    """The wording of every item stands on the page of its address, character for character."""
    shown = {address: words(page.text_content()) for address, page in documents(built)}
    for item in site.framework.items.values():
        address = site.links.item(item.id).partition("#")[0]
        assert words(item.text) in shown[address], item.id


def test_no_broken_link(built: Path) -> None:
    """Every href, src and fragment inside the site leads somewhere, and nothing is fetched from elsewhere."""
    assert link_check.check(built, "/") == []


def test_one_h1_one_main_one_title(website: Path) -> None:
    """Each page has one first-level heading, one main landmark, a language and a title of its own."""
    titles = []
    for address, page in documents(website):
        assert len(page.xpath("//h1")) == 1, address
        assert len(page.xpath("//main")) == 1, address
        assert page.get("lang"), address
        titles.append(page.findtext(".//title"))
    assert len(titles) == len(set(titles))


def test_headings_step_down_one_at_a_time(website: Path) -> None:
    """No heading skips a level."""
    for address, page in documents(website):
        levels = [int(heading.tag[1]) for heading in page.xpath("//main//*[self::h1|self::h2|self::h3|self::h4]")]
        jumps = [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1]
        assert (levels[0], jumps) == (1, []), address


def test_identifiers_stand_once_on_a_page(website: Path) -> None:
    """An anchor leads to one place."""
    for address, page in documents(website):
        found = page.xpath("//@id")
        assert sorted(found) == sorted(set(found)), address


def test_every_page_says_that_it_is_a_demonstration(built: Path) -> None:
    """While nobody has approved it: a banner, and noindex in a meta element."""
    for address, page in documents(built):
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"], address
        assert "not approved by it" in page.text_content(), address


def test_descriptions_and_canonical_addresses(built: Path) -> None:
    """Each page has a description and the address it is cited by; what is for a frame has that of the page it shows."""
    shown_on = {"embed/2023-27/weave/": "2023-27/", "embed/2023-27/matrix/": "named/"}
    for address, page in documents(built):
        assert page.xpath("//meta[@name='description']/@content"), address
        if address != "404.html":
            cited = shown_on.get(address, re.sub("^embed/", "2023-27/", address))
            assert page.xpath("//link[@rel='canonical']/@href") == [f"https://example.org/{cited}"], address
            assert page.xpath("//meta[@property='og:title']/@content"), address


def test_the_sitemap_holds_every_page(built: Path) -> None:
    """Every page stands in the sitemap but the not-found page, and those for frames: what they show is elsewhere."""
    listed = set(re.findall(r"<loc>https://example.org/(.*?)</loc>", (built / "sitemap.xml").read_text()))
    assert listed == {one for one, _ in documents(built) if one != "404.html" and not one.startswith("embed/")}


def test_the_sitemap_is_dated_by_the_content(site: Site, built: Path) -> None:
    """Its dates are the as-at date, so that the same content gives the same bytes on any day."""
    dates = set(re.findall(r"<lastmod>(.*?)</lastmod>", (built / "sitemap.xml").read_text()))
    assert dates == {site.framework.settings.as_at}


def test_structured_data_parses_and_does_not_name_the_body_as_publisher(built: Path) -> None:
    """JSON-LD of document and items is valid JSON; the publisher is not the Improvement Service."""
    count = 0
    for _, page in documents(built):
        for script in page.xpath("//script[@type='application/ld+json']"):
            data = json.loads(script.text_content())
            assert "Improvement Service" not in json.dumps(data.get("publisher", {}))
            count += 1
    assert count >= 35 + 15 + 4


def test_nothing_is_fetched_from_another_site(website: Path) -> None:
    """No page, style or script names a third party to fetch from."""
    for path in website.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(https?:)?//", path.read_text(encoding="utf-8")), path.name


def test_every_item_is_two_clicks_from_home(site: Site, built: Path) -> None:
    """A walk over the built pages, beginning at home, meets every item after at most two links."""
    found = dict(documents(built))
    distance = {"": 0}
    anchors: set[str] = set()
    queue = deque([""])
    while queue:
        address = queue.popleft()
        page = found[address]
        anchors |= {f"{address}#{anchor}" for anchor in page.xpath("//@id")}
        if distance[address] < 2:
            for target in _targets(address, page):
                if target in found and target not in distance:
                    distance[target] = distance[address] + 1
                    queue.append(target)
    for item in [*site.framework.items, *site.framework.priorities]:
        address = site.links.item(item)
        assert address in distance or address in anchors, item
    for named in (*site.framework.bodies, *site.framework.programmes):
        assert site.links.body(named.id) in distance, named.id


def _targets(address: str, page: html.HtmlElement) -> Iterator[str]:
    for value in page.xpath("//a/@href"):
        joined = urljoin(f"https://x/{address}", str(value)).split("#")[0]
        if joined.startswith("https://x/"):
            yield joined.removeprefix("https://x/")


def _next(site: Site) -> str:
    """The identifier that the next new action gets."""
    return make_identifier("act", max(int(one.id[4:]) for one in site.framework.current.actions) + 1)


def test_adding_content_adds_pages_lists_counts_and_navigation(tmp_path: Path, site: Site) -> None:
    """A new priority with an action, and a new body, in YAML alone: pages, lists and counts follow."""
    folder = clone(tmp_path)
    edition = folder / "framework" / "editions" / "2023-27"
    (edition / "5-testing.yml").write_text(
        "id: pri-5\ntitle: We will test what we publish\ntitle_source: new\nnav_label: Testing\n"
        f"actions:\n  - id: {_next(site)}\n    source: new\n    text: >-\n      Try it with Zebra Council.\n",
        encoding="utf-8",
    )
    with (folder / "framework" / "bodies.yml").open("a", encoding="utf-8") as file:
        file.write("\n- id: zebra-council\n  name: Zebra Council\n")
    explain(folder)
    done = run(folder, "framework", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    count = len(site.framework.current.actions) + 1
    text = {address: words(page.text_content()) for address, page in documents(folder / "site")}
    assert "Try it with Zebra Council." in text[f"2023-27/{_next(site)}/"]
    assert label(_next(site)) in text["bodies/zebra-council/"]
    assert "We will test what we publish" in text[""]
    assert f"All {count}, with who each one names" in text[""]
    assert "Zebra Council" in text["named/"]
    assert "Testing" in text["2023-27/actions/"]
    assert "Nothing recorded here yet" in text[f"2023-27/{_next(site)}/"]


def test_a_new_item_gets_a_provisional_identifier(tmp_path: Path, site: Site) -> None:
    """An entry without an identifier is shown under the next number, and says that the number is provisional."""
    folder = clone(tmp_path)
    path = folder / "framework" / "editions" / "2023-27" / "3-poverty-and-inequality.yml"
    text = path.read_text(encoding="utf-8")
    assert "\nactions:\n" in text
    path.write_text(
        text.replace("\nactions:\n", "\nactions:\n  - source: new\n    text: Try it.\n", 1), encoding="utf-8"
    )
    explain(folder)
    done = run(folder, "framework", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Its number is provisional" in dict(documents(folder / "site"))[f"2023-27/{_next(site)}/"].text_content()


def test_yaml_text_is_shown_as_the_characters_it_is(tmp_path: Path, site: Site) -> None:
    """Jinja, HTML and Markdown inside YAML do nothing."""
    folder = clone(tmp_path)
    hostile = "Try {{ 7 * 7 }} {% raw %} <script>alert(1)</script> **bold** [a](javascript:alert(1)) &amp; `x`{#id}."
    path = folder / "framework" / "editions" / "2023-27" / "1-transform-services.yml"
    text = path.read_text(encoding="utf-8").replace(
        "actions:\n", f"actions:\n  - id: {_next(site)}\n    source: new\n    text: >-\n      {hostile}\n", 1
    )
    path.write_text(text, encoding="utf-8")
    explain(folder)
    done = run(folder, "framework", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    page = dict(documents(folder / "site"))[f"2023-27/{_next(site)}/"]
    assert hostile in words(page.text_content())
    assert not page.xpath(
        "//script[not(@type)][contains(., 'alert')] | //main//strong[.='bold'] | //a[starts-with(@href,'javascript')]"
    )


def test_plain_mkdocs_builds_the_same_site(tmp_path: Path, built: Path) -> None:
    """`mkdocs build --strict` works as well as `framework build`, and gives the same pages."""
    folder = clone(tmp_path)
    done = run(folder, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    ours = {path.relative_to(built).as_posix(): path.read_bytes() for path in built.rglob("*.html")}
    theirs = {p.relative_to(folder / "site").as_posix(): p.read_bytes() for p in (folder / "site").rglob("*.html")}
    assert ours == theirs


BROKEN = [
    ("docs/timeline.md", "{{ timeline() }}", "{{ timelin() }}", "Did you mean “timeline”?"),
    ("docs/timeline.md", "## Year by year", "[x](nowhere.md)\n\n## Year by year", "nowhere.md"),
    ("framework/framework.yml", "official: false", "official: perhaps", "Write true or false."),
]


@pytest.mark.parametrize(("name", "found", "put", "words_of_it"), BROKEN)
@pytest.mark.parametrize("command", [("framework", "build"), ("mkdocs", "build", "--strict")])
def test_a_failed_build_leaves_the_last_good_site(
    tmp_path: Path, built: Path, name: str, found: str, put: str, words_of_it: str, command: tuple[str, ...]
) -> None:
    """A fault in content or pages: exit 1, a plain reason, and the public folder untouched."""
    folder = clone(tmp_path)
    shutil.copytree(built, folder / "site")
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert found in text
    path.write_text(text.replace(found, put, 1), encoding="utf-8")
    done = run(folder, *command)
    told = done.stdout + done.stderr
    assert done.returncode == 1, told
    assert words_of_it in told
    assert "Traceback" not in told
    assert {p.name for p in folder.iterdir() if p.name.startswith(".site")} == set()
    assert (folder / "site" / "index.html").read_bytes() == (built / "index.html").read_bytes()


def test_the_miniature_site_shows_its_update(built_miniature: Path) -> None:
    """An update has a page, and stands on the page of what it is about, with its source."""
    page = dict(documents(built_miniature))
    about = [address for address in page if address.startswith("updates/upd-")]
    assert len(about) == 5
    assert "Nothing recorded here yet" in words(page[_an_action_without_update(page)].text_content())


def _an_action_without_update(page: dict[str, html.HtmlElement]) -> str:
    silent = [a for a in page if "/act-" in a and not page[a].xpath("//a[contains(@href, 'updates/')]")]
    return silent[0]


def test_the_miniature_is_labelled_fictional_on_every_page(built_miniature: Path) -> None:
    """Nobody takes the invented council for a real one."""
    assert MINIATURE.is_dir()
    for address, page in documents(built_miniature):
        assert "Fictional example" in page.text_content(), address

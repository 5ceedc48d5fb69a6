"""From a sentence to a proposal: the form of suggestions, what it shows as one types, and the ways out of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zlib import crc32

import pytest
import yaml
from playwright.sync_api import Page, expect

from strategic_framework.ledger import yaml_writer
from strategic_framework.publication import publishing
from strategic_framework.site.project import Project
from tests.browser import axe
from tests.browser.conftest import Borrow, listening, serve
from tests.browser.windows import Window
from tests.conftest import MEASURED, MINIATURE, clone, run
from tests.ledger import bench

REPOSITORY = "https://github.com/glen-rowan/plan"
#: The form in use is asked about every rule in these, and about colours in what differs from one of them in colours.
WINDOWS = [Window(1280, "light"), Window(320, "dark")]
COLOURED = [
    Window(1280, "dark"), Window(1280, "light", "forced colours"), Window(1280, "dark", "forced colours"),
    Window(320, "light"), Window(320, "light", "forced colours"), Window(320, "dark", "forced colours"),
]  # fmt: skip
WORDS = "Walk every footpath once a year, and publish what was found."
NEW = "Walk every footpath twice a year, and publish what was found."


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with its measures, published once, with a repository and a contact."""
    folder = clone(tmp_path_factory.mktemp("desk"), content=MINIATURE)
    shutil.copytree(MEASURED / "framework", folder / "framework", dirs_exist_ok=True)
    settings = folder / "framework" / "framework.yml"
    known = f"repository: {REPOSITORY}\ncontact: mailto:plan@glen-rowan.example\n"
    settings.write_text(settings.read_text("utf-8") + known, encoding="utf-8")
    publishing.publish(folder, bench.DAY)
    return folder


@pytest.fixture(scope="module")
def desk(plan: Path) -> Iterator[str]:
    """Its site, built and served on this machine."""
    yield from served(plan)


def served(folder: Path) -> Iterator[str]:
    """Where the site of a folder is served once it is built."""
    done = run(folder, "framework", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    server, there = serve(folder / "site")
    yield there
    server.shutdown()


@pytest.fixture
def page(borrow: Borrow) -> Iterator[Page]:
    """A fresh window; how the form looks in others has a test of its own. Anything said on its console is a fault."""
    window = borrow()
    with listening(window) as heard:
        yield window
    assert heard.told == []


def opened(page: Page, address: str) -> Page:
    """The form, once it knows the sentences."""
    page.goto(address)
    expect(page.locator(".sf-suggest__form")).to_be_visible()
    return page


def file_of(page: Page) -> str:
    """The file as it would be saved now."""
    return str(page.locator(".sf-suggest__text").evaluate("file => file.textContent"))


def reworded(words: str = NEW, **head: str) -> str:
    """The file of a proposal that gives that action other words, as the commands write it."""
    return yaml_writer.dump({**head, "changes": [{"reword": "act-02", "from": WORDS, "to": words}]})


def called(content: str) -> str:
    """The name of a file that begins by giving that action other words."""
    return f"reword-act-02-{crc32(content.encode()):08x}.yml"


def test_two_clicks_lead_from_home_to_the_form(page: Page, desk: str) -> None:
    """Home, an action's sentence, its form: the words stand in the field, which has the focus."""
    page.goto(desk)
    clicks = 0
    for link in (page.locator("main a[href*='/act-']").first, page.locator(".sf-tools a[href*='/suggest/']")):
        link.click()
        clicks += 1
    assert clicks == 2
    field = page.get_by_label("The words", exact=True)
    expect(field).to_be_focused()
    name = urlsplit(page.url).fragment
    assert name.startswith("act-")
    known = json.loads(page.evaluate("fetch('sentences.json').then(answer => answer.text())"))
    expect(field).to_have_value(next(one["text"] for one in known["sentences"] if one["id"] == name))


def test_every_sentence_leads_to_the_form(page: Page, desk: str) -> None:
    """What has no page of its own has its way under its citation, the page at its end, and the form at every foot."""
    page.goto(f"{desk}2024-28/pri-1/")
    ways = page.locator("main a[href*='suggest/#']")
    assert ways.evaluate_all("all => all.map(one => one.hash)") == ["#ctx-1", "#prin-1", "#prin-2", "#role-1", "#pri-1"]
    assert page.locator("footer a[href$='suggest/']").count() == 1


def test_typing_shows_the_redline_and_tells_it_after_a_pause(page: Page, desk: str) -> None:
    """What goes and what comes is marked at once; those who listen are told once, when nobody has typed for a while."""
    opened(page, f"{desk}suggest/#act-02")
    page.get_by_label("The words", exact=True).fill(NEW)
    expect(page.locator(".sf-suggest__redline del")).to_have_text("Removed: once. ")
    expect(page.locator(".sf-suggest__redline ins")).to_have_text("Added: twice. ")
    expect(page.locator(".sf-suggest__rule")).to_contain_text("it needs a reason")
    status = page.locator(".sf-suggest__told")
    expect(status).to_have_text("")
    expect(status).to_contain_text("Removed: once. Added: twice. The meaning may change", timeout=4000)
    preview = page.locator(".sf-suggest__preview")
    expect(preview).to_contain_text("Version 2 of the 2024–28 framework. 1 action reworded. 7 pages change.")
    expect(preview).to_contain_text("This is a suggestion.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Walk every footpath once a year and publish what was found", "needs no reason"),
        ("Ask the farmer before the digger comes.", "These are the words of"),
        ("Nothing of this was ever said before by anybody.", "Fewer than half of its words stay"),
        ("", "Write the words"),
    ],
)
def test_the_rules_of_the_ledger_are_told(page: Page, desk: str, words: str, said: str) -> None:
    """Which kind of change it is, as the ledger will decide it; what cannot be proposed is refused."""
    opened(page, f"{desk}suggest/#act-02")
    field = page.get_by_label("The words", exact=True)
    field.fill(words)
    refused = said.startswith(("These", "Write"))
    expect(page.locator("#suggest-words-problem" if refused else ".sf-suggest__rule")).to_contain_text(said)
    expect(page.locator(".sf-suggest__doors")).to_be_visible(visible=not refused)
    assert field.get_attribute("aria-invalid") == ("true" if refused else None)
    if refused:
        page.get_by_role("button", name="Put it right").click()
        expect(field).to_be_focused()


def test_the_file_is_what_the_commands_would_write(page: Page, desk: str) -> None:
    """By keyboard alone: words, reason, decider and day; the file that is saved has the same bytes, under its name."""
    opened(page, f"{desk}suggest/#act-02")
    page.keyboard.press("Control+a")
    page.keyboard.type(NEW)
    page.keyboard.press("Tab")
    page.keyboard.type("The paths are walked more.")
    page.keyboard.press("Tab")
    page.keyboard.type("The council")
    page.keyboard.press("Tab")
    page.keyboard.type("20/11/2026")
    for _ in range(12):
        if page.evaluate("document.activeElement.matches('.sf-suggest__door--save')"):
            break
        page.keyboard.press("Tab")
    with page.expect_download() as begun:
        page.keyboard.press("Enter")
    said = Path(begun.value.path()).read_text("utf-8")
    assert begun.value.suggested_filename == called(said)
    assert said == reworded(decided="2026-11-20", decided_by="The council", reason="The paths are walked more.")
    expect(page.locator(".sf-suggest__told")).to_have_text(f"The file is saved as {called(said)}.")


def test_the_forge_gets_name_and_content_by_the_address(page: Page, desk: str) -> None:
    """A stand-in for the new-file page is handed the folder, the name and the same bytes."""
    asked: list[str] = []
    page.route(f"{REPOSITORY}/**", lambda route: (asked.append(route.request.url), route.fulfill(body="new"))[1])
    opened(page, f"{desk}suggest/#act-02")
    page.get_by_label("The words", exact=True).fill(NEW)
    page.get_by_role("link", name="Open it on github.com").click()
    page.wait_for_url(f"{REPOSITORY}/**")
    [address] = asked
    assert address.startswith(f"{REPOSITORY}/new/main?")
    given = parse_qs(urlsplit(address).query)
    assert given["filename"] == [f"framework/changes/pending/{called(reworded())}"]
    assert given["value"] == [reworded()]
    assert given["message"] == ["Suggestion: Action 2"]


def test_from_the_home_page_to_the_feed(page: Page, desk: str, plan: Path, tmp_path: Path) -> None:
    """Two clicks, one form, one file: published, it stands as a redline in the changes and in the feed.

    The file that is saved, and the one that the new-file page of a forge is handed, are the same.
    """
    page.goto(desk)
    page.locator("main a[href*='/act-']").first.click()
    page.locator(".sf-tools a[href*='/suggest/']").click()
    field = page.get_by_label("The words", exact=True)
    expect(field).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.press("Backspace")
    page.keyboard.type(" in May.")
    page.get_by_label("Why", exact=True).fill("The paths are walked more.")
    page.get_by_label("Who decided it").fill("The council")
    page.get_by_label("The day of the decision").fill("5/3/2026")
    with page.expect_download() as begun:
        page.get_by_role("button", name="Save it as a file").click()
    way = urlsplit(str(page.locator(".sf-suggest__door--forge").get_attribute("href")))
    handed = parse_qs(way.query)
    shutil.copytree(plan, tmp_path / "plan", ignore=shutil.ignore_patterns("site", ".cache"))
    file = tmp_path / "plan" / handed["filename"][0]
    file.parent.mkdir(parents=True, exist_ok=True)
    begun.value.save_as(file)
    assert file.name == begun.value.suggested_filename
    assert file.read_text("utf-8") == handed["value"][0]
    done = run(tmp_path / "plan", "framework", "publish", "--yes", "--date", "2026-03-09")
    assert done.returncode == 0, done.stdout + done.stderr
    site = served(tmp_path / "plan")
    page.goto(f"{next(site)}changes/")
    page.locator("main a[href*='chg-0002/']").first.click()
    expect(page.locator("main ins").first).to_contain_text("in May")
    expect(page.locator("main")).to_contain_text("The paths are walked more.")
    feed = page.request.get(page.url.partition("changes/")[0] + "changes/feed.xml").text()
    assert "in May" in feed
    next(site, None)


@pytest.mark.usefixtures("clipboard")
def test_what_is_too_long_for_an_address_is_copied(page: Page, desk: str) -> None:
    """The forge is opened with the name alone, and the content is on the clipboard."""
    asked: list[str] = []
    page.route(f"{REPOSITORY}/**", lambda route: (asked.append(route.request.url), route.fulfill(body="new"))[1])
    opened(page, f"{desk}suggest/#act-02")
    long = f"{WORDS} {'And publish it again. ' * 400}".strip()
    page.get_by_label("The words", exact=True).fill(long)
    page.evaluate("navigator.clipboard.writeText = async (text) => { localStorage.setItem('copied', text); }")
    content = file_of(page)
    page.get_by_role("link", name="Copy the file and open github.com").click()
    page.wait_for_url(f"{REPOSITORY}/**")
    assert len(asked[0]) < 300
    page.goto(desk)
    assert page.evaluate("localStorage.getItem('copied')") == content == reworded(long)


def test_a_letter_holds_the_file(page: Page, desk: str) -> None:
    """The email begins with the proposal in it."""
    opened(page, f"{desk}suggest/#act-02")
    page.get_by_label("The words", exact=True).fill(NEW)
    letter = urlsplit(str(page.get_by_role("link", name="Send it by email").get_attribute("href")))
    assert letter.path == "plan@glen-rowan.example"
    assert parse_qs(letter.query)["body"] == [reworded().replace("\n", "\r\n")]


def test_what_a_word_processor_brings_is_put_right_and_told(page: Page, desk: str) -> None:
    """Bullets, soft hyphens, odd spaces and line breaks go, and the page says so."""
    opened(page, f"{desk}suggest/#act-02")
    field = page.get_by_label("The words", exact=True)
    field.fill("")
    pasted = "•\tWalk every foot\u00adpath\u00a0twice a year,\r\nand publish what was found."
    field.evaluate(
        """(field, text) => { const data = new DataTransfer(); data.setData('text/plain', text);
        field.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }""",
        pasted,
    )
    expect(field).to_have_value(NEW)
    mended = page.locator(".sf-suggest__mended")
    for told in ("Bullets", "soft hyphens", "Line breaks", "Odd spaces"):
        expect(mended).to_contain_text(told)
    assert file_of(page) == reworded()


def test_several_sentences_and_every_kind_in_one_proposal(page: Page, desk: str) -> None:
    """Another sentence is chosen, and the first stays in the proposal; each can be taken out again."""
    opened(page, f"{desk}suggest/#act-02")
    page.get_by_label("The words", exact=True).fill(NEW)
    page.get_by_label("What is it about?").select_option("act-01")
    page.get_by_label("What would you do with it?").select_option("retire")
    page.get_by_label("What is it about?").select_option("asp-01")
    page.get_by_label("What would you do with it?").select_option("add")
    page.get_by_label("The words of the new sentence").fill("Every child will swim.")
    assert yaml.safe_load(file_of(page))["changes"] == [
        {"reword": "act-02", "from": WORDS, "to": NEW},
        {"retire": "act-01"},
        {"add": "aspiration", "under": "pri-1", "after": "asp-01", "text": "Every child will swim."},
    ]
    row = page.locator(".sf-suggest__changes li", has_text="Action 1 is retired")
    row.get_by_role("button", name="Take out").click()
    assert len(yaml.safe_load(file_of(page))["changes"]) == 2


def test_a_draft_stays_in_this_browser_alone(page: Page, desk: str) -> None:
    """It is there again after the page was left; nothing was asked of anybody; discarding it leaves nothing."""
    with listening(page) as heard:
        opened(page, f"{desk}suggest/#act-02")
        page.get_by_label("The words", exact=True).fill(NEW)
        page.get_by_label("Why", exact=True).fill("Because.")
        opened(page, f"{desk}suggest/?again#act-02")
        expect(page.get_by_label("The words", exact=True)).to_have_value(NEW)
        expect(page.get_by_label("Why", exact=True)).to_have_value("Because.")
        page.get_by_role("button", name="Discard this draft").click()
        expect(page.get_by_label("The words", exact=True)).to_have_value(WORDS)
        assert page.evaluate("localStorage.getItem('suggestion')") is None
    assert [one for one in heard.asked if not one.startswith(desk)] == []


def test_the_form_in_use_can_be_used_by_everybody(page: Page, desk: str) -> None:
    """With words typed, a question asked and the file open: axe finds nothing, and nothing is wider than the window."""
    opened(page, f"{desk}suggest/#act-02")
    page.get_by_label("The words", exact=True).fill("Nothing of this was ever said before by anybody.")
    page.locator(".sf-suggest__file summary").click()
    expect(page.get_by_role("checkbox")).to_be_visible()
    for window in (*WINDOWS, *COLOURED):
        window.take(page)
        assert axe.faults(page, window.use, only=axe.COLOURS if window in COLOURED else ()) == "", window
        assert page.evaluate("document.documentElement.scrollWidth") <= window.width, window


def test_every_kind_can_be_used_by_everybody(borrow: Borrow, desk: str) -> None:
    """On the narrowest screen each kind shows its own fields alone, all with labels; axe finds nothing."""
    page = borrow(Window(320, "dark"))
    opened(page, f"{desk}suggest/#act-02")
    kinds = page.get_by_label("What would you do with it?")
    asked = {}
    for kind in kinds.locator("option").evaluate_all("all => all.map(option => option.value)"):
        kinds.select_option(kind)
        fields = page.locator(".sf-suggest__asked [data-field]:visible")
        asked[kind] = fields.evaluate_all("all => all.map(field => field.dataset.field).join(' ')")
        assert axe.faults(page, "") == "", kind
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, kind
    assert asked == {
        "reword": "words", "add": "after source words continues", "retire": "replaced_by", "move": "under",
        "order": "order", "split": "parts", "merge": "picks words", "review": "picks",
        "update": "picks title type date source words",
    }  # fmt: skip


def test_a_list_is_put_in_order_by_keyboard(page: Page, desk: str) -> None:
    """The button keeps the focus as its entry moves, and the new place is told."""
    opened(page, f"{desk}suggest/#act-02")
    page.get_by_label("What would you do with it?").select_option("order")
    page.locator(".sf-suggest__order [data-name=act-02] button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sf-suggest__told")).to_have_text("Action 2 is now 1 of 3.")
    assert yaml.safe_load(file_of(page))["changes"] == [{"order": ["act-02", "act-01", "act-03"]}]
    page.keyboard.press("Enter")  # “Up” is gone at the top, so “Down” has the focus
    page.keyboard.press("Enter")
    assert yaml.safe_load(file_of(page))["changes"] == [{"order": ["act-01", "act-03", "act-02"]}]


def test_what_is_new_and_what_belongs_to_a_list(page: Page, desk: str) -> None:
    """A new body and a new priority have fields of their own; what is ticked by keyboard keeps the focus."""
    opened(page, f"{desk}suggest/#bodies/river-trust")
    kind = page.get_by_label("What would you do with it?")
    kind.select_option("add")
    page.get_by_label("The name", exact=True).fill("Glen Otter Group")
    page.get_by_label("Other names").fill("Otter Group\n• the watchers")
    body = {"add": "bodies/glen-otter-group", "name": "Glen Otter Group", "aliases": ["Otter Group", "the watchers"]}
    assert yaml.safe_load(file_of(page))["changes"] == [body]
    page.get_by_label("What is it about?").select_option("2024-28")
    kind.select_option("add")
    page.get_by_label("What is added").select_option("priority")
    page.get_by_label("The title").fill("We will keep a boat on every loch")
    page.get_by_label("The short name in menus").fill("Boats")
    priority = {"add": "priority", "under": "2024-28", "title": "We will keep a boat on every loch"}
    assert yaml.safe_load(file_of(page))["changes"][1] == {**priority, "nav_label": "Boats"}
    page.get_by_label("What is it about?").select_option("upd-0001")
    kind.select_option("entries")
    tick = page.locator("[name=picks][value=act-01]")
    tick.focus()
    page.keyboard.press("Space")
    expect(tick).to_be_focused()
    lists = {"entries": "upd-0001", "field": "about", "from": ["act-03"], "to": ["act-01", "act-03"]}
    assert yaml.safe_load(file_of(page))["changes"][2] == lists


def test_a_measure_gets_a_value_and_a_target_by_keyboard(borrow: Borrow, desk: str, plan: Path, tmp_path: Path) -> None:
    """From its page to its form: a number without a source is refused; what is saved then is what publishing accepts.

    On the narrowest screen axe finds nothing in the fields of a value, a target and a new measure.
    """
    page = borrow(Window(320, "dark"))
    page.goto(f"{desk}measures/mea-01/")
    page.locator("main a[href*='suggest/#mea-01']").click()
    expect(page.locator(".sf-suggest__form")).to_be_visible()
    kind = page.get_by_label("What would you do with it?")
    kind.select_option("value")
    page.get_by_label("The date that it is for").focus()
    page.keyboard.type("2026-02")
    page.keyboard.press("Tab")
    page.keyboard.type("10")
    page.keyboard.press("Tab")
    unsourced = "The value for February 2026 has no source. A number that no source reports is not shown."
    expect(page.locator("#suggest-entry-problem")).to_contain_text(unsourced)
    expect(page.locator(".sf-suggest__doors")).to_be_hidden()
    source = page.get_by_label("The source that states it")
    assert source.get_attribute("aria-invalid") == "true"
    _is_for_everybody(page)
    source.focus()
    page.keyboard.type("Rivers")
    expect(source).to_be_focused()
    expect(page.locator(".sf-suggest__rule")).to_contain_text("carries its own reason, the source")
    kind.select_option("reword")
    page.get_by_label("Which words of it").select_option("target")
    page.get_by_label("The number (bridges)").fill("12")
    _is_for_everybody(page)
    page.get_by_label("What is it about?").select_option("pri-1")
    kind.select_option("add")
    page.get_by_label("What is added").select_option("measure")
    expect(page.locator("[name=picks]:checked")).to_have_value("pri-1")
    page.get_by_label("The name", exact=True).fill("Otters seen")
    page.get_by_label("What it is counted in").fill("otters")
    _is_for_everybody(page)
    head = {"Why": "Otters came.", "Who decided it": "The council", "The day of the decision": "5/3/2026"}
    for label, words in head.items():
        page.get_by_label(label, exact=True).fill(words)
    assert yaml.safe_load(file_of(page))["changes"] == [
        {"value": "mea-01", "date": "2026-02", "to": 10, "source": "rivers-watch"},
        {"reword": "mea-01", "field": "target.value", "from": 11, "to": 12},
        {"add": "measure", "name": "Otters seen", "unit": "otters", "under": ["pri-1"]},
    ]
    shutil.copytree(plan / "framework", tmp_path / "framework")
    pending = tmp_path / "framework/changes/pending"
    pending.mkdir(exist_ok=True)
    (pending / "a.yml").write_text(file_of(page), encoding="utf-8")
    project = Project.read(tmp_path)
    assert project.content_problems == []
    assert project.content.framework.measure["mea-04"].name == "Otters seen"


def _is_for_everybody(page: Page) -> None:
    assert axe.faults(page, "") == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_is_missing_is_told_at_its_field_once_that_was_left(page: Page, desk: str) -> None:
    """A report is not scolded while it is typed; all that is to be put right stands together at the end."""
    opened(page, f"{desk}suggest/#act-02")
    page.get_by_label("What would you do with it?").select_option("update")
    page.get_by_label("What happened, in a few plain words").fill("A walk")
    source = page.get_by_label("Where the words come from")
    assert source.get_attribute("aria-invalid") is None
    expect(page.locator(".sf-suggest__doors")).to_be_hidden()
    source.focus()
    page.keyboard.press("Tab")
    expect(page.locator("#suggest-source-problem")).to_have_text("Choose the source. Without one nothing is reported.")
    assert source.get_attribute("aria-invalid") == "true"
    faults = page.locator(".sf-suggest__faults li")
    expect(faults).to_have_count(3)
    page.get_by_label("What kind of report it is").select_option("result")
    source.select_option("bulletin")
    page.get_by_label("When it happened").fill("10/2025")
    page.get_by_label("What the source says, word for word").fill("Four of the eleven bridges have been mended")
    assert yaml.safe_load(file_of(page))["changes"] == [{
        "update": ["act-02"], "date": "2025-10", "kind": "result", "title": "A walk", "source": "bulletin",
        "quote": "Four of the eleven bridges have been mended",
    }]  # fmt: skip


def test_without_script_the_page_says_how_to_do_it_by_hand(borrow: Borrow, desk: str) -> None:
    """Five lines, with the links that they need; no form that does nothing."""
    page = borrow(Window(390, script=False))
    page.goto(f"{desk}suggest/#act-02")
    assert page.locator(".sf-suggest li:visible").count() == 5
    assert page.locator(f".sf-suggest a[href='{REPOSITORY}/new/main']").is_visible()
    assert not page.locator(".sf-suggest__form").is_visible()


def test_only_this_page_loads_what_it_needs(desk: str, borrow: Borrow) -> None:
    """Its script, its styles and what it knows are fetched here and nowhere else."""
    page = borrow()
    with listening(page) as heard:
        page.goto(desk)
        assert [one for one in heard.asked if "suggest" in one] == []
        opened(page, f"{desk}suggest/")
    assert sorted(one.removeprefix(desk) for one in heard.asked if "suggest" in one) == [
        "assets/suggest.css", "assets/suggest.js", "suggest/", "suggest/sentences.json",
    ]  # fmt: skip
    known = json.loads(page.evaluate("fetch('sentences.json').then(answer => answer.text())"))
    names = {sentence["id"] for sentence in known["sentences"]}
    assert names >= {"act-02", "pri-1", "prin-1", "para-01", "2024-28", "framework", "bodies/river-trust"}

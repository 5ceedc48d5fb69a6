"""Measures on their pages: what is drawn, what is said of it, and that nothing is said of what a plan does not have."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from strategic_framework.content import loader, series
from strategic_framework.language.figures import amount, figure
from strategic_framework.ledger import store
from strategic_framework.model import Break, Framework, Level, Measure, Value
from strategic_framework.publication import publishing
from strategic_framework.rendering import templates
from strategic_framework.rendering.templates import render_all
from strategic_framework.site import assets, pages, search
from strategic_framework.views import measure_sentences, measures, tracker
from strategic_framework.views.base import Here
from strategic_framework.views.changes import event
from strategic_framework.views.diagrams.chart_scale import numbers, years
from strategic_framework.views.diagrams.chart_shapes import MeasureChart
from strategic_framework.views.diagrams.measure_chart import chart, runs
from strategic_framework.views.difference import item_change
from strategic_framework.views.site import Site
from tests.conftest import MINIATURE, ROOT

SOURCE = "bulletin"


def made(*rows: tuple[str, str | None], **more: object) -> Measure:
    """A measure with those values."""
    values = tuple(Value(date=date, value=number, source=SOURCE) for date, number in rows)
    given = {"id": "mea-01", "name": "Otters seen", "unit": "otters", "under": ("pri-1",), "values": values}
    return Measure(**{**given, **more})  # type: ignore[arg-type]


def drawn(measure: Measure) -> MeasureChart:
    picture = chart(measure, "In words.")
    assert picture is not None
    return picture


def here(site: Site, kind: str, subject: str) -> Here:
    address = site.links.url_for(subject) or ""
    return Here(site, address, kind, subject, edition_id=site.framework.current.id)


def said(measure: Measure) -> str:
    return " ".join(words.striptags() for words in measure_sentences.shows(measure)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [
        ("12.40", "%", "12.40%"), ("9", "bridges", "9\u00a0bridges"), ("-1200", "people", "−1,200\u00a0people"),
        ("3.5", "£ million", "£3.5\u00a0million"), ("-20", "£", "−£20"), ("81.0", "% of samples", "81.0% of samples"),
        ("4", "°C", "4°C"),
    ],
)  # fmt: skip
def test_a_number_is_shown_with_its_unit(number: str, unit: str, shown: str) -> None:
    """As exact as it was given."""
    assert amount(number, unit) == shown
    assert figure("1234567.80") == "1,234,567.80"


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        (made(), "No values: not reported. A target is not stated."),
        (made(("2024", "5")), "One value is reported: 5 otters, for 2024. A target is not stated."),
        (
            made(("2022", "5"), ("2023", None), ("2024", "7")),
            "The first value is 5 otters, for 2022. The latest is 7 otters, for 2024. "
            "The highest is 7 otters, for 2024. The lowest is 5 otters, for 2022. "
            "Not reported for 2023. A target is not stated.",
        ),
        (
            made(("2022", "5"), ("2023", "5.0"), target=Level(value="9", source=SOURCE)),
            "The first value is 5 otters, for 2022. The latest is 5.0 otters, for 2023. Every value is 5 otters. "
            "The target is 9 otters. Its date is not stated.",
        ),
        (
            made(("2022", "5"), ("2023", "7"), ("2024", "5"), ("2025", "6"),
                 baseline=Level(value="4", date="2020-03", source=SOURCE)),
            "The first value is 5 otters, for 2022. The latest is 6 otters, for 2025. "
            "The highest is 7 otters, for 2023. The lowest is 5 otters, for 2022 and 2024. "
            "The baseline is 4 otters, for March 2020. A target is not stated.",
        ),
    ],
)  # fmt: skip
def test_the_sentence_says_what_is_reported_and_judges_nothing(measure: Measure, words: str) -> None:
    """First, latest, highest, lowest, what is missing, and where it began and is to come to."""
    assert said(measure) == words


def test_a_line_stops_at_what_is_not_reported_and_at_a_break() -> None:
    """No line is drawn through what nobody reports, or between what was counted in two ways."""
    measure = made(("2020", "1"), ("2021", "2"), ("2022", None), ("2023", "3"), ("2024", "4"),
                   breaks=(Break(date="2021", words="Twice a year."), Break(date="2030", words="Later.")))  # fmt: skip
    assert [[value.date for value in run] for run in runs(measure)] == [["2020"], ["2021"], ["2023", "2024"]]
    lines = [line.d.count("L") for line in drawn(measure).drawings[0].lines if line.kind == "series"]
    assert lines == [0, 0, 1]


def test_a_missing_value_is_never_drawn_as_nought() -> None:
    """There are as many dots as numbers."""
    measure = made(("2020", "50"), ("2021", None), ("2022", "60"), ("2023", "55"))
    for drawing in drawn(measure).drawings:
        assert len([dot for dot in drawing.dots if dot.kind == "value"]) == 3


def test_one_or_two_values_are_bars_from_nought() -> None:
    """A line between two numbers would say more than they do."""
    picture = drawn(made(("2023", "90"), ("2024", "95")))
    assert picture.note == ""
    for drawing in picture.drawings:
        assert len(drawing.bars) == 2
        assert [line for line in drawing.lines if line.kind == "series"] == []


def test_a_scale_that_does_not_begin_at_nought_says_so() -> None:
    """In the note under the picture."""
    assert drawn(made(("2022", "90"), ("2023", "92"), ("2024", "95"))).note == "The scale begins at 90."
    assert drawn(made(("2022", "9"), ("2023", "92"), ("2024", "95"))).note == ""


def test_uncertainty_is_a_band_around_a_line_and_whiskers_elsewhere() -> None:
    """And is on the scale."""
    values = tuple(
        Value(date=str(year), value="50", low="20", high="130", source=SOURCE) for year in (2021, 2022, 2023)
    )
    whole, alone = made(values=values), made(values=values[:1])
    assert len(drawn(whole).drawings[0].bands) == 1
    assert len(drawn(alone).drawings[0].whiskers) == 1
    assert [text.text for text in drawn(whole).drawings[0].texts if text.kind == "number"][-1] == "150"


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ((5, 11), ["0", "5", "10", "15"]), ((0.1, 0.42), ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5"]),
        ((-3, 4), ["-4", "-2", "0", "2", "4"]), ((7,), ["6", "7", "8"]), ((0,), ["0", "1"]),
        ((2_000_000, 2_100_000), ["2000000", "2020000", "2040000", "2060000", "2080000", "2100000"]),
        ((99.5, 99.6), ["99.50", "99.52", "99.54", "99.56", "99.58", "99.60"]),
    ],
)  # fmt: skip
def test_a_scale_has_even_steps_that_hold_every_value(values: tuple[float, ...], ticks: list[str]) -> None:
    """Whole ones where only whole numbers are counted."""
    scale = numbers(values, whole=False)
    assert [scale.named(tick) for tick in scale.ticks] == ticks
    assert all(0 <= scale.part(value) <= 1 for value in values)


def test_years_that_have_no_room_are_left_out() -> None:
    """Every second, or every tenth, is named."""
    assert years(["2020-03", "2023"]).named(8) == [2020, 2021, 2022, 2023]
    assert years(["1950", "2023"]).named(8) == [1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020]


def test_a_long_series_is_drawn_in_a_small_picture() -> None:
    """Five thousand values, without a dot for each."""
    rows = [(f"{1000 + number // 12}-{number % 12 + 1:02d}", str(number % 97)) for number in range(series.MOST_ROWS)]
    html = str(render_all(drawn(made(*rows))))
    assert html.count("<circle") == 0
    assert len(html) < 250_000


def test_the_page_has_the_picture_twice_with_name_and_description(measured: Site) -> None:
    """For a wide window and for a phone; nothing in it needs a script, a style or a colour of its own."""
    html = str(render_all(measures.measure(here(measured, "measure", "mea-01"))))
    assert len(re.findall(r'<svg [^>]*role="img" aria-labelledby="mea-01-(?:wide|narrow)-title', html)) == 2
    assert html.count("<title") == html.count("<desc") == 2
    assert "style=" not in html
    assert "<script" not in html
    identifiers = re.findall(r'\bid="([^"]+)"', html)
    assert len(identifiers) == len(set(identifiers))
    assert "Not reported" in html
    assert 'href="../../data/measures/mea-01.csv"' in html


def test_measures_stand_where_they_belong(measured: Site) -> None:
    """On the page of the priority, of the aspiration, in the tracker, in the search and in the list of all."""
    priority = str(render_all(measures.priority_measures(here(measured, "priority", "pri-1"))))
    assert re.findall(r"Measure \d", priority) == ["Measure 1", "Measure 2"]
    aspiration = str(render_all(measures.aspiration_measures(here(measured, "aspiration", "asp-02"))))
    assert re.findall(r"Measure \d", aspiration) == ["Measure 2"]
    assert "Bridges that carry the school bus</a>" in str(
        render_all(tracker.tracker(here(measured, "edition-part", "")))
    )
    every = str(render_all(measures.every_measure(Here(measured, "measures/"))))
    assert re.findall(r"Measure \d", every) == ["Measure 1", "Measure 2", "Measure 3"]
    found = b"".join(data for _, data in search.files(measured, []))
    assert b"Homes that cannot be kept warm" in found


def test_a_plan_without_measures_has_no_page_and_no_style_of_them() -> None:
    """Its site is the same as if there were none."""
    site = Site(loader.load(MINIATURE))
    assert [page.here.address for page in pages.plan(site, ROOT) if "measure" in page.here.address] == []
    assert b"sf-measure-chart" not in dict(assets.files(site, []))["assets/site.css"]
    assert measures.priority_measures(here(site, "priority", "pri-1")) == []


def test_a_plan_with_measures_loads_their_style(measured: Site) -> None:
    """In the one stylesheet."""
    assert b"sf-measure-chart" in dict(assets.files(measured, []))["assets/site.css"]
    assert "sf-measure-chart" not in templates.stylesheet().decode()


def test_a_revision_is_told_before_and_after(measured_content: Path, tmp_path: Path) -> None:
    """In the history of the measure: “9 bridges, now 8 bridges”, each with its source."""
    shutil.copytree(measured_content / "framework", tmp_path / "framework")
    publishing.publish(tmp_path, "2026-03-02")
    pending = tmp_path / "framework/changes/pending"
    pending.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "tests/proposals/value-revised.yml", pending)
    publishing.publish(tmp_path, "2026-03-05")
    site = Site(loader.load(tmp_path), store.read(tmp_path))
    record = site.ledger.changes[-1].records["mea-01"]
    change = item_change(here(site, "change", "chg-0002"), "a", "mea-01", record)
    told = event(here(site, "measure", "mea-01"), site.ledger.changes[-1], "mea-01").notes.replace("\u00a0", " ")
    assert told == (
        "2022: 5 bridges, from the letter, taken away. 2025: 9 bridges, from Rivers Watch visits Glen Rowan, "
        "now 8 bridges, from Rivers Watch visits Glen Rowan (Put right by Rivers Watch)."
    )
    assert change.note.replace("\u00a0", " ") == told
    assert change.told


def test_the_framework_keeps_its_measures_by_identifier(measured: Site) -> None:
    """What has no identifier has the next number."""
    framework: Framework = measured.framework
    assert [*framework.measure] == ["mea-01", "mea-02", "mea-03"]
    rest = measures.resting_on(here(measured, "source", "letter-2022"), "letter-2022")
    assert re.findall(r"Measure \d", str(render_all(rest))) == ["Measure 1", "Measure 2"]

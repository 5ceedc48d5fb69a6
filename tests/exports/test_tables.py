"""The tables and their description, read by Frictionless, by pandas, and by LibreOffice where it is installed."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package, system

from strategic_framework import exports
from strategic_framework.exports import csv_tables, datapackage
from strategic_framework.views.site import Site
from tests.exports import hostile
from tests.tools import needed

#: Frictionless looks through every folder of the path for its plugins, once: here, where nothing is guarded yet.
PLUGINS = system.plugins


def tables(site: Site) -> dict[str, bytes]:
    """Every table and the description of all, by their names below `data/`."""
    made = exports.files(site.framework, site.mentions, site.links, site.ledger)
    kept = {address: data for address, data in made if address.endswith(".csv") or address == datapackage.FILE}
    return {address.removeprefix("data/"): data for address, data in kept.items()}


def rows(data: bytes) -> list[list[str]]:
    """The cells of a table, the first row with them."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def example() -> dict[str, bytes]:
    """The tables of the invented council."""
    return tables(hostile.example())


def written(folder: Path, files: dict[str, bytes]) -> Path:
    """The folder with the files in it."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def test_the_description_is_valid_and_true(example: dict[str, bytes], tmp_path: Path) -> None:
    """Frictionless finds no fault in the description or in a table: types, keys, sizes and hashes."""
    folder = written(tmp_path, example)
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert {task.name for task in report.tasks} == {
        name.removesuffix(".csv") for name in example if name != "datapackage.json"
    }


def test_a_table_that_is_not_what_is_described_is_seen(example: dict[str, bytes], tmp_path: Path) -> None:
    """A row given twice and a size that is not right are faults."""
    twice = example["bodies.csv"] + example["bodies.csv"].split(b"\r\n", 1)[1]
    folder = written(tmp_path, {**example, "bodies.csv": twice})
    with system.use_context(trusted=True):
        faults = Package(str(folder / "datapackage.json")).validate().flatten(["type"])
    assert {"primary-key", "byte-count", "hash-count"} <= {fault for (fault,) in faults}


def test_the_description_says_whose_words_they_are(example: dict[str, bytes]) -> None:
    """Rights and standing once, and no licence: the sources state none."""
    package = json.loads(example["datapackage.json"])
    assert "Independent demonstration" in package["description"]
    assert package["rights"] in package["description"]
    assert "licenses" not in package


@pytest.mark.parametrize("name", ["actions.csv", "updates.csv", "mentions.csv"])
def test_pandas_reads_every_cell(example: dict[str, bytes], name: str) -> None:
    """Without an option but that empty cells are texts: the same heads and the same cells."""
    frame = pd.read_csv(io.BytesIO(example[name]), dtype=str, keep_default_na=False)
    assert [list(frame.columns), *frame.to_numpy().tolist()] == rows(example[name])


@pytest.mark.parametrize("text", hostile.TEXTS, ids=lambda text: ascii(text[:12]))
def test_every_text_is_had_back(text: str, tmp_path: Path) -> None:
    """From the cells that Frictionless reads, whatever the text looks like; and no cell begins as a formula does."""
    files = tables(hostile.site_of(hostile.filled(text)))
    folder = written(tmp_path, files)
    with system.use_context(trusted=True):
        read = Package(str(folder / "datapackage.json")).get_table_resource("actions").read_rows()
    assert read
    assert {csv_tables.plain(row["text"]) for row in read} == {text}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows(files["actions.csv"]) for cell in row)


def test_libreoffice_opens_a_table(example: dict[str, bytes], tmp_path: Path) -> None:
    """Opened with commas, quotes and UTF-8, it has the same cells. Without a screen nobody asks, so it is told."""
    office = needed("localc", get="On Debian: apt-get install libreoffice-calc")
    folder = written(tmp_path, {"actions.csv": example["actions.csv"]})
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    form = "csv:Text - txt - csv (StarCalc):44,34,76"
    told = "--infilter=CSV:44,34,76"
    command = [office, profile, "--headless", told, "--convert-to", form, "--outdir", folder / "out", "actions.csv"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=240)
    read = rows((folder / "out" / "actions.csv").read_bytes())
    places = [index for index, head in enumerate(read[0]) if head in {"id", "text", "bodies", "address", "rights"}]
    expected = rows(example["actions.csv"])
    assert [[row[place] for place in places] for row in read] == [[row[place] for place in places] for row in expected]

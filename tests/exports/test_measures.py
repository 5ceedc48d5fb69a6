"""Measures in every format: read back as exact as they are stated, described, and absent where there are none."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from frictionless import Package, system
from jsonschema import Draft202012Validator
from lxml import etree
from openapi_spec_validator import validate as validate_openapi
from referencing import Registry, Resource

from strategic_framework import exports
from strategic_framework.exports import datapackage, openapi, schemas, spreadsheet, stratml
from strategic_framework.views.site import Site
from tests.exports import hostile, test_linked_data

PLUGINS = system.plugins
PART_2 = "{urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport}"


@pytest.fixture(scope="module")
def made(measured: Site) -> dict[str, bytes]:
    """Every data file of the miniature with its measures."""
    return dict(exports.files(measured.framework, measured.mentions, measured.links, measured.ledger))


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_table_has_each_value_as_it_is_stated(made: dict[str, bytes]) -> None:
    """With its zeros, an empty cell where none is reported, and the same for one measure as for all."""
    own = rows(made["data/measures/mea-02.csv"])
    assert [row["value"] for row in own] == ["71.5", "74.0", "78.2", "81.0"]
    every = [row for row in rows(made["data/measures.csv"]) if row["measure"] == "mea-01"]
    assert [(row["date"], row["value"]) for row in every] == [("2022", "5"), ("2023", ""), ("2024", "7"), ("2025", "9")]
    assert every[0]["source_title"] == "Letter to the Glen Rowan Assembly"


def test_the_tables_are_described_and_valid(made: dict[str, bytes], tmp_path: Path) -> None:
    """Frictionless finds no fault in the description or in any table; numbers are numbers."""
    for address, data in made.items():
        if address.endswith(".csv") or address == datapackage.FILE:
            path = tmp_path / address.removeprefix("data/")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    resources = {one["name"]: one for one in json.loads(made[datapackage.FILE])["resources"]}
    types = {field["name"]: field["type"] for field in resources["mea-02"]["schema"]["fields"]}
    assert types == {"date": "string", "value": "number", "low": "number", "high": "number", "source": "string",
                     "note": "string"}  # fmt: skip


def test_json_holds_them_as_its_schema_says(made: dict[str, bytes]) -> None:
    """The whole keeps its schema, and what can be fetched is described."""
    every = {name: json.loads(data) for name, data in made.items() if name.startswith(schemas.FOLDER)}
    registry = Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in every.values())
    whole = json.loads(made["data/framework.json"])
    validator = Draft202012Validator(every[f"{schemas.FOLDER}framework.json"], registry=registry)
    assert [fault.message for fault in validator.iter_errors(whole)] == []
    measure = next(one for one in whole["measures"] if one["id"] == "mea-01")
    assert measure["target"] == {"value": 11, "date": "2028-03", "source": "plan-2024"}
    assert measure["values"][1]["value"] is None
    validate_openapi(json.loads(made[openapi.FILE]))


def test_without_measures_no_format_speaks_of_them() -> None:
    """No file, no key, no column and no term is there for what a plan does not have."""
    site = hostile.site_of(hostile.miniature())
    plain = dict(exports.files(site.framework, site.mentions, site.links, site.ledger))
    assert [address for address in plain if "measure" in address] == []
    for address in ("data/framework.json", datapackage.FILE, openapi.FILE, "data/v1/context.jsonld"):
        assert b"easure" not in plain[address]


def test_the_workbook_has_a_sheet_of_numbers(made: dict[str, bytes]) -> None:
    """Which can be added up; where none is reported, the cell is empty."""
    sheet = openpyxl.load_workbook(io.BytesIO(made[spreadsheet.FILE]))["Measures"]
    head, *below = sheet.iter_rows(values_only=True)
    value = head.index("Value")
    assert [row[value] for row in below] == [5, None, 7, 9, 71.5, 74, 78.2, 81]


def test_linked_data_says_the_same_in_both_forms_and_keeps_its_shapes(measured: Site) -> None:
    """Each value is an observation with a source."""
    files = test_linked_data.made(measured)
    graph = test_linked_data.turtle(files)
    assert test_linked_data.isomorphic(graph, test_linked_data.jsonld(files))
    assert test_linked_data.faults(graph, files) == ""
    observed = test_linked_data.SCHEMA.Observation
    assert len(list(graph.subjects(test_linked_data.RDF.type, observed))) == 7


def test_a_measure_is_a_performance_indicator_of_part_2(measured: Site, made: dict[str, bytes]) -> None:
    """Under its aspiration, with target and values; what stays behind is said in the plan."""
    edition = measured.framework.current
    root = etree.fromstring(made[measured.links.plan(edition, 2)])
    [first, second] = root.iter(f"{PART_2}PerformanceIndicator")
    told = [[child.text for child in one.iter(f"{PART_2}NumberOfUnits")] for one in (first, second)]
    assert told == [["11", "5", "5", "7", "9"], ["95", "71.5", "74.0", "78.2", "81.0"]]
    assert first.getparent().findtext(f"{PART_2}Identifier") == "asp-01"
    for part in stratml.PARTS:
        data = made[measured.links.plan(edition, part.number)]
        assert all(loss.encode() in data for loss in stratml.losses(measured.framework, part))
        assert b"No performance indicator is given" not in data


@pytest.mark.skipif("STRATML_SCHEMAS" not in os.environ, reason="NOT RUN: STRATML_SCHEMAS names no folder of schemas")
def test_part_2_with_measures_keeps_its_schema(measured: Site, made: dict[str, bytes]) -> None:
    """The schema of ISO 17469-2."""
    folder = Path(os.environ["STRATML_SCHEMAS"])
    schema: Any = etree.XMLSchema(file=str(next(folder.glob("PerformancePlanOrReport*.xsd"))))
    schema.assertValid(etree.fromstring(made[measured.links.plan(measured.framework.current, 2)]))

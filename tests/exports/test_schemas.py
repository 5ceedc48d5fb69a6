"""The schema of each kind, the description of the JSON files, and the program that reads them."""

from __future__ import annotations

import functools
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate
from referencing import Registry, Resource

from strategic_framework import exports
from strategic_framework.exports import client, openapi, schemas, sheets, spreadsheet
from strategic_framework.views.site import Site
from tests.answering import answering, showing
from tests.exports import hostile
from tests.tools import needed

#: What version 1 promised: kind → field → its type. `python -m tests.exports.test_schemas` adds a new field.
PROMISED = Path(__file__).with_name("v1.json")


@functools.cache
def files() -> dict[str, Any]:
    """Every JSON file of the invented council, read."""
    site = hostile.example()
    made = exports.files(site.framework, site.mentions, site.links, site.ledger)
    return {address: json.loads(data) for address, data in made if address.endswith(".json")}


def schemas_of(made: dict[str, Any]) -> dict[str, Any]:
    """Kind → its schema."""
    return {
        address.removeprefix(schemas.FOLDER).removesuffix(".json"): data
        for address, data in made.items()
        if address.startswith(schemas.FOLDER)
    }


def faults(kind: str, data: object) -> list[str]:
    """What a value has wrong by the schema of a kind; nothing is fetched."""
    every = schemas_of(files())
    registry = Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in every.values())
    checker = Draft202012Validator(every[kind], registry=registry, format_checker=FormatChecker())
    return [f"{fault.json_path}: {fault.message}"[:200] for fault in checker.iter_errors(data)]


@pytest.mark.parametrize("kind", [*schemas.kinds(str)])
def test_a_schema_is_a_schema(kind: str) -> None:
    """Valid by its own dialect, known by its permanent address, and saying whose words the records hold."""
    schema = schemas_of(files())[kind]
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"https://example.org/{schemas.FOLDER}{kind}.json"
    assert "Independent demonstration" in schema["$comment"]


def test_every_file_keeps_its_schema() -> None:
    """The whole, the record of changes, and each item and priority in a file of its own."""
    made = files()
    assert faults("framework", made["data/framework.json"]) == []
    assert faults("changes", made["data/changes.json"]) == []
    assert faults("versions", made["data/versions.json"]) == []
    singles = [data for address, data in made.items() if re.fullmatch(r"data/[^/]+/[a-z]+-[^/]+\.json", address)]
    singles = [data for data in singles if "kind" in data]
    assert len(singles) > 50
    for data in singles:
        assert faults("about", data) == faults("priority" if data["kind"] == "priority" else "item", data) == []


def test_the_miniature_and_hostile_words_keep_it_too() -> None:
    """Whatever the words are, and where there is no ledger."""
    site = hostile.site_of(hostile.filled("]]> =cmd() \"'\\ שלום"))
    made = dict(exports.files(site.framework, site.mentions, site.links, site.ledger))
    assert faults("framework", json.loads(made["data/framework.json"])) == []
    assert "data/changes.json" not in json.loads(made[openapi.FILE])["paths"]


@pytest.mark.parametrize(
    ("change", "told"),
    [({"text": None}, "None is not of type 'string'"), ({"bodies": "one"}, "'one' is not of type 'array'"),
     ({"retired": "no"}, "'no' is not of type 'boolean'"), ({"due": "soon"}, "'soon' does not match")],
)  # fmt: skip
def test_a_record_that_is_not_as_described_is_seen(change: dict[str, Any], told: str) -> None:
    """A type that is another, and a date that is none."""
    record = files()["data/framework.json"]["items"][0]
    assert faults("item", record) == []
    assert told in " ".join(faults("item", {**record, **change}))
    assert faults("item", {**record, "new_field": 1}) == []
    assert "is a required property" in " ".join(faults("item", {"id": "act-01"}))


def promise(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """(path, type) of every field of a schema."""
    for name, field in schema.get("properties", {}).items():
        yield path + name, field.get("type", "reference")
        inner = field.get("items", field)
        yield from promise(inner, f"{path}{name}.")


def promised() -> dict[str, dict[str, Any]]:
    """Kind → every field with its type, as it is now."""
    return {kind: dict(promise(schema)) for kind, schema in schemas.kinds(lambda kind: kind, measured=True).items()}


def test_within_version_1_fields_are_only_added() -> None:
    """Every field that was ever in version 1 is there, and is of the type that it was; a new one is written down."""
    now, before = promised(), json.loads(PROMISED.read_text(encoding="utf-8"))
    lost = [
        f"{kind}.{field}"
        for kind, fields in before.items()
        for field in fields
        if now[kind].get(field) != fields[field]
    ]
    assert lost == []
    assert before == now, "python -m tests.exports.test_schemas adds a new field to what version 1 has"


def test_openapi_describes_what_is_there() -> None:
    """The description is valid OpenAPI; its examples and every item's address are files of the site."""
    made = files()
    described = made[openapi.FILE]
    validate(described)
    assert described["servers"] == [{"url": "https://example.org/"}]
    parameters = {one["name"]: one for one in described["paths"]["/data/{document}/{id}.json"]["parameters"]}
    for address in described["paths"]:
        filled = address.format(**{name: one["example"] for name, one in parameters.items()})
        assert filled.removeprefix("/") in made
    single = re.compile(rf"data/({'|'.join(parameters['document']['schema']['enum'])})/([^/]+)\.json")
    held = {record["id"] for name in ("items", "priorities") for record in made["data/framework.json"][name]}
    assert held == {match[2] for address in made if (match := single.fullmatch(address))}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Site]]:
    """The address of a local server with the JSON of the invented council, and its site."""
    site = hostile.example()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "framework.json").write_text(json.dumps(files()["data/framework.json"]), encoding="utf-8")
    with answering(showing(tmp_path)) as address:
        yield address, site


def test_the_program_runs(served: tuple[str, Site], tmp_path: Path) -> None:
    """It lists the actions that name a body, with nothing but Python; it is thirty lines at the most."""
    address, site = served
    text = client.program(site.framework)
    assert len([line for line in text.split('"""\n', 2)[2].splitlines() if line.strip()]) <= 30
    program = tmp_path / "client.py"
    program.write_text(text.replace(f'"{site.framework.settings.address}"', f'"{address}"'), encoding="utf-8")
    body = max(site.framework.bodies, key=lambda body: len(site.mentions.bodies.items(body.id)))
    done = subprocess.run([sys.executable, "-I", program, body.id], capture_output=True, check=False, timeout=60)
    told = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    named = [item for item in site.mentions.bodies.items(body.id) if item.startswith("act-")]
    assert named
    assert re.findall(r"^  +(act-\d+)  ", told, re.MULTILINE) == named
    assert all(site.framework.items[item].text in told for item in named)
    assert site.framework.settings.rights in told


def test_a_program_with_hostile_words_is_a_program() -> None:
    """Rights that would end its first text do not."""
    for text in hostile.TEXTS:
        compile(client.program(hostile.filled(text)), "client.py", "exec")


def test_the_formula_is_worked_out(tmp_path: Path) -> None:
    """In a sheet of a reader’s own, LibreOffice gives the wording of the action whose identifier stands in A1."""
    office = needed("localc", get="On Debian: apt-get install libreoffice-calc")
    site = hostile.example()
    (tmp_path / "whole.xlsx").write_bytes(spreadsheet.workbook(site.framework, site.mentions, site.links, site.ledger))
    book = openpyxl.load_workbook(tmp_path / "whole.xlsx")
    action = site.framework.current.actions[-1]
    own = book.create_sheet("Own", 0)
    own["A1"], own["B1"] = action.id, sheets.formula()
    book.save(tmp_path / "own.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    form = "csv:Text - txt - csv (StarCalc):44,34,76"
    command = [office, profile, "--headless", "--convert-to", form, "--outdir", tmp_path, tmp_path / "own.xlsx"]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    assert (tmp_path / "own.csv").read_text(encoding="utf-8-sig").strip() == f"{action.id},{action.text}"


if __name__ == "__main__":
    PROMISED.write_text(json.dumps(promised(), indent=1) + "\n", encoding="utf-8")

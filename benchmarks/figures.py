"""What a run measured, as it is kept in `figures.json`: the report, the drawing and the page are made from it alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NotRequired, TypedDict

FILE = Path(__file__).resolve().parent / "figures.json"
OURS, WITH_HISTORY = "framework", "framework, with its history"
HUGO, AS_MUCH = "Hugo", "Hugo, as much"


class Row(TypedDict):
    """One way to make the site at one size: medians in seconds, what it made, and MiB; nothing where not measured."""

    made_with: str
    actions: int
    check: float | None
    cold: float
    cold_cpu: float
    on_disk: float | None
    changed_cpu: float
    save: float | None
    pages: int
    files: int
    megabytes: float
    memory: int


class Table(TypedDict):
    """What another benchmark measured: what it is, on which day and machine, and a row of cells for each thing."""

    said: str
    heads: list[str]
    rows: list[list[str]]


class Figures(TypedDict):
    """On which day, on what machine, with how much other work, in how many rounds; and what could not be had.

    `more` are the tables of the benchmarks that measure one thing, by their names.
    """

    day: str
    machine: str
    rounds: int
    missing: list[str]
    rows: list[Row]
    more: NotRequired[dict[str, Table]]


def kept() -> Figures:
    """The figures of the last run that was kept."""
    figures: Figures = json.loads(FILE.read_text(encoding="utf-8"))
    return figures


def keep(figures: Figures) -> None:
    """Keep what a run measured, beside what other benchmarks did."""
    _write({"more": kept().get("more", {}), **figures})


def keep_table(name: str, table: Table) -> None:
    """Keep what one of the other benchmarks measured."""
    figures = kept()
    _write({**figures, "more": {**figures.get("more", {}), name: table}})


def _write(figures: Figures) -> None:
    FILE.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def of(figures: Figures, made_with: str) -> dict[int, Row]:
    """The rows of one way to make the site, by size."""
    return {row["actions"]: row for row in figures["rows"] if row["made_with"] == made_with}

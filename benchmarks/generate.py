"""Makes a framework of any size in the shape of the real one, for measuring: invented words, labelled fictional.

Priorities, bodies, programmes and aspirations grow with the actions, so that the text is in proportion. The same size
gives the same files.
"""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = (
    "river path bridge warm home school market harbour meadow council partner service data digital plan learn share "
    "support develop deliver improve local people community together explore resilient shared open careful"
).split()  # fmt: skip


def sentence(dice: random.Random, length: int, name: str = "") -> str:
    """A sentence of that many invented words, naming a body where one is given."""
    words = dice.choices(WORDS, k=length)
    if name:
        words.insert(length // 2, f"with {name} to")
    return f"{words[0].capitalize()} {' '.join(words[1:])}."


def generate(folder: Path, actions: int) -> Path:
    """Write a whole working folder with that many actions; what was there is replaced."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "docs", folder / "docs")
    for name in ("mkdocs.yml", "macros.py"):
        shutil.copy(ROOT / name, folder / name)
    dice = random.Random(actions)  # noqa: S311 (the same size gives the same words)
    edition = folder / "framework" / "editions" / "2023-27"
    edition.mkdir(parents=True)
    (folder / "framework" / "sources").mkdir()
    bodies = [f"Body {n} of the Glen" for n in range(1, max(7, actions // 5) + 1)]
    _settings(folder / "framework", bodies)
    _edition(edition)
    sizes = _sizes(actions)
    done = 0
    for number, size in enumerate(sizes, 1):
        _priority(edition, number, range(done + 1, done + size + 1), dice, bodies)
        done += size
    return folder


def _sizes(actions: int) -> list[int]:
    """Four priorities up to 100 actions, and from there on about 100 actions in each."""
    count = max(4, actions // 100)
    return [actions // count + (i < actions % count) for i in range(count)]


def _settings(folder: Path, bodies: list[str]) -> None:
    (folder / "framework.yml").write_text(
        "title: Measured Framework\npublisher:\n  name: Glen Rowan Council\nofficial: false\nfictional: true\n"
        "current_edition: 2023-27\nas_at: 2026-11-22\naddress: https://example.org/\nrights: Invented words.\n",
        encoding="utf-8",
    )
    (folder / "sources.yml").write_text(
        "- id: invented\n  title: Invented\n  short: Invented\n  author: Nobody\n  kind: Invented words\n"
        "  date_note: undated\n  file: sources/invented.txt\n",
        encoding="utf-8",
    )
    (folder / "sources" / "invented.txt").write_text("Measured Framework\n", encoding="utf-8")
    (folder / "glossary.yml").write_text("- id: glen\n  term: Glen\n", encoding="utf-8")
    entries = [f"- id: body-{n}\n  name: {name}\n" for n, name in enumerate(bodies, 1)]
    (folder / "bodies.yml").write_text("\n".join(entries), encoding="utf-8")
    names = [f"- id: programme-{n}\n  name: Programme {n} of the Glen\n" for n in range(1, len(bodies) // 2 + 1)]
    (folder / "programmes.yml").write_text("\n".join(names), encoding="utf-8")


def _edition(folder: Path) -> None:
    (folder / "edition.yml").write_text(
        "id: 2023-27\ntitle: Measured Framework 2023-2027\nlabel: 2023–27\nsource: invented\nstarts: 2023\n"
        "ends: 2027-03\nintroduction:\n  - id: intro-1\n    source: new\n    text: Invented words.\n",
        encoding="utf-8",
    )


def _priority(folder: Path, number: int, actions: range, dice: random.Random, bodies: list[str]) -> None:
    lines = [f"id: pri-{number}", f"title: {sentence(dice, 12)}", "title_source: new", f"nav_label: Priority {number}",
             "due: 2027-03", "context:", f"  - id: ctx-{number}", "    source: new",
             f"    text: {sentence(dice, 60)}", "actions:"]  # fmt: skip
    for action in actions:
        name = dice.choice(bodies) if action % 4 == 0 else ""
        lines += [f"  - id: act-{action:02d}", "    source: new", "    text: >-", f"      {sentence(dice, 22, name)}"]
    lines.append("aspirations:")
    for aspiration in [action for action in actions if action % 2 == 0]:
        lines += [f"  - id: asp-{aspiration:02d}", "    source: new", f"    text: {sentence(dice, 20)}"]
    (folder / f"{number}-priority.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]))

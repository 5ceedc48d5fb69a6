"""Three invented plans that differ in everything, each in the file of another format: tests bring them in.

A council's plan is a Word document (`council.py` writes it), a charity's strategy one page of Markdown, and a nation's
framework of outcomes and measures, without an action, is StratML.
"""

from __future__ import annotations

from pathlib import Path

from tests.plans.council import council
from tests.wheel import framework

HERE = Path(__file__).resolve().parent
#: Plan → the name of its file, and what is said of it that does not stand there.
PLANS: dict[str, tuple[str, tuple[str, ...]]] = {
    "council": (
        "council.docx",
        ("--publisher", "Brackenshire Council", "--called", "the Council", "--call", "priority=outcome/outcomes",
         "--actions", "What we will do", "--aspirations", "What we want to achieve"),
    ),
    "charity": (
        "charity.md",
        ("--publisher", "Lantern Street Kitchen", "--called", "the Kitchen", "--call", "action=promise/promises",
         "--actions", "We will", "--aspirations", "What success will look like"),
    ),
    "nation": ("nation.xml", ("--called", "the Government", "--call", "priority=outcome/outcomes")),
}  # fmt: skip


def begun(name: str, installed: Path, folder: Path) -> Path:
    """A plan begun from the wheel by bringing its file in, then checked, published and built, in an empty folder."""
    file, flags = PLANS[name]
    (folder / file).write_bytes(council() if name == "council" else (HERE / file).read_bytes())
    commands = (("import", file, "--into", "plan", *flags, "--report", "report.txt", "--yes"), ("check",),
                ("publish", "--yes"), ("build",))  # fmt: skip
    for words in commands:
        done = framework(installed, folder if words[0] == "import" else folder / "plan", *words)
        assert done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"
    return folder / "plan"

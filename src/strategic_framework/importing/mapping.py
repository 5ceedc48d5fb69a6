"""`import.yml`: how the tables of a plan are read, as somebody said it once; so the next import asks nothing."""

from __future__ import annotations

from pathlib import Path

from strategic_framework.content import source
from strategic_framework.importing.columns import Choices
from strategic_framework.importing.dates import ORDERS
from strategic_framework.importing.outline import Refused
from strategic_framework.ledger.records import Data
from strategic_framework.ledger.yaml_writer import dump

NAME = "import.yml"
_HEAD = """\
# How the tables of this plan are read when they are brought in: what each column holds, and whether the day (dmy) or
# the month (mdy) comes first in a date. What a column may hold is said in the help of the command that brings them in.

"""


def kept(root: Path) -> Choices:
    """What the file in a folder says; nothing where there is none. Raises Refused where it cannot be read."""
    path = root / NAME
    if not path.is_file():
        return Choices()
    file = source.parse(path.read_bytes(), NAME)
    if file.root is None or file.problems:
        raise Refused(f"{NAME} cannot be read: {file.problems[0].what if file.problems else 'it is empty.'}")
    data = source.plain(file.root)
    columns = data.get("columns") if isinstance(data, dict) else None
    order = data.get("dates") if isinstance(data, dict) else None
    said = {str(heading): str(name) for heading, name in columns.items()} if isinstance(columns, dict) else {}
    return Choices(said, next((one for one in ORDERS if one == order), None))


def written(choices: Choices) -> str:
    """The file that says it; empty where nothing was said."""
    data: dict[str, Data] = {}
    if choices.columns:
        data["columns"] = dict(sorted(choices.columns.items()))
    if choices.dates:
        data["dates"] = choices.dates
    return _HEAD + dump(data) if data else ""

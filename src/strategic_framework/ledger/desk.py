"""Where proposals are laid: the content files as they would be, and who wrote what."""

from __future__ import annotations

from strategic_framework.content.problems import suggestion
from strategic_framework.ledger.sheets import Entry, Sheets
from strategic_framework.model import Place, identifier
from strategic_framework.model.proposals import ProposedChange


class Unfit(Exception):  # noqa: N818 - what is unfit is the proposal, and no fault of ours
    """A change that cannot be laid over the content as it stands."""

    def __init__(self, place: Place, code: str, what: str, why: str = "", instead: str = "") -> None:
        super().__init__(what)
        self.place, self.code, self.what, self.why, self.instead = place, code, what, why, instead


class Desk:
    """The sheets with a memory: who last wrote which field, and what the present change did besides."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets
        self.author = ""
        self.wrote: dict[tuple[str, str], str] = {}
        self.notes: list[str] = []
        self.repeated: dict[str, str] = {}
        self.idle: list[str] = []

    def find(self, change: ProposedChange, target: str, field: str) -> Entry:
        """What a change names. Raises Unfit where nothing bears that name."""
        entry = self.sheets.find(target)
        if entry is None:
            meant = None if identifier(target) else suggestion(target, self.sheets.known(target))  # numbers are alike
            instead = f"Did you mean {meant}?" if meant else "The identifier is in the address of the item’s page."
            raise Unfit(change.place(field), "proposal-unknown", f"There is no {target} here.", "", instead)
        return entry

    def wrote_field(self, target: str, field: str) -> None:
        """Remember who wrote a field."""
        self.wrote[target, field] = self.author

    def same(self, target: str, field: str, kind: str) -> None:
        """What is there already: as an earlier proposal has it, which this one repeats, or with nothing left to do."""
        if self.wrote.get((target, field), self.author) != self.author:
            self.repeated[target] = kind
        else:
            self.idle.append(target)

"""Every field of every domain class is marked, and the table of marks in the documents is true."""

import dataclasses
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

from mentor_desktop import domain
from mentor_desktop.domain.marks import Mark, marks_of, private, shareable
from mentor_desktop.domain.shareable import Shareable

SHARING = Path(__file__).parents[2] / "docs" / "sharing.md"
# Values that are worked out, looked up or passed around, and never kept as records of their own.
WORKED_OUT = {
    "Busy",
    "Changed",
    "ClockFace",
    "Day",
    "Difference",
    "DueWords",
    "Grid",
    "Kept",
    "Planned",
    "Progress",
    "Prompt",
    "Reading",
    "Reminder",
    "Rhythm",
    "Rule",
    "SizeWords",
    "Slot",
    "Standing",
    "Status",
    "Understood",
    "When",
}


def records() -> dict[str, type]:
    found: dict[str, type] = {}
    for module in pkgutil.iter_modules(domain.__path__):
        loaded = importlib.import_module(f"mentor_desktop.domain.{module.name}")
        for name, thing in inspect.getmembers(loaded, inspect.isclass):
            own = thing.__module__ == loaded.__name__ and name not in WORKED_OUT
            if own and dataclasses.is_dataclass(thing):
                found[name] = thing
    return found


def table() -> str:
    lines = [
        "# What may leave the vault",
        "",
        "Every field of every record is marked in its own definition. *Private* never leaves;",
        "*shareable* may leave through `services/sharing.py`, for a named audience; *structural*",
        "holds the record together.",
        "This table is written by `tests/domain/test_marks.py`.",
        "",
        "| Record | Private | Shareable | Structural |",
        "|---|---|---|---|",
    ]
    for name, record in sorted(records().items()):
        marks = marks_of(record)
        cells = [
            ", ".join(field for field, mark in marks.items() if mark is wanted) or "–"
            for wanted in (Mark.PRIVATE, Mark.SHAREABLE, Mark.STRUCTURAL)
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def test_every_field_is_marked() -> None:
    assert len(records()) > 15
    for record in records().values():
        assert marks_of(record)


def test_an_unmarked_field_is_noticed() -> None:
    @dataclasses.dataclass
    class Careless:
        """Has a field that nobody decided about."""

        name: str = shareable()
        secret: str = ""

    with pytest.raises(TypeError, match=r"Careless\.secret"):
        marks_of(Careless)


def test_what_leaves_has_no_private_field() -> None:
    assert Mark.PRIVATE not in marks_of(Shareable).values()
    assert private().metadata["mark"] is Mark.PRIVATE


def test_the_document_shows_the_marks_as_they_are() -> None:
    """Writes the table where it is missing or differs, and fails then, so that the change is seen."""
    now = SHARING.read_text(encoding="utf-8") if SHARING.exists() else ""
    if now != table():
        SHARING.write_text(table(), encoding="utf-8")
    assert now == table(), "docs/sharing.md has been written anew; look at it and commit it"

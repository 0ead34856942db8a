"""Every field of every domain class says whether it may ever leave the vault.

The mark stands in the field's own definition, so that nobody adds a field without deciding. A test
fails on an unmarked field; the leak test walks these marks and plants a marker in every private one.
"""

import dataclasses
from enum import StrEnum
from typing import Any


class Mark(StrEnum):
    """How far a field may travel."""

    PRIVATE = "private"  # never in an export, whatever the audience
    SHAREABLE = "shareable"  # may leave through services/sharing.py, for a named audience
    STRUCTURAL = "structural"  # ids, states, versions: no words of a person, never exported as such


def private(**options: Any) -> Any:
    """A dataclass field that never leaves the vault."""
    return dataclasses.field(metadata={"mark": Mark.PRIVATE}, **options)


def shareable(**options: Any) -> Any:
    """A dataclass field that may leave, by a deliberate act, for a named audience."""
    return dataclasses.field(metadata={"mark": Mark.SHAREABLE}, **options)


def structural(**options: Any) -> Any:
    """A dataclass field that holds the record together and says nothing about a person."""
    return dataclasses.field(metadata={"mark": Mark.STRUCTURAL}, **options)


def marks_of(record: type) -> dict[str, Mark]:
    """The mark of each field of a domain class. Raises TypeError for a field without one."""
    marks: dict[str, Mark] = {}
    for field in dataclasses.fields(record):
        mark = field.metadata.get("mark")
        if not isinstance(mark, Mark):
            raise TypeError(f"{record.__name__}.{field.name} is not marked private, shareable or structural")
        marks[field.name] = mark
    return marks

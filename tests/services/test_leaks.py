"""Nothing private leaves: random vaults with a marker in every private field, and none in any export.

The markers follow the marks of the domain classes, so a new private field without a marker here fails.
How many vaults: 50, or as many as the variable MENTOR_LEAK_VAULTS says.
"""

import importlib
import io
import logging
import os
import pkgutil
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mentor_desktop import domain
from mentor_desktop.domain.ids import PersonId
from mentor_desktop.domain.marks import Mark, marks_of
from mentor_desktop.exporters import formats
from mentor_desktop.services import exporting, sharing, wrapping
from mentor_desktop.services.refusal import Refused
from mentor_desktop.services.vaults import Opened
from tests.exporters.readback import Tagged
from tests.services.leak_world import World
from tests.support import HandClock, empty_vault

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

VAULTS = int(os.environ.get("MENTOR_LEAK_VAULTS", "50"))
# Private fields that hold no words of their own: `change_all` changes them, and no byte may differ.
WORDLESS = {
    "ZoneFrom.since",
    "Relationship.cadence_days", "Relationship.phase", "Relationship.started", "Relationship.ended",
    "Relationship.until", "Relationship.midpoint",
    "Participant.attendance", "Participant.late_minutes",
    "Part.kind", "Part.done", "Part.moves",
    "Move.from_when", "Move.by",
    "Session.off_by", "Session.off_told", "Session.paper", "Session.wrapped",
    "Ratings.trust", "Ratings.listening", "Ratings.progress",
    "Note.kind", "Note.checked",
    "PromiseEvent.to", "Promise.receiver",  # names of others; those are markers too
    "Promise.effort", "Promise.repeats",
    "Attachment.type", "Attachment.size", "SealedFile.size",
    "ConsentEvent.kind", "ConsentEvent.at", "ConsentEvent.how", "Recording.delete_by",
    "Goal.confidence", "Goal.weight",
    "AccessCard.captions", "AccessCard.slower", "AccessCard.text_first", "AccessCard.screen_reader",
    "LifeCard.working_days", "LifeCard.working_hours", "LifeCard.kept_free", "LifeCard.away",
    "LifeCard.camera", "LifeCard.grace_minutes", "LifeCard.free_cancels", "LifeCard.holidays",
    "DatedWindow.since", "DatedWindow.until",
    "CheckIn.kind", "CheckIn.at",
    "Occasion.month", "Occasion.day", "Occasion.year", "Occasion.ask_after", "Snooze.until",
    "Pulse.heard", "Pulse.safe", "Pulse.useful", "Pulse.honest", "Pulse.progress", "Pulse.at",
    "FollowUp.done",
    "Exported.at", "Exported.audience", "Exported.format", "Exported.notes", "Exported.promises",
    "ClockEvent.amount",
}  # fmt: skip


def bytes_within(data: bytes) -> Iterator[bytes]:
    """A file as it is, whatever is packed inside it, and what a reader of a PDF makes of its glyphs."""
    yield data
    if data.startswith(b"%PDF"):
        shown = Tagged(data)
        yield ("".join(shown.words()) + shown.untagged).encode()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield packed.read(name)
    for match in re.finditer(rb"stream\r?\n", data):
        try:
            yield zlib.decompressobj().decompress(data[match.end() :])
        except zlib.error:
            continue


def leaked(data: bytes, words: list[str]) -> list[str]:
    """Which words stand in a file, in any of the ways that text is written there."""
    found = set()
    for part in bytes_within(data):
        lower = part.lower()
        for word in words:
            forms = (
                word.encode(),
                word.encode("utf-16-le"),
                word.encode("utf-16-be"),
                word.encode().hex().encode(),
            )
            if any(form in lower for form in forms):
                found.add(word)
    return sorted(found)


def records() -> "Iterator[type[DataclassInstance]]":
    """Every class of the domain with a private field, also one that was added yesterday."""
    for found in pkgutil.iter_modules(domain.__path__):
        module = importlib.import_module(f"{domain.__name__}.{found.name}")
        for record in vars(module).values():
            if not (isinstance(record, type) and is_dataclass(record)):
                continue
            marks = {field.metadata.get("mark") for field in fields(record)}
            if record.__module__ == module.__name__ and Mark.PRIVATE in marks:
                yield record


def test_every_private_field_is_planted_or_named(tmp_path: Path) -> None:
    planted = set()
    opened = empty_vault(tmp_path / "a.vault", clock := HandClock())
    for seed in range(3):
        world = World(opened, clock, seed)
        planted |= {re.split(r"[,:]", where)[0] for where in world.mark.where.values()}
    opened.close()
    wanted = {
        f"{record.__name__}.{field}"
        for record in records()
        for field, mark in marks_of(record).items()
        if mark is Mark.PRIVATE
    }
    nested = {"Person.zones", "Person.channels", "OwnTemplate.parts"}  # classes, or rows, of their own
    assert wanted - planted - WORDLESS - nested == set()
    assert wanted >= WORDLESS


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Opened, HandClock]]:
    clock = HandClock()
    opened = empty_vault(tmp_path_factory.mktemp("leaks") / "a.vault", clock)
    yield opened, clock
    opened.close()


@pytest.mark.parametrize("seed", range(VAULTS))
def test_nothing_private_leaves(
    vault: tuple[Opened, HandClock], tmp_path: Path, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    opened, clock = vault
    world = World(opened, clock, seed)
    desk = world.desk
    everyone = sharing.summary(desk, world.session)
    audiences = [everyone.audience, *((person,) for person in everyone.audience)]
    for audience in dict.fromkeys(audiences):
        whole = sharing.summary(desk, world.session, audience)
        held_back = (
            frozenset(note.id for note in whole.notes[:1]) if world.random.random() < 0.5 else frozenset()
        )
        summary = sharing.summary(desk, world.session, audience, held_back)
        held = {note.text for note in whole.notes if note.id in held_back}
        allowed = world.may_leave(audience) - held
        forbidden = [word for word in world.mark.where if word not in allowed]
        for fmt in sorted(formats.FORMATS):
            name = exporting.file_name(desk, summary, fmt)
            assert leaked(name.encode(), forbidden) == []
            target = tmp_path / f"{audience[0].hex()}{len(audience)}{fmt}"
            exporting.export(desk, world.session, summary, fmt, target)
            data = target.read_bytes()
            assert leaked(data, forbidden) == [], (
                fmt,
                [world.mark.where[word] for word in leaked(data, forbidden)],
            )
            sent = {note.text for note in summary.shareable.notes}
            assert set(leaked(data, sorted(sent))) == sent  # the markers can be seen at all
    with pytest.raises(Refused) as refused:
        sharing.summary(desk, world.session, [world.outsider])
    said = caplog.text + repr(refused.value) + str(refused.value)
    assert leaked(said.encode(), list(world.mark.where)) == []


@pytest.mark.parametrize("seed", range(1_000, 1_000 + max(5, VAULTS // 10)))
def test_what_is_private_changes_no_byte(vault: tuple[Opened, HandClock], seed: int) -> None:
    opened, clock = vault
    world = World(opened, clock, seed)
    everyone = sharing.summary(world.desk, world.session).audience

    def files() -> dict[tuple[tuple[PersonId, ...], str], bytes]:
        return {
            (audience, fmt): formats.render(
                sharing.summary(world.desk, world.session, audience).shareable, fmt
            )
            for audience in dict.fromkeys((everyone, *((person,) for person in everyone)))
            for fmt in sorted(formats.FORMATS)
        }

    before = files()
    world.change_all(world.session)
    assert files() == before
    wrapping.say(world.desk, world.session, "opening", "Another first line.")
    assert all(after != before[what] for what, after in files().items())  # a difference can be seen at all

"""Nothing private leaves: random vaults with a marker in every private field, and none in any export.

The markers follow the marks of the domain classes, so a new private field without a marker here fails.
How many vaults: 50, or as many as the variable MENTOR_LEAK_VAULTS says.
"""

import io
import logging
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from mentor_desktop.domain import followups, history, people, private, promises, sessionclock, sessions
from mentor_desktop.domain import notes as domain_notes
from mentor_desktop.domain.ids import PersonId, SessionId
from mentor_desktop.domain.marks import Mark, marks_of
from mentor_desktop.domain.notes import EVERYONE, Audience, NoteKind, shared_with_all
from mentor_desktop.domain.people import Channel, Phase, Role, ZoneFrom
from mentor_desktop.domain.sessions import Attendance, PartKind
from mentor_desktop.domain.when import When
from mentor_desktop.exporters import formats
from mentor_desktop.services import (
    agenda,
    drafts,
    exporting,
    notes,
    running,
    settings,
    sharing,
    wrapping,
)
from mentor_desktop.services import people as people_service
from mentor_desktop.services import promises as promise_service
from mentor_desktop.services import sessions as session_service
from mentor_desktop.services.refusal import Refused
from mentor_desktop.services.vaults import Opened
from mentor_desktop.store import people as people_store
from tests.exporters.readback import Tagged
from tests.support import HandClock, empty_vault

VAULTS = int(os.environ.get("MENTOR_LEAK_VAULTS", "50"))
ZONE = "Europe/Stockholm"
RECORDS = (
    people.Person, people.Channel, people.ZoneFrom, people.Relationship, sessions.Participant, sessions.Part,
    sessions.Move, sessions.Session, private.Preparation, private.Ratings, domain_notes.Note,
    promises.PromiseEvent, promises.Promise, followups.FollowUp, history.Revision, history.Draft,
    history.Exported, history.OwnTemplate, sessionclock.ClockEvent,
)  # fmt: skip

# Private fields that hold no words of their own: their value is checked by other means, said beside each.
WORDLESS = {
    "ZoneFrom.zone", "ZoneFrom.since",  # a place is told for the next date alone
    "Relationship.cadence_days", "Relationship.phase", "Relationship.started", "Relationship.ended",
    "Participant.attendance", "Participant.late_minutes",
    "Part.kind", "Part.done", "Part.moves",
    "Move.from_when", "Move.by",
    "Session.off_by", "Session.off_told", "Session.paper", "Session.wrapped",
    "Ratings.trust", "Ratings.listening", "Ratings.progress",
    "Note.kind", "Note.checked",
    "PromiseEvent.to", "Promise.receiver",  # names of others; those are markers too
    "FollowUp.done",
    "Exported.at", "Exported.audience", "Exported.format", "Exported.notes", "Exported.promises",
    "ClockEvent.amount",
}  # fmt: skip


class Markers:
    """Makes markers, each unlike any other, and remembers where each was planted."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.where: dict[str, str] = {}

    def __call__(self, field: str) -> str:
        marker = "zq" + "".join(self.random.choices("abcdefghjkmnprstuvwxyz", k=10))
        self.where[marker] = field
        return marker


class World:
    """One random vault: two who take part, one who does not, and a word in each private field."""

    def __init__(self, opened: Opened, clock: HandClock, seed: int) -> None:
        self.desk, self.clock = opened.desk, clock
        self.mark, self.random = Markers(seed), Random(seed)
        self.shared: dict[str, Audience] = {}  # words that were shared, and with whom
        self.amara = self._person("Amara Okafor", "Africa/Nairobi")
        self.jonas = self._person("Jonas Weber", "Europe/Berlin")
        self.outsider = self._person(f"Sofia {self.mark('name of someone else')}", "Europe/Rome")
        self.others = (self.amara, self.jonas)[: self.random.choice((1, 2))]
        self._settings()
        earlier = self._held(datetime(2026, 11, 10, 15))
        wrapping.finish(self.desk, earlier)
        self.session = self._held(datetime(2026, 11, 24, 15))
        self._next()
        if self.random.random() < 0.5:
            wrapping.finish(self.desk, self.session)

    def _person(self, name: str, zone: str) -> PersonId:
        mark = self.mark
        person = people_service.add(
            self.desk, name, zone=zone, role=self.random.choice((Role.MENTOR, Role.PEER))
        )
        changed = replace(
            person, say_it=mark("Person.say_it"), pronouns=mark("Person.pronouns"),
            headline=mark("Person.headline"), about=mark("Person.about"),
            channels=(Channel(kind=mark("Channel.kind"), value=mark("Channel.value")),),
            languages=(mark("Person.languages"),),
            zones=(ZoneFrom(zone=zone), ZoneFrom(zone=zone, since=date(2026, 1, 1))),
        )  # fmt: skip
        person = people_service.edit(self.desk, changed)
        people_service.edit(
            self.desk, replace(person, about=mark("Person.about, later"))
        )  # the first: a revision
        with self.desk.read() as c:
            (known, *_rest) = people_store.load_relationships(c, person.id)
        relationship = replace(
            known, programme=mark("Relationship.programme"), cadence_days=14, phase=Phase.WORKING
        )
        people_service.edit_relationship(self.desk, relationship)
        notes.write(self.desk, mark("a note about a person"), person=person.id, audience=EVERYONE)
        return person.id

    def _settings(self) -> None:
        settings.save(self.desk, "checklist_own", [self.mark("setting")])
        settings.save(self.desk, "names_in_files", self.random.random() < 0.5)

    def _held(self, wall: datetime) -> SessionId:
        desk, mark, clock = self.desk, self.mark, self.clock
        link = f"https://meet.example/{mark('Session.link')}"
        session = session_service.plan(desk, self.others, When(wall, ZONE), link=link).id
        if self.random.random() < 0.5:
            session_service.move(desk, session, When(wall + timedelta(minutes=10), ZONE), self.amara)
        for kind in PartKind:
            agenda.add_part(desk, session, mark("Part.title: an agenda is not a summary"), kind=kind)
        agenda.save_as_template(desk, session, mark("OwnTemplate.name"))
        for field, name in (("intention", "intention"), ("preparation", "notes"), ("mattered", "mattered")):
            wrapping.say(desk, session, field, mark(f"Preparation.{name}, before"))
            wrapping.say(desk, session, field, mark(f"Preparation.{name}"))
        wrapping.say(desk, session, "opening", mark("Revision.value"))
        wrapping.say(desk, session, "opening", "We spoke about the plan.")
        running.start(desk, session)
        clock.pass_minutes(5)
        running.step(desk, session, 1)
        self._notes(session)
        clock.pass_minutes(40)
        running.end(desk, session)
        self._promises(session)
        wrapping.add_item(desk, session, mark("FollowUp.text"))
        for what in ("trust", "listening", "progress"):
            wrapping.rate(desk, session, what, self.random.randint(1, 5))
        drafts.keep(desk, drafts.key("composer", session), mark("Draft.text"))
        self._absent(session)
        return session

    def _audience(self) -> Audience:
        return self.random.choice((None, EVERYONE, (self.others[0],), (self.others[-1],)))

    def _say(self, audience: Audience, where: str) -> str:
        word = self.mark(where)
        if audience is not None:
            self.shared[word] = audience
        return word

    def _notes(self, session: SessionId) -> None:
        for turn in range(self.random.randint(3, 8)):
            audience = None if turn == 0 else self._audience()
            text = self._say(audience, "a note")
            note = notes.write(
                self.desk, text, session=session, audience=audience, kind=self.random.choice(list(NoteKind)),
                timed=self.random.random() < 0.5,
            )  # fmt: skip
            if self.random.random() < 0.3:  # what it said before is private for ever
                edited = replace(notes.get(self.desk, note.id), text=self._say(audience, "a note"))
                notes.edit(self.desk, edited)
                self.shared.pop(text, None)
            elif self.random.random() < 0.3:  # taken back
                notes.share(self.desk, note.id, None)
                self.shared.pop(text, None)
            elif self.random.random() < 0.2:
                notes.trash(self.desk, note.id)
                self.shared.pop(text, None)

    def _promises(self, session: SessionId) -> None:
        me = people_service.me(self.desk).id
        for turn in range(self.random.randint(2, 5)):
            audience = None if turn == 0 else self._audience()
            text = self._say(audience, "a promise")
            owner = self.random.choice((me, *self.others))
            promise = promise_service.make(self.desk, owner, text, None, session=session, audience=audience)
            if self.random.random() < 0.3:
                promise_service.drop(self.desk, promise.id, self.mark("PromiseEvent.why"))
                self.shared.pop(text, None)
            elif self.random.random() < 0.3:
                promise_service.hand_over(self.desk, promise.id, self.outsider)
                self.shared.pop(text, None)

    def _absent(self, session: SessionId) -> None:
        about = session_service.get(self.desk, session)
        first, *rest = about.participants
        changed = (replace(first, late_minutes=7), *rest)
        if rest and self.random.random() < 0.3:
            changed = (first, *(replace(each, attendance=Attendance.ABSENT) for each in rest))
        session_service.edit(self.desk, replace(about, participants=changed))

    def _next(self) -> None:
        wrapping.plan_next(self.desk, self.session, When(datetime(2026, 12, 8, 15), ZONE))

    def may_leave(self, audience: tuple[PersonId, ...]) -> set[str]:
        return {word for word, heard in self.shared.items() if shared_with_all(heard, audience)}


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


def test_every_private_field_is_planted_or_named(tmp_path: Path) -> None:
    planted = set()
    opened = empty_vault(tmp_path / "a.vault", clock := HandClock())
    for seed in range(3):
        world = World(opened, clock, seed)
        planted |= {re.split(r"[,:]", where)[0] for where in world.mark.where.values()}
    opened.close()
    wanted = {
        f"{record.__name__}.{field}"
        for record in RECORDS
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

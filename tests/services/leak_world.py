"""A random vault with a marker in every private field, for the tests that nothing of it leaves."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from mentor_desktop.domain.ids import PersonId, SessionId
from mentor_desktop.domain.notes import EVERYONE, Audience, NoteKind, shared_with_all
from mentor_desktop.domain.people import Channel, Phase, Role, ZoneFrom
from mentor_desktop.domain.promises import Repeat
from mentor_desktop.domain.sessions import Attendance, PartKind
from mentor_desktop.domain.when import When
from mentor_desktop.services import agenda, drafts, ledger, notes, running, settings, wrapping
from mentor_desktop.services import people as people_service
from mentor_desktop.services import promises as promise_service
from mentor_desktop.services import sessions as session_service
from mentor_desktop.services.vaults import Opened
from mentor_desktop.store import people as people_store
from mentor_desktop.store import promises as promise_store
from tests.services.leak_around import Around, Markers
from tests.support import HandClock

ZONE = "Europe/Stockholm"
ELSEWHERE = ("Pacific/Marquesas", "Pacific/Chatham")  # where persons were before, and will be one day


class World:
    """One random vault: two who take part, one who does not, and a word in each private field."""

    def __init__(self, opened: Opened, clock: HandClock, seed: int) -> None:
        self.desk, self.clock = opened.desk, clock
        self.mark, self.random = Markers(seed), Random(seed)
        self.around = Around(opened, self.mark, self.random)
        self.shared: dict[str, Audience] = {}  # words that were shared, and with whom
        for zone in ELSEWHERE:
            self.mark.known(zone.rpartition("/")[2].lower(), "ZoneFrom.zone")
        self.amara = self._person("Amara Okafor", "Africa/Nairobi")
        self.jonas = self._person("Jonas Weber", "Europe/Berlin")
        self.outsider = self._person(f"Sofia {self.mark('name of someone else')}", "Europe/Rome")
        self.others = (self.amara, self.jonas)[: self.random.choice((1, 2))]
        self._settings()
        earlier = self._held(datetime(2026, 11, 10, 15))
        wrapping.finish(self.desk, earlier)
        self.off = session_service.plan(self.desk, self.others, When(datetime(2026, 11, 17, 15), ZONE)).id
        session_service.cancel(self.desk, self.off, self.amara)
        self.session = self._held(datetime(2026, 11, 24, 15))
        self.around.of_relationship(session_service.get(self.desk, self.session).relationship)
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
            zones=(
                ZoneFrom(zone=ELSEWHERE[0]), ZoneFrom(zone=zone, since=date(2026, 1, 1)),
                ZoneFrom(zone=ELSEWHERE[1], since=date(2027, 5, 1)),
            ),
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
        self.around.of_person(person.id)
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
        self.around.of_session(session, next((note.id for note in notes.of_session(desk, session)), None))
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

    def change_all(self, session: SessionId) -> None:
        """Another value in everything private that a summary stands near; what may leave stays as it is."""
        desk, mark = self.desk, self.mark
        for person in self.others:
            self._change_person(person)
        about = session_service.get(desk, session)
        present = tuple(
            each if each.attendance is Attendance.ABSENT
            else replace(each, attendance=Attendance.PRESENT, late_minutes=each.late_minutes + 3)
            for each in about.participants
        )  # fmt: skip
        link = f"https://meet.example/{mark('Session.link')}"
        session_service.edit(desk, replace(about, participants=present, link=link, paper=not about.paper))
        for field, name in (("intention", "intention"), ("preparation", "notes"), ("mattered", "mattered")):
            wrapping.say(desk, session, field, mark(f"Preparation.{name}"))
        for what in ("trust", "listening", "progress"):
            wrapping.rate(desk, session, what, self.random.randint(1, 5))
        for part in agenda.parts(desk, session):
            other = self.random.choice([kind for kind in PartKind if kind is not part.kind])
            agenda.edit_part(desk, replace(part, title=mark("Part.title"), kind=other, done=not part.done))
        for item in wrapping.load(desk, session).checklist:
            wrapping.tick(desk, item.item.id, item.item.done is None)
        drafts.keep(desk, drafts.key("composer", session), mark("Draft.text"))
        self._change_notes(session)
        self._change_promises(session)
        settings.save(desk, "checklist_own", [mark("setting")])
        self.around.change_session(session)
        self.around.change_relationship(about.relationship)
        self._change_times(session)

    def _change_times(self, session: SessionId) -> None:
        """The session called off came back, moved and was missed; the wrap-up is finished, or open again."""
        desk = self.desk
        session_service.reinstate(desk, self.off)
        session_service.move(desk, self.off, When(datetime(2026, 11, 18, 9), ZONE), self.others[-1])
        session_service.missed(desk, self.off, people_service.me(desk).id)
        if session_service.get(desk, session).wrapped is None:
            wrapping.finish(desk, session)
        else:
            wrapping.reopen(desk, session)

    def _change_person(self, person: PersonId) -> None:
        desk, mark = self.desk, self.mark
        known = people_service.get(desk, person)
        self.around.change_person(person)
        now = known.zones[1].zone
        people_service.edit(
            desk,
            replace(
                known, say_it=mark("Person.say_it"), pronouns=mark("Person.pronouns"),
                headline=mark("Person.headline"), about=mark("Person.about"),
                channels=(Channel(kind=mark("Channel.kind"), value=mark("Channel.value")),),
                languages=(mark("Person.languages"),),
                zones=(ZoneFrom(zone=now), ZoneFrom(zone="Pacific/Apia", since=date(2028, 1, 1))),
            ),
        )  # fmt: skip
        with desk.read() as c:
            relationships = people_store.load_relationships(c, person)
        for each in relationships:
            changed = replace(
                each, programme=mark("Relationship.programme"), cadence_days=(each.cadence_days or 0) + 7,
                phase=Phase.GETTING_TO_KNOW if each.phase is Phase.WORKING else Phase.WORKING,
                started=date(2026, 1, 5), ended=date(2028, 1, 5), until=date(2027, 12, 31),
                midpoint=date(2027, 1, 15),
            )  # fmt: skip
            people_service.edit_relationship(desk, changed)

    def _change_notes(self, session: SessionId) -> None:
        """Private notes come, change and go; shared ones change in kind where it does not show."""
        shown = (NoteKind.MOMENT, NoteKind.PROMISE)
        quiet = [kind for kind in NoteKind if kind not in shown]
        for note in notes.of_session(self.desk, session):
            if note.audience is None:
                notes.edit(self.desk, replace(note, text=self.mark("a note")))
                if self.random.random() < 0.5:
                    notes.trash(self.desk, note.id)
            elif note.kind in quiet:
                changed = replace(note, kind=self.random.choice(quiet), checked=not note.checked)
                notes.edit(self.desk, changed)
        for kind in NoteKind:
            notes.write(self.desk, self.mark("a note"), session=session, audience=None, kind=kind)

    def _change_promises(self, session: SessionId) -> None:
        me = people_service.me(self.desk).id
        hidden = promise_service.make(
            self.desk, me, self.mark("a promise"), None, session=session, audience=None
        )
        promise_service.move_due(self.desk, hidden.id, date(2027, 3, 1))
        gone = promise_service.make(
            self.desk, me, self.mark("a promise"), None, session=session, audience=EVERYONE
        )
        promise_service.trash(self.desk, gone.id)
        handed = promise_service.make(
            self.desk, me, self.mark("a promise"), None, session=session, audience=None
        )
        promise_service.hand_over(self.desk, handed.id, self.outsider)
        with self.desk.read() as c:
            known = promise_store.load_promises(c, session=session)
        for each in known:
            ledger.plan(self.desk, each.id, effort=self.random.randint(5, 90), repeats=Repeat.WEEK)
            now = promise_service.get(self.desk, each.id)
            promise_service.edit(self.desk, replace(now, receiver=self.outsider))

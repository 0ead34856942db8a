"""What is kept around a session, with a marker in every word of it: files, an agreement, goals, recordings,
cards, contacts, days and the pulse. None of it is part of a session's summary, shared or not.
"""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from random import Random

from mentor_desktop.domain.agreements import How, Span, Window
from mentor_desktop.domain.cards import AccessCard, DatedWindow, LifeCard
from mentor_desktop.domain.consents import ConsentKind, GivenBy
from mentor_desktop.domain.goals import GoalState
from mentor_desktop.domain.ids import DAY, Millis, NoteId, PersonId, RelationshipId, SessionId
from mentor_desktop.domain.pulse import ITEMS
from mentor_desktop.domain.touch import CheckInKind, Reason
from mentor_desktop.services import agreements, attachments, cards, consents, goals, people, pulse, touch
from mentor_desktop.services.vaults import Opened
from mentor_desktop.store import attachments as attachment_store
from mentor_desktop.store import goals as goal_store

TODAY = date(2026, 11, 24)


class Markers:
    """Makes markers, each unlike any other, and remembers where each was planted."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.where: dict[str, str] = {}

    def __call__(self, field: str) -> str:
        marker = "zq" + "".join(self.random.choices("abcdefghjkmnprstuvwxyz", k=10))
        self.where[marker] = field
        return marker

    def known(self, word: str, field: str) -> None:
        """A word that was not made here, but may not leave either; in small letters."""
        self.where[word] = field


class Around:
    """Plants markers in one vault, and changes what it planted."""

    def __init__(self, opened: Opened, mark: Markers, random: Random) -> None:
        self._opened, self._desk, self.mark, self.random = opened, opened.desk, mark, random

    def of_person(self, person: PersonId) -> None:
        """Cards, contacts, days that matter, a prompt put off and a file."""
        desk, mark = self._desk, self.mark
        self._cards(person)
        kind = self.random.choice(list(CheckInKind))
        touch.check_in(desk, person, kind, mark("CheckIn.text"), mark("CheckIn.channel"))
        day = self.random.randint(1, 28)
        touch.add_occasion(desk, person, mark("Occasion.title"), self.random.randint(1, 12), day)
        touch.snooze(
            desk, person, self.random.choice(list(Reason)), self._soon(), mark("Snooze.why")
        )  # fmt: skip
        self._file(person=person)

    def of_session(self, session: SessionId, note: NoteId | None) -> None:
        """A recording that everybody agreed to, and files of the session and of a note."""
        desk, mark = self._desk, self.mark
        asked = consents.ask(
            desk, session, scope=mark("Recording.scope"), purpose=mark("Recording.purpose")
        )  # fmt: skip
        for party in consents.of_session(desk, session)[-1].answers:
            consents.answer(desk, asked.id, party, ConsentKind.GIVEN, self.random.choice(list(GivenBy)))
        consents.keep(desk, asked.id, link=f"https://files.example/{mark('Recording.link')}")
        self._file(session=session)
        if note is not None:
            self._file(note=note)

    def of_relationship(self, relationship: RelationshipId) -> None:
        """An agreement in force, a draft of the next, goals and what shows them, and the pulse."""
        self._agreement(relationship)
        for audience in (None, ()):
            self._goal(relationship, audience)
        self._pulse(relationship)

    def change_person(self, person: PersonId) -> None:
        """Other cards, contacts and days."""
        desk, mark = self._desk, self.mark
        self._cards(person)
        for known in touch.check_ins(desk, person):
            other = self.random.choice([kind for kind in CheckInKind if kind is not known.kind])
            earlier = Millis(known.at - DAY)
            changed = replace(known, kind=other, text=mark("CheckIn.text"), channel=mark("CheckIn.channel"))
            touch.edit_check_in(desk, replace(changed, at=earlier))
        for day in touch.occasions(desk, person):
            moved = replace(day, month=day.month % 12 + 1, day=day.day % 28 + 1, year=2027)
            asked = replace(moved, title=mark("Occasion.title"), ask_after=not day.ask_after)
            touch.save_occasion(desk, asked)
        for reason in Reason:
            touch.snooze(desk, person, reason, self._soon(), mark("Snooze.why"))
        self._file(person=person)

    def change_session(self, session: SessionId) -> None:
        """Answers are taken back or given otherwise, and files come, go and are renamed."""
        desk, mark = self._desk, self.mark
        for known in consents.of_session(desk, session):
            for number, party in enumerate(known.answers):
                kind = (ConsentKind.GIVEN, ConsentKind.REFUSED)[number % 2]
                consents.answer(desk, known.recording.id, party, kind, GivenBy.WRITTEN)
            consents.forget(desk, known.recording.id)
        consents.ask(
            desk, session, scope=mark("Recording.scope"), purpose=mark("Recording.purpose"),
            delete_by=date(2027, 3, 1),
        )  # fmt: skip
        for file in attachments.of(desk, session=session):
            attachments.rename(desk, file.id, mark("Attachment.name"))
            attachments.trash(desk, file.id)
        self._file(session=session)

    def change_relationship(self, relationship: RelationshipId) -> None:
        """Another draft, other thoughts, goals that rest, and other answers."""
        desk, mark = self._desk, self.mark
        for version in agreements.versions(desk, relationship).every:
            agreements.describe(desk, version.id, note=mark("Agreement.note"))
        agreements.add_own(desk, agreements.draft(desk, relationship).id, mark("Clause.title"))
        with desk.read() as c:
            known = goal_store.load_goals(c, relationship=relationship)
        for goal in known:
            changed = replace(
                goal, thoughts=mark("Goal.thoughts"), confidence=self._other(goal.confidence, 0, 10),
                weight=self._other(goal.weight, 1, 5), aim=mark("Goal.aim"),
            )  # fmt: skip
            goals.edit(desk, changed)
            goals.to_state(desk, goal.id, GoalState.LET_GO, mark("GoalEvent.why"))
        self._goal(relationship, ())
        self._pulse(relationship)

    # Inside

    def _soon(self) -> date:
        return TODAY + timedelta(days=self.random.randint(20, 300))

    def _other(self, value: int | None, low: int, high: int) -> int:
        return self.random.choice([each for each in range(low, high + 1) if each != value])

    def _file(
        self, *, session: SessionId | None = None, person: PersonId | None = None, note: NoteId | None = None
    ) -> None:  # fmt: skip
        name = self.mark("Attachment.name") + self.random.choice((".pdf", ".ogg", ".html", ""))
        held = io.BytesIO(self.mark("the bytes of an attachment").encode() * self.random.randint(1, 30))
        each = attachments.attach_stream(
            self._opened, held, name, session=session, person=person, note=note
        )  # fmt: skip
        with self._desk.read() as c:
            sealed = attachment_store.load_sealed(c, each.id)
        self.mark.known(sealed.key.hex(), "SealedFile.key")
        self.mark.known(sealed.sha256.hex(), "SealedFile.sha256")

    def _cards(self, person: PersonId) -> None:
        desk, mark = self._desk, self.mark
        before, here = cards.access(desk, person), cards.life(desk, person)
        needs = AccessCard(
            captions=not before.captions, slower=not before.slower, text_first=not before.text_first,
            screen_reader=not before.screen_reader, languages=(mark("AccessCard.languages"),),
            more=mark("AccessCard.more"),
        )  # fmt: skip
        cards.save_access(desk, person, needs)
        first = self._soon()
        start = self.random.randint(6, 9)
        life = LifeCard(
            working_days=(1, 2, 3) if 0 in here.working_days else (0, 1, 2, 3, 4),
            working_hours=Span(time(start), time(start + 8)),
            kept_free=(Window((self.random.choice((5, 6)),), Span(time(start), time(start + 1)), person),),
            away=(DatedWindow(first, first + timedelta(days=self.random.randint(1, 20))),),
            camera="off" if here.camera == "on" else "on",
            grace_minutes=self._other(here.grace_minutes, 1, 9),
            free_cancels=self._other(here.free_cancels, 1, 9),
            holidays="DE-BY" if here.holidays == "SE" else "SE",
        )  # fmt: skip
        cards.save_life(desk, person, life)

    def _agreement(self, relationship: RelationshipId) -> None:
        desk, mark = self._desk, self.mark
        draft = agreements.draft(desk, relationship)
        agreements.choose(desk, draft.id, "purpose", "growth")
        made = agreements.add_own(desk, draft.id, mark("Clause.title"))
        own = next(each for each in made.clauses if each.key.startswith(agreements.OWN))
        said = replace(
            own, title=mark("Clause.title, later"),
            mentor=mark("Clause.mentor"), mentee=mark("Clause.mentee"),
            second_mentor=mark("Clause.second_mentor"), second_mentee=mark("Clause.second_mentee"),
        )  # fmt: skip
        agreements.say(desk, draft.id, said)
        agreements.describe(desk, draft.id, note=mark("Agreement.note, before"), review_on=date(2027, 2, 1))
        agreements.describe(desk, draft.id, note=mark("Agreement.note"))
        for party in agreements.propose(desk, draft.id).parties:
            agreements.agree(desk, draft.id, party, self.random.choice(list(How)))
        agreements.add_own(desk, agreements.draft(desk, relationship).id, mark("Clause.title"))

    def _goal(self, relationship: RelationshipId, audience: tuple[PersonId, ...] | None) -> None:
        desk, mark, random = self._desk, self.mark, self.random
        goal = goals.add(desk, relationship, mark("Goal.aim"), audience=audience)
        told = replace(
            goal, why=mark("Goal.why"), obstacle=mark("Goal.obstacle"), plan=mark("Goal.plan"),
            options=mark("Goal.options"), strengths=mark("Goal.strengths"), unit=mark("Goal.unit"),
            thoughts=mark("Goal.thoughts"), confidence=random.randint(0, 10), weight=random.randint(1, 5),
        )  # fmt: skip
        goals.edit(desk, told)
        goals.to_state(desk, goal.id, GoalState.ACTIVE, mark("GoalEvent.why"))
        goals.progressed(desk, goal.id, 4.0, evidence=mark("Evidence.text, private"))
        goals.add_step(desk, goal.id, mark("Step.text"))
        shown = goals.show(desk, goal.id, mark("Evidence.text"))
        if random.random() < 0.5:
            goals.share_evidence(desk, shown.id)

    def _pulse(self, relationship: RelationshipId) -> None:
        """Answers as no round before had them."""
        desk = self._desk
        sides: Sequence[PersonId] = (
            people.me(desk).id, *people.relationship(desk, relationship).members
        )  # fmt: skip
        day = TODAY + timedelta(days=len(pulse.rounds(desk, relationship)))
        for side in sides:
            answers = {item: self.random.randint(1, 5) for item in ITEMS}
            pulse.answer(desk, relationship, side, answers, day)

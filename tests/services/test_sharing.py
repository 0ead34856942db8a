"""Who may read what: audiences of notes against audiences of a summary, and what stays out of it."""

from dataclasses import replace
from datetime import date, datetime
from itertools import combinations

import pytest

from mentor_desktop.domain.ids import PersonId, SessionId
from mentor_desktop.domain.notes import EVERYONE, Audience, NoteKind, heard_by, shared_with_all
from mentor_desktop.domain.sessions import Attendance
from mentor_desktop.domain.when import When
from mentor_desktop.services import notes, people, promises, running, sessions, sharing, wrapping
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.services.vaults import Opened
from tests.support import HandClock

A, B, C = PersonId(b"a" * 16), PersonId(b"b" * 16), PersonId(b"c" * 16)
NOTE_AUDIENCES: tuple[Audience, ...] = (None, EVERYONE, (A,), (B,), (A, B), (C,))
READERS = [group for size in range(4) for group in combinations((A, B, C), size)]


@pytest.mark.parametrize("audience", NOTE_AUDIENCES)
@pytest.mark.parametrize("readers", READERS)
def test_the_truth_table(audience: Audience, readers: tuple[PersonId, ...]) -> None:
    allowed = shared_with_all(audience, readers)
    if audience is None or not readers:
        assert not allowed
    elif audience == EVERYONE:
        assert allowed
    else:
        assert allowed == (set(readers) <= set(audience))
    assert not any(heard_by(None, reader) for reader in readers)


class Pair:
    """A session with two others, held."""

    def __init__(self, desk: Desk, clock: HandClock) -> None:
        self.desk = desk
        self.amara = people.add(desk, "Amara Okafor", zone="Africa/Nairobi").id
        self.jonas = people.add(desk, "Jonas Weber", zone="Europe/Berlin").id
        self.outsider = people.add(desk, "Sofia Rossi").id
        when = When(datetime(2026, 11, 24, 11, 40), "Europe/Stockholm")
        self.session: SessionId = sessions.plan(desk, [self.amara, self.jonas], when).id
        running.start(desk, self.session)
        clock.pass_minutes(50)
        for text, audience in (
            ("nobody", None), ("all", EVERYONE), ("amara", (self.amara,)), ("jonas", (self.jonas,)),
            ("both", (self.amara, self.jonas)),
        ):  # fmt: skip
            notes.write(desk, text, session=self.session, audience=audience)
        running.end(desk, self.session)

    def read(self, *audience: PersonId) -> list[str]:
        return [note.text for note in sharing.summary(self.desk, self.session, audience).shareable.notes]


@pytest.fixture
def pair(opened: Opened, clock: HandClock) -> Pair:
    return Pair(opened.desk, clock)


def test_each_audience_reads_its_own(pair: Pair) -> None:
    assert pair.read(pair.amara) == ["all", "amara", "both"]
    assert pair.read(pair.jonas) == ["all", "jonas", "both"]
    assert pair.read(pair.amara, pair.jonas) == ["all", "both"]
    whole = sharing.summary(pair.desk, pair.session)
    assert [note.text for note in whole.shareable.notes] == ["all", "both"]
    assert (whole.private, whole.for_others) == (1, 2)
    assert whole.shareable.audience == ("Amara Okafor", "Jonas Weber")


def test_an_audience_is_among_those_who_were_there(pair: Pair) -> None:
    for audience in ((), (pair.outsider,), (pair.amara, pair.outsider), (people.me(pair.desk).id,)):
        with pytest.raises(Refused):
            sharing.summary(pair.desk, pair.session, audience)
    with pytest.raises(Refused):
        notes.write(pair.desk, "x", session=pair.session, audience=(pair.outsider,))
    with pytest.raises(Refused):
        notes.share(pair.desk, notes.of_session(pair.desk, pair.session)[0].id, (pair.outsider,))


def test_who_did_not_come_is_no_audience(pair: Pair) -> None:
    about = sessions.get(pair.desk, pair.session)
    changed = tuple(
        replace(each, attendance=Attendance.ABSENT) if each.person == pair.jonas else each
        for each in about.participants
    )
    sessions.edit(pair.desk, replace(about, participants=changed))
    summary = sharing.summary(pair.desk, pair.session)
    assert summary.audience == (pair.amara,)
    assert "Jonas Weber" not in summary.shareable.present
    with pytest.raises(Refused):
        sharing.summary(pair.desk, pair.session, [pair.jonas])


def test_what_is_held_back_stays(pair: Pair) -> None:
    (first, *_rest) = sharing.summary(pair.desk, pair.session).notes
    summary = sharing.summary(pair.desk, pair.session, held_back=frozenset([first.id]))
    assert [note.text for note in summary.shareable.notes] == ["both"]
    assert first in summary.notes


def test_promises(pair: Pair) -> None:
    desk, due = pair.desk, date(2026, 12, 1)
    kept_private = promises.make(desk, pair.amara, "private one", due, session=pair.session, audience=None)
    promises.make(desk, pair.amara, "for both", due, session=pair.session)
    promises.make(desk, pair.amara, "for amara", None, session=pair.session, audience=(pair.amara,))
    dropped = promises.make(desk, pair.jonas, "dropped", due, session=pair.session)
    promises.drop(desk, dropped.id, "no time")
    moved = promises.make(desk, pair.jonas, "moved", due, session=pair.session)
    promises.move_due(desk, moved.id, date(2026, 12, 9))
    inside = promises.make(desk, pair.jonas, "handed on", None, session=pair.session)
    promises.hand_over(desk, inside.id, pair.amara)
    outside = promises.make(desk, pair.jonas, "handed away", None, session=pair.session)
    promises.hand_over(desk, outside.id, pair.outsider)
    shared = sharing.summary(desk, pair.session).shareable
    assert [(each.owner, each.text, each.due) for each in shared.promises] == [
        ("Amara", "for both", due), ("Jonas", "moved", date(2026, 12, 9)), ("Amara", "handed on", None),
    ]  # fmt: skip
    alone = sharing.summary(desk, pair.session, [pair.amara]).shareable
    assert "for amara" in [each.text for each in alone.promises]
    assert kept_private.text not in repr(alone)
    assert "Sofia" not in repr(alone)
    assert "no time" not in repr(alone)


def test_a_note_that_became_a_promise_is_said_once(pair: Pair) -> None:
    desk = pair.desk
    note = notes.write(
        desk, "send the slides", session=pair.session, kind=NoteKind.PROMISE, audience=EVERYONE
    )
    before = sharing.summary(desk, pair.session).shareable
    assert [each.text for each in before.notes].count("send the slides") == 1
    understood = promises.understand(desk, note.text, pair.session)
    wrapping.accept(desk, pair.session, note.id, understood, pair.amara)
    after = sharing.summary(desk, pair.session).shareable
    assert "send the slides" not in [each.text for each in after.notes]
    assert [each.text for each in after.promises] == ["send the slides"]


def test_the_next_time_is_told_on_the_clocks_of_the_audience_alone(pair: Pair) -> None:
    wrapping.plan_next(pair.desk, pair.session, When(datetime(2026, 12, 8, 15), "Europe/Stockholm"))
    times = sharing.summary(pair.desk, pair.session, [pair.jonas]).shareable.next_time
    assert [each.place for each in times] == ["Stockholm", "Berlin"]
    assert "Nairobi" not in repr(times)

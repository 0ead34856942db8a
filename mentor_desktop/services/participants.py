"""Who takes part in a session: the people of a plan, and who was there when it was held.

Attendance and lateness are private: they stand in no summary and no export. Only their one effect is seen:
who was absent is not among those who were present.
"""

from collections.abc import Sequence
from dataclasses import replace

from mentor_desktop.domain.ids import PersonId, RelationshipId, SessionId
from mentor_desktop.domain.sessions import LONGEST, Attendance, Session, SessionState
from mentor_desktop.services import people
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.store import notes as note_store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import sessions as store
from mentor_desktop.store.engine import Connection
from mentor_desktop.words import _


def relationship_for(c: Connection, desk: Desk, with_people: Sequence[PersonId]) -> RelationshipId:
    """The relationship that goes on with exactly these people, made if there is none."""
    wanted = set(with_people)
    for each in reversed(people_store.load_relationships(c)):
        if set(each.members) == wanted and each.ended is None:
            return each.id
    return people.open_relationship(c, desk, with_people).id


def check_people(c: Connection, others: Sequence[PersonId]) -> None:
    """Refuse oneself among those who are met. Raises Gone for someone who is not there any more."""
    if people_store.load_me(c).id in others:
        raise Refused(_("You are always there. Choose who you meet."))
    for each in others:
        people_store.load_person(c, each)


def people_of(session: Session) -> frozenset[PersonId]:
    """The others in a session."""
    return frozenset(each.person for each in session.participants)


def with_new_people(c: Connection, desk: Desk, before: Session, after: Session) -> Session:
    """The session as it has to be saved when other people are met than before; what named someone who is
    not met any more is let go. Refused once it has begun.
    """
    if before.state in (SessionState.RUNNING, SessionState.HELD):
        raise Refused(_("This session has begun, so its people stay. Say who was there in Wrap up."))
    others = tuple(each.person for each in after.participants)
    check_people(c, [each for each in others if each not in people_of(before)])
    gone = people_of(before) - set(others)
    members = people_store.load_relationship(c, after.relationship).members
    stamp = desk.stamp()
    for part in store.load_parts(c, before.id):
        if part.topic_of in gone:
            store.save_part(c, replace(part, topic_of=None), stamp)
    return replace(
        after,
        relationship=after.relationship if set(members) == set(others) else relationship_for(c, desk, others),
        follows=None if after.follows in gone else after.follows,
        off_by=None if after.off_by in gone else after.off_by,
    )


def go_over(c: Connection, session: SessionId, relationship: RelationshipId) -> None:
    """Take a session with its notes and promises over to another relationship."""
    store.save_relationship_of(c, session, relationship)
    store.find_session(c, session)
    for note in note_store.load_notes(c, session=session):
        note_store.find_note(c, note)


def attended(desk: Desk, session: SessionId, person: PersonId, present: bool, late_minutes: int = 0) -> None:
    """Say whether someone was there, and how many minutes late. For a session that runs or was held."""
    if not 0 <= late_minutes <= LONGEST:
        words = _("Choose a number between %(lowest)d and %(highest)d.")
        raise Refused(words % {"lowest": 0, "highest": LONGEST})
    with desk.change() as c:
        about = store.load_session(c, session)
        if about.state not in (SessionState.RUNNING, SessionState.HELD):
            raise Refused(_("Who was there can be said once the session has begun."))
        attendance = Attendance.PRESENT if present else Attendance.ABSENT
        changed = tuple(
            replace(each, attendance=attendance, late_minutes=late_minutes if present else 0)
            if each.person == person else each
            for each in about.participants
        )  # fmt: skip
        store.save_session(c, replace(about, participants=changed), desk.stamp())

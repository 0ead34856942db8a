"""Whether a session may be recorded: asked of everyone, each time; no until all have said yes.

A link or a file can be noted only then. Whoever takes a yes back makes it vanish from sight at once, and a
promise to delete it within a day stands in its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mentor_desktop.domain.consents import (
    Answer,
    ConsentEvent,
    ConsentKind,
    GivenBy,
    Recording,
    all_said_yes,
    answers,
)
from mentor_desktop.domain.ids import (
    AgreementId,
    AttachmentId,
    ConsentId,
    PersonId,
    PromiseId,
    RelationshipId,
    SessionId,
)
from mentor_desktop.domain.sessions import Session
from mentor_desktop.services import agreed, agreements, people, planning, promises
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused, line_of
from mentor_desktop.store import consents as store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import sessions as session_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.ids import new_id
from mentor_desktop.words import _

RECORDING = "recording"  # the rule of an agreement
USUAL_DAYS = 30  # a recording is kept so long where no agreement says otherwise


@dataclass(frozen=True, slots=True)
class Register:
    """One recording and where everybody stands."""

    recording: Recording
    answers: Mapping[PersonId, Answer]
    may_keep: bool  # every party has said yes, and nobody took it back
    because: str  # the clause that rules it, "" for none

    @property
    def link(self) -> str:
        """Where it is, out of sight unless everybody still says yes."""
        return self.recording.link if self.may_keep else ""

    @property
    def withdrawn(self) -> bool:
        """Whether somebody took a yes back."""
        return Answer.WITHDRAWN in self.answers.values()


def of_session(desk: Desk, session: SessionId) -> tuple[Register, ...]:
    """What was asked about recording a session."""
    with desk.read() as c:
        return tuple(_register(c, each) for each in store.load_recordings(c, [session]))


def _register(c: Connection, recording: Recording) -> Register:
    about = session_store.load_session(c, recording.session)
    known = answers(recording, _parties(c, about), _stale(c, about.relationship, recording))
    rule = agreed.every_in(c, about.relationship).get(RECORDING)
    return Register(recording, known, all_said_yes(known), agreed.because(rule) if rule else "")


def _parties(c: Connection, session: Session) -> tuple[PersonId, ...]:
    return (people_store.my_id(c), *(each.person for each in session.participants))


def _stale(
    c: Connection, relationship: RelationshipId, recording: Recording
) -> frozenset[AgreementId | None]:  # fmt: skip
    """The versions whose recording clause no longer says what the one in force says."""
    known = agreements.versions_of(c, relationship)
    now = _clause(known.holding.id if known.holding else None, known)
    named = {event.agreement for event in recording.events}
    return frozenset(each for each in named if known.holding is not None and _clause(each, known) != now)


def _clause(agreement: AgreementId | None, known: agreements.Versions) -> tuple[object, ...]:
    for each in known.every:
        if each.id == agreement:
            return next(
                ((clause.choice, clause.mentor, clause.mentee) for clause in each.clauses
                 if clause.key == RECORDING), ()
            )  # fmt: skip
    return ()


def ask(
    desk: Desk, session: SessionId, *, scope: str = "", purpose: str = "", delete_by: date | None = None
) -> Recording:  # fmt: skip
    """Begin to ask whether a session may be recorded. Refused where the agreement says never."""
    with desk.change() as c:
        about = session_store.load_session(c, session)
        rule = agreed.every_in(c, about.relationship).get(RECORDING)
        if rule is not None and rule.choice == "never":
            raise Refused(
                _("You agreed that nothing is recorded (%(clause)s).") % {"clause": agreed.because(rule)}
            )
        today = desk.today(people.my_zone(c, desk))
        days = agreed.number(rule, "keep") or USUAL_DAYS
        if delete_by is not None and delete_by < today:
            raise Refused(_("Choose a day that is still to come."))
        latest = today + timedelta(days=days)
        if rule is not None and delete_by is not None and delete_by > latest:
            raise Refused(
                _("You agreed to delete recordings sooner (%(clause)s).") % {"clause": agreed.because(rule)}
            )
        fresh = Recording(
            id=ConsentId(new_id()), session=session, scope=line_of(scope), purpose=line_of(purpose),
            delete_by=delete_by or latest,
        )  # fmt: skip
        store.insert_recording(c, fresh, desk.stamp())
        return store.load_recording(c, fresh.id)


def answer(
    desk: Desk, recording: ConsentId, person: PersonId, kind: ConsentKind, how: GivenBy = GivenBy.SPOKEN
) -> Register:  # fmt: skip
    """Note what a party says. Taking a yes back hides the recording and makes its deletion a promise."""
    with desk.change() as c:
        found = store.load_recording(c, recording)
        about = session_store.load_session(c, found.session)
        if person not in _parties(c, about):
            raise Refused(_("Only someone of this session can say that."))
        before = _register(c, found)
        if kind is ConsentKind.WITHDRAWN and before.answers[person] is not Answer.GIVEN:
            kind = ConsentKind.REFUSED
        holding = agreements.versions_of(c, about.relationship).holding
        event = ConsentEvent(
            person=person, kind=kind, at=desk.now(), how=how if kind is ConsentKind.GIVEN else None,
            agreement=holding.id if holding else None,
        )  # fmt: skip
        store.add_answer(c, recording, event, desk.stamp())
        if kind is ConsentKind.WITHDRAWN and (found.link or found.attachment):
            _promise_to_delete(c, desk, found.session, person)
        return _register(c, store.load_recording(c, recording))


def _promise_to_delete(c: Connection, desk: Desk, session: SessionId, to: PersonId) -> PromiseId:
    mine = people_store.my_id(c)
    due = desk.today(people.my_zone(c, desk)) + timedelta(days=1)
    made = promises.make(
        desk, mine, _("Delete the recording, everywhere"), due, session=session,
        receiver=None if to == mine else to, audience=None,  # in a group nobody else need know who said no
    )  # fmt: skip
    return made.id


def keep(
    desk: Desk, recording: ConsentId, *, link: str = "", attachment: AttachmentId | None = None
) -> Recording:  # fmt: skip
    """Note where the recording is. Refused, with the reason, unless every party has said yes."""
    with desk.change() as c:
        known = _register(c, store.load_recording(c, recording))
        if not known.may_keep:
            raise Refused(_why_not(c, known))
        kept = replace(known.recording, link=planning.checked_link(link), attachment=attachment)
        store.update_recording(c, kept, desk.stamp())
        return store.load_recording(c, recording)


def _why_not(c: Connection, known: Register) -> str:
    names = people_store.load_names(c, list(known.answers))
    missing = [names.get(who, "") for who, said in known.answers.items() if said is not Answer.GIVEN]
    return _("Not kept: %(names)s has to say yes first.") % {"names": ", ".join(missing)}


def forget(desk: Desk, recording: ConsentId) -> Recording:
    """It was deleted: note no place any more. The answers stay in the register."""
    with desk.change() as c:
        found = store.load_recording(c, recording)
        store.update_recording(c, replace(found, link="", attachment=None), desk.stamp())
        return store.load_recording(c, recording)


def undo_last(desk: Desk, recording: ConsentId) -> Register:
    """Undo the answer noted last. A promise to delete that was made stays, to be dropped by hand."""
    with desk.change() as c:
        store.drop_last_answer(c, recording, desk.stamp())
        return _register(c, store.load_recording(c, recording))

"""Agreements: write a draft clause by clause, propose it, note who agreed, and let it be replaced or ended.

There is at most one draft or proposal of a relationship. What was agreed is never edited: a change makes the
next version, which holds only when every party has agreed to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from mentor_desktop.domain.agreements import (
    Agreement,
    AgreementEvent,
    Clause,
    EventKind,
    How,
    NotNow,
    State,
    Status,
    Value,
    in_force,
    may_be_edited,
    may_happen,
    status,
)
from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import AgreementId, ClauseId, PersonId, RelationshipId
from mentor_desktop.services import clauses
from mentor_desktop.services import people as people_service
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused, line_of, text_of
from mentor_desktop.store import agreements as store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import trash as trash_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.ids import new_id
from mentor_desktop.words import _

MOST_CLAUSES = 60
OWN = "own-"  # how the key of a clause of one's own begins


@dataclass(frozen=True, slots=True)
class Versions:
    """All versions of a relationship, and which of them matter now."""

    every: tuple[Agreement, ...]  # the first one first
    gone: tuple[PersonId, ...]  # parties who left the relationship since
    holding: Agreement | None  # in force
    open: Agreement | None  # a draft or a proposal

    def status(self, version: Agreement) -> Status:
        """Where a version stands, those who left not waited for."""
        return status(version, self.gone)

    def before(self, version: Agreement) -> Agreement | None:
        """What a version is compared with: the one in force when it came, else the one before it."""
        earlier = [each for each in self.every if each.number < version.number]
        agreed = [each for each in earlier
                  if self.status(each).state in (State.IN_FORCE, State.REPLACED, State.ENDED)]  # fmt: skip
        known = agreed or earlier
        return known[-1] if known else None


def versions(desk: Desk, relationship: RelationshipId) -> Versions:
    """The versions of a relationship."""
    with desk.read() as c:
        return versions_of(c, relationship)


def versions_of(c: Connection, relationship: RelationshipId) -> Versions:
    """The same, within a read that is going on."""
    every = store.load_agreements(c, relationship)
    here = {*people_store.load_relationship(c, relationship).members, people_store.my_id(c)}
    gone = tuple(dict.fromkeys(p for each in every for p in each.parties if p not in here))
    unsettled = (
        each for each in reversed(every) if status(each, gone).state in (State.DRAFT, State.PROPOSED)
    )
    return Versions(every, gone, in_force(every, gone), next(unsettled, None))


def holding_all(c: Connection) -> dict[RelationshipId, Agreement]:
    """The version in force of every relationship that has one."""
    by_relationship: dict[RelationshipId, list[Agreement]] = {}
    for each in store.load_agreements(c):
        by_relationship.setdefault(each.relationship, []).append(each)
    found: dict[RelationshipId, Agreement] = {}
    for relationship in people_store.load_relationships(c) if by_relationship else ():
        every = by_relationship.get(relationship.id, [])
        here = {*relationship.members, people_store.my_id(c)}
        holding = in_force(every, [p for version in every for p in version.parties if p not in here])
        if holding is not None:
            found[relationship.id] = holding
    return found


def get(desk: Desk, agreement: AgreementId) -> Agreement:
    """One version."""
    with desk.read() as c:
        return store.load_agreement(c, agreement)


def draft(desk: Desk, relationship: RelationshipId) -> Agreement:
    """The draft of a relationship: the one begun already, else a new one with the words that hold now.

    Refused while a proposal waits for an answer.
    """
    with desk.change() as c:
        known = versions_of(c, relationship)
        if known.open is not None:
            if may_be_edited(known.open):
                return known.open
            raise Refused(_("A version waits for a yes. Take it back to change it."))
        parties = (people_store.my_id(c), *people_store.load_relationship(c, relationship).members)
        last = known.holding or (known.every[-1] if known.every else None)
        fresh = Agreement(
            id=AgreementId(new_id()),
            relationship=relationship,
            number=store.next_number(c, relationship),
            language=last.language if last else "en",
            second_language=last.second_language if last else "",
            parties=parties,
            clauses=tuple(replace(each, id=ClauseId(new_id()), version=0) for each in last.clauses)
            if last else (),
        )  # fmt: skip
        store.insert_agreement(c, fresh, desk.stamp())
        return store.load_agreement(c, fresh.id)


def _draft_in(c: Connection, agreement: AgreementId) -> Agreement:
    found = store.load_agreement(c, agreement)
    if not may_be_edited(found):
        raise Refused(_("What was proposed or agreed is not changed any more. Begin a new version."))
    return found


def choose(
    desk: Desk, agreement: AgreementId, key: str, choice: str, data: Mapping[str, Value] | None = None, *,
    own_words: bool = False
) -> Agreement:  # fmt: skip
    """Settle a clause of a draft by one of its choices, in the suggested words.

    With `own_words` the words it has stay, and the choice and its data alone change.
    """
    text = clauses.clause(key)
    chosen = text.choice(choice) if text else None
    if chosen is None:
        raise Refused(_("There is no such choice."))
    kept = clauses.checked_data(chosen, data or {})
    with desk.change() as c:
        draft_ = _draft_in(c, agreement)
        people = {bytes(k): v for k, v in people_store.load_names(c, draft_.parties).items()}
        lang = draft_.language
        settled = replace(_clause_of(draft_, key), choice=choice, data=kept, later=False)
        if own_words:
            return _put(c, desk, draft_, settled)
        return _put(c, desk, draft_, replace(
            settled,
            mentor=clauses.said(chosen.mentor, chosen, kept, lang, people),
            mentee=clauses.said(chosen.mentee, chosen, kept, lang, people),
        ))  # fmt: skip


def say(desk: Desk, agreement: AgreementId, clause: Clause) -> Agreement:
    """Change the words of a clause of a draft to one's own; a choice and its data stay."""
    with desk.change() as c:
        draft_ = _draft_in(c, agreement)
        return _put(c, desk, draft_, replace(
            _clause_of(draft_, clause.key), later=False, title=line_of(clause.title),
            mentor=text_of(clause.mentor).strip(), mentee=text_of(clause.mentee).strip(),
            second_mentor=text_of(clause.second_mentor).strip(),
            second_mentee=text_of(clause.second_mentee).strip(),
        ))  # fmt: skip


def later(desk: Desk, agreement: AgreementId, key: str, later: bool = True) -> Agreement:
    """Put a clause off to another talk, or take it up again."""
    with desk.change() as c:
        draft_ = _draft_in(c, agreement)
        return _put(c, desk, draft_, replace(_clause_of(draft_, key), later=later))


def leave_out(desk: Desk, agreement: AgreementId, key: str) -> Agreement:
    """Take a clause out of a draft."""
    with desk.change() as c:
        draft_ = _draft_in(c, agreement)
        for clause in draft_.clauses:
            if clause.key == key:
                store.drop_clause(c, agreement, clause.id, desk.stamp())
        return store.load_agreement(c, agreement)


def add_own(desk: Desk, agreement: AgreementId, title: str) -> Agreement:
    """Add a clause of one's own to a draft."""
    called = line_of(title)
    if not called:
        raise Refused(_("Say what the clause is about."))
    with desk.change() as c:
        draft_ = _draft_in(c, agreement)
        taken = {each.key for each in draft_.clauses}
        key = next(f"{OWN}{n}" for n in range(1, MOST_CLAUSES + 2) if f"{OWN}{n}" not in taken)
        return _put(c, desk, draft_, replace(_clause_of(draft_, key), title=called))


def _clause_of(draft_: Agreement, key: str) -> Clause:
    known = next((each for each in draft_.clauses if each.key == key), None)
    if known is None and clauses.clause(key) is None and not key.startswith(OWN):
        raise Refused(_("There is no such clause."))
    return known or Clause(id=ClauseId(new_id()), key=key)


def _put(c: Connection, desk: Desk, draft_: Agreement, clause: Clause) -> Agreement:
    if clause.version:
        store.update_clause(c, draft_.id, clause, desk.stamp())
    else:
        if len(draft_.clauses) >= MOST_CLAUSES:
            raise Refused(_("An agreement holds at most %(n)d clauses.") % {"n": MOST_CLAUSES})
        store.insert_clause(c, draft_.id, clause, len(draft_.clauses), desk.stamp())
        store.order_clauses(c, _in_order([*draft_.clauses, clause]))
        store.find_agreement(c, draft_.id, desk.stamp())
    return store.load_agreement(c, draft_.id)


def _in_order(every: list[Clause]) -> list[ClauseId]:
    """Built-in clauses in the order of the talk, then one's own as they came."""
    place = {each.id: n for n, each in enumerate(clauses.clauses())}
    return [each.id for each in sorted(every, key=lambda each: place.get(each.key, len(place)))]


def describe(
    desk: Desk, agreement: AgreementId, *, language: str | None = None, second_language: str | None = None,
    review_on: date | None = None, note: str | None = None
) -> Agreement:  # fmt: skip
    """Change what stands around the clauses of a draft: languages, review date. My thoughts always may."""
    with desk.change() as c:
        found = store.load_agreement(c, agreement)
        if language is not None or second_language is not None or review_on is not None:
            found = _draft_in(c, agreement)
        if review_on is not None and review_on <= desk.today(people_service.my_zone(c, desk)):
            raise Refused(_("Choose a day that is still to come."))
        changed = replace(
            found,
            language=found.language if language is None else line_of(language, 35),
            second_language=found.second_language
            if second_language is None
            else line_of(second_language, 35),
            review_on=found.review_on if review_on is None else review_on,
            note=found.note if note is None else text_of(note),
        )
        store.update_agreement(c, changed, desk.stamp())
        return store.load_agreement(c, agreement)


def looked_back(desk: Desk, agreement: AgreementId, review_on: date) -> Agreement:
    """Note that a version in force was looked at and all of it stays: only the day of the next look moves."""
    with desk.change() as c:
        found = store.load_agreement(c, agreement)
        if versions_of(c, found.relationship).status(found).state is not State.IN_FORCE:
            raise Refused(_("Only a version that holds is looked back at."))
        if review_on <= desk.today(people_service.my_zone(c, desk)):
            raise Refused(_("Choose a day that is still to come."))
        store.update_agreement(c, replace(found, review_on=review_on), desk.stamp())
        return store.load_agreement(c, agreement)


def propose(desk: Desk, agreement: AgreementId) -> Agreement:
    """Let a draft be agreed to; its words stand still from now on."""
    with desk.change() as c:
        found = _draft_in(c, agreement)
        here = (people_store.my_id(c), *people_store.load_relationship(c, found.relationship).members)
        if here != found.parties:  # people who came or left since the draft was begun
            store.update_agreement(c, replace(found, parties=here), desk.stamp())
        return _happened(c, desk, agreement, AgreementEvent(kind=EventKind.PROPOSED, at=desk.now()))


def take_back(desk: Desk, agreement: AgreementId) -> Agreement:
    """Make a proposal a draft again; a yes that was given counts no more."""
    with desk.change() as c:
        return _happened(c, desk, agreement, AgreementEvent(kind=EventKind.TAKEN_BACK, at=desk.now()))


def agree(
    desk: Desk, agreement: AgreementId, by: PersonId, how: How = How.IN_CALL, on: date | None = None
) -> Agreement:  # fmt: skip
    """Note that a party agreed, today unless said otherwise. The last yes puts it in force."""
    today = desk.today(people_service.current_zone(desk))
    if on is not None and on > today:
        raise Refused(_("This day is still to come. Note the yes when it was given."))
    with desk.change() as c:
        _after_the_beginning(c, agreement, on)
        event = AgreementEvent(kind=EventKind.AGREED, at=desk.now(), by=by, on=on or today, how=how)
        found = _happened(c, desk, agreement, event)
        known = versions_of(c, found.relationship)
        if known.status(found).state is State.IN_FORCE:
            for each in known.every:
                if each.id != found.id and known.status(each).state is State.IN_FORCE:
                    over = AgreementEvent(
                        kind=EventKind.REPLACED, at=desk.now(), on=known.status(found).since
                    )
                    store.add_event(c, each.id, over, desk.stamp())
        return store.load_agreement(c, agreement)


def _after_the_beginning(c: Connection, agreement: AgreementId, on: date | None) -> None:
    began = people_store.load_relationship(c, store.load_agreement(c, agreement).relationship).started
    if on is not None and began is not None and on < began:
        raise Refused(
            _("This day lies before you began. Change when it started, on the page of the person, first.")
        )


def end(desk: Desk, agreement: AgreementId, by: PersonId | None = None, on: date | None = None) -> Agreement:
    """End a version. Either side may, at any time; no reason is asked for or kept."""
    with desk.change() as c:
        day = on or desk.today(people_service.my_zone(c, desk))
        return _happened(
            c, desk, agreement, AgreementEvent(kind=EventKind.ENDED, at=desk.now(), by=by, on=day)
        )


def undo_last(desk: Desk, agreement: AgreementId) -> Agreement:
    """Undo what happened last to a version; one that it had replaced holds again."""
    with desk.change() as c:
        found = store.load_agreement(c, agreement)
        was = versions_of(c, found.relationship).status(found).state
        store.drop_last_event(c, agreement, desk.stamp())
        known = versions_of(c, found.relationship)
        back = store.load_agreement(c, agreement)
        if was is State.IN_FORCE and known.status(back).state is not State.IN_FORCE:
            before = known.before(back)
            if before is not None and known.status(before).state is State.REPLACED:
                store.drop_last_event(c, before.id, desk.stamp())
        return back


def _happened(c: Connection, desk: Desk, agreement: AgreementId, event: AgreementEvent) -> Agreement:
    found = store.load_agreement(c, agreement)
    gone = versions_of(c, found.relationship).gone
    try:
        may_happen(found, event, gone)
    except NotNow:
        raise Refused(_REFUSALS[event.kind]()) from None
    store.add_event(c, agreement, event, desk.stamp())
    return store.load_agreement(c, agreement)


_REFUSALS = {
    EventKind.PROPOSED: lambda: _("There is nothing to propose yet. Settle at least one clause."),
    EventKind.TAKEN_BACK: lambda: _("Only a version that waits for a yes can be taken back."),
    EventKind.AGREED: lambda: _("Nobody's yes is missing here. Propose a version first."),
    EventKind.ENDED: lambda: _("This version has ended already, or it never held."),
    EventKind.REPLACED: lambda: _("Only a version that holds can be replaced."),
}


def trash(desk: Desk, agreement: AgreementId) -> None:
    """Throw a draft away, into the trash. What was agreed stays."""
    with desk.change() as c:
        _draft_in(c, agreement)
        trash_store.trash(c, Kind.AGREEMENT, agreement, desk.stamp())


def restore(desk: Desk, agreement: AgreementId) -> Agreement:
    """Bring a draft back from the trash, unless another was begun meanwhile."""
    with desk.change() as c:
        trash_store.restore(c, Kind.AGREEMENT, agreement, desk.stamp())
        found = store.load_agreement(c, agreement)
        others = store.load_agreements(c, found.relationship)
        if any(each.id != agreement and status(each).state is State.DRAFT for each in others):
            raise Refused(_("Another draft was begun meanwhile. Throw that one away first."))
        return found

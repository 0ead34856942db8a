"""What an agreement and an access card have to say where a session is prepared, and on Today.

May import domain, words, the store and other services.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mentor_desktop.domain.cards import AccessCard
from mentor_desktop.domain.ids import PersonId, RelationshipId
from mentor_desktop.domain.sessions import Session, SessionState
from mentor_desktop.services import agreed, agreements, people, sharing
from mentor_desktop.services.content import JoinCheck
from mentor_desktop.services.desk import Desk
from mentor_desktop.store import agreements as store
from mentor_desktop.store import cards as card_store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import sessions as session_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.words import _, day, names

NEED = "need-"  # how the id of a check begins that comes from somebody's access card


@dataclass(frozen=True, slots=True)
class Hint:
    """One sentence about the agreement of a relationship, and whose it is."""

    sentence: str
    person: PersonId
    relationship: RelationshipId
    begun: bool  # there is one to look at; else one is to be begun


def hint(c: Connection, desk: Desk, about: Session) -> Hint | None:
    """That nothing is agreed by the third session, or that it is time to look back; None for neither."""
    known = agreements.versions_of(c, about.relationship)
    members = people_store.load_relationship(c, about.relationship).members
    if not members:
        return None
    called = sharing.short_names(people.names(c, list(members)))
    today = desk.today(people.my_zone(c, desk))
    if agreed.review_due(known.holding, today) and known.holding is not None and known.holding.review_on:
        sentence = _("Version %(number)d of your agreement was to be looked at again on %(day)s.") % {
            "number": known.holding.number, "day": day(known.holding.review_on, "short")
        }  # fmt: skip
        return Hint(sentence, members[0], about.relationship, True)
    held = session_store.load_sessions(
        c, relationship=about.relationship, states=[SessionState.HELD], limit=agreed.MISSING_FROM
    )
    if not agreed.is_missing(known, len([each for each in held if each.id != about.id])):
        return None
    if known.open is not None:
        sentence = _("Your agreement with %(name)s does not hold yet.") % {"name": called[members[0]]}
    else:
        sentence = _("There is no agreement with %(name)s yet.") % {"name": called[members[0]]}
    return Hint(sentence, members[0], about.relationship, known.open is not None)


def needs(c: Connection, persons: Sequence[PersonId]) -> tuple[JoinCheck, ...]:
    """What these people asked for on their access cards, as things to check before joining."""
    called = sharing.short_names(people.names(c, list(persons))) if persons else {}
    return tuple(
        JoinCheck(id=f"{NEED}{key}-{person.hex()}", text=words, hint=_("%(name)s asked for it") % {
            "name": called.get(person, "")
        })
        for person in persons
        for key, words in _needs(card_store.load_access(c, person))
    )  # fmt: skip


def _needs(card: AccessCard) -> list[tuple[str, str]]:
    found = []
    if card.captions:
        found.append(("captions", _("Captions on")))
    if card.slower:
        found.append(("slower", _("Speak slowly, and leave pauses")))
    if card.text_first:
        found.append(("text", _("Send it in writing before the talk")))
    if card.screen_reader:
        found.append(("reader", _("Say aloud what is on the screen")))
    if card.more:
        found.append(("more", card.more))
    return found


@dataclass(frozen=True, slots=True)
class Review:
    """An agreement in force that is to be looked back at."""

    relationship: RelationshipId
    person: PersonId
    name: str
    number: int
    on: date


def reviews(desk: Desk) -> tuple[Review, ...]:
    """Every look back that is due, the oldest first."""
    found = []
    with desk.read() as c:
        today = desk.today(people.my_zone(c, desk))
        due = store.to_review(c, today)
        there = {each.id for each in people_store.load_relationships(c)} if due else set()
        for relationship in due:
            if relationship not in there:
                continue
            holding = agreements.versions_of(c, relationship).holding
            members = people_store.load_relationship(c, relationship).members
            if holding is not None and members and holding.review_on and holding.review_on <= today:
                called = people.names(c, list(members))
                name = names([called.get(each, "") for each in members])
                found.append(Review(relationship, members[0], name, holding.number, holding.review_on))
    return tuple(sorted(found, key=lambda each: each.on))

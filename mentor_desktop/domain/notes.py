"""Notes: private unless they were shared on purpose, and with whom."""

from dataclasses import dataclass
from enum import StrEnum

from mentor_desktop.domain.ids import Millis, NoteId, PersonId, RelationshipId, SessionId
from mentor_desktop.domain.marks import private, shareable, structural

Audience = tuple[PersonId, ...] | None
"""None = private; () = everyone who was present; ids = these persons only."""

EVERYONE: Audience = ()


class NoteKind(StrEnum):
    """What a note is, chosen with a slash command."""

    NOTE = "note"
    MOMENT = "moment"  # a quotation or turning point
    PROMISE = "promise"  # to be turned into a promise in the wrap-up
    QUESTION = "question"  # to ask again
    FACT = "fact"  # seen or heard
    READING = "reading"  # what I read into it; to be checked by asking


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note, of a session or about a person."""

    id: NoteId = structural()
    version: int = structural(default=0)
    relationship: RelationshipId | None = structural(default=None)
    session: SessionId | None = structural(default=None)
    person: PersonId | None = structural(default=None)
    kind: NoteKind = private(default=NoteKind.NOTE)
    text: str = shareable()  # Markdown; leaves only if the audience says so
    at: Millis = shareable()
    timed: bool = structural(default=True)  # False: typed in afterwards, its time says nothing
    checked: bool = private(default=False)  # a reading that was asked about
    audience: Audience = structural(default=None)


def heard_by(audience: Audience, person: PersonId) -> bool:
    """Whether something with this audience may go to `person`, who was present."""
    return audience is not None and (audience == () or person in audience)


def shared_with_all(audience: Audience, people: tuple[PersonId, ...]) -> bool:
    """Whether everyone in a document's audience may read it. An empty list of people may read nothing."""
    return bool(people) and all(heard_by(audience, person) for person in people)

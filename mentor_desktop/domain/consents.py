"""Consent to a recording: asked of each party each time, given by all or not given at all, and taken back at
any time. What happened is kept as events; the answer is worked out from them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mentor_desktop.domain.ids import AgreementId, AttachmentId, ConsentId, Millis, PersonId, SessionId
from mentor_desktop.domain.marks import private, structural


class ConsentKind(StrEnum):
    """What a party did."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class GivenBy(StrEnum):
    """How a consent was given."""

    SPOKEN = "spoken"  # in the call, at its start
    WRITTEN = "written"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEvent:
    """One answer of one party."""

    person: PersonId = structural()
    kind: ConsentKind = private()
    at: Millis = private()
    how: GivenBy | None = private(default=None)
    agreement: AgreementId | None = structural(default=None)  # the version whose clause held then


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One recording that was asked about: of which session, for what, until when, and where it is."""

    id: ConsentId = structural()
    version: int = structural(default=0)
    session: SessionId = structural()
    scope: str = private(default="")  # "sound alone", "my screen"
    purpose: str = private(default="")
    delete_by: date | None = private(default=None)
    link: str = private(default="")
    attachment: AttachmentId | None = structural(default=None)
    events: tuple[ConsentEvent, ...] = structural(default=())  # in order


class Answer(StrEnum):
    """What a party's word is now."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ASK_AGAIN = "ask_again"  # given under a recording clause that has changed since


def answers(
    recording: Recording, parties: Iterable[PersonId], stale: Iterable[AgreementId | None] = ()
) -> Mapping[PersonId, Answer]:
    """Each party's word as it is now. A yes given under a version in `stale` is to be asked again."""
    old = frozenset(stale)
    found = dict.fromkeys(parties, Answer.NOT_ASKED)
    for event in recording.events:
        if event.person in found:
            given_long_ago = event.kind is ConsentKind.GIVEN and event.agreement in old
            found[event.person] = Answer.ASK_AGAIN if given_long_ago else Answer(event.kind.value)
    return found


def all_said_yes(known: Mapping[PersonId, Answer]) -> bool:
    """Whether every party has said yes, and there is one."""
    return bool(known) and all(answer is Answer.GIVEN for answer in known.values())

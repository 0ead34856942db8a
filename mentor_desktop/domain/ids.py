"""Names for the 16-byte UUIDs that identify each kind of thing, and for instants.

Ids are made in one place (`store/ids.py`) and passed in; the rules never make one.
"""

from typing import NewType

PersonId = NewType("PersonId", bytes)
RelationshipId = NewType("RelationshipId", bytes)
SessionId = NewType("SessionId", bytes)
PartId = NewType("PartId", bytes)
NoteId = NewType("NoteId", bytes)
PromiseId = NewType("PromiseId", bytes)
FollowUpId = NewType("FollowUpId", bytes)
AttachmentId = NewType("AttachmentId", bytes)
AgreementId = NewType("AgreementId", bytes)
ClauseId = NewType("ClauseId", bytes)
ConsentId = NewType("ConsentId", bytes)
GoalId = NewType("GoalId", bytes)
StepId = NewType("StepId", bytes)
EvidenceId = NewType("EvidenceId", bytes)
CheckInId = NewType("CheckInId", bytes)
OccasionId = NewType("OccasionId", bytes)
PulseId = NewType("PulseId", bytes)
SeriesId = NewType("SeriesId", bytes)

Millis = NewType("Millis", int)
"""An instant: milliseconds since 1970-01-01 UTC."""

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def id_text(value: bytes) -> str:
    """An id as people and JSON see it: 32 lower-case hex digits with the usual dashes."""
    digits = value.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def id_from_text(text: str) -> bytes:
    """The id written as `text`, with or without dashes. Raises ValueError for anything else."""
    digits = text.strip().replace("-", "")
    if len(digits) != 32:
        raise ValueError("an id has 32 hex digits")
    return bytes.fromhex(digits)

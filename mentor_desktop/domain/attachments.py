"""Files kept in the vault: what each is called and what it hangs on. The bytes lie elsewhere, sealed."""

from dataclasses import dataclass

from mentor_desktop.domain.ids import AttachmentId, Millis, NoteId, PersonId, SessionId
from mentor_desktop.domain.marks import private, structural

UNKNOWN_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One file, of a session, about a person, of a note, or of nothing."""

    id: AttachmentId = structural()
    version: int = structural(default=0)
    session: SessionId | None = structural(default=None)
    person: PersonId | None = structural(default=None)
    note: NoteId | None = structural(default=None)
    name: str = private()  # as shown, with its ending
    type: str = private(default=UNKNOWN_TYPE)  # media type, worked out from the name
    size: int = private(default=0)  # bytes
    at: Millis = structural()  # when it was added


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFile:
    """Where the bytes of an attachment lie and what opens them. The key shows in no text of this object."""

    attachment: AttachmentId = structural()
    file: str = structural()  # its name in the folder of sealed files
    size: int = private()  # bytes of the plain file
    key: bytes = private(repr=False)
    sha256: bytes = private(repr=False)  # of the plain file
    keyed: Millis = structural()  # when this key was made

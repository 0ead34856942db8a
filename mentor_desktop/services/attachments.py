"""Files that hang on a session, a person, a note or nothing: added, read, handed out, thrown away."""

from __future__ import annotations

import mimetypes
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from mentor_desktop.domain.attachments import UNKNOWN_TYPE, Attachment, SealedFile
from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import AttachmentId, Millis, NoteId, PersonId, SessionId
from mentor_desktop.exporters import errors, files
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused, name_of
from mentor_desktop.store import attachments as store
from mentor_desktop.store import notes as note_store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import sessions as session_store
from mentor_desktop.store import trash as trash_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.ids import new_id
from mentor_desktop.vault.attachments import Progress, Reader, Sealed
from mentor_desktop.words import _

if TYPE_CHECKING:
    from mentor_desktop.services.opened import Opened

# The table that comes with Python, so that every laptop says the same, and what it lacks for recordings.
_TYPES = mimetypes.MimeTypes()
for _ending, _type in ((".ogg", "audio/ogg"), (".oga", "audio/ogg"), (".flac", "audio/flac"),
                       (".m4a", "audio/mp4"), (".md", "text/markdown")):  # fmt: skip
    _TYPES.add_type(_type, _ending)


def attach(
    opened: Opened, path: Path, *, session: SessionId | None = None, person: PersonId | None = None,
    note: NoteId | None = None, progress: Progress | None = None
) -> Attachment:  # fmt: skip
    """Put a file into the vault; the file itself stays where it is. It is all there when this returns.

    `progress` is told the bytes done; what it raises stops the work. Raises Gone where the thing it hangs on
    is not there, and refuses what is no file or cannot be read.
    """
    try:
        with open(path, "rb", buffering=0, opener=_plain_file) as source:
            shown = os.fsencode(path.name).decode(errors="replace")
            return attach_stream(
                opened, source, shown, session=session, person=person, note=note, progress=progress
            )
    except _NotRead:
        raise Refused(_("This file cannot be read. Choose another one.")) from None


def attach_stream(
    opened: Opened, source: BinaryIO, name: str, *, session: SessionId | None = None,
    person: PersonId | None = None, note: NoteId | None = None, progress: Progress | None = None
) -> Attachment:  # fmt: skip
    """Put what a stream holds into the vault, under a name. As `attach` otherwise.

    The sealed file is on the disk before its row is written. A crash between the two leaves a file without
    a row, which the next opening removes.
    """
    if sum(each is not None for each in (session, person, note)) > 1:
        raise Refused(_("An attachment belongs to one thing alone: a session, a person or a note."))
    desk, called = opened.desk, name_of(name)
    with desk.read() as c:
        _require(c, session, person, note)
    desk.before_change()
    with opened.vault.attachments.keep():
        sealed = opened.vault.attachments.write(source, progress)
        each = Attachment(
            id=AttachmentId(new_id()), session=session, person=person, note=note, name=called,
            type=_TYPES.guess_type(called)[0] or UNKNOWN_TYPE, size=sealed.size, at=desk.now(),
        )  # fmt: skip
        with desk.change() as c:
            _require(c, session, person, note)
            store.insert_attachment(c, each, _kept(each.id, sealed, desk.now()), desk.stamp())
            return store.load_attachment(c, each.id)


def get(desk: Desk, attachment: AttachmentId) -> Attachment:
    """One attachment. Raises Gone."""
    with desk.read() as c:
        return store.load_attachment(c, attachment)


def of(
    desk: Desk, *, session: SessionId | None = None, person: PersonId | None = None,
    note: NoteId | None = None
) -> tuple[Attachment, ...]:  # fmt: skip
    """What hangs on one thing, in the order in which it was added; without a thing, all of them."""
    with desk.read() as c:
        return store.load_attachments(c, session=session, person=person, note=note)


def count(desk: Desk) -> tuple[int, int]:
    """How many there are, the trash left out, and how many bytes they hold."""
    with desk.read() as c:
        return store.count_attachments(c)


def rename(desk: Desk, attachment: AttachmentId, name: str) -> Attachment:
    """Call it something else; the earlier name stays in its history."""
    with desk.change() as c:
        store.rename_attachment(c, attachment, name_of(name), desk.stamp())
        return store.load_attachment(c, attachment)


def trash(desk: Desk, attachment: AttachmentId) -> None:
    """Put it into the trash; its file is erased with it when its time has come."""
    with desk.change() as c:
        trash_store.trash(c, Kind.ATTACHMENT, attachment, desk.stamp())


def restore(desk: Desk, attachment: AttachmentId) -> Attachment:
    """Bring it back from the trash. Raises Gone once it is erased."""
    with desk.change() as c:
        trash_store.restore(c, Kind.ATTACHMENT, attachment, desk.stamp())
        return store.load_attachment(c, attachment)


def reader(opened: Opened, attachment: AttachmentId) -> Reader:
    """Its bytes, any range of them, in memory alone; to be closed after use.

    Raises Gone, `MissingAttachment` or `DamagedAttachment`.
    """
    return opened.vault.attachments.read(_sealed(opened.desk, attachment))


def file_name(attachment: Attachment) -> str:
    """A name for the exported file that every system accepts."""
    stem, dot, ending = attachment.name.rpartition(".")
    try:
        return files.safe_name(stem if dot else attachment.name, ending.lower() if dot else "bin")
    except ValueError:  # an ending of many or odd characters
        return files.safe_name(attachment.name, "bin")


def export(
    opened: Opened, attachment: AttachmentId, path: Path, *, overwrite: bool = False,
    progress: Progress | None = None
) -> None:  # fmt: skip
    """Write its plain bytes to a file that only its owner may read, all of it or nothing.

    Refuses an existing file unless `overwrite`, and a place that cannot be written. Raises Gone,
    `MissingAttachment` or `DamagedAttachment`.
    """
    folder, sealed = opened.vault.attachments, _sealed(opened.desk, attachment)
    try:
        files.write_filled(path, lambda out: folder.copy_out(sealed, out, progress), overwrite)
    except errors.FileExists:
        raise Refused(
            _("There is a file of this name. Choose another name, or say that it may be replaced.")
        ) from None
    except (OSError, errors.CannotWrite):
        raise Refused(_("The file cannot be written there. Choose another folder.")) from None


def reencrypt(opened: Opened, *, before: Millis, progress: Callable[[int, int], None] | None = None) -> int:
    """Seal every attachment whose key is older than `before` under a fresh key; return how many.

    Those in the trash too. One at a time, the file first and then its row, so that a crash at any point
    loses nothing, and the same call goes on where it ended. `progress` is told how many are done of how
    many. Raises `MissingAttachment` or `DamagedAttachment`; that one keeps its key.
    """
    desk, folder = opened.desk, opened.vault.attachments
    with desk.read() as c:
        due = store.every_sealed(c, keyed_before=before)
    for done, old in enumerate(due):
        if progress is not None:
            progress(done, len(due))
        with folder.keep():
            fresh = folder.reencrypt(sealed_of(old))
            with desk.change() as c:
                store.put_sealed(c, _kept(old.attachment, fresh, max(desk.now(), before)))
    opened.sweep()
    return len(due)


def sealed_of(each: SealedFile) -> Sealed:
    """What the vault needs to read a file."""
    return Sealed(each.file, each.size, each.key, each.sha256)


class _NotRead(Exception):
    """The file that was chosen is no plain file, or the system refuses it."""


def _plain_file(path: str, flags: int) -> int:
    """Open without waiting for a pipe, and refuse what is no plain file."""
    try:
        descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        raise _NotRead from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _NotRead
    return descriptor


def _require(c: Connection, session: SessionId | None, person: PersonId | None, note: NoteId | None) -> None:
    """Raise Gone unless the thing it hangs on is there."""
    if session is not None:
        session_store.load_session(c, session)
    if person is not None:
        people_store.load_person(c, person)
    if note is not None:
        note_store.load_note(c, note)


def _sealed(desk: Desk, attachment: AttachmentId) -> Sealed:
    with desk.read() as c:
        return sealed_of(store.load_sealed(c, attachment))


def _kept(attachment: AttachmentId, sealed: Sealed, at: Millis) -> SealedFile:
    return SealedFile(
        attachment=attachment,
        file=sealed.name,
        size=sealed.size,
        key=sealed.key,
        sha256=sealed.sha256,
        keyed=at,
    )

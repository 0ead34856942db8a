"""Attachments in the tables."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from mentor_desktop.domain.attachments import Attachment, SealedFile
from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import AttachmentId, Millis, NoteId, PersonId, SessionId
from mentor_desktop.store.history import save_text
from mentor_desktop.store.rows import Gone, Stamp, insert_row, one
from mentor_desktop.store.tables import attachment


def _attachment(row: Any) -> Attachment:
    return Attachment(
        id=AttachmentId(row.id),
        version=row.row_version,
        session=SessionId(row.session) if row.session else None,
        person=PersonId(row.person) if row.person else None,
        note=NoteId(row.note) if row.note else None,
        name=row.name,
        type=row.type,
        size=row.size,
        at=Millis(row.created),
    )


def _sealed(row: Any) -> SealedFile:
    return SealedFile(
        attachment=AttachmentId(row.id),
        file=row.file,
        size=row.size,
        key=row.key,
        sha256=row.sha256,
        keyed=Millis(row.keyed),
    )


def insert_attachment(c: Connection, each: Attachment, sealed: SealedFile, stamp: Stamp) -> None:
    """Write the row of a file that is on the disk already."""
    insert_row(
        c,
        attachment,
        stamp,
        {
            "id": each.id, "session": each.session, "person": each.person, "note": each.note,
            "name": each.name, "type": each.type, "size": sealed.size, "file": sealed.file,
            "key": sealed.key, "sha256": sealed.sha256, "keyed": sealed.keyed,
        },
    )  # fmt: skip


def load_attachment(c: Connection, row: AttachmentId) -> Attachment:
    """One attachment. Raises Gone."""
    return _attachment(one(c, attachment, row))


def load_attachments(
    c: Connection, *, session: SessionId | None = None, person: PersonId | None = None,
    note: NoteId | None = None
) -> tuple[Attachment, ...]:  # fmt: skip
    """Attachments in the order in which they were added: those of one thing, or all."""
    statement = select(attachment).where(attachment.c.deleted.is_(None))
    for column, wanted in (("session", session), ("person", person), ("note", note)):
        if wanted is not None:
            statement = statement.where(attachment.c[column] == wanted)
    return tuple(_attachment(row) for row in c.execute(statement.order_by(attachment.c.id)))


def rename_attachment(c: Connection, row: AttachmentId, name: str, stamp: Stamp) -> None:
    """Call it something else; the earlier name stays in its history. Raises Gone."""
    save_text(c, attachment, Kind.ATTACHMENT, row, "name", name, stamp)


def load_sealed(c: Connection, row: AttachmentId) -> SealedFile:
    """Where the bytes of an attachment lie, and their key. Raises Gone."""
    return _sealed(one(c, attachment, row))


def every_sealed(c: Connection, *, keyed_before: Millis | None = None) -> Sequence[SealedFile]:
    """Of every attachment, those in the trash too; or of those alone whose key is older."""
    statement = select(attachment)
    if keyed_before is not None:
        statement = statement.where(attachment.c.keyed < keyed_before)
    return [_sealed(row) for row in c.execute(statement.order_by(attachment.c.id))]


def names_of_all(c: Connection) -> dict[AttachmentId, str]:
    """What every attachment is called, those in the trash too."""
    return {AttachmentId(row.id): row.name for row in c.execute(select(attachment.c.id, attachment.c.name))}


def files_needed(c: Connection) -> frozenset[str]:
    """The names of all sealed files that a row needs, in the trash or not."""
    return frozenset(c.execute(select(attachment.c.file)).scalars())


def put_sealed(c: Connection, fresh: SealedFile) -> None:
    """Let a row, in the trash or not, point to another sealed file of the same bytes. Raises Gone."""
    done = c.execute(
        update(attachment)
        .where(attachment.c.id == fresh.attachment)
        .values(file=fresh.file, key=fresh.key, keyed=fresh.keyed)
    )
    if done.rowcount != 1:
        raise Gone


def drop_attachment(c: Connection, row: AttachmentId) -> None:
    """Take a row out for good, whose file is lost."""
    c.execute(delete(attachment).where(attachment.c.id == row))


def count_attachments(c: Connection) -> tuple[int, int]:
    """How many attachments there are, the trash left out, and how many bytes they hold."""
    row = c.execute(
        select(func.count(), func.coalesce(func.sum(attachment.c.size), 0)).where(
            attachment.c.deleted.is_(None)
        )
    ).one()
    return int(row[0]), int(row[1])

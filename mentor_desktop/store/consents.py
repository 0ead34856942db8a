"""Recordings that were asked about, and each party's answers, in the tables."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from mentor_desktop.domain.consents import ConsentEvent, ConsentKind, GivenBy, Recording
from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import AgreementId, AttachmentId, ConsentId, Millis, PersonId, SessionId
from mentor_desktop.store.agreement_tables import consent_event, recording
from mentor_desktop.store.history import save_text
from mentor_desktop.store.rows import Stamp, date_of, date_text, insert_row, one, update_row


def _event(row: Any) -> ConsentEvent:
    return ConsentEvent(
        person=PersonId(row.person),
        kind=ConsentKind(row.kind),
        at=Millis(row.at),
        how=GivenBy(row.how) if row.how else None,
        agreement=AgreementId(row.agreement) if row.agreement else None,
    )


def _recording(c: Connection, row: Any) -> Recording:
    events = c.execute(
        select(consent_event).where(consent_event.c.recording == row.id).order_by(consent_event.c.seq)
    )
    return Recording(
        id=ConsentId(row.id), version=row.row_version, session=SessionId(row.session), scope=row.scope,
        purpose=row.purpose, delete_by=date_of(row.delete_by), link=row.link,
        attachment=AttachmentId(row.attachment) if row.attachment else None,
        events=tuple(_event(each) for each in events),
    )  # fmt: skip


def load_recording(c: Connection, row: ConsentId) -> Recording:
    """One recording. Raises Gone."""
    return _recording(c, one(c, recording, row))


def load_recordings(c: Connection, sessions: Sequence[SessionId] | None = None) -> tuple[Recording, ...]:
    """The recordings of some sessions, or all, in the order they were asked about."""
    statement = select(recording).where(recording.c.deleted.is_(None))
    if sessions is not None:
        statement = statement.where(recording.c.session.in_(list(sessions)))
    return tuple(_recording(c, row) for row in c.execute(statement.order_by(recording.c.id)).all())


def insert_recording(c: Connection, each: Recording, stamp: Stamp) -> None:
    """Write one that is asked about; nobody has answered yet."""
    insert_row(c, recording, stamp, {"id": each.id, "session": each.session, **_values(each)})


def update_recording(c: Connection, each: Recording, stamp: Stamp) -> None:
    """Change scope, purpose, dates or where it is. Raises Stale or Gone."""
    values = _values(each)
    purpose = values.pop("purpose")
    save_text(
        c, recording, Kind.RECORDING, each.id, "purpose", purpose, stamp, version=each.version, also=values
    )


def _values(each: Recording) -> dict[str, Any]:
    return {
        "scope": each.scope, "purpose": each.purpose, "delete_by": date_text(each.delete_by),
        "link": each.link, "attachment": each.attachment,
    }  # fmt: skip


def add_answer(c: Connection, of: ConsentId, event: ConsentEvent, stamp: Stamp) -> None:
    """Add what a party answered."""
    c.execute(
        insert(consent_event),
        {"recording": of, "person": event.person, "kind": str(event.kind), "at": event.at,
         "how": str(event.how) if event.how else None, "agreement": event.agreement},
    )  # fmt: skip
    update_row(c, recording, stamp, of, {})


def drop_last_answer(c: Connection, of: ConsentId, stamp: Stamp) -> None:
    """Undo the answer noted last, if there is one."""
    last = c.execute(select(func.max(consent_event.c.seq)).where(consent_event.c.recording == of)).scalar()
    if last is not None:
        c.execute(delete(consent_event).where(consent_event.c.seq == last))
        update_row(c, recording, stamp, of, {})

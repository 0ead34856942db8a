"""The checklist of each session, and the record of what left the vault."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from mentor_desktop.domain.followups import Anchor, FollowUp, Group
from mentor_desktop.domain.history import Exported, Kind, OwnTemplate
from mentor_desktop.domain.ids import FollowUpId, Millis, SessionId
from mentor_desktop.store.history import save_text
from mentor_desktop.store.ids import new_id
from mentor_desktop.store.rows import Stamp, insert_row, one, update_row
from mentor_desktop.store.search import put_found
from mentor_desktop.store.tables import exported, follow_up, template


def _follow_up(row: Any) -> FollowUp:
    return FollowUp(
        id=FollowUpId(row.id),
        version=row.row_version,
        session=SessionId(row.session),
        text=row.text,
        anchor=Anchor(row.anchor),
        offset_minutes=row.offset_minutes,
        group=Group(row.group),
        position=row.position,
        default=row.default,
        done=row.done,
    )


def load_follow_ups(c: Connection, sessions: Sequence[SessionId]) -> tuple[FollowUp, ...]:
    """The checklists of some sessions, in order."""
    rows = c.execute(
        select(follow_up)
        .where(follow_up.c.session.in_(list(sessions)), follow_up.c.deleted.is_(None))
        .order_by(follow_up.c.session, follow_up.c.position, follow_up.c.id)
    )
    return tuple(_follow_up(row) for row in rows)


def load_follow_up(c: Connection, row: FollowUpId) -> FollowUp:
    """One item. Raises Gone."""
    return _follow_up(one(c, follow_up, row))


def save_follow_up(c: Connection, each: FollowUp, stamp: Stamp) -> None:
    """Write a new item (version 0) or change one. Raises Stale or Gone."""
    values = {
        "session": each.session,
        "anchor": str(each.anchor),
        "offset_minutes": each.offset_minutes,
        "group": str(each.group),
        "position": each.position,
        "default": each.default,
        "done": each.done,
    }
    if each.version == 0:
        insert_row(c, follow_up, stamp, {"id": each.id, "text": each.text, **values})
    else:
        update_row(c, follow_up, stamp, each.id, values, each.version)
        save_text(c, follow_up, Kind.FOLLOW_UP, each.id, "text", each.text, stamp)
    find_follow_up(c, each, stamp)


def find_follow_up(c: Connection, each: FollowUp, stamp: Stamp) -> None:
    """Bring the search row up to date; a default item's words are not the mentor's own."""
    if not each.default:
        put_found(c, Kind.FOLLOW_UP, each.id, person=None, at=stamp.at, private=True, body=each.text)


def insert_exported(c: Connection, each: Exported) -> None:
    """Keep what went out."""
    c.execute(
        insert(exported),
        {"id": new_id(), "session": each.session, "at": each.at, "format": each.format,
         "audience": json.dumps([person.hex() for person in each.audience]),
         "notes": each.notes, "promises": each.promises},
    )  # fmt: skip


def load_exported(c: Connection, sessions: Sequence[SessionId]) -> tuple[Exported, ...]:
    """What went out of some sessions, oldest first."""
    rows = c.execute(select(exported).where(exported.c.session.in_(list(sessions))).order_by(exported.c.at))
    return tuple(
        Exported(
            session=r.session,
            at=Millis(r.at),
            audience=tuple(bytes.fromhex(person) for person in json.loads(r.audience)),
            format=r.format,
            notes=r.notes,
            promises=r.promises,
        )
        for r in rows
    )


def insert_template(c: Connection, each: OwnTemplate, stamp: Stamp) -> None:
    """Keep an agenda for use again."""
    insert_row(
        c, template, stamp,
        {"id": each.id, "name": each.name, "parts": json.dumps(each.parts, ensure_ascii=False)},
    )  # fmt: skip


def load_templates(c: Connection) -> tuple[OwnTemplate, ...]:
    """The mentor's own agendas, by name."""
    rows = c.execute(select(template).where(template.c.deleted.is_(None)).order_by(template.c.name))
    return tuple(
        OwnTemplate(id=r.id, name=r.name, parts=tuple(_template_part(*each) for each in json.loads(r.parts)))
        for r in rows
    )


def _template_part(
    title: str, minutes: int, kind: str, leads: str, topic: str = "both"
) -> tuple[str, int, str, str, str]:
    """A part as kept; older ones do not say whose topic it is."""
    return title, minutes, kind, leads, topic


def delete_template(c: Connection, row: bytes) -> None:
    """Remove an own agenda."""
    c.execute(delete(template).where(template.c.id == row))

"""Settings kept in the vault, as JSON values by name, and the facts of the vault's use."""

import json
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from mentor_desktop.domain.ids import Millis
from mentor_desktop.store.tables import note, person, promise, relationship, session, setting, use_day


def load_settings(c: Connection) -> dict[str, Any]:
    """Every setting that was ever changed from its default."""
    return {row.name: json.loads(row.value) for row in c.execute(select(setting))}


def save_setting(c: Connection, name: str, value: Any) -> None:
    """Keep one setting."""
    words = json.dumps(value, ensure_ascii=False)
    statement = upsert(setting).values(name=name, value=words)
    c.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": words}))


def note_use(c: Connection, day: date) -> None:
    """Remember that the vault was used on this day."""
    c.execute(upsert(use_day).values(day=day.isoformat()).on_conflict_do_nothing())


def days_used_since(c: Connection, day: date) -> int:
    """On how many different days after `day` the vault was used."""
    return c.execute(
        select(func.count()).select_from(use_day).where(use_day.c.day > day.isoformat())
    ).scalar_one()


def count_rows(c: Connection) -> dict[str, int]:
    """How many things of each kind there are, the trash left out."""
    counted = {
        "people": person,
        "relationships": relationship,
        "sessions": session,
        "notes": note,
        "promises": promise,
    }
    return {
        name: c.execute(select(func.count()).select_from(table).where(table.c.deleted.is_(None))).scalar_one()
        for name, table in counted.items()
    }


def newest_note(c: Connection) -> Millis | None:
    """When the newest note was written, the trash left out."""
    at = c.execute(select(func.max(note.c.created)).where(note.c.deleted.is_(None))).scalar()
    return Millis(at) if at is not None else None

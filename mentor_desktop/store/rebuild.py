"""Writes the whole search index anew from what is in the tables. May import its siblings here."""

from sqlalchemy import Connection, delete, select, text

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import Millis
from mentor_desktop.store import tables
from mentor_desktop.store.refind import refind
from mentor_desktop.store.rows import Stamp
from mentor_desktop.store.search import optimize
from mentor_desktop.store.trash import TABLE_OF


def rebuild_search(c: Connection) -> int:
    """Make everything that is not in the trash findable by its words, and nothing else; return how many rows.

    In the order in which things were made, since many hits are shown newest first by that order.
    """
    c.execute(text("INSERT INTO found_text(found_text) VALUES('delete-all')"))
    c.execute(delete(tables.found))
    every: list[tuple[bytes, Kind, Stamp]] = []
    for kind, table in TABLE_OF.items():
        if kind is not Kind.PART:  # found under its session
            rows = c.execute(
                select(table.c.id, table.c.changed, table.c.device).where(table.c.deleted.is_(None))
            )
            every += [(row.id, kind, Stamp(Millis(row.changed), row.device)) for row in rows]
    for row, kind, stamp in sorted(every, key=lambda each: each[0]):
        refind(c, kind, row, stamp)
    optimize(c)
    return len(c.execute(select(tables.found.c.n)).all())

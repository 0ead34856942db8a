"""Whether rows refer to rows that are there, and whether the search index holds what the tables hold."""

from dataclasses import dataclass

from sqlalchemy import Connection, exists, func, select, text

from mentor_desktop.domain.history import Kind
from mentor_desktop.store.tables import found
from mentor_desktop.store.trash import TABLE_OF

# Always found by their words; the other kinds only if they have some of their own.
_ALWAYS = (Kind.PERSON, Kind.NOTE, Kind.PROMISE)
_UNINDEXED = text(
    "SELECT (SELECT count(*) FROM found f WHERE NOT EXISTS"
    " (SELECT 1 FROM found_text_docsize d WHERE d.id = f.n))"
    " + (SELECT count(*) FROM found_text_docsize d WHERE NOT EXISTS (SELECT 1 FROM found f WHERE f.n = d.id))"
)


@dataclass(frozen=True, slots=True)
class SearchGaps:
    """How the search index differs from the tables."""

    missing: int  # things that are there and cannot be found
    stale: int  # findable things that are not there
    unindexed: int  # numbers that one half of the index has and the other has not

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.unindexed)


def broken_references(c: Connection) -> int:
    """How many rows refer to a row that is not there."""
    return len(c.execute(text("PRAGMA foreign_key_check")).all())


def search_gaps(c: Connection) -> SearchGaps:
    """Compare the index with the tables, row by row; the words themselves are not compared."""
    missing = stale = 0
    findable = {
        str(row[0]): int(row[1])
        for row in c.execute(select(found.c.kind, func.count()).group_by(found.c.kind))
    }
    for kind, table in TABLE_OF.items():
        # One walk through the table: its rows that the index has, and those that it has not.
        its_row = exists().where(found.c.kind == str(kind), found.c.id == table.c.id)
        counted = select(its_row, func.count()).where(table.c.deleted.is_(None)).group_by(its_row)
        by = {bool(row[0]): int(row[1]) for row in c.execute(counted)}
        stale += findable.get(str(kind), 0) - by.get(True, 0)
        if kind in _ALWAYS:
            missing += by.get(False, 0)
    return SearchGaps(missing, stale, int(c.execute(_UNINDEXED).scalar_one()))

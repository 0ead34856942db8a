"""How fields of domain classes and columns of rows become one another, and the stamp on each change."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, Update, bindparam, insert, select, update

from mentor_desktop.domain.ids import Millis, PersonId
from mentor_desktop.domain.notes import Audience
from mentor_desktop.domain.when import When

MANY = 500  # ids in one query


class Stale(Exception):
    """The row was changed by someone else since it was read; nothing was written."""


class Gone(Exception):
    """There is no such row (any more)."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who changes something, and when."""

    at: Millis
    device: bytes


def insert_row(c: Connection, table: Table, stamp: Stamp, values: Mapping[str, Any]) -> None:
    """Write a new row with its stamp."""
    c.execute(
        insert(table),
        {"created": stamp.at, "changed": stamp.at, "device": stamp.device, "row_version": 1, **values},
    )


def update_row(
    c: Connection,
    table: Table,
    stamp: Stamp,
    row: bytes,
    values: Mapping[str, Any],
    version: int | None = None,
) -> None:
    """Change a row that is not in the trash. With `version`, only if it is still the one that was read.

    Raises Stale for another version, Gone where there is none to change.
    """
    known = {"_id": row} if version is None else {"_id": row, "_seen": version}
    changed = {"changed": stamp.at, "device": stamp.device, **values}
    done = c.execute(_change_of(table, version is not None), {**known, **changed})
    if done.rowcount != 1:
        raise Stale if version is not None else Gone


# Built once, since building a statement takes longer than running it.
@cache
def _change_of(table: Table, versioned: bool) -> Update:
    statement = update(table).where(table.c.id == bindparam("_id"), table.c.deleted.is_(None))
    if versioned:
        statement = statement.where(table.c.row_version == bindparam("_seen"))
    return statement.values(row_version=table.c.row_version + 1)


@cache
def _row_of(table: Table) -> Select[Any]:
    return select(table).where(table.c.id == bindparam("_id"))


def audience_text(audience: Audience) -> str | None:
    """An audience as kept in a column."""
    return None if audience is None else json.dumps([person.hex() for person in audience])


def audience_of(text: str | None) -> Audience:
    """An audience as read from a column."""
    return None if text is None else tuple(PersonId(bytes.fromhex(item)) for item in json.loads(text))


def date_text(value: date | None) -> str | None:
    """A date as kept in a column."""
    return value.isoformat() if value else None


def date_of(text: str | None) -> date | None:
    """A date as read from a column."""
    return date.fromisoformat(text) if text else None


def when_values(when: When) -> dict[str, Any]:
    """A planned time as kept in three columns."""
    return {"wall": when.wall.isoformat(timespec="minutes"), "zone": when.zone, "fold": when.fold}


def when_of(row: Any) -> When:
    """A planned time as read from three columns."""
    return When(datetime.fromisoformat(row.wall), row.zone, row.fold)


def strings_text(values: Sequence[Any]) -> str:
    """A list of plain values as kept in a column."""
    return json.dumps(list(values), ensure_ascii=False)


def one(c: Connection, table: Table, row: bytes, *, trashed: bool = False) -> Any:
    """The row of a thing; one in the trash only if `trashed`. Raises Gone."""
    found = c.execute(_row_of(table), {"_id": row}).first()
    if found is None or (found.deleted is not None and not trashed):
        raise Gone
    return found


def only(rows: Sequence[Any]) -> Any:
    """The one row. Raises Gone."""
    if not rows:
        raise Gone
    return rows[0]


def among(
    c: Connection, statement: Select[Any], column: ColumnElement[Any], wanted: Sequence[bytes]
) -> Iterator[Any]:
    """Rows whose column is one of some ids; for very many ids all rows are read, which is faster."""
    if len(wanted) > MANY:
        known = set(wanted)
        yield from (row for row in c.execute(statement) if row[0] in known)
    elif wanted:
        yield from c.execute(statement.where(column.in_(list(wanted))))

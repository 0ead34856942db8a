"""Makes whole what was copied out of a damaged vault: all that came over belongs to something there."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, text

from mentor_desktop.domain.ids import Millis

_ROUNDS = 20  # each round mends one level of belonging; there are four
_NOBODY = bytes(16)  # the device of a row that no device wrote


@dataclass(frozen=True, slots=True)
class Stubs:
    """What stands in for people and mentorships whose own row was lost."""

    person: str  # the name of such a person
    notes: str  # the name of the person under whom the notes of lost sessions are found
    notes_id: bytes
    role: str
    phase: str
    at: Millis


def mend(c: Connection, stubs: Stubs) -> Counter[str]:
    """Mend every broken reference, on a connection with foreign keys off; return which rows had to go.

    A person or a mentorship that something belongs to comes back without its words. A note whose session was
    lost goes to a person of its own. What may stand alone does; the rest goes.
    """
    gone: Counter[str] = Counter()
    for _round in range(_ROUNDS):
        broken = c.execute(text("PRAGMA foreign_key_check")).all()
        if not broken:
            break
        for table, number, parent, key in broken:
            column = _column(c, table, key)
            value = c.execute(
                text(f'SELECT "{column}" FROM "{table}" WHERE rowid = :n'), {"n": number}
            ).scalar()
            if value is None:
                continue  # mended already by what was done for another row
            if parent in ("person", "relationship"):
                _stand_in(c, parent, value, stubs)
            elif table == "note" and column == "session":
                _rehang(c, number, stubs)
            elif _may_be_empty(c, table, column):
                c.execute(text(f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = :n'), {"n": number})
            else:
                c.execute(text(f'DELETE FROM "{table}" WHERE rowid = :n'), {"n": number})
                gone[table] += 1
    c.execute(
        text(
            "INSERT INTO person_zone(person, since, zone) SELECT id, '', 'UTC' FROM person"
            " WHERE NOT EXISTS (SELECT 1 FROM person_zone WHERE person_zone.person = person.id)"
        )
    )
    return gone


def _column(c: Connection, table: str, key: int) -> str:
    rows = c.execute(text(f"PRAGMA foreign_key_list('{table}')")).all()
    return str(next(row[3] for row in rows if row[0] == key))


def _may_be_empty(c: Connection, table: str, column: str) -> bool:
    rows = c.execute(text(f"PRAGMA table_info('{table}')")).all()
    return any(row[1] == column and not row[3] for row in rows)


def _stand_in(c: Connection, parent: str, row: bytes, stubs: Stubs) -> None:
    common = {"id": row, "at": stubs.at, "device": _NOBODY}
    if parent == "person":
        c.execute(
            text(
                "INSERT OR IGNORE INTO person(id, created, changed, device, row_version, name)"
                " VALUES (:id, :at, :at, :device, 1, :name)"
            ),
            {**common, "name": stubs.notes if row == stubs.notes_id else stubs.person},
        )
    else:
        c.execute(
            text(
                "INSERT OR IGNORE INTO relationship"
                "(id, created, changed, device, row_version, my_role, phase)"
                " VALUES (:id, :at, :at, :device, 1, :role, :phase)"
            ),
            {**common, "role": stubs.role, "phase": stubs.phase},
        )


def _rehang(c: Connection, number: int, stubs: Stubs) -> None:
    _stand_in(c, "person", stubs.notes_id, stubs)
    c.execute(
        text("UPDATE note SET session = NULL, relationship = NULL, person = :person WHERE rowid = :n"),
        {"person": stubs.notes_id, "n": number},
    )

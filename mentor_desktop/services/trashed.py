"""The trash, as a list to bring things back from."""

from dataclasses import dataclass
from datetime import date

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import DAY, Millis, SessionId
from mentor_desktop.domain.when import date_at
from mentor_desktop.services import people
from mentor_desktop.services.desk import Desk
from mentor_desktop.store import people as people_store
from mentor_desktop.store import sessions as session_store
from mentor_desktop.store import trash as store
from mentor_desktop.store.engine import Connection
from mentor_desktop.words import _, day, names

LONGEST = 120  # characters of a thing's words that are shown
KEEP_DAYS, KEEP_USE_DAYS = store.KEEP_DAYS, store.KEEP_USE_DAYS


@dataclass(frozen=True, slots=True)
class TrashedRow:
    """One thing in the trash."""

    kind: Kind
    row: bytes
    words: str  # its first words, on one line
    put_there: date  # in the user's zone
    erased_from: date  # the first day on which it may be erased for good


def rows(desk: Desk) -> tuple[TrashedRow, ...]:
    """Everything in the trash, the last one put there first."""
    with desk.read() as c:
        zone = people.my_zone(c, desk)
        found = store.load_trashed(c)
        words = [_words(c, each) for each in found]
    return tuple(
        TrashedRow(
            each.kind,
            each.row,
            said,
            date_at(each.at, zone),
            date_at(Millis(each.at + store.KEEP_DAYS * DAY), zone),
        )
        for each, said in zip(found, words, strict=True)
    )


def erasing_sentence() -> str:
    """When the words and files in the trash go for good, and where they last a while longer."""
    return _(
        "What lies in the trash is erased after %(days)d days on %(used)d of which you used the vault: from "
        "the notes, their history, the search and the attachments. Backups made before that hold it until "
        "newer ones take their place."
    ) % {"days": KEEP_DAYS, "used": KEEP_USE_DAYS}


def restore(desk: Desk, row: TrashedRow) -> None:
    """Bring a thing back. Raises Gone once it is erased."""
    with desk.change() as c:
        store.restore(c, row.kind, row.row, desk.stamp())


def put_back(desk: Desk, row: TrashedRow) -> None:
    """Undo `restore`. Raises Gone once it is erased."""
    with desk.change() as c:
        store.trash(c, row.kind, row.row, desk.stamp())


def _words(c: Connection, each: store.Trashed) -> str:
    if each.kind is Kind.SESSION:
        about = session_store.load_session(c, SessionId(each.row), trashed=True)
        called, mine = people_store.load_names(c), people_store.my_id(c)
        who = names([called[other.person] for other in about.participants if other.person != mine])
        return _("%(names)s, %(day)s") % {"names": who, "day": day(about.when.wall.date())}
    line = " ".join(each.words[: 2 * LONGEST].split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip()}…"

"""What Settings says of backups, as words. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from mentor_desktop.domain.ids import Millis
from mentor_desktop.domain.when import date_at, wall_at
from mentor_desktop.services import backups
from mentor_desktop.services.backups import Backup, Proof
from mentor_desktop.ui.daywords import when_words
from mentor_desktop.ui.settings.state import counts_line
from mentor_desktop.words import _, clock, day, ngettext, number

if TYPE_CHECKING:
    from mentor_desktop.services.vaults import Opened

_UNITS = 1024


@dataclass(frozen=True)
class BackupLine:
    """One backup of the list."""

    key: str  # where its file is
    words: str
    sub: str
    bad: bool

    @property
    def spoken(self) -> str:
        """The whole meaning."""
        return f"{self.words}. {self.sub}"


@dataclass(frozen=True)
class BackupsState:
    """Everything the cards show."""

    possible: bool  # not so for sample data, nor for a damaged vault that is only looked at
    on: bool = True
    last: str = ""
    first: str = ""
    second: str = ""  # "" where none was chosen
    second_missing: bool = False
    lines: tuple[BackupLine, ...] = ()


def load(opened: Opened) -> BackupsState:
    """Ask the services for it. Runs in a worker."""
    if opened.read_only or not backups.is_possible(opened):
        return BackupsState(possible=False)
    where, zone, now = backups.places(opened), opened.desk.clock.zone(), opened.desk.now()
    return BackupsState(
        possible=True,
        on=backups.switched_on(opened),
        last=last_words(backups.last_made(opened), now, zone),
        first=str(where.first),
        second=str(where.second) if where.second is not None else "",
        second_missing=where.second is not None and not where.second_is_there,
        lines=lines(backups.every(opened), now, zone),
    )


def last_words(made: Millis | None, now: Millis, zone: str) -> str:
    """When the last one was made."""
    if made is None:
        return _("There is no backup yet. The first one is made soon after your next change.")
    return _("Last backup: %(when)s") % {"when": when_words(wall_at(made, zone), date_at(now, zone))}


def lines(found: Sequence[Backup], now: Millis, zone: str) -> tuple[BackupLine, ...]:
    """The list, in the order given."""
    today = date_at(now, zone)
    made = []
    for each in found:
        if each.made is None:
            words = each.path.name
        else:
            words = f"{when_words(wall_at(each.made, zone), today)} · {why(each.reason)}"
        parts = [
            size_words(each.size + each.attachment_bytes),
            _("second place") if each.second else _("this laptop"),
            each.problem or _("complete"),
        ]
        made.append(BackupLine(str(each.path), words, " · ".join(parts), bool(each.problem)))
    return tuple(made)


def why(reason: str) -> str:
    """Why a backup was made; what a newer program made it for is not known."""
    return {
        backups.DAILY: _("of the day"),
        backups.ASKED: _("asked for"),
        backups.BEFORE_MIGRATION: _("before an update"),
        backups.BEFORE_RESTORE: _("before bringing one back"),
        backups.BEFORE_REKEY: _("before the key was replaced"),
    }.get(reason, _("for another reason"))


def size_words(size: int) -> str:
    """ "840 KB", "2.4 MB"."""
    kib = max(size / _UNITS, 1)
    if kib < _UNITS:
        return _("%(n)s KB") % {"n": number(round(kib))}
    return _("%(n)s MB") % {"n": number(round(kib / _UNITS, 1))}


def proof_words(proof: Proof, zone: str) -> str:
    """What a copy of a backup has shown, once it was opened with the recovery key alone."""
    made, counts = wall_at(proof.made, zone), proof.counts
    told = [
        _("Proved: the backup of %(when)s opens with this recovery key.") % {"when": full_time(made)},
        counts_line(
            {
                "people": counts.people,
                "sessions": counts.sessions,
                "notes": counts.notes,
                "promises": counts.promises,
            }
        )
        + ".",
    ]
    if counts.newest_note is not None:
        newest = day(wall_at(counts.newest_note, zone).date(), "full")
        told.append(_("Its newest note was written on %(day)s.") % {"day": newest})
    else:
        told.append(_("There is no note in it."))
    if proof.attachments:
        told.append(_files_words(proof.attachments, proof.attachments - proof.attachments_present))
    return " ".join(told)


def full_time(made: datetime) -> str:
    """ "24 Nov 2026, 09:02"."""
    return f"{day(made.date())}, {clock(made)}"


def off_words() -> str:
    """What it means that nothing is backed up by itself."""
    return _(
        "Nothing is backed up by itself now. If this laptop is lost or breaks, all that was written since the"
        " last backup is lost with it."
    )


def _files_words(needed: int, missing: int) -> str:
    if not missing:
        return ngettext("Its %(n)d file is there.", "All of its %(n)d files are there.", needed) % {
            "n": needed
        }
    return ngettext(
        "%(n)d file is missing: it did not lie beside the backup.",
        "%(n)d files are missing: they did not lie beside the backup.",
        missing,
    ) % {"n": missing}

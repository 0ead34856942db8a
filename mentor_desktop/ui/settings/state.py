"""What Settings shows, as words. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.people import Person
from mentor_desktop.services.trashed import KEEP_DAYS, TrashedRow, erasing_sentence
from mentor_desktop.words import _, day, ngettext, number, place

if TYPE_CHECKING:
    from mentor_desktop.services.device import Device
    from mentor_desktop.services.vaults import Opened

YOU, LOOK, SESSION, SUMMARIES = "you", "look", "session", "summaries"
SECURITY, BACKUPS, DATA = "security", "backups", "data"


def sections() -> list[tuple[str, str]]:
    """Keys and names of the sections, in order."""
    return [
        (YOU, _("You")),
        (LOOK, _("Look")),
        (SESSION, _("Session")),
        (SUMMARIES, _("Summaries")),
        (SECURITY, _("Security")),
        (BACKUPS, _("Backups")),
        (DATA, _("Data")),
    ]


@dataclass(frozen=True)
class TrashLine:
    """One thing in the trash."""

    key: str
    words: str
    sub: str

    @property
    def spoken(self) -> str:
        """The whole meaning."""
        return f"{self.words}. {self.sub}"


@dataclass(frozen=True)
class SettingsState:
    """Everything the page shows."""

    values: Mapping[str, Any]  # every setting of the table
    name: str
    say_it: str
    zone: str
    zone_line: str
    templates: tuple[tuple[str, str], ...]
    place: str
    counts: str
    keyed: bool  # a passphrase opens the vault; not so the sample
    trash: tuple[TrashLine, ...]
    trash_line: str


@dataclass(frozen=True)
class Loaded:
    """What the services answered."""

    values: Mapping[str, Any]
    me: Person
    zone: str
    templates: tuple[tuple[str, str], ...]
    place: str
    keyed: bool
    count: Count | None = None  # not yet answered


@dataclass(frozen=True)
class Count:
    """What takes a look at the whole vault: shown as soon as it is there."""

    facts: Mapping[str, Any]
    trash: tuple[TrashedRow, ...]
    changes: int  # of the store, when it was counted


def count(opened: Opened, known: Count | None) -> Count:
    """Ask the services for it, unless what is `known` still holds. Runs in a worker."""
    from mentor_desktop.services import trashed, vaults

    changes = opened.desk.store.changes
    if known is not None and known.changes == changes:
        return known
    return Count(vaults.facts(opened), trashed.rows(opened.desk), changes)


def load(opened: Opened, device: Device) -> Loaded:
    """Ask the services for everything but the count. Runs in a worker."""
    from mentor_desktop.services import agenda, people, settings, vaults

    desk = opened.desk
    values = settings.get(desk)
    values |= {each.name: device.get(each.name) for each in settings.TABLE if not each.in_vault}
    return Loaded(
        values,
        people.me(desk),
        people.current_zone(desk),
        tuple((each.id, each.name) for each in agenda.templates(desk)),
        str(vaults.place(opened)),
        "passphrase" in vaults.keyslots(opened),
    )


def state_of(loaded: Loaded, share_safe: bool) -> SettingsState:
    """In words. While the screen is shared, what lies in the trash is counted only."""
    counted = loaded.count
    trash = counted.trash if counted is not None else ()
    return SettingsState(
        values=loaded.values,
        name=loaded.me.name,
        say_it=loaded.me.say_it,
        zone=loaded.zone,
        zone_line=_zone_line(loaded.me),
        templates=loaded.templates,
        place=loaded.place,
        counts=counts_line(counted.facts) if counted is not None else "",
        keyed=loaded.keyed,
        trash=() if share_safe else tuple(_line(each) for each in trash),
        trash_line=_trash_line(len(trash), share_safe) if counted is not None else "",
    )


def counts_line(facts: Mapping[str, Any]) -> str:
    """ "24 people · 22 sessions · 96 notes · 31 promises"; you are not counted."""
    others, sessions = facts["people"] - 1, facts["sessions"]
    notes, promises = facts["notes"], facts["promises"]
    return " · ".join(
        (
            ngettext("%(n)s person", "%(n)s people", others) % {"n": number(others)},
            ngettext("%(n)s session", "%(n)s sessions", sessions) % {"n": number(sessions)},
            ngettext("%(n)s note", "%(n)s notes", notes) % {"n": number(notes)},
            ngettext("%(n)s promise", "%(n)s promises", promises) % {"n": number(promises)},
        )
    )


def trash_key(row: TrashedRow) -> str:
    """What names a row of the trash in a list."""
    return f"{row.kind}:{row.row.hex()}"


def kind_words(kind: Kind) -> str:
    """What a thing is called."""
    return {
        Kind.PERSON: _("Person"),
        Kind.RELATIONSHIP: _("Mentorship"),
        Kind.SESSION: _("Session"),
        Kind.PART: _("Part of an agenda"),
        Kind.NOTE: _("Note"),
        Kind.PROMISE: _("Promise"),
        Kind.FOLLOW_UP: _("Item of a checklist"),
        Kind.ATTACHMENT: _("Attachment"),
        Kind.CHECK_IN: _("Check-in"),
        Kind.OCCASION: _("Day that matters"),
        Kind.AGREEMENT: _("Agreement"),
        Kind.CLAUSE: _("Clause of an agreement"),
        Kind.GOAL: _("Goal"),
        Kind.STEP: _("Step of a goal"),
        Kind.EVIDENCE: _("Sign of progress"),
        Kind.RECORDING: _("Recording"),
        Kind.PULSE: _("Pulse"),
    }[kind]


def _line(row: TrashedRow) -> TrashLine:
    sub = _("%(kind)s · put here %(day)s · kept until %(until)s") % {
        "kind": kind_words(row.kind),
        "day": day(row.put_there),
        "until": day(row.erased_from),
    }
    return TrashLine(trash_key(row), row.words or kind_words(row.kind), sub)


def _trash_line(count: int, share_safe: bool) -> str:
    if not count:
        return _("The trash is empty. What you delete waits here for %(days)d days.") % {"days": KEEP_DAYS}
    if share_safe:
        return ngettext(
            "%(n)d thing, hidden while the screen is shared.",
            "%(n)d things, hidden while the screen is shared.",
            count,
        ) % {"n": count}
    return erasing_sentence()


def _zone_line(me: Person) -> str:
    """Where the user's clock stood, and from when, where it ever moved."""
    moves = sorted((entry for entry in me.zones if entry.since is not None), key=lambda each: str(each.since))
    return " · ".join(
        _("%(place)s from %(day)s") % {"place": place(entry.zone), "day": day(entry.since)}
        for entry in moves
        if entry.since is not None
    )

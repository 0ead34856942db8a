"""Invitations: a calendar file for a session or a series, known to calendars by a random id for ever."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mentor_desktop.domain import series as rules
from mentor_desktop.domain.ids import SeriesId, SessionId
from mentor_desktop.domain.sessions import Session
from mentor_desktop.domain.shareable import SharedInvitation
from mentor_desktop.domain.when import When
from mentor_desktop.exporters import errors, files, to_ics
from mentor_desktop.services import people, sharing
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.store import series as store
from mentor_desktop.store import sessions as session_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.series import Invitation
from mentor_desktop.words import _


def of_session(desk: Desk, session: SessionId) -> SharedInvitation:
    """The invitation to one session. Its sequence number rises when it says something new."""
    with desk.change() as c:
        each = session_store.load_session(c, session)
        return _kept(c, desk, session, [each], [each.when], 0, each.minutes)


def of_series(desk: Desk, series: SeriesId) -> SharedInvitation:
    """The invitation to a series: its rule, and what was moved or called off since."""
    with desk.change() as c:
        known = store.load_series(c, series)
        found = {each.id: each for each in session_store.load_sessions(c, ids=list(known.sessions))}
        if len(found) < len(known.sessions):
            raise Refused(
                _("A session of this series lies in the trash. Bring it back, or call it off instead.")
            )
        plans = rules.planned(known.first, known.at, known.zone, known.weeks, known.count)
        sessions = [found[each] for each in known.sessions]
        return _kept(c, desk, series, sessions, plans, known.weeks, known.minutes)


def _kept(
    c: Connection, desk: Desk, thing: bytes, sessions: Sequence[Session], plans: Sequence[When], weeks: int,
    minutes: int
) -> SharedInvitation:  # fmt: skip
    before = store.load_invitation(c, thing)
    uid = before.uid if before else secrets.token_hex(16)
    zones = people.zones(c, desk, sessions)
    made = sharing.invitation(
        c, desk, sessions, plans, weeks, uid=uid, sequence=0, zones=zones, minutes=minutes
    )
    digest = hashlib.sha256(repr(replace(made, stamp=made.stamp.min)).encode()).hexdigest()
    sequence = 0
    if before is not None:
        sequence = before.sequence + (before.digest != digest)
    store.save_invitation(c, thing, Invitation(uid, sequence, digest))
    return replace(made, sequence=sequence)


def file_name(invitation: SharedInvitation) -> str:
    """A proposal for the file's name: by date alone, since a folder of downloads is seen by others."""
    return files.safe_name(_("Session %(day)s") % {"day": invitation.event.wall.date().isoformat()}, ".ics")


def write(invitation: SharedInvitation, path: Path, *, overwrite: bool = False) -> None:
    """Write the calendar file, all of it or nothing. Refuses an existing file unless `overwrite`."""
    try:
        files.write_new(path, to_ics.ics_of(invitation), overwrite=overwrite)
    except errors.FileExists:
        raise Refused(
            _("There is a file of this name. Choose another name, or say that it may be replaced.")
        ) from None
    except (OSError, errors.CannotWrite):
        raise Refused(_("The file cannot be written there. Choose another folder.")) from None

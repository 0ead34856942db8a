"""The commands about sessions: sessions, plan, export."""

import argparse
import re
from datetime import datetime

from mentor_desktop.cli.common import DONE, at_desk, person_id, print_json, row_id, shown, warn
from mentor_desktop.cli.parser import Usage
from mentor_desktop.domain.ids import SessionId, id_text
from mentor_desktop.domain.sessions import DEFAULT_MINUTES
from mentor_desktop.domain.when import When, iso_at
from mentor_desktop.services import agenda, exporting, people, sessions, sharing
from mentor_desktop.services.desk import Desk
from mentor_desktop.words import _, ngettext

_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?")
LETTERS_NAMED = 40


@at_desk
def show(desk: Desk, options: argparse.Namespace) -> int:
    """List the sessions in order of their planned time."""
    zone = people.current_zone(desk)
    rows = sessions.rows(desk)
    if options.json:
        print_json(
            [
                {
                    "id": id_text(row.id),
                    "name": row.title,
                    "state": str(row.state),
                    "at": iso_at(row.at, zone),
                    "minutes": row.minutes,
                    "number": row.number,
                    "person_ids": [id_text(person) for person, _name in row.people],
                }
                for row in rows
            ]
        )
    else:
        for row in rows:
            print(f"{id_text(row.id)}  {iso_at(row.at, zone)}  {row.state}  {shown(row.title)}")
    return DONE


@at_desk
def plan(desk: Desk, options: argparse.Namespace) -> int:
    """Plan a session, with its agenda if a template is named."""
    when = When(_wall(options.at), options.zone or people.current_zone(desk))
    named = [person_id(desk, text) for text in options.person]
    mine = people.me(desk).id  # beside others, I am there anyway
    with_people = [each for each in named if each != mine] or named
    template = agenda.template_named(desk, options.template) if options.template is not None else None
    minutes = options.minutes
    if minutes is None:
        minutes = template.minutes if template else DEFAULT_MINUTES
    with desk.change():  # the session and its agenda, both or neither
        session = sessions.plan(desk, with_people, when, minutes)
        if template is not None:
            agenda.use_template(desk, session.id, template)
    if warning := sessions.hour_warning(session.when):
        warn(warning)
    for other in sessions.overlaps(desk, session.when, minutes, but=session.id)[:1]:
        warn(_("This overlaps %(title)s.") % {"title": shown(other.title)})
    print(id_text(session.id))
    return DONE


def _wall(text: str) -> datetime:
    try:
        if _TIME.fullmatch(text):
            return datetime.fromisoformat(text)
        offset = datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        offset = False
    if offset:
        raise Usage(_("Give the time without an offset, and its zone with --zone."))
    raise Usage(_("Give the time as 2026-12-08T15:00."))


@at_desk
def export(desk: Desk, options: argparse.Namespace) -> int:
    """Write a session's summary, for everyone who was there."""
    session = SessionId(row_id(options.session))
    summary = sharing.summary(desk, session)
    missing = exporting.missing_letters(summary) if options.format == "pdf" else ""
    if missing:
        told = ngettext(
            "No font here has this letter, so it shows as a box: %(letters)s",
            "No font here has these letters, so they show as boxes: %(letters)s",
            len(missing),
        ) % {"letters": " ".join(missing[:LETTERS_NAMED])}
        warn(told)
    exporting.export(desk, session, summary, options.format, options.out, overwrite=options.overwrite)
    return DONE

"""The commands about notes: note, notes."""

import argparse
import sys

from mentor_desktop.cli.common import DONE, at_desk, person_id, print_json, row_id, shown
from mentor_desktop.cli.parser import Usage
from mentor_desktop.domain.ids import SessionId, id_text
from mentor_desktop.domain.notes import EVERYONE
from mentor_desktop.domain.when import iso_at
from mentor_desktop.services import notes, people
from mentor_desktop.services.desk import Desk
from mentor_desktop.words import _


@at_desk
def write(desk: Desk, options: argparse.Namespace) -> int:
    """Write a note; its id is printed once it is on disk."""
    if (options.session is None) == (options.person is None):
        raise Usage(_("A note needs either --session ID or --person ID."))
    text = sys.stdin.read() if options.text == "-" else options.text
    session = SessionId(row_id(options.session)) if options.session is not None else None
    person = person_id(desk, options.person) if options.person is not None else None
    audience = EVERYONE if options.shared else None
    print(id_text(notes.write(desk, text, session=session, person=person, audience=audience).id))
    return DONE


@at_desk
def show(desk: Desk, options: argparse.Namespace) -> int:
    """List the notes by time, or those that hold some words, best first."""
    found = notes.search(desk, options.search) if options.search is not None else notes.every(desk)
    if options.json:
        zone, about = people.current_zone(desk), notes.about(desk, found)
        print_json(
            [
                {
                    "id": id_text(note.id),
                    "private": note.audience is None,
                    "text": note.text,
                    "at": iso_at(note.at, zone),
                    "state": str(note.kind),
                    "session_id": id_text(note.session) if note.session else None,
                    "person_ids": [id_text(person) for person in about[note.id]],
                }
                for note in found
            ]
        )
    else:
        for note in found:
            state = "private" if note.audience is None else "shared"
            print(f"{id_text(note.id)}  {state}  {shown(note.text)}")
    return DONE

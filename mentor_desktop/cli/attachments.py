"""The commands about attachments: attach, attachments, extract."""

import argparse

from mentor_desktop.cli.common import DONE, at_desk, opened, person_id, print_json, row_id, shown
from mentor_desktop.domain.ids import AttachmentId, NoteId, SessionId, id_text
from mentor_desktop.services import attachments
from mentor_desktop.services.desk import Desk


def attach(options: argparse.Namespace) -> int:
    """Put a file into the vault; its id is printed once all of it is there."""
    session = SessionId(row_id(options.session)) if options.session is not None else None
    note = NoteId(row_id(options.note)) if options.note is not None else None
    with opened(options) as vault:
        person = person_id(vault.desk, options.person) if options.person is not None else None
        added = attachments.attach(vault, options.file, session=session, person=person, note=note)
    print(id_text(added.id))
    return DONE


@at_desk
def show(desk: Desk, options: argparse.Namespace) -> int:
    """List the attachments in the order in which they were added."""
    found = attachments.of(desk)
    if options.json:
        print_json(
            [
                {
                    "id": id_text(each.id),
                    "name": each.name,
                    "type": each.type,
                    "size": each.size,
                    "session_id": id_text(each.session) if each.session else None,
                    "person_id": id_text(each.person) if each.person else None,
                    "note_id": id_text(each.note) if each.note else None,
                }
                for each in found
            ]
        )
    else:
        for each in found:
            print(f"{id_text(each.id)}  {each.size}  {shown(each.name)}")
    return DONE


def extract(options: argparse.Namespace) -> int:
    """Write the plain bytes of an attachment to a file."""
    attachment = AttachmentId(row_id(options.id))
    with opened(options) as vault:
        attachments.export(vault, attachment, options.out, overwrite=options.overwrite)
    return DONE

"""Signed copies of an agreement: attachments of the person, told apart by how their names begin.

May import the other services and domain.
"""

from pathlib import Path

from mentor_desktop.domain.attachments import Attachment
from mentor_desktop.domain.ids import PersonId
from mentor_desktop.services import attachments
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.opened import Opened
from mentor_desktop.services.refusal import Refused
from mentor_desktop.words import _

LARGEST = 50_000_000  # bytes; a signed paper is never larger


def _beginning(number: int) -> str:
    return f"agreement-v{number}-signed-"


def keep(opened: Opened, person: PersonId, number: int, path: Path) -> Attachment:
    """Put a signed copy of a version into the vault; the file itself stays where it is."""
    try:
        size = path.stat().st_size
    except OSError:
        raise Refused(_("This file cannot be read. Choose another one.")) from None
    if size > LARGEST:
        raise Refused(_("This file is too large for a signed paper. Choose another one."))
    kept = attachments.attach(opened, path, person=person)
    return attachments.rename(opened.desk, kept.id, f"{_beginning(number)}{kept.name}"[:200])


def of(desk: Desk, person: PersonId, number: int) -> tuple[Attachment, ...]:
    """The signed copies of a version, in the order in which they were kept."""
    every = attachments.of(desk, person=person)
    return tuple(each for each in every if each.name.startswith(_beginning(number)))


def shown_name(attachment: Attachment) -> str:
    """The name that the file had."""
    return attachment.name.partition("-signed-")[2] or attachment.name

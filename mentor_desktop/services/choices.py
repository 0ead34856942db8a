"""Choices made while wrapping up that nothing has come of yet: which parts move on, which notes stay out.

Kept with the vault for their session, as ids alone, so that a page that is left, a lock or a restart forgets
none of them; erased with the session.
"""

from mentor_desktop.domain.ids import NoteId, PartId, SessionId
from mentor_desktop.services import drafts
from mentor_desktop.services.desk import Desk

MOVING = "moving"  # draft key: parts that a person said move on ("+id") or do not ("-id")
HELD_BACK = "held-back"  # draft key: notes that are left out of the session's summaries


def choose_part(desk: Desk, session: SessionId, part: PartId, moves: bool) -> None:
    """Say whether an unfinished part moves on to the next session."""
    with desk.change():
        chosen = {**parts_chosen(desk, session), part: moves}
        said = " ".join(("+" if on else "-") + each.hex() for each, on in sorted(chosen.items()))
        drafts.keep(desk, drafts.key(MOVING, session), said)


def parts_chosen(desk: Desk, session: SessionId) -> dict[PartId, bool]:
    """What was said of which parts; the others are as they are proposed."""
    said = drafts.load(desk, drafts.key(MOVING, session)).split()
    return {PartId(bytes.fromhex(each[1:])): each.startswith("+") for each in said}


def hold_back(desk: Desk, session: SessionId, note: NoteId, held: bool) -> None:
    """Leave a shared note out of this session's summaries, or let it go out after all."""
    with desk.change():
        now = held_back(desk, session)
        now = now | {note} if held else now - {note}
        drafts.keep(desk, drafts.key(HELD_BACK, session), " ".join(sorted(each.hex() for each in now)))


def held_back(desk: Desk, session: SessionId) -> frozenset[NoteId]:
    """The notes that are left out."""
    said = drafts.load(desk, drafts.key(HELD_BACK, session)).split()
    return frozenset(NoteId(bytes.fromhex(each)) for each in said)

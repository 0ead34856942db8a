"""What the line for a new promise shows, as words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mentor_desktop.services.quickpromise import Said, rhythm_said, size_said
from mentor_desktop.ui.daywords import dated
from mentor_desktop.words import _

NOBODY = ""


@dataclass(frozen=True)
class QuickState:
    """The line and what it was understood as; nothing is kept before it is shown."""

    line: str = ""
    people: tuple[tuple[str, str], ...] = ()  # key and name, me first
    owner: str = ""
    receiver: str = NOBODY
    text: str = ""
    due: str = ""
    size: str = ""
    rhythm: str = ""
    asks: bool = False  # no day was said: Enter once more keeps it without one
    error: str = ""
    session: bool = False  # it will belong to the session that is open

    @property
    def spoken(self) -> str:
        """What was understood, in one breath."""
        names = dict(self.people)
        who = names.get(self.owner, "")
        whom = names.get(self.receiver, "")
        pieces = [
            who and _("%(name)s promises") % {"name": who}, self.text,
            whom and _("to %(name)s") % {"name": whom}, self.due or _("no day yet"), self.size, self.rhythm,
        ]  # fmt: skip
        return ", ".join(filter(None, pieces)) if self.text else ""


def understood(state: QuickState, said: Said, today: date) -> QuickState:
    """The line with what it was understood as."""
    return QuickState(
        line=state.line, people=state.people, owner=said.owner.hex(),
        receiver=said.receiver.hex() if said.receiver is not None else NOBODY, text=said.text,
        due=dated(said.due, today) if said.due is not None else "",
        size=size_said(said.effort) if said.effort is not None else "", rhythm=rhythm_said(said.repeats),
        session=state.session,
    )  # fmt: skip

"""What is done in the card "Stay in touch": a check-in logged, a draft copied, a prompt put off. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from mentor_desktop.domain.ids import PersonId
from mentor_desktop.domain.touch import CheckIn, CheckInKind
from mentor_desktop.services import promises, touch
from mentor_desktop.services.touch import Warm
from mentor_desktop.services.touchwords import Help, help_for, kind_words
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.daywords import dated
from mentor_desktop.ui.today.touchstate import TouchPanel
from mentor_desktop.words import _

LONGEST = 6  # words that say a day


class View(Protocol):
    """What is needed of the page."""

    def show_panel(self, panel: TouchPanel) -> None:
        """Show what is open below a line, or with an empty key nothing."""
        ...


class TouchDesk:
    """`changed` is called after each change that is on disk."""

    def __init__(self, view: View, context: Context, changed: Callable[[], None]) -> None:
        self._view, self._context, self._changed = view, context, changed
        self._warm: tuple[Warm, ...] = ()
        self._today = date.min
        self._panel = TouchPanel()

    def know(self, warm: tuple[Warm, ...], today: date) -> None:
        """What was loaded last."""
        self._warm, self._today = warm, today
        if self._panel.key and self._one() is None:
            self.close()

    def open(self, key: str) -> None:
        """Open what belongs to a line, or close it again."""
        if key == self._panel.key:
            self.close()
            return
        warm = next((each for each in self._warm if each.person.hex() == key), None)
        if warm is None:
            return
        desk = self._context.desk
        self._panel = TouchPanel(key)
        self._context.ask.read(
            lambda: help_for(desk, warm), lambda found: self._helped(key, found), self._context.failed
        )

    def close(self) -> None:
        """Nothing is open."""
        self._show(TouchPanel())

    def choose_kind(self, kind: str) -> None:
        """What it was for."""
        self._panel = replace(self._panel, kind=kind)

    def copy(self, draft: str) -> None:
        """Copy the draft as it stands now. Nothing is ever sent."""
        self._context.clipboard.copy(draft)
        self._context.shell.set_state(_("Copied. Nothing was sent."))

    def log(self, text: str) -> None:
        """The contact was made: note it, perhaps with a word about it."""
        warm = self._one()
        if warm is None:
            return
        desk, person, kind = self._context.desk, warm.person, CheckInKind(self._panel.kind)
        said = _("Check-in with %(name)s logged.") % {"name": warm.name}

        def logged(made: CheckIn) -> None:
            self.close()
            self._offer(said, lambda: touch.trash_check_in(desk, made.id))
            self._changed()

        self._context.ask.write(
            lambda: touch.check_in(desk, person, kind, text), logged,
            lambda error: self._show(replace(self._panel, log_error=sentence(error))),
        )  # fmt: skip

    def snooze(self, text: str) -> None:
        """Put it off until the day that the words begin with; the rest is why."""
        warm = self._one()
        if warm is None:
            return
        until, why = _day_and_why(text, self._today)
        if until is None:
            wrong = _("Begin with the day, such as “in 2 weeks” or “1 Dec”; a word why may follow.")
            self._show(replace(self._panel, snooze_error=wrong))
            return
        desk, person, reason, day = self._context.desk, PersonId(warm.person), warm.reason, until
        said = _("Put off until %(day)s.") % {"day": dated(day, self._today)}

        def put_off(_done: None) -> None:
            self.close()
            self._offer(said, lambda: touch.wake(desk, person, reason))
            self._changed()

        self._context.ask.write(
            lambda: touch.snooze(desk, person, reason, day, why), put_off,
            lambda error: self._show(replace(self._panel, snooze_error=sentence(error))),
        )  # fmt: skip

    def _helped(self, key: str, found: Help) -> None:
        if key != self._panel.key:
            return
        kinds = tuple((str(kind), kind_words(kind)) for kind in CheckInKind)
        told = " · ".join(filter(None, (found.channel, found.fact)))
        self._show(TouchPanel(key, told, found.draft, str(found.kind), kinds))

    def _one(self) -> Warm | None:
        return next((each for each in self._warm if each.person.hex() == self._panel.key), None)

    def _offer(self, said: str, undo: Callable[[], object]) -> None:
        context = self._context

        def take_back() -> None:
            context.ask.write(undo, lambda _n: self._changed(), context.failed)

        context.shell.offer_undo(said, take_back)

    def _show(self, panel: TouchPanel) -> None:
        self._panel = panel
        self._view.show_panel(panel)


def _day_and_why(text: str, today: date) -> tuple[date | None, str]:
    """ "in 2 weeks, on holiday": the day that the first words name, and the rest."""
    pieces = text.replace(",", " , ").split()
    for length in range(min(LONGEST, len(pieces)), 0, -1):
        day = promises.read_date(" ".join(pieces[:length]), today)
        if day is not None:
            why = " ".join(pieces[length:]).replace(" ,", ",").strip(" ,")
            return (day if day > today else today + timedelta(days=1)), why
    return None, ""

"""Decides what the tab "In touch" of a person does. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from mentor_desktop.domain.ids import CheckInId, OccasionId, PersonId
from mentor_desktop.domain.touch import CheckInKind, next_on
from mentor_desktop.services import people, pulse, touch, touchwords
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.person.touchstate import InTouch, TouchTabState, touch_tab
from mentor_desktop.words import _


class View(Protocol):
    """What the tab can show."""

    def show_touch(self, state: TouchTabState) -> None:
        """Show everything."""
        ...

    def refuse_touch(self, field: str, words: str) -> None:
        """Say beside a field, "said", "day" or "pulse", what is wrong; "" takes it away."""
        ...

    def taken(self, field: str) -> None:
        """What was typed there is kept: the field is empty again."""
        ...


def load(desk: Desk, person: PersonId) -> InTouch:
    """Everything the tab shows."""
    me = people.me(desk)
    known = people.relationships_of(desk, person)
    alone = [each for each in known if each.members == (person,)] or list(known)
    relation = alone[-1] if alone else None
    zone = people.current_zone(desk)
    today = desk.today(zone)
    days = touch.occasions(desk, person)
    return InTouch(
        person, people.get(desk, person).name, me.id, me.name, zone, today, touch.check_ins(desk, person),
        days, tuple(next_on(each, today) for each in days), relation,
        pulse.rounds(desk, relation.id) if relation is not None else (),
        relation is not None and pulse.due(desk, relation.id),
    )  # fmt: skip


class InTouchPresenter:
    """`changed` is called after each change that is on disk, for what else the page shows."""

    def __init__(self, view: View, context: Context, changed: Callable[[], None]) -> None:
        self._view, self._context, self._changed = view, context, changed
        self._person: PersonId | None = None
        self._found: InTouch | None = None
        self._end_listening = context.share_safe.listen(lambda _on: self._show())

    def open(self, person: bytes) -> None:
        """The page is shown for a person."""
        if self._person != person:
            self._found = None
        self._person = PersonId(person)
        self.reload()

    def closed(self) -> None:
        """The page is destroyed."""
        self._end_listening()
        self._found = self._person = None

    def reload(self) -> None:
        """Ask for everything again."""
        if self._person is None:
            return
        desk, person = self._context.desk, self._person
        self._context.ask.read(lambda: load(desk, person), self._loaded, self._context.failed)

    def log(self, text: str, kind: str) -> None:
        """A contact was made."""
        if self._person is None:
            return
        desk, person = self._context.desk, self._person
        self._do(
            "said", lambda: touch.check_in(desk, person, CheckInKind(kind), text), _("Check-in logged."),
            lambda made: touch.trash_check_in(desk, made.id),
        )  # fmt: skip

    def drop_check_in(self, key: str) -> None:
        """It goes to the trash."""
        desk, row = self._context.desk, CheckInId(bytes.fromhex(key))
        self._do(
            "", lambda: touch.trash_check_in(desk, row), _("Check-in moved to the trash."),
            lambda _made: touch.restore_check_in(desk, row),
        )  # fmt: skip

    def add_day(self, title: str, words: str, ask_after: bool) -> None:
        """A day that matters: each year, or once where the year is said."""
        if self._person is None:
            return
        found = touchwords.read_day(words)
        if found is None:
            self._view.refuse_touch(
                "day", _("Say the day as “12 March”, or “12 March 2027” for one that comes once.")
            )
            return
        desk, person, (month, day, year) = self._context.desk, self._person, found
        self._do(
            "day", lambda: touch.add_occasion(desk, person, title, month, day, year, ask_after=ask_after),
            _("Day kept."), lambda made: touch.trash_occasion(desk, made.id),
        )  # fmt: skip

    def drop_day(self, key: str) -> None:
        """It goes to the trash."""
        desk, row = self._context.desk, OccasionId(bytes.fromhex(key))
        self._do(
            "", lambda: touch.trash_occasion(desk, row), _("Day moved to the trash."),
            lambda _made: touch.restore_occasion(desk, row),
        )  # fmt: skip

    def answer(self, side: str, items: Mapping[str, int]) -> None:
        """One side's five answers."""
        relation = self._found.relationship if self._found is not None else None
        if relation is None:
            return
        desk, by = self._context.desk, PersonId(bytes.fromhex(side))
        self._do("pulse", lambda: pulse.answer(desk, relation.id, by, items), _("Answers kept."), None)

    def _do(
        self, field: str, work: Callable[[], object], said: str, undo: Callable[..., object] | None
    ) -> None:  # fmt: skip
        context = self._context

        def done(made: object) -> None:
            def take_back() -> None:
                assert undo is not None  # offered only then
                context.ask.write(lambda: undo(made), lambda _n: self._again(), context.failed)

            if field:
                self._view.refuse_touch(field, "")
                self._view.taken(field)
            if undo is not None:
                context.shell.offer_undo(said, take_back)
            context.shell.set_state(_("Saved"))
            self._again()

        def refused(error: BaseException) -> None:
            if field and isinstance(error, Refused):
                self._view.refuse_touch(field, sentence(error))
            else:
                context.failed(error)

        context.ask.write(work, done, refused)

    def _again(self) -> None:
        self.reload()
        self._changed()

    def _loaded(self, found: InTouch) -> None:
        if found.person == self._person:
            self._found = found
            self._show()

    def _show(self) -> None:
        if self._found is not None:
            self._view.show_touch(touch_tab(self._found, self._context.share_safe.on))

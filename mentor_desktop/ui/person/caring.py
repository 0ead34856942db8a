"""Decides what the tab of agreement and cards does. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mentor_desktop.domain.agreements import State
from mentor_desktop.domain.cards import AccessCard, LifeCard
from mentor_desktop.domain.ids import PersonId
from mentor_desktop.services import agreement_pages, cards, people
from mentor_desktop.services.agreement_pages import Whole
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.ui.autosave import AutoSaver
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.daywords import short_day
from mentor_desktop.words import _


@dataclass(frozen=True)
class Cared:
    """What the tab shows, as read from the vault."""

    person: PersonId
    whole: Whole | None  # None without a relationship
    access: AccessCard
    life: LifeCard
    today: date


def load(desk: Desk, person: PersonId) -> Cared:
    """Everything the tab shows."""
    known = people.relationships_of(desk, person)
    whole = agreement_pages.whole(desk, known[-1].id) if known else None
    today = desk.today(people.current_zone(desk))
    return Cared(person, whole, cards.access(desk, person), cards.life(desk, person), today)


def agreement_words(found: Cared) -> tuple[str, str]:
    """Where the agreement stands, and the words of the button; "" without a relationship."""
    if found.whole is None:
        return "", ""
    versions = found.whole.versions
    if versions.open is not None:
        number = {"number": versions.open.number}
        if versions.status(versions.open).state is State.PROPOSED:
            return _("Version %(number)d waits for a yes.") % number, _("Open the agreement")
        return _("Version %(number)d is being talked about.") % number, _("Open the agreement")
    if versions.holding is not None:
        since = versions.status(versions.holding).since
        day = short_day(since, found.today) if since else ""
        words = _("Version %(number)d holds since %(day)s.")
        return words % {"number": versions.holding.number, "day": day}, _("Open the agreement")
    if versions.every:
        return _("The last version has ended."), _("Open the agreement")
    return _("Nothing is agreed yet. A first talk takes some twenty minutes."), _("Talk it through")


Shown = Callable[[Cared, bool], None]
Refuse = Callable[[str], None]


def _nobody(_found: Cared, _safe: bool) -> None:
    """The tab is not there yet."""


def _unheard(_words: str) -> None:
    """The tab is not there yet."""


class CaringPresenter:
    """Loads the cards of a person, and saves them as they are filled in."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._person: PersonId | None = None
        self._found: Cared | None = None
        self._savers: dict[str, AutoSaver] = {}
        self._latest: dict[str, AccessCard | LifeCard] = {}
        self._show: Shown = _nobody
        self._refuse: Refuse = _unheard
        self._end_listening = context.share_safe.listen(lambda _on: self._again())

    def attach(self, show: Shown, refuse: Refuse) -> None:
        """The tab was built: from now on it is filled."""
        self._show, self._refuse = show, refuse
        self.reload()

    def open(self, person: bytes) -> None:
        """The page is shown for a person."""
        self.leave()
        self._person, self._found = PersonId(person), None
        self.reload()

    def leave(self) -> None:
        """Everything typed is saved."""
        for saver in self._savers.values():
            saver.left()
        self._savers.clear()

    def closed(self) -> None:
        """The page is destroyed."""
        self.leave()
        self._end_listening()
        self._found, self._show = None, _nobody

    def reload(self) -> None:
        """Read the cards, once the tab is there."""
        desk, person = self._context.desk, self._person
        if person is not None and self._show is not _nobody:
            self._context.ask.read(lambda: load(desk, person), self._loaded, self._context.failed)

    def go(self) -> None:
        """To the agreement, or to the talk about one."""
        if self._found is None or self._found.whole is None:
            return
        page = "agreement" if self._found.whole.versions.every else "agreement-builder"
        self._context.shell.go(page, person=self._found.person, relationship=self._found.whole.relationship)

    def change(self, name: str, card: AccessCard | LifeCard) -> None:
        """One of the cards says this now."""
        person = self._person
        if person is None:
            return
        self._latest[name] = card
        if name not in self._savers:
            self._savers[name] = self._saver(name, person)
        self._savers[name].typed(name)

    def _saver(self, name: str, person: PersonId) -> AutoSaver:
        context = self._context

        def save(_text: str, _left: bool) -> None:
            card = self._latest[name]
            if isinstance(card, AccessCard):
                cards.save_access(context.desk, person, card)
            else:
                cards.save_life(context.desk, person, card)

        def told(saved: bool) -> None:
            context.shell.set_state(_("Saved") if saved else _("Saving…"))
            if saved:
                self._refuse("")

        def failed(error: BaseException) -> None:
            if isinstance(error, Refused):
                self._savers.pop(name, None)  # what cannot be kept is not tried again by itself
                self._refuse(sentence(error))
            else:
                context.failed(error)

        return AutoSaver(context.ask, context.delay, save, told, failed)

    def _loaded(self, found: Cared) -> None:
        if found.person == self._person:
            self._found = found
            self._again()

    def _again(self) -> None:
        if self._found is not None:
            self._show(self._found, self._context.share_safe.on)

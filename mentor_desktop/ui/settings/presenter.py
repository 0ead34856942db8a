"""Decides what Settings does: each change is saved at once and said so, each refusal stands beside its field.

Plain Python, no Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from mentor_desktop.services import people, settings, trashed
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.services.setting_table import BY_NAME
from mentor_desktop.services.trashed import TrashedRow
from mentor_desktop.ui.autosave import AutoSaver
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.settings.state import Count, Loaded, SettingsState, count, load, state_of, trash_key
from mentor_desktop.words import _

if TYPE_CHECKING:
    from mentor_desktop.services.vaults import Opened

NAME, SAY_IT, ZONE = "name", "say_it", "zone"
LINES = tuple(each.name for each in settings.TABLE if each.extra == "lines")


class View(Protocol):
    """What the page can show."""

    def show_state(self, state: SettingsState) -> None:
        """Show everything."""
        ...

    def refuse(self, name: str, sentence: str) -> None:
        """Say beside a setting why it was not kept; "" takes that back."""
        ...

    def choose(self, section: str) -> None:
        """Show a section."""
        ...

    def focus_first(self) -> None:
        """Put the focus on the section shown."""
        ...


class SettingsPresenter:
    """Loads, saves and says so."""

    def __init__(self, view: View, context: Context, opened: Opened) -> None:
        self._view, self._context, self._opened = view, context, opened
        self._loaded: Loaded | None = None
        self._savers = {name: self._saver(name) for name in (NAME, SAY_IT, *LINES)}
        self._end_listening = context.share_safe.listen(self._safe_changed)

    def open(self, section: str = "") -> None:
        """The page is shown, perhaps at a section."""
        if section:
            self._view.choose(section)
        self.reload()
        self._view.focus_first()

    def leave(self) -> None:
        """Another page is shown, or the vault is about to lock."""
        for saver in self._savers.values():
            saver.left()

    def closed(self) -> None:
        """The page is destroyed."""
        self.leave()
        self._end_listening()
        self._loaded = None

    def reload(self) -> None:
        """Ask again for everything the page shows."""
        opened, device, context = self._opened, self._context.device, self._context
        known = self._loaded.count if self._loaded is not None else None
        context.ask.read(lambda: load(opened, device), self._answered, context.failed)
        context.ask.read(lambda: count(opened, known), self._counted, context.failed)

    def ask(self, name: str, value: Any) -> None:
        """A setting of the table was changed."""
        if BY_NAME[name].in_vault:
            desk = self._context.desk
            work: Callable[[], None] = lambda: settings.save(desk, name, value)  # noqa: E731
        else:
            device = self._context.device
            work = lambda: device.set(name, value)  # noqa: E731

        def kept(_none: None) -> None:
            if not BY_NAME[name].in_vault:
                self._context.apply_look()
            self._kept(name)

        self._context.ask.write(work, kept, lambda error: self._not_kept(name, error))

    def typed(self, name: str, text: str) -> None:
        """A text that saves as it is typed says something new."""
        self._view.refuse(name, "")
        self._savers[name].typed(text)

    def left(self, name: str) -> None:
        """The field of such a text is left."""
        self._savers[name].left()

    def move(self, zone: str, always: bool) -> None:
        """The user's clock follows another zone: from today on, or as it always did."""
        desk = self._context.desk

        def work() -> None:
            me = people.me(desk)
            people.edit(desk, people.moved_to(me, zone, None if always else desk.today(zone)))

        def kept(_none: None) -> None:
            self._kept(ZONE)
            self.reload()

        self._context.ask.write(work, kept, lambda error: self._not_kept(ZONE, error))

    def restore(self, key: str) -> None:
        """Bring a thing back from the trash."""
        row = next((each for each in self._trash() if trash_key(each) == key), None)
        if row is None:
            return
        desk = self._context.desk

        def back(_none: None) -> None:
            self._context.shell.offer_undo(_("Brought back."), lambda: self._put_back(row))
            self.reload()

        self._context.ask.write(lambda: trashed.restore(desk, row), back, self._failed)

    def help(self) -> None:
        """The chapter on what is protected."""
        self._context.shell.go("help", topic="protected")

    # Inside

    def _put_back(self, row: TrashedRow) -> None:
        desk = self._context.desk
        self._context.ask.write(
            lambda: trashed.put_back(desk, row), lambda _none: self.reload(), self._failed
        )

    def _failed(self, error: BaseException) -> None:
        self._context.failed(error)
        self.reload()

    def _trash(self) -> tuple[TrashedRow, ...]:
        known = self._loaded.count if self._loaded is not None else None
        return known.trash if known is not None else ()

    def _answered(self, loaded: Loaded) -> None:
        self._show(replace(loaded, count=self._loaded.count) if self._loaded is not None else loaded)

    def _counted(self, counted: Count) -> None:
        if self._loaded is not None and self._loaded.count is not counted:
            self._show(replace(self._loaded, count=counted))

    def _show(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._view.show_state(state_of(loaded, self._context.share_safe.on))

    def _safe_changed(self, _on: bool) -> None:
        if self._loaded is not None:
            self._show(self._loaded)

    def _saver(self, name: str) -> AutoSaver:
        desk, context = self._context.desk, self._context

        def save(text: str, left: bool) -> None:
            if name in LINES:
                settings.save(desk, name, [line for line in text.splitlines() if line.strip()])
            else:
                _save_me(desk, name, text, left)

        def told(saved: bool) -> None:
            if saved:
                self._kept(name)

        return AutoSaver(context.ask, context.delay, save, told, lambda error: self._not_kept(name, error))

    def _kept(self, name: str) -> None:
        self._view.refuse(name, "")
        self._context.shell.set_state(_("Saved"))

    def _not_kept(self, name: str, error: BaseException) -> None:
        if isinstance(error, Refused):
            self._view.refuse(name, error.sentence)
        else:
            self._view.refuse(name, sentence(error))


def _save_me(desk: Desk, field: str, text: str, left: bool) -> None:
    me = people.me(desk)
    people.edit(desk, replace(me, name=text) if field == NAME else replace(me, say_it=text), burst_ends=left)
